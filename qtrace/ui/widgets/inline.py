"""Questions without a dialog: a panel in the screen that never takes a scan for an answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame


class InlinePanel(Frame):
    """A question or a form that opens inside a screen; Esc leaves it and loses nothing.

    Attributes:
        body: layout for the fields of the panel.
    """

    triggered = Signal(str)
    dismissed = Signal()

    def __init__(self, title: str, note: str = "", status: Status | None = None) -> None:
        super().__init__(title)
        self.buttons: tuple[KeyButton, ...] = ()
        self._title = Label(title, TextRole.TITLE, wrap=True)
        self._note = Label(note, TextRole.BODY, Ink.TEXT2, wrap=True)
        self._note.setVisible(bool(note))
        self.setAccessibleDescription(note)
        head = QHBoxLayout()
        head.setSpacing(scaled(12))
        if status is not None:
            head.addWidget(StatusMark(status, 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(12))
        self._row = QHBoxLayout()
        self._row.setSpacing(profile().gap)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(16))
        outer.setSpacing(scaled(12))
        outer.addLayout(head)
        outer.addWidget(self._note)
        outer.addLayout(self.body, 1)
        outer.addLayout(self._row)

    def say(self, title: str, note: str = "") -> None:
        """Change title and note."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)

    def set_actions(self, left: Sequence[ActionSpec], right: Sequence[ActionSpec] = ()) -> None:
        """Show the answers; none of them ever has the focus."""
        clear_layout(self._row)
        self.buttons = tuple(KeyButton(spec) for spec in (*left, *right))
        for number, button in enumerate(self.buttons):
            if number == len(left):
                self._row.addStretch(1)
            button.chosen.connect(self._tell)
            self._row.addWidget(button)
        if not right:
            self._row.addStretch(1)

    def press(self, key: str) -> bool:
        """Do the enabled action that has `key`; True if there was one."""
        for button in self.buttons:
            if button.spec.key == key and button.isEnabled():
                button.click()
                return True
        return False

    def _tell(self, value: object) -> None:
        self.triggered.emit(str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; everything else goes on to the screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            event.ignore()
