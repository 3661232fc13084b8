"""Cases: nonconformances and holds share number, state, owner and history."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import COPIED, LATER, Base, Fact, Versioned, key, one_of, primary

CASE_KINDS = (
    "ncr", "hold", "deviation", "capa", "scar", "change", "complaint", "recall", "data",
)  # fmt: skip

ANCHOR_KINDS = (
    "item", "origin", "part", "part_revision", "supplier_part", "supplier_lot", "receipt",
    "location", "work_order", "operation", "line", "station", "equipment", "gauge",
)  # fmt: skip
HOLD_EVENTS = (
    "placed", "widened", "narrowed", "extended", "escalated", "changed", "requested", "rejected",
    "partly_released", "released", "converted", "assigned",
)  # fmt: skip


class Case(Versioned, Base):
    """Something that needs a decision: number, state, owner, due date."""

    __tablename__ = "quality_case"
    __table_args__ = (
        UniqueConstraint("site_id", "kind", "number"),
        one_of("kind", CASE_KINDS),
        one_of("severity", ("critical", "major", "minor")),
        Index(None, "site_id", "kind", "state", "due_at"),
        Index("uq_quality_case_id_opened_by", "id", "opened_by", unique=True),
        Index(None, "owner_id", "state"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    kind: Mapped[str]
    number: Mapped[str]
    state: Mapped[str]
    severity: Mapped[str]
    title: Mapped[str]
    owner_id: Mapped[int | None] = key("person.id")
    opened_by: Mapped[int] = key("person.id")
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime | None]


class CaseEvent(Fact, Base):
    """One transition of a case; the state is its projection."""

    __tablename__ = "case_event"
    __table_args__ = (UniqueConstraint("case_id", "no"),)

    id: Mapped[int] = primary()
    case_id: Mapped[int] = key("quality_case.id")
    no: Mapped[int] = mapped_column(Integer)
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    transition: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    reason: Mapped[str]


class CaseItem(Fact, Base):
    """An item that a case is about."""

    __tablename__ = "case_item"
    __table_args__ = (
        one_of("role", ("affected", "suspect", "cause")),
        UniqueConstraint("supersedes_id"),
        Index(None, "case_id"),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    case_id: Mapped[int] = key("quality_case.id")
    item_id: Mapped[int] = key("item.id")
    role: Mapped[str]
    qty_q6: Mapped[int]
    supersedes_id: Mapped[int | None] = key("case_item.id")


class CaseLink(Fact, Base):
    """Cause and effect between cases."""

    __tablename__ = "case_link"
    __table_args__ = (
        PrimaryKeyConstraint("cause_id", "effect_id", "record_id"),
        Index(None, "effect_id"),
    )

    cause_id: Mapped[int] = key("quality_case.id")
    effect_id: Mapped[int] = key("quality_case.id")
    kind: Mapped[str]


class Nonconformance(Versioned, Base):
    """The part of a case that only a nonconformance has."""

    __tablename__ = "ncr"

    case_id: Mapped[int] = key("quality_case.id", primary_key=True)
    source: Mapped[str]
    inspection_id: Mapped[int | None] = key("inspection.id")
    description: Mapped[str]
    qty_affected_q6: Mapped[int]


class DeviationClosing(Fact, Base):
    """What a deviation came to, said by somebody who did not open it."""

    __tablename__ = "deviation_closing"
    __table_args__ = (
        ForeignKeyConstraint(
            ["case_id", "opened_by"], ["quality_case.id", "quality_case.opened_by"]
        ),
        CheckConstraint("closed_by <> opened_by", name="second_person"),
    )

    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opened_by: Mapped[int]
    closed_by: Mapped[int] = key("person.id")
    closed_at: Mapped[datetime]
    conclusion: Mapped[str]


class Hold(Versioned, Base):
    """A decision that stops activities until another person decides again.

    It ends by a release or by a signature on itself; the keys to them make both needed.
    """

    __tablename__ = "hold"
    __table_args__ = (
        UniqueConstraint("seq"),
        one_of("state", ("active", "requested", "released", "converted")),
        CheckConstraint(
            "released_by IS NULL OR released_by <> requested_by", name="other_releases"
        ),
        CheckConstraint("released_by IS NULL OR released_by <> placed_by", name="placer_waits"),
        CheckConstraint("state <> 'released' OR released_by IS NOT NULL", name="somebody_released"),
        CheckConstraint(
            "state <> 'released' OR (requested_by IS NOT NULL AND release_id IS NOT NULL)",
            name="asked_and_released",
        ),
        CheckConstraint(
            "state <> 'converted' OR (converted_by IS NOT NULL AND conversion_id IS NOT NULL)",
            name="somebody_converted",
        ),
        CheckConstraint("converted_by IS NULL OR converted_by <> placed_by", name="other_converts"),
        ForeignKeyConstraint(
            ["release_id", "case_id", "requested_by", "released_by"],
            [
                "hold_release.id",
                "hold_release.hold_id",
                "hold_release.requested_by",
                "hold_release.released_by",
            ],
            use_alter=True,
        ),
        ForeignKeyConstraint(
            ["conversion_id", "case_id", "converted_by"],
            ["signature.id", "signature.target_id", "signature.signer_id"],
        ),
        Index("uq_hold_case_id_placed_by", "case_id", "placed_by", unique=True),
        Index(
            "ix_hold_active_seq",
            "seq",
            sqlite_where=text("state IN ('active', 'requested')"),
            postgresql_where=text("state IN ('active', 'requested')"),
        ),
    )

    case_id: Mapped[int] = key("quality_case.id", primary_key=True)
    seq: Mapped[int]
    state: Mapped[str]
    profile: Mapped[str]
    block_mask: Mapped[int]
    propagates: Mapped[bool]
    origin: Mapped[str]
    origin_case_id: Mapped[int | None] = key("quality_case.id")
    reason_code: Mapped[str]
    review_by: Mapped[datetime | None]
    placed_by: Mapped[int] = key("person.id")
    requested_by: Mapped[int | None] = key("person.id")
    released_by: Mapped[int | None] = key("person.id")
    in_flight: Mapped[str | None] = mapped_column(info=LATER)
    release_id: Mapped[int | None] = mapped_column(info=COPIED)
    converted_by: Mapped[int | None] = mapped_column(info=COPIED)
    conversion_id: Mapped[int | None] = mapped_column(info=COPIED)


class HoldScope(Fact, Base):
    """What a hold is about: an anchor and residual conditions, all of which must match.

    A row is an AND, the rows of a hold are an OR. `made_to` NULL with `made_from` set means from
    then on; anchors are plain numbers, because they name things of many tables.
    """

    __tablename__ = "hold_scope"
    __table_args__ = (
        PrimaryKeyConstraint("anchor_kind", "anchor_id", "hold_id", "no"),
        one_of("anchor_kind", ANCHOR_KINDS),
        CheckConstraint("seq_from IS NULL OR seq_to IS NULL OR seq_from <= seq_to", name="range"),
        CheckConstraint(
            "made_from IS NULL OR made_to IS NULL OR made_from <= made_to", name="time"
        ),
        Index(None, "hold_id"),
    )

    anchor_kind: Mapped[str]
    anchor_id: Mapped[int]
    hold_id: Mapped[int] = key("hold.case_id")
    no: Mapped[int] = mapped_column(Integer)
    part_id: Mapped[int | None] = key("part.id")
    supplier_id: Mapped[int | None] = key("supplier.id")
    supplier_lot: Mapped[str | None] = mapped_column(info=LATER)
    line_id: Mapped[int | None] = mapped_column(info=LATER)
    seq_from: Mapped[int | None] = mapped_column(Integer, info=LATER)
    seq_to: Mapped[int | None] = mapped_column(Integer, info=LATER)
    made_from: Mapped[datetime | None] = mapped_column(info=LATER)
    made_to: Mapped[datetime | None] = mapped_column(info=LATER)


class HoldMember(Base):
    """Projection: the lots and linked items that an active hold covers."""

    __tablename__ = "hold_member"
    __table_args__ = (
        PrimaryKeyConstraint("item_id", "hold_id", "seq_from"),
        one_of("via", ("listed", "scope", "derived")),
        Index(None, "hold_id", "item_id"),
    )

    item_id: Mapped[int] = key("item.id")
    hold_id: Mapped[int] = key("hold.case_id")
    seq_from: Mapped[int] = mapped_column(Integer)
    seq_to: Mapped[int | None] = mapped_column(Integer)
    via: Mapped[str]
    distance: Mapped[int] = mapped_column(Integer)
    record_id: Mapped[int]


class HoldEvent(Fact, Base):
    """History of a hold and its broadcast in one."""

    __tablename__ = "hold_event"
    __table_args__ = (
        UniqueConstraint("seq"),
        one_of(
            "kind",
            HOLD_EVENTS,
        ),
        Index(None, "hold_id"),
    )

    id: Mapped[int] = primary()
    seq: Mapped[int]
    hold_id: Mapped[int] = key("hold.case_id")
    kind: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    reason: Mapped[str]
    facts: Mapped[str | None] = mapped_column(Text, info=LATER)
