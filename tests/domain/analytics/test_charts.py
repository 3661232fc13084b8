"""Charts against the values that NIST, Montgomery and qcc print; the oracle is named at each test."""

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.charts import (
    ChartKind,
    ControlChart,
    SigmaEstimator,
    individuals_chart,
    moving_range_chart,
    subgroup_chart,
)
from qtrace.domain.analytics.constants import LARGEST_SUBGROUP, build_control_constants, c4
from qtrace.domain.analytics.count_charts import NO_COUNTS, Counts, count_chart
from qtrace.domain.analytics.errors import AnalyticsError, AnalyticsErrorCode
from qtrace.domain.analytics.memory_charts import CusumChart, Series, cusum_chart, ewma_chart
from qtrace.reference import read_table
from tests.domain.analytics.published import (
    CIRCUIT,
    DYED_CLOTH,
    DYED_CLOTH_UNITS,
    FLOW_RATES,
    ORANGE_JUICE,
    PISTON_RINGS,
    PISTON_RINGS_PHASE_2,
    WAFER_DEFECTS,
)

K, E = ChartKind, AnalyticsErrorCode
READINGS = st.lists(
    st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=3, max_size=30, unique=True
)


def approx(value):
    """Equal but for the three decimals of the constants that qcc uses."""
    return pytest.approx(value, rel=5e-4)


def singles(values):
    return tuple((value,) for value in values)


def code_of(answer):
    assert isinstance(answer, AnalyticsError)
    return answer.code


# --- constants ------------------------------------------------------------------------------


def test_the_table_agrees_with_the_closed_forms(constants):
    for row in read_table("reference/spc/spc_constants.csv"):
        n = int(row["n"])
        assert c4(n) == pytest.approx(float(row["c4"]), abs=1e-6)
        assert 3 / (constants.d2[n] * math.sqrt(n)) == pytest.approx(float(row["A2"]), abs=1e-5)
        d4 = 1 + 3 * constants.d3[n] / constants.d2[n]
        assert d4 == pytest.approx(float(row["D4"]), abs=1e-5)
    assert constants.d2[2] == pytest.approx(2 / math.sqrt(math.pi), abs=1e-6)
    assert constants.d2_star(3) == pytest.approx(1.91155, abs=1e-5)  # AIAG MSA 4 appendix C


def test_a_table_with_a_hole_is_refused():
    rows = [row for row in read_table("reference/spc/spc_constants.csv") if row["n"] != "7"]
    with pytest.raises(ValueError, match="complete"):
        build_control_constants(rows)


# --- subgroups ------------------------------------------------------------------------------


def test_piston_rings_as_in_qcc(constants):
    chart = subgroup_chart(constants, K.XBAR_R, PISTON_RINGS, PISTON_RINGS_PHASE_2)
    assert chart.center == pytest.approx(74.00118, abs=1e-5)
    assert (chart.lcl, chart.ucl) == (approx(73.98805), approx(74.0143))
    assert chart.lcl == pytest.approx(73.98805, abs=1e-5)
    assert chart.ucl == pytest.approx(74.0143, abs=2e-5)
    assert chart.sigma == approx(0.009785039)
    assert chart.calibrated == 25
    assert len(chart.statistics) == 40
    assert chart.beyond_limits == (36, 37, 38)  # qcc: 37, 38, 39
    ranges = subgroup_chart(constants, K.R, PISTON_RINGS)
    assert (ranges.center, ranges.lcl) == (pytest.approx(0.02276), 0)
    assert ranges.ucl == approx(0.04812533)


def test_standard_deviations_of_piston_rings(constants):
    """Montgomery, example 6.3: S̄ 0.0094, B4 2.089, A3 1.427."""
    chart = subgroup_chart(constants, K.S, PISTON_RINGS)
    assert chart.center == pytest.approx(0.00924, abs=2e-5)
    assert chart.ucl == pytest.approx(2.088998 * chart.center, rel=1e-6)
    assert chart.lcl == 0
    means = subgroup_chart(constants, K.XBAR_S, PISTON_RINGS)
    assert means.ucl - means.center == pytest.approx(1.427299 * chart.center, rel=1e-6)
    assert means.estimator is SigmaEstimator.UWAVE_SD


