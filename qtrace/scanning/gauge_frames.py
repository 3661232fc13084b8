"""What gauges and scales on a serial line say, frame by frame; pure and total over any bytes.

Source: Mitutoyo QM-Height user's manual 99MAF600B clause 6.2.2 (USB data output) and the Mux-10
format of multiplexers: `0`, channel, `A`, sign, number, CR. Mettler-Toledo MT-SICS reference
manuals, "Formats of responses with weight value": identifier, status, value, unit, CR LF.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.gauge_readings import SentReason

_LONGEST = 64
_MITUTOYO = re.compile(r"0([0-9A-Za-z])[A-Z]([+-])([0-9]{0,11}(?:\.[0-9]{0,11})?)")
_MITUTOYO_ERROR = re.compile(r"9([0-9A-Za-z])[0-9]")
_WEIGHT = re.compile(r"S ([SD]) {1,12}(-? {0,9}[0-9]{1,11}(?:\.[0-9]{1,11})?) {1,4}([!-~µ]{1,5})")
_WEIGHT_BARE = re.compile(r"S ([SD]) {1,12}(-? {0,9}[0-9]{1,11}(?:\.[0-9]{1,11})?)")
_WEIGHT_ERROR = re.compile(r"S S Error [0-9]{1,3}[a-z]?")
_STATUS = {
    "S +": SentReason.GAUGE_OVERLOAD,
    "S -": SentReason.GAUGE_UNDERLOAD,
    "S I": SentReason.GAUGE_BUSY,
    "ES": SentReason.GAUGE_ERROR,
    "ET": SentReason.GAUGE_ERROR,
    "EL": SentReason.GAUGE_ERROR,
}


class WeightRequest(StrEnum):
    """What a scale can be asked; the value is the MT-SICS command.

    Attributes:
        STABLE: the weight as soon as it has come to rest.
        NOW: the weight at once, at rest or not.
    """

    STABLE = "S"
    NOW = "SI"

    @property
    def data(self) -> bytes:
        """The command as it is sent."""
        return self.value.encode("ascii") + b"\r\n"


@dataclass(frozen=True, slots=True)
class GaugeFrame:
    """One frame of a gauge.

    Attributes:
        channel: input of a multiplexer, e.g. `1`; empty where there are none.
        value: decimal text without plus sign and leading zeros, decimals as sent; empty if the
            gauge gave none.
        unit: as the gauge names it; empty if it does not.
        stable: False while the value still moved.
        problem: why it is no reading, or None; an unstable weight has value and problem.
    """

    channel: str = ""
    value: str = ""
    unit: str = ""
    stable: bool = True
    problem: SentReason | None = None


NOT_UNDERSTOOD = GaugeFrame(problem=SentReason.GAUGE_NOT_UNDERSTOOD)

Parser = Callable[[bytes], GaugeFrame]


def parse_mitutoyo(data: bytes) -> GaugeFrame:
    """A Mitutoyo frame without its CR; the unit is not in it.

    Example:
        >>> parse_mitutoyo(b"01A-0000.120")
        GaugeFrame(channel='1', value='-0.120', unit='', stable=True, problem=None)
    """
    text = _text(data)
    found = _MITUTOYO.fullmatch(text)
    if found and found[3].strip("."):
        return GaugeFrame(found[1], _decimal(found[2], found[3]))
    error = _MITUTOYO_ERROR.fullmatch(text)
    if error:
        return GaugeFrame(error[1], problem=SentReason.GAUGE_ERROR)
    return NOT_UNDERSTOOD


def parse_sics(data: bytes) -> GaugeFrame:
    """An MT-SICS weight response without its CR LF.

    Example:
        >>> parse_sics(b"S S     100.00 g")
        GaugeFrame(channel='', value='100.00', unit='g', stable=True, problem=None)
    """
    text = _text(data).rstrip(" ")
    if text in _STATUS:
        return GaugeFrame(problem=_STATUS[text])
    if _WEIGHT_ERROR.fullmatch(text):
        return GaugeFrame(problem=SentReason.GAUGE_ERROR)
    found = _WEIGHT.fullmatch(text) or _WEIGHT_BARE.fullmatch(text)
    if not found:
        return NOT_UNDERSTOOD
    sign, number = ("-", found[2][1:]) if found[2].startswith("-") else ("+", found[2])
    unit = found[3] if found.re is _WEIGHT else ""
    stable = found[1] == "S"
    problem = None if stable else SentReason.GAUGE_UNSTABLE
    return GaugeFrame("", _decimal(sign, number.lstrip(" ")), unit, stable, problem)


def _text(data: bytes) -> str:
    """Latin-1 text of a short frame (the micro sign is the one letter above 127), else empty."""
    return data.decode("latin-1") if len(data) <= _LONGEST else ""


def _decimal(sign: str, number: str) -> str:
    """`-`, digits, point, decimals: one zero before the point, the decimals as they came."""
    whole, _, fraction = number.partition(".")
    minus = "-" if sign == "-" else ""
    return f"{minus}{whole.lstrip('0') or '0'}{'.' if fraction else ''}{fraction}"
