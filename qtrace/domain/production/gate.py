"""The gate of a batch: what is missing before it may be released; computed, never typed.

Source: NMPA GMP 107/2025 article 104; ISO 13485:2016 clause 8.2.6: no release until the planned
arrangements are completed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.items import QualityState


class ReleaseKind(StrEnum):
    """The two acts; the value is the stored text."""

    PRODUCTION = "production"
    MARKET = "market"


class GateReason(StrEnum):
    """What is missing; the values never change."""

    BATCH_ENDED = "BATCH_ENDED"
    BATCH_EXPIRED = "BATCH_EXPIRED"
    NOTHING_MADE = "NOTHING_MADE"
    ORDER_OPEN = "ORDER_OPEN"
    OPERATION_OPEN = "OPERATION_OPEN"
    REWORK_OPEN = "REWORK_OPEN"
    PIECES_OPEN = "PIECES_OPEN"
    CHECK_OPEN = "CHECK_OPEN"
    CASE_OPEN = "CASE_OPEN"
    BATCH_HELD = "BATCH_HELD"
    INPUT_HELD = "INPUT_HELD"
    INPUT_URGENT = "INPUT_URGENT"
    INPUT_UNDECIDED = "INPUT_UNDECIDED"
    INPUT_UNKNOWN = "INPUT_UNKNOWN"
    LABEL_UNCHECKED = "LABEL_UNCHECKED"
    BATCH_LABEL_UNCHECKED = "BATCH_LABEL_UNCHECKED"
    LABEL_OUTDATED = "LABEL_OUTDATED"
    BALANCE_OPEN = "BALANCE_OPEN"
    PRODUCTION_RELEASE_MISSING = "PRODUCTION_RELEASE_MISSING"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, with what its sentence needs."""

    code: GateReason
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OperationStanding:
    """One operation of the route.

    Attributes:
        good: pieces that came out good.
        rework: pieces that wait for another pass.
        missing: pieces that the operation before delivered and that came out as nothing; what
            the first operation never began was never made.
    """

    no: int
    is_finished: bool
    good: int
    rework: int
    missing: int = 0


@dataclass(frozen=True, slots=True)
class CheckOpen:
    """A check whose last result does not count."""

    operation_no: int
    name_en: str
    name_zh: str
    state: str


@dataclass(frozen=True, slots=True)
class HeldInput:
    """A lot that an active hold covers; `is_batch`: the batch itself or a unit of it."""

    lot: str
    hold: str
    is_batch: bool


@dataclass(frozen=True, slots=True)
class InputState:
    """A lot that went into the batch, and its quality state."""

    lot: str
    state: str


@dataclass(frozen=True, slots=True)
class NeedOpen:
    """A need of the bill that is not accounted for, in plain decimal text."""

    part: str
    left: str
    off: str


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """Everything that the gate asks.

    Attributes:
        state: quality state of the lot.
        expired: the lot's expiry as an ISO date if that day is past, else "".
        made: good pieces of the last operation.
        order: number of the work order.
        cases: numbers of open cases about the batch or its pieces.
        urgent: input lots at any depth used under urgent release and not released since.
        undecided: other input lots at any depth about which somebody still decides.
        unfed: pieces for which no material is on record.
        units_unlabelled: units whose label was not checked.
        is_lot_unlabelled: the label of a batch without serial numbers was not checked.
        label_outdated: version on the order if another one is in force now, else "".
        is_production_released: the first of the two acts is done.
        is_market_released: the second is done.
    """

    made: int
    order: str
    is_order_finished: bool
    operations: Sequence[OperationStanding]
    checks: Sequence[CheckOpen] = ()
    cases: Sequence[str] = ()
    held: Sequence[HeldInput] = ()
    urgent: Sequence[str] = ()
    undecided: Sequence[InputState] = ()
    unfed: Sequence[str] = ()
    units_unlabelled: int = 0
    is_lot_unlabelled: bool = False
    label_outdated: str = ""
    needs: Sequence[NeedOpen] = ()
    is_production_released: bool = False
    is_market_released: bool = False
    state: str = QualityState.QUARANTINE.value
    expired: str = ""


