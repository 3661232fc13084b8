import math
import subprocess
import sys
from statistics import NormalDist, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrace.domain.sampling.plans import PlanError, PlanErrorCode
from qtrace.domain.sampling.tables import Severity
from qtrace.domain.sampling.variables import (
    VARIABLES_LEVELS,
    Sigma,
    VariablesPlan,
    build_variables_tables,
    judge_variables,
    percent_beyond,
    variables_plan,
)
from qtrace.reference import read_bytes, read_table, variables_tables

LETTERS_PATH = "reference/sampling/z19_code_letters.csv"
UNKNOWN_PATH = "reference/sampling/z19_sigma_unknown.csv"
# Operating temperatures with an upper limit of 209, AQL 1 %: the worked example of section B.
TEMPERATURES = (197.0, 188.0, 184.0, 205.0, 201.0)


def plan_of(lot_size, level="II", aql="1.0", severity=Severity.NORMAL, sigma=Sigma.UNKNOWN):
    return variables_plan(variables_tables(), level, aql, severity, sigma, lot_size)


def plan_with(n, k, m_pct, sigma=Sigma.UNKNOWN):
    return VariablesPlan("D", sigma, n, k, m_pct, inspect_all=False)


def test_there_are_924_cells_and_16_lot_ranges():
    tables = variables_tables()
    assert len(tables.cells) == 2 * 3 * 14 * 11
    assert len(tables.bands) == 16
    assert [len(band.letters) for band in tables.bands] == [5] * 16


def test_k_and_m_of_every_cell_are_the_same_plan():
    """A mean at exactly k spreads from the limit has an estimate of exactly M."""
    off = {
        key: percent_beyond(cell.k, cell.n, key[0]) - cell.m_pct
        for key, cell in variables_tables().cells.items()
    }
    assert max(abs(each) for each in off.values()) < 3e-4


def test_plans_grow_stricter_with_the_aql_and_larger_with_the_letter():
    cells = variables_tables().cells
    for sigma, severity, letter, aql in cells:
        if severity is Severity.NORMAL:
            strict = cells[(sigma, Severity.TIGHTENED, letter, aql)]
            assert strict.k >= cells[(sigma, severity, letter, aql)].k - 1e-9


def test_every_file_says_that_it_is_not_verified():
    for name in ("z19_code_letters", "z19_sigma_unknown", "z19_sigma_known"):
        text = read_bytes(f"reference/sampling/{name}.csv").decode("ascii")
        assert "# Source: " in text
        assert "# Confidence: NOT VERIFIED" in text


def test_the_plan_of_a_lot():
    plan = plan_of(40)
    assert plan == VariablesPlan("D", Sigma.UNKNOWN, 5, plan.k, plan.m_pct, inspect_all=False)
    assert plan.verified is False
    assert plan_of(40, aql="1") == plan_of(40, aql="1.00") == plan
    assert plan_of(40, sigma=Sigma.KNOWN).n < plan.n
    assert [plan_of(size).inspect_all for size in (1, 4, 5)] == [True, True, False]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"lot_size": 0}, PlanErrorCode.LOT_TOO_SMALL),
        ({"lot_size": 40, "level": "S-1"}, PlanErrorCode.UNKNOWN_LEVEL),
        ({"lot_size": 40, "aql": "0.7"}, PlanErrorCode.UNKNOWN_AQL),
        ({"lot_size": 40, "aql": "15"}, PlanErrorCode.UNKNOWN_AQL),
    ],
)
def test_what_the_table_does_not_have_is_refused(arguments, code):
    assert plan_of(**arguments).code is code


def test_the_worked_example_of_the_standard():
    """Mean 195, s 8.81, quality index 1.59, estimate 2.19 % against M 3.32 (quoted from memory)."""
    judged = judge_variables(TEMPERATURES, None, 209.0, plan_with(5, 1.53, 3.32))
    assert judged.mean == 195
    assert judged.spread == pytest.approx(8.81, abs=0.01)
    assert judged.q_upper == pytest.approx(1.59, abs=0.005)
    assert judged.q_lower is None
    assert judged.p_pct == judged.p_upper_pct == pytest.approx(2.19, abs=0.05)
    assert (judged.accepted_by_k, judged.accepted_by_m, judged.verified) == (True, True, False)
    worse = judge_variables(TEMPERATURES, None, 208.0, plan_with(5, 1.53, 3.32))
    assert (worse.accepted_by_k, worse.accepted_by_m) == (False, False)


def test_two_limits_add_their_estimates_and_leave_k_out():
    plan = plan_with(5, 1.53, 3.32)
    both = judge_variables(TEMPERATURES, 185.0, 210.0, plan)
    lower = judge_variables(TEMPERATURES, 185.0, None, plan)
    upper = judge_variables(TEMPERATURES, None, 210.0, plan)
    assert both.accepted_by_k is None
    assert both.p_pct == lower.p_pct + upper.p_pct
    assert lower.q_lower == both.q_lower
    assert upper.q_upper == both.q_upper


def test_a_known_sigma_replaces_the_spread_of_the_sample():
    plan = plan_with(5, 1.5, 5.0, Sigma.KNOWN)
    judged = judge_variables(TEMPERATURES, 185.0, None, plan, 4.0)
    assert judged.spread == 4
    assert judged.q_lower == 2.5
    expected = 100 * NormalDist().cdf(-2.5 * math.sqrt(5 / 4))
    assert judged.p_pct == pytest.approx(expected)
    assert judged.accepted_by_k
    assert judged.accepted_by_m


