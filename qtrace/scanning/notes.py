"""Facts that travel with a scan: what was seen on the way, and why a burst is not used."""

from enum import StrEnum


class Note(StrEnum):
    """What the layer under a scan saw; facts for the device's health, never a repair."""

    GS_CTRL = "gs_ctrl"
    GS_F8 = "gs_key_f8"
    GS_ALT = "gs_alt"
    GS_TEXT = "gs_text"
    GS_SUBSTITUTE = "gs_substitute"
    ALT_CODES = "alt_codes"
    AUTO_REPEAT = "auto_repeat"
    CAPS = "caps"
    IME = "ime"
    NON_ASCII = "non_ascii"
    FULL_WIDTH = "full_width"
    NO_SUFFIX = "no_suffix"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    UNREADABLE = "unreadable"


class Unreadable(StrEnum):
    """Why a burst is kept and shown but not used; stands among the notes beside `unreadable`."""

    SHORT = "too_short"
    FRAGMENT = "fragment"
    TAIL = "tail_of_a_burst"
    AFTER_KEYS = "began_with_typing"
    FOREIGN_KEY = "foreign_key"
    IME = "input_method"
    TOO_LONG = "too_long"
    SUFFIX_MISSING = "suffix_missing"
    PREFIX_MISSING = "prefix_missing"
