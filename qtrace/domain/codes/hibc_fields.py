"""Fields of HIBC data: what stands between the flag `+` and the check character.

Each reader answers with the fields up to the first fault, and that fault. Positions count from 0
in the text that the caller counts in; `at` is where the piece begins.
Source: ANSI/HIBC 2.6, sections 2.1 (primary), 2.2 (secondary), 2.3 (supplemental data).
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from qtrace.domain.codes.characters import all_digits
from qtrace.domain.codes.dates import parse_yyyymmdd
from qtrace.domain.codes.hibc_dates import (
    FORM_BY_FLAG,
    ExpiryForm,
    FlaggedForm,
    month_end,
    parse_expiry,
)
from qtrace.domain.codes.label_message import Part
from qtrace.domain.codes.label_reading import date_fault, length_fault
from qtrace.domain.codes.reasons import CodeReason, Reason

LEAST_DI: Final = 6
MOST_DI: Final = 23
MOST_LOT: Final = 18
MOST_OLD_LOT: Final = 13
MOST_QUANTITY_DIGITS: Final = 5

DIGITS: Final = "0123456789"
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHANUMERIC: Final = DIGITS + LETTERS
LOT_CHARACTERS: Final = ALPHANUMERIC + "-."
"""Of lot and serial numbers: the other five characters of HIBC are its own marks, or a space."""

_REFERENCE: Final = re.compile(r"\$\$?\+?")
_OLD_REFERENCE: Final = re.compile(r"[0-9]{5}")
_SUPPLEMENT: Final = re.compile(r"14D|16D|S|Q")
_QUANTITY_DIGITS: Final = {"8": 2, "9": 5}


@dataclass(frozen=True, slots=True)
class Cut:
    """Fields of a piece of text, in its order, and the fault that ended the reading."""

    parts: tuple[Part, ...] = ()
    fault: Reason | None = None


def read_primary(text: str, at: int) -> Cut:
    """Labeler code (4), product number (1 to 18) and unit of measure (1 digit) of `text`."""
    lic, pcn, unit = text[:4], text[4:-1], text[-1:]
    fault = _bad_character("lic", lic, at, ALPHANUMERIC)
    if fault is not None:
        return Cut((), fault)
    if not LEAST_DI <= len(text) <= MOST_DI:
        return Cut((), length_fault(text, LEAST_DI, MOST_DI, "di", at))
    parts = [Part("lic", "", lic, at)]
    fault = _bad_character("pcn", pcn, at + 4, ALPHANUMERIC)
    if fault is None:
        parts.append(Part("pcn", "", pcn, at + 4))
        if all_digits(unit):
            parts.append(Part("unit", "", unit, at + len(text) - 1))
        else:
            fault = _illegal("unit", unit, at + len(text) - 1)
    return Cut(tuple(parts), fault)


def read_secondary(text: str, at: int, ref_year: int) -> Cut:
    """The reference (lot or serial number, date, quantity) and its supplements behind `/`.

    Args:
        text: secondary data without flag, link and check character.
        at: place of `text`.
        ref_year: the current year, for the century window of dates.
    """
    first, *others = text.split("/")
    cut = _read_reference(first, at, ref_year)
    parts, fault = list(cut.parts), cut.fault
    if fault is None and not parts and not others:
        field = "serial" if first.endswith(("+", "+7")) else "lot"
        fault = _missing(field, at + len(first))
    known = {_kind(part): part for part in parts}
    place = at + len(first) + 1
    for segment in others:
        if fault is not None:
            break
        cut = _read_supplement(segment, place)
        parts.extend(cut.parts)
        fault = cut.fault or _contradiction(known, cut.parts[0])
        place += len(segment) + 1
    return Cut(tuple(parts), fault)


def expiry_of(parts: tuple[Part, ...]) -> date | None:
    """The expiry date of `parts`; a day is more exact than the end of a month."""
    found = [part for part in parts if part.name.startswith("expiry")]
    exact = [part.day for part in found if part.name != ExpiryForm.MMYY.part_name]
    return next(iter(exact or [part.day for part in found]), None)


def _read_reference(segment: str, at: int, ref_year: int) -> Cut:
    match = _REFERENCE.match(segment)
    if match is None:
        return _read_old_form(segment, at, ref_year)
    mark = match.group()
    rest = segment[len(mark) :]
    if mark.startswith("$$"):
        return _read_flagged(mark, rest, at, ref_year)
    return _name(mark, rest, at, at + len(mark))


def _read_old_form(segment: str, at: int, ref_year: int) -> Cut:
    """Five digits YYJJJ, then perhaps a lot number: the form before the flag digits came."""
    if _OLD_REFERENCE.match(segment) is None:
        return Cut((), _unknown_field(segment, at))
    dated = _read_date("", segment[:5], ExpiryForm.YYJJJ, at, ref_year)
    if dated.fault is not None or len(segment) == 5:
        return dated
    lot = _limited("lot", "", segment[5:], (at + 5, at + 5), MOST_OLD_LOT)
    return Cut(dated.parts + lot.parts, lot.fault)


def _read_flagged(mark: str, rest: str, at: int, ref_year: int) -> Cut:
    """What follows `$$` or `$$+`: a quantity for lots only, then flag, date and name."""
    digits = _QUANTITY_DIGITS.get(rest[:1])
    if digits is None or mark.endswith("+"):
        return _read_dated(mark, rest, at, ref_year)
    value = rest[1 : 1 + digits]
    place = at + len(mark) + 1
    fault = _bad_character("quantity", value, place, DIGITS) or length_fault(
        value, digits, digits, "quantity", place
    )
    if fault is not None:
        return Cut((), fault)
    quantity = Part("quantity", mark + rest[0], value, at)
    if len(rest) == 1 + digits:
        return Cut((quantity,))
    dated = _read_dated("", rest[1 + digits :], place + digits, ref_year)
    return Cut((quantity, *dated.parts), dated.fault)


def _read_dated(mark: str, rest: str, at: int, ref_year: int) -> Cut:
    """Date flag, date and name of `rest`, behind `mark`."""
    flag = rest[:1]
    place = at + len(mark)
    if flag not in FORM_BY_FLAG:
        shown = mark + flag if mark else flag
        return Cut((), Reason(CodeReason.HIBC_FORMAT, place, {"found": shown}))
    flagged = FORM_BY_FLAG[flag]
    if flagged is None:
        return _name(mark + flag, rest[1:], at, place + 1)
    return _read_date_and_name(mark, rest, flagged, at, ref_year)


def _read_date_and_name(mark: str, rest: str, flagged: FlaggedForm, at: int, ref_year: int) -> Cut:
    start = 0 if flagged.is_part else 1
    end = start + len(flagged.form.value)
    dated = _read_date(mark + rest[:start], rest[start:end], flagged.form, at, ref_year)
    if dated.fault is not None or len(rest) == end:
        return dated
    place = at + len(mark) + end
    named = _limited(_name_of(mark), "", rest[end:], (place, place), MOST_LOT)
    return Cut(dated.parts + named.parts, named.fault)


def _read_date(mark: str, value: str, form: ExpiryForm, at: int, ref_year: int) -> Cut:
    found = parse_expiry(value, form, ref_year)
    if isinstance(found, CodeReason):
        fault = date_fault(value, "expiry", at + len(mark))
        return Cut((), replace(fault, code=found))
    return Cut((Part(form.part_name, mark, value, at, found),))


def _read_supplement(segment: str, at: int) -> Cut:
    match = _SUPPLEMENT.match(segment)
    if match is None:
        return Cut((), _unknown_field(segment, at))
    mark, value = match.group(), segment[match.end() :]
    place = at + len(mark)
    if mark == "S":
        return _limited("serial", "/S", value, (at - 1, place), MOST_LOT)
    if mark == "Q":
        return _read_quantity(value, at, place)
    field = "expiry" if mark == "14D" else "mfg"
    day = parse_yyyymmdd(value)
    if day is None:
        return Cut((), date_fault(value, field, place))
    return Cut((Part(field, f"/{mark}", value, at - 1, day),))


def _read_quantity(value: str, at: int, place: int) -> Cut:
    fault = _bad_character("quantity", value, place, DIGITS) or length_fault(
        value, 1, MOST_QUANTITY_DIGITS, "quantity", place
    )
    return Cut((), fault) if fault is not None else Cut((Part("quantity", "/Q", value, at - 1),))


def _name(mark: str, value: str, at: int, place: int) -> Cut:
    """Lot or serial number `value`, none if it is empty."""
    return _limited(_name_of(mark), mark, value, (at, place), MOST_LOT) if value else Cut()


def _name_of(mark: str) -> str:
    return "serial" if "+" in mark else "lot"


def _limited(field: str, mark: str, value: str, places: tuple[int, int], most: int) -> Cut:
    """One lot or serial number; `places` are those of its mark and of its data."""
    at, place = places
    fault = _bad_character(field, value, place, LOT_CHARACTERS) or length_fault(
        value, 1, most, field, place
    )
    return Cut((), fault) if fault is not None else Cut((Part(field, mark, value, at),))


def _kind(part: Part) -> str:
    """Name of a field without its precision."""
    return part.name.partition("_")[0]


def _contradiction(known: dict[str, Part], last: Part) -> Reason | None:
    """A finding if `last` says otherwise than the field of its kind before it; remembers it."""
    kind = _kind(last)
    before = known.get(kind)
    if before is None or _agree(before, last):
        known[kind] = last  # at least as exact as before: dates of supplements are days
        return None
    facts = {"field": kind, "first": before.value, "second": last.value}
    return Reason(CodeReason.FIELD_REPEATED, last.position, facts)


def _agree(one: Part, other: Part) -> bool:
    if one.name == "quantity":
        return int(one.value) == int(other.value)
    if one.day is None or other.day is None:
        return one.value == other.value
    if ExpiryForm.MMYY.part_name in (one.name, other.name):
        return month_end(one.day) == month_end(other.day)
    return one.day == other.day


def _bad_character(field: str, value: str, at: int, allowed: str) -> Reason | None:
    for place, character in enumerate(value):
        if character not in allowed:
            return _illegal(field, character, at + place)
    return None


def _illegal(field: str, character: str, at: int) -> Reason:
    facts = {"field": field, "character": character, "hex": f"{ord(character):04X}"}
    return Reason(CodeReason.ILLEGAL_CHARACTER, at, facts)


def _missing(field: str, at: int) -> Reason:
    return Reason(CodeReason.VALUE_MISSING, at, {"field": field})


def _unknown_field(segment: str, at: int) -> Reason:
    return Reason(CodeReason.HIBC_FIELD, at, {"found": segment[:3] or "/"})
