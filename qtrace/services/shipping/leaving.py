"""A shipment leaves the house, after every piece was asked about once more; handler."""

import json
from collections.abc import Mapping
from datetime import date

from qtrace.domain.items import ItemKind
from qtrace.domain.quantities import q6
from qtrace.domain.shipping import (
    ShipmentState,
    ShipmentStep,
    ShippingReason,
    taken_from,
)
from qtrace.models.items import Item, Link
from qtrace.models.shipping import Customer, Shipment
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import today_of
from qtrace.services.shipping.checks import (
    Piece,
    obstacle,
    pieces_of,
    places_of,
)
from qtrace.services.shipping.commands import (
    ShipShipment,
)
from qtrace.services.shipping.support import locked_shipment, touch_piece, touch_shipment
from qtrace.services.warehouse.handlers import Moved, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
DELIVERED = "handover"
"""Kind of the link by which a piece went to a customer; it carries holds, so that they name it."""


def ship_shipment(work: Work, command: ShipShipment) -> Facts | Refusal:
    """Let a packed shipment leave, if nothing stops any of its pieces now."""
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.SHIP)
    if isinstance(shipment, Refusal):
        return shipment
    pieces = pieces_of(work.session, shipment.id)
    for lot_id in sorted({piece.lot.id for piece in pieces}):
        work.session.get_one(Item, lot_id, with_for_update={"key_share": True})
    refusal = _stopped(work, shipment, pieces, today_of(work))
    if refusal is not None:
        return refusal
    refusal = _book_out(work, pieces)
    if refusal is not None:
        return refusal
    _deliver(work, shipment, pieces, command.item_id)
    customer = work.session.get_one(Customer, shipment.customer_id)
    return {
        "shipment": shipment.number,
        "customer": customer.code,
        "pieces": str(len(pieces)),
    }


def _stopped(
    work: Work, shipment: Shipment, pieces: tuple[Piece, ...], today: date
) -> Refusal | None:
    """None if everything may leave, else every piece that may not, each with its reason."""
    found = [
        (piece, refusal)
        for piece in pieces
        if (refusal := obstacle(work.session, piece, today, work.station.id)) is not None
    ]
    if not found:
        return None
    told = [
        {"pick": str(piece.pick_id), "code": refusal.code, "facts": dict(refusal.facts)}
        for piece, refusal in found
    ]
    return refuse(
        ShippingReason.SHIPMENT_STOPPED,
        shipment=shipment.number,
        count=len(found),
        total=len(pieces),
        pieces=", ".join(piece.name for piece, _refusal in found),
        stopped=json.dumps(told, ensure_ascii=False, sort_keys=True),
    )


def _book_out(work: Work, pieces: tuple[Piece, ...]) -> Refusal | None:
    """Take what leaves from where it lies, lot by lot."""
    wanted: dict[int, int] = {}
    for piece in pieces:
        wanted[piece.lot.id] = wanted.get(piece.lot.id, 0) + piece.qty_q6
    for lot_id in sorted(wanted):
        lot = work.session.get_one(Item, lot_id)
        taken = taken_from(places_of(work.session, lot_id), wanted[lot_id])
        assert taken is not None, "every piece was asked about behind the lock of its lot"
        for location_id, quantity in taken:
            moved = Moved(work.new_id(), lot, quantity, location_id, None)
            refusal = move_stock(work, moved, "ship")
            if refusal is not None:
                return refusal
    return None


def _deliver(work: Work, shipment: Shipment, pieces: tuple[Piece, ...], item_id: int) -> None:
    """The shipment becomes an item that everything in it leads to."""
    work.add(
        Item(
            id=item_id,
            site_id=shipment.site_id,
            kind=ItemKind.SHIPMENT.value,
            lot=shipment.number,
            qty_q6=q6(1),
            unit_code=pieces[0].lot.unit_code,
            created_at=work.now,
        )
    )
    delivered: dict[int, tuple[Piece, int]] = {}
    for piece in pieces:
        before = delivered.get(piece.item.id, (piece, 0))[1]
        delivered[piece.item.id] = (piece, before + piece.qty_q6)
    for parent_id, (piece, quantity) in delivered.items():
        work.add(
            Link(
                parent_id=parent_id,
                child_id=item_id,
                kind=DELIVERED,
                qty_q6=quantity,
                unit_code=piece.lot.unit_code,
                seq_from=None,
                seq_to=None,
                site_id=shipment.site_id,
            )
        )
        touch_piece(work, piece)
    shipment.state, shipment.item_id = ShipmentState.SHIPPED.value, item_id
    shipment.shipped_by, shipment.shipped_at = work.actor.person_id, work.now
    work.touch(ObjectKind.ITEM, item_id)
    touch_shipment(work, shipment)


HANDLERS: dict[type[Command], Handler] = {
    ShipShipment: ship_shipment,
}
