"""What the scanning floor hands up: scans with their reading, gauge readings, refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qtrace.domain.codes.interpret import Interpretation
from qtrace.ports import RawScan


class Refusal(StrEnum):
    """Why the router did not interpret a scan."""

    UNREADABLE = "SCAN_UNREADABLE"
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
    """A reading that a keyboard gauge sent, as it sent it.

    Attributes:
        text: the characters between prefix and suffix, untouched.
        device: name of the profile, or of the wedge when no gauge was taught.
        at: aware UTC instant of the last key.
        taught: a prefix or suffix decided; otherwise the active variable cell did.
    """

    text: str
    device: str
    at: datetime
    taught: bool


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
