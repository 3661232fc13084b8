"""Frozen document data: read exactly, or refused with the path of what is wrong."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.report_data import ReportData, report_from_json, report_to_json
from tests.printing.support import REJECTED, REPORT


@pytest.mark.parametrize("report", [REPORT, REJECTED])
def test_round_trip(report: ReportData) -> None:
    text = report_to_json(report)
    assert report_from_json(text) == report
    assert report_to_json(report) == text


def changed(path: list[object], value: object) -> str:
    plain = json.loads(report_to_json(REPORT))
    place = plain
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["head", "revision"], "1", "$.head.revision"),
        (["head", "revision"], True, "$.head.revision"),
        (["head", "demo"], 0, "$.head.demo"),
        (["head", "language"], "fr", "$.head.language"),
        (["head", "issued_at"], "2026-11-22T10:28:55", "$.head.issued_at"),
        (["head", "issued_at"], "yesterday", "$.head.issued_at"),
        (["head", "issued_at"], 5, "$.head.issued_at"),
        (["lot", "expires_on"], "2031-13-05", "$.lot.expires_on"),
        (["lot", "number"], None, "$.lot.number"),
        (["lot", "number"], ..., "$.lot.number"),
        (["plant", "name"], "Antai", "$.plant.name"),
        (["classes"], {}, "$.classes"),
        (["classes", 0, "d"], 1.5, "$.classes[0].d"),
        (["samples", 1, "readings", 0, "text"], 12.13, "$.samples[1].readings[0].text"),
        (["outcome"], "green", "$.outcome"),
        (["surprise"], 1, "$.surprise"),
    ],
)
def test_wrong_data_is_refused_by_path(path: list[object], value: object, where: str) -> None:
    refusal = report_from_json(changed(path, value))
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is PrintRefusalCode.DOCUMENT_DATA_INVALID
    assert refusal.facts["path"] == where
    assert refusal.facts["reason"]


def test_fields_with_a_default_may_be_absent() -> None:
    assert isinstance(report_from_json(changed(["remarks"], ...)), ReportData)


@given(st.one_of(st.text(max_size=30), st.just("[" * 100_000), st.just("[]"), st.just("null")))
def test_any_text_is_refused_not_raised(text: str) -> None:
    assert isinstance(report_from_json(text), PrintRefusal)
