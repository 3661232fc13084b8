"""Serial devices of this machine in the settings file: `[[devices]]`, one table each."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qtrace.app.problems import SetupReason
from qtrace.app.unfit import UnfitError, one_number_of, one_of, text
from qtrace.domain.scanners.device_entry import (
    BAUD_RATES,
    LONGEST_NAME,
    LONGEST_PREFIX,
    TAKEN_NAMES,
)
from qtrace.scanning.frames import Terminator
from qtrace.scanning.serial_settings import (
    DATA_BITS,
    Parity,
    SerialRole,
    SerialSettings,
    StopBits,
    UsbIdentity,
)

MOST_DEVICES = 16


def _name(value: object) -> str:
    name = text(value)
    if not name.strip() or len(name) > LONGEST_NAME or name in TAKEN_NAMES:
        allowed = f"1 - {LONGEST_NAME} characters, not {', '.join(sorted(TAKEN_NAMES))}"
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed)
    return name


def _usb(value: object) -> UsbIdentity | None:
    word = text(value)
    try:
        return UsbIdentity.parse(word) if word else None
    except ValueError:
        allowed = "vvvv:pppp, vvvv:pppp:serial"
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed) from None


def _prefix(value: object) -> str:
    signs = text(value)
    if len(signs) > LONGEST_PREFIX or not (signs.isascii() and signs.isprintable()):
        allowed = f"0 - {LONGEST_PREFIX} printable ASCII characters"
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed)
    return signs


def _channels(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, '{ "1" = "gauge number" }')
    return tuple((text(channel), text(gauge)) for channel, gauge in value.items())


_CONVERTERS: Mapping[str, Callable[[object], Any]] = {
    "name": _name,
    "port": text,
    "usb": _usb,
    "role": one_of(SerialRole),
    "baud": one_number_of(BAUD_RATES),
    "data_bits": one_number_of(DATA_BITS),
    "parity": one_of(Parity),
    "stop_bits": one_of(StopBits),
    "terminator": one_of(Terminator),
    "prefix": _prefix,
    "gauge": text,
    "channels": _channels,
}


def read_devices(value: object) -> tuple[SerialSettings, ...]:
    """The devices of the file.

    Raises:
        UnfitError: the first thing that does not fit, with the number of its device.
    """
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, "[[devices]]")
    if len(value) > MOST_DEVICES:
        allowed = f"0 - {MOST_DEVICES} [[devices]]"
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed, shown=str(len(value)))
    devices: list[SerialSettings] = []
    for number, table in enumerate(value, start=1):
        device = _device(table, f"[{number}]")
        if any(known.name == device.name for known in devices):
            raise _unfit(f"[{number}].name", device.name, "a name of its own")
        devices.append(device)
    return tuple(devices)


def _device(table: Mapping[str, object], place: str) -> SerialSettings:
    values: dict[str, Any] = {}
    for key, value in table.items():
        convert = _CONVERTERS.get(key)
        if convert is None:
            allowed = ", ".join(_CONVERTERS)
            reason = SetupReason.CONFIG_UNKNOWN_KEY
            raise UnfitError(reason, allowed, inner=f"{place}.{key}")
        try:
            values[key] = convert(value)
        except UnfitError as unfit:
            is_type = unfit.reason is SetupReason.CONFIG_WRONG_TYPE
            shown = type(value).__name__ if is_type else str(value)
            raise UnfitError(
                unfit.reason, unfit.allowed, inner=f"{place}.{key}", shown=shown
            ) from None
    return _whole(values, place)


def _whole(values: dict[str, Any], place: str) -> SerialSettings:
    """The device, if its parts belong together."""
    if "name" not in values:
        raise _unfit(f"{place}.name", "", f"1 - {LONGEST_NAME} characters")
    device = SerialSettings(**values)
    if bool(device.port) is (device.usb is not None):
        raise _unfit(f"{place}.port", device.where, "either port or usb")
    if device.role is SerialRole.HID and device.usb is None:
        raise _unfit(f"{place}.usb", device.where, "usb, for a scanner with role hid")
    if device.prefix and device.role is not SerialRole.SCANNER:
        raise _unfit(f"{place}.prefix", device.prefix, "a prefix, for scanners alone")
    if device.role.measures is not bool(device.gauge or device.channels):
        allowed = "gauge or channels, for gauges and scales alone"
        raise _unfit(f"{place}.gauge", device.gauge, allowed)
    return device


def _unfit(inner: str, shown: str, allowed: str) -> UnfitError:
    return UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed, inner=inner, shown=shown)


def toml_of_devices(devices: tuple[SerialSettings, ...]) -> Iterator[str]:
    """Lines of the file, behind all other settings."""
    for device in devices:
        yield ""
        yield "[[devices]]"
        values: dict[str, str | int] = {
            "name": device.name,
            "port": device.port,
            "usb": str(device.usb or ""),
            "role": device.role.value,
            "baud": device.baud,
            "data_bits": device.data_bits,
            "parity": device.parity.value,
            "stop_bits": device.stop_bits.value,
            "terminator": device.terminator.value,
            "prefix": device.prefix,
            "gauge": device.gauge,
        }
        for key, value in values.items():
            yield f"{key} = {toml_value(value)}"
        inside = ", ".join(f"{toml_value(a)} = {toml_value(b)}" for a, b in device.channels)
        yield f"channels = {{ {inside} }}" if inside else "channels = {}"


def toml_value(value: str | int) -> str:
    """`value` as TOML: a JSON string is a TOML basic string, DEL apart."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
