"""What the readers of ICCBBA, MA, AHM, MH10.8.2 and supplier formats have in common."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from qtrace.domain.codes.characters import MAX_LENGTH, describe_character
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.reasons import Agency, CodeError, CodeReason, Reason, Verdict

_TEXT_FIELDS: Final = frozenset({"di", "lot", "serial", "quantity", "part_number"})
_DAY_FIELDS: Final = frozenset({"expiry", "mfg"})
_OWN_KINDS: Final = (CodeReason.SURROGATE, CodeReason.CONTROL_CHARACTER, CodeReason.NON_ASCII)


def not_recognised(text: str, format_name: str, agency: Agency | None) -> LabelMessage:
    """The answer for a text of another kind; position 0."""
    reason = Reason(CodeReason.NOT_RECOGNISED, 0)
    return LabelMessage(text, format_name, agency, Verdict.NOT_UDI, reasons=(reason,))


def too_long(text: str, format_name: str, agency: Agency | None) -> LabelMessage | None:
    """The refusal of a text beyond `MAX_LENGTH` characters, else None."""
    if len(text) <= MAX_LENGTH:
        return None
    facts = {"length": str(len(text)), "most": str(MAX_LENGTH)}
    reason = Reason(CodeReason.TOO_LONG, MAX_LENGTH, facts)
    return LabelMessage(text, format_name, agency, Verdict.INVALID, reasons=(reason,))


def foreign_character(
    value: str, allowed: re.Pattern[str], field: str, start: int
) -> Reason | None:
    """The first character of `value` that `allowed` (a class, one character) does not match.

    Args:
        value: data of one field.
        allowed: matches exactly one allowed character.
        field: name of the field, for the sentence.
        start: place of the data in the text.
    """
    run = _run_of(allowed).match(value)
    good = run.end() if run is not None else 0
    if good == len(value):
        return None
    reason = describe_character(value[good], start + good)
    code = reason.code if reason.code in _OWN_KINDS else CodeReason.ILLEGAL_CHARACTER
    return Reason(code, reason.position, {**reason.facts, "field": field})


@cache
def _run_of(allowed: re.Pattern[str]) -> re.Pattern[str]:
    """Matches as many allowed characters as there are."""
    return re.compile(f"{allowed.pattern}+")


def length_fault(value: str, least: int, most: int, field: str, start: int) -> Reason | None:
    """The finding if `value` has fewer than `least` or more than `most` characters."""
    if least <= len(value) <= most:
        return None
    facts = {
        "field": field,
        "least": str(least),
        "most": str(most),
        "found": str(len(value)),
    }
    if not value:
        return Reason(CodeReason.VALUE_MISSING, start, facts)
    if len(value) > most:
        return Reason(CodeReason.VALUE_TOO_LONG, start + most, facts)
    return Reason(CodeReason.VALUE_TOO_SHORT, start, facts)


def date_fault(value: str, field: str, start: int) -> Reason:
    """The finding that `value` is no date."""
    return Reason(CodeReason.DATE_INVALID, start, {"field": field, "value": value})


def repeat_faults(
    parts: Iterable[Part], names: Collection[str], *, any_mark: bool = False
) -> list[Reason]:
    """A finding for each part of `names` that comes a second time with other data or mark.

    The same data under the same mark is a harmless repeat; under another one, too, if `any_mark`.
    """
    seen: dict[str, Part] = {}
    faults: list[Reason] = []
    for part in parts:
        if part.name not in names:
            continue
        first = seen.setdefault(part.name, part)
        if first.value != part.value or not (any_mark or first.mark == part.mark):
            facts = {"field": part.name, "first": first.value, "second": part.value}
            faults.append(Reason(CodeReason.FIELD_REPEATED, part.position, facts))
    return faults


def with_parts(message: LabelMessage, parts: Iterable[Part]) -> LabelMessage:
    """`message` with `parts`, and the fields that follow from their names.

    The first part called `di`, `lot`, `serial`, `quantity`, `part_number`, `expiry` and `mfg`
    fills the field of that name.
    """
    kept = tuple(parts)
    fields: dict[str, Any] = {}
    for part in reversed(kept):
        if part.name in _TEXT_FIELDS:
            fields[part.name] = part.value
        elif part.name in _DAY_FIELDS:
            fields[part.name] = part.day
    return replace(message, parts=kept, **fields)


def ordinal_day(year: int, day_of_year: str) -> date | None:
    """Day `day_of_year` (three digits, 001 is 1 January) of `year`, or None."""
    number = int(day_of_year)
    if not (1 <= year <= 9998 and 1 <= number <= 366):
        return None
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return day if day.year == year else None


def written(text: str, read: Callable[[str], LabelMessage]) -> LabelMessage:
    """How `text` reads back, for writers.

    Raises:
        CodeError: it does not read back; the reason is the reader's first one.
    """
    message = read(text)
    if message.verdict not in (Verdict.VALID, Verdict.INCOMPLETE):
        raise CodeError(message.reasons[0])
    return message
