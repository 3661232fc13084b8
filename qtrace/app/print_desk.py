"""Draws and sends what is waiting, off the UI thread, and records what became of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from qtrace.app.printing_jobs import DrawnLabels, LabelFormat, draw_document, draw_labels
from qtrace.domain.documents import DocumentRefusal
from qtrace.ports import Executor, Failure, Printer, PrinterError, SymbolReader
from qtrace.printing.copies import CopyMark, mark_copy
from qtrace.printing.refusals import PrintRefusal
from qtrace.services.documents.commands import RecordPrint, StoreDocument
from qtrace.services.documents.issued import (
    PDF,
    IssuedDocument,
    PrintJobRow,
    document_bytes,
    unrendered_documents,
    waiting_jobs,
)
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.work import ObjectKind
from qtrace.services.workbench import Workbench
from qtrace.ui.bench import Bench

_LOG = logging.getLogger("qtrace.print")
_OWN = frozenset({"RECORD_PRINT", "STORE_DOCUMENT"})


@dataclass(frozen=True, slots=True)
class PrintOutlet:
    """Where paper comes out: labels (as ZPL or PDF) and documents (PDF)."""

    labels: Printer
    label_format: LabelFormat
    documents: Printer
    name: str


@dataclass(frozen=True, slots=True)
class _Printed:
    outcome: str
    detail: str
    symbols: int


class PrintDesk:
    """Takes every waiting job of this station once; a failed one is tried again when asked.

    What a printer did is recorded for the signed-in person; where nobody who may is there any more
    (the station was locked while it printed), it is kept and recorded for the next one, so that no
    label comes out twice.
    """

    def __init__(
        self,
        bench: Bench,
        workbench: Workbench,
        executor: Executor,
        outlet: PrintOutlet,
        reader: Callable[[], SymbolReader],
    ) -> None:
        self._bench, self._workbench, self._executor = bench, workbench, executor
        self._outlet, self._reader = outlet, reader
        self._taken: set[int] = set()
        self._owed: dict[int, _Printed] = {}
        self._drawing = False
        bench.changed.connect(self._heard)
        bench.person_changed.connect(lambda _person: self.look())

    def look(self) -> None:
        """Draw documents that were issued and not drawn yet; print jobs that wait."""
        if self._bench.may("STORE_DOCUMENT"):
            self._bench.ask(unrendered_documents, self._draw_all)
        if self._bench.may("RECORD_PRINT"):
            for job_id in tuple(self._owed):
                self._record(job_id)
            self._bench.ask(waiting_jobs, self._print_all)

    def retry(self, job: PrintJobRow) -> None:
        """Try a failed job again."""
        self._taken.discard(job.job_id)
        self._print_all((job,))

    def _heard(self, changes: Changes) -> None:
        if changes.command_code in _OWN:
            return
        kinds = (ObjectKind.PRINT_JOB, ObjectKind.DOCUMENT)
        if any(changes.touches(kind.value) for kind in kinds):
            self.look()

    def _draw_all(self, documents: tuple[IssuedDocument, ...]) -> None:
        """Draw the newest first, one after another: the bench comes before old paper."""
        waiting = [entry for entry in documents if entry.document_id not in self._taken]
        if waiting and not self._drawing:
            self._drawing = True
            self._taken.add(waiting[-1].document_id)
            self._draw(waiting[-1])

    def _draw(self, document: IssuedDocument) -> None:
        def drawn(result: bytes | PrintRefusal | Failure) -> None:
            self._drawing = False
            if not isinstance(result, bytes):
                _LOG.error("document %s was not drawn: %s", document.number, result)
                self.look()
                return
            command = StoreDocument(
                **self._bench.head(),
                document_id=document.document_id,
                media_type=PDF,
                content=result,
            )
            self._bench.send(command, lambda outcome: self._stored(document, outcome))

        self._executor.read(lambda: draw_document(document, self._reader()), drawn)

    def _stored(self, document: IssuedDocument, outcome: Outcome) -> None:
        """Go on; what nobody was there to store is drawn again for the next person."""
        if isinstance(outcome, Refusal) and outcome.code != DocumentRefusal.ALREADY_STORED:
            self._taken.discard(document.document_id)
            return
        self.look()

    def _print_all(self, jobs: tuple[PrintJobRow, ...]) -> None:
        for job in reversed(jobs):
            if job.job_id not in self._taken:
                self._taken.add(job.job_id)
                self._print(job)

    def _print(self, job: PrintJobRow) -> None:
        def printed(result: _Printed | Failure) -> None:
            if isinstance(result, Failure):
                result = _Printed("failed", type(result.error).__name__, 0)
            self._owed[job.job_id] = result
            self._record(job.job_id)

        self._executor.read(lambda: self._draw_and_send(job), printed)

    def _record(self, job_id: int) -> None:
        """Write down what became of a job; it stays owed until that is done."""
        if not self._bench.may("RECORD_PRINT"):
            return
        result = self._owed.pop(job_id)

        def recorded(outcome: Outcome) -> None:
            if isinstance(outcome, Refusal) and outcome.code != DocumentRefusal.JOB_CLOSED:
                self._owed[job_id] = result

        command = RecordPrint(
            **self._bench.head(),
            job_id=job_id,
            outcome=result.outcome,
            detail=result.detail,
            symbols_read_back=result.symbols,
        )
        self._bench.send(command, recorded)

    def _as_copy(self, stored: bytes, job: PrintJobRow) -> bytes | PrintRefusal:
        """The first print is the stored document itself; every further one says COPY n."""
        if job.copy_no == 0:
            return stored
        at = self._bench.local(job.requested_at)
        return mark_copy(stored, CopyMark(job.copy_no, job.reason, job.requested_by, at))

    def _draw_and_send(self, job: PrintJobRow) -> _Printed:
        outlet = self._outlet
        symbols = 0
        if job.kind == "document":
            stored = self._workbench.ask(document_bytes, job.document_id or 0)
            if stored is None:
                return _Printed("failed", "DOCUMENT_NOT_STORED", 0)
            marked = self._as_copy(stored, job)
            if isinstance(marked, PrintRefusal):
                return _Printed("refused", marked.code.value, 0)
            content, printer = marked, outlet.documents
        else:
            drawn = draw_labels(self._workbench, job.job_id, self._reader(), outlet.label_format)
            if not isinstance(drawn, DrawnLabels):
                return _Printed("refused", drawn.code.value, 0)
            content, symbols, printer = drawn.content, drawn.labels, outlet.labels
        try:
            printer.send(content)
        except PrinterError as error:
            return _Printed("failed", error.code, symbols)
        return _Printed("printed", outlet.name, symbols)
