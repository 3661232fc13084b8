"""The scan panel of a demo plant: a press types the code into the window as a scanner would."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Replay
from qtrace.ui.people.scan_panel_model import PanelState, ScanPanelModel
from qtrace.ui.people.scan_panel_texts import (
    CodeTile,
    badge_tiles,
    command_tiles,
    goods_tiles,
)
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import clear_layout, profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton, TileButton, TileSpec
from qtrace.ui.widgets.labels import IconLabel, Label
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.topbar import DemoMark

TILE_HEIGHT = 48
WIDTH = 480


@dataclass(frozen=True, slots=True)
class SectionShape:
    """How many tiles a section shows at a time."""

    columns: int
    rows: int
    height: int = TILE_HEIGHT
    centred: bool = False


class Section(QWidget):
    """Tiles of one kind, page by page.

    Signals:
        pressed: the `CodeTile` that was pressed.
    """

    pressed = Signal(object)

    def __init__(self, title: str, shape: SectionShape, tr: Translator) -> None:
        super().__init__()
        self._shape = shape
        self._tr = tr
        self._tiles: tuple[CodeTile, ...] = ()
        self._page = 0
        self.buttons: tuple[TileButton, ...] = ()
        self.more = KeyButton(ActionSpec("more", "", "", IconName.CHEVRON_RIGHT))
        self.more.setFixedHeight(scaled(40))
        self.more.chosen.connect(self._turn)
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        head.addWidget(Label(title, TextRole.NOTE_STRONG, Ink.TEXT2))
        head.addStretch(1)
        head.addWidget(self.more)
        self._grid = QGridLayout()
        self._grid.setSpacing(scaled(8))
        for column in range(shape.columns):
            self._grid.setColumnStretch(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(4))
        outer.addLayout(head)
        outer.addLayout(self._grid)
        rows = shape.rows
        height = rows * scaled(shape.height) + (rows - 1) * scaled(8) + scaled(44)
        self.setFixedHeight(height)

    def show_tiles(self, tiles: Sequence[CodeTile]) -> None:
        """Show `tiles`; the page stays as far as there is one."""
        self._tiles = tuple(tiles)
        self._page = min(self._page, self._pages() - 1)
        self._fill()

    def _pages(self) -> int:
        room = self._shape.columns * self._shape.rows
        return max(1, -(-len(self._tiles) // room))

    def _turn(self, _value: object) -> None:
        self._page = (self._page + 1) % self._pages()
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._grid)
        shape = self._shape
        room = shape.columns * shape.rows
        shown = self._tiles[self._page * room : (self._page + 1) * room]
        buttons = []
        for number, tile in enumerate(shown):
            button = self._button(tile)
            self._grid.addWidget(button, number // shape.columns, number % shape.columns)
            buttons.append(button)
        self._grid.setRowStretch(shape.rows, 1)
        self.buttons = tuple(buttons)
        text = f"{self._page + 1} / {self._pages()}"
        self.more.set_spec(ActionSpec("more", "", text, IconName.CHEVRON_RIGHT))
        said = self._tr.say(
            "Next page, {page} of {total}", page=self._page + 1, total=self._pages()
        )
        self.more.setAccessibleName(said)
        self.more.setVisible(self._pages() > 1)

    def _button(self, tile: CodeTile) -> TileButton:
        spec = TileSpec(tile.id, self._fitting(tile), tile.note, tile.icon, tile.tail)
        button = TileButton(spec, centred=self._shape.centred, height=scaled(self._shape.height))
        policy = QSizePolicy.Policy
        button.setSizePolicy(policy.Ignored, policy.Fixed)
        button.chosen.connect(lambda _value, tile=tile: self.pressed.emit(tile))
        return button

    def _fitting(self, tile: CodeTile) -> str:
        """The longest of the tile's titles that is not cut off."""
        inner = scaled(WIDTH - 32) - scaled(8) * (self._shape.columns - 1)
        room = inner / self._shape.columns - scaled(54 if tile.icon else 16) - scaled(15)
        if tile.tail:
            room -= text_width(tile.tail, role_font(TextRole.DATA_NOTE)) + scaled(8)
        small = role_font(TextRole.NOTE)
        fitting = [title for title in tile.titles if text_width(title, small) <= room]
        return fitting[0] if fitting else tile.titles[-1]


