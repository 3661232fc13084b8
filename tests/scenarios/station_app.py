"""The real station under a real X server, for `test_real_keys.py`.

Run as `python -m tests.scenarios.station_app PLANT FOLDER`. Reads one JSON command a line from
stdin, answers each with one JSON line:
`{"visit": PLACE}` goes to a place of `places.WALK`; `{"stranger": NAME}` opens a foreign window
(`box_yes`, `box_no`, `combo`, `spin`, `button`) in front; `{"state": N}` answers as soon as N scans
were heard (or after 10 s, with what there is).
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPushButton, QSpinBox, QWidget

from tests.scenarios.places import visit
from tests.support.station import record_count
from tools.shots_stage import Stage

PATIENCE_S = 10.0


class Station:
    """The stage, one foreign window at a time, and what was heard."""

    def __init__(self, plant: str, folder: str) -> None:
        self.stage = Stage(Path(plant), Path(folder), copy=False)
        self.heard: list[str] = []
        self.presses: list[int] = []
        self.window: QWidget | None = None
        self.value = lambda: None
        self.stage.station.router.listen(self._hear)

    def _hear(self, scan) -> None:
        self.heard.append(scan.raw.data.decode("latin-1"))
        self.stage.shell.scanned(scan)

    def visit(self, place: str) -> None:
        visit(self.stage, place)
        self.heard.clear()

    def stranger(self, name: str) -> None:
        """A window with one control that has the focus."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.heard.clear()
        self.presses.clear()
        self.window = getattr(self, f"_{name}")()
        self.window.show()
        self.window.activateWindow()
        self.stage.driver.settle()

    def _box(self, default: QMessageBox.StandardButton) -> QWidget:
        both = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        icon = QMessageBox.Icon.Question
        box = QMessageBox(icon, "hold", "Place hold?", both, self.stage.shell)
        box.setDefaultButton(default)
        self.value = lambda: [box.isVisible(), box.result()]
        return box

    def _box_yes(self) -> QWidget:
        return self._box(QMessageBox.StandardButton.Yes)

    def _box_no(self) -> QWidget:
        return self._box(QMessageBox.StandardButton.No)

    def _inside(self, widget: QWidget) -> QWidget:
        window = QWidget(self.stage.shell, Qt.WindowType.Dialog)
        window.resize(300, 100)
        widget.setParent(window)
        widget.setFocus()
        return window

    def _combo(self) -> QWidget:
        combo = QComboBox()
        combo.addItems(["Accept", "Reject", "Hold"])
        self.value = combo.currentText
        return self._inside(combo)

    def _spin(self) -> QWidget:
        spin = QSpinBox()
        spin.setMaximum(10**6)
        self.value = spin.text
        return self._inside(spin)

    def _button(self) -> QWidget:
        button = QPushButton("Place hold")
        button.clicked.connect(lambda: self.presses.append(1))
        self.value = lambda: len(self.presses)
        return self._inside(button)

    def state(self) -> dict:
        fields = self.stage.shell.findChildren(QLineEdit)
        front = self.window if self.window is not None else self.stage.shell
        return {
            "heard": self.heard,
            "value": self.value(),
            "fields": [field.text() for field in fields if field.isVisible()],
            "records": record_count(self.stage),
            "window": int(front.winId()),
            "active": front.isActiveWindow(),
            "place": type(self.stage.shell.place).__name__,
        }


def main() -> int:
    station = Station(sys.argv[1], sys.argv[2])
    app = station.stage.app
    wanted: list[int] = []
    until: list[float] = []
    poll = QTimer()
    poll.setInterval(10)

    def answer() -> None:
        print(json.dumps(station.state()), flush=True)

    def look() -> None:
        if len(station.heard) >= wanted[-1] or time.monotonic() > until[-1]:
            poll.stop()
            station.stage.driver.settle()
            answer()

    def obey() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        command = json.loads(line)
        if "state" in command:
            wanted.append(command["state"])
            until.append(time.monotonic() + PATIENCE_S)
            poll.start()
            return
        if "visit" in command:
            station.visit(command["visit"])
        if "stranger" in command:
            station.stranger(command["stranger"])
        answer()

    poll.timeout.connect(look)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    app.exec()
    station.stage.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
