"""May a lot be scrapped, sent back or divided while it is held?

What is kept as evidence must not leave the house because somebody else disposes of it. A hold
that waits for the very decision does not stop it: else neither could ever be done.

Source: ISO 13485:2016 clause 8.3.1 (control of nonconforming product).
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.disposal import Disposal, DisposalReason, is_ended
from qtrace.domain.holds import Activity, Criterion, HoldRefusal
from qtrace.models.cases import Hold
from qtrace.models.items import Item
from qtrace.models.production_runs import WorkOrder
from qtrace.services.holds.check import coverings, told_of
from qtrace.services.holds.pieces import check_whole
from qtrace.services.holds.state import nonconformances_of, preset_of
from qtrace.services.items.standing import quality_state
from qtrace.services.outcomes import Refusal, refuse

_LEAVES: Mapping[Disposal, Activity] = {
    Disposal.SCRAP: Activity.SCRAP,
    Disposal.RETURN: Activity.RETURN_TO_SUPPLIER,
}


def disposal_refusal(
    session: Session,
    item: Item,
    disposal: Disposal,
    own: Collection[int],
    *,
    divides: bool = False,
) -> Refusal | None:
    """None if the lot's state and the holds of others let the decision take effect.

    Args:
        session: the transaction, after the gate.
        item: the lot.
        disposal: what becomes of it.
        own: holds that the decision ends, or that wait for it.
        divides: the decision is about a part of the lot.
    """
    state = quality_state(session, item.id)
    if is_ended(state):
        return refuse(
            HoldRefusal.STATE_FORBIDS, lot=item.lot or item.serial or "", state=state.value,
            activity=disposal.value,
        )  # fmt: skip
    order = session.scalar(
        select(WorkOrder).where(WorkOrder.item_id == item.id, WorkOrder.state == "running")
    )
    if order is not None:
        return refuse(DisposalReason.LOT_STILL_MADE, lot=item.lot or "", order=order.number)
    leaves = _LEAVES.get(disposal)
    refusal = check_whole(session, item.id, leaves, own=own) if leaves is not None else None
    if refusal is not None or not divides:
        return refusal
    others = [each for each in coverings(session, item.id) if each.hold_id not in own]
    return told_of(session, others, Activity.SORT)


def waiting_for(session: Session, case_id: int, item_id: int) -> frozenset[int]:
    """Active holds on the item that came from the nonconformance or wait for its disposal."""
    holds = (session.get_one(Hold, each.hold_id) for each in coverings(session, item_id))
    return frozenset(each.case_id for each in holds if _waits(session, each, case_id))


def _waits(session: Session, hold: Hold, case_id: int) -> bool:
    if hold.origin_case_id == case_id:
        return True
    if Criterion.NCR_DISPOSED not in preset_of(session, hold).criteria:
        return False
    return any(case.id == case_id for case in nonconformances_of(session, hold))
