"""Why lots are skipped, or not, as a code with facts: what happened, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SCORE_TO_QUALIFY = 50
GOOD_TO_REQUALIFY = 4
LOTS_TO_REQUALIFY = 10
GOOD_TO_SKIP_MORE = 10
RAREST = 5


class SkipState(StrEnum):
    """Where a series of lots stands in skip-lot inspection.

    Source: ISO 2859-3:2005 clause 6.1, states 1 to 3.
    """

    LOT_BY_LOT = "lot_by_lot"
    SKIP = "skip"
    INTERRUPTED = "interrupted"


class SkipCause(StrEnum):
    """What brought the series into its state."""

    START = "START"
    QUALIFIED = "QUALIFIED"
    SKIPS_MORE = "SKIPS_MORE"
    REQUALIFIED = "REQUALIFIED"
    LOT_REJECTED = "LOT_REJECTED"
    LOT_DOUBTFUL = "LOT_DOUBTFUL"
    REJECTED_AGAIN = "REJECTED_AGAIN"
    NOT_REQUALIFIED = "NOT_REQUALIFIED"
    TIGHTENED = "TIGHTENED"
    PRODUCT_CHANGED = "PRODUCT_CHANGED"
    PRODUCTION_INTERRUPTED = "PRODUCTION_INTERRUPTED"
    SUPPLIER_DISQUALIFIED = "SUPPLIER_DISQUALIFIED"
    AUTHORITY = "AUTHORITY"


class SkipOutlook(StrEnum):
    """What the figures say about the next change."""

    SCORE = "SCORE"
    SCORE_ENOUGH = "SCORE_ENOUGH"
    MORE_GOOD_TO_SKIP_MORE = "MORE_GOOD_TO_SKIP_MORE"
    ONE_BAD_INTERRUPTS = "ONE_BAD_INTERRUPTS"
    MORE_GOOD_TO_RESUME = "MORE_GOOD_TO_RESUME"


@dataclass(frozen=True, slots=True)
class SkipProgress:
    """All that the rules need to know about the lots before; counts begin anew with each state.

    Attributes:
        state: the state in force.
        cause: what brought it about.
        since: number of the lot that caused the state.
        one_in: one lot in so many is inspected; while interrupted, what was in force before; 1 lot
            by lot.
        score: qualification score, lot by lot.
        lots: lots counted towards qualification, or since the interruption.
        good_run: good lots in a row, while skipping or interrupted.
        agreed: the supplier is qualified and the responsible authority agrees to skipping.
    """

    state: SkipState
    cause: SkipCause = SkipCause.START
    since: str = ""
    one_in: int = 1
    score: int = 0
    lots: int = 0
    good_run: int = 0
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class SkipReason:
    """Why the next lot has its state; `explain_skip` makes one line of it.

    Attributes:
        state: the state that is explained.
        code: what brought it about.
        facts: `lot` (number of the lot that caused it, may be empty) and `one_in`.
        outlook: what comes next.
        outlook_facts: `score`, `needed`, `more`, `left`, as far as the outlook has them.
    """

    state: SkipState
    code: SkipCause
    facts: Mapping[str, str]
    outlook: SkipOutlook
    outlook_facts: Mapping[str, str]


def skip_reason(progress: SkipProgress) -> SkipReason:
    """The reason for `progress.state`, with the nearest next change."""
    facts = {"lot": progress.since, "one_in": str(progress.one_in)}
    outlook, outlook_facts = _outlook(progress)
    return SkipReason(progress.state, progress.cause, facts, outlook, outlook_facts)


def _outlook(progress: SkipProgress) -> tuple[SkipOutlook, dict[str, str]]:
    if progress.state is SkipState.LOT_BY_LOT:
        enough = progress.score >= SCORE_TO_QUALIFY
        facts = {"score": str(progress.score), "needed": str(SCORE_TO_QUALIFY)}
        return (SkipOutlook.SCORE_ENOUGH if enough else SkipOutlook.SCORE), facts
    if progress.state is SkipState.INTERRUPTED:
        more = GOOD_TO_REQUALIFY - progress.good_run
        left = LOTS_TO_REQUALIFY - progress.lots
        return SkipOutlook.MORE_GOOD_TO_RESUME, {"more": str(more), "left": str(left)}
    if progress.one_in >= RAREST:
        return SkipOutlook.ONE_BAD_INTERRUPTS, {}
    more = GOOD_TO_SKIP_MORE - progress.good_run
    return SkipOutlook.MORE_GOOD_TO_SKIP_MORE, {"more": str(more)}
