"""Opening the workstation: settings, plant, window; what was read is shown, never a traceback."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from qtrace.app.bootstrap import Interpreter, OpenPlant, open_plant
from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.config import Paths, Settings, apply_values, load_settings
from qtrace.app.crash import CrashRecorder
from qtrace.app.executor import QtExecutor
from qtrace.app.logging import start_logging
from qtrace.app.problems import SetupProblem
from qtrace.app.screen_list import screen_list
from qtrace.app.startup_trace import mark
from qtrace.domain.problems import Problem
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.ports import Executor, SymbolReader
from qtrace.reference import ai_table
from qtrace.scanning.events import GaugeReading, ScanEvent
from qtrace.scanning.qt_keys import KeyRouter
from qtrace.scanning.qt_replay import send_burst
from qtrace.scanning.qt_wedge import WedgeScanner
from qtrace.scanning.router import ScanRouter
from qtrace.services.documents import PrintJobRow
from qtrace.services.reads import Reads
from qtrace.ui.bench import Bench
from qtrace.ui.shell import Shell
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.profiles import PROFILES
from qtrace.ui.theme.tokens import ThemeName, tokens_of

if TYPE_CHECKING:
    from qtrace.app.cli.main import OpenOptions
    from qtrace.app.print_desk import PrintDesk, PrintOutlet
    from qtrace.app.qt_news import NewsWatch
    from qtrace.ui.people.scan_panel import ScanPanelWindow
    from qtrace.ui.people.scan_panel_model import PanelExtras


class Workstation:
    """One open station: window, scanner, keys, printing; close it to end.

    Attributes:
        shell: the window.
        bench: what the view models talk to.
    """

    def __init__(
        self,
        plant: OpenPlant,
        settings: Settings,
        executor: Executor,
        *,
        outlet: "Callable[[], PrintOutlet] | None" = None,
    ) -> None:
        from qtrace.app.qt_sound import QtSound

        self._plant, self._settings, self._executor = plant, settings, executor
        translator = load_translator(settings.language)
        self.bench = Bench(plant.workbench, executor, translator, plant.plant, QtSound())
        clock = plant.workbench.clock
        self.keys = KeyRouter()
        self.scanner = WedgeScanner(clock, offer=self.keys.offer, gauge=self._reading)
        self.router = ScanRouter(clock, Interpreter(clock))
        extras = demo_extras if plant.plant.is_demo else None
        screens = screen_list(self._replay, extras, self._retry)
        self.shell = Shell(self.bench, screens, self.keys, self.scanner)
        self.shell.language_asked.connect(self.switch_language)
        self.shell.panel_asked.connect(self._toggle_panel)
        self._panel: ScanPanelWindow | None = None
        self.bench.person_changed.connect(self._persons_language)
        self.router.listen(self._scanned)
        self.scanner.start(self.router.receive)
        self._desk: PrintDesk | None = None
        self._news: NewsWatch | None = None
        self._outlet = outlet or self._default_outlet
        QTimer.singleShot(0, self._late_parts)

    def _replay(self, window: QWidget, data: bytes) -> None:
        send_burst(window, data)

    def _retry(self, job: PrintJobRow) -> None:
        if self._desk is not None:
            self._desk.retry(job)

    def _toggle_panel(self) -> None:
        """The scan panel beside any screen, in a demo plant only."""
        if not self.bench.plant.is_demo:
            return
        if self._panel is None:
            from qtrace.ui.people.scan_panel import ScanPanelWindow
            from qtrace.ui.people.scan_panel_model import ScanPanelModel

            model = ScanPanelModel(self.bench, demo_extras)
            self._panel = ScanPanelWindow(self.bench, self.shell, self._replay, model)
        self._panel.toggle()

    def _scanned(self, scan: ScanEvent) -> None:
        self.shell.scanned(scan)

    def _reading(self, reading: GaugeReading) -> None:
        self.shell.reading(reading.text)

    def _late_parts(self) -> None:
        """Parts that nobody needs before the first scan: printing draws with heavy libraries."""
        from qtrace.app.print_desk import PrintDesk
        from qtrace.app.qt_news import NewsWatch

        self._news = NewsWatch(self.bench)
        self._desk = PrintDesk(
            self.bench, self._plant.workbench, self._executor, self._outlet(), symbol_reader
        )

    def _default_outlet(self) -> "PrintOutlet":
        from qtrace.app.print_desk import PrintOutlet
        from qtrace.app.printing_jobs import LabelFormat
        from qtrace.printing.transports import FilePrinter, TcpPrinter

        folder = Paths.of_machine().data_dir / "prints"
        folder.mkdir(parents=True, exist_ok=True)
        documents = FilePrinter(folder, ".pdf")
        printer = self._settings.printer
        if printer is None:
            return PrintOutlet(documents, LabelFormat.PDF, documents, str(folder))
        labels = TcpPrinter(printer.host, printer.port)
        return PrintOutlet(labels, LabelFormat.ZPL, documents, str(printer))

    def switch_language(self) -> None:
        """The language button of the sign-in page."""
        now = self.bench.translator.language
        other = Language.ZH_CN if now is Language.EN else Language.EN
        self.bench.set_language(load_translator(other))

    def _persons_language(self, person: object) -> None:
        signed = self.bench.person
        if person is None or signed is None or signed.person.language is None:
            return
        wanted = Language(signed.person.language)
        if wanted is not self.bench.translator.language:
            self.bench.set_language(load_translator(wanted))

    def close(self) -> None:
        """Stop the devices and give the plant back."""
        if self._news is not None:
            self._news.stop()
        if self._panel is not None:
            self._panel.close()
        self.scanner.stop()
        self._plant.close()


def demo_extras(reads: Reads) -> "PanelExtras":
    """What the scan panel of a demo plant shows beside the plant's own rows."""
    from qtrace.app.demo.codes import label_bytes
    from qtrace.app.demo.people import PEOPLE
    from qtrace.ui.people.scan_panel_model import PanelExtras

    return PanelExtras(label_bytes(reads), {person.badge: person.pin for person in PEOPLE})


