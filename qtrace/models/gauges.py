"""Gauges and their calibrations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary


class Gauge(Versioned, Base):
    """A measuring device, by the code on it."""

    __tablename__ = "gauge"
    __table_args__ = (
        UniqueConstraint("code"),
        one_of("state", ("in_use", "out_of_use", "retired")),
    )

    id: Mapped[int] = primary()
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    gauge_type: Mapped[str]
    resolution: Mapped[str]
    range_text: Mapped[str]
    unit_code: Mapped[str] = mapped_column()
    state: Mapped[str]
    location_text: Mapped[str]


class Calibration(Fact, Base):
    """A calibration, or an extension approved before use by a second person."""

    __tablename__ = "calibration"
    __table_args__ = (
        one_of("kind", ("calibration", "extension")),
        one_of("result", ("passed", "failed", "adjusted")),
        CheckConstraint(
            "kind <> 'extension' OR (approved_by IS NOT NULL AND approved_by <> done_by)",
            name="extension_second_person",
        ),
        Index(None, "gauge_id", "due_on"),
    )

    id: Mapped[int] = primary()
    gauge_id: Mapped[int] = key("gauge.id")
    kind: Mapped[str]
    done_on: Mapped[date]
    due_on: Mapped[date]
    result: Mapped[str]
    certificate_no: Mapped[str]
    risk: Mapped[str]
    done_by: Mapped[int] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")
    entered_at: Mapped[datetime]
