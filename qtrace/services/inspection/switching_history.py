"""Severity as a pure function of what is stored: results and decisions of one series, replayed.

A series is one part x manufacturing site x class under one scheme. A new series begins tightened
by itself; `authority_normal` recorded before its first lot (opening balance of a source that is
known from before) makes it begin normal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.people import QualitySwitch
from qtrace.domain.sampling.lot_parts import LotPart, counting_parts
from qtrace.domain.sampling.plans import PlanError, SampleType, Scheme
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.switching import (
    Conditions,
    LotEnd,
    LotOutcome,
    SourceChange,
    SwitchEvent,
    SwitchHistory,
    switch,
)
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import (
    Inspection,
    InspectionClass,
    InspectionClassTerms,
    InspectionResult,
    PlanClass,
    SwitchingEvent,
)
from qtrace.models.items import Item
from qtrace.models.records import Record, RecordObject
from qtrace.models.samples import InspectionPart
from qtrace.records.payload import decode_payload
from qtrace.reference import sampling_tables
from qtrace.services.people.commands import SetQualitySwitch
from qtrace.services.work import ObjectKind

Whole = aliased(Item, name="whole")


@dataclass(frozen=True, slots=True)
class Source:
    """Whose lots make a series: the manufacturing site, or the supplier where it is unknown."""

    part_id: int
    manufacturer_site_id: int | None
    supplier_id: int | None

    @property
    def word(self) -> str:
        """The source as it enters the key."""
        if self.manufacturer_site_id is not None:
            return f"site:{self.manufacturer_site_id}"
        return f"supplier:{self.supplier_id}"


def switching_key(source: Source, row: PlanClass) -> str:
    """Key of the series of a class of a plan: the same for every plan version with its scheme.

    Source: ISO 2859-1:1999 clause 9; house rule: switching follows part x manufacturing site.
    """
    parts = (
        source.word, str(source.part_id), row.char_class, row.sampling, row.standard or "",
        row.edition or "", row.level or "", row.aql or "", str(row.fixed_n or ""),
        "" if row.ac is None else str(row.ac),
    )  # fmt: skip
    return sha256("|".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class StoredLot:
    """A decided lot of a series.

    Attributes:
        whole_id: the lot that this one is an inspected part of, or None.
        whole_q6: quantity of that lot; `qty_q6` is this one's.
        counts_as: the part with whose numbers the whole lot counts here; None where this entry
            does not count: resubmitted, or a part of a lot that counts elsewhere.
    """

    id: int
    inspection_id: int
    lot_id: int
    lot: str
    decided_at: datetime
    lot_size: int
    d: int
    accepted: bool
    resubmitted: bool
    severity: str
    n: int
    ac: int
    re: int
    sampling: str
    letter: str | None
    ac2: int | None
    qty_q6: int = 0
    whole_id: int | None = None
    whole_q6: int | None = None
    counts_as: "StoredLot | None" = None

    @property
    def is_counted(self) -> bool:
        """True if the lot enters the counts of the rules here."""
        return self.counts_as is not None

    @property
    def end(self) -> LotEnd | None:
        """How a lot ended that was not judged by a single plan; None: its count says it."""
        if self.sampling not in (SampleType.DOUBLE, SampleType.VARIABLES, SampleType.ALL):
            return None
        if not self.accepted:
            return LotEnd.REJECTED
        counts_both = self.ac2 is not None and self.d > self.ac
        ac = self.ac2 if counts_both and self.ac2 is not None else self.ac
        gap = self.sampling == SampleType.DOUBLE and self.d > ac
        return LotEnd.GAP if gap else LotEnd.ACCEPTED


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A decision between lots."""

    id: int
    event: SwitchEvent
    at: datetime
    person_id: int
    reason: str

    @property
    def told(self) -> SwitchEvent | SourceChange:
        """The decision, or the change of the source that the program itself wrote down."""
        by_itself = self.event is SwitchEvent.AUTHORITY_TIGHTENED
        return CHANGES.get(self.reason, self.event) if by_itself else self.event


CHANGES = {
    "lots_left_tightened": SourceChange.NEW_SOURCE,
    "new_revision": SourceChange.NEW_REVISION,
}
"""What the program itself writes as the reason of a decision, and what it means."""

StoredEntry = StoredLot | StoredEvent


