"""Reading and writing the master data workbook; every error names its cell.

Values are kept as exact text: what a spreadsheet made of a number is shown, never repaired by guess.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from qtrace.exchange.cells import CellErrorCode, CellProblemError, StoredText, read_cell
from qtrace.exchange.columns import CellKind, Column, Sheet
from qtrace.exchange.layout import BY_NAME, SHEETS

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""Beginnings that make a spreadsheet compute what it takes for a formula."""
MOST_ROWS = 20_000
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CellError:
    """One error and the place where it stands, e.g. sheet `parts`, cell `C7`."""

    sheet: str
    cell: str
    code: CellErrorCode
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: values by column name, empty text where a cell is empty.

    Attributes:
        number: row number in the sheet, from 1 (the heading is 1).
        values: checked text; WORDS columns hold comma-separated words, days ISO text.
    """

    sheet: str
    number: int
    values: Mapping[str, str]

    def words(self, column: str) -> tuple[str, ...]:
        """Words of a list column."""
        return tuple(word for word in self.values[column].split(",") if word)

    def whole(self, column: str) -> int | None:
        """Whole number of a column, or None if it is empty."""
        text = self.values[column]
        return int(text) if text else None

    def day(self, column: str) -> date | None:
        """Day of a column, or None if it is empty."""
        text = self.values[column]
        return date.fromisoformat(text) if text else None

    def instant(self, column: str) -> datetime | None:
        """Naive local time of a column, or None if it is empty."""
        text = self.values[column]
        return datetime.fromisoformat(text) if text else None

    def cell(self, column: str) -> str:
        """Name of the cell of a column in this row, e.g. `C7`."""
        return cell_name(BY_NAME[self.sheet], self, column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A read workbook: rows by sheet name, and everything that is wrong with it."""

    rows: Mapping[str, tuple[Row, ...]]
    errors: tuple[CellError, ...]


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(sheet: Sheet, row: Row, column: str) -> str:
    """Name of the cell of a column of `sheet` in a row, e.g. `C7`."""
    names = [each.name for each in sheet.columns]
    return f"{_letter(names.index(column) + 1)}{row.number}"


def read_workbook(data: bytes) -> Workbook:
    """Read a workbook completely; never raises, whatever the bytes are."""
    if len(data) > MOST_BYTES:
        return _nothing(CellErrorCode.WORKBOOK_TOO_LARGE)
    book = open_book(data)
    if book is None:
        return _nothing(CellErrorCode.NOT_A_WORKBOOK)
    rows: dict[str, tuple[Row, ...]] = {sheet.name: () for sheet in SHEETS}
    errors: list[CellError] = []
    for name in book.sheetnames:
        sheet = BY_NAME.get(name)
        if sheet is None:
            if name != "README":
                errors.append(CellError(name, "A1", CellErrorCode.SHEET_UNKNOWN, {"sheet": name}))
            continue
        found, wrong = _read_sheet(sheet, book[name])
        rows[name] = found
        errors += wrong
    return Workbook(rows, tuple(errors))


def _nothing(code: CellErrorCode) -> Workbook:
    return Workbook({sheet.name: () for sheet in SHEETS}, (CellError("", "", code),))


def open_book(data: bytes) -> Any | None:
    """The workbook of openpyxl in these bytes, or None if there is none."""
    from zipfile import BadZipFile

    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError, TypeError):
        return None


def sheet_lines(cells: Any) -> Iterator[tuple[object, ...]]:
    """Values of a sheet of openpyxl, line by line; text that looks like a formula stays text."""
    for line in cells.iter_rows(max_row=MOST_ROWS + 1):
        yield tuple(
            StoredText(cell.value)
            if isinstance(cell.value, str) and cell.data_type != "f"
            else cell.value
            for cell in line
        )


def _read_sheet(sheet: Sheet, cells: Any) -> tuple[tuple[Row, ...], list[CellError]]:
    return read_lines(sheet, sheet_lines(cells))


