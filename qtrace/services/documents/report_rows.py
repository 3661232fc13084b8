"""Reading what an incoming inspection report needs, once, for the report's builder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.catalogue import Part, PartRevision, Unit
from qtrace.models.gauges import Calibration, Gauge
from qtrace.models.inspection import (
    Characteristic,
    Inspection,
    InspectionClass,
    InspectionPlan,
    InspectionResult,
    PlanRevision,
    Reading,
    Sample,
)
from qtrace.models.items import Item
from qtrace.models.people import Signature
from qtrace.models.receiving import (
    Delivery,
    DeliveryLine,
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
    SupplierPaper,
)
from qtrace.models.suppliers import Supplier, SupplierSite
from qtrace.services.catalogue.characteristic_terms import Terms, terms_by_id
from qtrace.services.inspection.signatures import standing_signatures
from qtrace.services.items.standing import container_count, present_papers


@dataclass(frozen=True, slots=True)
class LotRows:
    """The lot and where it came from."""

    lot: Item
    part: Part | None
    revision: PartRevision | None
    unit: Unit
    receipt: Receipt | None
    supplier: Supplier | None
    site: SupplierSite | None
    order: str
    delivery_note: str
    containers: int


@dataclass(frozen=True, slots=True)
class ResultRows:
    """What was inspected and found; readings are the valid ones, `first` the replaced ones.

    Attributes:
        terms: options and formulas, by the id of the characteristic.
    """

    plan: InspectionPlan
    plan_revision: PlanRevision
    classes: Sequence[InspectionClass]
    results: dict[int, InspectionResult]
    characteristics: Sequence[Characteristic]
    samples: Sequence[Sample]
    readings: Sequence[Reading]
    first: dict[int, Reading]
    gauges: Sequence[tuple[Gauge, Calibration | None]]
    papers: Sequence[SupplierPaper]
    signatures: Sequence[Signature]
    terms: Mapping[int, Terms]


def lot_rows(session: Session, inspection: Inspection) -> LotRows:
    """The lot of an inspection with its receipt, supplier and order."""
    lot = session.get_one(Item, inspection.item_id)
    receipt = session.get(Receipt, lot.receipt_id) if lot.receipt_id else None
    line = (
        session.get(DeliveryLine, receipt.delivery_line_id)
        if receipt and receipt.delivery_line_id
        else None
    )
    delivery = session.get(Delivery, line.delivery_id) if line else None
    order = ""
    if line and line.order_line_id:
        order_line = session.get_one(PurchaseOrderLine, line.order_line_id)
        number = session.get_one(PurchaseOrder, order_line.order_id).number
        order = f"{number} / {order_line.line_no}"
    return LotRows(
        lot=lot,
        part=session.get(Part, lot.part_id) if lot.part_id else None,
        revision=session.get(PartRevision, lot.part_revision_id) if lot.part_revision_id else None,
        unit=session.get_one(Unit, lot.unit_code),
        receipt=receipt,
        supplier=session.get(Supplier, lot.supplier_id) if lot.supplier_id else None,
        site=(
            session.get(SupplierSite, lot.manufacturer_site_id)
            if lot.manufacturer_site_id
            else None
        ),
        order=order,
        delivery_note=delivery.number if delivery else "",
        containers=receipt.containers
        if receipt and lot.origin_id is None
        else container_count(session, lot.id),
    )


def result_rows(session: Session, inspection: Inspection) -> ResultRows:
    """Everything that was planned, read and signed in an inspection."""
    assert inspection.plan_revision_id is not None, "only a started inspection has a report"
    plan_revision = session.get_one(PlanRevision, inspection.plan_revision_id)
    classes = session.scalars(
        select(InspectionClass).where(InspectionClass.inspection_id == inspection.id)
    ).all()
    results = session.scalars(
        select(InspectionResult).where(
            InspectionResult.inspection_class_id.in_([row.id for row in classes])
        )
    )
    characteristics = session.scalars(
        select(Characteristic)
        .where(Characteristic.plan_revision_id == plan_revision.id)
        .order_by(Characteristic.no)
    ).all()
    readings = session.scalars(
        select(Reading).where(Reading.inspection_id == inspection.id).order_by(Reading.id)
    ).all()
    replaced = {row.supersedes_id for row in readings if row.supersedes_id}
    valid = [row for row in readings if row.id not in replaced and row.verdict != "void"]
    return ResultRows(
        plan=session.get_one(InspectionPlan, plan_revision.plan_id),
        plan_revision=plan_revision,
        classes=sorted(
            classes, key=lambda row: ("critical", "major", "minor").index(row.char_class)
        ),
        results={row.inspection_class_id: row for row in results},
        characteristics=characteristics,
        samples=session.scalars(
            select(Sample).where(Sample.inspection_id == inspection.id).order_by(Sample.no)
        ).all(),
        readings=valid,
        first={row.id: _first_of(row, readings) for row in valid if row.supersedes_id},
        gauges=_gauges(session, valid),
        papers=present_papers(session, inspection.item_id),
        signatures=standing_signatures(session, inspection.id),
        terms=terms_by_id(session, characteristics),
    )


def _first_of(row: Reading, readings: Sequence[Reading]) -> Reading:
    by_id = {reading.id: reading for reading in readings}
    while row.supersedes_id is not None:
        row = by_id[row.supersedes_id]
    return row


def _gauges(
    session: Session, readings: Sequence[Reading]
) -> list[tuple[Gauge, Calibration | None]]:
    used: dict[int, int | None] = {}
    for reading in readings:
        if reading.gauge_id is not None:
            used[reading.gauge_id] = reading.calibration_id
    return [
        (
            session.get_one(Gauge, gauge_id),
            session.get(Calibration, calibration_id) if calibration_id else None,
        )
        for gauge_id, calibration_id in used.items()
    ]
