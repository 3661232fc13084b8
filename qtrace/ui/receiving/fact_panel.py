"""A panel of facts whose lines move together when there are many of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qtrace.ui.receiving.code_texts import PanelText
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel

ROW = 47
LEAST_ROW = 36
ABOVE_AND_BELOW = 51


class FactPanel(Panel):
    """Title, note, facts; or one sentence where there are none yet."""

    def __init__(self, *, key_width: int = 80, code_width: int = 0) -> None:
        super().__init__(" ")
        self._key_width = key_width
        self._code_width = code_width
        self._row = ROW
        self._text: PanelText | None = None
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

    def show_text(self, text: PanelText, height: int) -> None:
        """Show `text` in a panel that is `height` pixels high."""
        row = self._fitting_row(len(text.facts), height)
        if text == self._text and row == self._row:
            return
        self.set_title(text.title)
        self.set_note(text.note)
        self._hint.setText(text.hint)
        self._hint.setVisible(bool(text.hint))
        if self._list is None or row != self._row:
            self._replace_list(row)
        self._text = text
        assert self._list is not None
        self._list.set_facts(text.facts)
        self._list.setVisible(bool(text.facts))

    def _fitting_row(self, count: int, height: int) -> int:
        free = height - scaled(ABOVE_AND_BELOW)
        if self._foot is not None:
            free -= self._foot.sizeHint().height()
        if not count:
            return ROW
        scale = scaled(100) / 100
        return max(LEAST_ROW, min(ROW, int(free / count / scale)))

    def _replace_list(self, row: int) -> None:
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._row = row
        self._list = FactList(
            self.accessibleName(),
            key_width=self._key_width,
            code_width=self._code_width,
            row=row,
            last_rule=self._foot is not None,
        )
        self.body.insertWidget(1, self._list)
