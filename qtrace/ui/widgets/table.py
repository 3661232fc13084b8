"""The data table: rows for fingers, chips only for what is wrong, the chosen row stays chosen."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScroller,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from qtrace.ui.theme.apply import current_tokens
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import CENTRE, box, role_font, rule, text_width, write
from qtrace.ui.theme.qss import LOOK, SCROLL
from qtrace.ui.theme.tokens import Ink, Tokens, colour
from qtrace.ui.widgets.base import LOOK_EVENTS, profile, scaled
from qtrace.ui.widgets.chips import paint_chip
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.tablemodel import (
    ALIGNMENTS,
    CELL_ROLE,
    CellView,
    Column,
    ColumnAlign,
    Index,
    RowTableModel,
    SortMark,
)

__all__ = ["CellView", "Column", "ColumnAlign", "DataTable", "SortMark", "TablePanel"]

EDGE = 24
HEAD_HEIGHT = 40
CELL_PAD = 12
STRONG_OF = {
    TextRole.BODY: TextRole.STRONG,
    TextRole.NOTE: TextRole.NOTE_STRONG,
    TextRole.DATA: TextRole.DATA_STRONG,
}


def _area(rect: QRectF, *, first: bool, last: bool) -> QRectF:
    """The part of a cell that may be written on."""
    left = scaled(EDGE if first else 0)
    return rect.adjusted(left, 0, -scaled(EDGE if last else CELL_PAD), 0)


class _Head(QHeaderView):
    """The head of a table: notes on sunken ground."""

    def __init__(self, table: "DataTable") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(scaled(HEAD_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, number: int) -> None:
        """Paint one title, with the arrow of the sort order."""
        tokens = current_tokens()
        columns = self._table.rows.columns
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = len(columns) - 1
        paint_head_ground(painter, QRectF(rect), tokens, first=number == 0, last=number == last)
        column = columns[number]
        area = _area(QRectF(rect), first=number == 0, last=number == last)
        font = role_font(TextRole.NOTE)
        if column.sort is not SortMark.NONE:
            name = IconName.CHEVRON_UP if column.sort is SortMark.UP else IconName.CHEVRON_DOWN
            x = area.left() + text_width(column.title, font) + scaled(8)
            place = QRectF(x, area.top(), scaled(16), area.height())
            paint_icon(painter, place, name, tokens.text)
        write(painter, area, column.title, font, tokens.text2, ALIGNMENTS[column.align])
        painter.restore()


def paint_head_ground(
    painter: QPainter, rect: QRectF, tokens: Tokens, *, first: bool, last: bool
) -> None:
    """Paint the ground of one head section; the outer ones follow the panel's round corners."""
    radius = scaled(7)
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(tokens.sunken))
    left, right = 0 if first else -2 * radius, 0 if last else 2 * radius
    painter.drawRoundedRect(rect.adjusted(left, 0, right, 2 * radius), radius, radius)
    painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """Paints the cells; the style has no part in it."""

    def __init__(self, table: "DataTable") -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows are as high as the profile says."""
        return QSize(0, profile().row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, line and content of one cell."""
        tokens = current_tokens()
        cell = index.data(CELL_ROLE)
        columns = self._table.rows.columns
        first, last = index.column() == 0, index.column() == len(columns) - 1
        chosen = index.row() == self._table.chosen_row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        self._ground(painter, rect, tokens, index.row(), first=first, last=last)
        area = _area(rect, first=first, last=last)
        paint_cell(painter, area, cell, columns[index.column()].align, tokens, chosen=chosen)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRectF, tokens: Tokens, row: int, *, first: bool, last: bool
    ) -> None:
        chosen = self._table.chosen_row()
        if row == chosen:
            painter.fillRect(rect, colour(tokens.sunken))
            if first:
                mark = QRectF(rect.left(), rect.top(), scaled(4), rect.height())
                painter.fillRect(mark, colour(tokens.primary))
        elif row + 1 not in (chosen, self._table.rows.rowCount()):
            left = rect.left() + (scaled(EDGE) if first else 0)
            right = rect.right() - (scaled(EDGE) - 2 if last else 0)
            rule(painter, left, right, rect.bottom() - 1, tokens.line)


def paint_cell(
    painter: QPainter,
    area: QRectF,
    cell: CellView,
    align: ColumnAlign,
    tokens: Tokens,
    *,
    chosen: bool = False,
) -> None:
    """Paint the content of one cell."""
    flags = ALIGNMENTS[align]
    if cell.chip is not None:
        paint_chip(painter, area, cell.chip, tokens, flags)
        return
    role = STRONG_OF.get(cell.role, cell.role) if cell.strong_if_chosen and chosen else cell.role
    ink = tokens.ink(cell.ink)
    if cell.tag:
        _paint_tag(painter, area, cell, tokens, chosen=chosen)
        return
    if cell.icon is not None:
        place = QRectF(area.left(), area.top(), scaled(24), area.height())
        paint_icon(painter, place, cell.icon, tokens.text2)
        area = area.adjusted(scaled(34), 0, 0, 0)
    if cell.second:
        middle = area.center().y()
        upper = QRectF(area.left(), middle - scaled(27), area.width(), scaled(26))
        lower = QRectF(area.left(), middle - scaled(2), area.width(), scaled(24))
        write(painter, upper, cell.text, role_font(role), ink, flags)
        write(painter, lower, cell.second, role_font(TextRole.NOTE), tokens.text2, flags)
        return
    write(painter, area, cell.text, role_font(role), ink, flags)


