"""AHM codes of Alibaba Health, by best effort: nothing read here is ever simply valid.

The shape is known from one public parser, which itself says that AHM is not enabled, and from one
list of questions and answers: `MF…` and production identifiers of two letters and data, separated
by `*`. Every reading is SUSPECT and says so.

Source: none that is authoritative; see docs/codes.md. The 20-digit codes of drug supervision, which
begin with 8, are another system and are never taken for AHM.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qtrace.domain.codes.dates import parse_yymmdd
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.label_reading import (
    date_fault,
    foreign_character,
    length_fault,
    not_recognised,
    repeat_faults,
    too_long,
    with_parts,
)
from qtrace.domain.codes.reasons import Agency, CodeReason, Reason, Verdict

_NAMES: Final = {
    "BA": "lot",
    "BN": "lot",
    "SN": "serial",
    "MD": "mfg",
    "BD": "best_before",
    "ED": "expiry",
    "PL": "package_level",
}
_DATES: Final = ("mfg", "best_before", "expiry")
_ONCE: Final = tuple(sorted(set(_NAMES.values())))
_MOST: Final = 40
_DATA: Final = re.compile(r"[!-)+-~]")
_FIELD: Final = r"\*(?:BA|BN|SN|MD|BD|ED|PL)"
_HEAD: Final = re.compile(rf"MF[0-9A-Z]{{1,13}}?(?={_FIELD}|(?:BA|BN)[^*]+{_FIELD})")
"""The device identifier ends at `*` with a known field, or at a lot that follows directly.

Such a lot counts only with a further field behind it: else `MF2BASE` would be taken.
"""


def parse_ahm(text: str, ref_year: int) -> LabelMessage:
    """Read `text` as an AHM code as well as is known; never raises.

    Args:
        text: what the symbol carries, without frame characters and AIM identifier.
        ref_year: the current year, for the century window of dates.

    Returns:
        SUSPECT with the reason that the rule is not verified; INVALID with the first fault; NOT_UDI
        for other texts, also for `MF…` without any production identifier, which may be anybody's
        number.
    """
    found = too_long(text, "ahm", Agency.AHM)
    if found is not None:
        return found
    head = _HEAD.match(text)
    if head is None:
        return not_recognised(text, "ahm", Agency.AHM)
    parts = [Part("di", "MF", head.group()[2:], 0)]
    place = head.end()
    for segment in text[place:].removeprefix("*").split("*"):
        place += text.startswith("*", place)
        part = _part(segment, place, ref_year)
        if isinstance(part, Reason):
            return _judged(text, parts, [part])
        parts.append(part)
        place += len(segment)
    return _judged(text, parts, repeat_faults(parts, _ONCE))


def _part(segment: str, position: int, ref_year: int) -> Part | Reason:
    mark, value, start = segment[:2], segment[2:], position + 2
    if mark not in _NAMES:
        return Reason(CodeReason.FIELD_UNKNOWN, position, {"value": mark})
    name = _NAMES[mark]
    fault = length_fault(value, 1, _MOST, name, start) or foreign_character(
        value, _DATA, name, start
    )
    if fault is not None:
        return fault
    if name not in _DATES:
        return Part(name, mark, value, position)
    day = parse_yymmdd(value, ref_year, day_zero=False)
    return date_fault(value, name, start) if day is None else Part(name, mark, value, position, day)


def _judged(text: str, parts: Sequence[Part], faults: Sequence[Reason]) -> LabelMessage:
    verdict = Verdict.INVALID if faults else Verdict.SUSPECT
    reasons = tuple(faults) or (Reason(CodeReason.AHM_UNVERIFIED, 0),)
    message = LabelMessage(text, "ahm", Agency.AHM, verdict, reasons=reasons)
    read = with_parts(message, parts)
    return replace(read, di=f"MF{read.di}")
