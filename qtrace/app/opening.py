"""Opening the workstation: something to look at at once, everything else after the first paint.

Only Qt and the theme are loaded before the first paint; the database, the services and the screens
come while the page says that the plant is being opened.
"""

import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.config import Paths, Settings, apply_values, load_settings, with_environment
from qtrace.app.crash import CrashRecorder
from qtrace.app.executor import QtExecutor
from qtrace.app.logging import start_logging
from qtrace.app.problems import SetupProblem
from qtrace.app.startup_trace import mark
from qtrace.domain.problems import Problem
from qtrace.i18n import Language, Translator, load_translator
from qtrace.ports import Failure
from qtrace.ui.theme.apply import apply_theme, current_tokens
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import LEFT, box, role_font, write
from qtrace.ui.theme.profiles import PROFILES
from qtrace.ui.theme.tokens import ThemeName, colour, tokens_of

if TYPE_CHECKING:
    from qtrace.app.cli.main import OpenOptions
    from qtrace.app.window import Workstation

SIZE = (1366, 768)
GAP = 8


class OpeningWindow(QWidget):
    """The frame of the sign-in page while the plant is being opened."""

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self.setWindowTitle("QTrace")
        self.resize(*SIZE)
        self._title = translator.say("Opening the plant …")
        self.setAccessibleName(self._title)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Paint the top bar and the page that will come."""
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(tokens.bg))
        width = float(self.width() - 2 * GAP)
        bar = QRectF(GAP, GAP, width, 56)
        page = QRectF(GAP, bar.bottom() + GAP, width, self.height() - bar.bottom() - 2 * GAP)
        for place in (bar, page):
            box(painter, place, fill=tokens.surface, edge=tokens.line, radius=8)
        title = bar.adjusted(16, 0, -16, 0)
        write(painter, title, "QTrace", role_font(TextRole.TITLE), tokens.text, LEFT)
        icon = QRectF(page.left() + 46, page.top() + 76, 112, 112)
        paint_icon(painter, icon, IconName.BADGE, tokens.text)
        words = QRectF(icon.right() + 48, icon.top(), width - 260, 112)
        write(painter, words, self._title, role_font(TextRole.VERDICT), tokens.text, LEFT)
        painter.end()


class _FirstPaint(QObject):
    """Calls back once, when the first paint of a window is over."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then: Callable[[], None] | None = then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Wait for the first paint event to be over."""
        if self._then is not None and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._then)
            self._then = None
        return False


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
        settings = with_environment(settings)
    if isinstance(settings, Settings):
        settings = apply_values(settings, options.values, source="command line")
    if isinstance(settings, SetupProblem):
        tr = load_translator(Language.EN)
        raise CommandError(ExitStatus.ENVIRONMENT, settings.code.value, settings.text(tr))
    return settings


def open_workstation(options: "OpenOptions") -> int:
    """Open the window and run until it is closed; without a plant the first-run page comes."""
    settings = begin(options)
    app = prepare_application(settings)
    url = settings.database_url
    if not url:
        from qtrace.app.first_run import ask_for_plant

        url = ask_for_plant(app, settings, Paths.of_machine())
        if not url:
            return ExitStatus.OK
        settings = read_settings(options)  # which station this machine is, was just kept
    return run_station(app, settings, url)


def begin(options: "OpenOptions") -> Settings:
    """Logs and problem reports from the first moment on; then the settings.

    Raises:
        CommandError: a setting cannot be understood.
    """
    mark("start")
    paths = Paths.of_machine()
    start_logging(paths.log_dir)
    CrashRecorder(paths.log_dir).install()
    return read_settings(options)


def run_station(
    app: QApplication, settings: Settings, url: str, prepare: Callable[[], None] | None = None
) -> int:
    """Run one station on the plant at `url` until its window closes.

    Args:
        app: the application.
        settings: of this machine.
        url: the plant.
        prepare: what must be done before the plant can be opened.

    Raises:
        CommandError: the plant or the station cannot be opened.
    """
    opening = OpeningWindow(load_translator(settings.language))
    run = _Run(app, settings, url, prepare)
    _FirstPaint(opening, lambda: run.load(opening))
    opening.show()
    try:
        status = app.exec()
    finally:
        run.close()
    if run.problem is not None:
        raise _told(run.problem, settings) from run.problem
    return status


class _Run:
    """Loads the station after the first paint and closes it at the end."""

    def __init__(
        self, app: QApplication, settings: Settings, url: str, prepare: Callable[[], None] | None
    ) -> None:
        self._app, self._settings, self._url, self._prepare = app, settings, url, prepare
        self._executor: QtExecutor | None = None
        self._station: Workstation | None = None
        self.problem: Problem | None = None

    def load(self, opening: OpeningWindow) -> None:
        """Open the plant and put the station's window in the place of the opening one."""
        mark("painted")
        # Thousands of objects come to stay: the collector would search them in vain, again and again.
        gc.disable()  # from here on the station collects, on this thread (`qt_collector`)
        from qtrace.app.window import start_station

        self._executor = QtExecutor()
        try:
            if self._prepare is not None:
                self._prepare()
            self._station = start_station(self._settings, self._url, self._executor)
        except Problem as problem:
            self.problem = problem
            opening.close()
            self._app.quit()
            return
        shell = self._station.shell
        _FirstPaint(shell, lambda: self._ready(opening))
        shell.setGeometry(opening.geometry())
        shell.closed.connect(self._app.quit)
        shell.show()

    def _ready(self, opening: OpeningWindow) -> None:
        opening.close()
        mark("ready")
        if self._executor is not None and self._station is not None:
            self._executor.write(self._station.settle, self._settled, urgent=True)

    def _settled(self, answer: "Failure | None") -> None:
        """All that stays is there: the collector need not look at it again."""
        gc.freeze()
        problem = answer.error if isinstance(answer, Failure) else None
        if isinstance(problem, Problem):
            self.problem = problem
            self._app.quit()
        elif self._station is not None:
            self._station.bench.open()

    def close(self) -> None:
        """Finish what is being saved and give the plant back."""
        if self._executor is not None:
            self._executor.stop(5.0)
        if self._station is not None:
            self._station.close()


def _told(problem: Problem, settings: Settings) -> CommandError:
    from qtrace.i18n.reasons import explain

    explained = explain(load_translator(settings.language), problem.code, problem.facts)
    text = f"{explained.text}. {explained.next_step}"
    return CommandError(ExitStatus.ENVIRONMENT, problem.code, text)