def read_lines(
    sheet: Sheet, lines: Iterator[tuple[object, ...]]
) -> tuple[tuple[Row, ...], list[CellError]]:
    """Rows of `sheet` from its lines, the heading first; every error names its cell."""
    errors: list[CellError] = []
    heading = [str(value).strip() if value is not None else "" for value in next(lines, ())]
    places = _places(sheet, heading, errors)
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines, start=2):
        if all(value is None or str(value).strip() == "" for value in line):
            continue
        row, wrong = _read_row(sheet, places, number, line)
        errors += wrong
        key = tuple(row.values[name] for name in sheet.keys)
        if key in seen:
            facts = {"row": str(seen[key]), "given": " / ".join(key)}
            errors.append(CellError(sheet.name, f"A{number}", CellErrorCode.ROW_TWICE, facts))
        seen.setdefault(key, number)
        rows.append(row)
    return tuple(rows), errors


def _places(sheet: Sheet, heading: list[str], errors: list[CellError]) -> dict[str, int]:
    known = {column.name for column in sheet.columns}
    for index, name in enumerate(heading, start=1):
        if name and name not in known:
            cell = f"{_letter(index)}1"
            errors.append(
                CellError(sheet.name, cell, CellErrorCode.COLUMN_UNKNOWN, {"given": name})
            )
    places = {name: index for index, name in enumerate(heading) if name in known}
    for column in sheet.columns:
        if column.required and column.name not in places:
            facts = {"column": column.name}
            errors.append(CellError(sheet.name, "A1", CellErrorCode.COLUMN_MISSING, facts))
    return places


def _read_row(
    sheet: Sheet, places: Mapping[str, int], number: int, line: tuple[object, ...]
) -> tuple[Row, list[CellError]]:
    values: dict[str, str] = {}
    errors: list[CellError] = []
    for column in sheet.columns:
        index = places.get(column.name)
        raw = line[index] if index is not None and index < len(line) else None
        try:
            values[column.name] = read_cell(column, raw)
        except CellProblemError as problem:
            values[column.name] = ""
            cell = f"{_letter((index or 0) + 1)}{number}"
            errors.append(CellError(sheet.name, cell, problem.code, problem.facts))
    return Row(sheet.name, number, values), errors


def write_workbook(
    rows: Mapping[str, Sequence[Mapping[str, str]]], helps: Mapping[str, str]
) -> bytes:
    """A workbook with the rows given; without rows it is the template.

    Cells are text, so that a leading zero or `=` stays what it is.

    Args:
        rows: by sheet name, values by column name.
        helps: translated help by English help text.
    """
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.name)
        for index, column in enumerate(sheet.columns, start=1):
            cell = page.cell(1, index, column.name)
            cell.font = Font(bold=True)
            cell.comment = Comment(_help(column, helps), "QTrace")
            if column.required:
                cell.fill = PatternFill("solid", fgColor="FFE6EAEE")
            page.column_dimensions[_letter(index)].width = max(14, len(column.name) + 4)
            choices = [choice for choice in column.choices if choice]
            if column.kind is CellKind.WORD and choices:
                rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
                page.add_data_validation(rule)
                rule.add(f"{_letter(index)}2:{_letter(index)}{MOST_ROWS}")
        page.freeze_panes = "A2"
        for number, cells in _lines(sheet, rows):
            for index, text in enumerate(cells, start=1):
                cell = page.cell(number, index, text or None)
                if text:
                    cell.data_type = "s"
                    cell.quotePrefix = text.startswith(DANGEROUS)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _help(column: Column, helps: Mapping[str, str]) -> str:
    text = helps.get(column.help, column.help)
    choices = ", ".join(choice for choice in column.choices if choice)
    return f"{text}\n{choices}" if choices else text


def _lines(
    sheet: Sheet, rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows.get(sheet.name, []), start=2):
        yield number, [row.get(column.name, "") for column in sheet.columns]
