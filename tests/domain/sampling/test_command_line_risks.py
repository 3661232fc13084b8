"""`qtrace sampling plan|oc|find --jsonl` beyond single plans, as integrators meet it."""

import json
import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrace.app.cli.lines import answer_line
from qtrace.app.cli.sampling_plans import answer_plan
from qtrace.app.cli.sampling_risks import answer_find, answer_oc
from qtrace.domain.sampling.tables import Severity
from qtrace.domain.sampling.variables import VARIABLES_LEVELS, Sigma
from qtrace.reference import read_table, sampling_tables, variables_tables
from tests.domain.sampling.test_plans import lot_of

DOUBLE = {
    "standard": "z14",
    "type": "double",
    "level": "II",
    "aql": "1.0",
    "severity": "normal",
    "lot_size": 1200,
}
Z19 = {
    "standard": "z19",
    "type": "z19",
    "sigma": "unknown",
    "level": "II",
    "aql": "1.0",
    "severity": "normal",
    "lot_size": 40,
}
LQ = {"type": "lq", "lot_size": 1000, "lq": "5"}
RUN = {"type": "success_run", "confidence": 0.95, "reliability": 0.9}
OC = {"kind": "single", "dist": "binomial", "n": 20, "c": 1, "p": 0.025}
FIND = {"PRQ": 0.05, "PRP": 0.95, "CRQ": 0.15, "CRP": 0.075, "dist": "binomial"}


def plan(fields):
    return json.loads(answer_line(lambda f: answer_plan(sampling_tables(), f), dumped(fields)))


def oc(fields):
    return json.loads(answer_line(answer_oc, dumped(fields)))


def find(fields):
    return json.loads(answer_line(answer_find, dumped(fields)))


def dumped(fields):
    return json.dumps(fields).encode()


def code_of(answer):
    assert set(answer) == {"error"}
    assert answer["error"]["text"]
    return answer["error"]["code"]


def test_a_double_plan_has_exactly_the_documented_fields():
    assert plan(DOUBLE) == {
        "code_letter": "J",
        "n1": 50,
        "n2": 50,
        "ac1": 0,
        "re1": 3,
        "ac2": 3,
        "re2": 4,
    }
    single = {**DOUBLE, "type": "single", "aql": "0.65", "lot_size": 280}
    assert plan({**single, "type": "double"}) == {"use_single": True, **plan(single)}


def test_every_double_cell_comes_out():
    asked = 0
    for severity in Severity:
        for row in read_table(f"reference/sampling/z14_double_{severity}.csv"):
            level, lot = lot_of(sampling_tables(), row["code_letter"])
            changed = {"severity": severity, "level": level, "lot_size": lot, "aql": row["aql"]}
            answer = plan({**DOUBLE, **changed})
            numbers = {name: int(row[name]) for name in ("n1", "n2", "ac1", "re1", "ac2", "re2")}
            assert answer == {"code_letter": row["code_letter"], **numbers}
            asked += 1
    assert asked == 762


def test_a_variables_plan_has_exactly_the_documented_fields():
    answer = plan(Z19)
    assert answer == {
        "code_letter": "D",
        "n": 5,
        "k": pytest.approx(1.52, abs=0.02),
        "M_pct": pytest.approx(3.32, abs=0.02),
        "verified": False,
    }
    assert plan({**Z19, "aql": 1}) == answer


def test_every_variables_cell_comes_out():
    lots = {}
    for band in variables_tables().bands:
        for level in VARIABLES_LEVELS:
            lots[band.letters[level]] = (level, band.lot_min)
    for sigma in Sigma:
        for row in read_table(f"reference/sampling/z19_sigma_{sigma}.csv"):
            level, lot = lots[row["code_letter"]]
            changed = {"severity": row["severity"], "level": level, "lot_size": lot}
            answer = plan({**Z19, **changed, "aql": row["aql"], "sigma": sigma})
            assert answer == {
                "code_letter": row["code_letter"],
                "n": int(row["n"]),
                "k": float(row["k"]),
                "M_pct": float(row["M_pct"]),
                "verified": False,
            }


