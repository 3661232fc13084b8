"""The language of computed characteristics: exact, total over any text, faults with their place."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.formula import (
    DEEPEST,
    LONGEST_FORMULA,
    Formula,
    FormulaCode,
    FormulaFault,
    parse_formula,
)

VALUES = {1: Decimal("1.2"), 2: Decimal("-0.3"), 3: Decimal(7)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("c1", Fraction(6, 5)),
        (" c1 + c2 * 2 ", Fraction(3, 5)),
        ("(c1+c2)*2", Fraction(9, 5)),
        ("c3 - 1 - 2", Fraction(4)),
        ("c3 / 2 / 7", Fraction(1, 2)),
        ("-c1 + +2.50", Fraction(13, 10)),
        ("2 * -c2", Fraction(3, 5)),
        ("mean(c1, c2, c3)", Fraction(79, 30)),
        ("max(c1, c2) - min(c1, c2)", Fraction(3, 2)),
        ("abs(c2)", Fraction(3, 10)),
        ("mean(c1)", Fraction(6, 5)),
        ("abs(min(c1 - c3, 0)) / 3", Fraction(29, 15)),
    ],
)
def test_a_formula_is_computed_exactly(text, value):
    formula = parse_formula(text)
    assert isinstance(formula, Formula)
    assert formula.compute(VALUES) == value


def test_it_says_which_readings_it_needs():
    formula = parse_formula("c10 + mean(c2, c10) - c1")
    assert (formula.inputs, formula.text) == ((1, 2, 10), "c10 + mean(c2, c10) - c1")
    with pytest.raises(KeyError):
        formula.compute({1: Decimal(1), 2: Decimal(2)})


@pytest.mark.parametrize("text", ["1 / (c1 - c1)", "c1 / 0", "mean(1 / (c2 + 0.3), c1)"])
def test_nothing_is_divided_by_zero(text):
    assert parse_formula(text).compute(VALUES) is None


@pytest.mark.parametrize(
    ("text", "code", "position", "given_text"),
    [
        ("", FormulaCode.EMPTY, 1, ""),
        ("   ", FormulaCode.EMPTY, 1, ""),
        ("c1" + " " * LONGEST_FORMULA, FormulaCode.TOO_LONG, 201, ""),
        ("c1 + $", FormulaCode.UNKNOWN, 6, "$"),
        ("c1 + sqrt(c2)", FormulaCode.UNKNOWN, 6, "sqrt"),
        ("C1", FormulaCode.UNKNOWN, 1, "C"),
        ("c1 + 1.2.3", FormulaCode.UNKNOWN, 6, "1"),
        ("c1234", FormulaCode.UNKNOWN, 1, "c"),
        ("c١", FormulaCode.UNKNOWN, 1, "c"),
        ("c1 c2", FormulaCode.MISPLACED, 4, "c2"),
        ("c1)", FormulaCode.MISPLACED, 3, ")"),
        ("* c1", FormulaCode.MISPLACED, 1, "*"),
        ("mean c1", FormulaCode.MISPLACED, 6, "c1"),
        ("mean()", FormulaCode.MISPLACED, 6, ")"),
        ("(c1, c2)", FormulaCode.MISPLACED, 4, ","),
        ("c1 +", FormulaCode.INCOMPLETE, 5, ""),
        ("(c1", FormulaCode.INCOMPLETE, 4, ""),
        ("max(c1,", FormulaCode.INCOMPLETE, 8, ""),
        ("abs(c1, c2)", FormulaCode.ARGUMENTS, 1, "abs"),
        ("1 + 2", FormulaCode.NO_INPUT, 1, ""),
        ("(" * DEEPEST + "c1" + ")" * DEEPEST, FormulaCode.TOO_DEEP, DEEPEST + 1, "c1"),
    ],
)
def test_a_fault_is_named_with_its_place(text, code, position, given_text):
    assert parse_formula(text) == FormulaFault(code, position, given_text)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text):
    assert isinstance(parse_formula(text), Formula | FormulaFault)


WORDS = ["c1", "c2", "c3", "2", "0.5", "+", "-", "*", "/", "(", ")", ",", "mean(", "abs(", "max("]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_what_is_read_can_be_computed(text):
    found = parse_formula(text)
    if isinstance(found, Formula):
        assert isinstance(found.compute(VALUES), Fraction | None)
    else:
        assert 1 <= found.position <= len(text) + 1


@st.composite
def sums(draw, depth=3):
    """A formula as text, and what it is worth by Python's own rules for fractions."""
    if depth == 0 or draw(st.booleans()):
        number = draw(st.sampled_from([1, 2, 3]))
        return f"c{number}", Fraction(VALUES[number])
    left, right = draw(sums(depth - 1)), draw(sums(depth - 1))
    sign = draw(st.sampled_from("+-*"))
    value = {"+": left[1] + right[1], "-": left[1] - right[1], "*": left[1] * right[1]}[sign]
    return f"({left[0]} {sign} {right[0]})", value


@given(sums())
def test_brackets_mean_what_they_mean_everywhere(made):
    text, value = made
    if len(text) <= LONGEST_FORMULA:
        assert parse_formula(text).compute(VALUES) == value
