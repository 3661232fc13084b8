"""The table of the queue: its columns and their widths."""

from collections.abc import Callable
from typing import Final

from qtrace.services.receiving.queue import QueueRow
from qtrace.ui.receiving import queue_texts as texts
from qtrace.ui.receiving.queue_texts import Reader
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.table import CELL_PAD, DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign, SortMark

View = Callable[[Reader, QueueRow], CellView]

STATE, NUMBER, NAME, REVISION, SOURCE = 142, 68, 132, 54, 205
TEXT, QUANTITY, NEEDED = 130, 180, 130
LONGEST_NUMBER: Final = 120


class QueueTable(DataTable):
    """Rows of the queue; what they say depends on the reader as well as on the row."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._number_width = NUMBER
        super().__init__(self._columns(), lambda row: row.key, reader.tr.say("Queue"))

    def show_queue(self, rows: tuple[QueueRow, ...], chosen: str | None, reader: Reader) -> None:
        """Show `rows` with `chosen` chosen, as `reader` reads them."""
        self._reader = reader
        width = _number_width(rows)
        if width != self._number_width:
            self._number_width = width
            self.set_columns(self._columns())
        was_blocked = self.blockSignals(True)  # what rows come and go is no choice of the person
        self.set_rows(rows)
        if chosen is not None and chosen != self.chosen_key():
            self.choose(chosen)
        self.blockSignals(was_blocked)
        self.viewport().update()

    def seen(self) -> tuple[int, int]:
        """Numbers of the first and the last row that is wholly seen, from 1; (0, 0) if none."""
        count = self.rows.rowCount()
        if not count:
            return 0, 0
        first = max(0, self.rowAt(0))
        whole = max(1, self.viewport().height() // profile().row)
        return first + 1, min(count, first + whole)

    def _columns(self) -> tuple[Column[QueueRow], ...]:
        say = self._reader.tr.say
        left, right = ColumnAlign.LEFT, ColumnAlign.RIGHT
        return (
            self._column("state", say("State"), texts.state_cell, STATE, left),
            self._column(
                "number",
                self._reader.tr.term("receiving", "Part"),
                texts.number_cell,
                self._number_width,
                left,
            ),
            self._column("name", "", _within(texts.name_cell, NAME), NAME, left),
            self._column("revision", "", texts.revision_cell, REVISION, left),
            self._column(
                "source",
                say("Supplier · site"),
                _within(texts.source_cell, SOURCE),
                SOURCE,
                left,
            ),
            self._column("text", say("Order / lot"), texts.text_cell, TEXT, left),
            self._column("quantity", say("Quantity"), texts.quantity_cell, QUANTITY, right),
            self._column("needed", say("Needed"), texts.needed_cell, NEEDED, left),
            self._column("step", say("Next step"), texts.step_cell, 0, left),
        )

    def _column(
        self, key: str, title: str, view: View, width: int, align: ColumnAlign
    ) -> Column[QueueRow]:
        sort = SortMark.UP if key == "needed" else SortMark.NONE
        return Column[QueueRow](key, title, lambda row: view(self._reader, row), width, align, sort)


def _within(view: Callable[[Reader, QueueRow, float], CellView], width: int) -> View:
    """A cell that knows how wide it may be."""
    return lambda reader, row: view(reader, row, scaled(width - CELL_PAD))


def _number_width(rows: tuple[QueueRow, ...]) -> int:
    """Width that the longest part number needs, within reason."""
    font = role_font(TextRole.DATA)
    longest = max((text_width(row.part.number, font) for row in rows if row.part), default=0.0)
    wanted = round(longest / max(scaled(100), 1) * 100) + CELL_PAD + 2
    return max(NUMBER, min(LONGEST_NUMBER, wanted))
