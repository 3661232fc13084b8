"""Sends the entries of the outbox one after another and says what became of them."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qtrace.domain.gauges import GaugeReason
from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.photos import PhotoReason
from qtrace.ports import Tone
from qtrace.services.commands import Command
from qtrace.services.inspection.commands import (
    RecordAllOk,
    RecordDefect,
    RecordReading,
    TakeBackReading,
)
from qtrace.services.inspection.reading_photos import RecordPhoto
from qtrace.services.outcomes import Done, Outcome
from qtrace.ui.inspection.outbox import Act, Entry, Outbox, Stage
from qtrace.ui.inspection.sheet_keeper import SheetKeeper

ABOUT_THE_CELL = frozenset(map(str, (*InspectionReason, *GaugeReason, *PhotoReason)))
"""Reasons that the inspector can do something about at the cell; all others are trouble."""


class EntrySender(QObject):
    """The outbox and its way to the service.

    Trouble with the database, the disk or the rights stops the sending: nothing is dropped, and
    the same command (same uid) is sent again, so that nothing is stored twice.

    Signals:
        changed: the outbox is another one.
        returned: an entry and the refusal with which it came back.
        taken_back: number of the characteristic and piece of an entry that UNDO took back.
    """

    changed = Signal()
    returned = Signal(object, object)
    taken_back = Signal(int, int)

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._bench = keeper.bench
        self._commands: dict[int, Command] = {}
        self._authors: dict[int, int] = {}
        self.outbox = Outbox()
        keeper.renewed.connect(self._seen)

    def put(self, entry: Entry) -> None:
        """Send `entry` after all that wait, as the person who is here now and at this moment."""
        person = self._bench.person
        if person is not None:
            self._authors[entry.key] = person.person.person_id
        self._commands[entry.key] = self._command(entry)
        self.outbox = self.outbox.put(entry)
        self._pump()
        self.changed.emit()

    def put_reading(self, entry: Entry, *, confirmed: bool, replaces: int | None) -> None:
        """Send a value that somebody confirmed, or that corrects another one."""
        self.put(replace(entry, confirmed=confirmed, replaces=replaces))

    def resume(self) -> None:
        """Try again what could not be stored."""
        if self.outbox.trouble is not None:
            self.outbox = self.outbox.resumed()
            self._pump()
            self.changed.emit()

    def _pump(self) -> None:
        entry = self.outbox.next_to_send()
        if entry is None:
            return
        self.outbox = self.outbox.marked(entry.key, stage=Stage.SENDING)
        command, author = self._commands[entry.key], self._authors.get(entry.key)
        self._bench.send(command, lambda outcome: self._answered(entry, outcome), by=author)

    def _answered(self, entry: Entry, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._forget(entry)
            self._done(entry, outcome)
        elif outcome.code in ABOUT_THE_CELL:
            self._forget(entry)
            self.outbox = self.outbox.without(entry.key)
            self.returned.emit(entry, outcome)
        else:
            self.outbox = self.outbox.halted(entry.key, outcome)
            self._bench.tone(Tone.BLOCKED)
        self._pump()
        self.changed.emit()

    def _forget(self, entry: Entry) -> None:
        del self._commands[entry.key]
        self._authors.pop(entry.key, None)

    def _done(self, entry: Entry, done: Done) -> None:
        facts = done.facts
        if entry.act is Act.UNDO:
            self.outbox = self.outbox.without(entry.key)
            self._bench.tone(Tone.NEUTRAL)
            self.taken_back.emit(int(facts["characteristic"]), int(facts.get("piece") or 0))
            return
        failed = facts.get("verdict") == "fail"
        self._bench.tone(Tone.BLOCKED if failed else Tone.OK)
        self.outbox = self.outbox.marked(
            entry.key,
            stage=Stage.STORED,
            failed=failed,
            text=facts.get("value", entry.text),
            distance=facts.get("distance", ""),
            seen_after=self._keeper.asked,
        )

    def _seen(self) -> None:
        sheet = self._keeper.sheet
        assert sheet is not None
        known = {cell.reading_id for cell in sheet.cells} | {ok.count_id for ok in sheet.all_ok}
        self.outbox = self.outbox.seen(frozenset(known), self._keeper.number)
        self.changed.emit()

    def _command(self, entry: Entry) -> Command:
        head = self._bench.head()
        inspection_id = self._keeper.inspection_id
        characteristic_id, piece = entry.cell
        match entry.act:
            case Act.READING:
                return RecordReading(
                    **head,
                    inspection_id=inspection_id,
                    reading_id=entry.key,
                    characteristic_id=characteristic_id,
                    piece=piece,
                    value=entry.text,
                    origin=entry.origin,
                    gauge_id=entry.gauge_id,
                    confirmed=entry.confirmed,
                    replaces=entry.replaces,
                    conforms=entry.conforms,
                )
            case Act.PHOTO:
                return self._photo(entry)
            case Act.DEFECT:
                return RecordDefect(
                    **head,
                    inspection_id=inspection_id,
                    reading_id=entry.key,
                    characteristic_id=characteristic_id,
                    piece=piece,
                    defect_code=entry.text,
                    origin=entry.origin,
                )
            case Act.ALL_OK:
                return RecordAllOk(
                    **head,
                    inspection_id=inspection_id,
                    count_id=entry.key,
                    characteristic_id=characteristic_id,
                )
            case Act.UNDO:
                return TakeBackReading(**head, inspection_id=inspection_id, void_id=entry.key)

    def _photo(self, entry: Entry) -> RecordPhoto:
        assert entry.photo is not None
        characteristic_id, piece = entry.cell
        return RecordPhoto(
            **self._bench.head(),
            inspection_id=self._keeper.inspection_id,
            reading_id=entry.key,
            characteristic_id=characteristic_id,
            piece=piece,
            photo=entry.photo.content,
            name=entry.photo.name,
            conforms=entry.conforms,
            origin=entry.origin,
            replaces=entry.replaces,
        )
