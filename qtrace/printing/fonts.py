"""The shipped type faces, always embedded; a character without a glyph is an error value.

Reportlab's own fonts print Chinese as black boxes without a word, so no other font is used.
"""

import io
import unicodedata
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.reference import read_bytes

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

# Format and control characters (bidi overrides among them) have no honest printed form.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class Face(StrEnum):
    """A shipped face; the value is the file's name under `resources/fonts`."""

    REGULAR = "NotoSansSC-Regular"
    BOLD = "NotoSansSC-Bold"
    MONO = "NotoSansMono-Regular"
    MONO_BOLD = "NotoSansMono-Bold"


_FALLBACK = {Face.MONO: Face.REGULAR, Face.MONO_BOLD: Face.BOLD}


@cache
def font_bytes(face: Face) -> bytes:
    """The TrueType file of `face`.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return read_bytes(f"fonts/{face.value}.ttf")


@cache
def embedded_font(face: Face) -> "TTFont":
    """`face` registered with reportlab under its own name, to be embedded as a subset.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(face.value, io.BytesIO(font_bytes(face)))
    pdfmetrics.registerFont(font)
    return font


@cache
def _glyphs(face: Face) -> frozenset[int]:
    return frozenset(embedded_font(face).face.charToGlyph)


def has_glyphs(text: str, face: Face) -> bool:
    """True if every character of `text` has a glyph in `face`."""
    glyphs = _glyphs(face)
    return all(ord(character) in glyphs for character in text)


def face_for(text: str, wanted: Face) -> Face:
    """`wanted`, or the Chinese face of its weight when a mono face lacks a character."""
    fallback = _FALLBACK.get(wanted)
    if fallback is None or has_glyphs(text, wanted):
        return wanted
    return fallback


def check_glyphs(text: str, field: str) -> PrintRefusal | None:
    """None if `text` can be printed; else a refusal that names the first bad character.

    Args:
        text: the text to print, line feeds allowed.
        field: name of the field, for the facts.
    """
    glyphs = _glyphs(Face.REGULAR)
    for character in text:
        if character == "\n":
            continue
        if unicodedata.category(character) in _UNPRINTABLE or ord(character) not in glyphs:
            return PrintRefusal(
                PrintRefusalCode.GLYPH_MISSING,
                {
                    "character": character if character.isprintable() else "?",
                    "codepoint": f"U+{ord(character):04X}",
                    "name": unicodedata.name(character, ""),
                    "field": field,
                },
            )
    return None


def width_pt(text: str, face: Face, size_pt: float) -> float:
    """Advance width of `text` in points, in the face that will draw it."""
    width: float = embedded_font(face_for(text, face)).stringWidth(text, size_pt)
    return width


def ascent_ratio(face: Face) -> float:
    """Height of the face above its baseline, as a share of its size (capital letters, Chinese)."""
    return 0.76 if face in _FALLBACK else 0.86
