"""The PIN as dots: it shows how many digits there are and never holds them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.domain.people import LEAST_PIN
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark
from qtrace.ui.theme.paint import LEFT, box, pen_of, role_font, write_wrapped
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled


class PinDots(Painted):
    """Dots for digits that were typed, rings for those that are missing at least."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._count = 0
        self._active = False
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, *, active: bool, note: str = "") -> None:
        """Show `count` digits, or why the last try did not count while there are none.

        Args:
            count: digits typed.
            active: the next digit goes here.
            note: what was wrong; empty for nothing.
        """
        self._count, self._active, self._note = count, active, note
        self.setAccessibleDescription(note or str(count))
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
        if self._note and not self._count:
            mark = QRectF(rect.left() + scaled(14), rect.top(), scaled(26), rect.height())
            paint_mark(painter, mark, Status.BLOCKED, tokens)
            words = rect.adjusted(scaled(50), 2, -scaled(8), -2)
            font = role_font(TextRole.NOTE_STRONG)
            write_wrapped(painter, words, self._note, font, tokens.text, LEFT)
            return
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
