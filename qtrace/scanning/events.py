"""What the scanning floor hands up: scans with their reading, gauge readings, refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.gauge_readings import SentReason
from qtrace.ports import RawScan


class Refusal(StrEnum):
    """Why the router did not interpret a scan."""

    UNREADABLE = "SCAN_UNREADABLE"
    SHORT = "SCAN_TOO_SHORT"
    TOO_LONG = "SCAN_TOO_LONG"
    NUL = "SCAN_HAS_NUL"
    EMPTY = "SCAN_EMPTY"


class Repeat(StrEnum):
    """How a scan stands to the one before it."""

    FIRST = "first"
    SAME_CODE_AGAIN = "same_code_again"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class GaugeReading:
    """A reading that a gauge sent: a keyboard gauge as keys, others on a line of their own.

    Attributes:
        text: keyboard gauge: the characters between prefix and suffix, untouched; others: the
            value as decimal text, empty with a problem.
        device: name of the profile or of the serial device, or of the wedge when no gauge was
            taught.
        at: aware UTC instant of the last key or byte.
        taught: the device is known to be a gauge; otherwise the active variable cell decided.
        gauge: registered number of the gauge; None where nobody can tell.
        unit: unit the gauge named; empty if it named none.
        problem: why there is no value; None for a value.
    """

    text: str
    device: str
    at: datetime
    taught: bool
    gauge: str | None = None
    unit: str = ""
    problem: SentReason | None = None


@dataclass(frozen=True, slots=True)
class ScanEvent:
    """One scan as a screen gets it.

    Attributes:
        raw: the scan as the device delivered it.
        interpretation: what it means; None exactly when it was refused.
        repeat: `SAME_CODE_AGAIN` for a unique code within 2 s: show it, do not process it.
        times: how often this code was read in a row, this time included.
        refusal: why it was not interpreted.
    """

    raw: RawScan
    interpretation: Interpretation | None
    repeat: Repeat
    times: int
    refusal: Refusal | None
