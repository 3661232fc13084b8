"""The side navigation: icon and word, one place to go each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import CENTRE, box, role_font, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import PaintedButton, clear_layout, scaled
from qtrace.ui.widgets.panel import Frame

NAV_WIDTH = 96


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place to go, or at the foot an action; without icon it is one line of words."""

    id: str
    text: str
    icon: IconName | None = None


class NavButton(PaintedButton):
    """One item of the navigation."""

    def __init__(self, item: NavItem) -> None:
        super().__init__(item.id)
        self.item = item
        self.setText(item.text)
        self.setAccessibleName(item.text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """72 px with an icon, 48 px without."""
        return QSize(scaled(88), scaled(72 if self.item.icon is not None else 48))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint ground, mark of the current place, icon and word."""
        current = self.isChecked()
        if current or self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        if current:
            mark = QRectF(
                rect.left(), rect.top() + scaled(8), scaled(4), rect.height() - scaled(16)
            )
            painter.fillRect(mark, colour(tokens.primary))
        ink = tokens.text if current else tokens.text2
        font = role_font(TextRole.NOTE_STRONG if current else TextRole.NOTE)
        if self.item.icon is None:
            write(painter, rect, self.item.text, font, ink, CENTRE)
            return
        place = QRectF(rect.left(), rect.top() + scaled(12), rect.width(), scaled(24))
        paint_icon(painter, place, self.item.icon, ink)
        words = QRectF(rect.left(), rect.top() + scaled(40), rect.width(), scaled(26))
        write(painter, words, self.item.text, font, ink, CENTRE)


class NavBar(Frame):
    """The column of 96 px at the left."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem], foot: Sequence[NavItem] = ()) -> None:
        super().__init__()
        self._current = ""
        self._buttons: dict[str, NavButton] = {}
        self.setFixedWidth(scaled(NAV_WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(4), scaled(8), scaled(4), scaled(4))
        self._column.setSpacing(scaled(4))
        self.set_items(items, foot)

    def set_items(self, items: Sequence[NavItem], foot: Sequence[NavItem] = ()) -> None:
        """Show other places."""
        clear_layout(self._column)
        self._buttons = {}
        for item in items:
            self._add(item)
        self._column.addStretch(1)
        for item in foot:
            self._add(item)
        self.set_current(self._current)

    def _add(self, item: NavItem) -> None:
        button = NavButton(item)
        button.chosen.connect(self._choose)
        self._buttons[item.id] = button
        self._column.addWidget(button)

    def _choose(self, value: object) -> None:
        self.set_current(self._current)  # the screen that opens says where we are
        self.chosen.emit(str(value))

    def set_current(self, item_id: str) -> None:
        """Mark the place where we are; an unknown id marks none."""
        self._current = item_id
        for key, button in self._buttons.items():
            button.setChecked(key == item_id)
            button.update()
