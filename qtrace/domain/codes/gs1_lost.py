"""Lost separators: data that may have swallowed the elements after it.

Keyboard wedges drop the GS character; then a lot number silently takes in the serial number or
the expiry date behind it. A value is suspect if some tail of it reads as further elements that the
text does not have yet. Narrow form: a tail that proves itself (a date, a check digit) may follow
any head; one that ends in free text needs at least four characters on both sides, and more where
both sides are nothing but digits, among which two digits of an AI are easily hit upon.
Source: measured, `docs/codes.md` "Lost separators".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.codes.dates import parse_yymmdd
from qtrace.domain.codes.gs1_elements import Piece, content_faults
from qtrace.domain.codes.tables import AiRule, AiTable

_EVERYDAY: Final = ("01", "02", "10", "11", "17", "21", "240")
"""AIs a tail may start with when the literal reading is possible."""

_BROAD: Final = (
    *("00", "01", "02", "10", "11", "13", "15", "16", "17", "20", "21", "22", "30", "37"),
    *("235", "240", "241", "250", "251", "400", "410", "414", "7003", "8012"),
)
"""AIs a tail may start with when the literal reading is impossible anyway."""

_LEAST_IMPOSSIBLE: Final = 1
_LEAST_UNSEEN: Final = 4
_LEAST_SEEN: Final = 1000
"""Fewest characters on both sides of a split that only free text speaks for: when the literal
reading is impossible, when no separator was seen, and when one was (a scanner that sends
separators drops none, so only a tail that proves itself counts)."""

_LEAST_DIGITS: Final = {"21": 5, "240": 6}
_LEAST_BEHIND_DATE: Final = 10
"""Fewest digits of a field, and of a serial number with the fields split off it where the text has a
date: whoever writes dates first writes the lot before the serial number."""
_DIGITS: Final = re.compile(r"[0-9]*\Z", re.ASCII)
_DATES: Final = frozenset({"11", "17"})

_LONGEST: Final = 240
_MOST_SPLITS: Final = 64
_MOST_STEPS: Final = 2000


@dataclass(slots=True)
class _Search:
    """What one search needs; `steps` bounds its work on hostile text."""

    table: AiTable
    ref_year: int
    tails: tuple[str, ...]
    least: int
    has_date: bool
    steps: int


class Splitter:
    """Looks for other readings of the pieces of one text, within a bounded amount of work."""

    def __init__(
        self, table: AiTable, ref_year: int, used: frozenset[str], *, separators_seen: bool
    ) -> None:
        self._table = table
        self._ref_year = ref_year
        self._used = used
        self._least = _LEAST_SEEN if separators_seen else _LEAST_UNSEEN
        self._steps = _MOST_STEPS

    def splits(self, piece: Piece, *, impossible: bool) -> list[tuple[Piece, ...]]:
        """Other readings of a piece as two or more pieces, the likeliest first.

        Args:
            piece: the piece as the literal reading has it.
            impossible: the literal reading cannot be right, so less evidence and more AIs count.
        """
        if piece.rule.predefined or not 2 < len(piece.value) <= _LONGEST:
            return []
        search = _Search(
            self._table,
            self._ref_year,
            tuple(ai for ai in (_BROAD if impossible else _EVERYDAY) if ai not in self._used),
            _LEAST_IMPOSSIBLE if impossible else self._least,
            not self._used.isdisjoint(_DATES),
            self._steps,
        )
        found: list[tuple[Piece, ...]] = []
        for candidate in _readings(piece, self._used | {piece.rule.ai}, search):
            if len(candidate) > 1 and _believable(candidate, search):
                found.append(candidate)
                if len(found) >= _MOST_SPLITS:
                    break
        self._steps = search.steps
        found.sort(key=lambda pieces: (-len(pieces), -_proofs(pieces), -len(pieces[0].value)))
        return found


def _readings(piece: Piece, used: frozenset[str], search: _Search) -> Iterator[tuple[Piece, ...]]:
    """Every way to end `piece` early and go on with an unused AI; first the whole, if it fits."""
    rule, value = piece.rule, piece.value
    if _fits(piece, search):
        yield (piece,)
    for ai in search.tails:
        if ai not in value or ai in used:
            continue
        tail_rule = search.table.rules[ai]
        last = min(rule.most, len(value) - len(ai) - tail_rule.least)
        at = value.find(ai, rule.least, last + len(ai))
        while at != -1:
            if search.steps <= 0:
                return
            search.steps -= 1
            head = Piece(rule, value[:at], piece.position, piece.value_position)
            if _fits(head, search):
                yield from _continued(head, tail_rule, value[at:], used, search)
            at = value.find(ai, at + 1, last + len(ai))


def _continued(
    head: Piece, rule: AiRule, text: str, used: frozenset[str], search: _Search
) -> Iterator[tuple[Piece, ...]]:
    """`head` followed by every reading of `text`, which starts with the AI of `rule`."""
    position = head.value_position + len(head.value)
    start = len(rule.ai)
    if not (rule.predefined or rule.least == rule.most):
        tail = Piece(rule, text[start:], position, position + start)
        for rest in _readings(tail, used | {rule.ai}, search):
            yield (head, *rest)
        return
    stop = start + rule.most
    fixed = Piece(rule, text[start:stop], position, position + start)
    if not _fits(fixed, search):
        return
    if stop == len(text):
        yield (head, fixed)
        return
    following = search.table.at(text, stop)
    if following is not None and following.ai in search.tails and following.ai not in used:
        for rest in _continued(fixed, following, text[stop:], used | {rule.ai}, search):
            yield (head, *rest)


def _fits(piece: Piece, search: _Search) -> bool:
    rule = piece.rule
    if not rule.pattern.match(piece.value):
        return False
    if rule.date_zero is not None:
        day = parse_yymmdd(piece.value[:6], search.ref_year, day_zero=rule.date_zero)
        return day is not None
    return not rule.checked or not content_faults(piece, search.table)


def _proves(piece: Piece) -> bool:
    """True if data of this kind is rarely right by chance: a date or a check digit."""
    return piece.rule.checked


def _proofs(pieces: Sequence[Piece]) -> int:
    return sum(_proves(piece) for piece in pieces[1:])


def _believable(pieces: Sequence[Piece], search: _Search) -> bool:
    if _proofs(pieces):
        return True
    if any(len(piece.value) < search.least for piece in pieces):
        return False
    may_be_chance = search.least == _LEAST_UNSEEN and all(_DIGITS.match(p.value) for p in pieces)
    return not may_be_chance or _has_enough_digits(pieces, search)


def _has_enough_digits(pieces: Sequence[Piece], search: _Search) -> bool:
    if any(len(piece.value) < _LEAST_DIGITS.get(piece.rule.ai, 0) for piece in pieces):
        return False
    if pieces[0].rule.ai != "21" or not search.has_date:
        return True
    return sum(len(piece.value) for piece in pieces) >= _LEAST_BEHIND_DATE
