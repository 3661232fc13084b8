"""What a hold stops, and what each quality state allows; the default is no."""

from collections.abc import Mapping
from enum import StrEnum


class Activity(StrEnum):
    """Things that may be done with an item; the order gives the bits of a block mask."""

    RECEIVE = "receive"
    PUT_AWAY = "put_away"
    MOVE = "move"
    MOVE_IN_QUARANTINE = "move_in_quarantine"
    SAMPLE = "sample"
    SEND_TO_TEST = "send_to_test"
    INSPECT = "inspect"
    SORT = "sort"
    RELEASE = "release"
    CONSUME = "consume"
    START_OPERATION = "start_operation"
    COMPLETE_OPERATION = "complete_operation"
    OUTPUT = "output"
    PACK = "pack"
    LABEL = "label"
    SHIP = "ship"
    REWORK = "rework"
    RETURN_TO_SUPPLIER = "return_to_supplier"
    OUTSOURCED_PROCESSING = "outsourced_processing"
    SCRAP = "scrap"


BITS: Mapping[Activity, int] = {activity: 1 << bit for bit, activity in enumerate(Activity)}

_ISOLATED = frozenset(
    {
        Activity.RECEIVE,
        Activity.MOVE_IN_QUARANTINE,
        Activity.SAMPLE,
        Activity.SEND_TO_TEST,
        Activity.INSPECT,
        Activity.SORT,
        Activity.LABEL,
        Activity.RETURN_TO_SUPPLIER,
        Activity.OUTSOURCED_PROCESSING,
    }
)
_USE = frozenset(
    {
        Activity.MOVE,
        Activity.PUT_AWAY,
        Activity.CONSUME,
        Activity.START_OPERATION,
        Activity.COMPLETE_OPERATION,
        Activity.OUTPUT,
        Activity.PACK,
        Activity.SHIP,
    }
)

ALLOWED: Mapping[str, frozenset[Activity]] = {
    "quarantine": _ISOLATED | {Activity.RELEASE, Activity.PUT_AWAY},
    "released": _ISOLATED | _USE,
    "conditional": (_ISOLATED | _USE) - {Activity.SHIP},
    "rejected": _ISOLATED - {Activity.RECEIVE, Activity.OUTSOURCED_PROCESSING}
    | {Activity.SCRAP, Activity.REWORK},
    "rework": _ISOLATED | {Activity.REWORK},
    "scrapped": frozenset({Activity.LABEL}),
    "returned": frozenset({Activity.LABEL}),
    "split": frozenset(),
}


class BlockProfile(StrEnum):
    """What a hold stops: chosen with the reason, copied onto the hold."""

    ALL_USE = "all_use"
    SHIPPING = "shipping"


PROFILES: Mapping[BlockProfile, frozenset[Activity]] = {
    BlockProfile.ALL_USE: frozenset(Activity)
    - {
        Activity.RECEIVE,
        Activity.MOVE_IN_QUARANTINE,
        Activity.SAMPLE,
        Activity.SEND_TO_TEST,
        Activity.INSPECT,
        Activity.SORT,
        Activity.LABEL,
        Activity.RETURN_TO_SUPPLIER,
    },
    BlockProfile.SHIPPING: frozenset({Activity.SHIP, Activity.PACK}),
}


class HoldReason(StrEnum):
    """Why something is held; the plant's own words hang on these codes."""

    INSPECTION_REJECTED = "inspection_rejected"
    DIMENSION = "dimension"
    FLASH = "flash"
    APPEARANCE = "appearance"
    MIX_UP = "mix_up"
    LABEL_MISMATCH = "label_mismatch"
    CONTAMINATION = "contamination"
    FUNCTION = "function"
    PARAMETER = "parameter"
    OTHER = "other"
    GAUGE_FAILED = "gauge_failed"


BY_SYSTEM = frozenset({HoldReason.INSPECTION_REJECTED, HoldReason.GAUGE_FAILED})
"""Reasons of holds that follow from something else; nobody chooses them by hand."""


class HoldRefusal(StrEnum):
    """Why a hold was not placed, or why a hold stops something."""

    LOT_ON_HOLD = "LOT_ON_HOLD"
    STATE_FORBIDS = "STATE_FORBIDS"
    NOTHING_TO_HOLD = "NOTHING_TO_HOLD"


def mask_of(profile: BlockProfile) -> int:
    """Bits of the activities that `profile` stops."""
    return sum(BITS[activity] for activity in PROFILES[profile])


def stops(block_mask: int, activity: Activity) -> bool:
    """True if a hold with this mask stops `activity`."""
    return bool(block_mask & BITS[activity])


def state_allows(quality_state: str, activity: Activity) -> bool:
    """True if the state allows the activity; an unknown state allows nothing."""
    return activity in ALLOWED.get(quality_state, frozenset())
