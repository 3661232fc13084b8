"""Tabs in the head of a panel: one line of words, the open one bold and underlined."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark
from qtrace.ui.theme.paint import LEFT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import PaintedButton, clear_layout, scaled

MARK = 20
GAP = 6
HEIGHT = 40


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab.

    Attributes:
        count: how much is behind it, as text; empty for none.
        status: a shape before the words, where something behind the tab is wrong or open.
    """

    id: str
    text: str
    count: str = ""
    status: Status | None = None


class TabFace(PaintedButton):
    """One tab; a press opens it."""

    def __init__(self, tab: TabSpec) -> None:
        super().__init__(tab.id)
        self.tab = tab
        self.setCheckable(True)
        self.show_tab(tab)

    def show_tab(self, tab: TabSpec) -> None:
        """Show another content."""
        self.tab = tab
        self.value = tab.id
        self.setText(tab.text)
        self.setAccessibleName(" ".join(filter(None, (tab.text, tab.count))))
        self.updateGeometry()
        self.update()

    def _mark_width(self) -> int:
        return scaled(MARK + GAP) if self.tab.status is not None else 0

    def _words_width(self) -> float:
        return text_width(self.tab.text, role_font(TextRole.TITLE))

    def sizeHint(self) -> QSize:
        """Room for mark, words and count."""
        count = text_width(self.tab.count, role_font(TextRole.NOTE))
        width = self._mark_width() + self._words_width() + (count + scaled(GAP) if count else 0)
        return QSize(round(width) + scaled(4), scaled(HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint mark, words, count and the line of the open one."""
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        left = rect.left()
        if self.tab.status is not None:
            side = scaled(MARK)
            mark = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_mark(painter, mark, self.tab.status, tokens)
            left += self._mark_width()
        is_open = self.isChecked()
        role = TextRole.TITLE if is_open else TextRole.BODY
        ink = tokens.text if is_open else tokens.text2
        width = text_width(self.tab.text, role_font(role))
        words = QRectF(left, rect.top(), width + 2, rect.height())
        write(painter, words, self.tab.text, role_font(role), ink, LEFT)
        count = QRectF(words.right() + scaled(GAP) - 2, rect.top() + 1, rect.width(), rect.height())
        write(painter, count, self.tab.count, role_font(TextRole.NOTE), tokens.text2, LEFT)
        if is_open:
            end = left + width
            line = QRectF(rect.left(), rect.bottom() - scaled(4), end - rect.left(), scaled(3))
            painter.fillRect(line, colour(tokens.primary))


class PanelTabs(QWidget):
    """Tabs beside each other.

    Signals:
        chosen: id of the pressed tab.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.faces: tuple[TabFace, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(20))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tabs(self, tabs: Sequence[TabSpec], current: str) -> None:
        """Show `tabs`, `current` open; tabs that stay are changed in place."""
        if [face.tab.id for face in self.faces] != [tab.id for tab in tabs]:
            clear_layout(self._row)
            self.faces = tuple(TabFace(tab) for tab in tabs)
            for face in self.faces:
                face.chosen.connect(self._choose)
                self._row.addWidget(face)
            self._row.addStretch(1)
        for face, tab in zip(self.faces, tabs, strict=True):
            face.show_tab(tab)
            face.setChecked(tab.id == current)

    def _choose(self, value: object) -> None:
        for face in self.faces:
            face.setChecked(face.tab.id == value)
        self.chosen.emit(str(value))
