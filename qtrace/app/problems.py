"""What can be wrong with this machine's set-up, as values with a stable code and a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.i18n import N_, Translator


class SetupReason(StrEnum):
    """Why the program cannot use a setting, a folder or a lock."""

    CONFIG_UNREADABLE = "CONFIG_UNREADABLE"
    CONFIG_NOT_TOML = "CONFIG_NOT_TOML"
    CONFIG_UNKNOWN_KEY = "CONFIG_UNKNOWN_KEY"
    CONFIG_WRONG_TYPE = "CONFIG_WRONG_TYPE"
    CONFIG_BAD_VALUE = "CONFIG_BAD_VALUE"
    CONFIG_NOT_SAVED = "CONFIG_NOT_SAVED"
    STATION_TAKEN = "STATION_TAKEN"
    LOCK_UNAVAILABLE = "LOCK_UNAVAILABLE"


SENTENCES: Mapping[SetupReason, str] = {
    SetupReason.CONFIG_UNREADABLE: N_("The settings file {file} cannot be read: {detail}"),
    SetupReason.CONFIG_NOT_TOML: N_("The settings file {file} is not valid TOML: {detail}"),
    SetupReason.CONFIG_UNKNOWN_KEY: N_(
        "{file}: there is no setting “{key}”. The settings are: {allowed}"
    ),
    SetupReason.CONFIG_WRONG_TYPE: N_("{file}: “{key}” must be {allowed}, not {detail}"),
    SetupReason.CONFIG_BAD_VALUE: N_("{file}: “{key}” cannot be “{detail}”. Allowed: {allowed}"),
    SetupReason.CONFIG_NOT_SAVED: N_("The settings file {file} cannot be written: {detail}"),
    SetupReason.STATION_TAKEN: N_(
        "Station {station} is already open on this machine (process {detail}). "
        "Close it there or choose another station"
    ),
    SetupReason.LOCK_UNAVAILABLE: N_("The lock file {file} cannot be made: {detail}"),
}


@dataclass(frozen=True, slots=True)
class SetupProblem:
    """One thing that must be put right on this machine before the program can go on.

    Attributes:
        code: stable reason.
        facts: `file`, `key`, `station`, `detail`, `allowed`, as far as the reason has them.
    """

    code: SetupReason
    facts: Mapping[str, str] = field(default_factory=dict)

    def text(self, translator: Translator) -> str:
        """The problem as a sentence that says what to do."""
        return translator.say(SENTENCES[self.code], **self.facts)
