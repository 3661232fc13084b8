"""The two grounds all painted widgets stand on: a painted area and a painted button."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from qtrace.ui.theme.apply import current_look, current_profile, current_tokens
from qtrace.ui.theme.paint import begin, box
from qtrace.ui.theme.profiles import SizeProfile
from qtrace.ui.theme.tokens import Tokens


class Painted(QWidget):
    """A widget that paints itself from the tokens in force, and is named for screen readers."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint with a ready painter."""
        painter = begin(self)
        self.draw(painter, QRectF(self.rect()), current_tokens())
        painter.end()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the content of `rect`; a bare area stays empty."""

    def changeEvent(self, event: QEvent) -> None:
        """Measure again and repaint when theme or sizes change."""
        super().changeEvent(event)
        if event.type() in LOOK_EVENTS:
            self.updateGeometry()
            self.update()


LOOK_EVENTS = (
    QEvent.Type.PaletteChange,
    QEvent.Type.ApplicationPaletteChange,
    QEvent.Type.StyleChange,
)


class PaintedButton(QAbstractButton):
    """A button that paints itself; on stations it never takes the focus, so no scan presses it."""

    chosen = Signal(object)

    def __init__(self, value: object = None, *, focusable: bool = False) -> None:
        super().__init__()
        self.value = value
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if focusable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self.value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the face, then the focus ring."""
        painter = begin(self)
        tokens = current_tokens()
        rect = QRectF(self.rect())
        self.draw(painter, rect, tokens)
        if self.hasFocus():
            box(painter, rect, edge=tokens.focus, width=3)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys press only a button that may have the focus: a scan sent here presses nothing."""
        if self.focusPolicy() == Qt.FocusPolicy.NoFocus:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the face of the button; a bare button stays empty."""

    def minimumSizeHint(self) -> QSize:
        """A button never gets narrower than its words."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again and repaint when theme or sizes change."""
        super().changeEvent(event)
        if event.type() in LOOK_EVENTS:
            self.updateGeometry()
            self.update()


def scaled(pixels: float) -> int:
    """`pixels` of the drawing on the screen in force."""
    return round(pixels * current_profile().scale)


def profile() -> SizeProfile:
    """The sizes in force."""
    return current_look().profile


def clear_layout(layout: QLayout) -> None:
    """Remove every widget and spacer of `layout`; the widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear_layout(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
