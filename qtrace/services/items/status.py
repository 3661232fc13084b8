"""The one word that people read about a lot, for one lot or for many at once."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import PIECE_KINDS
from qtrace.domain.items import QualityState, ShownStatus, StatusInput, shown_status
from qtrace.models.cases import Case, Hold, HoldMember
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus
from qtrace.services.holds.opening import ACTIVE
from qtrace.services.reads import Reads


def status_of(reads: Reads, lot: Item) -> ShownStatus:
    """The word about one lot now."""
    return statuses_of(reads, [lot])[lot.id]


def statuses_of(reads: Reads, lots: Collection[Item]) -> dict[int, ShownStatus]:
    """The word about each lot now, by its id."""
    given = status_inputs(reads.session, lots)
    return {lot_id: shown_status(each, reads.today) for lot_id, each in given.items()}


def status_inputs(session: Session, lots: Collection[Item]) -> dict[int, StatusInput]:
    """What the shown status of each lot follows from, in three statements in all."""
    if not lots:
        return {}
    ids = {lot.id for lot in lots}
    states = {
        row.item_id: QualityState(row.quality_state)
        for row in session.scalars(select(ItemStatus).where(ItemStatus.item_id.in_(ids)))
    }
    asked = set(session.scalars(select(Inspection.item_id).where(Inspection.item_id.in_(ids))))
    whole = {lot.id: lot.origin_id for lot in lots if lot.kind in PIECE_KINDS and lot.origin_id}
    holds = _hold_numbers(session, ids | set(whole.values()))
    found = {}
    for lot in lots:
        state = states.get(lot.id, QualityState.QUARANTINE)
        received = lot.receipt_id is not None and lot.origin_id is None
        pending = state is QualityState.QUARANTINE and received and lot.id not in asked
        numbers = {**holds.get(lot.id, {}), **holds.get(whole.get(lot.id, 0), {})}
        found[lot.id] = StatusInput(
            state=state,
            is_pending=pending,
            holds=tuple(numbers[seq] for seq in sorted(numbers)),
            expiry=lot.expiry,
        )
    return found


def _hold_numbers(session: Session, item_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Numbers of active holds by item, each under its sequence."""
    rows = session.execute(
        select(HoldMember.item_id, Hold.seq, Case.number)
        .join(Hold, Hold.case_id == HoldMember.hold_id)
        .join(Case, Case.id == Hold.case_id)
        .where(HoldMember.item_id.in_(item_ids), Hold.state.in_(ACTIVE))
    )
    found: dict[int, dict[int, str]] = {}
    for item_id, seq, number in rows:
        found.setdefault(item_id, {})[seq] = number
    return found
