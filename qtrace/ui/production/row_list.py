"""A short list of rows in a panel: cells painted as in tables, each row one button."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, rule, write
from qtrace.ui.theme.tokens import Tokens, colour
from qtrace.ui.widgets.base import Painted, PaintedButton, clear_layout, scaled
from qtrace.ui.widgets.forms import scrolling
from qtrace.ui.widgets.table import paint_cell
from qtrace.ui.widgets.tablemodel import ALIGNMENTS, CellView, ColumnAlign

GAP = 12
INDENT = 10
"""Room for the mark of the chosen row, in lists that have one."""


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column: its head, its width in pixels of the drawing (0: what is left), its side."""

    title: str = ""
    width: int = 0
    align: ColumnAlign = ColumnAlign.LEFT


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row: what a press on it says, and its cells."""

    key: int
    cells: tuple[CellView, ...]
    is_chosen: bool = False

    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(filter(None, (cell.spoken() for cell in self.cells)))


def _places(columns: Sequence[RowColumn], rect: QRectF) -> list[QRectF]:
    """Where each cell of a row stands."""
    fixed = sum(scaled(column.width) for column in columns)
    open_columns = sum(column.width == 0 for column in columns)
    free = rect.width() - fixed - scaled(GAP) * (len(columns) - 1)
    places, left = [], rect.left()
    for column in columns:
        width = scaled(column.width) if column.width else free / max(1, open_columns)
        places.append(QRectF(left, rect.top(), width, rect.height()))
        left += width + scaled(GAP)
    return places


class _Row(PaintedButton):
    def __init__(
        self, spec: RowSpec, columns: Sequence[RowColumn], height: int, indent: int
    ) -> None:
        super().__init__(spec.key)
        self._indent = indent
        self._spec, self._columns, self._height = spec, columns, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spec.spoken())

    def sizeHint(self) -> QSize:
        """As high as the list says; the cells get smaller before they are cut."""
        return QSize(scaled(120), scaled(self._height))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the line above and the cells."""
        rule(painter, rect.left(), rect.right(), rect.top(), tokens.line)
        if self._spec.is_chosen or self.isDown():
            painter.fillRect(rect.adjusted(0, 1, 0, 0), colour(tokens.sunken))
            mark = QRectF(rect.left(), rect.top() + 1, scaled(4), rect.height() - 1)
            painter.fillRect(mark, colour(tokens.primary))
        inner = rect.adjusted(scaled(self._indent), 0, 0, 0)
        for place, column, cell in zip(
            _places(self._columns, inner), self._columns, self._spec.cells, strict=True
        ):
            paint_cell(painter, place, cell, column.align, tokens)


class RowHead(Painted):
    """The heads of the columns, as notes; the first one may be the title of the whole list."""

    def __init__(self, columns: Sequence[RowColumn], *, is_titled: bool = False) -> None:
        super().__init__(columns[0].title)
        self._columns, self._is_titled, self._indent = columns, is_titled, 0
        self.setFixedHeight(scaled(34 if is_titled else 26))

    def set_indent(self, indent: int) -> None:
        """Stand above rows that begin so far from the edge."""
        self._indent = indent
        self.update()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the titles."""
        inner = rect.adjusted(scaled(self._indent), 0, 0, 0)
        for number, (place, column) in enumerate(
            zip(_places(self._columns, inner), self._columns, strict=True)
        ):
            is_title = self._is_titled and number == 0
            font = role_font(TextRole.TITLE if is_title else TextRole.NOTE)
            ink = tokens.text if is_title else tokens.text2
            write(painter, place, column.title, font, ink, ALIGNMENTS[column.align])


class RowList(QWidget):
    """Rows below each other; it scrolls when there are more than fit.

    Signals:
        pressed: key of the pressed row.
    """

    pressed = Signal(object)

    def __init__(
        self, columns: Sequence[RowColumn], row_height: int = 48, *, is_titled: bool = False
    ) -> None:
        super().__init__()
        self._columns, self._row_height = tuple(columns), row_height
        self._rows: tuple[RowSpec, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(4))
        self._head = RowHead(self._columns, is_titled=is_titled)
        if not any(column.title for column in columns):
            self._head.hide()
        outer.addWidget(self._head)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._area = scrolling(content)
        outer.addWidget(self._area, 1)

    @property
    def rows(self) -> tuple[RowSpec, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[RowSpec]) -> None:
        """Show `rows`; nothing is built again if they say the same."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        clear_layout(self._column)
        indent = INDENT if any(spec.is_chosen for spec in rows) else 0
        self._head.set_indent(indent)
        for spec in rows:
            row = _Row(spec, self._columns, self._row_height, indent)
            row.chosen.connect(self._tell)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._reveal_chosen()

    def _reveal_chosen(self) -> None:
        """The chosen row is in sight, as soon as the rows have their places."""
        place = next((n for n, spec in enumerate(self._rows) if spec.is_chosen), None)
        if place is None:
            return
        top = place * scaled(self._row_height)
        bar, page = self._area.verticalScrollBar(), self._area.viewport().height()
        bar.setRange(0, max(bar.maximum(), len(self._rows) * scaled(self._row_height) - page))
        if top < bar.value():
            bar.setValue(top)
        elif top + scaled(self._row_height) > bar.value() + page:
            bar.setValue(top + scaled(self._row_height) - page)

    def _tell(self, key: object) -> None:
        if isinstance(key, int):
            self.pressed.emit(key)