def test_estimators_differ_and_are_named(constants):
    sigmas = {
        estimator: subgroup_chart(constants, K.XBAR_R, PISTON_RINGS, estimator=estimator).sigma
        for estimator in (SigmaEstimator.UWAVE_R, SigmaEstimator.UWAVE_SD, SigmaEstimator.RMSDF)
    }
    assert len(set(sigmas.values())) == 3
    assert max(sigmas.values()) / min(sigmas.values()) < 1.05
    pooled = math.sqrt(sum(sum((x - sum(row) / 5) ** 2 for x in row) for row in PISTON_RINGS) / 100)
    assert sigmas[SigmaEstimator.RMSDF] == pytest.approx(pooled / c4(101))


@pytest.mark.parametrize(
    ("rows", "new_rows", "options", "code"),
    [
        ([], [], {}, E.TOO_FEW),
        ([[1.0], [2.0]], [], {}, E.TOO_FEW),
        ([[]], [], {}, E.TOO_FEW),
        ([[1.0, 2.0], [1.0]], [], {}, E.RAGGED),
        ([[1.0, 2.0]], [[1.0]], {}, E.RAGGED),
        ([[1.0, 2.0]], [[1.0, 2.0], [3.0]], {}, E.RAGGED),
        ([[1.0, math.nan]], [], {}, E.NOT_FINITE),
        ([[1.0, 2.0]], [[1.0, math.inf]], {}, E.NOT_FINITE),
        ([[1.0, 1.0], [2.0, 2.0]], [], {}, E.NO_VARIATION),
        ([list(range(26))], [], {}, E.SUBGROUP_TOO_LARGE),
        ([[1.0, 2.0]], [], {"nsigmas": 0}, E.BAD_SETTING),
        ([[1.0, 2.0]], [], {"nsigmas": math.nan}, E.BAD_SETTING),
        ([[1.0, 2.0]], [], {"estimator": SigmaEstimator.MR}, E.WRONG_ESTIMATOR),
    ],
)
def test_bad_subgroups_are_refused(constants, rows, new_rows, options, code):
    assert code_of(subgroup_chart(constants, K.XBAR_R, rows, new_rows, **options)) is code


def test_large_subgroups_need_no_ranges(constants):
    rows = [[float(i + j * j % 7) for j in range(LARGEST_SUBGROUP + 1)] for i in range(3)]
    assert subgroup_chart(constants, K.XBAR_S, rows).sigma > 0


# --- single readings ------------------------------------------------------------------------


def test_flow_rates_as_in_the_nist_handbook(constants):
    chart = individuals_chart(constants, FLOW_RATES)
    assert chart.center == pytest.approx(50.81)
    assert (chart.lcl, chart.ucl) == (pytest.approx(45.8159, abs=3e-3), approx(55.8041))
    ranges = moving_range_chart(constants, FLOW_RATES)
    assert ranges.center == pytest.approx(1.8778, abs=1e-4)
    assert (ranges.lcl, ranges.ucl) == (0, approx(6.1349))
    assert len(ranges.statistics) == ranges.calibrated == 9


def test_phase_two_is_judged_by_phase_one(constants):
    chart = individuals_chart(constants, FLOW_RATES, [50.0, 60.0])
    assert chart.ucl == individuals_chart(constants, FLOW_RATES).ucl
    assert chart.beyond_limits == (11,)
    ranges = moving_range_chart(constants, FLOW_RATES, [50.0, 60.0])
    assert ranges.beyond_limits == (10,)  # of the readings 10 and 11
    assert ranges.calibrated == 9


