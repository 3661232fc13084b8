"""Symbols: what is encoded reads back; what is wrong is refused before a module exists."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.ports import Symbol
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.symbols import (
    GS,
    MIN_MODULE_MM,
    Bars,
    Matrix,
    Resolution,
    Scale,
    Symbology,
    encode,
    raster,
    readable,
    scale_to_fit,
    verify,
)
from tests.printing.support import GS1_LOT, GTIN, LyingReader, ZxingReader

PLAIN = [Symbology.DATAMATRIX, Symbology.QR, Symbology.CODE128]
GS1 = [Symbology.GS1_DATAMATRIX, Symbology.GS1_QR, Symbology.GS1_128]
printable = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=40)
gs1_text = st.text("ABCXYZ0123456789-/().,_%+", min_size=1, max_size=20)


def encoded(symbology: Symbology, content: str) -> Matrix | Bars:
    symbol = encode(symbology, content, 2026)
    assert not isinstance(symbol, PrintRefusal), symbol
    return symbol


def refused(symbology: Symbology, content: str) -> PrintRefusal:
    refusal = encode(symbology, content, 2026)
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is PrintRefusalCode.SYMBOL_DATA_INVALID
    return refusal


@pytest.mark.parametrize("symbology", PLAIN)
@given(content=printable)
def test_any_printable_text_reads_back(symbology: Symbology, content: str) -> None:
    assert verify(encoded(symbology, content), ZxingReader()) is None


@pytest.mark.parametrize("content", ["99", "9912", "99A", "9", "99999", "9A9", "100", "98-99"])
def test_digit_pairs_that_look_like_switches_stay_digits(content: str) -> None:
    assert verify(encoded(Symbology.CODE128, content), ZxingReader()) is None


@pytest.mark.parametrize("symbology", GS1)
@given(lot=gs1_text, serial=gs1_text)
def test_element_strings_read_back_with_their_separators(
    symbology: Symbology, lot: str, serial: str
) -> None:
    content = f"01{GTIN}10{lot}{GS}21{serial}"
    assert verify(encoded(symbology, content), ZxingReader()) is None


@pytest.mark.parametrize("symbology", GS1)
@pytest.mark.parametrize(
    "content",
    [
        f"01{GTIN[:-1]}3",  # check digit
        f"01{GTIN}17281331",  # day and month that do not exist
        "0106901",  # cut short
        f"01{GTIN}10",  # empty value
        f"01{GTIN}10LOT~1",  # character outside the set
    ],
)
def test_wrong_element_strings_are_refused(symbology: Symbology, content: str) -> None:
    refusal = refused(symbology, content)
    assert refusal.facts["reason"]
    assert refusal.facts["position"].isdigit()


@pytest.mark.parametrize("symbology", list(Symbology))
@pytest.mark.parametrize("content", ["", "批号", "A\nB", "A" * 301])
def test_what_no_symbol_carries_is_refused(symbology: Symbology, content: str) -> None:
    refused(symbology, content)


def test_separator_outside_gs1_is_refused() -> None:
    assert refused(Symbology.DATAMATRIX, f"A{GS}B").facts["position"] == "1"


def test_datamatrix_is_square_with_quiet_zone() -> None:
    symbol = encoded(Symbology.GS1_DATAMATRIX, GS1_LOT)
    assert isinstance(symbol, Matrix)
    assert len(symbol.rows) == len(symbol.rows[0])
    assert symbol.width_modules == len(symbol.rows) + 2 * symbol.quiet
    assert symbol.native_width_modules > symbol.width_modules


def test_runs_cover_exactly_the_dark_modules() -> None:
    symbol = encoded(Symbology.DATAMATRIX, "L26-04817-H/01")
    assert isinstance(symbol, Matrix)
    grid = [["0"] * len(symbol.rows) for _ in symbol.rows]
    for column, row, length in symbol.runs():
        for offset in range(length):
            assert grid[row][column + offset] == "0"
            grid[row][column + offset] = "1"
    assert tuple("".join(row) for row in grid) == symbol.rows


@pytest.mark.parametrize(
    "found",
    [
        (),
        (Symbol("DataMatrix", b"L26-04817-H/02", "]d1"),),
        (Symbol("DataMatrix", b"L26-04817-H/01", "]d2"),),  # right text, wrong meaning
    ],
)
def test_wrong_reading_refuses_the_symbol(found: tuple[Symbol, ...]) -> None:
    symbol = encoded(Symbology.DATAMATRIX, "L26-04817-H/01")
    refusal = verify(symbol, LyingReader(*found))
    assert refusal is not None
    assert refusal.code is PrintRefusalCode.SYMBOL_READS_BACK_WRONG


def test_a_flipped_module_row_is_noticed() -> None:
    symbol = encoded(Symbology.CODE128, "CMD-ACCEPT-9")
    assert isinstance(symbol, Bars)
    broken = Bars(
        symbol.symbology, symbol.content, symbol.modules[:30] + "1111" + symbol.modules[34:]
    )
    assert verify(broken, ZxingReader()) is not None


def test_raster_has_the_announced_size() -> None:
    pixels, width, height = raster(encoded(Symbology.QR, "A"))
    assert len(pixels) == width * height


@given(
    dpi=st.sampled_from([203, 300, 600]),
    available=st.floats(5, 120),
    most=st.floats(0.3, 1.5),
    symbology=st.sampled_from([Symbology.DATAMATRIX, Symbology.CODE128]),
    native=st.booleans(),
)
def test_module_is_whole_dots_and_fits(
    dpi: int, available: float, most: float, symbology: Symbology, native: bool
) -> None:
    symbol = encoded(symbology, "L26-04817-H/01")
    scale = scale_to_fit(symbol, available, Resolution(dpi, native), most)
    modules = symbol.native_width_modules if native else symbol.width_modules
    dot = 25.4 / dpi
    smallest = math.ceil(MIN_MODULE_MM / dot - 1e-9) * dot
    if isinstance(scale, PrintRefusal):
        assert scale.code is PrintRefusalCode.SYMBOL_DOES_NOT_FIT
        assert modules * smallest > available
        assert float(scale.facts["needed_mm"]) == pytest.approx(modules * smallest, abs=0.06)
        assert float(scale.facts["available_mm"]) == pytest.approx(available, abs=0.06)
        return
    assert isinstance(scale, Scale)
    assert scale.module_mm == pytest.approx(scale.dots * dot)
    assert scale.module_mm >= MIN_MODULE_MM - 1e-9
    assert modules * scale.module_mm <= available + 1e-6


def test_long_gs1_128_does_not_fit_a_narrow_label() -> None:
    symbol = encoded(Symbology.GS1_128, f"01{GTIN}1731110510LOT-0123456789ABCD{GS}21SN-00000042")
    refusal = scale_to_fit(symbol, 66, Resolution(203), 0.5)
    assert isinstance(refusal, PrintRefusal)
    assert float(refusal.facts["needed_mm"]) > 66


@given(text=st.text("0123456789AB\x1d", min_size=1, max_size=20))
def test_set_split_keeps_the_content(text: str) -> None:
    symbol = Bars(Symbology.CODE128, text, "1")
    digits, rest = symbol.split_sets()
    assert digits + rest == text
    assert all(character.isdigit() or character == GS for character in digits)
    assert sum(character.isdigit() for character in digits) % 2 == 0


def test_readable_form_has_brackets() -> None:
    assert readable(GS1_LOT) == f"(01){GTIN}(17)311105(10)L26-04817-H(30)100"
    assert readable(f"??{GS}!") == "?? !"
