"""MA codes (IDcode) of ZIIOT: plain text, inside a web address, or as a small XML element.

The device identifier is `MA.country.M0.registrant.product`; production identifiers follow, each a
dot, one letter and data, in any order. Check characters are kept as data and never judged: the rule
is not published and samples on the market contradict each other.

Source: encoding rules of ZIIOT as quoted by udi.cp-sy.cn and wanbiaoku.com, and samples of three
public repositories; see docs/codes.md, where it says what is not verified.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from qtrace.domain.codes.dates import parse_yymmdd, parse_yyyymmdd
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.label_reading import (
    date_fault,
    foreign_character,
    length_fault,
    not_recognised,
    repeat_faults,
    too_long,
    with_parts,
    written,
)
from qtrace.domain.codes.reasons import Agency, CodeError, CodeReason, Reason, Verdict

_NAMES: Final = {
    "S": "serial",
    "M": "mfg",
    "P": "mfg",
    "L": "lot",
    "D": "sterilisation_lot",
    "E": "first_invalid_day",
    "V": "expiry",
    "C": "check",
}
"""Parts by the letter of their segment; P is the older letter for the production date."""

_XML_NAMES: Final = {
    "DI": "di",
    "SN": "serial",
    "MFG": "mfg",
    "LOT": "lot",
    "EXP": "first_invalid_day",
    "VAL": "expiry",
}
_DATES: Final = ("mfg", "first_invalid_day", "expiry")
_ONCE: Final = frozenset({"di", *_NAMES.values()})
_MOST: Final = 40
_DATA: Final = re.compile(r"[!-\-/-~]")
_SEGMENTS: Final = (
    re.compile(r"MA\Z"),
    re.compile(r"[0-9]{3}\Z"),
    re.compile(r"M0\Z"),
    re.compile(r"[0-9A-Z]{6}\Z"),
    re.compile(r"[0-9][0-9A-Za-z]{2,19}\Z"),
)
"""Segments of a device identifier: issuer, country, trade, registrant, product."""

_LINK: Final = re.compile(r"https?://", re.IGNORECASE)
_LINK_END: Final = re.compile(r"[&#]|\Z")
_XML_START: Final = re.compile(r'(?:<\?xml[^<>]*\?>)?\s*<UDI\s+IAC\s*=\s*(["\'])MA\1\s*>')
_XML_FIELD: Final = re.compile(r"\s*<([A-Z]{2,3})>([^<>&]*)</\1>")
_XML_END: Final = re.compile(r"\s*</UDI>\s*\Z")


def parse_ma(text: str, ref_year: int) -> LabelMessage:
    """Read `text` as an MA code; never raises.

    Args:
        text: what the symbol carries, without frame characters and AIM identifier: `MA.…`, a web
            address with `=MA.…` in it, or `<UDI IAC="MA">…</UDI>`. Entities, attributes and nested
            elements are refused, not resolved.
        ref_year: the current year, for the century window of six-digit dates.

    Returns:
        VALID; SUSPECT if two dates contradict each other; INVALID with the first fault; NOT_UDI for
        other texts. `expiry` is the last good day: the day of V, or the day before E.
    """
    found = too_long(text, "ma", Agency.MA)
    if found is not None:
        return found
    if text.startswith("MA."):
        return _read_segments(text, text, 0, ref_year)
    if _LINK.match(text):
        start = text.find("=MA.") + 1
        end = _LINK_END.search(text, start)
        if start and end:
            return _read_segments(text, text[start : end.start()], start, ref_year)
    opening = _XML_START.match(text)
    if opening:
        return _read_xml(text, opening.end(), ref_year)
    answer = not_recognised(text, "ma", Agency.MA)
    if text.startswith("ma."):
        reason = Reason(CodeReason.CAPS_LOCK, 0)
        return replace(answer, verdict=Verdict.INVALID, reasons=(reason,))
    return answer


@dataclass(frozen=True, slots=True)
class MaFields:
    """What an MA code says; production identifiers may be missing.

    Attributes:
        di: device identifier with its five segments.
        serial: serial number.
        mfg: day of production.
        lot: lot number.
        sterilisation_lot: lot number of sterilisation.
        expiry: last good day.
        check: check character of the production identifiers, from the issuer's platform.
    """

    di: str
    serial: str = ""
    mfg: date | None = None
    lot: str = ""
    sterilisation_lot: str = ""
    expiry: date | None = None
    check: str = ""


def write_ma(fields: MaFields, ref_year: int) -> str:
    """Plain text of `fields`, dates with six digits, the expiry as V.

    Raises:
        CodeError: the text would not read back as `fields`.
    """
    pairs = (
        ("S", fields.serial),
        ("M", _six(fields.mfg)),
        ("L", fields.lot),
        ("D", fields.sterilisation_lot),
        ("V", _six(fields.expiry)),
        ("C", fields.check),
    )
    for letter, value in pairs:
        if "." in value:
            facts = {"character": ".", "hex": "002E", "field": _NAMES[letter]}
            raise CodeError(Reason(CodeReason.ILLEGAL_CHARACTER, None, facts))
    text = fields.di + "".join(f".{letter}{value}" for letter, value in pairs if value)
    message = written(text, lambda code: parse_ma(code, ref_year))
    for name, day in (("mfg", fields.mfg), ("expiry", fields.expiry)):
        part = message.first(name)
        if part is not None and part.day != day:
            raise CodeError(date_fault(str(day), name, part.position))
    return text


def _six(day: date | None) -> str:
    return "" if day is None else f"{day.year % 100:02}{day.month:02}{day.day:02}"


def _read_segments(raw: str, code: str, start: int, ref_year: int) -> LabelMessage:
    name = "ma_link" if start else "ma"
    answer = LabelMessage(raw, name, Agency.MA, Verdict.VALID)
    segments = code.split(".")
    fault = _di_fault(segments[:5], start)
    if fault is not None:
        return replace(answer, verdict=Verdict.INVALID, reasons=(fault,))
    di = ".".join(segments[:5])
    parts = [Part("address", "", raw[:start], 0)] if start else []
    parts += _di_parts(di, "", start, start)
    place = start + len(di)
    for segment in segments[5:]:
        found = _segment_part(segment, place, ref_year)
        if isinstance(found, Reason):
            return _judged(answer, parts, found)
        parts.append(found)
        place += 1 + len(segment)
    return _judged(answer, parts, None)


def _di_fault(segments: Sequence[str], start: int) -> Reason | None:
    place = start
    for index, shape in enumerate(_SEGMENTS):
        if index >= len(segments) or shape.match(segments[index]) is None:
            return Reason(CodeReason.MA_SHAPE, place)
        place += len(segments[index]) + 1
    return None


def _di_parts(di: str, mark: str, position: int, start: int) -> list[Part]:
    """The device identifier, and the package level that its product code begins with."""
    product = start + di.rindex(".") + 1
    level = di[product - start]
    return [Part("di", mark, di, position), Part("package_level", "", level, product)]


def _segment_part(segment: str, dot: int, ref_year: int) -> Part | Reason:
    letter, value = segment[:1], segment[1:]
    if letter not in _NAMES:
        return Reason(CodeReason.FIELD_UNKNOWN, dot, {"value": "." + letter})
    return _part(_NAMES[letter], "." + letter, value, dot, ref_year)


def _part(name: str, mark: str, value: str, position: int, ref_year: int) -> Part | Reason:
    start = position + len(mark)
    fault = length_fault(value, 1, _MOST, name, start) or foreign_character(
        value, _DATA, name, start
    )
    if fault is not None:
        return fault
    if name not in _DATES:
        return Part(name, mark, value, position)
    day = parse_yymmdd(value, ref_year, day_zero=False) or parse_yyyymmdd(value)
    return date_fault(value, name, start) if day is None else Part(name, mark, value, position, day)


def _read_xml(raw: str, start: int, ref_year: int) -> LabelMessage:
    answer = LabelMessage(raw, "ma_xml", Agency.MA, Verdict.VALID)
    parts: list[Part] = []
    place = start
    while (field := _XML_FIELD.match(raw, place)) is not None:
        found = _xml_parts(field, ref_year)
        if isinstance(found, Reason):
            return _judged(answer, parts, found)
        parts += found
        place = field.end()
    if _XML_END.match(raw, place) is None:
        return _judged(answer, parts, Reason(CodeReason.MA_XML, place))
    if not any(part.name == "di" for part in parts):
        return _judged(answer, parts, Reason(CodeReason.MA_SHAPE, start))
    return _judged(answer, parts, None)


def _xml_parts(field: re.Match[str], ref_year: int) -> list[Part] | Reason:
    tag, value = field.group(1), field.group(2)
    position = field.start(1) - 1
    if tag not in _XML_NAMES:
        return Reason(CodeReason.FIELD_UNKNOWN, position, {"value": f"<{tag}>"})
    if tag == "DI":
        fault = _di_fault(value.split("."), field.start(2))
        if fault is not None:
            return fault
        if value.count(".") > 4:
            place = field.start(2) + len(".".join(value.split(".")[:5]))
            return Reason(CodeReason.MA_SHAPE, place)
        return _di_parts(value, "<DI>", position, field.start(2))
    found = _part(_XML_NAMES[tag], f"<{tag}>", value, position, ref_year)
    return found if isinstance(found, Reason) else [found]


def _judged(answer: LabelMessage, parts: Sequence[Part], fault: Reason | None) -> LabelMessage:
    """The message of `parts`; the earlier of two contradicting last days is the expiry."""
    # M and P are two letters of one field: the same date under both is a harmless repeat.
    faults = [fault] if fault else repeat_faults(parts, _ONCE, any_mark=True)
    message = with_parts(answer, parts)
    first_bad, last_good = message.first("first_invalid_day"), message.first("expiry")
    day_before = None
    if first_bad is not None and first_bad.day is not None and first_bad.day > date.min:
        day_before = first_bad.day - timedelta(days=1)
    days = [day for day in (day_before, message.expiry) if day is not None]
    if day_before is not None:
        message = replace(message, expiry=min(days))
    if faults:
        return replace(message, verdict=Verdict.INVALID, reasons=tuple(faults))
    if len(set(days)) < 2 or first_bad is None or last_good is None:
        return message
    facts = {"first": first_bad.value, "second": last_good.value}
    reason = Reason(CodeReason.DATES_DISAGREE, first_bad.position, facts)
    return replace(message, verdict=Verdict.SUSPECT, reasons=(reason,))
