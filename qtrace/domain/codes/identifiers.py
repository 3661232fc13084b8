"""The data identifiers of ANSI MH10.8.2 as a table: built once from the shipped rows.

Source: ANSI MH10.8.2 (continuous maintenance of 2020-08-27); which row rests on what is noted in
the file itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qtrace.domain.codes.label_dates import DateFormat, date_format

IDENTIFIER_TABLE_PATH: Final = "reference/mh10/data_identifiers.csv"
"""Resource that holds the rows; read it with `qtrace.reference.read_table`."""

ROLES: Final = ("part_number", "lot", "serial", "quantity", "expiry", "mfg")
"""Fields of a label message that a data identifier can fill."""

CONTENTS: Final = ("", "number", "number_unit", "piece")
"""Kinds of data that are no dates: free text, a number, number and unit, piece n of m."""


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """Everything the table knows of one data identifier.

    Attributes:
        mark: up to three digits and a letter.
        name: stable name of its part.
        role: field of the label message it fills, or empty.
        rank: place in the table; of two that fill one field the lower rank wins.
        least: fewest characters of data.
        most: most characters of data.
        content: kind of data, one of `CONTENTS`.
        date: its date format, None if it is no date; more data may follow the date.
        title_en: what it is called in English.
        title_zh: what it is called in Chinese.
    """

    mark: str
    name: str
    role: str
    rank: int
    least: int
    most: int
    content: str
    date: DateFormat | None
    title_en: str
    title_zh: str


def build_identifiers(rows: Iterable[Mapping[str, str]]) -> dict[str, IdentifierRule]:
    """Rules by mark, from the rows of `IDENTIFIER_TABLE_PATH`.

    Raises:
        ValueError: a row is not in the notation its file describes.
    """
    rules: dict[str, IdentifierRule] = {}
    for rank, row in enumerate(rows):
        rules[row["di"]] = _rule(rank, row)
    return rules


def _rule(rank: int, row: Mapping[str, str]) -> IdentifierRule:
    content, role = row["content"], row["role"]
    form = date_format(content) if content not in CONTENTS else None
    if content not in CONTENTS and form is None:
        raise ValueError(f"data identifier {row['di']}: content {content!r} is not understood")
    if role not in ("", *ROLES):
        raise ValueError(f"data identifier {row['di']}: role {role!r} is not understood")
    return IdentifierRule(
        mark=row["di"],
        name=row["name"],
        role=role,
        rank=rank,
        least=int(row["least"]),
        most=int(row["most"]),
        content="" if form else content,
        date=form,
        title_en=row["title_en"],
        title_zh=row["title_zh"],
    )