def test_two_estimators_of_single_readings(constants):
    chart = individuals_chart(constants, FLOW_RATES, estimator=SigmaEstimator.SD)
    assert chart.sigma == pytest.approx(statistics.stdev(FLOW_RATES) / c4(10))
    assert chart.sigma != individuals_chart(constants, FLOW_RATES).sigma


@pytest.mark.parametrize(
    ("values", "new_values", "options", "code"),
    [
        ([], [], {}, E.TOO_FEW),
        ([1.0], [], {}, E.TOO_FEW),
        ([1.0, math.nan], [], {}, E.NOT_FINITE),
        ([1.0, 2.0], [math.inf], {}, E.NOT_FINITE),
        ([3.0, 3.0, 3.0], [4.0], {}, E.NO_VARIATION),
        ([1.0, 2.0], [], {"nsigmas": -3}, E.BAD_SETTING),
    ],
)
def test_bad_single_readings_are_refused(constants, values, new_values, options, code):
    for chart in (individuals_chart, moving_range_chart):
        assert code_of(chart(constants, values, new_values, **options)) is code


def test_single_readings_have_no_range_of_subgroups(constants):
    answer = individuals_chart(constants, FLOW_RATES, estimator=SigmaEstimator.UWAVE_R)
    assert code_of(answer) is E.WRONG_ESTIMATOR


@given(READINGS, st.floats(0.1, 100), st.integers(-1000, 1000))
def test_limits_follow_scale_and_origin(constants, values, scale, shift):
    chart = individuals_chart(constants, values)
    moved = individuals_chart(constants, [x * scale + shift for x in values])
    size = max(map(abs, values)) * scale + abs(shift)
    for line in ("center", "lcl", "ucl"):
        expected = getattr(chart, line) * scale + shift
        assert getattr(moved, line) == pytest.approx(expected, rel=1e-6, abs=1e-9 * size + 1e-9)


# --- counts ---------------------------------------------------------------------------------


def counts(found, sizes):
    return Counts(tuple(found), tuple(sizes))


def test_orange_juice_as_in_qcc():
    chart = count_chart(K.P, counts(ORANGE_JUICE, [50] * 30))
    assert chart.center == pytest.approx(0.2313333, abs=1e-7)
    assert chart.lcl == pytest.approx(0.05242755, abs=1e-7)
    assert chart.ucl == pytest.approx(0.4102391, abs=1e-7)
    assert chart.sigma == pytest.approx(0.4216853, abs=1e-6)
    assert chart.beyond_limits == (14, 22)  # qcc: 15, 23
    pieces = count_chart(K.NP, counts(ORANGE_JUICE, [50] * 30))
    assert (pieces.center, pieces.ucl) == (
        pytest.approx(50 * chart.center),
        pytest.approx(50 * chart.ucl),
    )
    assert pieces.beyond_limits == chart.beyond_limits


def test_circuit_boards_and_wafers_as_published():
    chart = count_chart(K.C, counts(CIRCUIT, [100] * 26))
    assert (chart.center, chart.lcl, chart.ucl) == (
        pytest.approx(19.84615, abs=1e-5),
        pytest.approx(6.481447, abs=1e-5),
        pytest.approx(33.21086, abs=1e-5),
    )
    assert chart.beyond_limits == (5, 19)
    wafers = count_chart(K.C, counts(WAFER_DEFECTS, [1] * 25))
    assert (wafers.center, wafers.lcl, wafers.ucl) == (16, 4, 28)  # NIST handbook
    assert wafers.beyond_limits == (23,)  # 28 is on the limit, not beyond it


def test_dyed_cloth_has_a_limit_for_every_size():
    chart = count_chart(K.U, counts(DYED_CLOTH, DYED_CLOTH_UNITS))
    assert chart.center == pytest.approx(153 / 109)
    assert isinstance(chart.ucl, tuple)
    assert chart.ucl[0] == pytest.approx(153 / 109 + 3 * math.sqrt(153 / 109 / 10))
    assert chart.sigma == pytest.approx(math.sqrt(153 / 109))
    assert chart.beyond_limits == ()


