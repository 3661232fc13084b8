"""What a hold stops, and what each quality state allows; the default is no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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

_DISPOSAL = frozenset({Activity.SCRAP, Activity.REWORK, Activity.RETURN_TO_SUPPLIER})
_KEPT = frozenset({Activity.LABEL, Activity.SEND_TO_TEST})
"""What is still done with what is kept of a lot that is no longer there: its samples."""
ALLOWED: Mapping[str, frozenset[Activity]] = {
    "quarantine": _ISOLATED | _DISPOSAL | {Activity.RELEASE, Activity.PUT_AWAY},
    "released": _ISOLATED | _DISPOSAL | _USE,
    "conditional": (_ISOLATED | _DISPOSAL | _USE) - {Activity.SHIP},
    "rejected": (_ISOLATED | _DISPOSAL) - {Activity.RECEIVE, Activity.OUTSOURCED_PROCESSING},
    "rework": _ISOLATED | _DISPOSAL,
    "scrapped": _KEPT,
    "returned": _KEPT,
    "split": frozenset(),
}


class BlockProfile(StrEnum):
    """What a hold stops: chosen with the reason, copied onto the hold.

    `LINE_STOP` is for lines, equipment and operations: nothing is started and nothing comes out.
    `FREEZE` keeps a thing exactly as it is, as evidence. `PRODUCT_RELEASE` lets work go on and
    keeps what is made of it in the house (urgent release of material).
    """

    ALL_USE = "all_use"
    SHIPPING = "shipping"
    LINE_STOP = "line_stop"
    FREEZE = "freeze"
    PRODUCT_RELEASE = "product_release"


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
        Activity.SCRAP,
    },
    BlockProfile.SHIPPING: frozenset({Activity.SHIP, Activity.PACK}),
    BlockProfile.LINE_STOP: frozenset({Activity.START_OPERATION, Activity.OUTPUT, Activity.PACK}),
    BlockProfile.FREEZE: frozenset(Activity) - {Activity.RECEIVE, Activity.INSPECT},
    BlockProfile.PRODUCT_RELEASE: frozenset({Activity.RELEASE, Activity.SHIP}),
}


class InFlight(StrEnum):
    """What becomes of a piece that is being worked on when the hold is placed."""

    FINISH = "finish"
    FROZEN = "frozen"


def usual_in_flight(
    profile: BlockProfile, profiles: Mapping[BlockProfile, frozenset[Activity]] = PROFILES
) -> InFlight:
    """What becomes of pieces in work where only the profile is chosen: nothing beyond it stops."""
    freezes = Activity.COMPLETE_OPERATION in profiles[profile]
    return InFlight.FROZEN if freezes else InFlight.FINISH


_FINISHING = frozenset({Activity.COMPLETE_OPERATION})
_WORKING = frozenset({Activity.COMPLETE_OPERATION, Activity.CONSUME, Activity.REWORK})


class Criterion(StrEnum):
    """What must be true before a hold may be lifted; each is computed, none is typed."""

    NCR_DISPOSED = "ncr_disposed"
    REINSPECTED = "reinspected"
    CHANGE_APPLIED = "change_applied"


class Signee(StrEnum):
    """Who of those with the right may lift a hold, beside placer, requester and inspector.

    `ANY` everybody else; `SELF` the owner of the hold; `NOT_SELF` nobody who changed the hold;
    `LIST` the persons that the plant has named for the reason.
    """

    ANY = "any"
    SELF = "self"
    NOT_SELF = "not_self"
    LIST = "list"


class HoldReason(StrEnum):
    """Why something is held; the plant may add reasons of its own beside these."""

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
    RELATED_LOT = "related_lot"
    USED_ALREADY = "used_already"
    CHECK_MISSED = "check_missed"
    URGENT_RELEASE = "urgent_release"


BY_SYSTEM = frozenset(
    {
        HoldReason.INSPECTION_REJECTED,
        HoldReason.GAUGE_FAILED,
        HoldReason.RELATED_LOT,
        HoldReason.USED_ALREADY,
        HoldReason.CHECK_MISSED,
        HoldReason.URGENT_RELEASE,
    }
)
"""Reasons of holds that follow from something else; nobody chooses them by hand."""

ORIGINS = (
    "manual", "inspection", "nonconformance", "chart_rule", "complaint", "recall", "overdue_check",
    "change", "gauge", "isolation", "production",
)  # fmt: skip
"""Where a hold comes from."""


@dataclass(frozen=True, slots=True)
class ReasonPreset:
    """What a reason brings along; the person who places the hold may change it.

    Attributes:
        review_days: days until somebody must look at the hold again.
        criteria: what must be true before a hold for this reason is lifted.
        signee: who may lift it.
        isolates: a lot that is held for it is bad, so that its kin follows the isolation rules.
    """

    severity: str
    profile: BlockProfile = BlockProfile.ALL_USE
    propagates: bool = True
    in_flight: InFlight = InFlight.FROZEN
    review_days: int = 7
    criteria: tuple[Criterion, ...] = (Criterion.NCR_DISPOSED,)
    signee: Signee = Signee.ANY
    origin: str = "manual"
    isolates: bool = False


_CRITICAL = ReasonPreset("critical", review_days=1, isolates=True)
_MAJOR = ReasonPreset("major", review_days=3)

PRESETS: Mapping[str, ReasonPreset] = {
    HoldReason.INSPECTION_REJECTED: replace(_MAJOR, origin="inspection"),
    HoldReason.DIMENSION: _MAJOR,
    HoldReason.FLASH: _MAJOR,
    HoldReason.APPEARANCE: ReasonPreset("minor"),
    HoldReason.MIX_UP: _CRITICAL,
    HoldReason.LABEL_MISMATCH: _MAJOR,
    HoldReason.CONTAMINATION: _CRITICAL,
    HoldReason.FUNCTION: _CRITICAL,
    HoldReason.PARAMETER: replace(
        _MAJOR, criteria=(Criterion.NCR_DISPOSED, Criterion.CHANGE_APPLIED)
    ),
    HoldReason.OTHER: _MAJOR,
    HoldReason.GAUGE_FAILED: replace(_MAJOR, origin="gauge"),
    HoldReason.RELATED_LOT: replace(_MAJOR, origin="isolation"),
    HoldReason.USED_ALREADY: replace(_CRITICAL, origin="production", isolates=False),
    HoldReason.CHECK_MISSED: replace(_MAJOR, origin="overdue_check"),
    HoldReason.URGENT_RELEASE: replace(
        _MAJOR,
        profile=BlockProfile.PRODUCT_RELEASE,
        in_flight=InFlight.FINISH,
        origin="production",
    ),
}
"""What the reasons of the house bring along, until the plant says otherwise."""


class HoldRefusal(StrEnum):
    """Why a hold was not placed, or why a hold stops something."""

    LOT_ON_HOLD = "LOT_ON_HOLD"
    PLACE_ON_HOLD = "PLACE_ON_HOLD"
    PIECES_ON_HOLD = "PIECES_ON_HOLD"
    STATE_FORBIDS = "STATE_FORBIDS"
    NOTHING_TO_HOLD = "NOTHING_TO_HOLD"
    HOLD_UNKNOWN = "HOLD_UNKNOWN"
    HOLD_CLOSED = "HOLD_CLOSED"
    HOLD_REASON_UNKNOWN = "HOLD_REASON_UNKNOWN"
    HOLD_SCOPE_INVALID = "HOLD_SCOPE_INVALID"
    HOLD_SCOPE_LAST = "HOLD_SCOPE_LAST"
    HOLD_NOT_REQUESTED = "HOLD_NOT_REQUESTED"
    HOLD_REQUESTED_ALREADY = "HOLD_REQUESTED_ALREADY"
    HOLD_CRITERIA_UNMET = "HOLD_CRITERIA_UNMET"
    HOLD_NOT_AS_SEEN = "HOLD_NOT_AS_SEEN"
    HOLD_SECOND_PERSON = "HOLD_SECOND_PERSON"
    HOLD_SIGNEE = "HOLD_SIGNEE"
    HOLD_NOT_COVERED = "HOLD_NOT_COVERED"
    HOLD_COVERS_PART = "HOLD_COVERS_PART"
    HOLD_LET_GO = "HOLD_LET_GO"
    HOLD_REVIEW_PAST = "HOLD_REVIEW_PAST"
    HOLD_CHANGE_TOO_EARLY = "HOLD_CHANGE_TOO_EARLY"
    HOLD_OWNER_UNFIT = "HOLD_OWNER_UNFIT"


def mask_of(
    profile: BlockProfile,
    in_flight: InFlight | None = None,
    profiles: Mapping[BlockProfile, frozenset[Activity]] = PROFILES,
) -> int:
    """Bits of the activities that `profile` stops.

    Args:
        profile: what is stopped.
        in_flight: what becomes of pieces that are being worked on; None leaves it to the profile.
        profiles: what profiles stop, where the plant has its own rules.
    """
    stopped = profiles[profile]
    if in_flight is InFlight.FINISH:
        stopped = stopped - _FINISHING
    elif in_flight is InFlight.FROZEN:
        stopped = stopped | _WORKING
    return sum(BITS[activity] for activity in stopped)


def stopped_by(masks: Iterable[int]) -> frozenset[Activity]:
    """Activities that holds with these masks stop together; many holds are a union."""
    union = 0
    for mask in masks:
        union |= mask
    return frozenset(activity for activity in Activity if stops(union, activity))


def stops(block_mask: int, activity: Activity) -> bool:
    """True if a hold with this mask stops `activity`."""
    return bool(block_mask & BITS[activity])


def state_allows(quality_state: str, activity: Activity) -> bool:
    """True if the state allows the activity; an unknown state allows nothing."""
    return activity in ALLOWED.get(quality_state, frozenset())
