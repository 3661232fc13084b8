"""What the readings decide, and what still stands in the way: pure, over the sheet."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_tally import HintCode, InspectionOutcome
from qtrace.domain.inspection_ways import Obstacle
from qtrace.services.inspection.rows import InspectionSheet


class Hindrance(StrEnum):
    """Why the waiting signature cannot be given, or the lot not be released by it."""

    UNSAVED = "unsaved"
    READINGS_MISSING = "readings_missing"
    TABLE_UNVERIFIED = "table_unverified"
    VERDICT_OPEN = "verdict_open"
    PAPERS_MISSING = "papers_missing"
    ON_HOLD = "on_hold"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    DECIDED_ELSEWHERE = "decided_elsewhere"


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict with what hinders it.

    Attributes:
        outcome: what a signature would confirm; None while nothing can be signed.
        hindrance: the first thing in the way, or None.
        is_last: the waiting signature is the last of the chain.
        missing: readings that are missing.
        early: signed before every reading was taken.
    """

    outcome: InspectionOutcome | None
    hindrance: Hindrance | None
    is_last: bool
    missing: int
    early: bool

    @property
    def may_decide(self) -> bool:
        """True if the decision page has something to decide."""
        return self.outcome is not None

    @property
    def may_sign(self) -> bool:
        """True if the waiting signature would be taken."""
        return self.outcome is not None and self.hindrance is None


def missing_papers(sheet: InspectionSheet) -> tuple[str, ...]:
    """Kinds of papers that nobody has seen."""
    return tuple(paper.kind for paper in sheet.papers if paper.number is None)


def standing_of(sheet: InspectionSheet, unsaved: int = 0) -> Standing:
    """Where the decision stands.

    Args:
        sheet: the inspection.
        unsaved: readings that are not in the database yet.
    """
    verdict = sheet.verdict
    is_last = sheet.plan is not None and sheet.next_step == sheet.plan.chain[-1]
    outcome = verdict.certain
    hindrance: Hindrance | None = None
    if unsaved:
        hindrance, outcome = Hindrance.UNSAVED, None
    elif outcome is None:
        hindrance = _open(sheet)
    elif verdict.missing and not (sheet.plan and sheet.plan.early_stop):
        hindrance, outcome = Hindrance.READINGS_MISSING, None
    elif is_last:
        hindrance = _not_concludable(sheet, outcome)
    return Standing(outcome, hindrance, is_last, verdict.missing, bool(verdict.missing))


def _open(sheet: InspectionSheet) -> Hindrance:
    hint = sheet.verdict.hint
    if sheet.verdict.missing:
        return Hindrance.READINGS_MISSING
    if hint is not None and hint.code is HintCode.PLAN_UNVERIFIED:
        return Hindrance.TABLE_UNVERIFIED
    return Hindrance.VERDICT_OPEN


_HINDRANCES = {
    Obstacle.NOT_IN_QUARANTINE: Hindrance.DECIDED_ELSEWHERE,
    Obstacle.ON_HOLD: Hindrance.ON_HOLD,
    Obstacle.EXPIRED: Hindrance.EXPIRED,
    Obstacle.SOURCE_SUSPENDED: Hindrance.SUSPENDED,
    Obstacle.CERTIFICATE_MISSING: Hindrance.PAPERS_MISSING,
}


def _not_concludable(sheet: InspectionSheet, outcome: InspectionOutcome) -> Hindrance | None:
    """What keeps the lot from release; a rejection is only kept from a lot decided elsewhere."""
    for obstacle in sheet.obstacles:
        if outcome is InspectionOutcome.ACCEPT or obstacle is Obstacle.NOT_IN_QUARANTINE:
            return _HINDRANCES[obstacle]
    return None


def is_decided(sheet: InspectionSheet) -> bool:
    """True after the last signature."""
    return sheet.state in (InspectionState.ACCEPTED, InspectionState.REJECTED)
