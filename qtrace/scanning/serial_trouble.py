"""Why a device on a line of its own does not answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SerialReason(StrEnum):
    """Why a device is not open; the values never change."""

    PORT_NOT_FOUND = "PORT_NOT_FOUND"
    PORT_AMBIGUOUS = "PORT_AMBIGUOUS"
    PORT_NOT_ALLOWED = "PORT_NOT_ALLOWED"
    PORT_BUSY = "PORT_BUSY"
    PORT_LOST = "PORT_LOST"
    PORT_FAILED = "PORT_FAILED"
    HID_MISSING = "HID_MISSING"


@dataclass(frozen=True, slots=True)
class SerialTrouble:
    """A reason with its facts.

    Attributes:
        code: stable reason.
        facts: `device` (its name), `port` (as it was set), `detail` (what the system says).
    """

    code: SerialReason
    facts: Mapping[str, str]
