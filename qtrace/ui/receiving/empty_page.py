"""What stands where there is nothing to show: a word, a sentence, no picture that lies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import IconLabel, Label
from qtrace.ui.widgets.panel import Frame


class EmptyPage(Frame):
    """A field with an icon, a title and what to do."""

    def __init__(self, icon: IconName = IconName.SCANNER) -> None:
        super().__init__()
        self._title = Label("", TextRole.TITLE)
        self._note = Label("", TextRole.BODY, Ink.TEXT2)
        self._icon = IconLabel(icon, 64, Ink.CONTROL)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setSpacing(scaled(12))
        column.addStretch(2)
        for widget in (self._icon, self._title, self._note):
            column.addWidget(widget, 0, centre)
        column.addStretch(3)

    def say(self, title: str, note: str) -> None:
        """Show these words."""
        self._title.setText(title)
        self._note.setText(note)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
