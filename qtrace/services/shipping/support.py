"""What handlers of shipments share: the locked shipment, and what a record is about."""

from qtrace.domain.lifecycle import StepRefusal
from qtrace.domain.shipping import (
    SHIPMENT_LIFE,
    ShipmentState,
    ShipmentStep,
    ShippingReason,
)
from qtrace.models.shipping import Shipment
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.shipping.checks import (
    Piece,
)
from qtrace.services.work import ObjectKind, Work


def locked_shipment(work: Work, shipment_id: int, step: ShipmentStep) -> Shipment | Refusal:
    """The shipment, locked until the commit, if the step is possible now."""
    shipment = work.session.get(Shipment, shipment_id, with_for_update=True)
    if shipment is None:
        return refuse(ShippingReason.SHIPMENT_UNKNOWN)
    judged = SHIPMENT_LIFE.judge(ShipmentState(shipment.state), step)
    if isinstance(judged, StepRefusal):
        return refuse(ShippingReason.SHIPMENT_STEP, shipment=shipment.number, **judged.facts)
    return shipment


def touch_shipment(work: Work, shipment: Shipment) -> None:
    """Say that the record is about the shipment and its customer."""
    work.touch(ObjectKind.SHIPMENT, shipment.id)
    work.touch(ObjectKind.CUSTOMER, shipment.customer_id)


def touch_piece(work: Work, piece: Piece) -> None:
    """Say that the record is about the piece and its lot."""
    work.touch(ObjectKind.ITEM, piece.lot.id)
    if piece.unit is not None:
        work.touch(ObjectKind.ITEM, piece.unit.id)
