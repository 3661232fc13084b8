"""Whatever the kind of sampling, a lot gets its numbers or the reason why there are none."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.double import DoublePlan, double_plan
from qtrace.domain.sampling.isolated import limiting_plan, success_run
from qtrace.domain.sampling.lot_plans import (
    LotPlan,
    SamplingRule,
    SecondSample,
    VariablesMethod,
    lot_plan,
)
from qtrace.domain.sampling.plans import (
    PlanError,
    PlanErrorCode,
    SampleType,
    Scheme,
    c0_plan,
    fixed_plan,
    hundred_percent,
    single_plan,
)
from qtrace.domain.sampling.tables import Level, Severity, Standard
from qtrace.domain.sampling.variables import Sigma, variables_plan
from qtrace.reference import plan_tables

TABLES = plan_tables()
Z14 = Scheme(Standard.Z14, Level.II, "1.0")
BY_VALUES = SamplingRule(
    SampleType.VARIABLES, Z14, aql="1.0", sigma=Sigma.UNKNOWN, method=VariablesMethod.M
)


def numbers(rule, severity=Severity.NORMAL, lot=1200):
    found = lot_plan(TABLES, rule, severity, lot)
    assert isinstance(found, LotPlan), found
    return found


def test_a_rule_gives_the_plan_of_its_type():
    tight = Severity.TIGHTENED
    single = SamplingRule(SampleType.SINGLE, Z14)
    assert numbers(single, tight).first == single_plan(TABLES.single, Z14, tight, 1200)
    assert numbers(SamplingRule(SampleType.ALL, ac=2), lot=9).first == hundred_percent(9, 2)
    fixed = SamplingRule(SampleType.FIXED, n=5, ac=1, re=3)
    assert numbers(fixed, lot=9).first == fixed_plan(9, 5, 1, 3)
    zero = SamplingRule(SampleType.C0, aql="1")
    assert numbers(zero).first == c0_plan(TABLES.single, "1.0", 1200)


def test_limiting_quality_and_success_run_are_computed():
    limiting = numbers(SamplingRule(SampleType.LIMITING, ac=1, lq=Decimal(5))).first
    expected = limiting_plan(1200, Decimal(5), 1)
    assert (limiting.n, limiting.ac, limiting.re) == (expected.n, 1, 2)
    rule = SamplingRule(
        SampleType.SUCCESS_RUN, confidence=Decimal("0.95"), reliability=Decimal("0.90")
    )
    assert (numbers(rule).first.n, success_run(0.95, 0.90).n) == (29, 29)
    small = numbers(rule, lot=20).first
    assert (small.inspect_all, small.n_to_inspect) == (True, 20)


@given(lot=st.integers(1, 40_000), severity=st.sampled_from(Severity),
       aql=st.sampled_from(("0.10", "1.0", "2.5", "10")))  # fmt: skip
def test_a_double_plan_is_the_tables_own_or_the_single_one(lot, severity, aql):
    scheme = replace(Z14, aql=aql)
    found = numbers(SamplingRule(SampleType.DOUBLE, scheme), severity, lot)
    table = double_plan(TABLES.single, TABLES.double, scheme, severity, lot)
    if not isinstance(table, DoublePlan):
        assert (found.first, found.second) == (table, None)
        return
    cell = table.cell
    assert found.first.n_to_inspect == table.n1_to_inspect
    if table.n2_to_inspect:
        assert (found.first.ac, found.first.re) == (cell.ac1, cell.re1)
        assert found.second == SecondSample(table.n2_to_inspect, cell.ac2, cell.re2)
    else:
        assert (found.first.ac, found.first.re, found.second) == (cell.ac2, cell.re2, None)
    total = found.first.n_to_inspect + (found.second.n if found.second else 0)
    assert total <= lot


def test_variables_take_n_k_and_m_and_count_where_the_whole_lot_is_measured():
    found = numbers(BY_VALUES, lot=40)
    table = variables_plan(TABLES.variables, "II", "1.0", Severity.NORMAL, Sigma.UNKNOWN, 40)
    assert (found.variables, found.first.n) == (table, table.n)
    assert found.variables.verified is False
    whole = numbers(BY_VALUES, lot=3)
    assert (whole.variables, whole.first.ac, whole.first.inspect_all) == (None, 0, True)


@pytest.mark.parametrize(
    ("rule", "lot", "code"),
    [
        (SamplingRule(SampleType.SINGLE), 9, PlanErrorCode.RULE_INCOMPLETE),
        (SamplingRule(SampleType.DOUBLE), 9, PlanErrorCode.RULE_INCOMPLETE),
        (SamplingRule(SampleType.LIMITING), 9, PlanErrorCode.RULE_INCOMPLETE),
        (SamplingRule(SampleType.SUCCESS_RUN), 9, PlanErrorCode.RULE_INCOMPLETE),
        (SamplingRule(SampleType.VARIABLES, Z14), 9, PlanErrorCode.RULE_INCOMPLETE),
        (replace(BY_VALUES, sigma=Sigma.KNOWN), 9, PlanErrorCode.SIGMA_MISSING),
        (replace(BY_VALUES, scheme=replace(Z14, aql="25")), 9, PlanErrorCode.UNKNOWN_AQL),
        (SamplingRule(SampleType.DOUBLE, Z14), 0, PlanErrorCode.LOT_TOO_SMALL),
        (
            SamplingRule(SampleType.DOUBLE, replace(Z14, standard=Standard.ISO2859)),
            9,
            PlanErrorCode.TABLE_NOT_SHIPPED,
        ),
        (SamplingRule(SampleType.FIXED), 9, PlanErrorCode.SAMPLE_TOO_SMALL),
        (SamplingRule(SampleType.LIMITING, lq=Decimal(0)), 9, PlanErrorCode.OUT_OF_RANGE),
        (
            SamplingRule(SampleType.SUCCESS_RUN, confidence=Decimal(1), reliability=Decimal("0.9")),
            9,
            PlanErrorCode.OUT_OF_RANGE,
        ),
    ],
)
def test_what_cannot_be_answered_says_why(rule, lot, code):
    found = lot_plan(TABLES, rule, Severity.NORMAL, lot)
    assert isinstance(found, PlanError)
    assert found.code is code
