"""Flowables that draw plain text only: no markup is ever read, so none can be injected.

Reportlab's own paragraphs load images, make links and raise on a stray `<` in a lot number; the
blocks here know lines, faces and sizes and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TypeAlias

from reportlab.platypus import Flowable, Table, TableStyle

from qtrace.printing.drawing import Mark
from qtrace.printing.fonts import Face, ascent_ratio, face_for, width_pt
from qtrace.printing.pdf import Page
from qtrace.printing.typeset import MM, wrap
from qtrace.printing.words import Phrase

INK = (0.082, 0.125, 0.169)
GREY = (0.29, 0.341, 0.396)
LINE = (0.765, 0.796, 0.827)
TINT = (0.953, 0.961, 0.969)
_LEADING = 1.32
_PADDING = 6.0
_MAX_CELL_PT = 240.0


class Align(Enum):
    """Side on which text stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Style:
    """Face, size in points and colour of a text."""

    face: Face
    size_pt: float
    ink: tuple[float, float, float] = INK

    def smaller(self, ratio: float = 0.84) -> "Style":
        """The grey regular companion for the second language."""
        return Style(Face.REGULAR, self.size_pt * ratio, GREY)


@dataclass(frozen=True, slots=True)
class Run:
    """A text in one style."""

    text: str
    style: Style


def _width(run: Run) -> float:
    return width_pt(run.text, run.style.face, run.style.size_pt)


class TextBlock(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Paragraphs of plain text, wrapped for Chinese and Latin; splits between lines.

    Each paragraph is a tuple of runs: they share one line when they fit it, else each wraps on
    lines of its own.
    """

    def __init__(self, paragraphs: Sequence[tuple[Run, ...]], align: Align = Align.LEFT) -> None:
        super().__init__()
        self._paragraphs = tuple(paragraphs)
        self._align = align
        self._lines: list[tuple[Run, ...]] = []
        self._width = 0.0

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        """Lay the text out in `available_width` points; return width and height."""
        self._width = available_width
        self._lines = [
            line for paragraph in self._paragraphs for line in _lines(paragraph, available_width)
        ]
        return available_width, sum(_height(line) for line in self._lines)

    def split(self, available_width: float, available_height: float) -> list["TextBlock"]:
        """Two blocks of whole lines, the first no higher than `available_height`; or nothing."""
        self.wrap(available_width, available_height)
        used, count = 0.0, 0
        for line in self._lines:
            if used + _height(line) > available_height:
                break
            used += _height(line)
            count += 1
        if count == 0 or count == len(self._lines):
            return []
        return [
            TextBlock(self._lines[:count], self._align),
            TextBlock(self._lines[count:], self._align),
        ]

    def draw(self) -> None:
        """Draw the lines laid out by `wrap`."""
        y = sum(_height(line) for line in self._lines)
        for line in self._lines:
            size = max(run.style.size_pt for run in line)
            baseline = y - size * (ascent_ratio(Face.REGULAR) + (_LEADING - 1.0) / 2)
            y -= _height(line)
            self._draw_line(line, baseline)

    def _draw_line(self, line: tuple[Run, ...], baseline: float) -> None:
        gap = line[0].style.size_pt * 0.45
        spare = self._width - sum(_width(run) for run in line) - gap * (len(line) - 1)
        x = {Align.LEFT: 0.0, Align.RIGHT: spare, Align.CENTRE: spare / 2}[self._align]
        for run in line:
            self.canv.setFillColorRGB(*run.style.ink)
            self.canv.setFont(face_for(run.text, run.style.face).value, run.style.size_pt)
            self.canv.drawString(x, baseline, run.text)
            x += _width(run) + gap


def _height(line: tuple[Run, ...]) -> float:
    return max(run.style.size_pt for run in line) * _LEADING


def _lines(paragraph: tuple[Run, ...], width: float) -> list[tuple[Run, ...]]:
    gap = paragraph[0].style.size_pt * 0.45 * (len(paragraph) - 1)
    one_line = all("\n" not in run.text for run in paragraph)
    if one_line and sum(_width(run) for run in paragraph) + gap <= width:
        return [paragraph]
    return [
        (Run(line, run.style),)
        for run in paragraph
        for line in wrap(run.text, run.style.face, run.style.size_pt, width)
    ]


def text(content: str | Phrase, style: Style, align: Align = Align.LEFT) -> TextBlock:
    """`content` in `style`; a second language follows smaller and grey where it fits."""
    if isinstance(content, str):
        return TextBlock([(Run(content, style),)], align)
    runs = [Run(content.first, style)]
    if content.second:
        runs.append(Run(content.second, style.smaller()))
    return TextBlock([tuple(runs)], align)


def stacked(content: Phrase, style: Style, align: Align = Align.LEFT) -> TextBlock:
    """Both languages of `content`, the second always under the first."""
    paragraphs = [(Run(content.first, style),)]
    if content.second:
        paragraphs.append((Run(content.second, style.smaller(0.82)),))
    return TextBlock(paragraphs, align)


class Marks(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Drawn marks (a shape, a symbol) of a fixed size in millimetres."""

    def __init__(self, width_mm: float, height_mm: float, marks: Sequence[Mark]) -> None:
        super().__init__()
        self._size_mm = (width_mm, height_mm)
        self._marks = tuple(marks)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Width and height in points."""
        return self._size_mm[0] * MM, self._size_mm[1] * MM

    def draw(self) -> None:
        """Draw the marks from the top left corner."""
        page = Page(self.canv, self._size_mm[1])
        for mark in self._marks:
            page.draw(mark)


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: heading, width in millimetres, side of its texts."""

    heading: Phrase
    width_mm: float
    align: Align = Align.LEFT


Cell: TypeAlias = str | Phrase | Flowable
HEAD = Style(Face.BOLD, 7.2, GREY)
BODY = Style(Face.REGULAR, 8.2)
STRONG = Style(Face.BOLD, 8.2)
DATA = Style(Face.MONO, 8.2)
CAPTION = Style(Face.REGULAR, 7.0, GREY)


def _cell(cell: Cell, align: Align) -> Flowable:
    if isinstance(cell, str):
        return text(cell, DATA if align is Align.RIGHT else BODY, align)
    if isinstance(cell, Phrase):
        return stacked(cell, BODY, align)
    return cell


def data_table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    extra: Sequence[tuple[object, ...]] = (),
    padding_pt: float = 2.6,
) -> Table:
    """A ruled table whose heading repeats on every page; long cells continue in further rows.

    Args:
        columns: headings and widths.
        rows: cells, one per column.
        extra: further reportlab style commands.
        padding_pt: space above and below a row.
    """
    head = [stacked(column.heading, HEAD, column.align) for column in columns]
    widths = [column.width_mm * MM for column in columns]
    body = [
        part
        for row in rows
        for part in _row_parts(
            [_cell(cell, column.align) for cell, column in zip(row, columns, strict=True)], widths
        )
    ]
    table = Table(
        [head, *body],
        colWidths=widths,
        repeatRows=1,
        hAlign="LEFT",
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
                ("VALIGN", (0, 1), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), padding_pt),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding_pt),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.3, LINE),
                *(
                    ("LEFTPADDING", (after, 0), (after, -1), 11)
                    for after, (left, right) in enumerate(pairwise(columns), start=1)
                    if left.align is Align.RIGHT and right.align is Align.LEFT
                ),
                *extra,
            ]
        )
    )
    return table


