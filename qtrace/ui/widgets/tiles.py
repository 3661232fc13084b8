"""Tiles of which one is chosen, and a line for the person's words; both for stations."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font
from qtrace.ui.theme.qss import FIELD, LOOK
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import TileButton, TileSpec
from qtrace.ui.widgets.fields import MOST
from qtrace.ui.widgets.labels import Label


class Tiles(QWidget):
    """Some tiles of which one is chosen by a press; they never take the focus.

    Signals:
        chosen: id of the pressed tile.
    """

    chosen = Signal(str)

    def __init__(self, specs: Sequence[TileSpec], columns: int) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(profile().gap - 2)
        self.tiles: dict[str, TileButton] = {}
        self._columns, self._grid = columns, grid
        self.set_specs(specs)

    def set_specs(self, specs: Sequence[TileSpec]) -> None:
        """Show `specs`; tiles that stay are changed in place."""
        if [spec.id for spec in specs] != list(self.tiles):
            for tile in self.tiles.values():
                tile.hide()
                tile.deleteLater()
            self.tiles = {}
            for number, spec in enumerate(specs):
                tile = TileButton(spec)
                tile.chosen.connect(self._press)
                self._grid.addWidget(tile, number // self._columns, number % self._columns)
                self.tiles[spec.id] = tile
            for column in range(self._columns):
                self._grid.setColumnStretch(column, 1)
        for spec in specs:
            self.tiles[spec.id].set_spec(spec)

    def _press(self, value: object) -> None:
        self.chosen.emit(str(value))


class Words(QWidget):
    """A line for the person's words, its name at the left.

    Signals:
        edited: the new text.
    """

    edited = Signal(str)

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.input = QLineEdit()
        self.input.setProperty(LOOK, FIELD)
        self.input.setAccessibleName(name)
        self.input.setMaxLength(MOST)
        self.input.setFont(role_font(TextRole.BODY))
        self.input.setFixedHeight(profile().control)
        self.input.textEdited.connect(self.edited)
        label = Label(name, TextRole.STRONG, wrap=True)
        label.setFixedWidth(scaled(width))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(profile().gap)
        row.addWidget(label)
        row.addWidget(self.input, 1)

    def show_words(self, text: str) -> None:
        """Show `text` unless it stands there already."""
        if self.input.text() != text:
            self.input.setText(text)
