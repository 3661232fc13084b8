"""Readings from a file: a dry run of every cell, then one command for each reading."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from qtrace.services.inspection.reading_files import FileCheck, FileFault, FileRow, row_command
from qtrace.services.outcomes import Outcome, Refusal
from qtrace.ui.bench import Bench


@dataclass(frozen=True, slots=True)
class FileState:
    """What the page shows.

    Attributes:
        path: the file as it was named; empty before.
        check: its dry run; None before.
        busy: the file is being read, or readings are being recorded.
        recorded: readings that the records have; those before a refusal stay.
        refused: the reading that the service refused, as a fault of its cell.
        is_done: every reading of the file is recorded.
    """

    path: str = ""
    check: FileCheck | None = None
    busy: bool = False
    recorded: int = 0
    refused: FileFault | None = None
    is_done: bool = False

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """Everything that stands against the file."""
        found = self.check.faults if self.check is not None else ()
        return (self.refused, *found) if self.refused is not None else found

    @property
    def rows(self) -> tuple[FileRow, ...]:
        """What can be recorded."""
        return self.check.rows if self.check is not None else ()

    @property
    def may_record(self) -> bool:
        """True if the dry run found nothing against the file and something in it."""
        return bool(self.rows) and not self.faults and not self.busy and not self.is_done


class FileModel(QObject):
    """Checks a file and records its readings, one after the other.

    Signals:
        changed: the new `FileState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench, inspection_id: int) -> None:
        super().__init__()
        self._bench = bench
        self.inspection_id = inspection_id
        self.state = FileState()

    def check(self, path: str) -> None:
        """Dry run over the file at `path`; nothing is changed."""
        named = path.strip()
        if not named or self.state.busy:
            return
        self._become(FileState(named, busy=True))
        self._bench.ask(self._bench.file_checker, self._checked, named)

    def record(self) -> None:
        """Record every reading of a file without faults."""
        if self.state.may_record:
            self._become(replace(self.state, busy=True))
            self._next()

    def _checked(self, found: FileCheck) -> None:
        self._become(replace(self.state, check=found, busy=False))

    def _next(self) -> None:
        state = self.state
        if state.recorded == len(state.rows):
            self._become(replace(state, busy=False, is_done=True))
            return
        row = state.rows[state.recorded]
        command = row_command(row, self._bench.head(), self._bench.new_id())
        self._bench.send(command, lambda outcome: self._sent(row, outcome))

    def _sent(self, row: FileRow, outcome: Outcome) -> None:
        if isinstance(outcome, Refusal):
            fault = FileFault(row.cell, outcome.code, outcome.facts)
            self._become(replace(self.state, busy=False, refused=fault))
            return
        self._become(replace(self.state, recorded=self.state.recorded + 1))
        self._next()

    def _become(self, state: FileState) -> None:
        self.state = state
        self.changed.emit(state)
