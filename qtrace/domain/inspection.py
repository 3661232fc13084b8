"""One reading against its characteristic: pass, fail, a question, or a refusal with its reason.

Text comes from a keyboard, a keypad or a gauge in keyboard mode and may be anything. Nothing is
guessed: a decimal comma or full-width digits are refused with a suggestion that a person accepts.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

LONGEST_READING = 24
FAR = 10
SAME_IN_A_ROW = 3
_SLIP_RATIO = 5
_UNIT_LENGTH = 8

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)", re.ASCII)
_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+", re.ASCII)
_EXPONENT = re.compile(r"[+-]?[0-9]*\.?[0-9]+[eE][+-]?[0-9]+", re.ASCII)
_INCOMPLETE = re.compile(r"[+-]?[0-9]*\.?|[+-]", re.ASCII)
_WITH_UNIT = re.compile(r"([+-]?[0-9]*\.?[0-9]+)\s*([^0-9\s.,+-]\S*)", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(?:s?nan[0-9]*|inf|infinity)", re.ASCII | re.IGNORECASE)
_NOTHING: Mapping[str, str] = MappingProxyType({})


class CharClass(StrEnum):
    """Class of a characteristic, the gravest first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class CharKind(StrEnum):
    """What is read: a measured value, a property, an option, a text, a computed value, a photo.

    An attribute is looked at on all pieces at once; every other kind has one reading per piece.
    """

    VARIABLE = "variable"
    ATTRIBUTE = "attribute"
    CHOICE = "choice"
    TEXT = "text"
    FORMULA = "formula"
    PHOTO = "photo"


NUMERIC = frozenset({CharKind.VARIABLE, CharKind.FORMULA})
"""Kinds whose readings are numbers with limits and a unit."""


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One answer to a choice.

    Attributes:
        code: stable short word that is stored, e.g. `BLUE`.
        conforms: whether a piece with this answer conforms.
    """

    code: str
    name_en: str
    name_zh: str
    conforms: bool = True


@dataclass(frozen=True, slots=True)
class CharacteristicSpec:
    """What one characteristic demands; copied from the plan version into the inspection.

    Attributes:
        number: number on the plan, from 1.
        kind: variable or attribute.
        char_class: class whose acceptance number it counts towards.
        n: pieces on which it is looked at: pieces 1 to `n` of the sample.
        nominal: target, in `unit`.
        lsl: lower limit, included; None if there is none.
        usl: upper limit, included; None if there is none.
        decimals: decimals shown at least, 0 to 9.
        unit: unit of the values, empty if they have none.
        options: answers of a choice, in order.
        required: every piece needs a reading; only a text may do without.
    """

    number: int
    kind: CharKind
    char_class: CharClass
    n: int
    nominal: Decimal | None = None
    lsl: Decimal | None = None
    usl: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    options: tuple[ChoiceOption, ...] = ()
    required: bool = True


class ReadingOutcome(StrEnum):
    """PASS and FAIL count; QUESTION waits for a person's yes; REFUSED is no reading at all."""

    PASS = "pass"  # noqa: S105 - the outcome of a reading, no password
    FAIL = "fail"
    QUESTION = "question"
    REFUSED = "refused"


class ReadingCode(StrEnum):
    """Why a reading is refused, asked about or failed."""

    ABOVE_LIMIT = "ABOVE_LIMIT"
    BELOW_LIMIT = "BELOW_LIMIT"
    FAR_OUTSIDE = "FAR_OUTSIDE"
    SAME_VALUE = "SAME_VALUE"
    EMPTY = "EMPTY"
    TOO_LONG = "TOO_LONG"
    INCOMPLETE = "INCOMPLETE"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    NOT_FINITE = "NOT_FINITE"
    EXPONENT = "EXPONENT"
    DECIMAL_COMMA = "DECIMAL_COMMA"
    FULL_WIDTH = "FULL_WIDTH"
    OTHER_UNIT = "OTHER_UNIT"
    NOT_A_VARIABLE = "NOT_A_VARIABLE"
    NO_LIMITS = "NO_LIMITS"
    LIMITS_CROSSED = "LIMITS_CROSSED"
    NO_SUCH_OPTION = "NO_SUCH_OPTION"
    OPTION_FAILS = "OPTION_FAILS"
    NOT_PRINTABLE = "NOT_PRINTABLE"
    TEXT_TOO_LONG = "TEXT_TOO_LONG"
    JUDGED_UNFIT = "JUDGED_UNFIT"
    INPUT_MISSING = "INPUT_MISSING"
    INPUT_FAILED = "INPUT_FAILED"
    DIVISION_BY_ZERO = "DIVISION_BY_ZERO"
    VALUE_TOO_LARGE = "VALUE_TOO_LARGE"


