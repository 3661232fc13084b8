"""Places, movements and stock: handlers and queries of the area."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import unkeepable_field
from qtrace.domain.codes.internal import InternalCode, InternalKind, format_location, parse_internal
from qtrace.domain.codes.reasons import CodeError
from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.quantities import plain_q6
from qtrace.domain.receiving import ReceivingReason
from qtrace.domain.warehouse import BLOCKED_ZONES, WarehouseReason, Zone, zone_refusal
from qtrace.models.items import Item
from qtrace.models.warehouse import Location, Movement, Stock
from qtrace.services.commands import Command
from qtrace.services.holds.opening import check_not_held
from qtrace.services.holds.pieces import check_whole
from qtrace.services.items.standing import lot_standing
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.loads_at_lines import loaded_there
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_texts
from qtrace.services.warehouse.commands import AddLocation, MoveLot
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_location(work: Work, command: AddLocation) -> Facts | Refusal:
    """Add a place of this site; its code must fit a barcode."""
    refusal = refuse_texts(name_en=command.name_en or command.name_zh)
    if refusal is not None:
        return refusal
    try:
        barcode = format_location(command.location_code)
    except CodeError:
        return refuse(WarehouseReason.LOCATION_CODE_INVALID, location=command.location_code)
    taken = select(Location.id).where(
        Location.site_id == work.station.site_id, Location.code == command.location_code
    )
    if work.session.scalar(taken) is not None:
        return refuse(WarehouseReason.LOCATION_EXISTS, location=command.location_code)
    work.add(
        Location(
            id=command.location_id,
            site_id=work.station.site_id,
            code=command.location_code,
            name_en=command.name_en,
            name_zh=command.name_zh,
            zone=command.zone.value,
            is_active=True,
        )
    )
    work.touch(ObjectKind.LOCATION, command.location_id)
    return {"location": command.location_code, "barcode": barcode}


def move_lot(work: Work, command: MoveLot) -> Facts | Refusal:
    """Move a lot to the scanned place, if its status and no hold forbid it."""
    found = _lot_and_place(work, command)
    if isinstance(found, Refusal):
        return found
    lot, target = found
    found_at = _source_place(work, lot, command.from_location_id)
    if isinstance(found_at, Refusal):
        return found_at
    source, zone = found_at
    if source.location_id == target.id:
        return refuse(WarehouseReason.ALREADY_THERE, lot=lot.lot, location=target.code)
    quantity = source.on_hand_q6 if command.qty_q6 is None else command.qty_q6
    if quantity <= 0:
        return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE)
    moved = Moved(command.movement_id, lot, quantity, source.location_id, target.id)
    kind = "put_away" if target.zone == "released" else "move"
    refusal = (
        (loaded_there(work.session, lot, source, quantity) if zone == Zone.WIP.value else None)
        or _held_on_the_way(work, moved, target)
        or move_stock(work, moved, kind)
    )
    if refusal is not None:
        return refusal
    work.touch(ObjectKind.ITEM, lot.id)
    work.touch(ObjectKind.LOCATION, target.id)
    return {
        "lot": lot.lot or "",
        "location": target.code,
        "zone": target.zone,
        "quantity": plain_q6(quantity),
    }


def _lot_and_place(work: Work, command: MoveLot) -> tuple[Item, Location] | Refusal:
    lot = work.session.get(Item, command.lot_id)
    if lot is None or lot.kind not in ("lot", "production_lot"):
        return refuse(ReceivingReason.LOT_UNKNOWN)
    target = work.session.get(Location, command.to_location_id)
    if target is None:
        return refuse(WarehouseReason.LOCATION_UNKNOWN)
    return _forbidden(work, lot, target) or (lot, target)


def may_lie(
    work: Work, lot: Item, target: Location, from_id: int | None = None, piece_id: int | None = None
) -> Refusal | None:
    """None if the lot, or a piece of it, may be put on `target` now, else why not.

    Args:
        work: the transaction.
        lot: what stock knows.
        target: where it is put.
        from_id: the place that it comes from, where it has one.
        piece_id: the bag or unit, if it is one that lies there.
    """
    activity, here = _putting(work, target, from_id)
    return _forbidden(work, lot, target) or check_not_held(
        work.session, piece_id or lot.id, activity, here
    )


def _held_on_the_way(work: Work, moved: "Moved", target: Location) -> Refusal | None:
    """None if no hold on the lot, on a place or on pieces that may be among them stops it."""
    activity, here = _putting(work, target, moved.from_id)

    def staying() -> int:
        there = select(func.sum(Stock.on_hand_q6)).where(Stock.item_id == moved.lot.id)
        return int(work.session.scalar(there) or 0) - moved.qty_q6

    return check_whole(work.session, moved.lot.id, activity, here, staying)


def _putting(work: Work, target: Location, from_id: int | None) -> tuple[Activity, Context]:
    """What putting something on `target` is called, and the places that it concerns."""
    is_blocked = Zone(target.zone) in BLOCKED_ZONES
    activity = Activity.MOVE_IN_QUARANTINE if is_blocked else Activity.PUT_AWAY
    here = Context(station_id=work.station.id, location_id=target.id, source_id=from_id)
    return activity, here


def _forbidden(work: Work, lot: Item, target: Location) -> Refusal | None:
    """None if the place is open and its zone takes the lot as it stands."""
    if not target.is_active:
        return refuse(WarehouseReason.LOCATION_CLOSED, location=target.code)
    zone = Zone(target.zone)
    standing = lot_standing(work.session, lot, work.today)
    reason = zone_refusal(standing, zone)
    if reason is not None:
        expiry = lot.expiry.isoformat() if lot.expiry else ""
        facts = {"lot": lot.lot, "state": standing.state.value, "zone": zone.value}
        return refuse(reason, location=target.code, expiry=expiry, **facts)
    return None


def _source_place(work: Work, lot: Item, location_id: int | None) -> tuple[Stock, str] | Refusal:
    """Where the lot is taken from, and the zone of that place."""
    rows = [
        (stock, zone)
        for stock, zone in work.session.execute(
            select(Stock, Location.zone)
            .join(Location, Location.id == Stock.location_id)
            .where(Stock.item_id == lot.id, Stock.on_hand_q6 > 0)
        )
    ]
    if location_id is not None:
        found = next((row for row in rows if row[0].location_id == location_id), None)
        return found or refuse(WarehouseReason.STOCK_TOO_LOW, lot=lot.lot, on_hand="0")
    if not rows:
        return refuse(WarehouseReason.LOT_NOWHERE, lot=lot.lot)
    if len(rows) > 1:
        return refuse(WarehouseReason.LOT_IN_SEVERAL_PLACES, lot=lot.lot, places=len(rows))
    return rows[0]


@dataclass(frozen=True, slots=True)
class Moved:
    """A quantity of a lot on its way; no place means from or to the outside."""

    movement_id: int
    lot: Item
    qty_q6: int
    from_id: int | None
    to_id: int | None


def move_stock(work: Work, moved: Moved, kind: str) -> Refusal | None:
    """Write a movement and its stock; refused if less is there than should go.

    The quantity leaves by a conditional statement, so two stations cannot take the same pieces.
    The lot's place follows when nothing stays behind.
    """
    lot = moved.lot
    if moved.from_id is not None and not _take(work.session, lot.id, moved.from_id, moved.qty_q6):
        here = work.session.get(Stock, (lot.id, moved.from_id), populate_existing=True)
        on_hand = plain_q6(here.on_hand_q6) if here else "0"
        return refuse(WarehouseReason.STOCK_TOO_LOW, lot=lot.lot, on_hand=on_hand)
    if moved.to_id is not None:
        _put(work.session, lot.id, moved.to_id, moved.qty_q6)
    work.add(
        Movement(
            id=moved.movement_id,
            site_id=lot.site_id,
            item_id=lot.id,
            kind=kind,
            qty_q6=moved.qty_q6,
            unit_code=lot.unit_code,
            from_location_id=moved.from_id,
            to_location_id=moved.to_id,
            at=work.now,
            supersedes_id=None,
        )
    )
    left = work.session.scalars(_PLACES, {"item": lot.id}).all()
    lot.location_id = left[0] if len(left) == 1 else None
    return None


# As tables, made once: every scan that moves something sends them.
_STOCK = Stock.metadata.tables[Stock.__tablename__]
_HERE = (_STOCK.c.item_id == bindparam("item"), _STOCK.c.location_id == bindparam("place"))
_QUANTITY = bindparam("quantity", type_=_STOCK.c.on_hand_q6.type)
_TAKE = (
    update(_STOCK)
    .where(*_HERE, _STOCK.c.on_hand_q6 >= _QUANTITY)
    .values(on_hand_q6=_STOCK.c.on_hand_q6 - _QUANTITY)
    .returning(_STOCK.c.item_id)
)
_PUT = (
    update(_STOCK)
    .where(*_HERE)
    .values(on_hand_q6=_STOCK.c.on_hand_q6 + _QUANTITY)
    .returning(_STOCK.c.item_id)
)
_PLACES = select(_STOCK.c.location_id).where(
    _STOCK.c.item_id == bindparam("item"), _STOCK.c.on_hand_q6 > 0
)


def _take(session: Session, item_id: int, location_id: int, qty_q6: int) -> bool:
    bound = {"item": item_id, "place": location_id, "quantity": qty_q6}
    return session.execute(_TAKE, bound).first() is not None


def _put(session: Session, item_id: int, location_id: int, qty_q6: int) -> None:
    bound = {"item": item_id, "place": location_id, "quantity": qty_q6}
    if session.execute(_PUT, bound).first() is None:
        row = {"item_id": item_id, "location_id": location_id, "on_hand_q6": qty_q6}
        session.execute(insert(_STOCK).values(**row))


def first_place(session: Session, site_id: int, zone: Zone) -> Location | None:
    """The first open place of a zone by code: where things go when nobody names another."""
    return session.scalar(
        select(Location)
        .where(Location.site_id == site_id, Location.zone == zone.value, Location.is_active)
        .order_by(Location.code)
        .limit(1)
    )


@dataclass(frozen=True, slots=True)
class LocationRow:
    """A place as lists show it; `barcode` is what its label carries."""

    location_id: int
    row_version: int
    code: str
    barcode: str
    name_en: str
    name_zh: str
    zone: Zone
    is_active: bool


@dataclass(frozen=True, slots=True)
class LotPlace:
    """How much of a lot lies where."""

    location_id: int
    code: str
    name_en: str
    name_zh: str
    zone: Zone
    on_hand_q6: int


def _location_row(row: Location) -> LocationRow:
    return LocationRow(
        location_id=row.id,
        row_version=row.row_version,
        code=row.code,
        barcode=format_location(row.code),
        name_en=row.name_en,
        name_zh=row.name_zh,
        zone=Zone(row.zone),
        is_active=row.is_active,
    )


def locations(reads: Reads) -> tuple[LocationRow, ...]:
    """All places of this site by code."""
    rows = reads.session.scalars(
        select(Location).where(Location.site_id == reads.station.site_id).order_by(Location.code)
    )
    return tuple(_location_row(row) for row in rows)


def location_by_code(reads: Reads, text: str) -> LocationRow | None:
    """The place that a scanned barcode or a typed code names at this site, or None."""
    scanned = parse_internal(text)
    is_place = isinstance(scanned, InternalCode) and scanned.kind is InternalKind.LOCATION
    body = scanned.body if isinstance(scanned, InternalCode) and is_place else text.strip().upper()
    if unkeepable_field(text=body) is not None:
        return None
    row = reads.session.scalar(
        select(Location).where(Location.site_id == reads.station.site_id, Location.code == body)
    )
    return _location_row(row) if row else None


def stock_of_lot(reads: Reads, lot_id: int) -> tuple[LotPlace, ...]:
    """Where the lot lies, largest quantity first."""
    rows = reads.session.execute(
        select(Location, Stock.on_hand_q6)
        .join(Stock, Stock.location_id == Location.id)
        .where(Stock.item_id == lot_id, Stock.on_hand_q6 > 0)
        .order_by(Stock.on_hand_q6.desc(), Location.code)
    )
    return tuple(
        LotPlace(place.id, place.code, place.name_en, place.name_zh, Zone(place.zone), on_hand)
        for place, on_hand in rows
    )


HANDLERS: dict[type[Command], Handler] = {AddLocation: add_location, MoveLot: move_lot}
