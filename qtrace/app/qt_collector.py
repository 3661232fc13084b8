"""Cyclic garbage is collected on the UI thread alone.

Python collects wherever enough was allocated: on a reader's thread too, while rows are made. Garbage
may hold widgets; their end on another thread waits for a lock of Qt whose holder, on the UI thread,
waits for the interpreter: both stand still for ever.
Source: Qt documentation, "Threads and QObjects": a QObject is deleted on the thread it lives in.
"""

import gc

from PySide6.QtCore import QObject, QTimer

TICK_MS = 500
MOST = 50_000
"""Objects that may wait for the collector while scans come one after another."""


class Collector(QObject):
    """Takes the collecting over from Python until `stop`; made and used on the UI thread."""

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that Python itself would collect now, if any."""
        full = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [number for number, (count, limit) in enumerate(full) if count > limit]
        if due:
            gc.collect(max(due))

    def put_off(self) -> None:
        """Something is to be answered now: collect when the next half second was quiet."""
        if gc.get_count()[0] < MOST:
            self._timer.start()

    def stop(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.enable()
