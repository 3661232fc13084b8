"""One dock for the whole session; every test works on a copy of its file."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from qtrace.i18n import Language
from qtrace.ui.places import QueuePlace, ReceivePlace
from qtrace.ui.receiving.queue_screen import QueueScreen
from qtrace.ui.receiving.receive_screen import ReceiveScreen
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import LIGHT
from tests.ui.receiving.dock import Dock, make_dock, reopened
from tests.ui.receiving.hands import Hands

SIZE = (1246, 688)


@pytest.fixture(scope="session")
def dock_template(sqlite_template: Path, tmp_path_factory) -> tuple[Path, Dock]:
    """The dock as it is set up, before any delivery."""
    path = tmp_path_factory.mktemp("dock") / "dock.qtrace"
    shutil.copyfile(sqlite_template, path)
    dock = make_dock(f"sqlite:///{path.as_posix()}")
    dock.plant.bench.close()
    dock.plant.database.close()
    return path, dock


@pytest.fixture
def dock(dock_template: tuple[Path, Dock], tmp_path: Path) -> Iterator[Dock]:
    """A dock of this test's own."""
    path = tmp_path / "dock.qtrace"
    shutil.copyfile(dock_template[0], path)
    made = reopened(dock_template[1], f"sqlite:///{path.as_posix()}")
    yield made
    made.plant.bench.close()
    made.plant.database.close()


@pytest.fixture
def look(qapp: QApplication) -> QApplication:
    """The product's fonts and colours."""
    apply_theme(qapp, LIGHT, TOUCH)
    elided.clear()
    return qapp


@pytest.fixture
def open_queue(dock: Dock, look: QApplication) -> Iterator[Callable[..., Hands]]:
    """Opens the queue with hands on it."""
    made: list[Hands] = []

    def make(login: str = "chen", language: Language = Language.EN, filter_id: str = "all"):
        bench = dock.signed_in(dock.bench(language), login)
        made.append(Hands(dock, QueueScreen(bench, QueuePlace(filter_id)), bench))
        return made[-1].shown(*SIZE)

    yield make
    _close(made, look)


@pytest.fixture
def open_receive(dock: Dock, look: QApplication) -> Iterator[Callable[..., Hands]]:
    """Opens the receive screen with hands on it."""
    made: list[Hands] = []

    def make(
        place: ReceivePlace | None = None, login: str = "chen", language: Language = Language.EN
    ):
        bench = dock.signed_in(dock.bench(language), login)
        made.append(Hands(dock, ReceiveScreen(bench, place or ReceivePlace()), bench))
        return made[-1].shown(*SIZE)

    yield make
    _close(made, look)


def _close(made: list[Hands], app: QApplication) -> None:
    for hands in made:
        hands.screen.left()
        hands.screen.close()
        hands.screen.deleteLater()
    app.processEvents()
