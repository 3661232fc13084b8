"""Members of holds: the lots and linked items that a hold covers, written down when it is placed.

They are a projection: `walk` from the recorded scopes is their judge. Every command that makes a
link or an item passes `settle_holds` in the pipeline, so nothing that is made of a held thing is
free for a moment.
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
    matches_item,
)
from qtrace.domain.hold_spread import WHOLE, Edge, Ranges, Reached, merge, spread
from qtrace.models.cases import Hold, HoldMember, HoldScope
from qtrace.models.holds import HoldExempt, HoldScopeEnd
from qtrace.models.items import Item, Link, LinkKind
from qtrace.models.production import Operation, RouteRevision
from qtrace.models.production_runs import MadeItem
from qtrace.services.hold_check import ACTIVE, coverings
from qtrace.services.work import Work

SOME = 500
LOT_KINDS = ("lot", "production_lot", "load", "shipment")


class UngatedMakingError(RuntimeError):
    """A command made lots or links without the station gate: a bug of the house."""


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
        for item, made in session.execute(_named(scope)):
            facts = facts_of(item, made)
            if facts.lot_id not in exempt and matches_item(scope, facts):
                is_lot = item.kind not in PIECE_KINDS
                positions = (scope.seq_from or 0, scope.seq_to) if is_lot else WHOLE[0]
                found.setdefault(item.id, []).append(positions)
    return {item_id: merge(ranges) for item_id, ranges in found.items()}


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


_CARRYING = select(LinkKind.code).where(LinkKind.propagates)
"""Kinds of links that carry holds; a join with so small a table would build a Bloom filter."""


def edges_from(session: Session, items: Collection[int]) -> Iterator[Edge]:
    """Links that carry holds from these items, or from pieces of these lots."""
    for part in some(sorted(items)):
        rows = session.execute(
            select(Link.parent_id, Link.child_id, Link.seq_from, Link.seq_to).where(
                Link.parent_id.in_(part), Link.kind.in_(_CARRYING)
            )
        )
        yield from (Edge(*row) for row in rows)
        of_pieces = session.execute(
            select(
                Link.parent_id, Link.child_id, Link.seq_from, Link.seq_to,
                Link.parent_origin_id, Item.unit_seq, Item.kind,
            )
            .join(Item, Item.id == Link.parent_id)
            .where(Link.parent_origin_id.in_(part), Link.kind.in_(_CARRYING))
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


def _add(work: Work, hold_id: int, found: Mapping[int, Reached]) -> None:
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


# --- what is made after the hold ------------------------------------------------------------


def settle_holds(work: Work, *, gated: bool) -> None:
    """Give everything that this transaction made the holds of what it was made of.

    Called by the pipeline for every command, before its record is written.

    Raises:
        UngatedMakingError: lots or links were made without the gate.
    """
    work.session.flush()
    lots = [row for row in work.made if isinstance(row, Item)]
    begun = [row.item_id for row in work.made if isinstance(row, MadeItem)]
    lots += [work.session.get_one(Item, item_id) for item_id in begun]
    lots = [row for row in dict.fromkeys(lots) if row.kind not in PIECE_KINDS]
    links = [row for row in work.made if isinstance(row, Link)]
    if not lots and not links:
        return
    if not gated:
        raise UngatedMakingError("lots and links are made behind the station gate alone")
    if work.session.scalar(select(Hold.case_id).where(Hold.state.in_(ACTIVE)).limit(1)) is None:
        return
    for lot in lots:
        _arrive(work, lot.id)
    carrying = set(work.session.scalars(_CARRYING))
    by_parent: dict[int, list[Link]] = {}
    for link in links:
        if link.kind in carrying:
            by_parent.setdefault(link.parent_id, []).append(link)
    for parent_id, made in by_parent.items():
        _inherit(work, parent_id, made)


def _arrive(work: Work, item_id: int) -> None:
    """A new lot that falls under a scope is a member from its first commit."""
    for each in coverings(work.session, item_id):
        if each.via == "scope":
            _add(work, each.hold_id, {item_id: Reached(WHOLE, 0)})


def _inherit(work: Work, parent_id: int, links: Iterable[Link]) -> None:
    """Children have the holds of the parent, and so has all that was made of them already."""
    for each in coverings(work.session, parent_id):
        if _is_named_piece(work.session, each.hold_id, parent_id):
            _add(work, each.hold_id, {parent_id: Reached(WHOLE, 0)})
        if not each.propagates:
            continue
        seeds = {child: merge(ranges) for child, ranges in _carried(links).items()}
        found = spread(
            seeds,
            lambda items: edges_from(work.session, items),
            exempt_of(work.session, each.hold_id),
            distance=each.distance + 1,
        )
        _add(work, each.hold_id, found)


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
