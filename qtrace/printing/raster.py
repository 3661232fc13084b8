"""Marks as one-bit pictures for label printers, and Zebra's run-length text of such pictures."""

import io
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from qtrace.printing.drawing import Anchor, Box, Circle, Ink, Outline, Plain, Stroke, Text
from qtrace.printing.fonts import Face, face_for, font_bytes, width_pt
from qtrace.printing.typeset import MM

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_OVERSAMPLE = 3


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A one-bit picture; a set bit is black.

    Attributes:
        width: dots across, a multiple of 8.
        height: dots down.
        data: rows of `width // 8` bytes, leftmost dot in the highest bit.
    """

    width: int
    height: int
    data: bytes

    @property
    def row_bytes(self) -> int:
        """Bytes per row."""
        return self.width // 8


def rasterise(marks: tuple[Plain, ...], box: Box, dpi: int) -> Bitmap:
    """`marks` inside `box` as dots of a printer; what is not black or coloured stays paper."""
    from PIL import Image, ImageDraw

    dots_per_mm = dpi / 25.4
    width = max(8, math.ceil(box.w * dots_per_mm / 8) * 8)
    height = max(1, math.ceil(box.h * dots_per_mm))
    picture = Image.new("L", (width * _OVERSAMPLE, height * _OVERSAMPLE), 255)
    painter = _Painter(ImageDraw.Draw(picture), box, dots_per_mm * _OVERSAMPLE)
    for mark in marks:
        painter.draw(mark)
    grey = picture.resize((width, height), Image.Resampling.BOX)
    black = grey.point(lambda level: 255 if level < 140 else 0).convert("1")
    return Bitmap(width, height, black.tobytes())


@lru_cache(maxsize=64)
def _pillow_font(face: Face, size: float) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(io.BytesIO(font_bytes(face)), size)


class _Painter:
    """Draws marks into a grey picture of one box."""

    def __init__(self, pen: "ImageDraw", box: Box, scale: float) -> None:
        self._pen = pen
        self._box = box
        self._scale = scale

    def draw(self, mark: Plain) -> None:
        """Draw one mark."""
        if isinstance(mark, Text):
            self._text(mark)
        elif isinstance(mark, Outline):
            self._outline(mark)
        elif isinstance(mark, Circle):
            self._circle(mark)
        else:
            assert_never(mark)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (x - self._box.x) * self._scale, (y - self._box.y) * self._scale

    def _text(self, mark: Text) -> None:
        face = face_for(mark.text, mark.face)
        width = width_pt(mark.text, face, mark.size_pt) / MM
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[mark.anchor]
        font = _pillow_font(face, round(mark.size_pt / MM * self._scale, 2))
        where = self._at(mark.x - shift, mark.y)
        self._pen.text(where, mark.text, fill=_level(mark.ink), font=font, anchor="ls")

    def _outline(self, mark: Outline) -> None:
        points = [self._at(x, y) for x, y in mark.points]
        if mark.fill is not None:
            self._pen.polygon(points, fill=_level(mark.fill))
        if mark.stroke is not None:
            self._chain([*points, points[0]] if mark.closed else points, mark.stroke)

    def _circle(self, mark: Circle) -> None:
        x, y = self._at(mark.x, mark.y)
        r = mark.r * self._scale
        if mark.fill is not None:
            self._pen.ellipse((x - r, y - r, x + r, y + r), fill=_level(mark.fill))
        if mark.stroke is not None:
            turn = (k * math.tau / 96 for k in range(97))
            ring = [(x + r * math.cos(a), y + r * math.sin(a)) for a in turn]
            self._chain(ring, mark.stroke)

    def _chain(self, points: list[tuple[float, float]], stroke: Stroke) -> None:
        width = max(1, round(stroke.width_mm * self._scale))
        level = _level(stroke.ink)
        parts = _dashes(points, width * 2.2, width * 2.0) if stroke.dashed else [points]
        for part in parts:
            self._pen.line(part, fill=level, width=width, joint="curve")
            if not stroke.dashed:
                for x, y in (part[0], part[-1]):
                    r = width / 2
                    self._pen.ellipse((x - r, y - r, x + r, y + r), fill=level)


def _level(ink: Ink) -> int:
    return 255 if ink is Ink.WHITE else 0


def _dashes(
    points: list[tuple[float, float]], on: float, off: float
) -> list[list[tuple[float, float]]]:
    """Cut a chain of lines into dashes of `on` with gaps of `off`, the same all along."""
    dashes: list[list[tuple[float, float]]] = []
    drawn, left, dash = True, on, [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        length, done = math.hypot(x1 - x0, y1 - y0), 0.0
        while length - done > left:
            done += left
            here = (x0 + (x1 - x0) * done / length, y0 + (y1 - y0) * done / length)
            if drawn:
                dashes.append([*dash, here])
            drawn = not drawn
            left, dash = (on if drawn else off), [here]
        left -= length - done
        dash.append((x1, y1))
    if drawn and len(dash) > 1:
        dashes.append(dash)
    return dashes


_ONES = "GHIJKLMNOPQRSTUVWXY"  # 1 to 19 repetitions
_TWENTIES = "ghijklmnopqrstuvwxyz"  # 20, 40, … 400 repetitions


def compress(bitmap: Bitmap) -> str:
    """The rows of `bitmap` as Zebra's compressed hexadecimal text.

    Source: ZPL II, alternative data compression of ~DG and ^GF: counts G-Y and g-z before a digit,
    `,` zeros to the end of the row, `:` the row above again. `!` (ones to the end) is not used:
    not every reader of the format knows it.
    """
    lines: list[str] = []
    above = ""
    for y in range(bitmap.height):
        row = bitmap.data[y * bitmap.row_bytes : (y + 1) * bitmap.row_bytes].hex().upper()
        lines.append(":" if row == above else _compress_row(row))
        above = row
    return "".join(lines)


_RUN = re.compile(r"(.)\1*")


def _compress_row(row: str) -> str:
    stripped = row.rstrip("0")
    tail = ""
    if len(row) - len(stripped) > 1:
        row, tail = stripped, ","
    return _RUN.sub(lambda run: _count(len(run.group())) + run.group(1), row) + tail


def _count(run: int) -> str:
    if run < 3:
        return "" if run == 1 else _ONES[1]
    text = ""
    while run >= 400:
        text += _TWENTIES[-1]
        run -= 400
    if run >= 20:
        text += _TWENTIES[run // 20 - 1]
        run %= 20
    if run:
        text += _ONES[run - 1]
    return text


def expand(text: str, row_bytes: int) -> bytes:
    """The bytes that `compress` wrote.

    Raises:
        ValueError: the text is no compressed picture of this width.
    """
    width = row_bytes * 2
    rows: list[str] = []
    row, run = "", 0
    for character in text:
        if character == ":" and not row and rows:
            rows.append(rows[-1])
        elif character == ",":
            rows.append(row.ljust(width, "0"))
            row = ""
        elif character in _ONES:
            run += _ONES.index(character) + 1
        elif character in _TWENTIES:
            run += (_TWENTIES.index(character) + 1) * 20
        else:
            row, run = row + character * (run or 1), 0
            if len(row) == width:
                rows.append(row)
                row = ""
    if row or any(len(line) != width for line in rows):
        raise ValueError("a row of the picture has the wrong length")
    return bytes.fromhex("".join(rows))
