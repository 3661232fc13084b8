"""Quality admits what deviated at the door: from the pending place to inspection."""

from collections.abc import Mapping

from sqlalchemy import select

from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.items import LabelStatus
from qtrace.domain.receipt_quantities import pieces_of
from qtrace.domain.receiving import ReceivingReason
from qtrace.domain.warehouse import WarehouseReason, Zone
from qtrace.models.items import Item
from qtrace.models.receiving import DeliveryLine, Receipt
from qtrace.models.warehouse import Location, Stock
from qtrace.services.commands import Command
from qtrace.services.documents.issued import queue_labels
from qtrace.services.holds.pieces import check_whole
from qtrace.services.inspection.requests import request_inspection
from qtrace.services.items.standing import container_count, is_pending
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.loads_at_lines import loaded_there
from qtrace.services.receiving.commands import AdmitLot
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.warehouse.handlers import Moved, first_place, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def admit_lot(work: Work, command: AdmitLot) -> Facts | Refusal:
    """Ask for the inspection of a pending lot, move it to quarantine, renew its labels."""
    lot = work.session.get(Item, command.lot_id)
    if lot is None or lot.kind != "lot":
        return refuse(ReceivingReason.LOT_UNKNOWN)
    if not is_pending(work.session, lot):
        return refuse(ReceivingReason.LOT_NOT_PENDING, lot=lot.lot)
    if not command.reason.strip():
        return refuse(ReceivingReason.ADMISSION_REASON_MISSING)
    target = _target(work, command)
    if isinstance(target, Refusal):
        return target
    return refuse_unkeepable(reason=command.reason) or _admit(work, command, lot, target)


def _admit(work: Work, command: AdmitLot, lot: Item, target: Location) -> Facts | Refusal:
    assert lot.receipt_id is not None, "a pending lot was received"
    receipt = work.session.get_one(Receipt, lot.receipt_id)
    line_id = receipt.delivery_line_id
    line = work.session.get(DeliveryLine, line_id) if line_id is not None else None
    number = request_inspection(
        work,
        inspection_id=command.inspection_id,
        lot_id=lot.id,
        receipt_id=receipt.id,
        lot_size=pieces_of(lot.qty_q6),
        needed_at=line.needed_at if line else None,
    )
    refusal = _bring(work, lot, target)
    if refusal is not None:
        return refusal
    boxes = container_count(work.session, lot.id)
    status = LabelStatus.QUARANTINE.value
    queue_labels(work, lot_id=lot.id, status=status, first=1, last=boxes)
    work.touch(ObjectKind.ITEM, lot.id)
    return {"lot": lot.lot or "", "inspection": number, "location": target.code}


def _target(work: Work, command: AdmitLot) -> Location | Refusal:
    if command.location_id is None:
        place = first_place(work.session, work.station.site_id, Zone.QUARANTINE)
        zone = Zone.QUARANTINE.value
        return place or refuse(WarehouseReason.NO_LOCATION_IN_ZONE, zone=zone)
    place = work.session.get(Location, command.location_id)
    if place is None:
        return refuse(WarehouseReason.LOCATION_UNKNOWN)
    if place.zone != Zone.QUARANTINE.value:
        facts = {"lot": "", "state": "quarantine", "zone": place.zone, "expiry": ""}
        return refuse(WarehouseReason.ZONE_NOT_ALLOWED, location=place.code, **facts)
    return place


def _bring(work: Work, lot: Item, target: Location) -> Refusal | None:
    """Move all of the lot to `target`, wherever it lies, if nothing keeps it there."""
    rows = work.session.scalars(
        select(Stock).where(
            Stock.item_id == lot.id, Stock.on_hand_q6 > 0, Stock.location_id != target.id
        )
    ).all()
    for row in rows:
        here = Context(location_id=target.id, source_id=row.location_id)
        moved = Moved(work.new_id(), lot, row.on_hand_q6, row.location_id, target.id)
        refusal = (
            loaded_there(work.session, lot, row, row.on_hand_q6)
            or check_whole(work.session, lot.id, Activity.MOVE_IN_QUARANTINE, here)
            or move_stock(work, moved, "move")
        )
        if refusal is not None:
            return refusal
    return None


ADMISSION: dict[type[Command], Handler] = {AdmitLot: admit_lot}
