"""The state of a line as a board shows it, and why lines stop."""

from datetime import timedelta
from enum import StrEnum


class StopType(StrEnum):
    """Why a line stands still; the value is the stored text."""

    BREAKDOWN = "breakdown"
    MATERIAL = "material"
    QUALITY = "quality"
    CHANGEOVER = "changeover"
    CLEANING = "cleaning"
    PERSONNEL = "personnel"
    PLANNED = "planned"
    OTHER = "other"


class LineState(StrEnum):
    """What a board says of a line."""

    RUNNING = "running"
    STOPPED = "stopped"
    CHANGEOVER = "changeover"
    IDLE = "idle"
    CHECK = "check"
    SILENT = "silent"
    HELD = "held"


QUIET_AFTER = timedelta(minutes=30)
"""A running line of which nothing was recorded for so long gives no signal, if nothing better is known."""


def line_state(stop: StopType | None, running: int) -> LineState:
    """The state from the open stop, if there is one, and the number of running operations."""
    if stop in (StopType.CHANGEOVER, StopType.CLEANING):
        return LineState.CHANGEOVER
    if stop is not None:
        return LineState.STOPPED
    return LineState.RUNNING if running else LineState.IDLE


def wall_state(
    state: LineState,
    *,
    is_held: bool,
    is_check_open: bool,
    is_on: bool | None,
    quiet: timedelta,
) -> LineState:
    """What the wall says of a line: a running one may be held, wait for a check, or give no signal.

    A hold keeps an idle line from starting as well. A station that is on gives a signal, however
    long nothing is recorded there.

    Args:
        state: from `line_state`.
        is_held: a hold stops what would come next: the next piece, or the next start.
        is_check_open: a check stops the pieces of the operation.
        is_on: the program of its station runs; None: nobody knows.
        quiet: since nothing was recorded on the line.
    """
    if is_held and state in (LineState.RUNNING, LineState.IDLE):
        return LineState.HELD
    if state is not LineState.RUNNING:
        return state
    if is_check_open:
        return LineState.CHECK
    is_silent = quiet >= QUIET_AFTER if is_on is None else not is_on
    return LineState.SILENT if is_silent else LineState.RUNNING


BRINGING = frozenset({StopType.MATERIAL, StopType.CHANGEOVER})
"""Stops that wait for material: it is brought in before the line runs again."""
CHECKING = frozenset({StopType.QUALITY})
"""Stops that wait for a check: it is made before the line runs again."""


CLEARANCE_ITEMS = ("products", "materials", "labels", "documents", "scrap", "tools")
"""What a clearance must have looked at. Source: NMPA GMP 107/2025 article 86 (清场)."""


def unticked(items: tuple[str, ...]) -> tuple[str, ...]:
    """Items of the checklist that were not ticked."""
    return tuple(item for item in CLEARANCE_ITEMS if item not in items)
