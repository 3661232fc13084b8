"""Plans, inspections, samples and readings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary
from qtrace.models.catalogue import REVISION_STATES

CLASSES = ("critical", "major", "minor")
SAMPLING_KINDS = ("aql", "all", "fixed", "c0", "double", "variables", "lq", "success_run")
CHARACTERISTIC_KINDS = ("variable", "attribute", "choice", "text", "formula", "photo")
READING_ORIGINS = ("keyboard", "keypad", "gauge", "command", "scanner", "formula")
INSPECTION_STATES = (
    "waiting",
    "in_progress",
    "signed",
    "accepted",
    "rejected",
    "void",
)


class InspectionPlan(Versioned, Base):
    """The plan of a part, for all suppliers or for one."""

    __tablename__ = "inspection_plan"
    __table_args__ = (
        UniqueConstraint("code"),
        Index(None, "part_id"),
        one_of("kind", ("incoming", "in_process", "final")),
    )

    id: Mapped[int] = primary()
    code: Mapped[str]
    part_id: Mapped[int] = key("part.id")
    supplier_id: Mapped[int | None] = key("supplier.id")
    kind: Mapped[str]


class PlanRevision(Versioned, Base):
    """One version of a plan; its rows freeze when it leaves draft."""

    __tablename__ = "plan_revision"
    __table_args__ = (
        UniqueConstraint("plan_id", "version"),
        one_of("state", REVISION_STATES),
        Index(
            "uq_plan_revision_effective",
            "plan_id",
            unique=True,
            sqlite_where=text("state = 'effective'"),
            postgresql_where=text("state = 'effective'"),
        ),
        CheckConstraint("approved_by IS NULL OR approved_by <> author_id", name="other_approves"),
    )

    id: Mapped[int] = primary()
    plan_id: Mapped[int] = key("inspection_plan.id")
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str]
    signature_chain: Mapped[str]
    early_stop: Mapped[bool]
    author_id: Mapped[int] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")
    approved_at: Mapped[datetime | None]


class PlanClass(Fact, Base):
    """How one class of characteristics is sampled."""

    __tablename__ = "plan_class"
    __table_args__ = (
        UniqueConstraint("plan_revision_id", "char_class"),
        one_of("char_class", CLASSES),
        one_of("sampling", SAMPLING_KINDS),
    )

    id: Mapped[int] = primary()
    plan_revision_id: Mapped[int] = key("plan_revision.id")
    char_class: Mapped[str]
    sampling: Mapped[str]
    standard: Mapped[str | None]
    edition: Mapped[str | None]
    level: Mapped[str | None]
    aql: Mapped[str | None]
    fixed_n: Mapped[int | None] = mapped_column(Integer)
    ac: Mapped[int | None] = mapped_column(Integer)


class PlanClassTerms(Fact, Base):
    """What sampling by variables, limiting quality or success run needs beside the class's row.

    Only these kinds have it, so that rows of older plants keep their digests.
    """

    __tablename__ = "plan_class_terms"
    __table_args__ = (
        one_of("sigma", ("known", "unknown")),
        one_of("method", ("k", "M")),
    )

    plan_class_id: Mapped[int] = key("plan_class.id", primary_key=True, autoincrement=False)
    sigma: Mapped[str | None]
    sigma_value: Mapped[str | None]
    method: Mapped[str | None]
    lq: Mapped[str | None]
    confidence: Mapped[str | None]
    reliability: Mapped[str | None]


class PlanOption(Fact, Base):
    """How a plan version treats lots that need more or less care than the others.

    Attributes:
        first_lot: what becomes of the first lot after a change: `tightened`, or `all` pieces.
        skip_lot: lots may go to stock without inspection where the skip-lot rules allow it.
    """

    __tablename__ = "plan_option"
    __table_args__ = (one_of("first_lot", ("tightened", "all")),)

    plan_revision_id: Mapped[int] = key("plan_revision.id", primary_key=True, autoincrement=False)
    first_lot: Mapped[str]
    skip_lot: Mapped[bool]


class Characteristic(Fact, Base):
    """One thing to look at or to measure."""

    __tablename__ = "characteristic"
    __table_args__ = (
        UniqueConstraint("plan_revision_id", "no"),
        one_of("kind", CHARACTERISTIC_KINDS),
        one_of("char_class", CLASSES),
    )

    id: Mapped[int] = primary()
    plan_revision_id: Mapped[int] = key("plan_revision.id")
    no: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    char_class: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    nominal: Mapped[str | None]
    lsl: Mapped[str | None]
    usl: Mapped[str | None]
    unit_code: Mapped[str | None]
    decimals: Mapped[int | None] = mapped_column(Integer)
    gauge_type: Mapped[str | None]
    method_en: Mapped[str]
    method_zh: Mapped[str]
    defect_codes: Mapped[str] = mapped_column(Text)


class CharacteristicTerms(Fact, Base):
    """What a choice, a text or a formula needs beside its characteristic's row.

    Only these kinds have it, so that rows of older plants keep their digests.

    Attributes:
        options: of a choice, as JSON: code, both names and whether it conforms, in order.
        required: of a text, whether every piece needs one.
        formula: of a formula, as it was written.
    """

    __tablename__ = "characteristic_terms"

    characteristic_id: Mapped[int] = key("characteristic.id", primary_key=True, autoincrement=False)
    options: Mapped[str | None] = mapped_column(Text)
    required: Mapped[bool | None]
    formula: Mapped[str | None] = mapped_column(Text)


class PlanPicture(Fact, Base):
    """A drawing or an instruction of a plan version; of several with one role the newest counts.

    Attributes:
        evidence_id: the file.
        balloons: numbers of characteristics and where they stand, as JSON: number, x, y.
    """

    __tablename__ = "plan_picture"
    __table_args__ = (
        one_of("role", ("drawing", "instruction")),
        Index(None, "plan_revision_id", "id"),
    )

    id: Mapped[int] = primary()
    plan_revision_id: Mapped[int] = key("plan_revision.id")
    role: Mapped[str]
    evidence_id: Mapped[int] = key("evidence.id")
    balloons: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class Inspection(Versioned, Base):
    """An inspection request and what became of it.

    What the lot is judged with (letters, n, Ac, Re, severity) is frozen here when it starts.
    """

    __tablename__ = "inspection"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("id", "signed_by"),
        one_of("state", INSPECTION_STATES),
        CheckConstraint("reviewed_by IS NULL OR reviewed_by <> signed_by", name="other_reviews"),
        CheckConstraint("approved_by IS NULL OR approved_by <> signed_by", name="other_approves"),
        CheckConstraint(
            "approved_by IS NULL OR reviewed_by IS NULL OR approved_by <> reviewed_by",
            name="third_approves",
        ),
        Index(None, "item_id"),
        Index(None, "site_id", "state"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    number: Mapped[str]
    item_id: Mapped[int] = key("item.id")
    receipt_id: Mapped[int | None] = key("receipt.id")
    plan_revision_id: Mapped[int | None] = key("plan_revision.id")
    state: Mapped[str]
    lot_size: Mapped[int] = mapped_column(Integer)
    seed: Mapped[str]
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    needed_at: Mapped[datetime | None]
    verdict: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    signed_by: Mapped[int | None] = key("person.id")
    signed_at: Mapped[datetime | None]
    reviewed_by: Mapped[int | None] = key("person.id")
    approved_by: Mapped[int | None] = key("person.id")


class InspectionReturn(Fact, Base):
    """An inspection that a later signer sent back to the inspector."""

    __tablename__ = "inspection_return"
    __table_args__ = (
        Index(None, "inspection_id", "id"),
        one_of("step", ("review", "approve")),
        CheckConstraint("returned_by <> inspector_id", name="other_returns"),
    )

    id: Mapped[int] = primary()
    inspection_id: Mapped[int] = key("inspection.id")
    inspector_id: Mapped[int] = key("person.id")
    returned_by: Mapped[int] = key("person.id")
    step: Mapped[str]
    reason_code: Mapped[str]
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class SupersededSignature(Fact, Base):
    """A signature that a return took out of force; the signature itself stays as it was."""

    __tablename__ = "superseded_signature"
    __table_args__ = (Index(None, "return_id"),)

    signature_id: Mapped[int] = key("signature.id", primary_key=True)
    return_id: Mapped[int] = key("inspection_return.id")


class InspectionClass(Fact, Base):
    """What one class of an inspection is judged with, and the key of its history."""

    __tablename__ = "inspection_class"
    __table_args__ = (
        UniqueConstraint("inspection_id", "char_class"),
        Index(None, "switching_key", "id"),
    )

    id: Mapped[int] = primary()
    inspection_id: Mapped[int] = key("inspection.id")
    char_class: Mapped[str]
    switching_key: Mapped[str]
    sampling: Mapped[str]
    standard: Mapped[str | None]
    edition: Mapped[str | None]
    level: Mapped[str | None]
    aql: Mapped[str | None]
    severity: Mapped[str]
    severity_reason: Mapped[str] = mapped_column(Text)
    code_letter: Mapped[str | None]
    plan_letter: Mapped[str | None]
    n: Mapped[int] = mapped_column(Integer)
    ac: Mapped[int] = mapped_column(Integer)
    re: Mapped[int] = mapped_column(Integer)
    inspect_all: Mapped[bool]


class InspectionClassTerms(Fact, Base):
    """Numbers of a class that is judged by two samples, or from its values.

    Attributes:
        n2: pieces of the second sample; the class's own row has the first one with Ac1 and Re1.
        k: least distance of the mean from a limit, in standard deviations.
        m_pct: largest estimated percent nonconforming.
        sigma: `known` or `unknown`, with `sigma_value` where it is known.
        method: `k` or `M`.
        lq: limiting quality in percent; confidence and reliability of a success run.
    """

    __tablename__ = "inspection_class_terms"

    inspection_class_id: Mapped[int] = key(
        "inspection_class.id", primary_key=True, autoincrement=False
    )
    n2: Mapped[int | None] = mapped_column(Integer)
    ac2: Mapped[int | None] = mapped_column(Integer)
    re2: Mapped[int | None] = mapped_column(Integer)
    k: Mapped[str | None]
    m_pct: Mapped[str | None]
    sigma: Mapped[str | None]
    sigma_value: Mapped[str | None]
    method: Mapped[str | None]
    lq: Mapped[str | None]
    confidence: Mapped[str | None]
    reliability: Mapped[str | None]


class SkipEventRow(Fact, Base):
    """What people decide about skipping the lots of a part from one source."""

    __tablename__ = "skip_event"
    __table_args__ = (
        one_of(
            "event",
            (
                "agreed",
                "product_changed",
                "production_interrupted",
                "supplier_disqualified",
                "authority",
            ),
        ),
        Index(None, "part_id", "id"),
    )

    id: Mapped[int] = primary()
    part_id: Mapped[int] = key("part.id")
    supplier_id: Mapped[int | None] = key("supplier.id")
    manufacturer_site_id: Mapped[int | None] = key("supplier_site.id")
    event: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class SkippedInspection(Fact, Base):
    """An inspection that was not made: the skip-lot rules let the lot go to stock.

    Attributes:
        one_in: one lot in so many is inspected.
        seed: what the draw followed from; with `one_in` it says again that the lot was not drawn.
        reason: state and score of the series, as JSON.
    """

    __tablename__ = "skipped_inspection"

    inspection_id: Mapped[int] = key("inspection.id", primary_key=True, autoincrement=False)
    plan_revision_id: Mapped[int] = key("plan_revision.id")
    one_in: Mapped[int] = mapped_column(Integer)
    seed: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class InspectionResult(Fact, Base):
    """How a class ended: the input of the switching rules for the next lot."""

    __tablename__ = "inspection_result"
    __table_args__ = (
        UniqueConstraint("inspection_class_id"),
        Index(None, "switching_key", "id"),
    )

    id: Mapped[int] = primary()
    inspection_class_id: Mapped[int] = key("inspection_class.id")
    switching_key: Mapped[str]
    lot_size: Mapped[int] = mapped_column(Integer)
    d: Mapped[int] = mapped_column(Integer)
    accepted: Mapped[bool]
    resubmitted: Mapped[bool]
    decided_at: Mapped[datetime]


class SwitchingEvent(Fact, Base):
    """What people decided about a series of lots between two of them."""

    __tablename__ = "switching_event"
    __table_args__ = (
        one_of(
            "event",
            (
                "resume",
                "irregular_production",
                "discontinued",
                "authority_normal",
                "authority_tightened",
            ),
        ),
        Index(None, "switching_key", "id"),
    )

    id: Mapped[int] = primary()
    switching_key: Mapped[str]
    event: Mapped[str]
    reason: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]


class Sample(Fact, Base):
    """One piece of the sample and the container it comes from."""

    __tablename__ = "sample"
    __table_args__ = (UniqueConstraint("inspection_id", "no"),)

    id: Mapped[int] = primary()
    inspection_id: Mapped[int] = key("inspection.id")
    no: Mapped[int] = mapped_column(Integer)
    container_no: Mapped[int] = mapped_column(Integer)


class Reading(Fact, Base):
    """A value or a defect of one piece; taken back or corrected by a later row."""

    __tablename__ = "reading"
    __table_args__ = (
        one_of("verdict", ("pass", "fail", "void")),
        one_of("origin", READING_ORIGINS),
        CheckConstraint(
            "value IS NOT NULL OR defect_code IS NOT NULL OR verdict = 'void'",
            name="says_something",
        ),
        UniqueConstraint("supersedes_id"),
        Index(None, "inspection_id", "characteristic_id", "sample_no"),
        Index(None, "gauge_id", "at"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    inspection_id: Mapped[int] = key("inspection.id")
    characteristic_id: Mapped[int] = key("characteristic.id")
    sample_no: Mapped[int] = mapped_column(Integer)
    value: Mapped[str | None]
    value_raw: Mapped[str | None]
    verdict: Mapped[str]
    defect_code: Mapped[str | None]
    lsl: Mapped[str | None]
    usl: Mapped[str | None]
    gauge_id: Mapped[int | None] = key("gauge.id")
    calibration_id: Mapped[int | None] = key("calibration.id")
    origin: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    station_id: Mapped[int] = key("station.id")
    at: Mapped[datetime]
    confirmed: Mapped[bool]
    supersedes_id: Mapped[int | None] = key("reading.id")


class AttributeCount(Fact, Base):
    """`n inspected` of an attribute by exception: the rest was good, no cell is invented."""

    __tablename__ = "attribute_count"
    __table_args__ = (
        Index(None, "inspection_id", "characteristic_id"),
        UniqueConstraint("supersedes_id"),
    )

    id: Mapped[int] = primary()
    inspection_id: Mapped[int] = key("inspection.id")
    characteristic_id: Mapped[int] = key("characteristic.id")
    piece_from: Mapped[int] = mapped_column(Integer)
    piece_to: Mapped[int] = mapped_column(Integer)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = key("attribute_count.id")
