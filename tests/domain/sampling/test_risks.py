import math
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.chances import Binomial, Hypergeometric, Poisson
from qtrace.domain.sampling.plans import PlanErrorCode
from qtrace.domain.sampling.risks import (
    Stage,
    accept_chance,
    accept_chances,
    make_stages,
    rectified,
)

SINGLE = (Stage(80, 2, 3),)
DOUBLE = (Stage(50, 0, 3), Stage(50, 3, 4))


def test_values_of_the_handbooks():
    """n 20, c 0 at 5 % and 15 %: AcceptanceSampling's manual prints 0.3584859 and 0.03875953."""
    plan = (Stage(20, 0, 1),)
    assert accept_chance(plan, Binomial(0.05)) == pytest.approx(0.3584859, abs=5e-8)
    assert accept_chance(plan, Binomial(0.15)) == pytest.approx(0.03875953, abs=5e-9)


def test_nist_example_of_rectifying_inspection():
    """NIST handbook 6.2.3.2, N 10000, n 52, c 3: Pa 0.998, 0.980, 0.930 at 1, 2, 3 %; ATI 70 at 1 %.

    AOQ at p 0.03: 0.0278, from the rounded Pa.
    """
    plan = (Stage(52, 3, 4),)
    chances = [accept_chance(plan, Binomial(p)) for p in (0.01, 0.02, 0.03)]
    assert [round(each, 3) for each in chances] == [0.998, 0.980, 0.930]
    at_one = rectified(plan, Binomial(0.01), 10_000, 0.01)
    assert at_one.ati == pytest.approx(70, abs=1)
    at_three = rectified(plan, Binomial(0.03), 10_000, 0.03)
    assert at_three.aoq == pytest.approx(0.0278, abs=1e-4)


def by_hand(stages, terms):
    """Pa of a double plan in whole fractions; `terms(n, k, n1, d1)` gives the exact chances."""
    first, second = stages
    pa = sum(terms(first.n, d1, 0, 0) for d1 in range(first.ac + 1))
    for d1 in range(first.ac + 1, first.re):
        for d2 in range(second.re - d1):
            pa += terms(first.n, d1, 0, 0) * terms(second.n, d2, first.n, d1)
    return float(pa)


@given(st.fractions(0, 1, max_denominator=200))
def test_double_binomial_is_the_sum_over_both_samples(p):
    def terms(n, k, _n1, _d1):
        return math.comb(n, k) * p**k * (1 - p) ** (n - k) if k <= n else 0

    expected = by_hand(DOUBLE, terms)
    assert accept_chance(DOUBLE, Binomial(float(p))) == pytest.approx(expected, abs=1e-12)


@given(
    st.integers(6, 40),
    st.data(),
)
def test_double_hypergeometric_is_the_count_of_samples(lot, data):
    failed = data.draw(st.integers(0, lot))
    n1 = data.draw(st.integers(1, lot - 1))
    n2 = data.draw(st.integers(1, lot - n1))
    stages = (Stage(n1, 0, 2), Stage(n2, 2, 3))

    def terms(n, k, before, found):
        pieces, bad = lot - before, failed - found
        if k > n or k > bad or bad < 0 or n - k > pieces - bad:
            return Fraction(0)
        ways = math.comb(bad, k) * math.comb(pieces - bad, n - k)
        return Fraction(ways, math.comb(pieces, n))

    expected = by_hand(stages, terms)
    assert accept_chance(stages, Hypergeometric(lot, failed)) == pytest.approx(expected, abs=1e-12)


def test_double_poisson_of_the_literature():
    """Against the direct double sum at a mean of 1 per sample."""
    e = math.exp(-1)
    first = e
    later = sum(
        e / math.factorial(d1) * sum(e / math.factorial(d2) for d2 in range(4 - d1))
        for d1 in (1, 2)
    )
    assert accept_chances(DOUBLE, Poisson(0.02)) == pytest.approx((first, later))


@given(st.floats(0, 0.3), st.floats(0, 0.3))
def test_a_worse_quality_is_accepted_less_often(one, other):
    better, worse = sorted((one, other))
    for family in (Binomial, Poisson):
        for plan in (SINGLE, DOUBLE):
            after, before = accept_chance(plan, family(worse)), accept_chance(plan, family(better))
            assert 0 <= after <= before + 1e-12


@given(st.floats(0, 1))
def test_rectifying_stays_within_its_bounds(p):
    for plan in (SINGLE, DOUBLE):
        result = rectified(plan, Binomial(p), 1000, p)
        smallest = plan[0].n
        assert 0 <= result.aoq <= p * (1 - smallest / 1000) + 1e-12
        assert smallest - 1e-9 <= result.ati <= 1000 + 1e-9
        assert result.pa == accept_chance(plan, Binomial(p))


def test_the_single_formulas():
    result = rectified(SINGLE, Binomial(0.02), 1000, 0.02)
    assert result.aoq == pytest.approx(result.pa * 0.02 * 920 / 1000)
    assert result.ati == pytest.approx(80 + (1 - result.pa) * 920)


def test_the_gap_of_the_last_sample_accepts():
    assert accept_chance((Stage(3, 0, 2),), Binomial(0.5)) == pytest.approx(0.5)


def test_every_pair_of_pieces_is_equally_likely():
    """A lot of 5 with 2 failed, sample of 2: 3 of 10 pairs have none failed."""
    pairs = list(combinations("FFGGG", 2))
    good = sum(pair == ("G", "G") for pair in pairs)
    chance = accept_chance((Stage(2, 0, 1),), Hypergeometric(5, 2))
    assert chance == pytest.approx(good / len(pairs))


@pytest.mark.parametrize(
    ("sizes", "acs", "res", "code"),
    [
        ([0], [0], [1], PlanErrorCode.SAMPLE_TOO_SMALL),
        ([-1], [0], [1], PlanErrorCode.SAMPLE_TOO_SMALL),
        ([10**8], [0], [1], PlanErrorCode.OUT_OF_RANGE),
        ([10**6, 5], [0, 0], [1, 1], PlanErrorCode.OUT_OF_RANGE),
        ([5], [-1], [1], PlanErrorCode.BAD_NUMBERS),
        ([5], [1], [1], PlanErrorCode.BAD_NUMBERS),
        ([5, 5], [1, 0], [3, 4], PlanErrorCode.BAD_NUMBERS),
        ([5, 5], [0, 1], [2, 1001], PlanErrorCode.OUT_OF_RANGE),
    ],
)
def test_what_is_no_plan_is_refused(sizes, acs, res, code):
    assert make_stages(sizes, acs, res).code is code


def test_plans_are_made_of_their_numbers():
    assert make_stages([80], [2], [3]) == SINGLE
    assert make_stages([50, 50], [0, 3], [3, 4]) == DOUBLE
