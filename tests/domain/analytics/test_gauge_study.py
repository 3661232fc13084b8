"""Gauge R&R, bias and linearity against the values AIAG prints (MSA 4) and capstat-core 0.4.3."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.bias_study import gauge_bias, gauge_linearity
from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.gauge_study import (
    GaugeStudy,
    check_multiplier,
    gauge_anova,
    gauge_average_range,
    gauge_study,
)
from tests.domain.analytics.published import BIAS_STUDY, GAUGE_STUDY, LINEARITY_STUDY

E = AnalyticsErrorCode


def long_form(table, trials=3):
    rows = [
        (value, f"part {i}", "ABC"[j // trials])
        for i, row in enumerate(table)
        for j, value in enumerate(row)
    ]
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.fixture
def aiag():
    return gauge_study(*long_form(GAUGE_STUDY))


def deviations(result):
    parts = (result.repeatability, result.reproducibility, result.grr, result.part, result.total)
    return [math.sqrt(variance) for variance in parts]


# --- AIAG MSA 4, ten parts, three appraisers, three trials -------------------------------------


def test_anova_as_printed_by_aiag(aiag):
    """AIAG MSA 4 table III-B 8; the R package SixSigma gives the same."""
    result = gauge_anova(aiag)
    assert deviations(result) == pytest.approx(
        [0.199933, 0.226838, 0.302372, 1.042327, 1.085300], abs=1e-6
    )
    assert result.grr_percent == pytest.approx(27.86, abs=0.005)
    assert (result.ndc, result.pooled, result.interaction) == (4, True, 0)
    rows = {row.source: row for row in result.anova}
    assert rows["part"].ss == pytest.approx(88.3619, abs=1e-4)
    assert rows["appraiser"].ss == pytest.approx(3.1673, abs=1e-4)
    assert rows["interaction"].ss == pytest.approx(0.3590, abs=1e-4)
    assert [row.df for row in result.anova] == [9, 2, 18, 78]
    assert rows["interaction"].f == pytest.approx(0.434, abs=5e-4)
    assert rows["interaction"].p == pytest.approx(0.9741064043290462, abs=1e-9)
    assert rows["repeatability"].p is None


def test_the_interaction_stays_below_its_threshold(aiag):
    result = gauge_anova(aiag, 0.99)
    assert result.pooled is False
    assert result.repeatability == pytest.approx(0.04598222222222223)  # capstat-core
    assert result.appraiser == pytest.approx(0.05212292181069958)
    assert result.interaction == 0  # its estimate is below 0
    assert result.part == pytest.approx(1.0886721399176953)
    assert result.grr_percent == pytest.approx(28.75155098452227)


def test_average_and_range_as_printed_by_aiag(aiag, constants):
    """AIAG MSA 4 figure III-B 16: EV 0.20188, AV 0.22963, GRR 0.30575, PV 1.10456, TV 1.14610."""
    result = gauge_average_range(constants, aiag)
    assert deviations(result) == pytest.approx([0.2019, 0.2297, 0.3058, 1.1045, 1.1460], abs=1e-4)
    assert result.grr_percent == pytest.approx(26.68, abs=0.005)
    assert (result.ndc, result.pooled, result.anova) == (5, None, ())


def test_percentages_of_deviations_do_not_add_up_but_variances_do(aiag):
    result = gauge_anova(aiag)
    assert result.repeatability + result.appraiser + result.part == pytest.approx(result.total)
    assert result.study_percent(result.grr) + result.study_percent(result.part) > 120


def test_the_order_of_rows_does_not_matter(aiag):
    rows = list(zip(*long_form(GAUGE_STUDY), strict=True))
    random.Random(3).shuffle(rows)
    mixed = gauge_anova(gauge_study(*(list(column) for column in zip(*rows, strict=True))))
    assert mixed.total == pytest.approx(gauge_anova(aiag).total)


# --- made by hand ----------------------------------------------------------------------------


def study_of(cells):
    rows = [
        (value, str(i), str(j))
        for i, row in enumerate(cells)
        for j, cell in enumerate(row)
        for value in cell
    ]
    return gauge_study(*(list(column) for column in zip(*rows, strict=True)))


def test_a_gauge_without_error_has_no_categories(constants):
    study = study_of([[[1.0, 1.0], [1.0, 1.0]], [[2.0, 2.0], [2.0, 2.0]]])
    for result in (gauge_anova(study), gauge_average_range(constants, study)):
        assert (result.grr, result.ndc, result.grr_percent) == (0, None, 0)
    assert gauge_anova(study).pooled is False
    assert gauge_anova(study).anova[2].f is None


def test_a_gauge_that_sees_no_parts_has_one_category(constants):
    study = study_of([[[1.0, 2.0], [2.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]]])
    for result in (gauge_anova(study), gauge_average_range(constants, study)):
        assert (result.part, result.ndc) == (0, 1)
        assert result.grr_percent == 100


def test_an_interaction_alone():
    """Two appraisers swap two parts: all of it is interaction."""
    result = gauge_anova(study_of([[[1.0, 1.1], [2.0, 2.1]], [[2.0, 2.1], [1.0, 1.1]]]))
    assert result.interaction > 10 * result.repeatability
    assert (result.appraiser, result.part) == (0, 0)
    assert result.reproducibility == result.interaction


def test_averages_and_ranges_can_hide_all_variation(constants):
    study = GaugeStudy(("1", "2"), ("a", "b"), (((1.0, 1.0), (2.0, 2.0)), ((2.0, 2.0), (1.0, 1.0))))
    assert gauge_average_range(constants, study).code is E.NO_VARIATION
    assert gauge_anova(study).interaction > 0


CELLS = st.integers(2, 4).flatmap(
    lambda r: st.integers(2, 3).flatmap(
        lambda a: st.lists(
            st.lists(
                st.lists(st.integers(0, 9).map(float), min_size=r, max_size=r),
                min_size=a,
                max_size=a,
            ),
            min_size=2,
            max_size=5,
        )
    )
)


@given(CELLS, st.sampled_from([0.01, 0.25, 0.9]))
def test_sums_of_squares_add_up(cells, alpha):
    study = study_of(cells)
    if not isinstance(study, GaugeStudy):
        assert study.code is E.NO_VARIATION
        return
    result = gauge_anova(study, alpha)
    values = [value for row in cells for cell in row for value in cell]
    middle = sum(values) / len(values)
    total = sum((value - middle) ** 2 for value in values)
    part, appraiser, inter, error = result.anova
    added = part.ss + appraiser.ss + error.ss + (0 if result.pooled else inter.ss)
    assert added == pytest.approx(total)
    assert part.df + appraiser.df + error.df + (0 if result.pooled else inter.df) == len(values) - 1
    components = (result.repeatability, result.appraiser, result.interaction, result.part)
    assert min(components) >= 0
    assert 0 <= result.grr_percent <= 100 + 1e-9


# --- refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lists", "code"),
    [
        (([], [], []), E.TOO_FEW),
        (([1.0], [], ["a"]), E.LENGTHS_DIFFER),
        (([1.0], ["1"], []), E.LENGTHS_DIFFER),
        (([math.nan], ["1"], ["a"]), E.NOT_FINITE),
        (([1.0, 2.0], ["1", "1"], ["a", "b"]), E.TOO_FEW),
        (([1.0, 2.0], ["1", "2"], ["a", "a"]), E.TOO_FEW),
        (([1.0, 2.0, 3.0], ["1", "1", "2"], ["a", "b", "a"]), E.UNBALANCED),
        (([1.0, 2.0, 3.0, 4.0], list("1122"), list("abab")), E.TOO_FEW),
        (([1.0] * 8, list("11112222"), list("aabbaabb")), E.NO_VARIATION),
    ],
)
def test_bad_studies_are_refused(lists, code):
    assert gauge_study(*lists).code is code


def test_bad_settings_are_refused(aiag, constants):
    for alpha in (0, 1, -1, math.nan):
        assert gauge_anova(aiag, alpha).code is E.BAD_PROBABILITY
    for multiplier in (0, -6, math.nan, 1e6):
        assert check_multiplier(multiplier).code is E.BAD_SETTING
    assert check_multiplier(5.15) is None
    wide = study_of([[[1.0, 2.0], [2.0, 1.5]]] * 26)
    assert gauge_average_range(constants, wide).code is E.SUBGROUP_TOO_LARGE


# --- bias --------------------------------------------------------------------------------------


def test_bias_as_printed_by_aiag():
    """AIAG MSA 4 table III-B 2: t 0.1218, p 0.905, bounds -0.1107 and 0.1241."""
    bias = gauge_bias(BIAS_STUDY, 6.0)
    assert (bias.n, bias.mean, bias.bias) == (
        15,
        pytest.approx(6.0067, abs=5e-5),
        pytest.approx(1 / 150),
    )
    assert bias.sd == pytest.approx(0.21202, abs=5e-6)
    assert bias.standard_error == pytest.approx(0.05474, abs=5e-6)
    assert (bias.t, bias.p) == (pytest.approx(0.1218, abs=5e-5), pytest.approx(0.905, abs=5e-4))
    assert (bias.low, bias.high) == (
        pytest.approx(-0.1107, abs=6e-5),
        pytest.approx(0.1241, abs=5e-5),
    )
    assert not bias.significant
    assert gauge_bias(BIAS_STUDY, 5.5).significant


def test_readings_that_do_not_vary_have_a_bias_without_a_test():
    exact, off = gauge_bias([6.0, 6.0], 6.0), gauge_bias([6.0, 6.0], 5.0)
    assert (exact.bias, exact.t, exact.p, exact.significant) == (0, None, None, False)
    assert (off.low, off.high, off.significant) == (1, 1, True)


@pytest.mark.parametrize(
    ("readings", "reference", "conf", "code"),
    [
        ([], 1.0, 0.95, E.TOO_FEW),
        ([1.0], 1.0, 0.95, E.TOO_FEW),
        ([1.0, math.inf], 1.0, 0.95, E.NOT_FINITE),
        ([1.0, 2.0], math.nan, 0.95, E.NOT_FINITE),
        ([1.0, 2.0], 1.0, 1.0, E.BAD_PROBABILITY),
    ],
)
def test_bad_bias_studies_are_refused(readings, reference, conf, code):
    assert gauge_bias(readings, reference, conf=conf).code is code


# --- linearity ---------------------------------------------------------------------------------


def test_linearity_as_printed_by_aiag():
    """AIAG MSA 4 figure III-B 5: slope -0.131667, intercept 0.736667, t -12.043 and 10.158."""
    references = [reference for reference, readings in LINEARITY_STUDY.items() for _ in readings]
    readings = [reading for group in LINEARITY_STUDY.values() for reading in group]
    line = gauge_linearity(readings, references)
    assert line.slope.value == pytest.approx(-0.131667, abs=5e-7)
    assert line.intercept.value == pytest.approx(0.736667, abs=5e-7)
    assert (line.slope.t, line.intercept.t) == (
        pytest.approx(-12.043, abs=5e-4),
        pytest.approx(10.158, abs=5e-4),
    )
    assert line.residual_sd == pytest.approx(0.2395, abs=5e-5)
    assert line.r_squared == pytest.approx(0.7143, abs=5e-5)
    assert line.percent == pytest.approx(13.1667, abs=5e-5)
    assert not line.linear
    assert [bias for _, bias in line.biases] == pytest.approx(
        [0.491667, 0.125, 0.025, -0.291667, -0.616667], abs=5e-7
    )
    assert line.slope.p == pytest.approx(2.037715582285764e-17, rel=1e-6)  # capstat-core


def test_a_gauge_without_bias_is_linear():
    line = gauge_linearity([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    assert (line.linear, line.r_squared, line.slope.t, line.percent) == (True, None, None, 0)
    shifted = gauge_linearity([2.0, 3.0, 4.0], [1.0, 2.0, 3.0])
    assert (shifted.linear, shifted.slope.value, shifted.intercept.value) == (False, 0, 1)
    noisy = gauge_linearity([1.1, 0.9, 2.1, 1.9], [1.0, 1.0, 2.0, 2.0])
    assert noisy.linear


@pytest.mark.parametrize(
    ("readings", "references", "conf", "code"),
    [
        ([1.0], [1.0, 2.0], 0.95, E.LENGTHS_DIFFER),
        ([1.0, 2.0], [1.0, 2.0], 0.95, E.TOO_FEW),
        ([1.0, 2.0, math.nan], [1.0, 2.0, 3.0], 0.95, E.NOT_FINITE),
        ([1.0, 2.0, 3.0], [1.0, 2.0, math.inf], 0.95, E.NOT_FINITE),
        ([1.0, 2.0, 3.0], [2.0, 2.0, 2.0], 0.95, E.NO_VARIATION),
        ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], 0.0, E.BAD_PROBABILITY),
    ],
)
def test_bad_linearity_studies_are_refused(readings, references, conf, code):
    assert gauge_linearity(readings, references, conf=conf).code is code
