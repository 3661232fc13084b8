"""`qtrace codes parse`, and the sentences of its reasons."""

import argparse
import io
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.cli import codes
from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.reasons import CodeReason, Reason
from qtrace.i18n.code_reasons import SENTENCES, explain
from qtrace.i18n.translator import Language, load_translator
from tests.domain.codes.samples import DI, GS, TABLE, YEAR

ENGLISH = load_translator(Language.EN)
FIELDS = [
    *("verdict", "agency", "di", "lot", "serial", "expiry", "mfg", "elements", "reasons"),
    *("alternative", "other"),
]


@pytest.fixture
def answerer():
    return codes.Answerer(codes.ai_table(), ENGLISH, YEAR)


def _answer(answerer, text):
    return answerer.answer(json.dumps(text).encode())


def test_a_valid_label(answerer):
    assert _answer(answerer, f"]d2{DI}1126110117261200" + f"10A1{GS}21S") == {
        "verdict": "valid",
        "agency": "GS1",
        "di": "09506000134352",
        "lot": "A1",
        "serial": "S",
        "expiry": "2026-12-31",
        "mfg": "2026-11-01",
        "elements": {"01": DI[2:], "11": "261101", "17": "261200", "10": "A1", "21": "S"},
        "reasons": [],
        "alternative": None,
        "other": None,
    }


def test_a_label_of_another_issuer(answerer):
    assert _answer(answerer, "]d1+A99912345/$$0926L1/14D20260915/S7/Q56\r") == {
        "verdict": "valid",
        "agency": "HIBCC",
        "di": "A99912345",
        "lot": "L1",
        "serial": "7",
        "expiry": "2026-09-15",
        "mfg": None,
        "elements": {},
        "reasons": [],
        "alternative": None,
        "other": {
            "format": "hibc_combined",
            "verdict": "valid",
            "parts": {
                "lic": "A999",
                "pcn": "1234",
                "unit": "5",
                "expiry_month": "0926",
                "lot": "L1",
                "expiry": "20260915",
                "serial": "7",
                "quantity": "5",
            },
            "part_number": "1234",
            "quantity": "5",
            "link": "",
        },
    }


def test_a_field_that_comes_twice_is_told_apart_by_its_mark(answerer):
    found = _answer(answerer, "+A99912345/$$3260915L1/14D20260915+")
    assert found["other"]["parts"]["expiry"] == "260915"
    assert found["other"]["parts"]["expiry:/14D"] == "20260915"


def test_a_place_counts_in_the_scanned_text(answerer):
    found = _answer(answerer, "\x02]d1+A99912345/$$1326L1U")
    assert [(r["code"], r["position"]) for r in found["reasons"]] == [("date_invalid", 17)]


def test_a_suppliers_label_is_no_udi(answerer):
    found = _answer(answerer, "]d1[)>\x1e06\x1dP123\x1d1TL1\x1e\x04")
    assert (found["verdict"], found["agency"], found["di"]) == ("not_udi", None, None)
    assert (found["lot"], found["other"]["verdict"]) == ("L1", "valid")


def test_a_suspect_label_shows_both_readings(answerer):
    found = _answer(answerer, f"{DI}10ABC117261231")
    assert (found["verdict"], found["lot"]) == ("suspect", "ABC117261231")
    assert found["alternative"]["lot"] == "ABC1"
    assert found["alternative"]["expiry"] == "2026-12-31"
    assert found["alternative"]["elements"]["17"] == "261231"


def test_an_internal_code_is_no_udi(answerer):
    found = _answer(answerer, "L26-04817-H")
    assert (found["verdict"], found["agency"]) == ("not_udi", None)
    assert [reason["code"] for reason in found["reasons"]] == ["internal_code"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "NOT_JSON"),
        (b"nope", "NOT_JSON"),
        (b"\xff", "NOT_UTF8"),
        (b"5", "NOT_A_STRING"),
        (b"null", "NOT_A_STRING"),
        (b'{"a":1}', "NOT_A_STRING"),
        (b"[" * 100_000, "NOT_JSON"),
        (b"1" * 10_000, "NOT_JSON"),
        (b'"' + b"a" * codes.MOST_LINE_BYTES, "LINE_TOO_LONG"),
    ],
)
def test_a_bad_line_has_its_own_answer(answerer, line, code):
    found = answerer.answer(line)
    assert list(found) == ["error"]
    assert found["error"]["code"] == code
    assert found["error"]["text"]


