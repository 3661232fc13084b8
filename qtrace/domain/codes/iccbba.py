"""ISBT 128 codes of ICCBBA: structures of fixed length behind two or three flag characters.

Structures come one in a linear symbol, a few behind each other, or in a compound message that says
how many follow. A device identifier makes the message valid; without it the other symbols of the
label are missing, and `merge_iccbba` puts them together.

Source: ICCBBA ST-001 (ISBT 128 technical specification) data structures 001, 002, 003, 004, 005,
008, 009, 023, 032, 034 and 035, and ST-017; read from public summaries, see docs/codes.md.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from qtrace.domain.codes.characters import all_digits
from qtrace.domain.codes.checks import mod37_2
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.label_reading import (
    date_fault,
    foreign_character,
    length_fault,
    not_recognised,
    ordinal_day,
    repeat_faults,
    too_long,
    with_parts,
    written,
)
from qtrace.domain.codes.reasons import Agency, CodeError, CodeReason, Reason, Verdict


@dataclass(frozen=True, slots=True)
class _Structure:
    """One data structure: its flags, the name of its part, characters and length of its data."""

    mark: str
    name: str
    length: int
    allowed: re.Pattern[str]


_UPPER: Final = re.compile(r"[0-9A-Z]")
_DIGIT: Final = re.compile(r"[0-9]")
_DONATION_START: Final = re.compile(r"=[A-NP-Z1-9]")
_DONATION: Final = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{4}[0-9]{8}[0-9A-Z]{2}\Z")
_CHECKED_FLAGS: Final = range(60, 97)

_STRUCTURES: Final = (
    _Structure("&,1", "lot", 18, _UPPER),
    _Structure("=/", "di", 16, _UPPER),
    _Structure("=,", "serial", 6, _UPPER),
    _Structure("=>", "expiry", 6, _DIGIT),
    _Structure("&>", "expiry", 10, _DIGIT),
    _Structure("=}", "mfg", 6, _DIGIT),
    _Structure("&}", "mfg", 10, _DIGIT),
    _Structure("=)", "di", 10, _UPPER),
    _Structure("&)", "lot", 10, _UPPER),
    _Structure("=+", "compound", 5, _DIGIT),
    _Structure("=%", "blood_group", 4, _UPPER),
    _Structure("=<", "product_code", 8, _UPPER),
)
"""Longest flags first; the donation number comes last, because its flag is its first character."""

_DONATION_STRUCTURE: Final = _Structure("=", "donation", 15, _UPPER)
_ONCE: Final = frozenset({structure.name for structure in _STRUCTURES} | {"donation"})


def parse_iccbba(text: str, ref_year: int) -> LabelMessage:
    """Read `text` as ISBT 128 data; never raises.

    Args:
        text: what the symbol carries, without frame characters and AIM identifier.
        ref_year: the current year: the year of a date is the one nearest to it that ends in the
            three digits carried.

    Returns:
        VALID with a device identifier, INCOMPLETE without, INVALID with the first fault, NOT_UDI
        if `text` does not begin with a structure that is known. `link` is the head of a compound
        message, empty for others.
    """
    found = too_long(text, "iccbba", Agency.ICCBBA)
    if found is not None:
        return found
    if _structure_at(text, 0) is None:
        return not_recognised(text, "iccbba", Agency.ICCBBA)
    parts, fault = _cut(text, ref_year)
    head = parts[0].value if parts and parts[0].name == "compound" else ""
    faults = [fault] if fault else _whole_faults(parts, head)
    name = "iccbba_compound" if head else "iccbba"
    return _judged(LabelMessage(text, name, Agency.ICCBBA, Verdict.VALID, link=head), parts, faults)


def merge_iccbba(messages: Sequence[LabelMessage]) -> LabelMessage:
    """One message from the symbols of one label: the union of their structures.

    `raw` joins the raw texts with a line feed, and positions are places in it. A symbol that is not
    valid by itself makes the whole invalid; so do two values for one structure.
    """
    parts: list[Part] = []
    faults: list[Reason] = []
    start = 0
    for message in messages:
        parts += [replace(part, position=part.position + start) for part in message.parts]
        if message.verdict not in (Verdict.VALID, Verdict.INCOMPLETE):
            faults += [_moved(reason, start) for reason in message.reasons]
        start += len(message.raw) + 1
    kept = [part for part in parts if part.name != "compound"]
    raw = "\n".join(message.raw for message in messages)
    faults = faults or repeat_faults(kept, _ONCE)
    merged = LabelMessage(raw, "iccbba_merged", Agency.ICCBBA, Verdict.VALID)
    return _judged(merged, _unique(kept), faults)


@dataclass(frozen=True, slots=True)
class IccbbaFields:
    """What a label says; every field may be missing.

    Attributes:
        di: device identifier: 16 characters, or 10 of a blood bag.
        donation: donation number with 13 characters (its check flags are added) or with all 15.
        serial: division code, 6 characters.
        expiry: last day of use.
        mfg: day of production.
        lot: lot number: 18 characters, or 10 of a blood bag.
    """

    di: str = ""
    donation: str = ""
    serial: str = ""
    expiry: date | None = None
    mfg: date | None = None
    lot: str = ""


def write_iccbba(fields: IccbbaFields, ref_year: int) -> str:
    """The structures of `fields`; two or more become a compound message of no fixed order.

    Raises:
        CodeError: the text would not read back as `fields`.
    """
    structures = [
        text
        for text in (
            _flagged(fields.di, {16: "=/", 10: "=)"}),
            _flagged(_with_flags(fields.donation), {}, "="),
            _flagged(fields.serial, {}, "=,"),
            _flagged(_ordinal(fields.expiry), {}, "=>"),
            _flagged(_ordinal(fields.mfg), {}, "=}"),
            _flagged(fields.lot, {18: "&,1", 10: "&)"}, "&,1"),
        )
        if text
    ]
    if not structures:
        raise CodeError(Reason(CodeReason.EMPTY))
    head = f"=+{len(structures):02}000" if len(structures) > 1 else ""
    text = head + "".join(structures)
    message = written(text, lambda code: parse_iccbba(code, ref_year))
    for name, day in (("expiry", fields.expiry), ("mfg", fields.mfg)):
        part = message.first(name)
        if part is not None and part.day != day:
            raise CodeError(date_fault(str(day), name, part.position))
    return text


def _flagged(value: str, by_length: dict[int, str], otherwise: str = "=/") -> str:
    return by_length.get(len(value), otherwise) + value if value else ""


def _with_flags(donation: str) -> str:
    if len(donation) != 13 or not all(_UPPER.match(character) for character in donation):
        return donation
    return f"{donation}{60 + mod37_2(donation)}"


def _ordinal(day: date | None) -> str:
    return "" if day is None else f"{day.year % 1000:03}{day.timetuple().tm_yday:03}"


def _structure_at(text: str, position: int) -> _Structure | None:
    for structure in _STRUCTURES:
        if text.startswith(structure.mark, position):
            return structure
    return _DONATION_STRUCTURE if _DONATION_START.match(text, position) else None


def _cut(text: str, ref_year: int) -> tuple[list[Part], Reason | None]:
    parts: list[Part] = []
    position = 0
    while position < len(text):
        structure = _structure_at(text, position)
        if structure is None or (structure.name == "compound" and position > 0):
            value = text[position : position + 3]
            return parts, Reason(CodeReason.FIELD_UNKNOWN, position, {"value": value})
        start = position + len(structure.mark)
        value = text[start : start + structure.length]
        fault = _value_fault(structure, value, start)
        day = None if fault else _day(structure, value, ref_year)
        if fault is None and day is None and structure.name in ("expiry", "mfg"):
            fault = date_fault(value, structure.name, start)
        if fault is not None:
            return parts, fault
        parts.append(Part(structure.name, structure.mark, value, position, day))
        position = start + structure.length
    return parts, None


def _value_fault(structure: _Structure, value: str, start: int) -> Reason | None:
    name = structure.name
    fault = foreign_character(value, structure.allowed, name, start) or length_fault(
        value, structure.length, structure.length, name, start
    )
    if fault is not None or name != "donation":
        return fault
    if _DONATION.match(value) is None:
        return Reason(CodeReason.CONTENT_INVALID, start, {"field": name, "value": value})
    flags = value[13:]
    if (
        all_digits(flags)
        and int(flags) in _CHECKED_FLAGS
        and int(flags) - 60 != mod37_2(value[:13])
    ):
        return Reason(CodeReason.CHECK_DIGIT, start + 13, {"field": name, "value": value})
    return None


def _day(structure: _Structure, value: str, ref_year: int) -> date | None:
    """The day of cyyjjj or cyyjjjhhmm; c is the hundreds digit of the year."""
    if structure.name not in ("expiry", "mfg"):
        return None
    if structure.length == 10 and not (value[6:8] < "24" and value[8:] < "60"):
        return None
    last = int(value[:3])
    years = [thousand + last for thousand in range(0, 10_000, 1000)]
    return ordinal_day(min(years, key=lambda year: abs(year - ref_year)), value[3:6])


def _whole_faults(parts: Sequence[Part], head: str) -> list[Reason]:
    following = len(parts) - 1
    if head and int(head[:2]) != following:
        facts = {"first": str(int(head[:2])), "second": str(following)}
        return [Reason(CodeReason.COMPOUND_COUNT, parts[0].position, facts)]
    return repeat_faults(parts, _ONCE)


def _judged(message: LabelMessage, parts: Sequence[Part], faults: Sequence[Reason]) -> LabelMessage:
    answer = with_parts(message, parts)
    if faults:
        return replace(answer, verdict=Verdict.INVALID, reasons=tuple(faults))
    if answer.di is None:
        reason = Reason(CodeReason.LABEL_INCOMPLETE, 0)
        return replace(answer, verdict=Verdict.INCOMPLETE, reasons=(reason,))
    return answer


def _unique(parts: Iterable[Part]) -> list[Part]:
    first: dict[tuple[str, str, str], Part] = {}
    for part in parts:
        first.setdefault((part.name, part.mark, part.value), part)
    return list(first.values())


def _moved(reason: Reason, start: int) -> Reason:
    return reason if reason.position is None else replace(reason, position=reason.position + start)
