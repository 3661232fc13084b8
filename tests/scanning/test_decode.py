"""The symbol reader reads back what is drawn, byte for byte, and believes no weak symbol."""

import subprocess
import sys

import pytest
import zxingcpp

from qtrace.ports import Symbol, SymbolReader
from qtrace.scanning import decode, engines
from qtrace.scanning.decode import SymbolReaderAdapter, decode_gray
from qtrace.scanning.gates import is_weak, passes_gate

BRACKETED = "(01)09506000134352(17)310531(10)LOT/26A(21)SN7"
ELEMENT_STRING = b"01095060001343521731053110LOT/26A\x1d21SN7"
Format = zxingcpp.BarcodeFormat


def drawn(content: str, kind: Format, **options) -> tuple[bytes, int, int]:
    image = memoryview(zxingcpp.create_barcode(content, kind, **options).to_image(scale=3))
    height, width = image.shape
    return image.tobytes(), width, height


@pytest.mark.parametrize(
    ("content", "kind", "options", "symbol"),
    [
        (BRACKETED, Format.DataMatrix, {"gs1": True, "forceSquare": True}, ("]d2", ELEMENT_STRING)),
        (BRACKETED, Format.Code128, {"gs1": True}, ("]C1", ELEMENT_STRING)),
        (BRACKETED, Format.QRCode, {"gs1": True}, ("]Q3", ELEMENT_STRING)),
        ("L26-04817-H", Format.Code128, {}, ("]C0", b"L26-04817-H")),
        ("L26-04817-H/07", Format.DataMatrix, {"forceSquare": True}, ("]d1", b"L26-04817-H/07")),
        ("+A123BJC5D6E71G", Format.Code39Std, {}, ("]A1", b"+A123BJC5D6E71G")),
        ("LOT/A1", Format.Code39Std, {}, ("]A0", b"LOT/A1")),
        ("9506000134352", Format.EAN13, {}, ("]E0", b"9506000134352")),
        ("09506000134352", Format.ITF14, {}, ("]I1", b"09506000134352")),
    ],
)
def test_bytes_and_identifier_come_back_exactly(content, kind, options, symbol):
    [found] = SymbolReaderAdapter().read(*drawn(content, kind, **options))
    assert (found.aim_id, found.data) == symbol


def test_the_adapter_is_the_port():
    reader: SymbolReader = SymbolReaderAdapter()
    [symbol] = reader.read(*drawn("L26-04817-H", Format.Code128))
    assert symbol == Symbol("Code128", b"L26-04817-H", "]C0")


def test_a_picture_without_symbols_gives_none():
    assert decode_gray(bytes([255]) * 10_000, 100, 100) == []
    assert SymbolReaderAdapter().read(bytes([255]) * 10_000, 100, 100) == ()


@pytest.mark.parametrize(("width", "height"), [(10, 11), (0, 100), (-10, -10)])
def test_a_buffer_of_another_size_is_refused(width, height):
    with pytest.raises(ValueError, match="grey pixels"):
        decode_gray(bytes(100), width, height)


def test_a_buffer_with_rows_needs_no_size():
    pixels, width, height = drawn("L26-04817-H", Format.Code128)
    rows = memoryview(pixels).cast("B", (height, width))
    assert decode_gray(rows) == decode_gray(pixels, width, height)
    with pytest.raises(ValueError, match="width and height"):
        decode_gray(pixels)


@pytest.mark.parametrize(
    ("name", "data", "believed"),
    [
        ("ITF", b"09506000134352", True),
        ("ITF", b"09506000134353", False),
        ("ITF", b"950600", False),
        ("Code39", b"+A123BJC5D6E71G", True),
        ("Code39", b"+A123BJC5D6E71H", False),
        ("Code39", b"+A123bJC5D6E71G", False),
        ("Code39", b"LOT/A1", True),
        ("Code39", b"", False),
        ("PDF417", b"[)>\x1e06\x1dP123\x1e\x04", True),
        ("PDF417", b"\x80\x01", False),
        ("Code128", b"A", True),
        ("Code128", b"", False),
    ],
)
def test_gates(name, data, believed):
    assert passes_gate(name, data) is believed


@pytest.mark.parametrize(
    ("name", "data", "weak"),
    [
        ("EAN13", b"9506000134352", True),
        ("Code39Std", b"LOT/A1", True),
        ("Code39Std", b"+A123BJC5D6E71G", False),
        ("PDF417", b"A", True),
        ("DataMatrix", b"A", False),
        ("Code128", b"A", False),
    ],
)
def test_weak_symbols_are_named(name, data, weak):
    assert is_weak(name, data) is weak


def test_upc_e_is_not_looked_for_and_upc_a_is_an_ean():
    """On still pictures rulings were read as UPC-E again and again, so that two looks agreed."""
    assert decode_gray(*drawn("01234565", Format.UPCE)) == []
    assert decode_gray(*drawn("036000291452", Format.UPCA)) == [
        ("EAN13", b"0036000291452", "]E0"),
    ]


def test_the_second_reader_sees_what_the_first_missed(monkeypatch):
    monkeypatch.setattr(decode, "by_zxing", lambda _picture: iter(()))
    read = SymbolReaderAdapter().read
    assert read(*drawn("09506000134352", Format.ITF14)) == (
        Symbol("ITF", b"09506000134352", "]I1"),
    )
    assert read(*drawn(BRACKETED, Format.Code128, gs1=True)) == (
        Symbol("Code128", ELEMENT_STRING, ""),
    )


def test_without_the_second_library_the_first_still_reads(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    engines._zbar.cache_clear()
    try:
        assert SymbolReaderAdapter().read(bytes([255]) * 10_000, 100, 100) == ()
        assert len(decode_gray(*drawn("L26-04817-H", Format.Code128))) == 1
    finally:
        engines._zbar.cache_clear()


def test_libraries_load_on_first_use():
    code = (
        "import sys, qtrace.scanning.decode;"
        "print(sorted({'zxingcpp', 'pyzbar', 'numpy'} & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
