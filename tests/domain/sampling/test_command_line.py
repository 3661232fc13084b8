"""`qtrace sampling ... --jsonl` as integrators meet it."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.cli.main import main
from qtrace.app.cli.sampling import _answer_switch, answer_line, answer_plan
from qtrace.domain.sampling.tables import Severity, Standard
from qtrace.reference import read_table
from tests.domain.sampling.test_plans import lot_of

PLAN = {
    "standard": "z14",
    "type": "single",
    "level": "II",
    "aql": "0.65",
    "severity": "normal",
    "lot_size": 1200,
}
SWITCH = {
    "standard": "iso2859",
    "level": "II",
    "aql": "1.0",
    "reduced_authorised": True,
    "steady_production": True,
    "lots": [{"lot_size": 1200, "d": 0}],
}


class _Stdin:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run a sampling command over raw lines; the answers, one object a line."""

    def run(command, *lines):
        data = b"\n".join(
            line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
        )
        monkeypatch.setattr(sys, "stdin", _Stdin(data))
        assert main(["sampling", command, "--jsonl"]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return [json.loads(line) for line in out.splitlines()]

    return run


def without(fields, name):
    return {key: value for key, value in fields.items() if key != name}


def test_a_plan_has_exactly_the_documented_fields(ask):
    assert ask("plan", PLAN) == [
        {
            "code_letter": "J",
            "plan_letter": "J",
            "n": 80,
            "ac": 1,
            "re": 2,
            "arrow": "direct",
            "inspect_all": False,
            "n_to_inspect": 80,
        }
    ]


def test_a_c0_plan_has_exactly_the_documented_fields(ask):
    c0 = {"standard": "c0", "type": "c0", "lot_size": 1000, "aql": "1"}
    assert ask("plan", c0, {**c0, "lot_size": 10}) == [
        {
            "n": 34,
            "inspect_all": False,
            "n_to_inspect": 34,
            "ac": 0,
            "re": 1,
            "verified": False,
        },
        {
            "n": 13,
            "inspect_all": True,
            "n_to_inspect": 10,
            "ac": 0,
            "re": 1,
            "verified": False,
        },
    ]


def test_equal_aqls_give_equal_answers_as_text_and_as_number(ask):
    lines = [
        json.dumps({**PLAN, "aql": "@"}).replace('"@"', aql).encode()
        for aql in ('"1"', '"1.0"', '"1.00"', "1", "1.0", "1.000", "1e0", "100e-2")
    ]
    answers = ask("plan", *lines)
    assert answers == answers[:1] * len(lines)
    assert answers[0]["ac"] == 2
    assert ask("plan", {**PLAN, "aql": 0.65}) == ask("plan", PLAN)


def test_every_cell_of_every_table_comes_out(ask, tables):
    for standard in Standard:
        for severity in Severity:
            rows = read_table(f"reference/sampling/{standard}_single_{severity}.csv")
            questions = []
            for row in rows:
                level, lot = lot_of(tables, row["code_letter"])
                questions.append(
                    {
                        **PLAN,
                        "standard": standard,
                        "severity": severity,
                        "level": level,
                        "aql": row["aql"],
                        "lot_size": lot,
                    }
                )
            for row, answer in zip(rows, ask("plan", *questions), strict=True):
                numbers = {key: int(row[key]) for key in ("n", "ac", "re")}
                words = {key: row[key] for key in ("code_letter", "plan_letter", "arrow")}
                assert {key: answer[key] for key in numbers} == numbers
                assert {key: answer[key] for key in words} == words


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({**PLAN, "aql": "0.7"}, "UNKNOWN_AQL"),
        ({**PLAN, "aql": 0.7}, "UNKNOWN_AQL"),
        ({**PLAN, "aql": ""}, "UNKNOWN_AQL"),
        ({**PLAN, "aql": "9" * 5000}, "UNKNOWN_AQL"),
        ({**PLAN, "aql": True}, "WRONG_TYPE"),
        ({**PLAN, "aql": None}, "WRONG_TYPE"),
        ({**PLAN, "aql": ["1.0"]}, "WRONG_TYPE"),
        ({**PLAN, "lot_size": 0}, "LOT_TOO_SMALL"),
        ({**PLAN, "lot_size": -5}, "LOT_TOO_SMALL"),
        ({**PLAN, "lot_size": True}, "WRONG_TYPE"),
        ({**PLAN, "lot_size": "1200"}, "WRONG_TYPE"),
        ({**PLAN, "lot_size": 1200.0}, "WRONG_TYPE"),
        ({**PLAN, "lot_size": None}, "WRONG_TYPE"),
        ({**PLAN, "level": "IV"}, "UNKNOWN_LEVEL"),
        ({**PLAN, "level": "ii"}, "UNKNOWN_LEVEL"),
        ({**PLAN, "level": 2}, "WRONG_TYPE"),
        ({**PLAN, "severity": "lenient"}, "UNKNOWN_SEVERITY"),
        ({**PLAN, "severity": "discontinued"}, "UNKNOWN_SEVERITY"),
        ({**PLAN, "standard": "mil105"}, "UNKNOWN_STANDARD"),
        ({**PLAN, "standard": "c0"}, "UNKNOWN_STANDARD"),
        ({**PLAN, "type": "c0"}, "UNKNOWN_STANDARD"),
        ({**PLAN, "type": "triple"}, "UNKNOWN_TYPE"),
        ({"type": "c0", "standard": "c0", "aql": "15", "lot_size": 9}, "UNKNOWN_AQL"),
        ({"type": "c0", "standard": "c0", "aql": "1.0", "lot_size": 0}, "LOT_TOO_SMALL"),
        *((without(PLAN, name), "MISSING_FIELD") for name in PLAN),
        (b"", "NOT_JSON"),
        (b"{", "NOT_JSON"),
        (b"not json", "NOT_JSON"),
        (b"[" * 100_000, "NOT_JSON"),
        (b'{"lot_size": NaN}', "NOT_JSON"),
        (b'{"aql": 1e999999999999999999999}', "NOT_JSON"),
        (b'{"aql": 1e-99999}', "NOT_JSON"),
        (b'{"lot_size": ' + b"9" * 5000 + b"}", "NOT_JSON"),
        (b"\xff\xfe", "NOT_UTF8"),
        (b"[1]", "NOT_AN_OBJECT"),
        (b"null", "NOT_AN_OBJECT"),
        (b'"\\ud800"', "NOT_AN_OBJECT"),
        (b'{"type": "\\ud800"}', "UNKNOWN_TYPE"),
    ],
)
def test_a_bad_line_is_answered_in_its_place(ask, line, code):
    first, second, third = ask("plan", PLAN, line, PLAN)
    assert first == third
    assert "error" not in first
    assert list(second) == ["error"]
    assert list(second["error"]) == ["code", "text"]
    assert second["error"]["code"] == code
    assert second["error"]["text"]


