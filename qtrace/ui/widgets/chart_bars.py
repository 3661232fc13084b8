"""Charts of counts: the histogram of readings with its limits, and the Pareto of causes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
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
    rule,
    text_width,
    write,
)
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.curve import label_places

LABEL_HEIGHT: Final = 24
BAR_SHARE: Final = 0.72
POINT: Final = 5


@dataclass(frozen=True, slots=True)
class LimitMark:
    """A limit of the specification or the mean, as an upright line with its words."""

    value: float
    text: str
    is_limit: bool = True


@dataclass(frozen=True, slots=True)
class HistogramSpec:
    """A histogram.

    Attributes:
        low: lower edge of the first bar.
        width: of each bar, in the unit of the readings, > 0.
        counts: readings in each bar.
        marks: lines across it.
        curve: (value, readings in a bar) of the normal curve, ascending; may be empty.
    """

    low: float
    width: float
    counts: tuple[int, ...]
    marks: tuple[LimitMark, ...]
    curve: tuple[tuple[float, float], ...] = ()


class HistogramChart(Painted):
    """Bars, limits above them, the normal curve over them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._spec: HistogramSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_histogram(self, spec: HistogramSpec | None) -> None:
        """Show `spec`; None leaves the field empty."""
        self._spec = spec
        marks = spec.marks if spec is not None else ()
        self.setAccessibleDescription("; ".join(mark.text for mark in marks))
        self.update()

    def sizeHint(self) -> QSize:
        """As on the screen of charts."""
        return QSize(scaled(480), scaled(360))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(scaled(300), scaled(220))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint bars, curve, lines and their words."""
        spec = self._spec
        if spec is None:
            return
        rows = scaled(2 * LABEL_HEIGHT)
        plot = rect.adjusted(scaled(8), rows + scaled(4), -scaled(8), -scaled(6))
        high = spec.low + spec.width * len(spec.counts)
        ends = [spec.low, high, *(mark.value for mark in spec.marks)]
        least, most = min(ends), max(ends)
        air = (most - least) * 0.04
        least, most = least - air, most + air
        tallest = max((*spec.counts, *(y for _x, y in spec.curve)))

        def x(value: float) -> float:
            return plot.left() + plot.width() * (value - least) / (most - least)

        for number, count in enumerate(spec.counts):
            left = x(spec.low + number * spec.width)
            right = x(spec.low + (number + 1) * spec.width)
            height = plot.height() * count / tallest
            bar = QRectF(left + 1, plot.bottom() - height, max(1.0, right - left - 2), height)
            painter.fillRect(bar, colour(tokens.control))
        rule(painter, plot.left(), plot.right(), plot.bottom(), tokens.text)
        self._curve(painter, [(x(v), plot.height() * y / tallest) for v, y in spec.curve], plot,
                    tokens)  # fmt: skip
        self._marks(painter, spec.marks, [x(mark.value) for mark in spec.marks], plot, tokens)

    @staticmethod
    def _curve(
        painter: QPainter, points: Sequence[tuple[float, float]], plot: QRectF, tokens: Tokens
    ) -> None:
        painter.setPen(QPen(colour(tokens.text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, plot.bottom() - y) for x, y in points]))

    @staticmethod
    def _marks(
        painter: QPainter,
        marks: Sequence[LimitMark],
        places: Sequence[float],
        plot: QRectF,
        tokens: Tokens,
    ) -> None:
        """Limits as double lines with their words in the upper row, the rest in the lower one."""
        for row, is_limit in enumerate((True, False)):
            font = role_font(TextRole.NOTE_STRONG if is_limit else TextRole.NOTE)
            top = plot.top() - scaled((2 - row) * LABEL_HEIGHT) - scaled(4)
            chosen = sorted(
                (place, text_width(mark.text, font), mark.text)
                for mark, place in zip(marks, places, strict=True)
                if mark.is_limit is is_limit
            )
            for place, _width, _text in chosen:
                start = QPointF(place, top + scaled(LABEL_HEIGHT))
                for shift in (-1.5, 1.5) if is_limit else (0.0,):
                    pen = pen_of(tokens.text, 1.0 if is_limit else 1.5, dashed=not is_limit)
                    offset = QPointF(shift, 0)
                    line(painter, start + offset, QPointF(place, plot.bottom()) + offset, pen)
            for left, width, text in label_places(chosen, plot.left(), plot.right(), scaled(12)):
                words = QRectF(left, top, width + 2, scaled(LABEL_HEIGHT))
                write(painter, words, text, font, tokens.text, LEFT)


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One cause: its words and how many pieces it cost."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ParetoSpec:
    """Causes in descending order; a last one that gathers the rest stands apart.

    Attributes:
        total: of all causes, at least the sum of the bars.
        has_rest: the last bar gathers what has no bar of its own.
    """

    bars: tuple[ParetoBar, ...]
    total: int
    has_rest: bool = False


class ParetoChart(Painted):
    """Bars on the scale of their total, and the line of their sum."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._spec = ParetoSpec((), 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pareto(self, spec: ParetoSpec) -> None:
        """Show `spec`."""
        self._spec = spec
        self.setAccessibleDescription("; ".join(f"{bar.text} {bar.count}" for bar in spec.bars))
        self.update()

    def sizeHint(self) -> QSize:
        """As on the screen of charts."""
        return QSize(scaled(600), scaled(400))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(scaled(360), scaled(220))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint scale, bars and the line of the sum."""
        spec = self._spec
        if not spec.bars or spec.total <= 0:
            return
        font = role_font(TextRole.NOTE)
        gutter = text_width("100 %", font) + scaled(10)
        plot = rect.adjusted(scaled(4), scaled(26), -gutter, -scaled(30))
        for share, text in ((1.0, "100 %"), (0.5, "50 %"), (0.0, "0 %")):
            y = plot.bottom() - plot.height() * share
            rule(painter, plot.left(), plot.right(), y, tokens.line if share else tokens.text)
            place = QRectF(plot.right(), y - scaled(14), gutter, scaled(28))
            write(painter, place, text, font, tokens.text2, RIGHT)
        step = plot.width() / len(spec.bars)
        seen, points = 0, []
        for number, bar in enumerate(spec.bars):
            centre = plot.left() + (number + 0.5) * step
            self._bar(painter, bar, QRectF(centre - step / 2, plot.top(), step, plot.height()),
                      tokens, calm=spec.has_rest and number == len(spec.bars) - 1)  # fmt: skip
            seen += bar.count
            points.append(QPointF(centre, plot.bottom() - plot.height() * seen / spec.total))
        painter.setPen(QPen(colour(tokens.text), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(colour(tokens.surface))
        for point in points:
            painter.drawEllipse(point, scaled(POINT), scaled(POINT))

    def _bar(
        self, painter: QPainter, bar: ParetoBar, slot: QRectF, tokens: Tokens, *, calm: bool
    ) -> None:
        height = slot.height() * bar.count / self._spec.total
        wide = slot.width() * BAR_SHARE
        body = QRectF(slot.center().x() - wide / 2, slot.bottom() - height, wide, height)
        if calm:
            box(painter, body, fill=tokens.sunken, edge=tokens.control, radius=scaled(3))
        else:
            box(painter, body, fill=tokens.control, radius=scaled(3))
        font = role_font(TextRole.NOTE_STRONG)
        inside = height > scaled(60)
        top = body.top() + scaled(22) if inside else body.top() - scaled(24)
        count = QRectF(slot.left(), top, slot.width(), scaled(22))
        if inside:
            wide = text_width(str(bar.count), font) + scaled(12)
            chip = QRectF(count.center().x() - wide / 2, count.top(), wide, count.height())
            box(painter, chip, fill=tokens.surface, radius=scaled(5))
        write(painter, count, str(bar.count), font, tokens.text, CENTRE)
        words = QRectF(slot.left() + 2, slot.bottom() + scaled(4), slot.width() - 4, scaled(24))
        write(painter, words, bar.text, role_font(TextRole.NOTE), tokens.text, CENTRE)
