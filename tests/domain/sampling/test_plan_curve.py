"""The curve of a double plan is that of its definition; of a single plan what it always was."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.domain.sampling.oc import Distribution, accept_probability, oc_marks, oc_points
from qtrace.domain.sampling.plan_curve import plan_curve

K2 = SecondSample(80, 4, 5)


def chance_of(n, count, p):
    return comb(n, count) * p**count * (1 - p) ** (n - count)


def by_definition(n, ac, re, second, p):
    """Pa and average sample in whole fractions, from the words of the standard."""
    pa = sum(chance_of(n, d, p) for d in range(ac + 1))
    asked = Fraction(0)
    for d in range(ac + 1, re):
        first = chance_of(n, d, p)
        asked += first
        pa += first * sum(chance_of(second.n, e, p) for e in range(second.re - d))
    return pa, n + second.n * asked


@pytest.mark.parametrize("p", [Fraction(1, 200), Fraction(1, 40), Fraction(3, 50), Fraction(1, 5)])
@pytest.mark.parametrize(
    ("n", "ac", "re", "second"),
    [(80, 1, 4, K2), (13, 0, 2, SecondSample(13, 1, 2)), (20, 0, 3, SecondSample(20, 3, 4))],
)
def test_a_double_plan_accepts_as_its_definition_says(n, ac, re, second, p):
    curve = plan_curve(n, ac, "1.0", re, second)
    pa, pieces = by_definition(n, ac, re, second, p)
    assert curve.chance(float(p)) == pytest.approx(float(pa), abs=1e-12)
    assert curve.average_sample(float(p)) == pytest.approx(float(pieces), abs=1e-9)
    assert curve.is_double


def test_a_single_plan_keeps_its_curve():
    curve = plan_curve(20, 1, "2.5")
    old = oc_marks(20, 1, "2.5")
    found = curve.marks("2.5")
    for name in ("aql", "indifference", "limiting"):
        assert getattr(found, name).p == pytest.approx(getattr(old, name).p, abs=1e-12)
    assert curve.points(5, 0.2) == oc_points(20, 1, 5, 0.2, "2.5")
    assert (curve.average_sample(0.1), curve.is_double) == (20.0, False)
    assert curve.marks(None).aql is None


def test_a_plan_that_accepts_everything_has_no_limiting_quality():
    assert plan_curve(5, 5, None).quality_at(0.1) is None


def test_nonconformities_are_counted_above_an_aql_of_ten():
    curve = plan_curve(5, 10, "150", 14, SecondSample(5, 23, 24))
    assert curve.distribution is Distribution.POISSON
    half = curve.quality_at(0.5)
    assert half > 1
    assert curve.chance(half) == pytest.approx(0.5, abs=1e-9)
    single = plan_curve(5, 10, "150")
    assert single.chance(2.0) == accept_probability(5, 10, 2.0, Distribution.POISSON)


def test_without_a_rejection_number_of_its_own_the_first_sample_leaves_it_to_both():
    assert plan_curve(20, 0, "1.0", None, SecondSample(20, 1, 2)).stages[0].re == 2


@given(st.floats(0.001, 0.3), st.floats(0.001, 0.3))
def test_worse_lots_are_accepted_less_often(a, b):
    curve = plan_curve(32, 1, "2.5", 4, SecondSample(32, 4, 5))
    low, high = sorted((a, b))
    assert curve.chance(low) >= curve.chance(high) - 1e-12
    assert 32 <= curve.average_sample(a) <= 64
