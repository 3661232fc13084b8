"""Training: who may do which operation until when."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject

from qtrace.i18n import N_
from qtrace.services.production.line_fitness import TrainingRow, TrainingState
from qtrace.ui.bench import Bench
from qtrace.ui.places import EquipmentPlace, InterlocksPlace, TrainingPlace
from qtrace.ui.production.fitness_forms import TrainingForm
from qtrace.ui.production.fitness_models import TRAIN, TrainingModel
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec, history_facts
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign

STATES: Final[Mapping[TrainingState, tuple[str, Status]]] = {
    TrainingState.TRAINED: (N_("Trained"), Status.OK),
    TrainingState.ENDS_SOON: (N_("Ends soon"), Status.HOLD),
    TrainingState.EXPIRED: (N_("Training expired"), Status.BLOCKED),
    TrainingState.MISSING: (N_("Not trained"), Status.NEUTRAL),
}


class TrainingScreen(Desk):
    """People and topics left, the chosen one or a training right."""

    def __init__(self, bench: Bench, _place: TrainingPlace, model: QObject | None = None) -> None:
        self._model = model if isinstance(model, TrainingModel) else TrainingModel(bench)
        tr = bench.translator
        self.lang = tr
        table = DataTable(self.columns(narrow=False), lambda row: row.key, tr.say("Training"))
        super().__init__(bench, self._model, table, tr.say("Records"))
        self.show_state(self._model.state)

    @property
    def model(self) -> TrainingModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        nav = "batches" if self.bench.may("RELEASE_BATCH") else "line"
        return ScreenHead(self.lang.say("Training"), nav=nav)

    def keys(self) -> Mapping[str, str]:
        """F2 enters a training, F6 and F7 go on; F10 saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": TRAIN, "F6": "interlocks", "F7": "equipment", "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == TRAIN:
            if self._model.training is not None and self.bench.may("RECORD_TRAINING"):
                self._model.open(TRAIN)
        elif action == "save" and isinstance(self.form, TrainingForm):
            self._model.save(*self.form.answers())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "interlocks":
            self.wants.emit(InterlocksPlace())
        elif action == "equipment":
            self.wants.emit(EquipmentPlace())

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        tr = self.lang
        person: Column[TrainingRow] = Column(
            "person", tr.say("Person"), lambda row: CellView(tr.name(row.person.en, row.person.zh))
        )
        topic: Column[TrainingRow] = Column(
            "topic",
            tr.say("Topic"),
            lambda row: CellView(row.topic, ", ".join(row.operations), role=TextRole.DATA),
        )
        until: Column[TrainingRow] = Column(
            "until", tr.say("Until"), lambda row: CellView(self._until(row), ink=Ink.TEXT2), 120
        )
        state: Column[TrainingRow] = Column(
            "state", tr.say("Status"), self._state, 170, ColumnAlign.RIGHT
        )
        return (person, topic) if narrow else (person, topic, until, state)

    def _until(self, row: TrainingRow) -> str:
        if row.done_on is None:
            return "–"
        return row.valid_to.isoformat() if row.valid_to else self.lang.say("no end")

    def _state(self, row: TrainingRow) -> CellView:
        word, status = STATES[row.state]
        return CellView(chip=ChipSpec(self.lang.say(word), status))

    def make_form(self, form: str) -> TrainingForm:  # noqa: ARG002 - there is one
        """A training of the chosen person."""
        row = self._model.training
        assert row is not None, "a form is about a row"
        return TrainingForm(self.lang, row, self.bench.local(self.bench.now()).date())

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
        other = ActionSpec("equipment", "F7", tr.say("Equipment"), IconName.GAUGE)
        stops = ActionSpec("interlocks", "F6", tr.say("Interlocks"), IconName.LOCK)
        return [refresh, other, stops], []

    def detail_spec(self) -> DetailSpec:
        """What the chosen person may do, since when and until when."""
        tr, row = self.lang, self._model.training
        if row is None:
            return DetailSpec(tr.say("Nobody works at a line yet"))
        word, status = STATES[row.state]
        facts = (
            Fact(tr.say("Topic"), row.topic, role=TextRole.DATA),
            Fact(tr.say("Operations"), ", ".join(row.operations) or "–"),
            Fact(tr.say("Trained on"), row.done_on.isoformat() if row.done_on else "–"),
            Fact(tr.say("Counts until"), self._until(row)),
            Fact(tr.say("Trained by"), tr.name(row.trainer.en, row.trainer.zh) or "–"),
        )
        train = ActionSpec(
            TRAIN, "F2", tr.say("Enter a training"), None, ButtonKind.PRIMARY,
            enabled=self.bench.may("RECORD_TRAINING"),
        )  # fmt: skip
        return DetailSpec(
            tr.name(row.person.en, row.person.zh),
            "",
            ChipSpec(tr.say(word), status),
            facts,
            history_facts(tr, self._model.state.history, self.bench.zone),
            (train,),
        )

    def show_state(self, state: DeskState) -> None:
        """Show the people, and how many trainings do not count."""
        bad = (TrainingState.EXPIRED, TrainingState.MISSING)
        open_rows = sum(row.state in bad for row in state.rows)
        text = self.lang.count("{n} entry", "{n} entries", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} not trained or expired", n=open_rows))
        super().show_state(state)
