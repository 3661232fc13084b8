"""The window on the wall: reads every second and at all news, turns its pages by itself."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.services.outcomes import Changes
from qtrace.services.production.wall_board import WallBoard, wall_board
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.board.board_rows import BoardReader, page
from qtrace.ui.board.board_view import BoardView

READ_MS = 1000
AT_ONCE = (ObjectKind.LINE, ObjectKind.CASE)
TURN_AFTER = 10
"""Reads after which the next page comes."""


class BoardWindow(QWidget):
    """All lines of the plant on a screen of their own; Esc closes it.

    Signals:
        closed: the window was closed.
    """

    closed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("board")
        self.setWindowTitle("QTrace")
        self._bench = bench
        self._board: WallBoard | None = None
        self._lost: datetime | None = None
        self._reads, self._page, self._asking = 0, 0, False
        self.view = BoardView()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.view)
        self.resize(self.view.sizeHint())
        self._timer = QTimer(self, interval=READ_MS)
        self._timer.timeout.connect(self.tick)

    def begin(self) -> None:
        """Read now, then every second and whenever something changed; once is enough."""
        if self._timer.isActive():
            return
        self._bench.changed.connect(self._heard)
        self._timer.start()
        self.read()

    def tick(self) -> None:
        """A second has passed: turn the page in time, and read again."""
        self._reads += 1
        if self._reads % TURN_AFTER == 0:
            self._page += 1
        self._show()
        self.read()

    def read(self) -> None:
        """Ask for the lines, unless the last question is still open."""
        if not self._asking:
            self._asking = True
            self._bench.watch(wall_board, self._read, failed=self._failed)

    def _heard(self, changes: Changes) -> None:
        """Stops and holds at once; everything else with the next second."""
        if any(changes.touches(kind.value) for kind in AT_ONCE):
            self.read()

    def _read(self, board: WallBoard) -> None:
        self._asking, self._board, self._lost = False, board, None
        self._show()

    def _failed(self) -> None:
        self._asking = False
        if self._lost is None:
            self._lost = self._board.at if self._board is not None else self._bench.now()
        self._show()

    def _show(self) -> None:
        """Durations grow by themselves; without an answer everything is grey."""
        if self._board is None and self._lost is None:
            return
        now = self._bench.now()
        board = self._board or WallBoard(now, (), 0, 0, 0)
        tr, plant = self._bench.translator, self._bench.plant
        reader = BoardReader(tr, self._bench.zone, now, plant.is_demo)
        title = tr.name(plant.name_en, plant.name_zh)
        self.view.show_page(page(reader, title, board, self._page, self._lost))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; nothing else does anything."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop reading."""
        if self._timer.isActive():
            self._timer.stop()
            self._bench.changed.disconnect(self._heard)
        self.closed.emit()
        super().closeEvent(event)
