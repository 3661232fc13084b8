"""What an import knows: codes of the plant and of the workbook, and what is wrong with a row."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.layout import BY_NAME
from qtrace.exchange.workbook import CellError, Row, Workbook
from qtrace.services.catalogue.master_data import KnownCodes, known_codes
from qtrace.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        errors: everything that is wrong, by cell; nothing was changed if there is any.
        added: rows that are new, by sheet.
        known: rows that the plant has already and that were left alone, by sheet.
        left: new rows that the person may not add and that wait for somebody else, by sheet.
    """

    errors: tuple[CellError, ...]
    added: Mapping[str, int]
    known: Mapping[str, int]
    left: Mapping[str, int] = field(default_factory=dict)


class ImportIds:
    """Ids by codes; they are made once, so that later rows can refer to earlier ones."""

    def __init__(self, bench: Workbench, book: Workbook, zone: ZoneInfo) -> None:
        self._bench, self._book, self._zone = bench, book, zone
        self.errors: list[CellError] = list(book.errors)
        self.added: dict[str, int] = {}
        self.known: dict[str, int] = {}
        known: KnownCodes = bench.ask(known_codes)
        self._ids: dict[str, dict[tuple[str, ...], int]] = {
            each.name: dict(getattr(known, each.name)) for each in fields(known)
        }
        self._before = {name: set(ids) for name, ids in self._ids.items()}

    def today(self) -> date:
        """The day of the import in the plant."""
        return self._bench.clock.now().astimezone(self._zone).date()

    def report(self, errors: tuple[CellError, ...], left: Collection[str] = ()) -> ImportReport:
        """What came of it, where the sheets `left` were left for somebody else."""
        waiting = {sheet: n for sheet, n in self.added.items() if sheet in left}
        added = {sheet: n for sheet, n in self.added.items() if sheet not in left}
        return ImportReport(errors, added, self.known, waiting)

    def new_id(self) -> int:
        """An id for something that no other row refers to."""
        return self._bench.ids.next_id()

    def new_rows(self, sheet: str, ids: str) -> Iterator[Row]:
        """Rows that the plant does not know yet; each gets an id."""
        for row in self._book.rows[sheet]:
            place = tuple(row.values[name] for name in BY_NAME[sheet].keys)
            if place in self._before[ids]:
                self.known[sheet] = self.known.get(sheet, 0) + 1
                continue
            self._ids[ids].setdefault(place, self._bench.ids.next_id())
            self.added[sheet] = self.added.get(sheet, 0) + 1
            yield row

    def groups(self, sheet: str, *columns: str) -> Iterator[list[Row]]:
        """Rows of one order, delivery, route or bill together; known ones are left alone.

        Args:
            sheet: its name; the plant's codes are kept under the same name.
            columns: columns that together name the group.
        """
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in self._book.rows[sheet]:
            groups.setdefault(tuple(row.values[name] for name in columns), []).append(row)
        for place, rows in groups.items():
            if place in self._before[sheet]:
                self.known[sheet] = self.known.get(sheet, 0) + len(rows)
                continue
            self._ids[sheet].setdefault(place, self._bench.ids.next_id())
            self.added[sheet] = self.added.get(sheet, 0) + len(rows)
            yield rows

    def made(self, row: Row, ids: str, *columns: str) -> int:
        """Id that the columns name; a new one if nothing has this name yet."""
        place = tuple(row.values[name] for name in columns)
        return self._ids[ids].setdefault(place, self._bench.ids.next_id())

    def head(self) -> dict[str, Any]:
        """Uid and client time of a new command."""
        return {"uid": self._bench.ids.next_uid(), "client_at": self._bench.clock.now()}

    def id_of(self, row: Row, ids: str, *columns: str) -> int:
        """Id that the columns refer to; an unknown one is an error of the last column's cell."""
        place = tuple(row.values[name] for name in columns)
        found = self._ids[ids].get(place)
        if found is None:
            facts = {"given": " / ".join(place)}
            self.wrong(row, columns[-1], CellErrorCode.NOT_KNOWN, facts)
            return 0
        return found

    def wrong(self, row: Row, column: str, code: CellErrorCode, facts: Mapping[str, str]) -> None:
        """Keep an error of a cell."""
        self.errors.append(CellError(row.sheet, row.cell(column), code, facts))

    def quantity(self, row: Row, column: str) -> int:
        """A quantity in millionths; what is none is an error of its cell."""
        try:
            return parse_q6(row.values[column] or "0")
        except QuantityError as error:
            self.wrong(row, column, CellErrorCode.CELL_NOT_NUMBER, {"given": error.args[1]})
            return 0

    def local(self, naive: datetime | None) -> datetime | None:
        """A wall-clock time of the plant as an instant."""
        return naive.replace(tzinfo=self._zone) if naive else None
