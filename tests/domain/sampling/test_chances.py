import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.chances import Binomial, Hypergeometric, Poisson


def exact_binomial(n, p):
    return [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]


def exact_hypergeometric(lot, failed, n):
    good = lot - failed
    return [
        Fraction(math.comb(failed, k) * math.comb(good, n - k), math.comb(lot, n))
        for k in range(n + 1)
    ]


@given(st.integers(0, 300), st.fractions(0, 1, max_denominator=1000), st.data())
def test_binomial_chances_are_right_to_twelve_digits(n, p, data):
    count = data.draw(st.integers(-1, n + 1))
    terms = exact_binomial(n, p)
    chances = Binomial(float(p)).chances(n)
    expected = terms[count] if 0 <= count <= n else 0
    assert chances.at(count) == pytest.approx(float(expected), abs=1e-12)
    assert chances.up_to(count) == pytest.approx(float(sum(terms[: count + 1])), abs=1e-12)


@given(st.integers(1, 80), st.data())
def test_hypergeometric_chances_are_right_to_twelve_digits(lot, data):
    failed = data.draw(st.integers(0, lot))
    n = data.draw(st.integers(0, lot))
    terms = exact_hypergeometric(lot, failed, n)
    chances = Hypergeometric(lot, failed).chances(n)
    for count in range(n + 1):
        assert chances.at(count) == pytest.approx(float(terms[count]), abs=1e-13)
        expected = float(sum(terms[: count + 1]))
        assert chances.up_to(count) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("mean", [0.001, 0.5, 3.0, 40.0, 900.0])
def test_poisson_chances_are_right_to_twelve_digits(mean):
    chances = Poisson(mean / 10).chances(10)
    term = Fraction(1)
    total = Fraction(0)
    scale = math.exp(-mean) if mean < 700 else None
    for count in range(60):
        total += term
        if scale is not None:
            assert chances.up_to(count) == pytest.approx(float(total) * scale, abs=1e-12)
        term = term * Fraction(mean) / (count + 1)
    assert chances.up_to(int(mean) * 3 + 60) == pytest.approx(1, abs=1e-12)


def test_large_samples_keep_their_digits():
    """Half of a million flips: the middle term from Stirling's series with four corrections."""
    n = 10**6
    chances = Binomial(0.5).chances(n)
    series = 1 - 1 / (4 * n) + 1 / (32 * n**2)
    assert chances.at(n // 2) == pytest.approx(math.sqrt(2 / (math.pi * n)) * series, rel=1e-12)
    middle = chances.at(n // 2)
    assert chances.up_to(n // 2) == pytest.approx(0.5 + middle / 2, abs=1e-12)


def test_qualities_that_leave_no_choice():
    assert Binomial(0).chances(5).up_to(0) == 1
    assert Binomial(1).chances(5).at(5) == 1
    assert Binomial(1).chances(5).up_to(4) == 0
    assert Poisson(0).chances(5).at(0) == 1
    assert Hypergeometric(9, 0).chances(4).at(0) == 1
    assert Hypergeometric(9, 9).chances(4).at(4) == 1
    assert Hypergeometric(9, 3).chances(9).at(3) == 1
    assert Hypergeometric(9, 3).chances(0).last == 0


@given(st.integers(1, 2000), st.floats(0, 1), st.floats(0, 1), st.integers(0, 50))
def test_a_worse_quality_is_accepted_less_often(n, one, other, ac):
    better, worse = sorted((one, other))
    for family in (Binomial, Poisson):
        before, after = family(better).chances(n).up_to(ac), family(worse).chances(n).up_to(ac)
        assert -1e-15 <= after <= before + 1e-12 <= 1 + 1e-12


def test_what_is_left_after_a_sample():
    assert Hypergeometric(20, 5).after(8, 2) == Hypergeometric(12, 3)
    assert Binomial(0.1).after(8, 2) == Binomial(0.1)
    assert Poisson(0.1).after(8, 2) == Poisson(0.1)


@pytest.mark.parametrize("family", [Binomial, Poisson])
@given(
    n=st.integers(0, 3000), quality=st.floats(0, 1), count=st.integers(0, 1200), few=st.booleans()
)
def test_both_ways_of_counting_agree(family, n, quality, count, few):
    p = quality / 100 if few else quality
    assert family(p).up_to(n, count) == pytest.approx(family(p).chances(n).up_to(count), abs=1e-12)
