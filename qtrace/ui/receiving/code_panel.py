"""The panel in which a code is typed: one field, no dialog; a scan never lands in it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from qtrace.i18n import Translator
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font
from qtrace.ui.theme.qss import FIELD, LOOK
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton
from qtrace.ui.widgets.fields import Answer
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame

MOST_TYPED = 200


def text_field(name: str) -> QLineEdit:
    """A field for typed data in the mono face."""
    field = QLineEdit()
    field.setProperty(LOOK, FIELD)
    field.setAccessibleName(name)
    field.setFont(role_font(TextRole.DATA))
    field.setMaxLength(MOST_TYPED)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return field


class CodePanel(Frame):
    """Asks for one code.

    Signals:
        submitted: what was typed, when Enter or the button says so.
        cancelled: the panel is to be left.
    """

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Type a code"))
        self._tr = tr
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2)
        self._mark = StatusMark(Status.NEUTRAL, 24)
        self.field = text_field(tr.say("Code"))
        self.field.returnPressed.connect(self.submit)
        head = QHBoxLayout()
        head.setSpacing(scaled(12))
        head.addWidget(Label(tr.say("Type a code"), TextRole.TITLE))
        head.addWidget(self._mark)
        head.addWidget(self._hint, 1)
        row = QHBoxLayout()
        row.setSpacing(profile().gap)
        row.addWidget(self.field, 1)
        cancel = KeyButton(ActionSpec("cancel", "Esc", tr.say("Cancel")))
        cancel.chosen.connect(lambda _value: self.cancelled.emit())
        row.addWidget(cancel)
        enter = KeyButton(ActionSpec("submit", "Enter", tr.say("Open")))
        enter.chosen.connect(lambda _value: self.submit())
        row.addWidget(enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(12))
        column.setSpacing(scaled(8))
        column.addLayout(head)
        column.addLayout(row)
        self.show_unknown("")

    def submit(self) -> None:
        """Say what is in the field, if anything is."""
        text = self.field.text()
        if text.strip():
            # A space at the end may be the check character of a HIBC code.
            self.submitted.emit(text)

    def show_unknown(self, text: str) -> None:
        """Say that `text` leads nowhere; with an empty one say what may be typed."""
        tr = self._tr
        self._mark.setVisible(bool(text))
        if text:
            self._hint.setText(tr.say("Nothing here has the code {code}.", code=text[:40]))
        else:
            self._hint.setText(
                tr.say("Delivery, order, lot or the text under the barcode, e.g. (01)…(10)…")
            )

    def begin(self) -> None:
        """Empty the field and put the cursor into it."""
        self.field.clear()
        self.show_unknown("")
        self.take_focus()

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Put back the code that stood in another view's field."""
        code = answers.get("code")
        if isinstance(code, str):
            self.field.setText(code)

    def take_focus(self) -> None:
        """Put the cursor into the field; what stands there stays."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
