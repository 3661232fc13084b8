"""Keyboard wedge: one application-wide filter in front of every widget.

Qt sends each key first to the QWindow (ShortcutOverride, then KeyPress) and from there to a
widget. The filter acts on the QWindow alone: scans are swallowed whole, typing is sent on as a
copy of the event that carries a mark, station keys go to the key router.
"""

import sys
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from time import monotonic_ns

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow

from qtrace.domain.scanners.heard import Heard
from qtrace.ports import Clock, DeviceState, RawScan
from qtrace.scanning.burst import BurstMachine, Step
from qtrace.scanning.classify import (
    WEDGE,
    HeardBurst,
    Outcome,
    ReadingBurst,
    Typed,
    UnreadableBurst,
)
from qtrace.scanning.events import GaugeReading
from qtrace.scanning.ime import ImeVerdict, ImeWatch
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.profiles import DeviceProfile, Timing
from qtrace.scanning.strokes import KeyStroke, Kind

#: Marks in the native virtual key of events we make ourselves; no keyboard has such codes.
REPLAYED = 0x51540001
SYNTHETIC = 0x51540100
#: A release that only says "time has passed": whatever is held back is decided now.
FLUSH = 0x51540002
#: Devices that are drawn on the screen; the mark is SYNTHETIC + index.
SCREEN_DEVICES = ("keys", "panel", "gauge_panel")

_PRESS = QEvent.Type.KeyPress
_RELEASE = QEvent.Type.KeyRelease
_OVERRIDE = QEvent.Type.ShortcutOverride
_HANDLED = (QKeyEvent, QInputMethodEvent)


def source_of(event: QKeyEvent) -> str:
    """Name of the screen device that made this event; empty for a real keyboard."""
    index = event.nativeVirtualKey() - SYNTHETIC
    return SCREEN_DEVICES[index] if 0 < index < len(SCREEN_DEVICES) else ""


def stroke_of(event: QKeyEvent, kind: Kind) -> KeyStroke:
    """The key event as plain data; without a time stamp the monotonic clock stands in."""
    return KeyStroke(
        at_ms=event.timestamp() or monotonic_ns() // 1_000_000,
        key=event.key(),
        text=event.text(),
        modifiers=event.modifiers().value,
        kind=kind,
        auto_repeat=event.isAutoRepeat(),
        physical=event.nativeScanCode(),
        source=source_of(event),
    )


def replay_of(stroke: KeyStroke) -> QKeyEvent:
    """A key event equal to the one held back, marked so that the filter lets it pass."""
    event = QKeyEvent(
        _PRESS if stroke.kind is Kind.PRESS else _RELEASE,
        stroke.key,
        Qt.KeyboardModifier(stroke.modifiers),
        stroke.physical,
        REPLAYED,
        0,
        stroke.text,
        stroke.auto_repeat,
    )
    event.setTimestamp(stroke.at_ms)
    return event


