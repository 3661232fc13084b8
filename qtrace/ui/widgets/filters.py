"""Filter tiles: how many are where in the pipeline; one press filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import box, role_font, text_width, write
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import PaintedButton, clear_layout, profile, scaled


@dataclass(frozen=True, slots=True)
class FilterTile:
    """One stage of the pipeline and how many stand there."""

    id: str
    count: str
    text: str


class FilterButton(PaintedButton):
    """One filter tile."""

    def __init__(self, tile: FilterTile) -> None:
        super().__init__(tile.id)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tile = tile
        self.show_tile(tile)

    def show_tile(self, tile: FilterTile) -> None:
        """Show another count."""
        self.tile = tile
        self.value = tile.id
        self.setAccessibleName(f"{tile.text}: {tile.count}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for count and word."""
        count = text_width(self.tile.count, role_font(TextRole.VALUE))
        words = text_width(self.tile.text, role_font(TextRole.STRONG))
        return QSize(round(count + words) + scaled(46), profile().control)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the tile; the chosen one has a dark edge."""
        chosen = self.isChecked()
        ground = tokens.sunken if chosen or self.isDown() else tokens.surface
        edge = tokens.text if chosen else tokens.control
        box(painter, rect, fill=ground, edge=edge, width=2 if chosen else 1)
        font = role_font(TextRole.VALUE)
        left = rect.left() + scaled(20)
        width = text_width(self.tile.count, font)
        counted = QRectF(left, rect.top(), width + 2, rect.height())
        write(painter, counted, self.tile.count, font, tokens.text)
        left += width + scaled(13)
        words = QRectF(left, rect.top(), rect.right() - left - scaled(8), rect.height())
        role = TextRole.STRONG if chosen else TextRole.BODY
        write(painter, words, self.tile.text, role_font(role), tokens.text)


class FilterTiles(QWidget):
    """A row of filter tiles, one of them chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: tuple[FilterButton, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(8))

    def set_tiles(self, tiles: Sequence[FilterTile], current: str) -> None:
        """Show `tiles` with `current` chosen; known tiles are changed in place."""
        if [tile.id for tile in tiles] != [button.tile.id for button in self.buttons]:
            clear_layout(self._row)
            self.buttons = tuple(FilterButton(tile) for tile in tiles)
            for button in self.buttons:
                button.chosen.connect(self._choose)
                self._row.addWidget(button, 1)
        for button, tile in zip(self.buttons, tiles, strict=True):
            button.show_tile(tile)
            button.setChecked(tile.id == current)

    def _choose(self, value: object) -> None:
        for button in self.buttons:
            button.setChecked(button.tile.id == value)
        self.chosen.emit(str(value))
