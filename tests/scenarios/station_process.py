"""A real station in a process of its own, for stories of several stations on one plant.

Run as `python -m tests.scenarios.station_process URL STATION FOLDER`. Reads one JSON list a line from
stdin, `[what, value]`, and answers each with one JSON line, the texts in sight after it:

    ["scan", "L26-00001-K"]     a scan, as a keyboard scanner sends it
    ["type", "246813"]          keys by hand
    ["press", "F10"]            one key
    ["see", "On hold"]          wait until the text is in sight (what other stations did takes time)
    ["picture", "held"]         a picture in FOLDER
    ["place", "HoldsPlace"]     go where a side bar button would lead: the class of a place
    ["field", "PIN"]            put the cursor into the field of that name
"""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

import qtrace.ui.places
from qtrace.app.bootstrap import open_plant
from qtrace.app.config import Settings
from qtrace.app.executor import QtExecutor
from qtrace.app.opening import prepare_application
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.app.tour.driver import Driver
from qtrace.app.tour.tracking import TrackingExecutor
from qtrace.app.window import Workstation
from qtrace.printing.transports import FilePrinter

STOP_S = 10.0


class StationProcess:
    """The window of one station with hands and eyes."""

    def __init__(self, url: str, station: str, folder: Path) -> None:
        settings = Settings()
        self.app = prepare_application(settings)
        self._threads = QtExecutor()
        executor = TrackingExecutor(self._threads)
        printer = FilePrinter(folder / "prints", ".pdf")
        outlet = PrintOutlet(printer, LabelFormat.PDF, printer, "prints")
        plant = open_plant(url, station)
        self.station = Workstation(plant, settings, executor, outlet=lambda: outlet)
        self.shell = self.station.shell
        self.driver = Driver(self.shell, executor, folder)
        self.shell.show()
        self.shell.activateWindow()
        self.driver.settle()

    def texts(self) -> list[str]:
        """Every text in sight: accessible names and descriptions of what is visible."""
        found = []
        for widget in self.shell.findChildren(QWidget):
            if widget.isVisible():
                said = (widget.accessibleName(), widget.accessibleDescription())
                found += [text for text in (*said, getattr(widget, "text", str)()) if text]
        return [text for text in found if isinstance(text, str)]

    def obey(self, what: str, value: str) -> None:
        """Do one thing."""
        if what == "see":
            self.driver.until(lambda: any(value in text for text in self.texts()), value)
        elif what == "place":
            self.shell.go(getattr(qtrace.ui.places, value)())
            self.driver.settle()
        elif what == "field":
            next(field for field in self._fields() if field.accessibleName() == value).setFocus()
            self.driver.settle()
        else:
            getattr(self.driver, what)(value)

    def _fields(self) -> list[QLineEdit]:
        return [field for field in self.shell.findChildren(QLineEdit) if field.isVisible()]

    def close(self) -> None:
        """End as the window's closing does."""
        self._threads.stop(STOP_S)
        self.station.close()


def main() -> int:
    url, station, folder = sys.argv[1:]
    process = StationProcess(url, station, Path(folder))
    try:
        for line in sys.stdin:
            process.obey(*json.loads(line))
            print(json.dumps(process.texts()), flush=True)
    finally:
        process.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