def test_units_need_not_be_whole():
    chart = count_chart(K.U, counts([3, 5], [1.5, 2.5]))
    assert (chart.center, chart.statistics) == (2, (2, 2))


def test_an_np_chart_of_changing_sizes_has_a_changing_centre():
    chart = count_chart(K.NP, counts([2, 4], [10, 20]), counts([30], [30]))
    assert chart.center == pytest.approx((2, 4, 6))
    assert chart.sigma == pytest.approx([math.sqrt(n * 0.2 * 0.8) for n in (10, 20, 30)])
    assert chart.beyond_limits == (2,)
    assert chart.calibrated == 2


def test_nothing_found_is_a_chart():
    for kind in (K.P, K.NP, K.C, K.U):
        chart = count_chart(kind, counts([0, 0], [5, 5]), counts([1], [5]))
        assert (chart.center, chart.lcl, chart.ucl) == (0, 0, 0)
        assert chart.beyond_limits == (2,)


@pytest.mark.parametrize(
    ("kind", "data", "new", "code"),
    [
        (K.P, NO_COUNTS, NO_COUNTS, E.TOO_FEW),
        (K.P, counts([1], []), NO_COUNTS, E.LENGTHS_DIFFER),
        (K.P, counts([1], [0]), NO_COUNTS, E.BAD_SIZE),
        (K.P, counts([1], [10**16]), NO_COUNTS, E.BAD_SIZE),
        (K.NP, counts([1], [2.5]), NO_COUNTS, E.BAD_SIZE),
        (K.U, counts([1], [0.0]), NO_COUNTS, E.BAD_SIZE),
        (K.U, counts([1], [math.nan]), NO_COUNTS, E.BAD_SIZE),
        (K.P, counts([6], [5]), NO_COUNTS, E.BAD_COUNT),
        (K.U, counts([-1], [5]), NO_COUNTS, E.BAD_COUNT),
        (K.U, counts([1], [5]), counts([10**16], [5]), E.BAD_COUNT),
        (K.C, counts([1, 2], [5, 6]), NO_COUNTS, E.SIZES_DIFFER),
    ],
)
def test_bad_counts_are_refused(kind, data, new, code):
    assert code_of(count_chart(kind, data, new)) is code


def test_counts_need_a_sensible_distance():
    assert code_of(count_chart(K.U, counts([1], [5]), nsigmas=1e9)) is E.BAD_SETTING


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(20, 60)), min_size=1, max_size=12))
def test_p_and_np_say_the_same(samples):
    data = counts(*zip(*samples, strict=True))
    share, pieces = count_chart(K.P, data), count_chart(K.NP, data)
    assert isinstance(share, ControlChart)
    close = [
        i
        for i, (found, n) in enumerate(samples)
        if min(abs(found / n - line) for line in limits_at(share, i)) < 1e-9
    ]
    assert set(share.beyond_limits) ^ set(pieces.beyond_limits) <= set(close)


def limits_at(chart, i):
    return [line[i] if isinstance(line, tuple) else line for line in (chart.lcl, chart.ucl)]


# --- EWMA and CUSUM -------------------------------------------------------------------------


def test_ewma_as_in_the_tests_of_qcc(constants):
    series = Series(singles([11, 13, 12]), center=10, sigma=2)
    chart = ewma_chart(constants, series, weight=0.5, nsigmas=2)
    assert chart.statistics == pytest.approx((10.5, 11.75, 11.875))
    errors = (1, math.sqrt(1.25), math.sqrt(1.3125))
    assert chart.error == pytest.approx(errors)
    assert chart.ucl == pytest.approx([10 + 2 * error for error in errors])
    assert chart.lcl == pytest.approx([10 - 2 * error for error in errors])
    assert chart.beyond_limits == ()


