"""HID point-of-sale scanners: their reports, put together into scans; pure, no Qt, no driver.

A report has 64 bytes: its number (2), how many bytes of data it has, three bytes of AIM identifier,
up to 56 bytes of data, two bytes of the maker's own symbology, and a last byte whose lowest bit says
that the data goes on in the next report.
Source: USB HID Point of Sale Usage Tables 1.02, usage page 0x8C, usages 0xFB to 0xFF (AIM
identifier 1 to 3, decoded data, decoded data continued); order of the fields as in the LSR118
product manual of Access-IS, appendix B. Not tried with hardware.
"""

import re
from dataclasses import dataclass, field

from qtrace.scanning.notes import Unreadable
from qtrace.scanning.strokes import MAX_BYTES

USAGE_PAGE = 0x8C
REPORT_BYTES = 64
_SCANNED_DATA = 2
_AIM = slice(2, 5)
_DATA_AT = 5
_DATA_MOST = 56
_CONTINUED = 0x01
_AIM_ID = re.compile(rb"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class HidPart:
    """One report of scanned data.

    Attributes:
        aim: AIM identifier, or empty where the scanner sends none.
        data: its bytes of the code.
        continued: more comes in the next report.
    """

    aim: bytes
    data: bytes
    continued: bool


@dataclass(frozen=True, slots=True)
class HidScan:
    """One scan, or the ruins of one.

    Attributes:
        data: AIM identifier and code.
        fault: why it must not be used; None for a whole one.
    """

    data: bytes
    fault: Unreadable | None = None


def parse_report(report: bytes) -> HidPart | Unreadable | None:
    """What a report carries; total over any bytes.

    Returns:
        The part; why it is none although it should be; None for a report about something else.
    """
    if not report or report[0] != _SCANNED_DATA:
        return None
    if len(report) < REPORT_BYTES or report[1] > _DATA_MOST:
        return Unreadable.FRAGMENT
    aim = report[_AIM]
    return HidPart(
        aim if _AIM_ID.fullmatch(aim) else b"",
        report[_DATA_AT : _DATA_AT + report[1]],
        bool(report[REPORT_BYTES - 1] & _CONTINUED),
    )


@dataclass(slots=True)
class HidReader:
    """Joins the reports of one scanner into scans."""

    _aim: bytes = b""
    _parts: list[bytes] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """True while the rest of a scan is awaited."""
        return bool(self._parts)

    def feed(self, report: bytes) -> tuple[HidScan, ...]:
        """Take one report; what it ends, whole or not."""
        part = parse_report(report)
        if part is None:
            return ()
        if isinstance(part, Unreadable):
            return (self._end(part),)
        ruins: tuple[HidScan, ...] = ()
        if self.open and part.aim != self._aim:
            ruins = (self._end(Unreadable.FRAGMENT),)
        self._aim = part.aim
        self._parts.append(part.data)
        if sum(map(len, self._parts)) > MAX_BYTES:
            return (*ruins, self._end(Unreadable.TOO_LONG))
        return ruins if part.continued else (*ruins, self._end(None))

    def abort(self) -> tuple[HidScan, ...]:
        """No rest will come."""
        return (self._end(Unreadable.FRAGMENT),) if self.open else ()

    def _end(self, fault: Unreadable | None) -> HidScan:
        data = self._aim + b"".join(self._parts)
        self._aim, self._parts = b"", []
        return HidScan(data[:MAX_BYTES], fault)
