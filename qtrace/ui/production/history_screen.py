"""The page of a batch: its device history, table by table, and the records that were issued."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n.reasons import explain
from qtrace.services.device_history_page import HistoryPage, HistoryTable
from qtrace.ui.bench import Bench
from qtrace.ui.places import BatchesPlace, BatchHistoryPlace, LotPlace
from qtrace.ui.production.history_model import REPRINT, HistoryModel, HistoryState
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.production.row_list import RowColumn, RowList, RowSpec
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, profile, scaled
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk_signing import ReasonForm
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tablemodel import CellView, ColumnAlign
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import SideFact, VerdictBand, VerdictSpec

LIST_WIDTH, TABLE_WIDTH, GAP, ROW = 350, 810, 8, 52
MOST_LETTERS, MOST_TITLE = 12, 24


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
        self.tables.set_rows(self._chooser_rows(state))
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

    def _chooser_rows(self, state: HistoryState) -> tuple[RowSpec, ...]:
        tr, page = self._words.tr, state.page
        if page is None:
            return ()
        first = CellView(chip=ChipSpec(str(len(page.missing)), Status.HOLD))
        if not page.missing:
            first = CellView(chip=ChipSpec("0", Status.OK))
        rows = [RowSpec(0, (CellView(tr.say("What is missing")), first), state.place == 0)]
        for number, table in enumerate(page.tables, start=1):
            count = CellView(str(len(table.rows)), ink=Ink.TEXT2)
            if table.marked:
                count = CellView(chip=ChipSpec(str(len(table.rows)), Status.HOLD))
            name = CellView(*halves(self._words.name(table.title), MOST_TITLE))
            rows.append(RowSpec(number, (name, count), state.place == number))
        return tuple(rows)

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
        if problems != self.form.shown_problems():
            self.form.say_problems(problems)

    def _show_table(self, state: HistoryState) -> None:
        page = state.page
        if page is None or (page, state.place) == self._shown:
            return
        self._shown, self.form = (page, state.place), None
        clear_layout(self._right)
        if state.place == 0:
            self._right.addWidget(self._overview(page), 1)
        else:
            self._right.addWidget(self._table(page.tables[state.place - 1]), 1)

    def _overview(self, page: HistoryPage) -> Panel:
        """What is missing, then the facts of the order."""
        tr, words = self._words.tr, self._words
        panel = Panel(tr.say("What is missing"), words.name(page.verdict))
        rows = [
            RowSpec(n, (CellView(f"{n}", ink=Ink.TEXT2), CellView(words.name(point))), False)
            for n, point in enumerate(page.missing, start=1)
        ]
        rows += [
            RowSpec(
                100 + n,
                (
                    CellView(words.name(caption), ink=Ink.TEXT2),
                    CellView(words.name(value), role=TextRole.STRONG),
                ),
            )
            for n, (caption, value) in enumerate(page.facts)
        ]
        listed = RowList((RowColumn(width=160), RowColumn()), 40)
        listed.set_rows(rows)
        panel.add(listed, 1)
        return panel

    def _table(self, table: HistoryTable) -> Panel:
        """One table of the record; rows that stand out are strong."""
        words = self._words
        panel = Panel(words.name(table.title))
        total = sum(head.share for head in table.heads)
        widths = [round(TABLE_WIDTH * head.share / total) for head in table.heads]
        widths[0] = 0  # takes what is left
        columns = tuple(
            RowColumn(
                words.name(head.heading),
                width,
                ColumnAlign.RIGHT if head.right else ColumnAlign.LEFT,
            )
            for head, width in zip(table.heads, widths, strict=True)
        )
        listed = RowList(columns, ROW)
        listed.set_rows(
            tuple(
                RowSpec(place, tuple(self._cell(words.name(cell), place, table) for cell in row))
                for place, row in enumerate(table.rows)
            )
        )
        if not table.rows:
            panel.set_note(words.tr.say("Nothing is on record"))
        panel.add(listed, 1)
        return panel

    def _cell(self, text: str, place: int, table: HistoryTable) -> CellView:
        role = TextRole.STRONG if place in table.marked else TextRole.BODY
        first, second = halves(text)
        return CellView(first, second, role=role)


def halves(text: str, most: int = MOST_LETTERS) -> tuple[str, str]:
    """A long text on two lines, broken at the blank that is nearest to its middle."""
    blanks = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) <= most or not blanks:
        return text, ""
    middle = min(blanks, key=lambda place: abs(place - len(text) // 2))
    return text[:middle], text[middle + 1 :]
