"""The body of the receive screen: nothing yet, several lots, or the three columns."""

from functools import cached_property

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QWidget

from qtrace.ui.receiving.code_texts import PanelText, read_out, readings
from qtrace.ui.receiving.container_panel import ContainerPanel
from qtrace.ui.receiving.container_texts import containers_panel
from qtrace.ui.receiving.empty_page import EmptyPage
from qtrace.ui.receiving.fact_panel import FactPanel
from qtrace.ui.receiving.form_desk import FormDesk
from qtrace.ui.receiving.line_table import LineTable
from qtrace.ui.receiving.lot_texts import lot_panel, steps_panel
from qtrace.ui.receiving.order_texts import order_panel, quantity_text
from qtrace.ui.receiving.quantity_box import QuantityBox
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Form, Phase, ReceiveState
from qtrace.ui.receiving.wording import Words
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.table import TablePanel

LEFT, MIDDLE, RIGHT = 456, 400, 374
GAP, HEIGHT = 8, 440
FIT = QEvent.Type(QEvent.registerEventType())


class ReceivePages(QWidget):
    """Shows a `ReceiveState` below the band.

    Signals:
        tile_pressed: number of the container tile that was pressed.
    """

    tile_pressed = Signal(int)

    def __init__(self, words: Words, model: ReceiveModel) -> None:
        super().__init__()
        self._fits_soon = False
        # the window keeps its size whatever is shown: the panels fit their lines into it
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._words = words
        self._model = model
        self.empty = EmptyPage()
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._columns = self._build_columns()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._columns)

    @cached_property
    def lines(self) -> LineTable:
        """Several lots to choose from; made when there are."""
        lines = LineTable(self._words)
        lines.row_opened.connect(self._opened)
        lines.row_chosen.connect(self._pointed)
        return lines

    @cached_property
    def _line_panel(self) -> TablePanel:
        panel = TablePanel(self.lines)
        self._pages.addWidget(panel)
        return panel

    def _build_columns(self) -> QWidget:
        self.code = FactPanel(key_width=100)
        self.forms = FormDesk(self._words.tr, self._model)
        left = QWidget()
        self._left = QStackedLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.code)
        self._left.addWidget(self.forms)
        self.order = FactPanel()
        self.quantity = QuantityBox(self._words.tr.say("Quantity"))
        self.quantity.pressed.connect(self._model.count)
        self.order.set_foot(self.quantity)
        self.containers = ContainerPanel()
        self.containers.pressed.connect(self.tile_pressed)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(GAP))
        for widget, share in ((left, LEFT), (self.order, MIDDLE), (self.containers, RIGHT)):
            widget.setMinimumWidth(scaled(share // 2))
            row.addWidget(widget, share)
        return columns

    def show_state(self, state: ReceiveState) -> None:
        """Show `state`, with the form that it asks for."""
        self._show_body(state)
        self.forms.show_form(state)
        self._left.setCurrentIndex(0 if state.form in (Form.NONE, Form.CODE) else 1)

    def _show_body(self, state: ReceiveState) -> None:
        tr = self._words.tr
        if state.phase in (Phase.EMPTY, Phase.LOADING):
            self._pages.setCurrentWidget(self.empty)
            loading = state.phase is Phase.LOADING
            title = tr.say("Looking it up …") if loading else tr.say("Nothing scanned yet")
            note = "" if loading else tr.say("What is expected stands in the queue.")
            self.empty.say(title, note)
        elif state.phase is Phase.CHOOSE:
            self._pages.setCurrentWidget(self._line_panel)
            self.lines.show_lines(state.lines, state.chosen_line)
            count = tr.count("{n} lot", "{n} lots", len(state.lines))
            foot = tr.say("↑ ↓ choose   1–9 take   Enter receives")
            self._line_panel.set_foot(count, foot)
        else:
            self._pages.setCurrentWidget(self._columns)
            self._show_columns(state)

    def _show_columns(self, state: ReceiveState) -> None:
        words = self._words
        is_unread = state.phase is Phase.UNREAD
        left, middle = self._texts(state)
        self.quantity.setVisible(not is_unread and state.basis is not None)
        self.code.show_text(left, *self._room(LEFT))
        self.order.show_text(middle, *self._room(MIDDLE))
        self.quantity.show_quantity(quantity_text(words, state), self.order.keys)
        self.containers.setVisible(not is_unread)
        if not is_unread:
            self.containers.show_text(containers_panel(words, state))

    def _room(self, part: int) -> tuple[int, int]:
        """Width and height of a column in pixels; those of the drawing before it is laid out."""
        if not self.isVisible():
            return scaled(part), scaled(HEIGHT)
        share = (self.width() - 2 * scaled(GAP)) / (LEFT + MIDDLE + RIGHT)
        return round(part * share), self.height()

    def _texts(self, state: ReceiveState) -> tuple[PanelText, PanelText]:
        """What stands in the left and in the middle column."""
        words = self._words
        if state.phase is Phase.UNREAD and state.message is not None:
            first, second = readings(words, state.message)
            return first, second or steps_panel(words, state)
        if state.basis is None:
            return lot_panel(words, state), steps_panel(words, state)
        return read_out(words, state), order_panel(words, state)

    def _opened(self, key: object) -> None:
        ids = [line.line_id for line in self._model.state.lines]
        if key in ids:
            self._model.arrivals.choose(ids.index(key))

    def _pointed(self, key: object) -> None:
        state = self._model.state
        ids = [line.line_id for line in state.lines]
        if key in ids:
            self._model.arrivals.move(ids.index(key) - state.chosen_line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height holds other lines: fit them when the layout has come to rest."""
        super().resizeEvent(event)
        if not self._fits_soon:
            self._fits_soon = True
            QCoreApplication.postEvent(self, QEvent(FIT))

    def customEvent(self, event: QEvent) -> None:
        """Fit the lines into the panels as they are now."""
        if event.type() == FIT:
            self._fits_soon = False
            self._show_body(self._model.state)
