"""The OC curve with a handle: if so much is bad, how often is the lot accepted."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from qtrace.ui.theme.paint import line, pen_of
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.curve import OcCurve, OcSpec

HANDLE: Final = 11


class RiskCurve(OcCurve):
    """An OC curve whose handle is dragged, or moved by keys through `set_p`.

    Attributes:
        is_quiet: the handle appears with the first move.

    Signals:
        p_moved: fraction nonconforming at the handle, 0 to the right end of the axis.
    """

    p_moved = Signal(float)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._chance: Callable[[float], float] | None = None
        self.p = 0.0
        self.is_quiet = False

    def show_risk(self, spec: OcSpec, chance: Callable[[float], float], p: float) -> None:
        """Show the curve `chance` with its handle at `p`."""
        self._chance, self.p = chance, p
        self.show_curve(spec)

    def set_p(self, p: float) -> None:
        """Move the handle, within the axis."""
        if self._spec is not None:
            kept = max(0.0, min(self._spec.p_max, p))
            if kept != self.p:
                self.p, self.is_quiet = kept, False
                self.update()
                self.p_moved.emit(kept)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the handle there."""
        self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        self._drag(event.position())

    def _drag(self, place: QPointF) -> None:
        if self._spec is not None:
            plot = self._plot(QRectF(self.rect()))
            self.set_p((place.x() - plot.left()) / plot.width() * self._spec.p_max)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the curve, then the handle with its cross lines."""
        super().draw(painter, rect, tokens)
        spec = self._spec
        if spec is None or self._chance is None or self.is_quiet:
            return
        plot = self._plot(rect)
        place = self._at(plot, self.p, self._chance(self.p), spec.p_max)
        pen = pen_of(tokens.focus, 1.5)
        line(painter, QPointF(place.x(), plot.top()), QPointF(place.x(), plot.bottom()), pen)
        line(painter, QPointF(plot.left(), place.y()), place, pen)
        painter.setPen(QPen(colour(tokens.surface), 3))
        painter.setBrush(colour(tokens.focus))
        painter.drawEllipse(place, scaled(HANDLE), scaled(HANDLE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
