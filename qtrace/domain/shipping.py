"""Shipments: what may be packed for a customer, from which places it leaves, and what is missing.

Only what was released to the market leaves the house. Holds are asked by the caller, because they
need the database; everything else is decided here.

Source: ISO 13485:2016 clauses 7.5.11 and 8.2.6 (preservation, release of product); NMPA GMP
107/2025 article 104 (market release before delivery).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qtrace.domain.holds import Activity, state_allows
from qtrace.domain.items import QualityState, is_expired
from qtrace.domain.lifecycle import Lifecycle, Transition
from qtrace.domain.warehouse import Zone


class ShipmentState(StrEnum):
    """Where a shipment stands; the value is the stored text."""

    OPEN = "open"
    PACKED = "packed"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


class ShipmentStep(StrEnum):
    """What is done with a shipment."""

    OPEN = "open"
    ASK = "ask"
    PACK = "pack"
    UNPACK = "unpack"
    CLOSE = "close"
    REOPEN = "reopen"
    SHIP = "ship"
    CANCEL = "cancel"


SHIPMENT_LIFE: Lifecycle[ShipmentState] = Lifecycle(
    (
        Transition(ShipmentStep.OPEN, None, ShipmentState.OPEN, "OPEN_SHIPMENT"),
        Transition(ShipmentStep.ASK, ShipmentState.OPEN, ShipmentState.OPEN, "ADD_SHIPMENT_LINE"),
        Transition(ShipmentStep.PACK, ShipmentState.OPEN, ShipmentState.OPEN, "PACK_ITEM"),
        Transition(ShipmentStep.UNPACK, ShipmentState.OPEN, ShipmentState.OPEN, "UNPACK_ITEM"),
        Transition(ShipmentStep.UNPACK, ShipmentState.PACKED, ShipmentState.OPEN, "UNPACK_ITEM"),
        Transition(ShipmentStep.CLOSE, ShipmentState.OPEN, ShipmentState.PACKED, "CLOSE_PACKING"),
        Transition(ShipmentStep.REOPEN, ShipmentState.PACKED, ShipmentState.OPEN, "REOPEN_PACKING"),
        Transition(ShipmentStep.SHIP, ShipmentState.PACKED, ShipmentState.SHIPPED, "SHIP_SHIPMENT"),
        Transition(
            ShipmentStep.CANCEL, ShipmentState.OPEN, ShipmentState.CANCELLED, "CANCEL_SHIPMENT"
        ),
        Transition(
            ShipmentStep.CANCEL, ShipmentState.PACKED, ShipmentState.CANCELLED, "CANCEL_SHIPMENT"
        ),
    )
)
"""Taking a piece out opens a closed shipment again, so that nothing leaves short unseen."""

IN_HOUSE = frozenset({ShipmentState.OPEN, ShipmentState.PACKED})
"""Shipments whose pieces still lie here."""


class CustomerKind(StrEnum):
    """What a customer is."""

    HOSPITAL = "hospital"
    DISTRIBUTOR = "distributor"
    OWN_COMPANY = "own_company"
    OTHER = "other"


class ShippingReason(StrEnum):
    """Why a customer, a shipment or a piece of it was refused."""

    CUSTOMER_EXISTS = "CUSTOMER_EXISTS"
    CUSTOMER_UNKNOWN = "CUSTOMER_UNKNOWN"
    CUSTOMER_CLOSED = "CUSTOMER_CLOSED"
    SHIPMENT_UNKNOWN = "SHIPMENT_UNKNOWN"
    SHIPMENT_STEP = "SHIPMENT_STEP"
    SHIPMENT_DATE = "SHIPMENT_DATE"
    SHIPMENT_PART = "SHIPMENT_PART"
    SHIPMENT_EMPTY = "SHIPMENT_EMPTY"
    SHIPMENT_SHORT = "SHIPMENT_SHORT"
    SHIPMENT_STOPPED = "SHIPMENT_STOPPED"
    PIECE_NOT_PRODUCT = "PIECE_NOT_PRODUCT"
    PIECE_UNKNOWN = "PIECE_UNKNOWN"
    PIECE_NEEDS_UNIT = "PIECE_NEEDS_UNIT"
    PIECE_NOT_RELEASED = "PIECE_NOT_RELEASED"
    PIECE_NOT_FOR_MARKET = "PIECE_NOT_FOR_MARKET"
    PIECE_NOT_GOOD = "PIECE_NOT_GOOD"
    PIECE_EXPIRED = "PIECE_EXPIRED"
    PIECE_NOT_ASKED = "PIECE_NOT_ASKED"
    PIECE_TOO_MANY = "PIECE_TOO_MANY"
    PIECE_TAKEN = "PIECE_TAKEN"
    PIECE_SHORT = "PIECE_SHORT"
    PIECE_QUANTITY = "PIECE_QUANTITY"


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """What decides whether a piece may leave, read from the facts.

    Attributes:
        is_unit: a serialised unit; else a quantity of a production lot.
        has_units: pieces of the lot have serial numbers.
        is_good: the unit came out of the last operation as good; True where there are no units.
        state: quality state of its lot.
        is_for_market: the lot has its market release.
        expiry: last usable day, None for none.
        is_taken: the unit lies in a shipment already, or has left with one.
        qty_q6: how much is meant, in millionths.
        free_q6: how much lies in places from which things leave and in no other shipment.
    """

    is_unit: bool
    has_units: bool
    is_good: bool
    state: QualityState
    is_for_market: bool
    expiry: date | None
    is_taken: bool
    qty_q6: int
    free_q6: int


def piece_fault(piece: PieceFacts, today: date) -> ShippingReason | None:
    """Why the piece may not leave, or None if nothing but a hold could stop it.

    The lasting reasons come first: somebody who reads one of them need not count stock.
    """
    faults = (
        (ShippingReason.PIECE_QUANTITY, piece.qty_q6 <= 0),
        (ShippingReason.PIECE_NEEDS_UNIT, piece.has_units and not piece.is_unit),
        (ShippingReason.PIECE_NOT_RELEASED, not state_allows(piece.state, Activity.SHIP)),
        (ShippingReason.PIECE_NOT_FOR_MARKET, not piece.is_for_market),
        (ShippingReason.PIECE_NOT_GOOD, not piece.is_good),
        (ShippingReason.PIECE_EXPIRED, is_expired(piece.expiry, today)),
        (ShippingReason.PIECE_TAKEN, piece.is_taken),
        (ShippingReason.PIECE_SHORT, piece.qty_q6 > piece.free_q6),
    )
    return next((reason for reason, is_so in faults if is_so), None)


PartKey = tuple[int, int]
"""Part and its revision."""


@dataclass(frozen=True, slots=True)
class AskedPart:
    """How much of a part at a revision a customer wants, in millionths."""

    part: PartKey
    qty_q6: int


def asked_for(lines: Sequence[AskedPart]) -> Mapping[PartKey, int]:
    """What is asked for, one sum for each part at its revision."""
    found: dict[PartKey, int] = {}
    for line in lines:
        found[line.part] = found.get(line.part, 0) + line.qty_q6
    return found


def room_fault(
    lines: Sequence[AskedPart], packed: Mapping[PartKey, int], part: PartKey, qty_q6: int
) -> ShippingReason | None:
    """Why so much of the part does not belong into the shipment, or None.

    A shipment for which nothing was asked takes whatever may leave.
    """
    if not lines:
        return None
    wanted = asked_for(lines).get(part)
    if wanted is None:
        return ShippingReason.PIECE_NOT_ASKED
    room = wanted - packed.get(part, 0)
    return ShippingReason.PIECE_TOO_MANY if qty_q6 > room else None


def still_short(lines: Sequence[AskedPart], packed: Mapping[PartKey, int]) -> tuple[AskedPart, ...]:
    """What was asked for and is not packed yet, in the order in which it was asked."""
    found = []
    for part, wanted in asked_for(lines).items():
        missing = wanted - packed.get(part, 0)
        if missing > 0:
            found.append(AskedPart(part, missing))
    return tuple(found)


LEAVES_FROM: Mapping[Zone, int] = {Zone.SHIP: 0, Zone.RELEASED: 1, Zone.WIP: 2}
"""Zones from which a released batch may leave, the most likely first."""


@dataclass(frozen=True, slots=True)
class PlaceStock:
    """How much of a lot lies at a place, in millionths."""

    location_id: int
    zone: Zone
    on_hand_q6: int


def leaving_from(places: Sequence[PlaceStock]) -> tuple[PlaceStock, ...]:
    """Places from which the lot may leave, in the order in which they are emptied."""
    able = [each for each in places if each.zone in LEAVES_FROM and each.on_hand_q6 > 0]
    return tuple(sorted(able, key=lambda each: (LEAVES_FROM[each.zone], each.location_id)))


def taken_from(places: Sequence[PlaceStock], qty_q6: int) -> tuple[tuple[int, int], ...] | None:
    """How much leaves from which place, `(location, millionths)`; None if too little is there."""
    found, left = [], qty_q6
    for each in leaving_from(places):
        taken = min(left, each.on_hand_q6)
        if taken:
            found.append((each.location_id, taken))
        left -= taken
    return tuple(found) if left == 0 else None
