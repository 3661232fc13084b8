"""Readings on their way to the database: in order, one at a time, none ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cells import CellKey


class Act(StrEnum):
    """What an entry wants."""

    READING = "reading"
    DEFECT = "defect"
    ALL_OK = "all_ok"
    PHOTO = "photo"
    UNDO = "undo"


class Stage(StrEnum):
    """How far an entry is."""

    WAITING = "waiting"
    SENDING = "sending"
    STORED = "stored"


_IN_CELLS = (Act.READING, Act.DEFECT, Act.PHOTO)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act at the bench.

    Attributes:
        key: id of the row that it will become.
        cell: where it belongs.
        text: value as it came, or the defect code.
        origin: where the value came from.
        confirmed: a person has said yes to the question about it.
        replaces: id of the reading that it corrects.
        conforms: what the inspector says of a text or a photo.
        photo: the photo that is the reading.
        failed: the service's verdict, None until it is known.
        distance: signed text of how far outside.
        seen_after: number of the last sheet that was asked for when it was stored.
    """

    key: int
    act: Act
    cell: CellKey
    text: str = ""
    origin: ReadingOrigin = ReadingOrigin.KEYBOARD
    gauge_id: int | None = None
    confirmed: bool = False
    replaces: int | None = None
    conforms: bool = True
    photo: PhotoFile | None = None
    stage: Stage = Stage.WAITING
    failed: bool | None = None
    distance: str = ""
    seen_after: int = 0


@dataclass(frozen=True, slots=True)
class Outbox:
    """The entries in the order in which they were made.

    Attributes:
        trouble: why the first waiting entry could not be stored (database, disk); the rest waits
            behind it until somebody tries again.
    """

    entries: tuple[Entry, ...] = ()
    trouble: Refusal | None = None

    def put(self, entry: Entry) -> "Outbox":
        """Behind all others; a new act also tries again what waits."""
        return Outbox((*self.entries, entry))

    def next_to_send(self) -> Entry | None:
        """The entry whose turn it is; None while one is under way or trouble stands."""
        if self.trouble is not None or any(e.stage is Stage.SENDING for e in self.entries):
            return None
        return next((e for e in self.entries if e.stage is Stage.WAITING), None)

    def marked(self, key: int, **changes: Any) -> "Outbox":
        """The entry with `key` changed."""
        return replace(
            self,
            entries=tuple(replace(e, **changes) if e.key == key else e for e in self.entries),
        )

    def without(self, key: int) -> "Outbox":
        """The entry with `key` gone."""
        return replace(self, entries=tuple(e for e in self.entries if e.key != key))

    def halted(self, key: int, trouble: Refusal) -> "Outbox":
        """The entry waits again, and everything behind it."""
        return replace(self.marked(key, stage=Stage.WAITING), trouble=trouble)

    def resumed(self) -> "Outbox":
        """Try again."""
        return replace(self, trouble=None)

    def seen(self, known: frozenset[int], sheet_number: int) -> "Outbox":
        """Without what the sheet shows by now.

        Args:
            known: ids of the rows in the sheet.
            sheet_number: which sheet it is, counted by when it was asked for.
        """
        left = tuple(
            e
            for e in self.entries
            if e.stage is not Stage.STORED or (e.key not in known and sheet_number <= e.seen_after)
        )
        return replace(self, entries=left)

    @property
    def unsaved(self) -> int:
        """How many are not stored yet."""
        return sum(e.stage is not Stage.STORED for e in self.entries)

    def readings(self) -> Mapping[CellKey, Entry]:
        """Values and defects on their way, by cell."""
        return {e.cell: e for e in self.entries if e.act in _IN_CELLS}

    def taken(self) -> set[CellKey]:
        """Cells that need nothing more once these are stored."""
        return {e.cell for e in self.entries if e.act is not Act.UNDO}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a value before it counts: `code` is a `ReadingCode`."""

    cell: CellKey
    text: str
    origin: ReadingOrigin
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


def reading_entry(
    key: int, value: Question, gauge_id: int | None, photo: PhotoFile | None, *, conforms: bool
) -> Entry:
    """The entry of a reading: a value, an option or a text, or a photo where there is one."""
    act = Act.READING if photo is None else Act.PHOTO
    return Entry(
        key, act, value.cell, value.text, value.origin, gauge_id, conforms=conforms, photo=photo
    )
