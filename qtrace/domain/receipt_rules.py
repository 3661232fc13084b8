"""The rules about goods at the door: what came, held against what was ordered.

What they answer with is in `domain/receiving`. None of them refuses the fact; together they decide
where the goods go.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from qtrace.domain.codes.code_profile import GTIN_AI
from qtrace.domain.items import is_expired
from qtrace.domain.quantities import plain_q6
from qtrace.domain.receipt_quantities import allowed_q6
from qtrace.domain.receiving import (
    Came,
    Expected,
    Finding,
    FindingCode,
    Level,
    PartRules,
    Place,
    ReceiptVerdict,
    SourceFacts,
)
from qtrace.domain.suppliers import SourceState

SOON = timedelta(days=90)
"""An expiry nearer than this is a warning for parts without a stated shelf life."""


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
