"""The desk of cases: nonconformances and deviations left, the chosen one or its decision right."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.cases import CaseStep
from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.services.cases.sheets import AffectedItem
from qtrace.ui.bench import Bench
from qtrace.ui.cases.cases_forms import ConclusionForm, DisposalForm, ReworkForm
from qtrace.ui.cases.cases_model import FORMS, CasesModel
from qtrace.ui.cases.cases_texts import columns, detail
from qtrace.ui.keys import Scan
from qtrace.ui.places import (
    BatchHistoryPlace,
    CasesPlace,
    HoldsPlace,
    InspectionPlace,
    LotPlace,
)
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

PAGE_WIDTH = 600


class CasesScreen(Desk):
    """What waits for a decision, what it is about, who may sign it, and the decision itself."""

    side_width = PAGE_WIDTH

    def __init__(self, bench: Bench, place: CasesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        own = model if isinstance(model, CasesModel) else None
        self._model = own or CasesModel(bench, place.case_id, place.number)
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.case_id, tr.say("Nonconformances and deviations"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self.show_state(self._model.state)

    @property
    def model(self) -> CasesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Nonconformances and deviations"), nav="cases")

    def keys(self) -> Mapping[str, str]:
        """F10 begins or signs what comes next, F3 the inspection, F7 the hold."""
        if self._model.state.form is not None:
            return {"F10": "save", "Esc": "close", "F5": "refresh"}
        return {"F10": "next", "F3": "inspection", "F5": "refresh", "F7": "hold"}

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes walk through the list and begin what comes next."""
        if self._model.state.form is not None:
            return {CommandCode.ENTER: "save", CommandCode.CANCEL: "close"}
        return {CommandCode.NEXT: "row:1", CommandCode.BACK: "row:-1", CommandCode.ENTER: "next"}

    def in_sight(self) -> int | None:
        """The first thing that the case is about: F8 holds it."""
        sheet = self._model.sheet
        return sheet.items[0].item_id if sheet is not None and sheet.items else None

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        kind, _, rest = action.partition(":")
        if self.moved(action):
            return
        if action == "next":
            self._model.begin()
        elif action == "save":
            self._save()
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "inspection":
            self._leave(InspectionPlace, self._inspection())
        elif action == "hold":
            self._leave(HoldsPlace, self._hold())
        elif kind == "item":
            self._open(int(rest))

    def _save(self) -> None:
        form, model = self.form, self._model
        if isinstance(form, DisposalForm):
            model.dispose(form.draft())
        elif isinstance(form, ConclusionForm):
            model.conclude(form.reason(), form.secret())
        elif isinstance(form, ReworkForm):
            model.finish_rework(form.chosen(), form.note.text())

    def _leave(self, place: type[InspectionPlace] | type[HoldsPlace], key: int | None) -> None:
        if key is not None:
            self.wants.emit(place(key))

    def _inspection(self) -> int | None:
        sheet = self._model.sheet
        return sheet.inspection_id if sheet is not None else None

    def _hold(self) -> int | None:
        sheet = self._model.sheet
        return sheet.holds[0].hold_id if sheet is not None and sheet.holds else None

    def _open(self, item_id: int) -> None:
        sheet = self._model.sheet
        items: tuple[AffectedItem, ...] = sheet.items if sheet is not None else ()
        item = next((each for each in items if each.item_id == item_id), None)
        if item is not None:
            made = item.kind == "production_lot"
            self.wants.emit(BatchHistoryPlace(item_id) if made else LotPlace(item_id))

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs the open decision."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if not isinstance(self.form, SigningForm):
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> DeskForm:
        """The decision that the chosen case waits for."""
        sheet = self._model.sheet
        assert sheet is not None, "a form is opened about a case that was read"
        if form == FORMS[CaseStep.REWORK]:
            return ReworkForm(self.lang, sheet)
        is_ncr = form == FORMS[CaseStep.DISPOSE]
        made = DisposalForm(self.lang, sheet) if is_ncr else ConclusionForm(self.lang, sheet)
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        return made

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        inspected, held = self._inspection() is not None, self._hold() is not None
        return [
            ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
            ActionSpec("inspection", "F3", tr.say("Inspection"), IconName.INSPECT, enabled=inspected),
            ActionSpec("hold", "F7", tr.say("Hold"), IconName.LOCK, enabled=held),
        ], []  # fmt: skip

    def detail_spec(self) -> DetailSpec:
        """The chosen case."""
        model = self._model
        return detail(self.bench, model.desk, model.sheet, may=model.may_begin())

    def show_state(self, state: DeskState) -> None:
        """Show the cases, how many wait, and who is about to sign."""
        waiting = sum(row.step is not CaseStep.NOTHING for row in state.rows)
        late = sum(row.is_late for row in state.rows)
        tr = self.lang
        text = tr.count("{n} case waits", "{n} cases wait", waiting)
        self.panel.set_foot(text, tr.say("{n} late", n=late) if late else "")
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            signer = self._model.signing.signer
            name = tr.name(signer.name_en, signer.name_zh) if signer else ""
            words = tr.say("{name} signs", name=name) if name else tr.say("Sign")
            self.form.show_signing(self._model.signing, words)
