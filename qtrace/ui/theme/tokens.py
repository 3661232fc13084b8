"""The colours of the house, once: every painted pixel takes its colour from here.

Source: visual design §6. A test computes contrast and colour distance from these very values.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from PySide6.QtGui import QColor


class Status(StrEnum):
    """What a verdict can be; each has its own shape, word, colour and sound."""

    OK = "ok"
    BLOCKED = "blocked"
    HOLD = "hold"
    INFO = "info"
    NEUTRAL = "neutral"


class Ink(StrEnum):
    """Names of the plain colour tokens."""

    BG = "bg"
    SURFACE = "surface"
    SUNKEN = "sunken"
    TEXT = "text"
    TEXT2 = "text2"
    CONTROL = "control"
    LINE = "line"
    PRIMARY = "primary"
    FOCUS = "focus"
    ON_PRIMARY = "on_primary"


class ThemeName(StrEnum):
    """The two themes."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class StatusColours:
    """A status fill, the only text colour allowed on it, and the outline it needs."""

    fill: str
    text: str
    outline: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours of one theme as `#RRGGBB`."""

    name: ThemeName
    bg: str
    surface: str
    sunken: str
    text: str
    text2: str
    control: str
    line: str
    primary: str
    focus: str
    on_primary: str
    ok: StatusColours
    blocked: StatusColours
    hold: StatusColours
    info: StatusColours
    neutral: StatusColours

    def ink(self, ink: Ink) -> str:
        """The colour of a plain token."""
        value: str = getattr(self, ink.value)
        return value

    def status(self, status: Status) -> StatusColours:
        """The colours of a status."""
        value: StatusColours = getattr(self, status.value)
        return value


LIGHT = Tokens(
    name=ThemeName.LIGHT,
    bg="#F3F5F7",
    surface="#FFFFFF",
    sunken="#E6EAEE",
    text="#15202B",
    text2="#4A5765",
    control="#6B7682",
    line="#C3CBD3",
    primary="#0B5CAD",
    focus="#0B5CAD",
    on_primary="#FFFFFF",
    ok=StatusColours("#018466", "#FFFFFF"),
    blocked=StatusColours("#C3060F", "#FFFFFF"),
    hold=StatusColours("#FCBE30", "#15202B", "#15202B"),
    info=StatusColours("#2373B8", "#FFFFFF"),
    neutral=StatusColours("#3A414C", "#FFFFFF"),
)

DARK = Tokens(
    name=ThemeName.DARK,
    bg="#12181E",
    surface="#1B232B",
    sunken="#0C1115",
    text="#EEF2F5",
    text2="#AEBAC6",
    control="#7D8A97",
    line="#36424E",
    primary="#6CB4F5",
    focus="#8CC8FF",
    on_primary="#0C1115",
    ok=StatusColours("#58BA98", "#0C1115"),
    blocked=StatusColours("#F54B47", "#0C1115"),
    hold=StatusColours("#F9DC26", "#0C1115"),
    info=StatusColours("#569FF6", "#0C1115"),
    neutral=StatusColours("#D7E2F2", "#0C1115"),
)


def tokens_of(name: ThemeName) -> Tokens:
    """The tokens of a theme."""
    return DARK if name is ThemeName.DARK else LIGHT


@lru_cache(maxsize=256)
def colour(code: str) -> QColor:
    """The `QColor` of `#RRGGBB`; shared, so never change it in place."""
    return QColor(code)
