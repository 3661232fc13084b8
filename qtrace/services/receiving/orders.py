"""Orders and announced deliveries: handlers of what is expected at the door."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.codes.checks import mod10_ok
from qtrace.domain.codes.internal import format_delivery
from qtrace.domain.receipt_quantities import MOST_CONTAINERS
from qtrace.domain.receiving import ReceivingReason
from qtrace.domain.suppliers import SupplierReason
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.receiving import Delivery, DeliveryLine, PurchaseOrder, PurchaseOrderLine
from qtrace.models.suppliers import Supplier, SupplierSite
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.receiving.commands import AddDelivery, AddOrder, DeliveryLineInput
from qtrace.services.receiving.papers import judge_papers
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_order(work: Work, command: AddOrder) -> Facts | Refusal:
    """Add an order with its lines; its number is unique."""
    taken = select(PurchaseOrder.id).where(PurchaseOrder.number == command.number)
    if work.session.scalar(taken) is not None:
        return refuse(ReceivingReason.ORDER_EXISTS, order=command.number)
    refusal = refuse_texts(number=command.number) or _refuse_lines(
        work, command.supplier_id, [line.line_no for line in command.lines]
    )
    if refusal is not None:
        return refusal
    for line in command.lines:
        refusal = _refuse_part(work, line.part_id, line.revision_id)
        if refusal is not None:
            return refusal
        if line.qty_q6 <= 0:
            return refuse(ReceivingReason.QUANTITY_MISSING)
    work.add(
        PurchaseOrder(
            id=command.order_id,
            number=command.number,
            supplier_id=command.supplier_id,
            ordered_on=command.ordered_on,
            state="open",
        )
    )
    for line in command.lines:
        work.add(
            PurchaseOrderLine(
                id=line.line_id,
                order_id=command.order_id,
                line_no=line.line_no,
                part_id=line.part_id,
                revision_id=line.revision_id,
                qty_q6=line.qty_q6,
                due_on=line.due_on,
            )
        )
    work.touch(ObjectKind.ORDER, command.order_id)
    return {"order": command.number}


def _refuse_lines(work: Work, supplier_id: int, numbers: Iterable[int]) -> Refusal | None:
    if work.session.get(Supplier, supplier_id) is None:
        return refuse(SupplierReason.SUPPLIER_UNKNOWN)
    listed = list(numbers)
    if not listed:
        return refuse(ReceivingReason.LINES_MISSING)
    twice = next((number for number in listed if listed.count(number) > 1), None)
    if twice is not None:
        return refuse(ReceivingReason.LINE_NUMBER_TWICE, line=twice)
    return None


def _refuse_part(work: Work, part_id: int | None, revision_id: int | None) -> Refusal | None:
    if part_id is not None and work.session.get(Part, part_id) is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    if revision_id is not None:
        revision = work.session.get(PartRevision, revision_id)
        if revision is None or revision.part_id != part_id:
            return refuse(CatalogueReason.REVISION_UNKNOWN)
    return None


def add_delivery(work: Work, command: AddDelivery) -> Facts | Refusal:
    """Announce a delivery; our own code for it is minted here."""
    refusal = _refuse_delivery(work, command)
    if refusal is not None:
        return refusal
    year = work.today.year
    code = format_delivery(year, work.number("delivery", year))
    work.add(
        Delivery(
            id=command.delivery_id,
            site_id=work.station.site_id,
            code=code,
            number=command.number,
            supplier_id=command.supplier_id,
            carrier=command.carrier,
            sscc=command.sscc,
            state="expected",
        )
    )
    for line in command.lines:
        work.add(_delivery_line(command.delivery_id, line))
    work.touch(ObjectKind.DELIVERY, command.delivery_id)
    return {"code": code, "number": command.number}


def _delivery_line(delivery_id: int, line: DeliveryLineInput) -> DeliveryLine:
    papers = [{"kind": paper.kind, "number": paper.number.strip()} for paper in line.papers]
    return DeliveryLine(
        id=line.line_id,
        delivery_id=delivery_id,
        line_no=line.line_no,
        order_line_id=line.order_line_id,
        part_id=line.part_id,
        revision_id=line.revision_id,
        manufacturer_site_id=line.manufacturer_site_id,
        supplier_lot=line.supplier_lot or None,
        expected_q6=line.expected_q6,
        containers=line.containers,
        needed_at=line.needed_at,
        state="expected",
        papers=json.dumps(papers, ensure_ascii=False),
    )


def _refuse_delivery(work: Work, command: AddDelivery) -> Refusal | None:
    numbers = [line.line_no for line in command.lines]
    refusal = (
        refuse_texts(number=command.number)
        or refuse_unkeepable(carrier=command.carrier)
        or _refuse_lines(work, command.supplier_id, numbers)
    )
    if refusal is not None:
        return refusal
    taken = select(Delivery.id).where(
        Delivery.supplier_id == command.supplier_id, Delivery.number == command.number
    )
    if work.session.scalar(taken) is not None:
        return refuse(ReceivingReason.DELIVERY_EXISTS, number=command.number)
    if command.sscc is not None and not is_sscc(command.sscc):
        return refuse(ReceivingReason.SSCC_INVALID, sscc=command.sscc)
    found = (_refuse_delivery_line(work, line) for line in command.lines)
    return next((refusal for refusal in found if refusal is not None), None)


def _refuse_delivery_line(work: Work, line: DeliveryLineInput) -> Refusal | None:
    refusal = (
        _refuse_part(work, line.part_id, line.revision_id)
        or judge_papers(line.papers)
        or refuse_unkeepable(supplier_lot=line.supplier_lot)
    )
    if refusal is not None:
        return refusal
    if line.order_line_id is not None:
        ordered = work.session.get(PurchaseOrderLine, line.order_line_id)
        if ordered is None:
            return refuse(ReceivingReason.ORDER_LINE_UNKNOWN)
    site_id = line.manufacturer_site_id
    if site_id is not None and work.session.get(SupplierSite, site_id) is None:
        return refuse(SupplierReason.SITE_UNKNOWN)
    if line.expected_q6 <= 0:
        return refuse(ReceivingReason.QUANTITY_MISSING)
    if not 1 <= line.containers <= MOST_CONTAINERS:
        return refuse(ReceivingReason.CONTAINERS_MISSING, most=MOST_CONTAINERS)
    return None


def is_sscc(text: str) -> bool:
    """True for 18 digits with a right check digit.

    Example:
        >>> is_sscc("395060000000123418"), is_sscc("395060000000123419")
        (True, False)
    """
    return len(text) == 18 and text.isascii() and text.isdigit() and mod10_ok(text)


ORDERS: dict[type[Command], Handler] = {AddOrder: add_order, AddDelivery: add_delivery}
