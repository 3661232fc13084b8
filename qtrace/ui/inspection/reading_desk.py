"""Taking readings: what is typed where, what is on its way, what is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from qtrace.domain.inspection import CharKind, ReadingCode
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.ports import Tone
from qtrace.services.inspection_rows import Cell, SheetCharacteristic
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cell_editor import CellEditor
from qtrace.ui.inspection.cell_notes import CellNotes
from qtrace.ui.inspection.cells import (
    CellKey,
    cells_by_key,
    characteristic_of,
    filled_keys,
    first_key,
    is_variable,
    keys_of,
    next_key,
)
from qtrace.ui.inspection.gauge_choice import GaugesInHand
from qtrace.ui.inspection.local_judge import judge_here, unjudged, values_before
from qtrace.ui.inspection.outbox import Act, Entry, Outbox, Question
from qtrace.ui.inspection.sender import EntrySender
from qtrace.ui.inspection.sheet_keeper import SheetKeeper


@dataclass(frozen=True, slots=True)
class ReadingState:
    """What the grid shows beside the sheet.

    Attributes:
        cursor: current cell; None when every cell has its reading.
        characteristic_id: the characteristic in front.
        text: what stands in the current cell.
        outbox: what is on its way.
        question: what is asked about the current cell, or None.
        refusal: why the current cell refuses, or None.
        correcting: the stored reading that the current cell would correct, or None.
        gauges: which gauge is in the hand for which characteristic.
    """

    cursor: CellKey | None = None
    characteristic_id: int = 0
    text: str = ""
    outbox: Outbox = field(default_factory=Outbox)
    question: Question | None = None
    refusal: Refusal | None = None
    correcting: Cell | None = None
    gauges: GaugesInHand = field(default_factory=GaugesInHand)


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
        self._cursor: CellKey | None = None
        self._characteristic_id = 0
        self._resume: CellKey | None = None
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
            self._cursor,
            self._characteristic_id,
            self._notes.editor(self._cursor).text,
            self._sender.outbox,
            self._question,
            self._cell_refusal(),
            self._standing(self._cursor),
            self._gauges,
        )

    @property
    def own(self) -> SheetCharacteristic | None:
        """The characteristic in front."""
        sheet = self._keeper.sheet
        if sheet is None or not self._characteristic_id:
            return None
        return characteristic_of(sheet, self._characteristic_id)

    @property
    def takes_value(self) -> bool:
        """True while a value can be stored: a variable cell with a usable gauge is current."""
        own = self.own
        return self._is_cell() and own is not None and self._gauges.refusal_of(own) is None

    @property
    def unsaved(self) -> int:
        """How many acts are not stored yet."""
        return self._sender.outbox.unsaved

    # --- typing -------------------------------------------------------------------------------

    def type_character(self, character: str) -> None:
        """A digit or the point for the current cell; while a question stands it begins anew."""
        editor = CellEditor() if self._question else self._notes.editor(self._cursor)
        self._write(editor.typed(character))

    def toggle_sign(self) -> None:
        """The other sign."""
        self._write(self._notes.editor(self._cursor).toggled())

    def back(self) -> None:
        """Without the last character; a question goes back to its value."""
        self._write(self._notes.editor(self._cursor).back())

    def clear(self) -> bool:
        """Empty the current cell, or leave a correction; False if there was nothing to leave."""
        if self._question is not None or self._notes.has(self._cursor):
            self._question = None
            self._notes.forget(self._cursor)
            self.changed.emit()
            return True
        if self._resume is not None:
            self._go(self._resume)
            return True
        return False

    def enter(self, origin: ReadingOrigin = ReadingOrigin.KEYBOARD) -> None:
        """Store the value of the current cell; what waits after a failure is tried again."""
        if self._question is not None:
            self.answer(yes=True)
            return
        self._sender.resume()
        text = self._notes.editor(self._cursor).text
        if self._cursor is None or not self._is_cell():
            return
        if text:
            self._judge(self._cursor, text, origin)
        else:
            self._bench.tone(Tone.NEUTRAL)

    def gauge_value(self, text: str) -> bool:
        """A value from the gauge goes straight into the current cell; False if none takes it."""
        if self._cursor is None or not self._is_cell():
            return False
        self._question = None
        self._notes.write(self._cursor, CellEditor(text))
        self._judge(self._cursor, text, ReadingOrigin.GAUGE)
        return True

    def answer(self, *, yes: bool) -> None:
        """Answer the question: the value counts as it is, or the cell is empty again."""
        question, self._question = self._question, None
        if question is None:
            return
        if yes:
            self._store(question, confirmed=True)
        else:
            self._notes.forget(question.cell)
            self.changed.emit()

    # --- moving -------------------------------------------------------------------------------

    def select(self, key: CellKey) -> None:
        """Go to a cell; one with a reading is corrected by the next value."""
        if key in self._taken() and self._cursor is not None and self._resume is None:
            self._resume = self._cursor
        self._go(key)

    def first_open(self, pieces: Sequence[int]) -> CellKey | None:
        """The first cell of the characteristic in front among `pieces` that has no reading."""
        keys = [(self._characteristic_id, piece) for piece in pieces]
        taken = self._taken()
        return next((key for key in keys if key not in taken), next(iter(keys), None))

    def step_characteristic(self, step: int) -> None:
        """The next or the previous characteristic, at its first open cell."""
        sheet = self._keeper.sheet
        if sheet is None or not sheet.characteristics:
            return
        ids = [c.characteristic_id for c in sheet.characteristics]
        at = ids.index(self._characteristic_id) + step
        self.show_characteristic(ids[at % len(ids)])

    def show_characteristic(self, characteristic_id: int) -> None:
        """Bring a characteristic to the front."""
        sheet = self._keeper.sheet
        if sheet is not None:
            self._resume = None
            self._go(first_key(sheet, self._taken(), characteristic_id))

    def step_piece(self, step: int) -> None:
        """The cell above or below, whether it has a reading or not."""
        sheet, cursor = self._keeper.sheet, self._cursor
        if sheet is None or cursor is None:
            return
        keys = list(keys_of(characteristic_of(sheet, cursor[0])))
        at = keys.index(cursor) + step
        if 0 <= at < len(keys):
            self.select(keys[at])

    def go_on(self) -> None:
        """To the next open cell; None is current when there is no more."""
        sheet = self._keeper.sheet
        if sheet is None:
            return
        key, self._resume = next_key(sheet, self._taken(), self._cursor), None
        if key is not None:
            self._go(key)
            return
        self._cursor = self._question = None
        self.changed.emit()

    # --- other acts ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the newest entry by a new record."""
        self._question = None
        cell = self._cursor or (self._characteristic_id, 0)
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
        self._sender.put(Entry(self._bench.new_id(), Act.ALL_OK, cell))
        self.go_on()
        return True

    def defect(self, cell: CellKey, code: str) -> None:
        """A piece has a defect."""
        self._sender.put(Entry(self._bench.new_id(), Act.DEFECT, cell, code))
        if cell == self._cursor:
            self.go_on()

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
        if self._cursor is not None:
            self._notes.refusals[self._cursor] = refusal
        self._bench.tone(Tone.BLOCKED)
        self.changed.emit()

    def retry(self) -> None:
        """Try again what could not be stored."""
        self._sender.resume()

    # --- inside -------------------------------------------------------------------------------

    def _is_cell(self) -> bool:
        return self._cursor is not None and self.own is not None and is_variable(self.own)

    def _write(self, editor: CellEditor) -> None:
        self._question = None
        if self._cursor is not None and self._is_cell():
            self._notes.write(self._cursor, editor)
            self.changed.emit()

    def _cell_refusal(self) -> Refusal | None:
        own = self.own
        if self._cursor is None or own is None:
            return None
        said = self._notes.refusals.get(self._cursor)
        return said or (self._gauges.refusal_of(own) if is_variable(own) else None)

    def _standing(self, key: CellKey | None) -> Cell | None:
        sheet = self._keeper.sheet
        return None if sheet is None or key is None else cells_by_key(sheet).get(key)

    def _taken(self) -> set[CellKey]:
        sheet = self._keeper.sheet
        filled = set() if sheet is None else filled_keys(sheet)
        return filled | self._sender.outbox.taken()

    def _go(self, key: CellKey) -> None:
        self._cursor, self._characteristic_id = key, key[0]
        self._question = None
        if key == self._resume:
            self._resume = None
        self.changed.emit()

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
            self._store(value)

    def _ask(self, question: Question) -> None:
        self._question = question
        self._bench.tone(Tone.HOLD)
        self.changed.emit()

    def _store(self, value: Question, *, confirmed: bool = False) -> None:
        cell, own = value.cell, self.own
        standing = self._standing(cell)
        known = standing.reading_id if standing is not None else None
        replaces = self._notes.replaces.get(cell, known)
        gauge = self._gauges.gauge_of(own) if own is not None and own.gauge_type else None
        gauge_id = gauge.gauge_id if gauge is not None else None
        entry = Entry(self._bench.new_id(), Act.READING, cell, value.text, value.origin, gauge_id)
        self._notes.forget(cell)
        self._sender.put_reading(entry, confirmed=confirmed, replaces=replaces)
        if self._resume is not None:
            self._go(self._resume)
        else:
            self.go_on()

    def _returned(self, entry: Entry, refusal: Refusal) -> None:
        """The service would not have it: the value goes back into its cell, with the reason."""
        if entry.act is Act.READING:
            self._notes.write(entry.cell, CellEditor(entry.text))
        self._cursor, self._characteristic_id = entry.cell, entry.cell[0]
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
        found = [c for c in sheet.characteristics if c.number == number] if sheet else []
        for own in found:
            self._resume = None
            self._go((own.characteristic_id, piece if is_variable(own) else 0))

    def _renewed(self) -> None:
        sheet = self._keeper.sheet
        assert sheet is not None
        known = [c.characteristic_id for c in sheet.characteristics]
        if self._cursor is None or self._characteristic_id not in known:
            self._cursor = next_key(sheet, self._taken(), None)
            if self._cursor is not None:
                self._characteristic_id = self._cursor[0]
            elif self._characteristic_id not in known and known:
                self._characteristic_id = known[-1]
        self.changed.emit()