def _paint_tag(
    painter: QPainter, area: QRectF, cell: CellView, tokens: Tokens, *, chosen: bool
) -> None:
    font = role_font(TextRole.NOTE)
    width = max(scaled(30), text_width(cell.text, font) + scaled(16))
    height = scaled(28)
    place = QRectF(area.left(), area.center().y() - height / 2, width, height)
    box(painter, place, fill=tokens.surface if chosen else tokens.bg, radius=scaled(5))
    write(painter, place, cell.text, font, tokens.text2, CENTRE)


class DataTable(QTableView):
    """A table whose rows are chosen by a press or by Up and Down, and opened by Enter."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    header_pressed = Signal(str)

    def __init__(
        self, columns: Sequence[Column[Any]], key: Callable[[Any], object], name: str
    ) -> None:
        super().__init__()
        self.rows = RowTableModel(columns, key, self)
        self.setAccessibleName(name)
        self.setProperty(LOOK, SCROLL)
        self.setModel(self.rows)
        self.setHorizontalHeader(_Head(self))
        self.setItemDelegate(_CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.viewport().setAutoFillBackground(False)
        self.horizontalHeader().viewport().setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(16)
        rows.setDefaultSectionSize(profile().row)
        self.horizontalHeader().sectionClicked.connect(self._head_pressed)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows`; the chosen row stays chosen as long as it is among them."""
        self.rows.set_rows(rows)

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns of the same rows; the same row stays chosen, which is no new choice."""
        key = self.chosen_key()
        self.rows.set_columns(columns)
        self._spread()
        if key is not None:
            with QSignalBlocker(self):
                self.choose(key)

    def chosen_row(self) -> int:
        """Number of the chosen row, -1 if none."""
        return self.currentIndex().row()

    def chosen_key(self) -> object:
        """Key of the chosen row, None if none."""
        row = self.chosen_row()
        return None if row < 0 else self.rows.key_at(row)

    def choose(self, key: object) -> bool:
        """Choose the row with `key`; False if it is not here."""
        number = self.rows.number_of(key)
        if number < 0:
            return False
        self._choose_row(number)
        return True

    def move(self, step: int) -> None:  # type: ignore[override]  # a window's move has no use here
        """Choose the row `step` rows further, as far as there are rows."""
        count = self.rows.rowCount()
        if count:
            row = self.chosen_row()
            target = 0 if row < 0 and step > 0 else row + step
            self._choose_row(max(0, min(count - 1, target)))

    def page(self, step: int) -> None:
        """Move by whole pages."""
        visible = max(1, self.viewport().height() // profile().row)
        self.move(step * visible)

    def open_chosen(self) -> None:
        """Open the chosen row, if any."""
        key = self.chosen_key()
        if key is not None:
            self.row_opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Page Up, Page Down and Enter; all other keys go on to the screen."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in moves:
            self.move(moves[key])
        elif key in pages:
            self.page(pages[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        else:
            event.ignore()

    def _choose_row(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.rows.index(number, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.row_chosen.emit(self.rows.key_at(current.row()))

    def _head_pressed(self, section: int) -> None:
        self.header_pressed.emit(self.rows.columns[section].id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every column its width again."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Fixed columns keep their width; the others share what is left."""
        columns = self.rows.columns
        widths = [scaled(column.width) for column in columns]
        free = self.viewport().width() - sum(widths)
        open_ones = [number for number, width in enumerate(widths) if width == 0]
        for number in open_ones:
            widths[number] = max(scaled(48), free // len(open_ones))
        if not open_ones and widths and free > 0:
            widths[-1] += free
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in a new theme."""
        super().changeEvent(event)
        if event.type() in LOOK_EVENTS:
            self.viewport().update()


class TablePanel(Frame):
    """A table in a panel's edge, with a foot line for the count and the keys."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table.accessibleName())
        self._left = Label("", TextRole.NOTE, Ink.TEXT2)
        self._right = Label("", TextRole.NOTE, Ink.TEXT2, align=Qt.AlignmentFlag.AlignRight)
        self._line = Rule()
        foot = QHBoxLayout()
        foot.setContentsMargins(scaled(EDGE) - 1, 0, scaled(EDGE) - 1, 0)
        foot.addWidget(self._left)
        foot.addStretch(1)
        foot.addWidget(self._right)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._foot.setFixedHeight(scaled(37))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(table, 1)
        column.addWidget(self._line)
        column.addWidget(self._foot)
        self.set_foot("", "")

    def set_foot(self, left: str, right: str) -> None:
        """Change the foot line; without words it is not there."""
        self._left.setText(left)
        self._right.setText(right)
        shown = bool(left or right)
        self._foot.setVisible(shown)
        self._line.setVisible(shown)
