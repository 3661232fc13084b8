"""The grid page: side panel, characteristics, current cell, readings, gauge and keypad."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.inspection.cells import characteristic_of, has_cells
from qtrace.ui.inspection.current_card import CurrentCard
from qtrace.ui.inspection.gauge_card import GaugeCard, gauge_texts
from qtrace.ui.inspection.grid_texts import (
    attribute_tiles,
    card_texts,
    columns_of,
    grid_heads,
    grid_rows,
    tabs,
)
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.panels import PanelHost
from qtrace.ui.inspection.return_line import ReturnLine
from qtrace.ui.inspection.side_panel import SidePanel
from qtrace.ui.inspection.side_texts import side_texts
from qtrace.ui.theme.qss import LOOK, SCROLL
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.containers import ContainerTiles, TileSize
from qtrace.ui.widgets.current import CharacteristicTabs
from qtrace.ui.widgets.keypad import Keypad, KeypadLayout, KeypadTexts
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.readings import ReadingGrid

PIECES_ACROSS = 13
MOST_PIECES = 260
"""More tiles than this are no picture any more; the piece is named by its number."""


class FollowingGrid(ReadingGrid):
    """A grid that keeps its current row in sight when its height changes."""

    def __init__(self, heads: tuple[str, ...], name: str) -> None:
        super().__init__(heads, name)
        self._followed: object = None

    def follow(self, key: object) -> None:
        """Keep the row with `key` and the one after it in sight."""
        self._followed = key
        self.show_row(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look for the row again."""
        super().resizeEvent(event)
        if self._followed is not None:
            self.show_row(self._followed)


