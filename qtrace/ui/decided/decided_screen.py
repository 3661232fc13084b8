"""Decided inspections: the list, the chosen one, and asking for a new one."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.i18n import Translator
from qtrace.services.inspection.reinspection import DecidedRow
from qtrace.ui.bench import Bench
from qtrace.ui.decided.decided_model import AGAIN, DecidedModel
from qtrace.ui.decided.decided_texts import REASONS, columns, detail
from qtrace.ui.keys import Scan
from qtrace.ui.places import DecidedPlace, InspectionPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.fields import ChoiceField, Option
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column


class AgainForm(SigningForm):
    """Why the first result cannot be trusted, and who signs that."""

    def __init__(self, tr: Translator, row: DecidedRow) -> None:
        title = tr.say("Inspect lot {lot} again", lot=row.inspection.lot)
        note = tr.say("The lot goes back to quarantine. {number} stays as it is.",
                      number=row.inspection.number)  # fmt: skip
        super().__init__(tr, title, note, tr.say("What was wrong"))

    def add_first(self) -> None:
        """The reason, as tiles."""
        tr = self._tr
        options = [Option(reason.value, tr.say(words)) for reason, words in REASONS.items()]
        self.why = ChoiceField(tr.say("Because of"), options, columns=3)
        self.add("why", self.why, 2)


class DecidedScreen(Desk):
    """Decided inspections left; verdict, people and a new inspection right."""

    def __init__(self, bench: Bench, place: DecidedPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        own = model if isinstance(model, DecidedModel) else None
        self._model = own or DecidedModel(bench, place.inspection_id)
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.inspection_id, tr.say("Decided inspections"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self.show_state(self._model.state)

    @property
    def model(self) -> DecidedModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Decided inspections"), nav="inspect")

    def keys(self) -> Mapping[str, str]:
        """F10 asks for a new inspection or signs that, F7 opens the chosen one."""
        if self._model.state.form is None:
            return {"F5": "refresh", "F7": "inspection", "F10": AGAIN}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == AGAIN:
            if any(spec.enabled for spec in self.detail_spec().actions):
                self._model.open(AGAIN)
        elif action == "save" and isinstance(self.form, AgainForm):
            why = "".join(self.form.why.chosen()[:1])
            self._model.save(why, self.form.reason(), self.form.secret())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "inspection" and self._model.decided is not None:
            self.wants.emit(InspectionPlace(self._model.decided.inspection_id))

    def scanned(self, scan: Scan) -> bool:
        """A badge names who asks for the new inspection."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.state.form != AGAIN:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> DeskForm:
        """Why it is inspected again, signed."""
        assert form == AGAIN
        row = self._model.decided
        assert row is not None
        made = AgainForm(self.lang, row)
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        return made

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, there = self.lang, self._model.decided is not None
        return [
            ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
            ActionSpec("inspection", "F7", tr.say("Inspection"), IconName.INSPECT, enabled=there),
        ], []

    def detail_spec(self) -> DetailSpec:
        """The chosen inspection."""
        return detail(self.bench, self._model.decided)

    def show_state(self, state: DeskState) -> None:
        """Show the inspections, how many were wrong, and who is about to sign."""
        again = sum(row.followed is not None for row in state.rows)
        text = self.lang.count("{n} decided inspection", "{n} decided inspections", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} inspected again", n=again))
        super().show_state(state)
        if isinstance(self.form, AgainForm):
            signer = self._model.signing.signer
            name = self.lang.name(signer.name_en, signer.name_zh) if signer else ""
            words = self.lang.say("{name} signs", name=name) if name else self.lang.say("Sign")
            self.form.show_signing(self._model.signing, words)
