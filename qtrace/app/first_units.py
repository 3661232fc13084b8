"""Units of measure that every new plant begins with."""

from collections.abc import Callable
from typing import Any, Final

from qtrace.services.catalogue.commands import AddUnit

FIRST_UNITS: Final = (
    ("pcs", "pcs", "件"),
    ("m", "m", "m"),
    ("kg", "kg", "kg"),
    ("g", "g", "g"),
    ("L", "L", "L"),
    ("mL", "mL", "mL"),
    ("set", "sets", "套"),
    ("roll", "rolls", "卷"),
)
"""Code, symbol in English, symbol in Chinese."""


def add_first_units(send: Callable[..., Any]) -> None:
    """Send one `AddUnit` for each unit.

    Args:
        send: takes the command class and its fields, and insists that it is done.
    """
    for code, symbol_en, symbol_zh in FIRST_UNITS:
        send(AddUnit, unit_code=code, symbol_en=symbol_en, symbol_zh=symbol_zh)
