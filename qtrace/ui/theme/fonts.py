"""The product fonts, loaded from the shipped files, and the type roles made of them."""

from enum import StrEnum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from qtrace.domain.glyphs import Coverage, parse_coverage
from qtrace.reference import read_bytes

SANS_FAMILY = "QTrace Noto SC"
MONO_FAMILY = "QTrace Noto Mono"
FILES = (
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSansMono-Regular.ttf",
    "NotoSansMono-Bold.ttf",
)


class FontDamagedError(Exception):
    """A shipped font file is missing or unreadable: the installation is damaged."""


class TextRole(StrEnum):
    """What a text is for; size and weight follow from it (visual design §4)."""

    VERDICT = "verdict"
    SIDE = "side"
    COUNT = "count"
    VALUE = "value"
    TITLE = "title"
    LEAD = "lead"
    LEAD_STRONG = "lead_strong"
    BODY = "body"
    STRONG = "strong"
    NOTE = "note"
    NOTE_STRONG = "note_strong"
    DATA = "data"
    DATA_STRONG = "data_strong"
    DATA_NOTE = "data_note"
    DATA_VALUE = "data_value"


# role: (pixels at 100 ppi, bold, mono)
SIZES: dict[TextRole, tuple[int, bool, bool]] = {
    TextRole.VERDICT: (52, True, False),
    TextRole.SIDE: (36, True, False),
    TextRole.COUNT: (40, True, False),
    TextRole.VALUE: (28, True, False),
    TextRole.TITLE: (20, True, False),
    TextRole.LEAD: (22, False, False),
    TextRole.LEAD_STRONG: (22, True, False),
    TextRole.BODY: (18, False, False),
    TextRole.STRONG: (18, True, False),
    TextRole.NOTE: (16, False, False),
    TextRole.NOTE_STRONG: (16, True, False),
    TextRole.DATA: (18, False, True),
    TextRole.DATA_STRONG: (18, True, True),
    TextRole.DATA_NOTE: (16, False, True),
    TextRole.DATA_VALUE: (28, True, True),
}


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the shipped fonts into this process once; returns their family names.

    Raises:
        FontDamagedError: a file is missing or no font.
    """
    families: dict[str, None] = {}
    for name in FILES:
        try:
            data = read_bytes(f"fonts/{name}")
        except FileNotFoundError as error:
            raise FontDamagedError(name) from error
        number = QFontDatabase.addApplicationFontFromData(data)
        if number < 0:
            raise FontDamagedError(name)
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(families)


def font_of(role: TextRole, scale: float = 1.0) -> QFont:
    """A new font of the product for `role`, `scale` times the size drawn for 100 ppi."""
    pixels, bold, mono = SIZES[role]
    return sized_font(round(pixels * scale), bold=bold, mono=mono)


def sized_font(pixels: int, *, bold: bool = False, mono: bool = False) -> QFont:
    """A new font of the product, `pixels` high; a role is the better choice where one fits."""
    return QFont(_drawn_font(pixels, bold, mono))


@cache
def _drawn_font(pixels: int, bold: bool, mono: bool) -> QFont:  # noqa: FBT001 - keys of a cache
    """The font that the copies share, with what Qt has looked up for it."""
    font = QFont()
    font.setFamilies([MONO_FAMILY, SANS_FAMILY] if mono else [SANS_FAMILY])
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def product_coverage() -> Coverage:
    """The characters the product font draws, for `qtrace.domain.glyphs.missing_glyphs`."""
    return parse_coverage(read_bytes("fonts/coverage.txt").decode("ascii"))
