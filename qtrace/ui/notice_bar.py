"""The line that takes the top bar's place while the station has something to say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from qtrace.ui.scan_desk import Notice
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame


class NoticeBar(Frame):
    """Status shape, what happened, what to do, and the code small."""

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(56))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self._mark: StatusMark | None = None
        self._text = Label(role=TextRole.STRONG)
        self._next = Label(ink=Ink.TEXT)
        self._code = Label(role=TextRole.NOTE, ink=Ink.TEXT2)
        for label in (self._text, self._next, self._code):
            row.addWidget(label)
        self._next.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = row

    def show_notice(self, notice: Notice) -> None:
        """Show `notice` until the next one."""
        if self._mark is not None:
            self._row.removeWidget(self._mark)
            self._mark.deleteLater()
        self._mark = StatusMark(notice.status, 28)
        self._row.insertWidget(0, self._mark)
        self._text.setText(notice.text)
        self._next.setText(notice.next_step)
        self._code.setText(f"[{notice.code}]" if notice.code else "")
        self.setAccessibleName(f"{notice.text} {notice.next_step}")
