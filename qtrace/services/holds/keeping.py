"""What stays held when a part of a hold is released: everything that the signer did not name.

Something that was made of a released lot alone would go free with it, unseen by who signed. It
becomes a row of the scope of its own, with the positions that were held.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.hold_spread import Ranges, Reached, merge
from qtrace.models.cases import Hold, HoldMember, HoldScope
from qtrace.services.holds.members import members_of, rewrite_members, walk
from qtrace.services.holds.opening import name_items, scope_row
from qtrace.services.work import Work


def let_only(work: Work, hold: Hold, released: Collection[int]) -> dict[int, Reached]:
    """Take `released`, which are exempt already, out of the hold and keep all the rest.

    Returns:
        What the hold reaches from now on.
    """
    work.session.flush()
    before = _standing(work.session, hold.case_id)
    while lost := _lost(work.session, hold, before, released):
        _add_scopes(work, hold, lost)
        work.session.flush()
    return rewrite_members(work, hold)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a member has of a lot, and how far it is from what the hold names."""

    ranges: Ranges
    distance: int


def _standing(session: Session, hold_id: int) -> dict[int, _Standing]:
    told = select(HoldMember.item_id, func.min(HoldMember.distance)).where(
        HoldMember.hold_id == hold_id
    )
    distances = {row[0]: row[1] for row in session.execute(told.group_by(HoldMember.item_id))}
    return {
        item_id: _Standing(ranges, distances[item_id])
        for item_id, ranges in members_of(session, hold_id).items()
    }


def _lost(
    session: Session, hold: Hold, before: Mapping[int, _Standing], released: Collection[int]
) -> dict[int, Ranges]:
    """What would go free unnamed: of that the things nearest to what the hold names."""
    now = walk(session, hold)
    free = {
        item_id: each
        for item_id, each in before.items()
        if item_id not in released
        and (
            item_id not in now or merge((*now[item_id].ranges, *each.ranges)) != now[item_id].ranges
        )
    }
    nearest = min((each.distance for each in free.values()), default=0)
    return {item_id: each.ranges for item_id, each in free.items() if each.distance == nearest}


def _add_scopes(work: Work, hold: Hold, kept: Mapping[int, Ranges]) -> None:
    last = work.session.scalar(
        select(func.max(HoldScope.no)).where(HoldScope.hold_id == hold.case_id)
    )
    scopes = [
        Scope(AnchorKind.ITEM, item_id, seq_from=first or None, seq_to=until)
        for item_id, ranges in sorted(kept.items())
        for first, until in ranges
    ]
    first_no = (last or 0) + 1
    work.add_all(scope_row(hold.case_id, no, each) for no, each in enumerate(scopes, first_no))
    name_items(work, hold.case_id, [Scope(AnchorKind.ITEM, item_id) for item_id in sorted(kept)])
