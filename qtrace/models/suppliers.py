"""Suppliers, their manufacturing sites, what they are approved for and how their labels read."""

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Versioned, key, one_of, primary

SOURCE_STATES = (
    "candidate", "conditional", "approved", "preferred", "probation", "suspended", "removed",
)  # fmt: skip


class Supplier(Versioned, Base):
    """Who sells to us; not always who makes it."""

    __tablename__ = "supplier"
    __table_args__ = (UniqueConstraint("code"), one_of("state", SOURCE_STATES))

    id: Mapped[int] = primary()
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    state: Mapped[str]


class SupplierSite(Versioned, Base):
    """A manufacturing site; switching, skip-lot and PPM follow part and site."""

    __tablename__ = "supplier_site"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[int] = primary()
    code: Mapped[str]
    maker_en: Mapped[str]
    maker_zh: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]


class ApprovedSource(Versioned, Base):
    """Supplier and site as a source of one part; without a row they are not approved."""

    __tablename__ = "approved_source"
    __table_args__ = (
        UniqueConstraint("supplier_id", "part_id", "site_id"),
        one_of("state", SOURCE_STATES),
        Index(None, "part_id"),
    )

    id: Mapped[int] = primary()
    supplier_id: Mapped[int] = key("supplier.id")
    part_id: Mapped[int] = key("part.id")
    site_id: Mapped[int] = key("supplier_site.id")
    state: Mapped[str]
    lots_left_tightened: Mapped[int] = mapped_column(Integer)


class SupplierFormat(Versioned, Base):
    """How labels of a supplier read, in the pattern language of `docs/codes.md`.

    A pattern is never changed: what was read by it can be told for ever. It is retired instead.
    """

    __tablename__ = "supplier_format"
    __table_args__ = (
        UniqueConstraint("supplier_id", "name"),
        one_of("state", ("active", "retired")),
        CheckConstraint("pattern <> ''", name="pattern"),
    )

    id: Mapped[int] = primary()
    supplier_id: Mapped[int] = key("supplier.id")
    name: Mapped[str]
    pattern: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
