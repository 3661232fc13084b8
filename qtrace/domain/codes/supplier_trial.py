"""Trying a supplier format on a sample: what was read field by field, or where it does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.domain.codes.characters import MAX_LENGTH
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.codes.supplier_format import (
    PART_NAMES,
    Slice,
    SupplierFormat,
    segment_end,
    segment_slices,
)
from qtrace.domain.codes.supplier_pattern import Segment


class MisfitCode(StrEnum):
    """Why a sample does not fit a format."""

    TEXT_MISSING = "SAMPLE_TEXT_MISSING"
    CHARACTER = "SAMPLE_CHARACTER"
    TOO_SHORT = "SAMPLE_FIELD_SHORT"
    TOO_LONG = "SAMPLE_FIELD_LONG"
    GOES_ON = "SAMPLE_GOES_ON"
    DATE = "SAMPLE_DATE"


@dataclass(frozen=True, slots=True)
class Misfit:
    """The first place at which a sample does not fit, counted from 0, with facts."""

    code: MisfitCode
    position: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trial:
    """A sample held against a format.

    Attributes:
        message: what was read, or None if the sample does not fit.
        read: fields that were read, with their place, before it ceased to fit.
        misfit: why it does not fit, or None if it does.
    """

    message: LabelMessage | None
    read: tuple[tuple[str, int, str], ...]
    misfit: Misfit | None


def try_sample(form: SupplierFormat, text: str, ref_year: int) -> Trial:
    """Hold `text` against `form`; never raises, and fits exactly when `form.read` reads it.

    Args:
        form: the format.
        text: the sample, as the scanner sent it.
        ref_year: the current year, for the century window of two-digit years.
    """
    message = form.read(text, ref_year)
    if message is None:
        return _Walk(form, text[: MAX_LENGTH + 1]).trial()
    read = tuple((part.name, part.position, part.value) for part in message.parts)
    if message.verdict is Verdict.VALID:
        return Trial(message, read, None)
    reason = message.reasons[0]
    return Trial(None, read, Misfit(MisfitCode.DATE, reason.position or 0, reason.facts))


class _Walk:
    """One pass over a sample that does not fit, up to the place where it ceases to."""

    def __init__(self, form: SupplierFormat, text: str) -> None:
        self._pattern = form.pattern
        self._text = text
        self._read: list[tuple[str, int, str]] = []

    def trial(self) -> Trial:
        """What was read before the misfit, and the misfit."""
        misfit = self._walk()
        return Trial(None, tuple(self._read), misfit)

    def _walk(self) -> Misfit:
        found = self._literal(self._pattern.start, 0)
        place = len(self._pattern.start)
        for segment in self._pattern.segments:
            if found is not None:
                break
            end = segment_end(segment, self._text, place)
            stop = len(self._text) if end is None else min(end, len(self._text))
            found = self._fields(segment, place, stop)
            if found is None:
                found = self._literal(segment.literal, stop)
            place = stop + len(segment.literal)
        return found or Misfit(MisfitCode.GOES_ON, place, {"value": self._text[place : place + 20]})

    def _literal(self, literal: str, place: int) -> Misfit | None:
        """None if `literal` stands at `place`, else the first place where it does not."""
        here = self._text[place : place + len(literal)]
        if here == literal:
            return None
        shared = next((n for n, c in enumerate(here) if c != literal[n]), len(here))
        return Misfit(MisfitCode.TEXT_MISSING, place + shared, {"value": literal})

    def _fields(self, segment: Segment, place: int, stop: int) -> Misfit | None:
        for each in segment_slices(segment, self._text, place, stop):
            found = _fault(each)
            if found is not None:
                return found
            name, position, value = each[0].name, each[1], each[2]
            self._read.append((PART_NAMES.get(name, name), position, value))
        return None


def _fault(each: Slice) -> Misfit | None:
    """What is wrong with the data of one field, the first wrong character before the length."""
    rule, position, value = each
    facts = {
        "field": PART_NAMES.get(rule.name, rule.name),
        "least": str(rule.least),
        "most": str(rule.most),
        "value": value[:20],
    }
    foreign = next((n for n, c in enumerate(value[: rule.most]) if c not in rule.allowed), None)
    if foreign is not None:
        facts["value"] = value[foreign]
        return Misfit(MisfitCode.CHARACTER, position + foreign, facts)
    if len(value) > rule.most:
        return Misfit(MisfitCode.TOO_LONG, position + rule.most, facts)
    if len(value) < rule.least:
        return Misfit(MisfitCode.TOO_SHORT, position + len(value), facts)
    return None
