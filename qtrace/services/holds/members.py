"""Members of holds: the lots and linked items that a hold covers, written down when it is placed.

They are a projection: `walk` from the recorded scopes is their judge. Every command that makes a
link or an item passes `settle_holds` in the pipeline (`hold_settling`), so nothing that is made of a
held thing is free for a moment.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, insert, or_, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.hold_scopes import (
    CONTEXT_ANCHORS,
    PIECE_KINDS,
    AnchorKind,
    ItemFacts,
    Scope,
    clipped,
    matches_but_time,
    matches_item,
)
from qtrace.domain.hold_spread import WHOLE, Edge, Ranges, Reached, merge, spread
from qtrace.models.cases import Hold, HoldMember, HoldScope
from qtrace.models.holds import HoldExempt, HoldScopeEnd
from qtrace.models.items import Item, Link, LinkKind
from qtrace.models.production import Operation, RouteRevision
from qtrace.models.production_runs import MadeItem, OperationRun, ProductionOutput
from qtrace.services.work import Work

SOME = 500
LOT_KINDS = ("lot", "production_lot", "load", "shipment")


def some(ids: Iterable[int]) -> Iterator[list[int]]:
    """Ids in parts that one statement can name."""
    rest = iter(ids)
    while part := list(islice(rest, SOME)):
        yield part


# --- what a hold names ----------------------------------------------------------------------


def scope_of(row: HoldScope) -> Scope:
    """A stored row as the rules take it."""
    return Scope(
        AnchorKind(row.anchor_kind), row.anchor_id, row.part_id, row.supplier_id,
        row.supplier_lot, row.line_id, row.seq_from, row.seq_to, row.made_from, row.made_to,
    )  # fmt: skip


def scope_rows(session: Session, hold_id: int) -> Sequence[HoldScope]:
    """Rows of the hold's scope that no narrowing has ended, in their order."""
    ended = exists().where(HoldScopeEnd.hold_id == hold_id, HoldScopeEnd.no == HoldScope.no)
    return session.scalars(
        select(HoldScope).where(HoldScope.hold_id == hold_id, ~ended).order_by(HoldScope.no)
    ).all()


def scopes_of(session: Session, hold_id: int) -> tuple[Scope, ...]:
    """The hold's scope as it stands."""
    return tuple(scope_of(row) for row in scope_rows(session, hold_id))


def exempt_of(session: Session, hold_id: int) -> set[int]:
    """Items that were taken out of the hold."""
    return set(session.scalars(select(HoldExempt.item_id).where(HoldExempt.hold_id == hold_id)))


def seeds_of(
    session: Session, scopes: Iterable[Scope], exempt: Collection[int] = ()
) -> dict[int, Ranges]:
    """Items that the scopes name and that stand in the graph, each with the positions meant.

    Lots always, single pieces if they are named themselves or if something was made of them; a
    piece goes free with its lot.
    """
    found: dict[int, list[tuple[int, int | None]]] = {}
    for scope in scopes:
        if scope.anchor in CONTEXT_ANCHORS:
            continue
        running: dict[int, int] = {}
        for item, made in session.execute(_named(scope)):
            facts = facts_of(item, made)
            is_lot = item.kind not in PIECE_KINDS
            if facts.lot_id in exempt:
                continue
            if matches_item(scope, facts):
                positions = (scope.seq_from or 0, scope.seq_to) if is_lot else WHOLE[0]
                found.setdefault(item.id, []).append(positions)
            elif is_lot and made is not None and matches_but_time(scope, facts):
                running[made.work_order_id] = item.id
        for order_id, positions in _came_out(session, scope, running):
            for named in clipped(scope, (positions,)):
                found.setdefault(running[order_id], []).append(named)
    return {item_id: merge(ranges) for item_id, ranges in found.items()}


