"""Taking readings: what is typed where, what is on its way, what is asked about."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qtrace.domain.gauge_readings import SentReading
from qtrace.domain.inspection import CharKind, ReadingCode
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.ports import Tone
from qtrace.services.inspection.commands import RecordReading
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.inspection.rows import Cell, SheetCharacteristic
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cell_editor import CellEditor
from qtrace.ui.inspection.cell_notes import CellNotes
from qtrace.ui.inspection.cells import (
    CellKey,
    cells_by_key,
    characteristic_of,
    filled_keys,
    is_variable,
)
from qtrace.ui.inspection.gauge_choice import GaugesInHand
from qtrace.ui.inspection.grid_cursor import GridCursor
from qtrace.ui.inspection.local_judge import judge_here, unjudged, values_before
from qtrace.ui.inspection.outbox import Act, Entry, Question, reading_entry
from qtrace.ui.inspection.reading_state import ReadingState
from qtrace.ui.inspection.sender import EntrySender
from qtrace.ui.inspection.sheet_keeper import SheetKeeper

_TYPED = frozenset({CharKind.VARIABLE, CharKind.TEXT})


__all__ = ["ReadingDesk", "ReadingState"]


class ReadingDesk(QObject):
    """Acts of the inspector on the grid.

    A value is judged here first, so a question comes before the next value is typed; the service
    judges again.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._bench = keeper.bench
        self._at = GridCursor()
        self._notes = CellNotes()
        self._question: Question | None = None
        self._gauges = GaugesInHand()
        self._sender = EntrySender(keeper)
        self._sender.changed.connect(self.changed)
        self._sender.returned.connect(self._returned)
        self._sender.taken_back.connect(self._taken_back)
        keeper.renewed.connect(self._renewed)

    @property
    def state(self) -> ReadingState:
        """A picture of now."""
        return ReadingState(
            self._at.cell,
            self._at.characteristic_id,
            self._notes.editor(self._at.cell).text,
            self._sender.outbox,
            self._question,
            self._cell_refusal(),
            self._standing(self._at.cell),
            self._gauges,
            self.may_measure,
        )

    @property
    def own(self) -> SheetCharacteristic | None:
        """The characteristic in front."""
        sheet = self._keeper.sheet
        if sheet is None or not self._at.characteristic_id:
            return None
        return characteristic_of(sheet, self._at.characteristic_id)

    @property
    def may_measure(self) -> bool:
        """True if the person at the bench may record readings."""
        return self._bench.may(RecordReading.code)

    @property
    def takes_value(self) -> bool:
        """True while a value can be stored: a variable cell with a usable gauge is current."""
        return self._is_cell() and self._gauge_refusal() is None

    @property
    def unsaved(self) -> int:
        """How many acts are not stored yet."""
        return self._sender.outbox.unsaved

    @property
    def half_typed(self) -> bool:
        """True while the current cell holds text that Enter has not stored."""
        return bool(self._notes.editor(self._at.cell).text)

    # --- typing -------------------------------------------------------------------------------

    def type_character(self, character: str) -> None:
        """A digit or the point for the current cell; while a question stands it begins anew.

        With a gauge that may not be used the cell takes nothing.
        """
        refusal = self._gauge_refusal()
        if refusal is not None:
            self.refuse_here(refusal)
            return
        editor = CellEditor() if self._question else self._notes.editor(self._at.cell)
        self.write(editor.typed(character))

    def toggle_sign(self) -> None:
        """The other sign."""
        self.write(self._notes.editor(self._at.cell).toggled())

    def back(self) -> None:
        """Without the last character; a question goes back to its value."""
        self.write(self._notes.editor(self._at.cell).back())

    def clear(self) -> bool:
        """Empty the current cell, or leave a correction; False if there was nothing to leave."""
        if self._question is not None or self._notes.has(self._at.cell):
            self._question = None
            self._notes.forget(self._at.cell)
            self.changed.emit()
            return True
        if self._at.resume is not None:
            self.go_on()
            return True
        return False

    def enter(self, origin: ReadingOrigin = ReadingOrigin.KEYBOARD) -> None:
        """Store the value of the current cell; what waits after a failure is tried again."""
        if self._question is not None:
            self.answer(yes=True)
            return
        self._sender.resume()
        text = self._notes.editor(self._at.cell).text
        if self._at.cell is None or not self._is_cell():
            return
        if text:
            self._judge(self._at.cell, text, origin)
        else:
            self._bench.tone(Tone.NEUTRAL)

    def gauge_value(self, sent: SentReading) -> bool:
        """A value from the gauge goes straight into the current cell; False if none takes it."""
        own = self.own
        if self._at.cell is None or own is None or not self._is_cell():
            return False
        refusal = self._gauges.refusal_of_sent(own, sent)
        if refusal is None:
            self._gauges = self._gauges.named_by(own, sent)
            refusal = self._gauge_refusal()
        if refusal is not None:
            self.refuse_here(refusal)
            return True
        self._question = None
        self._notes.write(self._at.cell, CellEditor(sent.text))
        self._judge(self._at.cell, sent.text, ReadingOrigin.GAUGE)
        return True

    def answer(self, *, yes: bool) -> None:
        """Answer the question: the value counts as it is, or the cell is empty again."""
        question, self._question = self._question, None
        if question is None:
            return
        if yes:
            self.store(question, confirmed=True)
        else:
            self._notes.forget(question.cell)
            self.changed.emit()

    # --- moving -------------------------------------------------------------------------------

    def select(self, key: CellKey) -> None:
        """Go to a cell; one with a reading is corrected by the next value."""
        self._question = None
        self._at.select(key, self._taken())
        self.changed.emit()

    def step_characteristic(self, step: int) -> None:
        """The next or the previous characteristic, at its first open cell."""
        sheet = self._keeper.sheet
        if sheet is not None and sheet.characteristics:
            self.show_characteristic(self._at.neighbour(sheet, step))

    def show_characteristic(self, characteristic_id: int) -> None:
        """Bring a characteristic to the front."""
        sheet = self._keeper.sheet
        if sheet is not None:
            self._question = None
            self._at.show(sheet, self._taken(), characteristic_id)
            self.changed.emit()

    def step_piece(self, step: int) -> None:
        """The cell above or below, whether it has a reading or not."""
        sheet = self._keeper.sheet
        key = self._at.above_or_below(sheet, step) if sheet is not None else None
        if key is not None:
            self.select(key)

    def select_first(self, pieces: Sequence[int]) -> None:
        """Go to the first open cell of these pieces in the characteristic in front."""
        key = self._at.first_open(pieces, self._taken())
        if key is not None:
            self.select(key)

    def go_on(self) -> None:
        """To the next open cell; None is current when there is no more."""
        self._advance(None)

    def _advance(self, filled: CellKey | None) -> None:
        """Go on as if `filled` had its reading already; its answer may move the place again."""
        sheet = self._keeper.sheet
        if sheet is not None:
            self._question = None
            taken = self._taken() if filled is None else self._taken() | {filled}
            self._at.go_on(sheet, taken)
            self.changed.emit()

    # --- other acts ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the newest entry by a new record."""
        self._question = None
        cell = self._at.cell or (self._at.characteristic_id, 0)
        self._sender.put(Entry(self._bench.new_id(), Act.UNDO, cell))

    def all_ok(self) -> bool:
        """Every piece of the current attribute was looked at; False if it is no attribute."""
        own = self.own
        if own is None or own.kind is not CharKind.ATTRIBUTE:
            return False
        cell = (own.characteristic_id, 0)
        if cell in self._taken():
            self._bench.tone(Tone.NEUTRAL)
            return True
        self._advance(cell)
        self._sender.put(Entry(self._bench.new_id(), Act.ALL_OK, cell))
        return True

    def defect(self, cell: CellKey, code: str) -> None:
        """A piece has a defect."""
        if cell == self._at.cell:
            self._advance(cell)
        self._sender.put(Entry(self._bench.new_id(), Act.DEFECT, cell, code))

    def take_gauge(self, code: str) -> bool:
        """Take the gauge with this code for the current characteristic; False if it does not fit."""
        own = self.own
        found = next((g for g in own.gauges if g.code == code), None) if own else None
        if own is None or found is None:
            return False
        self._gauges = self._gauges.taken(own.characteristic_id, found.gauge_id)
        self._notes.refusals.clear()
        self._bench.tone(Tone.OK if found.standing.usable else Tone.BLOCKED)
        self.changed.emit()
        return True

    def next_gauge(self) -> None:
        """Take the next gauge of the type."""
        gauge = self._gauges.next_of(self.own) if self.own is not None else None
        if gauge is not None:
            self.take_gauge(gauge.code)

    def refuse_here(self, refusal: Refusal) -> None:
        """Say at the current cell why something does not go."""
        if self._at.cell is not None:
            self._notes.refusals[self._at.cell] = refusal
        self._bench.tone(Tone.BLOCKED)
        self.changed.emit()

    def retry(self) -> None:
        """Try again what could not be stored."""
        self._sender.resume()

    # --- inside -------------------------------------------------------------------------------

    def _is_cell(self) -> bool:
        return self._at.cell is not None and self.own is not None and is_variable(self.own)

    def write(self, editor: CellEditor) -> None:
        """Keep what is typed into the current cell, if it is typed at all."""
        self._question = None
        own = self.own
        if self._at.cell is not None and own is not None and own.kind in _TYPED:
            self._notes.write(self._at.cell, editor)
            self.changed.emit()

    def _cell_refusal(self) -> Refusal | None:
        if self._at.cell is None:
            return None
        return self._notes.refusals.get(self._at.cell) or self._gauge_refusal()

    def _gauge_refusal(self) -> Refusal | None:
        """Why the gauge in the hand cannot take the current cell, or None."""
        own = self.own
        return self._gauges.refusal_of(own) if own is not None and self._is_cell() else None

    def _standing(self, key: CellKey | None) -> Cell | None:
        sheet = self._keeper.sheet
        return None if sheet is None or key is None else cells_by_key(sheet).get(key)

    def _taken(self) -> set[CellKey]:
        sheet = self._keeper.sheet
        filled = set() if sheet is None else filled_keys(sheet)
        return filled | self._sender.outbox.taken()

    def _judge(self, cell: CellKey, text: str, origin: ReadingOrigin) -> None:
        """Judge before sending, so that a question comes at once; refused text stays."""
        own, sheet = self.own, self._keeper.sheet
        assert own is not None
        assert sheet is not None
        value = unjudged(cell, text, origin)
        previous = values_before(sheet, self._sender.outbox, own, cell)
        judged = judge_here(own, self._gauges, previous, value)
        if isinstance(judged, Refusal):
            self.refuse_here(judged)
        elif isinstance(judged, Question):
            self._ask(judged)
        else:
            self.store(value)

    def _ask(self, question: Question) -> None:
        self._question = question
        self._bench.tone(Tone.HOLD)
        self.changed.emit()

    def store(
        self,
        value: Question,
        *,
        confirmed: bool = False,
        conforms: bool = True,
        photo: PhotoFile | None = None,
    ) -> None:
        """Send the reading of the cell in front and go on; what waits is tried again with it."""
        self._sender.resume()
        cell, own = value.cell, self.own
        standing = self._standing(cell)
        known = standing.reading_id if standing is not None else None
        replaces = self._notes.replaces.get(cell, known)
        gauge = self._gauges.gauge_of(own) if own is not None and own.gauge_type else None
        gauge_id = gauge.gauge_id if gauge is not None else None
        entry = reading_entry(self._bench.new_id(), value, gauge_id, photo, conforms=conforms)
        self._notes.forget(cell)
        self._advance(cell)
        self._sender.put_reading(entry, confirmed=confirmed, replaces=replaces)

    def _returned(self, entry: Entry, refusal: Refusal) -> None:
        """The service would not have it: the value goes back into its cell, with the reason."""
        if entry.act is Act.READING and entry.text:
            self._notes.write(entry.cell, CellEditor(entry.text))
        self._question = None
        self._at.stand_at(self._keeper.sheet, entry.cell)
        if refusal.code == InspectionReason.READING_ASK:
            code = refusal.facts.get("problem", ReadingCode.FAR_OUTSIDE.value)
            self._ask(Question(entry.cell, entry.text, entry.origin, code, refusal.facts))
            return
        if refusal.code == InspectionReason.READING_EXISTS and "reading_id" in refusal.facts:
            self._notes.replaces[entry.cell] = int(refusal.facts["reading_id"])
        self.refuse_here(refusal)

    def _taken_back(self, number: int, piece: int) -> None:
        """Go to the cell that is open again."""
        sheet = self._keeper.sheet
        if sheet is not None and self._at.reopen(sheet, number, piece):
            self._question = None
            self.changed.emit()

    def _renewed(self) -> None:
        sheet = self._keeper.sheet
        assert sheet is not None
        self._at.renew(sheet, self._taken())
        self.changed.emit()
