"""Drives a station as a person with a scanner would: keys, scans, looks."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QWidget

from qtrace.app.tour.tracking import TrackingExecutor
from qtrace.scanning.qt_replay import press_key, send_burst, type_keys

PATIENCE_S = 20.0
QUIET_S = 0.03


class StillBusyError(RuntimeError):
    """The station did not come to rest; its last state is in the message."""


class Driver:
    """Hands and eyes on one window.

    Args:
        window: the station's window, already shown.
        executor: the executor that the station runs on.
        folder: where pictures go.
    """

    def __init__(self, window: QWidget, executor: TrackingExecutor, folder: Path) -> None:
        self._window, self._executor, self._folder = window, executor, folder
        self.pictures: list[Path] = []
        self.scans = self.keys = self.actions = 0

    def scan(self, data: bytes | str) -> None:
        """Send one scan as a keyboard scanner does, and wait for what it leads to."""
        self.scans += 1
        send_burst(self._window, data.encode() if isinstance(data, str) else data)
        self.settle()

    def type(self, text: str) -> None:
        """Type `text` by hand."""
        self.keys += len(text)
        type_keys(self._window, text)
        self.settle()

    def press(self, name: str) -> None:
        """Press one key, e.g. `F10`."""
        self.actions += 1
        press_key(self._window, name)
        self.settle()

    def settle(self) -> None:
        """Let the event loop run until every job is answered and nothing more comes.

        Raises:
            StillBusyError: it did not come to rest in time.
        """
        quiet_since = time.monotonic()
        ends = quiet_since + PATIENCE_S
        while time.monotonic() < ends:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            if self._executor.outstanding:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > QUIET_S:
                return
            time.sleep(0.001)
        raise StillBusyError(f"{self._executor.outstanding} jobs are not answered")

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let time pass until `condition` holds.

        Raises:
            StillBusyError: it never did.
        """
        ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends:
            if condition():
                return
            self.settle()
        raise StillBusyError(what)

    def picture(self, name: str) -> Path:
        """Keep what the window shows now."""
        self.settle()
        path = self._folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        self._window.grab().save(str(path))
        self.pictures.append(path)
        return path
