"""Customers, shipments, what was asked for and what was packed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary

_INSIDE = text("unit_id IS NOT NULL AND out_at IS NULL")


class Customer(Versioned, Base):
    """Who gets what we make: a hospital, a distributor."""

    __tablename__ = "customer"
    __table_args__ = (
        UniqueConstraint("code"),
        one_of("kind", ("hospital", "distributor", "own_company", "other")),
    )

    id: Mapped[int] = primary()
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    address: Mapped[str] = mapped_column(Text)
    kind: Mapped[str]
    is_active: Mapped[bool]


class Shipment(Versioned, Base):
    """What goes to a customer at once.

    Attributes:
        item_id: the item that stands for it in the genealogy, from the moment it has left.
        reason: why it was cancelled.
    """

    __tablename__ = "shipment"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("state", ("open", "packed", "shipped", "cancelled")),
        CheckConstraint("(state = 'shipped') = (shipped_at IS NOT NULL)", name="shipped_at"),
        CheckConstraint("(state = 'shipped') = (shipped_by IS NOT NULL)", name="shipped_by"),
        CheckConstraint("(state = 'shipped') = (item_id IS NOT NULL)", name="item"),
        CheckConstraint("state <> 'cancelled' OR reason <> ''", name="reason"),
        Index(None, "state", "ship_by"),
        Index(None, "customer_id", "shipped_at"),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    number: Mapped[str]
    customer_id: Mapped[int] = key("customer.id")
    state: Mapped[str]
    ship_by: Mapped[date | None]
    carrier: Mapped[str]
    opened_by: Mapped[int] = key("person.id")
    opened_at: Mapped[datetime]
    shipped_by: Mapped[int | None] = key("person.id")
    shipped_at: Mapped[datetime | None]
    item_id: Mapped[int | None] = key("item.id")
    reason: Mapped[str]


class ShipmentLine(Fact, Base):
    """How much of a part the customer asked for."""

    __tablename__ = "shipment_line"
    __table_args__ = (
        UniqueConstraint("shipment_id", "no"),
        CheckConstraint("qty_q6 > 0", name="qty_positive"),
    )

    id: Mapped[int] = primary()
    shipment_id: Mapped[int] = key("shipment.id")
    no: Mapped[int] = mapped_column(Integer)
    part_id: Mapped[int] = key("part.id")
    part_revision_id: Mapped[int] = key("part_revision.id")
    qty_q6: Mapped[int]
    unit_code: Mapped[str] = key("unit.code")


class ShipmentPick(Versioned, Base):
    """A unit or a quantity of a lot that was packed; a unit lies in one shipment at most."""

    __tablename__ = "shipment_pick"
    __table_args__ = (
        CheckConstraint("qty_q6 > 0", name="qty_positive"),
        CheckConstraint("(out_at IS NULL) = (out_by IS NULL)", name="taken_out"),
        Index(
            "uq_shipment_pick_unit",
            "unit_id",
            unique=True,
            sqlite_where=_INSIDE,
            postgresql_where=_INSIDE,
        ),
        Index(None, "shipment_id"),
        Index(None, "lot_id"),
    )

    id: Mapped[int] = primary()
    shipment_id: Mapped[int] = key("shipment.id")
    lot_id: Mapped[int] = key("item.id")
    unit_id: Mapped[int | None] = key("item.id")
    qty_q6: Mapped[int]
    unit_code: Mapped[str] = key("unit.code")
    packed_by: Mapped[int] = key("person.id")
    packed_at: Mapped[datetime]
    out_by: Mapped[int | None] = key("person.id")
    out_at: Mapped[datetime | None]
