"""AIM symbology identifiers: what kind of symbol the scanner says it has read.

Source: ISO/IEC 15424 data carrier identifiers; GS1 General Specifications, table "Symbology
identifiers".
"""

import re
from enum import StrEnum
from typing import Final


class Carrier(StrEnum):
    """What the symbol's identifier says about its content."""

    UNTOLD = "untold"
    GS1 = "gs1"
    EAN13 = "ean13"
    EAN8 = "ean8"
    ITF = "itf"
    OTHER = "other"
    SWAPPED_CASE = "swapped_case"


_AIM: Final = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_CARRIERS: Final = {
    "]C1": Carrier.GS1,
    "]d2": Carrier.GS1,
    "]Q3": Carrier.GS1,
    "]e0": Carrier.GS1,
    "]J1": Carrier.GS1,
    "]E0": Carrier.EAN13,
    "]E4": Carrier.EAN8,
    # Caps Lock turns the case of the identifier round; `]E0` cannot be told apart.
    "]c1": Carrier.SWAPPED_CASE,
    "]D2": Carrier.SWAPPED_CASE,
    "]q3": Carrier.SWAPPED_CASE,
    "]j1": Carrier.SWAPPED_CASE,
}


def split_carrier(text: str) -> tuple[Carrier, str, int]:
    """Carrier, the text behind its identifier, and the identifier's length (0 or 3)."""
    if not text.startswith("]") or _AIM.match(text) is None:
        return Carrier.UNTOLD, text, 0
    identifier = text[:3]
    if identifier[1] == "I":
        return Carrier.ITF, text[3:], 3
    return _CARRIERS.get(identifier, Carrier.OTHER), text[3:], 3
