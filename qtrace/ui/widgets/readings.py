"""The inspection grid: pieces down, characteristics across, and what belongs beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from qtrace.ui.theme.apply import current_tokens
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import LEFT, RIGHT, begin, box, role_font, rule, write
from qtrace.ui.theme.qss import LOOK, SCROLL
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import LOOK_EVENTS, profile, scaled
from qtrace.ui.widgets.table import paint_head_ground
from qtrace.ui.widgets.tablemodel import CellView, Column, Index, RowTableModel
from qtrace.ui.widgets.wrapping import fits, two_lines, write_lines


class CellState(StrEnum):
    """What a reading cell is."""

    EMPTY = "empty"
    OK = "ok"
    FAIL = "fail"
    NOW = "now"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """One reading: its text as taken, its state, and for a failure its distance to the limit.

    Attributes:
        photo: a photo is attached to it.
    """

    text: str = ""
    state: CellState = CellState.EMPTY
    delta: str = ""
    photo: bool = False


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One piece: its number, its container, its readings.

    Attributes:
        ends_group: the next piece comes from another container; a dark rule follows.
    """

    key: object
    head: str
    group: str
    cells: tuple[ReadingCell, ...]
    now: bool = False
    ends_group: bool = False


HEAD_HEIGHT = 32
HEAD_TWO_LINES = 48
READING = 174
"""Width of a column of readings; the first one takes what is left."""
FIRST = 72
SECOND = 88
EDGE = 15
TICK = 14


def _columns(heads: Sequence[str]) -> list[Column[ReadingRow]]:
    def cell(number: int) -> Column[ReadingRow]:
        return Column(
            str(number), heads[number + 2], lambda row: CellView(_spoken(row.cells[number]))
        )

    ends = [
        Column[ReadingRow]("head", heads[0], lambda row: CellView(row.head)),
        Column[ReadingRow]("group", heads[1], lambda row: CellView(row.group)),
    ]
    return ends + [cell(number) for number in range(len(heads) - 2)]


def _spoken(cell: ReadingCell) -> str:
    return f"{cell.text} {cell.delta}".strip()


