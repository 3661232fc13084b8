"""The classes of an inspection side by side: d against Ac, and the sample it was found in."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark
from qtrace.ui.theme.paint import LEFT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens, colour
from qtrace.ui.widgets.base import PaintedButton, clear_layout, scaled


@dataclass(frozen=True, slots=True)
class ClassCell:
    """One class.

    Attributes:
        d: failed pieces; "–" while it is not decided.
        after: what stands behind d ("/ 1").
        note: sample ("n 80").
        rejected: True if the class rejected the lot.
        is_shown: True for the class that the curve and the strip are about.
    """

    id: str
    name: str
    d: str
    after: str
    note: str
    rejected: bool = False
    is_shown: bool = False


class _CellFace(PaintedButton):
    """One class; a press draws its curve."""

    def __init__(self, cell: ClassCell, *, first: bool) -> None:
        super().__init__(cell.id)
        self.cell = cell
        self._first = first
        parts = (cell.name, cell.d, cell.after, cell.note)
        self.setAccessibleName(" ".join(filter(None, parts)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(scaled(96), scaled(88))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the divider, the name, d and Ac, the sample."""
        cell = self.cell
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        if not self._first:
            line = QRectF(rect.left(), rect.top() + scaled(4), 1, rect.height() - scaled(8))
            painter.fillRect(line, colour(tokens.line))
        left = rect.left() + (0 if self._first else scaled(15))
        width = rect.right() - left - scaled(4)
        name = QRectF(left, rect.top() + scaled(1), width, scaled(28))
        role = TextRole.STRONG if cell.is_shown else TextRole.BODY
        write(painter, name, cell.name, role_font(role), tokens.text)
        if cell.is_shown:
            mark = QRectF(
                left, name.bottom() - 1, text_width(cell.name, role_font(role)), scaled(2)
            )
            painter.fillRect(mark, colour(tokens.primary))
        counts = QRectF(left, rect.top() + scaled(28), width, scaled(36))
        if cell.rejected:
            side = scaled(24)
            place = QRectF(left, counts.center().y() - side / 2, side, side)
            paint_mark(painter, place, Status.BLOCKED, tokens)
            counts.setLeft(left + side + scaled(6))
        value = role_font(TextRole.VALUE)
        write(painter, counts, cell.d, value, tokens.text, LEFT)
        counts.setLeft(counts.left() + text_width(cell.d, value) + scaled(6))
        write(painter, counts.adjusted(0, 2, 0, 2), cell.after, role_font(TextRole.BODY),
              tokens.text2, LEFT)  # fmt: skip
        note = QRectF(left, rect.top() + scaled(63), width, scaled(24))
        write(painter, note, cell.note, role_font(TextRole.NOTE), tokens.text2)


class ClassCells(QWidget):
    """Up to three classes beside each other.

    Signals:
        chosen: id of the pressed class.
    """

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._cells: tuple[ClassCell, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_cells(self, cells: Sequence[ClassCell]) -> None:
        """Show `cells`; nothing is touched if they are the same as before."""
        if tuple(cells) == self._cells:
            return
        self._cells = tuple(cells)
        clear_layout(self._row)
        for number, cell in enumerate(cells):
            face = _CellFace(cell, first=number == 0)
            face.chosen.connect(self._choose)
            self._row.addWidget(face, 1)

    def _choose(self, value: object) -> None:
        self.chosen.emit(str(value))
