"""What stands beside a hold: reasons of the plant, evidence, requests, releases, interlocks."""

from datetime import date, datetime

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
from qtrace.models.types import Hash

SIGNEES = ("any", "self", "not_self", "list")
RULE_KINDS = ("hold_reason", "stop_type", "isolation_rule", "block_profile", "state_rule")
DISPOSALS = ("use_as_is", "rework", "return", "scrap")


class HoldReasonRow(Versioned, Base):
    """A reason of the plant: a new one, or its own presets for one of the house."""

    __tablename__ = "hold_reason"
    __table_args__ = (
        one_of("severity", ("critical", "major", "minor")),
        one_of("in_flight", ("finish", "frozen")),
        one_of("signee", SIGNEES),
        CheckConstraint("review_days > 0", name="review_days"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    name_en: Mapped[str]
    name_zh: Mapped[str]
    origin: Mapped[str]
    severity: Mapped[str]
    profile: Mapped[str]
    propagates: Mapped[bool]
    in_flight: Mapped[str]
    review_days: Mapped[int] = mapped_column(Integer)
    criteria: Mapped[str]
    signee: Mapped[str]
    is_active: Mapped[bool]
    isolates: Mapped[bool | None] = mapped_column(info=LATER)


class HoldSignee(Versioned, Base):
    """Somebody who may lift holds of a reason whose rule names its signees."""

    __tablename__ = "hold_signee"
    __table_args__ = (PrimaryKeyConstraint("reason_code", "person_id"),)

    reason_code: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    is_active: Mapped[bool]


class StopType(Versioned, Base):
    """Why a line stands still, as the plant calls it."""

    __tablename__ = "stop_type"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_en: Mapped[str]
    name_zh: Mapped[str]
    is_planned: Mapped[bool]
    is_active: Mapped[bool]


class IsolationRule(Versioned, Base):
    """What happens to related lots when a lot goes bad: held at once, proposed, or nothing."""

    __tablename__ = "isolation_rule"
    __table_args__ = (
        one_of("relation", ("supplier_lot", "delivery", "period")),
        one_of("act", ("hold", "propose", "off")),
        CheckConstraint("days >= 0", name="days"),
    )

    relation: Mapped[str] = mapped_column(primary_key=True)
    act: Mapped[str]
    days: Mapped[int] = mapped_column(Integer)


class BlockRule(Versioned, Base):
    """What a block profile stops in this plant; `activities` are set apart by commas.

    Rules of quality states have a kind and no rows: what a state allows is law of the house.
    """

    __tablename__ = "block_rule"
    __table_args__ = (
        PrimaryKeyConstraint("kind", "code"),
        one_of("kind", ("block_profile", "state_rule")),
    )

    kind: Mapped[str]
    code: Mapped[str]
    activities: Mapped[str]


class RuleDraft(Fact, Base):
    """A rule about holds as somebody wishes to have it."""

    __tablename__ = "rule_draft"
    __table_args__ = (
        UniqueConstraint("id", "drafted_by"),
        one_of("kind", RULE_KINDS),
        Index(None, "kind", "code"),
    )

    id: Mapped[int] = primary()
    kind: Mapped[str]
    code: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    drafted_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class RuleDecision(Fact, Base):
    """What somebody else decided about a draft; the author is a true copy, so the CHECK holds."""

    __tablename__ = "rule_decision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["draft_id", "drafted_by"], ["rule_draft.id", "rule_draft.drafted_by"]
        ),
        one_of("decision", ("approved", "returned")),
        CheckConstraint("decided_by <> drafted_by", name="other_decides"),
    )

    draft_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    drafted_by: Mapped[int]
    decision: Mapped[str]
    decided_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    comment: Mapped[str]


class HoldScopeEnd(Fact, Base):
    """A scope that somebody else than the placer took out of its hold."""

    __tablename__ = "hold_scope_end"
    __table_args__ = (
        PrimaryKeyConstraint("hold_id", "no"),
        ForeignKeyConstraint(["hold_id", "placed_by"], ["hold.case_id", "hold.placed_by"]),
        CheckConstraint("ended_by <> placed_by", name="placer_waits"),
    )

    hold_id: Mapped[int] = key("hold.case_id")
    no: Mapped[int] = mapped_column(Integer)
    placed_by: Mapped[int] = mapped_column(info=COPIED)
    ended_by: Mapped[int] = key("person.id", info=COPIED)


class HoldExempt(Fact, Base):
    """An item that a partial release took out of a hold; the walk stops at it."""

    __tablename__ = "hold_exempt"
    __table_args__ = (PrimaryKeyConstraint("hold_id", "item_id"), Index(None, "item_id"))

    hold_id: Mapped[int] = key("hold.case_id")
    item_id: Mapped[int] = key("item.id")
    reason: Mapped[str]


class HoldSnapshot(Fact, Base):
    """What a hold covered when it was placed or changed: members may change later, this may not."""

    __tablename__ = "hold_snapshot"
    __table_args__ = (
        PrimaryKeyConstraint("hold_id", "no"),
        CheckConstraint("length(sha256) = 32", name="sha256"),
    )

    hold_id: Mapped[int] = key("hold.case_id")
    no: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    is_complete: Mapped[bool]
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[bytes] = mapped_column(Hash)


class HoldChange(Fact, Base):
    """What was changed after a stop, so that the cause is gone."""

    __tablename__ = "hold_change"
    __table_args__ = (Index(None, "hold_id"),)

    id: Mapped[int] = primary()
    hold_id: Mapped[int] = key("hold.case_id")
    applied_at: Mapped[datetime]
    applied_by: Mapped[int] = key("person.id")
    description: Mapped[str]
    evidence_id: Mapped[int | None] = key("evidence.id")