class GridPage(QWidget):
    """Everything for taking readings.

    Signals:
        triggered: action id.
        typed: a character of the keypad.
        cell_pressed: characteristic id and piece.
        tab_chosen: characteristic id.
        box_pressed: container number.
        piece_pressed: piece of the current attribute.
    """

    triggered = Signal(str)
    typed = Signal(str)
    cell_pressed = Signal(object, int)
    tab_chosen = Signal(object)
    box_pressed = Signal(int)
    piece_pressed = Signal(int)

    def __init__(self, tr: Translator, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self._tr, self._local = tr, local
        self.returned = ReturnLine(tr, local)
        self._columns: tuple[int, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        self.side = SidePanel(tr)
        self.side.setFixedWidth(scaled(330))
        self.side.box_pressed.connect(self.box_pressed)
        self.side.class_pressed.connect(lambda place: self.triggered.emit(f"source:{place}"))
        self.side.drawing.triggered.connect(self.triggered)
        row.addWidget(self.side)
        row.addLayout(self._middle(), 1)
        row.addWidget(self._right())

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(scaled(8))
        self.tabs = CharacteristicTabs()
        self.tabs.chosen.connect(lambda key: self.tab_chosen.emit(int(key)))
        column.addWidget(self.returned)
        column.addWidget(self.tabs)
        work = QWidget()
        self._stack = QStackedLayout(work)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._readings())
        self.panel = PanelHost(self._tr, self._local)
        self.panel.triggered.connect(self.triggered)
        self._stack.addWidget(self.panel)
        column.addWidget(work, 1)
        return column

    def _readings(self) -> QWidget:
        area = QWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self.card = CurrentCard(self._tr)
        self.card.triggered.connect(self.triggered)
        column.addWidget(self.card)
        below = QWidget()
        self._below = QStackedLayout(below)
        self._below.setContentsMargins(0, 0, 0, 0)
        frame = Frame()
        box = QVBoxLayout(frame)
        box.setContentsMargins(1, 1, 1, 1)
        self.grid = FollowingGrid(
            (self._tr.say("Piece"), self._tr.say("Container")), self._tr.say("Readings")
        )
        self.grid.cell_pressed.connect(self._cell)
        box.addWidget(self.grid)
        self._below.addWidget(frame)
        self._below.addWidget(self._pieces())
        column.addWidget(below, 1)
        return area

    def _pieces(self) -> QWidget:
        frame = Frame(self._tr.say("Pieces"))
        box = QVBoxLayout(frame)
        box.setContentsMargins(scaled(12), scaled(12), scaled(8), scaled(8))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty(LOOK, SCROLL)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, scaled(8), 0)
        self.pieces = ContainerTiles(PIECES_ACROSS, TileSize.SMALL)
        self.pieces.pressed.connect(self.piece_pressed)
        column.addWidget(self.pieces)
        column.addStretch(1)
        scroll.setWidget(inner)
        for ground in (scroll.viewport(), inner):
            ground.setAutoFillBackground(False)
        box.addWidget(scroll)
        return frame

    def _right(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(scaled(300))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self.gauge = GaugeCard()
        self.gauge.chosen.connect(lambda _value: self.triggered.emit("next_gauge"))
        column.addWidget(self.gauge)
        tr = self._tr
        texts = KeypadTexts(
            tr.term("key", "Back"), tr.term("key", "Next"), sign_name=tr.term("key", "Sign")
        )
        self.keypad = Keypad(texts, KeypadLayout.READING)
        self.keypad.character_typed.connect(self.typed)
        self.keypad.sign_toggled.connect(lambda: self.triggered.emit("sign"))
        self.keypad.back_pressed.connect(lambda: self.triggered.emit("back"))
        self.keypad.enter_pressed.connect(lambda: self.triggered.emit("pad_enter"))
        column.addWidget(self.keypad, 1)
        return side

    def show_view(self, view: InspectionView, *, calm_enter: bool) -> None:
        """Show another state; `calm_enter` leaves the primary colour to F10, F9 takes it too."""
        sheet = view.sheet
        if sheet is None or not sheet.characteristics or not view.reading.characteristic_id:
            return
        tr = self._tr
        self.side.show_texts(side_texts(tr, view))
        self.side.show_drawing(view)
        self.returned.show_sheet(sheet)
        shown, current = tabs(tr, view)
        self.tabs.set_tabs(shown, current, self._tab_room())
        open_panel = view.panel.kind is not PanelKind.NONE
        self._stack.setCurrentIndex(1 if open_panel else 0)
        if open_panel:
            self.panel.show_view(view)
        card = card_texts(tr, view)
        self.card.show_texts(card)
        own = characteristic_of(sheet, view.reading.characteristic_id)
        if has_cells(own):
            self._show_grid(view)
        elif own.n <= MOST_PIECES:
            self.pieces.set_tiles(attribute_tiles(tr, view))
            self._below.setCurrentIndex(1)
        self.gauge.show_gauge(gauge_texts(tr, view))
        enter = tr.term("key", "Keep") if view.reading.question else tr.term("key", "Next")
        calm = calm_enter or (bool(card.all_ok) and not open_panel)
        self._show_pad(enter, calm=calm, live=view.reading.may_measure or open_panel)

    def _show_pad(self, enter: str, *, calm: bool, live: bool) -> None:
        self.keypad.setEnabled(live)
        self.keypad.set_enter(enter, primary=live and not calm, enabled=live)

    def _show_grid(self, view: InspectionView) -> None:
        columns = tuple(row.characteristic_id for row in columns_of(view))
        if columns != self._columns:
            self._columns = columns
            self.grid.set_heads(grid_heads(self._tr, view))
        self.grid.set_rows(grid_rows(self._tr, view))
        self._below.setCurrentIndex(0)
        if view.reading.cursor is not None:
            self.grid.follow(view.reading.cursor[1])

    def _tab_room(self) -> int:
        width = self.tabs.width()
        return width if width > scaled(400) else scaled(704)

    def _cell(self, piece: object, column: int) -> None:
        if isinstance(piece, int) and 0 <= column < len(self._columns):
            self.cell_pressed.emit(self._columns[column], piece)

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(scaled(1350), scaled(616))
