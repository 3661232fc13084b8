"""A real window under a real X server for `test_torture.py`: one situation, then its state.

Reads one JSON command a line from stdin and answers each with one JSON line:
`{"show": NAME}` puts a fresh window up; `{"await": FIELD, "count": N}` answers as soon as FIELD of
the state has N entries (or after 10 s, with what there is).
"""

import json
import sys
from datetime import UTC, datetime
from time import monotonic

from PySide6.QtCore import QElapsedTimer, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qtrace.scanning.qt_keys import KeyRouter
from qtrace.scanning.qt_wedge import WedgeScanner

PATIENCE_MS = 10_000


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return monotonic()


class TortureRack:
    """One window at a time and everything that happened to it."""

    def __init__(self) -> None:
        self.scans: list[list] = []
        self.readings: list[str] = []
        self.actions: list[str] = []
        self.events: list[str] = []
        self.window: QWidget | None = None
        self.value = lambda: ""
        self.keys = KeyRouter()
        self.keys.set_screen({"F8": "hold", "F10": "complete"}, self.actions.append)
        self.wedge = WedgeScanner(
            SystemClock(),
            offer=self.keys.offer,
            gauge=lambda reading: self.readings.append(reading.text),
        )
        self.wedge.start(
            lambda raw: self.scans.append([raw.data.decode("latin-1"), list(raw.notes)])
        )

    def show(self, name: str) -> None:
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        for log in (self.scans, self.readings, self.actions, self.events):
            log.clear()
        self.wedge.expect_reading(active=name == "cell")
        self.window = getattr(self, f"_{name}")()
        self.window.move(10, 10)
        self.window.show()

    def _box(self, default: QMessageBox.StandardButton) -> QWidget:
        box = QMessageBox(QMessageBox.Icon.Question, "hold", "Place hold?")
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
        box.setDefaultButton(default)
        box.setModal(True)
        box.finished.connect(lambda result: self.events.append(f"answered {result}"))
        self.value = lambda: ""
        return box

    def _box_yes(self) -> QWidget:
        return self._box(QMessageBox.StandardButton.Yes)

    def _box_no(self) -> QWidget:
        return self._box(QMessageBox.StandardButton.No)

    def _plain(self, widget: QWidget) -> QWidget:
        window = QWidget()
        QVBoxLayout(window).addWidget(widget)
        widget.setFocus()
        return window

    def _button(self) -> QWidget:
        button = QPushButton("Place hold")
        button.clicked.connect(lambda: self.events.append("clicked"))
        self.value = lambda: ""
        return self._plain(button)

    _cell = _button

    def _combo(self) -> QWidget:
        combo = QComboBox()
        combo.addItems(["Accept", "Reject", "Hold"])
        self.value = combo.currentText
        return self._plain(combo)

    def _spin(self) -> QWidget:
        spin = QSpinBox()
        spin.setMaximum(10**6)
        spin.selectAll()
        self.value = lambda: str(spin.value())
        return self._plain(spin)

    def _edit(self) -> QWidget:
        edit = QLineEdit()
        edit.returnPressed.connect(lambda: self.events.append(f"entered {edit.text()}"))
        self.value = edit.text
        return self._plain(edit)

    def _shortcuts(self) -> QWidget:
        window = self._edit()
        for sequence in ("F8", "Ctrl+]"):
            shortcut = QShortcut(QKeySequence(sequence), window)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(lambda: self.events.append("shortcut"))
        return window

    def state(self) -> dict:
        return {
            "window": int(self.window.winId()) if self.window else 0,
            "active": bool(self.window and self.window.isActiveWindow()),
            "visible": bool(self.window and self.window.isVisible()),
            "value": self.value(),
            "scans": self.scans,
            "readings": self.readings,
            "actions": self.actions,
            "events": self.events,
        }

    def length(self, field: str) -> int:
        found = self.state()[field]
        return int(found) if isinstance(found, bool) else len(found)


def answer(rack: TortureRack) -> None:
    print(json.dumps(rack.state()), flush=True)


def main() -> int:
    app = QApplication(sys.argv)
    rack = TortureRack()
    waiting: dict = {}
    patience = QElapsedTimer()
    poll = QTimer()
    poll.setInterval(10)

    def look() -> None:
        if rack.length(waiting["await"]) >= waiting["count"] or patience.elapsed() > PATIENCE_MS:
            poll.stop()
            answer(rack)

    def obey() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        command = json.loads(line)
        if "show" in command:
            rack.show(command["show"])
            answer(rack)
        else:
            waiting.update(command)
            patience.start()
            poll.start()

    poll.timeout.connect(look)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(obey)
    code = app.exec()
    rack.wedge.stop()
    return code


if __name__ == "__main__":
    sys.exit(main())
