"""A station for scenarios: the real window, a recorder of everything a hand did, and no noise."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from qtrace.app.fake_sound import FakeSound
from tools.shots_stage import Stage

MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


def quiet_sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    """Tests hear nothing and need no sound card."""
    sound = FakeSound()
    monkeypatch.setattr("qtrace.app.qt_sound.QtSound", lambda: sound)
    return sound


class Recorder(QObject):
    """Counts what hands did to the window: scans, typed keys, action keys, mouse events."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.mouse = 0
        self.start()
        QApplication.instance().installEventFilter(self)

    def start(self) -> None:
        """Count from now."""
        self.mouse = 0
        driver = self._stage.driver
        self._before = (driver.scans, driver.keys, driver.actions)

    @property
    def counted(self) -> Counter:
        """Scans, typed keys, action keys and mouse events since `start`."""
        driver = self._stage.driver
        scans, keys, actions = self._before
        return Counter(
            scans=driver.scans - scans,
            keys=driver.keys - keys,
            actions=driver.actions - actions,
            mouse=self.mouse,
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self.mouse += 1
        return False

    def stop(self) -> None:
        QApplication.instance().removeEventFilter(self)


@contextmanager
def open_stage(demo: Path, folder: Path, **more) -> Iterator[Stage]:
    """A station that is closed whatever happens."""
    stage = Stage(demo, folder, **more)
    try:
        yield stage
    finally:
        stage.close()