class WedgeScanner(QObject):
    """Scanner port over the keyboard; also hears keyboard gauges and passes typing on.

    Args:
        clock: wall time of the scans.
        profiles: devices the plant has taught.
        timing: times that tell a device from a person.
        offer: gets every typed key first, true if it took it (`KeyRouter.offer`).
        gauge: gets the readings of keyboard gauges.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        profiles: Sequence[DeviceProfile] = (),
        timing: Timing | None = None,
        offer: Callable[[QKeyEvent], bool] | None = None,
        gauge: Callable[[GaugeReading], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._timing = timing or Timing()
        self._machine = BurstMachine(profiles, self._timing)
        self._set_up: Callable[[Heard], None] | None = None
        self._ime = ImeWatch(self._timing.fast_ms)
        self._offer = offer or (lambda _event: False)
        self._gauge = gauge or (lambda _reading: None)
        self._deliver: Callable[[RawScan], None] | None = None
        self._state = DeviceState.STOPPED
        self._last_at: datetime = clock.now()
        self._replays: deque[tuple[QWindow, QKeyEvent]] = deque()
        self._window: QWindow | None = None
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setTimerType(Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._on_silence)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(0)
        self._grace.timeout.connect(self._on_grace)

    @property
    def state(self) -> DeviceState:
        """Ready while the filter is installed; whether a scanner is plugged in nobody can tell."""
        return self._state

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Put the filter in front of the application and deliver scans on the UI thread."""
        self._deliver = deliver
        application = QCoreApplication.instance()
        if application is None:
            self._state = DeviceState.ERROR
            return
        if self._state is not DeviceState.READY:
            application.installEventFilter(self)
        self._state = DeviceState.READY

    def stop(self) -> None:
        """Take the filter away; keys that are held back reach their window, scans do not."""
        self._deliver = None
        self._handle(self._machine.expire())
        self._silence.stop()
        self._grace.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._state = DeviceState.STOPPED

    def expect_reading(self, active: bool) -> None:  # noqa: FBT001 - a slot
        """Say whether a variable cell waits for a value, so that `1.25` Enter is a reading."""
        self._machine.reading_expected = active

    def teach(self, profiles: Sequence[DeviceProfile]) -> None:
        """Know these devices from now on; keys that are held back are decided as before."""
        self._handle(self._machine.expire())
        machine = BurstMachine(profiles, self._timing)
        machine.reading_expected = self._machine.reading_expected
        machine.setting_up = self._machine.setting_up
        self._machine = machine

    def set_up(self, heard: Callable[[Heard], None] | None) -> None:
        """Hand every burst to `heard` as it came, instead of delivering scans; None ends that."""
        self._handle(self._machine.expire())
        self._set_up = heard
        self._machine.setting_up = heard is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what belongs to a device, send typing on; called for every event there is.

        A key whose handling fails goes nowhere: the failure is reported like any other, and
        never reaches Qt, which is not made for it.
        """
        if not isinstance(event, _HANDLED):  # a type costs less than an `event.type()`
            return False
        try:
            return self._filter(watched, event)
        except Exception as error:  # noqa: BLE001 - whatever a listener does, the filter goes on
            sys.excepthook(type(error), error, error.__traceback__)
            event.accept()
            return True

    def _filter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            return self._on_commit(event)
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        if event.nativeVirtualKey() == REPLAYED:
            return False
        kind = event.type()
        if kind == _OVERRIDE:
            if self._machine.open:
                event.accept()
            return self._machine.open
        return self._on_key(watched, event, Kind.PRESS if kind == _PRESS else Kind.RELEASE)

    def _on_key(self, window: QWindow, event: QKeyEvent, kind: Kind) -> bool:
        """Feed one press or release; true if no widget may have it now."""
        step = self._machine.feed(stroke_of(event, kind))
        self._schedule()
        self._handle(step.before)
        self._last_at = self._clock.now()
        self._window = window
        self._handle(step.outcomes)
        taken = step.swallow or event.nativeVirtualKey() == FLUSH or self._offer(event)
        if taken:
            event.accept()
        return taken

    def _on_commit(self, event: QInputMethodEvent) -> bool:
        """Text of an input method: at the speed of a scanner it is a burst that went astray."""
        if self._machine.open:
            text = event.commitString() or event.preeditString()
            step: Step = self._machine.feed(KeyStroke(0, 0, text, kind=Kind.COMMIT))
            self._handle(step.outcomes)
            self._schedule()
            if step.swallow:
                return True
        now_ms = monotonic_ns() // 1_000_000
        verdict = self._ime.feed(now_ms, event.preeditString(), event.commitString())
        if verdict is ImeVerdict.BURST_SEEN:
            self._last_at = self._clock.now()
            QGuiApplication.inputMethod().reset()
            self._handle([self._composed(self._ime.text)])
        return verdict is not ImeVerdict.PERSON

    def _composed(self, text: str) -> Outcome:
        """What became of a burst that went into an input method."""
        if self._set_up is not None:
            return HeardBurst(Heard(text, composed=True))
        notes = (Note.IME, Note.UNREADABLE, Unreadable.IME)
        return UnreadableBurst(text.encode(), WEDGE.name, notes)

    def _schedule(self) -> None:
        """Start or stop waiting for the next key."""
        self._grace.stop()
        wait = self._machine.wait_ms
        if wait is None:
            self._silence.stop()
        else:
            self._silence.start(wait)

    def _on_silence(self) -> None:
        """Let keys that are already queued behind a busy moment be seen before deciding."""
        self._grace.start()

    def _on_grace(self) -> None:
        """No key came: close what is open."""
        self._handle(self._machine.expire())

    def _handle(self, outcomes: Sequence[Outcome]) -> None:
        """Act on decisions in order."""
        for outcome in outcomes:
            if isinstance(outcome, Typed):
                self._send_on(outcome)
            elif isinstance(outcome, ReadingBurst):
                self._gauge(
                    GaugeReading(outcome.text, outcome.device, self._last_at, outcome.taught)
                )
            elif isinstance(outcome, HeardBurst):
                if self._set_up is not None:
                    self._set_up(outcome.heard)
            elif self._deliver is not None:
                self._deliver(RawScan(outcome.data, outcome.device, self._last_at, outcome.notes))

    def _send_on(self, typed: Typed) -> None:
        """Give held keys to the key router and else to their window, in their order.

        A key may open a nested event loop: what is typed there lines up behind what is left here.
        """
        window = self._window
        if window is None:
            return
        self._replays.extend((window, replay_of(stroke)) for stroke in typed.strokes)
        while self._replays:
            target, event = self._replays.popleft()
            if not self._offer(event) and shiboken6.isValid(target):
                QCoreApplication.sendEvent(target, event)
