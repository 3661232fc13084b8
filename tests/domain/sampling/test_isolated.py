import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.finder import FoundPlan
from qtrace.domain.sampling.isolated import limiting_plan, success_run
from qtrace.domain.sampling.plans import PlanErrorCode


def exact_risk(lot, failed, n, ac):
    good = lot - failed
    ways = sum(math.comb(failed, k) * math.comb(good, n - k) for k in range(min(ac, n, failed) + 1))
    return Fraction(ways, math.comb(lot, n))


@given(st.integers(1, 70), st.decimals(Decimal("0.1"), 100, places=1), st.integers(0, 4))
def test_the_limiting_plan_is_the_smallest_that_keeps_the_risk(lot, lq, ac):
    failed = math.ceil(Fraction(lq) * lot / 100)
    fitting = [n for n in range(1, lot + 1) if exact_risk(lot, failed, n, ac) <= Fraction(1, 10)]
    plan = limiting_plan(lot, lq, ac)
    if not fitting:
        assert plan.code is PlanErrorCode.NO_PLAN
        return
    assert (plan.n, plan.ac, plan.re, plan.failed_at_lq) == (fitting[0], ac, ac + 1, failed)
    assert plan.consumer_risk == pytest.approx(float(exact_risk(lot, failed, plan.n, ac)))
    assert plan.inspect_all == (plan.n == lot)


def test_a_zero_plan_from_its_definition():
    """One failed piece in ten: nine must be looked at for a chance of exactly 10 %."""
    plan = limiting_plan(10, Decimal(10))
    assert (plan.n, plan.consumer_risk) == (9, pytest.approx(0.1))


def test_large_lots_approach_the_binomial_plan():
    assert limiting_plan(10**9, Decimal(5)).n == 45  # 0.95 ** 45 = 0.0994
    assert limiting_plan(1000, Decimal(5)).n < 45


@pytest.mark.parametrize(
    ("lot", "lq", "ac", "code"),
    [
        (0, "5", 0, PlanErrorCode.LOT_TOO_SMALL),
        (10**9 + 1, "5", 0, PlanErrorCode.OUT_OF_RANGE),
        (100, "0", 0, PlanErrorCode.OUT_OF_RANGE),
        (100, "100.1", 0, PlanErrorCode.OUT_OF_RANGE),
        (100, "NaN", 0, PlanErrorCode.OUT_OF_RANGE),
        (100, "Infinity", 0, PlanErrorCode.OUT_OF_RANGE),
        (100, "5", -1, PlanErrorCode.OUT_OF_RANGE),
        (100, "5", 1001, PlanErrorCode.OUT_OF_RANGE),
        (100, "5", 5, PlanErrorCode.NO_PLAN),
    ],
)
def test_limiting_plans_that_there_are_none_of(lot, lq, ac, code):
    assert limiting_plan(lot, Decimal(lq), ac).code is code


@pytest.mark.parametrize(
    ("confidence", "reliability", "n"),
    [(0.95, 0.90, 29), (0.95, 0.95, 59), (0.95, 0.99, 299), (0.90, 0.90, 22), (0.75, 0.5, 2)],
)
def test_success_runs_of_the_literature(confidence, reliability, n):
    assert success_run(confidence, reliability) == FoundPlan(n, 0, 1)


@pytest.mark.parametrize(("failures", "n"), [(1, 93), (2, 124), (3, 153)])
def test_95_95_with_failures(failures, n):
    """93, 124, 153: the non-parametric tolerance table at 95 % / 95 %."""
    assert success_run(0.95, 0.95, failures).n == n


@given(
    st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100),
    st.fractions(Fraction(1, 20), Fraction(9, 10), max_denominator=20),
    st.integers(0, 4),
)
def test_the_success_run_is_the_smallest(confidence, reliability, failures):
    def risk(n):
        p = 1 - reliability
        return sum(
            math.comb(n, k) * p**k * reliability ** (n - k) for k in range(min(n, failures) + 1)
        )

    n = success_run(float(confidence), float(reliability), failures).n
    assert risk(n) <= 1 - confidence
    assert n == failures + 1 or risk(n - 1) > 1 - confidence


@pytest.mark.parametrize(
    ("confidence", "reliability", "failures", "code"),
    [
        (0.0, 0.9, 0, PlanErrorCode.OUT_OF_RANGE),
        (1.0, 0.9, 0, PlanErrorCode.OUT_OF_RANGE),
        (math.nan, 0.9, 0, PlanErrorCode.OUT_OF_RANGE),
        (0.9, 1.0, 0, PlanErrorCode.OUT_OF_RANGE),
        (0.9, 0.9, -1, PlanErrorCode.OUT_OF_RANGE),
        (0.9, 0.9, 1001, PlanErrorCode.OUT_OF_RANGE),
        (0.9, 0.9999999999, 0, PlanErrorCode.NO_PLAN),
    ],
)
def test_success_runs_that_there_are_none_of(confidence, reliability, failures, code):
    assert success_run(confidence, reliability, failures).code is code
