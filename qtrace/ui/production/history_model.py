"""The device history of one batch: its tables, issuing it, printing what was issued."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from qtrace.services.commands import Command
from qtrace.services.documents.commands import ReprintDocument
from qtrace.services.history.commands import IssueDeviceHistory
from qtrace.services.history.page import HistoryPage, IssuedHistory, history_page
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.field_problems import NO_PROBLEMS, Problems, judge_filled

HEARD = (ObjectKind.ITEM, ObjectKind.WORK_ORDER, ObjectKind.CASE, ObjectKind.DOCUMENT)
REPRINT = "reprint"


@dataclass(frozen=True, slots=True)
class HistoryState:
    """What the page shows.

    Attributes:
        page: None until it is read.
        place: table in front; 0 is the overview, the tables come after it.
        form: `REPRINT` while a reason is asked, else None.
    """

    page: HistoryPage | None = None
    place: int = 0
    form: str | None = None
    problems: Problems = field(default_factory=dict)
    refusal: Refusal | None = None
    busy: bool = False

    @property
    def newest(self) -> IssuedHistory | None:
        """The record that was issued last."""
        issued = self.page.issued if self.page is not None else ()
        return issued[0] if issued else None


class HistoryModel(QObject):
    """Reads the history, issues it and asks for prints.

    Signals:
        changed: a `HistoryState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench, lot_id: int) -> None:
        super().__init__()
        self.bench, self.lot_id = bench, lot_id
        self.state = HistoryState()
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    def refresh(self) -> None:
        """Read the history again."""
        self.bench.ask(history_page, self._read, self.lot_id)

    def choose(self, place: int) -> None:
        """Show another table."""
        page = self.state.page
        if page is not None and 0 <= place <= len(page.tables):
            self._become(place=place)

    def issue(self) -> None:
        """Issue the record as it stands."""
        command = IssueDeviceHistory(
            **self.bench.head(), document_id=self.bench.new_id(), lot_id=self.lot_id
        )
        self._send(command)

    def print_newest(self) -> None:
        """Print the newest record: at once the first time, later with a reason."""
        newest = self.state.newest
        if newest is None or self.state.busy:
            return
        if newest.prints:
            self._become(form=REPRINT, problems=NO_PROBLEMS, refusal=None)
        else:
            self._print(newest, "")

    def save(self, reason: str) -> None:
        """Print again, for this reason."""
        newest = self.state.newest
        problems = judge_filled({"reason": reason})
        if newest is None or problems:
            self._become(problems=dict(problems))
            return
        self._print(newest, reason)

    def close(self) -> None:
        """Leave the form."""
        self._become(form=None, problems=NO_PROBLEMS, refusal=None)

    def _print(self, issued: IssuedHistory, reason: str) -> None:
        command = ReprintDocument(
            **self.bench.head(),
            job_id=self.bench.new_id(),
            document_id=issued.document_id,
            reason=reason,
        )
        self._send(command)

    def _send(self, command: Command) -> None:
        if self.state.busy:
            return
        self._become(busy=True, problems=NO_PROBLEMS, refusal=None)

        def sent(outcome: Outcome) -> None:
            refusal = outcome if isinstance(outcome, Refusal) else None
            form = self.state.form if refusal is not None else None
            self._become(busy=False, refusal=refusal, form=form)
            self.refresh()

        self.bench.send(command, sent)

    def _read(self, page: HistoryPage | None) -> None:
        self._become(page=page)

    def _heard(self, changes: Changes) -> None:
        if not self.state.busy and any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()

    def _failed(self, refusal: Refusal) -> None:
        if self.state.busy:
            self._become(refusal=refusal, busy=False)

    def _become(self, **news: object) -> None:
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)
