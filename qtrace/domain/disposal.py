"""Disposing of what does not conform: every piece that is affected gets exactly one decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qtrace.domain.items import QualityState


class Disposal(StrEnum):
    """What becomes of a quantity that does not conform.

    Source: ISO 13485:2016 clause 8.3.2 (use under concession, rework, elimination).
    """

    USE_AS_IS = "use_as_is"
    REWORK = "rework"
    RETURN = "return"
    SCRAP = "scrap"


class DisposalReason(StrEnum):
    """Why a disposal was refused."""

    NCR_UNKNOWN = "NCR_UNKNOWN"
    NCR_DISPOSED_ALREADY = "NCR_DISPOSED_ALREADY"
    DISPOSAL_NOT_COMPLETE = "DISPOSAL_NOT_COMPLETE"
    DISPOSAL_ITEM_NOT_AFFECTED = "DISPOSAL_ITEM_NOT_AFFECTED"
    DISPOSAL_QUANTITY = "DISPOSAL_QUANTITY"
    CONCESSION_NEEDS_CONDITIONS = "CONCESSION_NEEDS_CONDITIONS"
    REWORK_NEEDS_INSTRUCTION = "REWORK_NEEDS_INSTRUCTION"
    RETURN_NEEDS_SUPPLIER = "RETURN_NEEDS_SUPPLIER"
    DISPOSAL_SECOND_PERSON = "DISPOSAL_SECOND_PERSON"
    NOT_IN_REWORK = "NOT_IN_REWORK"
    LOT_STILL_MADE = "LOT_STILL_MADE"
    CONCESSION_DAY_PAST = "CONCESSION_DAY_PAST"
    CONCESSION_EXPIRED = "CONCESSION_EXPIRED"
    CONCESSION_USED_UP = "CONCESSION_USED_UP"


_ENDS: Mapping[QualityState, Disposal | None] = {
    QualityState.SCRAPPED: Disposal.SCRAP,
    QualityState.RETURNED: Disposal.RETURN,
    QualityState.SPLIT: None,
}
"""States that a lot never leaves, with the decision that led there."""


def is_ended(state: QualityState) -> bool:
    """True for a lot that is no longer there: no decision brings it back."""
    return state in _ENDS


def is_done(state: QualityState, disposal: Disposal) -> bool:
    """True if the decision is true of the lot already, or its parts carry what remains of it."""
    return state is QualityState.SPLIT or _ENDS.get(state) is disposal


@dataclass(frozen=True, slots=True)
class DisposalLine:
    """A quantity of one item and what becomes of it.

    Attributes:
        qty_q6: quantity in millionths of the item's unit.
        instruction: conditions of the concession, or how it is reworked.
    """

    item_id: int
    qty_q6: int
    disposal: Disposal
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class DisposalFault:
    """Why lines do not dispose of what is affected; `item_id` names the item, if one is at fault."""

    code: DisposalReason
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """What one concession permits.

    Attributes:
        valid_to: its last day; None for no end.
    """

    qty_q6: int
    given_at: datetime
    valid_to: date | None = None


def running_permits(permits: Sequence[Permit], today: date) -> tuple[Permit, ...]:
    """Those that hold today, through the whole of their last day; what ended permits nothing."""
    return tuple(each for each in permits if each.valid_to is None or today <= each.valid_to)


_NEEDS_WORDS = {
    Disposal.USE_AS_IS: DisposalReason.CONCESSION_NEEDS_CONDITIONS,
    Disposal.REWORK: DisposalReason.REWORK_NEEDS_INSTRUCTION,
}


def disposal_fault(
    affected: Mapping[int, int], lines: Sequence[DisposalLine]
) -> DisposalFault | None:
    """Why `lines` are no disposal of `affected`, or None if they are one.

    Args:
        affected: quantity in millionths by item.
        lines: the decision, in any order; one item may have several.
    """
    decided = dict.fromkeys(affected, 0)
    for line in lines:
        if line.item_id not in affected:
            return DisposalFault(DisposalReason.DISPOSAL_ITEM_NOT_AFFECTED, line.item_id)
        if line.qty_q6 <= 0:
            return DisposalFault(DisposalReason.DISPOSAL_QUANTITY, line.item_id)
        needs = _NEEDS_WORDS.get(line.disposal)
        if needs is not None and not line.instruction.strip():
            return DisposalFault(needs, line.item_id)
        decided[line.item_id] += line.qty_q6
    for item_id, quantity in affected.items():
        if decided[item_id] != quantity:
            return DisposalFault(DisposalReason.DISPOSAL_NOT_COMPLETE, item_id)
    return None
