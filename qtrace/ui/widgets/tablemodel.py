"""The table model: frozen rows and typed columns; changes are told row by row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.chips import ChipSpec

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
ROOT = QModelIndex()


class ColumnAlign(StrEnum):
    """Where a column's content stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class SortMark(StrEnum):
    """The arrow in a column's head."""

    NONE = "none"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class CellView:
    """What one cell shows.

    Attributes:
        text: the first, or only, line.
        second: a second line below it, as a note.
        role: type role of the first line.
        strong_if_chosen: bold while its row is the chosen one.
        chip: a status chip in place of the text.
        tag: the text stands on a small grey field (a revision).
        icon: an icon before the text.
    """

    text: str = ""
    second: str = ""
    role: TextRole = TextRole.BODY
    ink: Ink = Ink.TEXT
    chip: ChipSpec | None = None
    tag: bool = False
    icon: IconName | None = None
    strong_if_chosen: bool = False

    def spoken(self) -> str:
        """What a screen reader says."""
        shown = self.chip.text if self.chip is not None else self.text
        return " ".join(filter(None, (shown, self.second)))


@dataclass(frozen=True)  # no slots: `Column[Row](...)` cannot be called on a class with slots
class Column(Generic[Row]):
    """One column: its head, and how a row becomes a cell.

    Attributes:
        width: pixels of the drawing; 0 takes its share of what is left.
    """

    id: str
    title: str
    view: Callable[[Row], CellView]
    width: int = 0
    align: ColumnAlign = ColumnAlign.LEFT
    sort: SortMark = SortMark.NONE


class RowTableModel(QAbstractTableModel):
    """A table over frozen rows, each known by its key.

    New rows are compared with the old ones: only what changed is told to the view, so the
    selection and the place on the screen stay.
    """

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        key: Callable[[Any], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[Any] = []
        self._keys: list[object] = []

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """The columns."""
        return self._columns

    def set_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Replace the columns, for another language or another view of the same rows."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, cell view or alignment of a cell."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(ALIGNMENTS[column.align])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, CELL_ROLE):
            cell = column.view(self._rows[index.row()])
            return cell if role == CELL_ROLE else cell.spoken()
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._columns[section].title
        return None

    def row(self, number: int) -> Any:
        """The row object at `number`."""
        return self._rows[number]

    def key_at(self, number: int) -> object:
        """The key of the row at `number`."""
        return self._keys[number]

    def number_of(self, key: object) -> int:
        """Where the row with `key` stands; -1 if it is not here."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show `rows`; rows with the same key stay the same row.

        Raises:
            ValueError: two rows have one key.
        """
        keys = [self._key(row) for row in rows]
        if len(set(keys)) != len(keys):
            raise ValueError("two rows have one key")
        self._remove_gone(set(keys))
        self._insert_new(rows, keys)
        if self._keys != keys:
            self._reorder(rows, keys)
        self._change(rows)

    def _remove_gone(self, wanted: set[object]) -> None:
        for number in range(len(self._keys) - 1, -1, -1):
            if self._keys[number] not in wanted:
                self.beginRemoveRows(ROOT, number, number)
                del self._rows[number], self._keys[number]
                self.endRemoveRows()

    def _insert_new(self, rows: Sequence[Any], keys: list[object]) -> None:
        known = set(self._keys)
        if not known and keys:
            self.beginInsertRows(ROOT, 0, len(keys) - 1)
            self._rows, self._keys = list(rows), list(keys)
            self.endInsertRows()
            return
        for number, key in enumerate(keys):
            if key not in known:
                place = min(number, len(self._keys))
                self.beginInsertRows(ROOT, place, place)
                self._rows.insert(place, rows[number])
                self._keys.insert(place, key)
                self.endInsertRows()

    def _reorder(self, rows: Sequence[Any], keys: list[object]) -> None:
        self.layoutAboutToBeChanged.emit()
        place = {key: number for number, key in enumerate(keys)}
        before = self.persistentIndexList()
        after = [self.index(place[self._keys[i.row()]], i.column()) for i in before]
        old = dict(zip(self._keys, self._rows, strict=True))
        self._keys = list(keys)
        self._rows = [old.get(key, row) for key, row in zip(keys, rows, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _change(self, rows: Sequence[Any]) -> None:
        last = len(self._columns) - 1
        for number, row in enumerate(rows):
            if self._rows[number] != row:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, last))


ALIGNMENTS = {
    ColumnAlign.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    ColumnAlign.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    ColumnAlign.CENTRE: Qt.AlignmentFlag.AlignCenter,
}
