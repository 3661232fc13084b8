"""People and roles: who may come in, and what each role may do."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.i18n.reasons import Explanation, explain
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.people.people_forms import PersonForm
from qtrace.ui.people.people_model import PeopleForm, PeopleModel, PeopleState
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
from qtrace.ui.widgets.desk import DeskScreen, Detail
from qtrace.ui.widgets.table import DataTable, TablePanel

FORM_WIDTH = 560
OPENING = {
    "add": PeopleForm.ADD,
    "change": PeopleForm.CHANGE,
    "roles": PeopleForm.ROLES,
    "pin": PeopleForm.PIN,
    "password": PeopleForm.PASSWORD,
    "matrix": PeopleForm.MATRIX,
}


class PeopleScreen(DeskScreen):
    """Table of people; the chosen one, a form, or the permission matrix beside it."""

    def __init__(self, bench: Bench, place: PeoplePlace, model: QObject | None = None) -> None:
        self._bench, self._tr = bench, bench.translator
        tr = self._tr
        super().__init__(DataTable(columns(bench), lambda row: row.person_id, tr.say("People")))
        self._place = place
        self._model = model if isinstance(model, PeopleModel) else PeopleModel(bench)
        self.detail = Detail(tr.say("History"))
        self.form: PersonForm | None = None
        self.matrix: DataTable | None = None
        self._matrix_panel: TablePanel | None = None
        self.detail.triggered.connect(self.act)
        self.table.row_chosen.connect(self._model.choose)
        self._model.changed.connect(self._show)
        self._show(self._model.state)

    @property
    def model(self) -> PeopleModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self._tr.say("People and roles"), nav="people")

    def opened(self) -> None:
        """Read everybody again."""
        self._model.refresh()
        self.table.setFocus()

    def keys(self) -> Mapping[str, str]:
        """F2 adds, F3 shows the matrix, F10 saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": "add", "F3": "matrix", "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in OPENING and self._allowed(action):
            self._model.open(OPENING[action])
        elif action == "save" and self.form is not None:
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
        is_badge = isinstance(found, InternalCode) and found.kind is InternalKind.BADGE
        if not is_badge or self.form is None:
            return False
        assert isinstance(found, InternalCode)
        return self.form.take_badge(found.text)

    def _allowed(self, action: str) -> bool:
        return action != "add" or self._bench.may("ADD_PERSON")

    def _show(self, state: PeopleState) -> None:
        self.table.set_rows(state.rows)
        if state.chosen is not None and self.table.chosen_key() != state.chosen:
            self.table.choose(state.chosen)
        self._show_counts(state)
        before = self.form.kind if self.form is not None else None
        if state.form == PeopleForm.MATRIX:
            self._show_matrix(state)
        elif state.form is None:
            self._show_detail(state)
        else:
            self._show_form(state, PeopleForm(state.form))
        self._show_bar(state)
        if before is not (self.form.kind if self.form is not None else None):
            self.keys_changed.emit()

    def _show_counts(self, state: PeopleState) -> None:
        active = sum(row.state == "active" for row in state.rows)
        text = self._tr.count("{n} person", "{n} people", len(state.rows))
        self.panel.set_foot(text, self._tr.say("{n} active", n=active))

    def _show_detail(self, state: PeopleState) -> None:
        self._drop_form()
        self.detail.show_detail(detail(self._bench, state, self._model.person))
        self.detail.refused.say(self._said(state))
        self.show_side(self.detail)

    def _show_form(self, state: PeopleState, kind: PeopleForm) -> None:
        if self.form is None or self.form.kind is not kind:
            self._drop_form()
            badge = self._model.next_badge()
            self.form = PersonForm(self._tr, kind, self._model.person, badge)
            self.form.triggered.connect(self.act)
            self.table.set_columns(columns(self._bench, narrow=True))
            self.show_side(self.form, FORM_WIDTH)
            next(iter(self.form.fields.values())).setFocus()
        self.form.show_actions(busy=state.busy)
        self.form.refused.say(self._said(state))
        problems = {n: said_problem(self._tr, found) for n, found in state.problems.items()}
        if problems or any(field.problem() for field in self.form.fields.values()):
            self.form.say_problems(problems)

    def _drop_form(self) -> None:
        if self.form is not None:
            self.show_side(self.detail)
            self.form.deleteLater()
            self.form = None
            self.table.set_columns(columns(self._bench))
        if self._matrix_panel is not None:
            self._matrix_panel.setVisible(False)
        self.panel.setVisible(True)

    def _show_matrix(self, state: PeopleState) -> None:
        tr = self._tr
        if self._matrix_panel is None or self.matrix is None:
            heads = matrix_columns(tr, state.matrix)
            self.matrix = DataTable(heads, lambda code: code, tr.say("Permissions"))
            self._matrix_panel = TablePanel(self.matrix)
            self.row.addWidget(self._matrix_panel, 1)
        self.matrix.set_columns(matrix_columns(tr, state.matrix))
        self.matrix.set_rows(matrix_rows(tr, state.matrix))
        note = tr.say("The service asks this table at every command; nobody can go round it")
        self._matrix_panel.set_foot(note, "")
        self.panel.setVisible(False)
        self.detail.setVisible(False)
        self._matrix_panel.setVisible(True)

    def _show_bar(self, state: PeopleState) -> None:
        tr, bench = self._tr, self._bench
        self.bar.setVisible(state.form in (None, PeopleForm.MATRIX))
        if state.form is not None:
            back = ActionSpec("close", "Esc", tr.say("Back to people"), IconName.ARROW_LEFT)
            self.bar.set_actions([back], [])
            return
        may_add = bench.may("ADD_PERSON")
        self.bar.set_actions(
            [
                ActionSpec("matrix", "F3", tr.say("Permissions"), IconName.SHIELD),
                ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
            ],
            [
                ActionSpec(
                    "add", "F2", tr.say("Add a person"), None, ButtonKind.PRIMARY, enabled=may_add
                )
            ],
        )

    def _said(self, state: PeopleState) -> Explanation | None:
        refusal = state.refusal
        if refusal is None:
            return None
        return explain(self._tr, refusal.code, refusal.facts, self._bench.zone)
