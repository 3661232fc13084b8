"""Control charts: location above, spread below, one cursor through both.

Points, lines and marks are painted once and kept as a picture; a move of the cursor paints the
picture and the cursor alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from qtrace.domain.analytics.outline import extent
from qtrace.ui.theme.apply import current_tokens
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import CENTRE, LEFT, RIGHT, line, pen_of, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.chart_scale import Scale, spread_labels, trace, value_range

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

LOCATION_SHARE: Final = 0.62
HEAD: Final = 28
FOOT: Final = 26
LABEL_HEIGHT: Final = 21
POINT: Final = 4.5
MARK: Final = 7
ROOM_FOR_POINTS: Final = 7
STEP_ROOM: Final = 3
"""Pixels a point from which limits of its own are drawn in steps."""
SPECIFICATION_REACH: Final = 3.0
"""Specification lines that would squeeze the chart more than so many times stand outside it."""

Heights = float | tuple[float, ...]
"""A line of a chart: one height, or one for every point."""

_DIAMOND: Final = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_TRIANGLE: Final = ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8))


@dataclass(frozen=True, slots=True)
class SpecificationLine:
    """A limit of the specification, one height for each point; None where there was none."""

    label: str
    heights: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class PlotSpec:
    """One control chart.

    Attributes:
        title: what is plotted, with its unit.
        values: the points.
        center: height of the centre line, or one for every point; likewise `lcl` and `ucl`.
        labels: words of upper limit, centre line and lower limit, with their values; a line
            without words is not drawn.
        marks: numbers of the rules that fire, by index of the point.
        offset: places before the first point.
        specification: lines that are no control limits.
    """

    title: str
    values: "Sequence[float] | NDArray[float64]"
    center: Heights
    lcl: Heights
    ucl: Heights
    labels: tuple[str, str, str]
    marks: Mapping[int, str] = field(default_factory=dict)
    offset: int = 0
    specification: tuple[SpecificationLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlSpec:
    """Two charts over the same places, or one alone.

    Attributes:
        first: words under the left end, `last` under the right one.
        unfinished: places whose inspection goes on, or ended early: drawn hollow.
        key: what hollow points and marks mean, in one line.
    """

    location: PlotSpec
    spread: PlotSpec | None
    first: str
    last: str
    unfinished: frozenset[int] = frozenset()
    key: str = ""


@dataclass(frozen=True, slots=True)
class _Picture:
    """What was painted, for which state, and where its values stand."""

    key: object
    pixmap: QPixmap
    upper: Scale
    lower: Scale | None


class ControlCharts(Painted):
    """Two charts and a cursor; a press moves it, `move` is for keys.

    Signals:
        moved: place of the cursor.
    """

    moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._spec: ControlSpec | None = None
        self._kept: _Picture | None = None
        self.cursor_place = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_charts(self, spec: ControlSpec | None, cursor: int) -> None:
        """Show `spec` with the cursor at a place; None leaves the field empty."""
        if spec is not self._spec:
            self._spec, self._kept = spec, None
        self.cursor_place = cursor
        self.update()

    def describe(self, words: str) -> None:
        """What a screen reader hears about the point at the cursor."""
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        """As on the screen of charts."""
        return QSize(scaled(800), scaled(430))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(scaled(420), scaled(300))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor on the nearest point."""
        self._point_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cursor."""
        self._point_at(event.position())

    def _point_at(self, place: QPointF) -> None:
        if self._spec is not None and len(self._spec.location.values):
            rect = QRectF(self.rect())
            index = self._picture(self._spec, rect, current_tokens()).upper.index_at(place.x())
            if index != self.cursor_place:
                self.cursor_place = index
                self.update()
                self.moved.emit(index)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the kept picture and the cursor."""
        spec = self._spec
        if spec is None or not len(spec.location.values):
            return
        kept = self._picture(spec, rect, tokens)
        painter.drawPixmap(0, 0, kept.pixmap)
        self._cursor(painter, spec.location, kept.upper, tokens)
        if spec.spread is not None and kept.lower is not None:
            self._cursor(painter, spec.spread, kept.lower, tokens)

    def _picture(self, spec: ControlSpec, rect: QRectF, tokens: Tokens) -> "_Picture":
        ratio = self.devicePixelRatioF()
        key = (id(spec), rect.size().toTuple(), ratio, tokens.name, scaled(100))
        if self._kept is None or self._kept.key != key:
            pixmap = QPixmap((rect.size() * ratio).toSize())
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            upper, lower = self._scales(spec, rect)
            paint_plot(painter, spec.location, upper, spec.unfinished, tokens)
            if spec.spread is not None and lower is not None:
                paint_plot(painter, spec.spread, lower, spec.unfinished, tokens)
            self._foot(painter, spec, (lower or upper).plot, tokens)
            painter.end()
            self._kept = _Picture(key, pixmap, upper, lower)
        return self._kept

    @staticmethod
    def _scales(spec: ControlSpec, rect: QRectF) -> tuple[Scale, Scale | None]:
        font = role_font(TextRole.NOTE)
        words = [*spec.location.labels, *(spec.spread.labels if spec.spread else ())]
        words += [f"{each.label} ↑" for each in spec.location.specification]
        right = max(text_width(text, font) for text in words) + scaled(14)
        count = len(spec.location.values) + spec.location.offset
        width = rect.width() - right
        share = LOCATION_SHARE if spec.spread is not None else 1.0
        upper = (rect.height() - scaled(FOOT)) * share
        lower = rect.height() - scaled(FOOT) - upper
        above = QRectF(rect.left(), rect.top() + scaled(HEAD), width, upper - scaled(HEAD + 4))
        if spec.spread is None:
            return _scale(spec.location, above, count), None
        below = QRectF(rect.left(), rect.top() + upper + scaled(HEAD), width, lower - scaled(HEAD))
        return _scale(spec.location, above, count), _scale(spec.spread, below, count)

    def _cursor(self, painter: QPainter, plot: PlotSpec, scale: Scale, tokens: Tokens) -> None:
        x = scale.x(self.cursor_place)
        top, bottom = QPointF(x, scale.plot.top()), QPointF(x, scale.plot.bottom())
        line(painter, top, bottom, pen_of(tokens.focus, 1.5))
        index = self.cursor_place - plot.offset
        if 0 <= index < len(plot.values):
            painter.setPen(pen_of(tokens.focus, 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            centre = QPointF(x, scale.y(float(plot.values[index])))
            painter.drawEllipse(centre, scaled(MARK + 3), scaled(MARK + 3))

    @staticmethod
    def _foot(painter: QPainter, spec: ControlSpec, plot: QRectF, tokens: Tokens) -> None:
        font = role_font(TextRole.NOTE)
        field_ = QRectF(plot.left(), plot.bottom() + scaled(2), plot.width(), scaled(FOOT - 2))
        write(painter, field_, spec.first, font, tokens.text2, LEFT)
        write(painter, field_, spec.last, font, tokens.text2, RIGHT)
        room = text_width(spec.first, font) + text_width(spec.last, font) + scaled(32)
        if spec.key and text_width(spec.key, font) < plot.width() - room:
            write(painter, field_, spec.key, font, tokens.text2, CENTRE)


def _scale(plot: PlotSpec, field_: QRectF, count: int) -> Scale:
    lowest, highest = extent(plot.values)
    ends = (*_reach(plot.lcl), *_reach(plot.ucl))
    low, high = value_range(ends, lowest, highest)
    limits = [h for each in plot.specification for h in each.heights if h is not None]
    if limits:
        wide = value_range((*ends, *limits), lowest, highest)
        if wide[1] - wide[0] <= SPECIFICATION_REACH * (high - low):
            low, high = wide
    return Scale(field_, count, low, high)


def _reach(line_: Heights) -> tuple[float, float]:
    return extent(line_) if isinstance(line_, tuple) else (line_, line_)


def paint_plot(
    painter: QPainter, plot: PlotSpec, scale: Scale, unfinished: frozenset[int], tokens: Tokens
) -> None:
    """Paint one chart: title, lines, points, marks."""
    field_ = scale.plot
    head = QRectF(field_.left(), field_.top() - scaled(HEAD), field_.width(), scaled(HEAD - 4))
    write(painter, head, plot.title, role_font(TextRole.NOTE_STRONG), tokens.text, LEFT)
    _paint_lines(painter, plot, scale, tokens)
    painter.setPen(pen_of(tokens.control, 1.5))
    # One by one: as one path, a dense outline takes hundreds of times as long to stroke.
    painter.drawLines([QLineF(a, b) for a, b in pairwise(trace(scale, plot.values, plot.offset))])
    if scale.step >= scaled(ROOM_FOR_POINTS):
        for index, value in enumerate(plot.values):
            place = index + plot.offset
            centre = QPointF(scale.x(place), scale.y(value))
            _paint_point(painter, centre, tokens, hollow=place in unfinished)
    _paint_marks(painter, plot, scale, tokens)


def _paint_lines(painter: QPainter, plot: PlotSpec, scale: Scale, tokens: Tokens) -> None:
    field_ = scale.plot
    labels = []
    for value, text, dashed in zip(
        (plot.ucl, plot.center, plot.lcl), plot.labels, (True, False, True), strict=True
    ):
        if text:
            pen = pen_of(tokens.text2, 1.5 if dashed else 1.0, dashed=dashed)
            labels.append((_paint_line(painter, value, plot.offset, scale, pen), text))
    labels += [_paint_specification(painter, each, scale, tokens) for each in plot.specification]
    font, height = role_font(TextRole.NOTE), scaled(LABEL_HEIGHT)
    left = field_.right() + scaled(8)
    for y, text in spread_labels(labels, field_.top() - height / 2, field_.bottom() + 4, height):
        place = QRectF(left, y - height / 2, text_width(text, font) + 2, height)
        write(painter, place, text, font, tokens.text2, LEFT)


def _paint_line(painter: QPainter, heights: Heights, offset: int, scale: Scale, pen: QPen) -> float:
    """Paint a line across the plot, in steps where it has many heights; its height at the end."""
    field_ = scale.plot
    if not isinstance(heights, tuple):
        y = round(scale.y(heights)) + 0.5
        line(painter, QPointF(field_.left(), y), QPointF(field_.right(), y), pen)
        return y
    painter.setPen(pen)
    if scale.step < STEP_ROOM:
        painter.drawPolyline(trace(scale, heights, offset))
        return scale.y(heights[-1])
    half, corners = scale.step / 2, []
    for index, height in enumerate(heights):
        x, y = scale.x(index + offset), scale.y(height)
        corners += [QPointF(x - half, y), QPointF(x + half, y)]
    painter.drawPolyline(corners)
    return scale.y(heights[-1])


def _paint_specification(
    painter: QPainter, limit: SpecificationLine, scale: Scale, tokens: Tokens
) -> tuple[float, str]:
    """Paint the limit as a double line in steps; returns where its label wants to stand."""
    heights = [(i, h) for i, h in enumerate(limit.heights) if h is not None]
    newest = heights[-1][1]
    if not scale.low <= newest <= scale.high:
        above = newest > scale.high
        y = scale.plot.top() if above else scale.plot.bottom()
        return y, f"{limit.label} {'↑' if above else '↓'}"
    runs: list[list[tuple[int, float]]] = []
    for index, height in heights:
        if runs and runs[-1][-1] == (index - 1, height):
            runs[-1].append((index, height))
        else:
            runs.append([(index, height)])
    pen = pen_of(tokens.text, 1.0)
    for run in runs:
        left = scale.x(run[0][0]) - scale.step / 2
        right = scale.x(run[-1][0]) + scale.step / 2
        for shift in (-1.5, 1.5):
            y = round(scale.y(run[0][1])) + shift
            line(painter, QPointF(left, y), QPointF(right, y), pen)
    return scale.y(newest), limit.label


def _paint_point(painter: QPainter, centre: QPointF, tokens: Tokens, *, hollow: bool) -> None:
    painter.setPen(pen_of(tokens.text, 1.5))
    painter.setBrush(colour(tokens.surface if hollow else tokens.text2))
    painter.drawEllipse(centre, scaled(POINT), scaled(POINT))


def _paint_marks(painter: QPainter, plot: PlotSpec, scale: Scale, tokens: Tokens) -> None:
    """Diamonds beyond a limit, triangles for patterns; numbers where there is room."""
    font = role_font(TextRole.NOTE_STRONG)
    size, last_x, last_number = scaled(MARK), -1e9, -1e9
    amber = tokens.hold
    for index in sorted(plot.marks):
        text = plot.marks[index]
        x, y = scale.x(index + plot.offset), scale.y(float(plot.values[index]))
        if x - last_x < size / 2:
            continue
        last_x = x
        painter.setPen(pen_of(amber.outline or tokens.text, 1.5))
        painter.setBrush(colour(amber.fill))
        painter.drawPolygon(_mark_shape(x, y, size, beyond=text.startswith("1")))
        half = text_width(text, font) / 2 + scaled(3)
        if x - half >= last_number:
            above = y > scale.plot.top() + scaled(18)
            top = y - size - scaled(19) if above else y + size
            place = QRectF(x - scaled(30), top, scaled(60), scaled(20))
            write(painter, place, text, font, tokens.text, CENTRE)
            last_number = x + half


def _mark_shape(x: float, y: float, size: float, *, beyond: bool) -> QPolygonF:
    corners = _DIAMOND if beyond else _TRIANGLE
    return QPolygonF([QPointF(x + dx * size, y + dy * size) for dx, dy in corners])
