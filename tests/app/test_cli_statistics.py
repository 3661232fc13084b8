"""`qtrace spc …` and `qtrace msa …` as integrators meet them, and under any JSON at all."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.cli.lines import MOST_VALUES, answer_line
from qtrace.app.cli.main import main
from qtrace.app.cli.msa import answer_bias, answer_grr, answer_kappa, answer_linearity
from qtrace.app.cli.spc import answer_capability, answer_chart, answer_rules
from qtrace.domain.analytics.long_series import LONG
from tests.domain.analytics.published import (
    BIAS_STUDY,
    DYED_CLOTH,
    DYED_CLOTH_UNITS,
    FLOW_RATES,
    GAUGE_STUDY,
    LINEARITY_STUDY,
    ORANGE_JUICE,
    PISTON_RINGS,
    PISTON_RINGS_PHASE_2,
    WAFER_DEFECTS,
)

XBAR = {"chart": "xbar(R)", "data": PISTON_RINGS, "newdata": PISTON_RINGS_PHASE_2}
SINGLE = {"chart": "xbar.one", "data": FLOW_RATES}
P = {"chart": "p", "data": {"D": ORANGE_JUICE, "n": [50] * 30}}
EWMA = {"chart": "ewma", "data": FLOW_RATES, "lambda": 0.3, "nsigmas": 2.7}
CUSUM = {"chart": "cusum", "data": FLOW_RATES, "decision_interval": 4, "se_shift": 1}
RULES = {"center": 0, "sigma": 1, "data": [0.5] * 9 + [3.5]}
STUDY = {"data": PISTON_RINGS, "lsl": 73.95, "usl": 74.05, "target": 74.0, "conf": 0.95}
GRR = {
    "method": "anova",
    "y": [value for row in GAUGE_STUDY for value in row],
    "part": [i for i, row in enumerate(GAUGE_STUDY) for _ in row],
    "appraiser": ["ABC"[j // 3] for row in GAUGE_STUDY for j in range(9)],
    "alpha_interaction": 0.05,
}
BIAS = {"y": BIAS_STUDY, "reference": 6.0}
LINE = {
    "y": [y for group in LINEARITY_STUDY.values() for y in group],
    "reference": [x for x, group in LINEARITY_STUDY.items() for _ in group],
}
COHEN = {"method": "cohen", "a": ["y", "n", "y"], "b": ["y", "n", "n"]}
FLEISS = {"method": "fleiss", "ratings": [["y", "y", "n"], ["n", "n", "n"]]}
AGREEMENT = {
    "method": "agreement",
    "rating": ["g", "g", "b", "g"],
    "part": [1, 1, 2, 2],
    "appraiser": ["Li", "Li", "Li", "Li"],
    "standard": ["g", "g", "b", "b"],
}

CASES = [
    (answer_chart, XBAR),
    (answer_chart, SINGLE),
    (answer_chart, {**SINGLE, "chart": "MR"}),
    (answer_chart, P),
    (answer_chart, {**P, "chart": "u"}),
    (answer_chart, EWMA),
    (answer_chart, CUSUM),
    (answer_rules, RULES),
    (answer_capability, STUDY),
    (answer_grr, GRR),
    (answer_grr, {**GRR, "method": "average-range", "tolerance": 10, "study_multiplier": 6}),
    (answer_bias, BIAS),
    (answer_linearity, LINE),
    (answer_kappa, COHEN),
    (answer_kappa, FLEISS),
    (answer_kappa, AGREEMENT),
]


class _Stdin:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run a command over lines; the answers, one object a line."""

    def run(command, *lines):
        data = b"\n".join(
            line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
        )
        monkeypatch.setattr(sys, "stdin", _Stdin(data))
        assert main([*command.split(), "--jsonl"]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return [json.loads(line) for line in out.splitlines()]

    return run


def approx(value):
    return pytest.approx(value, rel=5e-4)


# --- charts -----------------------------------------------------------------------------------


def test_a_chart_has_the_documented_fields(ask):
    (answer,) = ask("spc chart", XBAR)
    assert list(answer) == [
        "center",
        "sigma",
        "lcl",
        "ucl",
        "statistics",
        "beyond_limits",
        "estimator",
        "calibrated",
        "rules",
        "violations",
    ]
    lines = (answer["center"], answer["lcl"], answer["ucl"])
    assert lines == (approx(74.00118), approx(73.98805), approx(74.0143))
    assert answer["beyond_limits"] == [36, 37, 38]
    assert (answer["estimator"], answer["calibrated"]) == ("UWAVE-R", 25)
    assert {"index": 36, "rule": 1} in answer["violations"]


def test_every_chart_answers(ask):
    rows = {"data": PISTON_RINGS}
    counts = {"data": {"D": WAFER_DEFECTS, "n": 1}}
    answers = ask(
        "spc chart",
        *({"chart": kind, **rows} for kind in ("xbar(S)", "R", "S", "ewma", "cusum")),
        *({"chart": kind, "data": FLOW_RATES} for kind in ("xbar.one", "MR", "ewma", "cusum")),
        {"chart": "np", "data": {"D": ORANGE_JUICE, "n": 50}},
        {"chart": "c", **counts},
        {"chart": "c", "data": {"D": WAFER_DEFECTS}},
        {
            "chart": "u",
            "data": {"D": DYED_CLOTH, "n": DYED_CLOTH_UNITS},
            "newdata": {"D": [1], "n": [10.5]},
        },
        {"chart": "xbar(R)", **rows, "estimator": "RMSDF", "nsigmas": 2},
        {"chart": "xbar.one", "data": FLOW_RATES, "estimator": "SD", "newdata": [50]},
        {"chart": "MR", "data": FLOW_RATES, "newdata": [50]},
    )
    assert not [answer for answer in answers if "error" in answer]
    assert answers[10] == answers[11]
    assert (answers[10]["center"], answers[10]["lcl"], answers[10]["ucl"]) == (16, 4, 28)
    assert len(answers[12]["ucl"]) == len(answers[12]["lcl"]) == 11
    assert answers[13]["estimator"] == "RMSDF"


def test_a_p_chart_of_changing_sizes_has_both_limits_for_every_point(ask):
    (answer,) = ask("spc chart", {"chart": "p", "data": {"D": [1, 2], "n": [50, 60]}})
    assert answer["lcl"] == [0, 0]
    assert len(answer["ucl"]) == 2
    assert answer["center"] == pytest.approx(3 / 110)


def test_memory_charts_take_centre_and_sigma(ask):
    given_lines = {"center": 50, "sigma": 2}
    ewma, cusum = ask("spc chart", {**EWMA, **given_lines}, {**CUSUM, **given_lines})
    assert (ewma["center"], ewma["sigma"], ewma["estimator"]) == (50, 2, None)
    assert ewma["statistics"][0] == pytest.approx(0.3 * 49.6 + 0.7 * 50)
    assert len(ewma["lcl"]) == len(ewma["statistics"])
    assert cusum["pos"][:4] == pytest.approx([0, 0, 0, 0.15])
    assert cusum["neg"][:2] == pytest.approx([0, -0.7])
    assert (cusum["lcl"], cusum["ucl"]) == (-4, 4)
    assert cusum["beyond_limits"] == sorted(cusum["violations_upper"] + cusum["violations_lower"])


# --- rules ------------------------------------------------------------------------------------


def test_rules_are_sorted_by_index_then_rule(ask):
    (answer,) = ask("spc rules", RULES)
    violations = [{"index": 8, "rule": 2}, {"index": 9, "rule": 1}, {"index": 9, "rule": 2}]
    assert answer == {"violations": violations}
    assert ask("spc rules", {**RULES, "rules": [1]}) == [{"violations": violations[1:2]}]
    assert ask("spc rules", {**RULES, "data": []}) == [{"violations": []}]


def test_long_and_short_series_have_the_same_rules(ask):
    data = [(i * i % 23 - 11) / 5 for i in range(LONG)]
    short, long = ask("spc rules", {**RULES, "data": data[:-1]}, {**RULES, "data": data})
    assert [v for v in long["violations"] if v["index"] < LONG - 1] == short["violations"]
    assert short["violations"]
    tiny, nothing = ask(
        "spc rules",
        b'{"center": 0, "sigma": 0, "data": [%s]}' % b",".join([b"1"] * LONG),
        b'{"center": 0, "sigma": 1e-40, "data": [%s]}' % b",".join([b"0"] * LONG),
    )
    assert tiny["error"]["code"] == "BAD_SIGMA"
    assert {v["rule"] for v in nothing["violations"]} == {7}


# --- capability and measurement systems ---------------------------------------------------------


def test_a_capability_study_has_the_documented_fields(ask):
    (answer,) = ask("spc capability", STUDY)
    assert list(answer["indices"]) == ["Cp", "Cp_l", "Cp_u", "Cp_k", "Cpm"]
    assert answer["indices"]["Cp"][0] == pytest.approx(1.7032, abs=1e-4)
    assert list(answer["overall"]) == ["mean", "sd", "n", "Pp", "Ppl", "Ppu", "Ppk"]
    assert answer["sigma_within"] == approx(0.009785039)
    assert answer["hints"] == []
    one_sided = {"data": FLOW_RATES[:5], "usl": 60, "lsl": None}
    (single,) = ask("spc capability", one_sided)
    assert (single["indices"]["Cp"], single["overall"]["Pp"]) == (None, None)
    codes = [hint["code"] for hint in single["hints"]]
    assert codes == ["NORMALITY_UNTESTED", "FEW_READINGS"]
    assert single["normality"] is None


def test_a_gauge_study_has_the_documented_fields(ask):
    anova, ranges = ask("msa grr", GRR, {**GRR, "method": "average-range", "tolerance": 4})
    assert anova["grr_pct"] == pytest.approx(27.86, abs=0.005)
    assert (anova["ndc"], anova["interaction_pooled"]) == (4, True)
    assert anova["sd"]["repeatability"] == pytest.approx(0.199933, abs=1e-6)
    assert anova["study_variation"]["grr"] == pytest.approx(6 * 0.302372, abs=1e-5)
    assert sum(
        anova["contribution_pct"][name] for name in ("repeatability", "reproducibility", "part")
    ) == pytest.approx(100)
    assert (ranges["ndc"], ranges["anova"]) == (5, [])
    assert ranges["tolerance_pct"]["grr"] == pytest.approx(600 * 0.3058 / 4, abs=0.01)
    assert (anova["parts"], anova["appraisers"], anova["trials"]) == (10, 3, 3)


def test_bias_linearity_and_kappa(ask):
    (bias,) = ask("msa bias", BIAS)
    assert (bias["t"], bias["significant"]) == (pytest.approx(0.1218, abs=5e-5), False)
    (line,) = ask("msa linearity", LINE)
    assert line["slope"]["value"] == pytest.approx(-0.131667, abs=5e-7)
    cohen, fleiss, study = ask("msa kappa", COHEN, FLEISS, AGREEMENT)
    assert cohen["observed"] == pytest.approx(2 / 3)
    assert fleiss["kappa"] is not None
    assert study["appraisers"][0]["within"]["agreed"] == 1
    assert study["between"] is None
    (without,) = ask("msa kappa", {k: v for k, v in AGREEMENT.items() if k != "standard"})
    assert without["standard"] is None


# --- refused in place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "line", "code"),
    [
        ("spc chart", {**XBAR, "chart": "xbar"}, "UNKNOWN_CHART"),
        ("spc chart", {"chart": "xbar.one"}, "MISSING_FIELD"),
        ("spc chart", {**SINGLE, "data": []}, "TOO_FEW"),
        ("spc chart", {**SINGLE, "data": ["1", "2"]}, "WRONG_TYPE"),
        ("spc chart", {**SINGLE, "data": [1, None]}, "WRONG_TYPE"),
        ("spc chart", {**SINGLE, "data": [True, False]}, "WRONG_TYPE"),
        ("spc chart", {**SINGLE, "data": [1, 10**60]}, "NUMBER_TOO_LARGE"),
        ("spc chart", b'{"chart": "xbar.one", "data": [1, NaN]}', "NOT_JSON"),
        ("spc chart", b'{"chart": "xbar.one", "data": [1, 1e400]}', "NOT_JSON"),
        ("spc chart", {**SINGLE, "data": [2, 2, 2]}, "NO_VARIATION"),
        ("spc chart", {**SINGLE, "estimator": "guess"}, "UNKNOWN_ESTIMATOR"),
        ("spc chart", {**SINGLE, "estimator": "UWAVE-R"}, "WRONG_ESTIMATOR"),
        ("spc chart", {**XBAR, "data": [[1, 2], [3]]}, "RAGGED"),
        ("spc chart", {**XBAR, "data": [[1, 2], 3]}, "WRONG_TYPE"),
        ("spc chart", {**XBAR, "newdata": [[1, 2]]}, "RAGGED"),
        ("spc chart", {**P, "data": [1, 2]}, "NOT_AN_OBJECT"),
        ("spc chart", {**P, "data": {"D": [1], "n": [0]}}, "BAD_SIZE"),
        ("spc chart", {**P, "data": {"D": [1, 2], "n": [5]}}, "LENGTHS_DIFFER"),
        ("spc chart", {**P, "data": {"D": [9], "n": [5]}}, "BAD_COUNT"),
        ("spc chart", {**P, "data": {"D": [1.0], "n": [5]}}, "WRONG_TYPE"),
        ("spc chart", {**P, "data": {"D": [10**60], "n": [5]}}, "NUMBER_TOO_LARGE"),
        ("spc chart", {"chart": "c", "data": {"D": [1, 2], "n": [5, 6]}}, "SIZES_DIFFER"),
        ("spc chart", {**EWMA, "lambda": 0}, "BAD_SETTING"),
        ("spc chart", {**EWMA, "sigma": 0}, "BAD_SIGMA"),
        ("spc chart", {**CUSUM, "decision_interval": -1}, "BAD_SETTING"),
        ("spc rules", {**RULES, "sigma": 0}, "BAD_SIGMA"),
        ("spc rules", {**RULES, "sigma": -1}, "BAD_SIGMA"),
        ("spc rules", {**RULES, "rules": [9]}, "UNKNOWN_RULE"),
        ("spc rules", {**RULES, "data": "0.5"}, "WRONG_TYPE"),
        ("spc capability", {**STUDY, "lsl": 75}, "BAD_SPECIFICATION"),
        ("spc capability", {"data": FLOW_RATES}, "BAD_SPECIFICATION"),
        ("spc capability", {**STUDY, "data": [[1, 2], [1]]}, "RAGGED"),
        ("spc capability", {**STUDY, "data": [5, 5, 5]}, "NO_VARIATION"),
        ("spc capability", {**STUDY, "conf": 1}, "BAD_PROBABILITY"),
        ("msa grr", {**GRR, "method": "guess"}, "UNKNOWN_METHOD"),
        ("msa grr", {**GRR, "y": GRR["y"][1:]}, "LENGTHS_DIFFER"),
        ("msa grr", {**GRR, "y": [1] * 90}, "NO_VARIATION"),
        ("msa grr", {**GRR, "appraiser": ["A"] * 90}, "TOO_FEW"),
        ("msa grr", {**GRR, "part": ["\x1b[31m"] * 89 + ["2"]}, "UNBALANCED"),
        ("msa grr", {**GRR, "part": [1.5] * 90}, "WRONG_TYPE"),
        ("msa grr", {**GRR, "tolerance": 0}, "BAD_SETTING"),
        ("msa grr", {**GRR, "study_multiplier": 0}, "BAD_SETTING"),
        ("msa grr", {**GRR, "alpha_interaction": 2}, "BAD_PROBABILITY"),
        ("msa bias", {**BIAS, "y": [6.0]}, "TOO_FEW"),
        ("msa linearity", {**LINE, "reference": [2] * 60}, "NO_VARIATION"),
        ("msa kappa", {**COHEN, "b": ["y"]}, "LENGTHS_DIFFER"),
        ("msa kappa", {**FLEISS, "ratings": [["y"], "n"]}, "WRONG_TYPE"),
        ("msa kappa", {**AGREEMENT, "standard": ["g", "b", "b", "b"]}, "STANDARD_DIFFERS"),
    ],
)
def test_a_bad_line_is_answered_in_its_place(ask, command, line, code):
    (answer,) = ask(command, line)
    assert list(answer) == ["error"]
    assert answer["error"]["code"] == code
    assert answer["error"]["text"].isprintable()


