"""Why a severity is in force, as a code with facts: what happened, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.sampling.tables import Severity, Standard


class SwitchState(StrEnum):
    """Where a series of lots stands: one of the severities, or inspection discontinued."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"
    DISCONTINUED = "discontinued"

    @property
    def severity(self) -> Severity | None:
        """Severity the next lot is inspected under; None while discontinued."""
        return None if self is SwitchState.DISCONTINUED else Severity(self.value)


class Cause(StrEnum):
    """What brought the series into its state."""

    START = "START"
    TWO_REJECTED = "TWO_REJECTED"
    FIVE_ACCEPTED = "FIVE_ACCEPTED"
    FIVE_REJECTED = "FIVE_REJECTED"
    SCORE_REACHED = "SCORE_REACHED"
    TEN_ACCEPTED = "TEN_ACCEPTED"
    REDUCED_REJECTED = "REDUCED_REJECTED"
    BETWEEN_AC_AND_RE = "BETWEEN_AC_AND_RE"
    IRREGULAR_PRODUCTION = "IRREGULAR_PRODUCTION"
    AUTHORITY = "AUTHORITY"
    RESUMED = "RESUMED"
    NEW_SOURCE = "NEW_SOURCE"
    NEW_REVISION = "NEW_REVISION"


class Outlook(StrEnum):
    """What the figures say about the next switch."""

    SCORE = "SCORE"
    SCORE_ENOUGH = "SCORE_ENOUGH"
    ACCEPTED_RUN = "ACCEPTED_RUN"
    RUN_ENOUGH = "RUN_ENOUGH"
    ONE_MORE_REJECTED = "ONE_MORE_REJECTED"
    MORE_ACCEPTED = "MORE_ACCEPTED"
    ONE_REJECTED_ENDS = "ONE_REJECTED_ENDS"
    SUPPLIER_ACTION = "SUPPLIER_ACTION"


@dataclass(frozen=True, slots=True)
class SeverityReason:
    """Why the next lot has its severity; `explain_severity` makes one line of it.

    Attributes:
        state: the state that is explained.
        code: what brought it about.
        facts: `lot` (number of the lot that caused it, may be empty), `rejected`, `within`,
            `score`, as far as the code has them; `every_piece` where a change asks for 100 %.
        outlook: what comes next.
        outlook_facts: `score`, `needed`, `accepted`, `more`, `lots`, `rejected`, `left`, `lot`.
    """

    state: SwitchState
    code: Cause
    facts: Mapping[str, str]
    outlook: Outlook
    outlook_facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SwitchProgress:
    """All that the rules need to know about the lots before; counts begin anew with each state.

    Attributes:
        state: the state in force.
        cause: what brought it about.
        since: number of the lot that caused the state.
        rejected: rejected lots that caused the state.
        within: consecutive lots in which they fell.
        score: switching score; on reduced, the score that led there.
        window: last lots on normal, at most 5: None if accepted, else the rejected lot's number.
        accepted_run: lots accepted in a row on normal or tightened.
        tightened_rejected: lots rejected so far on tightened.
    """

    state: SwitchState
    cause: Cause = Cause.START
    since: str = ""
    rejected: int = 0
    within: int = 0
    score: int = 0
    window: tuple[str | None, ...] = ()
    accepted_run: int = 0
    tightened_rejected: int = 0

    @property
    def rejected_in_window(self) -> int:
        """Rejected lots among the last lots on normal."""
        return sum(lot is not None for lot in self.window)

    @property
    def span_of_rejected(self) -> int:
        """Consecutive lots from the first rejected one in the window to the last lot."""
        first = next((i for i, lot in enumerate(self.window) if lot is not None), len(self.window))
        return len(self.window) - first


def severity_reason(progress: SwitchProgress, standard: Standard) -> SeverityReason:
    """The reason for `progress.state`, with the nearest next switch.

    Args:
        progress: the series so far.
        standard: decides what leads to reduced inspection.
    """
    facts = {"lot": progress.since}
    if progress.rejected:
        facts["rejected"] = str(progress.rejected)
    if progress.within:
        facts["within"] = str(progress.within)
    if progress.cause is Cause.SCORE_REACHED:
        facts["score"] = str(progress.score)
    outlook, outlook_facts = _outlook(progress, standard)
    return SeverityReason(progress.state, progress.cause, facts, outlook, outlook_facts)


def _outlook(progress: SwitchProgress, standard: Standard) -> tuple[Outlook, dict[str, str]]:
    if progress.state is SwitchState.NORMAL:
        return _outlook_on_normal(progress, standard)
    if progress.state is SwitchState.TIGHTENED:
        return Outlook.MORE_ACCEPTED, {
            "more": str(5 - progress.accepted_run),
            "rejected": str(progress.tightened_rejected),
            "left": str(5 - progress.tightened_rejected),
        }
    reduced = progress.state is SwitchState.REDUCED
    return (Outlook.ONE_REJECTED_ENDS if reduced else Outlook.SUPPLIER_ACTION), {}


def _outlook_on_normal(
    progress: SwitchProgress, standard: Standard
) -> tuple[Outlook, dict[str, str]]:
    """A rejected lot that still counts is the nearest switch; else the way to reduced."""
    if progress.rejected_in_window and progress.span_of_rejected < 5:
        rejected = next(lot for lot in progress.window if lot is not None)
        facts = {"lot": rejected, "lots": str(5 - progress.span_of_rejected)}
        return Outlook.ONE_MORE_REJECTED, facts
    if standard is Standard.ISO2859:
        outlook = Outlook.SCORE_ENOUGH if progress.score >= 30 else Outlook.SCORE
        return outlook, {"score": str(progress.score), "needed": "30"}
    outlook = Outlook.RUN_ENOUGH if progress.accepted_run >= 10 else Outlook.ACCEPTED_RUN
    return outlook, {"accepted": str(progress.accepted_run), "needed": "10"}
