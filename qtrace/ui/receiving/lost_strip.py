"""The neutral band in place of the scan strip while the database does not answer."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_status
from qtrace.ui.theme.paint import box, role_font, write
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import Painted, scaled


class LostStrip(Painted):
    """Two lines on the fill of the neutral status: nothing shown below is known to be true."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._note = ""
        self.setFixedHeight(scaled(72))

    def say(self, title: str, note: str) -> None:
        """Show these words."""
        self._title, self._note = title, note
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        """A full row."""
        return QSize(scaled(900), scaled(72))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint shape and words."""
        paint = tokens.neutral
        box(painter, rect, fill=paint.fill, edge=paint.outline, radius=scaled(8))
        mark = QRectF(rect.left() + scaled(24), rect.top(), scaled(44), rect.height())
        paint_status(painter, mark, Status.NEUTRAL, paint.text)
        left = rect.left() + scaled(92)
        width = rect.right() - left - scaled(20)
        upper = QRectF(left, rect.top() + scaled(6), width, scaled(32))
        lower = QRectF(left, rect.top() + scaled(38), width, scaled(26))
        write(painter, upper, self._title, role_font(TextRole.TITLE), paint.text)
        write(painter, lower, self._note, role_font(TextRole.NOTE), paint.text)
