"""The right panel: container tiles, lot, place, and one sentence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.ui.receiving.container_texts import ContainersText
from qtrace.ui.receiving.fact_panel import key_width
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.containers import ContainerTiles, TileSize
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.progress import ProgressBar

ROW, LOW_ROW, FEW, KEYS = 46, 36, 2, 76


class ContainerPanel(Panel):
    """Shows a `ContainersText`.

    Signals:
        pressed: number of the tile that was pressed.
    """

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__(" ")
        self._text: ContainersText | None = None
        self._tiles: ContainerTiles | None = None
        self._size: TileSize | None = None
        self._many = _Many()
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, scaled(4), 0, scaled(12))
        self._lines = QVBoxLayout()
        self._facts: FactList | None = None
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.body.setSpacing(0)
        self.body.addLayout(self._place)
        self.add(self._many)
        self._rule = Rule()
        self.add(self._rule)
        self.body.addLayout(self._lines)
        self.body.addSpacing(scaled(6))
        self.add(self._hint)
        self.body.addStretch(1)

    @property
    def tiles(self) -> ContainerTiles | None:
        """The tiles, if there are any."""
        return self._tiles

    def show_text(self, text: ContainersText) -> None:
        """Show `text`; tiles change in place."""
        if text == self._text:
            return
        self._text = text
        self.set_title(text.title)
        self.set_note(text.note)
        self._show_tiles(text)
        many = text.total > 0 and not text.tiles
        self._many.setVisible(many)
        if many:
            self._many.show_count(text)
        self._rule.setVisible(bool(text.tiles) or many)
        self._show_facts(text)
        self._hint.setText(text.hint)
        self._hint.setVisible(bool(text.hint))

    def _show_facts(self, text: ContainersText) -> None:
        """Lines get lower when a third one must fit below the tiles."""
        clear_layout(self._lines)
        row = ROW if len(text.facts) <= FEW else LOW_ROW
        keys = key_width((fact.key for fact in text.facts), KEYS)
        self._facts = FactList(text.title, key_width=keys, row=row, last_rule=True)
        self._facts.set_facts(text.facts)
        self._lines.addWidget(self._facts)

    def _show_tiles(self, text: ContainersText) -> None:
        if not text.tiles:
            clear_layout(self._place)
            self._tiles = self._size = None
            return
        if self._tiles is None or self._size is not text.size:
            clear_layout(self._place)
            self._size = text.size
            self._tiles = ContainerTiles(text.columns, text.size)
            self._tiles.pressed.connect(self.pressed)
            self._place.addWidget(self._tiles)
        self._tiles.set_tiles(text.tiles, text.columns)


class _Many(QWidget):
    """Too many containers for tiles: a count, a bar, and the numbers that are missing."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Label("", TextRole.COUNT)
        self._bar = ProgressBar("")
        self._missing = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(8), 0, scaled(12))
        column.setSpacing(scaled(8))
        for widget in (self._count, self._bar, self._missing):
            column.addWidget(widget)

    def show_count(self, text: ContainersText) -> None:
        """Show how far it is."""
        self._count.setText(f"{text.done} / {text.total}")
        self._bar.setAccessibleName(text.title)
        self._bar.show_progress(text.done, text.total)
        self._missing.setText(text.missing)
        self._missing.setVisible(bool(text.missing))
