"""The window: frame, bars, the one open screen, the way of keys and scans to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.domain.gauge_readings import SentReading
from qtrace.services.outcomes import Outcome
from qtrace.services.people.accounts import SignedIn
from qtrace.services.people.calls_commands import CallSupervisor
from qtrace.services.people.commands import SignOut
from qtrace.ui.bars import LANGUAGE_KEY, top_bar_state
from qtrace.ui.bench import Bench
from qtrace.ui.call_desk import ITEM as CALLS
from qtrace.ui.call_desk import CallDesk
from qtrace.ui.devices import gravest
from qtrace.ui.hold_watch import HoldWatch
from qtrace.ui.keys import Keys, Readings, Scan
from qtrace.ui.notice_bar import NoticeBar
from qtrace.ui.places import (
    HoldPlace,
    LotPlace,
    Place,
    QueuePlace,
    SignInPlace,
)
from qtrace.ui.review_watch import ReviewWatch
from qtrace.ui.scan_desk import Notice, ScanDesk
from qtrace.ui.screen import Screen, ScreenHead, Typed
from qtrace.ui.screens import ScreenList
from qtrace.ui.shell_nav import NAV_ACTION, nav_items, nav_keys, nav_place
from qtrace.ui.widgets.navbar import NavBar
from qtrace.ui.widgets.topbar import TopBar

IDLE_LOCK_MS = 5 * 60 * 1000
CLOCK_MS = 2_000
ALWAYS_KEYS = {"F1": "help", "Shift+F1": "help_more", "F4": "camera", LANGUAGE_KEY: "language"}
PERSON_KEYS = {"Ctrl+L": "lock", "F8": "hold"}
CALL_KEYS = {"F6": "call", "Shift+F6": "call_back"}
DEMO_KEYS = {"F12": "scan_panel"}
HELP_ACTIONS = {"help": "toggle", "help_more": "more", "help_turn": "turn"}
CLOSE_OVER = "help_close"
MARGIN = 8


@dataclass(frozen=True, slots=True)
class _Kept:
    """Unsaved work of a place: its model, and what stood half typed in the view."""

    place: Place
    model: QObject
    typed: Typed


class Shell(QWidget):
    """One station window.

    Signals:
        language_asked: the language button was pressed.
        closed: the window was closed.
        panel_asked: F12, the scan panel of a demo plant.
        camera_asked: F4, the camera as a scanner.
        board_asked: the board of all lines, in a window of its own.
        help_asked: F1 (`toggle`), Shift+F1 (`more`) or the command HELP (`turn`).
    """

    language_asked = Signal()
    closed = Signal()
    panel_asked = Signal()
    camera_asked = Signal()
    board_asked = Signal()
    help_asked = Signal(str)

    def __init__(self, bench: Bench, screens: ScreenList, keys: Keys, readings: Readings) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setWindowTitle("QTrace")
        self.resize(1366, 768)
        self._bench, self._screens, self._keys, self._readings = bench, screens, keys, readings
        self._screen: Screen | None = None
        self._place: Place = SignInPlace()
        self._return_to: Place | None = None
        self._last_lot: LotPlace | None = None
        self._kept: list[_Kept] = []
        self._close_over: Callable[[], None] | None = None
        self._desk = ScanDesk(bench)
        self._desk.opened.connect(self.go)
        self._desk.noticed.connect(self.show_notice)
        self._holds = HoldWatch(bench, self._watched)
        self._holds.noticed.connect(self.show_notice)
        self._calls = CallDesk(bench)
        self._calls.noticed.connect(self.show_notice)
        self._calls.changed.connect(self.refresh_head)
        self._build()
        bench.person_changed.connect(self._person_changed)
        self._reviews = ReviewWatch(bench)  # after the shell: its page is open when it speaks
        self._reviews.noticed.connect(self.show_notice)
        bench.language_changed.connect(self._rebuild)
        bench.database_state_changed.connect(lambda _answers: self.refresh_head())
        bench.devices_changed.connect(self.refresh_head)
        self._idle = QTimer(self, interval=IDLE_LOCK_MS, singleShot=True)
        self._idle.timeout.connect(lambda: self._leave("idle"))
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self._show_head)
        self._clock.timeout.connect(self._reviews.tick)
        self.go(SignInPlace())
        self._clock.start()

    def _build(self) -> None:
        self.top = TopBar()
        self.top.signed_out.connect(lambda: self._leave("left"))
        self.top.language_pressed.connect(self.language_asked)
        self.top.state_pressed.connect(self._state_pressed)
        self._notice = NoticeBar()
        self._bars = QStackedLayout()
        self.nav = NavBar(())
        self.nav.chosen.connect(self._nav_chosen)
        self._content = QHBoxLayout()
        self._content.setSpacing(MARGIN)
        self._content.addWidget(self.nav)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(MARGIN)
        # A long word must never widen the window beyond the screen it stands on.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        outer.addLayout(self._bars)
        # In the layout first: a stack without a parent would show its widgets as windows.
        self._bars.addWidget(self.top)
        self._bars.addWidget(self._notice)
        outer.addLayout(self._content, 1)

    @property
    def place(self) -> Place:
        """Where the station is now."""
        here = self._screen.here() if self._screen is not None else None
        return here if here is not None else self._place

    @property
    def screen_shown(self) -> Screen:
        """The screen in front."""
        assert self._screen is not None
        return self._screen

    def go(self, place: Place) -> None:
        """Open the screen of `place`; nobody goes anywhere without being signed in."""
        if self._bench.person is None and not isinstance(place, SignInPlace):
            return
        if isinstance(place, SignInPlace) and self._bench.person is not None:
            self._return_to = self.place
        kept = self._take_kept(place)
        screen = self._screens.make(self._bench, place, kept.model if kept else None)
        if kept is not None:
            screen.put_typed(kept.typed)
        self._open(place, screen)

    def _open(self, place: Place, screen: Screen) -> None:
        if self._screen is not None:
            self._keep(self._screen)
            self._screen.left()
            self._content.removeWidget(self._screen)
            self._screen.hide()
            self._screen.deleteLater()
        self._place, self._screen = place, screen
        if isinstance(place, LotPlace):
            self._last_lot = place
        screen.wants.connect(self.go)
        screen.head_changed.connect(self.refresh_head)
        screen.keys_changed.connect(self._refresh_keys)
        screen.station_asked.connect(self._station_key)
        # Before the screen comes in: side bar and wide screen together would widen the window.
        self.nav.setVisible(bool(screen.head().nav))
        self._content.addWidget(screen, 1)
        screen.show()
        self.clear_notice()
        self.refresh_head()
        self._refresh_keys()
        screen.opened()

    def _keep(self, screen: Screen) -> None:
        """Unsaved work outlives its screen: it is there again when the place is opened again."""
        model = screen.model
        if model is not None and screen.has_unsaved():
            self._take_kept(self.place)
            self._kept.append(_Kept(self.place, model, screen.typed()))

    def _take_kept(self, place: Place) -> "_Kept | None":
        """What is kept of `place`, if anything is; places need not be hashable."""
        found = next((kept for kept in self._kept if kept.place == place), None)
        self._kept = [kept for kept in self._kept if kept.place != place]
        return found

    def refresh_head(self) -> None:
        """Show the open screen's head and the station's state in the bars."""
        head = self._show_head()
        self.nav.setVisible(bool(head.nav))
        if head.nav:
            self.nav.set_items(*nav_items(self._bench))
            self.nav.set_current(head.nav)

    def _show_head(self) -> ScreenHead:
        """The top bar as it stands now; nothing is built again within the same minute."""
        head = self.screen_shown.head()
        self.top.show_state(top_bar_state(self._bench, head, self._calls.item()))
        return head

    def _refresh_keys(self) -> None:
        screen = self.screen_shown
        self._keys.set_station(self.station_keys(), self._station_key)
        keys = {**screen.keys(), **self.over_keys()}
        self._keys.set_screen(keys, self._act, typing=screen.typing_keys())
        self._readings.expect_reading(screen.expects_reading())

    def station_keys(self) -> Mapping[str, str]:
        """Keys of the station that do something now; those of the screen go before them."""
        of_person = PERSON_KEYS if self._bench.person is not None else {}
        if self._bench.may(CallSupervisor.code):
            of_person = {**of_person, **CALL_KEYS}
        of_person = {**of_person, **nav_keys(self._bench)}
        of_demo = DEMO_KEYS if self._bench.plant.is_demo else {}
        return {**ALWAYS_KEYS, **of_person, **of_demo}

    def over_keys(self) -> Mapping[str, str]:
        """Keys of what stands over the screen; they go before all others."""
        return {"Esc": CLOSE_OVER} if self._close_over is not None else {}

    def station_commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes that the station does on every screen."""
        of_person = {CommandCode.LOCK: "lock"} if self._bench.person is not None else {}
        if self._bench.may(CallSupervisor.code):
            of_person[CommandCode.CALL] = "call"
        return {CommandCode.HELP: "help_turn", **of_person}

    def show_over(self, close: Callable[[], None] | None) -> None:
        """Something stands over the screen: Esc calls `close` first, until this gets None."""
        self._close_over = close
        self._refresh_keys()

    def _act(self, action: str) -> None:
        self._stirred()
        if action == CLOSE_OVER and self._close_over is not None:
            self._close_over()
            return
        self.clear_notice()
        self.screen_shown.act(action)

    def scanned(self, scan: Scan) -> None:
        """Give the scan to the open screen first, then to the desk."""
        self._stirred()
        self.clear_notice()
        if self.screen_shown.scanned(scan):
            return
        found = scan.interpretation
        command = found.command if isinstance(found, InternalCode) else None
        is_command = isinstance(found, InternalCode) and found.kind is InternalKind.COMMAND
        if is_command and command is not None and self._command(command):
            return
        self._desk.take(scan)

    def _command(self, command: CommandCode) -> bool:
        """Do a command of the station or of the screen; False if it means nothing here."""
        action = self.station_commands().get(command)
        if action is None:
            return self.screen_shown.command(command) or self._hold_scanned(command)
        self._station_key(action)
        return True

    def _hold_scanned(self, command: CommandCode) -> bool:
        """HOLD means the same on every screen that has no other use for it."""
        if command is not CommandCode.HOLD or self._bench.person is None:
            return False
        self._station_key("hold")
        return True

    def reading(self, sent: SentReading) -> None:
        """Give what a gauge sent to the open screen; a value that nobody takes is never silent."""
        self._stirred()
        self.clear_notice()
        if not self.screen_shown.reading(sent):
            self._desk.reading_not_taken(sent)

    def show_notice(self, notice: Notice) -> None:
        """Let the station say something in place of the top bar."""
        self._notice.show_notice(notice)
        self._bars.setCurrentWidget(self._notice)

    def clear_notice(self) -> None:
        """Show the top bar again."""
        self._bars.setCurrentWidget(self.top)

    def _station_key(self, action: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "lock": lambda: self._leave("left"),
            "language": self.language_asked.emit,
            "scan_panel": self.panel_asked.emit,
            "camera": self.camera_asked.emit,
            "board": self.board_asked.emit,
            "call": lambda: self._calls.press(self.screen_shown.head()),
            "call_back": self._calls.take_back,
            "hold": self._hold_in_sight,
        }
        if action in HELP_ACTIONS:
            self.help_asked.emit(HELP_ACTIONS[action])
        elif action.startswith(NAV_ACTION):
            self._nav_chosen(action.removeprefix(NAV_ACTION))
        elif action in acts:
            acts[action]()

    def _hold_in_sight(self) -> None:
        """Place a hold on what the screen is about."""
        if not isinstance(self._place, HoldPlace):
            self.go(HoldPlace(self.screen_shown.in_sight(), self.place))

    def _watched(self) -> tuple[int, ...]:
        """What the open screen is about; asked anew at every news."""
        return self.screen_shown.watched()

    def _state_pressed(self, item: str) -> None:
        if item == CALLS:
            self._calls.press(self.screen_shown.head())
            return
        row = gravest(self._bench.devices())
        if item == "scanner" and row is not None:
            self._desk.about_device(row)

    def _nav_chosen(self, entry: str) -> None:
        place = nav_place(self._bench, entry)
        if entry == "lots":
            self._lots_chosen()
        elif place is not None:
            self.go(place)

    def _lots_chosen(self) -> None:
        """The lot that was looked at last; before the first one, say how to get there."""
        if self._last_lot is not None:
            self.go(self._last_lot)
        else:
            self._desk.say_how_to_open_a_lot()

    def _leave(self, reason: str) -> None:
        if self._bench.person is None:
            return
        if not isinstance(self._place, SignInPlace):
            self._return_to = self.place if reason == "idle" else None
        self._bench.send(SignOut(**self._bench.head(), reason=reason), self._left_station)
        self._bench.set_person(None)

    def _left_station(self, _outcome: Outcome) -> None:
        """Leaving never waits for the database; a failure is shown by the bench."""

    def _person_changed(self, person: SignedIn | None) -> None:
        if person is None:
            self._idle.stop()
            self.go(SignInPlace(locked=self._return_to is not None))
            return
        self._stirred()
        place, self._return_to = self._return_to, None
        self.go(place if place is not None else self._home())

    def _home(self) -> Place:
        """Where a person begins: at the line who runs one and receives nothing, else the queue."""
        runs = self._bench.may("START_OPERATION") and not self._bench.may("RECEIVE_DELIVERY")
        place = nav_place(self._bench, "line") if runs else None
        return place if place is not None else QueuePlace()

    def _stirred(self) -> None:
        if self._bench.person is not None:
            self._idle.start()

    def _rebuild(self, _translator: object) -> None:
        place, typed = self.place, self.screen_shown.typed()
        screen = self._screens.make(self._bench, place, self.screen_shown.model)
        screen.put_typed(typed)
        self._open(place, screen)
        self._take_kept(place)  # the same work goes on: nothing of it has been left

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the composition root."""
        self._idle.stop()
        self._clock.stop()
        self.closed.emit()
        super().closeEvent(event)
