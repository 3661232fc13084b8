"""MA codes in their three forms; samples are those of public repositories."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.ma import MaFields, parse_ma, write_ma
from qtrace.domain.codes.reasons import Agency, CodeError, CodeReason, Verdict

YEAR = 2026
DI = "MA.156.M0.100472.11103316"
XML = (
    '<UDI IAC="MA"><DI>MA.156.M0.100472.11103316</DI><SN>S1</SN><MFG>260101</MFG><LOT>LA26</LOT>'
    "<EXP>20280101</EXP><VAL>20271231</VAL></UDI>"
)


def read(text):
    return parse_ma(text, YEAR)


def found_at(message):
    return [(reason.code, reason.position) for reason in message.reasons]


def test_a_sample_of_the_market_reads_completely():
    text = "MA.156.M0.100350.01004YA10017.SLMSAGAAAC.M210628.LAY21062803.E220628.V220627.C3"
    found = read(text)
    assert (found.verdict, found.agency, found.format) == (Verdict.VALID, Agency.MA, "ma")
    assert found.reasons == ()
    assert found.di == "MA.156.M0.100350.01004YA10017"
    assert (found.serial, found.lot) == ("LMSAGAAAC", "AY21062803")
    assert (found.mfg, found.expiry) == (date(2021, 6, 28), date(2022, 6, 27))
    assert (found.get("check"), found.get("package_level")) == ("3", "0")
    for part in found.parts:
        assert text.startswith(part.mark + part.value, part.position)


def test_the_readme_sample_uses_the_older_letter_and_its_check_is_not_judged():
    """Its author's own program does not reproduce this check character."""
    found = read(f"{DI}.S1576130942.P190101.LABS20191201.E191201.C7")
    assert (found.verdict, found.mfg, found.expiry) == (
        *(Verdict.VALID, date(2019, 1, 1), date(2019, 11, 30)),
    )
    assert read(DI).verdict is Verdict.VALID


def test_the_order_of_production_identifiers_is_free():
    one, two = read(f"{DI}.LA1.S2.V261231"), read(f"{DI}.V20261231.S2.LA1")
    for found in (one, two):
        assert (found.lot, found.serial, found.expiry) == ("A1", "2", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("dates", "expiry", "verdict"),
    [
        (".E220130.V220117", date(2022, 1, 17), Verdict.SUSPECT),
        (".E200228.V200307", date(2020, 2, 27), Verdict.SUSPECT),
        (".E260301.V260228", date(2026, 2, 28), Verdict.VALID),
        (".E260301", date(2026, 2, 28), Verdict.VALID),
        (".E00010101", None, Verdict.VALID),
        ("", None, Verdict.VALID),
    ],
)
def test_the_expiry_is_the_last_good_day(dates, expiry, verdict):
    found = read(DI + dates)
    assert (found.expiry, found.verdict) == (expiry, verdict)
    if verdict is Verdict.SUSPECT:
        assert found_at(found) == [(CodeReason.DATES_DISAGREE, len(DI))]


def test_inside_a_web_address():
    text = f"https://www.idcode.org.cn/scan?v=2&code={DI}.LA1&lang=zh"
    found = read(text)
    assert (found.verdict, found.format, found.di, found.lot) == (
        *(Verdict.VALID, "ma_link", DI, "A1"),
    )
    for part in found.parts:
        assert text.startswith(part.mark + part.value, part.position)
    assert read(f"http://x.cn?={DI}#top").di == DI
    assert read("https://x.cn/?code=12").verdict is Verdict.NOT_UDI
    assert found_at(read("https://x.cn/?c=MA.1")) == [(CodeReason.MA_SHAPE, 19)]


