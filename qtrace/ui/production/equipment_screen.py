"""Equipment of the lines: its state, qualification and calibration, and why it is unfit."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.i18n.production_words import EQUIPMENT_STATE_WORDS, production_word
from qtrace.i18n.reasons import explain
from qtrace.services.production.line_fitness import EquipmentRow
from qtrace.ui.bench import Bench
from qtrace.ui.places import EquipmentPlace, InterlocksPlace, TrainingPlace
from qtrace.ui.production.fitness_forms import EquipmentForm
from qtrace.ui.production.fitness_models import CHANGE, EquipmentModel
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


class EquipmentScreen(Desk):
    """Machines left, what is unfit first; the chosen one or its form right."""

    def __init__(self, bench: Bench, _place: EquipmentPlace, model: QObject | None = None) -> None:
        self._model = model if isinstance(model, EquipmentModel) else EquipmentModel(bench)
        tr = bench.translator
        self.lang = tr
        heads = self.columns(narrow=False)
        table = DataTable(heads, lambda row: row.equipment_id, tr.say("Equipment"))
        super().__init__(bench, self._model, table, tr.say("Records"))
        self.show_state(self._model.state)

    @property
    def model(self) -> EquipmentModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        nav = "batches" if self.bench.may("RELEASE_BATCH") else "line"
        return ScreenHead(self.lang.say("Equipment"), nav=nav)

    def keys(self) -> Mapping[str, str]:
        """F2 changes, F6 and F7 go on; F10 saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": CHANGE, "F6": "interlocks", "F7": "training", "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == CHANGE:
            if self._model.machine is not None and self.bench.may("CHANGE_EQUIPMENT"):
                self._model.open(CHANGE)
        elif action == "save" and isinstance(self.form, EquipmentForm):
            self._model.save(*self.form.answers())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "interlocks":
            self.wants.emit(InterlocksPlace())
        elif action == "training":
            self.wants.emit(TrainingPlace())

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        tr = self.lang
        code: Column[EquipmentRow] = Column(
            "code",
            tr.say("Equipment"),
            lambda row: CellView(row.code, tr.name(row.name.en, row.name.zh), role=TextRole.DATA),
        )
        line: Column[EquipmentRow] = Column(
            "line", tr.term("screen", "Line"), lambda row: CellView(row.line or "–"), 80
        )
        qualified: Column[EquipmentRow] = Column(
            "qualified",
            tr.say("Qualified until"),
            lambda row: CellView(_day(row.qualified_to), ink=Ink.TEXT2),
            130,
        )
        gauge: Column[EquipmentRow] = Column(
            "gauge",
            tr.say("Calibrated until"),
            lambda row: CellView(_day(row.calibrated_to), row.gauge, ink=Ink.TEXT2),
            140,
        )
        state: Column[EquipmentRow] = Column(
            "state", tr.say("Status"), self._state, 150, ColumnAlign.RIGHT
        )
        return (code, line) if narrow else (code, line, qualified, gauge, state)

    def _state(self, row: EquipmentRow) -> CellView:
        return CellView(chip=self._chip(row))

    def _chip(self, row: EquipmentRow) -> ChipSpec:
        if row.unfit is None:
            return ChipSpec(self.lang.say("Fit"), Status.OK)
        if row.state != "in_use":
            return ChipSpec(
                production_word(self.lang, EQUIPMENT_STATE_WORDS, row.state), Status.NEUTRAL
            )
        return ChipSpec(self.lang.say("Not fit"), Status.BLOCKED)

    def make_form(self, form: str) -> EquipmentForm:  # noqa: ARG002 - there is one
        """The form of the chosen machine."""
        row = self._model.machine
        assert row is not None, "a form is about a row"
        return EquipmentForm(self.lang, row)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
        other = ActionSpec("training", "F7", tr.say("Training"), IconName.PEOPLE)
        stops = ActionSpec("interlocks", "F6", tr.say("Interlocks"), IconName.LOCK)
        return [refresh, other, stops], []

    def detail_spec(self) -> DetailSpec:
        """The chosen machine, and why it is unfit."""
        tr, row = self.lang, self._model.machine
        if row is None:
            return DetailSpec(tr.say("No equipment yet"))
        facts = [
            Fact(tr.say("Kind"), row.equipment_type),
            Fact(tr.term("screen", "Line"), row.line or tr.say("carried about")),
            Fact(tr.say("State"), production_word(tr, EQUIPMENT_STATE_WORDS, row.state)),
            Fact(tr.say("Qualified until"), _day(row.qualified_to)),
            Fact(tr.say("Gauge"), row.gauge or "–"),
            Fact(tr.say("Calibrated until"), _day(row.calibrated_to)),
        ]
        if row.unfit is not None:
            said = explain(tr, row.unfit.code, row.unfit.facts, self.bench.zone)
            facts.insert(0, Fact(tr.say("Why"), said.text))
            facts.insert(1, Fact(tr.say("Next"), said.next_step))
        change = ActionSpec(
            CHANGE, "F2", tr.say("Change"), None, ButtonKind.PRIMARY,
            enabled=self.bench.may("CHANGE_EQUIPMENT"),
        )  # fmt: skip
        return DetailSpec(
            row.code,
            tr.name(row.name.en, row.name.zh),
            self._chip(row),
            tuple(facts),
            history_facts(tr, self._model.state.history, self.bench.zone),
            (change,),
        )

    def show_state(self, state: DeskState) -> None:
        """Show the machines, and how many are unfit today."""
        unfit = sum(row.unfit is not None for row in state.rows)
        text = self.lang.count("{n} machine", "{n} machines", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} may not be used today", n=unfit))
        super().show_state(state)


def _day(day: object) -> str:
    return str(day) if day is not None else "–"
