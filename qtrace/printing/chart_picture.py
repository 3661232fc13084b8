"""Control charts as vectors: points, lines, limits and marks in millimetres."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.charts import ControlChart, Line
from qtrace.domain.analytics.outline import outline
from qtrace.printing.drawing import Anchor, Box, Circle, Ink, Outline, Plain, Stroke, Text
from qtrace.printing.fonts import Face

LABEL_MM: Final = 27.0
HEAD_MM: Final = 5.0
_SMALL: Final = 7.0
_MOST_POINTS: Final = 400
_SPECIFICATION_REACH: Final = 3.0
_LEADING_MM: Final = 3.0
_MARK_MM: Final = 1.5


@dataclass(frozen=True, slots=True)
class PicturedChart:
    """A chart with its words.

    Attributes:
        title: what is plotted.
        labels: words of upper limit, centre line, lower limit; a line without words is not drawn.
        marks: numbers of the rules by index of the point.
        places: places on the time axis, the same for both charts of a page.
        offset: places before the first point.
        limits: newest limits of the specification with their words.
    """

    chart: ControlChart
    title: str
    labels: tuple[str, str, str]
    marks: Mapping[int, str]
    places: int
    offset: int = 0
    limits: tuple[tuple[float, str], ...] = ()


def chart_marks(pictured: PicturedChart, box: Box) -> tuple[Plain, ...]:
    """The chart in `box`; labels stand in its right end."""
    plot = Box(box.x, box.y + HEAD_MM, box.w - LABEL_MM, box.h - HEAD_MM)
    frame = _Frame(pictured, plot)
    title = Text(box.x, box.y + 3.2, pictured.title, Face.BOLD, 8.0, "title")
    return (title, *frame.lines(), *frame.points(), *frame.rules())


class _Frame:
    """One chart laid out in its field."""

    def __init__(self, pictured: PicturedChart, plot: Box) -> None:
        self._pictured, self._plot = pictured, plot
        chart = pictured.chart
        self._heights = (chart.ucl, chart.center, chart.lcl)
        ends = [height for line in (chart.lcl, chart.ucl) for height in _heights(line)]
        low, high = _range((*chart.statistics, *ends))
        limits = [value for value, _text in pictured.limits]
        wide = _range((*chart.statistics, *ends, *limits))
        fits = wide[1] - wide[0] <= _SPECIFICATION_REACH * (high - low)
        self._low, self._high = wide if fits else (low, high)

    def _x(self, place: float) -> float:
        step = self._plot.w / max(1, self._pictured.places)
        return self._plot.x + (place + self._pictured.offset + 0.5) * step

    def _y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self._plot.y + self._plot.h * (1 - share)

    def lines(self) -> list[Plain]:
        """Control limits dashed, the centre line thin, the specification double; all with words."""
        found: list[Plain] = []
        labels = []
        for number, (line, words) in enumerate(
            zip(self._heights, self._pictured.labels, strict=True)
        ):
            if words:
                stroke = Stroke(Ink.GREY, 0.2 if number == 1 else 0.3, dashed=number != 1)
                found.append(self._line(line, stroke))
                labels.append((self._y(_heights(line)[-1]), words))
        for value, words in self._pictured.limits:
            if self._low <= value <= self._high:
                y = self._y(value)
                found += [self._across(y + shift, Stroke(Ink.BLACK, 0.15)) for shift in (-0.4, 0.4)]
                labels.append((y, words))
            else:
                above = value > self._high
                edge = self._plot.y if above else self._plot.y + self._plot.h
                labels.append((edge, f"{words} {'↑' if above else '↓'}"))
        return [*found, *self._labels(labels)]

    def _line(self, line: Line, stroke: Stroke) -> Outline:
        """One height across the field, or a height for every point in steps."""
        if not isinstance(line, tuple):
            return self._across(self._y(line), stroke)
        pairs: Sequence[tuple[float, float]] = [
            (place + side, height) for place, height in enumerate(line) for side in (-0.5, 0.5)
        ]
        if len(line) > _MOST_POINTS:
            pairs = outline(line, _MOST_POINTS // 2)
        corners = tuple((self._x(place), self._y(height)) for place, height in pairs)
        return Outline(corners, None, stroke, closed=False)

    def _across(self, y: float, stroke: Stroke) -> Outline:
        ends = ((self._plot.x, y), (self._plot.x + self._plot.w, y))
        return Outline(ends, None, stroke, closed=False)

    def _labels(self, wanted: Sequence[tuple[float, str]]) -> list[Plain]:
        x = self._plot.x + self._plot.w + 1.5
        found: list[Plain] = []
        last = -1e9
        for y, words in sorted(wanted):
            last = max(y, last + _LEADING_MM)
            found.append(Text(x, last + 0.9, words, Face.REGULAR, _SMALL, "line", Ink.GREY))
        return found

    def points(self) -> list[Plain]:
        """The line through the points, and the points where there is room for them."""
        values = self._pictured.chart.statistics
        pairs: Sequence[tuple[float, float]] = list(enumerate(values))
        if len(values) > _MOST_POINTS:
            pairs = outline(values, _MOST_POINTS // 2)
        path = tuple((self._x(place), self._y(value)) for place, value in pairs)
        found: list[Plain] = [Outline(path, None, Stroke(Ink.GREY, 0.3), closed=False)]
        if self._plot.w / max(1, self._pictured.places) > 1.5:
            found += [Circle(x, y, 0.6, Ink.BLACK) for x, y in path]
        return found

    def rules(self) -> list[Plain]:
        """Diamonds beyond a limit, triangles for patterns, with the numbers of their rules."""
        found: list[Plain] = []
        last = -1e9
        for index, words in sorted(self._pictured.marks.items()):
            x, y = self._x(index), self._y(self._pictured.chart.statistics[index])
            shape = _DIAMOND if words.startswith("1") else _TRIANGLE
            corners = tuple((x + dx * _MARK_MM, y + dy * _MARK_MM) for dx, dy in shape)
            found.append(Outline(corners, Ink.AMBER, Stroke(Ink.BLACK, 0.2)))
            half = 0.8 + 0.7 * len(words)
            if x - half >= last:
                place = (x, y - _MARK_MM - 0.7)
                found.append(Text(*place, words, Face.BOLD, _SMALL, "rule", anchor=Anchor.MIDDLE))
                last = x + half
        return found


def _heights(line: Line) -> tuple[float, ...]:
    return line if isinstance(line, tuple) else (line,)


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or 1.0
    return low - air, high + air


_DIAMOND: Final = ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))
_TRIANGLE: Final = ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8))
