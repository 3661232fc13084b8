"""Everything that can be traced, the links between, and what state it is in."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import LATER, Base, Fact, Versioned, key, one_of, primary

ITEM_KINDS = ("lot", "production_lot", "unit", "container", "load", "shipment")
QUALITY_STATES = (
    "quarantine", "released", "rejected", "conditional", "scrapped", "returned", "rework", "split",
)  # fmt: skip


class ItemKind(Base):
    """Seeded words of `item.kind`."""

    __tablename__ = "item_kind"

    code: Mapped[str] = mapped_column(primary_key=True)


class Item(Versioned, Base):
    """A traced thing; its identity columns never change."""

    __tablename__ = "item"
    __table_args__ = (
        Index(
            "uq_item_part_id_lot",
            "part_id",
            "lot",
            unique=True,
            sqlite_where=text("serial IS NULL AND lot IS NOT NULL AND kind <> 'container'"),
            postgresql_where=text("serial IS NULL AND lot IS NOT NULL AND kind <> 'container'"),
        ),
        Index(
            "uq_item_part_id_serial",
            "part_id",
            "serial",
            unique=True,
            sqlite_where=text("serial IS NOT NULL"),
            postgresql_where=text("serial IS NOT NULL"),
        ),
        CheckConstraint(
            "kind <> 'unit' OR (origin_id IS NOT NULL AND unit_seq > 0)", name="unit_has_origin"
        ),
        CheckConstraint(
            "kind <> 'container' OR (origin_id IS NOT NULL AND unit_seq > 0)",
            name="container_has_origin",
        ),
        Index(None, "origin_id", "unit_seq"),
        Index(None, "part_id", "expiry"),
        Index(None, "supplier_id", "part_id", "supplier_lot"),
        Index(None, "supplier_lot"),
        Index(None, "lot"),
        Index(None, "serial"),
        Index(None, "location_id"),
        Index(None, "receipt_id"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    kind: Mapped[str] = key("item_kind.code")
    part_id: Mapped[int | None] = key("part.id")
    part_revision_id: Mapped[int | None] = key("part_revision.id")
    lot: Mapped[str | None]
    serial: Mapped[str | None]
    unit_seq: Mapped[int | None] = mapped_column(Integer)
    udi_di: Mapped[str | None]
    supplier_id: Mapped[int | None] = key("supplier.id")
    manufacturer_site_id: Mapped[int | None] = key("supplier_site.id")
    supplier_lot: Mapped[str | None]
    receipt_id: Mapped[int | None] = key("receipt.id")
    origin_id: Mapped[int | None] = key("item.id")
    made_on: Mapped[date | None]
    expiry: Mapped[date | None]
    expiry_text: Mapped[str | None]
    qty_q6: Mapped[int]
    unit_code: Mapped[str] = key("unit.code")
    location_id: Mapped[int | None] = key("location.id")
    created_at: Mapped[datetime]


class LinkKind(Base):
    """Seeded words of `link.kind` and what they do to holds and balances."""

    __tablename__ = "link_kind"

    code: Mapped[str] = mapped_column(primary_key=True)
    propagates: Mapped[bool]
    conserves: Mapped[bool]


class Link(Fact, Base):
    """Parent became, or went into, child: the edge of the genealogy graph.

    `parent_origin_id` is the lot that the parent is a unit or a container of: a walk from that lot
    finds what its pieces went into without touching each piece. `Work` fills it in.
    """

    __tablename__ = "link"
    __table_args__ = (
        PrimaryKeyConstraint("parent_id", "child_id", "record_id"),
        Index(None, "child_id", "parent_id"),
        Index(
            None,
            "parent_origin_id",
            sqlite_where=text("parent_origin_id IS NOT NULL"),
            postgresql_where=text("parent_origin_id IS NOT NULL"),
        ),
        CheckConstraint("parent_id <> child_id", name="not_itself"),
        CheckConstraint("seq_from IS NULL OR seq_from <= seq_to", name="range"),
    )

    parent_id: Mapped[int] = key("item.id")
    child_id: Mapped[int] = key("item.id")
    kind: Mapped[str] = key("link_kind.code")
    qty_q6: Mapped[int]
    unit_code: Mapped[str] = key("unit.code")
    seq_from: Mapped[int | None] = mapped_column(Integer)
    seq_to: Mapped[int | None] = mapped_column(Integer)
    site_id: Mapped[int] = key("site.id")
    parent_origin_id: Mapped[int | None] = mapped_column(info=LATER)


class ItemStatus(Versioned, Base):
    """Projection: the quality status a disposition left behind; one row per lot."""

    __tablename__ = "item_status"
    __table_args__ = (one_of("quality_state", QUALITY_STATES), Index(None, "quality_state"))

    item_id: Mapped[int] = key("item.id", primary_key=True)
    quality_state: Mapped[str]
    disposition_no: Mapped[int] = mapped_column(Integer)


class Disposition(Fact, Base):
    """A decision about a lot; two stations cannot make the same one.

    The inspector's id is a true copy (composite key), so the CHECK holds the second-person rule.
    """

    __tablename__ = "disposition"
    __table_args__ = (
        UniqueConstraint("item_id", "no"),
        one_of(
            "decision",
            ("accept", "reject", "conditional", "concession", "scrap", "rework", "return", "split"),
        ),
        ForeignKeyConstraint(
            ["inspection_id", "inspector_id"], ["inspection.id", "inspection.signed_by"]
        ),
        CheckConstraint(
            "second_person_required = 0 OR inspector_id IS NULL OR decided_by <> inspector_id",
            name="second_person",
        ),
    )

    id: Mapped[int] = primary()
    item_id: Mapped[int] = key("item.id")
    no: Mapped[int] = mapped_column(Integer)
    inspection_id: Mapped[int | None]
    inspector_id: Mapped[int | None]
    decision: Mapped[str]
    decided_by: Mapped[int] = key("person.id")
    second_person_required: Mapped[int] = mapped_column(Integer)
    decided_at: Mapped[datetime]
