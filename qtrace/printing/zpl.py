"""Drawings in ZPL II for label printers, and ZPL read back into its fields.

Symbols are the printer's own commands, in the forms that were measured to carry FNC1 unchanged
(`^BXN,h,200,,,,_` and `^BCN` mode N); latin text uses the printer's scalable font, Chinese and
white-on-black marks travel as pictures made from the shipped faces.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from qtrace.printing.drawing import (
    Anchor,
    Box,
    Circle,
    Drawing,
    Group,
    Ink,
    Mark,
    Outline,
    Plain,
    SymbolMark,
    Text,
)
from qtrace.printing.fonts import Face, face_for, width_pt
from qtrace.printing.raster import compress, expand, rasterise
from qtrace.printing.symbols import GS, Bars, Matrix, Symbology
from qtrace.printing.typeset import MM

_MONO = frozenset({Face.MONO, Face.MONO_BOLD})


def drawing_to_zpl(drawing: Drawing, dpi: int) -> bytes:
    """One label as a ZPL format, `^XA` to `^XZ`, in UTF-8."""
    writer = _Writer(dpi)
    lines = [
        "^XA",
        "^CI28",
        f"^PW{writer.dots(drawing.width_mm)}",
        f"^LL{writer.dots(drawing.height_mm)}",
        "^LH0,0",
        *(line for mark in drawing.marks for line in writer.lines(mark)),
        "^PQ1",
        "^XZ",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


class _Writer:
    """Writes marks at one resolution."""

    def __init__(self, dpi: int) -> None:
        self._dpi = dpi

    def dots(self, mm: float) -> int:
        """Millimetres as whole dots."""
        return round(mm * self._dpi / 25.4)

    def lines(self, mark: Mark) -> list[str]:
        """The commands of one mark."""
        if isinstance(mark, SymbolMark):
            return [self._symbol(mark)]
        if isinstance(mark, Group):
            return [self._picture(mark.marks, mark.box, mark.name)]
        if isinstance(mark, Text):
            if mark.text.isascii() and mark.anchor is Anchor.START and mark.ink is not Ink.WHITE:
                return [self._printer_text(mark)]
            return [self._picture((mark,), _text_box(mark), mark.name)]
        if isinstance(mark, Outline | Circle):
            return [self._picture((mark,), _extent(mark), "mark")]
        assert_never(mark)

    def _printer_text(self, mark: Text) -> str:
        # The printer's condensed face, set narrower still, stays inside what was measured.
        size = max(1, self.dots(mark.size_pt / MM))
        width = max(1, round(size * (0.82 if mark.face in _MONO else 0.92)))
        where = f"^FT{self.dots(mark.x)},{self.dots(mark.y)}"
        return f"^FX {mark.name}\n{where}^A0N,{size},{width}^FH_^FD{_hex_escaped(mark.text)}^FS"

    def _picture(self, marks: tuple[Plain, ...], box: Box, name: str) -> str:
        where = f"^FO{max(0, self.dots(box.x))},{max(0, self.dots(box.y))}"
        return f"^FX {name}\n{where}{_graphic(marks, box, self._dpi)}^FS"

    def _symbol(self, mark: SymbolMark) -> str:
        module = mark.scale.module_mm
        left = self.dots(mark.x + mark.symbol.quiet * module)
        symbol = mark.symbol
        name = f"^FX {symbol.symbology.value}\n"
        if isinstance(symbol, Matrix):
            top = self.dots(mark.y + symbol.quiet * module)
            data = _matrix_data(symbol)
            return f"{name}^FO{left},{top}^BXN,{mark.scale.dots},200,,,,{data}^FS"
        height = self.dots(mark.bar_height_mm)
        where = f"^FO{left},{self.dots(mark.y)}^BY{mark.scale.dots}"
        return f"{name}{where}^BCN,{height},N,N,N,N^FD{_code128_data(symbol)}^FS"


@lru_cache(maxsize=256)
def _graphic(marks: tuple[Plain, ...], box: Box, dpi: int) -> str:
    """The `^GFA` command of a picture; the labels of one lot share most of their pictures."""
    bitmap = rasterise(marks, box, dpi)
    total = bitmap.row_bytes * bitmap.height
    return f"^GFA,{total},{total},{bitmap.row_bytes},{compress(bitmap)}"


def _text_box(mark: Text) -> Box:
    width = width_pt(mark.text, face_for(mark.text, mark.face), mark.size_pt) / MM
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[mark.anchor]
    height = mark.size_pt / MM
    return Box(mark.x - shift - 0.2, mark.y - height, width + 0.4, height * 1.3)


def _extent(mark: Outline | Circle) -> Box:
    if isinstance(mark, Circle):
        xs, ys = [mark.x - mark.r, mark.x + mark.r], [mark.y - mark.r, mark.y + mark.r]
    else:
        xs, ys = [x for x, _ in mark.points], [y for _, y in mark.points]
    edge = mark.stroke.width_mm if mark.stroke else 0.0
    left, top = min(xs) - edge, min(ys) - edge
    return Box(left, top, max(xs) + edge - left, max(ys) + edge - top)


def _hex_escaped(text: str) -> str:
    """Text for `^FH_^FD`: no character can start a command or an escape."""
    return "".join(f"_{ord(c):02X}" if c in "_^~\\" or not " " <= c <= "~" else c for c in text)


def _matrix_data(symbol: Matrix) -> str:
    """Escape character, `^FD` and data of a `^BX`; FNC1 is the escape and a 1.

    The escape is never a character of the data, because firmware differs in reading it doubled.
    """
    is_gs1 = symbol.symbology is Symbology.GS1_DATAMATRIX
    escape = next(c for c in "_#@$|{}`" if c not in symbol.content)
    data = symbol.content.replace(GS, f"{escape}1")
    if is_gs1:
        data = f"{escape}1{data}"
    if not re.search(r"[\^~]", data):
        return f"{escape}^FD{data}"
    data = re.sub(r"[\^~\\]", lambda found: f"\\{ord(found.group()):02X}", data)
    return f"{escape}^FH\\^FD{data}"


def _code128_data(symbol: Bars) -> str:
    """Mode N data: FNC1 first for GS1, digit pairs in set C, then at most one switch to set B."""
    digits, rest = symbol.split_sets()
    first = ">8" if symbol.symbology is Symbology.GS1_128 else ""
    if not digits:
        return f">:{first}{_set_b(rest)}"
    switch = f">6{_set_b(rest)}" if rest else ""
    return f">;{first}{digits.replace(GS, '>8')}{switch}"


def _set_b(text: str) -> str:
    escapes = {GS: ">8", ">": ">0", "^": "><", "~": ">="}
    return "".join(escapes.get(character, character) for character in text)


class ZplField:
    """Names of what a parsed field is."""

    TEXT = "text"
    PICTURE = "picture"
    DATAMATRIX = "datamatrix"
    CODE128 = "code128"


@dataclass(frozen=True, slots=True)
class ParsedField:
    """One field read back.

    Attributes:
        name: the name from its comment.
        kind: one of `ZplField`.
        content: text, or the data of a symbol with FNC1 as 0x1D (a leading one kept).
        x: dots from the left.
        y: dots from the top.
        picture: bytes of a picture, else empty.
    """

    name: str
    kind: str
    content: str
    x: int
    y: int
    picture: bytes = b""


_FIELD = re.compile(
    r"\^FX (?P<name>[^\n^]*)\n\^F[OT](?P<x>\d+),(?P<y>\d+)(?P<body>.*?)\^FS", re.DOTALL
)


def parse_zpl(job: bytes) -> tuple[tuple[ParsedField, ...], ...]:
    """The fields of every label in a job that `drawing_to_zpl` wrote.

    Raises:
        ValueError: the job is not of that form.
    """
    text = job.decode("utf-8")
    labels = re.findall(r"\^XA\n(.*?)\^XZ\n", text, re.DOTALL)
    if not labels or text.count("^XA") != len(labels):
        raise ValueError("not a job of whole labels")
    return tuple(tuple(_parsed(found) for found in _FIELD.finditer(label)) for label in labels)


def _parsed(found: re.Match[str]) -> ParsedField:
    name, body = found["name"], found["body"]
    where = (int(found["x"]), int(found["y"]))
    if body.startswith("^GFA"):
        _, _, _, row_bytes, data = body.split(",", 4)
        return ParsedField(name, ZplField.PICTURE, "", *where, expand(data, int(row_bytes)))
    command, data = body.split("^FD", 1)
    if "^BX" in command:
        escape = command.split("^BX", 1)[1].split(",")[6][0]
        if "^FH\\" in command:
            data = re.sub(r"\\(..)", lambda hit: chr(int(hit.group(1), 16)), data)
        return ParsedField(name, ZplField.DATAMATRIX, data.replace(f"{escape}1", GS), *where)
    if "^BC" in command:
        return ParsedField(name, ZplField.CODE128, _read_code128(data), *where)
    plain = re.sub(r"_(..)", lambda hit: chr(int(hit.group(1), 16)), data)
    return ParsedField(name, ZplField.TEXT, plain, *where)


def _read_code128(data: str) -> str:
    marks = {">8": GS, ">0": ">", "><": "^", ">=": "~"}
    tokens = re.findall(r">.|[^>]", data)
    return "".join(marks.get(token, "" if token.startswith(">") else token) for token in tokens)
