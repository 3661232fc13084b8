"""What is said about goods at the door: every deviation has its own code, none refuses the fact.

A receipt is never impossible: what came is recorded as what it is. The judgement decides only
where it goes: into quarantine, or to the pending place (待处理) until quality has decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qtrace.domain.codes.code_profile import GTIN_AI, Deviation
from qtrace.domain.items import is_expired
from qtrace.domain.quantities import plain_q6
from qtrace.domain.receipt_quantities import allowed_q6
from qtrace.domain.suppliers import SourceState

SOON = timedelta(days=90)
"""An expiry nearer than this is a warning for parts without a stated shelf life."""


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


def judge_receipt(
    expected: Expected | None, came: Came, source: SourceFacts, rules: PartRules, today: date
) -> ReceiptVerdict:
    """Everything that deviates, and where the goods go; total over its inputs.

    Args:
        expected: the delivery line, or None for what nobody announced.
        came: what stands at the door.
        source: standing of supplier and manufacturing site.
        rules: what the part's master data demand.
        today: calendar day at the plant.

    Source: house rules after NMPA GMP art. 60-65; shopfloor practice: refuse the activity, never
    the fact.
    """
    excess = _excess(expected, came, rules)
    findings = [
        *_identity(expected, came),
        *_source(source, came),
        *_revision(expected, came, rules),
        *_dates(came, rules, today),
        *_quantity(expected, came, excess),
        *_papers(came, rules),
    ]
    findings.sort(key=lambda finding: finding.level is not Level.BLOCKED)
    level = findings[0].level if findings else Level.OK
    counted = came.quantity_q6 or 0
    is_pending = level is Level.BLOCKED or 0 < counted == excess
    place = Place.PENDING if is_pending else Place.QUARANTINE
    return ReceiptVerdict(level, tuple(findings), place, counted - excess, excess)


def _identity(expected: Expected | None, came: Came) -> list[Finding]:
    found = []
    if expected is None:
        found.append(Finding(FindingCode.UNEXPECTED_DELIVERY, {"part": came.part}))
    elif expected.earlier is not None:
        earlier = expected.earlier
        facts = {
            "at": earlier.at,
            "name_en": earlier.by_en,
            "name_zh": earlier.by_zh,
            "lot": earlier.lot,
        }
        found.append(Finding(FindingCode.ALREADY_RECEIVED, facts))
    if came.part_id is None:
        found.append(Finding(FindingCode.PART_NOT_KNOWN, {"part": came.part}))
    elif expected is not None and expected.part_id not in (None, came.part_id):
        facts = {"part": came.part, "expected": expected.part}
        found.append(Finding(FindingCode.WRONG_PART, facts))
    if not came.has_code:
        found.append(Finding(FindingCode.NO_USABLE_CODE, {"part": came.part}))
    if came.profile:
        facts = {"part": came.part, "profile": came.profile}
        found.append(Finding(FindingCode.READ_BY_PROFILE, facts))
    found += _label(came)
    announced = expected.supplier_lot if expected is not None else None
    if announced and came.supplier_lot and announced != came.supplier_lot:
        facts = {"lot": came.supplier_lot, "expected": announced}
        found.append(Finding(FindingCode.DIFFERENT_LOT, facts))
    return found


def _label(came: Came) -> list[Finding]:
    """What the code carries less or more than labels of the part always do."""
    deviation = came.deviation
    if deviation is None:
        return []
    facts = {"part": came.part, "profile": _bracketed((GTIN_AI, *deviation.profile.ais))}
    found = []
    if deviation.profile.strict:
        found.append(Finding(FindingCode.PROFILE_NOT_KEPT, facts))
    if deviation.missing:
        lacks = {"missing": _bracketed(deviation.missing)}
        found.append(Finding(FindingCode.FIELDS_MISSING, facts | lacks))
    if deviation.extra:
        more = {"extra": _bracketed(deviation.extra)}
        found.append(Finding(FindingCode.FIELDS_EXTRA, facts | more))
    return found


def _bracketed(ais: Iterable[str]) -> str:
    """Application Identifiers as labels print them."""
    return "".join(f"({ai})" for ai in ais)


_SOURCE_FINDINGS = {
    None: FindingCode.SUPPLIER_UNAPPROVED,
    SourceState.CANDIDATE: FindingCode.SUPPLIER_UNAPPROVED,
    SourceState.REMOVED: FindingCode.SUPPLIER_UNAPPROVED,
    SourceState.SUSPENDED: FindingCode.SUPPLIER_SUSPENDED,
    SourceState.PROBATION: FindingCode.SUPPLIER_PROBATION,
}


def _source(source: SourceFacts, came: Came) -> list[Finding]:
    facts = {
        "part": came.part,
        "supplier": source.supplier,
        "supplier_zh": source.supplier_zh,
        "site": source.site,
        "site_zh": source.site_zh,
    }
    found = []
    if source.state in _SOURCE_FINDINGS:
        found.append(Finding(_SOURCE_FINDINGS[source.state], facts))
    if source.is_first_lot and came.part_id is not None:
        found.append(Finding(FindingCode.FIRST_LOT_OF_SITE, facts))
    return found


def _revision(expected: Expected | None, came: Came, rules: PartRules) -> list[Finding]:
    if came.part_id is None:
        return []
    in_force = rules.effective_revision
    if in_force is None:
        return [Finding(FindingCode.NO_EFFECTIVE_REVISION, {"part": came.part})]
    same_part = expected is not None and expected.part_id == came.part_id
    ordered = expected.revision if expected is not None and same_part else None
    present = came.revision or ordered
    facts = {
        "part": came.part,
        "revision": present or "",
        "ordered": ordered or "",
        "effective": in_force,
    }
    if present is not None and present != in_force:
        return [Finding(FindingCode.OLD_REVISION, facts)]
    if ordered is not None and ordered != present:
        return [Finding(FindingCode.REVISION_DIFFERS, facts)]
    return []


def _dates(came: Came, rules: PartRules, today: date) -> list[Finding]:
    found = []
    expiry, made = came.expiry, came.made_on
    if (made is not None and made > today) or (made and expiry and expiry < made):
        facts = {"made_on": _iso(made), "expiry": _iso(expiry)}
        found.append(Finding(FindingCode.DATES_CONTRADICT, facts))
    if expiry is None:
        if rules.shelf_life_days is not None:
            found.append(Finding(FindingCode.EXPIRY_UNKNOWN, {"part": came.part}))
        return found
    facts = {"expiry": expiry.isoformat(), "days": str(abs((expiry - today).days))}
    if is_expired(expiry, today):
        found.append(Finding(FindingCode.EXPIRED, facts))
    elif expiry - today < _least_left(rules.shelf_life_days):
        found.append(Finding(FindingCode.EXPIRES_SOON, facts))
    return found


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _least_left(shelf_life_days: int | None) -> timedelta:
    """A third of the shelf life must be left at receipt.

    Source: house rule.
    """
    return SOON if shelf_life_days is None else timedelta(days=shelf_life_days // 3)


def _excess(expected: Expected | None, came: Came, rules: PartRules) -> int:
    """Beyond the allowed quantity; nothing is split off where everything is pending anyway."""
    if expected is None or expected.earlier is not None or came.quantity_q6 is None:
        return 0
    if expected.part_id not in (None, came.part_id):
        return 0
    ordered = expected.quantity_q6 if expected.ordered_q6 is None else expected.ordered_q6
    allowed = allowed_q6(ordered, expected.received_q6, rules.over_delivery_pct)
    return max(came.quantity_q6 - allowed, 0)


def _quantity(expected: Expected | None, came: Came, excess: int) -> list[Finding]:
    if expected is None or came.quantity_q6 is None:
        return []
    found = []
    counted, advised = came.quantity_q6, expected.quantity_q6
    facts = {"quantity": plain_q6(counted), "expected": plain_q6(advised)}
    if excess:
        ordered = advised if expected.ordered_q6 is None else expected.ordered_q6
        over = {"excess": plain_q6(excess), "ordered": plain_q6(ordered)}
        received = {"received": plain_q6(expected.received_q6)}
        found.append(Finding(FindingCode.OVER_DELIVERY, facts | over | received))
    elif counted > advised:
        found.append(Finding(FindingCode.MORE_THAN_ADVISED, facts))
    elif counted < advised:
        short = {"missing": plain_q6(advised - counted)}
        found.append(Finding(FindingCode.SHORT_DELIVERY, facts | short))
    if came.containers is not None and came.containers != expected.containers:
        facts = {"containers": str(came.containers), "expected": str(expected.containers)}
        found.append(Finding(FindingCode.CONTAINERS_DIFFER, facts))
    return found


def _papers(came: Came, rules: PartRules) -> list[Finding]:
    return [
        Finding(FindingCode.CERTIFICATE_MISSING, {"paper": kind})
        for kind in rules.required_papers
        if kind not in came.papers
    ]
