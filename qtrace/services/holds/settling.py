"""What was made now gets the holds of what it was made of, where and when.

The pipeline calls `settle_holds` for every command, so that no handler can forget it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import (
    PIECE_KINDS,
    AnchorKind,
    Scope,
    began_before,
    clipped,
    in_time,
    matches_item,
)
from qtrace.domain.hold_spread import WHOLE, Ranges, Reached, merge, spread
from qtrace.models.cases import Hold, HoldScope
from qtrace.models.items import Item, Link
from qtrace.models.production_runs import MadeItem, OperationRun, ProductionOutput, WorkOrder
from qtrace.services.holds.check import ACTIVE, Covering, coverings, timed_scopes, ways
from qtrace.services.holds.members import (
    CARRYING,
    add_members,
    edges_from,
    exempt_of,
    facts_of,
    scopes_of,
)
from qtrace.services.holds.opening import add_event, scope_row
from qtrace.services.work import Work


class UngatedMakingError(RuntimeError):
    """A command made lots or links without the station gate: a bug of the house."""


def settle_holds(work: Work, *, gated: bool) -> None:
    """Give everything that this transaction made the holds of what it was made of.

    Called by the pipeline for every command, before its record is written.

    Raises:
        UngatedMakingError: lots or links were made without the gate.
    """
    work.session.flush()
    lots = [row for row in work.made if isinstance(row, Item)]
    begun = [row for row in work.made if isinstance(row, MadeItem)]
    lots += [work.session.get_one(Item, row.item_id) for row in begun]
    lots = [row for row in dict.fromkeys(lots) if row.kind not in PIECE_KINDS]
    links = [row for row in work.made if isinstance(row, Link)]
    outputs = [row for row in work.made if isinstance(row, ProductionOutput)]
    if not lots and not links and not outputs:
        return
    if not gated:
        raise UngatedMakingError("lots and links are made behind the station gate alone")
    are_any, are_timed = work.session.execute(_STANDING).one()
    if not are_any:
        return
    for lot in lots:
        _arrive(work, lot.id)
    if are_timed:
        for row in begun:
            _begin(work, row)
        _come_out(work, outputs)
    carrying = set(work.session.scalars(CARRYING)) if links else set()
    by_parent: dict[int, list[Link]] = {}
    for link in links:
        if link.kind in carrying:
            by_parent.setdefault(link.parent_id, []).append(link)
    for parent_id, made in by_parent.items():
        _inherit(work, parent_id, made)


_IS_ACTIVE = Hold.state.in_(ACTIVE)
_STANDING = select(
    exists().where(_IS_ACTIVE),
    exists().where(
        _IS_ACTIVE,
        HoldScope.hold_id == Hold.case_id,
        or_(HoldScope.made_from.is_not(None), HoldScope.made_to.is_not(None)),
    ),
)
"""Are there active holds, and active holds on what was made in some time?"""


def _arrive(work: Work, item_id: int) -> None:
    """A new lot that falls under a scope is a member from its first commit."""
    for way in ways(work.session, item_id):
        if way.covering.via == "scope":
            ranges = WHOLE if way.span is None else (way.span,)
            add_members(work, way.covering.hold_id, {item_id: Reached(ranges, 0)})


# --- made in a time -------------------------------------------------------------------------


def _begin(work: Work, made: MadeItem) -> None:
    """A lot that begins under "and from now on" is under it, whatever the station's clock says."""
    if work.session.get_one(Item, made.item_id).kind in PIECE_KINDS:
        return
    for each, scope in timed_scopes(work.session, made.item_id):
        if not in_time(scope, made.made_at) and began_before(scope, each.placed_at):
            _catch(work, each, Scope(AnchorKind.ITEM, made.item_id))


