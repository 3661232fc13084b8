"""Delivery lines with everything that a judgement about them needs, in few statements."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.receiving import EarlierReceipt, Expected, PartRules, SourceFacts
from qtrace.domain.suppliers import SourceState, standing
from qtrace.models.catalogue import Part, PartRevision, Unit
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.receiving import (
    Delivery,
    DeliveryLine,
    PurchaseOrder,
    PurchaseOrderLine,
    Receipt,
)
from qtrace.models.suppliers import ApprovedSource, Supplier, SupplierSite
from qtrace.services.items.standing import required_papers

OrderedRevision = aliased(PartRevision, name="ordered_revision")
EffectiveRevision = aliased(PartRevision, name="effective_revision")


@dataclass(frozen=True, slots=True)
class LineRows:
    """A delivery line and all the rows around it."""

    line: DeliveryLine
    delivery: Delivery
    supplier: Supplier
    order_line: PurchaseOrderLine | None
    order: PurchaseOrder | None
    part: Part | None
    unit: Unit | None
    ordered: PartRevision | None
    effective: PartRevision | None
    site: SupplierSite | None
    source: ApprovedSource | None

    @property
    def source_state(self) -> SourceState | None:
        """Standing of the announced source, None if it is not approved for the part."""
        source = SourceState(self.source.state) if self.source else None
        return standing(SourceState(self.supplier.state), source)

    @property
    def papers(self) -> tuple[tuple[str, str], ...]:
        """Announced papers as (kind, number)."""
        return tuple((paper["kind"], paper["number"]) for paper in json.loads(self.line.papers))


def _statement() -> Select[*tuple[object, ...]]:
    columns = (
        DeliveryLine,
        Delivery,
        Supplier,
        PurchaseOrderLine,
        PurchaseOrder,
        Part,
        Unit,
        OrderedRevision,
        EffectiveRevision,
        SupplierSite,
        ApprovedSource,
    )
    return (
        select(*columns)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .join(Supplier, Supplier.id == Delivery.supplier_id)
        .outerjoin(PurchaseOrderLine, PurchaseOrderLine.id == DeliveryLine.order_line_id)
        .outerjoin(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .outerjoin(Part, Part.id == DeliveryLine.part_id)
        .outerjoin(Unit, Unit.code == Part.base_unit)
        .outerjoin(OrderedRevision, OrderedRevision.id == DeliveryLine.revision_id)
        .outerjoin(
            EffectiveRevision,
            and_(EffectiveRevision.part_id == Part.id, EffectiveRevision.state == "effective"),
        )
        .outerjoin(SupplierSite, SupplierSite.id == DeliveryLine.manufacturer_site_id)
        .outerjoin(
            ApprovedSource,
            and_(
                ApprovedSource.supplier_id == Delivery.supplier_id,
                ApprovedSource.part_id == DeliveryLine.part_id,
                ApprovedSource.site_id == DeliveryLine.manufacturer_site_id,
            ),
        )
    )


def load_lines(
    session: Session, *conditions: ColumnElement[bool], limit: int = 200
) -> tuple[LineRows, ...]:
    """Lines that fulfil all `conditions`, most urgent first; void ones never."""
    statement = (
        _statement()
        .where(DeliveryLine.state != "void", Delivery.state != "void", *conditions)
        .order_by(
            DeliveryLine.needed_at.is_(None),
            DeliveryLine.needed_at,
            Delivery.id,
            DeliveryLine.line_no,
        )
        .limit(limit)
    )
    found: Sequence[Row[*tuple[object, ...]]] = session.execute(statement).all()
    return tuple(LineRows(*row) for row in found)  # type: ignore[arg-type]


def received_quantities(session: Session, lines: Collection[LineRows]) -> dict[int, int]:
    """Quantity received so far by delivery line id: on its order line, else on the line itself."""
    order_lines = {rows.line.order_line_id for rows in lines if rows.line.order_line_id is not None}
    by_order: dict[int | None, int] = dict(
        session.execute(
            select(DeliveryLine.order_line_id, func.sum(Receipt.qty_q6))
            .join(Receipt, Receipt.delivery_line_id == DeliveryLine.id)
            .where(DeliveryLine.order_line_id.in_(order_lines))
            .group_by(DeliveryLine.order_line_id)
        ).all()
    )
    own = [rows.line.id for rows in lines if rows.line.order_line_id is None]
    by_line: dict[int | None, int] = dict(
        session.execute(
            select(Receipt.delivery_line_id, func.sum(Receipt.qty_q6))
            .where(Receipt.delivery_line_id.in_(own))
            .group_by(Receipt.delivery_line_id)
        ).all()
    )
    return {
        rows.line.id: int(
            by_line.get(rows.line.id, 0)
            if rows.line.order_line_id is None
            else by_order.get(rows.line.order_line_id, 0)
        )
        for rows in lines
    }


def earlier_receipts(session: Session, line_ids: Collection[int]) -> dict[int, EarlierReceipt]:
    """The first receipt of each line that was received before."""
    rows = session.execute(
        select(Receipt, Person, Item.lot)
        .join(Person, Person.id == Receipt.received_by)
        .outerjoin(Item, and_(Item.receipt_id == Receipt.id, Item.kind == "lot"))
        .where(Receipt.delivery_line_id.in_(line_ids))
        .order_by(Receipt.id.desc())
    )
    return {
        receipt.delivery_line_id: EarlierReceipt(
            receipt.received_at.isoformat(), person.name_en, person.name_zh, lot or ""
        )
        for receipt, person, lot in rows
        if receipt.delivery_line_id is not None
    }


def first_lot_lines(session: Session, line_ids: Collection[int]) -> frozenset[int]:
    """Those of the lines whose part has never come from their manufacturing site."""
    came_before = exists().where(
        Item.part_id == DeliveryLine.part_id,
        Item.manufacturer_site_id == DeliveryLine.manufacturer_site_id,
        Item.kind == "lot",
    )
    return frozenset(
        session.scalars(
            select(DeliveryLine.id).where(
                DeliveryLine.id.in_(line_ids),
                DeliveryLine.part_id.is_not(None),
                DeliveryLine.manufacturer_site_id.is_not(None),
                ~came_before,
            )
        )
    )


def expected_of(rows: LineRows, received_q6: int, earlier: EarlierReceipt | None) -> Expected:
    """What the line announces, as the judgement takes it."""
    line = rows.line
    return Expected(
        part_id=line.part_id,
        part=rows.part.number if rows.part else "",
        revision=rows.ordered.revision if rows.ordered else None,
        supplier_lot=line.supplier_lot,
        quantity_q6=line.expected_q6,
        containers=line.containers,
        ordered_q6=rows.order_line.qty_q6 if rows.order_line else None,
        received_q6=received_q6,
        earlier=earlier,
    )


def rules_of(part: Part | None, effective: PartRevision | None) -> PartRules:
    """What master data demand of the part."""
    if part is None:
        return PartRules()
    return PartRules(
        effective_revision=effective.revision if effective else None,
        required_papers=required_papers(part),
        shelf_life_days=part.shelf_life_days,
        over_delivery_pct=part.over_delivery_pct,
    )


def part_rules(session: Session, part_id: int | None) -> PartRules:
    """`rules_of` the part with this id."""
    if part_id is None:
        return PartRules()
    effective = session.scalar(
        select(PartRevision).where(
            PartRevision.part_id == part_id, PartRevision.state == "effective"
        )
    )
    return rules_of(session.get(Part, part_id), effective)


def source_facts(
    session: Session, supplier_id: int, part_id: int | None, site_id: int | None
) -> SourceFacts:
    """How supplier and site stand for the part, read from their rows."""
    supplier = session.get_one(Supplier, supplier_id)
    site = session.get(SupplierSite, site_id) if site_id is not None else None
    source = session.scalar(
        select(ApprovedSource).where(
            ApprovedSource.supplier_id == supplier_id,
            ApprovedSource.part_id == part_id,
            ApprovedSource.site_id == site_id,
        )
    )
    came_before = select(
        exists().where(
            Item.part_id == part_id, Item.manufacturer_site_id == site_id, Item.kind == "lot"
        )
    )
    state = SourceState(source.state) if source else None
    is_first = part_id is not None and site is not None and not session.scalar(came_before)
    return named_source(
        supplier, site, standing(SourceState(supplier.state), state), is_first=is_first
    )


def named_source(
    supplier: Supplier, site: SupplierSite | None, state: SourceState | None, *, is_first: bool
) -> SourceFacts:
    """The standing with the names that its sentences need."""
    return SourceFacts(
        state=state,
        is_first_lot=is_first,
        supplier=supplier.name_en,
        supplier_zh=supplier.name_zh,
        site=site.name_en if site else "",
        site_zh=site.name_zh if site else "",
    )
