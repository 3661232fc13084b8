"""AHM by best effort: made up after the one description there is; no real sample is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.ahm import parse_ahm
from qtrace.domain.codes.reasons import Agency, CodeReason, Verdict

YEAR = 2026
TEXT = "MF1234567890123BALOT26*SN0001*MD260101*BD271231*ED280101*PL1"


def read(text):
    return parse_ahm(text, YEAR)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("BA", "*BN")])
def test_every_reading_says_that_it_is_not_verified(text):
    found = read(text)
    assert (found.verdict, found.agency) == (Verdict.SUSPECT, Agency.AHM)
    assert [reason.code for reason in found.reasons] == [CodeReason.AHM_UNVERIFIED]
    assert (found.di, found.lot, found.serial) == ("MF1234567890123", "LOT26", "0001")
    assert (found.mfg, found.expiry) == (date(2026, 1, 1), date(2028, 1, 1))
    assert found.first("best_before").day == date(2027, 12, 31)
    for part in found.parts:
        assert text.startswith(part.mark + part.value, part.position)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("MF1*SN1*XX1", CodeReason.FIELD_UNKNOWN, 8),
        ("MF1*SN1*", CodeReason.FIELD_UNKNOWN, 8),
        ("MF1*SN", CodeReason.VALUE_MISSING, 6),
        ("MF1*SNa b", CodeReason.ILLEGAL_CHARACTER, 7),
        ("MF1*ED261331", CodeReason.DATE_INVALID, 6),
        ("MF1BA1*BN2", CodeReason.FIELD_REPEATED, 7),
    ],
)
def test_a_fault_is_told_with_its_place(text, code, position):
    found = read(text)
    assert found.verdict is Verdict.INVALID
    assert [(reason.code, reason.position) for reason in found.reasons] == [(code, position)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MF",
        "MF123",
        "MF-12*SN1",
        "MF12345678901234*SN1",
        "MF1*2",
        "MF2BASE",
        "81234567890123456789",
    ],
)
def test_other_texts_and_drug_supervision_codes_are_not_taken(text):
    assert read(text).verdict is Verdict.NOT_UDI


def test_a_text_without_end_is_refused():
    assert [reason.code for reason in read("MF1*SN" * 2000).reasons] == [CodeReason.TOO_LONG]


@given(
    st.lists(st.sampled_from(["MF", "1", "BA", "*", "SN", "ED2612", "31", "\u3000"])).map("".join)
)
def test_no_text_is_ever_valid(text):
    found = read(text)
    assert found.raw == text
    assert found.verdict is not Verdict.VALID
    assert all(0 <= reason.position <= len(text) for reason in found.reasons)