_RELEASABLE = frozenset({QualityState.QUARANTINE, QualityState.CONDITIONAL, QualityState.RELEASED})
"""States in which an act may still come; an unknown one is none of them."""


def missing(facts: BatchFacts, kind: ReleaseKind) -> tuple[Missing, ...]:
    """Everything that is missing before the release `kind`; complete if it is empty."""
    found = [
        *_of_lot(facts, kind),
        *_of_order(facts),
        *_of_checks(facts),
        *_of_inputs(facts),
        *_of_labels(facts),
    ]
    if kind is ReleaseKind.MARKET and not facts.is_production_released:
        found.append(_missing(GateReason.PRODUCTION_RELEASE_MISSING))
    return tuple(found)


def _missing(code: GateReason, **facts: object) -> Missing:
    return Missing(code, {name: str(value) for name, value in facts.items()})


def _of_lot(facts: BatchFacts, kind: ReleaseKind) -> list[Missing]:
    """What became of the lot itself, as long as the act has not been signed."""
    found = []
    is_done = {
        ReleaseKind.PRODUCTION: facts.is_production_released,
        ReleaseKind.MARKET: facts.is_market_released,
    }
    if is_done[kind]:
        return []
    if facts.state not in _RELEASABLE:
        found.append(_missing(GateReason.BATCH_ENDED, state=facts.state))
    if facts.expired:
        found.append(_missing(GateReason.BATCH_EXPIRED, expiry=facts.expired))
    return found


def _of_order(facts: BatchFacts) -> list[Missing]:
    found = []
    if facts.made == 0:
        found.append(_missing(GateReason.NOTHING_MADE))
    if not facts.is_order_finished:
        found.append(_missing(GateReason.ORDER_OPEN, order=facts.order))
    for each in facts.operations:
        if not each.is_finished:
            found.append(_missing(GateReason.OPERATION_OPEN, operation=each.no))
        if each.rework:
            found.append(_missing(GateReason.REWORK_OPEN, operation=each.no, pieces=each.rework))
        if each.missing:
            found.append(_missing(GateReason.PIECES_OPEN, operation=each.no, pieces=each.missing))
    return found


def _of_checks(facts: BatchFacts) -> list[Missing]:
    found = [
        _missing(
            GateReason.CHECK_OPEN,
            operation=each.operation_no,
            check_en=each.name_en,
            check_zh=each.name_zh,
            state=each.state,
        )
        for each in facts.checks
    ]
    return found + [_missing(GateReason.CASE_OPEN, case=number) for number in facts.cases]


def _of_inputs(facts: BatchFacts) -> list[Missing]:
    found = [
        _missing(
            GateReason.BATCH_HELD if each.is_batch else GateReason.INPUT_HELD,
            lot=each.lot,
            hold=each.hold,
        )
        for each in facts.held
    ]
    found += [_missing(GateReason.INPUT_URGENT, lot=lot) for lot in facts.urgent]
    found += [
        _missing(GateReason.INPUT_UNDECIDED, lot=each.lot, state=each.state)
        for each in facts.undecided
    ]
    found += [_missing(GateReason.INPUT_UNKNOWN, part=part) for part in facts.unfed]
    return found + [
        _missing(GateReason.BALANCE_OPEN, part=each.part, left=each.left, off=each.off)
        for each in facts.needs
    ]


def _of_labels(facts: BatchFacts) -> list[Missing]:
    found = []
    if facts.units_unlabelled:
        found.append(_missing(GateReason.LABEL_UNCHECKED, units=facts.units_unlabelled))
    if facts.is_lot_unlabelled:
        found.append(_missing(GateReason.BATCH_LABEL_UNCHECKED))
    if facts.label_outdated:
        found.append(_missing(GateReason.LABEL_OUTDATED, version=facts.label_outdated))
    return found
