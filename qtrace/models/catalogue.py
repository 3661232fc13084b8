"""Parts, their revisions and their codes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary

REVISION_STATES = ("draft", "in_review", "approved", "effective", "superseded", "obsolete")


class Unit(Versioned, Base):
    """A unit of measure by its UCUM code."""

    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(primary_key=True)
    symbol_en: Mapped[str]
    symbol_zh: Mapped[str]


class Part(Versioned, Base):
    """A purchased or made part, by its number."""

    __tablename__ = "part"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("tracking", ("lot", "serial", "none")),
        one_of("criticality", ("critical", "major", "minor")),
    )

    id: Mapped[int] = primary()
    number: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    tracking: Mapped[str]
    criticality: Mapped[str]
    base_unit: Mapped[str] = key("unit.code")
    container_word: Mapped[str]
    shelf_life_days: Mapped[int | None] = mapped_column(Integer)
    over_delivery_pct: Mapped[int] = mapped_column(Integer)
    required_papers: Mapped[str] = mapped_column(Text)


class PartRevision(Versioned, Base):
    """One revision of a part; only one is effective."""

    __tablename__ = "part_revision"
    __table_args__ = (
        UniqueConstraint("part_id", "revision"),
        one_of("state", REVISION_STATES),
        Index(
            "uq_part_revision_effective",
            "part_id",
            unique=True,
            sqlite_where=text("state = 'effective'"),
            postgresql_where=text("state = 'effective'"),
        ),
        CheckConstraint("approved_by IS NULL OR approved_by <> author_id", name="other_approves"),
    )

    id: Mapped[int] = primary()
    part_id: Mapped[int] = key("part.id")
    revision: Mapped[str]
    state: Mapped[str]
    drawing: Mapped[str]
    effective_from: Mapped[date | None]
    author_id: Mapped[int] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")


class PartCode(Fact, Base):
    """A device identifier or trade item number of a part, at one packaging level.

    A DI is never reused, so the pair of agency and code is unique for ever.
    """

    __tablename__ = "part_code"
    __table_args__ = (UniqueConstraint("agency", "code"), Index(None, "part_id"))

    id: Mapped[int] = primary()
    part_id: Mapped[int] = key("part.id")
    revision_id: Mapped[int | None] = key("part_revision.id")
    agency: Mapped[str]
    code: Mapped[str]
    package_level: Mapped[str]
    units_per_q6: Mapped[int]


class CodeProfile(Versioned, Base):
    """Which Application Identifiers labels with this code always carry, in this order.

    Attributes:
        part_code_id: the GTIN it is about.
        ais: the identifiers after the GTIN, joined by spaces; empty when it was withdrawn.
    """

    __tablename__ = "code_profile"

    part_code_id: Mapped[int] = key("part_code.id", primary_key=True, autoincrement=False)
    ais: Mapped[str]


class DraftReturn(Fact, Base):
    """A draft of a revision or plan that a second person did not approve, and why.

    It speaks of the draft as it was at `draft_version`; a draft that its author has changed since
    waits again.
    """

    __tablename__ = "draft_return"
    __table_args__ = (
        UniqueConstraint("target_kind", "revision_id", "draft_version"),
        one_of("target_kind", ("part", "plan")),
        CheckConstraint("returned_by <> author_id", name="other_returns"),
        CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = primary()
    target_kind: Mapped[str]
    revision_id: Mapped[int]
    draft_version: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[int] = key("person.id")
    returned_by: Mapped[int] = key("person.id")
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
