"""Keyboard layouts as data, and what a code becomes when scanner and computer disagree.

A keyboard scanner knows which keys make a text on its own layout and presses them; the computer
reads the keys by its layout. Only what is certain is said: dead keys and keys that one layout has
and the other has not come out in more than one way, so they match whatever came.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final


class Layout(StrEnum):
    """Keyboard layouts that scanners can be set to; China types on the US one."""

    US = "us"
    GB = "gb"
    DE = "de"
    FR = "fr"
    ES = "es"
    IT = "it"
    JP = "jp"


@dataclass(frozen=True, slots=True)
class LayoutPair:
    """The layout a scanner types for, and the one the computer reads by."""

    scanner: Layout
    host: Layout

    @property
    def agrees(self) -> bool:
        """True if codes arrive as they were read."""
        return self.scanner is self.host


RIGHT: Final = LayoutPair(Layout.US, Layout.US)
"""Any layout that both agree on; which one nobody needs to know."""

#: A key, or a level of it, that does not give one certain character.
_NONE: Final = "·"
#: Dead keys: the accent waits for the next key. Written as combining characters.
_DEAD: Final = "\u0300\u0301\u0302\u0303\u0308"

# Keys without Shift, with Shift and with AltGr; one character a key: the row of digits, then the
# rows below, as they lie on a US keyboard, and last the key between left Shift and Z that only ISO
# keyboards have.
# Source: ISO/IEC 9995-2 places; layouts as in xkeyboard-config and the Windows keyboard tables.
_TABLE: Final[dict[Layout, tuple[str, str, str]]] = {
    Layout.US: (
        "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./·",
        '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?·',
        "",
    ),
    Layout.GB: (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./\\",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?|',
        "",
    ),
    Layout.DE: (
        "\u03021234567890ß\u0301qwertzuiopü+#asdfghjklöäyxcvbnm,.-<",
        "°!\"§$%&/()=?\u0300QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_>",
        "··²³···{[]}\\·@·€········~··················µ···|",
    ),
    Layout.FR: (
        "²&é\"'(-è_çà)=azertyuiop\u0302$*qsdfghjklmùwxcvbn,;:!<",
        "·1234567890°+AZERTYUIOP\u0308£µQSDFGHJKLM%WXCVBN?./§>",
        "··\u0303#{[|\u0300\\^@]}··€········¤·······················",
    ),
    Layout.ES: (
        "º1234567890'¡qwertyuiop\u0300+çasdfghjklñ\u0301zxcvbnm,.-<",
        'ª!"·$%&/()=?¿QWERTYUIOP\u0302*ÇASDFGHJKLÑ\u0308ZXCVBNM;:_>',
        "\\|@#\u0303€¬········€·······[]}··········{···········",
    ),
    Layout.IT: (
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-<",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_>',
        "···············€·······[]··········@#···········",
    ),
    Layout.JP: (
        "·1234567890-^qwertyuiop@[]asdfghjkl;:zxcvbnm,./·",
        "·!\"#$%&'()·=~QWERTYUIOP`{}ASDFGHJKL+*ZXCVBNM<>?·",
        "",
    ),
}

PAIRS: Final = tuple(
    LayoutPair(scanner, host) for scanner in Layout for host in Layout if scanner is not host
)
"""Every way in which two of the layouts disagree."""

_ANY: Final = ".?"


@cache
def _places(layout: Layout) -> dict[str, tuple[int, int]]:
    """Level and key of each character; the level that needs fewer fingers wins."""
    found: dict[str, tuple[int, int]] = {}
    for level, keys in enumerate(_TABLE[layout]):
        for key, sign in enumerate(keys):
            if sign != _NONE:
                found.setdefault(sign, (level, key))
    return found


def character(layout: Layout, level: int, key: int) -> str:
    """What a key gives: a character, a combining one for a dead key, empty if nobody can say.

    Args:
        layout: of the computer.
        level: 0 alone, 1 with Shift, 2 with AltGr.
        key: 0 to 47, in the order of the table.
    """
    keys = _TABLE[layout][level]
    return keys[key].replace(_NONE, "") if keys else ""


def place(layout: Layout, sign: str) -> tuple[int, int] | None:
    """Level and key with which `layout` types `sign`; None if it has no key of its own there."""
    return _places(layout).get(sign)


def is_dead(sign: str) -> bool:
    """True for what a dead key gives."""
    return bool(sign) and sign in _DEAD


def swapped_case(sign: str) -> str:
    """`sign` as Caps Lock makes it; characters whose other case is no single one stay."""
    other = sign.swapcase()
    return other if len(other) == 1 else sign


def pattern(text: str, pair: LayoutPair, *, caps: bool) -> str:
    """Regular expression of what arrives when `text` is scanned.

    Args:
        text: printable ASCII.
        pair: layouts of scanner and computer.
        caps: Caps Lock is on and the scanner does not know it.
    """
    parts: list[str] = []
    waiting = 0  # dead keys whose accent has not come out yet
    for sign in text:
        arrived = sign if sign == " " or pair.agrees else _arrives(sign, pair)
        if waiting:
            parts.pop()
        if waiting or is_dead(arrived):
            # The accents, the accents and this sign, all in one, or nothing.
            parts.append(f".{{0,{waiting + 1}}}")
            waiting = waiting + 1 if is_dead(arrived) else 0
            continue
        shown = swapped_case(arrived) if caps else arrived
        parts.append(re.escape(shown) if shown else _ANY)
    return "".join(parts)


def _arrives(sign: str, pair: LayoutPair) -> str:
    """What one character becomes; empty if nobody can say."""
    found = place(pair.scanner, sign)
    return "" if found is None else character(pair.host, *found)


def retyped(text: str, pair: LayoutPair) -> str | None:
    """What the scanner must have read if the layouts are `pair`; None if it cannot be them.

    For a hint only: a code that was read so is never used.
    """
    signs = []
    for sign in text:
        found = None if sign <= " " else place(pair.host, sign)
        read = sign if sign <= " " else character(pair.scanner, *found) if found else ""
        if not read or is_dead(read):
            return None
        signs.append(read)
    return "".join(signs)
