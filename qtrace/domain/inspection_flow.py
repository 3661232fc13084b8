"""The life of an inspection: its states, its chain of signatures, and why a step is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from qtrace.domain.lifecycle import Lifecycle, Transition
from qtrace.domain.people import Meaning


class InspectionState(StrEnum):
    """States of an inspection; the value is the stored text."""

    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    SIGNED = "signed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    VOID = "void"


class InspectionReason(StrEnum):
    """Why a command about an inspection was refused."""

    INSPECTION_NOT_FOUND = "INSPECTION_NOT_FOUND"
    NOT_STARTED = "NOT_STARTED"
    ALREADY_STARTED = "ALREADY_STARTED"
    ALREADY_SIGNED = "ALREADY_SIGNED"
    ALREADY_DECIDED = "ALREADY_DECIDED"
    NOT_THE_NEXT_SIGNATURE = "NOT_THE_NEXT_SIGNATURE"
    NO_PLAN = "NO_PLAN"
    PLAN_WITHOUT_NUMBERS = "PLAN_WITHOUT_NUMBERS"
    INSPECTION_DISCONTINUED = "INSPECTION_DISCONTINUED"
    NO_SUCH_CELL = "NO_SUCH_CELL"
    NOT_MEASURED = "NOT_MEASURED"
    NOT_AN_ATTRIBUTE = "NOT_AN_ATTRIBUTE"
    NOT_A_PHOTO = "NOT_A_PHOTO"
    READING_IS_COMPUTED = "READING_IS_COMPUTED"
    READING_IS_A_PHOTO = "READING_IS_A_PHOTO"
    READING_ASK = "READING_ASK"
    READING_REFUSED = "READING_REFUSED"
    READING_EXISTS = "READING_EXISTS"
    READING_CHANGED = "READING_CHANGED"
    UNKNOWN_DEFECT = "UNKNOWN_DEFECT"
    ALREADY_COUNTED = "ALREADY_COUNTED"
    NOTHING_TO_TAKE_BACK = "NOTHING_TO_TAKE_BACK"
    READINGS_MISSING = "READINGS_MISSING"
    EARLY_STOP_NOT_ALLOWED = "EARLY_STOP_NOT_ALLOWED"
    UNVERIFIED_TABLE = "UNVERIFIED_TABLE"
    VERDICT_OPEN = "VERDICT_OPEN"
    READINGS_CHANGED_SINCE = "READINGS_CHANGED_SINCE"
    CHANGED_SINCE_SEEN = "CHANGED_SINCE_SEEN"
    CERTIFICATE_MISSING = "CERTIFICATE_MISSING"
    LOT_EXPIRED = "LOT_EXPIRED"
    LOT_NOT_IN_QUARANTINE = "LOT_NOT_IN_QUARANTINE"
    SOURCE_SUSPENDED = "SOURCE_SUSPENDED"
    NOTHING_TO_REJECT_FOR = "NOTHING_TO_REJECT_FOR"
    NOTHING_TO_RETURN = "NOTHING_TO_RETURN"
    STILL_TO_DECIDE = "STILL_TO_DECIDE"
    SPLIT_QUANTITIES = "SPLIT_QUANTITIES"
    SPLIT_NEEDS_SORTING = "SPLIT_NEEDS_SORTING"
    LOT_NEEDS_NO_INSPECTION = "LOT_NEEDS_NO_INSPECTION"
    LOT_MUST_BE_INSPECTED = "LOT_MUST_BE_INSPECTED"
    NOT_DECIDED_YET = "NOT_DECIDED_YET"
    INSPECTED_AGAIN = "INSPECTED_AGAIN"
    LOT_CANNOT_GO_BACK = "LOT_CANNOT_GO_BACK"
    PART_QUANTITIES = "PART_QUANTITIES"
    PART_OF_DECIDED_LOT = "PART_OF_DECIDED_LOT"


class ReinspectionCause(StrEnum):
    """Why a decided lot is inspected again; a result that one does not like is none of them."""

    MEASUREMENT_ERROR = "measurement_error"
    WRONG_GAUGE = "wrong_gauge"
    WRONG_SAMPLE = "wrong_sample"


class ReadingOrigin(StrEnum):
    """Where a value came from; the value is the stored text."""

    KEYBOARD = "keyboard"
    KEYPAD = "keypad"
    GAUGE = "gauge"
    COMMAND = "command"
    SCANNER = "scanner"
    FORMULA = "formula"


class ChainStep(StrEnum):
    """Steps of a plan's signature chain; the value is the word in `signature_chain`."""

    INSPECT = "inspect"
    REVIEW = "review"
    APPROVE = "approve"

    @property
    def meaning(self) -> Meaning:
        """What the signature of this step says."""
        return _MEANINGS[self]

    @property
    def command(self) -> str:
        """Code of the command that signs this step."""
        return _COMMANDS[self]


