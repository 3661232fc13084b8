"""Sentences for a settings file that a page could not change."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

_PUT_RIGHT = N_("Put the file right, then save again")

SENTENCES: Mapping[str, tuple[str, str]] = {
    "CONFIG_UNREADABLE": (N_("The settings file {file} cannot be read: {detail}"), _PUT_RIGHT),
    "CONFIG_NOT_TOML": (N_("The settings file {file} is not valid TOML: {detail}"), _PUT_RIGHT),
    "CONFIG_UNKNOWN_KEY": (
        N_("{file}: there is no setting “{key}”. The settings are: {allowed}"),
        _PUT_RIGHT,
    ),
    "CONFIG_WRONG_TYPE": (N_("{file}: “{key}” must be {allowed}, not {detail}"), _PUT_RIGHT),
    "CONFIG_BAD_VALUE": (
        N_("{file}: “{key}” cannot be “{detail}”. Allowed: {allowed}"),
        _PUT_RIGHT,
    ),
    "CONFIG_NOT_SAVED": (
        N_("The settings file {file} cannot be written: {detail}"),
        N_("Check the rights of its folder and the free space, then save again"),
    ),
}