@given(st.text(max_size=80))
def test_every_text_has_an_answer_with_all_fields(text):
    found = _answer(codes.Answerer(TABLE, ENGLISH, YEAR), text)
    assert list(found) == FIELDS
    assert found["verdict"] in {"valid", "incomplete", "suspect", "invalid", "not_udi"}
    for reason in found["reasons"]:
        assert list(reason) == ["code", "position", "text"]
        assert reason["text"]
        assert "{" not in reason["text"].replace("{", "", text.count("{") * 2)
    json.dumps(found)


@given(st.binary(max_size=60))
def test_every_line_has_an_answer(line):
    assert codes.Answerer(TABLE, ENGLISH, YEAR).answer(line)


def test_the_command_answers_line_by_line(monkeypatch, capsys):
    lines = [
        b'"]d2' + DI.encode() + b'"',
        b'"\\ud800"',
        b"\xff\xfe",
        b'"10A1"\r',
        b'"x' + b"y" * (1 << 21) + b'"',
    ]
    stream = io.TextIOWrapper(io.BytesIO(b"\n".join(lines)))
    monkeypatch.setattr(sys, "stdin", stream)
    parser = argparse.ArgumentParser()
    codes.add_parser(parser.add_subparsers())
    options = parser.parse_args(["codes", "parse", "--jsonl", "--ref-year", "2026"])
    assert options.run(options) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a.get("verdict") or a["error"]["code"] for a in answers] == [
        *("valid", "not_udi", "NOT_UTF8", "incomplete", "LINE_TOO_LONG"),
    ]


def test_the_reference_year_decides_the_century(monkeypatch, capsys):
    parser = argparse.ArgumentParser()
    codes.add_parser(parser.add_subparsers())
    expiries = []
    for year in ("2026", "2027"):
        text = json.dumps(f"{DI}17770101").encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        options = parser.parse_args(["codes", "parse", "--jsonl", "--ref-year", year])
        options.run(options)
        expiries.append(json.loads(capsys.readouterr().out)["expiry"])
    assert expiries == ["1977-01-01", "2077-01-01"]


@pytest.mark.parametrize("year", ["26", "20２6", "abc", "99999", "-1"])
def test_an_impossible_reference_year_is_refused(year, capsys):
    parser = argparse.ArgumentParser()
    codes.add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit) as caught:
        parser.parse_args(["codes", "parse", "--jsonl", "--ref-year", year])
    assert caught.value.code == 2
    capsys.readouterr()


def test_the_command_needs_neither_window_nor_database():
    script = (
        "import sys; import qtrace.app.cli.codes; "
        "print([m for m in ('PySide6', 'sqlalchemy', 'reportlab', 'zxingcpp') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


# --- sentences ------------------------------------------------------------------------------


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == set(CodeReason)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("code", CodeReason)
def test_every_sentence_can_be_said_with_any_facts(language, code):
    text = explain(load_translator(language), Reason(code, 3), TABLE)
    assert text
    assert not re.search(r"[{}]", text)


def test_chinese_differs_from_english():
    chinese = load_translator(Language.ZH_CN)
    same = [c for c in CodeReason if explain(chinese, Reason(c)) == explain(ENGLISH, Reason(c))]
    assert same == []


def test_elements_are_called_by_their_names():
    reason = parse_gs1(f"{DI}10ABC117261231", TABLE, YEAR).reasons[0]
    english = explain(ENGLISH, reason, TABLE)
    assert "Lot number (10) reads ABC117261231" in english
    assert "ABC1 followed by Expiry date (17)" in english
    assert "批号 (10)" in explain(load_translator(Language.ZH_CN), reason, TABLE)


def test_invisible_characters_become_visible():
    reason = parse_gs1(f"{DI}10A\x00", TABLE, YEAR).reasons[0]
    assert explain(ENGLISH, reason, TABLE).isprintable()
