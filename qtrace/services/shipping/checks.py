"""May this piece leave the house? Asked when it is packed, and of every piece when it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.interlocks import InterlockKind
from qtrace.domain.quantities import plain_q6, q6
from qtrace.domain.shipping import (
    IN_HOUSE,
    AskedPart,
    PartKey,
    PieceFacts,
    PlaceStock,
    ShippingReason,
    leaving_from,
    piece_fault,
)
from qtrace.domain.warehouse import Zone
from qtrace.models.catalogue import Part, Unit
from qtrace.models.items import Item
from qtrace.models.production_runs import BatchRelease
from qtrace.models.shipping import Shipment, ShipmentLine, ShipmentPick
from qtrace.models.warehouse import Location, Stock
from qtrace.services.holds.check import check_not_held
from qtrace.services.items.standing import quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import locked
from qtrace.services.production.loads_at_lines import loaded_at, loads_of
from qtrace.services.production.material import already_issued, inner_left
from qtrace.services.production.unit_standing import came_out_good, pick_with, told_of_pick

INSIDE = tuple(state.value for state in IN_HOUSE)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is to leave: a unit, or a quantity of a lot.

    Attributes:
        pick_id: the pick that it was packed as; None while it is not packed.
    """

    lot: Item
    unit: Item | None
    qty_q6: int
    pick_id: int | None = None

    @property
    def item(self) -> Item:
        """The thing itself."""
        return self.unit or self.lot

    @property
    def name(self) -> str:
        """Its number as people read it."""
        return self.item.serial or self.item.lot or ""


def piece_of(session: Session, item_id: int, qty_q6: int | None) -> Piece | Refusal:
    """The scanned product; without a quantity of a lot the caller names one later (0)."""
    item = session.get(Item, item_id)
    if item is None:
        return refuse(ShippingReason.PIECE_UNKNOWN)
    if item.kind == "unit" and item.origin_id is not None:
        lot = session.get_one(Item, item.origin_id)
        if lot.kind == "production_lot":
            return Piece(lot, item, q6(1))
    if item.kind == "production_lot":
        return Piece(item, None, qty_q6 or 0)
    return refuse(ShippingReason.PIECE_NOT_PRODUCT, piece=item.serial or item.lot or "")


def pieces_of(session: Session, shipment_id: int) -> tuple[Piece, ...]:
    """Everything that lies in a shipment, in the order in which it was packed."""
    return tuple(
        Piece(
            session.get_one(Item, row.lot_id),
            session.get_one(Item, row.unit_id) if row.unit_id is not None else None,
            row.qty_q6,
            row.id,
        )
        for row in picks_of(session, shipment_id)
    )


def picks_of(session: Session, shipment_id: int) -> Sequence[ShipmentPick]:
    """What was packed and not taken out again."""
    return session.scalars(
        select(ShipmentPick)
        .where(ShipmentPick.shipment_id == shipment_id, ShipmentPick.out_at.is_(None))
        .order_by(ShipmentPick.packed_at, ShipmentPick.id)
    ).all()


def part_key(lot: Item) -> PartKey:
    """Part and revision of a lot of ours."""
    assert lot.part_id is not None
    assert lot.part_revision_id is not None
    return lot.part_id, lot.part_revision_id


def packed_parts(pieces: Sequence[Piece]) -> dict[PartKey, int]:
    """How much of each part at its revision is packed."""
    found: dict[PartKey, int] = {}
    for piece in pieces:
        key = part_key(piece.lot)
        found[key] = found.get(key, 0) + piece.qty_q6
    return found


def asked_lines(session: Session, shipment_id: int) -> tuple[AskedPart, ...]:
    """What the customer asked for, line by line."""
    rows = session.scalars(
        select(ShipmentLine)
        .where(ShipmentLine.shipment_id == shipment_id)
        .order_by(ShipmentLine.no)
    )
    return tuple(AskedPart((row.part_id, row.part_revision_id), row.qty_q6) for row in rows)


# --- the question itself --------------------------------------------------------------------


PACKING = (Activity.SHIP, Activity.PACK)
LEAVING = (Activity.SHIP,)


def obstacle(
    session: Session,
    piece: Piece,
    today: date,
    station_id: int,
    activities: Sequence[Activity] = LEAVING,
) -> Refusal | None:
    """None if the piece may leave now, else what stops it; holds are asked at every depth.

    Args:
        session: the transaction, after the gate where something is accepted.
        piece: what is to leave.
        today: the calendar day at the plant.
        station_id: where it is done.
        activities: what is done with it: `PACKING` or `LEAVING`.
    """
    places = places_of(session, piece.lot.id)
    facts = _facts(session, piece, places)
    fault = piece_fault(facts, today)
    if fault is not None and fault is not ShippingReason.PIECE_SHORT:
        return _refusal(session, piece, facts, fault)
    if piece.unit is not None and inner_left(session, piece.unit) <= 0:
        return already_issued(session, piece.unit, 0)
    if fault is not None:
        return _refusal(session, piece, facts, fault)
    return _held(session, piece, places, (station_id, activities))


