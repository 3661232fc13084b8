"""A station for scenarios: the real window, a recorder of everything a hand did, and no noise."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from qtrace.app.fake_sound import FakeSound
from qtrace.models.records import Record
from qtrace.ui.inspection.inspection_model import InspectionModel
from qtrace.ui.receiving.receive_model import ReceiveModel
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


@dataclass(frozen=True)
class Motions:
    """What hands did: whole scans, characters typed beside them, action keys, mouse events."""

    scans: int
    typed: int
    actions: int
    mouse: int


class Recorder(QObject):
    """Counts real key presses at the window, before anything of the product sees them."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._presses = self._mouse = self._actions = 0
        self._scans = self._scanned_keys = 0
        self._stop = stage.station.router.listen(self._heard)
        QApplication.instance().installEventFilter(self)

    def _heard(self, scan) -> None:
        self._scans += 1
        self._scanned_keys += len(scan.raw.data) + 1  # with its Enter
        self._stage.shell.scanned(scan)  # the newest listener alone is told

    @property
    def motions(self) -> Motions:
        """Everything since the recorder was made."""
        typed = self._presses - self._scanned_keys - self._actions
        return Motions(self._scans, typed, self._actions, self._mouse)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self._mouse += 1
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow):
            self._presses += 1
            self._actions += Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
        return False

    def stop(self) -> None:
        QApplication.instance().removeEventFilter(self)
        self._stop()


@contextmanager
def counted(stage: Stage) -> Iterator[Recorder]:
    """Count motions inside the block."""
    recorder = Recorder(stage)
    try:
        yield recorder
    finally:
        recorder.stop()


@contextmanager
def open_stage(demo: Path | str, folder: Path, **more) -> Iterator[Stage]:
    """A station that is closed whatever happens."""
    stage = Stage(demo, folder, **more)
    try:
        yield stage
    finally:
        stage.close()


def record_count(stage: Stage) -> int:
    """Number of records in the plant: grows with every command of a person, also a refused one.

    Printing goes on by itself behind the screens and is left out.
    """
    by_hand = Record.command_code.not_in(("RECORD_PRINT", "STORE_DOCUMENT"))
    query = select(func.count()).select_from(Record).where(by_hand)
    return stage.plant.workbench.ask(lambda reads: reads.session.scalar(query))


def inspection_model(stage: Stage) -> InspectionModel:
    """The view model of the open inspection."""
    model = stage.screen.model
    assert isinstance(model, InspectionModel), stage.shell.place
    return model


def receive_model(stage: Stage) -> ReceiveModel:
    """The view model of the open receipt."""
    model = stage.screen.model
    assert isinstance(model, ReceiveModel), stage.shell.place
    return model


def good_values(count: int, middle: str, step: str) -> list[str]:
    """`count` plausible values around `middle`, as typed."""
    from decimal import Decimal

    steps = (0, 1, -1, 2)
    return [str(Decimal(middle) + steps[i % 4] * Decimal(step)) for i in range(count)]
