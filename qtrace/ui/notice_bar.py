"""The line that takes the top bar's place while the station has something to say."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from qtrace.ui.scan_desk import Notice
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame

MARK, GAP = 28, 12
"""Status shape, and the space between texts, in pixels."""


class NoticeBar(Frame):
    """Status shape, what happened, what to do, and the code small.

    What fits beside each other stands on one line; a longer text has what to do below it.
    """

    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(56))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(GAP)
        self._mark: StatusMark | None = None
        self._text = Label(role=TextRole.STRONG)
        self._next = Label(ink=Ink.TEXT)
        self._code = Label(role=TextRole.NOTE, ink=Ink.TEXT2)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._text)
        self._words.addWidget(self._next, 1)
        row.addLayout(self._words, 1)
        row.addWidget(self._code)
        self._row = row

    def show_notice(self, notice: Notice) -> None:
        """Show `notice` until the next one."""
        if self._mark is not None:
            self._row.removeWidget(self._mark)
            self._mark.deleteLater()
        self._mark = StatusMark(notice.status, MARK)
        self._row.insertWidget(0, self._mark)
        self._text.setText(notice.text)
        self._next.setText(notice.next_step)
        self._code.setText(f"[{notice.code}]" if notice.code else "")
        self.setAccessibleName(f"{notice.text} {notice.next_step}")
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit on one line stands on two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        mark, code = self._row.spacing() + MARK, self._code.sizeHint().width()
        margins = self._row.contentsMargins()
        free = self.width() - margins.left() - margins.right() - mark - self._row.spacing() - code
        self._text.set_role(TextRole.STRONG)
        if self._text.sizeHint().width() > free:
            self._text.set_role(TextRole.NOTE_STRONG)
        wanted = self._text.sizeHint().width() + GAP + self._next.sizeHint().width()
        both = self._next.text() and wanted > free
        way = QBoxLayout.Direction
        self._words.setDirection(way.TopToBottom if both else way.LeftToRight)
        self._words.setSpacing(0 if both else GAP)
