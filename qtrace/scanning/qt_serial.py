"""Serial and USB-CDC devices: the port opens, is lost and comes back; frames go up.

Everything happens on the UI thread by signals and timers. This module loads QtSerialPort, so it is
imported only where a device is configured.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from qtrace.domain.gauge_readings import SentReason
from qtrace.ports import Clock, DeviceState, RawScan
from qtrace.scanning.events import GaugeReading
from qtrace.scanning.frames import Frame, FrameReader
from qtrace.scanning.gauge_frames import Parser, WeightRequest, parse_mitutoyo, parse_sics
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.serial_settings import (
    Parity,
    SerialRole,
    SerialSettings,
    StopBits,
    UsbIdentity,
)
from qtrace.scanning.serial_trouble import SerialReason, SerialTrouble

#: Waiting time before each attempt to open a lost port again, ms; the last one repeats.
BACK_OFF_MS = (500, 1000, 2000, 5000, 10000)

_Error = QSerialPort.SerialPortError
_HARMLESS = frozenset({_Error.NoError, _Error.TimeoutError})
_REASONS = {
    _Error.DeviceNotFoundError: SerialReason.PORT_NOT_FOUND,
    _Error.PermissionError: SerialReason.PORT_NOT_ALLOWED,
    _Error.OpenError: SerialReason.PORT_BUSY,
    _Error.ResourceError: SerialReason.PORT_LOST,
}
_PARITY = {
    Parity.NONE: QSerialPort.Parity.NoParity,
    Parity.EVEN: QSerialPort.Parity.EvenParity,
    Parity.ODD: QSerialPort.Parity.OddParity,
    Parity.MARK: QSerialPort.Parity.MarkParity,
    Parity.SPACE: QSerialPort.Parity.SpaceParity,
}
_STOP_BITS = {
    StopBits.ONE: QSerialPort.StopBits.OneStop,
    StopBits.ONE_AND_HALF: QSerialPort.StopBits.OneAndHalfStop,
    StopBits.TWO: QSerialPort.StopBits.TwoStop,
}
_PARSERS: dict[SerialRole, Parser] = {
    SerialRole.GAUGE: parse_mitutoyo,
    SerialRole.SCALE: parse_sics,
}


@dataclass(frozen=True, slots=True)
class PortSeen:
    """A port the system has now, as far as finding a USB device needs it."""

    location: str
    vendor: int | None
    product: int | None
    serial: str


def ports_seen() -> tuple[PortSeen, ...]:
    """Every port the system has now."""
    return tuple(
        PortSeen(
            info.systemLocation(),
            info.vendorIdentifier() if info.hasVendorIdentifier() else None,
            info.productIdentifier() if info.hasProductIdentifier() else None,
            info.serialNumber(),
        )
        for info in QSerialPortInfo.availablePorts()
    )


def port_names() -> tuple[str, ...]:
    """Ports of the system as the settings name them: a USB device by its identity, else a name."""
    names = []
    for info in QSerialPortInfo.availablePorts():
        if info.hasVendorIdentifier() and info.hasProductIdentifier():
            names.append(str(UsbIdentity(info.vendorIdentifier(), info.productIdentifier())))
        else:
            names.append(info.portName())
    return tuple(dict.fromkeys(names))


def find_usb(wanted: UsbIdentity, seen: Iterable[PortSeen]) -> str | SerialReason:
    """Location of the one port that is `wanted`, or why there is none; never a guess of two."""
    found = [
        port.location
        for port in seen
        if (port.vendor, port.product) == (wanted.vendor, wanted.product)
        and wanted.serial in ("", port.serial)
    ]
    if len(found) == 1:
        return found[0]
    return SerialReason.PORT_AMBIGUOUS if found else SerialReason.PORT_NOT_FOUND


class SerialLine(QObject):
    """One port with its frames; stays with its device through unplugging and plugging in.

    Args:
        settings: the device.
        framed: gets every frame, damaged ones too.
        back_off_ms: waiting times between attempts to open.
        seen: the ports of the system.

    Signals:
        state_changed: `state` or `trouble` is another one.
    """

    state_changed = Signal()

    def __init__(
        self,
        settings: SerialSettings,
        framed: Callable[[Frame], None],
        *,
        back_off_ms: tuple[int, ...] = BACK_OFF_MS,
        seen: Callable[[], Iterable[PortSeen]] = ports_seen,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self._framed, self._back_off, self._seen = framed, back_off_ms, seen
        self._reader = FrameReader(settings.terminator)
        self._state = DeviceState.STOPPED
        self._trouble: SerialTrouble | None = None
        self._attempts = 0
        self._port = QSerialPort(self)
        self._port.readyRead.connect(self._read)
        self._port.errorOccurred.connect(self._failed)
        self._again = self._timer(self._open)
        self._grace = self._timer(lambda: self._hand_up(self._reader.expire()))
        self._grace.setInterval(0)
        self._silence = self._timer(self._grace.start)
        self._silence.setInterval(settings.silence_ms)

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer

    @property
    def state(self) -> DeviceState:
        """READY while the port is open; ERROR while it is looked for again and again."""
        return self._state

    @property
    def trouble(self) -> SerialTrouble | None:
        """Why the state is ERROR; None in every other state."""
        return self._trouble

    def start(self) -> None:
        """Open the port, at once if it is there; nothing happens if it is open."""
        if self._state is DeviceState.STOPPED:
            self._attempts = 0
            self._open()

    def stop(self) -> None:
        """Close the port; half a frame is forgotten."""
        self._reader.abort()
        self._set_state(DeviceState.STOPPED, None)
        self._let_go()

    def write(self, data: bytes) -> bool:
        """Send `data`; False if the port is not open or does not take it."""
        if self._state is not DeviceState.READY:
            return False
        return self._port.write(data) == len(data)

    def _open(self) -> None:
        """Try to open; what the system kept from before is no scan of now."""
        location = self._location()
        if isinstance(location, SerialReason):
            self._lose(location, "")
            return
        port, settings = self._port, self.settings
        if self._state is DeviceState.STOPPED:
            self._set_state(DeviceState.INITIALIZING, None)
        port.setPortName(location)
        port.setBaudRate(settings.baud)
        port.setDataBits(QSerialPort.DataBits(settings.data_bits))
        port.setParity(_PARITY[settings.parity])
        port.setStopBits(_STOP_BITS[settings.stop_bits])
        if not port.open(QIODevice.OpenModeFlag.ReadWrite):
            self._lose(_REASONS.get(port.error(), SerialReason.PORT_FAILED), port.errorString())
            return
        port.setDataTerminalReady(True)
        port.clear(QSerialPort.Direction.Input)
        self._attempts = 0
        self._set_state(DeviceState.READY, None)

    def _location(self) -> str | SerialReason:
        """Where the port is now."""
        usb = self.settings.usb
        return self.settings.port if usb is None else find_usb(usb, self._seen())

    def _failed(self, error: QSerialPort.SerialPortError) -> None:
        """The open port reports an error: unplugged, as a rule."""
        if error not in _HARMLESS and self._state is DeviceState.READY:
            reason = _REASONS.get(error, SerialReason.PORT_FAILED)
            self._lose(reason, self._port.errorString())

    def _lose(self, reason: SerialReason, detail: str) -> None:
        """Say so, call what waits a fragment, and look for the port again."""
        wait = self._back_off[min(self._attempts, len(self._back_off) - 1)]
        self._attempts += 1
        facts = {"device": self.settings.name, "port": self.settings.where, "detail": detail}
        fragments = self._reader.abort()
        self._let_go()
        self._again.start(wait)
        self._set_state(DeviceState.ERROR, SerialTrouble(reason, facts))
        self._hand_up(fragments)

    def _let_go(self) -> None:
        """No timer runs and the port is closed."""
        for timer in (self._again, self._silence, self._grace):
            timer.stop()
        if self._port.isOpen():
            self._port.close()

    def _set_state(self, state: DeviceState, trouble: SerialTrouble | None) -> None:
        if (state, trouble) != (self._state, self._trouble):
            self._state, self._trouble = state, trouble
            self.state_changed.emit()

    def _read(self) -> None:
        """Take what has arrived."""
        self._grace.stop()
        chunk = cast("bytes", self._port.readAll().data())
        frames = self._reader.feed(chunk)
        if self._reader.open:
            self._silence.start()
        else:
            self._silence.stop()
        self._hand_up(frames)

    def _hand_up(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            self._framed(frame)


class SerialScanner:
    """Scanner port over a serial line.

    Attributes:
        line: the port and its state.
    """

    def __init__(
        self, settings: SerialSettings, clock: Clock, *, back_off_ms: tuple[int, ...] = BACK_OFF_MS
    ) -> None:
        self._clock = clock
        self._deliver: Callable[[RawScan], None] | None = None
        self.line = SerialLine(settings, self._framed, back_off_ms=back_off_ms)

    @property
    def state(self) -> DeviceState:
        """State of the line."""
        return self.line.state

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Open the port and deliver scans on the UI thread."""
        self._deliver = deliver
        self.line.start()

    def stop(self) -> None:
        """Close the port; no call follows."""
        self._deliver = None
        self.line.stop()

    def _framed(self, frame: Frame) -> None:
        if self._deliver is None:
            return
        name, prefix = self.line.settings.name, self.line.settings.prefix.encode("ascii")
        fault = frame.fault
        if fault is None and not frame.data.startswith(prefix):
            fault = Unreadable.PREFIX_MISSING
        notes = () if fault is None else (Note.UNREADABLE, fault)
        data = frame.data.removeprefix(prefix)
        self._deliver(RawScan(data, name, self._clock.now(), notes))


