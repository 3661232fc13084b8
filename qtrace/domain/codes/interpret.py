"""One interpretation of every scan: a GS1 message, one of our codes, or unknown with a reason.

The scan router asks this for whatever a scanner sends; it never raises and never guesses.
"""

from dataclasses import dataclass, replace
from typing import Final

from qtrace.domain.codes.carriers import Carrier, split_carrier
from qtrace.domain.codes.characters import MAX_LENGTH, strip_frame
from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, parse_internal
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from qtrace.domain.codes.tables import AiTable


@dataclass(frozen=True, slots=True)
class Unknown:
    """A scan that is neither a GS1 message nor one of our codes.

    Attributes:
        raw: the input, untouched.
        text: the input without frame characters and AIM identifier, empty if it is no text; a
            plant may still know it as a supplier's plain number.
        reason: why it is unknown.
        verdict: INVALID if the input cannot even be looked at, else NOT_UDI.
    """

    raw: str | bytes
    text: str
    reason: Reason
    verdict: Verdict = Verdict.NOT_UDI


OWN_CODE_AI: Final = "91"
"""Where our own labels carry our code when they are printed in GS1 form."""

Interpretation = GS1Message | InternalCode | Unknown
"""Closed: match on it with `assert_never`. Other agencies join it as classes of their own."""

_OTHER_AGENCIES: Final = (
    ("+", "HIBCC"),
    ("=", "ICCBBA"),
    ("&", "ICCBBA"),
    ("MA.", "MA"),
    ("[)>", "MH10.8.2"),
)
"""How codes of other issuers start; they are named, not read."""


def interpret(data: bytes | str, table: AiTable, ref_year: int) -> Interpretation:
    """What `data` says; total over any bytes and text.

    Args:
        data: bytes of a camera or serial scanner (UTF-8), or text of a keyboard wedge.
        table: the AI table.
        ref_year: the current year, for the century window of dates.

    Returns:
        A GS1 message (any verdict but NOT_UDI), one of our codes, or unknown with one reason.
    """
    if len(data) > MAX_LENGTH:
        facts = {"length": str(len(data)), "most": str(MAX_LENGTH)}
        return Unknown(data, "", Reason(CodeReason.TOO_LONG, MAX_LENGTH, facts), Verdict.INVALID)
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            reason = Reason(CodeReason.NOT_UTF8, error.start)
            return Unknown(data, "", reason, Verdict.INVALID)
    else:
        text = data
    cleaned, offset = strip_frame(text)
    carrier, body, length = split_carrier(cleaned)
    if carrier is not Carrier.GS1:
        ours = parse_internal(body)
        if isinstance(ours, InternalCode):
            return replace(ours, raw=text)
        if ours is not None:
            return Unknown(data, body, _moved(ours, offset + length))
    message = parse_gs1(text, table, ref_year)
    if message.verdict is not Verdict.NOT_UDI:
        return _own_label(message, text) or message
    return Unknown(data, body, _named(body, message.reasons[0]))


def _own_label(message: GS1Message, text: str) -> InternalCode | None:
    """One of our own labels in GS1 form: it carries our code under AI 91, for internal use.

    A suspect message counts too: the check character of our code proves where the value ends.

    Source: GS1 General Specifications, AI 91 to 99: company internal information.
    """
    is_whole = message.verdict in (Verdict.VALID, Verdict.SUSPECT)
    inside = message.get(OWN_CODE_AI) if is_whole else None
    ours = parse_internal(inside) if inside else None
    return replace(ours, raw=text) if isinstance(ours, InternalCode) else None


def _moved(reason: Reason, offset: int) -> Reason:
    position = reason.position
    return replace(reason, position=None if position is None else position + offset)


def _named(body: str, reason: Reason) -> Reason:
    if reason.code is CodeReason.NOT_RECOGNISED:
        for start, agency in _OTHER_AGENCIES:
            if body.startswith(start):
                return Reason(CodeReason.OTHER_AGENCY, reason.position, {"agency": agency})
    return reason
