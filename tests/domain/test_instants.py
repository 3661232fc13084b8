"""Instants as text come back as they were, sort by time and have one width."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.instants import utc_of_text, utc_text

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=ZONES)


@given(INSTANTS, INSTANTS)
def test_text_comes_back_and_sorts_by_time(one, other):
    texts = utc_text(one), utc_text(other)
    assert {len(text) for text in texts} == {27}
    assert [utc_of_text(text) for text in texts] == [one, other]
    assert utc_of_text(texts[0]).tzinfo is UTC
    assert (texts[0] < texts[1]) == (one < other)
    assert texts[0] == one.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def test_what_is_no_instant_is_refused():
    with pytest.raises(ValueError, match="Invalid isoformat"):
        utc_of_text("yesterday")
