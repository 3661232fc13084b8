import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.oc import (
    Distribution,
    OcMarks,
    OcPoint,
    accept_probability,
    accept_probability_of_lot,
    distribution_for,
    oc_marks,
    oc_points,
    outgoing_quality,
    picture_width,
    quality_at,
)

BINOMIAL, POISSON = Distribution.BINOMIAL, Distribution.POISSON


def exact(n, ac, p):
    """The binomial sum in whole fractions: an oracle without a single rounding."""
    bad, all_ = Fraction(p).as_integer_ratio()
    good = all_ - bad
    ways = sum(math.comb(n, i) * bad**i * good ** (n - i) for i in range(min(ac, n) + 1))
    return float(Fraction(ways, all_**n))


@given(st.integers(1, 400), st.integers(0, 50), st.fractions(0, 1, max_denominator=1000))
def test_binomial_is_right_to_eleven_digits(n, ac, p):
    assert accept_probability(n, ac, float(p)) == pytest.approx(exact(n, ac, p), abs=1e-11)


@pytest.mark.parametrize(
    ("n", "ac", "p"), [(3150, 1, 0.5), (3150, 44, 0.0001), (3150, 3149, 0.999), (2000, 21, 0.01)]
)
def test_binomial_of_the_largest_samples_neither_fails_nor_loses(n, ac, p):
    expected = exact(n, ac, Fraction(str(p)))
    assert accept_probability(n, ac, p) == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(st.integers(1, 60), st.integers(0, 10), st.data())
def test_hypergeometric_is_the_count_of_samples(lot_size, ac, data):
    failed = data.draw(st.integers(0, lot_size))
    n = data.draw(st.integers(1, lot_size))
    good = lot_size - failed
    ways = sum(math.comb(failed, i) * math.comb(good, n - i) for i in range(min(ac, n) + 1))
    expected = ways / math.comb(lot_size, n)
    assert accept_probability_of_lot(lot_size, failed, n, ac) == expected


@given(st.integers(1, 200), st.integers(0, 20), st.floats(0, 1), st.floats(0, 1))
def test_a_worse_lot_is_never_accepted_more_often(n, ac, one, other):
    better, worse = sorted((one, other))
    for distribution in Distribution:
        first = accept_probability(n, ac, better, distribution)
        second = accept_probability(n, ac, worse, distribution)
        assert 0 <= second <= first + 1e-12 <= 1 + 1e-12


def test_ends_of_the_curve():
    assert accept_probability(20, 1, 0) == accept_probability(20, 1, 0, POISSON) == 1
    assert accept_probability(20, 1, 1) == 0
    assert accept_probability(20, 20, 1) == 1
    assert accept_probability(20, 0, 0.1, POISSON) == pytest.approx(math.exp(-2))


def test_the_three_marks_of_the_mock_up():
    marks = oc_marks(20, 1, "2.5")
    assert round(marks.aql.pa, 2) == 0.91
    assert round(marks.indifference.p, 3) == 0.083
    assert round(marks.limiting.p, 3) == 0.181
    assert picture_width(marks) == 0.25


@given(st.integers(1, 500), st.integers(0, 30), st.floats(0.01, 0.99))
def test_the_quality_of_a_chance_has_that_chance(n, ac, pa):
    for distribution in Distribution:
        p = quality_at(n, ac, pa, distribution)
        if distribution is BINOMIAL and ac >= n:
            assert p is None
        else:
            assert accept_probability(n, ac, p, distribution) == pytest.approx(pa, abs=1e-6)


def test_nonconformities_per_hundred_use_poisson():
    assert [distribution_for(aql) for aql in (None, "10", "15", "1000")] == [
        *(BINOMIAL, BINOMIAL, POISSON, POISSON)
    ]
    marks = oc_marks(2, 30, "1000")
    assert marks.aql.p == 10
    assert 10 < marks.indifference.p < marks.limiting.p
    assert oc_points(2, 30, 2, 10, "1000")[1] == marks.aql


def test_a_plan_that_accepts_everything_has_no_risk_points():
    marks = oc_marks(2, 3, None)
    assert marks == OcMarks(None, None, None)
    assert picture_width(marks) == 1


def test_points_are_even_and_include_both_ends():
    points = oc_points(20, 1, 6, 0.25)
    assert [round(point.p, 10) for point in points] == [0, 0.05, 0.1, 0.15, 0.2, 0.25]
    assert points[0] == OcPoint(0.0, 1.0)


@given(st.integers(1, 3150), st.integers(0, 44))
def test_the_picture_is_wide_enough_and_round(n, ac):
    marks = oc_marks(n, ac, "1.0")
    right = max(m.p for m in (marks.aql, marks.indifference, marks.limiting) if m)
    width = picture_width(marks)
    assert right < width <= 2.51 * right
    assert f"{width:.1e}"[:3] in {"1.0", "2.0", "2.5", "5.0"}
    assert float(f"{width:.1e}") == pytest.approx(width)


def test_outgoing_quality():
    assert outgoing_quality(1000, 80, OcPoint(0.02, 0.5)) == pytest.approx(0.0092)
