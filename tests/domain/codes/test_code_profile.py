"""Code profiles: what is noted, when they decide, and that they never read an intact label anew."""

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qtrace.domain.codes import code_profile
from qtrace.domain.codes.code_profile import (
    MOST_AIS,
    CodeProfile,
    ProfileFault,
    ProfileProblem,
    decide_by_profile,
    deviation_from,
    gtin_of,
    kept_profile,
    parse_profile,
)
from qtrace.domain.codes.gs1 import merge, parse_gs1
from qtrace.domain.codes.gs1_message import Element, Reading
from qtrace.domain.codes.reasons import CodeReason, Verdict
from tests.domain.codes.samples import DI, GS, TABLE, YEAR

GTIN = DI[2:]
FREE = ("10", "21", "240", "22")
DATES = ("11", "17")


def profile(text: str) -> CodeProfile:
    found = parse_profile(text, TABLE)
    assert isinstance(found, CodeProfile)
    return found


def decided(text: str, ais: str):
    return decide_by_profile(parse_gs1(text, TABLE, YEAR), profile(ais), TABLE, YEAR)


@pytest.mark.parametrize(
    "text", ["17 10 21", "17,10,21", "(01)(17)(10)(21)", "01 17;10\t21", " 17  10  21 "]
)
def test_a_profile_is_noted_in_many_ways(text):
    assert profile(text).text == "17 10 21"


@pytest.mark.parametrize("text", ["17 10 strict", "(17)(10) Strict", "01,17,10,STRICT"])
def test_a_profile_that_must_be_kept_says_so_at_its_end(text):
    found = profile(text)
    assert (found.ais, found.strict, found.text) == (("17", "10"), True, "17 10 strict")


@given(st.lists(st.sampled_from(["17", "10", "21", "240"]), unique=True), st.booleans())
def test_what_is_kept_is_read_again(ais, strict):
    made = CodeProfile(tuple(ais), strict and bool(ais))
    assert kept_profile(made.text) == made


@pytest.mark.parametrize(
    ("ais", "missing", "extra"),
    [
        ("17 10", (), ()),
        ("10 17", (), ()),
        ("17 10 21", ("21",), ()),
        ("17", (), ("10",)),
        ("11 21", ("11", "21"), ("17", "10")),
    ],
)
def test_a_label_read_without_suspicion_is_held_against_its_profile(ais, missing, extra):
    message = parse_gs1(f"{DI}1726123110A1B2", TABLE, YEAR)
    found = deviation_from(message, profile(ais))
    expected = None if not missing and not extra else (missing, extra)
    assert (found and (found.missing, found.extra)) == expected


def test_what_is_no_whole_label_is_held_against_nothing():
    suspect = parse_gs1(f"{DI}10ABC117261231", TABLE, YEAR)
    assert suspect.verdict is Verdict.SUSPECT
    assert deviation_from(suspect, profile("17 10")) is None
    whole = parse_gs1(f"{DI}1726123110A1B2", TABLE, YEAR)
    assert deviation_from(whole, kept_profile("")) is None


def test_a_label_that_the_profile_decided_keeps_to_it():
    message = decided(f"{DI}10A1B2C317261231", "10 17")
    assert deviation_from(message, profile("10 17 strict")) is None


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("strict", ProfileFault.EMPTY, 6),
        ("strict 17", ProfileFault.AI_UNKNOWN, 0),
        ("", ProfileFault.EMPTY, 0),
        (" ,", ProfileFault.EMPTY, 2),
        ("01", ProfileFault.EMPTY, 2),
        ("17 1O 21", ProfileFault.AI_UNKNOWN, 3),
        ("17 10 17", ProfileFault.AI_TWICE, 6),
        ("17 01", ProfileFault.AI_TWICE, 3),
        ("3922", ProfileFault.AIS_INCOMPLETE, 0),
        ("10 02", ProfileFault.AIS_EXCLUSIVE, 0),
        ("11 13 15 16 17 10 21 22 20 240 241 243 242", ProfileFault.TOO_LONG, 39),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, code, position):
    found = parse_profile(text, TABLE)
    assert isinstance(found, ProfileProblem)
    assert (found.code, found.position) == (code, position)


def test_the_longest_profile_is_allowed():
    assert len(profile("11 13 15 16 17 10 21 22 20 240 241 243").ais) == MOST_AIS


@given(st.text(max_size=60))
def test_any_text_is_a_profile_or_a_problem(text):
    found = parse_profile(text, TABLE)
    if isinstance(found, CodeProfile):
        assert parse_profile(found.text, TABLE) == found
    else:
        assert 0 <= found.position <= len(text)


def test_a_swallowed_expiry_is_read_by_the_profile():
    text = f"{DI}10ABC117261231"
    found = decided(text, "10 17")
    assert found is not None
    assert (found.lot, found.expiry) == ("ABC1", date(2026, 12, 31))
    assert (found.verdict, found.alternatives, found.raw) == (Verdict.VALID, (), text)
    assert found.reasons[0].code is CodeReason.READ_BY_PROFILE
    assert found.reasons[0].facts == {"gtin": GTIN, "profile": "10 17"}
    assert text[found.reasons[0].position :].startswith("17")


