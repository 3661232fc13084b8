"""What every panel inside the screen has: a title, how to leave, and a refusal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.shared_texts import refusal_lines
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame


class RefusalLine(QWidget):
    """Why something was refused, beside its shape, and the code small."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        row.addWidget(StatusMark(Status.BLOCKED, 26), 0, Qt.AlignmentFlag.AlignTop)
        self._text = Label("", TextRole.NOTE_STRONG, wrap=True)
        self._code = Label("", TextRole.NOTE, Ink.TEXT2)
        row.addWidget(self._text, 1)
        row.addWidget(self._code, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def show_refusal(self, refusal: Refusal | None) -> None:
        """Say why, or nothing."""
        self.setVisible(refusal is not None)
        if refusal is not None:
            self._text.setText("\n".join(filter(None, refusal_lines(self._tr, refusal))))
            self._code.setText(f"[{refusal.code}]")


class PanelFrame(Frame):
    """A panel that opens inside the screen; Esc leaves it.

    Attributes:
        body: layout of the content.

    Signals:
        triggered: an action, `verb:value` where there is a value.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator, title: str) -> None:
        super().__init__(title)
        self.tr_ = tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        outer.setSpacing(scaled(8))
        head = QHBoxLayout()
        self._title = Label(title, TextRole.TITLE)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(Label(tr.say("Esc leaves"), TextRole.NOTE, Ink.TEXT2))
        outer.addLayout(head)
        self._refusal = RefusalLine(tr)
        outer.addWidget(self._refusal)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(8))
        outer.addLayout(self.body, 1)

    def show_view(self, view: InspectionView) -> None:
        """Show the state of the panel; a plain frame has none but its refusal."""
        self.show_refusal(view.panel.refusal)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def show_refusal(self, refusal: Refusal | None) -> None:
        """Say why the last act was refused, or nothing."""
        self._refusal.show_refusal(refusal)
