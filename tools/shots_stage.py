"""A stage for pictures and scenarios: the real window on a copy of the demo plant, with hands."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from qtrace.app.bootstrap import open_plant
from qtrace.app.config import Settings, ThemeChoice
from qtrace.app.demo.deliveries import WAITING, DeliveryLabel, label_of
from qtrace.app.demo.people import BY_LOGIN
from qtrace.app.executor import QtExecutor
from qtrace.app.opening import prepare_application
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.app.tour.driver import Driver
from qtrace.app.tour.tracking import TrackingExecutor
from qtrace.app.window import Workstation
from qtrace.domain.codes.internal import format_container
from qtrace.i18n import Language
from qtrace.ports import Executor
from qtrace.printing.transports import FilePrinter
from qtrace.services.inspection.queries import inspection_of_lot, inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.items.queries import find_item
from qtrace.services.labels.checks import LabelTask, container_task
from qtrace.services.labels.texts import container_code
from qtrace.ui.places import Place
from qtrace.ui.screen import Screen
from qtrace.ui.shell import IDLE_LOCK_MS
from qtrace.ui.widgets.base import PaintedButton
from qtrace.ui.widgets.navbar import NavButton

STOP_S = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """In which clothes the station is shown."""

    language: Language = Language.EN
    theme: ThemeChoice = ThemeChoice.LIGHT

    @property
    def name(self) -> str:
        """Short enough for a folder, e.g. `zh_CN-dark`."""
        return f"{self.language.value}-{self.theme.value}"


class Stage:
    """One station on its own copy of a demo plant; close it when done.

    Attributes:
        station, shell, bench: the parts of the window.
        plant: the open database, for looking things up behind the scenes.
        driver: keys, scans and pictures.
        today: the day that the demo was made for.
    """

    def __init__(
        self,
        demo: Path | str,
        folder: Path,
        look: Look | None = None,
        *,
        inner: Executor | None = None,
        copy: bool = True,
        outlet: PrintOutlet | None = None,
    ) -> None:
        """Open the window.

        Args:
            demo: file of a demo plant; it is copied into `folder` unless `copy` is False. Or the
                address of one on a server, which is used as it is.
            folder: for the plant, its prints and the pictures.
            look: language and theme.
            inner: the executor; None for the real one with its threads.
            copy: False to work on `demo` itself.
            outlet: printers; None for PDF files in `folder`.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.address = str(demo)
        if isinstance(demo, Path) and copy:
            self.address = str(shutil.copyfile(demo, folder / "plant.qtrace"))
        look = look or Look()
        settings = Settings(language=look.language, theme=look.theme)
        self.app = prepare_application(settings)
        self._inner = inner or QtExecutor()
        self.executor = TrackingExecutor(self._inner)
        self.plant = open_plant(self.address, "")
        printer = FilePrinter(folder / "prints", ".pdf")
        chosen = outlet or PrintOutlet(printer, LabelFormat.PDF, printer, "shots")
        self.station = Workstation(self.plant, settings, self.executor, outlet=lambda: chosen)
        self.shell, self.bench = self.station.shell, self.station.bench
        self.driver = Driver(self.shell, self.executor, folder)
        self.today = date.fromisoformat((self.plant.plant.demo_seed or "").split()[-1])
        self.shell.show()
        self.shell.activateWindow()
        self.driver.settle()

    def close(self) -> None:
        """End the station as its window's closing does."""
        if isinstance(self._inner, QtExecutor):
            self._inner.stop(STOP_S)
        self.station.close()
        self.shell.close()
        self.shell.deleteLater()
        self.app.processEvents()

    # --- looking ------------------------------------------------------------------------------

    @property
    def screen(self) -> Screen:
        """The screen in front."""
        return self.shell.screen_shown

    def lot_of(self, supplier_lot: str) -> tuple[int, str]:
        """Id and number of our lot of a supplier's lot.

        Raises:
            LookupError: it was not received.
        """
        hits = [hit for hit in self.plant.workbench.ask(find_item, supplier_lot) if hit.lot]
        if not hits:
            raise LookupError(supplier_lot)
        received = min(hits, key=lambda hit: hit.lot_id)  # later ones were split off it
        return received.lot_id, received.lot

    def task_of(self, lot_id: int) -> LabelTask:
        """The label task of a lot."""
        task = self.plant.workbench.ask(container_task, lot_id)
        assert task is not None
        return task

    def inspection_of(self, lot_id: int) -> int:
        """The inspection of a lot."""
        found = self.plant.workbench.ask(inspection_of_lot, lot_id)
        assert found is not None
        return found

    def sheet_of(self, lot_id: int) -> InspectionSheet:
        """The inspection sheet of a lot."""
        sheet = self.plant.workbench.ask(inspection_sheet, self.inspection_of(lot_id))
        assert sheet is not None
        return sheet

    def label(self, number: str) -> DeliveryLabel:
        """What stands on a waiting delivery, by its delivery note."""
        return label_of(next(w for w in WAITING if w.number == number), self.today)

    # --- hands --------------------------------------------------------------------------------

    def badge(self, login: str) -> None:
        """Scan a badge."""
        self.driver.scan(BY_LOGIN[login].badge)

    def pin(self, login: str, wrong: str = "") -> None:
        """Type a PIN (or `wrong`) and confirm."""
        self.driver.type(wrong or BY_LOGIN[login].pin)
        self.driver.press("Enter")

    def sign_in(self, login: str = "lin") -> None:
        """Badge and PIN until the station knows the person."""
        self.badge(login)
        self.pin(login)
        self.driver.until(lambda: self.bench.person is not None, f"{login} did not get in")

    def go(self, place: Place) -> None:
        """Open a place and wait for it."""
        self.shell.go(place)
        self.driver.settle()

    def queue(self) -> None:
        """Back to the queue by its key; nothing half-done is lost."""
        self.driver.press("Alt+1")

    def nav(self, entry: str) -> None:
        """Press an entry of the side bar."""
        self.press_button(NavButton, lambda button: button.value == entry)

    def press_button(
        self, kind: type[PaintedButton], which: Callable[[PaintedButton], bool]
    ) -> None:
        """Click the first visible button of `kind` that fits.

        Raises:
            LookupError: there is none.
        """
        for button in self.shell.findChildren(kind):
            if button.isVisible() and which(button):
                button.click()
                self.driver.settle()
                return
        raise LookupError(f"no such {kind.__name__}")

    def deliver(self, number: str) -> None:
        """Scan the label of a waiting delivery, starting from the queue."""
        self.queue()
        self.driver.scan(self.label(number).scanned)

    def scan_containers(self, lot_id: int, first: int = 1, last: int | None = None) -> None:
        """Scan the new labels of a lot's containers, as they come from the printer."""
        task = self.task_of(lot_id)
        for index in range(first, (last or task.total) + 1):
            code = container_code(format_container(task.lot, index), task.label_status.value)
            self.driver.scan(code)

    def leave_idle(self) -> None:
        """Let the idle time run out now.

        Raises:
            LookupError: the shell keeps no idle clock.
        """
        for timer in self.shell.findChildren(QTimer):
            if timer.interval() == IDLE_LOCK_MS:
                timer.timeout.emit()
                self.driver.settle()
                return
        raise LookupError("idle clock")

    def grab(self, window: QWidget | None, path: Path) -> None:
        """Keep a picture of `window`, or of the station."""
        self.driver.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        (window or self.shell).grab().save(str(path))
