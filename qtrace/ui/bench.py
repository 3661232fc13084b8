"""What every view model gets: commands and queries that never block, and who is signed in."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from qtrace.domain.problems import Problem
from qtrace.i18n import Translator
from qtrace.ports import (
    DeviceKeeper,
    Executor,
    Failure,
    Photographer,
    PlantConnector,
    ScannerTeacher,
    Sound,
    Tone,
)
from qtrace.services.commands import Command
from qtrace.services.inspection.reading_files import FileCheck
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.people.accounts import SignedIn
from qtrace.services.reads import PlantFacts
from qtrace.services.secrets import SignatureClaim
from qtrace.services.workbench import Workbench
from qtrace.ui.devices import Devices
from qtrace.ui.memory import Memory

if TYPE_CHECKING:
    from qtrace.services.labels.texts import LabelCode
    from qtrace.services.reads import Reads

T = TypeVar("T")
Artist = Callable[["LabelCode"], tuple[str, ...]]
"""Draws a symbol: rows of modules, `1` is dark. The composition root gives the printing one."""


def no_symbol(_code: "LabelCode") -> tuple[str, ...]:
    """Nobody draws symbols here."""
    return ()


PageReader = Callable[[bytes], tuple[str, ...]]
"""Text of the pages of a PDF file. The composition root gives the exchanging one."""


def no_pages(_content: bytes) -> tuple[str, ...]:
    """Nobody reads files here."""
    return ()


FileChecker = Callable[["Reads", str], FileCheck]
"""Dry run over a file of readings. The composition root gives the exchanging one."""


def no_files(_reads: "Reads", _path: str) -> FileCheck:
    """Nobody exchanges files here."""
    return FileCheck((), ())


class Bench(QObject):
    """The UI's one handle on services, language and the signed-in person.

    Attributes:
        database: where the records are kept, to be shown; never with a password.
        is_local: the records are in a file on this machine, not on a server.
        elsewhere: why nothing can be written here: another computer has this station.
        memory: what this station keeps beyond the program.

    Signals:
        changed: a `Changes` value after every commit of this or another station.
        person_changed: a `SignedIn`, or None after sign-out.
        language_changed: the new `Translator`.
        failed: a `Refusal` for a problem of the database or the machine.
        camera_changed: the camera shows pictures now, or no more.
        devices_changed: a scanner or gauge has another state, or something is to be said about it.
        database_state_changed: False when the database stopped answering, True when it is back.
        opened: the program is open: what was not needed for the first scan may be loaded now.
    """

    changed = Signal(object)
    person_changed = Signal(object)
    language_changed = Signal(object)
    failed = Signal(object)
    camera_changed = Signal()
    devices_changed = Signal()
    database_state_changed = Signal(bool)
    opened = Signal()

    def __init__(
        self,
        workbench: Workbench,
        executor: Executor,
        translator: Translator,
        plant: PlantFacts,
        sound: Sound,
    ) -> None:
        super().__init__()
        self._workbench = workbench
        self._executor = executor
        self._sound = sound
        self._news: deque[Changes] = deque()
        self._tr = translator
        self.plant = plant
        self.zone = ZoneInfo(plant.time_zone)
        self.person: SignedIn | None = None
        self.database_answers = True
        self.elsewhere: Refusal | None = None
        self.is_open = True
        self.devices: Devices = tuple
        self.artist: Artist = no_symbol
        self.page_reader: PageReader = no_pages
        self.file_checker: FileChecker = no_files
        self.database = ""
        self.is_local = False
        self.teacher: ScannerTeacher | None = None
        self.connector: PlantConnector | None = None
        self.device_keeper: DeviceKeeper | None = None
        self.photographer: Photographer | None = None
        self.memory = Memory()
        workbench.listen(self._news.append)

    @property
    def translator(self) -> Translator:
        """The language of the person, or of the plant while nobody is signed in."""
        return self._tr

    @property
    def station_id(self) -> int:
        """Id of this station."""
        return self._workbench.station.id

    @property
    def station_code(self) -> str:
        """Code of this station."""
        return self._workbench.station.code

    def now(self) -> datetime:
        """Aware UTC instant of the injected clock."""
        return self._workbench.clock.now()

    def local(self, instant: datetime) -> datetime:
        """`instant` in the plant's zone."""
        return instant.astimezone(self.zone)

    def new_id(self) -> int:
        """A new id for something that a command will create."""
        return self._workbench.ids.next_id()

    def head(self) -> dict[str, Any]:
        """Uid and client time of a new command: `SomeCommand(**bench.head(), …)`."""
        uid: UUID = self._workbench.ids.next_uid()
        return {"uid": uid, "client_at": self.now()}

    def may(self, command_code: str) -> bool:
        """True if the signed-in person's matrix has the command (the service asks again)."""
        return self.person is not None and command_code in self.person.commands

    def send(
        self,
        command: Command,
        then: Callable[[Outcome], None],
        *,
        by: int | None = None,
        claim: SignatureClaim | None = None,
    ) -> None:
        """Send `command` off the UI thread; `then` is called on it with the outcome.

        Args:
            command: the wish.
            then: gets `Done` or `Refusal`; problems of the database come as a `Refusal` too.
            by: who sends it; the signed-in person if not given.
            claim: the secret for a signature.
        """
        sender = by if by is not None or self.person is None else self.person.person.person_id

        def job() -> Outcome:
            return self._workbench.send(command, by=sender, claim=claim)

        self._executor.write(job, lambda r: self._sent(r, then), urgent=type(command).urgent)

    def ask(self, query: Callable[..., T], then: Callable[[T], None], *args: Any) -> None:
        """Run a query off the UI thread; `then` is called on it with the answer."""

        def job() -> T:
            return self._workbench.ask(query, *args)

        self._executor.read(job, lambda result: self._answered(result, then))

    def draw_symbol(
        self,
        query: "Callable[..., LabelCode | None]",
        then: Callable[[tuple[str, ...]], None],
        *args: Any,
    ) -> None:
        """Draw the symbol that a query names off the UI thread; no modules if there is none."""

        def job() -> tuple[str, ...]:
            code = self._workbench.ask(query, *args)
            return self.artist(code) if code is not None else ()

        self._executor.read(job, lambda result: self._answered(result, then))

    def draw_codes(
        self, codes: "tuple[LabelCode, ...]", then: Callable[[tuple[tuple[str, ...], ...]], None]
    ) -> None:
        """Draw symbols whose content is known off the UI thread; no modules where it cannot be."""

        def job() -> tuple[tuple[str, ...], ...]:
            return tuple(self.artist(code) for code in codes)

        self._executor.read(job, lambda result: self._answered(result, then))

    def watch(
        self,
        query: Callable[..., T],
        then: Callable[[T], None],
        *args: Any,
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Like `ask`, for what is asked again and again: a failure only shows in the state.

        Args:
            query: what to ask.
            then: gets the answer on the UI thread.
            args: of the query.
            failed: called on the UI thread in place of `then`.
        """

        def job() -> T | Failure:
            try:
                return self._workbench.ask(query, *args)
            except Problem as problem:  # expected while a server is away: twice a second, for hours
                return Failure(problem)

        def answered(result: T | Failure) -> None:
            self._note_database(result)
            if not isinstance(result, Failure):
                then(result)
            elif failed is not None:
                failed()

        self._executor.read(job, answered)

    def hash_secret(self, secret: str, then: Callable[[bytes], None]) -> None:
        """Hash a new secret off the UI thread."""

        def job() -> bytes:
            return self._workbench.secrets.hash(secret).encode("ascii")

        self._executor.read(job, lambda result: self._answered(result, then))

    def tone(self, tone: Tone) -> None:
        """Say a verdict with a sound."""
        self._sound.play(tone)

    def heard(self, changes: Changes) -> None:
        """News from another station."""
        self.changed.emit(changes)

    def when_open(self, then: Callable[[], None]) -> None:
        """Call `then` now, or as soon as the program is open."""
        if self.is_open:
            then()
        else:
            self.opened.connect(then)

    def open(self) -> None:
        """Nothing holds up the first scan any more."""
        if not self.is_open:
            self.is_open = True
            self.opened.emit()

    def set_person(self, person: SignedIn | None) -> None:
        """Somebody signed in or out."""
        self.person = person
        self.person_changed.emit(person)

    def set_language(self, translator: Translator) -> None:
        """Switch the language: views are rebuilt, view models stay."""
        self._tr = translator
        self.language_changed.emit(translator)

    def _sent(self, result: Outcome | Failure, then: Callable[[Outcome], None]) -> None:
        while self._news:
            self.changed.emit(self._news.popleft())
        self._note_database(result)
        if isinstance(result, Failure):
            refusal = _as_refusal(result)
            self.failed.emit(refusal)
            then(refusal)
            return
        then(result)

    def _answered(self, result: T | Failure, then: Callable[[T], None]) -> None:
        self._note_database(result)
        if isinstance(result, Failure):
            self.failed.emit(_as_refusal(result))
            return
        then(result)

    def is_elsewhere(self, refusal: Refusal | None) -> None:
        """Another computer has this station now (why), or no longer (None)."""
        self.elsewhere = refusal
        self.database_state_changed.emit(self.database_answers)

    def _note_database(self, result: object) -> None:
        answers = not (isinstance(result, Failure) and isinstance(result.error, Problem))
        if answers is not self.database_answers:
            self.database_answers = answers
            self.database_state_changed.emit(answers)


def _as_refusal(failure: Failure) -> Refusal:
    if isinstance(failure.error, Problem):
        return Refusal(failure.error.code, failure.error.facts)
    return Refusal("INTERNAL_ERROR", {"detail": type(failure.error).__name__})
