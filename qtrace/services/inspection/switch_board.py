"""What quality decides about severity: switches of the plant, and the series of every source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from qtrace.domain.inspection import CharClass
from qtrace.domain.people import QualitySwitch
from qtrace.domain.sampling.severity_reason import SeverityReason, SwitchState
from qtrace.domain.sampling.skip_reason import SkipReason
from qtrace.domain.suppliers import SourceState
from qtrace.models.catalogue import Part
from qtrace.models.records import Record, RecordObject
from qtrace.models.suppliers import ApprovedSource, Supplier, SupplierSite
from qtrace.records.payload import decode_payload
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision, plan_option
from qtrace.services.inspection.queries import history_of
from qtrace.services.inspection.rows import Named, Series
from qtrace.services.inspection.skip_lots import skip_event_rows, source_histories, worst_history
from qtrace.services.inspection.support import persons, plant_of
from qtrace.services.inspection.switching_history import Source
from qtrace.services.people.commands import SetQualitySwitch
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind

SKIP_KEYS = 100
"""Keys of rows about skipping are below those of the switches."""


class BoardKind(StrEnum):
    """What a row is about."""

    SWITCH = "switch"
    SERIES = "series"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class BoardNote:
    """A decision: when, by whom, what (`on`, `off` or an event of the series), and why."""

    at: datetime
    by: Named
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A switch of the plant, or a series of lots.

    Attributes:
        key: stable number of the row.
        switch: the switch; None for a series.
        is_on: where the switch stands.
        part: part of the series.
        site: manufacturing site of the series.
        supplier: supplier whose plan the series follows.
        char_class: class of the series.
        state: severity of the next lot; None for a switch.
        reason: why that is so.
        lots: lots of the series that were decided.
        notes: decisions, newest first.
        skip: why lots of the source are skipped or not; None unless the row is about that.
        agreed: the responsible authority agrees to skipping.
    """

    key: int
    kind: BoardKind
    switch: QualitySwitch | None = None
    is_on: bool = False
    part: Named | None = None
    site: Named | None = None
    supplier: Named | None = None
    char_class: CharClass | None = None
    state: SwitchState | None = None
    reason: SeverityReason | None = None
    lots: int = 0
    notes: tuple[BoardNote, ...] = ()
    skip: SkipReason | None = None
    agreed: bool = False


def switch_board(reads: Reads) -> tuple[BoardRow, ...]:
    """The switches of the plant, every series by AQL, and the sources whose lots may be skipped."""
    return (*_switches(reads), *_series_rows(reads), *_skip_rows(reads))


def _switches(reads: Reads) -> Iterator[BoardRow]:
    set_to = plant_of(reads.session).quality_switches
    told = _switch_notes(reads)
    for number, switch in enumerate(QualitySwitch):
        yield BoardRow(
            key=-1 - number,
            kind=BoardKind.SWITCH,
            switch=switch,
            is_on=set_to.get(switch, False),
            notes=tuple(reversed(told.get(switch.value, []))),
        )


def _switch_notes(reads: Reads) -> dict[str, list[BoardNote]]:
    """Every turn of every switch, oldest first, as the record stream has it."""
    rows = reads.session.execute(
        select(Record.entered_at, Record.payload, Record.actor_id)
        .join(RecordObject, RecordObject.record_id == Record.id)
        .where(
            RecordObject.target_kind == ObjectKind.PLANT.value,
            Record.command_code == SetQualitySwitch.code,
            Record.outcome == "done",
        )
        .order_by(Record.entered_at, Record.id)
    ).all()
    known = persons(reads.session, {row.actor_id for row in rows if row.actor_id is not None})
    found: dict[str, list[BoardNote]] = {}
    for row in rows:
        body: Any = decode_payload(row.payload).body
        command = body["command"]
        what = "on" if command["is_on"] else "off"
        note = BoardNote(row.entered_at, known[row.actor_id], what, command["reason"])
        found.setdefault(command["switch"], []).append(note)
    return found


_Sources = Sequence[tuple[ApprovedSource, Part, Supplier, SupplierSite]]


def _sources(reads: Reads) -> _Sources:
    rows = reads.session.execute(
        select(ApprovedSource, Part, Supplier, SupplierSite)
        .join(Part, Part.id == ApprovedSource.part_id)
        .join(Supplier, Supplier.id == ApprovedSource.supplier_id)
        .join(SupplierSite, SupplierSite.id == ApprovedSource.site_id)
        .where(ApprovedSource.state != SourceState.REMOVED.value)
        .order_by(Part.number, SupplierSite.code)
    ).all()
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def _series_rows(reads: Reads) -> Iterator[BoardRow]:
    for source, part, supplier, site in _sources(reads):
        for number, char_class in enumerate(CharClass):
            series = history_of(reads, part.id, site.id, char_class, supplier.id)
            if series is None or series.reason is None:
                continue
            yield BoardRow(
                key=source.id * len(CharClass) + number,
                kind=BoardKind.SERIES,
                part=Named(part.id, part.number, part.name_en, part.name_zh),
                site=Named(site.id, site.code, site.name_en, site.name_zh),
                supplier=Named(supplier.id, supplier.code, supplier.name_en, supplier.name_zh),
                char_class=char_class,
                state=series.state,
                reason=series.reason,
                lots=len(series.lots),
                notes=_events(series),
            )


def _skip_rows(reads: Reads) -> Iterator[BoardRow]:
    session = reads.session
    for source, part, supplier, site in _sources(reads):
        found = effective_revision(session, part.id, supplier.id)
        if found is None or not plan_option(session, found[1].id)[1]:
            continue
        own = Source(part.id, site.id, supplier.id)
        histories = source_histories(session, own, plan_children(session, found[1].id)[0])
        worst = worst_history(histories)
        yield BoardRow(
            key=-SKIP_KEYS - source.id,
            kind=BoardKind.SKIP,
            part=Named(part.id, part.number, part.name_en, part.name_zh),
            site=Named(site.id, site.code, site.name_en, site.name_zh),
            supplier=Named(supplier.id, supplier.code, supplier.name_en, supplier.name_zh),
            skip=worst.reason,
            agreed=worst.progress.agreed,
            notes=_skip_notes(reads, own),
        )


def _skip_notes(reads: Reads, source: Source) -> tuple[BoardNote, ...]:
    rows = skip_event_rows(reads.session, source)
    known = persons(reads.session, {row.person_id for row in rows})
    newest_first = sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
    return tuple(
        BoardNote(row.at, known[row.person_id], row.event, row.reason) for row in newest_first
    )


def _events(series: Series) -> tuple[BoardNote, ...]:
    return tuple(
        BoardNote(event.at, event.person, event.event.value, event.reason)
        for event in reversed(series.events)
    )
