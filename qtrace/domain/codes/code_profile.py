"""Code profiles: what labels with one GTIN always carry, and in which order.

Labels are held against the profile of their GTIN (`deviation_from`). It decides only a text that is suspect because separators seem to be lost, and only if the
text can be read in exactly one way as the GTIN and the elements of the profile. Every way to cut the
text is looked at, so a label that keeps to its profile is never given another reading than its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from qtrace.domain.codes.gs1_elements import Piece, judge
from qtrace.domain.codes.gs1_message import Element, GS1Message, Reading
from qtrace.domain.codes.gs1_rules import association_faults, exclusive_faults
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from qtrace.domain.codes.tables import AiTable

GTIN_AI: Final = "01"
"""The GTIN itself; a profile is about what stands beside it."""
STRICT: Final = "strict"
"""Last word of a profile that every label must keep to."""

MOST_AIS: Final = 12
_MOST_STEPS: Final = 2000
_WORD: Final = re.compile(r"[^ ,;()\t\n]+")


class ProfileFault(StrEnum):
    """Why a text is no code profile; the values are public and never change."""

    EMPTY = "PROFILE_EMPTY"
    AI_UNKNOWN = "PROFILE_AI_UNKNOWN"
    AI_TWICE = "PROFILE_AI_TWICE"
    AIS_EXCLUSIVE = "PROFILE_AIS_EXCLUSIVE"
    AIS_INCOMPLETE = "PROFILE_AIS_INCOMPLETE"
    TOO_LONG = "PROFILE_TOO_LONG"


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """Why a text is no code profile: a stable code, its place in the text, facts."""

    code: ProfileFault
    position: int
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeProfile:
    """Application Identifiers that follow the GTIN, each once; make it with `parse_profile`.

    Attributes:
        ais: the identifiers in their order.
        strict: goods whose label carries others are not posted, but wait for quality.
    """

    ais: tuple[str, ...]
    strict: bool = False

    @property
    def text(self) -> str:
        """The identifiers joined by spaces, `strict` behind them, as they are kept."""
        return " ".join((*self.ais, STRICT) if self.strict else self.ais)


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a label differs from what labels with its GTIN always carry.

    Attributes:
        profile: what it should carry.
        missing: identifiers of the profile that it lacks, in their order.
        extra: identifiers that it carries beyond, in their order.
    """

    profile: CodeProfile
    missing: tuple[str, ...]
    extra: tuple[str, ...]


def parse_profile(text: str, table: AiTable) -> CodeProfile | ProfileProblem:
    """The profile that `text` notes, or the first thing that is wrong with it; never raises.

    Args:
        text: identifiers with spaces, commas or brackets between them; a leading `01` is left out,
            `strict` may stand at the end.
        table: the AI table.

    Example:
        `17, 10, 21` and `(01)(17)(10)(21)` are the same profile.
    """
    words = [(word.group(), word.start()) for word in _WORD.finditer(text)]
    if words and words[0][0] == GTIN_AI:
        words = words[1:]
    strict = bool(words) and words[-1][0].lower() == STRICT
    if strict:
        words = words[:-1]
    if not words:
        return ProfileProblem(ProfileFault.EMPTY, len(text))
    seen: list[str] = []
    for ai, position in words:
        fault = _ai_fault(ai, seen, table)
        if fault is not None:
            return ProfileProblem(fault, position, {"ai": ai, "most": str(MOST_AIS)})
        seen.append(ai)
    return _together_fault(seen, table) or CodeProfile(tuple(seen), strict)


def kept_profile(text: str) -> CodeProfile:
    """The profile whose `text` this is."""
    words = text.split()
    strict = words[-1:] == [STRICT]
    return CodeProfile(tuple(words[:-1] if strict else words), strict)


def _ai_fault(ai: str, seen: Sequence[str], table: AiTable) -> ProfileFault | None:
    if table.get(ai) is None:
        return ProfileFault.AI_UNKNOWN
    if ai == GTIN_AI:
        return ProfileFault.AI_TWICE
    if ai in seen:
        return ProfileFault.AI_TWICE
    return ProfileFault.TOO_LONG if len(seen) >= MOST_AIS else None


def _together_fault(ais: Sequence[str], table: AiTable) -> ProfileProblem | None:
    """A label that carries all of them would break the rules for one label."""
    elements = [Element(ai, "", 0) for ai in ("01", *ais)]
    for exclusive in exclusive_faults(elements, table):
        return ProfileProblem(ProfileFault.AIS_EXCLUSIVE, 0, exclusive.facts)
    for missing in association_faults(elements, table):
        return ProfileProblem(ProfileFault.AIS_INCOMPLETE, 0, missing.facts)
    return None


