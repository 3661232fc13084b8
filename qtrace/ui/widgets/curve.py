"""The operating characteristic curve: what the plan accepts, at the points one talks about."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import CENTRE, LEFT, RIGHT, line, pen_of, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A marked point.

    Attributes:
        p: fraction nonconforming, 0 to 1.
        pa: probability of acceptance, 0 to 1.
        beside: text at the point; empty for none.
        below: text under the axis.
    """

    p: float
    pa: float
    beside: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class CurveLine:
    """A curve: points (p, pa) in ascending p; the main one is thick, the others dashed.

    Attributes:
        label: its name, written near (`label_p`, `label_pa`).
    """

    points: tuple[tuple[float, float], ...]
    label: str = ""
    label_p: float = 0.0
    label_pa: float = 0.0
    main: bool = False


@dataclass(frozen=True, slots=True)
class OcSpec:
    """Everything on the picture.

    Attributes:
        p_max: right end of the axis, above 0 and at most 1.
        end_label: text at the right end of the axis ("25 %").
        zones: ranges of p on shaded ground (good and bad quality).
    """

    lines: tuple[CurveLine, ...]
    points: tuple[CurvePoint, ...]
    p_max: float
    end_label: str
    zones: tuple[tuple[float, float], ...] = ()
    levels: tuple[tuple[float, str], ...] = ((1.0, "100 %"), (0.5, "50 %"), (0.0, "0 %"))


class OcCurve(Painted):
    """The curve with its axes; screen readers hear the marked points."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._spec: OcSpec | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, spec: OcSpec) -> None:
        """Show `spec`."""
        self._spec = spec
        self.setAccessibleDescription(
            "; ".join(" ".join(filter(None, (p.below, p.beside))) for p in spec.points)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As on the lot page."""
        return QSize(scaled(440), scaled(262))

    def minimumSizeHint(self) -> QSize:
        """Still legible."""
        return QSize(scaled(280), scaled(180))

    def _plot(self, rect: QRectF) -> QRectF:
        return QRectF(
            rect.left() + scaled(52),
            rect.top() + scaled(26),
            rect.width() - scaled(61),
            rect.height() - scaled(58),
        )

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint zones, grid, curves, points, texts."""
        spec = self._spec
        if spec is None or spec.p_max <= 0:
            return
        plot = self._plot(rect)
        for first, last in spec.zones:
            left = plot.left() + plot.width() * min(first, spec.p_max) / spec.p_max
            right = plot.left() + plot.width() * min(last, spec.p_max) / spec.p_max
            painter.fillRect(
                QRectF(left, plot.top(), right - left, plot.height()), colour(tokens.bg)
            )
        for pa, text in spec.levels:
            y = plot.bottom() - plot.height() * pa
            painter.fillRect(QRectF(plot.left(), round(y), plot.width(), 1), colour(tokens.line))
            place = QRectF(rect.left() - scaled(2), y - scaled(14), scaled(48), scaled(28))
            write(painter, place, text, role_font(TextRole.NOTE), tokens.text2, RIGHT)
        for curve in spec.lines:
            self._curve(painter, plot, curve, spec.p_max, tokens)
        for point in spec.points:
            self._point(painter, plot, point, spec.p_max, tokens)
        self._axis(painter, rect, plot, spec, tokens)

    @staticmethod
    def _at(plot: QRectF, p: float, pa: float, p_max: float) -> QPointF:
        return QPointF(plot.left() + plot.width() * p / p_max, plot.bottom() - plot.height() * pa)

    def _curve(
        self, painter: QPainter, plot: QRectF, curve: CurveLine, p_max: float, tokens: Tokens
    ) -> None:
        path = QPainterPath()
        inside = [pair for pair in curve.points if pair[0] <= p_max]
        for number, (p, pa) in enumerate(inside):
            point = self._at(plot, p, pa, p_max)
            if number:
                path.lineTo(point)
            else:
                path.moveTo(point)
        pen = QPen(colour(tokens.text), 3) if curve.main else QPen(colour(tokens.control), 1.5)
        if not curve.main:
            pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if curve.label:
            font = role_font(TextRole.NOTE)
            place = self._at(plot, curve.label_p, curve.label_pa, p_max)
            width = text_width(curve.label, font) + 4
            words = QRectF(place.x(), place.y() - scaled(12), width, scaled(24))
            write(painter, words, curve.label, font, tokens.text2)

    def _point(
        self, painter: QPainter, plot: QRectF, point: CurvePoint, p_max: float, tokens: Tokens
    ) -> None:
        place = self._at(plot, point.p, point.pa, p_max)
        line(
            painter,
            place,
            QPointF(place.x(), plot.bottom()),
            pen_of(tokens.control, 1, dashed=True),
        )
        painter.setPen(QPen(colour(tokens.surface), 2))
        painter.setBrush(colour(tokens.text))
        painter.drawEllipse(place, scaled(7), scaled(7))
        if point.beside:
            font = role_font(TextRole.NOTE_STRONG)
            width = text_width(point.beside, font) + 4
            above = point.pa > 0.7
            x = place.x() - scaled(2) if above else place.x() + scaled(12)
            y = plot.top() - scaled(15) if above else place.y() - scaled(11)
            x = min(x, plot.right() + scaled(8) - width)
            write(
                painter,
                QRectF(x, y - scaled(12), width, scaled(24)),
                point.beside,
                font,
                tokens.text,
            )

    def _axis(
        self, painter: QPainter, rect: QRectF, plot: QRectF, spec: OcSpec, tokens: Tokens
    ) -> None:
        """Words under the axis; they push each other aside rather than overlap."""
        note, strong = role_font(TextRole.NOTE), role_font(TextRole.NOTE_STRONG)
        top, height = plot.bottom() + scaled(4), scaled(26)
        end = text_width(spec.end_label, note)
        limit = rect.right() - end - scaled(8)
        write(
            painter,
            QRectF(rect.right() - end - 4, top, end + 4, height),
            spec.end_label,
            note,
            tokens.text2,
            RIGHT,
        )
        zero = QRectF(plot.left() - scaled(12), top, scaled(14), height)
        write(painter, zero, "0", note, tokens.text2, LEFT)
        for x, width, text in label_places(
            [
                (self._at(plot, p.p, 0, spec.p_max).x(), text_width(p.below, strong), p.below)
                for p in spec.points
                if p.below
            ],
            zero.right() + scaled(4),
            limit,
            scaled(8),
        ):
            write(painter, QRectF(x, top, width + 2, height), text, strong, tokens.text, CENTRE)


def label_places(
    wanted: Sequence[tuple[float, float, str]], left: float, right: float, gap: float
) -> list[tuple[float, float, str]]:
    """Where labels go: centred on their points, moved as little as needed not to touch.

    Args:
        wanted: (centre, width, text) in ascending order of centre, pixels.
        left: no label begins before it.
        right: no label ends after it, unless all together are too wide.
        gap: least space between two labels.

    Returns:
        (left edge, width, text) in the same order.
    """
    edges: list[float] = []
    for centre, width, _text in wanted:
        least = left if not edges else edges[-1] + wanted[len(edges) - 1][1] + gap
        edges.append(max(centre - width / 2, least))
    limit = right
    for number in range(len(edges) - 1, -1, -1):
        edges[number] = min(edges[number], limit - wanted[number][1])
        limit = edges[number] - gap
    return [(max(edge, left), w, text) for edge, (_c, w, text) in zip(edges, wanted, strict=True)]
