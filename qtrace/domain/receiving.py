"""What is said about goods at the door: every deviation has its own code, none refuses the fact.

A receipt is never impossible: what came is recorded as what it is. The judgement decides only
where it goes: into quarantine, or to the pending place (待处理) until quality has decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qtrace.domain.codes.code_profile import Deviation
from qtrace.domain.suppliers import SourceState


class ReceivingReason(StrEnum):
    """Why an order, a delivery, a receipt, a paper or a label check was refused."""

    ORDER_EXISTS = "ORDER_EXISTS"
    ORDER_LINE_UNKNOWN = "ORDER_LINE_UNKNOWN"
    DELIVERY_EXISTS = "DELIVERY_EXISTS"
    DELIVERY_LINE_UNKNOWN = "DELIVERY_LINE_UNKNOWN"
    LINES_MISSING = "LINES_MISSING"
    LINE_NUMBER_TWICE = "LINE_NUMBER_TWICE"
    SSCC_INVALID = "SSCC_INVALID"
    QUANTITY_MISSING = "QUANTITY_MISSING"
    CONTAINERS_MISSING = "CONTAINERS_MISSING"
    UNIT_OF_OTHER_KIND = "UNIT_OF_OTHER_KIND"
    LOT_UNKNOWN = "LOT_UNKNOWN"
    LOT_NOT_PENDING = "LOT_NOT_PENDING"
    ADMISSION_REASON_MISSING = "ADMISSION_REASON_MISSING"
    PAPER_NUMBER_MISSING = "PAPER_NUMBER_MISSING"
    PAPER_EXISTS = "PAPER_EXISTS"
    PAPER_UNKNOWN = "PAPER_UNKNOWN"
    EVIDENCE_EMPTY = "EVIDENCE_EMPTY"
    EVIDENCE_TOO_LARGE = "EVIDENCE_TOO_LARGE"
    NO_CONTAINER_CODE = "NO_CONTAINER_CODE"
    LABEL_OF_OTHER_LOT = "LABEL_OF_OTHER_LOT"
    LABEL_STATUS_OLD = "LABEL_STATUS_OLD"
    LABEL_WITHOUT_STATUS = "LABEL_WITHOUT_STATUS"
    LABEL_TASK_NONE = "LABEL_TASK_NONE"
    CONTAINER_UNKNOWN = "CONTAINER_UNKNOWN"


class FindingCode(StrEnum):
    """One deviation of what came from what was expected."""

    UNEXPECTED_DELIVERY = "UNEXPECTED_DELIVERY"
    ALREADY_RECEIVED = "ALREADY_RECEIVED"
    SUPPLIER_UNAPPROVED = "SUPPLIER_UNAPPROVED"
    SUPPLIER_SUSPENDED = "SUPPLIER_SUSPENDED"
    SUPPLIER_PROBATION = "SUPPLIER_PROBATION"
    FIRST_LOT_OF_SITE = "FIRST_LOT_OF_SITE"
    PART_NOT_KNOWN = "PART_NOT_KNOWN"
    WRONG_PART = "WRONG_PART"
    OLD_REVISION = "OLD_REVISION"
    NO_EFFECTIVE_REVISION = "NO_EFFECTIVE_REVISION"
    REVISION_DIFFERS = "REVISION_DIFFERS"
    EXPIRED = "EXPIRED"
    EXPIRES_SOON = "EXPIRES_SOON"
    EXPIRY_UNKNOWN = "EXPIRY_UNKNOWN"
    DATES_CONTRADICT = "DATES_CONTRADICT"
    OVER_DELIVERY = "OVER_DELIVERY"
    MORE_THAN_ADVISED = "MORE_THAN_ADVISED"
    SHORT_DELIVERY = "SHORT_DELIVERY"
    CONTAINERS_DIFFER = "CONTAINERS_DIFFER"
    CERTIFICATE_MISSING = "CERTIFICATE_MISSING"
    NO_USABLE_CODE = "NO_USABLE_CODE"
    DIFFERENT_LOT = "DIFFERENT_LOT"
    READ_BY_PROFILE = "READ_BY_PROFILE"
    FIELDS_MISSING = "FIELDS_MISSING"
    FIELDS_EXTRA = "FIELDS_EXTRA"
    PROFILE_NOT_KEPT = "PROFILE_NOT_KEPT"


class Level(StrEnum):
    """How loud an answer is: green, amber, red."""

    OK = "ok"
    WARNING = "warning"
    BLOCKED = "blocked"


class Place(StrEnum):
    """Where what came is put."""

    QUARANTINE = "quarantine"
    PENDING = "pending"


_BLOCKING = frozenset(
    {
        FindingCode.UNEXPECTED_DELIVERY,
        FindingCode.ALREADY_RECEIVED,
        FindingCode.SUPPLIER_UNAPPROVED,
        FindingCode.SUPPLIER_SUSPENDED,
        FindingCode.PART_NOT_KNOWN,
        FindingCode.WRONG_PART,
        FindingCode.OLD_REVISION,
        FindingCode.NO_EFFECTIVE_REVISION,
        FindingCode.EXPIRED,
        FindingCode.PROFILE_NOT_KEPT,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation with what its sentence needs."""

    code: FindingCode
    facts: Mapping[str, str]

    @property
    def level(self) -> Level:
        """BLOCKED sends the goods to the pending place; the others only warn."""
        return Level.BLOCKED if self.code in _BLOCKING else Level.WARNING


