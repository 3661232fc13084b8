"""Which codes the plant knows, for importing a workbook that refers to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.catalogue import Part, PartCode, PartRevision, Unit
from qtrace.models.gauges import Gauge
from qtrace.models.inspection import InspectionPlan, PlanRevision
from qtrace.models.people import Person
from qtrace.models.production import Bill, Equipment, LabelVersion, Line, Route, TrainingRecord
from qtrace.models.production_runs import WorkOrder
from qtrace.models.receiving import Delivery, PurchaseOrder, PurchaseOrderLine
from qtrace.models.suppliers import ApprovedSource, Supplier, SupplierFormat, SupplierSite
from qtrace.models.warehouse import Location
from qtrace.services.catalogue.draft_returns import is_returned
from qtrace.services.catalogue.plans import newest_is_returned
from qtrace.services.reads import Reads

Ids = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """Ids by their codes, as tuples of texts; units have no id and map to 0."""

    units: Ids
    parts: Ids
    revisions: Ids
    part_codes: Ids
    suppliers: Ids
    supplier_formats: Ids
    sites: Ids
    sources: Ids
    locations: Ids
    orders: Ids
    order_lines: Ids
    deliveries: Ids
    plans: Ids
    gauges: Ids
    people: Ids
    lines: Ids
    equipment: Ids
    training: Ids
    label_versions: Ids
    routes: Ids
    bills: Ids
    work_orders: Ids


def known_codes(reads: Reads) -> KnownCodes:
    """Everything a workbook may refer to."""
    session = reads.session
    parts = {row.id: row.number for row in session.scalars(select(Part))}
    suppliers = {row.id: row.code for row in session.scalars(select(Supplier))}
    sites = {row.id: row.code for row in session.scalars(select(SupplierSite))}
    orders = {row.id: row.number for row in session.scalars(select(PurchaseOrder))}
    return KnownCodes(
        units={(row.code,): 0 for row in session.scalars(select(Unit))},
        parts={(number,): key for key, number in parts.items()},
        revisions={
            (parts[row.part_id], row.revision): row.id
            for row in session.scalars(select(PartRevision)).all()
            if not is_returned(session, row)
        },
        part_codes={(row.code,): row.id for row in session.scalars(select(PartCode))},
        suppliers={(code,): key for key, code in suppliers.items()},
        supplier_formats={
            (suppliers[row.supplier_id], row.name): row.id
            for row in session.scalars(select(SupplierFormat))
        },
        sites={(code,): key for key, code in sites.items()},
        sources={
            (suppliers[row.supplier_id], parts[row.part_id], sites[row.site_id]): row.id
            for row in session.scalars(select(ApprovedSource))
        },
        locations={(row.code,): row.id for row in session.scalars(select(Location))},
        orders={(number,): key for key, number in orders.items()},
        order_lines={
            (orders[row.order_id], str(row.line_no)): row.id
            for row in session.scalars(select(PurchaseOrderLine))
        },
        deliveries={
            (suppliers[row.supplier_id], row.number): row.id
            for row in session.scalars(select(Delivery))
        },
        plans={
            (row.code,): row.id
            for row in session.scalars(select(InspectionPlan)).all()
            if not newest_is_returned(session, row.id)
        },
        gauges={(row.code,): row.id for row in session.scalars(select(Gauge))},
        people={(row.login,): row.id for row in session.scalars(select(Person))},
        **_production(session, parts),
    )


def _production(session: Session, parts: Mapping[int, str]) -> dict[str, Ids]:
    people = {row.id: row.login for row in session.scalars(select(Person))}
    return {
        "lines": {(row.code,): row.id for row in session.scalars(select(Line))},
        "equipment": {(row.code,): row.id for row in session.scalars(select(Equipment))},
        "training": {
            (people[row.person_id], row.topic): row.id
            for row in session.scalars(select(TrainingRecord))
        },
        "label_versions": {
            (parts[row.part_id], row.version): row.id
            for row in session.scalars(select(LabelVersion))
        },
        "routes": {(row.code,): row.id for row in session.scalars(select(Route))},
        "bills": {(row.code,): row.id for row in session.scalars(select(Bill))},
        "work_orders": {(row.number,): row.id for row in session.scalars(select(WorkOrder))},
    }


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A drafted revision or plan that waits for the approval of a second person."""

    kind: str
    revision_id: int
    text: str
    author_id: int


def waiting_drafts(reads: Reads) -> tuple[WaitingDraft, ...]:
    """Drafts of part revisions and plans, oldest first."""
    session = reads.session
    parts = session.execute(
        select(PartRevision, Part.number)
        .join(Part, Part.id == PartRevision.part_id)
        .where(PartRevision.state == "draft")
        .order_by(PartRevision.id)
    ).all()
    plans = session.execute(
        select(PlanRevision, InspectionPlan.code)
        .join(InspectionPlan, InspectionPlan.id == PlanRevision.plan_id)
        .where(PlanRevision.state == "draft")
        .order_by(PlanRevision.id)
    ).all()
    return (
        *(
            WaitingDraft("part", row.id, f"{number} {row.revision}", row.author_id)
            for row, number in parts
            if not is_returned(session, row)
        ),
        *(
            WaitingDraft("plan", row.id, f"{code} v{row.version}", row.author_id)
            for row, code in plans
            if not is_returned(session, row)
        ),
    )
