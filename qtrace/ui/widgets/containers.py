"""Container tiles: i of N, and how far each one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole, sized_font
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import CENTRE, LEFT, box, role_font, write
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import PaintedButton, clear_layout, profile, scaled


class TileState(StrEnum):
    """How far a container is.

    PLAIN and OPEN belong to sampling (not drawn, drawn), the others to labelling.
    """

    TODO = "todo"
    DONE = "done"
    NOW = "now"
    FAILED = "failed"
    PLAIN = "plain"
    OPEN = "open"


class TileSize(StrEnum):
    """SMALL: sampling; LINE: number and mark beside each other; LARGE: number over a quantity."""

    SMALL = "small"
    LINE = "line"
    LARGE = "large"


HEIGHTS = {TileSize.SMALL: 44, TileSize.LINE: 46, TileSize.LARGE: 72}
GAPS = {TileSize.SMALL: 6, TileSize.LINE: 6, TileSize.LARGE: 8}


@dataclass(frozen=True, slots=True)
class Tile:
    """One container: its number, state, and a note (its quantity).

    Attributes:
        spoken: what a screen reader says; the number if empty.
    """

    number: int
    state: TileState
    note: str = ""
    spoken: str = ""


class TileFace(PaintedButton):
    """One container as a button."""

    def __init__(self, tile: Tile, size: TileSize) -> None:
        super().__init__(tile.number)
        self._size = size
        self.tile = tile
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_tile(tile)

    def show_tile(self, tile: Tile) -> None:
        """Show another state."""
        self.tile = tile
        self.value = tile.number
        self.setAccessibleName(tile.spoken or str(tile.number))
        self.setAccessibleDescription(tile.note)
        self.update()

    def sizeHint(self) -> QSize:
        """A finger's size."""
        height = max(scaled(HEIGHTS[self._size]), profile().row - 4)
        return QSize(scaled(44 if self._size is TileSize.SMALL else 66), height)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint ground, number and mark."""
        ink = self._ground(painter, rect, tokens)
        if self._size is TileSize.LARGE:
            self._draw_large(painter, rect, tokens, ink)
        elif self._size is TileSize.LINE:
            self._draw_line(painter, rect, tokens, ink)
        else:
            loud = self.tile.state in (TileState.OPEN, TileState.NOW, TileState.FAILED)
            font = sized_font(scaled(20), bold=True) if loud else role_font(TextRole.BODY)
            if self.tile.state is TileState.DONE:
                place = QRectF(rect.right() - scaled(17), rect.top() + 2, scaled(14), scaled(14))
                paint_icon(painter, place, IconName.TICK, tokens.text2)
                rect = rect.adjusted(0, scaled(6), 0, 0)
            write(painter, rect, str(self.tile.number), font, ink, CENTRE)

    def _ground(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> str:
        """Paint the ground of the state; returns the colour of words on it."""
        state, radius = self.tile.state, scaled(6)
        if state is TileState.FAILED:
            box(painter, rect, fill=tokens.blocked.fill, radius=radius)
            return tokens.blocked.text
        if state is TileState.DONE:
            box(painter, rect, fill=tokens.sunken, radius=radius)
            return tokens.text
        if state is TileState.OPEN:
            box(painter, rect, fill=tokens.sunken, edge=tokens.text, width=2, radius=radius)
            return tokens.text
        if state is TileState.NOW:
            if self._size is TileSize.SMALL:
                box(painter, rect, fill=tokens.primary, radius=radius)
                return tokens.on_primary
            box(painter, rect, fill=tokens.surface, edge=tokens.focus, width=3, radius=radius)
            return tokens.text
        dashed = state is TileState.TODO
        edge = tokens.control if dashed else tokens.line
        box(painter, rect, fill=tokens.surface, edge=edge, radius=radius, dashed=dashed)
        return tokens.text2

    def _draw_large(self, painter: QPainter, rect: QRectF, tokens: Tokens, ink: str) -> None:
        loud = self.tile.state in (TileState.NOW, TileState.FAILED)
        font = sized_font(scaled(30), bold=loud)
        half = rect.height() / 2
        upper = QRectF(rect.left(), rect.top() + scaled(2), rect.width(), half + scaled(8))
        lower = QRectF(
            rect.left() + 2, rect.top() + half + scaled(4), rect.width() - 4, half - scaled(6)
        )
        write(painter, upper, str(self.tile.number), font, ink, CENTRE)
        note = self.tile.note
        failed = self.tile.state is TileState.FAILED
        code = ink if failed else tokens.text2
        write(painter, lower, note, role_font(TextRole.NOTE), code, CENTRE)
        place = QRectF(rect.right() - scaled(22), rect.top() + scaled(4), scaled(18), scaled(18))
        if self.tile.state is TileState.DONE:
            paint_icon(painter, place, IconName.TICK, tokens.text2)
        elif failed:
            paint_status(painter, place, Status.BLOCKED, ink)

    def _draw_line(self, painter: QPainter, rect: QRectF, tokens: Tokens, ink: str) -> None:
        loud = self.tile.state in (TileState.NOW, TileState.FAILED)
        role = TextRole.STRONG if loud else TextRole.BODY
        area = rect.adjusted(scaled(8), 0, -scaled(8), 0)
        write(painter, area, str(self.tile.number), role_font(role), ink, LEFT)
        place = QRectF(area.right() - scaled(20), rect.top(), scaled(20), rect.height())
        if self.tile.state is TileState.DONE:
            paint_icon(painter, place.adjusted(2, 0, 0, 0), IconName.TICK, tokens.text)
        elif self.tile.state is TileState.FAILED:
            paint_status(painter, place, Status.BLOCKED, ink)


class ContainerTiles(QWidget):
    """The containers of a lot; states change in place, a press tells the number."""

    pressed = Signal(int)

    def __init__(self, columns: int, size: TileSize = TileSize.LINE) -> None:
        super().__init__()
        self._columns = columns
        self._size = size
        self.tiles: tuple[TileFace, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(scaled(GAPS[size]))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tiles(self, tiles: Sequence[Tile], columns: int = 0) -> None:
        """Show `tiles` in `columns` (as before if 0)."""
        columns = columns or self._columns
        if len(tiles) != len(self.tiles) or columns != self._columns:
            self._columns = columns
            self._build(tiles)
            return
        for face, tile in zip(self.tiles, tiles, strict=True):
            if face.tile != tile:
                face.show_tile(tile)

    def _build(self, tiles: Sequence[Tile]) -> None:
        clear_layout(self._grid)
        self.tiles = tuple(TileFace(tile, self._size) for tile in tiles)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
        for number, face in enumerate(self.tiles):
            row, column = divmod(number, self._columns)
            self._grid.setColumnStretch(column, 1)
            face.chosen.connect(self._tell)
            self._grid.addWidget(face, row, column)

    def _tell(self, number: object) -> None:
        if isinstance(number, int):
            self.pressed.emit(number)
