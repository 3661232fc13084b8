"""A sample as a thing: taken from a lot, split, sent to a laboratory, and what is left of it.

Nothing is remembered: state and quantity are a fold over what was done. What a sample loses by a
split is what its part begins with, so that no quantity comes from nowhere.

Source: ISO 2859-1:1999 clause 8 (drawing of samples); 21 CFR 211.84, 211.170 (samples, reserve).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class SampleState(StrEnum):
    """Where a sample is; the last three are the end of it."""

    IN_HAND = "in_hand"
    AT_LABORATORY = "at_laboratory"
    DESTROYED = "destroyed"
    RETURNED = "returned"
    RETAINED = "retained"


class SampleResult(StrEnum):
    """What is known of an outsourced test; only a confirmed result counts."""

    NONE = "none"
    REPORTED = "reported"
    CONFIRMED = "confirmed"


class SampleActKind(StrEnum):
    """What is done with a sample; the value is the stored text."""

    SPLIT = "split"
    SEND = "send"
    REPORT = "report"
    CONFIRM = "confirm"
    DESTROY = "destroy"
    RETURN = "return"
    RETAIN = "retain"


class SampleReason(StrEnum):
    """Why something cannot be done with a sample."""

    SAMPLE_UNKNOWN = "SAMPLE_UNKNOWN"
    SAMPLE_ENDED = "SAMPLE_ENDED"
    SAMPLE_NOT_SENT = "SAMPLE_NOT_SENT"
    SAMPLE_SENT = "SAMPLE_SENT"
    SAMPLE_TOO_SMALL = "SAMPLE_TOO_SMALL"
    SAMPLE_WITHOUT_RESULT = "SAMPLE_WITHOUT_RESULT"
    SAMPLE_RESULT_OPEN = "SAMPLE_RESULT_OPEN"
    SAMPLE_RESULT_CONFIRMED = "SAMPLE_RESULT_CONFIRMED"
    SAMPLE_CONTAINER_UNKNOWN = "SAMPLE_CONTAINER_UNKNOWN"


ENDED = frozenset({SampleState.DESTROYED, SampleState.RETURNED, SampleState.RETAINED})
_ENDS = {
    SampleActKind.DESTROY: SampleState.DESTROYED,
    SampleActKind.RETURN: SampleState.RETURNED,
    SampleActKind.RETAIN: SampleState.RETAINED,
}


@dataclass(frozen=True, slots=True)
class SampleStep:
    """One act; `qty_q6` is what a split takes away, in millionths of the unit."""

    kind: SampleActKind
    qty_q6: int = 0


@dataclass(frozen=True, slots=True)
class SampleStanding:
    """What a sample has come to.

    Attributes:
        qty_q6: what is left of it, in millionths of the unit, >= 0.
    """

    state: SampleState
    result: SampleResult
    qty_q6: int


def standing(taken_q6: int, steps: Sequence[SampleStep]) -> SampleStanding:
    """The sample after `steps`; those that are not possible change nothing.

    Args:
        taken_q6: quantity that it began with, > 0.
        steps: what was done, oldest first.
    """
    found = SampleStanding(SampleState.IN_HAND, SampleResult.NONE, taken_q6)
    for step in steps:
        if refusal_of(found, step) is None:
            found = _after(found, step)
    return found


def refusal_of(now: SampleStanding, step: SampleStep) -> SampleReason | None:
    """Why `step` is not possible, or None.

    A result may be reported while the rest of the sample is still away, and again until somebody
    has confirmed it; a sample does not end while its result waits to be confirmed.
    """
    if step.kind is SampleActKind.CONFIRM:
        return _no_confirmation(now)
    if now.state in ENDED:
        return SampleReason.SAMPLE_ENDED
    if step.kind is SampleActKind.REPORT:
        return _no_report(now)
    if step.kind in _ENDS:
        waits = now.result is SampleResult.REPORTED
        return SampleReason.SAMPLE_RESULT_OPEN if waits else None
    too_small = step.kind is SampleActKind.SPLIT and not 0 < step.qty_q6 < now.qty_q6
    if now.state is SampleState.AT_LABORATORY:
        return SampleReason.SAMPLE_SENT
    return SampleReason.SAMPLE_TOO_SMALL if too_small else None


def _no_report(now: SampleStanding) -> SampleReason | None:
    if now.result is SampleResult.CONFIRMED:
        return SampleReason.SAMPLE_RESULT_CONFIRMED
    sent = now.state is SampleState.AT_LABORATORY
    return None if sent else SampleReason.SAMPLE_NOT_SENT


def _no_confirmation(now: SampleStanding) -> SampleReason | None:
    if now.result is SampleResult.CONFIRMED:
        return SampleReason.SAMPLE_RESULT_CONFIRMED
    return None if now.result is SampleResult.REPORTED else SampleReason.SAMPLE_WITHOUT_RESULT


def _after(now: SampleStanding, step: SampleStep) -> SampleStanding:
    match step.kind:
        case SampleActKind.SPLIT:
            return replace(now, qty_q6=now.qty_q6 - step.qty_q6)
        case SampleActKind.SEND:
            return replace(now, state=SampleState.AT_LABORATORY)
        case SampleActKind.REPORT:
            return replace(now, result=SampleResult.REPORTED)
        case SampleActKind.CONFIRM:
            return replace(now, result=SampleResult.CONFIRMED)
        case _:
            return replace(now, state=_ENDS[step.kind])


def possible(now: SampleStanding) -> tuple[SampleActKind, ...]:
    """What can be done next, in the order of the acts; a split needs more than one unit's millionth."""
    return tuple(
        kind for kind in SampleActKind if refusal_of(now, SampleStep(kind, now.qty_q6 - 1)) is None
    )
