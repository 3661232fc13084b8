"""HID point-of-sale scanners behind the scanner port: found, polled, lost and found again.

The driver is the package hidapi, an extra; without it the scanner is in error and says so. It is
asked without waiting, by a timer on the UI thread. Not tried with hardware.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from qtrace.ports import Clock, DeviceState, RawScan
from qtrace.scanning.hid_pos import REPORT_BYTES, USAGE_PAGE, HidReader, HidScan
from qtrace.scanning.notes import Note
from qtrace.scanning.serial_settings import HALF_FRAME_MS, SerialSettings, UsbIdentity
from qtrace.scanning.serial_trouble import SerialReason, SerialTrouble

BACK_OFF_MS = (500, 1000, 2000, 5000, 10000)
POLL_MS = 10
#: Reports that are taken in one go, so that a device in a loop cannot hold the window.
_MOST_AT_ONCE = 32


class HidDevice(Protocol):
    """An open device, as hidapi gives it."""

    def read(self, max_length: int) -> Sequence[int]:
        """One report, or nothing if none has come.

        Raises:
            OSError: the device is gone.
        """
        ...

    def close(self) -> None:
        """Give it back."""
        ...


Opener = Callable[[UsbIdentity], HidDevice | SerialReason]


def open_hid(usb: UsbIdentity) -> HidDevice | SerialReason:
    """The one scanner that is `usb`, or why there is none; never a guess of two."""
    try:
        import hid
    except ImportError:
        return SerialReason.HID_MISSING
    found = find_hid(usb, hid.enumerate(usb.vendor, usb.product))
    if isinstance(found, SerialReason):
        return found
    device = hid.device()
    try:
        device.open_path(found)
        device.set_nonblocking(True)
    except OSError:
        return SerialReason.PORT_NOT_ALLOWED
    opened: HidDevice = device
    return opened


def find_hid(usb: UsbIdentity, seen: Iterable[dict[str, Any]]) -> bytes | SerialReason:
    """Path of the one device that is `usb` and calls itself a bar code scanner."""
    paths = [
        bytes(each["path"])
        for each in seen
        if each["usage_page"] == USAGE_PAGE and usb.serial in ("", each["serial_number"])
    ]
    if len(paths) == 1:
        return paths[0]
    return SerialReason.PORT_AMBIGUOUS if paths else SerialReason.PORT_NOT_FOUND


class HidLine(QObject):
    """One scanner with its scans; stays with it through unplugging and plugging in.

    Args:
        settings: the device; it is taken by `usb`.
        scanned: gets every scan, damaged ones too.
        opener: opens the device.
        back_off_ms: waiting times between attempts to open.

    Signals:
        state_changed: `state` or `trouble` is another one.
    """

    state_changed = Signal()

    def __init__(
        self,
        settings: SerialSettings,
        scanned: Callable[[HidScan], None],
        *,
        opener: Opener = open_hid,
        back_off_ms: tuple[int, ...] = BACK_OFF_MS,
    ) -> None:
        super().__init__()
        self.settings = settings
        self._scanned, self._opener, self._back_off = scanned, opener, back_off_ms
        self._reader = HidReader()
        self._device: HidDevice | None = None
        self._state = DeviceState.STOPPED
        self._trouble: SerialTrouble | None = None
        self._attempts = 0
        self._poll = self._timer(self._read, POLL_MS, once=False)
        self._again = self._timer(self._open, 0)
        self._silence = self._timer(self._give_up, HALF_FRAME_MS)

    def _timer(self, then: Callable[[], None], interval_ms: int, *, once: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(once)
        timer.setInterval(interval_ms)
        timer.timeout.connect(then)
        return timer

    @property
    def state(self) -> DeviceState:
        """READY while the device is open; ERROR while it is looked for again and again."""
        return self._state

    @property
    def trouble(self) -> SerialTrouble | None:
        """Why the state is ERROR; None in every other state."""
        return self._trouble

    def start(self) -> None:
        """Open the device, at once if it is there; nothing happens if it is open."""
        if self._state is DeviceState.STOPPED:
            self._attempts = 0
            self._open()

    def stop(self) -> None:
        """Give the device back; half a scan is forgotten."""
        self._reader.abort()
        self._let_go()
        self._set_state(DeviceState.STOPPED, None)

    def _open(self) -> None:
        usb = self.settings.usb
        opened = SerialReason.PORT_NOT_FOUND if usb is None else self._opener(usb)
        if isinstance(opened, SerialReason):
            self._lose(opened, "")
            return
        self._device = opened
        self._attempts = 0
        self._poll.start()
        self._set_state(DeviceState.READY, None)

    def _read(self) -> None:
        """Take the reports that have come."""
        for _ in range(_MOST_AT_ONCE):
            if self._device is None:
                return
            try:
                report = bytes(self._device.read(REPORT_BYTES))
            except OSError as error:
                self._lose(SerialReason.PORT_LOST, str(error))
                return
            if not report:
                return
            self._hand_up(self._reader.feed(report))
            if self._reader.open:
                self._silence.start()
            else:
                self._silence.stop()

    def _give_up(self) -> None:
        """The rest of a scan did not come."""
        self._hand_up(self._reader.abort())

    def _lose(self, reason: SerialReason, detail: str) -> None:
        """Say so, call what waits a fragment, and look for the device again."""
        wait = self._back_off[min(self._attempts, len(self._back_off) - 1)]
        self._attempts += 1
        self._let_go()
        self._again.start(wait)
        facts = {"device": self.settings.name, "port": self.settings.where, "detail": detail}
        self._set_state(DeviceState.ERROR, SerialTrouble(reason, facts))
        self._hand_up(self._reader.abort())

    def _let_go(self) -> None:
        """No timer runs and the device is closed."""
        for timer in (self._poll, self._again, self._silence):
            timer.stop()
        if self._device is not None:
            self._device.close()
            self._device = None

    def _set_state(self, state: DeviceState, trouble: SerialTrouble | None) -> None:
        if (state, trouble) != (self._state, self._trouble):
            self._state, self._trouble = state, trouble
            self.state_changed.emit()

    def _hand_up(self, scans: Iterable[HidScan]) -> None:
        for scan in scans:
            self._scanned(scan)


class HidPosScanner:
    """Scanner port over a HID point-of-sale scanner.

    Attributes:
        line: the device and its state.
    """

    def __init__(
        self,
        settings: SerialSettings,
        clock: Clock,
        *,
        opener: Opener = open_hid,
        back_off_ms: tuple[int, ...] = BACK_OFF_MS,
    ) -> None:
        self._clock = clock
        self._deliver: Callable[[RawScan], None] | None = None
        self.line = HidLine(settings, self._scanned, opener=opener, back_off_ms=back_off_ms)

    @property
    def state(self) -> DeviceState:
        """State of the line."""
        return self.line.state

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Open the device and deliver scans on the UI thread."""
        self._deliver = deliver
        self.line.start()

    def stop(self) -> None:
        """Close the device; no call follows."""
        self._deliver = None
        self.line.stop()

    def _scanned(self, scan: HidScan) -> None:
        if self._deliver is None:
            return
        notes = () if scan.fault is None else (Note.UNREADABLE, scan.fault)
        name = self.line.settings.name
        self._deliver(RawScan(scan.data, name, self._clock.now(), notes))
