"""Writing HIBC labels: what is written reads back, what is not allowed is not written."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qtrace.domain.codes.hibc import is_pair, merge_hibc, parse_hibc
from qtrace.domain.codes.hibc_dates import ExpiryForm, month_end
from qtrace.domain.codes.hibc_write import HibcFields, printed_form, write_hibc
from qtrace.domain.codes.reasons import CodeError, CodeReason, Verdict
from tests.domain.codes.samples import YEAR

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHANUMERIC = CAPITALS + "0123456789"
PLAIN = HibcFields("A123", "BJC5D6E7", 1)

names = st.text(ALPHANUMERIC + "-.", min_size=1, max_size=18)


@st.composite
def labels(draw):
    """Fields that the standard allows."""
    form = draw(st.sampled_from(ExpiryForm))
    days = st.dates(date(1977, 1, 1), date(2076, 12, 31))
    expiry = draw(st.none() | (days.map(month_end) if form is ExpiryForm.MMYY else days))
    has_hour = form.has_hour and expiry is not None
    return HibcFields(
        lic=draw(st.sampled_from(CAPITALS)) + draw(st.text(ALPHANUMERIC, min_size=3, max_size=3)),
        pcn=draw(st.text(ALPHANUMERIC, min_size=1, max_size=18)),
        unit=draw(st.integers(0, 9)),
        lot=draw(st.none() | names),
        serial=draw(st.none() | names),
        expiry=expiry,
        form=form,
        hour=draw(st.integers(0, 23)) if has_hour else None,
        mfg=draw(st.none() | st.dates()),
        quantity=draw(st.none() | st.integers(1, 99_999)),
    )


def _says(message, fields):
    """True if `message` says what `fields` say of lot, dates and quantity."""
    quantity = None if message.quantity is None else int(message.quantity)
    return (message.lot, message.serial, message.expiry, message.mfg, quantity) == (
        *(fields.lot, fields.serial, fields.expiry, fields.mfg, fields.quantity),
    )


@given(labels())
def test_what_is_written_reads_back(fields):
    texts = write_hibc(fields, YEAR)
    name = f"{fields.lic}{fields.pcn}{fields.unit}"
    primary, combined = parse_hibc(texts.primary, YEAR), parse_hibc(texts.combined, YEAR)
    assert (primary.verdict, primary.di) == (Verdict.VALID, name)
    assert (combined.verdict, combined.di) == (Verdict.VALID, name)
    assert _says(combined, fields)
    for text in (texts.primary, texts.combined):
        assert parse_hibc(printed_form(text), YEAR).di == name
    if texts.secondary is None:
        assert texts.combined == texts.primary
        return
    second = parse_hibc(texts.secondary, YEAR)
    assert second.verdict is Verdict.INCOMPLETE
    assert is_pair(primary, second)
    merged = merge_hibc(primary, second)
    assert (merged.verdict, merged.di) == (Verdict.VALID, name)
    assert _says(merged, fields)
    if fields.hour is not None:
        assert int(merged.get("expiry_hour")[-2:]) == fields.hour


@pytest.mark.parametrize(
    ("fields", "secondary"),
    [
        (PLAIN, None),
        (replace(PLAIN, lot="A1"), "+$A1GL"),
        (replace(PLAIN, serial="A1"), "+$$+7A1G"),
        (replace(PLAIN, lot="L", serial="S"), "+$L/SSG"),
        (replace(PLAIN, expiry=date(2026, 9, 30), form=ExpiryForm.MMYY), "+$$0926G"),
        (replace(PLAIN, expiry=date(2026, 9, 2), form=ExpiryForm.MMDDYY), "+$$2090226G"),
        (replace(PLAIN, expiry=date(2026, 9, 2), serial="S"), "+$$+3260902SG"),
        (
            replace(PLAIN, expiry=date(2026, 9, 2), form=ExpiryForm.YYMMDDHH, hour=7, lot="L"),
            "+$$426090207LG",
        ),
        (replace(PLAIN, expiry=date(2026, 2, 1), form=ExpiryForm.YYJJJ), "+$$526032G"),
        (replace(PLAIN, expiry=date(2026, 2, 1), form=ExpiryForm.YYJJJHH, hour=0), "+$$62603200G"),
        (
            replace(PLAIN, lot="L", expiry=date(2126, 2, 1), form=ExpiryForm.YYYYMMDD, quantity=5),
            "+$L/14D21260201/Q5G",
        ),
        (replace(PLAIN, mfg=date(2026, 1, 2)), "+$/16D20260102G"),
    ],
)
def test_the_secondary_symbol_takes_the_form_of_the_standard(fields, secondary):
    written = write_hibc(fields, YEAR).secondary
    assert written is secondary is None or written.startswith(secondary)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        (replace(PLAIN, lic="1234"), CodeReason.ILLEGAL_CHARACTER, "lic"),
        (replace(PLAIN, lic="A12"), CodeReason.VALUE_TOO_SHORT, "lic"),
        (replace(PLAIN, lic="A1234"), CodeReason.VALUE_TOO_LONG, "lic"),
        (replace(PLAIN, lic=""), CodeReason.VALUE_MISSING, "lic"),
        (replace(PLAIN, pcn=""), CodeReason.VALUE_MISSING, "pcn"),
        (replace(PLAIN, pcn="a"), CodeReason.ILLEGAL_CHARACTER, "pcn"),
        (replace(PLAIN, pcn="A" * 19), CodeReason.VALUE_TOO_LONG, "pcn"),
        (replace(PLAIN, unit=10), CodeReason.CONTENT_INVALID, "unit"),
        (replace(PLAIN, unit=-1), CodeReason.CONTENT_INVALID, "unit"),
        (replace(PLAIN, lot=""), CodeReason.VALUE_MISSING, "lot"),
        (replace(PLAIN, lot="A/B"), CodeReason.ILLEGAL_CHARACTER, "lot"),
        (replace(PLAIN, lot="A" * 19), CodeReason.VALUE_TOO_LONG, "lot"),
        (replace(PLAIN, serial="٣"), CodeReason.ILLEGAL_CHARACTER, "serial"),
        (replace(PLAIN, expiry=date(2077, 1, 1)), CodeReason.DATE_INVALID, "expiry"),
        (
            replace(PLAIN, expiry=date(2026, 9, 29), form=ExpiryForm.MMYY),
            CodeReason.DATE_INVALID,
            "expiry",
        ),
        (replace(PLAIN, hour=3), CodeReason.TIME_INVALID, "expiry"),
        (replace(PLAIN, expiry=date(2026, 9, 2), hour=3), CodeReason.TIME_INVALID, "expiry"),
        (
            replace(PLAIN, expiry=date(2026, 9, 2), form=ExpiryForm.YYMMDDHH),
            CodeReason.TIME_INVALID,
            "expiry",
        ),
        (
            replace(PLAIN, expiry=date(2026, 9, 2), form=ExpiryForm.YYJJJHH, hour=24),
            CodeReason.TIME_INVALID,
            "expiry",
        ),
        (replace(PLAIN, quantity=0), CodeReason.CONTENT_INVALID, "quantity"),
        (replace(PLAIN, quantity=100_000), CodeReason.CONTENT_INVALID, "quantity"),
    ],
)
def test_what_the_standard_does_not_allow_is_not_written(fields, code, field):
    with pytest.raises(CodeError) as caught:
        write_hibc(fields, YEAR)
    assert (caught.value.reason.code, caught.value.reason.facts["field"]) == (code, field)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_lot_and_product_number_read_back_or_are_refused(lot, pcn):
    try:
        texts = write_hibc(replace(PLAIN, lot=lot, pcn=pcn), YEAR)
    except CodeError:
        return
    found = parse_hibc(texts.combined, YEAR)
    assert (found.lot, found.part_number) == (lot, pcn)


@given(labels(), labels())
def test_the_link_character_ties_the_symbols_of_one_label(one, other):
    first, second = write_hibc(one, YEAR), write_hibc(other, YEAR)
    assume(second.secondary is not None)
    foreign = parse_hibc(first.primary, YEAR), parse_hibc(second.secondary, YEAR)
    assert is_pair(*foreign) == (first.primary[-1] == second.primary[-1])
