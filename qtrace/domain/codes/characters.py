"""Character sets of GS1 data and the cleaning every scanned text gets first.

Source: GS1 General Specifications, figures "GS1 AI encodable character set 82 / 39 / 64".
"""

import re
from typing import Final

from qtrace.domain.codes.reasons import CodeReason, Reason

GS: Final = "\x1d"
GS_SYMBOL: Final = "\u241d"
"""How a group separator is drawn on screen; accepted as input too."""

MAX_LENGTH: Final = 8192
"""Longest input that is looked at, in characters or bytes."""

CLASS_BY_SET: Final = {
    "N": "0-9",
    "X": '!"%-?A-Z_a-z',
    "Y": "#\\-/0-9A-Z",
    "Z": "0-9A-Z_a-z=\\-",
}
"""Regular-expression classes by set: digits, CSET 82, CSET 39, base64url."""

CSET82: Final = (
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
)
CSET32: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_FRAME: Final = "\x02\x03\ufeff\r\n\t"
_SUBSTITUTES: Final = frozenset("|~^#{}\\`@[]$ ")
_DIGITS: Final = re.compile(r"[0-9]+\Z")


def all_digits(text: str) -> bool:
    """True if `text` is one or more of 0-9; other scripts' digits are not digits here."""
    return _DIGITS.match(text) is not None


def strip_frame(text: str) -> tuple[str, int]:
    """Text without frame characters at its ends, and how many were taken from its start.

    Only STX, ETX, BOM, CR, LF and TAB go: a trailing space can be data.
    """
    rest = text.lstrip(_FRAME)
    return rest.rstrip(_FRAME), len(text) - len(rest)


def describe_character(character: str, position: int) -> Reason:
    """Reason why `character` cannot be data here, as exact as its kind allows."""
    facts = {"character": character, "hex": f"{ord(character):04X}"}
    code = CodeReason.ILLEGAL_CHARACTER
    number = ord(character)
    if 0xD800 <= number <= 0xDFFF:
        code, facts["character"] = CodeReason.SURROGATE, ""
    elif number < 0x20 or 0x7F <= number < 0xA0:
        code, facts["character"] = CodeReason.CONTROL_CHARACTER, ""
    elif number > 0x7F:
        code = CodeReason.NON_ASCII
    elif character in _SUBSTITUTES:
        code = CodeReason.SEPARATOR_REPLACED
    return Reason(code, position, facts)


def first_foreign(text: str) -> int | None:
    """Index of the first character that no code of ours can carry, if there is one."""
    if text.isascii() and text.isprintable():
        return None
    return next(
        (i for i, c in enumerate(text) if not (" " <= c <= "~" or c == GS)),
        None,
    )
