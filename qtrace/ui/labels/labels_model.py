"""Print jobs: what waits, what failed, what was printed; trying again and printing again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import Signal

from qtrace.domain.glyphs import Coverage
from qtrace.services.commands import Command
from qtrace.services.documents.commands import ReprintDocument, ReprintLabel
from qtrace.services.documents.issued import UNIT_TEMPLATE, PrintJobRow, print_jobs
from qtrace.services.labels.unit_labels_commands import PrintUnitLabels
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled, judge_glyphs

REPRINT = "reprint"
MOST_PRINTED = 200


class JobFilter(StrEnum):
    """The tiles above the table."""

    OPEN = "open"
    WAITING = "waiting"
    FAILED = "failed"
    PRINTED = "printed"


class ReprintReason(StrEnum):
    """Why an answer cannot stand."""

    CONTAINERS_SHAPE = "CONTAINERS_SHAPE"


@dataclass(frozen=True, slots=True)
class ReprintDraft:
    """Answers of the reprint form; containers are numbers as typed."""

    first: str = ""
    last: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LabelsState(DeskState):
    """A desk of print jobs.

    Attributes:
        every: jobs of all states; `rows` are those of the filter.
        chosen_filter: which of them are listed.
    """

    every: tuple[PrintJobRow, ...] = ()
    chosen_filter: JobFilter = JobFilter.OPEN

    def count(self, chosen: JobFilter) -> int:
        """Number of jobs of a filter."""
        return sum(matches(job, chosen) for job in self.every)


def matches(job: PrintJobRow, chosen: JobFilter) -> bool:
    """True if the filter lists the job."""
    if chosen is JobFilter.OPEN:
        return job.state in (JobFilter.WAITING, JobFilter.FAILED)
    return job.state == chosen


def all_jobs(reads: Reads) -> tuple[PrintJobRow, ...]:
    """Everything that is open, and the newest printed ones."""
    return print_jobs(reads) + print_jobs(reads, ("printed",), MOST_PRINTED)


JOBS = DeskSubject(all_jobs, lambda row: row.job_id, ObjectKind.PRINT_JOB)


class LabelsModel(DeskModel):
    """Lists print jobs; its state is a `LabelsState`.

    Signals:
        retry_asked: the `PrintJobRow` that the printer is to try again.
    """

    retry_asked = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, JOBS, LabelsState())

    @property
    def labels(self) -> LabelsState:
        """The state with what only this desk has."""
        assert isinstance(self.state, LabelsState)
        return self.state

    @property
    def job(self) -> PrintJobRow | None:
        """The chosen job."""
        return self.row

    def choose_filter(self, chosen: JobFilter) -> None:
        """List the jobs of another filter."""
        self.become(chosen_filter=chosen, form=None, refusal=None)
        self._filter(self.labels.every)

    def retry(self) -> None:
        """Ask the printer to try the chosen job again."""
        job = self.job
        if job is not None and job.state in (JobFilter.FAILED, JobFilter.WAITING):
            self.retry_asked.emit(job)

    def retry_all(self) -> None:
        """Ask for every failed job again."""
        for job in self.labels.every:
            if job.state == JobFilter.FAILED:
                self.retry_asked.emit(job)

    def save(self, draft: ReprintDraft) -> None:
        """Check the reprint form, then ask for the paper once more."""
        job = self.job
        if job is None or self.state.form != REPRINT:
            return
        if self.refuse_answers(judge_reprint(job, draft, product_coverage())):
            return
        job_id = self.bench.new_id()
        makers: dict[str, Callable[[PrintJobRow, ReprintDraft, int], Command]] = {
            "label": self._label_again,
            "document": self._document_again,
        }
        command = makers[job.kind](job, draft, job_id)
        self.become(chosen_filter=JobFilter.OPEN)
        self.send([lambda: command], then_choose=job_id)

    def _label_again(self, job: PrintJobRow, draft: ReprintDraft, job_id: int) -> Command:
        if job.template == UNIT_TEMPLATE:
            return PrintUnitLabels(
                **self.bench.head(),
                job_id=job_id,
                lot_id=job.lot_id,
                first=int(draft.first),
                last=int(draft.last),
                reason=draft.reason,
            )
        return ReprintLabel(
            **self.bench.head(),
            job_id=job_id,
            lot_id=job.lot_id,
            first=int(draft.first),
            last=int(draft.last),
            reason=draft.reason,
        )

    def _document_again(self, job: PrintJobRow, draft: ReprintDraft, job_id: int) -> Command:
        assert job.document_id is not None
        return ReprintDocument(
            **self.bench.head(), job_id=job_id, document_id=job.document_id, reason=draft.reason
        )

    def _listed(self, rows: tuple[PrintJobRow, ...]) -> None:
        self._filter(rows)

    def _filter(self, every: tuple[PrintJobRow, ...]) -> None:
        self.state = replace(self.labels, every=every)
        shown = tuple(job for job in every if matches(job, self.labels.chosen_filter))
        if self.state.chosen not in {job.job_id for job in shown}:
            self.state = replace(self.state, chosen=None, history=())
        super()._listed(shown)


def judge_reprint(
    job: PrintJobRow, draft: ReprintDraft, coverage: Coverage
) -> dict[str, FieldProblem]:
    """What is wrong with the answers, by name."""
    found = judge_filled({"reason": draft.reason})
    found |= judge_glyphs({"reason": draft.reason}, coverage)
    if job.kind == "label":
        for name, text in (("first", draft.first), ("last", draft.last)):
            if not (text.isascii() and text.isdigit() and 0 < len(text) <= 4 and int(text)):
                found[name] = FieldProblem(ReprintReason.CONTAINERS_SHAPE)
        if not found and int(draft.first) > int(draft.last):
            found["last"] = FieldProblem(ReprintReason.CONTAINERS_SHAPE)
    return found
