from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.checks import CHECKS, check_pair, mod10_digit, mod10_ok
from qtrace.domain.codes.dates import full_year, parse_yymmdd, parse_yyyymmdd
from tests.domain.codes.samples import TABLE

LISTS = TABLE.lists


@pytest.mark.parametrize(
    "number",
    ["4006381333931", "036000291452", "96385074", "09506000134352", "395060000000123418"],
)
def test_mod_10_of_printed_numbers(number):
    assert mod10_ok(number)


@given(st.text("0123456789", min_size=7, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_mod_10_finds_every_wrong_digit(payload, place, shift):
    number = payload + mod10_digit(payload)
    place %= len(number)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert mod10_ok(number)
    assert not mod10_ok(wrong)


@pytest.mark.parametrize(
    "key",
    [
        *("1987654Ad4X4bL5ttr2310c2K", "12345678901234567890123NT", "7907665Bm8v2AB"),
        *("12345_ABCDEFGHIJKLMCP", "12345_!\"%&'()*+,-./LC", "99999zzzzzzzzzzzzzzzzzzT2"),
    ],
)
def test_check_pairs_of_published_examples(key):
    assert check_pair(key[:-2]) == key[-2:]
    assert CHECKS["pair"](key, LISTS) is None
    assert CHECKS["pair"](key[:-1] + ("A" if key[-1] != "A" else "B"), LISTS) is not None


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("hhmm", ["0000", "2359"], ["2400", "0060"]),
        ("nolead0", ["0", "10"], ["01", "00"]),
        ("nonzero", ["0001", "1"], ["0000"]),
        ("zero", ["0"], ["1"]),
        ("nondigit", ["12A"], ["123"]),
        ("piece", ["0102", "0101"], ["0001", "0201", "0100"]),
        ("country", ["156"], ["000", "999"]),
        ("country999", ["156", "999"], ["998"]),
        ("country2", ["CN", "DE"], ["ZZ", "cn"]),
        ("currency", ["156", "978"], ["000"]),
        ("yesno", ["0", "1"], ["2"]),
        ("winding", ["0", "1", "9"], ["2"]),
        ("birth", ["1/1", "2/3"], ["3/2", "0/1", "1-2"]),
        ("media", ["01", "80", "99"], ["00", "11"]),
        ("iban", ["GB82WEST12345698765432"], ["GB82WEST12345698765433", "ZZ82WEST", "12"]),
        ("percent", ["A%2FB", ""], ["A%2", "%GG"]),
        ("latitude", ["1800000000"], ["1800000001"]),
        ("longitude", ["3600000000"], ["3600000001"]),
        ("prefix", ["9506X"], ["950", "95X6"]),
        ("sex", ["0", "9"], ["3"]),
        ("importer", ["A", "_"], ["!"]),
        ("minus", ["-"], ["+"]),
        ("date8", ["20240229"], ["20230229", "20241301"]),
        ("hour", ["23"], ["24"]),
        ("minute", ["59"], ["60"]),
        ("second", ["59"], ["60"]),
    ],
)
def test_content_checks(name, good, bad):
    assert [text for text in good if CHECKS[name](text, LISTS) is not None] == []
    assert [text for text in bad if CHECKS[name](text, LISTS) is None] == []


@pytest.mark.parametrize(
    ("two", "ref", "year"),
    [
        *((76, 2026, 2076), (77, 2026, 1977), (0, 2026, 2000), (26, 2026, 2026)),
        *((49, 2099, 2149), (50, 2099, 2050), (0, 2050, 2100), (0, 2049, 2000), (99, 2000, 1999)),
    ],
)
def test_the_century_window_slides(two, ref, year):
    assert full_year(two, ref) == year


@given(st.integers(0, 99), st.integers(1950, 2950))
def test_a_year_is_never_more_than_50_years_away(two, ref):
    assert -49 <= full_year(two, ref) - ref <= 50


@given(st.dates(date(1977, 1, 1), date(2076, 12, 31)))
def test_every_day_of_the_window_reads_back(day):
    assert parse_yymmdd(day.strftime("%y%m%d"), 2026, day_zero=False) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("260200", date(2026, 2, 28)), ("280200", date(2028, 2, 29)), ("261200", date(2026, 12, 31))],
)
def test_day_00_is_the_last_day_of_the_month(text, day):
    assert parse_yymmdd(text, 2026, day_zero=True) == day
    assert parse_yymmdd(text, 2026, day_zero=False) is None


@pytest.mark.parametrize(
    "text", ["000000", "261301", "260230", "260132", "2601", "26010a", "２６０１０１", "٢٦٠١٠١"]
)
def test_what_is_no_date_is_none(text):
    assert parse_yymmdd(text, 2026, day_zero=True) is None


@given(st.text(max_size=9))
def test_dates_are_total(text):
    assert parse_yymmdd(text, 2026, day_zero=True) is None or len(text) == 6
    assert parse_yyyymmdd(text) is None or len(text) == 8
