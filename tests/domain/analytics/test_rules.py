"""Nelson's rules: cases written out, the qcc and capstat-core examples, and the two versions equal."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.charts import ChartKind, individuals_chart, subgroup_chart
from qtrace.domain.analytics.count_charts import Counts, count_chart
from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.long_series import individuals_with_rules, nelson_arrays
from qtrace.domain.analytics.memory_charts import Series, ewma_chart
from qtrace.domain.analytics.rules import (
    ALL_RULES,
    RULES_WITHOUT_ZONES,
    RuleViolation,
    applicable_rules,
    chart_violations,
    nelson_violations,
)
from tests.domain.analytics.published import FLOW_RATES, ORANGE_JUICE, PISTON_RINGS


def fired(values, rule, center=0.0, sigma=1.0):
    found = nelson_violations(values, center, sigma, [rule])
    assert all(each.rule == rule for each in found)
    return [each.index for each in found]


# --- cases of the tests of qcc (0-based here), and what lies just beside them ----------------


@pytest.mark.parametrize(
    ("rule", "values", "indices"),
    [
        (1, [0, 3.2, -3.4, 3, -3], [1, 2]),
        (2, [0.5] * 10 + [-0.5] * 10, [8, 9, 18, 19]),
        (2, [0.5] * 8 + [-0.5], []),
        (2, [0.5] * 8 + [0, 0.5], []),
        (3, [1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1], [5, 6, 12, 13]),
        (3, [1, 2, 3, 4, 5], []),
        (3, [1, 2, 3, 3, 4, 5, 6], []),
        (4, [1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7, 9, 8], [13, 14]),
        (4, [1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 7], []),
        (4, [1, 3, 2, 4, 3, 5, 4, 6, 5, 7, 6, 8, 8, 9, 8], []),
        (5, [0, 2.3, 0.4, 2.2, -2.4, -0.2, -2.5], [3, 6]),
        (5, [2.5, 2.5, 0.1], [1]),
        (5, [2.5, -2.5, 2.5], [2]),
        (5, [2.5, 0, 0, 2.5], []),
        (5, [2, 2, 2], []),
        (6, [1.2, 1.3, 0.2, 1.4, 1.5, -1.2, -1.3, -0.1, -1.4, -1.5], [4, 9]),
        (6, [1.2, 1.3, 0.2, 0.2, 1.4, 1.5], []),
        (6, [1, 1, 1, 1, 1], []),
        (7, [0.3] * 16 + [1.2], [14, 15]),
        (7, [0.3, -0.3] * 7, []),
        (7, [0.3] * 14 + [1.0], []),
        (8, [1.2, -1.3, 1.1, -1.4, 1.5, -1.2, 1.3, -1.1, 0.2], [7]),
        (8, [1.2] * 8, []),
        (8, [1.2] * 8 + [-1.2], [8]),
        (8, [1.2, -1.2] * 3 + [1.0, -1.2, 1.2], []),
    ],
)
def test_a_rule_fires_where_its_pattern_ends(rule, values, indices):
    assert fired(values, rule) == indices


def test_lines_are_compared_as_drawn():
    """10.3 is drawn on the line 10 + 3 · 0.1; (10.3 - 10) / 0.1 would come out above 3."""
    assert fired([10.3], 1, 10.0, 0.1) == []
    assert fired([math.nextafter(10.3, 11)], 1, 10.0, 0.1) == [0]


def test_violations_are_sorted_by_index_then_rule():
    values = [2.5, 2.5, 3.5, 1.5, 1.5]
    found = nelson_violations(values, 0, 1, (6, 5, 1))
    assert found == tuple(sorted(found))
    assert found == (
        RuleViolation(1, 5),
        RuleViolation(2, 1),
        RuleViolation(2, 5),
        RuleViolation(3, 6),
        RuleViolation(4, 6),
    )


@pytest.mark.parametrize("sigma", [0, -1, math.nan, math.inf])
def test_sigma_must_be_above_zero(sigma):
    assert nelson_violations([1.0], 0, sigma).code is AnalyticsErrorCode.BAD_SIGMA
    assert nelson_arrays(np.array([1.0]), 0, sigma).code is AnalyticsErrorCode.BAD_SIGMA


def test_values_and_centre_must_be_numbers():
    assert nelson_violations([math.nan], 0, 1).code is AnalyticsErrorCode.NOT_FINITE
    assert nelson_violations([1.0], math.nan, 1).code is AnalyticsErrorCode.NOT_FINITE


def test_nothing_fires_on_nothing():
    assert nelson_violations([], 0, 1) == ()


GRID = st.integers(-8, 8).map(lambda x: x / 2)
SERIES = st.lists(GRID, max_size=40) | st.lists(
    st.floats(-5, 5).map(lambda x: round(x, 6)), max_size=40
)
RUNS = st.lists(st.tuples(GRID, st.integers(1, 16)), max_size=5).map(
    lambda runs: [value for value, count in runs for _ in range(count)]
)


@given(SERIES | RUNS, st.sampled_from([0.0, 0.5]), st.sampled_from([1.0, 0.5, 2.0]))
def test_the_vectorised_rules_are_the_rules(values, center, sigma):
    index, rule = nelson_arrays(np.array(values, dtype=float), center, sigma)
    plain = nelson_violations(values, center, sigma)
    assert [(v.index, v.rule) for v in plain] == list(
        zip(index.tolist(), rule.tolist(), strict=True)
    )


@given(SERIES | RUNS, st.integers(0, 40))
def test_a_rule_never_looks_ahead(values, cut):
    whole = nelson_violations(values, 0, 1)
    assert nelson_violations(values[:cut], 0, 1) == tuple(v for v in whole if v.index < cut)


@given(SERIES | RUNS)
def test_rules_are_the_same_upside_down(values):
    assert nelson_violations([-x for x in values], 0, 1) == nelson_violations(values, 0, 1)


def test_false_alarms_are_as_rare_as_capstat_core_measured():
    """All eight rules on a stable process: about one point in 44 (capstat-core 0.4.3, `rules`)."""
    values = np.random.default_rng(4).normal(size=200_000)
    index, rule = nelson_arrays(values, 0.0, 1.0)
    first = np.unique(index).size
    assert 1 / 60 < first / 200_000 < 1 / 35
    assert (rule == 1).sum() == pytest.approx(200_000 / 370.4, rel=0.2)


# --- charts ---------------------------------------------------------------------------------


def test_a_chart_with_cut_limits_has_no_zones(constants):
    assert applicable_rules(subgroup_chart(constants, ChartKind.R, PISTON_RINGS)) == (
        RULES_WITHOUT_ZONES
    )
    assert applicable_rules(subgroup_chart(constants, ChartKind.XBAR_R, PISTON_RINGS)) == ALL_RULES
    oranges = Counts(tuple(ORANGE_JUICE), (50,) * 30)
    assert applicable_rules(count_chart(ChartKind.P, oranges)) == ALL_RULES
    rare = Counts((1, 0, 2), (50, 50, 50))
    assert applicable_rules(count_chart(ChartKind.P, rare)) == RULES_WITHOUT_ZONES
    nothing = Counts((0, 0), (50, 50))
    assert applicable_rules(count_chart(ChartKind.C, nothing)) == RULES_WITHOUT_ZONES
    assert applicable_rules(ewma_chart(constants, Series(PISTON_RINGS))) == (1,)


def test_rule_one_on_a_chart_is_beyond_its_own_limits(constants):
    chart = individuals_chart(constants, FLOW_RATES, [56.0], nsigmas=2)
    assert {v.index for v in chart_violations(chart) if v.rule == 1} == set(chart.beyond_limits)
    oranges = count_chart(ChartKind.P, Counts(tuple(ORANGE_JUICE), (50,) * 30))
    assert RuleViolation(14, 1) in chart_violations(oranges)


def test_changing_sizes_are_standardised_first():
    sizes = (40, 80) * 6
    found = tuple(n // 10 + (2 if i < 9 else -2) for i, n in enumerate(sizes))
    share = chart_violations(count_chart(ChartKind.P, Counts(found, sizes)))
    pieces = chart_violations(count_chart(ChartKind.NP, Counts(found, sizes)))
    assert RuleViolation(8, 2) in share
    assert share == pieces


def test_zones_are_those_of_the_points(constants):
    """Rule 7 on means: within one standard error of the mean, not one sigma of a reading."""
    rows = [[9.0, 11.0]] * 20
    chart = subgroup_chart(constants, ChartKind.XBAR_R, rows)
    assert [v.index for v in chart_violations(chart) if v.rule == 7] == list(range(14, 20))


# --- long series ----------------------------------------------------------------------------


def test_a_long_series_is_the_same_chart(constants):
    values = np.array(FLOW_RATES * 3)
    long, chart = (
        individuals_with_rules(constants, values),
        individuals_chart(constants, FLOW_RATES * 3),
    )
    assert (long.center, long.sigma) == (pytest.approx(chart.center), pytest.approx(chart.sigma))
    assert (long.lcl, long.ucl) == (pytest.approx(chart.lcl), pytest.approx(chart.ucl))
    plain = nelson_violations(values.tolist(), long.center, long.sigma)
    assert [(v.index, v.rule) for v in plain] == list(
        zip(long.index.tolist(), long.rule.tolist(), strict=True)
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([1.0], AnalyticsErrorCode.TOO_FEW),
        ([1.0, math.nan], AnalyticsErrorCode.NOT_FINITE),
        ([1.0, 1.0], AnalyticsErrorCode.NO_VARIATION),
    ],
)
def test_bad_long_series_are_refused(constants, values, code):
    assert individuals_with_rules(constants, np.array(values)).code is code