def test_an_ewma_of_weight_one_is_the_chart_itself(constants):
    series = Series(singles([0, 0]), singles([0, 5]), center=0, sigma=1)
    chart = ewma_chart(constants, series, weight=1, nsigmas=2)
    assert chart.statistics == (0, 0, 0, 5)
    assert chart.beyond_limits == (3,)
    assert chart.calibrated == 2


def test_ewma_of_subgroups_estimates_sigma_from_ranges(constants):
    chart = ewma_chart(constants, Series(PISTON_RINGS, PISTON_RINGS_PHASE_2))
    assert chart.estimator is SigmaEstimator.UWAVE_R
    assert chart.sigma == approx(0.009785039)
    assert chart.beyond_limits == (36, 37, 38, 39)
    rows = [[float(i + j * j % 7) for j in range(LARGEST_SUBGROUP + 1)] for i in range(3)]
    assert ewma_chart(constants, Series(rows)).estimator is SigmaEstimator.RMSDF


def test_cusum_as_in_the_tests_of_qcc(constants):
    series = Series(singles([1.5, 0.5, 0.6, -1.5, -0.5, -0.8]), center=0, sigma=1)
    chart = cusum_chart(constants, series, decision_interval=1, se_shift=1)
    assert chart.pos == pytest.approx((1, 1, 1.1, 0, 0, 0))
    assert chart.neg == pytest.approx((0, 0, 0, -1, -1, -1.3))
    assert (chart.violations_upper, chart.violations_lower) == ((2,), (5,))
    assert chart.estimator is None


def test_cusum_of_piston_rings_finds_the_shift_of_phase_two(constants):
    chart = cusum_chart(constants, Series(PISTON_RINGS, PISTON_RINGS_PHASE_2))
    assert isinstance(chart, CusumChart)
    assert chart.violations_upper == (36, 37, 38, 39)
    assert chart.violations_lower == ()
    assert len(chart.points) == 40


@pytest.mark.parametrize(
    ("series", "code"),
    [
        (Series(()), E.TOO_FEW),
        (Series(((),)), E.TOO_FEW),
        (Series(((1.0,),)), E.TOO_FEW),
        (Series(((1.0,), (1.0, 2.0))), E.RAGGED),
        (Series(((1.0,), (2.0,)), ((1.0, 2.0),)), E.RAGGED),
        (Series(((1.0,), (math.nan,))), E.NOT_FINITE),
        (Series(((1.0,), (2.0,)), center=math.inf), E.NOT_FINITE),
        (Series(((1.0,), (1.0,))), E.NO_VARIATION),
        (Series(((1.0,), (2.0,)), sigma=0.0), E.BAD_SIGMA),
        (Series(((1.0,), (2.0,)), sigma=-1.0), E.BAD_SIGMA),
        (Series(((1.0,), (2.0,)), sigma=math.nan), E.BAD_SIGMA),
    ],
)
def test_bad_series_are_refused(constants, series, code):
    assert code_of(ewma_chart(constants, series)) is code
    assert code_of(cusum_chart(constants, series)) is code


def test_bad_settings_are_refused(constants):
    series = Series(singles([1.0, 2.0]))
    for weight in (0, -0.1, 1.1, math.nan):
        assert code_of(ewma_chart(constants, series, weight=weight)) is E.BAD_SETTING
    assert code_of(ewma_chart(constants, series, nsigmas=0)) is E.BAD_SETTING
    for interval in (0, -1, math.inf, math.nan):
        answer = cusum_chart(constants, series, decision_interval=interval)
        assert code_of(answer) is E.BAD_SETTING
    for shift in (-1, math.inf, math.nan):
        assert code_of(cusum_chart(constants, series, se_shift=shift)) is E.BAD_SETTING


@given(READINGS)
def test_a_cusum_turned_over_is_the_other_sum(constants, values):
    chart = cusum_chart(constants, Series(singles(values), center=0, sigma=1))
    other = cusum_chart(constants, Series(singles([-x for x in values]), center=0, sigma=1))
    assert chart.pos == tuple(-x for x in other.neg)
    assert chart.violations_lower == other.violations_upper
