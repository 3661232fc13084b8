"""Shift times are read strictly, and the page of a shift begins where the last one ended."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.production.reasons import LineReason
from qtrace.domain.production.shifts import (
    LONGEST,
    SHORTEST,
    WITHOUT_TIMES,
    read_starts,
    shift_since,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
STARTS = (time(0), time(8), time(16))


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def test_times_are_read_and_ordered():
    assert read_starts(["16:00", "00:00", "08:00"]) == STARTS
    assert read_starts([]) == ()


@pytest.mark.parametrize(
    "texts",
    [["8:00"], ["24:00"], ["08:60"], ["08:00", "08:00"], ["０8:00"], ["08:00\n"], [""],
     [f"{n:02}:00" for n in range(7)]],
)  # fmt: skip
def test_what_is_no_time_of_the_day_is_refused(texts):
    assert read_starts(texts) is LineReason.SHIFT_TIME_INVALID


@given(st.lists(st.text(max_size=6), max_size=8))
def test_any_text_is_answered(texts):
    read_starts(texts)


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (at(7, 50), at(0)),
        (at(8, 5), at(0)),
        (at(9, 0), at(8)),
        (at(0, 30), at(16, day=22)),
        (at(15, 59), at(8)),
    ],
)
def test_the_page_tells_of_the_shift_that_ends(now, since):
    assert shift_since(STARTS, now, None) == since


def test_nothing_falls_between_two_pages():
    assert shift_since(STARTS, at(14), at(8, 3)) == at(8, 3)
    assert shift_since(STARTS, at(14), at(8, 3, day=21)) == at(8), "too long ago"
    assert shift_since((), at(14), None) == at(6)


@given(
    st.sets(st.times(), max_size=6),
    st.datetimes(datetime(2000, 1, 5), datetime(2090, 1, 1)),
    st.none() | st.timedeltas(timedelta(days=-3), timedelta(days=3)),
)
def test_a_page_is_never_empty_and_never_endless(starts, now, ago):
    now = now.replace(tzinfo=SHANGHAI)
    handed = None if ago is None else now - ago
    since = shift_since(sorted(starts), now, handed)
    assert since < now
    assert now - since <= LONGEST + SHORTEST + WITHOUT_TIMES
