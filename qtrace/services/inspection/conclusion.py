"""What the last signature brings about: status, history, child lots, papers, holds, labels."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_tally import InspectionOutcome, InspectionVerdict
from qtrace.domain.inspection_ways import Obstacle
from qtrace.domain.items import QualityState
from qtrace.domain.quantities import MILLION
from qtrace.models.inspection import Inspection, InspectionResult
from qtrace.models.items import Item
from qtrace.services.cases.nonconformance import open_from_inspection
from qtrace.services.cases.rejected_lots import hold_rejected_lot
from qtrace.services.documents.issued import issue_report, queue_labels
from qtrace.services.inspection.class_severity import approved_source, inspections_of_whole
from qtrace.services.inspection.obstacles import obstacles_of
from qtrace.services.inspection.state import InspectionRows
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.inspection.switching_history import Source
from qtrace.services.items.lot_children import Decision, NewChild, dispose, split_off
from qtrace.services.items.standing import container_count
from qtrace.services.outcomes import Refusal
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A decided inspection on its way into the rows.

    Attributes:
        reject_for: the readings accept, and the last signer rejects for this obstacle.
    """

    rows: InspectionRows
    verdict: InspectionVerdict
    second_person: bool
    reject_for: Obstacle | None = None

    @property
    def inspection(self) -> Inspection:
        """The inspection that is concluded."""
        return self.rows.inspection

    @property
    def accepts(self) -> bool:
        """True if the lot is to be released."""
        return self.verdict.certain is InspectionOutcome.ACCEPT and self.reject_for is None


def release_refusal(work: Work, inspection: Inspection) -> Refusal | None:
    """Why the lot cannot be released now although its inspection may accept it, or None."""
    today = plant_day(plant_of(work.session), work.now)
    return next(iter(obstacles_of(work.session, inspection, today).values()), None)


def conclude(work: Work, conclusion: Conclusion) -> Facts | Refusal:
    """Decide the whole lot as its verdict says; the caller has asked `release_refusal`."""
    accepted = conclusion.accepts
    close_inspection(work, conclusion, accepted=accepted)
    if accepted:
        return _accept(work, conclusion)
    return _reject(work, conclusion)


def close_inspection(work: Work, conclusion: Conclusion, *, accepted: bool) -> None:
    """Write the end of the inspection and what the next lot's severity follows from."""
    inspection, session = conclusion.inspection, work.session
    state = InspectionState.ACCEPTED if accepted else InspectionState.REJECTED
    inspection.state, inspection.decided_at = state.value, work.now
    session.flush()
    before = select(
        exists().where(
            Inspection.item_id == inspection.item_id,
            Inspection.id != inspection.id,
            Inspection.state.in_([InspectionState.ACCEPTED.value, InspectionState.REJECTED.value]),
        )
    )
    resubmitted = bool(session.scalar(before))
    tallies = {each.char_class.value: each for each in conclusion.verdict.classes}
    for row in conclusion.rows.classes:
        tally = tallies[row.char_class]
        work.add(
            InspectionResult(
                id=work.new_id(),
                inspection_class_id=row.id,
                switching_key=row.switching_key,
                lot_size=inspection.lot_size,
                d=tally.d,
                accepted=tally.accepted,
                resubmitted=resubmitted,
                decided_at=work.now,
            )
        )
    if not _other_part_decided(work, inspection):
        _spend_trial_lot(work, session.get_one(Item, inspection.item_id))
    work.touch(ObjectKind.INSPECTION, inspection.id)


def _other_part_decided(work: Work, inspection: Inspection) -> bool:
    """True if another part of the same lot has its verdict: the lot is spent once."""
    other = select(
        exists().where(
            Inspection.id.in_(inspections_of_whole(inspection.item_id)),
            Inspection.id != inspection.id,
            Inspection.state.in_([InspectionState.ACCEPTED.value, InspectionState.REJECTED.value]),
        )
    )
    return bool(work.session.scalar(other))


def _spend_trial_lot(work: Work, lot: Item) -> None:
    """One lot fewer that a source on trial must bring under tightened inspection."""
    if lot.part_id is None:
        return
    source = approved_source(
        work.session, Source(lot.part_id, lot.manufacturer_site_id, lot.supplier_id)
    )
    if source is not None and source.lots_left_tightened > 0:
        source.lots_left_tightened -= 1
        work.session.flush()


def _accept(work: Work, conclusion: Conclusion) -> Facts | Refusal:
    inspection = conclusion.inspection
    lot = work.session.get_one(Item, inspection.item_id)
    aside = _set_aside(work, conclusion, lot)
    if isinstance(aside, Refusal):
        return aside
    decision = Decision("accept", QualityState.RELEASED, conclusion.second_person)
    dispose(work, lot.id, inspection, decision)
    facts = {
        "state": InspectionState.ACCEPTED.value,
        "verdict": InspectionOutcome.ACCEPT.value,
        "set_aside_lot": (aside.lot or "") if aside else "",
        "set_aside_id": str(aside.id) if aside else "",
        "label_job": str(relabel(work, lot.id, QualityState.RELEASED)),
    }
    return facts | issue(work, inspection.id)


def _set_aside(work: Work, conclusion: Conclusion, lot: Item) -> Item | Refusal | None:
    """Split the failed pieces of an accepted lot off into a rejected child lot.

    A lot that is not counted in pieces keeps them: a piece of it is no quantity.
    """
    inspection = conclusion.inspection
    failed = conclusion.rows.failed_pieces
    if not failed or not counted_in_pieces(inspection, lot):
        return None
    state = QualityState.REJECTED
    new = NewChild(work.new_id(), len(failed) * MILLION, 1, state)
    child = split_off(work, lot, new)
    if isinstance(child, Refusal):
        return child
    dispose(work, child.id, inspection, Decision("reject", state, conclusion.second_person))
    case_id, _number = open_from_inspection(work, inspection.id, child)
    hold_rejected_lot(work, child.id, case_id)
    relabel(work, child.id, state)
    return child


def counted_in_pieces(inspection: Inspection, lot: Item) -> bool:
    """True if one unit of the lot is one piece of the sample."""
    return lot.qty_q6 == inspection.lot_size * MILLION


def _reject(work: Work, conclusion: Conclusion) -> Facts | Refusal:
    inspection = conclusion.inspection
    lot_id = inspection.item_id
    decision = Decision("reject", QualityState.REJECTED, conclusion.second_person)
    dispose(work, lot_id, inspection, decision)
    case_id, number = open_from_inspection(work, inspection.id, reject_for=conclusion.reject_for)
    facts = {
        "state": InspectionState.REJECTED.value,
        "verdict": InspectionOutcome.REJECT.value,
        "ncr": number,
        "hold": hold_rejected_lot(work, lot_id, case_id),
        "label_job": str(relabel(work, lot_id, QualityState.REJECTED)),
    }
    return facts | issue(work, inspection.id, conclusion.reject_for)


def relabel(work: Work, lot_id: int, state: QualityState) -> int:
    """Ask for new labels on every container of the lot; return the print job."""
    last = max(container_count(work.session, lot_id), 1)
    return queue_labels(work, lot_id=lot_id, status=state.value, first=1, last=last)


def issue(work: Work, inspection_id: int, reject_for: Obstacle | None = None) -> dict[str, str]:
    """Freeze the report of the decided inspection; facts name the document."""
    return {"document_id": str(issue_report(work, inspection_id, reject_for))}