def gtin_of(message: GS1Message) -> str | None:
    """The GTIN whose profile may decide `message`, or None if it needs no decision or has none."""
    if message.verdict is not Verdict.SUSPECT:
        return None
    return message.get(GTIN_AI)


def deviation_from(message: GS1Message, profile: CodeProfile) -> Deviation | None:
    """What a label lacks of the profile of its GTIN, and what it carries beyond.

    Args:
        message: of the label; only a VALID one is held against a profile.
        profile: of its GTIN; a withdrawn one asks for nothing.

    Returns:
        None if the label carries what the profile says; the order does not count.
    """
    if message.verdict is not Verdict.VALID or not profile.ais:
        return None
    carried = [element.ai for element in message.reading.elements if element.ai != GTIN_AI]
    missing = tuple(ai for ai in profile.ais if ai not in carried)
    extra = tuple(dict.fromkeys(ai for ai in carried if ai not in profile.ais))
    return Deviation(profile, missing, extra) if missing or extra else None


def decide_by_profile(
    message: GS1Message, profile: CodeProfile, table: AiTable, ref_year: int
) -> GS1Message | None:
    """`message` as its GTIN's profile reads it, or None if the profile does not decide.

    Args:
        message: a suspect message; for any other verdict the answer is None.
        profile: the profile of its GTIN.
        table: the AI table.
        ref_year: the current year, for the century window of dates.

    Returns:
        A VALID message whose only reason says that the profile decided. None if no reading of the
        whole text fits the profile, if several do, or if it took too long to look at all.
    """
    gtin = gtin_of(message)
    if gtin is None:
        return None
    found = _Search(table, ref_year).only(message.reading.elements, profile.ais)
    if found is None or exclusive_faults(found, table) or association_faults(found, table):
        return None
    lost = (r.position for r in message.reasons if r.code is CodeReason.SEPARATOR_LOST)
    facts = {"gtin": gtin, "profile": profile.text}
    reason = Reason(CodeReason.READ_BY_PROFILE, next(lost, None), facts)
    return replace(
        message,
        verdict=Verdict.VALID,
        reading=Reading(found),
        reasons=(reason,),
        alternatives=(),
    )


class _OutOfStepsError(Exception):
    """The text has more ways to be cut than are looked at."""


class _Search:
    """Looks for the readings of literal elements as a profile, within a bounded amount of work."""

    def __init__(self, table: AiTable, ref_year: int) -> None:
        self._table = table
        self._ref_year = ref_year
        self._steps = _MOST_STEPS

    def only(self, elements: Sequence[Element], ais: Sequence[str]) -> tuple[Element, ...] | None:
        """The one reading that fits, or None if there is none, another one, or too much to see."""
        found: list[tuple[Element, ...]] = []
        try:
            for reading in self._read(tuple(elements), tuple(ais)):
                found.append(reading)
                if len(found) > 1:
                    return None
        except _OutOfStepsError:
            return None
        return found[0] if found else None

    def _read(
        self, elements: tuple[Element, ...], ais: tuple[str, ...]
    ) -> Iterator[tuple[Element, ...]]:
        """Every way to read literal `elements` as the GTIN anywhere and `ais` in their order."""
        if not elements:
            if not ais:
                yield ()
            return
        first, *rest = elements
        if first.ai == GTIN_AI:
            for tail in self._read(tuple(rest), ais):
                yield (first, *tail)
        elif ais and first.ai == ais[0]:
            yield from self._cut(first.value, first.position, tuple(rest), ais)

    def _cut(
        self, value: str, position: int, rest: tuple[Element, ...], ais: tuple[str, ...]
    ) -> Iterator[tuple[Element, ...]]:
        """Every way to read `value` as data of the first of `ais` and perhaps the next ones."""
        rule, following = self._table.rules[ais[0]], ais[1:]
        start = position + len(rule.ai)
        for end in _ends(value, rule.least, rule.most, following[0] if following else None):
            self._steps -= 1
            if self._steps < 0:
                raise _OutOfStepsError
            piece = Piece(rule, value[:end], position, start)
            element, faults = judge(piece, self._table, self._ref_year)
            if faults:
                continue
            if end == len(value):
                tails = self._read(rest, following)
            else:
                swallowed = value[end + len(following[0]) :]
                tails = self._cut(swallowed, start + end, rest, following)
            for tail in tails:
                yield (element, *tail)


def _ends(value: str, least: int, most: int, next_ai: str | None) -> Iterator[int]:
    """Where data at the beginning of `value` may end: at the end, or before the next identifier."""
    for end in range(least, min(most, len(value)) + 1):
        if end == len(value) or (next_ai is not None and value.startswith(next_ai, end)):
            yield end
