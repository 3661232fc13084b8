"""Capability against the printed values of qcc, and normality against capstat-core (`nortest`)."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.capability import (
    Capability,
    CapabilityHintCode,
    Specification,
    capability,
)
from qtrace.domain.analytics.charts import SigmaEstimator
from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.normality import anderson_darling
from tests.domain.analytics.published import FLOW_RATES, PISTON_RINGS

E, H = AnalyticsErrorCode, CapabilityHintCode
QCC_ROWS = [[10.00, 10.02, 9.98, 10.01], [10.03, 9.99, 10.01, 10.00], [9.97, 10.04, 10.02, 9.99]]


def approx(values):
    """Equal but for the three decimals of the constants that qcc uses."""
    return pytest.approx(values, rel=2e-4)


def triple(index):
    return (index.value, index.low, index.high)


def codes(study):
    return [hint.code for hint in study.hints]


# --- indices: tests/testthat/test-capability.R of qcc ----------------------------------------


def test_indices_on_target_as_in_qcc(constants):
    study = capability(constants, QCC_ROWS, Specification(9.9, 10.1))
    assert triple(study.cp) == approx((1.372667, 0.808460, 1.937713))
    assert triple(study.cp_l) == approx((1.441300, 0.911657, 1.970943))
    assert triple(study.cp_u) == approx((1.304033, 0.820114, 1.787953))
    assert triple(study.cp_k) == approx((1.304033, 0.727408, 1.880659))
    assert triple(study.cpm) == approx((1.344463, 0.804207, 1.885321))
    overall = study.overall
    indices = (overall.pp, overall.ppl, overall.ppu, overall.ppk)
    assert indices == pytest.approx((1.612598, 1.693228, 1.531968, 1.531968), abs=1e-6)
    assert (overall.n, overall.mean) == (12, pytest.approx(10.005))


def test_cpm_off_target_as_in_qcc(constants):
    study = capability(constants, QCC_ROWS, Specification(9.9, 10.1, 10.02))
    assert triple(study.cpm) == approx((1.167834, 0.650542, 1.686689))


def test_one_limit_as_in_qcc(constants):
    upper = capability(constants, QCC_ROWS, Specification(None, 10.1))
    assert (upper.cp, upper.cp_l, upper.cpm) == (None, None, None)
    assert triple(upper.cp_u) == approx((1.304033, 0.820114, 1.787953))
    assert triple(upper.cp_k) == approx((1.304033, 0.727408, 1.880659))
    assert (upper.overall.pp, upper.overall.ppl) == (None, None)
    assert upper.overall.ppk == upper.overall.ppu == pytest.approx(1.531968, abs=1e-6)
    lower = capability(constants, QCC_ROWS, Specification(9.9, None, 10.02))
    assert (lower.cp, lower.cp_u, lower.cpm) == (None, None, None)
    assert triple(lower.cp_k) == approx((1.441300, 0.810191, 2.072409))


def test_piston_rings_as_in_capstat_core(constants):
    """capstat-core 0.4.3, within_method rbar_d2: exact constants, so equal to 1e-6."""
    study = capability(constants, PISTON_RINGS, Specification(73.95, 74.05))
    found = (study.cp.value, study.cp_l.value, study.cp_u.value, study.cp_k.value, study.cpm.value)
    expected = (1.7032285788, 1.7432885150, 1.6631686427, 1.6631686427, 1.6910602099)
    assert found == pytest.approx(expected, rel=1e-6)
    assert study.overall.pp == pytest.approx(1.6550863376767957, rel=1e-9)
    assert study.overall.ppk == pytest.approx(1.6161587070141332, rel=1e-9)
    assert study.normality.a_squared == pytest.approx(0.19101938332633495, rel=1e-6)
    assert study.normality.p == pytest.approx(0.8958342620620772, rel=1e-6)
    assert study.hints == ()


def test_single_readings_take_sigma_from_moving_ranges(constants):
    rows = [[value] for value in FLOW_RATES]
    study = capability(constants, rows, Specification(45, 56))
    assert study.estimator is SigmaEstimator.MR
    assert study.sigma_within == pytest.approx(1.8778 / 1.128379, abs=1e-4)
    overall = capability(constants, rows, Specification(45, 56), estimator=SigmaEstimator.SD)
    assert overall.estimator is SigmaEstimator.SD
    assert overall.sigma_within > study.sigma_within


def test_estimators_of_subgroups(constants):
    limits = Specification(73.95, 74.05)
    pooled = capability(constants, PISTON_RINGS, limits, estimator=SigmaEstimator.RMSDF)
    assert pooled.estimator is SigmaEstimator.RMSDF
    large = [[float(j * j % 11) for j in range(30)], [float(j * j % 13) for j in range(30)]]
    assert capability(constants, large, limits).estimator is SigmaEstimator.RMSDF


# --- what must be known first ---------------------------------------------------------------


def test_a_shift_between_subgroups_is_not_stable(constants):
    """Within is good, overall is not: Cpk flatters, Ppk tells."""
    rows = [[x + (0.0 if i < 12 else 4.0) for x in (9.0, 10.0, 11.0)] for i in range(24)]
    study = capability(constants, rows, Specification(2, 22))
    assert codes(study)[0] is H.NOT_STABLE
    assert {v.rule for v in study.violations} == {2}
    assert study.overall.ppk < study.cp_k.value / 1.5


def test_a_jump_in_the_spread_is_not_stable(constants):
    rows = [[9.9, 10.0, 10.1]] * 20 + [[7.0, 10.0, 13.0]]
    study = capability(constants, rows, Specification(0, 20))
    assert study.spread_violations == (20,)
    assert study.violations == ()
    assert study.hints[0].code is H.NOT_STABLE
    assert study.hints[0].facts == {"points": "1"}


def test_what_is_not_normal_is_said_so(constants):
    rows = [[math.exp(((7 * i) % 31) / 6)] for i in range(1, 31)]
    study = capability(constants, rows, Specification(-1000, 1000))
    assert H.NOT_NORMAL in codes(study)
    assert H.FEW_READINGS not in codes(study)


def test_small_samples_are_said_so(constants):
    study = capability(constants, [[1.0], [2.0], [1.5]], Specification(0, 3))
    assert codes(study) == [H.NORMALITY_UNTESTED, H.FEW_READINGS]
    assert study.cp_k.low < 0.5 * study.cp_k.value
    assert study.normality is None


@given(
    st.lists(st.integers(0, 50), min_size=3, max_size=40).filter(lambda x: len(set(x)) > 1),
    st.sampled_from([0.5, 0.8, 0.95, 0.999]),
)
def test_bounds_hold_the_value_and_widen(constants, values, conf):
    rows, limits = [[float(x)] for x in values], Specification(-10, 60)
    study = capability(constants, rows, limits, conf=conf)
    wider = capability(constants, rows, limits, conf=(1 + conf) / 2)
    assert isinstance(study, Capability)
    for name in ("cp_k", "cp", "cp_l", "cp_u"):
        index, more = getattr(study, name), getattr(wider, name)
        assert index.low <= index.high
        assert more.low < index.low < index.high < more.high or name != "cp_k"
    assert study.cp_k.value == min(study.cp_l.value, study.cp_u.value)


@pytest.mark.parametrize(
    ("rows", "limits", "options", "code"),
    [
        ([], (0, 1), {}, E.TOO_FEW),
        ([[]], (0, 1), {}, E.TOO_FEW),
        ([[1.0]], (0, 1), {}, E.TOO_FEW),
        ([[1.0], [1.0, 2.0]], (0, 1), {}, E.TOO_FEW),
        ([[1.0, 2.0], [1.0]], (0, 1), {}, E.RAGGED),
        ([[1.0, math.nan]], (0, 1), {}, E.NOT_FINITE),
        ([[1.0], [1.0]], (0, 1), {}, E.NO_VARIATION),
        ([[1.0, 1.0], [2.0, 2.0]], (0, 1), {}, E.NO_VARIATION),
        ([[1.0], [2.0]], (None, None), {}, E.BAD_SPECIFICATION),
        ([[1.0], [2.0]], (1, 1), {}, E.BAD_SPECIFICATION),
        ([[1.0], [2.0]], (2, 1), {}, E.BAD_SPECIFICATION),
        ([[1.0], [2.0]], (math.nan, 1), {}, E.NOT_FINITE),
        ([[1.0], [2.0]], (0, 1), {"conf": 0}, E.BAD_PROBABILITY),
        ([[1.0], [2.0]], (0, 1), {"conf": 1}, E.BAD_PROBABILITY),
        ([[1.0], [2.0]], (0, 1), {"conf": math.nextafter(1, 0)}, E.BAD_PROBABILITY),
        ([[1.0], [2.0]], (0, 1), {"estimator": SigmaEstimator.UWAVE_R}, E.WRONG_ESTIMATOR),
        ([[1.0, 2.0]], (0, 1), {"estimator": SigmaEstimator.MR}, E.WRONG_ESTIMATOR),
    ],
)
def test_bad_studies_are_refused(constants, rows, limits, options, code):
    answer = capability(constants, rows, Specification(*limits), **options)
    assert answer.code is code


# --- normality: capstat-core 0.4.3, which transcribes nortest::ad.test ------------------------


@pytest.mark.parametrize(
    ("values", "a_squared", "p"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], 0.13400045881773792, 0.9614556929385789),
        ([1, 1, 1, 2, 2, 3, 5, 40], 1.9283560304739815, 1.5946592490314334e-05),
        (FLOW_RATES, 0.3048580492709494, 0.5078618436094859),
        (
            [0.3, 0.5, 0.1, 1.9, 2.2, 0.7, 0.05, 0.6, 1.1, 3.9, 0.2, 0.9, 1.4, 0.33, 0.8],
            0.9371182752847744,
            0.012791742209879749,
        ),
        ([-1000.0] + [0.0] * 1200 + [0.5] * 1200, 903.9988913467114, 3.7e-24),
    ],
)
def test_anderson_darling(values, a_squared, p):
    result = anderson_darling(values)
    assert (result.a_squared, result.p) == (pytest.approx(a_squared), pytest.approx(p))


def test_every_fit_of_p_is_reached_and_they_meet():
    """Two clusters that move apart: A² grows through all five ranges and p falls, fits or not."""
    base = [-1.2, -0.8, -0.5, -0.2, 0.1, 0.3, 0.6, 0.9, 1.3]
    found = [anderson_darling([*base, *(x + d / 4 for x in base)]) for d in range(0, 60, 2)]
    pairs = sorted((each.a_squared, each.p) for each in found)
    for (_, before), (_, after) in pairwise(pairs):
        assert after <= before + 0.004
    assert pairs[0][1] > 0.5
    assert pairs[-1][1] < 0.05


def test_what_cannot_be_tested():
    assert anderson_darling([1, 2, 3, 4, 5, 6, 7]) is None
    assert anderson_darling([5] * 20) is None
