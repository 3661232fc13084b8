"""What arrived when one code was scanned, before anybody takes anything away from it."""

from dataclasses import dataclass
from enum import StrEnum


class GsWay(StrEnum):
    """How a scanner sends the separator of GS1 data."""

    CONTROL = "control"
    CTRL_KEY = "ctrl_key"
    F8 = "f8"
    ALT = "alt"
    TEXT = "text"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True)
class Heard:
    """One scan as it came.

    Attributes:
        text: the characters, prefix and suffix too; keys that stand for GS are 0x1D.
        gaps_ms: times between its keys, milliseconds; empty where there are none (serial ports).
        ways: keys that were pressed for GS.
        lost: a key came that stands for no character.
        composed: an input method took some of the keys.
    """

    text: str
    gaps_ms: tuple[int, ...] = ()
    ways: frozenset[GsWay] = frozenset()
    lost: bool = False
    composed: bool = False

    @property
    def full_width(self) -> bool:
        """True if it has characters as wide as Chinese ones: an input method makes them."""
        return any(is_full_width(sign) for sign in self.text)


def is_full_width(sign: str) -> bool:
    """True for full-width letters and digits, and for Chinese punctuation."""
    return "\u3000" <= sign <= "\u303f" or "\uff01" <= sign <= "\uff5e" or sign in "“”‘’…—￥"
