"""Deciding a lot in parts: an accepted and a rejected child lot in place of the last signature."""

from collections.abc import Mapping

from qtrace.domain.inspection_flow import (
    ChainStep,
    InspectionReason,
    next_step,
)
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.items import QualityState
from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import MILLION, plain_q6
from qtrace.domain.receipt_quantities import MOST_CONTAINERS
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.services.authority import check_authority
from qtrace.services.cases.nonconformance import open_from_inspection
from qtrace.services.cases.opening import add_case_item
from qtrace.services.cases.rejected_lots import hold_rejected_lot
from qtrace.services.inspection.commands import SplitLot
from qtrace.services.inspection.conclusion import (
    Conclusion,
    close_inspection,
    counted_in_pieces,
    issue,
    relabel,
    release_refusal,
)
from qtrace.services.inspection.content import not_as_seen, signed_content
from qtrace.services.inspection.decision import (
    chain_of,
    may_sign,
    not_ready,
    put_signature,
)
from qtrace.services.inspection.guards import locked_inspection, signers_of
from qtrace.services.inspection.state import InspectionRows, read_inspection
from qtrace.services.inspection.support import plant_of, verified_kinds
from qtrace.services.items.lot_children import Decision, NewChild, dispose, split_off
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.samples.homes import samples_away
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]


def split_lot(work: Work, command: SplitLot) -> Facts | Refusal:
    """Release a part of a lot and reject the rest; the lot itself ends as `split`.

    A part of a sampled lot may be accepted only where the sample accepts; where every piece was
    looked at, the good ones may be accepted whatever their number.
    """
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    chain = chain_of(work, inspection)
    step = next_step(chain, signers_of(inspection)) or chain[-1]
    refusal = _may_decide(work, inspection, chain, step)
    if refusal is not None:
        return refusal
    rows = read_inspection(work.session, inspection)
    verdict = rows.verdict(verified_kinds(plant_of(work.session)))
    conclusion = Conclusion(rows, verdict, second_person=len(chain) > 1)
    refusal = (
        not_as_seen(work, rows, command.seen_sha256)
        or _cannot(work, conclusion, command)
        or release_refusal(work, inspection)
    )
    if refusal is not None:
        return refusal
    accepts = verdict.certain is InspectionOutcome.ACCEPT
    word = "accept" if accepts else "split"
    put_signature(work, inspection, step, word)
    inspection.verdict = word
    _sign(work, rows, command, word)
    close_inspection(work, conclusion, accepted=True)
    return _divide(work, conclusion, command)


def _may_decide(
    work: Work, inspection: Inspection, chain: tuple[ChainStep, ...], step: ChainStep
) -> Refusal | None:
    """None if the actor may give the last signature of the chain, by rights and by turn."""
    refusal = may_sign(work, inspection, chain, step)
    if refusal is not None:
        return refusal
    if step is not chain[-1]:
        return refuse(
            InspectionReason.NOT_THE_NEXT_SIGNATURE,
            number=inspection.number,
            step=chain[-1].value,
            wanted=step.value,
        )
    return check_authority(work.session, work.actor, step.command)


def _cannot(work: Work, conclusion: Conclusion, command: SplitLot) -> Refusal | None:
    """Why these quantities or readings do not allow the split, or None."""
    inspection, rows, verdict = conclusion.inspection, conclusion.rows, conclusion.verdict
    refusal = not_ready(work, inspection, rows, verdict)
    if refusal is not None:
        return refusal
    if not command.reason.strip():
        return refuse(PeopleReason.TEXT_REFUSED, field="reason")
    lot = work.session.get_one(Item, inspection.item_id)
    rejected_q6 = lot.qty_q6 - command.accepted_q6
    failed = len(rows.failed_pieces) * MILLION if counted_in_pieces(inspection, lot) else 0
    fits = _fill(command.accepted_q6, command.accepted_containers) and _fill(
        rejected_q6, command.rejected_containers
    )
    if not 0 < command.accepted_q6 < lot.qty_q6 or rejected_q6 < failed or not fits:
        return refuse(
            InspectionReason.SPLIT_QUANTITIES,
            lot=lot.lot,
            quantity=plain_q6(lot.qty_q6),
            failed=plain_q6(failed),
        )
    whole = all(row.inspect_all for row in rows.classes) and not verdict.missing
    if verdict.certain is not InspectionOutcome.ACCEPT and not whole:
        return refuse(InspectionReason.SPLIT_NEEDS_SORTING, lot=lot.lot)
    return None


def _fill(qty_q6: int, containers: int) -> bool:
    """True if the quantity can lie in so many containers with something in each."""
    units = -(-qty_q6 // MILLION)
    return 1 <= containers <= min(MOST_CONTAINERS, max(units, 1))


def _sign(work: Work, rows: InspectionRows, command: SplitLot, word: str) -> None:
    content = {
        "inspection": signed_content(rows, word),
        "accepted_q6": str(command.accepted_q6),
        "accepted_id": str(command.accepted_id),
        "rejected_id": str(command.rejected_id),
        "reason": command.reason.strip(),
    }
    work.sign(ObjectKind.INSPECTION, rows.inspection.id, 1, content)


def _divide(work: Work, conclusion: Conclusion, command: SplitLot) -> Facts | Refusal:
    """Make both child lots with their decisions, the nonconformance, the hold and the labels."""
    inspection = conclusion.inspection
    lot = work.session.get_one(Item, inspection.item_id)
    rejected_q6 = lot.qty_q6 - command.accepted_q6
    away_q6 = sum(samples_away(work.session, lot).values())
    with_rejected = min(away_q6, rejected_q6)  # the accepted quantity was counted
    lots: dict[str, Item] = {}
    for word, new in (
        (
            "accept",
            NewChild(
                command.accepted_id,
                command.accepted_q6,
                command.accepted_containers,
                QualityState.RELEASED,
                away_q6=away_q6 - with_rejected,
            ),
        ),
        (
            "reject",
            NewChild(
                command.rejected_id,
                rejected_q6,
                command.rejected_containers,
                QualityState.REJECTED,
                away_q6=with_rejected,
            ),
        ),
    ):
        child = split_off(work, lot, new)
        if isinstance(child, Refusal):
            return child
        dispose(work, child.id, inspection, Decision(word, new.state, conclusion.second_person))
        relabel(work, child.id, new.state)
        lots[word] = child
    dispose(
        work, lot.id, inspection, Decision("split", QualityState.SPLIT, conclusion.second_person)
    )
    case_id, number = open_from_inspection(work, inspection.id)
    add_case_item(work, case_id, command.rejected_id, rejected_q6)
    facts = {
        "state": inspection.state,
        "verdict": inspection.verdict or "",
        "accepted_lot": lots["accept"].lot or "",
        "rejected_lot": lots["reject"].lot or "",
        "ncr": number,
        "hold": hold_rejected_lot(work, command.rejected_id, case_id),
    }
    return facts | issue(work, inspection.id)
