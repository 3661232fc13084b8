"""The picture of a measurement system study: shares as bars, and what everybody read as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import (
    CENTRE,
    LEFT,
    RIGHT,
    box,
    line,
    pen_of,
    role_font,
    text_width,
    write,
)
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.chart_scale import spread_labels, value_range

BARS_SHARE: Final = 0.4
HEAD: Final = 26
FOOT: Final = 26
ROW: Final = 46
POINT: Final = 5
LABEL_HEIGHT: Final = 21

_SHAPES: Final = (
    ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
    ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)),
    ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
    ((-1.0, -0.8), (1.0, -0.8), (0.0, 1.0)),
)
"""Marks that tell lines apart without colour; the first line has discs."""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One bar: its words, its length as a share of the field, and its value in words."""

    text: str
    share: float
    value: str


@dataclass(frozen=True, slots=True)
class StudyLine:
    """What one person read: (place on the axis, value) in ascending order of places.

    Attributes:
        joined: neighbours are joined by a line.
    """

    label: str
    points: tuple[tuple[float, float], ...]
    joined: bool = True


@dataclass(frozen=True, slots=True)
class StudySpec:
    """Everything on the picture.

    Attributes:
        bars: from above; `limits` are (share, words) of upright lines through them.
        lines: what was read, on an axis from `first` to `last` with words at its `ticks`.
        levels: (value, words) of level lines through the plot.
    """

    bars_title: str = ""
    bars: tuple[ShareBar, ...] = ()
    limits: tuple[tuple[float, str], ...] = ()
    lines_title: str = ""
    lines: tuple[StudyLine, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    levels: tuple[tuple[float, str], ...] = ()


class StudyChart(Painted):
    """Bars left, lines right; one of them alone takes the whole field."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._spec: StudySpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_study(self, spec: StudySpec | None) -> None:
        """Show `spec`; None leaves the field empty."""
        self._spec = spec
        bars = spec.bars if spec is not None else ()
        self.setAccessibleDescription("; ".join(f"{bar.text} {bar.value}" for bar in bars))
        self.update()

    def sizeHint(self) -> QSize:
        """As beside the list of studies."""
        return QSize(scaled(680), scaled(300))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(scaled(420), scaled(230))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint both fields."""
        spec = self._spec
        if spec is None:
            return
        share = BARS_SHARE if spec.lines else 1.0
        wide = rect.width() * share if spec.bars else 0.0
        if spec.bars:
            self._bars(painter, QRectF(rect.left(), rect.top(), wide, rect.height()), spec, tokens)
        if spec.lines:
            gap = scaled(20) if spec.bars else 0
            self._lines(painter, rect.adjusted(wide + gap, 0, 0, 0), spec, tokens)

    @staticmethod
    def _bars(painter: QPainter, rect: QRectF, spec: StudySpec, tokens: Tokens) -> None:
        note, strong = role_font(TextRole.NOTE), role_font(TextRole.NOTE_STRONG)
        head = QRectF(rect.left(), rect.top(), rect.width(), scaled(HEAD))
        write(painter, head, spec.bars_title, strong, tokens.text, LEFT)
        height = min(scaled(ROW + 8), (rect.height() - scaled(HEAD + FOOT)) / len(spec.bars))
        top = rect.top() + scaled(HEAD)
        for number, bar in enumerate(spec.bars):
            y = top + number * height
            words = QRectF(rect.left(), y, rect.width(), height * 0.52)
            write(painter, words, bar.text, note, tokens.text, LEFT)
            write(painter, words, bar.value, strong, tokens.text, RIGHT)
            body = QRectF(rect.left(), y + height * 0.54, rect.width(), height * 0.3)
            box(painter, body, fill=tokens.sunken, radius=scaled(3))
            filled = QRectF(body)
            filled.setWidth(max(2.0, body.width() * max(0.0, min(1.0, bar.share))))
            box(painter, filled, fill=tokens.control, radius=scaled(3))
            for share, _text in spec.limits:
                x = body.left() + body.width() * share
                line(painter, QPointF(x, body.top()), QPointF(x, body.bottom()),
                     pen_of(tokens.text, 2.0))  # fmt: skip
        bottom = top + len(spec.bars) * height
        for share, text in spec.limits:
            x = rect.left() + rect.width() * share
            width = text_width(text, note) + 2
            left = max(rect.left(), min(rect.right() - width, x - width / 2))
            place = QRectF(left, bottom, width, scaled(FOOT - 4))
            write(painter, place, text, note, tokens.text2, CENTRE)

    def _lines(self, painter: QPainter, rect: QRectF, spec: StudySpec, tokens: Tokens) -> None:
        note = role_font(TextRole.NOTE)
        head = QRectF(rect.left(), rect.top(), rect.width(), scaled(HEAD))
        write(painter, head, spec.lines_title, role_font(TextRole.NOTE_STRONG), tokens.text, LEFT)
        words = [each.label for each in spec.lines] + [text for _value, text in spec.levels]
        right = max(text_width(text, note) for text in words) + scaled(26)
        plot = rect.adjusted(scaled(6), scaled(HEAD + 4), -right, -scaled(FOOT))
        places = [x for each in spec.lines for x, _y in each.points] + [x for x, _t in spec.ticks]
        values = [y for each in spec.lines for _x, y in each.points]
        low, high = value_range([value for value, _text in spec.levels], min(values), max(values))
        first, last = min(places), max(places)
        air = (last - first) * 0.05 or 1.0

        def at(x: float, y: float) -> QPointF:
            across = (x - first + air) / (last - first + 2 * air)
            return QPointF(
                plot.left() + plot.width() * across,
                plot.bottom() - plot.height() * (y - low) / (high - low),
            )

        painter.fillRect(
            QRectF(plot.left(), plot.bottom(), plot.width(), 1), colour(tokens.control)
        )
        labels = []
        for value, text in spec.levels:
            y = at(first, value).y()
            pen = pen_of(tokens.text2, 1.0, dashed=True)
            line(painter, QPointF(plot.left(), y), QPointF(plot.right(), y), pen)
            labels.append((y, text))
        for number, each in enumerate(spec.lines):
            points = [at(x, y) for x, y in each.points]
            self._line(painter, points, number, tokens, joined=each.joined)
            labels.append((points[-1].y(), each.label))
        self._labels(painter, spec, labels, plot, tokens)
        self._ticks(painter, spec.ticks, plot, [at(x, low).x() for x, _t in spec.ticks], tokens)

    @staticmethod
    def _line(
        painter: QPainter, points: Sequence[QPointF], number: int, tokens: Tokens, *, joined: bool
    ) -> None:
        if joined:
            painter.setPen(pen_of(tokens.control, 1.5))
            painter.drawPolyline(QPolygonF(points))
        painter.setPen(pen_of(tokens.text, 1.5))
        painter.setBrush(colour(tokens.surface))
        mark = mark_path(number, scaled(POINT))
        for point in points:
            painter.drawPath(mark.translated(point))

    @staticmethod
    def _labels(
        painter: QPainter,
        spec: StudySpec,
        labels: Sequence[tuple[float, str]],
        plot: QRectF,
        tokens: Tokens,
    ) -> None:
        """Words at the right end, each line's with its mark; they push each other aside."""
        font, height = role_font(TextRole.NOTE), scaled(LABEL_HEIGHT)
        names = [each.label for each in spec.lines]
        top = plot.top() - height / 2
        for y, text in spread_labels(labels, top, plot.bottom() + height / 2, height):
            left = plot.right() + scaled(8)
            if text in names:
                painter.setPen(pen_of(tokens.text, 1.5))
                painter.setBrush(colour(tokens.surface))
                mark = mark_path(names.index(text), scaled(POINT))
                painter.drawPath(mark.translated(left + scaled(POINT), y))
                left += scaled(2 * POINT + 6)
            place = QRectF(left, y - height / 2, text_width(text, font) + 2, height)
            write(painter, place, text, font, tokens.text, LEFT)

    @staticmethod
    def _ticks(
        painter: QPainter,
        ticks: Sequence[tuple[float, str]],
        plot: QRectF,
        places: Sequence[float],
        tokens: Tokens,
    ) -> None:
        """Words under the axis; those without room are left out."""
        font, taken = role_font(TextRole.NOTE), -1e9
        for (_place, text), x in zip(ticks, places, strict=True):
            half = text_width(text, font) / 2 + scaled(4)
            if x - half < taken:
                continue
            place = QRectF(x - half, plot.bottom() + scaled(2), 2 * half, scaled(FOOT - 4))
            write(painter, place, text, font, tokens.text2, CENTRE)
            taken = x + half


@cache
def mark_path(number: int, size: float) -> QPainterPath:
    """The mark of line `number` around 0: a disc, then diamonds, triangles and squares in turn."""
    path = QPainterPath()
    if number % (len(_SHAPES) + 1) == 0:
        path.addEllipse(QPointF(0, 0), size, size)
        return path
    corners = _SHAPES[number % (len(_SHAPES) + 1) - 1]
    path.addPolygon(QPolygonF([QPointF(x * size, y * size) for x, y in corners]))
    path.closeSubpath()
    return path