class SerialGauge:
    """A gauge, a multiplexer of gauges, or a scale on a serial line.

    Attributes:
        line: the port and its state.
    """

    def __init__(
        self,
        settings: SerialSettings,
        clock: Clock,
        gauge: Callable[[GaugeReading], None],
        *,
        back_off_ms: tuple[int, ...] = BACK_OFF_MS,
    ) -> None:
        self._clock, self._gauge = clock, gauge
        self._parse = _PARSERS[settings.role]
        self.line = SerialLine(settings, self._framed, back_off_ms=back_off_ms)

    @property
    def state(self) -> DeviceState:
        """State of the line."""
        return self.line.state

    def start(self) -> None:
        """Open the port and hand up readings on the UI thread."""
        self.line.start()

    def stop(self) -> None:
        """Close the port; no reading follows."""
        self.line.stop()

    def request(self, request: WeightRequest) -> bool:
        """Ask a scale for its weight; False if this is no scale or the line is not open."""
        is_scale = self.line.settings.role is SerialRole.SCALE
        return is_scale and self.line.write(request.data)

    def _framed(self, frame: Frame) -> None:
        if self.line.state is DeviceState.STOPPED:
            return
        name = self.line.settings.name
        now = self._clock.now()
        if frame.fault is not None:
            problem = SentReason.GAUGE_NOT_UNDERSTOOD
            self._gauge(GaugeReading("", name, now, taught=True, problem=problem))
            return
        read = self._parse(frame.data)
        gauge = self.line.settings.gauge_on(read.channel)
        unknown = SentReason.GAUGE_CHANNEL_UNKNOWN if gauge is None else None
        value = "" if read.problem else read.value
        self._gauge(GaugeReading(value, name, now, True, gauge, read.unit, read.problem or unknown))
