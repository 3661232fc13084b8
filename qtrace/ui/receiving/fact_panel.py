"""A panel of facts whose lines move together when there are many of them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from qtrace.ui.receiving.code_texts import PanelText
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel

ROW = 47
LEAST_ROW = 36
ABOVE_AND_BELOW = 64
SIDES = 32
KEY_GAP = 12


class FactPanel(Panel):
    """Title, note, facts; or one sentence where there are none yet.

    Keys get the width they need for two lines, rows the height that lets all of them fit.
    """

    def __init__(self, *, key_width: int = 80, code_width: int = 44) -> None:
        super().__init__(" ")
        self._key_width = key_width
        self._code_width = code_width
        self._keys = 0
        self._text: PanelText | None = None
        self._size = (0, 0)
        self._list: FactList | None = None
        self._hint = Label("", TextRole.BODY, Ink.TEXT2, wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.setSpacing(0)
        self.add(self._hint)
        self._foot: QWidget | None = None
        self.body.addStretch(1)

    def set_foot(self, widget: QWidget) -> None:
        """Put `widget` below the facts."""
        self._foot = widget
        self.add(widget)

    def show_text(self, text: PanelText, width: int, height: int) -> None:
        """Show `text` in a panel of this size."""
        if text == self._text and self._size == (width, height):
            return
        self._text, self._size = text, (width, height)
        self.set_title(text.title)
        self.set_note(text.note)
        self._hint.setText(text.hint)
        self._hint.setVisible(bool(text.hint))
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = self._fitting_list(text, width, height) if text.facts else None
        if self._list is not None:
            self.body.insertWidget(1, self._list)
            self._list.show()

    def _fitting_list(self, text: PanelText, width: int, height: int) -> FactList:
        free = height - scaled(ABOVE_AND_BELOW)
        if self._foot is not None:
            free -= self._foot.sizeHint().height()
        inner = width - scaled(SIDES)
        row = ROW
        made = self._list_of(text, row)
        while row > LEAST_ROW and made.heightForWidth(inner) > free:
            row -= 1
            made.set_row(row)
        made.setFixedHeight(made.heightForWidth(inner))
        return made

    @property
    def keys(self) -> int:
        """Width of the keys in pixels of the drawing, for what stands below them."""
        return self._keys or self._key_width

    def _list_of(self, text: PanelText, row: int) -> FactList:
        self._keys = key_width((fact.key for fact in text.facts), text.keys or self._key_width)
        made = FactList(
            text.title,
            key_width=self._keys,
            code_width=self._code_width if any(fact.code for fact in text.facts) else 0,
            row=row,
            last_rule=self._foot is not None,
        )
        made.set_facts(text.facts)
        return made


def key_width(keys: Iterable[str], least: int) -> int:
    """Width in pixels of the drawing in which every key takes at most two lines."""
    font = role_font(TextRole.NOTE)
    found = [key for key in keys if key]
    needed = max((_two_lines(key, font) for key in found), default=0.0) + KEY_GAP
    widest = max(needed, float(scaled(least)))
    for line in sorted(text_width(key, font) for key in found):
        if widest - KEY_GAP < line <= widest:  # it would stand on one line and touch its value
            widest = line + KEY_GAP
    return round(widest / profile().scale)


def _two_lines(key: str, font: QFont) -> float:
    """Least width in which `key` takes two lines at most."""
    words = key.split(" ")
    return min(
        max(text_width(" ".join(words[:n]), font), text_width(" ".join(words[n:]), font))
        for n in range(1, len(words) + 1)
    )
