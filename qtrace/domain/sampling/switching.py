"""Severity of the next lot as a pure fold over the history of lots; nothing here is remembered.

A switch acts on the lot after the one that caused it. One history is one part x manufacturing
site x characteristic class. Resubmitted lots are answered and never counted.

Source: ISO 2859-1:1999 clauses 9.1 to 9.4; ANSI/ASQ Z1.4 clauses 8.1 to 8.4. The optional limit
numbers of Z1.4 (table VIII) are not used. The lot that ends reduced inspection does not count
towards two-of-five: a count begins with the first lot of its own severity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qtrace.domain.sampling.plans import PlanError, PlanErrorCode, Scheme, SinglePlan, single_plan
from qtrace.domain.sampling.severity_reason import (
    Cause,
    SeverityReason,
    SwitchProgress,
    SwitchState,
    severity_reason,
)
from qtrace.domain.sampling.tables import SamplingTables, Severity, Standard

WINDOW = 5
REJECTED_TO_TIGHTEN = 2
ACCEPTED_TO_RELAX = 5
REJECTED_TO_DISCONTINUE = 5
SCORE_TO_REDUCE = 30
ACCEPTED_TO_REDUCE = 10


class SwitchEvent(StrEnum):
    """What people decide between two lots; an event that has nothing to change changes nothing.

    RESUME ends a discontinuation after the supplier's action, on tightened inspection.
    IRREGULAR_PRODUCTION and AUTHORITY_NORMAL end reduced inspection; the AUTHORITY events are the
    responsible authority's own decisions, and DISCONTINUED is one of them.
    """

    RESUME = "resume"
    IRREGULAR_PRODUCTION = "irregular_production"
    AUTHORITY_NORMAL = "authority_normal"
    AUTHORITY_TIGHTENED = "authority_tightened"
    DISCONTINUED = "discontinued"


class SourceChange(StrEnum):
    """What makes the first lots of a source tightened by itself, without anybody's decision."""

    NEW_SOURCE = "new_source"
    NEW_REVISION = "new_revision"

    @property
    def cause(self) -> Cause:
        """Why the series is tightened then."""
        return Cause(self.name)


_EVENTS: Mapping[tuple[SwitchEvent, SwitchState], tuple[SwitchState, Cause]] = {
    (SwitchEvent.RESUME, SwitchState.DISCONTINUED): (SwitchState.TIGHTENED, Cause.RESUMED),
    (SwitchEvent.IRREGULAR_PRODUCTION, SwitchState.REDUCED): (
        SwitchState.NORMAL,
        Cause.IRREGULAR_PRODUCTION,
    ),
    (SwitchEvent.AUTHORITY_NORMAL, SwitchState.REDUCED): (SwitchState.NORMAL, Cause.AUTHORITY),
    (SwitchEvent.AUTHORITY_TIGHTENED, SwitchState.NORMAL): (
        SwitchState.TIGHTENED,
        Cause.AUTHORITY,
    ),
    (SwitchEvent.AUTHORITY_TIGHTENED, SwitchState.REDUCED): (
        SwitchState.TIGHTENED,
        Cause.AUTHORITY,
    ),
    (SwitchEvent.DISCONTINUED, SwitchState.NORMAL): (SwitchState.DISCONTINUED, Cause.AUTHORITY),
    (SwitchEvent.DISCONTINUED, SwitchState.TIGHTENED): (
        SwitchState.DISCONTINUED,
        Cause.AUTHORITY,
    ),
    (SwitchEvent.DISCONTINUED, SwitchState.REDUCED): (SwitchState.DISCONTINUED, Cause.AUTHORITY),
}