_NO_READING = (
    (ReadingCode.NOT_FINITE, _NOT_FINITE),
    (ReadingCode.EXPONENT, _EXPONENT),
    (ReadingCode.INCOMPLETE, _INCOMPLETE),
)


@dataclass(frozen=True, slots=True)
class ReadingVerdict:
    """What one reading is worth.

    Attributes:
        outcome: pass, fail, question or refused.
        canonical: the value's one text ("2.40"); None when refused.
        distance: how far outside, in the unit: above the upper limit > 0, below the lower < 0;
            None inside and when refused. For a question it says what a yes would bring.
        code: the reason; None for a plain pass.
        facts: `given`, `suggestion`, `length`, `unit`, `limit`, `choices`, `numbers`, as far as the
            code has them.
    """

    outcome: ReadingOutcome
    canonical: str | None = None
    distance: Decimal | None = None
    code: ReadingCode | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


def judge_value(
    text: str, spec: CharacteristicSpec, previous: Sequence[str] = (), *, confirmed: bool = False
) -> ReadingVerdict:
    """The verdict on `text`; answers for any text whatever.

    Args:
        text: as typed or sent.
        spec: the characteristic.
        previous: canonical texts of its readings so far, oldest first; the third equal value in
            a row is asked about. Leave it empty where repeats are natural.
        confirmed: a person has said yes to the question about this value.

    Example:
        >>> spec = CharacteristicSpec(4, CharKind.VARIABLE, CharClass.MAJOR, 20,
        ...     lsl=Decimal("2.32"), usl=Decimal("2.48"), decimals=2, unit="mm")
        >>> judge_value("2.4", spec).canonical
        '2.40'
        >>> judge_value("24.0", spec).code.value
        'FAR_OUTSIDE'
    """
    fault = spec_fault(spec)
    if fault is not None:
        return refused(fault, text)
    number = read_number(text, spec.unit)
    if isinstance(number, ReadingVerdict):
        return number
    canonical = canonical_text(number, spec.decimals)
    distance = distance_outside(number, spec)
    if not confirmed:
        question = _question(number, canonical, spec, previous)
        if question is not None:
            code, facts = question
            return ReadingVerdict(ReadingOutcome.QUESTION, canonical, distance, code, facts)
    if distance is None:
        return ReadingVerdict(ReadingOutcome.PASS, canonical)
    above = distance > 0
    limit = spec.usl if above else spec.lsl
    code = ReadingCode.ABOVE_LIMIT if above else ReadingCode.BELOW_LIMIT
    return ReadingVerdict(
        ReadingOutcome.FAIL, canonical, distance, code, {"limit": str(limit), "unit": spec.unit}
    )


def spec_fault(spec: CharacteristicSpec) -> ReadingCode | None:
    """Why no value can be judged against `spec`, or None; without limits nothing is green."""
    if spec.kind not in NUMERIC:
        return ReadingCode.NOT_A_VARIABLE
    if spec.lsl is None and spec.usl is None:
        return ReadingCode.NO_LIMITS
    if spec.lsl is not None and spec.usl is not None and spec.lsl > spec.usl:
        return ReadingCode.LIMITS_CROSSED
    return None


def read_number(text: str, unit: str) -> Decimal | ReadingVerdict:
    """The number that `text` is, exactly, or the refusal; a trailing `unit` may stand behind it."""
    stripped = text.strip()
    if not stripped:
        return refused(ReadingCode.EMPTY, stripped)
    if len(stripped) > LONGEST_READING:
        return refused(ReadingCode.TOO_LONG, stripped, length=str(len(stripped)))
    if _PLAIN.fullmatch(stripped):
        return Decimal(stripped)
    with_unit = _WITH_UNIT.fullmatch(stripped)
    if with_unit and unit and with_unit[2].casefold() == unit.casefold():
        return Decimal(with_unit[1])
    return _why_no_number(stripped)