@pytest.mark.parametrize(
    ("readings", "lsl", "usl", "sigma", "known", "code"),
    [
        (TEMPERATURES[:4], 1.0, None, None, False, PlanErrorCode.READING_COUNT),
        ((*TEMPERATURES[:4], math.nan), 1.0, None, None, False, PlanErrorCode.OUT_OF_RANGE),
        ((*TEMPERATURES[:4], math.inf), 1.0, None, None, False, PlanErrorCode.OUT_OF_RANGE),
        (TEMPERATURES, math.nan, None, None, False, PlanErrorCode.OUT_OF_RANGE),
        (TEMPERATURES, None, math.inf, None, False, PlanErrorCode.OUT_OF_RANGE),
        (TEMPERATURES, None, None, None, False, PlanErrorCode.NO_LIMITS),
        (TEMPERATURES, 2.0, 2.0, None, False, PlanErrorCode.LIMITS_CROSSED),
        ((0.1,) * 5, 0.0, None, None, False, PlanErrorCode.NO_SPREAD),
        (TEMPERATURES, 1.0, None, None, True, PlanErrorCode.SIGMA_MISSING),
        (TEMPERATURES, 1.0, None, 0.0, True, PlanErrorCode.OUT_OF_RANGE),
        (TEMPERATURES, 1.0, None, math.nan, True, PlanErrorCode.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_judged_is_refused(readings, lsl, usl, sigma, known, code):
    plan = plan_with(5, 1.5, 3.0, Sigma.KNOWN if known else Sigma.UNKNOWN)
    error = judge_variables(readings, lsl, usl, plan, sigma)
    assert isinstance(error, PlanError)
    assert error.code is code


@settings(max_examples=60)
@given(
    st.lists(st.floats(-50, 50), min_size=7, max_size=7),
    st.floats(-60, 0),
    st.floats(1, 60),
    st.floats(0.5, 20),
)
def test_scale_and_mirror_change_nothing(values, lsl, usl, scale):
    plan = plan_with(7, 1.2, 10.0)
    judged = judge_variables(values, lsl, usl, plan)
    if isinstance(judged, PlanError):
        assert judged.code is PlanErrorCode.NO_SPREAD
        return
    if stdev(values) < 1e-6:
        return
    mirrored = judge_variables([-v * scale for v in values], -usl * scale, -lsl * scale, plan)
    assert mirrored.p_lower_pct == pytest.approx(judged.p_upper_pct, abs=1e-6)
    assert mirrored.p_upper_pct == pytest.approx(judged.p_lower_pct, abs=1e-6)
    assert 0 <= judged.p_pct <= 200


@given(st.integers(3, 200), st.floats(-30, 30), st.floats(0, 5))
def test_a_farther_limit_has_fewer_pieces_beyond(n, q, more):
    for sigma in Sigma:
        near, far = percent_beyond(q, n, sigma), percent_beyond(q + more, n, sigma)
        assert 0 <= far <= near + 1e-9 <= 100 + 1e-9
        assert percent_beyond(-q, n, sigma) == pytest.approx(100 - near, abs=1e-7)


def test_a_sample_of_three_has_the_arcsine_estimate():
    """n 3: the beta distribution with both parameters one half, in closed form."""
    for q in (-1.0, 0.0, 0.5, 1.1):
        x = 0.5 - 0.5 * q * math.sqrt(3) / 2
        expected = 100 * 2 / math.pi * math.asin(math.sqrt(x))
        assert percent_beyond(q, 3, Sigma.UNKNOWN) == pytest.approx(expected)


def _damaged(path, change):
    def read(asked):
        rows = [dict(row) for row in read_table(asked)]
        return change(rows) if asked == path else rows

    return read


@pytest.mark.parametrize(
    ("path", "change", "message"),
    [
        (LETTERS_PATH, lambda rows: rows[1:], "do not follow each other at 9"),
        (UNKNOWN_PATH, lambda rows: rows[1:], "missing or strange"),
        (UNKNOWN_PATH, lambda rows: [*rows, rows[0]], "stands twice"),
        (UNKNOWN_PATH, lambda rows: [{**rows[0], "code_letter": "O"}, *rows[1:]], "strange"),
        (UNKNOWN_PATH, lambda rows: [{**rows[0], "n": "2"}, *rows[1:]], "not a variables plan"),
        (UNKNOWN_PATH, lambda rows: [{**rows[0], "k": "nan"}, *rows[1:]], "not a variables plan"),
        (UNKNOWN_PATH, lambda rows: [{**rows[0], "M_pct": "-1"}, *rows[1:]], "not a variables"),
    ],
)
def test_a_damaged_table_is_noticed_at_once(path, change, message):
    with pytest.raises(ValueError, match=message):
        build_variables_tables(_damaged(path, change))


def test_every_lot_has_a_letter_on_every_level():
    for level in VARIABLES_LEVELS:
        letters = [plan_of(size, level=level).code_letter for size in (1, 2, 90, 501, 10**9)]
        assert letters == sorted(letters)


def test_rules_and_tables_load_without_scipy():
    program = (
        "import sys\n"
        "import qtrace.domain.sampling.variables\n"
        "from qtrace.reference import variables_tables\n"
        "variables_tables()\n"
        "sys.exit(','.join({m.split('.')[0] for m in sys.modules} & {'numpy', 'scipy'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr == "\n" or (done.returncode, done.stderr) == (0, "")
