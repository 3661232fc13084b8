"""The list of unfinished work below the sign-in: as many rows as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from qtrace.i18n import Translator
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.steps import WorkLine, WorkList

ROW = 76
HEAD = 49


class WorkPanel(Panel):
    """Unfinished work of everybody.

    Signals:
        opened: id of the pressed line.
    """

    opened = Signal(str)

    def __init__(self, tr: Translator) -> None:
        calm = tr.say("every reading was stored when it was taken")
        super().__init__(tr.say("Unfinished work, kept"), calm)
        self._calm_note = calm
        self._tr = tr
        self._lines: tuple[WorkLine, ...] = ()
        self._shown: tuple[WorkLine, ...] = ()
        self._list = WorkList(tr.say("Unfinished work, kept"))
        self._list.opened.connect(self.opened)
        self._empty = Label(tr.say("Nothing was left unfinished"), TextRole.BODY, Ink.TEXT2)
        self.add(self._list)
        self.add(self._empty)
        self.body.addStretch(1)
        self.setMinimumHeight(scaled(HEAD + ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_work(())

    def show_work(self, lines: Sequence[WorkLine]) -> None:
        """Show `lines`."""
        self._lines = tuple(lines)
        self._fit()

    def _fit(self) -> None:
        room = max(1, (self.height() - scaled(HEAD)) // scaled(ROW))
        shown = self._lines[:room]
        if shown != self._shown:
            self._shown = shown
            self._list.set_work(shown)
        hidden = len(self._lines) - len(shown)
        text = self._tr.count("and {n} more in the queue", "and {n} more in the queue", hidden)
        self.set_note(text if hidden > 0 else self._calm_note)
        self._list.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as fit."""
        super().resizeEvent(event)
        self._fit()