@dataclass(frozen=True, slots=True)
class EarlierReceipt:
    """When the same delivery line was received before.

    Attributes:
        at: ISO instant in UTC.
        lot: our lot number.
    """

    at: str
    by_en: str
    by_zh: str
    lot: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a delivery line announces, and how its order stands.

    Attributes:
        part: part number.
        revision: ordered revision, or None if the line names none.
        supplier_lot: announced lot of the supplier, or None.
        quantity_q6: announced quantity.
        containers: announced number of containers.
        ordered_q6: quantity of the order line, or None without an order.
        received_q6: already received on that order line (or on the delivery line).
        earlier: the receipt of this very line, or None.
    """

    part_id: int | None
    part: str
    revision: str | None
    supplier_lot: str | None
    quantity_q6: int
    containers: int
    ordered_q6: int | None
    received_q6: int
    earlier: EarlierReceipt | None


@dataclass(frozen=True, slots=True)
class Came:
    """What stands at the door, from its code, from typing, or not known.

    Attributes:
        part_id: our part, or None if nobody knows it.
        part: its number, or what the code said instead.
        revision: revision written on it, or None.
        supplier_lot: the supplier's lot number, or None.
        made_on: day of manufacture, or None.
        expiry: last usable day, or None.
        quantity_q6: counted quantity, or None while it is not known.
        containers: counted containers, or None while not known.
        has_code: False if no usable code was on it.
        papers: kinds of supplier papers that are here.
        profile: the part's code profile, if its code had lost separators and was read by that.
        deviation: how its code differs from the part's code profile, None if it keeps to it.
    """

    part_id: int | None
    part: str
    revision: str | None
    supplier_lot: str | None
    made_on: date | None
    expiry: date | None
    quantity_q6: int | None
    containers: int | None
    has_code: bool
    papers: frozenset[str]
    profile: str = ""
    deviation: Deviation | None = None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """How the source stands for this part.

    Attributes:
        state: standing of supplier and site for the part, None if there is no approval.
        is_first_lot: True if no lot of this part ever came from this site.
        supplier: name for the sentence, English.
        supplier_zh: the same in Chinese.
        site: name of the manufacturing site, English; empty if not known.
        site_zh: the same in Chinese.
    """

    state: SourceState | None
    is_first_lot: bool
    supplier: str
    supplier_zh: str
    site: str = ""
    site_zh: str = ""


@dataclass(frozen=True, slots=True)
class PartRules:
    """What master data demands of every lot of the part that came.

    Attributes:
        effective_revision: revision in force, or None.
        required_papers: kinds of papers that must come with each lot.
        shelf_life_days: shelf life, or None if unlimited.
        over_delivery_pct: whole per cent of the ordered quantity that may come on top.
    """

    effective_revision: str | None = None
    required_papers: tuple[str, ...] = ()
    shelf_life_days: int | None = None
    over_delivery_pct: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptVerdict:
    """The answer at the door.

    Attributes:
        level: the loudest finding.
        findings: loudest first, within a level in the order in which people check.
        place: where the goods go.
        accepted_q6: quantity within the order and its tolerance; 0 while not counted.
        excess_q6: quantity beyond; it gets its own lot and label (待处理).
    """

    level: Level
    findings: tuple[Finding, ...]
    place: Place
    accepted_q6: int
    excess_q6: int

    def has(self, code: FindingCode) -> bool:
        """True if the verdict holds this finding."""
        return any(finding.code is code for finding in self.findings)
