"""The least that any PySide6 program does before its first paint; run as a program."""

import os
import time


def _mark(name: str) -> None:
    with open(os.environ["QTRACE_STARTUP_TRACE"], "a", encoding="ascii") as stream:  # noqa: PTH123
        stream.write(f"{name} {time.monotonic():.6f}\n")


if __name__ == "__main__":
    _mark("start")
    from PySide6.QtWidgets import QApplication, QWidget

    class Bare(QWidget):
        def paintEvent(self, event):
            super().paintEvent(event)
            _mark("painted")

    application = QApplication([])
    window = Bare()
    window.resize(1366, 768)
    window.show()
    application.exec()
