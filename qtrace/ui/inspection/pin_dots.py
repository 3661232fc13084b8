"""The PIN as dots: it shows how many digits there are and never holds them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.domain.people import LEAST_PIN
from qtrace.ui.theme.paint import box, pen_of
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


class PinDots(Painted):
    """Dots for digits that were typed, rings for those that are missing at least."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._count = 0
        self._active = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, *, active: bool) -> None:
        """Show `count` digits; active: the next digit goes here."""
        self._count, self._active = count, active
        self.setAccessibleDescription(str(count))
        self.update()

    def sizeHint(self) -> QSize:
        """One row of dots."""
        return QSize(scaled(268), scaled(64))

    def minimumSizeHint(self) -> QSize:
        """Room for all dots."""
        return QSize(scaled(220), scaled(64))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the field and its dots."""
        edge = tokens.focus if self._active else tokens.line
        ground = tokens.surface if self._active else tokens.sunken
        box(painter, rect, fill=ground, edge=edge, width=3 if self._active else 1)
        count = max(LEAST_PIN, self._count)
        pitch = min(float(scaled(34)), (rect.width() - scaled(24)) / count)
        radius = scaled(7.5)
        left = rect.center().x() - pitch * (count - 1) / 2
        for number in range(count):
            x = left + number * pitch
            place = QRectF(x - radius, rect.center().y() - radius, 2 * radius, 2 * radius)
            if number < self._count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(tokens.text))
            else:
                painter.setPen(pen_of(tokens.control, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                place.adjust(1, 1, -1, -1)
            painter.drawEllipse(place)
