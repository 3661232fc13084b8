"""Ways on from an inspection as it stands: nobody is ever left with a page that leads nowhere."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from qtrace.domain.inspection_flow import FINAL, ChainStep, InspectionState
from qtrace.domain.inspection_tally import InspectionOutcome


class Obstacle(StrEnum):
    """Why a lot cannot be released although its readings accept it, the gravest first."""

    NOT_IN_QUARANTINE = "not_in_quarantine"
    ON_HOLD = "on_hold"
    EXPIRED = "expired"
    SOURCE_SUSPENDED = "source_suspended"
    CERTIFICATE_MISSING = "certificate_missing"


REJECTABLE = frozenset(Obstacle) - {Obstacle.NOT_IN_QUARANTINE}
"""Obstacles for which the last signer may reject the lot; the others mean that it is decided."""


class ReturnReason(StrEnum):
    """Why a reviewer or approver sends an inspection back to the inspector."""

    READING_DOUBTFUL = "reading_doubtful"
    WRONG_GAUGE = "wrong_gauge"
    WRONG_SAMPLE = "wrong_sample"
    DEFECT_UNCLEAR = "defect_unclear"
    RECORD_INCOMPLETE = "record_incomplete"
    OTHER = "other"


class Way(StrEnum):
    """What somebody can do next with an inspection."""

    START = "start"
    READ = "read"
    SIGN = "sign"
    REJECT_FOR = "reject_for"
    RETURN = "return"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the ways on follow from.

    Attributes:
        state: state of the inspection.
        outcome: verdict that the readings make certain, or None while they are open.
        step: signature that waits; `INSPECT` while readings are taken.
        is_last: the waiting signature is the last of the chain.
        obstacles: what keeps the lot from release now.
    """

    state: InspectionState
    outcome: InspectionOutcome | None
    step: ChainStep
    is_last: bool
    obstacles: frozenset[Obstacle]


def ways_on(given: Situation) -> tuple[Way, ...]:
    """What can be done next, the usual way first; empty only for an inspection that has ended.

    A lot that another decision took out of quarantine needs no verdict any more: its inspection is
    closed as void.
    """
    if given.state in FINAL:
        return ()
    if Obstacle.NOT_IN_QUARANTINE in given.obstacles:
        return (Way.VOID,)
    if given.state is InspectionState.WAITING:
        return (Way.START,)
    if given.state is InspectionState.SIGNED:
        return (*_signatures(given), Way.RETURN)
    return (*_signatures(given), Way.READ)


def _signatures(given: Situation) -> tuple[Way, ...]:
    """Signing what the readings say, or rejecting for what they do not say."""
    if given.outcome is None:
        return ()
    blocked = given.is_last and given.outcome is InspectionOutcome.ACCEPT and given.obstacles
    return (Way.REJECT_FOR,) if blocked else (Way.SIGN,)


def may_reject_for(given: Situation, obstacle: Obstacle) -> bool:
    """True if the waiting signature may reject the lot for `obstacle` alone."""
    is_there = obstacle in given.obstacles & REJECTABLE
    return is_there and Way.REJECT_FOR in ways_on(given)


def command_of(way: Way, step: ChainStep) -> str:
    """Code of the command that goes `way` while the signature `step` waits."""
    match way:
        case Way.START:
            return "START_INSPECTION"
        case Way.READ:
            return "RECORD_READING"
        case Way.SIGN | Way.REJECT_FOR:
            return step.command
        case Way.RETURN:
            return "RETURN_INSPECTION"
        case Way.VOID:
            return "VOID_INSPECTION"
        case _:
            assert_never(way)
