"""Interlocks: what stops by itself until its cause is cured, who ran into it, and since when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QObject

from qtrace.domain.interlocks import InterlockKind
from qtrace.i18n import N_
from qtrace.services.holds.interlock_rows import StopRow, interlock_rows
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.places import EquipmentPlace, InterlocksPlace, TrainingPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign

WORDS: Final[Mapping[InterlockKind, tuple[str, str]]] = {
    InterlockKind.EXPIRED: (N_("Past its date"), N_("Take another lot; this one is disposed of")),
    InterlockKind.CHECK_OVERDUE: (N_("A check is missing"), N_("Make the check at the line")),
    InterlockKind.READING_MISSING: (N_("A reading is missing"), N_("Enter the reading")),
    InterlockKind.TRAINING: (N_("Not trained"), N_("Enter the training, or let another work")),
    InterlockKind.CALIBRATION: (N_("Out of calibration"), N_("Calibrate it, or take another")),
    InterlockKind.EQUIPMENT: (N_("Equipment not fit"), N_("Put it in order, or take another")),
    InterlockKind.CLEARANCE: (N_("Line not cleared"), N_("Clear the line and let it be confirmed")),
    InterlockKind.PAPER_MISSING: (N_("A paper is missing"), N_("Add the paper to the lot")),
    InterlockKind.CONCESSION: (N_("The concession is over"), N_("Ask quality for a new decision")),
}
"""What each kind is called, and what cures it."""
TOLD: Final[Mapping[str, str]] = {
    "topic": N_("Topic"),
    "order": N_("Work order"),
    "operation": N_("Operation"),
    "part": N_("Part"),
    "expiry": N_("Expiry"),
    "valid_to": N_("Valid until"),
    "due_on": N_("Due on"),
    "pieces": N_("Pieces"),
}
"""Facts of the refusal that a person reads, in this order."""
INTERLOCKS = DeskSubject(interlock_rows, lambda row: row.key, ObjectKind.WORK_ORDER)


class InterlocksModel(DeskModel):
    """Lists what stands and what was cured; nothing is entered here."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, INTERLOCKS, DeskState())

    @property
    def stop(self) -> StopRow | None:
        """The chosen interlock."""
        return self.row

    def _read_history(self) -> None:
        """An interlock has no history but its own lines."""


class InterlocksScreen(Desk):
    """Those that stand first; the chosen one with its cure at the right."""

    def __init__(self, bench: Bench, _place: InterlocksPlace, model: QObject | None = None) -> None:
        self._model = model if isinstance(model, InterlocksModel) else InterlocksModel(bench)
        tr = bench.translator
        self.lang = tr
        table = DataTable(self.columns(narrow=False), lambda row: row.key, tr.say("Interlocks"))
        super().__init__(bench, self._model, table, tr.say("Records"))
        self.show_state(self._model.state)

    @property
    def model(self) -> InterlocksModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        nav = "batches" if self.bench.may("RELEASE_BATCH") else "line"
        return ScreenHead(self.lang.say("Interlocks"), nav=nav)

    def keys(self) -> Mapping[str, str]:
        """F6 and F7 go to training and equipment, F5 reads again."""
        return {"F6": "training", "F7": "equipment", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == "refresh":
            self._model.refresh()
        elif action == "equipment":
            self.wants.emit(EquipmentPlace())
        elif action == "training":
            self.wants.emit(TrainingPlace())

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        tr = self.lang
        target: Column[StopRow] = Column(
            "target", tr.say("Stopped by it"),
            lambda row: CellView(self._target(row), tr.say(WORDS[row.kind][0]), role=TextRole.DATA),
        )  # fmt: skip
        by: Column[StopRow] = Column(
            "by", tr.say("Met last by"),
            lambda row: CellView(tr.name(row.by.en, row.by.zh), row.station, ink=Ink.TEXT2), 150,
        )  # fmt: skip
        last: Column[StopRow] = Column(
            "last", tr.say("Met last"),
            lambda row: CellView(self._time(row.last_at), ink=Ink.TEXT2), 150,
        )  # fmt: skip
        state: Column[StopRow] = Column(
            "state", tr.say("Status"), lambda row: CellView(chip=self._chip(row)), 130,
            ColumnAlign.RIGHT,
        )  # fmt: skip
        return (target, state) if narrow else (target, by, last, state)

    def _time(self, instant: datetime) -> str:
        return self.bench.local(instant).strftime("%Y-%m-%d %H:%M")

    def _target(self, row: StopRow) -> str:
        return self.lang.name(row.target.en, row.target.zh)

    def _chip(self, row: StopRow) -> ChipSpec:
        if row.cleared_at is None:
            return ChipSpec(self.lang.say("It stops"), Status.BLOCKED)
        return ChipSpec(self.lang.say("Cured"), Status.OK)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        return [
            ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
            ActionSpec("training", "F6", tr.say("Training"), IconName.PEOPLE),
            ActionSpec("equipment", "F7", tr.say("Equipment"), IconName.GAUGE),
        ], []

    def detail_spec(self) -> DetailSpec:
        """The chosen one: why, how often, and what cures it."""
        tr, row = self.lang, self._model.stop
        if row is None:
            return DetailSpec(tr.say("Nobody ran into an interlock in the last 30 days"))
        word, cure = WORDS[row.kind]
        facts = [Fact(tr.say("Next"), tr.say(cure))] if row.cleared_at is None else []
        facts += [
            Fact(tr.say(label), row.facts[name])
            for name, label in TOLD.items()
            if row.facts.get(name)
        ]
        facts += [
            Fact(tr.say("Met first"), self._time(row.first_at)),
            Fact(tr.say("Met last"), self._time(row.last_at)),
            Fact(tr.say("Met last by"), tr.name(row.by.en, row.by.zh) or "–"),
            Fact(tr.say("Times"), str(row.hits)),
        ]
        if row.cleared_at is not None:
            facts.append(Fact(tr.say("Cured"), self._time(row.cleared_at)))
        return DetailSpec(self._target(row), tr.say(word), self._chip(row), tuple(facts), (), ())

    def show_state(self, state: DeskState) -> None:
        """Show the list, and how many stand."""
        standing = sum(row.cleared_at is None for row in state.rows)
        text = self.lang.count("{n} entry", "{n} entries", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} stop something now", n=standing))
        super().show_state(state)
