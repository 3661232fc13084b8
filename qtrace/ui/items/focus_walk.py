"""Walking a screen without a mouse: Tab goes from panel to panel, arrows go inside one.

Buttons of a station never take the focus by themselves, so that no scan presses them; here the
screen puts it where the person is, and Enter is a key of the screen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from qtrace.ui.widgets.base import PaintedButton


class FocusWalk:
    """Where the person is among the panels; it survives that their rows are made anew."""

    def __init__(self, screen: QWidget, panels: Sequence[QWidget]) -> None:
        self._screen = screen
        self._panels = tuple(panels)
        self._panel = -1
        self._row = 0
        self._where = ""
        self._left: dict[str, tuple[int, int]] = {}

    def rows(self, panel: QWidget) -> list[PaintedButton]:
        """What can be pressed in a panel, in reading order."""
        found = [
            button
            for button in panel.findChildren(PaintedButton)
            if button.isVisibleTo(self._screen) and button.isEnabled()
        ]
        return sorted(found, key=lambda b: _place(b, panel))

    def next_panel(self, step: int) -> None:
        """Go to the next panel with something in it, round at the end."""
        count = len(self._panels)
        place = self._panel if self._panel >= 0 or step > 0 else 0
        for distance in range(1, count + 1):
            number = (place + step * distance) % count
            if self.rows(self._panels[number]):
                self._panel, self._row = number, 0
                self._show()
                return

    def move(self, step: int) -> None:
        """Go to another row of the panel."""
        if self._panel < 0:
            self.next_panel(1)
            return
        last = len(self.rows(self._panels[self._panel])) - 1
        self._row = max(0, min(last, self._row + step))
        self._show()

    def enter(self, where: str) -> None:
        """Another part of the screen is in front; one comes back to where one was in it."""
        self._left[self._where] = (self._panel, self._row)
        self._where = where
        self._panel, self._row = self._left.get(where, (-1, 0))

    def keep(self) -> None:
        """Put the focus back after rows were made anew."""
        if self._panel >= 0:
            self._show()

    def press(self) -> bool:
        """Press the row in focus; False if there is none."""
        row = self.current()
        if row is None:
            return False
        row.click()
        return True

    def current(self) -> PaintedButton | None:
        """The row in focus."""
        if self._panel < 0:
            return None
        rows = self.rows(self._panels[self._panel])
        return rows[min(self._row, len(rows) - 1)] if rows else None

    def _show(self) -> None:
        row = self.current()
        if row is None:
            return
        row.setFocus(Qt.FocusReason.TabFocusReason)
        parent = row.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(row, 0, 8)
            parent = parent.parentWidget()


def _place(button: PaintedButton, panel: QWidget) -> tuple[int, int]:
    place = button.mapTo(panel, QPoint(0, 0))
    return place.y(), place.x()