def stored_entries(session: Session, key: str) -> tuple[StoredEntry, ...]:
    """Everything that happened in the series `key`, oldest first."""
    lots = session.execute(
        select(
            InspectionResult.id,
            Inspection.id,
            Item.id,
            Item.lot,
            InspectionResult.decided_at,
            InspectionResult.lot_size,
            InspectionResult.d,
            InspectionResult.accepted,
            InspectionResult.resubmitted,
            InspectionClass.severity,
            InspectionClass.n,
            InspectionClass.ac,
            InspectionClass.re,
            InspectionClass.sampling,
            InspectionClass.plan_letter,
            InspectionClassTerms.ac2,
            Item.qty_q6,
            InspectionPart.whole_id,
            Whole.qty_q6,
        )
        .join(InspectionClass, InspectionClass.id == InspectionResult.inspection_class_id)
        .join(Inspection, Inspection.id == InspectionClass.inspection_id)
        .join(Item, Item.id == Inspection.item_id)
        .outerjoin(
            InspectionClassTerms, InspectionClassTerms.inspection_class_id == InspectionClass.id
        )
        .outerjoin(InspectionPart, InspectionPart.inspection_id == Inspection.id)
        .outerjoin(Whole, Whole.id == InspectionPart.whole_id)
        .where(InspectionResult.switching_key == key)
    ).all()
    events = session.scalars(select(SwitchingEvent).where(SwitchingEvent.switching_key == key))
    entries: list[StoredEntry] = [
        StoredEvent(row.id, SwitchEvent(row.event), row.at, row.person_id, row.reason)
        for row in events
    ]
    entries += _counted(sorted((StoredLot(*tuple(row)) for row in lots), key=_order))
    return tuple(sorted(entries, key=_order))


def _counted(lots: Sequence[StoredLot]) -> list[StoredLot]:
    """The lots with what each of them counts as; resubmitted ones count as nothing."""
    fresh = [lot for lot in lots if not lot.resubmitted]
    counted = {
        lot.id: fresh[place]
        for lot, place in zip(fresh, counting_parts([_part(lot) for lot in fresh]), strict=True)
        if place is not None
    }
    return [replace(lot, counts_as=counted.get(lot.id)) for lot in lots]


def _part(lot: StoredLot) -> LotPart | None:
    if lot.whole_id is None or lot.whole_q6 is None:
        return None
    return LotPart(lot.whole_id, lot.qty_q6, lot.whole_q6, lot.accepted, lot.d / lot.n)


def _order(entry: StoredEntry) -> tuple[datetime, int]:
    at = entry.decided_at if isinstance(entry, StoredLot) else entry.at
    return at, entry.id


def first_state(entries: Sequence[StoredEntry]) -> SwitchState:
    """State that the series began with: tightened, unless quality said normal before any lot."""
    for entry in entries:
        if isinstance(entry, StoredLot):
            break
        if entry.event is SwitchEvent.AUTHORITY_NORMAL:
            return SwitchState.NORMAL
    return SwitchState.TIGHTENED


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """What quality says about reduced inspection from an instant on."""

    at: datetime
    conditions: Conditions


def condition_changes(session: Session) -> tuple[ConditionChange, ...]:
    """What quality ever said about reduced inspection, oldest first, as the record stream has it.

    A switch that is turned today says nothing about the lots of last year.
    """
    rows = session.execute(
        select(Record.entered_at, Record.payload)
        .join(RecordObject, RecordObject.record_id == Record.id)
        .where(
            RecordObject.target_kind == ObjectKind.PLANT.value,
            Record.command_code == SetQualitySwitch.code,
            Record.outcome == "done",
        )
        .order_by(Record.entered_at, Record.id)
    )
    said: dict[str, bool] = {}
    changes = []
    for at, payload in rows:
        body: Any = decode_payload(payload).body
        said[body["command"]["switch"]] = body["command"]["is_on"]
        conditions = Conditions(
            reduced_authorised=said.get(QualitySwitch.REDUCED_AUTHORISED, False),
            steady_production=said.get(QualitySwitch.STEADY_PRODUCTION, False),
        )
        changes.append(ConditionChange(at, conditions))
    return tuple(changes)


def replay(
    scheme: Scheme, changes: Sequence[ConditionChange], entries: Sequence[StoredEntry]
) -> SwitchHistory | PlanError:
    """What each lot left behind, and what holds for the next one.

    Args:
        scheme: standard, level and AQL of the series.
        changes: what quality said about reduced inspection, oldest first.
        entries: the series as stored, oldest first.
    """
    told: list[LotOutcome | SwitchEvent | SourceChange | Conditions] = []
    waiting = list(reversed(changes))
    for entry in entries:
        while waiting and waiting[-1].at < _order(entry)[0]:
            told.append(waiting.pop().conditions)
        told.append(_told(entry) if isinstance(entry, StoredLot) else entry.told)
    told += [each.conditions for each in reversed(waiting)]
    return switch(sampling_tables(), scheme, Conditions(), told, first_state(entries))


def _told(entry: StoredLot) -> LotOutcome:
    said = entry.counts_as or entry
    return LotOutcome(
        said.lot_size,
        said.d,
        resubmitted=not entry.is_counted,
        lot=entry.lot,
        severity=Severity(said.severity),
        end=said.end,
    )
