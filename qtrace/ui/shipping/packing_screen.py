"""The packing table of one shipment: verdict, what is packed, what was asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.shipping import ShipmentState
from qtrace.reference import ai_table
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import BatchHistoryPlace, PackingPlace, ShipmentsPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.shipping.packing_forms import PackFormPanel
from qtrace.ui.shipping.packing_model import PackingModel
from qtrace.ui.shipping.packing_state import PackForm, PackingState, form_of
from qtrace.ui.shipping.packing_texts import band, columns, detail
from qtrace.ui.shipping.shipping_words import words_of
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import VerdictBand

COMMANDS: Mapping[CommandCode, str] = {
    CommandCode.ENTER: "primary",
    CommandCode.YES: "primary",
    CommandCode.NEXT: "row:1",
    CommandCode.UNDO: "out",
    CommandCode.PRINT: "paper",
    CommandCode.BACK: "back",
}
IN_FORM: Mapping[CommandCode, str] = {
    CommandCode.ENTER: "save",
    CommandCode.YES: "save",
    CommandCode.NO: "close",
    CommandCode.CANCEL: "close",
    CommandCode.BACK: "close",
    CommandCode.CLEAR: "clear_text",
    CommandCode.POINT: "digit:.",
    **{code: f"digit:{code.digit}" for code in CommandCode if code.digit is not None},
}
LEAVING: Mapping[CommandCode, str] = {
    CommandCode.YES: "save",
    CommandCode.ENTER: "not_yet",
    CommandCode.NO: "close",
    CommandCode.CANCEL: "close",
    CommandCode.BACK: "close",
}
"""What has left does not come back here: ENTER scanned twice lets nothing leave."""
INSIDE = (ShipmentState.OPEN, ShipmentState.PACKED)


class PackingScreen(Desk):
    """Scans go into the box; the band says of each whether it may.

    Signals:
        print_asked: a `PackingPrint`.
    """

    print_asked = Signal(object)

    side_width = 400

    def __init__(self, bench: Bench, place: PackingPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        own = model if isinstance(model, PackingModel) else None
        self._model = own or PackingModel(bench, place.shipment_id)
        self._words = words_of(bench)
        self._shown_head: tuple[str, ...] = ()
        heads = columns(self._words, narrow=False)
        table = DataTable(heads, lambda row: row.pick_id, tr.say("What is packed"))
        super().__init__(bench, self._model, table, "")
        self.band = VerdictBand()
        self.head_row.addWidget(self.band)
        bench.database_state_changed.connect(self._database_changed)
        self.show_state(self._model.state)

    @property
    def model(self) -> PackingModel:
        """The view model."""
        return self._model

    def left(self) -> None:
        """The model may live on: it no longer speaks to this view."""
        self.bench.database_state_changed.disconnect(self._database_changed)

    # --- what the shell asks -------------------------------------------------------------------

    def head(self) -> ScreenHead:
        """Shipment and customer."""
        page = self._model.packing.page
        title = self.lang.term("screen", "Packing")
        if page is None:
            return ScreenHead(title, nav="shipping")
        parts = (page.row.number, self._words.name(page.row.customer))
        told = tuple(ObjectPart(text, TextRole.NOTE, Ink.TEXT2) for text in parts)
        return ScreenHead(title, told, "shipping")

    def in_sight(self) -> int | None:
        """The chosen piece: F8 holds it."""
        pick = self._model.pick
        return pick.item_id if pick is not None else None

    def watched(self) -> tuple[int, ...]:
        """Everything in the box."""
        page = self._model.packing.page
        return tuple(row.item_id for row in page.picks) if page is not None else ()

    def next_step(self) -> str:
        """What the band asks for."""
        return self.band.spec.next_step

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, or those of the open form."""
        if self._model.state.form == PackForm.LEAVE:
            return {"Enter": "save", "F10": "not_yet", "Esc": "close", "F5": "refresh"}
        if self._model.state.form is not None:
            return {"F10": "save", "Esc": "close", "F5": "refresh"}
        left, right = self.bar_actions()
        keys = {spec.key: spec.id for spec in (*left, *right) if spec.key and spec.enabled}
        return {**keys, "F3": "paper", "Shift+F3": "history", "F5": "refresh"}

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes do what the keys do."""
        if self._model.state.form == PackForm.LEAVE:
            return LEAVING
        return IN_FORM if self._model.state.form is not None else COMMANDS

    def scanned(self, scan: Scan) -> bool:
        """Everything that is scanned goes into the box, but badges, commands and shipments."""
        if scan.interpretation is None:
            return False
        again = scan.repeat == "same_code_again"
        return self._model.scanned(scan.interpretation, is_again=again)

    # --- doing ---------------------------------------------------------------------------------

    def act(self, action: str) -> None:
        """Do what a key, a button or a command barcode says."""
        if self.moved(action):
            return
        kind, _colon, value = action.partition(":")
        acts = {
            "save": self._save,
            "close": self._model.close,
            "refresh": self._model.refresh,
            "back": lambda: self.wants.emit(ShipmentsPlace(self._model.shipment_id)),
            "paper": self._paper,
            "history": self._history,
            "primary": self._primary,
            "pack_done": self._model.close_packing,
            "not_yet": self._model.not_yet,
            "reopen": self._model.reopen,
            "out": self._model.take_out,
            "digit": lambda: self._digit(value),
            "clear_text": self._clear,
        }
        if kind in set(PackForm):
            self._open(PackForm(kind))
        elif kind in acts:
            acts[kind]()

    def _open(self, form: PackForm) -> None:
        left, right = self.bar_actions()
        if any(spec.id == form and spec.enabled for spec in (*left, *right)):
            self._model.open(form.value)

    def _paper(self) -> None:
        """The packing list on paper."""
        wish = self._model.paper()
        if wish is not None and self._model.pick is not None:
            self.print_asked.emit(wish)

    def _history(self) -> None:
        """Everything that is recorded of the chosen piece's batch, and where its pieces went."""
        pick = self._model.pick
        if pick is not None:
            self.wants.emit(BatchHistoryPlace(pick.lot_id))

    def _primary(self) -> None:
        primary = self.bar_actions()[1]
        if primary and primary[-1].enabled:
            self.act(primary[-1].id)

    def _save(self) -> None:
        if not isinstance(self.form, PackFormPanel):
            return
        answers = self.form.answers()
        if self.form.kind is not PackForm.CODE:
            self._model.save(answers)
            return
        year = self.bench.local(self.bench.now()).year
        self._model.close()
        self._model.scanned(interpret(answers.code, ai_table(), year), is_again=False)

    def _digit(self, sign: str) -> None:
        if isinstance(self.form, PackFormPanel):
            self.form.digit(sign)

    def _clear(self) -> None:
        if isinstance(self.form, PackFormPanel):
            self.form.clear_quantity()

    # --- showing -------------------------------------------------------------------------------

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self._words, narrow=narrow)

    def make_form(self, form: str) -> PackFormPanel:
        """A form about the shipment, or about the lot that was scanned."""
        return PackFormPanel(self.lang, form_of(form), self._model.packing.target)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, state, may = self.lang, self._model.packing, self.bench.may
        is_open, inside = state.stands is ShipmentState.OPEN, state.stands in INSIDE
        left = [
            ActionSpec("back", "Esc", tr.say("Back")),
            ActionSpec(PackForm.CODE, "F2", tr.term("action", "Type"), enabled=is_open),
            ActionSpec(
                "out", "F7", tr.say("Take out"), IconName.UNDO,
                enabled=inside and self._model.pick is not None and may("UNPACK_ITEM"),
            ),
        ]  # fmt: skip
        if state.stands is ShipmentState.PACKED:
            left.append(
                ActionSpec("reopen", "F9", tr.say("Go on packing"), enabled=may("REOPEN_PACKING"))
            )
        else:
            left.append(
                ActionSpec(
                    PackForm.ASK, "F9", tr.say("Ask for a part"), IconName.PLUS,
                    enabled=is_open and may("ADD_SHIPMENT_LINE"),
                )
            )  # fmt: skip
        return left, self._right(state)

    def _right(self, state: PackingState) -> list[ActionSpec]:
        tr, may = self.lang, self.bench.may
        cancel = ActionSpec(
            PackForm.CANCEL, "Shift+F10", tr.say("Call it off"), None, ButtonKind.OUTLINED,
            enabled=state.stands in INSIDE and may("CANCEL_SHIPMENT"),
        )  # fmt: skip
        loud = ButtonKind.PRIMARY
        free = not state.busy and not (state.page is not None and state.page.stopped)
        if state.stands is ShipmentState.PACKED:
            enabled = free and may("SHIP_SHIPMENT")
            leave = ActionSpec(PackForm.LEAVE, "F10", tr.say("Let it leave"), None, loud, enabled)
            return [cancel, leave]
        able = state.stands is ShipmentState.OPEN and bool(state.rows)
        enabled = free and able and may("CLOSE_PACKING")
        close = ActionSpec("pack_done", "F10", tr.say("Close the packing"), None, loud, enabled)
        return [cancel, close]

    def detail_spec(self) -> DetailSpec:
        """The shipment and the chosen piece."""
        return detail(self._words, self._model.packing.page, self._model.pick)

    def show_state(self, state: DeskState) -> None:
        """Show the box, and what became of the last scan."""
        self._show_band()
        page = self._model.packing.page
        picks = len(state.rows)
        stopped = len(page.stopped) if page is not None else 0
        foot = self.lang.count("{n} piece packed", "{n} pieces packed", picks)
        self.panel.set_foot(foot, self.lang.say("{n} stopped", n=stopped) if stopped else "")
        super().show_state(state)
        # The band says why something was refused; the page beside the table keeps still.
        self.detail.refused.say(None)
        head = self.head()
        told = (head.title, *(part.text for part in head.parts))
        if told != self._shown_head:
            self._shown_head = told
            self.head_changed.emit()
        self.keys_changed.emit()

    def _show_band(self) -> None:
        answers = self.bench.database_answers
        state = self._model.packing
        self.band.show_verdict(band(self._words, state, self.bench.now(), answers=answers))

    def _database_changed(self, _answers: object) -> None:
        self._show_band()