def test_as_xml():
    found = read(XML)
    assert (found.verdict, found.format, found.di) == (Verdict.VALID, "ma_xml", DI)
    assert (found.serial, found.lot, found.mfg) == ("S1", "LA26", date(2026, 1, 1))
    assert found.expiry == date(2027, 12, 31)
    for part in found.parts:
        assert XML.startswith(part.mark + part.value, part.position)
    spaced = XML.replace("><", ">\n  <").replace('"', "'")
    assert read('<?xml version="1.0"?>\n' + spaced).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ('<UDI IAC="MA"></UDI>', CodeReason.MA_SHAPE, 14),
        ('<UDI IAC="MA"><LOT>A&amp;B</LOT></UDI>', CodeReason.MA_XML, 14),
        ('<UDI IAC="MA"><LOT><B>1</B></LOT></UDI>', CodeReason.MA_XML, 14),
        ('<UDI IAC="MA"><LOT>A</LOT>', CodeReason.MA_XML, 26),
        ('<UDI IAC="MA"><LOT>A</SN></UDI>', CodeReason.MA_XML, 14),
        ('<UDI IAC="MA"><QTY>A</QTY></UDI>', CodeReason.FIELD_UNKNOWN, 14),
        ('<UDI IAC="MA"><DI>MA.156</DI></UDI>', CodeReason.MA_SHAPE, 25),
        (f'<UDI IAC="MA"><DI>{DI}.L1</DI></UDI>', CodeReason.MA_SHAPE, 18 + len(DI)),
        ('<UDI IAC="MA"><EXP>soon</EXP></UDI>', CodeReason.DATE_INVALID, 19),
        ("MA.", CodeReason.MA_SHAPE, 3),
        ("MA.15.M0.100472.11103316", CodeReason.MA_SHAPE, 3),
        ("MA.156.M1.100472.11103316", CodeReason.MA_SHAPE, 7),
        ("MA.156.M0.10047.11103316", CodeReason.MA_SHAPE, 10),
        ("MA.156.M0.100472.1", CodeReason.MA_SHAPE, 17),
        ("MA.156.M0.100472", CodeReason.MA_SHAPE, 17),
        ("MA.\uff11\uff15\uff16.M0.100472.11103316", CodeReason.MA_SHAPE, 3),
        (f"{DI}.", CodeReason.FIELD_UNKNOWN, 25),
        (f"{DI}.X1", CodeReason.FIELD_UNKNOWN, 25),
        (f"{DI}.s1", CodeReason.FIELD_UNKNOWN, 25),
        (f"{DI}.L", CodeReason.VALUE_MISSING, 27),
        (f"{DI}.L{'A' * 41}", CodeReason.VALUE_TOO_LONG, 67),
        (f"{DI}.LA B", CodeReason.ILLEGAL_CHARACTER, 28),
        (f"{DI}.L批号", CodeReason.NON_ASCII, 27),
        (f"{DI}.V261331", CodeReason.DATE_INVALID, 27),
        (f"{DI}.V26123", CodeReason.DATE_INVALID, 27),
        (f"{DI}.V20261331", CodeReason.DATE_INVALID, 27),
        (f"{DI}.LA.LB", CodeReason.FIELD_REPEATED, 28),
        (f"{DI}.M260101.P260102", CodeReason.FIELD_REPEATED, 33),
        ("ma.156.m0.100472.11103316", CodeReason.CAPS_LOCK, 0),
    ],
)
def test_a_fault_is_told_with_its_place(text, code, position):
    found = read(text)
    assert found.verdict is Verdict.INVALID
    assert found_at(found) == [(code, position)]


def test_the_same_date_under_both_letters_is_harmless():
    assert read(f"{DI}.M260101.P260101").verdict is Verdict.VALID


@pytest.mark.parametrize(
    "text", ["", "MA", "MA1.156", "MAX", "<UDI>", '<UDI IAC="AHM">', "http://"]
)
def test_other_texts_are_not_taken(text):
    assert read(text).verdict is Verdict.NOT_UDI


def test_a_text_without_end_is_refused():
    assert found_at(read("MA." * 4000)) == [(CodeReason.TOO_LONG, 8192)]


values = st.text(st.sampled_from("ABCabc019-/_&=<>"), max_size=20)
days = st.none() | st.dates(date(1980, 1, 1), date(2070, 1, 1))


@given(
    st.builds(
        MaFields,
        di=st.sampled_from([DI, "MA.156.M0.100350.01004YA10017"]),
        serial=values,
        mfg=days,
        lot=values,
        sterilisation_lot=values,
        expiry=days,
        check=st.sampled_from(["", "3"]),
    )
)
def test_what_is_written_is_read_back(fields):
    found = read(write_ma(fields, YEAR))
    assert found.verdict is Verdict.VALID
    assert (found.di, found.serial or "", found.lot or "") == (fields.di, fields.serial, fields.lot)
    assert (found.mfg, found.expiry) == (fields.mfg, fields.expiry)
    assert (found.get("sterilisation_lot") or "") == fields.sterilisation_lot
    assert (found.get("check") or "") == fields.check


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (MaFields(""), CodeReason.NOT_RECOGNISED),
        (MaFields("MA.156"), CodeReason.MA_SHAPE),
        (MaFields(DI, lot="A.SB"), CodeReason.ILLEGAL_CHARACTER),
        (MaFields(DI, lot="A B"), CodeReason.ILLEGAL_CHARACTER),
        (MaFields(DI, expiry=date(2100, 1, 1)), CodeReason.DATE_INVALID),
    ],
)
def test_what_would_not_read_back_is_not_written(fields, code):
    with pytest.raises(CodeError) as caught:
        write_ma(fields, YEAR)
    assert caught.value.reason.code is code


@given(
    st.lists(
        st.sampled_from(
            [DI, "MA.", ".", "L", "V26", "1231", "=", "http://", XML, "<UDI>", "</DI>", "<DI>", "&"]
        ),
        max_size=8,
    ).map("".join)
)
def test_every_text_has_an_answer(text):
    found = read(text)
    assert found.raw == text
    assert (found.verdict is Verdict.VALID) == (found.reasons == ())
    assert all(0 <= reason.position <= len(text) for reason in found.reasons)
