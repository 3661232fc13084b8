"""Studies of measurement systems, and readings of check standards."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, key, one_of, primary


class Study(Fact, Base):
    """A planned study: parts × appraisers × trials in a blind order that the seed fixes."""

    __tablename__ = "msa_study"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("kind", ("grr", "bias", "agreement")),
        CheckConstraint("trials > 0", name="trials"),
        Index(None, "gauge_id"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    number: Mapped[str]
    kind: Mapped[str]
    gauge_id: Mapped[int] = key("gauge.id")
    title: Mapped[str]
    unit_code: Mapped[str]
    decimals: Mapped[int] = mapped_column(Integer)
    lsl: Mapped[str | None]
    usl: Mapped[str | None]
    trials: Mapped[int] = mapped_column(Integer)
    seed: Mapped[str]
    planned_by: Mapped[int] = key("person.id")
    planned_at: Mapped[datetime]


class StudyPart(Fact, Base):
    """One part of a study; its reference value is known to nobody who measures."""

    __tablename__ = "msa_part"
    __table_args__ = (UniqueConstraint("study_id", "no"),)

    id: Mapped[int] = primary()
    study_id: Mapped[int] = key("msa_study.id")
    no: Mapped[int] = mapped_column(Integer)
    label: Mapped[str]
    reference: Mapped[str | None]


class StudyAppraiser(Fact, Base):
    """Who measures in a study."""

    __tablename__ = "msa_appraiser"
    __table_args__ = (UniqueConstraint("study_id", "no"), UniqueConstraint("study_id", "person_id"))

    id: Mapped[int] = primary()
    study_id: Mapped[int] = key("msa_study.id")
    no: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[int] = key("person.id")


class StudyTrial(Fact, Base):
    """What an appraiser read on a part, once; a wrong one is corrected by a later row."""

    __tablename__ = "msa_trial"
    __table_args__ = (
        UniqueConstraint("supersedes_id"),
        Index(None, "study_id", "appraiser_no", "part_no", "trial_no"),
    )

    id: Mapped[int] = primary()
    study_id: Mapped[int] = key("msa_study.id")
    appraiser_no: Mapped[int] = mapped_column(Integer)
    part_no: Mapped[int] = mapped_column(Integer)
    trial_no: Mapped[int] = mapped_column(Integer)
    value: Mapped[str]
    value_raw: Mapped[str]
    calibration_id: Mapped[int | None] = key("calibration.id")
    person_id: Mapped[int] = key("person.id")
    station_id: Mapped[int] = key("station.id")
    at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = key("msa_trial.id")


class StudyConclusion(Fact, Base):
    """What a complete study found: its numbers as they stood when it was signed."""

    __tablename__ = "msa_conclusion"
    __table_args__ = (one_of("verdict", ("acceptable", "marginal", "unacceptable")),)

    study_id: Mapped[int] = key("msa_study.id", primary_key=True, autoincrement=False)
    verdict: Mapped[str]
    result: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    concluded_by: Mapped[int] = key("person.id")
    concluded_at: Mapped[datetime]


class CheckStandard(Fact, Base):
    """The object that a gauge is checked with between calibrations; the newest one counts."""

    __tablename__ = "check_standard"
    __table_args__ = (Index(None, "gauge_id", "set_at"),)

    id: Mapped[int] = primary()
    gauge_id: Mapped[int] = key("gauge.id")
    code: Mapped[str]
    nominal: Mapped[str]
    set_by: Mapped[int] = key("person.id")
    set_at: Mapped[datetime]


class CheckReading(Fact, Base):
    """One reading of a check standard; a wrong one is corrected by a later row."""

    __tablename__ = "check_reading"
    __table_args__ = (UniqueConstraint("supersedes_id"), Index(None, "standard_id", "at"))

    id: Mapped[int] = primary()
    standard_id: Mapped[int] = key("check_standard.id")
    value: Mapped[str]
    value_raw: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    station_id: Mapped[int] = key("station.id")
    at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = key("check_reading.id")
