"""Readings that are no measured number: a choice, a text, a computed value, a judged photo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from qtrace.domain.formula import Formula
from qtrace.domain.inspection import (
    CharacteristicSpec,
    CharKind,
    ReadingCode,
    ReadingOutcome,
    ReadingVerdict,
    canonical_text,
    distance_outside,
    judge_value,
    refused,
)

LONGEST_TEXT = 60
GUARD_PLACES = 2
MOST_PLACES = 40
TOO_LARGE = 10**15


class ComputedFault(StrEnum):
    """Why a formula has no value though all its readings were taken; stored as a defect code."""

    DIVISION_BY_ZERO = "DIVISION-BY-ZERO"
    INPUT_FAILED = "INPUT-WITHOUT-VALUE"
    TOO_LARGE = "VALUE-TOO-LARGE"


_CODES: Mapping[ComputedFault, ReadingCode] = {
    ComputedFault.DIVISION_BY_ZERO: ReadingCode.DIVISION_BY_ZERO,
    ComputedFault.INPUT_FAILED: ReadingCode.INPUT_FAILED,
    ComputedFault.TOO_LARGE: ReadingCode.VALUE_TOO_LARGE,
}


def judge_reading(
    text: str,
    spec: CharacteristicSpec,
    previous: Sequence[str] = (),
    *,
    confirmed: bool = False,
    conforms: bool = True,
) -> ReadingVerdict:
    """The verdict on what was typed, chosen or scanned; answers for any text whatever.

    Args:
        text: a value, the code or the place of an option, or a text.
        spec: the characteristic.
        previous: as of `judge_value`.
        confirmed: as of `judge_value`.
        conforms: what the inspector says of a text; nothing else asks for it.
    """
    match spec.kind:
        case CharKind.CHOICE:
            return judge_choice(text, spec)
        case CharKind.TEXT:
            return judge_text(text, conforms=conforms)
        case _:
            return judge_value(text, spec, previous, confirmed=confirmed)


def judge_choice(text: str, spec: CharacteristicSpec) -> ReadingVerdict:
    """The option that `text` names by its code, or by its place from 1.

    Example:
        >>> from qtrace.domain.inspection import CharClass, ChoiceOption
        >>> options = (ChoiceOption("BLUE", "Blue", ""), ChoiceOption("RED", "Red", "", False))
        >>> spec = CharacteristicSpec(1, CharKind.CHOICE, CharClass.MINOR, 5, options=options)
        >>> judge_choice("2", spec).outcome.value, judge_choice("blue", spec).canonical
        ('fail', 'BLUE')
    """
    given = text.strip()
    if not given:
        return refused(ReadingCode.EMPTY, given)
    for place, option in enumerate(spec.options, start=1):
        if given == str(place) or given.casefold() == option.code.casefold():
            if option.conforms:
                return ReadingVerdict(ReadingOutcome.PASS, option.code)
            facts = {"given": option.code}
            code = ReadingCode.OPTION_FAILS
            return ReadingVerdict(ReadingOutcome.FAIL, option.code, code=code, facts=facts)
    choices = ", ".join(option.code for option in spec.options)
    return refused(ReadingCode.NO_SUCH_OPTION, given, choices=choices)


def judge_text(text: str, *, conforms: bool) -> ReadingVerdict:
    """A text is recorded as it stands, without spaces around it; the inspector says if it conforms."""
    given = text.strip()
    if not given:
        return refused(ReadingCode.EMPTY, given)
    if len(given) > LONGEST_TEXT:
        return refused(ReadingCode.TEXT_TOO_LONG, given, length=str(len(given)))
    if not given.isprintable():
        return refused(ReadingCode.NOT_PRINTABLE, given)
    if conforms:
        return ReadingVerdict(ReadingOutcome.PASS, given)
    facts = {"given": given}
    return ReadingVerdict(ReadingOutcome.FAIL, given, code=ReadingCode.JUDGED_UNFIT, facts=facts)


@dataclass(frozen=True, slots=True)
class Computed:
    """What a formula gives on one piece.

    Attributes:
        verdict: refused while a reading is missing; a fault is a failure, for what cannot be
            computed is not shown to conform.
        fault: why there is no value; None with a value and while readings are missing.
        missing: numbers of the characteristics whose readings are missing, ascending.
    """

    verdict: ReadingVerdict
    fault: ComputedFault | None = None
    missing: tuple[int, ...] = ()


def judge_formula(
    formula: Formula, spec: CharacteristicSpec, inputs: Mapping[int, Decimal | None]
) -> Computed:
    """The value of a formula on one piece against its limits.

    The exact value is compared, not the shown one; it is shown with so many places that both lie on
    the same side of the limits.

    Args:
        formula: of the characteristic.
        spec: its limits and decimals.
        inputs: readings of the piece by number of the characteristic; None for a reading without a
            value (a defect was named instead).

    Source: GB/T 8170-2008 clause 4.3 (comparison of the unrounded value).
    """
    missing = tuple(number for number in formula.inputs if number not in inputs)
    if missing:
        numbers = ", ".join(map(str, missing))
        verdict = ReadingVerdict(
            ReadingOutcome.REFUSED, code=ReadingCode.INPUT_MISSING, facts={"numbers": numbers}
        )
        return Computed(verdict, missing=missing)
    values = {number: value for number in formula.inputs if (value := inputs[number]) is not None}
    if len(values) < len(formula.inputs):
        return _fault(ComputedFault.INPUT_FAILED)
    exact = formula.compute(values)
    if exact is None:
        return _fault(ComputedFault.DIVISION_BY_ZERO)
    if abs(exact) >= TOO_LARGE:
        return _fault(ComputedFault.TOO_LARGE)
    return Computed(_compared(exact, spec))


def _fault(fault: ComputedFault) -> Computed:
    return Computed(ReadingVerdict(ReadingOutcome.FAIL, code=_CODES[fault]), fault)


def _compared(exact: Fraction, spec: CharacteristicSpec) -> ReadingVerdict:
    above = spec.usl is not None and exact > Fraction(spec.usl)
    below = spec.lsl is not None and exact < Fraction(spec.lsl)

    def agrees(shown: Decimal) -> bool:
        outside = distance_outside(shown, spec)
        return (outside is not None and outside > 0, outside is not None and outside < 0) == (
            above,
            below,
        )

    shown = _shown(exact, spec.decimals, agrees)
    canonical = canonical_text(shown, spec.decimals)
    if not (above or below):
        return ReadingVerdict(ReadingOutcome.PASS, canonical)
    limit = spec.usl if above else spec.lsl
    code = ReadingCode.ABOVE_LIMIT if above else ReadingCode.BELOW_LIMIT
    return ReadingVerdict(
        ReadingOutcome.FAIL, canonical, distance_outside(shown, spec), code,
        {"limit": str(limit), "unit": spec.unit},
    )  # fmt: skip


def _shown(exact: Fraction, decimals: int, agrees: Callable[[Decimal], bool]) -> Decimal:
    """`exact` with the fewest places (two more than are read) on which the limits agree."""
    for places in range(decimals + GUARD_PLACES, MOST_PLACES):
        shown = _rounded(exact, places)
        if agrees(shown):
            return shown
    return _rounded(exact, MOST_PLACES)


def _rounded(exact: Fraction, places: int) -> Decimal:
    """`exact` to `places` decimals, halves to the even digit; no context limits the digits."""
    whole = round(exact * 10**places)
    sign = 1 if whole < 0 else 0
    return Decimal((sign, tuple(int(digit) for digit in str(abs(whole))), -places))