def _come_out(work: Work, outputs: Sequence[ProductionOutput]) -> None:
    """Pieces that come out in the time of a hold are under it by their numbers."""
    by_run: dict[int, list[ProductionOutput]] = {}
    for row in outputs:
        by_run.setdefault(row.run_id, []).append(row)
    for run_id, rows in by_run.items():
        lot_id = work.session.scalars(_LOT_OF_RUN, {"run": run_id}).one()
        for each, scope in timed_scopes(work.session, lot_id):
            inside = clipped(scope, _pieces(row for row in rows if in_time(scope, row.at)))
            late = clipped(scope, _pieces(row for row in rows if not in_time(scope, row.at)))
            if inside:
                _cover(work, each, lot_id, inside)
            if late and began_before(scope, each.placed_at):
                named = Scope(AnchorKind.ITEM, lot_id, seq_from=late[0][0], seq_to=scope.seq_to)
                _catch(work, each, named)


def _pieces(rows: Iterable[ProductionOutput]) -> Ranges:
    return merge((row.piece_from, row.piece_to) for row in rows)


_LOT_OF_RUN = (
    select(WorkOrder.item_id)
    .join(OperationRun, OperationRun.work_order_id == WorkOrder.id)
    .where(OperationRun.id == bindparam("run"))
)


def _catch(work: Work, hold: Covering, scope: Scope) -> None:
    """Name what was made after the hold was placed and says by its clock that it was not.

    The hold is seen in this transaction, so that it was committed before; a clock does not count
    against that. What is named stays named when the members are written anew.
    """
    if any(_has(known, scope) for known in scopes_of(work.session, hold.hold_id)):
        return
    last = work.session.scalar(
        select(func.max(HoldScope.no)).where(HoldScope.hold_id == hold.hold_id)
    )
    work.add(scope_row(hold.hold_id, (last or 0) + 1, scope))
    item = work.session.get_one(Item, scope.anchor_id)
    facts = {
        "lot": item.lot or "",
        "from": str(scope.seq_from or ""),
        "clock": work.now.isoformat(),
    }
    add_event(work, hold.hold_id, "widened", "", facts)
    _cover(work, hold, scope.anchor_id, ((scope.seq_from or 0, scope.seq_to),))


def _has(known: Scope, scope: Scope) -> bool:
    return (
        (known.anchor, known.anchor_id) == (scope.anchor, scope.anchor_id)
        and not known.has_time
        and known.seq_to in (None, scope.seq_to)
        and (known.seq_from or 0) <= (scope.seq_from or 0)
    )


def _cover(work: Work, hold: Covering, lot_id: int, ranges: Ranges) -> None:
    """Add positions of a lot to the hold, and what was made of the lot already."""
    exempt = exempt_of(work.session, hold.hold_id)
    found = spread(
        {lot_id: ranges},
        lambda items: edges_from(work.session, items) if hold.propagates else (),
        exempt,
    )
    add_members(work, hold.hold_id, found)


# --- made of something ----------------------------------------------------------------------


def _inherit(work: Work, parent_id: int, links: Iterable[Link]) -> None:
    """Children have the holds of the parent, and so has all that was made of them already."""
    for each in coverings(work.session, parent_id):
        if _is_named_piece(work.session, each.hold_id, parent_id):
            add_members(work, each.hold_id, {parent_id: Reached(WHOLE, 0)})
        if not each.propagates:
            continue
        seeds = {child: merge(ranges) for child, ranges in _carried(links).items()}
        found = spread(
            seeds,
            lambda items: edges_from(work.session, items),
            exempt_of(work.session, each.hold_id),
            distance=each.distance + 1,
        )
        add_members(work, each.hold_id, found)


def _is_named_piece(session: Session, hold_id: int, item_id: int) -> bool:
    """True for a piece that the scope names by what it is: from now on it stands in the graph.

    A lot that is named stands for its pieces already.
    """
    item = session.get_one(Item, item_id)
    if item.kind not in PIECE_KINDS:
        return False
    facts = facts_of(item, session.get(MadeItem, item_id))
    lot = (AnchorKind.ITEM, facts.lot_id)
    return any(
        matches_item(scope, facts) and (scope.anchor, scope.anchor_id) != lot
        for scope in scopes_of(session, hold_id)
    )


def _carried(links: Iterable[Link]) -> dict[int, list[tuple[int, int | None]]]:
    found: dict[int, list[tuple[int, int | None]]] = {}
    for link in links:
        found.setdefault(link.child_id, []).append((link.seq_from or 0, link.seq_to))
    return found
