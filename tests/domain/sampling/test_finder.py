import math
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import nctdtr

from qtrace.domain.sampling.chances import Binomial, Hypergeometric, Poisson
from qtrace.domain.sampling.finder import (
    FoundPlan,
    FoundVariablesPlan,
    RiskPoints,
    find_plan,
    find_variables_plan,
    make_risk_points,
    smallest_size,
)
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode
from qtrace.domain.sampling.variables import Sigma


def lots_of(size):
    return lambda p: Hypergeometric(size, round(p * size))


# find.plan(PRP=c(PRQ, PRP), CRP=c(CRQ, CRP), type, N) of the R package AcceptanceSampling: the first
# stands in its manual, the next two in published scripts with their output.
PUBLISHED = [
    ((0.05, 0.95, 0.15, 0.075), Binomial, 10**5, FoundPlan(80, 7, 8)),
    ((0.05, 0.95, 0.15, 0.20), lots_of(500), 500, FoundPlan(51, 5, 6)),
    ((0.05, 0.80, 0.10, 0.10), lots_of(100), 100, FoundPlan(64, 4, 5)),
]


@pytest.mark.parametrize(("points", "family", "limit", "plan"), PUBLISHED)
def test_published_plans(points, family, limit, plan):
    assert find_plan(make_risk_points(*points), family, limit) == plan


def brute_force(points, family, limit):
    """Every n and every c, smallest first."""
    for n in range(1, limit + 1):
        good, bad = family(points.prq).chances(n), family(points.crq).chances(n)
        for c in range(n + 1):
            kept = good.up_to(c) >= points.prp - 1e-14
            if kept and bad.up_to(c) <= points.crp * (1 + 1e-12):
                return FoundPlan(n, c, c + 1)
    return PlanError(PlanErrorCode.NO_PLAN, {"limit": str(limit)})


@settings(max_examples=60)
@given(
    st.floats(0, 0.4),
    st.floats(0.5, 0.999),
    st.floats(0.01, 0.6),
    st.floats(0.001, 0.45),
    st.sampled_from([Binomial, Poisson, lots_of(60), lots_of(47), lots_of(10)]),
)
def test_the_found_plan_is_the_smallest(prq, prp, more, crp, family):
    points = make_risk_points(prq, prp, min(1.0, prq + more), crp)
    limit = 10 if family(0.99999) == Hypergeometric(10, 10) else 47
    assert find_plan(points, family, limit) == brute_force(points, family, limit)


def test_hard_points_are_found_or_refused_in_reasonable_time():
    found = find_plan(make_risk_points(0.49, 0.95, 0.5, 0.05), Binomial)
    assert (found.n, found.ac) == (27084, 13406)
    refused = find_plan(make_risk_points(0.499, 0.95, 0.5, 0.05), Binomial)
    assert refused == PlanError(PlanErrorCode.NO_PLAN, {"limit": "100000"})


def test_a_chance_next_to_one_ends_the_search():
    points = make_risk_points(0.3, 1 - 2**-53, 0.9, 0.1)
    found = find_plan(points, Binomial, 500)
    assert Binomial(0.9).chances(found.n).up_to(found.ac) <= 0.1


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ((0.1, 0.95, 0.1, 0.1), PlanErrorCode.RISKS_CROSSED),
        ((0.2, 0.95, 0.1, 0.1), PlanErrorCode.RISKS_CROSSED),
        ((0.1, 0.1, 0.2, 0.1), PlanErrorCode.RISKS_CROSSED),
        ((0.1, 1.0, 0.2, 0.1), PlanErrorCode.OUT_OF_RANGE),
        ((0.1, 0.9, 0.2, 0.0), PlanErrorCode.OUT_OF_RANGE),
        ((0.1, math.nan, 0.2, 0.1), PlanErrorCode.OUT_OF_RANGE),
        ((-0.1, 0.9, 0.2, 0.1), PlanErrorCode.OUT_OF_RANGE),
        ((0.1, 0.9, 1.2, 0.1), PlanErrorCode.OUT_OF_RANGE),
        ((math.nan, 0.9, 0.2, 0.1), PlanErrorCode.OUT_OF_RANGE),
    ],
)
def test_points_that_are_none_are_refused(points, code):
    assert make_risk_points(*points).code is code


def test_qualities_above_one_need_a_larger_bound():
    assert isinstance(make_risk_points(0.5, 0.9, 1.5, 0.1, 10.0), RiskPoints)


