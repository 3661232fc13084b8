"""Choices in rows and columns; known ones are changed in place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from qtrace.ui.inspection.key_tile import KeyTile, KeyTileSpec
from qtrace.ui.widgets.base import clear_layout, scaled


class TileGrid(QWidget):
    """Tiles that say what was pressed.

    Signals:
        triggered: action of the pressed tile.
    """

    triggered = Signal(str)

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns
        self.tiles: tuple[KeyTile, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(scaled(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tiles(self, specs: Sequence[KeyTileSpec]) -> None:
        """Show `specs`."""
        if len(specs) != len(self.tiles):
            clear_layout(self._grid)
            self.tiles = tuple(KeyTile(spec) for spec in specs)
            for number, tile in enumerate(self.tiles):
                tile.chosen.connect(self._tell)
                self._grid.addWidget(tile, *divmod(number, self._columns))
            return
        for tile, spec in zip(self.tiles, specs, strict=True):
            if tile.spec != spec:
                tile.show_spec(spec)

    def _tell(self, action: object) -> None:
        self.triggered.emit(str(action))