def test_plans_for_isolated_lots():
    answer = plan({**LQ, "lot_size": 10, "lq": 10})
    assert answer == {
        "n": 9,
        "inspect_all": False,
        "n_to_inspect": 9,
        "ac": 0,
        "re": 1,
        "consumer_risk": pytest.approx(0.1),
    }
    assert plan({**LQ, "ac": 1})["re"] == 2
    assert plan({**LQ, "lq": 5}) == plan({**LQ, "lq": 5.0}) == plan(LQ)


def test_success_runs():
    assert plan(RUN) == {"n": 29, "ac": 0, "re": 1}
    assert plan({**RUN, "reliability": 0.95, "failures": 1}) == {"n": 93, "ac": 1, "re": 2}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({**DOUBLE, "standard": "iso2859"}, "TABLE_NOT_SHIPPED"),
        ({**DOUBLE, "standard": "z19"}, "UNKNOWN_STANDARD"),
        ({**DOUBLE, "lot_size": 0}, "LOT_TOO_SMALL"),
        ({**DOUBLE, "lot_size": 1200.0}, "WRONG_TYPE"),
        ({**DOUBLE, "aql": "0.7"}, "UNKNOWN_AQL"),
        ({**DOUBLE, "severity": "easy"}, "UNKNOWN_SEVERITY"),
        ({**DOUBLE, "type": "triple"}, "UNKNOWN_TYPE"),
        ({**Z19, "standard": "z14"}, "UNKNOWN_STANDARD"),
        ({**Z19, "sigma": "s"}, "UNKNOWN_SIGMA"),
        ({**Z19, "level": "S-1"}, "UNKNOWN_LEVEL"),
        ({**Z19, "aql": "15"}, "UNKNOWN_AQL"),
        ({**Z19, "lot_size": -3}, "LOT_TOO_SMALL"),
        ({**LQ, "lq": "five"}, "WRONG_TYPE"),
        ({**LQ, "lq": "٥"}, "WRONG_TYPE"),
        ({**LQ, "lq": "1e9"}, "WRONG_TYPE"),
        ({**LQ, "lq": -5}, "OUT_OF_RANGE"),
        ({**LQ, "lot_size": 10**12}, "OUT_OF_RANGE"),
        ({**LQ, "ac": 50}, "NO_PLAN"),
        ({**LQ, "ac": None}, "WRONG_TYPE"),
        ({**RUN, "confidence": 95}, "OUT_OF_RANGE"),
        ({**RUN, "confidence": "0.95"}, "WRONG_TYPE"),
        ({**RUN, "failures": -1}, "OUT_OF_RANGE"),
        ({"type": "success_run"}, "MISSING_FIELD"),
    ],
)
def test_wrong_plans_are_refused(fields, code):
    assert code_of(plan(fields)) == code


def test_operating_characteristics_have_exactly_the_documented_fields():
    assert oc(OC) == {"Pa": pytest.approx(0.9118, abs=1e-4)}
    assert oc({**OC, "dist": "poisson"}) == {"Pa": pytest.approx(1.5 * math.exp(-0.5))}
    lot = {**OC, "dist": "hypergeometric", "N": 100, "n": 10, "c": 0}
    assert oc({**without(lot, "p"), "D": 10}) == {
        "Pa": pytest.approx(math.comb(90, 10) / math.comb(100, 10))
    }
    assert oc({**lot, "p": 0.1}) == oc({**without(lot, "p"), "D": 10})
    rectifying = {**OC, "kind": "rectifying", "N": 1000}
    pa = oc(OC)["Pa"]
    assert oc(rectifying) == {
        "Pa": pa,
        "AOQ": pytest.approx(pa * 0.025 * 980 / 1000),
        "ATI": pytest.approx(20 + (1 - pa) * 980),
    }
    assert oc({**without(rectifying, "p"), "D": 25}) == oc(rectifying)


def without(fields, *names):
    return {key: value for key, value in fields.items() if key not in names}


def test_single_plans_by_either_pair_of_names():
    assert oc({**without(OC, "c"), "ac": 1, "re": 2}) == oc(OC)
    assert oc({**OC, "n": [20], "c": [1], "r": [2]}) == oc(OC)
    assert oc({**OC, "N": 1000}) == oc(OC)


