"""Labels and papers: what the printers still owe, and printing again with a reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import all_sentences, explain
from qtrace.i18n.words import quality_word
from qtrace.services.documents.issued import HISTORY_KIND, UNIT_TEMPLATE, PrintJobRow
from qtrace.ui.bench import Bench
from qtrace.ui.labels.labels_model import (
    REPRINT,
    JobFilter,
    LabelsModel,
    LabelsState,
    ReprintDraft,
    ReprintReason,
)
from qtrace.ui.places import LabelsPlace
from qtrace.ui.screen import NO_COMMANDS, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec, history_facts
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.fields import TextField, TextLook, printable
from qtrace.ui.widgets.filters import FilterTile, FilterTiles
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column

SENTENCES: Mapping[str, str] = {
    ReprintReason.CONTAINERS_SHAPE: N_("Numbers of containers, the first not after the last"),
}
LABEL_STATES = {"hold": N_("On hold"), "excess": N_("Pending")}
FILTERS = {
    JobFilter.OPEN: N_("To do"),
    JobFilter.WAITING: N_("Waiting"),
    JobFilter.FAILED: N_("Failed"),
    JobFilter.PRINTED: N_("Printed"),
}


def what_text(tr: Translator, job: PrintJobRow) -> str:
    """What is on the paper."""
    if job.template == HISTORY_KIND:
        return tr.say("Device history record")
    if job.kind == "document":
        return tr.say("Incoming inspection report")
    if job.template == UNIT_TEMPLATE:
        return tr.say("Labels of units")
    word = job.label_status or ""
    state = tr.say(LABEL_STATES[word]) if word in LABEL_STATES else quality_word(tr, word)
    return tr.say("Labels: {state}", state=state)


def range_text(tr: Translator, job: PrintJobRow) -> str:
    """Which containers."""
    if job.container_from is None or job.container_to is None:
        return ""
    if job.template == UNIT_TEMPLATE:
        return tr.say("pieces {a}–{b}", a=job.container_from, b=job.container_to)
    if job.container_from == job.container_to:
        return tr.say("container {n}", n=job.container_from)
    return tr.say("containers {a}–{b}", a=job.container_from, b=job.container_to)


def detail_text(tr: Translator, job: PrintJobRow) -> str:
    """What the printer said; a reason code in words."""
    if job.detail in all_sentences():
        text = explain(tr, job.detail, {"printer": "", "detail": ""}).text
        return " ".join(text.split())
    return job.detail


class ReprintForm(DeskForm):
    """Containers and reason of a reprint."""

    def __init__(self, tr: Translator, job: PrintJobRow | None) -> None:
        note = tr.say("The paper says COPY and its number; person, time and reason are recorded.")
        super().__init__(tr.say("Print again"), note)
        is_unit = job is not None and job.template == UNIT_TEMPLATE
        self._first = TextField(tr.say("From piece") if is_unit else tr.say("From container"))
        self._last = TextField(tr.say("To piece") if is_unit else tr.say("To container"))
        look = TextLook(check=printable(tr))
        self._reason = TextField(tr.say("Reason"), tr.say("such as label torn"), look)
        self.add("reason", self._reason, 2)
        if job is not None and job.kind == "label":
            self._first.set_text(str(job.container_from or 1))
            self._last.set_text(str(job.container_to or 1))
            self.add("first", self._first)
            self.add("last", self._last)
        self.set_save(tr.say("Cancel"), tr.say("Print again"))

    def draft(self) -> ReprintDraft:
        """The answers."""
        return ReprintDraft(self._first.text(), self._last.text(), self._reason.text())


class LabelsScreen(Desk):
    """Table of print jobs; the chosen one or the reprint form beside it.

    Signals:
        retry_asked: the `PrintJobRow` that the printer is to try again.
    """

    retry_asked = Signal(object)

    def __init__(self, bench: Bench, place: LabelsPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, LabelsModel) else LabelsModel(bench)
        heads = _columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.job_id, tr.say("Print jobs"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self._place = place
        self.filters = FilterTiles()
        self.filters.chosen.connect(self._choose_filter)
        self.head_row.addWidget(self.filters)
        self._model.retry_asked.connect(self.retry_asked)
        self.show_state(self._model.state)

    @property
    def model(self) -> LabelsModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Labels and papers"), nav="labels")

    def keys(self) -> Mapping[str, str]:
        """F2 prints again, F10 tries again or saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": REPRINT, "F10": "retry", "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == REPRINT:
            if self._model.job is not None and self._may_reprint(self._model.job):
                self._model.open(REPRINT)
        elif action == "save" and isinstance(self.form, ReprintForm):
            self._model.save(self.form.draft())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "retry":
            self._model.retry()
        elif action == "retry_all":
            self._model.retry_all()

    def commands(self) -> Mapping[CommandCode, str]:
        """PRINT tries the chosen job again."""
        return {CommandCode.PRINT: "retry"} if self._model.state.form is None else NO_COMMANDS

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return _columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> ReprintForm:
        """The reprint form; there is no other."""
        assert form == REPRINT
        return ReprintForm(self.lang, self._model.job)

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, job = self.lang, self._model.job
        failed = self._model.labels.count(JobFilter.FAILED)
        words = tr.count("Try {n} failed again", "Try {n} failed again", failed)
        may_print = job is not None and self._may_reprint(job)
        open_now = job is not None and job.state in (JobFilter.WAITING, JobFilter.FAILED)
        left = [
            ActionSpec(REPRINT, "F2", tr.say("Print again"), IconName.PRINTER, enabled=may_print),
            ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
        ]
        retry_all = ActionSpec("retry_all", "", words, enabled=failed > 0)
        retry = ActionSpec("retry", "F10", tr.say("Try again"), None, ButtonKind.PRIMARY, open_now)
        return left, [retry_all, retry]

    def show_state(self, state: DeskState) -> None:
        """Show the jobs of the filter and the counts of all."""
        if isinstance(state, LabelsState):
            tiles = [
                FilterTile(key.value, str(state.count(key)), self.lang.say(word))
                for key, word in FILTERS.items()
            ]
            self.filters.set_tiles(tiles, state.chosen_filter.value)
        text = self.lang.count("{n} print job", "{n} print jobs", len(state.rows))
        self.panel.set_foot(text, self.lang.say("a failed job is kept until it is printed"))
        super().show_state(state)

    def detail_spec(self) -> DetailSpec:
        """The chosen job."""
        tr, job = self.lang, self._model.job
        if job is None:
            return DetailSpec(tr.say("No print job here"), tr.say("The printers owe nothing"))
        at = self.bench.local(job.requested_at).strftime("%Y-%m-%d %H:%M")
        facts = [
            Fact(tr.say("Lot"), job.lot, role=TextRole.DATA),
            Fact(tr.say("Part"), job.part_number),
            Fact(tr.say("Asked"), at),
        ]
        if job.container_from is not None:
            facts.insert(2, Fact(tr.say("Containers"), range_text(tr, job)))
        if job.copy_no:
            facts.append(Fact(tr.say("Copy"), str(job.copy_no)))
        if job.reason:
            facts.append(Fact(tr.say("Reason"), job.reason))
        if job.detail:
            word = tr.say("Printer") if job.state == "printed" else tr.say("What happened")
            facts.append(Fact(word, detail_text(tr, job)))
        return DetailSpec(
            title=what_text(tr, job),
            chip=_chip(tr, job),
            facts=tuple(facts),
            history=history_facts(tr, self._model.state.history, self.bench.zone),
        )

    def _may_reprint(self, job: PrintJobRow) -> bool:
        code = "REPRINT_LABEL" if job.kind == "label" else "REPRINT_DOCUMENT"
        if job.template == UNIT_TEMPLATE:
            code = "PRINT_UNIT_LABELS"
        return self.bench.may(code)

    def _choose_filter(self, chosen: str) -> None:
        self._model.choose_filter(JobFilter(chosen))


