"""ISBT 128 codes: single structures, compound messages, symbols of one label together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.checks import mod37_2
from qtrace.domain.codes.iccbba import IccbbaFields, merge_iccbba, parse_iccbba, write_iccbba
from qtrace.domain.codes.reasons import Agency, CodeError, CodeReason, Verdict

YEAR = 2026
DI = "=/A9999XYZ100T0476"
LABEL = f"{DI}=,000025=A99971712345600=>019032=}}017032&,1000000000000XYZ123"

upper = st.sampled_from("0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ")
digits = st.sampled_from("0123456789")


def read(text):
    return parse_iccbba(text, YEAR)


def codes(message):
    return [reason.code for reason in message.reasons]


def test_the_example_of_the_standard_reads_completely():
    """ST-017: the label in plain text, and the same as a compound message."""
    for text, kind, link in (
        (LABEL, "iccbba", ""),
        (f"=+06000{LABEL}", "iccbba_compound", "06000"),
    ):
        found = read(text)
        assert (found.verdict, found.agency, found.reasons) == (Verdict.VALID, Agency.ICCBBA, ())
        assert (found.format, found.link) == (kind, link)
        assert (found.di, found.serial, found.lot) == (
            *("A9999XYZ100T0476", "000025", "000000000000XYZ123"),
        )
        assert (found.expiry, found.mfg) == (date(2019, 2, 1), date(2017, 2, 1))
        assert found.get("donation") == "A99971712345600"
        for part in found.parts:
            assert text.startswith(part.mark + part.value, part.position)


def test_a_message_of_fixed_order_and_structures_that_are_no_udi():
    found = read("=+04035=/A9997XYZ100T0479=,000012=A99991712345600=>029032")
    assert (found.verdict, found.expiry) == (Verdict.VALID, date(2029, 2, 1))
    found = read("=+04000=Z54991712345600=%T300=<T0416003&>0183652359")
    assert (found.verdict, found.expiry) == (Verdict.INCOMPLETE, date(2018, 12, 31))
    assert (found.get("blood_group"), found.get("product_code")) == ("T300", "T0416003")


def test_blood_bags():
    found = read("=)1TE123456A&)RZ12345678")
    assert (found.di, found.lot, found.verdict) == ("1TE123456A", "RZ12345678", Verdict.VALID)


def test_a_device_identifier_alone_is_valid_and_anything_else_alone_is_not():
    assert read(DI).verdict is Verdict.VALID
    found = read("=>029032")
    assert (found.verdict, codes(found)) == (Verdict.INCOMPLETE, [CodeReason.LABEL_INCOMPLETE])
    assert found.expiry == date(2029, 2, 1)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        (f"=+05000{LABEL}", CodeReason.COMPOUND_COUNT, 0),
        (f"=+01000{DI}=+01000", CodeReason.FIELD_UNKNOWN, 25),
        ("=+0200", CodeReason.VALUE_TOO_SHORT, 2),
        (f"{DI}=", CodeReason.FIELD_UNKNOWN, 18),
        (f"{DI}xyz", CodeReason.FIELD_UNKNOWN, 18),
        (f"{DI}=,", CodeReason.VALUE_MISSING, 20),
        ("=/A9999XYZ100T04", CodeReason.VALUE_TOO_SHORT, 2),
        ("=/a9999XYZ100T0476", CodeReason.ILLEGAL_CHARACTER, 2),
        ("=/A9999XYZ100T047\uff16", CodeReason.NON_ASCII, 17),
        ("=/A9999XYZ100T047\x1d", CodeReason.CONTROL_CHARACTER, 17),
        ("=>029366", CodeReason.DATE_INVALID, 2),
        ("=>029000", CodeReason.DATE_INVALID, 2),
        ("=>029367", CodeReason.DATE_INVALID, 2),
        ("&>0290322400", CodeReason.DATE_INVALID, 2),
        ("&}0290322360", CodeReason.DATE_INVALID, 2),
        ("=}O29032", CodeReason.ILLEGAL_CHARACTER, 2),
        ("=A9O991712345600", CodeReason.CONTENT_INVALID, 1),
        ("=A99991X12345600", CodeReason.CONTENT_INVALID, 1),
        ("=G12341765432171", CodeReason.CHECK_DIGIT, 14),
        (f"{DI}=/A9999XYZ100T0477", CodeReason.FIELD_REPEATED, 18),
        (f"{DI}=)1TE123456A", CodeReason.FIELD_REPEATED, 18),
    ],
)
def test_a_fault_is_told_with_its_place(text, code, position):
    found = read(text)
    assert found.verdict is Verdict.INVALID
    assert [(reason.code, reason.position) for reason in found.reasons] == [(code, position)]


def test_the_flags_of_a_donation_number_are_its_check():
    """ST-001 appendix A.2: G123417654321 has the check value 10, flags 70; 00 is no check."""
    assert mod37_2("G123417654321") == 10
    assert read("=G12341765432170").verdict is Verdict.INCOMPLETE
    assert read("=G12341765432100").verdict is Verdict.INCOMPLETE
    assert read("=G123417654321AB").verdict is Verdict.INCOMPLETE


@pytest.mark.parametrize(
    "text", ["", "A", "+A", "&", "=", "&,2", "=O", "= 1", "ABC", "&#0105ABC12"]
)
def test_other_texts_are_not_taken(text):
    assert read(text).verdict is Verdict.NOT_UDI


def test_a_text_without_end_is_refused():
    assert codes(read("=/" + "A" * 9000)) == [CodeReason.TOO_LONG]


def test_the_century_is_the_nearest():
    assert parse_iccbba("=>999001", 2026).expiry == date(1999, 1, 1)
    assert parse_iccbba("=>999001", 2990).expiry == date(2999, 1, 1)
    assert parse_iccbba("=>000001", 1).verdict is Verdict.INVALID


def test_symbols_of_one_label_become_one_message():
    found = merge_iccbba([read(DI), read("=,000025=>029032"), read("=>029032")])
    assert (found.verdict, found.format) == (Verdict.VALID, "iccbba_merged")
    assert (found.di, found.serial, found.expiry) == (
        *("A9999XYZ100T0476", "000025", date(2029, 2, 1)),
    )
    assert len(found.parts) == 3
    for part in found.parts:
        assert found.raw.startswith(part.mark + part.value, part.position)


def test_merging_asks_for_the_device_identifier_and_for_agreement():
    assert merge_iccbba([read("=,000025"), read("=>029032")]).verdict is Verdict.INCOMPLETE
    assert merge_iccbba([]).verdict is Verdict.INCOMPLETE
    two = merge_iccbba([read(DI), read("=/A9999XYZ100T0477")])
    assert (two.verdict, codes(two)) == (Verdict.INVALID, [CodeReason.FIELD_REPEATED])
    assert two.reasons[0].position == len(DI) + 1
    bad = merge_iccbba([read(DI), read("=>029367"), read("=/" + "A" * 9000), read("X")])
    assert [(reason.code, reason.position) for reason in bad.reasons] == [
        (CodeReason.DATE_INVALID, len(DI) + 3),
        (CodeReason.TOO_LONG, 19 + 9 + 8192),
        (CodeReason.NOT_RECOGNISED, 19 + 9 + 9003),
    ]


@given(
    st.builds(
        IccbbaFields,
        di=st.one_of(
            st.text(upper, min_size=16, max_size=16), st.text(upper, min_size=10, max_size=10)
        ),
        donation=st.one_of(
            st.just(""), st.text(digits, min_size=8, max_size=8).map(lambda n: f"A9999{n}")
        ),
        serial=st.one_of(st.just(""), st.text(upper, min_size=6, max_size=6)),
        expiry=st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
        mfg=st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1)),
        lot=st.one_of(st.just(""), st.text(upper, min_size=18, max_size=18)),
    )
)
def test_what_is_written_is_read_back(fields):
    found = read(write_iccbba(fields, YEAR))
    assert found.verdict is Verdict.VALID
    assert (found.di, found.serial or "", found.lot or "") == (fields.di, fields.serial, fields.lot)
    assert (found.expiry, found.mfg) == (fields.expiry, fields.mfg)
    assert (found.get("donation") or "").startswith(fields.donation)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (IccbbaFields(), CodeReason.EMPTY),
        (IccbbaFields(di="SHORT"), CodeReason.VALUE_TOO_SHORT),
        (IccbbaFields(di="A9999XYZ100T0476", lot="x" * 18), CodeReason.ILLEGAL_CHARACTER),
        (IccbbaFields(donation="a" * 13), CodeReason.NOT_RECOGNISED),
        (IccbbaFields(expiry=date(3999, 1, 1)), CodeReason.DATE_INVALID),
    ],
)
def test_what_would_not_read_back_is_not_written(fields, code):
    with pytest.raises(CodeError) as caught:
        write_iccbba(fields, YEAR)
    assert caught.value.reason.code is code


@given(st.text(st.sampled_from("=/,>}&)+%<1A09Oa ."), max_size=40))
def test_every_text_has_an_answer(text):
    found = read(text)
    assert found.raw == text
    assert (found.verdict is Verdict.VALID) == (found.reasons == ())
    assert all(0 <= reason.position <= len(text) for reason in found.reasons)