_MEANINGS = {
    ChainStep.INSPECT: Meaning.INSPECTED,
    ChainStep.REVIEW: Meaning.REVIEWED,
    ChainStep.APPROVE: Meaning.APPROVED,
}
_COMMANDS = {
    ChainStep.INSPECT: "SIGN_INSPECTION",
    ChainStep.REVIEW: "REVIEW_INSPECTION",
    ChainStep.APPROVE: "APPROVE_INSPECTION",
}

CHAINS = (
    (ChainStep.INSPECT,),
    (ChainStep.INSPECT, ChainStep.REVIEW),
    (ChainStep.INSPECT, ChainStep.APPROVE),
    (ChainStep.INSPECT, ChainStep.REVIEW, ChainStep.APPROVE),
)
"""Chains that a plan may ask for: the inspector first, everybody at most once."""


def parse_chain(text: str) -> tuple[ChainStep, ...] | None:
    """Steps of a stored chain such as `inspect,review`, or None if it is none of `CHAINS`."""
    words = tuple(text.split(","))
    return next((chain for chain in CHAINS if tuple(chain) == words), None)


@dataclass(frozen=True, slots=True)
class Signers:
    """Person ids of who signed so far."""

    inspector: int | None = None
    reviewer: int | None = None
    approver: int | None = None

    def of(self, step: ChainStep) -> int | None:
        """Who signed `step`, or None."""
        match step:
            case ChainStep.INSPECT:
                return self.inspector
            case ChainStep.REVIEW:
                return self.reviewer
            case ChainStep.APPROVE:
                return self.approver
            case _:
                assert_never(step)

    @property
    def persons(self) -> frozenset[int]:
        """Everybody who signed."""
        found = (self.inspector, self.reviewer, self.approver)
        return frozenset(person for person in found if person is not None)


def next_step(chain: Sequence[ChainStep], signers: Signers) -> ChainStep | None:
    """The first step of `chain` that nobody signed yet; None when it is complete."""
    return next((step for step in chain if signers.of(step) is None), None)


_S = InspectionState

INSPECTION_LIFECYCLE: Lifecycle[InspectionState] = Lifecycle(
    (
        Transition("request", None, _S.WAITING),
        Transition("start", _S.WAITING, _S.IN_PROGRESS, "START_INSPECTION"),
        Transition("void", _S.WAITING, _S.VOID, "VOID_INSPECTION"),
        Transition("void", _S.IN_PROGRESS, _S.VOID, "VOID_INSPECTION"),
        Transition("void", _S.SIGNED, _S.VOID, "VOID_INSPECTION"),
        Transition("read", _S.IN_PROGRESS, _S.IN_PROGRESS, "RECORD_READING"),
        Transition("inspect", _S.IN_PROGRESS, _S.SIGNED, "SIGN_INSPECTION"),
        Transition("review", _S.SIGNED, _S.SIGNED, "REVIEW_INSPECTION", ("inspector",)),
        Transition(
            "approve", _S.SIGNED, _S.SIGNED, "APPROVE_INSPECTION", ("inspector", "reviewer")
        ),
        Transition("return", _S.SIGNED, _S.IN_PROGRESS, "RETURN_INSPECTION", ("inspector",)),
        Transition("accept", _S.SIGNED, _S.ACCEPTED),
        Transition("reject", _S.SIGNED, _S.REJECTED),
    )
)
FINAL = (InspectionState.ACCEPTED, InspectionState.REJECTED, InspectionState.VOID)
"""States that no inspection leaves."""
