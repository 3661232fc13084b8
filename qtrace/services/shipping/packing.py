"""Packing by scan, taking out, closing and cancelling a shipment; handlers."""

from collections.abc import Mapping

from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import plain_q6, q6
from qtrace.domain.shipping import (
    ShipmentState,
    ShipmentStep,
    ShippingReason,
    asked_for,
    room_fault,
    still_short,
)
from qtrace.models.catalogue import Part
from qtrace.models.items import Item
from qtrace.models.shipping import Shipment, ShipmentPick
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import today_of
from qtrace.services.shipping.checks import (
    PACKING,
    Piece,
    asked_lines,
    free_q6,
    obstacle,
    packed_parts,
    part_key,
    piece_of,
    pieces_of,
    places_of,
    unit_facts,
)
from qtrace.services.shipping.commands import (
    CancelShipment,
    ClosePacking,
    PackItem,
    ReopenPacking,
    UnpackItem,
)
from qtrace.services.shipping.support import locked_shipment, touch_piece, touch_shipment
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]


def pack_item(work: Work, command: PackItem) -> Facts | Refusal:
    """Put a piece into an open shipment, if it may leave the house now."""
    session = work.session
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.PACK)
    if isinstance(shipment, Refusal):
        return shipment
    found = piece_of(session, command.item_id, command.qty_q6)
    if isinstance(found, Refusal):
        return found
    # Two stations that pack of one lot come one after the other.
    session.get_one(Item, found.lot.id, with_for_update={"key_share": True})
    piece = found if command.qty_q6 is not None else _usual(work, shipment, found)
    refusal = _unfit(work, shipment, piece)
    if refusal is not None:
        return refusal
    work.add(
        ShipmentPick(
            id=command.pick_id,
            shipment_id=shipment.id,
            lot_id=piece.lot.id,
            unit_id=piece.unit.id if piece.unit is not None else None,
            qty_q6=piece.qty_q6,
            unit_code=piece.lot.unit_code,
            packed_by=work.actor.person_id,
            packed_at=work.now,
            out_by=None,
            out_at=None,
        )
    )
    touch_shipment(work, shipment)
    touch_piece(work, piece)
    return _packed_facts(work, shipment, piece)


def _usual(work: Work, shipment: Shipment, piece: Piece) -> Piece:
    """A lot whose quantity nobody named: what is asked for and lies here."""
    if piece.unit is not None:
        return piece
    free = free_q6(work.session, piece, places_of(work.session, piece.lot.id))
    lines = asked_lines(work.session, shipment.id)
    if lines:
        packed = packed_parts(pieces_of(work.session, shipment.id))
        part = part_key(piece.lot)
        free = min(free, asked_for(lines).get(part, 0) - packed.get(part, 0))
    return Piece(piece.lot, None, max(free, q6(0)))


def _unfit(work: Work, shipment: Shipment, piece: Piece) -> Refusal | None:
    lines = asked_lines(work.session, shipment.id)
    packed = packed_parts(pieces_of(work.session, shipment.id))
    fault = room_fault(lines, packed, part_key(piece.lot), piece.qty_q6)
    if fault is not None:
        part = work.session.get_one(Part, piece.lot.part_id)
        asked = asked_for(lines).get(part_key(piece.lot), 0)
        return refuse(
            fault, piece=piece.name, lot=piece.lot.lot or "", part=part.number,
            shipment=shipment.number, asked=plain_q6(asked), quantity=plain_q6(piece.qty_q6),
            **unit_facts(work.session, piece.lot),
        )  # fmt: skip
    return obstacle(work.session, piece, today_of(work), work.station.id, PACKING)


def _packed_facts(work: Work, shipment: Shipment, piece: Piece) -> Facts:
    return {
        "shipment": shipment.number,
        "piece": piece.name,
        "lot": piece.lot.lot or "",
        "quantity": plain_q6(piece.qty_q6),
        **unit_facts(work.session, piece.lot),
    }


def unpack_item(work: Work, command: UnpackItem) -> Facts | Refusal:
    """Take a piece out; what has left stays out of reach."""
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.UNPACK)
    if isinstance(shipment, Refusal):
        return shipment
    pick = work.session.get(ShipmentPick, command.pick_id)
    if pick is None or pick.shipment_id != shipment.id or pick.out_at is not None:
        return refuse(ShippingReason.PIECE_UNKNOWN)
    piece = next(each for each in pieces_of(work.session, shipment.id) if each.pick_id == pick.id)
    pick.out_by, pick.out_at = work.actor.person_id, work.now
    shipment.state = ShipmentState.OPEN.value
    touch_shipment(work, shipment)
    touch_piece(work, piece)
    return _packed_facts(work, shipment, piece)


def close_packing(work: Work, command: ClosePacking) -> Facts | Refusal:
    """Everything is packed; less than was asked for needs a reason."""
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.CLOSE)
    if isinstance(shipment, Refusal):
        return shipment
    pieces = pieces_of(work.session, shipment.id)
    if not pieces:
        return refuse(ShippingReason.SHIPMENT_EMPTY, shipment=shipment.number)
    short = still_short(asked_lines(work.session, shipment.id), packed_parts(pieces))
    if short and not command.reason.strip():
        numbers = [
            f"{work.session.get_one(Part, each.part[0]).number} {plain_q6(each.qty_q6)}"
            for each in short
        ]
        missing = ", ".join(numbers)
        return refuse(ShippingReason.SHIPMENT_SHORT, shipment=shipment.number, missing=missing)
    refusal = refuse_unkeepable(reason=command.reason)
    if refusal is not None:
        return refusal
    shipment.state = ShipmentState.PACKED.value
    touch_shipment(work, shipment)
    return {"shipment": shipment.number, "pieces": str(len(pieces))}


def reopen_packing(work: Work, command: ReopenPacking) -> Facts | Refusal:
    """Go on packing."""
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.REOPEN)
    if isinstance(shipment, Refusal):
        return shipment
    shipment.state = ShipmentState.OPEN.value
    touch_shipment(work, shipment)
    return {"shipment": shipment.number}


def cancel_shipment(work: Work, command: CancelShipment) -> Facts | Refusal:
    """Nothing leaves; what was packed is free again."""
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.CANCEL)
    if isinstance(shipment, Refusal):
        return shipment
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    refusal = refuse_unkeepable(reason=command.reason)
    if refusal is not None:
        return refusal
    for piece in pieces_of(work.session, shipment.id):
        pick = work.session.get_one(ShipmentPick, piece.pick_id)
        pick.out_by, pick.out_at = work.actor.person_id, work.now
        touch_piece(work, piece)
    shipment.state, shipment.reason = ShipmentState.CANCELLED.value, command.reason.strip()
    touch_shipment(work, shipment)
    return {"shipment": shipment.number, "reason": shipment.reason}


HANDLERS: dict[type[Command], Handler] = {
    PackItem: pack_item,
    UnpackItem: unpack_item,
    ClosePacking: close_packing,
    ReopenPacking: reopen_packing,
    CancelShipment: cancel_shipment,
}
