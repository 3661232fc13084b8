"""Skip-lot inspection and dock-to-stock: which lots need no inspection, and who lets them through.

One source (part x manufacturing site) skips only while every class of its plan skips. The state is a
fold over what is stored; the draw follows from the inspection and the lot alone, so that it can be
checked again. A skipped lot still needs its identity, its papers and a signature.

Source: ISO 2859-3:2005; house rules: never a critical class, only a preferred supplier, and nothing
until quality has compared the numbers with the standard and signed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.inspection import CharClass
from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.inspection_ways import Obstacle
from qtrace.domain.items import QualityState
from qtrace.domain.people import QualitySwitch
from qtrace.domain.plans import PlanReason
from qtrace.domain.sampling.plans import PlanError, Scheme, make_scheme
from qtrace.domain.sampling.skip_lot import (
    SkipEvent,
    SkipHistory,
    SkipLotOutcome,
    StockBarrier,
    StockQuestion,
    barriers_to_stock,
    is_chosen,
    qualification_points,
    skip_lots,
)
from qtrace.domain.sampling.skip_reason import SkipReason, SkipState
from qtrace.domain.sampling.tables import SamplingTables, Severity
from qtrace.domain.suppliers import SourceState
from qtrace.i18n.skip_reasons import BARRIERS
from qtrace.models.inspection import (
    Inspection,
    PlanClass,
    PlanRevision,
    SkipEventRow,
    SkippedInspection,
)
from qtrace.models.items import Item
from qtrace.models.receiving import Receipt
from qtrace.models.samples import InspectionPart
from qtrace.reference import sampling_tables
from qtrace.services.bilingual import both
from qtrace.services.catalogue.plan_content import plan_children
from qtrace.services.catalogue.plans import effective_revision, plan_option
from qtrace.services.catalogue.plans_commands import RecordSkipEvent, ReleaseSkippedLot
from qtrace.services.inspection.class_severity import approved_source, source_change
from qtrace.services.inspection.conclusion import relabel
from qtrace.services.inspection.guards import already, locked_inspection
from qtrace.services.inspection.obstacles import obstacles_of
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.inspection.switching_history import (
    Source,
    StoredLot,
    stored_entries,
    switching_key,
)
from qtrace.services.items.lot_children import Decision, dispose
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
SEED_BITS = 62


@dataclass(frozen=True, slots=True)
class LotToSkip:
    """Whether one lot may go to stock without inspection.

    Attributes:
        revision: the plan version that allows skipping.
        one_in: one lot in so many is inspected; the rarest class does not count, the most frequent
            does.
        seed: what the draw follows from, decimal text.
        barriers: everything that keeps the lot from stock; empty: it may.
        reason: state of the class that stands worst.
    """

    revision: PlanRevision
    one_in: int
    seed: str
    barriers: tuple[StockBarrier, ...]
    reason: SkipReason


def lot_to_skip(session: Session, inspection: Inspection, today: date) -> LotToSkip | None:
    """The question of skipping for a lot that waits; None where its plan skips nothing.

    A lot whose inspection was begun in parts is inspected whole: its rest is not skipped.
    """
    lot = session.get_one(Item, inspection.item_id)
    if lot.part_id is None or session.get(InspectionPart, inspection.id) is not None:
        return None
    source = Source(lot.part_id, lot.manufacturer_site_id, lot.supplier_id)
    found = effective_revision(session, lot.part_id, lot.supplier_id)
    if found is None or not plan_option(session, found[1].id)[1]:
        return None
    classes, _ = plan_children(session, found[1].id)
    histories = source_histories(session, source, classes)
    worst = worst_history(histories)
    one_in = min(each.progress.one_in for each in histories.values())
    seed = draw_seed(inspection, lot)
    approval = approved_source(session, source)
    is_preferred = approval is not None and approval.state == SourceState.PREFERRED
    plant = plant_of(session)
    obstacles = obstacles_of(session, inspection, today)
    question = StockQuestion(
        state=worst.progress.state if is_preferred else SkipState.LOT_BY_LOT,
        chosen=is_chosen(one_in, int(seed)),
        critical_class=any(row.char_class == CharClass.CRITICAL for row in classes),
        identity_checked=_is_identified(session, inspection, lot),
        certificate_complete=Obstacle.CERTIFICATE_MISSING not in obstacles,
        under_hold=bool(set(obstacles) - {Obstacle.CERTIFICATE_MISSING}),
        first_after_change=source_change(session, source, lot) is not None,
        verified=plant.quality_switches.get(QualitySwitch.SKIP_LOT_VERIFIED, False),
    )
    return LotToSkip(found[1], one_in, seed, barriers_to_stock(question), worst.reason)


def worst_history(histories: Mapping[str, SkipHistory]) -> SkipHistory:
    """The history of the class that keeps the source from skipping most."""
    return min(histories.values(), key=_standing)


def _standing(history: SkipHistory) -> tuple[int, int]:
    order = (SkipState.LOT_BY_LOT, SkipState.INTERRUPTED, SkipState.SKIP)
    return order.index(history.progress.state), history.progress.one_in


def draw_seed(inspection: Inspection, lot: Item) -> str:
    """What the draw follows from: nobody chooses it, and anybody can compute it again."""
    text = f"skip-lot|{inspection.id}|{lot.id}|{inspection.number}"
    return str(int.from_bytes(sha256(text.encode()).digest()[:8]) & ((1 << SEED_BITS) - 1))


def _is_identified(session: Session, inspection: Inspection, lot: Item) -> bool:
    """The label was read at receipt, and part, revision, lot and site are known from it."""
    receipt = session.get(Receipt, inspection.receipt_id) if inspection.receipt_id else None
    known = (lot.part_revision_id, lot.manufacturer_site_id, lot.supplier_lot)
    return receipt is not None and bool(receipt.raw_code) and None not in known


def source_histories(
    session: Session, source: Source, classes: Sequence[PlanClass]
) -> dict[str, SkipHistory]:
    """Skip-lot history of every class of the plan, by class."""
    events = _events(session, source)
    found = {}
    for row in classes:
        scheme = make_scheme(sampling_tables(), row.standard or "", row.level or "", row.aql or "")
        entries: list[tuple[datetime, int, SkipEvent | SkipLotOutcome]] = [*events]
        if not isinstance(scheme, PlanError):
            lots = stored_entries(session, switching_key(source, row))
            entries += [
                (lot.decided_at, lot.id, _outcome(scheme, lot))
                for lot in lots
                if isinstance(lot, StoredLot)
            ]
        ordered = sorted(entries, key=lambda entry: entry[:2])
        found[row.char_class] = skip_lots([entry[2] for entry in ordered])
    return found


def _events(
    session: Session, source: Source
) -> list[tuple[datetime, int, SkipEvent | SkipLotOutcome]]:
    rows = skip_event_rows(session, source)
    return [(row.at, row.id, SkipEvent(row.event)) for row in rows]


def skip_event_rows(session: Session, source: Source) -> Sequence[SkipEventRow]:
    """What people decided about skipping the lots of a source."""
    return session.scalars(
        select(SkipEventRow).where(
            SkipEventRow.part_id == source.part_id,
            SkipEventRow.manufacturer_site_id == source.manufacturer_site_id
            if source.manufacturer_site_id is not None
            else SkipEventRow.supplier_id == source.supplier_id,
        )
    ).all()


def _outcome(scheme: Scheme, entry: StoredLot) -> SkipLotOutcome:
    points = 0
    lot = entry.counts_as or entry
    if lot.accepted:
        severity = Severity(lot.severity)
        tighter = tighter_numbers(sampling_tables(), scheme, severity, lot.letter or "", lot.n)
        points = qualification_points(lot.d, lot.ac, *tighter)
    return SkipLotOutcome(
        accepted=lot.accepted,
        points=points,
        severity=Severity(lot.severity),
        resubmitted=not entry.is_counted,
        lot=entry.lot,
    )


def tighter_numbers(
    tables: SamplingTables, scheme: Scheme, severity: Severity, letter: str, n: int
) -> tuple[int | None, int | None]:
    """Acceptance numbers one and two AQL steps tighter, where the table has the same sample."""
    at = tables.aqls.index(scheme.aql)
    found: list[int | None] = []
    for step in (1, 2):
        aql = tables.aqls[at - step] if at >= step else ""
        cell = tables.cells.get((scheme.standard, severity, letter, aql))
        found.append(cell.ac if cell is not None and cell.n == n else None)
    return found[0], found[1]


def may_be_skipped(work: Work, inspection: Inspection) -> Refusal | None:
    """Asked before an inspection starts: a lot that was not drawn waits for its release instead."""
    found = lot_to_skip(work.session, inspection, plant_day(plant_of(work.session), work.now))
    if found is None or found.barriers:
        return None
    return refuse(
        InspectionReason.LOT_NEEDS_NO_INSPECTION, number=inspection.number, one_in=found.one_in
    )


def release_skipped_lot(work: Work, command: ReleaseSkippedLot) -> Facts | Refusal:
    """Let a lot go to stock that was not drawn; the signature covers why."""
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    if inspection.state != InspectionState.WAITING:
        refusal = already(work, inspection)
        return refusal or refuse(InspectionReason.ALREADY_STARTED, number=inspection.number)
    found = lot_to_skip(work.session, inspection, plant_day(plant_of(work.session), work.now))
    barriers = (StockBarrier.NOT_SKIPPING,) if found is None else found.barriers
    if found is None or barriers:
        said = both(BARRIERS[barriers[0]])
        return refuse(
            InspectionReason.LOT_MUST_BE_INSPECTED,
            number=inspection.number,
            barrier_en=said["en"],
            barrier_zh=said["zh"],
        )
    content = {
        "inspection": str(inspection.id),
        "number": inspection.number,
        "plan_revision": str(found.revision.id),
        "one_in": str(found.one_in),
        "seed": found.seed,
        "reason": reason_json(found.reason),
    }
    inspection.state, inspection.decided_at = InspectionState.VOID.value, work.now
    work.session.flush()
    work.add(
        SkippedInspection(
            inspection_id=inspection.id,
            plan_revision_id=found.revision.id,
            one_in=found.one_in,
            seed=found.seed,
            reason=content["reason"],
            person_id=work.actor.person_id,
            at=work.now,
        )
    )
    lot_id = inspection.item_id
    decision = Decision("accept", QualityState.RELEASED, second_person=False)
    dispose(work, lot_id, inspection, decision)
    work.sign(ObjectKind.INSPECTION, inspection.id, 1, content)
    work.touch(ObjectKind.INSPECTION, inspection.id)
    job = relabel(work, lot_id, QualityState.RELEASED)
    return {"number": inspection.number, "one_in": str(found.one_in), "label_job": str(job)}


def reason_json(reason: SkipReason) -> str:
    """State and cause as text for `skipped_inspection.reason`."""
    facts = {"state": reason.state.value, "code": reason.code.value, "facts": dict(reason.facts)}
    return json.dumps(facts, sort_keys=True)


def record_skip_event(work: Work, command: RecordSkipEvent) -> Facts | Refusal:
    """Store what people decide about skipping the lots of a source."""
    if not command.reason.strip():
        return refuse(PlanReason.REASON_MISSING)
    found = effective_revision(work.session, command.part_id, command.supplier_id)
    if found is None or not plan_option(work.session, found[1].id)[1]:
        return refuse(PlanReason.PLAN_SKIPS_NOTHING)
    add_skip_event(
        work,
        command.event_id,
        Source(command.part_id, command.manufacturer_site_id, command.supplier_id),
        command.event,
        command.reason.strip(),
    )
    work.touch(ObjectKind.PLAN, found[0].id)
    work.touch(ObjectKind.PART, command.part_id)
    return {"event": command.event.value}


def add_skip_event(
    work: Work, event_id: int, source: Source, event: SkipEvent, reason: str
) -> None:
    """Write one event about a source."""
    work.add(
        SkipEventRow(
            id=event_id,
            part_id=source.part_id,
            supplier_id=source.supplier_id,
            manufacturer_site_id=source.manufacturer_site_id,
            event=event.value,
            reason=reason,
            person_id=work.actor.person_id,
            at=work.now,
        )
    )
