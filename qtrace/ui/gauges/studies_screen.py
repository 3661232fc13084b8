"""Measuring with a gauge: check standard and studies left, numbers and picture right."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.ui.bench import Bench
from qtrace.ui.gauges.studies_forms import StudyFormPanel
from qtrace.ui.gauges.studies_model import StudiesModel, StudiesState, StudyForm
from qtrace.ui.gauges.studies_pictures import check_spec, study_spec
from qtrace.ui.gauges.studies_texts import SENTENCES, bar_actions, chart_study, columns, detail
from qtrace.ui.keys import Scan
from qtrace.ui.places import GaugesPlace, StudiesPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chart_control import ControlCharts
from qtrace.ui.widgets.chart_study import StudyChart
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

FORMS = {form.value for form in StudyForm}
CHART_HEIGHT, STUDY_HEIGHT = 400, 270
PICTURE_PLACE = 2
"""Behind title and note, before the facts."""


class StudiesScreen(Desk):
    """The page about measuring with one gauge.

    Signals:
        print_asked: a `StudyPrint`.
    """

    print_asked = Signal(object)
    side_width = 830

    def __init__(self, bench: Bench, place: StudiesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        known = isinstance(model, StudiesModel) and model.gauge_id == place.gauge_id
        self._model = (
            model
            if known and isinstance(model, StudiesModel)
            else StudiesModel(bench, place.gauge_id)
        )
        table = DataTable(columns(bench), lambda row: row.key, tr.say("Measuring"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self.chart = ControlCharts(tr.say("Chart of the check standard"))
        self.picture = StudyChart(tr.say("Picture of the study"))
        layout = self.detail.layout()
        assert isinstance(layout, QBoxLayout)
        for picture, height in ((self.chart, CHART_HEIGHT), (self.picture, STUDY_HEIGHT)):
            picture.setFixedHeight(scaled(height))
            layout.insertWidget(PICTURE_PLACE, picture)
        self._drawn: object = None
        self.show_state(self._model.state)

    @property
    def model(self) -> StudiesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Measuring"), nav="gauges")

    def keys(self) -> Mapping[str, str]:
        """F2 plans, F3 names the standard, F4 measures, F8 signs, F9 prints."""
        if self._model.state.form is None:
            return {
                "F2": StudyForm.PLAN, "F3": StudyForm.STANDARD, "F4": StudyForm.MEASURE,
                "F8": StudyForm.SIGN, "F9": "print", "F5": "refresh", "Esc": "back",
            }  # fmt: skip
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        model = self._model
        if self.moved(action):
            return
        if action in FORMS:
            model.open(action)
        elif action == "save" and isinstance(self.form, SigningForm):
            model.sign(self.form.reason(), self.form.secret())
        elif action == "save" and isinstance(self.form, StudyFormPanel):
            model.save(self.form.draft())
        elif action == "close":
            model.close()
        elif action == "refresh":
            model.refresh()
        elif action == "print":
            self._print()
        elif action == "back":
            self.wants.emit(GaugesPlace(model.gauge_id))

    def _print(self) -> None:
        wish = self._model.paper()
        if wish is not None:
            self.print_asked.emit(wish)

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs the study."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.state.form != StudyForm.SIGN:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:  # noqa: ARG002 - always the same
        """Columns of the list."""
        return columns(self.bench)

    def make_form(self, form: str) -> StudyFormPanel | SigningForm:
        """A form."""
        tr = self.lang
        if form != StudyForm.SIGN:
            return StudyFormPanel(tr, StudyForm(form), self._model)
        note = tr.say("The numbers are kept as they stand; nothing is read in it afterwards.")
        made = SigningForm(tr, tr.say("Sign the study"), note, tr.say("Remark"))
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        return made

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        return bar_actions(self.bench, printable=self._model.paper() is not None)

    def detail_spec(self) -> DetailSpec:
        """The chosen row."""
        return detail(self.bench, self._model)

    def show_state(self, state: DeskState) -> None:
        """Show list, numbers and picture."""
        assert isinstance(state, StudiesState)
        gauge = state.gauge
        if gauge is not None:
            name = self.lang.name(gauge.name.en, gauge.name.zh)
            self.panel.set_foot(f"{gauge.gauge}  {name}", "")
        super().show_state(state)
        self._show_picture(state)
        if isinstance(self.form, SigningForm):
            self.form.show_signing(state, self.lang.say("Sign the study"))

    def _show_picture(self, state: StudiesState) -> None:
        row = self._model.chosen
        check = state.gauge.check if state.gauge is not None else None
        study = chart_study(check) if row is not None and row.kind is None else None
        spec = None
        if row is not None and row.kind is not None and state.sheet is not None:
            spec = study_spec(self.lang, state.sheet)
        self.chart.setVisible(study is not None)
        self.picture.setVisible(spec is not None)
        self.picture.show_study(spec)
        if check is None or study is None:
            self.chart.show_charts(None, 0)
        elif self._drawn is not check:
            self._drawn = check
            self.chart.show_charts(check_spec(self.bench, check, study), len(check.checks) - 1)
