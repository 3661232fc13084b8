"""Quantiles and tails against closed forms and the tables that every handbook prints."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.distributions import (
    chi_square_quantile,
    f_above,
    normal_quantile,
    share_interval,
    t_beyond,
    t_quantile,
)


def near(value):
    return pytest.approx(value, rel=1e-9)


def test_chi_square():
    assert chi_square_quantile(0.5, 2) == near(2 * math.log(2))
    assert chi_square_quantile(0.975, 124) == near(156.71410382967215)
    assert chi_square_quantile(0.025, 1.5) == near(0.01311302116301894)
    assert chi_square_quantile(0.95, 1) == near(normal_quantile(0.975) ** 2)
    # NIST/SEMATECH e-Handbook 1.3.6.7.4: 10 degrees of freedom.
    assert chi_square_quantile(0.95, 10) == pytest.approx(18.307, abs=5e-4)
    assert chi_square_quantile(0.025, 10) == pytest.approx(3.247, abs=5e-4)


def test_f():
    # NIST/SEMATECH e-Handbook 1.3.6.7.3: 5 % point of 9 and 18 degrees of freedom is 2.456.
    assert f_above(2.456, 9, 18) == pytest.approx(0.05, abs=5e-5)
    assert f_above(492.291, 9, 18) == near(1.1630729329717417e-19)
    assert (f_above(1, 1, 1), f_above(0, 3, 4)) == (near(0.5), 1)


def test_t():
    # NIST/SEMATECH e-Handbook 1.3.6.7.2: 14 degrees of freedom.
    assert t_quantile(0.975, 14) == pytest.approx(2.145, abs=5e-4)
    assert t_quantile(0.75, 1) == near(1)
    assert t_beyond(1, 1) == near(0.5)
    assert t_beyond(-1, 1) == near(0.5)
    assert t_beyond(0, 3) == 1


def test_the_interval_of_a_share():
    assert share_interval(45, 50, 0.95) == (near(0.7818646335657977), near(0.9667249064109785))
    low, high = share_interval(0, 29, 0.9)
    assert (low, high) == (0, near(1 - 0.05 ** (1 / 29)))
    assert share_interval(29, 29, 0.9) == (near(0.05 ** (1 / 29)), 1)


def test_normal():
    assert normal_quantile(0.975) == near(1.959963984540054)


@given(st.floats(0.01, 0.99), st.integers(1, 60))
def test_t_is_the_root_of_f(p, df):
    t = t_quantile(p, df)
    assert t_beyond(t, df) == pytest.approx(f_above(t * t, 1, df), abs=1e-9)
    assert t_beyond(t, df) == pytest.approx(2 * min(p, 1 - p), abs=1e-9)


def test_charts_and_rules_load_no_numerical_library():
    code = (
        "import sys, qtrace.app.cli.spc as spc, qtrace.app.cli.msa\n"
        "from qtrace.app.cli.lines import Fields\n"
        "spc.answer_chart(Fields({'chart': 'xbar.one', 'data': [1, 2]}))\n"
        "spc.answer_rules(Fields({'center': 0, 'sigma': 1, 'data': [1, 2]}))\n"
        "print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_scipy_stats_is_never_loaded():
    code = (
        "import sys\n"
        "from qtrace.domain.analytics.distributions import *\n"
        "chi_square_quantile(0.5, 2), f_above(1, 1, 1), t_quantile(0.9, 3), share_interval(1, 2, 0.9)\n"
        "print('scipy.special' in sys.modules, 'scipy.stats' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True False"
