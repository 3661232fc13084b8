"""Opening the workstation: settings, plant, window; what was read is shown, never a traceback."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qtrace.app.bootstrap import Interpreter, OpenPlant, open_plant
from qtrace.app.camera_desk import CameraDock
from qtrace.app.config import Paths, Settings
from qtrace.app.device_keeper import DeviceKeeping
from qtrace.app.devices import StationDevices, sent_of
from qtrace.app.plant_connector import SettingsConnector
from qtrace.app.qt_collector import Collector
from qtrace.app.scanner_teaching import ScannerTeaching
from qtrace.app.screen_list import screen_list
from qtrace.app.station_memory import station_memory
from qtrace.app.warm_up import warm_up
from qtrace.exchange.pdf_text import pdf_pages
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.models.database import require_guards
from qtrace.models.station_claim import Holder
from qtrace.ports import Executor, SymbolReader, Tone
from qtrace.scanning.events import GaugeReading, ScanEvent
from qtrace.scanning.qt_keys import KeyRouter
from qtrace.scanning.qt_replay import send_burst
from qtrace.scanning.qt_wedge import WedgeScanner
from qtrace.scanning.router import ScanRouter
from qtrace.services.news import Heads, heads_of_others
from qtrace.services.outcomes import Refusal
from qtrace.services.reads import Reads
from qtrace.ui.bench import Bench
from qtrace.ui.memory import LANGUAGE, Memory
from qtrace.ui.scan_desk import Notice
from qtrace.ui.shell import Shell
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.app.print_desk import PrintDesk, PrintOutlet
    from qtrace.app.qt_news import NewsWatch
    from qtrace.services.documents.issued import PrintJobRow
    from qtrace.services.inspection.reading_files import FileCheck
    from qtrace.services.labels.texts import LabelCode
    from qtrace.ui.analytics.charts_model import ChartPrint
    from qtrace.ui.board.board_window import BoardWindow
    from qtrace.ui.gauges.gauges_model import DueListPrint
    from qtrace.ui.gauges.studies_model import StudyPrint
    from qtrace.ui.help.help_desk import HelpDesk
    from qtrace.ui.people.scan_panel import ScanPanelWindow
    from qtrace.ui.people.scan_panel_model import PanelExtras
    from qtrace.ui.shipping.packing_model import PackingPrint


def _symbol_rows(code: "LabelCode") -> tuple[str, ...]:
    """Drawing is loaded with the first symbol that somebody looks at."""
    from qtrace.app.printing_jobs import symbol_rows

    return symbol_rows(code)


def _check_readings(reads: "Reads", path: str) -> "FileCheck":
    """Exchanging files is loaded with the first one that somebody chooses."""
    from qtrace.app.readings_import import check_file

    return check_file(reads, path)


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
        is_open: bool = True,
    ) -> None:
        from qtrace.app.qt_sound import QtSound

        self._plant, self._settings, self._executor = plant, settings, executor
        self._collector = Collector()
        memory = station_memory(Paths.of_machine().memory_file, executor)
        translator = load_translator(language_of(memory) or settings.language)
        self.bench = Bench(plant.workbench, executor, translator, plant.plant, QtSound())
        self.bench.is_open = is_open
        self.bench.memory = memory
        clock = plant.workbench.clock
        self.keys = KeyRouter()
        self.scanner = WedgeScanner(
            clock, profiles=settings.keyboards, offer=self.keys.offer, gauge=self._reading
        )
        file = Paths.of_machine().config_file
        self.bench.teacher = ScannerTeaching(self.scanner, executor, file)
        self.bench.connector = SettingsConnector(executor, file)
        self.router = ScanRouter(clock, Interpreter(clock))
        extras = demo_extras if plant.plant.is_demo else None
        screens = screen_list(self._replay, extras, self._retry, self._print_chart)
        self.devices = StationDevices(
            settings.devices, clock, self.router.receive, self._reading, self.router.counters
        )
        self.devices.changed.connect(self.bench.devices_changed)
        self.bench.devices = self.devices.rows
        self.bench.device_keeper = DeviceKeeping(self.devices, executor, file)
        self.bench.artist = _symbol_rows
        self.bench.page_reader = pdf_pages
        self.bench.file_checker = _check_readings
        self.bench.database = plant.database.shown_name
        self.bench.is_local = plant.database.is_sqlite
        self.shell = Shell(self.bench, screens, self.keys, self.scanner)
        self.shell.language_asked.connect(self.switch_language)
        self.shell.panel_asked.connect(self._toggle_panel)
        self.camera = CameraDock(self.bench, self.shell, clock, executor)
        self.bench.photographer = self.camera
        self.shell.camera_asked.connect(lambda: self.camera.toggle(self.router.receive))
        self.board: BoardWindow | None = None
        self.shell.board_asked.connect(self._show_board)
        self.help: HelpDesk | None = None
        self.shell.help_asked.connect(self._help)
        self._panel: ScanPanelWindow | None = None
        self.bench.person_changed.connect(self._persons_language)
        self.router.listen(self._scanned)
        self.scanner.start(self.router.receive)
        self.devices.start()
        self._desk: PrintDesk | None = None
        self._news: NewsWatch | None = None
        self._heads: Heads | None = None
        # Before any screen can ask: what is committed after this is news.
        self.bench.watch(heads_of_others, self._keep_heads)
        self._outlet = outlet or self._default_outlet
        self.bench.person_changed.connect(self._late_parts)

    def settle(self) -> None:
        """Load what the first command needs and prove the guards; on the writer, ahead of all.

        Raises:
            DatabaseProblem: guards are missing.
        """
        warm_up()
        require_guards(self._plant.database)

    def _replay(self, window: QWidget, data: bytes) -> None:
        send_burst(window, data)

    def _retry(self, job: "PrintJobRow") -> None:
        if self._desk is not None:
            self._desk.retry(job)

    def _print_chart(self, wish: "ChartPrint | DueListPrint | StudyPrint | PackingPrint") -> None:
        """Draw and print a report of charts; drawing is loaded with the first one."""
        from qtrace.app.chart_desk import print_chart
        from qtrace.app.due_desk import print_due_list
        from qtrace.app.packing_desk import print_packing_list
        from qtrace.app.study_desk import print_study
        from qtrace.ui.gauges.gauges_model import DueListPrint
        from qtrace.ui.gauges.studies_model import StudyPrint
        from qtrace.ui.shipping.packing_model import PackingPrint

        if isinstance(wish, DueListPrint):
            print_due_list(wish, self._plant.workbench, self._executor, self._outlet)
        elif isinstance(wish, StudyPrint):
            print_study(wish, self._plant.workbench, self._executor, self._outlet)
        elif isinstance(wish, PackingPrint):
            workbench = self._plant.workbench
            print_packing_list(wish, workbench, self._executor, self._outlet, symbol_reader)
        else:
            print_chart(wish, self._plant.workbench, self._executor, self._outlet)

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

    def _show_board(self) -> None:
        """All lines in a window of their own, for a second screen."""
        from qtrace.ui.board.board_window import BoardWindow

        if self.board is None:
            self.board = BoardWindow(self.bench)
        self.board.show()
        self.board.begin()

    def _help(self, how: str) -> None:
        """Help for the screen in front, loaded when somebody asks for it first."""
        if self.help is None:
            from qtrace.ui.help.help_desk import HelpDesk
            from qtrace.ui.help.station_help import StationHelp

            self.help = HelpDesk(self.shell, StationHelp(self.bench, self.shell))
            self.bench.person_changed.connect(lambda _person: self._help("close"))
        self.help.act(how)

    def _scanned(self, scan: ScanEvent) -> None:
        self._collector.put_off()
        self.shell.scanned(scan)
        self.devices.counted()

    def _reading(self, reading: GaugeReading) -> None:
        self.shell.reading(sent_of(reading))

    def _late_parts(self, _person: object) -> None:
        """Parts that nobody needs before somebody is signed in: printing and news."""
        if self._desk is not None or self.bench.person is None:
            return
        from qtrace.app.print_desk import PrintDesk
        from qtrace.app.qt_news import NewsWatch

        follow = self._plant.workbench.follow
        self._news = NewsWatch(self.bench, follow, self._executor, self._heads)
        self._desk = PrintDesk(
            self.bench, self._plant.workbench, self._executor, self._outlet(), symbol_reader
        )
        self._desk.look()
        if self._plant.claim is not None:
            self._executor.listen("claim", self._plant.claim.follow, self.claimed)

    def claimed(self, holder: Holder | None) -> None:
        """Another computer has this station since the server was away, or has it no longer."""
        if holder is None:
            self.bench.is_elsewhere(None)
            return
        refusal = Refusal("STATION_ELSEWHERE", holder.facts(self.bench.station_code))
        self.bench.is_elsewhere(refusal)
        said = explain(self.bench.translator, refusal.code, refusal.facts, self.bench.zone)
        self.bench.tone(Tone.BLOCKED)
        self.shell.show_notice(Notice(Status.BLOCKED, said.text, said.next_step, said.code))

    def _keep_heads(self, heads: Heads) -> None:
        self._heads = heads

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
        """The other language: of who is signed in at this station, else of its sign-in page."""
        now, signed = self.bench.translator.language, self.bench.person
        other = Language.ZH_CN if now is Language.EN else Language.EN
        person = signed.person.person_id if signed is not None else None
        self.bench.memory.put(language_name(person), other.value)
        self.bench.set_language(load_translator(other))

    def _persons_language(self, person: object) -> None:
        signed = self.bench.person
        if person is None or signed is None:
            return
        own = Language(signed.person.language) if signed.person.language is not None else None
        wanted = language_of(self.bench.memory, signed.person.person_id) or own
        if wanted is not None and wanted is not self.bench.translator.language:
            self.bench.set_language(load_translator(wanted))

    def close(self) -> None:
        """Stop the devices and give the plant back."""
        if self._news is not None:
            self._news.stop()
        if self._panel is not None:
            self._panel.close()
        if self.board is not None:
            self.board.close()
        if self.help is not None:
            self.help.close()
        self.devices.stop()
        self.camera.close()
        self.scanner.stop()
        self._collector.stop()
        self._plant.close()


def language_name(person_id: int | None) -> str:
    """Name of the language in a station's memory: a person's own, or that of the sign-in page."""
    return LANGUAGE if person_id is None else f"{LANGUAGE}:{person_id}"


def language_of(memory: Memory, person_id: int | None = None) -> Language | None:
    """The language that was chosen last with its key; None if none was."""
    word = memory.get(language_name(person_id))
    return next((each for each in Language if each.value == word), None)


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


def start_station(settings: Settings, url: str, executor: Executor) -> Workstation:
    """Open the plant at `url` and build its station; nothing is shown yet.

    `Workstation.settle` must be the writer's first job: it proves the guards of the database;
    `Bench.open` follows it.

    Raises:
        Problem: the plant or the station cannot be opened.
    """
    return Workstation(
        open_plant(url, settings.station, guards=False), settings, executor, is_open=False
    )
