"""Gauges: what is due, calibrations, extensions with a second signature."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.gauges import GaugeState
from qtrace.ui.bench import Bench
from qtrace.ui.gauges.gauges_forms import GaugeFormPanel
from qtrace.ui.gauges.gauges_model import GaugeForm, GaugesModel, GaugesState
from qtrace.ui.gauges.gauges_texts import (
    LOOKBACK,
    SENTENCES,
    STUDIES,
    columns,
    detail,
    doubting,
)
from qtrace.ui.keys import Scan
from qtrace.ui.places import GaugesPlace, LookbackPlace, StudiesPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

FORMS = {form.value for form in GaugeForm}
NEEDED = {
    GaugeForm.ADD: "ADD_GAUGE",
    GaugeForm.CHANGE: "CHANGE_GAUGE",
    GaugeForm.CALIBRATE: "RECORD_CALIBRATION",
    GaugeForm.INTERVAL: "SET_GAUGE_INTERVAL",
}


class GaugesScreen(Desk):
    """Table of gauges, what is due first; the chosen one or a form beside it.

    Signals:
        print_asked: a `DueListPrint`.
    """

    print_asked = Signal(object)

    def __init__(self, bench: Bench, place: GaugesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        known = isinstance(model, GaugesModel)
        self._model = (
            model if isinstance(model, GaugesModel) else GaugesModel(bench, place.gauge_id)
        )
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.gauge_id, tr.say("Gauges"))
        super().__init__(bench, self._model, table, tr.say("History"))
        if known and place.gauge_id is not None:
            self._model.choose(place.gauge_id)
        self._refused: object = None
        self.show_state(self._model.state)

    @property
    def model(self) -> GaugesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Gauges"), nav="gauges")

    def keys(self) -> Mapping[str, str]:
        """F2 adds, F6 lists lots in doubt, F7 shows checks and studies, F9 prints the list, F10 saves."""
        if self._model.state.form is None:
            return {"F2": "add", "F5": "refresh", "F6": LOOKBACK, "F7": STUDIES, "F9": "print"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in FORMS:
            self._open(GaugeForm(action))
            return
        deeds: dict[str, Callable[[], None]] = {
            "save": self._save,
            "close": self._model.close,
            "refresh": self._model.refresh,
            "print": self._print,
            STUDIES: self._go_to_studies,
            LOOKBACK: self._go_to_lots,
        }
        deed = deeds.get(action)
        if deed is not None:
            deed()

    def _open(self, form: GaugeForm) -> None:
        needed = NEEDED.get(form)
        if needed is None or self.bench.may(needed):
            self._model.open(form)

    def _save(self) -> None:
        if isinstance(self.form, GaugeFormPanel):
            self._model.save(self.form.draft())

    def _print(self) -> None:
        wish = self._model.due_list()
        if wish is not None:
            self.print_asked.emit(wish)

    def _go_to_studies(self) -> None:
        if self._model.gauge is not None:
            self.wants.emit(StudiesPlace(self._model.gauge.gauge_id))

    def _go_to_lots(self) -> None:
        row = doubting(self._model.gauge) if self._model.gauge is not None else None
        if row is not None:
            self.wants.emit(LookbackPlace(row.calibration_id))

    def scanned(self, scan: Scan) -> bool:
        """A gauge is chosen; a badge names who signs the open extension."""
        found = scan.interpretation
        if not isinstance(found, InternalCode):
            return False
        if found.kind is InternalKind.GAUGE:
            return self._model.find(found.body)
        if found.kind is InternalKind.BADGE and self._model.state.form == GaugeForm.EXTEND:
            self._model.name_signer(found.text, by_badge=True)
            return True
        return False

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> GaugeFormPanel:
        """A form about a gauge."""
        kind = GaugeForm(form)
        gauge = None if kind is GaugeForm.ADD else self._model.gauge
        today = self.bench.local(self.bench.now()).date()
        panel = GaugeFormPanel(self.lang, kind, gauge, today)
        panel.signer_typed.connect(self._name_signer)
        return panel

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may = self.lang, self.bench.may("ADD_GAUGE")
        add = ActionSpec("add", "F2", tr.say("Add a gauge"), None, ButtonKind.PRIMARY, may)
        refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
        paper = ActionSpec("print", "F9", tr.say("Print the due list"), IconName.PRINTER)
        return [refresh, paper], [add]

    def detail_spec(self) -> DetailSpec:
        """The chosen gauge."""
        return detail(self.bench, self._model.gauges, self._model.gauge)

    def show_state(self, state: DeskState) -> None:
        """Show the gauges, how many are not usable, and who is about to sign."""
        used = [row for row in state.rows if row.state is GaugeState.IN_USE]
        blocked = sum(not row.standing.usable for row in used)
        text = self.lang.count("{n} gauge", "{n} gauges", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} may not be used today", n=blocked))
        before = self.form
        super().show_state(state)
        if not isinstance(self.form, GaugeFormPanel) or not isinstance(state, GaugesState):
            return
        if self.form.kind is GaugeForm.EXTEND:
            if state.refusal is not None and state.refusal is not self._refused:
                self.form.clear_secret()
            self._refused = state.refusal
            if state.signer is not self._shown_signer or before is not self.form:
                self._shown_signer = state.signer
                self.form.show_signer(state.signer)

    _shown_signer: object = None

    def _name_signer(self, login: str) -> None:
        self._model.name_signer(login, by_badge=False)
