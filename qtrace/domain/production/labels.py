"""What labels of units carry beside device identifier, lot and serial number."""

from typing import Final

VARIANT_AI: Final = "20"
"""Internal variant: tells a label version from the next one under the same GTIN.

Source: GS1 General Specifications section 3.2.9 (AI 20): for the brand owner's own use.
"""

_VARIANTS: Final = 100


def variant_text(number: int) -> str:
    """The variant of the label version with this ordinal number, `01` to `99`, then from `00` on.

    Args:
        number: 1 for the first version of a part's label.
    """
    return f"{number % _VARIANTS:02}"


def serial_text(year: int, number: int) -> str:
    """A serial number that the plant gives: two digits of the year and six of the number.

    Args:
        year: calendar year at the plant.
        number: number within the year, from 1; past a million it simply gets longer.
    """
    return f"{year % 100:02}{number:06}"
