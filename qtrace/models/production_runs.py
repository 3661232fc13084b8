"""Work orders and everything that happens while they run; facts but for the few states."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary
from qtrace.models.types import Hash


class WorkOrder(Versioned, Base):
    """So many pieces of a part on a line, by pinned versions of route, bill and label.

    Attributes:
        item_id: the production lot; it exists from the beginning, so that it can be held.
    """

    __tablename__ = "work_order"
    __table_args__ = (
        UniqueConstraint("site_id", "number"),
        UniqueConstraint("item_id"),
        UniqueConstraint("id", "finished_by"),
        one_of("state", ("planned", "running", "finished", "cancelled")),
        CheckConstraint("planned > 0", name="planned"),
        Index(None, "line_id", "state"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    number: Mapped[str]
    part_id: Mapped[int] = key("part.id")
    part_revision_id: Mapped[int] = key("part_revision.id")
    route_revision_id: Mapped[int] = key("route_revision.id")
    bill_revision_id: Mapped[int] = key("bill_revision.id")
    label_version_id: Mapped[int | None] = key("label_version.id")
    line_id: Mapped[int] = key("line.id")
    item_id: Mapped[int] = key("item.id")
    planned: Mapped[int] = mapped_column(Integer)
    needed_at: Mapped[datetime | None]
    state: Mapped[str]
    ordered_by: Mapped[int] = key("person.id")
    ordered_at: Mapped[datetime]
    finished_by: Mapped[int | None] = key("person.id")
    finished_at: Mapped[datetime | None]


class MadeItem(Fact, Base):
    """Where and when a production lot or unit was made: what holds on lines and orders ask.

    It stands beside the item, so that rows of older plants keep their digests.
    """

    __tablename__ = "made_item"
    __table_args__ = (Index(None, "work_order_id"), Index(None, "line_id", "made_at"))

    item_id: Mapped[int] = key("item.id", primary_key=True, autoincrement=False)
    work_order_id: Mapped[int] = key("work_order.id")
    line_id: Mapped[int] = key("line.id")
    made_at: Mapped[datetime]


class LineClearance(Versioned, Base):
    """A line was emptied of the last order: checklist, photo, confirmed by another person.

    Source: NMPA GMP 107/2025 article 86.
    """

    __tablename__ = "line_clearance"
    __table_args__ = (
        CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> cleared_by", name="other_confirms"
        ),
        Index(None, "line_id", "id"),
    )

    id: Mapped[int] = primary()
    line_id: Mapped[int] = key("line.id")
    checklist: Mapped[str] = mapped_column(Text)
    evidence_id: Mapped[int | None] = key("evidence.id")
    cleared_by: Mapped[int] = key("person.id")
    cleared_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = key("person.id")
    confirmed_at: Mapped[datetime | None]


class OperationRun(Versioned, Base):
    """An operation of a work order being done; pass 2 is rework of what pass 1 put aside."""

    __tablename__ = "operation_run"
    __table_args__ = (
        UniqueConstraint("work_order_id", "operation_id", "run_no"),
        one_of("state", ("running", "finished")),
        Index(None, "line_id", "started_at"),
    )

    id: Mapped[int] = primary()
    work_order_id: Mapped[int] = key("work_order.id")
    operation_id: Mapped[int] = key("operation.id")
    run_no: Mapped[int] = mapped_column(Integer)
    line_id: Mapped[int] = key("line.id")
    station_id: Mapped[int] = key("station.id")
    state: Mapped[str]
    clearance_id: Mapped[int | None] = key("line_clearance.id")
    started_by: Mapped[int] = key("person.id")
    started_at: Mapped[datetime]
    ended_by: Mapped[int | None] = key("person.id")
    ended_at: Mapped[datetime | None]


class RunEquipment(Fact, Base):
    """Equipment that an operation was started with."""

    __tablename__ = "run_equipment"
    __table_args__ = (Index(None, "equipment_id"),)

    run_id: Mapped[int] = key("operation_run.id", primary_key=True)
    equipment_id: Mapped[int] = key("equipment.id", primary_key=True)


class RunEquipmentChange(Fact, Base):
    """A pass went on with other equipment: one row for each that was taken up or put aside.

    Attributes:
        no: counts the rows of a run; the last one about an equipment says where it stands.
        pieces: pieces that had come out before.
    """

    __tablename__ = "run_equipment_change"
    __table_args__ = (
        UniqueConstraint("run_id", "no"),
        CheckConstraint("reason <> ''", name="reason"),
        Index(None, "equipment_id"),
    )

    id: Mapped[int] = primary()
    run_id: Mapped[int] = key("operation_run.id")
    no: Mapped[int] = mapped_column(Integer)
    equipment_id: Mapped[int] = key("equipment.id")
    is_taken: Mapped[bool]
    pieces: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class MaterialLoad(Versioned, Base):
    """A lot, or a container of it, brought into a run: what it had, what is left at the line.

    Attributes:
        item_id: the lot or the unit that stock knows.
        container_id: the bag, box or reel that was scanned, if one was.
        piece_from: first piece that may hold it.
        piece_to: last piece that may hold it, overlap included; None while nobody can tell.
        left_q6: not yet used, returned or lost.
    """

    __tablename__ = "material_load"
    __table_args__ = (
        CheckConstraint("left_q6 >= 0 AND left_q6 <= issued_q6", name="left"),
        Index(None, "run_id", "id"),
        Index(None, "item_id"),
        Index(None, "container_id"),
    )

    id: Mapped[int] = primary()
    run_id: Mapped[int] = key("operation_run.id")
    bill_line_id: Mapped[int | None] = key("bill_line.id")
    item_id: Mapped[int] = key("item.id")
    container_id: Mapped[int | None] = key("item.id")
    issued_q6: Mapped[int]
    left_q6: Mapped[int]
    returned_q6: Mapped[int]
    lost_q6: Mapped[int]
    piece_from: Mapped[int] = mapped_column(Integer)
    piece_to: Mapped[int | None] = mapped_column(Integer)
    is_closed: Mapped[bool]
    loaded_by: Mapped[int] = key("person.id")
    loaded_at: Mapped[datetime]
    deviation_id: Mapped[int | None] = key("quality_case.id")


class Consumption(Fact, Base):
    """What of a load went into which pieces; pieces of an overlap may hold it with quantity 0."""

    __tablename__ = "consumption"
    __table_args__ = (
        CheckConstraint("qty_q6 >= 0", name="not_negative"),
        CheckConstraint("piece_from <= piece_to", name="range"),
        Index(None, "load_id"),
        Index(None, "item_id"),
        Index(None, "output_id"),
    )

    id: Mapped[int] = primary()
    load_id: Mapped[int] = key("material_load.id")
    item_id: Mapped[int] = key("item.id")
    output_id: Mapped[int] = key("production_output.id")
    qty_q6: Mapped[int]
    piece_from: Mapped[int] = mapped_column(Integer)
    piece_to: Mapped[int] = mapped_column(Integer)


class ProductionOutput(Fact, Base):
    """Pieces that came out of a run: good, put aside for rework, or scrap.

    Attributes:
        pieces_after: pieces of the run with this one, the measure of when a check is due.
        piece_from: first number of the pieces within the production lot.
        item_id: the unit, where pieces have serial numbers.
    """

    __tablename__ = "production_output"
    __table_args__ = (
        one_of("kind", ("good", "rework", "scrap")),
        CheckConstraint("piece_from <= piece_to", name="range"),
        CheckConstraint("kind = 'good' OR reason <> ''", name="reason"),
        UniqueConstraint("run_id", "pieces_after"),
        UniqueConstraint("run_id", "item_id"),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    run_id: Mapped[int] = key("operation_run.id")
    kind: Mapped[str]
    piece_from: Mapped[int] = mapped_column(Integer)
    piece_to: Mapped[int] = mapped_column(Integer)
    pieces_after: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int | None] = key("item.id")
    reason: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    deviation_id: Mapped[int | None] = key("quality_case.id")


class CheckResult(Fact, Base):
    """A parameter or check as it was found, with the limits that judged it."""

    __tablename__ = "check_result"
    __table_args__ = (Index(None, "run_id", "definition_id"), Index(None, "definition_id", "at"))

    id: Mapped[int] = primary()
    run_id: Mapped[int] = key("operation_run.id")
    definition_id: Mapped[int] = key("check_definition.id")
    value: Mapped[str]
    is_good: Mapped[bool]
    lsl: Mapped[str | None]
    usl: Mapped[str | None]
    gauge_id: Mapped[int | None] = key("gauge.id")
    pieces: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    evidence_id: Mapped[int | None] = key("evidence.id")


class CheckConfirmation(Fact, Base):
    """A second person found the same: a first piece counts from then on.

    The checker's id is a copy of the result's, and the CHECK keeps both apart.
    """

    __tablename__ = "check_confirmation"
    __table_args__ = (CheckConstraint("confirmed_by <> checked_by", name="other_confirms"),)

    result_id: Mapped[int] = key("check_result.id", primary_key=True, autoincrement=False)
    checked_by: Mapped[int] = key("person.id")
    confirmed_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class LineStop(Versioned, Base):
    """A line stood still: since when, why, and who started it again."""

    __tablename__ = "line_stop"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_by IS NOT NULL", name="somebody_resumed"),
        Index(
            "uq_line_stop_open",
            "line_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(None, "line_id", "started_at"),
    )

    id: Mapped[int] = primary()
    line_id: Mapped[int] = key("line.id")
    run_id: Mapped[int | None] = key("operation_run.id")
    stop_type: Mapped[str]
    note: Mapped[str] = mapped_column(Text)
    started_by: Mapped[int] = key("person.id")
    started_at: Mapped[datetime]
    ended_by: Mapped[int | None] = key("person.id")
    ended_at: Mapped[datetime | None]


class UnitLabel(Fact, Base):
    """The label on a unit was scanned and says what it must say."""

    __tablename__ = "unit_label"
    __table_args__ = (Index(None, "item_id"),)

    id: Mapped[int] = primary()
    item_id: Mapped[int] = key("item.id")
    label_version_id: Mapped[int] = key("label_version.id")
    scanned: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class UrgentRelease(Fact, Base):
    """A lot is used before its inspection ends; its products wait until it has ended.

    Source: NMPA GMP 107/2025, urgent release (紧急放行): approved, limited, traceable.
    """

    __tablename__ = "urgent_release"
    __table_args__ = (
        CheckConstraint("qty_q6 > 0", name="qty_positive"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("approved_by <> asked_by", name="other_approves"),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    item_id: Mapped[int] = key("item.id")
    qty_q6: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    deadline: Mapped[date]
    asked_by: Mapped[int] = key("person.id")
    approved_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class BatchRelease(Fact, Base):
    """A production lot is released: for stock, or for the market, by somebody who made none of it.

    Whoever finished the order is a true copy (composite key), so the CHECK holds.
    Source: NMPA GMP 107/2025 article 104.
    """

    __tablename__ = "batch_release"
    __table_args__ = (
        one_of("kind", ("production", "market")),
        UniqueConstraint("item_id", "kind"),
        ForeignKeyConstraint(
            ["work_order_id", "maker_id"], ["work_order.id", "work_order.finished_by"]
        ),
        CheckConstraint("released_by <> maker_id", name="other_releases"),
        CheckConstraint("length(gate_sha256) = 32", name="gate_sha256"),
    )

    id: Mapped[int] = primary()
    item_id: Mapped[int] = key("item.id")
    kind: Mapped[str]
    work_order_id: Mapped[int] = key("work_order.id")
    maker_id: Mapped[int] = key("person.id")
    gate_sha256: Mapped[bytes] = mapped_column(Hash)
    released_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class ShiftHandover(Fact, Base):
    """One shift gave a line to the next: both stand for the same page, kept by its hash."""

    __tablename__ = "shift_handover"
    __table_args__ = (
        CheckConstraint("taken_by <> given_by", name="other_takes"),
        CheckConstraint("since < until", name="span"),
        CheckConstraint("length(content_sha256) = 32", name="content_sha256"),
        Index(None, "line_id", "until"),
    )

    id: Mapped[int] = primary()
    line_id: Mapped[int] = key("line.id")
    since: Mapped[datetime]
    until: Mapped[datetime]
    given_by: Mapped[int] = key("person.id")
    taken_by: Mapped[int] = key("person.id")
    note: Mapped[str] = mapped_column(Text)
    content_sha256: Mapped[bytes] = mapped_column(Hash)
