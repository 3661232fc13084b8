"""Devices on lines, edited on their page: into the settings file, and into use at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qtrace.app.config import load_settings, save_settings
from qtrace.app.devices import StationDevices
from qtrace.app.problems import SetupProblem
from qtrace.domain.scanners.device_entry import (
    MEASURING,
    SCANNER,
    DeviceEntry,
    gauges_of,
    gauges_text,
    line_of,
    line_text,
)
from qtrace.ports import DeviceHeard, DeviceTrouble, Executor, Failure
from qtrace.scanning.frames import Terminator
from qtrace.scanning.serial_settings import (
    Parity,
    SerialRole,
    SerialSettings,
    StopBits,
    UsbIdentity,
)

Kept = Callable[[DeviceTrouble | None], None]


def entry_of(settings: SerialSettings) -> DeviceEntry:
    """A device as a person reads and writes it."""
    return DeviceEntry(
        name=settings.name,
        role=settings.role.value,
        port=settings.where,
        terminator=settings.terminator.value,
        prefix=settings.prefix,
        baud=settings.baud,
        line=line_text(settings.data_bits, settings.parity.value, settings.stop_bits.value),
        gauges=gauges_text(settings.gauge, settings.channels),
    )


def settings_of(entry: DeviceEntry) -> SerialSettings:
    """How a device without fault is connected; what its role has no use for is left out.

    Raises:
        ValueError: the entry has a fault.
    """
    line = line_of(entry.line)
    gauges = gauges_of(entry.gauges) if entry.role in MEASURING else ("", ())
    if line is None or gauges is None:
        raise ValueError(f"{entry.name} is not set up right")
    data_bits, parity, stop_bits = line
    return SerialSettings(
        entry.name,
        port="" if entry.by_usb else entry.port,
        usb=UsbIdentity.parse(entry.port) if entry.by_usb else None,
        role=SerialRole(entry.role),
        baud=entry.baud,
        data_bits=data_bits,
        parity=Parity(parity),
        stop_bits=StopBits(stop_bits),
        terminator=Terminator(entry.terminator),
        prefix=entry.prefix if entry.role == SCANNER else "",
        gauge=gauges[0],
        channels=gauges[1],
    )


class DeviceKeeping:
    """The port of the devices' page over the station's devices and the settings file.

    Args:
        devices: the devices in use.
        executor: writes the file off the UI thread.
        file: the settings file.
    """

    def __init__(self, devices: StationDevices, executor: Executor, file: Path) -> None:
        self._devices, self._executor, self._file = devices, executor, file

    def entries(self) -> tuple[DeviceEntry, ...]:
        """The devices in use."""
        return tuple(entry_of(each) for each in self._devices.settings())

    def ports(self) -> tuple[str, ...]:
        """Names of the ports that are there now, USB devices by their identity."""
        from qtrace.scanning.qt_serial import port_names

        return port_names()

    def keep(self, entries: tuple[DeviceEntry, ...], then: Kept) -> None:
        """Store these devices and use them at once.

        Raises:
            ValueError: a new or changed entry has a fault.
        """
        # A device that nobody changed stays as the file has it, whatever a form can say.
        known = {entry_of(each): each for each in self._devices.settings()}
        wanted = tuple(known.get(entry) or settings_of(entry) for entry in entries)

        def job() -> SetupProblem | None:
            settings = load_settings(self._file)
            if isinstance(settings, SetupProblem):
                return settings
            return save_settings(replace(settings, devices=wanted), self._file)

        def done(result: SetupProblem | Failure | None) -> None:
            if isinstance(result, Failure):
                detail = type(result.error).__name__
                then(DeviceTrouble("INTERNAL_ERROR", {"detail": detail}))
            elif result is not None:
                then(DeviceTrouble(result.code.value, result.facts))
            else:
                self._devices.use(wanted)
                then(None)

        self._executor.read(job, done)

    def listen(self, heard: Callable[[DeviceHeard], None]) -> None:
        """Everything that devices send goes to `heard`."""
        self._devices.listen(heard)

    def stop(self) -> None:
        """Scans and readings go their usual way."""
        self._devices.listen(None)
