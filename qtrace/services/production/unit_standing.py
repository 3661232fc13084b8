"""Where a unit of ours stands when it is to leave, or to be built in: made, packed, built in."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.production.progress import OutputKind
from qtrace.domain.shipping import ShippingReason
from qtrace.models.items import Item
from qtrace.models.production import Operation
from qtrace.models.production_runs import OperationRun, ProductionOutput, WorkOrder
from qtrace.models.shipping import Shipment, ShipmentPick
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse


def came_out_good(session: Session, lot: Item, unit: Item) -> bool:
    """True if the unit came out of the last operation of its order as good."""
    last = (
        select(func.max(Operation.no))
        .join(WorkOrder, WorkOrder.route_revision_id == Operation.route_revision_id)
        .where(WorkOrder.item_id == lot.id)
        .scalar_subquery()
    )
    good = (
        select(ProductionOutput.id)
        .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
        .join(Operation, Operation.id == OperationRun.operation_id)
        .where(
            ProductionOutput.item_id == unit.id,
            ProductionOutput.kind == OutputKind.GOOD.value,
            Operation.no == last,
        )
    )
    return session.scalar(good) is not None


def pick_with(session: Session, unit_id: int, but_id: int | None = None) -> ShipmentPick | None:
    """The pick, other than `but_id`, in which the unit lies, or with which it has left."""
    return session.scalar(
        select(ShipmentPick).where(
            ShipmentPick.unit_id == unit_id,
            ShipmentPick.out_at.is_(None),
            ShipmentPick.id != (but_id or 0),
        )
    )


def told_of_pick(session: Session, pick: ShipmentPick) -> dict[str, str]:
    """Which shipment the pick is in, since when, by whom."""
    shipment = session.get_one(Shipment, pick.shipment_id)
    told = {"shipment": shipment.number, "at": pick.packed_at.isoformat()}
    return told | names_of(session, pick.packed_by)


def cannot_be_built_in(session: Session, lot: Item, unit: Item) -> Refusal | None:
    """None if the unit of ours is good and here; what was bought says nothing of either."""
    if unit.kind != "unit" or lot.kind != "production_lot":
        return None
    piece = unit.serial or ""
    if not came_out_good(session, lot, unit):
        return refuse(ShippingReason.PIECE_NOT_GOOD, piece=piece, lot=lot.lot or "")
    pick = pick_with(session, unit.id)
    if pick is None:
        return None
    return refuse(
        ShippingReason.PIECE_TAKEN, piece=piece, lot=lot.lot or "", **told_of_pick(session, pick)
    )
