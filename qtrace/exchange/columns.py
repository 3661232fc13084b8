"""What sheets of a workbook are made of: columns with the kind of their cells."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.i18n import N_


class CellKind(StrEnum):
    """What a cell must hold."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    INSTANT = "instant"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        name: heading, stable and in English.
        kind: what its cells hold.
        required: True if an empty cell is an error.
        choices: allowed words of a WORD or WORDS column.
        default: value of an empty cell.
        help: what belongs there, for the template.
    """

    name: str
    kind: CellKind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its key columns make a row unique."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]


def must(name: str, help_text: str, kind: CellKind = CellKind.TEXT) -> Column:
    """A column whose cells must not be empty."""
    return Column(name, kind, help_text, required=True)


def names() -> tuple[Column, Column]:
    """The names of something in both languages."""
    return (
        Column("name_en", CellKind.TEXT, N_("name in English")),
        Column("name_zh", CellKind.TEXT, N_("name in Chinese")),
    )


def word(name: str, choices: tuple[str, ...], default: str, help_text: str) -> Column:
    """A column of one of several words."""
    return Column(name, CellKind.WORD, help_text, choices=choices, default=default)
