"""Words, lines, icons and lone status shapes."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon, paint_mark, paint_status
from qtrace.ui.theme.paint import role_font
from qtrace.ui.theme.tokens import Ink, Status, Tokens, colour
from qtrace.ui.widgets.base import Painted, scaled

LINE_BOX = 1.36
INK_ROLES = {
    Ink.TEXT: QPalette.ColorRole.WindowText,
    Ink.TEXT2: QPalette.ColorRole.PlaceholderText,
    Ink.CONTROL: QPalette.ColorRole.Mid,
    Ink.PRIMARY: QPalette.ColorRole.Highlight,
    Ink.ON_PRIMARY: QPalette.ColorRole.HighlightedText,
}


class Label(QLabel):
    """Plain text in a type role and an ink; the text is also its accessible name."""

    def __init__(
        self,
        text: str = "",
        role: TextRole = TextRole.BODY,
        ink: Ink = Ink.TEXT,
        *,
        wrap: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(text)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(role_font(role))
        self.setWordWrap(wrap)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.set_ink(ink)

    def set_role(self, role: TextRole) -> None:
        """Change what the text is for."""
        self._role = role
        self.setFont(role_font(role))

    def set_ink(self, ink: Ink) -> None:
        """Change the colour; it follows the theme by itself.

        Raises:
            KeyError: the ink is a ground, not a text colour.
        """
        self.setForegroundRole(INK_ROLES[ink])

    def _roomy(self, size: QSize) -> QSize:
        """One line stands in a box of 1.36 times its size, as lines of a panel do."""
        return size.expandedTo(QSize(0, round(self.font().pixelSize() * LINE_BOX)))

    def sizeHint(self) -> QSize:
        """Room for the text and the air around its line."""
        return self._roomy(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        """Never less than the text."""
        return self._roomy(super().minimumSizeHint())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self.setFont(role_font(self._role))


class Rule(Painted):
    """A line of one pixel between two parts of a panel."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        fixed, grow = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if vertical else grow, grow if vertical else fixed)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the line."""
        painter.fillRect(rect, colour(tokens.line))


class IconLabel(Painted):
    """An icon beside its word; decoration unless it is given a name."""

    def __init__(self, icon: IconName, size: int = 24, ink: Ink = Ink.TEXT, name: str = "") -> None:
        super().__init__(name)
        self._icon = icon
        self._ink = ink
        self._side = size
        self.setFixedSize(self.sizeHint())

    def set_icon(self, icon: IconName) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(scaled(self._side), scaled(self._side))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the icon."""
        paint_icon(painter, rect, self._icon, tokens.ink(self._ink))


class StatusMark(Painted):
    """A lone status shape where its word stands beside it.

    A healthy mark may be `quiet`: grey outline, because nothing abnormal asks for the eye.
    """

    def __init__(
        self, status: Status, size: int = 24, *, quiet: bool = False, name: str = ""
    ) -> None:
        super().__init__(name)
        self._status = status
        self._quiet = quiet
        self._side = size
        self.setFixedSize(scaled(size), scaled(size))

    def set_status(self, status: Status, *, quiet: bool = False, name: str = "") -> None:
        """Show another status."""
        self._status = status
        self._quiet = quiet
        self.setAccessibleName(name)
        self.update()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the shape."""
        if self._quiet:
            paint_status(painter, rect, self._status, tokens.text2)
        else:
            paint_mark(painter, rect, self._status, tokens)
