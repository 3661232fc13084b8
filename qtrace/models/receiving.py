"""Orders, expected deliveries, receipts and the papers that come with them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary


class PurchaseOrder(Versioned, Base):
    """An order to a supplier."""

    __tablename__ = "purchase_order"
    __table_args__ = (UniqueConstraint("number"), one_of("state", ("open", "closed", "void")))

    id: Mapped[int] = primary()
    number: Mapped[str]
    supplier_id: Mapped[int] = key("supplier.id")
    ordered_on: Mapped[date]
    state: Mapped[str]


class PurchaseOrderLine(Versioned, Base):
    """Part, revision and quantity that were ordered."""

    __tablename__ = "purchase_order_line"
    __table_args__ = (UniqueConstraint("order_id", "line_no"), Index(None, "part_id"))

    id: Mapped[int] = primary()
    order_id: Mapped[int] = key("purchase_order.id")
    line_no: Mapped[int] = mapped_column(Integer)
    part_id: Mapped[int] = key("part.id")
    revision_id: Mapped[int] = key("part_revision.id")
    qty_q6: Mapped[int]
    due_on: Mapped[date]


class Delivery(Versioned, Base):
    """A delivery on its way or at the door."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("supplier_id", "number"),
        UniqueConstraint("code"),
        one_of("state", ("expected", "arrived", "received", "void")),
        Index(None, "sscc"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    code: Mapped[str]
    number: Mapped[str]
    supplier_id: Mapped[int] = key("supplier.id")
    carrier: Mapped[str]
    sscc: Mapped[str | None]
    state: Mapped[str]


class DeliveryLine(Versioned, Base):
    """What the delivery is expected to carry; one line becomes one or more lots of ours."""

    __tablename__ = "delivery_line"
    __table_args__ = (
        UniqueConstraint("delivery_id", "line_no"),
        one_of("state", ("expected", "received", "void")),
        Index(None, "state"),
        Index(None, "order_line_id"),
        Index(None, "part_id"),
    )

    id: Mapped[int] = primary()
    delivery_id: Mapped[int] = key("delivery.id")
    line_no: Mapped[int] = mapped_column(Integer)
    order_line_id: Mapped[int | None] = key("purchase_order_line.id")
    part_id: Mapped[int | None] = key("part.id")
    revision_id: Mapped[int | None] = key("part_revision.id")
    manufacturer_site_id: Mapped[int | None] = key("supplier_site.id")
    supplier_lot: Mapped[str | None]
    expected_q6: Mapped[int]
    containers: Mapped[int] = mapped_column(Integer)
    needed_at: Mapped[datetime | None]
    papers: Mapped[str] = mapped_column(Text)
    state: Mapped[str]


class Receipt(Fact, Base):
    """What came, as what it is: nothing here says that it may be used."""

    __tablename__ = "receipt"
    __table_args__ = (
        Index(None, "delivery_line_id"),
        CheckConstraint("qty_q6 > 0", name="qty_positive"),
        CheckConstraint("containers > 0", name="containers_positive"),
    )

    id: Mapped[int] = primary()
    number: Mapped[str]
    delivery_line_id: Mapped[int | None] = key("delivery_line.id")
    supplier_id: Mapped[int] = key("supplier.id")
    manufacturer_site_id: Mapped[int | None] = key("supplier_site.id")
    part_id: Mapped[int | None] = key("part.id")
    qty_q6: Mapped[int]
    containers: Mapped[int] = mapped_column(Integer)
    supplier_lot: Mapped[str | None]
    raw_code: Mapped[str | None]
    findings: Mapped[str] = mapped_column(Text)
    source_state: Mapped[str]
    received_by: Mapped[int] = key("person.id")
    received_at: Mapped[datetime]


class SupplierPaper(Fact, Base):
    """A certificate of the supplier that was seen, by its kind and number."""

    __tablename__ = "supplier_paper"
    __table_args__ = (Index(None, "item_id"), UniqueConstraint("supersedes_id"))

    id: Mapped[int] = primary()
    item_id: Mapped[int] = key("item.id")
    kind: Mapped[str]
    number: Mapped[str]
    evidence_id: Mapped[int | None] = key("evidence.id")
    seen_by: Mapped[int] = key("person.id")
    seen_at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = key("supplier_paper.id")
