"""Calling a supervisor: where a call stands, and why an act on it is refused."""

from enum import StrEnum


class CallState(StrEnum):
    """Where a call stands; the value is the stored text."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class CallArea(StrEnum):
    """From what kind of screen somebody calls; the value is the stored text."""

    RECEIVING = "receiving"
    INSPECTION = "inspection"
    LINE = "line"
    OTHER = "other"


class CallReason(StrEnum):
    """Why a call, or an act on it, was refused."""

    CALL_OPEN = "CALL_OPEN"
    CALL_UNKNOWN = "CALL_UNKNOWN"
    CALL_ANSWERED = "CALL_ANSWERED"
    CALL_WITHDRAWN = "CALL_WITHDRAWN"
    CALL_OWN = "CALL_OWN"
    CALL_OF_OTHERS = "CALL_OF_OTHERS"


def answer_fault(state: CallState, *, is_own: bool) -> CallReason | None:
    """Why a person cannot answer a call, or None.

    Example:
        >>> answer_fault(CallState.OPEN, is_own=True)
        <CallReason.CALL_OWN: 'CALL_OWN'>
    """
    if state is CallState.ANSWERED:
        return CallReason.CALL_ANSWERED
    if state is CallState.WITHDRAWN:
        return CallReason.CALL_WITHDRAWN
    return CallReason.CALL_OWN if is_own else None


def withdrawal_fault(state: CallState, *, is_here: bool) -> CallReason | None:
    """Why a call cannot be taken back, or None; only the station that called may."""
    if state is CallState.WITHDRAWN:
        return CallReason.CALL_WITHDRAWN
    if state is CallState.ANSWERED:
        return CallReason.CALL_ANSWERED
    return None if is_here else CallReason.CALL_OF_OTHERS
