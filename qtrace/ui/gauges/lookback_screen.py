"""Lots in doubt after a failed calibration, and one signature that holds them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.ui.bench import Bench
from qtrace.ui.gauges.lookback_model import HOLD, LookbackModel, LookbackState
from qtrace.ui.gauges.lookback_texts import columns, detail, hold_action, span
from qtrace.ui.keys import Scan
from qtrace.ui.places import GaugesPlace, LookbackPlace, LotPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column


class LookbackScreen(Desk):
    """Measured lots left, what was measured of the chosen one right."""

    history_key = 100

    def __init__(self, bench: Bench, place: LookbackPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        known = isinstance(model, LookbackModel) and model.calibration_id == place.calibration_id
        self._model = (
            model
            if known and isinstance(model, LookbackModel)
            else LookbackModel(bench, place.calibration_id)
        )
        heads = columns(bench, frozenset(), narrow=False)
        table = DataTable(heads, lambda row: row.lot_id, tr.say("Lots in doubt"))
        super().__init__(bench, self._model, table, tr.say("Measured with it"))
        self._marked: frozenset[int] = frozenset()
        self.table.row_opened.connect(lambda lot_id: self.wants.emit(LotPlace(lot_id)))
        self.show_state(self._model.state)

    @property
    def model(self) -> LookbackModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Lots in doubt"), nav="gauges")

    def keys(self) -> Mapping[str, str]:
        """F2 marks, F3 opens the lot, F8 holds, Esc goes back to the gauge."""
        if self._model.state.form is None:
            return {"F2": "mark", "F3": "lot", "F8": HOLD, "F5": "refresh", "Esc": "back"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        model = self._model
        if self.moved(action):
            return
        if action == HOLD and hold_action(self.bench, model).enabled:
            model.open(HOLD)
        elif action == "save" and isinstance(self.form, SigningForm):
            model.save(self.form.reason(), self.form.secret())
        elif action == "mark" and self.bench.may("HOLD_MEASURED_LOTS"):
            model.mark()
        elif action == "lot" and model.lot is not None:
            self.wants.emit(LotPlace(model.lot.lot_id))
        elif action == "close":
            model.close()
        elif action == "refresh":
            model.refresh()
        elif action == "back":
            sheet = model.lookback.sheet
            self.wants.emit(GaugesPlace(sheet.gauge_id if sheet is not None else None))

    def scanned(self, scan: Scan) -> bool:
        """A lot of the list is chosen; a badge names who signs."""
        found = scan.interpretation
        if not isinstance(found, InternalCode):
            return False
        if found.kind is InternalKind.LOT:
            return self._model.find(found.text)
        if found.kind is not InternalKind.BADGE or self._model.state.form != HOLD:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, self._model.lookback.marked, narrow=narrow)

    def make_form(self, form: str) -> SigningForm:  # noqa: ARG002 - there is one form
        """What was seen, who signs, the secret."""
        tr = self.lang
        title = tr.say("Hold lots in doubt")
        note = tr.say("One hold stops these lots and everything made of them.")
        made = SigningForm(tr, title, note, tr.say("Why"))
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        return made

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        back = ActionSpec("back", "Esc", tr.say("To the gauge"), IconName.ARROW_LEFT)
        return [back, ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)], [
            hold_action(self.bench, self._model)
        ]

    def detail_spec(self) -> DetailSpec:
        """The chosen lot."""
        return detail(self.bench, self._model)

    def show_state(self, state: DeskState) -> None:
        """Show the lots, how many are open, and who is about to sign."""
        assert isinstance(state, LookbackState)
        if state.marked != self._marked:
            self._marked = state.marked
            self.table.set_columns(self.columns(narrow=self.form is not None))
        self._show_foot(state)
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            self.form.show_signing(state, hold_action(self.bench, self._model).text)

    def _show_foot(self, state: LookbackState) -> None:
        tr, sheet = self.lang, state.sheet
        if sheet is None:
            self.panel.set_foot("", "")
            return
        lots = tr.count("{n} lot", "{n} lots", sum(not row.made_of for row in state.rows))
        left = "  ".join(filter(None, (sheet.gauge, sheet.case, lots)))
        self.panel.set_foot(left, span(self.bench, sheet))
