"""Who sent the inspection back, when and why: above the readings until they are signed again."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from qtrace.domain.inspection_flow import InspectionState
from qtrace.i18n import Translator
from qtrace.i18n.inspection_words import RETURN_REASONS
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.ui.inspection.shared_texts import named
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame

Local = Callable[[datetime], datetime]


def return_text(tr: Translator, sheet: InspectionSheet, local: Local) -> str:
    """The newest return while nobody has signed again; empty for none."""
    if sheet.state is not InspectionState.IN_PROGRESS or not sheet.returns:
        return ""
    last = sheet.returns[-1]
    text = tr.say(
        "Sent back by {name}, {at}: {reason}",
        name=named(tr, last.person),
        at=f"{local(last.at):%m-%d %H:%M}",
        reason=tr.say(RETURN_REASONS[last.reason]),
    )
    return tr.say("{text}: {details}", text=text, details=last.note) if last.note else text


class ReturnLine(Frame):
    """One line with its shape; hidden while there is nothing to say."""

    def __init__(self, tr: Translator, local: Local) -> None:
        super().__init__(tr.term("title", "Sent back"))
        self._tr, self._local = tr, local
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(14), scaled(6), scaled(14), scaled(6))
        row.setSpacing(scaled(10))
        row.addWidget(StatusMark(Status.HOLD, 24))
        self.text = Label("", TextRole.STRONG, wrap=True)
        row.addWidget(self.text, 1)
        self.hide()

    def show_sheet(self, sheet: InspectionSheet) -> None:
        """Say the newest return, or nothing."""
        text = return_text(self._tr, sheet, self._local)
        self.text.setText(text)
        self.setVisible(bool(text))
