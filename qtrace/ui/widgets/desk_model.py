"""The view model all desks share: rows, the chosen one with its history, one form, one command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.services.commands import Command
from qtrace.services.items.queries import RecordLine, object_history
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.secrets import SignatureClaim
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.field_problems import NO_PROBLEMS, Problems

MOST_RECORDS = 60
ADD = "add"
"""The form that is about no row yet."""


@dataclass(frozen=True, slots=True)
class DeskState:
    """What a desk shows.

    Attributes:
        rows: what is listed.
        chosen: key of the chosen row.
        history: records about the chosen object, oldest first.
        form: id of the open form, or None for the details.
        problems: what is wrong with answers of the form, by name.
        refusal: why the last command did not count.
        busy: a command is on its way.
    """

    rows: tuple[Any, ...] = ()
    chosen: int | None = None
    history: tuple[RecordLine, ...] = ()
    form: str | None = None
    problems: Problems = field(default_factory=dict)
    refusal: Refusal | None = None
    busy: bool = False


@dataclass(frozen=True, slots=True)
class DeskSubject:
    """What a desk is about.

    Attributes:
        query: gives all rows.
        key: key of a row, which is the id of its object.
        kind: kind of the objects, for news and history.
    """

    query: Callable[..., tuple[Any, ...]]
    key: Callable[[Any], int]
    kind: ObjectKind


@dataclass(frozen=True, slots=True)
class Signer:
    """A second person who signs a command with a PIN."""

    person_id: int
    claim: SignatureClaim


MakeCommand = Callable[[], Command]


class DeskModel(QObject):
    """Lists objects and sends commands about them.

    Signals:
        changed: a `DeskState`.
        done: everything that a form wished is done.
    """

    changed = Signal(object)
    done = Signal()

    def __init__(self, bench: Bench, subject: DeskSubject, state: DeskState) -> None:
        super().__init__()
        self.bench = bench
        self._subject = subject
        self.state = state
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    @property
    def row(self) -> Any | None:
        """The chosen row."""
        wanted = self.state.chosen
        return next((row for row in self.state.rows if self._subject.key(row) == wanted), None)

    def refresh(self) -> None:
        """Read the rows again."""
        self.bench.ask(self._subject.query, self._listed)

    def choose(self, key: int) -> None:
        """Show one row; a form about another one closes."""
        if key != self.state.chosen:
            form = ADD if self.state.form == ADD else None
            self.become(chosen=key, history=(), refusal=None, form=form, problems=NO_PROBLEMS)
            self._read_history()

    def open(self, form: str) -> None:
        """Open a form."""
        if not self.state.busy:
            self.become(form=form, problems=NO_PROBLEMS, refusal=None)

    def close(self) -> None:
        """Back to the details."""
        if not self.state.busy:
            self.become(form=None, problems=NO_PROBLEMS, refusal=None)

    def refuse_answers(self, problems: Problems) -> bool:
        """Show what is wrong with the answers; True if anything is."""
        if problems:
            self.become(problems=dict(problems), refusal=None)
        return bool(problems)

    def send(
        self,
        commands: Sequence[MakeCommand],
        *,
        then_choose: int | None = None,
        signer: Signer | None = None,
    ) -> None:
        """Send one after the other; the first refusal ends the row, what was done stays done."""
        if self.state.busy:
            return
        self.become(busy=True, problems=NO_PROBLEMS, refusal=None)
        self._send(list(commands), then_choose, signer, begun=False)

    def _send(
        self,
        commands: list[MakeCommand],
        then_choose: int | None,
        signer: Signer | None,
        *,
        begun: bool,
    ) -> None:
        if not commands:
            self.done.emit()
            self._close_with(then_choose, None)
            return
        first, *rest = commands

        def sent(outcome: Outcome) -> None:
            if not isinstance(outcome, Refusal):
                self._send(rest, then_choose, signer, begun=True)
            elif begun:
                self._close_with(then_choose, outcome)
            else:
                self.refused(outcome)

        if signer is None:
            self.bench.send(first(), sent)
        else:
            self.bench.send(first(), sent, by=signer.person_id, claim=signer.claim)

    def refused(self, refusal: Refusal) -> None:
        """Nothing was done: the form stays, with the reason."""
        self.become(refusal=refusal, busy=False)

    def _close_with(self, then_choose: int | None, refusal: Refusal | None) -> None:
        """The form is done; what it made is the chosen row now."""
        self.state = replace(self.state, busy=False, form=None, refusal=refusal)
        if then_choose is not None:
            self.state = replace(self.state, chosen=then_choose, history=())
        self.changed.emit(self.state)
        if then_choose is not None:
            self._read_history()

    def become(self, **news: object) -> None:
        """Take the next state and tell it."""
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)

    def _listed(self, rows: tuple[Any, ...]) -> None:
        chosen = self.state.chosen
        if chosen is None and rows:
            chosen = self._subject.key(rows[0])
        self.become(rows=rows, chosen=chosen)
        self._read_history()

    def _read_history(self) -> None:
        if self.state.chosen is not None:
            kind, chosen = self._subject.kind, self.state.chosen
            self.bench.ask(
                object_history, lambda told: self._told(chosen, told), kind, chosen, MOST_RECORDS
            )

    def _told(self, chosen: int, history: tuple[RecordLine, ...]) -> None:
        if chosen == self.state.chosen:
            self.become(history=history)

    def _heard(self, changes: Changes) -> None:
        if changes.touches(self._subject.kind.value):
            self.refresh()

    def _failed(self, refusal: Refusal) -> None:
        if self.state.busy:
            self.become(refusal=refusal, busy=False)
