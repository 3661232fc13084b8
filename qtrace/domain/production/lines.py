"""The state of a line as a board shows it, and why lines stop."""

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


def line_state(stop: StopType | None, running: int) -> LineState:
    """The state from the open stop, if there is one, and the number of running operations."""
    if stop in (StopType.CHANGEOVER, StopType.CLEANING):
        return LineState.CHANGEOVER
    if stop is not None:
        return LineState.STOPPED
    return LineState.RUNNING if running else LineState.IDLE


CLEARANCE_ITEMS = ("products", "materials", "labels", "documents", "scrap", "tools")
"""What a clearance must have looked at. Source: NMPA GMP 107/2025 article 86 (清场)."""


def unticked(items: tuple[str, ...]) -> tuple[str, ...]:
    """Items of the checklist that were not ticked."""
    return tuple(item for item in CLEARANCE_ITEMS if item not in items)
