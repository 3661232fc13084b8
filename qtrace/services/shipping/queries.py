"""What screens ask about customers and shipments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.shipping import IN_HOUSE, CustomerKind, ShipmentState, still_short
from qtrace.models.catalogue import PartRevision
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.production_runs import WorkOrder
from qtrace.models.shipping import Customer, Shipment, ShipmentLine, ShipmentPick
from qtrace.services.briefs import NO_NAME, NamePair, PartBrief, person_name
from qtrace.services.holds.members import some
from qtrace.services.outcomes import Refusal
from qtrace.services.production.line_parts import brief_of
from qtrace.services.production.line_targets import LineTargetKind, line_target
from qtrace.services.reads import Reads
from qtrace.services.shipping.checks import (
    Piece,
    asked_lines,
    free_q6,
    obstacle,
    packed_parts,
    part_key,
    piece_of,
    pieces_of,
    places_of,
)

MOST_GONE = 200
"""Shipments that have left, or were cancelled, in the list; the newest ones."""


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer as lists show it; `open_shipments` still lie in the house."""

    customer_id: int
    row_version: int
    code: str
    name: NamePair
    address: str
    kind: CustomerKind
    is_active: bool
    open_shipments: int
    shipped: int


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """A shipment as lists show it.

    Attributes:
        picks: units and quantities in it.
        gone_at: when it left, None while it is in the house.
        reason: why it was cancelled.
    """

    shipment_id: int
    number: str
    customer_code: str
    customer: NamePair
    address: str
    state: ShipmentState
    ship_by: date | None
    carrier: str
    opened_by: NamePair
    opened_at: datetime
    gone_by: NamePair
    gone_at: datetime | None
    picks: int
    reason: str

    @property
    def is_inside(self) -> bool:
        """It still lies in the house."""
        return self.state in IN_HOUSE


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A line of what the customer asked for, with what is packed of it."""

    part: PartBrief
    revision: str
    asked_q6: int
    packed_q6: int


@dataclass(frozen=True, slots=True)
class PickRow:
    """What was packed, and what keeps it from leaving now.

    Attributes:
        item_id: the unit, or the lot of a quantity.
        obstacle: why it may not leave, None if nothing stops it; always None once it has left.
        has_left: it is no longer in the house.
    """

    pick_id: int
    item_id: int
    lot_id: int
    lot: str
    serial: str
    part: PartBrief
    revision: str
    qty_q6: int
    unit_code: str
    expiry: date | None
    packed_by: NamePair
    packed_at: datetime
    obstacle: Refusal | None
    has_left: bool = False

    @property
    def name(self) -> str:
        """Its number as people read it."""
        return self.serial or self.lot


@dataclass(frozen=True, slots=True)
class ShipmentPage:
    """One shipment with everything in it.

    Attributes:
        is_short: less is packed than was asked for.
    """

    row: ShipmentRow
    asked: tuple[AskedRow, ...]
    picks: tuple[PickRow, ...]
    is_short: bool

    @property
    def stopped(self) -> tuple[PickRow, ...]:
        """Pieces that may not leave now."""
        return tuple(each for each in self.picks if each.obstacle is not None)


@dataclass(frozen=True, slots=True)
class PackTarget:
    """What a scan at the packing table names.

    Attributes:
        item_id: the unit or lot; 0 if the scan names nothing that could be packed.
        is_lot: a quantity must be said.
        room_q6: of a lot: how much is asked for and free.
        several: the text is the number of several things.
    """

    item_id: int
    name: str
    is_lot: bool
    room_q6: int
    unit_code: str
    several: bool = False


NOTHING = PackTarget(0, "", is_lot=False, room_q6=0, unit_code="")


# --- lists ----------------------------------------------------------------------------------


def customers(reads: Reads) -> tuple[CustomerRow, ...]:
    """All customers by code, those in use first."""
    session = reads.session
    counted = session.execute(
        select(Shipment.customer_id, Shipment.state, func.count()).group_by(
            Shipment.customer_id, Shipment.state
        )
    )
    inside: dict[int, int] = {}
    gone: dict[int, int] = {}
    for customer_id, state, count in counted:
        if ShipmentState(state) in IN_HOUSE:
            inside[customer_id] = inside.get(customer_id, 0) + count
        elif state == ShipmentState.SHIPPED:
            gone[customer_id] = count
    rows = session.scalars(select(Customer).order_by(Customer.is_active.desc(), Customer.code))
    return tuple(
        CustomerRow(
            row.id, row.row_version, row.code, NamePair(row.name_en, row.name_zh), row.address,
            CustomerKind(row.kind), row.is_active, inside.get(row.id, 0), gone.get(row.id, 0),
        )
        for row in rows
    )  # fmt: skip


def shipments(reads: Reads) -> tuple[ShipmentRow, ...]:
    """Shipments in the house by the day on which they shall leave, then those that are over."""
    session = reads.session
    inside = session.scalars(
        select(Shipment)
        .where(Shipment.state.in_([state.value for state in IN_HOUSE]))
        .order_by(Shipment.ship_by.is_(None), Shipment.ship_by, Shipment.id)
    ).all()
    over = session.scalars(
        select(Shipment)
        .where(Shipment.state.not_in([state.value for state in IN_HOUSE]))
        .order_by(Shipment.id.desc())
        .limit(MOST_GONE)
    ).all()
    return shipment_rows(session, [*inside, *over])


def shipment_rows(session: Session, rows: Sequence[Shipment]) -> tuple[ShipmentRow, ...]:
    """These shipments as lists show them, in the given order."""
    counts: dict[int, int] = {}
    for part in some(row.id for row in rows):
        told = session.execute(
            select(ShipmentPick.shipment_id, func.count())
            .where(ShipmentPick.shipment_id.in_(part), ShipmentPick.out_at.is_(None))
            .group_by(ShipmentPick.shipment_id)
        )
        counts.update({row.shipment_id: row[1] for row in told})
    return tuple(_shipment_row(session, row, counts.get(row.id, 0)) for row in rows)


def _shipment_row(session: Session, row: Shipment, picks: int) -> ShipmentRow:
    customer = session.get_one(Customer, row.customer_id)
    gone_by = session.get(Person, row.shipped_by) if row.shipped_by is not None else None
    return ShipmentRow(
        shipment_id=row.id,
        number=row.number,
        customer_code=customer.code,
        customer=NamePair(customer.name_en, customer.name_zh),
        address=customer.address,
        state=ShipmentState(row.state),
        ship_by=row.ship_by,
        carrier=row.carrier,
        opened_by=person_name(session.get(Person, row.opened_by)),
        opened_at=row.opened_at,
        gone_by=person_name(gone_by) if gone_by is not None else NO_NAME,
        gone_at=row.shipped_at,
        picks=picks,
        reason=row.reason,
    )


def shipment_by_number(reads: Reads, number: str) -> int | None:
    """Id of the shipment with this number, or None."""
    return reads.session.scalar(select(Shipment.id).where(Shipment.number == number))


# --- one shipment ---------------------------------------------------------------------------


def shipment_page(reads: Reads, shipment_id: int) -> ShipmentPage | None:
    """A shipment with everything in it; of one in the house also what stops each piece now."""
    session = reads.session
    shipment = session.get(Shipment, shipment_id)
    if shipment is None:
        return None
    pieces = pieces_of(session, shipment.id)
    asks = ShipmentState(shipment.state) in IN_HOUSE
    lines, packed = asked_lines(session, shipment.id), packed_parts(pieces)
    return ShipmentPage(
        row=_shipment_row(session, shipment, len(pieces)),
        asked=_asked(session, shipment.id, dict(packed)),
        picks=tuple(_pick_row(reads, piece, asks=asks) for piece in pieces),
        is_short=bool(still_short(lines, packed)),
    )


def _asked(
    session: Session, shipment_id: int, packed: dict[tuple[int, int], int]
) -> tuple[AskedRow, ...]:
    """Lines in their order; what is packed goes to the first line of a part first."""
    rows = session.scalars(
        select(ShipmentLine)
        .where(ShipmentLine.shipment_id == shipment_id)
        .order_by(ShipmentLine.no)
    )
    found = []
    for row in rows:
        key = (row.part_id, row.part_revision_id)
        taken = min(packed.get(key, 0), row.qty_q6)
        packed[key] = packed.get(key, 0) - taken
        revision = session.get_one(PartRevision, row.part_revision_id).revision
        found.append(AskedRow(brief_of(session, row.part_id), revision, row.qty_q6, taken))
    return tuple(found)


def _pick_row(reads: Reads, piece: Piece, *, asks: bool) -> PickRow:
    session = reads.session
    pick = session.get_one(ShipmentPick, piece.pick_id)
    part_id, revision_id = part_key(piece.lot)
    stops = obstacle(session, piece, reads.today, reads.station.id) if asks else None
    return PickRow(
        pick_id=pick.id,
        item_id=piece.item.id,
        lot_id=piece.lot.id,
        lot=piece.lot.lot or "",
        serial=piece.unit.serial or "" if piece.unit is not None else "",
        part=brief_of(session, part_id),
        revision=session.get_one(PartRevision, revision_id).revision,
        qty_q6=piece.qty_q6,
        unit_code=piece.lot.unit_code,
        expiry=piece.lot.expiry,
        packed_by=person_name(session.get(Person, pick.packed_by)),
        packed_at=pick.packed_at,
        obstacle=stops,
        has_left=not asks,
    )


def pack_target(reads: Reads, found: Interpretation, shipment_id: int) -> PackTarget:
    """What a scan names that could be packed; never a guess between two."""
    session = reads.session
    target = line_target(reads, found, None)
    if target.kind is LineTargetKind.SEVERAL:
        return PackTarget(0, target.name, is_lot=False, room_q6=0, unit_code="", several=True)
    item_id = target.object_id
    if target.kind is LineTargetKind.ORDER:
        item_id = session.get_one(WorkOrder, target.object_id).item_id
    item = session.get(Item, item_id)
    named = (LineTargetKind.ORDER, LineTargetKind.MATERIAL, LineTargetKind.UNIT,
             LineTargetKind.HOLD_TAG)  # fmt: skip
    if target.kind not in named or item is None:
        return NOTHING
    piece = piece_of(session, item.id, None)
    is_lot = not isinstance(piece, Refusal) and piece.unit is None and not _has_units(session, item)
    room = 0
    if is_lot and not isinstance(piece, Refusal):
        room = _room(session, piece, shipment_id)
    name = item.serial or item.lot or ""
    return PackTarget(item.id, name, is_lot=is_lot, room_q6=room, unit_code=item.unit_code)


def _has_units(session: Session, lot: Item) -> bool:
    units = select(Item.id).where(Item.origin_id == lot.id, Item.kind == "unit").limit(1)
    return session.scalar(units) is not None


def _room(session: Session, piece: Piece, shipment_id: int) -> int:
    """How much of the lot is free, and asked for where anything was."""
    free = free_q6(session, piece, places_of(session, piece.lot.id))
    lines = asked_lines(session, shipment_id)
    if lines:
        packed = packed_parts(pieces_of(session, shipment_id))
        short = {each.part: each.qty_q6 for each in still_short(lines, packed)}
        free = min(free, short.get(part_key(piece.lot), 0))
    return max(free, 0)