def test_without_any_work_left_it_does_not_decide(monkeypatch):
    text, ais = DI + "10A1B2C317261231", "10 17"
    assert decided(text, ais) is not None
    monkeypatch.setattr(code_profile, "_MOST_STEPS", 0)
    assert decided(text, ais) is None


def test_a_tail_that_is_no_date_is_no_field():
    text = DI + "10ABCD21EFGH17261399"
    assert parse_gs1(text, TABLE, YEAR).verdict is Verdict.SUSPECT
    assert decided(text, "10 17") is None


def test_three_fields_that_ran_together_are_read_too():
    found = decided(f"{DI}10AB3421SN00917261231", "10 21 17")
    assert found is not None
    assert found.reading.values() == {
        "01": GTIN, "10": "AB34", "21": "SN009", "17": "261231",
    }  # fmt: skip
    assert [element.position for element in found.reading.elements] == [0, 16, 22, 29]


def test_a_suspicion_is_cleared_where_the_profile_knows_no_other_field():
    suspected = f"{DI}10ABCD17261231"
    assert parse_gs1(suspected, TABLE, YEAR).verdict is Verdict.SUSPECT
    found = decided(suspected, "10")
    assert found is not None
    assert found.lot == "ABCD17261231"


@pytest.mark.parametrize(
    ("text", "ais"),
    [
        (f"{DI}10ABCD2121EFGH21XYZ", "10 21"),  # three places where the serial number may begin
        (f"{DI}10ABC117261231", "17 10"),  # other order
        (f"{DI}10ABC117261231", "10 17 21"),  # something is missing
        (f"{DI}10ABC117261231", "21"),  # another field
        (f"{DI}10ABC117261231", "240"),
        ("10ABC117261231", "10 17"),  # no GTIN
        (f"{DI}17261231", "17"),  # nothing to decide
        (f"{DI}17261301", "17"),  # invalid stays invalid
    ],
)
def test_otherwise_it_does_not_decide(text, ais):
    assert decided(text, ais) is None


def test_a_dropped_separator_costs_bounded_work():
    hostile = (Element("01", GTIN, 0), Element("10", "21" * 45 + "17", 16))
    message = replace(
        parse_gs1(f"{DI}10ABC117261231", TABLE, YEAR), reading=Reading(hostile), reasons=()
    )
    ais = CodeProfile(("10", *("21",) * 10, "17"))
    assert decide_by_profile(message, ais, TABLE, YEAR) is None


def test_a_reading_that_breaks_the_rules_for_one_label_is_none():
    elements = (Element("01", GTIN, 0), Element("3922", "1200", 16))
    message = replace(
        parse_gs1(f"{DI}10ABC117261231", TABLE, YEAR), reading=Reading(elements), reasons=()
    )
    assert decide_by_profile(message, CodeProfile(("3922",)), TABLE, YEAR) is None
    pair = (Element("01", GTIN, 0), Element("10", "A", 16))
    whole = decide_by_profile(
        replace(message, reading=Reading(pair)), CodeProfile(("10",)), TABLE, YEAR
    )
    assert whole is not None
    assert whole.reasons[0].position is None


def test_two_symbols_of_one_label_are_decided_together():
    first, second = (parse_gs1(t, TABLE, YEAR) for t in (DI, "10ABC117261231"))
    assert gtin_of(second) is None
    both = merge(first, second, TABLE)
    assert gtin_of(both) == GTIN
    found = decide_by_profile(both, profile("10 17"), TABLE, YEAR)
    assert found is not None
    assert found.reading.values() == {"01": GTIN, "10": "ABC1", "17": "261231"}


days = st.dates(date(2024, 1, 1), date(2040, 12, 28)).map(lambda day: day.strftime("%y%m%d"))
free = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=14)


@st.composite
def labels(draw):
    """A label that keeps to its profile: identifiers in their order with their data."""
    ais = draw(st.lists(st.sampled_from(FREE + DATES), min_size=1, max_size=5, unique=True))
    return [("01", GTIN), *((ai, draw(days if ai in DATES else free)) for ai in ais)]


def written(pairs, separator: str) -> str:
    return "".join(ai + value + (separator if ai in FREE else "") for ai, value in pairs)


@given(labels(), st.lists(st.sampled_from(FREE + DATES), min_size=1, max_size=5, unique=True))
def test_an_intact_label_never_gets_another_reading(pairs, ais):
    """Whatever the profile says: a label that was read is not touched."""
    message = parse_gs1(written(pairs, GS).rstrip(GS), TABLE, YEAR)
    found = decide_by_profile(message, CodeProfile(tuple(ais)), TABLE, YEAR)
    if message.verdict is not Verdict.SUSPECT:
        assert found is None
    own = CodeProfile(tuple(ai for ai, _ in pairs[1:]))
    by_own = decide_by_profile(message, own, TABLE, YEAR)
    if by_own is not None:
        assert by_own.reading == message.reading


@given(labels())
def test_a_label_that_lost_its_separators_is_read_rightly_or_not_at_all(pairs):
    message = parse_gs1(written(pairs, ""), TABLE, YEAR)
    own = CodeProfile(tuple(ai for ai, _ in pairs[1:]))
    found = decide_by_profile(message, own, TABLE, YEAR)
    assume(found is not None)
    assert found.reading.values() == dict(pairs)
