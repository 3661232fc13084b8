"""What a hold affects: shown before it is placed, and frozen as evidence when it is."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import PIECE_KINDS, AnchorKind, Scope
from qtrace.domain.hold_spread import WHOLE, Edge, Reached, spread
from qtrace.models.cases import Hold
from qtrace.models.holds import HoldSnapshot
from qtrace.models.items import Item
from qtrace.models.production import Equipment, Line
from qtrace.models.production_runs import MaterialLoad, OperationRun, RunEquipment, WorkOrder
from qtrace.models.warehouse import Stock
from qtrace.records.canonical import Json, canonical_bytes
from qtrace.services.holds.members import edges_from, same_operation, seeds_of, some
from qtrace.services.production.guards import is_in_hand
from qtrace.services.shipping.stops import shipment_counts
from qtrace.services.work import Work

MOST_SHOWN = 20_000
"""Items after which a preview stops counting and says so."""
HERE = Reached(WHOLE, 0)
"""How a lot is reached that lies in a place that is named."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a hold covers, in numbers.

    Attributes:
        lots: lots that it names.
        derived: lots and linked items that were made of them.
        containers: bags, boxes and reels of those lots.
        units: pieces with a serial number.
        shipments: shipments in the house with some of it.
        delivered: shipments that have left with some of it.
        lines: lines that are working with it now, or that it names.
        work_orders: orders that are open and whose product it covers.
        is_complete: False if counting stopped early.
    """

    lots: int
    derived: int
    containers: int
    units: int
    shipments: int
    lines: int
    work_orders: int
    is_complete: bool
    delivered: int = 0


def limited_reach(
    session: Session,
    scopes: Iterable[Scope],
    exempt: Collection[int] = (),
    *,
    propagates: bool,
    most: int = MOST_SHOWN,
) -> tuple[dict[int, Reached], bool]:
    """What a hold with this scope would reach, and True if that is all of it."""
    seeds = seeds_of(session, scopes, exempt)
    seen = 0
    complete = True

    def follow(items: Collection[int]) -> Iterator[Edge]:
        nonlocal seen, complete
        seen += len(items)
        if seen > most:
            complete = False
            return
        yield from edges_from(session, items)

    found = spread(seeds, follow if propagates else lambda _items: (), exempt)
    return found, complete


def effect_of(
    session: Session, reached: Mapping[int, Reached], scopes: Iterable[Scope], *, is_complete: bool
) -> Effect:
    """Count what is reached, and what lies in the places that are named."""
    wanted = tuple(scopes)
    lying = lots_lying(session, wanted, reached)
    kinds = _kinds(session, reached)
    lots = {item for item, kind in kinds.items() if kind not in PIECE_KINDS} | lying
    pieces = _pieces(session, {item: reached.get(item, HERE) for item in lots})
    alone = {item for item in kinds if item not in lots}
    for item in alone:
        pieces[kinds[item]] = pieces.get(kinds[item], 0) + _is_alone(session, item, lots)
    inside, gone = shipment_counts(session, reached)
    return Effect(
        lots=sum(1 for item in lots if not reached.get(item, HERE).distance),
        derived=sum(1 for each in reached.values() if each.distance),
        containers=pieces.get("container", 0),
        units=pieces.get("unit", 0),
        shipments=inside,
        lines=len(_lines(session, {*reached, *lying}, wanted)),
        work_orders=_open_orders(session, reached),
        is_complete=is_complete,
        delivered=gone,
    )


def lots_lying(
    session: Session, scopes: Iterable[Scope], reached: Collection[int] = ()
) -> frozenset[int]:
    """Lots in the named places that are not reached otherwise; a place hold stops them there."""
    found: set[int] = set()
    for scope in scopes:
        if scope.anchor is AnchorKind.LOCATION:
            told = (
                select(Stock.item_id)
                .join(Item, Item.id == Stock.item_id)
                .where(Stock.location_id == scope.anchor_id, Stock.on_hand_q6 > 0)
            )
            for column, value in (
                (Item.part_id, scope.part_id),
                (Item.supplier_id, scope.supplier_id),
                (Item.supplier_lot, scope.supplier_lot),
            ):
                if value is not None:
                    told = told.where(column == value)
            found |= set(session.scalars(told))
    return frozenset(found.difference(reached))


def _kinds(session: Session, items: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in some(items):
        rows = session.execute(select(Item.id, Item.kind).where(Item.id.in_(part)))
        found.update({row.id: row.kind for row in rows})
    return found


def _pieces(session: Session, lots: Mapping[int, Reached]) -> dict[str, int]:
    """Containers and units of lots, units only where their position is meant."""
    found: dict[str, int] = {}
    whole = [item for item, each in lots.items() if each.ranges == WHOLE]
    for part in some(whole):
        rows = session.execute(
            select(Item.kind, func.count())
            .where(Item.origin_id.in_(part), Item.kind.in_(tuple(PIECE_KINDS)))
            .group_by(Item.kind)
        )
        for kind, count in rows:
            found[kind] = found.get(kind, 0) + count
    for item, each in lots.items():
        if each.ranges != WHOLE:
            for first, last in each.ranges:
                told = select(func.count()).where(
                    Item.origin_id == item, Item.kind == "unit", Item.unit_seq >= first
                )
                if last is not None:
                    told = told.where(Item.unit_seq <= last)
                found["unit"] = found.get("unit", 0) + (session.scalar(told) or 0)
    return found


def _is_alone(session: Session, item_id: int, lots: Collection[int]) -> int:
    """1 for a piece whose lot is not counted already."""
    item = session.get_one(Item, item_id)
    return 0 if item.origin_id in lots else 1


def _lines(session: Session, items: Iterable[int], scopes: Iterable[Scope]) -> set[int]:
    running = select(OperationRun.line_id).where(OperationRun.state == "running")
    found: set[int] = set()
    for part in some(items):
        loaded = running.join(MaterialLoad, MaterialLoad.run_id == OperationRun.id).where(
            ~MaterialLoad.is_closed,
            MaterialLoad.item_id.in_(part) | MaterialLoad.container_id.in_(part),
        )
        making = running.join(WorkOrder, WorkOrder.id == OperationRun.work_order_id).where(
            WorkOrder.item_id.in_(part)
        )
        found |= {*session.scalars(loaded), *session.scalars(making)}
    for scope in scopes:
        told = _lines_at(scope)
        found |= set(session.scalars(told)) if told is not None else set()
    return found


def _lines_at(scope: Scope) -> Select[int] | None:
    """Lines that a place, a tool or a piece of work names: itself, or where it is used now."""
    if scope.anchor is AnchorKind.LINE:
        return select(Line.id).where(Line.id == scope.anchor_id)
    if scope.anchor is AnchorKind.LOCATION:
        return select(Line.id).where(Line.location_id == scope.anchor_id)
    tools = (
        select(RunEquipment.run_id)
        .join(Equipment, Equipment.id == RunEquipment.equipment_id)
        .where(is_in_hand())
    )
    used: Mapping[AnchorKind, ColumnElement[bool]] = {
        AnchorKind.STATION: OperationRun.station_id == scope.anchor_id,
        AnchorKind.WORK_ORDER: OperationRun.work_order_id == scope.anchor_id,
        AnchorKind.OPERATION: OperationRun.operation_id.in_(same_operation(scope.anchor_id)),
        AnchorKind.EQUIPMENT: OperationRun.id.in_(tools.where(Equipment.id == scope.anchor_id)),
        AnchorKind.GAUGE: OperationRun.id.in_(tools.where(Equipment.gauge_id == scope.anchor_id)),
    }
    if scope.anchor not in used:
        return None
    return select(OperationRun.line_id).where(OperationRun.state == "running", used[scope.anchor])


def _open_orders(session: Session, items: Iterable[int]) -> int:
    found = 0
    for part in some(items):
        told = select(func.count()).where(
            WorkOrder.item_id.in_(part), WorkOrder.finished_at.is_(None)
        )
        found += session.scalar(told) or 0
    return found


def freeze(work: Work, hold: Hold, effect: Effect, reached: Mapping[int, Reached]) -> str:
    """Keep what the hold covers now, with its hash; return the hash in hex.

    The next number of the hold's snapshots; items are ids, so the list stays small.
    """
    number = (
        work.session.scalar(
            select(func.max(HoldSnapshot.no)).where(HoldSnapshot.hold_id == hold.case_id)
        )
        or 0
    ) + 1
    content = {**counts(effect), "items": [str(each) for each in sorted(reached)]}
    data = canonical_bytes(content)
    digest = sha256(data).digest()
    work.add(
        HoldSnapshot(
            hold_id=hold.case_id,
            no=number,
            at=work.now,
            is_complete=effect.is_complete,
            content=data.decode(),
            sha256=digest,
        )
    )
    return digest.hex()


def counts(effect: Effect) -> dict[str, Json]:
    """The numbers of an effect as text."""
    return {
        "lots": str(effect.lots),
        "derived": str(effect.derived),
        "containers": str(effect.containers),
        "units": str(effect.units),
        "shipments": str(effect.shipments),
        "delivered": str(effect.delivered),
        "lines": str(effect.lines),
        "work_orders": str(effect.work_orders),
        "complete": effect.is_complete,
    }


def effect_in(content: str) -> Effect:
    """The effect that `freeze` kept."""
    kept = json.loads(content)
    return Effect(
        int(kept["lots"]), int(kept["derived"]), int(kept["containers"]), int(kept["units"]),
        int(kept["shipments"]), int(kept["lines"]), int(kept["work_orders"]), kept["complete"],
        int(kept.get("delivered", "0")),
    )  # fmt: skip