def test_an_absurd_number_of_values_is_refused():
    line = b'{"center": 0, "sigma": 1, "data": [%s]}' % b",".join([b"1"] * (MOST_VALUES + 1))
    assert json.loads(answer_line(answer_rules, line))["error"]["code"] == "TOO_MANY_VALUES"


# --- anything at all --------------------------------------------------------------------------

NUMBERS = st.integers(-5, 5) | st.floats() | st.sampled_from([10**40, 1e-41, -1e41, 1e300, 0.1])
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)
PLAUSIBLE = (
    st.lists(NUMBERS, max_size=9)
    | st.lists(st.lists(NUMBERS, min_size=2, max_size=2), max_size=5)
    | st.fixed_dictionaries({"D": st.lists(st.integers(0, 9)), "n": st.just(9)})
    | NUMBERS
)


@given(st.sampled_from(CASES), st.data())
def test_any_value_in_any_field_is_answered(case, data):
    answerer, fields = case
    names = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, unique=True))
    line = json.dumps({**fields, **{name: data.draw(VALUES | PLAUSIBLE) for name in names}})
    answer = json.loads(answer_line(answerer, line.encode()))
    assert isinstance(answer, dict)


@given(st.sampled_from([answerer for answerer, _ in CASES]), st.binary(max_size=60))
def test_any_bytes_are_answered_by_one_line_of_json(answerer, line):
    answer = answer_line(answerer, line)
    assert "\n" not in answer
    json.loads(answer)


