"""The page of a batch: its device history, table by table, and the records that were issued."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n.reasons import explain
from qtrace.ui.bench import Bench
from qtrace.ui.places import BatchesPlace, BatchHistoryPlace, LotPlace
from qtrace.ui.production.history_model import REPRINT, HistoryModel, HistoryState
from qtrace.ui.production.history_tables import ROW, chooser_rows, overview_panel, table_panel
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.production.row_list import RowColumn, RowList
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, profile, scaled
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.desk_signing import ReasonForm
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tablemodel import ColumnAlign
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import SideFact, VerdictBand, VerdictSpec

LIST_WIDTH, GAP = 350, 8


class HistoryScreen(Screen):
    """Tables left, the chosen one right; the verdict of the record above."""

    def __init__(
        self, bench: Bench, place: BatchHistoryPlace, model: QObject | None = None
    ) -> None:
        super().__init__()
        self._bench, self._words = bench, LineWords(bench.translator, bench.zone)
        kept = model if isinstance(model, HistoryModel) and model.lot_id == place.lot_id else None
        self._model = kept or HistoryModel(bench, place.lot_id)
        self.form: ReasonForm | None = None
        self._shown: object = None
        self._build()
        self._model.changed.connect(self._show)
        self._show(self._model.state)

    @property
    def model(self) -> HistoryModel:
        """State and acts."""
        return self._model

    def _build(self) -> None:
        self.band = VerdictBand()
        self.tables = RowList((RowColumn(), RowColumn(width=96, align=ColumnAlign.RIGHT)), ROW)
        self.tables.pressed.connect(self.model.choose)
        chooser = Panel(self._words.tr.say("Device history"))
        chooser.add(self.tables, 1)
        chooser.setFixedWidth(scaled(LIST_WIDTH))
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        side = QWidget()
        side.setLayout(self._right)
        row = QHBoxLayout()
        row.setSpacing(scaled(GAP))
        row.addWidget(chooser)
        row.addWidget(side, 1)
        self.bar = ActionBar()
        self.bar.setFixedHeight(profile().control)
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(GAP))
        column.addWidget(self.band)
        column.addLayout(row, 1)
        column.addWidget(self.bar)

    # --- what the shell asks -------------------------------------------------------------------

    def head(self) -> ScreenHead:
        """The batch."""
        page = self.model.state.page
        parts = (ObjectPart(page.lot, TextRole.NOTE, Ink.TEXT2),) if page is not None else ()
        return ScreenHead(self._words.tr.say("Device history"), parts, "batches")

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, or those of the open form."""
        if self.model.state.form is not None:
            return {"F10": "save", "Esc": "close"}
        keys = {spec.key: spec.id for spec in self._actions() if spec.enabled}
        return {**keys, "Esc": "back"}

    def typing_keys(self) -> Mapping[str, str]:
        """Up and Down choose the table."""
        return {} if self.model.state.form is not None else {"Up": "up", "Down": "down"}

    def in_sight(self) -> int | None:
        """The batch."""
        return self.model.lot_id

    def opened(self) -> None:
        """Read the history."""
        self.model.refresh()

    def left(self) -> None:
        """The model may live on: it no longer speaks to this view."""
        self.model.changed.disconnect(self._show)

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        model = self.model
        if action in ("up", "down"):
            model.choose(model.state.place + (1 if action == "down" else -1))
        elif action == "issue":
            model.issue()
        elif action == "print":
            model.print_newest()
        elif action == "lot":
            self.wants.emit(LotPlace(model.lot_id))
        elif action == "back":
            self.wants.emit(BatchesPlace())
        elif action == "close":
            model.close()
        elif action == "save" and self.form is not None:
            model.save(self.form.reason())
        elif action == "refresh":
            model.refresh()

    def _actions(self) -> tuple[ActionSpec, ...]:
        tr, state = self._words.tr, self.model.state
        newest = state.newest
        words = tr.say("Print")
        if newest is not None:
            words = tr.say("Print {number}", number=f"{newest.number}/{newest.revision}")
        is_ready = newest is not None and newest.has_file and not state.busy
        may_issue = self._bench.may("ISSUE_DEVICE_HISTORY") and state.page is not None
        return (
            ActionSpec("back", "Esc", tr.say("Batches")),
            ActionSpec("lot", "F3", tr.say("Open the lot")),
            ActionSpec("refresh", "F5", tr.say("Refresh")),
            ActionSpec(
                "print", "F7", words, enabled=is_ready and self._bench.may("REPRINT_DOCUMENT")
            ),
            ActionSpec(
                "issue", "F10", tr.say("Issue the record"), kind=ButtonKind.PRIMARY,
                enabled=may_issue and not state.busy,
            ),
        )  # fmt: skip

    # --- showing -------------------------------------------------------------------------------

    def _show(self, state: HistoryState) -> None:
        self.band.show_verdict(self._verdict(state))
        self.tables.set_rows(chooser_rows(self._words, state))
        if state.form == REPRINT:
            self._show_form(state)
        else:
            self._show_table(state)
        *left, print_it, issue = self._actions()
        self.bar.set_actions(left, [print_it, issue])
        self.head_changed.emit()
        self.keys_changed.emit()

    def _verdict(self, state: HistoryState) -> VerdictSpec:
        tr, page = self._words.tr, state.page
        if state.refusal is not None and state.form is None:
            said = explain(tr, state.refusal.code, state.refusal.facts, self._bench.zone)
            title = tr.term("verdict", "Not issued")
            return VerdictSpec(Status.BLOCKED, title, said.text, said.next_step)
        if page is None:
            return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "One moment"))
        verdict = self._words.name(page.verdict)
        if page.missing:
            step = tr.say("Close each point; the record can be issued as it stands: F10")
            title, status = tr.term("verdict", "Not complete"), Status.HOLD
        else:
            step = tr.say("Issue the record: F10")
            if state.newest is not None:
                step = tr.say("Print what was issued: F7; issue it anew: F10")
            title, status = tr.term("verdict", "Complete"), Status.OK
        return VerdictSpec(status, title, verdict, step, facts=self._issued_facts(state))

    def _issued_facts(self, state: HistoryState) -> tuple[SideFact, ...]:
        tr, newest = self._words.tr, state.newest
        if newest is None:
            return (SideFact(tr.say("Issued"), tr.say("not yet")),)
        at = newest.issued_at.astimezone(self._bench.zone).strftime("%m-%d %H:%M")
        return (
            SideFact(tr.say("Issued"), f"{newest.number}/{newest.revision}"),
            SideFact(tr.term("time", "At"), at),
        )

    def _show_form(self, state: HistoryState) -> None:
        tr = self._words.tr
        if self.form is None:
            clear_layout(self._right)
            note = tr.say(
                "The paper says COPY and its number; person, time and reason are recorded."
            )
            self.form = ReasonForm(
                tr, tr.say("Print again"), tr.say("Reason"), tr.say("Print again"), note
            )
            self.form.triggered.connect(self.act)
            self._right.addWidget(self.form, 1)
            self.form.take_focus()
            self._shown = None
        self.form.show_busy(busy=state.busy)
        said = None
        if state.refusal is not None:
            said = explain(tr, state.refusal.code, state.refusal.facts, self._bench.zone)
        self.form.refused.say(said)
        problems = {name: problem_text(tr, found) for name, found in state.problems.items()}
        self.form.say_judged(state.problems, problems)

    def _show_table(self, state: HistoryState) -> None:
        page = state.page
        if page is None or (page, state.place) == self._shown:
            return
        self._shown, self.form = (page, state.place), None
        clear_layout(self._right)
        if state.place == 0:
            self._right.addWidget(overview_panel(self._words, page), 1)
        else:
            table = page.tables[state.place - 1]
            self._right.addWidget(table_panel(self._words, table), 1)