def test_a_lot_of_one_is_inspected_whole(ask):
    (answer,) = ask("plan", {**PLAN, "lot_size": 1})
    assert (answer["inspect_all"], answer["n_to_inspect"]) == (True, 1)


def test_a_history_has_exactly_the_documented_fields(ask):
    lots = [
        {"lot_size": 1200, "d": 0},
        {"lot_size": 1200, "d": 3},
        {"lot_size": 1200, "d": 9, "resubmitted": True},
        {"lot_size": 1200, "d": 3, "resubmitted": False},
        {"event": "irregular_production"},
        *([{"lot_size": 1200, "d": 9}] * 5),
        {"lot_size": 1200, "d": 0},
        {"event": "resume"},
    ]
    (answer,) = ask("switch", {**SWITCH, "lots": lots})
    normal = {"code_letter": "J", "plan_letter": "J", "n": 80, "ac": 2, "re": 3}
    tight = {"code_letter": "J", "plan_letter": "J", "n": 80, "ac": 1, "re": 2}

    def step(severity, plan, accepted, after, score):
        return {
            "severity": severity,
            **plan,
            "accepted": accepted,
            "severity_after": after,
            "switching_score": score,
        }

    assert answer == {
        "lots": [
            step("normal", normal, True, "normal", 3),
            step("normal", normal, False, "normal", 0),
            step("normal", normal, False, "normal", 0),
            step("normal", normal, False, "tightened", 0),
            {"event": "irregular_production", "severity_after": "tightened"},
            *([step("tightened", tight, False, "tightened", None)] * 4),
            step("tightened", tight, False, "discontinued", None),
            {"refused": True, "severity_after": "discontinued"},
            {"event": "resume", "severity_after": "tightened"},
        ]
    }


