"""The pattern language of plant-defined supplier labels: literal text and fields in braces.

`{part:8 letters+digits}-{lot:1..12}/{qty:digits}`: a field has a name, a length or a range of
lengths, and characters; a date field has a date format instead. `{{` and `}}` are braces, `{GS}`,
`{RS}` and `{EOT}` control characters. There are no regular expressions and no repetition: a pattern
is refused if a text could be cut in two ways, so reading never tries and never goes back.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from string import ascii_letters, ascii_uppercase, digits
from typing import Final

from qtrace.domain.codes.label_dates import DateFormat, date_format


class FormatFault(StrEnum):
    """Why a pattern is refused; the values are public and never change."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    BRACE = "brace"
    CHARACTER = "character"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_REPEATED = "field_repeated"
    SPECIFICATION = "specification"
    LENGTH = "length"
    DATE_FORMAT = "date_format"
    RUN_TOGETHER = "run_together"
    SEPARATOR_IN_FIELD = "separator_in_field"
    TOO_BROAD = "too_broad"
    NO_IDENTITY = "no_identity"


@dataclass(frozen=True, slots=True)
class FormatProblem:
    """Why a pattern is refused: a stable code, its place in the pattern, facts for its sentence."""

    code: FormatFault
    position: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a pattern.

    Attributes:
        name: `part`, `lot`, `serial`, `qty`, `expiry`, `mfg` or `ignore`.
        position: place of its brace in the pattern.
        least: fewest characters.
        most: most characters.
        allowed: characters it may have.
        free: no characters were asked for, so that a separator may take one away.
        date: format of a date field, else None.
    """

    name: str
    position: int
    least: int
    most: int
    allowed: frozenset[str]
    free: bool = False
    date: DateFormat | None = None

    @property
    def fixed(self) -> bool:
        """True if its length is one number."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands as it is."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Fields that follow each other, at most one of them of variable length, up to a literal.

    Attributes:
        before: fields of fixed length before the variable one (all, if there is none).
        variable: the field of variable length, or None.
        after: fields of fixed length behind it.
        literal: the text behind the last field, empty at the end of the pattern.
    """

    before: tuple[Field, ...]
    variable: Field | None
    after: tuple[Field, ...]
    literal: str

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in their order."""
        return (*self.before, *([self.variable] if self.variable else []), *self.after)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that cuts every text in one way or not at all."""

    start: str
    segments: tuple[Segment, ...]


MOST_PATTERN: Final = 300
MOST_FIELD: Final = 200
_PRINTABLE: Final = frozenset(map(chr, range(0x20, 0x7F)))
_CLASSES: Final = {
    "letters": frozenset(ascii_letters),
    "capitals": frozenset(ascii_uppercase),
    "digits": frozenset(digits),
    "dash": frozenset("-"),
    "dot": frozenset("."),
    "slash": frozenset("/"),
    "underscore": frozenset("_"),
    "space": frozenset(" "),
    "any": _PRINTABLE,
}
_CONTROLS: Final = {"GS": "\x1d", "RS": "\x1e", "EOT": "\x04"}
_TEXT_FIELDS: Final = {"part": 50, "lot": 50, "serial": 50, "qty": 10, "ignore": MOST_FIELD}
_DATE_FIELDS: Final = ("expiry", "mfg")
_IDENTITIES: Final = frozenset({"part", "lot", "serial"})
_LENGTH: Final = re.compile(r"([0-9]{1,4})(?:\.\.([0-9]{1,4}))?\Z")


def compile_pattern(text: str) -> Pattern | FormatProblem:
    """The pattern that `text` notes, or the first thing that is wrong with it; never raises."""
    if not text:
        return FormatProblem(FormatFault.EMPTY, 0)
    if len(text) > MOST_PATTERN:
        facts = {"most": str(MOST_PATTERN)}
        return FormatProblem(FormatFault.TOO_LONG, MOST_PATTERN, facts)
    items = _items(text)
    if isinstance(items, FormatProblem):
        return items
    problem = _together(items)
    return problem or _segments(items)


Item = Field | Literal


def _items(text: str) -> list[Item] | FormatProblem:
    items: list[Item] = []
    place = 0
    while place < len(text):
        found, end = _item(text, place)
        if isinstance(found, FormatProblem):
            return found
        last = items[-1] if items else None
        if isinstance(found, Literal) and isinstance(last, Literal):
            items[-1] = Literal(last.text + found.text, last.position)
        else:
            items.append(found)
        place = end
    return items


def _item(text: str, place: int) -> tuple[Item | FormatProblem, int]:
    """What stands at `place`, and where it ends."""
    character = text[place]
    if text[place : place + 2] in ("{{", "}}"):
        return Literal(character, place), place + 2
    if character == "}":
        return FormatProblem(FormatFault.BRACE, place), place
    if character != "{":
        if not character.isprintable():
            return FormatProblem(FormatFault.CHARACTER, place), place
        return Literal(character, place), place + 1
    return _braced(text, place)


def _braced(text: str, place: int) -> tuple[Item | FormatProblem, int]:
    end = text.find("}", place)
    if end < 0:
        return FormatProblem(FormatFault.BRACE, place), place
    inside = text[place + 1 : end]
    if inside in _CONTROLS:
        return Literal(_CONTROLS[inside], place), end + 1
    name, _, specification = inside.partition(":")
    return _field(name, specification, place), end + 1


def _field(name: str, specification: str, place: int) -> Field | FormatProblem:
    if name in _DATE_FIELDS:
        form = date_format(specification)
        if form is None:
            facts = {"value": specification}
            return FormatProblem(FormatFault.DATE_FORMAT, place, facts)
        allowed = _CLASSES["digits"] | frozenset("-./ ").intersection(form.tokens)
        return Field(name, place, form.length, form.length, allowed, date=form)
    if name not in _TEXT_FIELDS:
        return FormatProblem(FormatFault.FIELD_UNKNOWN, place, {"value": name})
    return _text_field(name, specification.split(), place)


def _text_field(name: str, words: Sequence[str], place: int) -> Field | FormatProblem:
    """A field of text from the words behind its colon: a length, characters, both or none."""
    least, most = 1, _TEXT_FIELDS[name]
    lengths = [match for word in words if (match := _LENGTH.match(word))]
    classes = [word for word in words if not _LENGTH.match(word)]
    if len(lengths) > 1 or len(classes) > 1:
        return FormatProblem(FormatFault.SPECIFICATION, place, {"value": " ".join(words)})
    for match in lengths:
        least, most = int(match.group(1)), int(match.group(2) or match.group(1))
        if not 1 <= least <= most <= MOST_FIELD:
            facts = {"value": match.group(), "most": str(MOST_FIELD)}
            return FormatProblem(FormatFault.LENGTH, place, facts)
    names = classes[0].split("+") if classes else ["digits" if name == "qty" else "any"]
    unknown = [word for word in names if word not in _CLASSES]
    if unknown or (name == "qty" and names != ["digits"]):
        return FormatProblem(FormatFault.SPECIFICATION, place, {"value": "+".join(names)})
    allowed = frozenset().union(*(_CLASSES[word] for word in names))
    return Field(name, place, least, most, allowed, free="any" in names)


def _together(items: Sequence[Item]) -> FormatProblem | None:
    """What is wrong with the fields together, if anything is."""
    fields = [item for item in items if isinstance(item, Field)]
    seen: set[str] = set()
    for one in fields:
        if one.name in seen:
            return FormatProblem(FormatFault.FIELD_REPEATED, one.position, {"value": one.name})
        if one.name != "ignore":
            seen.add(one.name)
    if not seen & _IDENTITIES:
        return FormatProblem(FormatFault.NO_IDENTITY, 0)
    variable = next((one for one in fields if not one.fixed), None)
    if variable is not None and len(fields) == len(items):
        return FormatProblem(FormatFault.TOO_BROAD, variable.position)
    return None


def _segments(items: Sequence[Item]) -> Pattern | FormatProblem:
    first = items[0]
    start = first.text if isinstance(first, Literal) else ""
    segments: list[Segment] = []
    run: list[Field] = []
    for item in items[1:] if start else items:
        if isinstance(item, Field):
            run.append(item)
            continue
        found = _segment(run, item.text)
        if isinstance(found, FormatProblem):
            return found
        segments.append(found)
        run = []
    if run:
        found = _segment(run, "")
        if isinstance(found, FormatProblem):
            return found
        segments.append(found)
    return Pattern(start, tuple(segments))


def _segment(run: Sequence[Field], literal: str) -> Segment | FormatProblem:
    places = [index for index, one in enumerate(run) if not one.fixed]
    if len(places) > 1:
        second = run[places[1]]
        facts = {"first": run[places[0]].name, "second": second.name}
        return FormatProblem(FormatFault.RUN_TOGETHER, second.position, facts)
    if not places:
        return Segment(tuple(run), None, (), literal)
    kept = list(run[: places[0]])
    for one in run[places[0] :]:
        if literal[:1] in one.allowed and not one.free:
            facts = {"value": literal[0], "first": one.name}
            return FormatProblem(FormatFault.SEPARATOR_IN_FIELD, one.position, facts)
        kept.append(replace(one, allowed=one.allowed - {literal[:1]}))
    index = places[0]
    return Segment(tuple(kept[:index]), kept[index], tuple(kept[index + 1 :]), literal)
