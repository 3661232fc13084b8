"""Values of a settings file that fit, and how one that does not is named."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from qtrace.app.problems import SetupReason

E = TypeVar("E", bound=StrEnum)


class UnfitError(Exception):
    """A value that a setting does not take.

    Attributes:
        reason: wrong type, bad value or unknown key.
        allowed: what the setting takes, in words of the file format.
        inner: which part of the setting it is, e.g. `[2].baud`; empty for the setting itself.
        shown: the value as a person sees it; empty: as the setting's own value is shown.
    """

    def __init__(
        self, reason: SetupReason, allowed: str, *, inner: str = "", shown: str = ""
    ) -> None:
        super().__init__(reason, allowed)
        self.reason = reason
        self.allowed = allowed
        self.inner = inner
        self.shown = shown


def text(value: object) -> str:
    """`value` as text on one line.

    Raises:
        UnfitError: it is none.
    """
    if not isinstance(value, str):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, '"text"')
    if any(ord(sign) < 32 for sign in value):
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, "text on one line")
    return value


def one_of(kind: type[E]) -> Callable[[object], E]:
    """A reader of one of the words of `kind`."""

    def convert(value: object) -> E:
        word = text(value)
        try:
            return kind(word)
        except ValueError:
            allowed = ", ".join(kind)
            raise UnfitError(SetupReason.CONFIG_BAD_VALUE, allowed) from None

    return convert


def one_number_of(allowed: tuple[int, ...]) -> Callable[[object], int]:
    """A reader of one of a few whole numbers."""

    def convert(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, "a whole number")
        if value not in allowed:
            raise UnfitError(SetupReason.CONFIG_BAD_VALUE, ", ".join(map(str, allowed)))
        return value

    return convert