class LotEnd(StrEnum):
    """How a lot ended that was not judged by a single plan; GAP accepts and ends reduced."""

    ACCEPTED = "accepted"
    GAP = "gap"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class LotOutcome:
    """What is stored of an inspected lot.

    Attributes:
        lot_size: pieces, >= 1.
        d: failed pieces found (nonconformities where the AQL is above 10), >= 0.
        resubmitted: True if this is not the original inspection of the lot.
        lot: its number, for the reason shown to people.
        severity: what it was in truth inspected under, where that is stored: a lot that was begun
            before the one ahead of it was decided may differ from the severity then in force.
        end: how it ended, where a double plan or one by variables judged it; None: by `d`.
    """

    lot_size: int
    d: int
    resubmitted: bool = False
    lot: str = ""
    severity: Severity | None = None
    end: LotEnd | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """What reduced inspection needs beside the figures; both must hold.

    Attributes:
        reduced_authorised: the responsible authority agrees.
        steady_production: production runs at a steady rate.
    """

    reduced_authorised: bool = False
    steady_production: bool = False


@dataclass(frozen=True, slots=True)
class SwitchedLot:
    """The answer for one lot.

    Attributes:
        severity: severity the lot was inspected under.
        accepted: True below the rejection number (in the gap of reduced Z1.4 too).
        state_after: state for the next lot.
        score: switching score after this lot, also the one that led to reduced; None for a lot
            inspected off normal, and for Z1.4.
        reason: why the next lot has its severity.
    """

    lot: LotOutcome
    severity: Severity
    plan: SinglePlan
    accepted: bool
    state_after: SwitchState
    score: int | None
    reason: SeverityReason


@dataclass(frozen=True, slots=True)
class SwitchedEvent:
    """The answer for one event."""

    event: SwitchEvent | SourceChange
    state_after: SwitchState
    reason: SeverityReason


@dataclass(frozen=True, slots=True)
class RefusedLot:
    """A lot that came while inspection is discontinued: not inspected, not counted."""

    lot: LotOutcome
    state_after: SwitchState


SwitchStep = SwitchedLot | SwitchedEvent | RefusedLot


@dataclass(frozen=True, slots=True)
class SwitchHistory:
    """The whole series, and what holds for the lot that comes next.

    Attributes:
        state: state for the next lot.
        score: switching score, None off normal inspection and for Z1.4.
        reason: one line's worth of why.
    """

    steps: tuple[SwitchStep, ...]
    state: SwitchState
    score: int | None
    reason: SeverityReason


@dataclass(frozen=True, slots=True)
class _Rules:
    """What does not change along the series."""

    tables: SamplingTables
    scheme: Scheme
    conditions: Conditions


def switch(
    tables: SamplingTables,
    scheme: Scheme,
    conditions: Conditions,
    entries: Sequence[LotOutcome | SwitchEvent | SourceChange | Conditions],
    start: SwitchState = SwitchState.NORMAL,
) -> SwitchHistory | PlanError:
    """Replay `entries` (oldest first) and say what each lot was inspected under, and what is next.

    The answer for an entry depends only on the entries before it and on itself. A lot that was
    inspected under another severity than the one in force counts only if it was rejected.

    Args:
        tables: the shipped tables.
        scheme: standard, level and AQL of the series.
        conditions: what the authority and production say about reduced inspection at first.
        entries: lots and events, and what `conditions` become from there on (no step of their own).
        start: severity of the first lot; tightened after a change or from a new source.

    Returns:
        The history, or the error of the first inspected lot without a plan or with a count below 0.
    """
    rules = _Rules(tables, scheme, conditions)
    progress = SwitchProgress(start)
    steps: list[SwitchStep] = []
    for entry in entries:
        if isinstance(entry, Conditions):
            rules = replace(rules, conditions=entry)
            progress = _under_conditions(entry, progress)
            continue
        if isinstance(entry, SwitchEvent | SourceChange):
            progress = _after_event(entry, progress)
            steps.append(SwitchedEvent(entry, progress.state, _reason(rules, progress)))
            continue
        severity = progress.state.severity
        if severity is None:
            steps.append(RefusedLot(entry, progress.state))
            continue
        if entry.d < 0:
            return PlanError(PlanErrorCode.BAD_COUNT, {"given": str(entry.d)})
        judged = entry.severity or severity
        plan = single_plan(tables, scheme, judged, entry.lot_size)
        if isinstance(plan, PlanError):
            return plan
        score = _score_now(rules, progress)
        end = _end(entry, plan)
        if judged is severity or end is LotEnd.REJECTED:
            progress, score = _after_lot(rules, progress, entry, plan, end)
        steps.append(
            SwitchedLot(
                entry,
                judged,
                plan,
                end is not LotEnd.REJECTED,
                progress.state,
                score,
                _reason(rules, progress),
            )
        )
    return SwitchHistory(
        tuple(steps), progress.state, _score_now(rules, progress), _reason(rules, progress)
    )