def symbol_reader() -> SymbolReader:
    """The decoder that reads back what was drawn."""
    from qtrace.scanning.decode import SymbolReaderAdapter

    return SymbolReaderAdapter()


def prepare_application(settings: Settings) -> QApplication:
    """The one QApplication with theme, fonts and sizes."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("QTrace")
    apply_theme(app, tokens_of(ThemeName(settings.theme.value)), PROFILES[settings.profile])
    return app


def read_settings(options: "OpenOptions") -> Settings:
    """Settings of the machine with those of the command line in place.

    Raises:
        CommandError: one of them cannot be understood.
    """
    settings = load_settings(Paths.of_machine().config_file)
    if isinstance(settings, Settings):
        settings = apply_values(settings, options.values, source="command line")
    if isinstance(settings, SetupProblem):
        tr = load_translator(Language.EN)
        raise CommandError(ExitStatus.ENVIRONMENT, settings.code.value, settings.text(tr))
    return settings


def open_workstation(options: "OpenOptions") -> int:
    """Open the window and run until it is closed; without a plant the first-run page comes."""
    mark("start")
    paths = Paths.of_machine()
    start_logging(paths.log_dir)
    CrashRecorder(paths.log_dir).install()
    settings = read_settings(options)
    app = prepare_application(settings)
    url = settings.database_url
    if not url:
        from qtrace.app.first_run import ask_for_plant

        url = ask_for_plant(app, settings, paths)
        if not url:
            return ExitStatus.OK
    return run_station(app, settings, url)


def run_station(app: QApplication, settings: Settings, url: str) -> int:
    """Run one station on the plant at `url` until its window closes."""
    try:
        plant = open_plant(url, settings.station)
    except Problem as problem:
        tr = load_translator(settings.language)
        explained = explain(tr, problem.code, problem.facts)
        text = f"{explained.text}. {explained.next_step}"
        raise CommandError(ExitStatus.ENVIRONMENT, problem.code, text) from problem
    executor = QtExecutor()
    station = Workstation(plant, settings, executor)
    _mark_first_paint(station.shell)
    station.shell.show()
    station.shell.closed.connect(app.quit)
    try:
        return app.exec()
    finally:
        executor.stop(5.0)
        station.close()


def _mark_first_paint(shell: Shell) -> None:
    def painted() -> None:
        mark("painted")
        ai_table()
        mark("ready")

    QTimer.singleShot(0, lambda: QTimer.singleShot(0, painted))
    shell.setProperty("traced", True)
