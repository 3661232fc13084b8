"""Quantiles and tails against scipy 1.17.1 (`scipy.stats`, `scipy.special`), run once and kept."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.distributions import (
    beta_below,
    beta_quantile,
    chi_square_below,
    chi_square_quantile,
    f_above,
    normal_quantile,
    share_interval,
    t_beyond,
    t_quantile,
)


def near(value):
    return pytest.approx(value, rel=1e-10)


@pytest.mark.parametrize(
    ("p", "df", "value"),
    [
        (0.025, 1.5, 0.01311302116301894),
        (0.975, 124, 156.71410382967215),
        (0.5, 1, 0.454936423119572),
        (0.999, 30, 59.70306430442994),
        (0.025, 999, 913.3009983021134),
        (1 - 1e-15, 2, -2 * math.log(1e-15)),
    ],
)
def test_chi_square(p, df, value):
    assert chi_square_quantile(p, df) == pytest.approx(value, rel=1e-10 if p < 0.9999 else 0.01)


@pytest.mark.parametrize(
    ("x", "df1", "df2", "value"),
    [
        (2.5, 18, 60, 0.004197464770740618),
        (492.291, 9, 18, 1.1630729329717417e-19),
        (0.1, 2, 18, 0.9053365502530971),
        (1, 1, 1, 0.5),
    ],
)
def test_f(x, df1, df2, value):
    assert f_above(x, df1, df2) == near(value)


def test_t():
    assert t_quantile(0.975, 14) == near(2.144786687917804)
    assert t_quantile(0.95, 1) == near(6.313751514675037)
    assert t_quantile(0.6, 58) == near(0.2545123353939502)
    assert t_beyond(0.1218, 14) == near(0.904788431923612)
    assert t_beyond(-2.5, 3) == near(0.08770664700806556)
    assert t_beyond(0, 3) == 1


def test_beta_and_the_interval_of_a_share():
    assert beta_below(0.25, 2, 3) == near(0.26171875)
    assert beta_below(0.01, 0.5, 40) == near(0.6286139767460155)
    assert (beta_below(-1, 2, 3), beta_below(2, 2, 3)) == (0, 1)
    assert share_interval(45, 50, 0.95) == (near(0.7818646335657977), near(0.9667249064109785))
    low, high = share_interval(0, 29, 0.9)
    assert (low, high) == (0, near(1 - 0.05 ** (1 / 29)))
    assert share_interval(29, 29, 0.9) == (near(0.05 ** (1 / 29)), 1)


def test_normal():
    assert normal_quantile(0.975) == near(1.959963984540054)


@given(st.floats(0.001, 0.999), st.floats(0.5, 300))
def test_the_quantile_undoes_the_probability(p, df):
    assert chi_square_below(chi_square_quantile(p, df), df) == pytest.approx(p, abs=1e-10)
    assert beta_below(beta_quantile(p, df, 3.5), df, 3.5) == pytest.approx(p, abs=1e-10)


@given(st.floats(0, 50), st.integers(1, 60), st.integers(1, 60))
def test_f_turned_over(x, df1, df2):
    if x > 0:
        assert f_above(x, df1, df2) == pytest.approx(1 - f_above(1 / x, df2, df1), abs=1e-10)


def test_chances_at_the_edge():
    assert chi_square_below(0, 3) == 0
    assert chi_square_below(2 * math.log(2), 2) == near(0.5)
