"""Reading labels of suppliers by formats that the plant has declared.

A format cuts a text in one way or does not fit: one pass over the text, no trials. What fits is a
label message without agency, because such a label carries no UDI.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from qtrace.domain.codes.characters import MAX_LENGTH
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.label_reading import date_fault, with_parts
from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason, Verdict
from qtrace.domain.codes.supplier_pattern import (
    Field,
    FormatFault,
    FormatProblem,
    Pattern,
    Segment,
    compile_pattern,
)

__all__ = ["FormatFault", "FormatProblem", "SupplierFormat", "compile_format", "try_formats"]

PART_NAMES: Final = {"part": "part_number", "qty": "quantity"}
"""What fields of a pattern are called in a message, where it is another word."""

FORMAT: Final = "supplier:"
"""How the format of such a message begins; the name of the format follows."""

_SAMPLE_DAY: Final = date(2026, 1, 31)


@dataclass(frozen=True, slots=True)
class SupplierFormat:
    """One declared format; make it with `compile_format`.

    Attributes:
        name: what the plant calls it.
        text: the pattern as it was noted.
        pattern: the pattern as it is read.
    """

    name: str
    text: str
    pattern: Pattern

    def read(self, text: str, ref_year: int) -> LabelMessage | None:
        """What `text` says in this format, or None if it does not fit; never raises.

        Args:
            text: what the symbol carries, without frame characters and AIM identifier.
            ref_year: the current year, for the century window of two-digit years.

        Returns:
            VALID, or INVALID if a field in the place of a date is none. `format` is `supplier:`
            and the name; a month or week is its last day as expiry and its first as production date.
        """
        cut = None if len(text) > MAX_LENGTH else _cut(self.pattern, text)
        if cut is None:
            return None
        message = LabelMessage(text, f"{FORMAT}{self.name}", None, Verdict.VALID)
        parts: list[Part] = []
        for field, position, value in cut:
            day = None
            if field.date is not None:
                day = field.date.read(value, ref_year, latest=field.name == "expiry")
                if day is None:
                    reasons = (date_fault(value, field.name, position),)
                    message = replace(message, verdict=Verdict.INVALID, reasons=reasons)
                    break
            name = PART_NAMES.get(field.name, field.name)
            parts.append(Part(name, "", value, position, day))
        return with_parts(message, parts)

    def write(self, values: Mapping[str, str | date]) -> str:
        """A text in this format.

        Args:
            values: data by field name; fields that are not named get sample data.

        Raises:
            CodeError: a value does not fit its field, or there is no such field.
        """
        fields = [field for segment in self.pattern.segments for field in segment.fields]
        unknown = sorted(values.keys() - {field.name for field in fields})
        if unknown:
            raise CodeError(Reason(CodeReason.FIELD_UNKNOWN, None, {"value": unknown[0]}))
        pieces = [self.pattern.start]
        for segment in self.pattern.segments:
            pieces += [_written(field, values.get(field.name)) for field in segment.fields]
            pieces.append(segment.literal)
        return "".join(pieces)


def compile_format(name: str, pattern: str) -> SupplierFormat | FormatProblem:
    """The format called `name`, or what is wrong with its pattern.

    Example:
        >>> form = compile_format("Acme", "P{part}|Q{qty}|L{lot}")
        >>> form.read("P4711|Q50|LB26", 2026).lot
        'B26'
    """
    found = compile_pattern(pattern)
    return found if isinstance(found, FormatProblem) else SupplierFormat(name, pattern, found)


def try_formats(formats: Iterable[SupplierFormat], text: str, ref_year: int) -> LabelMessage | None:
    """What `text` says in the one format that fits, or None if none does.

    If several fit, the first one's reading is SUSPECT and the reason names them; a format whose date
    fields hold no dates counts only if no other fits.
    """
    fitting = [
        (form.name, message)
        for form in formats
        if (message := form.read(text, ref_year)) is not None
    ]
    whole = [pair for pair in fitting if pair[1].verdict is Verdict.VALID] or fitting
    if not whole:
        return None
    name, message = whole[0]
    if len(whole) == 1:
        return message
    others = ", ".join(other for other, _ in whole[1:])
    reason = Reason(CodeReason.FORMATS_AMBIGUOUS, 0, {"first": name, "second": others})
    return replace(message, verdict=Verdict.SUSPECT, reasons=(reason,))


Slice = tuple[Field, int, str]
"""A field, its place in the text, and what stands there."""


def _cut(pattern: Pattern, text: str) -> list[Slice] | None:
    if not text.startswith(pattern.start):
        return None
    place = len(pattern.start)
    slices: list[Slice] = []
    for segment in pattern.segments:
        end = segment_end(segment, text, place)
        if end is None or not text.startswith(segment.literal, end):
            return None
        slices += segment_slices(segment, text, place, end)
        place = end + len(segment.literal)
    fits = place == len(text) and all(
        field.least <= len(value) <= field.most and field.allowed.issuperset(value)
        for field, _, value in slices
    )
    return slices if fits else None


def segment_end(segment: Segment, text: str, place: int) -> int | None:
    """Where the fields of a segment end: at its literal, or at the end of the text."""
    fixed = _length(segment.before)
    if segment.variable is None:
        return place + fixed
    if not segment.literal:
        return len(text)
    end = text.find(segment.literal[0], place + fixed)
    return None if end < 0 else end


def segment_slices(segment: Segment, text: str, place: int, end: int) -> Iterator[Slice]:
    """The fields of a segment with their places and what stands there, up to `end`."""
    for field in segment.before:
        yield field, place, text[place : place + field.most]
        place += field.most
    if segment.variable is None:
        return
    tail = max(place, end - _length(segment.after))
    yield segment.variable, place, text[place:tail]
    for field in segment.after:
        yield field, tail, text[tail : min(end, tail + field.most)]
        tail += field.most


def _length(fields: Sequence[Field]) -> int:
    return sum(field.most for field in fields)


def _written(field: Field, value: str | date | None) -> str:
    if value is None:
        value = _SAMPLE_DAY if field.date else _sample(field)
    if isinstance(value, date):
        text = str(value) if field.date is None else field.date.write(value)
    else:
        text = value
    fits = field.least <= len(text) <= field.most and field.allowed.issuperset(text)
    if fits and field.date is not None:
        fits = field.date.read(text, _SAMPLE_DAY.year, latest=True) is not None
    if not fits:
        facts = {"field": PART_NAMES.get(field.name, field.name), "value": text}
        raise CodeError(Reason(CodeReason.CONTENT_INVALID, None, facts))
    return text


def _sample(field: Field) -> str:
    character = next((c for c in "A1" if c in field.allowed), min(field.allowed))
    return character * min(field.most, max(field.least, 4))