class HoldRequest(Fact, Base):
    """Somebody asks for a release; the criteria as they stood are kept with it."""

    __tablename__ = "hold_request"
    __table_args__ = (
        UniqueConstraint("hold_id", "no"),
        UniqueConstraint("id", "requested_by"),
        one_of("extent", ("full", "partial")),
    )

    id: Mapped[int] = primary()
    hold_id: Mapped[int] = key("hold.case_id")
    no: Mapped[int] = mapped_column(Integer)
    extent: Mapped[str]
    requested_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    note: Mapped[str]


class HoldRequestItem(Fact, Base):
    """An item whose release a partial request asks for."""

    __tablename__ = "hold_request_item"
    __table_args__ = (PrimaryKeyConstraint("request_id", "item_id"),)

    request_id: Mapped[int] = key("hold_request.id")
    item_id: Mapped[int] = key("item.id")


class HoldCriterion(Fact, Base):
    """One criterion as it was computed when the release was asked for."""

    __tablename__ = "hold_criterion"
    __table_args__ = (PrimaryKeyConstraint("request_id", "kind"),)

    request_id: Mapped[int] = key("hold_request.id")
    kind: Mapped[str]
    is_met: Mapped[bool]
    facts: Mapped[str] = mapped_column(Text)


class HoldRelease(Fact, Base):
    """A release by somebody who neither placed the hold nor asked for its end.

    Placer and requester are true copies (composite keys), so the CHECKs hold the rule.
    """

    __tablename__ = "hold_release"
    __table_args__ = (
        UniqueConstraint("request_id"),
        UniqueConstraint("id", "released_by"),
        Index("uq_hold_release_key", "id", "hold_id", "requested_by", "released_by", unique=True),
        ForeignKeyConstraint(["hold_id", "placed_by"], ["hold.case_id", "hold.placed_by"]),
        ForeignKeyConstraint(
            ["request_id", "requested_by"], ["hold_request.id", "hold_request.requested_by"]
        ),
        CheckConstraint("released_by <> placed_by", name="placer_waits"),
        CheckConstraint("released_by <> requested_by", name="other_releases"),
        Index(None, "hold_id"),
    )

    id: Mapped[int] = primary()
    hold_id: Mapped[int]
    request_id: Mapped[int]
    placed_by: Mapped[int]
    requested_by: Mapped[int]
    released_by: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    comment: Mapped[str]


class HoldReleaseInspector(Fact, Base):
    """Who inspected what a release relies on: nobody releases on their own inspection."""

    __tablename__ = "hold_release_inspector"
    __table_args__ = (
        PrimaryKeyConstraint("release_id", "inspector_id"),
        ForeignKeyConstraint(
            ["release_id", "released_by"], ["hold_release.id", "hold_release.released_by"]
        ),
        CheckConstraint("inspector_id <> released_by", name="inspector_waits"),
    )

    release_id: Mapped[int]
    inspector_id: Mapped[int] = key("person.id")
    released_by: Mapped[int]


class NcrDisposal(Fact, Base):
    """The decision about everything that a nonconformance is about, by a second person."""

    __tablename__ = "ncr_disposal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["case_id", "opened_by"], ["quality_case.id", "quality_case.opened_by"]
        ),
        CheckConstraint("decided_by <> opened_by", name="second_person"),
    )

    case_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opened_by: Mapped[int]
    decided_by: Mapped[int] = key("person.id")
    decided_at: Mapped[datetime]
    comment: Mapped[str]


class NcrLine(Fact, Base):
    """A quantity of one item with its disposition; the lines sum to what is affected."""

    __tablename__ = "ncr_line"
    __table_args__ = (
        PrimaryKeyConstraint("case_id", "no"),
        one_of("disposition", DISPOSALS),
        CheckConstraint("qty_q6 > 0", name="qty"),
        Index(None, "item_id"),
    )

    case_id: Mapped[int] = key("ncr_disposal.case_id")
    no: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int] = key("item.id")
    qty_q6: Mapped[int]
    disposition: Mapped[str]
    lot_id: Mapped[int] = key("item.id")
    instruction: Mapped[str]


class Concession(Fact, Base):
    """Permission to use a quantity of a lot that does not conform."""

    __tablename__ = "concession"
    __table_args__ = (
        UniqueConstraint("case_id", "no"),
        ForeignKeyConstraint(["case_id", "no"], ["ncr_line.case_id", "ncr_line.no"]),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    case_id: Mapped[int]
    no: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int] = key("item.id")
    qty_q6: Mapped[int]
    conditions: Mapped[str]
    reference: Mapped[str]
    valid_to: Mapped[date | None]


class Interlock(Versioned, Base):
    """A stop that cures itself: noted when somebody runs into it, cleared when it is cured."""

    __tablename__ = "interlock"
    __table_args__ = (
        Index(
            "uq_interlock_open",
            "target_kind",
            "target_id",
            "kind",
            unique=True,
            sqlite_where=text("cleared_at IS NULL"),
            postgresql_where=text("cleared_at IS NULL"),
        ),
    )

    id: Mapped[int] = primary()
    kind: Mapped[str]
    target_kind: Mapped[str]
    target_id: Mapped[int]
    facts: Mapped[str] = mapped_column(Text)
    hits: Mapped[int] = mapped_column(Integer)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    last_by: Mapped[int | None] = key("person.id")
    station_id: Mapped[int] = key("station.id")
    cleared_at: Mapped[datetime | None]