def _end(lot: LotOutcome, plan: SinglePlan) -> LotEnd:
    """How the lot ended: as told, or as its count says by the single plan."""
    if lot.end is not None:
        return lot.end
    if lot.d >= plan.re:
        return LotEnd.REJECTED
    return LotEnd.GAP if lot.d > plan.ac else LotEnd.ACCEPTED


def _reason(rules: _Rules, progress: SwitchProgress) -> SeverityReason:
    return severity_reason(progress, rules.scheme.standard)


def _score_now(rules: _Rules, progress: SwitchProgress) -> int | None:
    keeps = rules.scheme.standard is Standard.ISO2859 and progress.state is SwitchState.NORMAL
    return progress.score if keeps else None


def _after_event(event: SwitchEvent | SourceChange, before: SwitchProgress) -> SwitchProgress:
    """State after an authority's decision; most events matter in one state only.

    Source: ISO 2859-1:1999 clauses 9.3.4 and 9.4; ANSI/ASQ Z1.4 clauses 8.3.4 and 8.4.
    """
    if isinstance(event, SourceChange):
        relaxed = before.state in (SwitchState.NORMAL, SwitchState.REDUCED)
        return SwitchProgress(SwitchState.TIGHTENED, event.cause) if relaxed else before
    after = _EVENTS.get((event, before.state))
    return before if after is None else SwitchProgress(*after)


def _under_conditions(conditions: Conditions, before: SwitchProgress) -> SwitchProgress:
    """Reduced inspection ends where its conditions end; nothing else depends on them.

    Source: ISO 2859-1:1999 clause 9.3.4 b and d; ANSI/ASQ Z1.4 clause 8.3.4 c and d.
    """
    if before.state is not SwitchState.REDUCED:
        return before
    if not conditions.steady_production:
        return SwitchProgress(SwitchState.NORMAL, Cause.IRREGULAR_PRODUCTION)
    if not conditions.reduced_authorised:
        return SwitchProgress(SwitchState.NORMAL, Cause.AUTHORITY)
    return before


def _after_lot(
    rules: _Rules, before: SwitchProgress, lot: LotOutcome, plan: SinglePlan, end: LotEnd
) -> tuple[SwitchProgress, int | None]:
    """State after `lot`, and the switching score that this lot reached."""
    if lot.resubmitted:
        return before, _score_now(rules, before)
    accepted = end is not LotEnd.REJECTED
    if before.state is SwitchState.NORMAL:
        counted = _count_on_normal(rules, before, lot, plan, accepted=accepted)
        score = counted.score if rules.scheme.standard is Standard.ISO2859 else None
        return _leave_normal(rules, counted, lot), score
    if before.state is SwitchState.TIGHTENED:
        return _after_tightened(before, lot, accepted=accepted), None
    return _after_reduced(before, lot, end), None


