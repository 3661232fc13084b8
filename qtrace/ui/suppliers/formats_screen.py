"""Formats of supplier labels: the list, the chosen one with a sample, and a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import FormatsPlace, ProfilesPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.suppliers.formats_forms import FormatFormPanel
from qtrace.ui.suppliers.formats_model import FormatForm, FormatsModel, FormatsState
from qtrace.ui.suppliers.formats_texts import SENTENCES, columns, detail
from qtrace.ui.suppliers.sample import sample_of
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

NEEDED = {FormatForm.ADD: "ADD_SUPPLIER_FORMAT", FormatForm.RETIRE: "RETIRE_SUPPLIER_FORMAT"}


class FormatsScreen(Desk):
    """Table of formats; a label that is scanned here is tried and never received."""

    def __init__(self, bench: Bench, _place: FormatsPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, FormatsModel) else FormatsModel(bench)
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.format_id, tr.say("Label formats"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self.show_state(self._model.state)

    @property
    def model(self) -> FormatsModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Label formats of suppliers"), nav="formats")

    def keys(self) -> Mapping[str, str]:
        """F2 adds, F6 goes to the code profiles, F10 saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": "add", "F5": "refresh", "F6": "profiles"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in set(FormatForm):
            self._open(FormatForm(action))
        elif action == "save" and isinstance(self.form, FormatFormPanel):
            self._model.save(self.form.draft())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "profiles":
            self.wants.emit(ProfilesPlace())

    def _open(self, form: FormatForm) -> None:
        row = self._model.format
        is_there = form is FormatForm.ADD or (row is not None and row.is_active)
        if is_there and self.bench.may(NEEDED[form]):
            self._model.open(form)

    def scanned(self, scan: Scan) -> bool:
        """A label is a sample; codes of ours go where they always go."""
        if scan.interpretation is None or isinstance(scan.interpretation, InternalCode):
            return False
        self._model.take_sample(sample_of(scan))
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> FormatFormPanel:
        """A form about a format."""
        year = self.bench.local(self.bench.now()).year
        panel = FormatFormPanel(self.lang, FormatForm(form), self._model.format, year)
        panel.show_sample(self._model.formats.sample)
        panel.sample_typed.connect(self._model.take_sample)
        return panel

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may = self.lang, self.bench.may(NEEDED[FormatForm.ADD])
        return (
            [
                ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
                ActionSpec("profiles", "F6", tr.say("Code profiles"), IconName.TAG),
            ],
            [ActionSpec("add", "F2", tr.say("Add a label format"), None, ButtonKind.PRIMARY, may)],
        )

    def detail_spec(self) -> DetailSpec:
        """The chosen format."""
        return detail(self.bench, self._model.formats, self._model.format)

    def show_state(self, state: DeskState) -> None:
        """Show the formats, and the sample in an open form."""
        text = self.lang.count("{n} label format", "{n} label formats", len(state.rows))
        self.panel.set_foot(text, self.lang.say("Scan a label to try it"))
        super().show_state(state)
        if isinstance(self.form, FormatFormPanel) and isinstance(state, FormatsState):
            self.form.show_sample(state.sample)
