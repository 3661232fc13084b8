"""The station is one window: nothing flashes up beside it, and the keyboard stays with it."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.scenarios.places import WALK, visit

pytestmark = pytest.mark.timeout(120)


class WindowWatch(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self, station: QWidget) -> None:
        super().__init__()
        self._station = station
        self.shown: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_show = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_show and watched.isWindow() and watched is not self._station:
            self.shown.add(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


def test_going_anywhere_shows_no_other_window(stage):
    """A widget that is shown before it has a parent is such a window, and takes the keyboard."""
    problems = {}
    watch = WindowWatch(stage.shell)
    QApplication.instance().installEventFilter(watch)
    try:
        for place in WALK:
            watch.shown.clear()
            visit(stage, place)
            if watch.shown or not stage.shell.isActiveWindow():
                problems[place] = sorted(watch.shown), stage.shell.isActiveWindow()
                stage.shell.activateWindow()
    finally:
        QApplication.instance().removeEventFilter(watch)
    assert not problems
