"""Readings that are no measured value: an option, a text or a judged photo for the current cell."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.photos import PhotoReason
from qtrace.ports import Tone
from qtrace.services.inspection.reading_photos import PhotoFile, judged_photo, read_photo_file
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cell_editor import CellEditor
from qtrace.ui.inspection.cells import CellKey
from qtrace.ui.inspection.local_judge import judge_here, unjudged
from qtrace.ui.inspection.reading_desk import ReadingDesk
from qtrace.ui.inspection.sheet_keeper import SheetKeeper


@dataclass(frozen=True, slots=True)
class AnswerState:
    """The photo that is about to become a reading.

    Attributes:
        cell: whose photo it is; another cell in front forgets it.
        photo: as it was taken; None before.
        scanned: the text of the current cell came from a scanner.
        refusal: why the last file was not taken.
    """

    cell: CellKey | None = None
    photo: PhotoFile | None = None
    scanned: bool = False
    refusal: Refusal | None = None


class AnswerDesk(QObject):
    """Answers for the current cell.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper, reading: ReadingDesk) -> None:
        super().__init__()
        self._bench = keeper.bench
        self._reading = reading
        self._state = AnswerState()

    @property
    def state(self) -> AnswerState:
        """A picture of now; what was begun for another cell is over."""
        cell = self._reading.state.cursor
        return self._state if self._state.cell == cell else AnswerState(cell)

    @property
    def kind(self) -> CharKind | None:
        """What the current cell takes; None where there is no cell."""
        own = self._reading.own
        return own.kind if own is not None and self._reading.state.cursor is not None else None

    @property
    def is_judged(self) -> bool:
        """True where the inspector says whether the current piece conforms."""
        return self.kind in (CharKind.TEXT, CharKind.PHOTO)

    def digit(self, digit: str) -> bool:
        """An option by its key, or a character of a text; False if a value is typed here."""
        match self.kind:
            case CharKind.CHOICE:
                self.choose(digit)
            case CharKind.TEXT:
                self.write(self._reading.state.text + digit)
            case CharKind.FORMULA:
                self._bench.tone(Tone.BLOCKED)  # the card says what it is computed from
            case CharKind.PHOTO:
                self._is_a_photo()
            case _:
                return False
        return True

    def choose(self, option: str) -> None:
        """An option, by its key or its code."""
        if self.kind is CharKind.CHOICE:
            self._store(option, ReadingOrigin.KEYBOARD)

    def write(self, text: str, *, scanned: bool = False) -> None:
        """What stands in the line of the current text."""
        if self.kind is CharKind.TEXT:
            self._change(scanned=scanned)
            self._reading.write(CellEditor(text))

    def submit(self, *, conforms: bool) -> bool:
        """The text or the photo is the reading; False if the current cell takes neither."""
        state = self.state
        if self.kind is CharKind.TEXT:
            origin = ReadingOrigin.SCANNER if state.scanned else ReadingOrigin.KEYBOARD
            self._store(self._reading.state.text, origin, conforms=conforms)
            return True
        if self.kind is CharKind.PHOTO and state.photo is not None:
            self._store(state.photo.name, ReadingOrigin.COMMAND, conforms=conforms,
                        photo=state.photo)  # fmt: skip
            return True
        return False

    def take(self) -> None:
        """What the camera shows now; it waits for its verdict."""
        camera = self._bench.photographer
        if self.kind is not CharKind.PHOTO or camera is None:
            return
        content = camera.take()
        if content is None:
            self._taken(self.state.cell, Refusal(PhotoReason.NO_PICTURE))
            return
        name = self._bench.local(self._bench.now()).strftime("camera-%Y%m%d-%H%M%S.jpg")
        self._taken(self.state.cell, judged_photo(content, name))

    def load(self, path: str) -> None:
        """A photo from a file; it waits for its verdict."""
        cell = self.state.cell
        if self.kind is CharKind.PHOTO:
            self._bench.ask(read_photo_file, lambda found: self._taken(cell, found), path)

    def _taken(self, cell: CellKey | None, found: PhotoFile | Refusal) -> None:
        if cell != self._reading.state.cursor:
            return
        if isinstance(found, Refusal):
            self._bench.tone(Tone.BLOCKED)
            self._change(refusal=found, photo=None)
        else:
            self._bench.tone(Tone.NEUTRAL)
            self._change(refusal=None, photo=found)

    def _store(
        self,
        text: str,
        origin: ReadingOrigin,
        *,
        conforms: bool = True,
        photo: PhotoFile | None = None,
    ) -> None:
        reading = self._reading
        cell, own = reading.state.cursor, reading.own
        if cell is None or own is None or not reading.may_measure:
            return
        value = unjudged(cell, text, origin)
        refused = None if photo is not None else judge_here(own, reading.state.gauges, (), value)
        if isinstance(refused, Refusal):
            reading.refuse_here(refused)
            return
        self._state = AnswerState()
        reading.store(value, conforms=conforms, photo=photo)

    def _is_a_photo(self) -> None:
        own = self._reading.own
        number = own.number if own is not None else ""
        facts = {"characteristic": str(number)}
        self._reading.refuse_here(Refusal(InspectionReason.READING_IS_A_PHOTO, facts))

    def _change(self, **changes: Any) -> None:
        self._state = replace(self.state, **changes)
        self.changed.emit()
