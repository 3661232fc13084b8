"""Samples held against a supplier format: what was read, and where a text ceases to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.characters import MAX_LENGTH
from qtrace.domain.codes.supplier_format import SupplierFormat, compile_format
from qtrace.domain.codes.supplier_trial import MisfitCode, try_sample

YEAR = 2026
BARRED = "P{part:1..20}|Q{qty:digits}|L{lot:3..6}|D{expiry:YYMMDD}"
FIXED = "AC{part:4 digits}{lot:2..4 capitals}{mfg:YYWW}"


def made(pattern: str) -> SupplierFormat:
    found = compile_format("Acme", pattern)
    assert isinstance(found, SupplierFormat), found
    return found


def test_what_fits_is_told_field_by_field():
    found = try_sample(made(BARRED), "P4711|Q50|LB26|D261231", YEAR)
    assert found.misfit is None
    assert found.message.lot == "B26"
    assert found.read == (
        ("part_number", 1, "4711"), ("quantity", 7, "50"), ("lot", 11, "B26"),
        ("expiry", 16, "261231"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "text", "code", "position", "read"),
    [
        (BARRED, "", MisfitCode.TEXT_MISSING, 0, 0),
        (BARRED, "X4711", MisfitCode.TEXT_MISSING, 0, 0),
        (BARRED, "P4711", MisfitCode.TEXT_MISSING, 5, 1),
        (BARRED, "P4711|50", MisfitCode.TEXT_MISSING, 6, 1),
        (BARRED, "P4711|Q5A|LB26|D261231", MisfitCode.CHARACTER, 8, 1),
        (BARRED, "P4711|Q50|LB2|D261231", MisfitCode.TOO_SHORT, 13, 2),
        (BARRED, "P4711|Q50|LB261234|D261231", MisfitCode.TOO_LONG, 17, 2),
        (BARRED, "P4711|Q50|LB26|D2612", MisfitCode.TOO_SHORT, 20, 3),
        (BARRED, "P4711|Q50|LB26|D2612310", MisfitCode.GOES_ON, 22, 4),
        (BARRED, "P4711|Q50|LB26|D261331", MisfitCode.DATE, 16, 3),
        (BARRED, "P|Q50|LB26|D261231", MisfitCode.TOO_SHORT, 1, 0),
        (FIXED, "AC12", MisfitCode.TOO_SHORT, 4, 0),
        (FIXED, "AC1234AB", MisfitCode.TOO_SHORT, 6, 1),
        (FIXED, "AC1234AB26A5", MisfitCode.CHARACTER, 10, 2),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(pattern, text, code, position, read):
    form = made(pattern)
    found = try_sample(form, text, YEAR)
    assert (found.misfit.code, found.misfit.position) == (code, position)
    assert len(found.read) == read
    assert found.message is None


def test_a_text_beyond_the_longest_goes_on():
    form = made("L{lot}|{ignore:200 any}")
    found = try_sample(form, "LAB|" + "x" * MAX_LENGTH, YEAR)
    assert found.misfit.code is MisfitCode.GOES_ON


texts = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(["P", "|", "Q", "L", "D", "4711", "50", "B26", "261231", "AC", "AB", " "]),
        max_size=12,
    ).map("".join),
)


@given(st.sampled_from([BARRED, FIXED]), texts)
def test_a_trial_and_a_reading_agree(pattern, text):
    form = made(pattern)
    found = try_sample(form, text, YEAR)
    message = form.read(text, YEAR)
    assert (found.misfit is None) == (message is not None and not message.reasons)
    for _name, position, value in found.read:
        assert text.startswith(value, position)
    if found.misfit is not None:
        assert 0 <= found.misfit.position <= len(text)