def canonical_text(value: Decimal, decimals: int) -> str:
    """The one text of a value: no exponent, no plus, no spare zeros beyond `decimals`.

    Example:
        >>> canonical_text(Decimal("+02.4"), 2), canonical_text(Decimal("-0.0"), 0)
        ('2.40', '0')
    """
    whole, _, fraction = f"{abs(value):f}".partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole.lstrip('0') or '0'}{'.' if fraction else ''}{fraction}"


def distance_outside(value: Decimal, spec: CharacteristicSpec) -> Decimal | None:
    """How far `value` lies beyond a limit (signed), or None if it is within; limits are within."""
    if spec.usl is not None and value > spec.usl:
        return value - spec.usl
    if spec.lsl is not None and value < spec.lsl:
        return value - spec.lsl
    return None


def _why_no_number(text: str) -> ReadingVerdict:
    plain = _to_ascii(text)
    if plain != text and _PLAIN.fullmatch(plain):
        return refused(ReadingCode.FULL_WIDTH, text, suggestion=plain)
    if _COMMA.fullmatch(plain):
        return refused(ReadingCode.DECIMAL_COMMA, text, suggestion=plain.replace(",", "."))
    for code, shape in _NO_READING:
        if shape.fullmatch(plain):
            return refused(code, text)
    with_unit = _WITH_UNIT.fullmatch(plain)
    if with_unit and _looks_like_unit(with_unit[2]):
        return refused(ReadingCode.OTHER_UNIT, text, unit=with_unit[2])
    return refused(ReadingCode.NOT_A_NUMBER, text)


def _looks_like_unit(text: str) -> bool:
    begins = text[0].isalpha() or text[0] in "°%'\""
    return begins and text.isprintable() and len(text) <= _UNIT_LENGTH


def _to_ascii(text: str) -> str:
    """Digits, point, comma and signs of other scripts and widths as ASCII; the rest unchanged."""
    folded = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u3002", ".")
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in folded)


def refused(code: ReadingCode, text: str, **facts: str) -> ReadingVerdict:
    """The refusal of `text`, which is shown without characters that nobody can read."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:LONGEST_READING])
    return ReadingVerdict(ReadingOutcome.REFUSED, code=code, facts={"given": shown, **facts})


def _question(
    value: Decimal, canonical: str, spec: CharacteristicSpec, previous: Sequence[str]
) -> tuple[ReadingCode, Mapping[str, str]] | None:
    """What to ask about a value before it counts, or None."""
    suggestion = _slipped_point(value, spec)
    if suggestion is not None or _far_outside(value, spec):
        facts = {"given": canonical, "unit": spec.unit}
        if suggestion is not None:
            facts["suggestion"] = suggestion
        return ReadingCode.FAR_OUTSIDE, facts
    if _equal_run(previous, canonical) == SAME_IN_A_ROW - 1:
        return ReadingCode.SAME_VALUE, {"given": canonical}
    return None


def _equal_run(previous: Sequence[str], canonical: str) -> int:
    """How many of the last readings equal `canonical`, without a break."""
    run = 0
    for earlier in reversed(previous):
        if earlier != canonical:
            break
        run += 1
    return run


def _far_outside(value: Decimal, spec: CharacteristicSpec) -> bool:
    """True beyond ten times the tolerance from the middle, or ten times a single limit."""
    low, high = spec.lsl, spec.usl
    if low is not None and high is not None:
        half = (high - low) / 2
        return half > 0 and abs(value - (low + half)) > FAR * half
    limit = low if high is None else high
    assert limit is not None  # `spec_fault` has seen at least one
    if spec.nominal is not None and limit != spec.nominal:
        return abs(value - spec.nominal) > FAR * abs(limit - spec.nominal)
    if limit <= 0:
        return False
    return value > FAR * limit or (high is None and value * FAR < limit)


def _slipped_point(value: Decimal, spec: CharacteristicSpec) -> str | None:
    """The value within the limits that `value` would be with its point moved, or None.

    Asked only where both limits lie so close that a real reading cannot look like a slip.
    """
    low, high = spec.lsl, spec.usl
    if low is None or high is None or low <= 0 or high > _SLIP_RATIO * low:
        return None
    if low <= value <= high:
        return None
    for places in (-1, 1, -2, 2, -3, 3):
        moved = value.scaleb(places)
        if low <= moved <= high:
            return canonical_text(moved, spec.decimals)
    return None
