"""People and roles: who may come in, and what each role may do."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.people.people_forms import PersonForm
from qtrace.ui.people.people_model import PeopleForm, PeopleModel
from qtrace.ui.people.people_texts import (
    columns,
    detail,
    matrix_columns,
    matrix_rows,
    said_problem,
)
from qtrace.ui.places import PeoplePlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.field_problems import FieldProblem
from qtrace.ui.widgets.table import DataTable, TablePanel
from qtrace.ui.widgets.tablemodel import Column

FORMS = {form.value for form in PeopleForm}


class PeopleScreen(Desk):
    """Table of people; the chosen one or a form beside it, or the permission matrix."""

    def __init__(self, bench: Bench, place: PeoplePlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, PeopleModel) else PeopleModel(bench)
        table = DataTable(columns(bench), lambda row: row.person_id, tr.say("People"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self._place = place
        self.matrix: DataTable | None = None
        self._matrix_panel: TablePanel | None = None
        self.show_state(self._model.state)

    @property
    def model(self) -> PeopleModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("People and roles"), nav="people")

    def keys(self) -> Mapping[str, str]:
        """F2 adds, F3 shows the matrix, F10 saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": "add", "F3": "matrix", "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in FORMS and (action != PeopleForm.ADD or self.bench.may("ADD_PERSON")):
            self._model.open(action)
        elif action == "save" and isinstance(self.form, PersonForm):
            self._model.save(self.form.draft())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action in ("lock", "activate"):
            self._model.set_active(active=action == "activate")

    def scanned(self, scan: Scan) -> bool:
        """A badge fills the form while somebody is added."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        return isinstance(self.form, PersonForm) and self.form.take_badge(found.text)

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def detail_spec(self) -> DetailSpec:
        """The chosen person."""
        return detail(self.bench, self._model.state, self._model.person)

    def make_form(self, form: str) -> PersonForm:
        """A form about a person."""
        kind = PeopleForm(form)
        person = None if kind is PeopleForm.ADD else self._model.person
        stations = self._model.people.stations if kind is PeopleForm.STATIONS else ()
        return PersonForm(self.lang, kind, person, self._model.next_badge(), stations)

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return said_problem(self.lang, problem)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may_add = self.lang, self.bench.may("ADD_PERSON")
        add = ActionSpec("add", "F2", tr.say("Add a person"), None, ButtonKind.PRIMARY, may_add)
        return [
            ActionSpec("matrix", "F3", tr.say("Permissions"), IconName.SHIELD),
            ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
        ], [add]

    def show_state(self, state: DeskState) -> None:
        """Show people, or the matrix in their place."""
        active = sum(row.state == "active" for row in state.rows)
        text = self.lang.count("{n} person", "{n} people", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} active", n=active))
        is_matrix = state.form == PeopleForm.MATRIX
        self.panel.setVisible(not is_matrix)
        if self._matrix_panel is not None:
            self._matrix_panel.setVisible(is_matrix)
        if not is_matrix:
            super().show_state(state)
            self.detail.setVisible(state.form is None)
            return
        self._show_matrix()
        back = ActionSpec("close", "Esc", self.lang.say("Back to people"), IconName.ARROW_LEFT)
        self.bar.set_actions([back], [])
        self.keys_changed.emit()

    def _show_matrix(self) -> None:
        tr = self.lang
        state = self._model.people
        if self._matrix_panel is None or self.matrix is None:
            heads = matrix_columns(tr, state.matrix)
            self.matrix = DataTable(heads, lambda code: code, tr.say("Permissions"))
            self._matrix_panel = TablePanel(self.matrix)
            self.row.addWidget(self._matrix_panel, 1)
        self.matrix.set_columns(matrix_columns(tr, state.matrix))
        self.matrix.set_rows(matrix_rows(tr, state.matrix))
        note = tr.say("The service asks this table at every command; nobody can go round it")
        self._matrix_panel.set_foot(note, "")
        self.detail.setVisible(False)
        self._matrix_panel.setVisible(True)
