"""One interpretation of every scan: a label's code, one of our codes, or unknown with a reason.

The scan router asks this for whatever a scanner sends; it never raises and never guesses.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from qtrace.domain.codes.ahm import parse_ahm
from qtrace.domain.codes.carriers import Carrier, split_carrier
from qtrace.domain.codes.characters import MAX_LENGTH, strip_frame
from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.gs1_link import is_web_address
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.hibc import parse_hibc
from qtrace.domain.codes.iccbba import parse_iccbba
from qtrace.domain.codes.internal import InternalCode, parse_internal
from qtrace.domain.codes.label_message import LabelMessage, moved, moved_reason
from qtrace.domain.codes.ma import parse_ma
from qtrace.domain.codes.mh10 import HEADER, parse_mh10
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from qtrace.domain.codes.tables import AiTable


@dataclass(frozen=True, slots=True)
class Unknown:
    """A scan that is neither a label's code nor one of our codes.

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

Interpretation = GS1Message | LabelMessage | InternalCode | Unknown
"""Closed: match on it with `assert_never`."""

_Reader = Callable[[str, int], LabelMessage]

_READERS: Final[tuple[tuple[tuple[str, ...], _Reader], ...]] = (
    (("+", "*+"), parse_hibc),
    (("=", "&"), parse_iccbba),
    (("MA.", "ma.", "<"), parse_ma),
    (("MF",), parse_ahm),
)
"""How codes of other issuers begin, and who reads them."""

_OTHER_AGENCIES: Final = (("=", "ICCBBA"), ("&", "ICCBBA"))
"""Beginnings that name an issuer even where its reader does not know the rest."""


def interpret(data: bytes | str, table: AiTable, ref_year: int) -> Interpretation:
    """What `data` says; total over any bytes and text.

    Args:
        data: bytes of a camera or serial scanner (UTF-8), or text of a keyboard wedge.
        table: the AI table.
        ref_year: the current year, for the century window of dates.

    Returns:
        A GS1 message or the message of another issuer (any verdict but NOT_UDI), one of our
        codes, or unknown with one reason.
    """
    text = _decoded(data)
    if isinstance(text, Reason):
        return Unknown(data, "", text, Verdict.INVALID)
    cleaned, offset = strip_frame(text)
    carrier, body, length = split_carrier(cleaned)
    start = offset + length
    ours = None if carrier is Carrier.GS1 else parse_internal(body)
    if isinstance(ours, InternalCode):
        return replace(ours, raw=text)
    if ours is not None:
        return Unknown(data, body, moved_reason(ours, start))
    is_plain = carrier in (Carrier.UNTOLD, Carrier.OTHER)
    label = _label(body, ref_year, table) if is_plain else None
    if label is not None:
        return moved(label, text, start)
    message = parse_gs1(text, table, ref_year)
    if message.verdict is not Verdict.NOT_UDI:
        return _own_label(message, text) or message
    return _from_address(body, text, start, ref_year) or Unknown(
        data, body, _named(body, message.reasons[0])
    )


def _decoded(data: bytes | str) -> str | Reason:
    """The text of `data`, or why there is none."""
    if len(data) > MAX_LENGTH:
        facts = {"length": str(len(data)), "most": str(MAX_LENGTH)}
        return Reason(CodeReason.TOO_LONG, MAX_LENGTH, facts)
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Reason(CodeReason.NOT_UTF8, error.start)


def _label(body: str, ref_year: int, table: AiTable) -> LabelMessage | None:
    """The message of the issuer whose codes begin like `body`, None if it is none of theirs."""
    if body.startswith(HEADER):
        return parse_mh10(body, ref_year, table)
    for starts, read in _READERS:
        if body.startswith(starts):
            message = read(body, ref_year)
            return None if message.verdict is Verdict.NOT_UDI else message
    return None


def _from_address(body: str, text: str, start: int, ref_year: int) -> LabelMessage | None:
    """The MA code in a web address that is no Digital Link."""
    message = parse_ma(body, ref_year) if is_web_address(body) else None
    if message is None or message.verdict is Verdict.NOT_UDI:
        return None
    return moved(message, text, start)


def _own_label(message: GS1Message, text: str) -> InternalCode | None:
    """One of our own labels in GS1 form: it carries our code under AI 91, for internal use.

    A suspect message counts too: the check character of our code proves where the value ends.

    Source: GS1 General Specifications, AI 91 to 99: company internal information.
    """
    is_whole = message.verdict in (Verdict.VALID, Verdict.SUSPECT)
    inside = message.get(OWN_CODE_AI) if is_whole else None
    ours = parse_internal(inside) if inside else None
    return replace(ours, raw=text) if isinstance(ours, InternalCode) else None


def _named(body: str, reason: Reason) -> Reason:
    if reason.code is CodeReason.NOT_RECOGNISED:
        for start, agency in _OTHER_AGENCIES:
            if body.startswith(start):
                return Reason(CodeReason.OTHER_AGENCY, reason.position, {"agency": agency})
    return reason
