"""Which shipments a hold stops, and which have left with something that it is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_spread import Reached
from qtrace.domain.shipping import IN_HOUSE, ShipmentState
from qtrace.models.items import Item
from qtrace.models.shipping import Customer, Shipment, ShipmentPick
from qtrace.services.briefs import NamePair
from qtrace.services.holds.members import members_of, some
from qtrace.services.reads import Reads

_INSIDE = tuple(state.value for state in IN_HOUSE)


@dataclass(frozen=True, slots=True)
class StoppedShipment:
    """A shipment with something that a hold is about.

    Attributes:
        pieces: units and quantities in it that the hold covers; of one that has left, all of them.
    """

    shipment_id: int
    number: str
    customer_code: str
    customer: NamePair
    state: ShipmentState
    ship_by: date | None
    pieces: int


def stopped_shipments(
    session: Session, reached: Mapping[int, Reached]
) -> tuple[StoppedShipment, ...]:
    """Shipments with something of what is reached: those in the house first, by number.

    A unit counts by its position in the lot, a quantity of a lot with any position of it.
    """
    found = _inside(session, reached) | _gone(session, reached)
    rows = []
    for shipment_id, pieces in found.items():
        shipment = session.get_one(Shipment, shipment_id)
        customer = session.get_one(Customer, shipment.customer_id)
        rows.append(
            StoppedShipment(
                shipment.id, shipment.number, customer.code,
                NamePair(customer.name_en, customer.name_zh), ShipmentState(shipment.state),
                shipment.ship_by, pieces,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.state not in IN_HOUSE, row.number)))


def shipments_under(reads: Reads, hold_id: int) -> tuple[StoppedShipment, ...]:
    """Shipments with something that a hold covers."""
    members = members_of(reads.session, hold_id)
    return stopped_shipments(
        reads.session, {item: Reached(ranges, 0) for item, ranges in members.items()}
    )


def shipment_counts(session: Session, reached: Mapping[int, Reached]) -> tuple[int, int]:
    """How many shipments in the house hold something of it, and how many have left with it."""
    return len(_inside(session, reached)), len(_gone(session, reached))


def _inside(session: Session, reached: Mapping[int, Reached]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in some(reached):
        named = set(part)
        rows = session.execute(
            select(
                ShipmentPick.shipment_id, ShipmentPick.lot_id, ShipmentPick.unit_id, Item.unit_seq
            )
            .join(Shipment, Shipment.id == ShipmentPick.shipment_id)
            .outerjoin(Item, Item.id == ShipmentPick.unit_id)
            .where(
                or_(ShipmentPick.lot_id.in_(part), ShipmentPick.unit_id.in_(part)),
                ShipmentPick.out_at.is_(None),
                Shipment.state.in_(_INSIDE),
            )
        )
        for shipment_id, lot_id, unit_id, seq in rows:
            # A unit that is named beside its lot is found once, with the lot.
            by_unit = unit_id in named and lot_id not in reached
            if by_unit or (lot_id in named and _meant(reached, lot_id, unit_id, seq)):
                found[shipment_id] = found.get(shipment_id, 0) + 1
    return found


def _meant(
    reached: Mapping[int, Reached], lot_id: int, unit_id: int | None, seq: int | None
) -> bool:
    """True if the positions that are reached of the lot hold the unit, or if it is a quantity."""
    if seq is None or unit_id in reached:
        return True
    ranges = reached[lot_id].ranges
    return any(first <= seq and (last is None or seq <= last) for first, last in ranges)


def _gone(session: Session, reached: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in some(reached):
        rows = session.scalars(
            select(ShipmentPick.shipment_id)
            .join(Shipment, Shipment.id == ShipmentPick.shipment_id)
            .where(Shipment.item_id.in_(part), ShipmentPick.out_at.is_(None))
        )
        for shipment_id in rows:
            found[shipment_id] = found.get(shipment_id, 0) + 1
    return found
