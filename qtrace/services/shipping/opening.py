"""Opening shipments and what is asked for in them; handlers."""

from collections.abc import Mapping

from sqlalchemy import func, select

from qtrace.domain.catalogue import CatalogueReason, RevisionState
from qtrace.domain.codes.internal import format_shipment
from qtrace.domain.quantities import plain_q6
from qtrace.domain.shipping import (
    ShipmentState,
    ShipmentStep,
    ShippingReason,
)
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.shipping import Customer, Shipment, ShipmentLine
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import today_of
from qtrace.services.shipping.commands import (
    AddShipmentLine,
    AskedLine,
    OpenShipment,
)
from qtrace.services.shipping.support import locked_shipment, touch_shipment
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]


def open_shipment(work: Work, command: OpenShipment) -> Facts | Refusal:
    """Begin a shipment and give it a number."""
    customer = work.session.get(Customer, command.customer_id)
    refusal = _not_openable(work, customer, command)
    if refusal is not None:
        return refusal
    assert customer is not None
    year = today_of(work).year
    shipment = work.add(
        Shipment(
            id=command.shipment_id,
            site_id=work.station.site_id,
            number=format_shipment(year, work.number("shipment", year)),
            customer_id=customer.id,
            state=ShipmentState.OPEN.value,
            ship_by=command.ship_by,
            carrier=command.carrier.strip(),
            opened_by=work.actor.person_id,
            opened_at=work.now,
            shipped_by=None,
            shipped_at=None,
            item_id=None,
            reason="",
        )
    )
    for line in command.lines:
        refusal = _add_line(work, shipment, line)
        if refusal is not None:
            return refusal
    touch_shipment(work, shipment)
    return {"shipment": shipment.number, "customer": customer.code}


def _not_openable(work: Work, customer: Customer | None, command: OpenShipment) -> Refusal | None:
    if customer is None:
        return refuse(ShippingReason.CUSTOMER_UNKNOWN)
    if not customer.is_active:
        return refuse(ShippingReason.CUSTOMER_CLOSED, customer=customer.code)
    if command.ship_by is not None and command.ship_by < today_of(work):
        return refuse(ShippingReason.SHIPMENT_DATE, ship_by=command.ship_by.isoformat())
    return refuse_unkeepable(carrier=command.carrier)


def add_shipment_line(work: Work, command: AddShipmentLine) -> Facts | Refusal:
    """The customer asks for more; only while the shipment is open."""
    shipment = locked_shipment(work, command.shipment_id, ShipmentStep.ASK)
    if isinstance(shipment, Refusal):
        return shipment
    refusal = _add_line(work, shipment, command.line)
    if refusal is not None:
        return refusal
    touch_shipment(work, shipment)
    return {"shipment": shipment.number, "quantity": plain_q6(command.line.qty_q6)}


def _add_line(work: Work, shipment: Shipment, line: AskedLine) -> Refusal | None:
    session = work.session
    part = session.get(Part, line.part_id)
    if part is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    if line.qty_q6 <= 0:
        return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE)
    revision = session.scalar(
        select(PartRevision).where(
            PartRevision.part_id == part.id, PartRevision.state == RevisionState.EFFECTIVE.value
        )
    )
    if revision is None:
        return refuse(ShippingReason.SHIPMENT_PART, part=part.number)
    most = select(func.max(ShipmentLine.no)).where(ShipmentLine.shipment_id == shipment.id)
    work.add(
        ShipmentLine(
            id=line.line_id,
            shipment_id=shipment.id,
            no=(session.scalar(most) or 0) + 1,
            part_id=part.id,
            part_revision_id=revision.id,
            qty_q6=line.qty_q6,
            unit_code=part.base_unit,
        )
    )
    return None


HANDLERS: dict[type[Command], Handler] = {
    OpenShipment: open_shipment,
    AddShipmentLine: add_shipment_line,
}
