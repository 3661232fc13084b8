"""A device on a line of this machine as a person writes it, and what is wrong with that.

Everything is text, as it stands in a form; `faults_of` says whether it can be used. Pure: whether
the port is there is another question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_NAME: Final = 16
LONGEST_PREFIX: Final = 8
TAKEN_NAMES: Final = frozenset({"wedge", "keys", "panel", "gauge_panel", "replay", "camera"})
"""Names that scans of other sources carry."""

SCANNER: Final = "scanner"
HID: Final = "hid"
MEASURING: Final = frozenset({"gauge", "scale"})
ROLES: Final = (SCANNER, "gauge", "scale", HID)
TERMINATORS: Final = ("cr", "lf", "crlf", "tab", "etx", "silence")
BAUD_RATES: Final = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)

_PARITY: Final = {"N": "none", "E": "even", "O": "odd", "M": "mark", "S": "space"}
_LINE: Final = re.compile(r"([78])([NEOMSneoms])(1|1\.5|2)")
_USB: Final = re.compile(r"[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}(?::[!-~]+)?")
_CHANNEL: Final = re.compile(r"([0-9A-Za-z]{1,2})=(\S+)")
_PREFIX: Final = re.compile(r"[!-~]*")


class DeviceFault(StrEnum):
    """Why an answer about a device cannot stand; the values are public and never change."""

    NAME = "DEVICE_NAME"
    NAME_TAKEN = "DEVICE_NAME_TAKEN"
    PORT = "DEVICE_PORT"
    USB_NEEDED = "DEVICE_USB_NEEDED"
    PREFIX = "DEVICE_PREFIX"
    LINE = "DEVICE_LINE"
    GAUGE_NEEDED = "DEVICE_GAUGE_NEEDED"


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """One device on a line.

    Attributes:
        name: unique at the station, 1 to 16 characters.
        role: one of `ROLES`.
        port: name or path of the port, or the USB device behind it: `vvvv:pppp[:serial]`.
        terminator: one of `TERMINATORS`.
        prefix: what a scanner sends in front of every code, taken away; else empty.
        baud: one of `BAUD_RATES`.
        line: data bits, parity and stop bits, such as `8N1`.
        gauges: number of the gauge, or `1=TG-011 2=HG-004` by channel; empty for scanners.
    """

    name: str = ""
    role: str = SCANNER
    port: str = ""
    terminator: str = "cr"
    prefix: str = ""
    baud: int = 9600
    line: str = "8N1"
    gauges: str = ""

    @property
    def by_usb(self) -> bool:
        """True if `port` names a USB device."""
        return _USB.fullmatch(self.port) is not None


def line_of(text: str) -> tuple[int, str, str] | None:
    """Data bits, parity and stop bits as the settings file writes them; None for other text.

    Example:
        >>> line_of("7E2")
        (7, 'even', '2')
    """
    found = _LINE.fullmatch(text)
    if found is None:
        return None
    return int(found.group(1)), _PARITY[found.group(2).upper()], found.group(3)


def line_text(data_bits: int, parity: str, stop_bits: str) -> str:
    """The text that `line_of` reads."""
    letter = next(sign for sign, word in _PARITY.items() if word == parity)
    return f"{data_bits}{letter}{stop_bits}"


def gauges_of(text: str) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The gauge, or the gauge on each channel; None if `text` says neither.

    Example:
        >>> gauges_of("1=TG-011 2=HG-004")
        ('', (('1', 'TG-011'), ('2', 'HG-004')))
    """
    words = text.split()
    if len(words) == 1 and "=" not in words[0]:
        return words[0], ()
    pairs = [found.groups() for word in words if (found := _CHANNEL.fullmatch(word))]
    channels = tuple((str(channel), str(gauge)) for channel, gauge in pairs)
    one_each = len(dict(channels)) == len(words) > 0
    return ("", channels) if one_each else None


def gauges_text(gauge: str, channels: Iterable[tuple[str, str]]) -> str:
    """The text that `gauges_of` reads."""
    return gauge or " ".join(f"{channel}={number}" for channel, number in channels)


def faults_of(entry: DeviceEntry, others: Iterable[DeviceEntry]) -> dict[str, DeviceFault]:
    """What is wrong with a device, by the name of the answer; empty if it can be used.

    Args:
        entry: what was written; role, terminator and baud were chosen from those there are.
        others: the other devices of the machine.
    """
    found: dict[str, DeviceFault] = {}
    if not 1 <= len(entry.name) <= LONGEST_NAME or not entry.name.strip():
        found["name"] = DeviceFault.NAME
    elif entry.name in TAKEN_NAMES or any(other.name == entry.name for other in others):
        found["name"] = DeviceFault.NAME_TAKEN
    if not entry.port:
        found["port"] = DeviceFault.PORT
    elif entry.role == HID and not entry.by_usb:
        found["port"] = DeviceFault.USB_NEEDED
    if len(entry.prefix) > LONGEST_PREFIX or _PREFIX.fullmatch(entry.prefix) is None:
        found["prefix"] = DeviceFault.PREFIX
    if line_of(entry.line) is None:
        found["line"] = DeviceFault.LINE
    if entry.role in MEASURING and gauges_of(entry.gauges) is None:
        found["gauges"] = DeviceFault.GAUGE_NEEDED
    return found