class _GridHead(QHeaderView):
    """Titles over right-aligned readings."""

    def __init__(self, grid: "ReadingGrid") -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setFixedHeight(scaled(HEAD_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Paint one title."""
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = number == len(self._grid.rows.columns) - 1
        paint_head_ground(painter, QRectF(rect), tokens, first=number == 0, last=last)
        area = QRectF(rect).adjusted(scaled(EDGE) if number < 2 else 0, 0, 0, 0)
        if number >= 2:
            area.setRight(area.right() - scaled(EDGE + TICK))
        text = self._grid.rows.columns[number].title
        font = role_font(TextRole.NOTE)
        if number < 2:
            write(painter, area, text, font, tokens.text2, LEFT)
        else:
            lines = two_lines(text, font, area.width())
            write_lines(painter, area, lines, font, tokens.text2, RIGHT)
        painter.restore()


class _GridDelegate(QStyledItemDelegate):
    """Paints readings with a tick, failures filled, the current cell as a field."""

    def __init__(self, grid: "ReadingGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows are as high as the profile says."""
        return QSize(0, profile().row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, rule and content of one cell."""
        tokens = current_tokens()
        row: ReadingRow = self._grid.rows.row(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        last = index.column() == len(row.cells) + 1
        self._ground(painter, rect, row, tokens, first=index.column() == 0, last=last)
        if index.column() < 2:
            text = row.head if index.column() == 0 else row.group
            role = TextRole.STRONG if row.now and index.column() == 0 else TextRole.BODY
            area = rect.adjusted(scaled(EDGE), 0, 0, 0)
            ink = tokens.text2 if index.column() else tokens.text
            write(painter, area, text, role_font(role), ink)
        else:
            self._reading(painter, rect, row.cells[index.column() - 2], tokens)
        painter.restore()

    @staticmethod
    def _ground(
        painter: QPainter,
        rect: QRectF,
        row: ReadingRow,
        tokens: Tokens,
        *,
        first: bool,
        last: bool,
    ) -> None:
        if row.now:
            painter.fillRect(rect, colour(tokens.bg))
        if row.ends_group:
            rule(painter, rect.left(), rect.right() + 1, rect.bottom() - 1, tokens.control)
            return
        left = rect.left() + (scaled(EDGE) if first else 0)
        right = rect.right() - (scaled(EDGE) if last else -1)
        rule(painter, left, right, rect.bottom() - 1, tokens.line)

    @staticmethod
    def _reading(painter: QPainter, rect: QRectF, cell: ReadingCell, tokens: Tokens) -> None:
        area = rect.adjusted(scaled(8), 0, -scaled(EDGE + TICK), 0)
        if cell.state is CellState.NOW:
            width = min(scaled(96), rect.width())
            field = QRectF(
                rect.right() - width - scaled(9),
                rect.top() + scaled(5),
                width,
                rect.height() - scaled(11),
            )
            box(painter, field, fill=tokens.surface, edge=tokens.focus, width=3, radius=scaled(6))
            write(
                painter,
                area.adjusted(0, 0, -2, 0),
                cell.text,
                role_font(TextRole.DATA_STRONG),
                tokens.text,
                RIGHT,
            )
            return
        if cell.state is CellState.FAIL:
            _paint_failure(painter, rect, area, cell, tokens)
            return
        if cell.photo:
            place = QRectF(rect.left() + scaled(6), rect.top(), scaled(18), rect.height())
            paint_icon(painter, place, IconName.CAMERA, tokens.text2)
        ink = tokens.text2 if cell.state in (CellState.EMPTY, CellState.NOT_NEEDED) else tokens.text
        write(painter, area, cell.text or "–", role_font(TextRole.DATA), ink, RIGHT)
        if cell.state is CellState.OK:
            place = QRectF(area.right() + scaled(5), rect.top(), scaled(16), rect.height())
            paint_icon(painter, place, IconName.TICK, tokens.text2)


def _paint_failure(
    painter: QPainter, rect: QRectF, area: QRectF, cell: ReadingCell, tokens: Tokens
) -> None:
    """Paint octagon, distance to the limit and value on the fill of a failure."""
    paint = tokens.blocked
    width = min(scaled(170), rect.width() - scaled(4))
    field = QRectF(
        rect.right() - width - scaled(5), rect.top() + scaled(6), width, rect.height() - scaled(12)
    )
    box(painter, field, fill=paint.fill, radius=scaled(6))
    mark = QRectF(field.left() + scaled(7), field.top(), scaled(22), field.height())
    paint_status(painter, mark, Status.BLOCKED, paint.text)
    delta = QRectF(mark.right() + scaled(5), field.top(), field.width() / 2, field.height())
    write(painter, delta, cell.delta, role_font(TextRole.DATA_NOTE), paint.text)
    write(painter, area, cell.text, role_font(TextRole.DATA_STRONG), paint.text, RIGHT)
    if cell.photo:
        place = QRectF(area.right() + scaled(5), rect.top(), scaled(16), rect.height())
        paint_icon(painter, place, IconName.CAMERA, paint.text)


class ReadingGrid(QTableView):
    """Pieces x characteristics; a press on a cell asks to correct it. Never takes the focus."""

    cell_pressed = Signal(object, int)

    def __init__(self, heads: Sequence[str], name: str) -> None:
        super().__init__()
        self.rows = RowTableModel(_columns(heads), lambda row: row.key, self)
        self.setAccessibleName(name)
        self.setProperty(LOOK, SCROLL)
        self.setModel(self.rows)
        self.setHorizontalHeader(_GridHead(self))
        self.setItemDelegate(_GridDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().viewport().setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(16)
        side.setDefaultSectionSize(profile().row)
        self.clicked.connect(self._pressed)

    def set_heads(self, heads: Sequence[str]) -> None:
        """Show other titles: piece, container, then one for each characteristic."""
        self.rows.set_columns(_columns(heads))
        font, width = role_font(TextRole.NOTE), scaled(READING - EDGE - TICK)
        one = all(fits(text, font, width) for text in heads[2:])
        self.horizontalHeader().setFixedHeight(scaled(HEAD_HEIGHT if one else HEAD_TWO_LINES))
        self._spread()

    def set_rows(self, rows: Sequence[ReadingRow]) -> None:
        """Show `rows`; only changed ones are painted again."""
        self.rows.set_rows(rows)

    def show_row(self, key: object) -> None:
        """Scroll so that the row with `key` is seen with the one after it."""
        number = self.rows.number_of(key)
        if number >= 0:
            following = min(number + 1, self.rows.rowCount() - 1)
            self.scrollTo(self.rows.index(following, 0))
            self.scrollTo(self.rows.index(number, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then a thin mark of the place when there are more of them."""
        super().paintEvent(event)
        bar = self.verticalScrollBar()
        if bar.maximum() <= 0:
            return
        painter = begin(self.viewport())
        height = self.viewport().height()
        share = bar.pageStep() / (bar.maximum() + bar.pageStep())
        length = max(float(scaled(32)), height * share)
        top = (height - length) * bar.value() / bar.maximum()
        place = QRectF(self.viewport().width() - scaled(5), top, scaled(4), length)
        box(painter, place, fill=current_tokens().line, radius=scaled(2))
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The mark of the place moves against the cells, so all is painted again."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the screen."""
        event.ignore()

    def _pressed(self, index: QModelIndex) -> None:
        if index.column() >= 2:
            self.cell_pressed.emit(self.rows.key_at(index.row()), index.column() - 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width again."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        count = len(self.rows.columns) - 2
        self.setColumnWidth(0, scaled(FIRST))
        self.setColumnWidth(1, scaled(SECOND))
        free = self.viewport().width() - scaled(FIRST + SECOND)
        if count < 1:
            return
        # The first reading takes what does not divide, and room that short titles leave over.
        each = min(free // count, scaled(READING)) if count > 1 else free
        for number in range(count):
            width = free - each * (count - 1) if number == 0 else each
            self.setColumnWidth(number + 2, width)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in a new theme."""
        super().changeEvent(event)
        if event.type() in LOOK_EVENTS:
            self.viewport().update()
