"""When in-process checks are due, and which pieces a missed one leaves in doubt.

Source: house rule after NMPA GMP 107/2025 (first, patrol and last piece: 首件、巡检、末件): an
overdue check is an interlock; it ends when the check has been made and was good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

NEAR_MINUTES = 15
CLOCKS_DIFFER = timedelta(minutes=5)
"""Two stations of a line are not further apart; a larger step back is a clock that was set."""
NEAR_SHARE = 10
"""A check by pieces is near when less than a tenth of its pieces is left."""


class CheckKind(StrEnum):
    """What a check is; the value is the stored text."""

    PARAMETER = "parameter"
    FIRST_PIECE = "first_piece"
    PATROL = "patrol"
    LAST_PIECE = "last_piece"


class CheckState(StrEnum):
    """Where a check stands; the value is what screens have words for.

    DUE, MISSED, FAILED and UNCONFIRMED stop further pieces.
    """

    DONE = "done"
    WAITING = "waiting"
    NEAR = "near"
    DUE = "due"
    MISSED = "missed"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


STOPPING = frozenset({CheckState.DUE, CheckState.MISSED, CheckState.FAILED, CheckState.UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class CheckRule:
    """When a check of an operation is due.

    Attributes:
        at_start: before the first piece; a first-piece check before the second one.
        every_n: pieces after which it is due again, or None.
        every_minutes: minutes after which it is due again, or None.
        after_stop: due again after every stop of the line, or change of equipment.
        second_person: a good result counts when another person has confirmed it.
    """

    kind: CheckKind
    at_start: bool = False
    every_n: int | None = None
    every_minutes: int | None = None
    after_stop: bool = False
    second_person: bool = False


@dataclass(frozen=True, slots=True)
class CheckFact:
    """One result, in the order in which they were entered; `pieces` had come out before it."""

    is_good: bool
    is_confirmed: bool
    pieces: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RunClock:
    """How far a run is.

    Attributes:
        resumed: ends of the stops of its line since it started, and changes of its equipment.
        is_ending: the operation is about to be finished.
    """

    started_at: datetime
    now: datetime
    pieces: int
    resumed: Sequence[datetime] = ()
    is_ending: bool = False


@dataclass(frozen=True, slots=True)
class CheckStanding:
    """Where one check of a run stands.

    Attributes:
        last_good_pieces: pieces that had come out at the last result that counts; 0 without one.
        last_at: when the last result was entered.
        pieces_left: pieces until it is due; None if it is not due by pieces.
        due_at: when it is due by time, or None.
        suspect_pieces: pieces since the last result that counts, where the state leaves doubt.
        room: pieces that may come out before this check stops the run; None: any number.
    """

    state: CheckState
    last_good_pieces: int = 0
    last_at: datetime | None = None
    pieces_left: int | None = None
    due_at: datetime | None = None
    suspect_pieces: int = 0
    room: int | None = None


def check_standing(rule: CheckRule, results: Sequence[CheckFact], clock: RunClock) -> CheckStanding:
    """Where a check stands now.

    Example:
        >>> from datetime import UTC
        >>> eight = datetime(2026, 11, 22, 8, tzinfo=UTC)
        >>> rule = CheckRule(CheckKind.PATROL, every_n=30)
        >>> check_standing(rule, (), RunClock(eight, eight, 12)).pieces_left
        18
    """
    results = [result for result in results if is_of_a_piece(rule.kind, result.pieces)]
    good = _last_that_counts(rule, results)
    since = good.pieces if good else 0
    left = None if rule.every_n is None else since + rule.every_n - clock.pieces
    due_at = _due_at(rule, good, clock)
    last = results[-1] if results else None
    state = _state(rule, last, good, clock, left)
    if state in (CheckState.WAITING, CheckState.NEAR, CheckState.DONE):
        if _is_behind(rule, results, good, clock):
            state = CheckState.DUE
        elif due_at is not None:
            state = _by_time(state, due_at, clock)
    doubt = state in (CheckState.MISSED, CheckState.FAILED)
    return CheckStanding(
        state,
        since,
        last.at if last else None,
        left,
        due_at,
        clock.pieces - since if doubt else 0,
        _room(rule, state, good, clock.pieces, left),
    )


def is_of_a_piece(kind: CheckKind, pieces: int) -> bool:
    """False if a first piece was checked before there was one: nothing was looked at."""
    return kind is not CheckKind.FIRST_PIECE or pieces > 0


def _room(
    rule: CheckRule, state: CheckState, good: CheckFact | None, pieces: int, left: int | None
) -> int | None:
    if state in STOPPING:
        return 0
    waits = rule.at_start and good is None  # for the first piece: all else stops at once
    rooms = [r for r in (left, 1 - pieces if waits else None) if r is not None]
    return min(rooms) if rooms else None


def _last_that_counts(rule: CheckRule, results: Sequence[CheckFact]) -> CheckFact | None:
    counting = [r for r in results if r.is_good and (r.is_confirmed or not rule.second_person)]
    return counting[-1] if counting else None


def _due_at(rule: CheckRule, good: CheckFact | None, clock: RunClock) -> datetime | None:
    if rule.every_minutes is None:
        return None
    return (good.at if good else clock.started_at) + timedelta(minutes=rule.every_minutes)


def _is_behind(
    rule: CheckRule, results: Sequence[CheckFact], good: CheckFact | None, clock: RunClock
) -> bool:
    """True if a clock was stepped back behind the last check: no time says that none is due.

    The clocks of two stations differ a little, so the earliest result on these pieces counts.
    """
    if clock.is_ending or (rule.every_minutes is None and not rule.after_stop):
        return False
    pieces = good.pieces if good else 0
    begun = [each.at for each in results if good is not None and each.pieces == pieces]
    return clock.now < min(begun, default=clock.started_at) - CLOCKS_DIFFER


def _state(
    rule: CheckRule,
    last: CheckFact | None,
    good: CheckFact | None,
    clock: RunClock,
    left: int | None,
) -> CheckState:
    """The state as pieces and events give it; time is asked afterwards."""
    if last is not None and not last.is_good:
        return CheckState.FAILED
    if last is not None and last is not good:
        return CheckState.UNCONFIRMED
    asked = _asked_at(rule, good, clock)
    if asked is not None:
        return CheckState.DUE if clock.pieces <= asked else CheckState.MISSED
    if left is None:
        return CheckState.DONE if good else CheckState.WAITING
    if left <= 0:
        return CheckState.DUE if left == 0 else CheckState.MISSED
    assert rule.every_n is not None
    return CheckState.NEAR if left * NEAR_SHARE <= rule.every_n else CheckState.WAITING


def _asked_at(rule: CheckRule, good: CheckFact | None, clock: RunClock) -> int | None:
    """Pieces after which an event (start, stop, end) asks for the check now; None if none does."""
    since = good.pieces if good else 0
    if rule.at_start and good is None:
        allowed = 1 if rule.kind is CheckKind.FIRST_PIECE else 0
        return allowed if clock.pieces >= allowed else None
    if rule.kind is CheckKind.LAST_PIECE:
        return clock.pieces if clock.is_ending and (good is None or since < clock.pieces) else None
    begun = good.at if good else clock.started_at
    if rule.after_stop and any(begun < ended for ended in clock.resumed):
        return clock.pieces
    return None


def _by_time(state: CheckState, due_at: datetime, clock: RunClock) -> CheckState:
    if clock.now > due_at:
        return CheckState.MISSED
    if clock.now == due_at:
        return CheckState.DUE
    near = due_at - clock.now <= timedelta(minutes=NEAR_MINUTES)
    return CheckState.NEAR if near else state


@dataclass(frozen=True, slots=True)
class PieceRow:
    """Pieces that came out together: `pieces_after` counts the run with them."""

    pieces_after: int
    piece_from: int
    piece_to: int


def suspect_ranges(rows: Sequence[PieceRow], since: int) -> tuple[tuple[int, int], ...]:
    """Numbers of the pieces that came out after the first `since`, as ranges without gaps.

    Args:
        rows: outputs of the run, in any order.
        since: pieces that are not in doubt.

    Example:
        >>> suspect_ranges((PieceRow(30, 1, 30), PieceRow(40, 31, 40)), 25)
        ((26, 40),)
    """
    numbers: list[tuple[int, int]] = []
    for row in sorted(rows, key=lambda each: each.piece_from):
        before = row.pieces_after - (row.piece_to - row.piece_from + 1)
        first = row.piece_from + max(0, since - before)
        if first > row.piece_to:
            continue
        if numbers and first == numbers[-1][1] + 1:
            numbers[-1] = (numbers[-1][0], row.piece_to)
        else:
            numbers.append((first, row.piece_to))
    return tuple(numbers)
