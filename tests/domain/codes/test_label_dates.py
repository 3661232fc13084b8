"""Date formats as data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.label_dates import date_format

YEAR = 2026


@pytest.mark.parametrize(
    ("form", "text", "first", "last"),
    [
        ("YYMMDD", "260228", date(2026, 2, 28), date(2026, 2, 28)),
        ("DD.MM.YYYY", "28.02.2026", date(2026, 2, 28), date(2026, 2, 28)),
        ("YYYY-MM", "2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("MMYY", "0228", date(2028, 2, 1), date(2028, 2, 29)),
        ("YYJJJ", "28366", date(2028, 12, 31), date(2028, 12, 31)),
        ("YYWW", "2653", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_a_date_is_read(form, text, first, last):
    found = date_format(form)
    assert found.length == len(text)
    assert found.read(text, YEAR, latest=False) == first
    assert found.read(text, YEAR, latest=True) == last


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("YYMMDD", "260229"),
        ("YYMMDD", "261301"),
        ("YYMMDD", "260100"),
        ("YYMMDD", "26010"),
        ("YYMMDD", "2601011"),
        ("YYMMDD", "26 101"),
        ("YYMMDD", "２６0101"),
        ("YY-MM", "26/01"),
        ("YYJJJ", "26366"),
        ("YYJJJ", "26000"),
        ("YYWW", "2553"),
        ("YYWW", "2500"),
        ("YYYYMM", "000001"),
        ("YYYYMM", "999901"),
    ],
)
def test_what_is_no_date_is_refused(form, text):
    assert date_format(form).read(text, YEAR, latest=True) is None


@pytest.mark.parametrize(
    "form", ["", "YY", "MMDD", "YYYYYY", "YYMMMM", "YYDD", "YYMMJJJ", "YMMDD", "yymm"]
)
def test_what_is_no_format_is_refused(form):
    assert date_format(form) is None


@given(
    st.sampled_from(["YYMMDD", "YYYYMMDD", "DD/MM/YYYY", "YYJJJ", "YYYYJJJ"]),
    st.dates(date(1980, 1, 1), date(2070, 1, 1)),
)
def test_what_is_written_is_read_back(form, day):
    found = date_format(form)
    assert found.read(found.write(day), YEAR, latest=False) == day


@given(st.sampled_from(["YYMM", "YYWW"]), st.dates(date(1980, 1, 8), date(2070, 1, 1)))
def test_a_month_or_week_holds_the_day_that_was_written(form, day):
    found = date_format(form)
    text = found.write(day)
    first = found.read(text, YEAR, latest=False)
    assert first <= day <= found.read(text, YEAR, latest=True)
