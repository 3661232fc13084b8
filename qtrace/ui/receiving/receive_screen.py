"""Receiving: band, the label that was read, order and source, containers; one key receives."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import ReceivePlace
from qtrace.ui.receiving.action_texts import (
    Actions,
    Rights,
    actions,
    keys_of,
    typing_keys_of,
)
from qtrace.ui.receiving.band_texts import band
from qtrace.ui.receiving.code_panel import CodePanel
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_pages import ReceivePages
from qtrace.ui.receiving.receive_state import CountField, Form, Phase, ReceiveState
from qtrace.ui.receiving.wording import Words
from qtrace.ui.screen import NO_COMMANDS, Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
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
DIGITS: Mapping[CommandCode, str] = {
    code: f"type:{code.digit}" for code in CommandCode if code.digit is not None
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
        self._is_coding = False
        self._build()
        self._model.changed.connect(self._show)
        self._model.wants.connect(self.wants)
        self._show(self._model.state)

    @property
    def model(self) -> ReceiveModel:
        """State and acts; survives this view."""
        return self._model

    def has_unsaved(self) -> bool:
        """True while something stands in the open form: it is there again with the form."""
        return self._model.state.form.value in self.typed()

    def typed(self) -> Typed:
        """What stands in the forms of this page, and in the field for a code."""
        code = self.code_panel.field.text()
        is_open = bool(code) and self._model.state.form is Form.CODE
        own: Typed = {Form.CODE.value: {"code": code}} if is_open else {}
        return {**self.pages.forms.typed(), **own}

    def put_typed(self, typed: Typed) -> None:
        """Put it back."""
        self.pages.forms.put_typed(typed)
        self.code_panel.put_typed(typed.get(Form.CODE.value, {}))

    def _build(self) -> None:
        tr, model = self._words.tr, self._model
        self.band = VerdictBand()
        self.code_panel = CodePanel(tr)
        self.code_panel.submitted.connect(model.arrivals.submit_code)
        self.code_panel.cancelled.connect(model.back)
        top = QWidget()
        self._top = QStackedLayout(top)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self.band)
        self._top.addWidget(self.code_panel)
        top.setFixedHeight(scaled(BAND))
        self.pages = ReceivePages(self._words, model)
        self.pages.tile_pressed.connect(self._tile_pressed)
        self.bar = ActionBar()
        self.bar.setFixedHeight(profile().control)
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(GAP))
        column.addWidget(top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.bar)

    # --- what the shell asks -----------------------------------------------------------------

    def head(self) -> ScreenHead:
        """Order and supplier, or the lot."""
        return ScreenHead(self._words.tr.say("Receive"), self._head, "receive")

    def in_sight(self) -> int | None:
        """The lot whose labels are checked, or that was received; before that there is none."""
        return self._model.state.lot_id

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, Esc, and those of an open list."""
        return self._keys[0]

    def typing_keys(self) -> Mapping[str, str]:
        """Digits, Enter and Backspace of a count."""
        return self._keys[1]

    def opened(self) -> None:
        """Look up what the place names."""
        self._model.begin()

    def left(self) -> None:
        """The model may live on: it no longer speaks to this view."""
        self._model.changed.disconnect(self._show)
        self._model.wants.disconnect(self.wants)

    def scanned(self, scan: Scan) -> bool:
        """Deliveries, second symbols, container labels and places belong here."""
        return self._model.arrivals.scanned(scan)

    def commands(self) -> Mapping[CommandCode, str]:
        """Digits count, RECEIVE receives, NEXT goes on; none while a form is open."""
        if self._model.state.form is not Form.NONE:
            return NO_COMMANDS
        primary = self._primary()
        named = {code: primary if does == "primary" else does for code, does in COMMANDS.items()}
        return {**named, **DIGITS}

    def next_step(self) -> str:
        """What the band asks for."""
        return self.band.spec.next_step

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        kind, _, value = action.partition(":")
        model, state = self._model, self._model.state
        if kind == "type" and value:
            model.type_character(value)
        elif kind == "pick":
            model.arrivals.choose(int(value) - 1)
        elif action in ("up", "down"):
            self._step(1 if action == "down" else -1)
        else:
            self._do(action, state)

    def _do(self, action: str, state: ReceiveState) -> None:
        model, labels = self._model, self._model.labels
        deeds: Mapping[str, Callable[[], object]] = {
            "type": lambda: model.open_form(Form.CODE),
            "camera": lambda: self.station_asked.emit("camera"),
            "call": lambda: self.station_asked.emit("call"),
            "goods": lambda: model.open_form(Form.GOODS),
            "paper": lambda: model.open_form(Form.PAPER),
            "supplier": lambda: model.open_form(Form.SUPPLIER),
            "reprint": lambda: self._tile_pressed(0),
            "admit": lambda: model.open_form(Form.ADMIT),
            "submit": self._submit,
            "back": model.back,
            "queue": model.leave,
            "choose": lambda: model.arrivals.choose(state.chosen_line),
            "enter": model.enter,
            "rub_out": model.rub_out,
            "other_field": self._other_field,
            "receive": lambda: model.receipt.receive(acknowledge=False),
            "as_it_is": lambda: model.receipt.receive(acknowledge=True),
            "excess": labels.label_excess,
            "next": model.arrivals.next_of_delivery,
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
            self._model.arrivals.move(by)
        else:
            self.pages.forms.step(by)

    def _submit(self) -> None:
        if self._model.state.form is Form.CODE:
            self.code_panel.submit()
        else:
            self.pages.forms.submit()

    def _other_field(self) -> None:
        active = self._model.state.counted.active
        is_quantity = active is CountField.QUANTITY
        self._model.count(CountField.CONTAINERS if is_quantity else CountField.QUANTITY)

    def _tile_pressed(self, number: int) -> None:
        if self._model.state.phase in (Phase.LABELS, Phase.DONE):
            self._model.show(reprint_number=number)
            self._model.open_form(Form.REPRINT)

    # --- showing -------------------------------------------------------------------------------

    def _show(self, state: ReceiveState) -> None:
        words = self._words
        self.band.show_verdict(band(words, state))
        self._top.setCurrentIndex(1 if state.form is Form.CODE else 0)
        self.pages.show_state(state)
        self._follow_code_field(state)
        self._actions = actions(words.tr, state, self._rights(state))
        self.bar.set_actions(self._actions.left, self._actions.right)
        self._tell_shell(state)

    def _rights(self, state: ReceiveState) -> Rights:
        if state.phase is not Phase.DONE:
            return Rights()
        labels = self._model.labels
        return Rights(labels.may_inspect(), self._bench.may("ADMIT_LOT"), labels.lines_left())

    def _follow_code_field(self, state: ReceiveState) -> None:
        is_open = state.form is Form.CODE
        if is_open and not self._is_coding:
            self.code_panel.begin()
        elif is_open and not self.code_panel.field.hasFocus() and state.saying is None:
            self.code_panel.take_focus()
        elif not is_open and self.code_panel.field.hasFocus():
            self.code_panel.field.clearFocus()
        self._is_coding = is_open
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
