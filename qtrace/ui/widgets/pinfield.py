"""The PIN field: dots for what was typed, rings for what is missing at least."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.paint import box, pen_of
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled

LEAST = 6
MOST = 12


class PinField(Painted):
    """Holds a PIN while it is typed; digits come from the keypad or from the keyboard."""

    changed = Signal(int)
    completed = Signal()
    entered = Signal()

    def __init__(self, name: str, least: int = LEAST, most: int = MOST) -> None:
        super().__init__(name)
        self._least = least
        self._most = most
        self._digits = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def type_digit(self, digit: str) -> None:
        """Append one digit; anything else, or a digit too many, is ignored."""
        if len(digit) != 1 or digit not in "0123456789" or len(self._digits) >= self._most:
            return
        self._set(self._digits + digit)
        if len(self._digits) == self._least:
            self.completed.emit()

    def back(self) -> None:
        """Take back the last digit."""
        self._set(self._digits[:-1])

    def clear(self) -> None:
        """Forget what was typed."""
        self._set("")

    def pin(self) -> str:
        """What was typed."""
        return self._digits

    def _set(self, digits: str) -> None:
        if digits == self._digits:
            return
        self._digits = digits
        self.update()
        self.changed.emit(len(digits))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Backspace and Enter; every other key goes on to the screen."""
        if event.key() == Qt.Key.Key_Backspace:
            self.back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif len(event.text()) == 1 and event.text() in "0123456789":
            self.type_digit(event.text())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """One row of dots."""
        return QSize(scaled(268), scaled(64))

    def minimumSizeHint(self) -> QSize:
        """Room for all dots."""
        return QSize(scaled(220), scaled(64))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the field and its dots."""
        focused = self.hasFocus()
        edge = tokens.focus if focused else tokens.control
        box(painter, rect, fill=tokens.surface, edge=edge, width=3 if focused else 1)
        count = max(self._least, len(self._digits))
        pitch = min(scaled(34), (rect.width() - scaled(24)) / count)
        radius = scaled(7.5)
        left = rect.center().x() - pitch * (count - 1) / 2
        for number in range(count):
            x = left + number * pitch
            place = QRectF(x - radius, rect.center().y() - radius, 2 * radius, 2 * radius)
            if number < len(self._digits):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(tokens.text))
            else:
                painter.setPen(pen_of(tokens.control, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                place.adjust(1, 1, -1, -1)
            painter.drawEllipse(place)
