"""Symbols of one label, whoever issued their codes."""

import pytest

from qtrace.domain.codes.checks import mod43_character
from qtrace.domain.codes.gs1 import Syntax
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.label_join import expiry_text, is_complement, is_known, join
from qtrace.domain.codes.label_message import moved_reason
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from tests.domain.codes.samples import DI, TABLE, YEAR

HIBC = ("+A123BJC5D6E71G", "+$$3261231L1G" + mod43_character("+$$3261231L1G"))
BLOOD = ("=/A9999XYZ100T0944", "=>029032", "=,000025")


def _read(text):
    return interpret(text, TABLE, YEAR)


def _joined(*texts):
    first, *others = map(_read, texts)
    for other in others:
        first = join(first, other, TABLE)
    return first


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("(10)7F42(17)311105", "(01)19506000134359", True),
        ("(01)19506000134359", "(10)7F42(17)311105", True),
        ("(01)19506000134359(10)A", "(01)19506000134359(10)B", False),
        ("(01)19506000134359(10)A", "(01)19506000134359(17)311105", False),
        ("(10)7F42", "(10)7F42", False),
        ("(10)7F42", "(10)7F43(17)311105", False),
        ("(00)395060000000123418", "(01)19506000134359(10)7F42", True),
        ("(01)19506000134351", "(10)7F42", False),
    ],
)
def test_gs1_symbols_of_one_label_are_told_from_two_labels(first, second, together):
    assert is_complement(_read(first), _read(second)) is together
    assert (join(_read(first), _read(second), TABLE) is not None) is together


def test_gs1_symbols_that_must_not_stand_together_are_not_joined():
    assert join(_read("(01)19506000134359"), _read("(21)S(235)T"), TABLE) is None


def test_gs1_symbols_are_merged():
    assert _joined(f"]C1{DI}", "]C110A1").syntax is Syntax.MERGED


@pytest.mark.parametrize("order", [HIBC, HIBC[::-1]])
def test_hibc_symbols_are_joined_in_either_order(order):
    found = _joined(*order)
    assert (found.verdict, found.format) == (Verdict.VALID, "hibc_merged")
    assert (found.di, found.lot) == ("A123BJC5D6E71", "L1")


@pytest.mark.parametrize("order", [BLOOD, BLOOD[::-1], (BLOOD[1], BLOOD[0], BLOOD[2])])
def test_structures_are_joined_in_any_order(order):
    found = _joined(*order)
    assert (found.verdict, found.format) == (Verdict.VALID, "iccbba_merged")
    assert (found.di, found.serial) == (BLOOD[0][2:], "000025")
    assert found.expiry.isoformat() == "2029-02-01"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HIBC[0], HIBC[0]),
        (HIBC[0], "+A99912345/$L1" + mod43_character("+A99912345/$L1")),
        (HIBC[0], "+$L1A" + mod43_character("+$L1A")),
        (HIBC[0], "(10)A1"),
        ("(10)A1", HIBC[1]),
        (HIBC[0], BLOOD[1]),
        (BLOOD[0], BLOOD[0]),
        (BLOOD[1], BLOOD[1]),
        (BLOOD[1], "=>029033"),
        ("MA.156.M0.100001.10000001", BLOOD[1]),
        ("MA.156.M0.100001.10000001", "MF1234567*BAL1"),
    ],
)
def test_symbols_of_two_labels_are_not_joined(first, second):
    assert join(_read(first), _read(second), TABLE) is None


def test_places_move_with_the_text_and_findings_without_a_place_have_none():
    found = join(_read(HIBC[0]), _read(HIBC[1]), TABLE)
    assert found.parts[3].position == len(HIBC[0]) + 2
    assert moved_reason(Reason(CodeReason.HIBC_LINK), 5).position is None
    assert moved_reason(Reason(CodeReason.CHECK_DIGIT, 1), 5).position == 6


def test_a_symbol_that_was_read_before_is_known():
    joined = _joined(*HIBC)
    assert all(is_known(joined, _read(text)) for text in HIBC)
    assert is_known(joined, joined)
    assert not is_known(joined, _read(BLOOD[1]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{DI}17261231", "261231"),
        (f"{DI}10A", None),
        (HIBC[0], None),
        (HIBC[1], "261231"),
        (BLOOD[1], "029032"),
        ("MA.156.M0.100001.10000001.E261231", "261231"),
    ],
)
def test_the_expiry_date_as_it_is_carried(text, shown):
    assert expiry_text(_read(text)) == shown
