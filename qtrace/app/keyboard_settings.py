"""Keyboard devices of this machine in the settings file: `[[keyboards]]`, one table each."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qtrace.app.device_settings import toml_value
from qtrace.app.problems import SetupReason
from qtrace.app.unfit import UnfitError, one_of, text
from qtrace.domain.codes.characters import CSET82
from qtrace.domain.scanners.device_entry import LONGEST_NAME, TAKEN_NAMES
from qtrace.scanning.classify import WEDGE
from qtrace.scanning.profiles import GS_TEXTS, DeviceProfile, DeviceRole

MOST_KEYBOARDS = 8
LONGEST_SIGNS = 16
_TAKEN = TAKEN_NAMES - {WEDGE.name}


def _name(value: object) -> str:
    name = text(value)
    if not name.strip() or len(name) > LONGEST_NAME or name in _TAKEN:
        allowed = f"1 - {LONGEST_NAME} characters, not {', '.join(sorted(_TAKEN))}"
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed)
    return name


def _signs(value: object) -> str:
    """What a scanner sends around a code; control characters are what it is about."""
    if not isinstance(value, str):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, '"text"')
    if len(value) > LONGEST_SIGNS:
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, f"0 - {LONGEST_SIGNS} characters")
    return value


def _substitute(value: object) -> str:
    sign = _signs(value)
    if len(sign) > 1 or (sign and sign in CSET82):
        raise UnfitError(
            SetupReason.CONFIG_BAD_VALUE, "one character that no GS1 data has, or none"
        )
    return sign


def _gs_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, '[ "{GS}" ]')
    texts = tuple(_signs(each) for each in value)
    if not all(texts):
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, "texts that are not empty", shown='""')
    return texts


_CONVERTERS: Mapping[str, Callable[[object], Any]] = {
    "name": _name,
    "role": one_of(DeviceRole),
    "prefix": _signs,
    "suffix": _signs,
    "gs_substitute": _substitute,
    "gs_texts": _gs_texts,
}


def read_keyboards(value: object) -> tuple[DeviceProfile, ...]:
    """The keyboard devices of the file.

    Raises:
        UnfitError: the first thing that does not fit, with the number of its device.
    """
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, "[[keyboards]]")
    if len(value) > MOST_KEYBOARDS:
        allowed = f"0 - {MOST_KEYBOARDS} [[keyboards]]"
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed, shown=str(len(value)))
    known: list[DeviceProfile] = []
    for number, table in enumerate(value, start=1):
        profile = _profile(table, f"[{number}]")
        if any(other.name == profile.name for other in known):
            raise _unfit(f"[{number}].name", profile.name, "a name of its own")
        known.append(profile)
    return tuple(known)


def _profile(table: Mapping[str, object], place: str) -> DeviceProfile:
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
            shown = unfit.shown or (type(value).__name__ if is_type else str(value))
            inner = f"{place}.{key}"
            raise UnfitError(unfit.reason, unfit.allowed, inner=inner, shown=shown) from None
    if "name" not in values:
        raise _unfit(f"{place}.name", "", f"1 - {LONGEST_NAME} characters")
    return DeviceProfile(**{"gs_texts": GS_TEXTS, **values})


def _unfit(inner: str, shown: str, allowed: str) -> UnfitError:
    return UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed, inner=inner, shown=shown)


def toml_of_keyboards(profiles: tuple[DeviceProfile, ...]) -> Iterator[str]:
    """Lines of the file, behind all other settings."""
    for profile in profiles:
        yield ""
        yield "[[keyboards]]"
        values = {
            "name": profile.name,
            "role": profile.role.value,
            "prefix": profile.prefix,
            "suffix": profile.suffix,
            "gs_substitute": profile.gs_substitute,
        }
        for key, value in values.items():
            yield f"{key} = {toml_value(value)}"
        yield f"gs_texts = [{', '.join(map(toml_value, profile.gs_texts))}]"
