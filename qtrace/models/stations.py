"""The plant, its sites, stations and gates."""

from sqlalchemy import CheckConstraint, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Versioned, key, one_of, primary


class Plant(Versioned, Base):
    """The one row that says whose database this is, and whether it is a demo."""

    __tablename__ = "plant"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = primary()
    name_en: Mapped[str]
    name_zh: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    time_zone: Mapped[str]
    is_demo: Mapped[bool]
    demo_seed: Mapped[str | None]
    form_numbers: Mapped[str] = mapped_column(Text)
    quality_switches: Mapped[str] = mapped_column(Text)


class Site(Versioned, Base):
    """A site of the plant."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[int] = primary()
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]


class Station(Versioned, Base):
    """A place where people work with QTrace; one writing process at a time."""

    __tablename__ = "station"
    __table_args__ = (
        UniqueConstraint("site_id", "code"),
        UniqueConstraint("writer_no"),
        one_of("mode", ("receiving", "line", "desk", "server", "command_line")),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    writer_no: Mapped[int] = mapped_column(Integer)
    mode: Mapped[str]
    is_active: Mapped[bool]


class StationGate(Base):
    """The row an accepting transaction locks first; a hold takes all of them.

    It orders holds and scans, it is no evidence, so it carries no record.
    """

    __tablename__ = "station_gate"

    station_id: Mapped[int] = key("station.id", primary_key=True)
    hold_seq: Mapped[int]