def _chip(tr: Translator, job: PrintJobRow) -> ChipSpec | None:
    if job.state == "failed":
        return ChipSpec(tr.say("Failed"), Status.BLOCKED)
    return ChipSpec(tr.say("Waiting"), Status.INFO) if job.state == "waiting" else None


def _columns(bench: Bench, *, narrow: bool) -> tuple[Column[PrintJobRow], ...]:
    tr = bench.translator

    def state(job: PrintJobRow) -> CellView:
        if job.state == "failed":
            return CellView(chip=ChipSpec(tr.say("Failed"), Status.BLOCKED))
        words = {key.value: word for key, word in FILTERS.items()}
        word = words.get(job.state)
        return CellView(tr.say(word) if word else job.state, ink=Ink.TEXT2)

    def asked(job: PrintJobRow) -> CellView:
        return CellView(bench.local(job.requested_at).strftime("%m-%d %H:%M"), ink=Ink.TEXT2)

    lot = Column[PrintJobRow](
        "lot", tr.say("Lot"), lambda job: CellView(job.lot, role=TextRole.DATA), 166
    )
    what = Column[PrintJobRow](
        "what",
        tr.say("Paper"),
        lambda job: CellView(what_text(tr, job), strong_if_chosen=True),
    )
    which = Column[PrintJobRow](
        "which",
        tr.say("Containers"),
        lambda job: CellView(
            f"{job.container_from}–{job.container_to}" if job.container_from else "", ink=Ink.TEXT2
        ),
        100,
    )
    copy = Column[PrintJobRow](
        "copy",
        tr.say("Copy"),
        lambda job: CellView(str(job.copy_no) if job.copy_no else "", ink=Ink.TEXT2),
        60,
    )
    when = Column[PrintJobRow]("asked", tr.say("Asked"), asked, 116)
    standing = Column[PrintJobRow]("state", tr.say("State"), state, 124)
    return (lot, what, standing) if narrow else (lot, what, which, copy, when, standing)