def _came_out(
    session: Session, scope: Scope, orders: Iterable[int]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Orders, and pieces of their lots, that any operation put out in the scope's time.

    A lot has no one time of making: it was begun before, and part of it was made in that time.
    """
    inside = [
        *([] if scope.made_from is None else [ProductionOutput.at >= scope.made_from]),
        *([] if scope.made_to is None else [ProductionOutput.at <= scope.made_to]),
    ]
    for part in some(orders):
        rows = session.execute(
            select(
                OperationRun.work_order_id, ProductionOutput.piece_from, ProductionOutput.piece_to
            )
            .join(ProductionOutput, ProductionOutput.run_id == OperationRun.id)
            .where(OperationRun.work_order_id.in_(part), *inside)
        )
        yield from ((order_id, (first, last)) for order_id, first, last in rows)


def facts_of(item: Item, made: MadeItem | None) -> ItemFacts:
    """What scopes ask of a stored item, without what a piece has from its lot."""
    is_piece = item.kind in PIECE_KINDS
    return ItemFacts(
        item_id=item.id,
        part_id=item.part_id,
        part_revision_id=item.part_revision_id,
        supplier_id=item.supplier_id,
        supplier_lot=item.supplier_lot,
        receipt_id=item.receipt_id,
        location_id=item.location_id,
        lot_id=item.origin_id if is_piece else None,
        seq=item.unit_seq if item.kind == "unit" else None,
        work_order_id=made.work_order_id if made else None,
        line_id=made.line_id if made else None,
        made_at=made.made_at if made else None,
    )


def same_operation(operation_id: int) -> Select[int]:
    """Ids of the operation in every revision of its route: what a hold on it is about."""
    mine, other = aliased(RouteRevision), aliased(RouteRevision)
    named, same = aliased(Operation), aliased(Operation)
    return (
        select(same.id)
        .join(other, other.id == same.route_revision_id)
        .join(mine, mine.route_id == other.route_id)
        .join(named, (named.route_revision_id == mine.id) & (named.no == same.no))
        .where(named.id == operation_id)
    )


def _named(scope: Scope) -> Any:
    told = select(Item, MadeItem).outerjoin(MadeItem, MadeItem.item_id == Item.id)
    if scope.anchor is AnchorKind.ITEM:
        return told.where(Item.id == scope.anchor_id)
    is_lot = and_(
        Item.serial.is_(None),
        Item.lot.is_not(None),
        Item.kind != "container",  # the words of the index of lots
    )
    is_parent = exists().where(Link.parent_id == Item.id, Link.parent_origin_id.is_not(None))
    return told.where(_anchored(scope), or_(is_lot, is_parent))


def _anchored(scope: Scope) -> ColumnElement[bool]:
    columns: Mapping[AnchorKind, Any] = {
        AnchorKind.ORIGIN: Item.origin_id,
        AnchorKind.PART: Item.part_id,
        AnchorKind.PART_REVISION: Item.part_revision_id,
        AnchorKind.SUPPLIER_PART: Item.part_id,
        AnchorKind.SUPPLIER_LOT: Item.supplier_id,
        AnchorKind.RECEIPT: Item.receipt_id,
        AnchorKind.WORK_ORDER: MadeItem.work_order_id,
    }
    wanted: list[ColumnElement[bool]] = [columns[scope.anchor] == scope.anchor_id]
    for column, value in (
        (Item.part_id, scope.part_id),
        (Item.supplier_id, scope.supplier_id),
        (Item.supplier_lot, scope.supplier_lot),
    ):
        if value is not None:
            wanted.append(column == value)
    return and_(*wanted)


# --- how far it reaches ---------------------------------------------------------------------


CARRYING = select(LinkKind.code).where(LinkKind.propagates)
"""Kinds of links that carry holds; a join with so small a table would build a Bloom filter."""


def edges_from(session: Session, items: Collection[int]) -> Iterator[Edge]:
    """Links that carry holds from these items, or from pieces of these lots."""
    for part in some(sorted(items)):
        rows = session.execute(
            select(Link.parent_id, Link.child_id, Link.seq_from, Link.seq_to).where(
                Link.parent_id.in_(part), Link.kind.in_(CARRYING)
            )
        )
        yield from (Edge(*row) for row in rows)
        of_pieces = session.execute(
            select(
                Link.parent_id, Link.child_id, Link.seq_from, Link.seq_to,
                Link.parent_origin_id, Item.unit_seq, Item.kind,
            )
            .join(Item, Item.id == Link.parent_id)
            .where(Link.parent_origin_id.in_(part), Link.kind.in_(CARRYING))
        )  # fmt: skip
        for parent, child, first, last, lot, seq, kind in of_pieces:
            yield Edge(parent, child, first, last, lot, seq if kind == "unit" else None)


def reach(
    session: Session, scopes: Iterable[Scope], exempt: Collection[int], *, propagates: bool
) -> dict[int, Reached]:
    """Everything that a hold with this scope reaches now."""
    seeds = seeds_of(session, scopes, exempt)
    if not propagates:
        return spread(seeds, lambda _items: (), exempt)
    return spread(seeds, lambda items: edges_from(session, items), exempt)


def walk(session: Session, hold: Hold) -> dict[int, Reached]:
    """What the hold reaches by its recorded scope: the judge of its members."""
    scopes, exempt = scopes_of(session, hold.case_id), exempt_of(session, hold.case_id)
    return reach(session, scopes, exempt, propagates=hold.propagates)


def forward_closure(session: Session, item_id: int) -> dict[int, int]:
    """Items that `item_id` went into, at any depth, with their distance; itself at 0."""
    found = spread({item_id: WHOLE}, lambda items: edges_from(session, items))
    return {item: reached.distance for item, reached in found.items()}


# --- writing it down ------------------------------------------------------------------------


def rewrite_members(work: Work, hold: Hold) -> dict[int, Reached]:
    """Write the members of a hold anew from its scope; return them."""
    work.session.flush()
    work.session.execute(delete(HoldMember).where(HoldMember.hold_id == hold.case_id))
    found = walk(work.session, hold)
    named = {scope.anchor_id for scope in scopes_of(work.session, hold.case_id)
             if scope.anchor is AnchorKind.ITEM}  # fmt: skip
    _insert(work, hold.case_id, found, named)
    return found


def _insert(
    work: Work, hold_id: int, found: Mapping[int, Reached], named: Collection[int] = ()
) -> None:
    rows = [
        {
            "item_id": item_id,
            "hold_id": hold_id,
            "seq_from": first,
            "seq_to": last,
            "via": _via(item_id, reached, named),
            "distance": reached.distance,
            "record_id": work.record_id,
        }
        for item_id, reached in found.items()
        for first, last in reached.ranges
    ]
    for begins in range(0, len(rows), SOME):
        work.session.execute(insert(HoldMember), rows[begins : begins + SOME])


def _via(item_id: int, reached: Reached, named: Collection[int]) -> str:
    if reached.distance:
        return "derived"
    return "listed" if item_id in named else "scope"


def add_members(work: Work, hold_id: int, found: Mapping[int, Reached]) -> None:
    """Add to the members of a hold; positions join those that stand there."""
    stored: dict[int, list[HoldMember]] = {}
    for part in some(found):
        told = select(HoldMember).where(HoldMember.hold_id == hold_id, HoldMember.item_id.in_(part))
        for row in work.session.scalars(told):
            stored.setdefault(row.item_id, []).append(row)
    for item_id, reached in found.items():
        rows = stored.get(item_id, [])
        before: Ranges = tuple((row.seq_from, row.seq_to) for row in rows)
        now = merge((*before, *reached.ranges))
        if merge(before) == now:
            continue
        distance = min((row.distance for row in rows), default=reached.distance)
        work.session.execute(
            delete(HoldMember).where(HoldMember.hold_id == hold_id, HoldMember.item_id == item_id)
        )
        for row in rows:
            work.session.expunge(row)
        _insert(work, hold_id, {item_id: Reached(now, distance)})


def members_of(session: Session, hold_id: int) -> dict[int, Ranges]:
    """Members as they are written, by item."""
    found: dict[int, list[tuple[int, int | None]]] = {}
    rows = session.execute(
        select(HoldMember.item_id, HoldMember.seq_from, HoldMember.seq_to)
        .where(HoldMember.hold_id == hold_id)
        .order_by(HoldMember.item_id, HoldMember.seq_from)
    )
    for item_id, first, last in rows:
        found.setdefault(item_id, []).append((first, last))
    return {item_id: tuple(ranges) for item_id, ranges in found.items()}
