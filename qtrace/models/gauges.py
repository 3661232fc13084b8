"""Gauges and their calibrations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, UniqueConstraint
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


class CalibrationFinding(Fact, Base):
    """What the laboratory wrote down: as found, as left, who it was, what it is traceable to."""

    __tablename__ = "calibration_finding"
    __table_args__ = (one_of("as_found", ("in_tolerance", "out_of_tolerance")),)

    calibration_id: Mapped[int] = key("calibration.id", primary_key=True, autoincrement=False)
    as_found: Mapped[str]
    found_text: Mapped[str]
    left_text: Mapped[str]
    laboratory: Mapped[str]
    traceability: Mapped[str]
    evidence_id: Mapped[int | None] = key("evidence.id")


class GaugeInterval(Versioned, Base):
    """The rule that proposes when a gauge is due again; days between calibrations."""

    __tablename__ = "gauge_interval"
    __table_args__ = (
        one_of("rule", ("fixed", "staircase")),
        CheckConstraint("0 < shortest AND shortest <= days AND days <= longest", name="days"),
    )

    gauge_id: Mapped[int] = key("gauge.id", primary_key=True, autoincrement=False)
    rule: Mapped[str]
    days: Mapped[int] = mapped_column(Integer)
    shortest: Mapped[int] = mapped_column(Integer)
    longest: Mapped[int] = mapped_column(Integer)


class GaugeLookback(Fact, Base):
    """Readings that a calibration put in doubt: from when until when, and the case about them."""

    __tablename__ = "gauge_lookback"
    __table_args__ = (UniqueConstraint("case_id"), Index(None, "gauge_id"))

    calibration_id: Mapped[int] = key("calibration.id", primary_key=True, autoincrement=False)
    gauge_id: Mapped[int] = key("gauge.id")
    good_id: Mapped[int | None] = key("calibration.id")
    case_id: Mapped[int] = key("quality_case.id")
    since: Mapped[datetime | None]
    until: Mapped[datetime]
