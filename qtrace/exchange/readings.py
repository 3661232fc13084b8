"""Readings as XLSX or CSV, in and out; every error names its cell, no cell is ever a formula.

What is read: inspection, characteristic, piece, value, gauge, and the verdict of a text. What is
written besides is for people and is not looked at when the file comes back.

Source: OWASP, CSV injection: cells that begin with = + - @, a tab or a return are run by spreadsheets.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.exchange.cells import CellErrorCode, StoredText
from qtrace.exchange.columns import CellKind, Column, Sheet
from qtrace.exchange.workbook import (
    DANGEROUS,
    MOST_BYTES,
    MOST_ROWS,
    CellError,
    Row,
    open_book,
    read_lines,
    sheet_lines,
)
from qtrace.i18n import N_

_T: Final = CellKind.TEXT
READINGS: Final = Sheet(
    "readings",
    ("inspection", "characteristic", "piece", "value"),
    (
        Column("inspection", _T, N_("number of the inspection"), required=True),
        Column("characteristic", CellKind.WHOLE, N_("number in the plan"), required=True),
        Column("piece", CellKind.WHOLE, N_("number of the piece"), required=True),
        Column(
            "value", _T, N_("as the gauge shows it; option, text, defect, or OK"), required=True
        ),
        Column("gauge", _T, N_("code on the gauge")),
        Column("name", _T, N_("name of the characteristic")),
        Column("lsl", _T, N_("lower limit")),
        Column("usl", _T, N_("upper limit")),
        Column("unit", _T, N_("unit of the values")),
        Column("verdict", CellKind.WORD, N_("pass or fail"), choices=("", "pass", "fail")),
        Column("read_at", _T, N_("when it was read")),
        Column("person", _T, N_("who read it")),
        Column("lot", _T, N_("our lot number")),
        Column("part", _T, N_("part number")),
    ),
)
_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class ReadingFile:
    """A read file: its rows, and everything that is wrong with it."""

    rows: tuple[Row, ...]
    errors: tuple[CellError, ...]


def read_readings(data: bytes) -> ReadingFile:
    """Rows of an XLSX or CSV file; never raises, whatever the bytes are."""
    if len(data) > MOST_BYTES:
        return _nothing(CellErrorCode.WORKBOOK_TOO_LARGE)
    if data.startswith(b"PK"):
        book = open_book(data)
        if book is None or not book.sheetnames:
            return _nothing(CellErrorCode.NOT_A_WORKBOOK)
        wanted = READINGS.name if READINGS.name in book.sheetnames else book.sheetnames[0]
        rows, errors = read_lines(READINGS, sheet_lines(book[wanted]))
        return ReadingFile(rows, tuple(errors))
    text = _text(data)
    if text is None:
        return _nothing(CellErrorCode.NOT_A_WORKBOOK)
    rows, errors = read_lines(READINGS, _csv_lines(text))
    return ReadingFile(rows, tuple(errors))


def _nothing(code: CellErrorCode) -> ReadingFile:
    return ReadingFile((), (CellError("", "", code),))


def _text(data: bytes) -> str | None:
    """The text of a CSV file; UTF-8 with or without its mark, or UTF-16 with one."""
    coding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(coding)
    except UnicodeDecodeError:
        return None


def _csv_lines(text: str) -> Iterator[tuple[object, ...]]:
    """Lines of fields; a leading apostrophe that keeps a spreadsheet from computing is dropped."""
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for number, line in enumerate(_until_broken(reader)):
        if number > MOST_ROWS:
            return
        yield tuple(StoredText(field[1:]) if field[:2] in _GUARDED else field for field in line)


_UNSAFE: Final = (*DANGEROUS, "'")
_GUARDED: Final = frozenset(f"'{sign}" for sign in _UNSAFE)


def _until_broken(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """Lines as far as they can be read: a field that is too large ends the file."""
    while True:
        try:
            line = next(lines, None)
        except csv.Error:
            return
        if line is None:
            return
        yield line


def harmless(text: str) -> str:
    """`text` as a spreadsheet takes it for text; numbers stay numbers.

    Example:
        >>> harmless("=1+1"), harmless("-0.05"), harmless("M8")
        ("'=1+1", '-0.05', 'M8')
    """
    if _PLAIN_NUMBER.fullmatch(text) or not text.startswith(_UNSAFE):
        return text
    return f"'{text}"


def write_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Readings as CSV: UTF-8 with its mark, commas, one heading."""
    names = [column.name for column in READINGS.columns]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(names)
    writer.writerows([harmless(row.get(name, "")) for name in names] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Readings as a workbook of one sheet; every cell is text."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    page = book.active
    page.title = READINGS.name
    for index, column in enumerate(READINGS.columns, start=1):
        page.cell(1, index, column.name).font = Font(bold=True)
    page.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(READINGS.columns, start=1):
            text = row.get(column.name, "")
            cell = page.cell(number, index, text or None)
            if text:
                cell.data_type = "s"
                cell.quotePrefix = text.startswith(DANGEROUS)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