def places_of(session: Session, lot_id: int) -> tuple[PlaceStock, ...]:
    """Where the lot lies, without what lines have loaded of it."""
    loads = loads_of(session, session.get_one(Item, lot_id))
    rows = session.execute(
        select(Location.id, Location.zone, Stock.on_hand_q6)
        .join(Stock, Stock.location_id == Location.id)
        .where(Stock.item_id == lot_id, Stock.on_hand_q6 > 0)
    )
    return tuple(
        PlaceStock(row.id, Zone(row.zone), row.on_hand_q6 - loaded_at(loads, row.id))
        for row in rows
    )


def free_q6(session: Session, piece: Piece, places: Sequence[PlaceStock]) -> int:
    """How much of the lot lies where things leave from and in no other pick that is still here."""
    there = sum(each.on_hand_q6 for each in leaving_from(places))
    others = select(func.sum(ShipmentPick.qty_q6)).where(
        ShipmentPick.lot_id == piece.lot.id,
        ShipmentPick.out_at.is_(None),
        ShipmentPick.id != (piece.pick_id or 0),
        ShipmentPick.shipment_id == Shipment.id,
        Shipment.state.in_(INSIDE),
    )
    return there - int(session.scalar(others) or 0)


def _facts(session: Session, piece: Piece, places: Sequence[PlaceStock]) -> PieceFacts:
    lot, unit = piece.lot, piece.unit
    market = select(exists().where(BatchRelease.item_id == lot.id, BatchRelease.kind == "market"))
    units = select(exists().where(Item.origin_id == lot.id, Item.kind == "unit"))
    return PieceFacts(
        is_unit=unit is not None,
        has_units=bool(session.scalar(units)),
        is_good=unit is None or came_out_good(session, lot, unit),
        state=quality_state(session, lot.id),
        is_for_market=bool(session.scalar(market)),
        expiry=lot.expiry,
        is_taken=_taken(session, piece) is not None,
        qty_q6=piece.qty_q6,
        free_q6=free_q6(session, piece, places),
    )


def _taken(session: Session, piece: Piece) -> ShipmentPick | None:
    """The other pick in which the unit lies, or with which it has left."""
    return None if piece.unit is None else pick_with(session, piece.unit.id, piece.pick_id)


def _refusal(
    session: Session, piece: Piece, facts: PieceFacts, fault: ShippingReason
) -> Refusal | None:
    part = session.get(Part, piece.lot.part_id)
    told = {
        "piece": piece.name,
        "lot": piece.lot.lot or "",
        "part": part.number if part is not None else "",
        "state": facts.state.value,
        "expiry": facts.expiry.isoformat() if facts.expiry else "",
        "free": plain_q6(max(facts.free_q6, 0)),
        "quantity": plain_q6(piece.qty_q6),
        **unit_facts(session, piece.lot),
    }
    other = _taken(session, piece)
    if fault is ShippingReason.PIECE_TAKEN and other is not None:
        told |= told_of_pick(session, other)
    refusal = refuse(fault, **told)
    if fault is ShippingReason.PIECE_EXPIRED:
        return locked(refusal, InterlockKind.EXPIRED, "item", piece.lot.id)
    return refusal


def unit_facts(session: Session, lot: Item) -> dict[str, str]:
    """The unit of a lot as sentences show it in both languages."""
    unit = session.get_one(Unit, lot.unit_code)
    return {"unit_en": unit.symbol_en, "unit_zh": unit.symbol_zh}


def _held(
    session: Session,
    piece: Piece,
    places: Sequence[PlaceStock],
    asked: tuple[int, Sequence[Activity]],
) -> Refusal | None:
    """Holds on the piece, on what it was made of, on this station and on its places."""
    station_id, activities = asked
    found: list[int | None] = [each.location_id for each in leaving_from(places)]
    for location_id in found or [None]:
        here = Context(station_id=station_id, location_id=location_id)
        for activity in activities:
            refusal = check_not_held(session, piece.item.id, activity, here)
            if refusal is not None:
                named = {"piece": piece.name, "lot": piece.lot.lot or ""}
                return Refusal(refusal.code, {**refusal.facts, **named})
    return None
