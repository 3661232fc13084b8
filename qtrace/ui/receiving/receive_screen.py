"""Receiving: band, the label that was read, order and source, containers; one key receives."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import QueuePlace, ReceivePlace
from qtrace.ui.receiving.action_texts import (
    Actions,
    Rights,
    actions,
    keys_of,
    typing_keys_of,
)
from qtrace.ui.receiving.band_texts import band
from qtrace.ui.receiving.code_panel import CodePanel
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
from qtrace.ui.receiving.receive_state import CountField, Form, Phase, ReceiveState
from qtrace.ui.receiving.wording import Words
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.table import TablePanel
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import VerdictBand

LEFT, MIDDLE, RIGHT = 456, 400, 374
GAP, BAND = 8, 168
COMMANDS: Mapping[CommandCode, str] = {
    CommandCode.RECEIVE: "primary",
    CommandCode.ACCEPT: "primary",
    CommandCode.INSPECT: "inspect",
    CommandCode.NEXT: "primary",
    CommandCode.YES: "enter",
    CommandCode.ENTER: "enter",
    CommandCode.NO: "back",
    CommandCode.CANCEL: "back",
    CommandCode.BACK: "back",
    CommandCode.CLEAR: "rub_out",
    CommandCode.POINT: "type:.",
    CommandCode.PRINT: "reprint",
}


class ReceiveScreen(Screen):
    """The receive screen over its model."""

    def __init__(
        self, bench: Bench, place: ReceivePlace, model: ReceiveModel | None = None
    ) -> None:
        super().__init__()
        self._bench = bench
        self._words = Words(bench.translator, bench.zone)
        self._model = model or ReceiveModel(bench, place)
        self._actions = Actions((), ())
        self._keys: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {})
        self._head: tuple[ObjectPart, ...] = ()
        self._build()
        self._model.changed.connect(self._show)
        self._model.wants.connect(self.wants)
        self._show(self._model.state)

    @property
    def model(self) -> ReceiveModel:
        """State and acts; survives this view."""
        return self._model

    def _build(self) -> None:
        tr, model = self._words.tr, self._model
        self.band = VerdictBand()
        self.code_panel = CodePanel(tr)
        self.code_panel.submitted.connect(model.submit_code)
        self.code_panel.cancelled.connect(model.back)
        top = QWidget()
        self._top = QStackedLayout(top)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self.band)
        self._top.addWidget(self.code_panel)
        top.setFixedHeight(scaled(BAND))
        self.empty = EmptyPage()
        self.lines = LineTable(self._words)
        self.lines.row_opened.connect(self._opened)
        self.lines.row_chosen.connect(self._pointed)
        self.line_panel = TablePanel(self.lines)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.setContentsMargins(0, 0, 0, 0)
        for page in (self.empty, self.line_panel, self._build_columns()):
            self._pages.addWidget(page)
        self.bar = ActionBar()
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(GAP))
        column.addWidget(top)
        column.addWidget(pages, 1)
        column.addWidget(self.bar)

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
        self.containers.pressed.connect(self._tile_pressed)
        columns = QWidget()
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(GAP))
        for widget, share in ((left, LEFT), (self.order, MIDDLE), (self.containers, RIGHT)):
            widget.setMinimumWidth(scaled(share // 2))
            row.addWidget(widget, share)
        return columns

    # --- what the shell asks -----------------------------------------------------------------

    def head(self) -> ScreenHead:
        """Order and supplier, or the lot."""
        return ScreenHead(self._words.tr.say("Receive"), self._head, "receive")

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, Esc, and those of an open list."""
        return self._keys[0]

    def typing_keys(self) -> Mapping[str, str]:
        """Digits, Enter and Backspace of a count."""
        return self._keys[1]

    def opened(self) -> None:
        """Look up what the place names."""
        self._model.begin()

    def scanned(self, scan: Scan) -> bool:
        """Deliveries, second symbols, container labels and places belong here."""
        return self._model.scanned(scan)

    def command(self, code: CommandCode) -> bool:
        """Digits count, RECEIVE receives, NEXT goes on."""
        action = f"type:{code.digit}" if code.digit is not None else COMMANDS.get(code)
        if action is None or self._model.state.form is not Form.NONE:
            return False
        if action == "primary":
            action = self._primary()
        self.act(action)
        return True

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        kind, _, value = action.partition(":")
        model, state = self._model, self._model.state
        if kind == "type" and value:
            model.type_character(value)
        elif kind == "pick":
            model.choose(int(value) - 1)
        elif action in ("up", "down"):
            self._step(1 if action == "down" else -1)
        else:
            self._do(action, state)

    def _do(self, action: str, state: ReceiveState) -> None:
        model, labels = self._model, self._model.labels
        deeds: Mapping[str, Callable[[], object]] = {
            "type": lambda: model.open_form(Form.CODE),
            "goods": lambda: model.open_form(Form.GOODS),
            "paper": lambda: model.open_form(Form.PAPER),
            "supplier": lambda: model.open_form(Form.SUPPLIER),
            "reprint": lambda: self._tile_pressed(0),
            "admit": lambda: model.open_form(Form.ADMIT),
            "submit": self._submit,
            "back": model.back,
            "queue": lambda: self.wants.emit(QueuePlace()),
            "choose": lambda: model.choose(state.chosen_line),
            "enter": model.enter,
            "rub_out": model.rub_out,
            "other_field": self._other_field,
            "receive": lambda: model.receive(acknowledge=False),
            "as_it_is": lambda: model.receive(acknowledge=True),
            "excess": labels.label_excess,
            "next": model.next_of_delivery,
            "inspect": labels.inspect,
            "onward": lambda: self.act(self._primary()),
        }
        if action in deeds:
            deeds[action]()

    def _primary(self) -> str:
        """Action of the blue button, if it may be pressed."""
        last = self._actions.right[-1] if self._actions.right else None
        return last.id if last is not None and last.enabled else ""

    def _step(self, by: int) -> None:
        if self._model.state.form is Form.NONE:
            self._model.move(by)
        else:
            self.forms.step(by)

    def _submit(self) -> None:
        if self._model.state.form is Form.CODE:
            self.code_panel.submit()
        else:
            self.forms.submit()

    def _other_field(self) -> None:
        active = self._model.state.counted.active
        is_quantity = active is CountField.QUANTITY
        self._model.count(CountField.CONTAINERS if is_quantity else CountField.QUANTITY)

    def _opened(self, key: object) -> None:
        ids = [line.line_id for line in self._model.state.lines]
        if key in ids:
            self._model.choose(ids.index(key))

    def _pointed(self, key: object) -> None:
        state = self._model.state
        ids = [line.line_id for line in state.lines]
        if key in ids:
            self._model.move(ids.index(key) - state.chosen_line)

    def _tile_pressed(self, number: int) -> None:
        if self._model.state.phase in (Phase.LABELS, Phase.DONE):
            self._model.show(reprint_number=number)
            self._model.open_form(Form.REPRINT)

    # --- showing -------------------------------------------------------------------------------

    def _show(self, state: ReceiveState) -> None:
        words = self._words
        self.band.show_verdict(band(words, state))
        self._top.setCurrentIndex(1 if state.form is Form.CODE else 0)
        self._show_body(state)
        self.forms.show_form(state)
        self._left.setCurrentIndex(0 if state.form in (Form.NONE, Form.CODE) else 1)
        self._follow_code_field(state)
        self._actions = actions(words.tr, state, self._rights(state))
        self.bar.set_actions(self._actions.left, self._actions.right)
        self._tell_shell(state)

    def _show_body(self, state: ReceiveState) -> None:
        tr = self._words.tr
        if state.phase in (Phase.EMPTY, Phase.LOADING):
            self._pages.setCurrentWidget(self.empty)
            loading = state.phase is Phase.LOADING
            title = tr.say("Looking it up …") if loading else tr.say("Nothing scanned yet")
            self.empty.say(
                title, "" if loading else tr.say("What is expected stands in the queue.")
            )
        elif state.phase is Phase.CHOOSE:
            self._pages.setCurrentWidget(self.line_panel)
            self.lines.show_lines(state.lines, state.chosen_line)
            foot = tr.say("↑ ↓ choose   1–9 take   Enter receives")
            count = tr.count("{n} lot", "{n} lots", len(state.lines))
            self.line_panel.set_foot(count, foot)
        else:
            self._pages.setCurrentIndex(2)
            self._show_columns(state)

    def _show_columns(self, state: ReceiveState) -> None:
        words = self._words
        height = self.height() - scaled(BAND) - profile().control - 2 * scaled(GAP)
        share = (self.width() - 2 * scaled(GAP)) / (LEFT + MIDDLE + RIGHT)
        is_unread = state.phase is Phase.UNREAD
        left, middle = self._texts(state)
        self.quantity.setVisible(state.phase is not Phase.UNREAD and state.basis is not None)
        self.code.show_text(left, round(LEFT * share), height)
        self.order.show_text(middle, round(MIDDLE * share), height)
        self.quantity.show_quantity(quantity_text(words, state))
        self.containers.setVisible(not is_unread)
        if not is_unread:
            self.containers.show_text(containers_panel(words, state))

    def _texts(self, state: ReceiveState) -> tuple[PanelText, PanelText]:
        """What stands in the left and in the middle column."""
        words = self._words
        if state.phase is Phase.UNREAD and state.message is not None:
            first, second = readings(words, state.message)
            return first, second or steps_panel(words, state)
        if state.basis is None:
            return lot_panel(words, state), steps_panel(words, state)
        return read_out(words, state), order_panel(words, state)

    def _rights(self, state: ReceiveState) -> Rights:
        if state.phase is not Phase.DONE:
            return Rights()
        labels = self._model.labels
        return Rights(labels.may_inspect(), self._bench.may("ADMIT_LOT"), labels.lines_left())

    def _follow_code_field(self, state: ReceiveState) -> None:
        is_open = state.form is Form.CODE
        if is_open and not self.code_panel.field.hasFocus() and state.saying is None:
            self.code_panel.begin()
        elif not is_open and self.code_panel.field.hasFocus():
            self.code_panel.field.clearFocus()
        unknown = dict(state.saying.facts).get("code", "") if state.saying is not None else ""
        self.code_panel.show_unknown(unknown if is_open else "")

    def _tell_shell(self, state: ReceiveState) -> None:
        keys = (keys_of(state, self._actions), typing_keys_of(state))
        if keys != self._keys:
            self._keys = keys
            self.keys_changed.emit()
        head = self._head_parts(state)
        if head != self._head:
            self._head = head
            self.head_changed.emit()

    def _head_parts(self, state: ReceiveState) -> tuple[ObjectPart, ...]:
        words, task = self._words, state.task
        line = state.basis.line if state.basis is not None else None
        if task is not None:
            return (ObjectPart(task.lot, TextRole.DATA), ObjectPart(words.part(task.part)))
        if line is None:
            return ()
        order = line.order_number or line.delivery_number
        return (ObjectPart(order, TextRole.DATA), ObjectPart(words.name(line.supplier)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height holds other lines."""
        super().resizeEvent(event)
        self._show_body(self._model.state)
