"""Corners of the GS1 parser that everyday labels do not reach."""

import pytest

from qtrace.domain.codes import gs1_lost
from qtrace.domain.codes.gs1 import parse_gs1
from qtrace.domain.codes.gs1_message import Syntax
from qtrace.domain.codes.reasons import CodeReason, Verdict
from tests.domain.codes.samples import DI, TABLE, YEAR

MANY_READINGS = (
    "10101025012504001410025112411371410024025022A21A801204001240A3004000302511801202501"
)
ENDLESS_READINGS = (
    "10301400A4100240A21A2214001250A250023512501400A23514101240378012121A410220250212"
    "20250A2351251137130A4000410030A22110137130400A180122410"
)


def _codes(message):
    return [reason.code for reason in message.reasons]


@pytest.mark.parametrize("text", ["17269912", "17261399", "11269900"])
def test_a_bare_date_that_is_none_is_told_as_such_not_as_a_bad_gtin(text):
    message = parse_gs1(text, TABLE, YEAR)
    assert message.verdict is Verdict.INVALID
    assert [(r.code, r.position) for r in message.reasons] == [(CodeReason.DATE_INVALID, 2)]


def test_an_optional_part_may_be_absent():
    message = parse_gs1("8003" + DI[2:], TABLE, YEAR)
    assert (message.verdict, message.get("8003")) == (Verdict.VALID, DI[2:])


def test_a_link_with_an_unknown_step_is_refused_at_that_step():
    text = f"https://example.com/01/{DI[2:]}/zz/1"
    message = parse_gs1(text, TABLE, YEAR)
    assert message.syntax is Syntax.DIGITAL_LINK
    assert _codes(message) == [CodeReason.LINK_QUALIFIER]
    assert message.reasons[0].position == text.index("zz")


@pytest.mark.parametrize("tail", [MANY_READINGS, ENDLESS_READINGS])
def test_hostile_text_with_countless_readings_is_refused_within_bounds(tail):
    message = parse_gs1(DI + tail, TABLE, YEAR)
    assert message.verdict is Verdict.INVALID or message.alternatives
    assert message.verdict is not Verdict.VALID
    assert len(message.alternatives) <= 64


def test_the_search_for_other_readings_ends_when_its_work_is_used_up(monkeypatch):
    text = DI + "10" + "A1B2" + "21" + "C3D4" + "17" + "261231"
    assert parse_gs1(text, TABLE, YEAR).verdict is Verdict.SUSPECT
    monkeypatch.setattr(gs1_lost, "_MOST_STEPS", 0)
    assert parse_gs1(text, TABLE, YEAR).alternatives == ()