@settings(max_examples=40)
@given(st.floats(0.001, 0.1), st.floats(0.02, 0.3), st.floats(0.8, 0.99), st.floats(0.01, 0.3))
def test_a_known_sigma_needs_the_smallest_sample(prq, more, prp, crp):
    points = make_risk_points(prq, prp, prq + more, crp)
    plan = find_variables_plan(points, Sigma.KNOWN)
    cdf = NormalDist().cdf
    z = NormalDist().inv_cdf

    def accepts(p, n, k):
        return cdf(math.sqrt(n) * (-z(p) - k))

    assert accepts(prq, plan.n, plan.k) == pytest.approx(prp)
    assert accepts(prq + more, plan.n, plan.k) <= crp + 1e-9
    if plan.n > 1:
        fewer = plan.n - 1
        k = z(1 - prp) / math.sqrt(fewer) - z(prq)
        assert accepts(prq + more, fewer, k) > crp - 1e-9


@settings(max_examples=40)
@given(st.floats(0.001, 0.1), st.floats(0.05, 0.3), st.floats(0.8, 0.99), st.floats(0.01, 0.3))
def test_an_unknown_sigma_keeps_both_points_and_needs_more(prq, more, prp, crp):
    points = make_risk_points(prq, prp, prq + more, crp)
    plan = find_variables_plan(points, Sigma.UNKNOWN)

    def accepts(p):
        root = math.sqrt(plan.n)
        return 1 - nctdtr(plan.n - 1, -NormalDist().inv_cdf(p) * root, plan.k * root)

    assert accepts(prq) == pytest.approx(prp, abs=1e-9)
    assert accepts(prq + more) <= crp + 1e-9
    assert plan.n >= find_variables_plan(points, Sigma.KNOWN).n


def test_the_published_variables_plan():
    """n 26, k 1.322271: the plan of the manual of AcceptanceSampling, sigma known."""
    known = find_variables_plan(make_risk_points(0.05, 0.95, 0.15, 0.075), Sigma.KNOWN)
    assert known == FoundVariablesPlan(26, pytest.approx(1.322271, abs=5e-7))


def test_variables_plans_that_the_formulas_of_find_plan_give():
    """The convention of find.plan: n rounded up, equality at the producer's point."""
    points = make_risk_points(0.01, 0.95, 0.06, 0.10)
    known = find_variables_plan(points, Sigma.KNOWN)
    assert known == FoundVariablesPlan(15, pytest.approx(1.901648, abs=1e-6))
    unknown = find_variables_plan(points, Sigma.UNKNOWN)
    assert unknown == FoundVariablesPlan(42, pytest.approx(1.905285, abs=1e-6))


def test_the_noncentral_t_of_scipy_agrees_with_the_integral():
    """P(T <= t) as an average over the sample deviation, summed with Simpson's rule."""
    df, shift, t = 9, 7.356, 5.0
    steps, high = 4000, 3.0
    cdf = NormalDist().cdf
    log_scale = math.log(2) + df / 2 * math.log(df / 2) - math.lgamma(df / 2)

    def weight(s):
        return math.exp(log_scale + (df - 1) * math.log(s) - df * s * s / 2) * cdf(t * s - shift)

    width = high / steps
    inner = math.fsum((4 if i % 2 else 2) * weight(i * width) for i in range(1, steps))
    total = (inner + weight(high)) * width / 3
    assert nctdtr(df, shift, t) == pytest.approx(total, abs=1e-10)


@pytest.mark.parametrize("sigma", list(Sigma))
def test_variables_plans_that_there_are_none_of(sigma):
    too_near = make_risk_points(0.01, 0.95, 0.01001, 0.1)
    assert find_variables_plan(too_near, sigma).code is PlanErrorCode.NO_PLAN
    adjacent = make_risk_points(0.3, 0.95, math.nextafter(0.3, 1), 0.1)
    assert find_variables_plan(adjacent, sigma).code is PlanErrorCode.NO_PLAN
    for points in (RiskPoints(0, 0.9, 0.1, 0.1), RiskPoints(0.1, 0.9, 1, 0.1)):
        assert find_variables_plan(points, sigma).code is PlanErrorCode.OUT_OF_RANGE


def test_negative_k_for_qualities_above_one_half():
    plan = find_variables_plan(make_risk_points(0.9, 0.95, 0.9999, 0.1), Sigma.UNKNOWN)
    assert plan.k < -1


@given(st.integers(1, 3000), st.integers(0, 50), st.integers(1, 3000))
def test_the_smallest_size_is_found_by_doubling_and_halving(wanted, first, limit):
    found = smallest_size(lambda n: n >= wanted, first, limit)
    expected = max(wanted, first)
    assert found == (expected if expected <= limit else None)
