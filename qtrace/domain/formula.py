"""The language of computed characteristics: a formula over other readings of the same piece.

`c3` is the reading of characteristic 3. There are numbers, `+ - * /`, brackets and the functions
`mean`, `min`, `max` and `abs`; nothing else. Values are exact fractions, so no step of a computation
rounds. The grammar, `|` for a choice and `{}` for any number of times:

    sum     = product { (+|-) product }
    product = sign { (*|/) sign }
    sign    = (+|-) sign | number | cN | "(" sum ")" | name "(" sum { "," sum } ")"
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

LONGEST_FORMULA = 200
DEEPEST = 20
_WORD = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,9}(?:\.[0-9]{1,9})?)(?![0-9.])"
    r"|(?P<input>c[0-9]{1,3})(?![0-9])"
    r"|(?P<name>[a-z]+)"
    r"|(?P<mark>[-+*/(),]))",
    re.ASCII,
)


class FormulaCode(StrEnum):
    """What is wrong in a formula, or why it has no value."""

    EMPTY = "FORMULA_EMPTY"
    TOO_LONG = "FORMULA_TOO_LONG"
    TOO_DEEP = "FORMULA_TOO_DEEP"
    UNKNOWN = "FORMULA_UNKNOWN"
    MISPLACED = "FORMULA_MISPLACED"
    INCOMPLETE = "FORMULA_INCOMPLETE"
    ARGUMENTS = "FORMULA_ARGUMENTS"
    NO_INPUT = "FORMULA_NO_INPUT"


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """Why a text is no formula.

    Attributes:
        position: character at which it was noticed, from 1.
        given: what stands there; empty at the end.
    """

    code: FormulaCode
    position: int
    given: str = ""


class _DivisionByZero(Exception):  # noqa: N818 - never leaves this module
    """A divisor is zero."""


@dataclass(frozen=True, slots=True)
class _Number:
    value: Fraction

    def compute(self, _values: Mapping[int, Fraction]) -> Fraction:
        return self.value


@dataclass(frozen=True, slots=True)
class _Input:
    number: int

    def compute(self, values: Mapping[int, Fraction]) -> Fraction:
        return values[self.number]


@dataclass(frozen=True, slots=True)
class _Call:
    apply: Callable[[Sequence[Fraction]], Fraction]
    parts: "tuple[_Part, ...]"

    def compute(self, values: Mapping[int, Fraction]) -> Fraction:
        return self.apply([part.compute(values) for part in self.parts])


_Part = _Number | _Input | _Call


def _divided(parts: Sequence[Fraction]) -> Fraction:
    dividend, divisor = parts
    if not divisor:
        raise _DivisionByZero
    return dividend / divisor


_SIGNS: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "+": lambda parts: parts[0] + parts[1],
    "-": lambda parts: parts[0] - parts[1],
    "*": lambda parts: parts[0] * parts[1],
    "/": _divided,
}
_FUNCTIONS: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "mean": lambda parts: sum(parts, Fraction(0)) / len(parts),
    "min": min,
    "max": max,
    "abs": lambda parts: abs(parts[0]),
}
FUNCTIONS = tuple(_FUNCTIONS)
"""Names of the functions that a formula may use."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be computed.

    Attributes:
        text: as it was written.
        inputs: numbers of the characteristics that it needs, ascending.
    """

    text: str
    inputs: tuple[int, ...]
    _root: _Part

    def compute(self, values: Mapping[int, Decimal]) -> Fraction | None:
        """The exact value; None where something is divided by zero.

        Args:
            values: finite values of all `inputs`, by number.

        Raises:
            KeyError: a value is missing.

        Example:
            >>> formula = parse_formula("mean(c1, c2) - 0.5")
            >>> formula.compute({1: Decimal("1.2"), 2: Decimal("1.3")})
            Fraction(3, 4)
        """
        try:
            return self._root.compute({number: Fraction(values[number]) for number in self.inputs})
        except _DivisionByZero:
            return None


def parse_formula(text: str) -> Formula | FormulaFault:
    """The formula that `text` is, or the first fault; answers for any text whatever."""
    if not text.strip():
        return FormulaFault(FormulaCode.EMPTY, 1)
    if len(text) > LONGEST_FORMULA:
        return FormulaFault(FormulaCode.TOO_LONG, LONGEST_FORMULA + 1)
    words = _words(text)
    if isinstance(words, FormulaFault):
        return words
    reader = _Reader(words, len(text.rstrip()) + 1)
    try:
        root = reader.whole()
    except _Fault as fault:
        return fault.found
    if not reader.inputs:
        return FormulaFault(FormulaCode.NO_INPUT, 1)
    return Formula(text, tuple(sorted(reader.inputs)), root)


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    text: str
    position: int


class _Fault(Exception):  # noqa: N818 - carries a fault out of the recursion, never out of here
    def __init__(self, found: FormulaFault) -> None:
        super().__init__()
        self.found = found


def _words(text: str) -> tuple[_Word, ...] | FormulaFault:
    """Numbers, inputs, names and marks in the order of the text."""
    words: list[_Word] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _WORD.match(text, at)
        if found is None:
            spaces = len(text[at:]) - len(text[at:].lstrip())
            return FormulaFault(FormulaCode.UNKNOWN, at + spaces + 1, text[at + spaces])
        kind = str(found.lastgroup)
        start = found.start(kind)
        if kind == "name" and found[kind] not in _FUNCTIONS:
            return FormulaFault(FormulaCode.UNKNOWN, start + 1, found[kind])
        words.append(_Word(kind, found[kind], start + 1))
        at = found.end()
    return tuple(words)


class _Reader:
    """Reads the words of one formula from left to right."""

    def __init__(self, words: Sequence[_Word], end: int) -> None:
        self._words, self._at, self._end, self._depth = words, 0, end, 0
        self.inputs: set[int] = set()

    def whole(self) -> _Part:
        """The formula up to its last word."""
        root = self._sum()
        if self._at < len(self._words):
            raise self._fault(FormulaCode.MISPLACED)
        return root

    def _sum(self) -> _Part:
        part = self._product()
        while sign := self._took("+", "-"):
            part = _Call(_SIGNS[sign], (part, self._product()))
        return part

    def _product(self) -> _Part:
        part = self._sign()
        while sign := self._took("*", "/"):
            part = _Call(_SIGNS[sign], (part, self._sign()))
        return part

    def _sign(self) -> _Part:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._fault(FormulaCode.TOO_DEEP)
        sign = self._took("+", "-")
        if sign:
            part: _Part = _Call(_SIGNS[sign], (_Number(Fraction(0)), self._sign()))
        else:
            part = self._atom()
        self._depth -= 1
        return part

    def _atom(self) -> _Part:
        if self._took("("):
            part = self._sum()
            self._must(")")
            return part
        if self._at == len(self._words):
            raise self._fault(FormulaCode.INCOMPLETE)
        word = self._words[self._at]
        match word.kind:
            case "number":
                self._at += 1
                return _Number(Fraction(word.text))
            case "input":
                self._at += 1
                self.inputs.add(int(word.text[1:]))
                return _Input(int(word.text[1:]))
            case "name":
                return self._call(word)
            case _:
                raise self._fault(FormulaCode.MISPLACED)

    def _call(self, name: _Word) -> _Part:
        self._at += 1
        self._must("(")
        parts = [self._sum()]
        while self._took(","):
            parts.append(self._sum())
        self._must(")")
        if name.text == "abs" and len(parts) > 1:
            raise _Fault(FormulaFault(FormulaCode.ARGUMENTS, name.position, name.text))
        return _Call(_FUNCTIONS[name.text], tuple(parts))

    def _took(self, *marks: str) -> str:
        """Take one of `marks`; empty if something else stands here."""
        if self._at < len(self._words) and self._words[self._at].text in marks:
            self._at += 1
            return self._words[self._at - 1].text
        return ""

    def _must(self, mark: str) -> None:
        if not self._took(mark):
            is_end = self._at == len(self._words)
            raise self._fault(FormulaCode.INCOMPLETE if is_end else FormulaCode.MISPLACED)

    def _fault(self, code: FormulaCode) -> _Fault:
        if self._at == len(self._words):
            return _Fault(FormulaFault(code, self._end))
        word = self._words[self._at]
        return _Fault(FormulaFault(code, word.position, word.text))
