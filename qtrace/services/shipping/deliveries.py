"""Where things went: shipments that have left with an item, or with something made of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.shipping import ShipmentState
from qtrace.models.items import Item
from qtrace.models.shipping import Shipment, ShipmentPick
from qtrace.services.briefs import NamePair
from qtrace.services.holds.members import forward_closure, some
from qtrace.services.reads import Reads
from qtrace.services.shipping.queries import shipment_rows


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Something of an item went to a customer."""

    shipment_id: int
    number: str
    customer_code: str
    customer: NamePair
    at: datetime
    by: NamePair
    pieces: int


def deliveries_of(reads: Reads, item_id: int) -> tuple[DeliveryRow, ...]:
    """Shipments that hold the item or anything made of it, at any depth, the newest first."""
    made = forward_closure(reads.session, item_id)
    made.pop(item_id)
    return delivered(reads.session, made)


@dataclass(frozen=True, slots=True)
class DeliveredPiece:
    """A unit, or a quantity of a batch, that went to a customer."""

    piece: str
    qty_q6: int
    delivery: DeliveryRow


def delivered_pieces(session: Session, lot_id: int) -> tuple[DeliveredPiece, ...]:
    """What of a batch went to whom, unit by unit, in the order in which it left."""
    rows = session.execute(
        select(ShipmentPick, Shipment.item_id, Item.serial, Item.lot)
        .join(Shipment, Shipment.id == ShipmentPick.shipment_id)
        .join(Item, Item.id == func.coalesce(ShipmentPick.unit_id, ShipmentPick.lot_id))
        .where(
            ShipmentPick.lot_id == lot_id,
            ShipmentPick.out_at.is_(None),
            Shipment.state == ShipmentState.SHIPPED.value,
        )
        .order_by(Shipment.shipped_at, ShipmentPick.id)
    ).all()
    told = {
        row.shipment_id: row
        for row in delivered(
            session, {item_id for _pick, item_id, *_names in rows if item_id is not None}
        )
    }
    return tuple(
        DeliveredPiece(serial or lot or "", pick.qty_q6, told[pick.shipment_id])
        for pick, _item_id, serial, lot in rows
    )


def delivered(session: Session, items: Collection[int]) -> tuple[DeliveryRow, ...]:
    """Shipments that have left among these items, the newest first."""
    rows: list[Shipment] = []
    for part in some(items):
        rows += session.scalars(select(Shipment).where(Shipment.item_id.in_(part)))
    found = []
    for row, told in zip(rows, shipment_rows(session, rows), strict=True):
        assert row.shipped_at is not None
        found.append(
            DeliveryRow(
                row.id, row.number, told.customer_code, told.customer, row.shipped_at,
                told.gone_by, told.picks,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.at, each.shipment_id), reverse=True))
