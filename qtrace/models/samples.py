"""Samples as things: what was taken from a lot, and everything that became of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import LATER, Base, Fact, key, one_of, primary

SAMPLE_ACTS = ("split", "send", "report", "confirm", "destroy", "return", "retain")


class SampleObject(Fact, Base):
    """A quantity that left a lot for testing, or a part of one; its state follows from its events.

    Attributes:
        inspection_id: inspection that it belongs to; None for one that was taken for another test.
        parent_id: sample that it was split off; None if it came from the lot itself.
        location_id: place that the quantity left; None for a part of another sample.
    """

    __tablename__ = "sample_object"
    __table_args__ = (
        UniqueConstraint("code"),
        Index(None, "lot_id"),
        Index(None, "parent_id"),
        CheckConstraint("qty_q6 > 0", name="qty_positive"),
        CheckConstraint("(parent_id IS NULL) = (location_id IS NOT NULL)", name="one_origin"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    code: Mapped[str]
    lot_id: Mapped[int] = key("item.id")
    inspection_id: Mapped[int | None] = key("inspection.id")
    parent_id: Mapped[int | None] = key("sample_object.id")
    location_id: Mapped[int | None] = key("location.id")
    container_no: Mapped[int] = mapped_column(Integer)
    qty_q6: Mapped[int]
    unit_code: Mapped[str] = key("unit.code")
    purpose: Mapped[str] = mapped_column(Text)
    taken_by: Mapped[int] = key("person.id")
    taken_at: Mapped[datetime]


class SampleAct(Fact, Base):
    """Something that was done with a sample, by whom and when.

    Attributes:
        child_id: part that was split off.
        laboratory: where it was sent.
        characteristic_id: what was tested, with `piece` and `value` as the laboratory says.
        reading_id: the reading that a confirmed result became.
        note: number of the laboratory's report, place of retention, or why.
    """

    __tablename__ = "sample_act"
    __table_args__ = (
        one_of("act", SAMPLE_ACTS),
        Index(None, "sample_id", "id"),
        UniqueConstraint("child_id"),
    )

    id: Mapped[int] = primary()
    sample_id: Mapped[int] = key("sample_object.id")
    act: Mapped[str]
    child_id: Mapped[int | None] = key("sample_object.id")
    laboratory: Mapped[str | None]
    characteristic_id: Mapped[int | None] = key("characteristic.id")
    piece: Mapped[int | None] = mapped_column(Integer)
    value: Mapped[str | None]
    reading_id: Mapped[int | None] = key("reading.id")
    note: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class Reinspection(Fact, Base):
    """An inspection that was asked for because another one had measured wrongly."""

    __tablename__ = "reinspection"
    __table_args__ = (
        UniqueConstraint("original_id"),
        one_of("reason", ("measurement_error", "wrong_gauge", "wrong_sample")),
        CheckConstraint("asked_by <> inspector_id", name="other_asks"),
    )

    inspection_id: Mapped[int] = key("inspection.id", primary_key=True, autoincrement=False)
    original_id: Mapped[int] = key("inspection.id")
    inspector_id: Mapped[int] = key("person.id")
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class InspectionPart(Fact, Base):
    """An inspection that covers only a part of the lot that came.

    Attributes:
        whole_id: the lot as it was received; its parts are lots of their own, split off it.
        containers: numbers that its containers had in the lot that was divided, in their order,
            e.g. `4 5 8*`; the mark: samples of this one went with the other portion.
    """

    __tablename__ = "inspection_part"
    __table_args__ = (Index(None, "whole_id"),)

    inspection_id: Mapped[int] = key("inspection.id", primary_key=True, autoincrement=False)
    whole_id: Mapped[int] = key("item.id")
    containers: Mapped[str | None] = mapped_column(Text, info=LATER)
