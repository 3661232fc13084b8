"""Places, movements between them and what lies where."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary

ZONES = ("quarantine", "pending", "released", "reject", "wip", "ship")


class Location(Versioned, Base):
    """A place that can be scanned; its zone says what may lie there."""

    __tablename__ = "location"
    __table_args__ = (UniqueConstraint("site_id", "code"), one_of("zone", ZONES))

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    zone: Mapped[str]
    is_active: Mapped[bool]


class MovementKind(Base):
    """Seeded words of `movement.kind`."""

    __tablename__ = "movement_kind"

    code: Mapped[str] = mapped_column(primary_key=True)


class Movement(Fact, Base):
    """A quantity that came, went or moved; corrected by a reversing row."""

    __tablename__ = "movement"
    __table_args__ = (
        CheckConstraint("qty_q6 > 0", name="qty_positive"),
        UniqueConstraint("supersedes_id"),
        Index(None, "item_id", "id"),
        Index(None, "to_location_id", "id"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    item_id: Mapped[int] = key("item.id")
    kind: Mapped[str] = key("movement_kind.code")
    qty_q6: Mapped[int]
    unit_code: Mapped[str] = key("unit.code")
    from_location_id: Mapped[int | None] = key("location.id")
    to_location_id: Mapped[int | None] = key("location.id")
    at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = key("movement.id")


class Stock(Base):
    """Projection of movements: what lies where, never below zero."""

    __tablename__ = "stock"
    __table_args__ = (CheckConstraint("on_hand_q6 >= 0", name="not_negative"),)

    item_id: Mapped[int] = key("item.id", primary_key=True)
    location_id: Mapped[int] = key("location.id", primary_key=True)
    on_hand_q6: Mapped[int] = mapped_column()
