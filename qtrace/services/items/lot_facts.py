"""Lots with what every row about them shows, many at once."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.models.cases import Case, HoldMember
from qtrace.models.catalogue import Part, PartRevision, Unit
from qtrace.models.items import Item, ItemStatus
from qtrace.models.receiving import (
    Delivery,
    DeliveryLine,
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
)
from qtrace.models.suppliers import Supplier, SupplierSite
from qtrace.services.briefs import NamePair, PartBrief, part_brief, site_name, supplier_name


@dataclass(frozen=True, slots=True)
class LotFacts:
    """A lot as rows name it.

    Attributes:
        state: stored quality state.
        order: number of the purchase order, empty without one.
        containers: containers of the lot.
        held: number of the newest hold that covers it, empty without one.
    """

    lot_id: int
    lot: str
    part: PartBrief | None
    revision: str
    supplier: NamePair
    site: NamePair
    order: str
    containers: int
    qty_q6: int
    state: str
    held: str = ""


def load_lots(session: Session, lot_ids: Collection[int]) -> dict[int, LotFacts]:
    """The lots by id, in two statements however many they are."""
    if not lot_ids:
        return {}
    held = (
        select(Case.number)
        .join(HoldMember, HoldMember.hold_id == Case.id)
        .where(HoldMember.item_id == Item.id)
        .order_by(Case.id.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )
    boxes = container_counts(session, lot_ids)
    rows = session.execute(
        select(
            Item,
            Part,
            Unit,
            PartRevision.revision,
            Supplier,
            SupplierSite,
            PurchaseOrder.number,
            ItemStatus.quality_state,
            held,
        )
        .outerjoin(Part, Part.id == Item.part_id)
        .outerjoin(Unit, Unit.code == Item.unit_code)
        .outerjoin(PartRevision, PartRevision.id == Item.part_revision_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .outerjoin(SupplierSite, SupplierSite.id == Item.manufacturer_site_id)
        .outerjoin(Receipt, Receipt.id == Item.receipt_id)
        .outerjoin(DeliveryLine, DeliveryLine.id == Receipt.delivery_line_id)
        .outerjoin(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .outerjoin(PurchaseOrderLine, PurchaseOrderLine.id == DeliveryLine.order_line_id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
        .where(Item.id.in_(lot_ids))
    ).all()
    return {
        lot.id: LotFacts(
            lot_id=lot.id,
            lot=lot.lot or "",
            part=part_brief(part, unit),
            revision=revision or "",
            supplier=supplier_name(supplier),
            site=site_name(site),
            order=order or "",
            containers=boxes.get(lot.id, 0),
            qty_q6=lot.qty_q6,
            state=state or "quarantine",
            held=hold or "",
        )
        for lot, part, unit, revision, supplier, site, order, state, hold in rows
    }


def container_counts(session: Session, lot_ids: Collection[int]) -> dict[int, int]:
    """Containers by lot."""
    rows = session.execute(
        select(Item.origin_id, func.count())
        .where(Item.origin_id.in_(lot_ids), Item.kind == "container")
        .group_by(Item.origin_id)
    )
    return {lot_id: count for lot_id, count in rows if lot_id is not None}
