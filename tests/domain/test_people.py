from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.people import (
    FIRST_MATRIX,
    LOCKOUT,
    LOCKOUT_AFTER,
    PeopleReason,
    Role,
    after_failure,
    is_locked,
    judge_password,
    judge_pin,
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


def test_everybody_who_works_may_place_a_hold():
    for role, commands in FIRST_MATRIX.items():
        assert ("PLACE_HOLD" in commands) is (role is not Role.AUDITOR)
