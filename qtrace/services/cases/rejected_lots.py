"""A lot goes bad: it is held for its nonconformance, and its kin as the plant has said."""

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import HoldReason
from qtrace.models.cases import Case, CaseLink
from qtrace.services.holds.isolation import isolate_related
from qtrace.services.holds.opening import NewHold, open_hold
from qtrace.services.work import Work


def hold_rejected_lot(work: Work, lot_id: int, ncr_case_id: int) -> str:
    """Hold a lot that was just rejected, and related ones; return the number of its hold."""
    ncr = work.session.get_one(Case, ncr_case_id)
    new = NewHold(
        HoldReason.INSPECTION_REJECTED,
        ncr.severity,
        ncr.number,
        "inspection",
        origin_case_id=ncr_case_id,
    )
    hold_id = work.new_id()
    number, _ = open_hold(work, hold_id, (Scope(AnchorKind.ITEM, lot_id),), new)
    work.add(CaseLink(cause_id=ncr_case_id, effect_id=hold_id, kind="causes"))
    isolate_related(work, lot_id, ncr)
    return number
