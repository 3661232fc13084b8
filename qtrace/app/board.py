"""The board on the wall: a window of its own on the plant, without sign-in and without input."""

from PySide6.QtWidgets import QApplication

from qtrace.app.bootstrap import OpenPlant, open_plant
from qtrace.app.config import Settings
from qtrace.app.executor import QtExecutor
from qtrace.i18n import load_translator
from qtrace.ports import Executor, Tone
from qtrace.ui.bench import Bench
from qtrace.ui.board.board_window import BoardWindow

STOP_S = 5.0


class Silent:
    """A wall makes no sound."""

    def play(self, tone: Tone) -> None:
        """Nothing is to be heard."""


class WallStation:
    """One board on one plant; close it to give the plant back.

    Attributes:
        window: what hangs on the wall.
    """

    def __init__(self, plant: OpenPlant, settings: Settings, executor: Executor) -> None:
        self._plant = plant
        translator = load_translator(settings.language)
        bench = Bench(plant.workbench, executor, translator, plant.plant, Silent())
        self.window = BoardWindow(bench)

    def close(self) -> None:
        """Give the plant back."""
        self.window.close()
        self._plant.close()


def run_board(app: QApplication, settings: Settings, url: str, *, is_windowed: bool) -> int:
    """Show the board of the plant at `url` until its window is closed.

    Args:
        app: the application.
        settings: of this machine; language and station count.
        url: the plant.
        is_windowed: in a window, not over the whole screen.

    Raises:
        Problem: the plant or the station cannot be opened.
    """
    plant = open_plant(url, settings.station, writing=False, guards=False)
    executor = QtExecutor()
    wall = WallStation(plant, settings, executor)
    wall.window.closed.connect(app.quit)
    if is_windowed:
        wall.window.show()
    else:
        wall.window.showFullScreen()
    wall.window.begin()
    try:
        return app.exec()
    finally:
        executor.stop(STOP_S)
        wall.close()
