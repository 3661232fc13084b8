"""Choices, texts and computed values: judged without guessing, and never green by rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.formula import parse_formula
from qtrace.domain.inspection import (
    CharacteristicSpec,
    CharClass,
    CharKind,
    ChoiceOption,
    ReadingCode,
    ReadingOutcome,
    distance_outside,
)
from qtrace.domain.inspection_kinds import (
    LONGEST_TEXT,
    ComputedFault,
    judge_formula,
    judge_reading,
    judge_text,
)

PASS, FAIL, REFUSED = ReadingOutcome.PASS, ReadingOutcome.FAIL, ReadingOutcome.REFUSED
OPTIONS = (ChoiceOption("BLUE", "Blue", "蓝"), ChoiceOption("RED", "Red", "红", conforms=False))


def spec(kind, **over):
    return CharacteristicSpec(1, kind, CharClass.MAJOR, 5, **over)


COLOUR = spec(CharKind.CHOICE, options=OPTIONS)
MARK = spec(CharKind.TEXT)


@pytest.mark.parametrize(
    ("text", "outcome", "canonical", "code"),
    [
        ("1", PASS, "BLUE", None),
        (" blue ", PASS, "BLUE", None),
        ("2", FAIL, "RED", ReadingCode.OPTION_FAILS),
        ("RED", FAIL, "RED", ReadingCode.OPTION_FAILS),
        ("", REFUSED, None, ReadingCode.EMPTY),
        ("3", REFUSED, None, ReadingCode.NO_SUCH_OPTION),
        ("0", REFUSED, None, ReadingCode.NO_SUCH_OPTION),
        ("２", REFUSED, None, ReadingCode.NO_SUCH_OPTION),
    ],
)
def test_an_option_is_named_by_its_place_or_its_code(text, outcome, canonical, code):
    verdict = judge_reading(text, COLOUR)
    assert (verdict.outcome, verdict.canonical, verdict.code) == (outcome, canonical, code)


def test_a_wrong_option_hears_which_there_are():
    assert judge_reading("GREEN", COLOUR).facts == {"given": "GREEN", "choices": "BLUE, RED"}


@pytest.mark.parametrize(
    ("text", "conforms", "outcome", "canonical", "code"),
    [
        (" K-7 ", True, PASS, "K-7", None),
        ("模穴 3", True, PASS, "模穴 3", None),
        ("K-7", False, FAIL, "K-7", ReadingCode.JUDGED_UNFIT),
        ("  ", True, REFUSED, None, ReadingCode.EMPTY),
        ("x" * LONGEST_TEXT, True, PASS, "x" * LONGEST_TEXT, None),
        ("x" * (LONGEST_TEXT + 1), True, REFUSED, None, ReadingCode.TEXT_TOO_LONG),
        ("a\x00b", True, REFUSED, None, ReadingCode.NOT_PRINTABLE),
        ("a\nb", True, REFUSED, None, ReadingCode.NOT_PRINTABLE),
    ],
)
def test_a_text_is_kept_and_the_inspector_judges_it(text, conforms, outcome, canonical, code):
    verdict = judge_reading(text, MARK, conforms=conforms)
    assert (verdict.outcome, verdict.canonical, verdict.code) == (outcome, canonical, code)


def test_values_are_judged_as_ever_and_a_photo_is_no_text():
    limits = {"lsl": Decimal(1), "usl": Decimal(2)}
    assert judge_reading("1.5", spec(CharKind.VARIABLE, **limits)).outcome is PASS
    assert judge_reading("1.5", spec(CharKind.PHOTO)).code is ReadingCode.NOT_A_VARIABLE


@given(st.text(max_size=80), st.sampled_from([COLOUR, MARK]), st.booleans())
def test_any_text_gets_a_verdict(text, of, conforms):
    verdict = judge_reading(text, of, conforms=conforms)
    assert (verdict.canonical is None) == (verdict.outcome is REFUSED)
    assert verdict.outcome is not ReadingOutcome.QUESTION


@given(st.text(max_size=80))
def test_a_text_is_stored_as_it_would_be_judged_again(text):
    verdict = judge_text(text, conforms=True)
    if verdict.canonical is not None:
        assert judge_text(verdict.canonical, conforms=True) == verdict


HALF = parse_formula("c1 / c2")


def computed(text, inputs, **limits):
    of = spec(CharKind.FORMULA, decimals=2, unit="mm", **limits)
    return judge_formula(parse_formula(text), of, inputs)


def test_a_value_is_compared_with_its_limits():
    inputs = {1: Decimal("12.00"), 2: Decimal("2.40")}
    good = computed("c1 - c2", inputs, lsl=Decimal("9.5"), usl=Decimal("9.6"))
    assert (good.verdict.outcome, good.verdict.canonical, good.fault) == (PASS, "9.60", None)
    high = computed("c1 - c2", inputs, usl=Decimal("9.5"))
    assert (high.verdict.outcome, high.verdict.distance, high.verdict.code) == (
        FAIL, Decimal("0.1"), ReadingCode.ABOVE_LIMIT,
    )  # fmt: skip
    assert high.verdict.facts == {"limit": "9.5", "unit": "mm"}
    low = computed("c1 - c2", inputs, lsl=Decimal("9.7"))
    assert (low.verdict.distance, low.verdict.code) == (Decimal("-0.1"), ReadingCode.BELOW_LIMIT)


def test_a_missing_reading_is_waited_for():
    waits = computed("c1 - c2", {2: None}, usl=Decimal(1))
    assert (waits.verdict.outcome, waits.missing) == (REFUSED, (1,))
    assert waits.verdict.facts == {"numbers": "1"}


@pytest.mark.parametrize(
    ("inputs", "fault", "code"),
    [
        ({1: Decimal(1), 2: Decimal(0)}, ComputedFault.DIVISION_BY_ZERO,
         ReadingCode.DIVISION_BY_ZERO),
        ({1: Decimal(1), 2: None}, ComputedFault.INPUT_FAILED, ReadingCode.INPUT_FAILED),
        ({1: Decimal(10) ** 9, 2: Decimal("0.000001")}, ComputedFault.TOO_LARGE,
         ReadingCode.VALUE_TOO_LARGE),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_never_passes(inputs, fault, code):
    found = computed("c1 / c2", inputs, lsl=Decimal(0))
    assert (found.verdict.outcome, found.verdict.canonical) == (FAIL, None)
    assert (found.fault, found.verdict.code) == (fault, code)


def test_the_shown_value_lies_on_the_side_that_was_judged():
    """2.4833… is above 2.4833: with four places it would look as if it were on the limit."""
    found = computed("c1 / c2", {1: Decimal("7.45"), 2: Decimal(3)}, usl=Decimal("2.4833"))
    assert (found.verdict.outcome, found.verdict.canonical) == (FAIL, "2.48333")


def test_a_difference_that_no_place_shows_is_judged_all_the_same():
    tiny = computed(
        "(c1 / c2) * (c1 / c2) * (c1 / c2) * (c1 / c2) * (c1 / c2) * (c1 / c2) * (c1 / c2)",
        {1: Decimal(1), 2: Decimal(10) ** 8}, usl=Decimal(0),
    )  # fmt: skip
    assert (tiny.verdict.outcome, tiny.verdict.canonical) == (FAIL, "0.00")


VALUES = st.decimals(min_value=-1000, max_value=1000, places=3)


@given(VALUES, VALUES.filter(bool), VALUES, VALUES)
def test_the_shown_value_never_contradicts_the_verdict(first, second, low, high):
    low, high = sorted((low, high))
    limits = spec(CharKind.FORMULA, decimals=2, lsl=low, usl=high)
    verdict = judge_formula(HALF, limits, {1: first, 2: second}).verdict
    outside = distance_outside(Decimal(verdict.canonical), limits)
    assert (outside is None) == (verdict.outcome is PASS)
    assert outside == verdict.distance