def _row_parts(cells: Sequence[Flowable], widths: Sequence[float]) -> list[list[Flowable]]:
    """`cells` as one row, or as several when a text is too high for one: none ever leaves the page."""
    parts: list[list[Flowable]] = []
    rest = list(cells)
    while True:
        part, following, more = [], [], False
        for cell, width in zip(rest, widths, strict=True):
            inner = width - 2 * _PADDING
            pieces = _pieces(cell, inner)
            part.append(pieces[0])
            following.append(pieces[1] if len(pieces) > 1 else text("", BODY))
            more = more or len(pieces) > 1
        parts.append(part)
        if not more:
            return parts
        rest = following


def _pieces(cell: Flowable, width: float) -> list[Flowable]:
    if not isinstance(cell, TextBlock) or cell.wrap(width, 0)[1] <= _MAX_CELL_PT:
        return [cell]
    return cell.split(width, _MAX_CELL_PT) or [cell]


def fact_grid(facts: Sequence[tuple[Phrase, Cell]], width_mm: float, columns: int = 2) -> Table:
    """Captions with their values in `columns` pairs of columns; empty values show a dash."""
    caption_mm = 27.0
    value_mm = width_mm / columns - caption_mm
    widths = [caption_mm * MM, value_mm * MM] * columns
    rows: list[list[Flowable]] = []
    for start in range(0, len(facts), columns):
        row: list[Flowable] = []
        for caption, value in facts[start : start + columns]:
            row.append(stacked(caption, CAPTION))
            row.append(_fact_value(value))
        while len(row) < columns * 2:
            row.append(text("", CAPTION))
        rows.extend(_row_parts(row, widths))
    table = Table(rows, colWidths=widths, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("TOPPADDING", (0, 0), (-1, -1), 2.4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
            ]
        )
    )
    return table


def _fact_value(value: Cell) -> Flowable:
    if isinstance(value, str):
        return text(value or "–", BODY)
    if isinstance(value, Phrase):
        return text(value if value.first else "–", BODY)
    return value
