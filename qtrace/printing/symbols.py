"""Symbols as pure geometry: encoded by tested libraries, checked, and read back before printing.

2D symbols come from zxing-cpp's writer, linear ones from python-barcode's encoder; both end as
modules that the PDF draws as rectangles and the printer draws natively. The writers accept wrong
check digits and impossible dates, so every content is judged by `qtrace.domain.codes` first.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from qtrace.domain.codes.gs1 import GS1Message, parse_gs1
from qtrace.domain.codes.reasons import Verdict
from qtrace.ports import SymbolReader
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.reference import ai_table

MIN_MODULE_MM = 0.25
GS = "\x1d"
_FNC1 = "\xf1"
_MAX_CONTENT = 300
_MODULE_PX = 4


class Symbology(StrEnum):
    """Symbols we draw."""

    DATAMATRIX = "DataMatrix"
    GS1_DATAMATRIX = "GS1 DataMatrix"
    QR = "QR"
    GS1_QR = "GS1 QR"
    CODE128 = "Code 128"
    GS1_128 = "GS1-128"

    @property
    def is_gs1(self) -> bool:
        """True if FNC1 in the first place announces element strings."""
        return self in (Symbology.GS1_DATAMATRIX, Symbology.GS1_QR, Symbology.GS1_128)

    @property
    def is_linear(self) -> bool:
        """True for bars, False for a matrix."""
        return self in (Symbology.CODE128, Symbology.GS1_128)


# AIM identifiers a reader reports, by symbology. Source: ISO/IEC 15424, tables of ]C, ]d, ]Q.
_AIM = {
    Symbology.DATAMATRIX: "]d1",
    Symbology.GS1_DATAMATRIX: "]d2",
    Symbology.QR: "]Q1",
    Symbology.GS1_QR: "]Q3",
    Symbology.CODE128: "]C0",
    Symbology.GS1_128: "]C1",
}


# Square DataMatrix sizes. Source: ISO/IEC 16022, table of ECC 200 symbol attributes.
_SQUARE_SIZES = (
    *range(10, 27, 2),
    *range(32, 53, 4),
    *range(64, 105, 8),
    *range(120, 145, 12),
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A square 2D symbol.

    Attributes:
        symbology: what it is.
        content: the text it carries, 0x1D between variable elements, no leading FNC1.
        rows: one text of `1` (dark) and `0` per row, without quiet zone.
        quiet: light modules needed on every side.
    """

    symbology: Symbology
    content: str
    rows: tuple[str, ...]
    quiet: int

    @property
    def width_modules(self) -> int:
        """Modules across, quiet zones included."""
        return len(self.rows[0]) + 2 * self.quiet

    @property
    def native_width_modules(self) -> int:
        """Modules across that another encoder may need for the same content: one size more."""
        size = len(self.rows)
        larger = next((larger for larger in _SQUARE_SIZES if larger > size), size)
        return larger + 2 * self.quiet

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Dark runs as (column, row, length), without quiet zone."""
        for y, row in enumerate(self.rows):
            yield from ((x, y, length) for x, length in _dark_runs(row))


@dataclass(frozen=True, slots=True)
class Bars:
    """A linear symbol.

    Attributes:
        symbology: what it is.
        content: the text it carries, 0x1D between variable elements, no leading FNC1.
        modules: `1` (bar) and `0` (space), without quiet zone.
        quiet: light modules needed at both ends. Source: ISO/IEC 15417, 10 X.
    """

    symbology: Symbology
    content: str
    modules: str
    quiet: int = 10

    @property
    def width_modules(self) -> int:
        """Modules across, quiet zones included."""
        return len(self.modules) + 2 * self.quiet

    def split_sets(self) -> tuple[str, str]:
        """The content as a part of digit pairs (code set C) and a rest (code set B).

        One switch and no more: label printers and their emulators agree on this form only. A
        separator may stand in either part.
        """
        position = 0
        while position < len(self.content):
            if self.content[position] == GS:
                position += 1
            elif re.match(r"[0-9]{2}", self.content[position : position + 2]):
                position += 2
            else:
                break
        return self.content[:position], self.content[position:]

    @property
    def native_width_modules(self) -> int:
        """Modules across as a label printer draws `split_sets`, quiet zones included."""
        digits, rest = self.split_sets()
        in_c = digits.count(GS) + (len(digits) - digits.count(GS)) // 2
        switch = 1 if digits and rest else 0
        first = 1 if self.symbology.is_gs1 else 0
        # Start and check character with the content, 11 modules each, and the stop of 13.
        return 11 * (2 + first + in_c + switch + len(rest)) + 13 + 2 * self.quiet

    def runs(self) -> Iterator[tuple[int, int]]:
        """Bars as (first module, length), without quiet zone."""
        yield from _dark_runs(self.modules)


def _dark_runs(row: str) -> Iterator[tuple[int, int]]:
    start = row.find("1")
    while start >= 0:
        end = row.find("0", start)
        end = len(row) if end < 0 else end
        yield start, end - start
        start = row.find("1", end)


def encode(symbology: Symbology, content: str, ref_year: int) -> Matrix | Bars | PrintRefusal:
    """The symbol of `content`, judged before it is drawn.

    Args:
        symbology: what to draw.
        content: an element string with 0x1D between variable elements and no leading FNC1 for
            the GS1 symbologies, any printable ASCII text for the others.
        ref_year: year against which two-digit years are understood.

    Returns:
        The geometry, or SYMBOL_DATA_INVALID with reason and position.
    """
    refusal = _judge_text(symbology, content)
    if refusal is not None:
        return refusal
    message = None
    if symbology.is_gs1:
        message = parse_gs1(f"]d2{content}", ai_table(), ref_year)
        # SUSPECT: a value could also be read as two fields. We wrote it: no separator was lost.
        if message.verdict not in (Verdict.VALID, Verdict.INCOMPLETE, Verdict.SUSPECT):
            reason = message.reasons[0] if message.reasons else None
            code = reason.code.value if reason else message.verdict.value
            position = reason.position if reason and reason.position is not None else 0
            return _invalid(symbology, code, position)
    try:
        if symbology.is_linear:
            return _encode_bars(symbology, content)
        return _encode_matrix(symbology, content, message)
    except (ValueError, RuntimeError) as error:
        return _invalid(symbology, str(error), 0)


def _judge_text(symbology: Symbology, content: str) -> PrintRefusal | None:
    if not content:
        return _invalid(symbology, "EMPTY", 0)
    if len(content) > _MAX_CONTENT:
        return _invalid(symbology, "TOO_LONG", _MAX_CONTENT)
    for position, character in enumerate(content):
        separator = symbology.is_gs1 and character == GS
        if not separator and not " " <= character <= "~":
            return _invalid(symbology, "CHARACTER_NOT_ALLOWED", position)
    return None


def _invalid(symbology: Symbology, reason: str, position: int) -> PrintRefusal:
    return PrintRefusal(
        PrintRefusalCode.SYMBOL_DATA_INVALID,
        {"symbology": symbology.value, "reason": reason, "position": str(position)},
    )


def _encode_matrix(symbology: Symbology, content: str, message: GS1Message | None) -> Matrix:
    import zxingcpp

    is_qr = symbology in (Symbology.QR, Symbology.GS1_QR)
    kind = zxingcpp.BarcodeFormat.QRCode if is_qr else zxingcpp.BarcodeFormat.DataMatrix
    options = {} if is_qr else {"forceSquare": True}
    if message is None:
        barcode = zxingcpp.create_barcode(content, kind, **options)
    else:
        bracketed = "".join(
            f"({element.ai}){_escaped(element.value)}" for element in message.reading.elements
        )
        barcode = zxingcpp.create_barcode(bracketed, kind, gs1=True, **options)
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    picture = memoryview(image)
    height, width = image.shape
    dark = picture.tobytes()
    rows = tuple(
        "".join("1" if pixel < 128 else "0" for pixel in dark[y * width : (y + 1) * width])
        for y in range(height)
    )
    # Quiet zone: ISO/IEC 16022 asks for 1 X, 2 X survives a rough printer; ISO/IEC 18004 for 4 X.
    return Matrix(symbology, content, rows, quiet=4 if is_qr else 2)


def _escaped(value: str) -> str:
    return value.replace("(", "\\(")


@cache
def _code128_encoder() -> Any:
    """python-barcode's encoder without its mistake for content that starts with the digits 99.

    It takes the digit pair 99 for the character "switch to set C" (which has the same value) and
    drops it as needless; the symbol then reads back as something else.
    """
    from barcode.codex import Code128

    class Encoder(Code128):  # type: ignore[misc]  # python-barcode ships no types
        def _try_to_optimize(self, encoded: list[int]) -> list[int]:
            if self.code.startswith("99"):
                return encoded
            shortened: list[int] = super()._try_to_optimize(encoded)
            return shortened

    return Encoder


def _encode_bars(symbology: Symbology, content: str) -> Bars:
    raw = content.replace(GS, _FNC1)
    if symbology is Symbology.GS1_128:
        raw = _FNC1 + raw
    (modules,) = _code128_encoder()(raw).build()
    return Bars(symbology, content, modules)


def readable(element_string: str) -> str:
    """Human readable interpretation of an element string: identifiers in brackets."""
    return "".join(readable_elements(element_string))


def readable_elements(element_string: str) -> tuple[str, ...]:
    """The same, one text for each element; what is no element string is one text."""
    year = 2000  # the year decides no character of the text
    message = parse_gs1(f"]d2{element_string}", ai_table(), year)
    if not message.reading.elements:
        return (element_string.replace(GS, " "),)
    return tuple(f"({element.ai}){element.value}" for element in message.reading.elements)


def verify(symbol: Matrix | Bars, reader: SymbolReader) -> PrintRefusal | None:
    """None if `reader` reads `symbol`, drawn from its own geometry, as exactly its content.

    The picture is made from the modules that will be printed, so a wrong module, a lost FNC1 or a
    wrong symbology is found before paper is.
    """
    pixels, width, height = raster(symbol)
    for found in reader.read(pixels, width, height):
        if found.aim_id == _AIM[symbol.symbology] and found.data == symbol.content.encode("ascii"):
            return None
    return PrintRefusal(
        PrintRefusalCode.SYMBOL_READS_BACK_WRONG,
        {"symbology": symbol.symbology.value, "content": symbol.content.replace(GS, "<GS>")},
    )


def raster(symbol: Matrix | Bars) -> tuple[bytes, int, int]:
    """`symbol` with its quiet zones as 8-bit grey pixels, width and height."""
    if isinstance(symbol, Matrix):
        rows, quiet = symbol.rows, symbol.quiet
        margin = quiet
    else:
        rows, quiet = (symbol.modules,) * 12, symbol.quiet
        margin = 2
    light_line = b"\xff" * ((len(rows[0]) + 2 * quiet) * _MODULE_PX)
    side = b"\xff" * (quiet * _MODULE_PX)
    lines = [light_line] * (margin * _MODULE_PX)
    for row in rows:
        pixels = b"".join((b"\x00" if m == "1" else b"\xff") * _MODULE_PX for m in row)
        lines.extend([side + pixels + side] * _MODULE_PX)
    lines.extend([light_line] * (margin * _MODULE_PX))
    return b"".join(lines), len(light_line), len(lines)


@dataclass(frozen=True, slots=True)
class Scale:
    """How large one module is printed.

    Attributes:
        dots: printer dots per module.
        module_mm: width of a module, millimetres, exactly `dots` printer dots.
    """

    dots: int
    module_mm: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """Dots per inch of a printer; `native` if it draws symbols with its own encoder."""

    dpi: int
    native: bool = False


def scale_to_fit(
    symbol: Matrix | Bars, available_mm: float, resolution: Resolution, max_module_mm: float
) -> Scale | PrintRefusal:
    """The largest module of whole printer dots with which `symbol` fits `available_mm`.

    Args:
        symbol: the symbol; its quiet zones are counted.
        available_mm: width of the place, millimetres.
        resolution: dots of the printer, and whether it encodes 2D symbols itself.
        max_module_mm: largest module that makes sense here.

    Returns:
        The scale, or SYMBOL_DOES_NOT_FIT with needed and available millimetres.
    """
    dot_mm = 25.4 / resolution.dpi
    modules = symbol.native_width_modules if resolution.native else symbol.width_modules
    smallest = math.ceil(MIN_MODULE_MM / dot_mm - 1e-9)
    largest = math.floor(available_mm / modules / dot_mm + 1e-9)
    dots = min(largest, max(smallest, math.floor(max_module_mm / dot_mm + 1e-9)))
    if dots < smallest:
        needed = modules * smallest * dot_mm
        return PrintRefusal(
            PrintRefusalCode.SYMBOL_DOES_NOT_FIT,
            {
                "symbology": symbol.symbology.value,
                "needed_mm": f"{needed:.1f}",
                "available_mm": f"{available_mm:.1f}",
            },
        )
    return Scale(dots, dots * dot_mm)