def test_double_plans_by_either_pair_of_names():
    """n 8, 8, c 0, 1, r 2, 2: the double plan of the manual of AcceptanceSampling."""
    double = {**OC, "kind": "double", "n": [8, 8], "c": [0, 1], "r": [2, 2], "p": 0.1}
    q = 0.9
    expected = q**8 + 8 * 0.1 * q**7 * q**8
    assert oc(double) == {"Pa": pytest.approx(expected, abs=1e-12)}
    assert oc({**without(double, "c", "r"), "ac": [0, 1], "re": [2, 2]}) == oc(double)
    assert oc(without(double, "r")) == oc(double)
    rectified = oc({**double, "kind": "rectifying", "N": 500})
    assert rectified["Pa"] == oc(double)["Pa"]
    assert rectified["ATI"] == pytest.approx(
        8 * q**8 + 16 * (expected - q**8) + 500 * (1 - expected)
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "triple"}, "UNKNOWN_KIND"),
        ({"dist": "normal"}, "UNKNOWN_DIST"),
        ({"n": 0}, "SAMPLE_TOO_SMALL"),
        ({"n": -5}, "SAMPLE_TOO_SMALL"),
        ({"n": 20.0}, "WRONG_TYPE"),
        ({"n": "20"}, "WRONG_TYPE"),
        ({"n": [20, 20]}, "WRONG_TYPE"),
        ({"n": []}, "WRONG_TYPE"),
        ({"kind": "double"}, "WRONG_TYPE"),
        ({"kind": "double", "n": [20, 20]}, "WRONG_LENGTH"),
        ({"n": 10**30}, "OUT_OF_RANGE"),
        ({"n": 10**50}, "NUMBER_TOO_LARGE"),
        ({"c": -1}, "BAD_NUMBERS"),
        ({"c": True}, "WRONG_TYPE"),
        ({"c": None}, "WRONG_TYPE"),
        ({"r": 1}, "BAD_NUMBERS"),
        ({"p": 1.5}, "OUT_OF_RANGE"),
        ({"p": -0.1}, "OUT_OF_RANGE"),
        ({"p": "0.1"}, "WRONG_TYPE"),
        ({"p": None}, "WRONG_TYPE"),
        ({"dist": "poisson", "p": 101}, "OUT_OF_RANGE"),
        ({"dist": "hypergeometric"}, "MISSING_FIELD"),
        ({"dist": "hypergeometric", "N": 19}, "SAMPLE_EXCEEDS_LOT"),
        ({"N": 19}, "SAMPLE_EXCEEDS_LOT"),
        ({"N": 0}, "OUT_OF_RANGE"),
        ({"N": 10**10}, "OUT_OF_RANGE"),
        ({"kind": "rectifying"}, "MISSING_FIELD"),
        ({"D": 1, "N": 100}, "TWO_FIELDS"),
        ({"D": 1}, "MISSING_FIELD"),
        ({"p": None, "D": 101, "N": 100}, "OUT_OF_RANGE"),
        ({"p": None, "D": -1, "N": 100}, "OUT_OF_RANGE"),
    ],
)
def test_wrong_operating_characteristics_are_refused(changes, code):
    assert code_of(oc({**OC, **changes})) == code


def test_constants_of_json_are_no_numbers():
    line = dumped(OC).replace(b"0.025", b"NaN")
    assert code_of(json.loads(answer_line(answer_oc, line))) == "NOT_JSON"


