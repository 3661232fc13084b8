from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.people import (
    CEILING,
    FIRST_MATRIX,
    LOCKOUT,
    LOCKOUT_AFTER,
    SECOND_PERSON,
    PeopleReason,
    PinPlace,
    Role,
    after_failure,
    is_locked,
    judge_password,
    judge_pin,
    judge_pin_place,
    permitted,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_the_fifth_failure_locks():
    counts = [after_failure(n, NOW) for n in range(LOCKOUT_AFTER)]
    assert [c.locked_until is not None for c in counts] == [False] * 4 + [True]
    assert is_locked(counts[-1].locked_until, NOW + LOCKOUT - timedelta(seconds=1))
    assert not is_locked(counts[-1].locked_until, NOW + LOCKOUT)
    assert not is_locked(None, NOW)


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        ("", PeopleReason.PIN_NOT_DIGITS),
        ("12a456", PeopleReason.PIN_NOT_DIGITS),
        ("１２３４５６", PeopleReason.PIN_NOT_DIGITS),
        ("24681", PeopleReason.PIN_TOO_SHORT),
        ("2468135792468", PeopleReason.PIN_TOO_SHORT),
        ("111111", PeopleReason.PIN_TOO_SIMPLE),
        ("123456", PeopleReason.PIN_TOO_SIMPLE),
        ("876543", PeopleReason.PIN_TOO_SIMPLE),
        ("890123", PeopleReason.PIN_TOO_SIMPLE),
        ("246813", None),
        ("135790", None),
    ],
)
def test_pins(pin, reason):
    assert judge_pin(pin) is reason


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("1234567", PeopleReason.PASSWORD_TOO_SHORT),
        ("x1" * 200, PeopleReason.PASSWORD_TOO_LONG),
        ("12345678", PeopleReason.PASSWORD_COMMON),
        ("PassWord", PeopleReason.PASSWORD_COMMON),
        ("lin.xiaowen", PeopleReason.PASSWORD_COMMON),
        ("abababab", PeopleReason.PASSWORD_COMMON),
        ("a long sentence with spaces 中文", None),
    ],
)
def test_passwords(password, reason):
    assert judge_password(password, "Lin.Xiaowen") is reason


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text):
    assert judge_pin(text) in {None, *PeopleReason}
    assert judge_password(text, "x") in {None, *PeopleReason}


def test_every_role_has_a_row_and_the_auditor_changes_nothing():
    assert set(FIRST_MATRIX) == set(Role)
    assert set(FIRST_MATRIX[Role.AUDITOR]) == {"SIGN_OUT", "CHANGE_OWN_SECRET"}


QUALITY_DATA = {
    "ADD_PART", "ADD_PART_REVISION", "ADD_PLAN", "SET_SOURCE_STATE", "SWITCH_EVENT",
    "SET_QUALITY_SWITCH", "RETURN_DRAFT", "ADMIT_LOT", "SPLIT_LOT", "RECORD_CALIBRATION",
}  # fmt: skip
JUDGING = ("APPROVE_", "REVIEW_", "RETURN_", "EXTEND_", "SIGN_INSPECTION")
STATIONS = {"receiving", "line", "desk"}


def test_the_administrator_decides_nothing_about_quality():
    told = dict.fromkeys((*QUALITY_DATA, *SECOND_PERSON), True)
    given = permitted(Role.ADMINISTRATOR, told)
    assert not [code for code in given if code.startswith(JUDGING)]
    assert not given & QUALITY_DATA
    accounts = {"ADD_PERSON", "GRANT_ROLE", "END_ROLE", "SET_SECRET", "ENROL_STATION"}
    assert accounts <= given
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            assert not permitted(role, {}) & accounts


def test_whoever_judges_and_works_in_one_role_needs_a_second_person():
    for role in Role:
        for code in permitted(role, {}):
            if code.startswith(("APPROVE_", "REVIEW_", "EXTEND_")):
                assert code in SECOND_PERSON, f"{role} {code}"
    for code, judged in SECOND_PERSON.items():
        assert judged, code


def test_the_auditor_only_reads_whatever_the_table_says():
    everything = {code: True for codes in FIRST_MATRIX.values() for code in codes}
    assert permitted(Role.AUDITOR, everything) == {"SIGN_OUT", "CHANGE_OWN_SECRET"}


def test_the_plant_table_goes_before_the_first_matrix():
    assert "MOVE_LOT" not in permitted(Role.WAREHOUSE, {"MOVE_LOT": False})
    assert "SPLIT_LOT" in permitted(Role.WAREHOUSE, {"SPLIT_LOT": True})
    assert "RETURN_DRAFT" in permitted(Role.QUALITY, {"ADD_PLAN": True})


@given(st.sampled_from(Role), st.dictionaries(st.sampled_from(sorted(QUALITY_DATA)), st.booleans()))
def test_no_table_lifts_a_ceiling(role, told):
    assert permitted(role, told) <= CEILING.get(role, permitted(role, told))


@given(st.text(max_size=12), st.booleans(), st.booleans(), st.booleans())
def test_a_pin_counts_only_enrolled_by_badge_where_people_stand(mode, active, enrolled, badge):
    for each in (mode, "receiving", "line", "desk", "server", "command_line"):
        reason = judge_pin_place(PinPlace(each, active, enrolled, badge))
        assert (reason is None) is (each in STATIONS and active and enrolled and badge)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (PinPlace("command_line", True, True, True), PeopleReason.PIN_AT_STATION_ONLY),
        (PinPlace("desk", False, True, True), PeopleReason.PIN_AT_STATION_ONLY),
        (PinPlace("desk", True, False, True), PeopleReason.PIN_NOT_ENROLLED),
        (PinPlace("desk", True, True, False), PeopleReason.PIN_NEEDS_BADGE),
    ],
)
def test_every_place_says_why_a_pin_does_not_count(place, reason):
    assert judge_pin_place(place) is reason


def test_everybody_who_works_may_place_a_hold():
    for role, commands in FIRST_MATRIX.items():
        assert ("PLACE_HOLD" in commands) is (role is not Role.AUDITOR)