class ScanPanel(Frame):
    """Badges, goods and commands of the demo plant as codes to press."""

    def __init__(
        self,
        bench: Bench,
        model: ScanPanelModel,
        replay: Replay,
        *,
        target: QWidget | None = None,
    ) -> None:
        """Build the panel.

        Args:
            bench: the language.
            model: the codes.
            replay: types a code.
            target: the window that gets it; the panel's own one if not given.
        """
        self._tr: Translator = bench.translator
        super().__init__(self._tr.say("Scan panel"), dashed=True, sunken=True)
        self._model, self._replay, self._target = model, replay, target
        self.badges = Section(self._tr.say("Badges"), SectionShape(2, 2, 64), self._tr)
        self.goods = Section(self._tr.say("Deliveries and lots"), SectionShape(1, 3), self._tr)
        self.commands = Section(
            self._tr.say("Commands"), SectionShape(3, 2, centred=True), self._tr
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(8))
        outer.setSpacing(scaled(4))
        outer.addLayout(self._head())
        self.note = Label(self._hint(), TextRole.NOTE, Ink.TEXT2)
        outer.addWidget(self.note)
        for section in (self.badges, self.goods, self.commands):
            section.pressed.connect(self._press)
            outer.addWidget(section)
        outer.addStretch(1)
        model.changed.connect(self._show)
        self._show(model.state)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(scaled(12))
        head.addWidget(IconLabel(IconName.SCANNER, 28))
        head.addWidget(Label(self._tr.say("Scan panel"), TextRole.TITLE))
        head.addStretch(1)
        head.addWidget(DemoMark(self._tr.say("DEMO PLANT")))
        return head

    def _hint(self) -> str:
        return self._tr.say("Press a code: it goes through the real scan path")

    def refresh(self) -> None:
        """Read the codes again."""
        self._model.refresh()

    def _show(self, state: PanelState) -> None:
        self.badges.show_tiles(badge_tiles(self._tr, state))
        self.goods.show_tiles(goods_tiles(self._tr, state))
        self.commands.show_tiles(command_tiles(self._tr, state))

    def _press(self, tile: CodeTile) -> None:
        self.note.setText(tile.hint or self._hint())
        self.note.set_ink(Ink.TEXT if tile.hint else Ink.TEXT2)
        self._replay(self._target if self._target is not None else self.window(), tile.data)


class ScanPanelWindow(QWidget):
    """The scan panel beside another screen: a bare tool window that never takes the focus."""

    def __init__(
        self,
        bench: Bench,
        owner: QWidget,
        replay: Replay,
        model: ScanPanelModel | None = None,
    ) -> None:
        flags = Qt.WindowType
        super().__init__(
            owner, flags.Tool | flags.FramelessWindowHint | flags.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._owner, self._bench, self._replay = owner, bench, replay
        self._model = model or ScanPanelModel(bench)
        self.panel = self._build()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panel)
        bench.language_changed.connect(self._speak)

    def toggle(self) -> None:
        """Show the panel at the right edge of its owner, or hide it."""
        if self.isVisible():
            self.hide()
            return
        self._model.refresh()
        self._place()
        self.show()

    def _build(self) -> ScanPanel:
        return ScanPanel(self._bench, self._model, self._replay, target=self._owner)

    def _speak(self, _translator: object) -> None:
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.panel)
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = self._build()
        layout.addWidget(self.panel)

    def _place(self) -> None:
        """As wide as drawn; beside the owner if the screen has room, else over its right edge."""
        height = self.panel.sizeHint().height()
        self.setFixedSize(scaled(WIDTH), height)
        frame = self._owner.frameGeometry()
        screen = self._owner.screen().availableGeometry()
        x = min(frame.right() + 1, screen.right() - self.width() + 1)
        y = max(screen.top(), frame.top() + 64 + profile().gap)
        self.move(QPoint(x, min(y, screen.bottom() - height + 1)))
