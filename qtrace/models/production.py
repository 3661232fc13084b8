"""Lines, equipment, routes, bills, training and label versions: what production runs by."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import LATER, Base, Fact, Versioned, key, one_of, primary

DRAFT_STATES = ("draft", "effective", "superseded")
_EFFECTIVE = text("state = 'effective'")
_OTHER_APPROVES = "approved_by IS NULL OR approved_by <> author_id"


class Line(Versioned, Base):
    """A production line; its place is where its material lies while it is worked on.

    Attributes:
        shift_starts: times of the day at which shifts begin, as `08:00 16:00 00:00`; None: the
            plant has not said.
    """

    __tablename__ = "line"
    __table_args__ = (UniqueConstraint("site_id", "code"),)

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    location_id: Mapped[int] = key("location.id")
    is_active: Mapped[bool]
    shift_starts: Mapped[str | None] = mapped_column(info=LATER)


class Equipment(Versioned, Base):
    """A machine or fixture of a line; what it measures with is a gauge with its calibrations."""

    __tablename__ = "equipment"
    __table_args__ = (
        UniqueConstraint("site_id", "code"),
        one_of("state", ("in_use", "out_of_use", "retired")),
        Index(None, "line_id"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    code: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    equipment_type: Mapped[str]
    line_id: Mapped[int | None] = key("line.id")
    gauge_id: Mapped[int | None] = key("gauge.id")
    state: Mapped[str]
    qualified_to: Mapped[date | None]


class Route(Versioned, Base):
    """The way a part is made, by its code; its content stands in revisions."""

    __tablename__ = "route"
    __table_args__ = (UniqueConstraint("code"), Index(None, "part_id"))

    id: Mapped[int] = primary()
    code: Mapped[str]
    part_id: Mapped[int] = key("part.id")


class RouteRevision(Versioned, Base):
    """One version of a route; only one is effective, and another person approved it."""

    __tablename__ = "route_revision"
    __table_args__ = (
        UniqueConstraint("route_id", "version"),
        one_of("state", DRAFT_STATES),
        CheckConstraint(_OTHER_APPROVES, name="other_approves"),
        Index(
            "uq_route_revision_effective",
            "route_id",
            unique=True,
            sqlite_where=_EFFECTIVE,
            postgresql_where=_EFFECTIVE,
        ),
    )

    id: Mapped[int] = primary()
    route_id: Mapped[int] = key("route.id")
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str]
    author_id: Mapped[int] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")
    approved_at: Mapped[datetime | None]


class Operation(Fact, Base):
    """One step of a route version.

    Attributes:
        training_topic: what the operator must be trained in, with its revision; "" for nothing.
        equipment_type: kind of equipment that must be named at the start; "" for none.
        makes_units: each good piece becomes a serial unit here.
        most_passes: how often a piece may go through, the first time included.
    """

    __tablename__ = "operation"
    __table_args__ = (
        UniqueConstraint("route_revision_id", "no"),
        CheckConstraint("most_passes >= 1", name="most_passes"),
    )

    id: Mapped[int] = primary()
    route_revision_id: Mapped[int] = key("route_revision.id")
    no: Mapped[int] = mapped_column(Integer)
    name_en: Mapped[str]
    name_zh: Mapped[str]
    training_topic: Mapped[str]
    equipment_type: Mapped[str]
    makes_units: Mapped[bool]
    most_passes: Mapped[int] = mapped_column(Integer)


class CheckDefinition(Fact, Base):
    """A process parameter or in-process check of an operation, and when it is due.

    Attributes:
        kind: `parameter`, `first_piece`, `patrol`, `last_piece`.
        lsl: lower limit as decimal text; with neither limit the check is good or not.
        every_n: due again after so many pieces; None: not by pieces.
        every_minutes: due again after so much time; None: not by time.
        second_person: another person must confirm it before it counts.
    """

    __tablename__ = "check_definition"
    __table_args__ = (
        UniqueConstraint("operation_id", "no"),
        one_of("kind", ("parameter", "first_piece", "patrol", "last_piece")),
        CheckConstraint("every_n IS NULL OR every_n > 0", name="every_n"),
        CheckConstraint("every_minutes IS NULL OR every_minutes > 0", name="every_minutes"),
    )

    id: Mapped[int] = primary()
    operation_id: Mapped[int] = key("operation.id")
    no: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    lsl: Mapped[str | None]
    usl: Mapped[str | None]
    unit_code: Mapped[str]
    gauge_type: Mapped[str]
    at_start: Mapped[bool]
    every_n: Mapped[int | None] = mapped_column(Integer)
    every_minutes: Mapped[int | None] = mapped_column(Integer)
    after_stop: Mapped[bool]
    second_person: Mapped[bool]


class Bill(Versioned, Base):
    """What goes into a part, by its code; its content stands in revisions."""

    __tablename__ = "bill"
    __table_args__ = (UniqueConstraint("code"), Index(None, "part_id"))

    id: Mapped[int] = primary()
    code: Mapped[str]
    part_id: Mapped[int] = key("part.id")


class BillRevision(Versioned, Base):
    """One version of a bill; only one is effective, and another person approved it."""

    __tablename__ = "bill_revision"
    __table_args__ = (
        UniqueConstraint("bill_id", "version"),
        one_of("state", DRAFT_STATES),
        CheckConstraint(_OTHER_APPROVES, name="other_approves"),
        Index(
            "uq_bill_revision_effective",
            "bill_id",
            unique=True,
            sqlite_where=_EFFECTIVE,
            postgresql_where=_EFFECTIVE,
        ),
    )

    id: Mapped[int] = primary()
    bill_id: Mapped[int] = key("bill.id")
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str]
    author_id: Mapped[int] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")
    approved_at: Mapped[datetime | None]


class BillLine(Fact, Base):
    """A material of a bill version: exactly num/den base units of it go into one piece.

    Attributes:
        no: number of the need; alternates share it.
        rank: 0 for the material itself, 1 and more for its alternates.
        overlap: pieces that may still hold the former load after a change (hopper, glue); 0 if
            loads do not mix.
    """

    __tablename__ = "bill_line"
    __table_args__ = (
        UniqueConstraint("bill_revision_id", "no", "rank"),
        CheckConstraint("num > 0 AND den > 0", name="quantity"),
        CheckConstraint("overlap >= 0", name="overlap"),
    )

    id: Mapped[int] = primary()
    bill_revision_id: Mapped[int] = key("bill_revision.id")
    no: Mapped[int] = mapped_column(Integer)
    rank: Mapped[int] = mapped_column(Integer)
    operation_no: Mapped[int] = mapped_column(Integer)
    part_id: Mapped[int] = key("part.id")
    part_revision_id: Mapped[int] = key("part_revision.id")
    num: Mapped[int]
    den: Mapped[int]
    overlap: Mapped[int] = mapped_column(Integer)


class TrainingRecord(Fact, Base):
    """A person was trained in an operation or a document revision, until it expires."""

    __tablename__ = "training_record"
    __table_args__ = (
        CheckConstraint("trainer_id <> person_id", name="other_trains"),
        CheckConstraint("topic <> ''", name="topic"),
        Index(None, "person_id", "topic"),
    )

    id: Mapped[int] = primary()
    person_id: Mapped[int] = key("person.id")
    topic: Mapped[str]
    done_on: Mapped[date]
    valid_to: Mapped[date | None]
    trainer_id: Mapped[int] = key("person.id")


class LabelVersion(Versioned, Base):
    """The label that units of a part carry: its version and the device identifier on it."""

    __tablename__ = "label_version"
    __table_args__ = (
        UniqueConstraint("part_id", "version"),
        one_of("state", DRAFT_STATES),
        CheckConstraint(_OTHER_APPROVES, name="other_approves"),
        Index(
            "uq_label_version_effective",
            "part_id",
            unique=True,
            sqlite_where=_EFFECTIVE,
            postgresql_where=_EFFECTIVE,
        ),
    )

    id: Mapped[int] = primary()
    part_id: Mapped[int] = key("part.id")
    version: Mapped[str]
    udi_di: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    author_id: Mapped[int] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")
    approved_at: Mapped[datetime | None]
