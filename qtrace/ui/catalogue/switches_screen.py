"""Severity: where every series stands and why, and the switches that quality signs."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.services.inspection.switch_board import BoardKind
from qtrace.ui.bench import Bench
from qtrace.ui.catalogue.switches_model import TURN, SeriesForm, SkipForm, SwitchesModel
from qtrace.ui.catalogue.switches_texts import (
    MEANINGS,
    columns,
    detail,
    event_word,
    form_note,
    title,
)
from qtrace.ui.keys import Scan
from qtrace.ui.places import SwitchesPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import ReasonForm, SigningForm
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

FORMS = {TURN, *(form.value for form in (*SeriesForm, *SkipForm))}
PAGE_WIDTH = 580


class SwitchesScreen(Desk):
    """Switches and series left; why they stand so and who decided it right."""

    side_width = PAGE_WIDTH

    def __init__(self, bench: Bench, place: SwitchesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, SwitchesModel) else SwitchesModel(bench)
        self._place = place
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.key, tr.say("Switching"))
        super().__init__(bench, self._model, table, tr.say("Decisions"))
        self.show_state(self._model.state)

    @property
    def model(self) -> SwitchesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Severity and switches"), nav="switches")

    def keys(self) -> Mapping[str, str]:
        """F10 turns a switch or saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F10": TURN, "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in FORMS:
            offered = {spec.id: spec.enabled for spec in self.detail_spec().actions}
            if offered.get(action):
                self._model.open(action)
        elif action == "save" and isinstance(self.form, SigningForm):
            self._model.save(self.form.reason(), self.form.secret())
        elif action == "save" and isinstance(self.form, ReasonForm):
            self._model.save(self.form.reason(), "")
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs the open switch."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.state.form != TURN:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> DeskForm:
        """A switch is signed; a decision about a series has its reason."""
        tr, row = self.lang, self._model.board_row
        assert row is not None
        if form == TURN:
            assert row.switch is not None
            words = tr.say("Turn off") if row.is_on else tr.say("Turn on")
            heading = tr.say("{name}: {what}", name=title(tr, row), what=words)
            made = SigningForm(tr, heading, tr.say(MEANINGS[row.switch]), tr.say("Reason"))
            made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
            return made
        what = tr.say(event_word(form))
        heading = tr.say("{name}: {what}", name=title(tr, row), what=what)
        return ReasonForm(tr, heading, tr.say("Reason"), tr.say("Decide"), form_note(tr, form))

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        return [ActionSpec("refresh", "F5", self.lang.say("Refresh"), IconName.REFRESH)], []

    def detail_spec(self) -> DetailSpec:
        """The chosen switch or series."""
        return detail(self.bench, self._model.board_row)

    def show_state(self, state: DeskState) -> None:
        """Show all rows, how many series are not normal, and who is about to sign."""
        series = [row for row in state.rows if row.kind is BoardKind.SERIES]
        stopped = sum(row.state is SwitchState.DISCONTINUED for row in series)
        tightened = sum(row.state is SwitchState.TIGHTENED for row in series)
        text = self.lang.count("{n} series", "{n} series", len(series))
        note = self.lang.say("{n} tightened, {m} discontinued", n=tightened, m=stopped)
        self.panel.set_foot(text, note)
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            signer = self._model.signing.signer
            name = self.lang.name(signer.name_en, signer.name_zh) if signer else ""
            words = self.lang.say("{name} signs", name=name) if name else self.lang.say("Sign")
            self.form.show_signing(self._model.signing, words)
