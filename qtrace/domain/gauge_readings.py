"""What a gauge on a cable sent, and why it cannot be taken for a characteristic.

Nothing is converted and nothing is guessed: a value in another unit, of another gauge or of a
scale that has not come to rest is no reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SentReason(StrEnum):
    """Why what a gauge sent is no reading; the values never change."""

    GAUGE_OVERLOAD = "GAUGE_OVERLOAD"
    GAUGE_UNDERLOAD = "GAUGE_UNDERLOAD"
    GAUGE_UNSTABLE = "GAUGE_UNSTABLE"
    GAUGE_BUSY = "GAUGE_BUSY"
    GAUGE_ERROR = "GAUGE_ERROR"
    GAUGE_NOT_UNDERSTOOD = "GAUGE_NOT_UNDERSTOOD"
    GAUGE_CHANNEL_UNKNOWN = "GAUGE_CHANNEL_UNKNOWN"
    GAUGE_OTHER_UNIT = "GAUGE_OTHER_UNIT"
    GAUGE_NOT_IN_HAND = "GAUGE_NOT_IN_HAND"


@dataclass(frozen=True, slots=True)
class SentReading:
    """One reading as a gauge sent it.

    Attributes:
        text: the value as decimal text, or whatever a keyboard gauge typed; empty with a problem.
        gauge: registered number of the gauge; empty where nobody can tell which one it was.
        unit: unit the gauge named; empty if it named none.
        problem: why there is no value; None for a value.
        device: name of the device, for sentences.
    """

    text: str
    gauge: str = ""
    unit: str = ""
    problem: SentReason | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class SentRefusal:
    """Why a sent reading cannot be taken."""

    code: SentReason
    facts: Mapping[str, str]


def judge_sent(sent: SentReading, unit: str) -> SentRefusal | None:
    """Why `sent` is no value in `unit`, or None.

    Args:
        sent: what came.
        unit: unit of the characteristic, empty if it has none.

    Example:
        >>> judge_sent(SentReading("1.2", "SC-001", "kg"), "g").code.value
        'GAUGE_OTHER_UNIT'
    """
    facts = {
        "gauge": sent.gauge or sent.device,
        "device": sent.device,
        "given": sent.text,
        "unit": sent.unit,
        "wanted": unit or "–",
    }
    if sent.problem is not None:
        return SentRefusal(sent.problem, facts)
    if sent.unit and sent.unit != unit:
        return SentRefusal(SentReason.GAUGE_OTHER_UNIT, facts)
    return None