SCALES = st.integers(-40, 40).map(lambda e: 10.0**e)


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=12), SCALES, SCALES, SCALES)
def test_any_magnitude_is_answered_with_finite_numbers(values, scale, other, third):
    data = [value * scale for value in values]
    lines = [
        (answer_chart, {**SINGLE, "data": data, "newdata": [other, -third]}),
        (answer_chart, {**CUSUM, "data": data, "center": other, "sigma": third}),
        (answer_chart, {**EWMA, "data": data, "center": other, "sigma": third}),
        (answer_rules, {"data": data, "center": other, "sigma": third}),
        (answer_capability, {"data": data, "lsl": -other, "usl": third, "target": other}),
        (answer_bias, {"y": data, "reference": other}),
        (answer_linearity, {"y": data, "reference": [i * third for i in range(len(data))]}),
        (answer_grr, {**GRR, "y": (data * 90)[:90], "tolerance": other}),
    ]
    for answerer, fields in lines:
        answer = answer_line(answerer, json.dumps(fields).encode())
        json.loads(answer, parse_constant=pytest.fail)


def test_jsonl_must_be_asked_for(capsys):
    assert main(["spc", "chart"]) == 2
    assert main(["msa", "grr"]) == 2
    assert "--jsonl" in capsys.readouterr().err
