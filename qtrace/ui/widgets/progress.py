"""A plain bar: how much of a whole is done, in the colour of text, because it is no verdict."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.paint import box
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import Painted, scaled


class ProgressBar(Painted):
    """A bar of 16 px; more than the whole is drawn as the whole."""

    def __init__(self, name: str, height: int = 16) -> None:
        super().__init__(name)
        self._share = 0.0
        self.setFixedHeight(scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, done: float, total: float) -> None:
        """Show `done` of `total` (any unit, both of one kind)."""
        self._share = min(1.0, max(0.0, done / total)) if total > 0 else 0.0
        self.setAccessibleDescription(f"{done:g} / {total:g}")
        self.update()

    def sizeHint(self) -> QSize:
        """Takes the width it gets."""
        return QSize(scaled(120), self.height())

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the bar."""
        radius = min(scaled(4), rect.height() / 2)
        box(painter, rect, fill=tokens.sunken, radius=radius)
        if self._share > 0:
            done = QRectF(rect.left(), rect.top(), rect.width() * self._share, rect.height())
            box(painter, done, fill=tokens.neutral.fill, radius=radius)
