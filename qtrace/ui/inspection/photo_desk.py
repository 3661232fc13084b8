"""Photos of readings: which reading is meant, its photos, attaching one from camera or file."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from qtrace.domain.photos import PhotoReason
from qtrace.ports import Tone
from qtrace.services.inspection.reading_photos import (
    AttachPhoto,
    PhotoFile,
    PhotoRow,
    judged_photo,
    photos_of_reading,
    read_photo_file,
)
from qtrace.services.inspection.rows import Cell
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.ui.inspection.sheet_keeper import SheetKeeper


@dataclass(frozen=True, slots=True)
class PhotoState:
    """What the photo panel shows.

    Attributes:
        cell: the reading that the photos belong to, or None while there is none.
        photos: its photos in the order in which they were attached.
        shown: which of them is in front.
        refusal: why the last file was not taken.
        busy: a file is being read or stored.
    """

    cell: Cell | None = None
    photos: tuple[PhotoRow, ...] = ()
    shown: int = 0
    refusal: Refusal | None = None
    busy: bool = False


NO_PHOTO = PhotoState()


class PhotoDesk(QObject):
    """Shows and attaches the photos of one reading.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._bench = keeper.bench
        self.state = PhotoState()

    def open(self, cell: Cell | None) -> None:
        """Show the photos of a reading."""
        refusal = Refusal(PhotoReason.NO_READING) if cell is None else None
        self._set(PhotoState(cell, refusal=refusal))
        if cell is not None:
            self._read(cell, from_end=False)

    def next(self) -> None:
        """Show the next photo, after the last one the first."""
        state = self.state
        if len(state.photos) > 1:
            shown = (state.shown + 1) % len(state.photos)
            self._set(PhotoState(state.cell, state.photos, shown))

    def attach_file(self, path: str) -> None:
        """Read a file and attach it, if it is a photo."""
        state = self.state
        if state.cell is None or state.busy:
            return
        self._set(PhotoState(state.cell, state.photos, state.shown, busy=True))
        self._bench.ask(read_photo_file, lambda found: self._loaded(state.cell, found), path)

    def take(self) -> None:
        """Attach what the camera shows now."""
        state, camera = self.state, self._bench.photographer
        if state.cell is None or state.busy or camera is None:
            return
        content = camera.take()
        if content is None:
            self._refused(Refusal(PhotoReason.NO_PICTURE))
            return
        name = self._bench.local(self._bench.now()).strftime("camera-%Y%m%d-%H%M%S.jpg")
        self._set(PhotoState(state.cell, state.photos, state.shown, busy=True))
        self._loaded(state.cell, judged_photo(content, name))

    def _loaded(self, cell: Cell | None, found: PhotoFile | Refusal) -> None:
        if isinstance(found, Refusal) or cell is None:
            self._refused(found if isinstance(found, Refusal) else None)
            return
        command = AttachPhoto(
            **self._bench.head(),
            inspection_id=self._keeper.inspection_id,
            reading_id=cell.reading_id,
            photo=found.content,
            name=found.name,
        )
        self._bench.send(command, lambda outcome: self._attached(cell, outcome))

    def _attached(self, cell: Cell, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._bench.tone(Tone.OK)
            self._read(cell, from_end=True)
        else:
            self._refused(outcome)

    def _refused(self, refusal: Refusal | None) -> None:
        self._bench.tone(Tone.BLOCKED)
        state = self.state
        self._set(PhotoState(state.cell, state.photos, state.shown, refusal))

    def _read(self, cell: Cell, *, from_end: bool) -> None:
        def answered(photos: tuple[PhotoRow, ...]) -> None:
            if self.state.cell is not None and self.state.cell.reading_id == cell.reading_id:
                last = len(photos) - 1 if from_end and photos else 0
                self._set(PhotoState(cell, photos, last))

        self._bench.ask(photos_of_reading, answered, cell.reading_id)

    def _set(self, state: PhotoState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