def _count_on_normal(
    rules: _Rules, before: SwitchProgress, lot: LotOutcome, plan: SinglePlan, *, accepted: bool
) -> SwitchProgress:
    """The counts of normal inspection with `lot` added.

    Source: ISO 2859-1:1999 clause 9.3.3.2 (switching score); ANSI/ASQ Z1.4 clause 8.3.3.
    """
    window = (*before.window, None if accepted else lot.lot)[-WINDOW:]
    run = before.accepted_run + 1 if accepted else 0
    gain = _score_gain(rules, lot, plan)
    score = before.score + gain if gain else 0
    return replace(before, window=window, accepted_run=run, score=score)


def _score_gain(rules: _Rules, lot: LotOutcome, plan: SinglePlan) -> int:
    """What `lot` adds to the switching score; 0 resets it.

    Ac of 2 or more: 3 if it would pass one AQL step tighter, judged at the letter of the plan in
    use, because the sample on the table has that plan's size. Ac of 0 or 1: 2 if it was accepted.
    Where Ac is 2 or more the next tighter cell always stands beside it, without an arrow.

    Source: ISO 2859-1:1999 clause 9.3.3.2.
    """
    if lot.d >= plan.re:
        return 0
    if plan.ac < 2:
        return 2 if lot.d <= plan.ac else 0
    scheme = rules.scheme
    tighter = rules.tables.aqls[rules.tables.aqls.index(scheme.aql) - 1]
    letter = str(plan.plan_letter)
    cell = rules.tables.cells[(scheme.standard, Severity.NORMAL, letter, tighter)]
    return 3 if lot.d <= cell.ac else 0


def _leave_normal(rules: _Rules, counted: SwitchProgress, lot: LotOutcome) -> SwitchProgress:
    """Tightened after two of five or fewer, reduced when everything agrees, else still normal."""
    rejected = counted.rejected_in_window
    if rejected >= REJECTED_TO_TIGHTEN:
        return SwitchProgress(
            SwitchState.TIGHTENED,
            Cause.TWO_REJECTED,
            since=lot.lot,
            rejected=rejected,
            within=len(counted.window),
        )
    conditions = rules.conditions
    if not (conditions.reduced_authorised and conditions.steady_production):
        return counted
    if rules.scheme.standard is Standard.ISO2859 and counted.score >= SCORE_TO_REDUCE:
        return SwitchProgress(
            SwitchState.REDUCED, Cause.SCORE_REACHED, since=lot.lot, score=counted.score
        )
    if rules.scheme.standard is Standard.Z14 and counted.accepted_run >= ACCEPTED_TO_REDUCE:
        return SwitchProgress(SwitchState.REDUCED, Cause.TEN_ACCEPTED, since=lot.lot)
    return counted


def _after_tightened(before: SwitchProgress, lot: LotOutcome, *, accepted: bool) -> SwitchProgress:
    """Normal after five accepted in a row, discontinued after five rejected in all."""
    if accepted:
        run = before.accepted_run + 1
        if run >= ACCEPTED_TO_RELAX:
            return SwitchProgress(SwitchState.NORMAL, Cause.FIVE_ACCEPTED, since=lot.lot)
        return replace(before, accepted_run=run)
    rejected = before.tightened_rejected + 1
    if rejected >= REJECTED_TO_DISCONTINUE:
        return SwitchProgress(
            SwitchState.DISCONTINUED, Cause.FIVE_REJECTED, since=lot.lot, rejected=rejected
        )
    return replace(before, accepted_run=0, tightened_rejected=rejected)


def _after_reduced(before: SwitchProgress, lot: LotOutcome, end: LotEnd) -> SwitchProgress:
    """Normal after a lot that is not accepted, or that falls between Ac and Re (Z1.4)."""
    if end is LotEnd.REJECTED:
        return SwitchProgress(SwitchState.NORMAL, Cause.REDUCED_REJECTED, since=lot.lot)
    if end is LotEnd.GAP:
        return SwitchProgress(SwitchState.NORMAL, Cause.BETWEEN_AC_AND_RE, since=lot.lot)
    return before
