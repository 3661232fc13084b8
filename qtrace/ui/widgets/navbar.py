"""The side navigation: icon and word, one place to go each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import CENTRE, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import PaintedButton, clear_layout, scaled
from qtrace.ui.widgets.panel import Frame

NAV_WIDTH = 96
TALL, LOW, WORDS_ONLY = 72, 40, 48
ROOMY = 47
"""From this height an item has its full icon; fourteen and more have smaller ones."""
ROOM = 676
"""Pixels of the drawing for all items at 768 px: more than eight of them stand closer."""
GAP, CLOSE = 4, 2
"""Pixels between two items; fifteen and more stand closer."""
MANY = 14
KEY_GAP = 5
"""Pixels between icon and key."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place to go, or at the foot an action; without icon it is one line of words.

    Attributes:
        key: what is pressed to go there from anywhere, shown beside the icon.
    """

    id: str
    text: str
    icon: IconName | None = None
    key: str = ""


def item_height(count: int) -> int:
    """Height at which `count` items with icons stand in the bar, pixels of the drawing."""
    return max(LOW, min(TALL, (ROOM - gap_of(count) * (count - 1)) // max(1, count)))


def gap_of(count: int) -> int:
    """Space between `count` items, pixels of the drawing."""
    return GAP if count <= MANY else CLOSE


def sizes(height: int) -> tuple[float, float, float, float]:
    """Space above the icon, icon, gap and line of an item, pixels of the drawing."""
    if height == TALL:
        return 12, 24, 4, 26
    icon, gap, line = (24, 1, 22) if height >= ROOMY else (18, 0, 22)
    return max(0.0, (height - icon - gap - line) / 2), icon, gap, line


class NavButton(PaintedButton):
    """One item of the navigation."""

    def __init__(self, item: NavItem, height: int = TALL) -> None:
        super().__init__(item.id)
        self.item = item
        self._height = height if item.icon is not None else WORDS_ONLY
        self.setText(item.text)
        self.setAccessibleName(item.text)
        self.setAccessibleDescription(item.key)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """72 px with an icon and room for all, 48 px without icon."""
        return QSize(scaled(88), scaled(self._height))

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
        above, icon, gap, line = sizes(self._height)
        top = rect.top() + scaled(above)
        place = QRectF(rect.left(), top, rect.width(), scaled(icon))
        if self.item.key:
            place = self._paint_key(painter, place, ink)
        paint_icon(painter, place, self.item.icon, ink)
        top += scaled(icon + gap)
        words = QRectF(rect.left(), top, rect.width(), scaled(line))
        write(painter, words, self.item.text, font, ink, CENTRE)

    def _paint_key(self, painter: QPainter, row: QRectF, ink: str) -> QRectF:
        """Write the key beside the icon; both stand in the middle of `row`. The icon's place."""
        font = role_font(TextRole.NOTE)
        width = text_width(self.item.key, font)
        left = row.center().x() - (row.height() + scaled(KEY_GAP) + width) / 2
        place = QRectF(left, row.top(), row.height(), row.height())
        words = QRectF(place.right() + scaled(KEY_GAP), row.top(), width + 2, row.height())
        write(painter, words, self.item.key, font, ink)
        return place


class NavBar(Frame):
    """The column of 96 px at the left."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem], foot: Sequence[NavItem] = ()) -> None:
        super().__init__()
        self._current = ""
        self._buttons: dict[str, NavButton] = {}
        self._shown: tuple[tuple[NavItem, ...], tuple[NavItem, ...]] = ((), ())
        self.setFixedWidth(scaled(NAV_WIDTH))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(scaled(4), scaled(8), scaled(4), scaled(4))
        self._column.setSpacing(scaled(GAP))
        self.set_items(items, foot)

    def set_items(self, items: Sequence[NavItem], foot: Sequence[NavItem] = ()) -> None:
        """Show these places; nothing is built again if they are the same."""
        places = tuple(items), tuple(foot)
        if places == self._shown and self._buttons:
            return
        self._shown = places
        clear_layout(self._column)
        self._buttons = {}
        height = item_height(len(items) + len(foot))
        self._column.setSpacing(scaled(gap_of(len(items) + len(foot))))
        for item in items:
            self._add(item, height)
        self._column.addStretch(1)
        for item in foot:
            self._add(item, height)
        self.set_current(self._current)

    def _add(self, item: NavItem, height: int) -> None:
        button = NavButton(item, height)
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
