"""Traced items: their kinds, their quality states and the status that people read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ItemKind(StrEnum):
    """Kinds of traced things."""

    LOT = "lot"
    PRODUCTION_LOT = "production_lot"
    UNIT = "unit"
    CONTAINER = "container"
    LOAD = "load"
    SHIPMENT = "shipment"


class QualityState(StrEnum):
    """What a disposition left behind."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    REJECTED = "rejected"
    CONDITIONAL = "conditional"
    SCRAPPED = "scrapped"
    RETURNED = "returned"
    REWORK = "rework"
    SPLIT = "split"


class LabelStatus(StrEnum):
    """Status word on a container label; EXCESS (待处理) marks what nobody has decided about yet."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    REJECTED = "rejected"
    HOLD = "hold"
    EXCESS = "excess"


class ShownStatus(StrEnum):
    """The one word a person reads: the quality state, or what stands above it."""

    QUARANTINE = "quarantine"
    PENDING = "pending"
    RELEASED = "released"
    REJECTED = "rejected"
    HELD = "held"
    EXPIRED = "expired"
    CONDITIONAL = "conditional"
    SCRAPPED = "scrapped"
    RETURNED = "returned"
    REWORK = "rework"
    SPLIT = "split"


class StatusReason(StrEnum):
    """One of the lines under a lot's status; the word before the underscore is its topic."""

    INSPECTION_ACCEPTED = "INSPECTION_ACCEPTED"
    INSPECTION_REJECTED = "INSPECTION_REJECTED"
    INSPECTION_OPEN = "INSPECTION_OPEN"
    INSPECTION_NONE = "INSPECTION_NONE"
    INSPECTION_PARTS = "INSPECTION_PARTS"
    INSPECTION_URGENT = "INSPECTION_URGENT"
    INSPECTION_URGENT_INPUT = "INSPECTION_URGENT_INPUT"
    PAPERS_COMPLETE = "PAPERS_COMPLETE"
    PAPERS_MISSING = "PAPERS_MISSING"
    PAPERS_NOT_REQUIRED = "PAPERS_NOT_REQUIRED"
    HOLDS_NONE = "HOLDS_NONE"
    HOLDS_ACTIVE = "HOLDS_ACTIVE"
    EXPIRY_USABLE_UNTIL = "EXPIRY_USABLE_UNTIL"
    EXPIRY_PASSED = "EXPIRY_PASSED"
    EXPIRY_UNLIMITED = "EXPIRY_UNLIMITED"
    EXPIRY_UNKNOWN = "EXPIRY_UNKNOWN"


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason of a status with its facts; sentences are in `qtrace.i18n.receiving_words`.

    Attributes:
        code: what it says.
        good: True if it speaks for using the lot, False if against, None if it is still open.
        facts: numbers, names, ISO instants.
    """

    code: StatusReason
    good: bool | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StatusInput:
    """Everything a lot's shown status follows from.

    Attributes:
        state: what the last disposition left behind.
        is_pending: True while nobody has admitted a deviating receipt to inspection.
        holds: numbers of active holds that cover it.
        expiry: last usable day, or None.
    """

    state: QualityState
    is_pending: bool
    holds: tuple[str, ...]
    expiry: date | None


def is_expired(expiry: date | None, today: date) -> bool:
    """True after the last usable day; a lot is usable through the whole of that day."""
    return expiry is not None and today > expiry


def shown_status(given: StatusInput, today: date) -> ShownStatus:
    """The word for `given` on `today`: a hold stands above all, then expiry, then the state.

    Ends such as scrapped and returned are not hidden by an expiry date.
    """
    if given.holds and given.state is not QualityState.SPLIT:
        return ShownStatus.REJECTED if given.state is QualityState.REJECTED else ShownStatus.HELD
    expires = given.state in (
        QualityState.QUARANTINE,
        QualityState.RELEASED,
        QualityState.CONDITIONAL,
    )
    if expires and is_expired(given.expiry, today):
        return ShownStatus.EXPIRED
    if given.state is QualityState.QUARANTINE and given.is_pending:
        return ShownStatus.PENDING
    return ShownStatus(given.state.value)


def label_status(state: QualityState, *, is_pending: bool) -> LabelStatus | None:
    """Status that the containers of a lot must carry, or None if none is needed any more."""
    if state is QualityState.QUARANTINE:
        return LabelStatus.EXCESS if is_pending else LabelStatus.QUARANTINE
    return {
        QualityState.RELEASED: LabelStatus.RELEASED,
        QualityState.CONDITIONAL: LabelStatus.RELEASED,
        QualityState.REJECTED: LabelStatus.REJECTED,
        QualityState.REWORK: LabelStatus.HOLD,
    }.get(state)