def test_z14_keeps_no_score_and_absent_conditions_mean_no(ask):
    plain = without(without(SWITCH, "reduced_authorised"), "steady_production")
    lots = [{"lot_size": 1200, "d": 0}] * 12
    (answer,) = ask("switch", {**plain, "standard": "z14", "lots": lots})
    assert {step["switching_score"] for step in answer["lots"]} == {None}
    assert {step["severity_after"] for step in answer["lots"]} == {"normal"}
    (allowed,) = ask("switch", {**SWITCH, "standard": "z14", "lots": lots})
    assert [step["severity_after"] for step in allowed["lots"]] == ["normal"] * 9 + ["reduced"] * 3


def test_an_empty_history_is_an_empty_answer(ask):
    assert ask("switch", {**SWITCH, "lots": []}) == [{"lots": []}]


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"lots": None}, "WRONG_TYPE", "lots"),
        ({"lots": {}}, "WRONG_TYPE", "lots"),
        ({"lots": [7]}, "NOT_AN_OBJECT", "lots[0]"),
        ({"lots": [{"lot_size": 5, "d": 0}, {"lot_size": 5}]}, "MISSING_FIELD", "lots[1].d"),
        ({"lots": [{"lot_size": 5, "d": 0.5}]}, "WRONG_TYPE", "lots[0].d"),
        ({"lots": [{"lot_size": 5, "d": True}]}, "WRONG_TYPE", "lots[0].d"),
        ({"lots": [{"lot_size": 5, "d": -1}]}, "BAD_COUNT", "-1"),
        ({"lots": [{"lot_size": 0, "d": 0}]}, "LOT_TOO_SMALL", "0"),
        ({"lots": [{"lot_size": 5, "d": 0, "resubmitted": 1}]}, "WRONG_TYPE", "resubmitted"),
        ({"lots": [{"event": "party"}]}, "UNKNOWN_EVENT", "party"),
        ({"lots": [{"event": "discontinued"}]}, "UNKNOWN_EVENT", "discontinued"),
        ({"reduced_authorised": "yes"}, "WRONG_TYPE", "reduced_authorised"),
        ({"aql": "0.7"}, "UNKNOWN_AQL", "0.7"),
    ],
)
def test_a_bad_history_names_the_place(ask, change, code, place):
    (answer,) = ask("switch", {**SWITCH, **change})
    assert answer["error"]["code"] == code
    assert place in answer["error"]["text"]


@given(st.binary(max_size=80))
def test_any_bytes_are_answered_by_one_line_of_json(tables, line):
    for answerer in (answer_plan, _answer_switch):
        answer = answer_line(tables, answerer, line)
        assert "\n" not in answer
        json.loads(answer)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted({**PLAN, **SWITCH})), VALUES)
def test_any_value_in_any_field_is_answered(tables, name, value):
    for answerer, fields in ((answer_plan, PLAN), (_answer_switch, SWITCH)):
        line = json.dumps({**fields, name: value}).encode()
        answer = json.loads(answer_line(tables, answerer, line))
        assert answer


def test_jsonl_must_be_asked_for(capsys):
    assert main(["sampling", "plan"]) == 2
    assert "--jsonl" in capsys.readouterr().err
