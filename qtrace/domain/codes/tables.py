"""The Application Identifiers as a table: built once from the shipped rows, then only read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from qtrace.domain.codes.characters import CLASS_BY_SET
from qtrace.domain.codes.checks import CHECKS, Check
from qtrace.domain.codes.identifiers import IdentifierRule, build_identifiers

AI_TABLE_PATH: Final = "reference/gs1/application_identifiers.csv"
"""Resource that holds the rows; read it with `qtrace.reference.read_table`."""

_COMPONENT: Final = re.compile(r"([NXYZ])([0-9]+)(?:-([0-9]+))?((?::[a-z0-9]+)*)\Z")
_DATE_CHECKS: Final = {"date0": True, "date": False}


@dataclass(frozen=True, slots=True)
class Component:
    """One part of an AI's data: character set, length, checks by name; optional if `least` is 0."""

    set: str
    least: int
    most: int
    fixed: bool
    checks: tuple[str, ...]
    functions: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class AiRule:
    """Everything the table knows of one Application Identifier.

    Attributes:
        ai: two to four digits.
        components: parts of the data in order.
        pattern: matches structurally right data as a whole (sets and lengths, not content).
        least: fewest characters of data.
        most: most characters of data.
        predefined: length fixed by the pre-defined list: needs no separator after it.
        link_key: a primary key of Digital Link.
        qualifiers: orders of qualifiers that may follow the key in a Digital Link.
        link_attribute: allowed in the query of a Digital Link.
        requires: alternatives; each is a conjunction of sets, one AI of each must be there.
        excludes: AIs that must not be there beside this one (symmetric).
        identifies: names something by itself: a key, or a number with a check digit.
        date_zero: the data starts with a YYMMDD date; True if day 00 is allowed, None if no date.
        checked: some component has content checks.
        title_en: what it is called in English.
        title_zh: what it is called in Chinese.
    """

    ai: str
    components: tuple[Component, ...]
    pattern: re.Pattern[str]
    least: int
    most: int
    predefined: bool
    link_key: bool
    qualifiers: tuple[tuple[str, ...], ...]
    link_attribute: bool
    requires: tuple[tuple[frozenset[str], ...], ...]
    excludes: frozenset[str]
    identifies: bool
    date_zero: bool | None
    checked: bool
    title_en: str
    title_zh: str


@dataclass(frozen=True, slots=True)
class AiTable:
    """All Application Identifiers, the code lists their data refer to, and data identifiers.

    `identifiers` are those of MH10.8.2 by mark: the other key that envelopes of ISO/IEC 15434 use.
    """

    rules: Mapping[str, AiRule]
    ai_length: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]
    identifiers: Mapping[str, IdentifierRule] = field(default_factory=dict)

    def get(self, ai: str) -> AiRule | None:
        """The rule of `ai`, or None if there is no such Application Identifier."""
        return self.rules.get(ai)

    def at(self, text: str, position: int) -> AiRule | None:
        """The rule whose AI stands at `position` of `text`, or None."""
        length = self.ai_length.get(text[position : position + 2])
        return None if length is None else self.rules.get(text[position : position + length])


def build_ai_table(
    rows: Iterable[Mapping[str, str]], identifier_rows: Iterable[Mapping[str, str]] = ()
) -> AiTable:
    """Table from the rows of `AI_TABLE_PATH` and `IDENTIFIER_TABLE_PATH`.

    Raises:
        ValueError: a row is not in the notation its file describes.
    """
    materials: dict[str, Mapping[str, str]] = {}
    lists: dict[str, frozenset[str]] = {}
    for row in rows:
        if row["ai"].startswith("@"):
            lists[row["ai"][1:]] = frozenset(row["format"].split())
        else:
            materials.update((ai, row) for ai in _range(row["ai"]))
    excludes = _symmetric(
        {ai: _any_of(row["excludes"], materials) for ai, row in materials.items()}
    )
    rules = {ai: _rule(ai, row, materials, excludes[ai]) for ai, row in materials.items()}
    return AiTable(rules, _lengths(rules), lists, build_identifiers(identifier_rows))


def _range(text: str) -> list[str]:
    first, _, last = text.partition("-")
    return [str(n).zfill(len(first)) for n in range(int(first), int(last or first) + 1)]


def _lengths(rules: Iterable[str]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for ai in rules:
        if lengths.setdefault(ai[:2], len(ai)) != len(ai):
            raise ValueError(f"AI {ai}: its first two digits do not tell its length")
    return lengths


def _matching(pattern: str, known: Iterable[str]) -> frozenset[str]:
    if "-" in pattern:
        return frozenset(_range(pattern))
    if "n" not in pattern:
        return frozenset((pattern,))
    stem = pattern.rstrip("n")
    return frozenset(ai for ai in known if len(ai) == len(pattern) and ai.startswith(stem))


def _any_of(text: str, known: Iterable[str]) -> frozenset[str]:
    parts = [_matching(part, known) for part in text.split("|") if part]
    return frozenset().union(*parts)


def _symmetric(excludes: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    both: dict[str, set[str]] = {ai: set() for ai in excludes}
    for ai, others in excludes.items():
        for other in others & excludes.keys() - {ai}:
            both[ai].add(other)
            both[other].add(ai)
    return {ai: frozenset(others) for ai, others in both.items()}


def _component(text: str) -> Component:
    match = _COMPONENT.match(text)
    if match is None:
        raise ValueError(f"component {text!r} is not understood")
    name, least, most, checks = match.groups()
    names = tuple(checks.split(":")[1:])
    unknown = [check for check in names if check not in CHECKS]
    if unknown:
        raise ValueError(f"component {text!r} names unknown checks {unknown}")
    low, high = int(least), int(most or least)
    functions = tuple(CHECKS[check] for check in names)
    # "N0-3" with a check is all or nothing: an optional fixed part, not one of 1 to 3 digits.
    fixed = most is None or (low == 0 and bool(names))
    return Component(name, low, high, fixed, names, functions)


def _whole(components: Iterable[Component]) -> re.Pattern[str]:
    text = r"\Z"
    for part in reversed(tuple(components)):
        low = part.most if part.fixed else max(part.least, 1)
        body = f"[{CLASS_BY_SET[part.set]}]{{{low},{part.most}}}{text}"
        text = f"(?:{body}|\\Z)" if part.least == 0 else body
    return re.compile(text)


def _rule(
    ai: str, row: Mapping[str, str], known: Iterable[str], excludes: frozenset[str]
) -> AiRule:
    components = tuple(_component(part) for part in row["format"].split())
    role, _, qualifiers = row["link"].partition(":")
    requires = tuple(
        tuple(_matching(part, known) for part in alternative.split("+"))
        for alternative in row["requires"].split("|")
        if alternative
    )
    is_key = role == "key"
    first = components[0].checks
    return AiRule(
        ai=ai,
        components=components,
        pattern=_whole(components),
        least=sum(part.least for part in components),
        most=sum(part.most for part in components),
        predefined=row["fnc1"] == "no",
        link_key=is_key,
        qualifiers=tuple(tuple(order.split(",")) for order in qualifiers.split("|") if order),
        link_attribute=role == "attribute",
        requires=requires,
        excludes=excludes,
        identifies=is_key or any("mod10" in part.checks for part in components),
        date_zero=next((_DATE_CHECKS[name] for name in first if name in _DATE_CHECKS), None),
        checked=any(part.checks for part in components),
        title_en=row["title_en"],
        title_zh=row["title_zh"],
    )
