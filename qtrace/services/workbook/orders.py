"""What is still to come, as rows of the workbook: open orders, expected deliveries, planned work orders."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.quantities import plain_q6
from qtrace.models.catalogue import PartRevision
from qtrace.models.items import Item
from qtrace.models.production import Line
from qtrace.models.production_runs import WorkOrder
from qtrace.models.receiving import (
    Delivery,
    DeliveryLine,
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
)
from qtrace.models.suppliers import SupplierSite
from qtrace.services.reads import Reads
from qtrace.services.workbook.production import Cells, Sheets, told

EXPECTED = "expected"


def order_rows(reads: Reads, parts: Mapping[int, str], suppliers: Mapping[int, str]) -> Sheets:
    """Orders of which something is to come, deliveries that have not come, orders not begun.

    Args:
        reads: the view.
        parts: numbers of parts by id.
        suppliers: codes of suppliers by id.
    """
    return {
        "orders": list(_orders(reads.session, parts, suppliers)),
        "deliveries": list(_deliveries(reads, parts, suppliers)),
        "work_orders": list(_work_orders(reads, parts)),
    }


def _orders(
    session: Session, parts: Mapping[int, str], suppliers: Mapping[int, str]
) -> Iterator[Cells]:
    """Whole orders, so that their lines keep their numbers."""
    received = (
        select(DeliveryLine.order_line_id, func.sum(Receipt.qty_q6).label("q6"))
        .join(Receipt, Receipt.delivery_line_id == DeliveryLine.id)
        .group_by(DeliveryLine.order_line_id)
        .subquery()
    )
    waits = (
        select(PurchaseOrderLine.order_id)
        .outerjoin(received, received.c.order_line_id == PurchaseOrderLine.id)
        .where(PurchaseOrderLine.qty_q6 > func.coalesce(received.c.q6, 0))
    )
    announced = (
        select(PurchaseOrderLine.order_id)
        .join(DeliveryLine, DeliveryLine.order_line_id == PurchaseOrderLine.id)
        .where(DeliveryLine.state == EXPECTED)
    )
    rows = session.execute(
        select(PurchaseOrder, PurchaseOrderLine, PartRevision.revision)
        .join(PurchaseOrderLine, PurchaseOrderLine.order_id == PurchaseOrder.id)
        .join(PartRevision, PartRevision.id == PurchaseOrderLine.revision_id)
        .where(
            PurchaseOrder.state == "open",
            PurchaseOrder.id.in_(waits) | PurchaseOrder.id.in_(announced),
        )
        .order_by(PurchaseOrder.number, PurchaseOrderLine.line_no)
    )
    for order, line, revision in rows:
        yield {
            "number": order.number,
            "supplier": suppliers[order.supplier_id],
            "ordered_on": order.ordered_on.isoformat(),
            "line": str(line.line_no),
            "part": parts[line.part_id],
            "revision": revision,
            "quantity": plain_q6(line.qty_q6),
            "due_on": line.due_on.isoformat(),
        }


def _deliveries(
    reads: Reads, parts: Mapping[int, str], suppliers: Mapping[int, str]
) -> Iterator[Cells]:
    """Lines that have not come yet, of deliveries to this site."""
    rows = reads.session.execute(
        select(
            Delivery,
            DeliveryLine,
            PurchaseOrder.number,
            PurchaseOrderLine.line_no,
            PartRevision.revision,
            SupplierSite.code,
        )
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .outerjoin(PurchaseOrderLine, PurchaseOrderLine.id == DeliveryLine.order_line_id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .outerjoin(PartRevision, PartRevision.id == DeliveryLine.revision_id)
        .outerjoin(SupplierSite, SupplierSite.id == DeliveryLine.manufacturer_site_id)
        .where(
            Delivery.site_id == reads.station.site_id,
            Delivery.state.in_((EXPECTED, "arrived")),
            DeliveryLine.state == EXPECTED,
        )
        .order_by(Delivery.id, DeliveryLine.line_no)
    )
    for delivery, line, order, order_line, revision, site in rows:
        yield {
            "number": delivery.number,
            "supplier": suppliers[delivery.supplier_id],
            "carrier": delivery.carrier,
            "sscc": delivery.sscc or "",
            "line": str(line.line_no),
            "order": order or "",
            "order_line": told(order_line),
            "part": parts[line.part_id] if line.part_id is not None else "",
            "revision": revision or "",
            "site": site or "",
            "supplier_lot": line.supplier_lot or "",
            "quantity": plain_q6(line.expected_q6),
            "containers": str(line.containers),
            "needed_at": _local(reads, line.needed_at),
        }


def _work_orders(reads: Reads, parts: Mapping[int, str]) -> Iterator[Cells]:
    """Orders that nothing was made for yet; what runs stays where it runs."""
    rows = reads.session.execute(
        select(WorkOrder, Line.code, Item.lot, Item.expiry)
        .join(Line, Line.id == WorkOrder.line_id)
        .join(Item, Item.id == WorkOrder.item_id)
        .where(WorkOrder.site_id == reads.station.site_id, WorkOrder.state == "planned")
        .order_by(WorkOrder.number)
    )
    for order, line, lot, expiry in rows:
        yield {
            "number": order.number,
            "part": parts[order.part_id],
            "line": line,
            "planned": str(order.planned),
            "lot": lot or "",
            "expiry": told(expiry),
            "needed_at": _local(reads, order.needed_at),
        }


def _local(reads: Reads, instant: datetime | None) -> str:
    """An instant by the clock of the plant, as the workbook means it."""
    return instant.astimezone(reads.zone).replace(tzinfo=None).isoformat() if instant else ""