def test_found_plans_have_exactly_the_documented_fields():
    assert find(FIND) == {"n": 80, "c": 7, "r": 8}
    assert find({**FIND, "dist": "poisson"})["r"] > 7
    lot = {**FIND, "CRP": 0.20, "dist": "hypergeometric", "N": 500}
    assert find(lot) == {"n": 51, "c": 5, "r": 6}
    points = {"PRQ": 0.01, "CRQ": 0.06, "CRP": 0.1, "dist": "normal"}
    known = find({**FIND, **points, "s_type": "known"})
    assert known == {"n": 15, "k": pytest.approx(1.901648, abs=1e-6)}
    unknown = find({**FIND, **points, "s_type": "unknown"})
    assert unknown == {"n": 42, "k": pytest.approx(1.905285, abs=1e-6)}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"PRQ": 0.15}, "RISKS_CROSSED"),
        ({"PRQ": 0.2}, "RISKS_CROSSED"),
        ({"PRP": 0.05}, "RISKS_CROSSED"),
        ({"PRP": 0}, "OUT_OF_RANGE"),
        ({"CRP": 1}, "OUT_OF_RANGE"),
        ({"CRQ": 1.01}, "OUT_OF_RANGE"),
        ({"PRQ": -0.01}, "OUT_OF_RANGE"),
        ({"PRQ": "0.05"}, "WRONG_TYPE"),
        ({"PRQ": True}, "WRONG_TYPE"),
        ({"CRQ": 0.0500001}, "NO_PLAN"),
        ({"dist": "hypergeom"}, "UNKNOWN_DIST"),
        ({"dist": "hypergeometric"}, "MISSING_FIELD"),
        ({"dist": "hypergeometric", "N": 0}, "OUT_OF_RANGE"),
        ({"dist": "hypergeometric", "N": 3}, "NO_PLAN"),
        ({"dist": "normal"}, "MISSING_FIELD"),
        ({"dist": "normal", "s_type": "maybe"}, "UNKNOWN_S_TYPE"),
        ({"dist": "normal", "s_type": "known", "PRQ": 0}, "OUT_OF_RANGE"),
    ],
)
def test_wrong_points_are_refused(changes, code):
    assert code_of(find({**FIND, **changes})) == code


NUMBERS = (
    st.integers(-3, 200)
    | st.floats(-0.5, 1.5)
    | st.integers(-(10**60), 10**60)
    | st.floats(allow_nan=False, allow_infinity=False)
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=5,
)
NAMES = sorted(
    {*DOUBLE, *Z19, *LQ, *RUN, *OC, *FIND, "r", "ac", "re", "D", "N", "s_type", "failures"}
)
WORDS = st.sampled_from(
    [
        *(
            "double",
            "z19",
            "lq",
            "success_run",
            "z14",
            "single",
            "rectifying",
            "binomial",
            "poisson",
        ),
        *("hypergeometric", "normal", "known", "unknown", "II", "1.0", "tightened"),
    ]
)
CHANGES = st.dictionaries(st.sampled_from(NAMES), ANYTHING | WORDS | NUMBERS, max_size=4)
BASES = st.sampled_from(
    [
        *((DOUBLE, plan), (Z19, plan), (LQ, plan), (RUN, plan), (OC, oc), (FIND, find)),
        ({**OC, "kind": "double", "n": [8, 8], "c": [0, 1]}, oc),
        ({**OC, "kind": "rectifying", "dist": "hypergeometric", "N": 90}, oc),
        ({**FIND, "dist": "hypergeometric", "N": 90}, find),
        ({**FIND, "dist": "normal", "s_type": "unknown"}, find),
    ]
)


@settings(max_examples=150, deadline=None)
@given(BASES, CHANGES, st.sets(st.sampled_from(NAMES), max_size=1))
def test_any_line_gets_one_answer_or_one_error(base, changes, dropped):
    fields, ask = base
    answer = ask(without({**fields, **changes}, *dropped))
    if "error" in answer:
        assert set(answer["error"]) == {"code", "text"}
        return
    numbers = [v for v in answer.values() if isinstance(v, float)]
    assert all(math.isfinite(each) for each in numbers)
    if "Pa" in answer:
        assert 0 <= answer["Pa"] <= 1


@given(ANYTHING)
def test_any_json_is_answered(value):
    for ask in (plan, oc, find):
        assert "error" in ask(value)


def test_the_commands_answer_without_heavy_libraries():
    program = (
        "import sys\nfrom qtrace.app.cli.main import main\n"
        "main(['sampling', sys.argv[1], '--jsonl'])\n"
        "bad = {m.split('.')[0] for m in sys.modules} & {'PySide6', 'sqlalchemy', 'numpy', 'scipy'}\n"
        "print(bad, file=sys.stderr)\n"
    )
    for command, fields in (("plan", Z19), ("oc", OC), ("find", FIND)):
        done = subprocess.run(
            [sys.executable, "-c", program, command],
            input=json.dumps(fields),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == "set()\n"
        assert "error" not in json.loads(done.stdout)
