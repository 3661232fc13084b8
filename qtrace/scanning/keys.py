"""Names of keys as plain data: the numbers Qt gives them and the words key maps use.

The numbers are those of `Qt::Key` and `Qt::KeyboardModifier`, repeated here so that the burst
machine and the key maps stay free of Qt; a test compares every one with Qt's own.
"""

from typing import Final

SHIFT: Final = 0x02000000
CONTROL: Final = 0x04000000
ALT: Final = 0x08000000
META: Final = 0x10000000
KEYPAD: Final = 0x20000000

KEY_ESCAPE: Final = 0x01000000
KEY_TAB: Final = 0x01000001
KEY_BACKTAB: Final = 0x01000002
KEY_BACKSPACE: Final = 0x01000003
KEY_RETURN: Final = 0x01000004
KEY_ENTER: Final = 0x01000005
KEY_ALT: Final = 0x01000023
KEY_F1: Final = 0x01000030
KEY_F8: Final = 0x01000037
KEY_BRACKET_RIGHT: Final = 0x5D
KEY_UNKNOWN: Final = 0x01FFFFFF

#: Shift, Ctrl, Meta, Alt, Caps Lock, Num Lock, Scroll Lock and AltGr.
MODIFIER_KEYS: Final = frozenset(
    {
        0x01000020,
        0x01000021,
        0x01000022,
        KEY_ALT,
        0x01000024,
        0x01000025,
        0x01000026,
        0x01001103,
    }
)

NAMED_KEYS: Final[dict[int, str]] = {
    KEY_ESCAPE: "Esc",
    KEY_TAB: "Tab",
    KEY_BACKTAB: "Backtab",
    KEY_BACKSPACE: "Backspace",
    KEY_RETURN: "Enter",
    KEY_ENTER: "Enter",
    0x01000006: "Insert",
    0x01000007: "Delete",
    0x01000010: "Home",
    0x01000011: "End",
    0x01000012: "Left",
    0x01000013: "Up",
    0x01000014: "Right",
    0x01000015: "Down",
    0x01000016: "PageUp",
    0x01000017: "PageDown",
    0x20: "Space",
    **{KEY_F1 + number: f"F{number + 1}" for number in range(12)},
}

#: Keys that may act again and again while they are held down.
REPEATING: Final = frozenset(
    {"Left", "Right", "Up", "Down", "PageUp", "PageDown", "Backspace", "Delete", "Tab", "Backtab"}
)

_PREFIXES: Final = ((CONTROL, "Ctrl+"), (ALT, "Alt+"), (SHIFT, "Shift+"), (META, "Meta+"))


def _base_name(key: int) -> str:
    """Name of a key without its modifiers; empty when key maps cannot name it."""
    if key in NAMED_KEYS:
        return NAMED_KEYS[key]
    return chr(key) if 0x21 <= key <= 0x7E else ""


def combo_name(key: int, modifiers: int) -> str:
    """Name a key with its modifiers the way key maps write it; empty when it has no name.

    The keypad does not matter, and Shift does not matter for signs (it made them).

    Example:
        >>> combo_name(KEY_F8, 0), combo_name(ord("Z"), CONTROL), combo_name(ord("5"), KEYPAD)
        ('F8', 'Ctrl+Z', '5')
    """
    base = _base_name(key)
    if not base or key == KEY_BACKTAB:
        return base
    sign = len(base) == 1 and not base.isalpha()
    return "".join(
        word for bit, word in _PREFIXES if modifiers & bit and not (sign and bit == SHIFT)
    ) + (base)


def combo_parts(name: str) -> tuple[int, int]:
    """Key and modifiers of a combination written as `combo_name` writes it.

    Raises:
        ValueError: no key has this name.
    """
    modifiers = 0
    for bit, word in _PREFIXES:
        if name.startswith(word):
            modifiers |= bit
            name = name.removeprefix(word)
    if len(name) == 1:
        return ord(name.upper()), modifiers
    for key, known in NAMED_KEYS.items():
        if known == name:
            return key, modifiers
    raise ValueError(f"no key is called {name!r}")
