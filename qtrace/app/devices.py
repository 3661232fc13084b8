"""The scanners, gauges and scales of the station: made from the settings, watched, shown."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qtrace.domain.gauge_readings import SentReading
from qtrace.ports import Clock, DeviceHeard, DeviceState, RawScan
from qtrace.scanning.events import GaugeReading
from qtrace.scanning.notes import Note
from qtrace.scanning.router import DeviceCounters
from qtrace.scanning.serial_settings import SerialRole, SerialSettings
from qtrace.services.outcomes import Refusal
from qtrace.ui.devices import DeviceCounts, DeviceRow

if TYPE_CHECKING:
    from qtrace.scanning.qt_hid_pos import HidPosScanner
    from qtrace.scanning.qt_serial import SerialGauge, SerialScanner

NO_SEPARATORS = "SCANNER_SENDS_NO_GS"
CAMERA = "camera"
SCANNER = "scanner"


def sent_of(reading: GaugeReading) -> SentReading:
    """A reading as the screens take it."""
    return SentReading(
        reading.text, reading.gauge or "", reading.unit, reading.problem, reading.device
    )


class StationDevices(QObject):
    """Every device of the station; without configured ones no driver is loaded.

    Args:
        settings: devices on serial ports.
        clock: wall time of scans and readings.
        scan: gets the scans.
        gauge: gets the readings.
        counters: how every device that has delivered something is doing.

    Signals:
        changed: a device has another state, or something is to be said about it.
    """

    changed = Signal()

    def __init__(
        self,
        settings: tuple[SerialSettings, ...],
        clock: Clock,
        scan: Callable[[RawScan], None],
        gauge: Callable[[GaugeReading], None],
        counters: Callable[[], Mapping[str, DeviceCounters]],
    ) -> None:
        super().__init__()
        self._clock, self._scan, self._gauge, self._counters = clock, scan, gauge, counters
        self._advised: dict[str, str] = {}
        self._tap: Callable[[DeviceHeard], None] | None = None
        self._settings = settings
        self._scanners: tuple[HidPosScanner | SerialScanner, ...] = ()
        self._gauges: tuple[SerialGauge, ...] = ()
        if settings:
            self._make(settings)

    def _make(self, settings: tuple[SerialSettings, ...]) -> None:
        from qtrace.scanning.qt_serial import SerialGauge

        self._scanners = tuple(self._scanner(each) for each in settings if not each.role.measures)
        self._gauges = tuple(
            SerialGauge(each, self._clock, self._measured)
            for each in settings
            if each.role.measures
        )
        for device in self._all:
            device.line.state_changed.connect(self.changed)

    def _scanner(self, settings: SerialSettings) -> "HidPosScanner | SerialScanner":
        if settings.role is SerialRole.HID:
            from qtrace.scanning.qt_hid_pos import HidPosScanner

            return HidPosScanner(settings, self._clock)
        from qtrace.scanning.qt_serial import SerialScanner

        return SerialScanner(settings, self._clock)

    @property
    def _all(self) -> "tuple[HidPosScanner | SerialScanner | SerialGauge, ...]":
        return (*self._scanners, *self._gauges)

    def start(self) -> None:
        """Open the ports; what is not plugged in is waited for."""
        for scanner in self._scanners:
            scanner.start(self._scanned)
        for gauge in self._gauges:
            gauge.start()

    def stop(self) -> None:
        """Close the ports."""
        for device in self._all:
            device.stop()

    def use(self, settings: tuple[SerialSettings, ...]) -> None:
        """Use these devices in place of the ones before, at once."""
        self.stop()
        for device in self._all:
            device.line.deleteLater()
        self._settings = settings
        self._scanners, self._gauges = (), ()
        if settings:
            self._make(settings)
            self.start()
        self.changed.emit()

    def settings(self) -> tuple[SerialSettings, ...]:
        """How the devices in use are connected, in their order."""
        return self._settings

    def listen(self, tap: Callable[[DeviceHeard], None] | None) -> None:
        """Hand everything that devices send to `tap`, until it is None again."""
        self._tap = tap

    def _scanned(self, raw: RawScan) -> None:
        if self._tap is None:
            self._scan(raw)
        else:
            fault = raw.notes[-1] if Note.UNREADABLE in raw.notes else ""
            self._tap(DeviceHeard(raw.device, raw.data, fault))

    def _measured(self, reading: GaugeReading) -> None:
        if self._tap is None:
            self._gauge(reading)
        else:
            said = " ".join(filter(None, (reading.gauge, reading.text, reading.unit)))
            fault = reading.problem.value if reading.problem is not None else ""
            self._tap(DeviceHeard(reading.device, said.encode(), fault))

    def counted(self) -> None:
        """A scan was counted: say so if a device now needs advice, or needs it no more."""
        advised = {row.name: row.advice.code for row in self.rows() if row.advice is not None}
        if advised != self._advised:
            self._advised = advised
            self.changed.emit()

    def rows(self) -> tuple[DeviceRow, ...]:
        """Every device as it is now: the configured ones, then others that have delivered."""
        counters = dict(self._counters())
        rows = []
        for device in self._all:
            line = device.line
            trouble = line.trouble
            settings = line.settings
            own = counters.pop(settings.name, DeviceCounters())
            rows.append(
                DeviceRow(
                    settings.name,
                    settings.role.value if settings.role.measures else SCANNER,
                    settings.where,
                    line.state,
                    counts_of(own),
                    Refusal(trouble.code.value, trouble.facts) if trouble else None,
                    advice_for(settings.name, own, types=False),
                )
            )
        rows.extend(
            DeviceRow(
                name,
                SCANNER,
                "",
                DeviceState.READY,
                counts_of(own),
                None,
                advice_for(name, own, types=name != CAMERA),
            )
            for name, own in counters.items()
        )
        return tuple(rows)


def counts_of(counters: DeviceCounters) -> DeviceCounts:
    """The counters as the screens show them."""
    return DeviceCounts(
        counters.reads,
        counters.suspects,
        counters.refusals,
        counters.separators_seen,
        counters.separators_possible,
    )


def advice_for(name: str, counters: DeviceCounters, *, types: bool = True) -> Refusal | None:
    """What should be put right about a device that works, or None.

    Args:
        name: of the device.
        counters: how it is doing.
        types: it is a keyboard, so that layout and Caps Lock matter.
    """
    wrong = counters.wrong_keys
    if types and wrong is not None:
        return Refusal(wrong.code.value, {**wrong.facts, "device": name})
    if not counters.sends_no_separators:
        return None
    return Refusal(NO_SEPARATORS, {"device": name, "n": str(counters.separators_possible)})
