"""One decision about one lot outside of an inspection: its disposition and the state it leaves."""

from qtrace.domain.disposal import is_ended
from qtrace.domain.items import QualityState
from qtrace.models.items import Disposition, ItemStatus
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.work import ObjectKind, Work


def decide_item(work: Work, lot_id: int, word: str, state: QualityState) -> None:
    """Write the decision and the state that it leaves; two stations cannot write the same one."""
    status = work.session.get(ItemStatus, lot_id, with_for_update=True)
    if status is None:
        quarantine = QualityState.QUARANTINE.value
        status = work.add(ItemStatus(item_id=lot_id, quality_state=quarantine, disposition_no=0))
    number = status.disposition_no + 1
    work.add(
        Disposition(
            id=work.new_id(),
            item_id=lot_id,
            no=number,
            inspection_id=None,
            inspector_id=None,
            decision=word,
            decided_by=work.actor.person_id,
            second_person_required=1,
            decided_at=work.now,
        )
    )
    status.quality_state, status.disposition_no = state.value, number
    work.session.flush()
    if is_ended(state):
        clear_interlocks(work, "item", lot_id)
    work.touch(ObjectKind.ITEM, lot_id)
