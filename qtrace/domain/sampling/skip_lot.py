"""Skip-lot inspection as a pure fold over the history of lots; nothing here is remembered.

One history is one part x manufacturing site x characteristic class, like switching. A product
qualifies lot by lot, then lots are chosen for inspection at random; a chosen lot that is rejected or
doubtful interrupts, and lots are inspected one by one until it requalifies or starts anew. Identity
and certificate of a skipped lot are checked all the same (`barriers_to_stock`).

The numbers below follow ISO 2859-3:2005 as its users quote them and were not compared with a copy:
every answer says `verified` False and decides nothing until quality has checked them and signed.

Source: ISO 2859-3:2005 clauses 5 (qualification) and 6 (frequency, interruption, requalification).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qtrace.domain.sampling.positions import choose_containers
from qtrace.domain.sampling.skip_reason import (
    GOOD_TO_REQUALIFY,
    GOOD_TO_SKIP_MORE,
    LOTS_TO_REQUALIFY,
    RAREST,
    SCORE_TO_QUALIFY,
    SkipCause,
    SkipProgress,
    SkipReason,
    SkipState,
    skip_reason,
)
from qtrace.domain.sampling.tables import Severity

POINTS_CLEAR = 5
POINTS_GOOD = 3

_INITIAL = ((11, 4), (14, 3))
"""Lots that qualification took at most, and the frequency (one in so many) it leads to; else 2."""


class SkipEvent(StrEnum):
    """What people decide or learn between two lots.

    AGREED: the supplier is qualified and the responsible authority agrees to skipping; without it
    no lot is skipped, and what was earned waits. All others lead back to lot-by-lot inspection;
    SUPPLIER_DISQUALIFIED and AUTHORITY take the agreement back.
    """

    AGREED = "agreed"
    PRODUCT_CHANGED = "product_changed"
    PRODUCTION_INTERRUPTED = "production_interrupted"
    SUPPLIER_DISQUALIFIED = "supplier_disqualified"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class SkipLotOutcome:
    """What is stored of a lot.

    Attributes:
        inspected: False for a lot that was skipped.
        accepted: verdict of an inspected lot; True for a skipped one.
        points: qualification points of an inspected lot: `POINTS_CLEAR`, `POINTS_GOOD` or 0.
        severity: severity it was inspected under; TIGHTENED ends skip-lot inspection.
        resubmitted: True if this is not the original inspection of the lot; not counted.
        lot: its number, for the reason shown to people.
    """

    inspected: bool = True
    accepted: bool = True
    points: int = 0
    severity: Severity = Severity.NORMAL
    resubmitted: bool = False
    lot: str = ""


@dataclass(frozen=True, slots=True)
class SkipHistory:
    """The answer for a history.

    Attributes:
        states: the state after each entry, in order.
        progress: all that the rules know about the lots so far.
        reason: why the next lot has its state.
        verified: False decides nothing until quality has checked the rules and signed.
    """

    states: tuple[SkipState, ...]
    progress: SkipProgress
    reason: SkipReason
    verified: bool = False


def qualification_points(d: int, ac: int, one_tighter: int | None, two_tighter: int | None) -> int:
    """Points of an inspected lot: 5 if it would pass two AQL steps tighter, 3 if one, else 0.

    Without tighter plans of the same sample: a lot without failures has 5 for Ac 1 and 3 for Ac 0.

    Args:
        d: failed pieces in the sample.
        ac: acceptance number of its plan.
        one_tighter: acceptance number at the next tighter AQL with the same n; None without one.
        two_tighter: the same two steps tighter.

    Source: ISO 2859-3:2005 clause 5.3, in its strictest reading.
    """
    if ac <= 1:
        return (POINTS_CLEAR if ac == 1 else POINTS_GOOD) if d == 0 else 0
    if two_tighter is not None and d <= two_tighter:
        return POINTS_CLEAR
    return POINTS_GOOD if one_tighter is not None and d <= one_tighter else 0


def skip_lots(entries: Sequence[SkipLotOutcome | SkipEvent]) -> SkipHistory:
    """The state for the next lot, from the whole history of lots and events in order of time."""
    progress = SkipProgress(SkipState.LOT_BY_LOT)
    states = []
    for entry in entries:
        if isinstance(entry, SkipEvent):
            progress = _after_event(progress, entry)
        elif not entry.resubmitted:
            progress = _after_lot(progress, entry)
        states.append(progress.state)
    return SkipHistory(tuple(states), progress, skip_reason(progress))


def is_chosen(one_in: int, seed: int) -> bool:
    """Whether a lot is inspected, with chance 1 / `one_in`; the same again from the recorded seed."""
    return choose_containers(one_in, seed, 1) == (1,)


def _after_event(before: SkipProgress, event: SkipEvent) -> SkipProgress:
    if event is SkipEvent.AGREED:
        return _qualified(replace(before, agreed=True))
    taken_back = event in {SkipEvent.SUPPLIER_DISQUALIFIED, SkipEvent.AUTHORITY}
    return SkipProgress(
        SkipState.LOT_BY_LOT, SkipCause(event.name), agreed=before.agreed and not taken_back
    )


def _after_lot(before: SkipProgress, lot: SkipLotOutcome) -> SkipProgress:
    if not lot.inspected:
        return before
    if lot.severity is Severity.TIGHTENED:
        return _state(before, SkipState.LOT_BY_LOT, SkipCause.TIGHTENED, lot)
    good = lot.accepted and lot.points > 0
    if before.state is SkipState.LOT_BY_LOT:
        return _qualifying(before, lot, good=good)
    if before.state is SkipState.SKIP:
        return _skipping(before, lot, good=good)
    return _requalifying(before, lot, good=good)


def _state(
    before: SkipProgress, state: SkipState, cause: SkipCause, lot: SkipLotOutcome, one_in: int = 1
) -> SkipProgress:
    """A new state, whose counts begin anew."""
    return SkipProgress(state, cause, since=lot.lot, one_in=one_in, agreed=before.agreed)


def _qualifying(before: SkipProgress, lot: SkipLotOutcome, *, good: bool) -> SkipProgress:
    """The score grows with every good lot and begins anew after any other."""
    if not good:
        return replace(before, score=0, lots=0)
    score, lots = before.score + lot.points, before.lots + 1
    return _qualified(replace(before, score=score, lots=lots), lot.lot)


def _qualified(before: SkipProgress, lot: str = "") -> SkipProgress:
    """Skipping, where the score is reached and agreed; the quicker it was reached, the rarer."""
    enough = before.state is SkipState.LOT_BY_LOT and before.score >= SCORE_TO_QUALIFY
    if not (enough and before.agreed):
        return before
    one_in = next((each for most, each in _INITIAL if before.lots <= most), 2)
    return SkipProgress(SkipState.SKIP, SkipCause.QUALIFIED, since=lot, one_in=one_in, agreed=True)


def _skipping(before: SkipProgress, lot: SkipLotOutcome, *, good: bool) -> SkipProgress:
    """A lot that is not good interrupts; ten good ones in a row make inspection rarer by one step."""
    if not good:
        cause = SkipCause.LOT_DOUBTFUL if lot.accepted else SkipCause.LOT_REJECTED
        return _state(before, SkipState.INTERRUPTED, cause, lot, before.one_in)
    run = before.good_run + 1
    if run < GOOD_TO_SKIP_MORE or before.one_in >= RAREST:
        return replace(before, good_run=run)
    return _state(before, SkipState.SKIP, SkipCause.SKIPS_MORE, lot, before.one_in + 1)


def _requalifying(before: SkipProgress, lot: SkipLotOutcome, *, good: bool) -> SkipProgress:
    """Four good lots in a row resume, one step more often; a rejection or ten lots start anew."""
    if not lot.accepted:
        return _state(before, SkipState.LOT_BY_LOT, SkipCause.REJECTED_AGAIN, lot)
    run, lots = (before.good_run + 1 if good else 0), before.lots + 1
    if run >= GOOD_TO_REQUALIFY:
        return _state(before, SkipState.SKIP, SkipCause.REQUALIFIED, lot, max(2, before.one_in - 1))
    if lots >= LOTS_TO_REQUALIFY:
        return _state(before, SkipState.LOT_BY_LOT, SkipCause.NOT_REQUALIFIED, lot)
    return replace(before, good_run=run, lots=lots)


@dataclass(frozen=True, slots=True)
class StockQuestion:
    """What must be known of a lot before it may go to stock without inspection.

    Attributes:
        state: state of every class of the part's characteristics.
        chosen: the lot was drawn for inspection.
        critical_class: the part has a critical characteristic.
        identity_checked: part, revision, lot and site on the label are those of the order.
        certificate_complete: every certificate the part needs is there.
        under_hold: a hold or an interlock acts on the lot.
        first_after_change: first lot after a change, or from a new source.
        verified: quality has checked the skip-lot rules and signed.
    """

    state: SkipState
    chosen: bool
    critical_class: bool
    identity_checked: bool
    certificate_complete: bool
    under_hold: bool
    first_after_change: bool
    verified: bool


class StockBarrier(StrEnum):
    """What keeps a lot from going to stock without inspection; the order is that of the checks."""

    NOT_VERIFIED = "NOT_VERIFIED"
    CRITICAL_CLASS = "CRITICAL_CLASS"
    NOT_SKIPPING = "NOT_SKIPPING"
    CHOSEN = "CHOSEN"
    FIRST_AFTER_CHANGE = "FIRST_AFTER_CHANGE"
    IDENTITY_OPEN = "IDENTITY_OPEN"
    CERTIFICATE_MISSING = "CERTIFICATE_MISSING"
    UNDER_HOLD = "UNDER_HOLD"


def barriers_to_stock(question: StockQuestion) -> tuple[StockBarrier, ...]:
    """Everything that keeps the lot from going to stock without inspection; empty: it may."""
    found = {
        StockBarrier.NOT_VERIFIED: not question.verified,
        StockBarrier.CRITICAL_CLASS: question.critical_class,
        StockBarrier.NOT_SKIPPING: question.state is not SkipState.SKIP,
        StockBarrier.CHOSEN: question.chosen,
        StockBarrier.FIRST_AFTER_CHANGE: question.first_after_change,
        StockBarrier.IDENTITY_OPEN: not question.identity_checked,
        StockBarrier.CERTIFICATE_MISSING: not question.certificate_complete,
        StockBarrier.UNDER_HOLD: question.under_hold,
    }
    return tuple(barrier for barrier, stands in found.items() if stands)
