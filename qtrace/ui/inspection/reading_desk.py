"""Taking readings: what is typed where, what is on its way, what is asked about."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from qtrace.domain.inspection import CharKind, ReadingCode, ReadingOutcome, judge_value
from qtrace.domain.inspection_flow import InspectionReason
from qtrace.ports import Tone
from qtrace.services.inspection_readings import repeats_are_natural
from qtrace.services.inspection_rows import Cell, InspectionSheet, SheetCharacteristic
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cell_editor import CellEditor
from qtrace.ui.inspection.cells import (
    CellKey,
    cells_by_key,
    characteristic_of,
    filled_keys,
    first_key,
    is_variable,
    keys_of,
    next_key,
    spec_of,
)
from qtrace.ui.inspection.gauge_choice import GaugesInHand
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
    """

    cursor: CellKey | None = None
    characteristic_id: int = 0
    text: str = ""
    outbox: Outbox = Outbox()
    question: Question | None = None
    refusal: Refusal | None = None
    correcting: Cell | None = None
    gauges: GaugesInHand = GaugesInHand()


class ReadingDesk(QObject):
    """Acts of the inspector on the grid.

    Every cell keeps its own half-typed value, so nothing typed is lost by moving about. A value is
    judged here first, so a question comes before the next value is typed; the service judges again.

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
        self._drafts: dict[CellKey, CellEditor] = {}
        self._refusals: dict[CellKey, Refusal] = {}
        self._question: Question | None = None
        self._gauges = GaugesInHand()
        self._replaces: dict[CellKey, int] = {}
        self._sender = EntrySender(keeper)
        self._sender.changed.connect(self.changed)
        self._sender.returned.connect(self._returned)
        self._sender.taken_back.connect(self._taken_back)
        keeper.renewed.connect(self._renewed)

    # --- what is shown ------------------------------------------------------------------------

    @property
    def state(self) -> ReadingState:
        """A picture of now."""
        cursor = self._cursor
        return ReadingState(
            cursor,
            self._characteristic_id,
            self._editor().text,
            self._sender.outbox,
            self._question,
            self._cell_refusal(),
            self._standing(cursor),
            self._gauges,
        )

    @property
    def takes_value(self) -> bool:
        """True while a value can be stored: a variable cell with a usable gauge is current."""
        own = self._own()
        return (
            self._cursor is not None
            and own is not None
            and is_variable(own)
            and self._gauges.refusal_of(own) is None
        )

    @property
    def unsaved(self) -> int:
        """How many acts are not stored yet."""
        return self._sender.outbox.unsaved

    # --- typing -------------------------------------------------------------------------------

    def type_character(self, character: str) -> None:
        """A digit or the point for the current cell; while a question stands it begins anew."""
        self._edit(CellEditor() if self._question else self._editor(), character)

    def toggle_sign(self) -> None:
        """The other sign."""
        self._set(self._editor().toggled())

    def back(self) -> None:
        """Without the last character; an answer to a question goes back to the value."""
        self._question = None
        self._set(self._editor().back())

    def clear(self) -> bool:
        """Empty the current cell, or leave a correction; False if there was nothing to leave."""
        if self._question is not None or not self._editor().empty or self._cell_note():
            self._question = None
            self._forget_cell()
            self.changed.emit()
            return True
        if self._resume is not None:
            self._go(self._resume)
            return True
        return False

    def enter(self, origin: str = "keyboard") -> None:
        """Store the value of the current cell; what waits after a failure is tried again."""
        if self._question is not None:
            self.answer(yes=True)
            return
        self._sender.resume()
        text = self._editor().text
        if self._cursor is None or not self._is_variable():
            return
        if not text:
            if not self._sender.outbox.unsaved:
                self._bench.tone(Tone.NEUTRAL)
            return
        self._judge(self._cursor, text, origin)

    def gauge_value(self, text: str) -> bool:
        """A value from the gauge goes straight into the current cell; False if none takes it."""
        if self._cursor is None or not self.takes_value:
            return False
        self._question = None
        self._drafts[self._cursor] = CellEditor(text)
        self._judge(self._cursor, text, "gauge")
        return True

    def answer(self, *, yes: bool) -> None:
        """Answer the question: the value counts as it is, or the cell is empty again."""
        question, self._question = self._question, None
        if question is None:
            return
        if yes:
            self._store(question.cell, question.text, question.origin, confirmed=True)
        else:
            self._drafts.pop(question.cell, None)
            self.changed.emit()

    # --- moving -------------------------------------------------------------------------------

    def select(self, key: CellKey) -> None:
        """Go to a cell; one with a reading is corrected by the next value."""
        if key in self._filled() and self._cursor is not None and self._resume is None:
            self._resume = self._cursor
        self._go(key)

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
        """To the next open cell."""
        sheet = self._keeper.sheet
        if sheet is None:
            return
        self._resume = None
        key = next_key(sheet, self._taken(), self._cursor)
        if key is None:
            self._cursor = None
            self._question = None
            self.changed.emit()
        else:
            self._go(key)

    # --- other acts ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the newest entry by a new record."""
        self._question = None
        self._sender.put(
            Entry(self._bench.new_id(), Act.UNDO, self._cursor or (self._characteristic_id, 0))
        )

    def all_ok(self) -> bool:
        """Every piece of the current attribute was looked at; False if it is no attribute."""
        own = self._own()
        if own is None or own.kind is not CharKind.ATTRIBUTE:
            return False
        cell = (own.characteristic_id, 0)
        if cell in self._taken():
            self._bench.tone(Tone.NEUTRAL)
            return True
        self._sender.put(Entry(self._bench.new_id(), Act.ALL_OK, cell))
        self.go_on()
        return True

    def defect(self, cell: CellKey, code: str, origin: str = "keyboard") -> None:
        """A piece has a defect."""
        self._sender.put(Entry(self._bench.new_id(), Act.DEFECT, cell, code, origin))
        if cell == self._cursor:
            self.go_on()

    def take_gauge(self, code: str) -> bool:
        """Take the gauge with this code for the current characteristic; False if it does not fit."""
        own = self._own()
        if own is None:
            return False
        found = next((gauge for gauge in own.gauges if gauge.code == code), None)
        if found is None:
            return False
        self._gauges = self._gauges.taken(own.characteristic_id, found.gauge_id)
        self._refusals.clear()
        self._bench.tone(Tone.OK if found.standing.usable else Tone.BLOCKED)
        self.changed.emit()
        return True

    def next_gauge(self) -> None:
        """Take the next gauge of the type."""
        own = self._own()
        gauge = None if own is None else self._gauges.next_of(own)
        if gauge is not None:
            self.take_gauge(gauge.code)

    def refuse_here(self, refusal: Refusal) -> None:
        """Say at the current cell why something does not go."""
        if self._cursor is not None:
            self._refusals[self._cursor] = refusal
        self._bench.tone(Tone.BLOCKED)
        self.changed.emit()

    def retry(self) -> None:
        """Try again what could not be stored."""
        self._sender.resume()

    # --- inside -------------------------------------------------------------------------------

    def _own(self) -> SheetCharacteristic | None:
        sheet = self._keeper.sheet
        if sheet is None or not self._characteristic_id:
            return None
        return characteristic_of(sheet, self._characteristic_id)

    def _is_variable(self) -> bool:
        own = self._own()
        return own is not None and is_variable(own)

    def _editor(self) -> CellEditor:
        return (
            CellEditor() if self._cursor is None else self._drafts.get(self._cursor, CellEditor())
        )

    def _edit(self, editor: CellEditor, character: str) -> None:
        self._question = None
        self._set(editor.typed(character))

    def _set(self, editor: CellEditor) -> None:
        if self._cursor is None or not self._is_variable():
            return
        self._drafts[self._cursor] = editor
        self._refusals.pop(self._cursor, None)
        self.changed.emit()

    def _cell_note(self) -> bool:
        return self._cursor in self._refusals

    def _cell_refusal(self) -> Refusal | None:
        own = self._own()
        if self._cursor is None or own is None:
            return None
        said = self._refusals.get(self._cursor)
        return said or (self._gauges.refusal_of(own) if is_variable(own) else None)

    def _forget_cell(self) -> None:
        if self._cursor is not None:
            self._drafts.pop(self._cursor, None)
            self._refusals.pop(self._cursor, None)
            self._replaces.pop(self._cursor, None)

    def _standing(self, key: CellKey | None) -> Cell | None:
        sheet = self._keeper.sheet
        if sheet is None or key is None:
            return None
        return cells_by_key(sheet).get(key)

    def _filled(self) -> set[CellKey]:
        return set() if self._keeper.sheet is None else filled_keys(self._keeper.sheet)

    def _taken(self) -> set[CellKey]:
        return self._filled() | self._sender.outbox.taken()

    def _go(self, key: CellKey) -> None:
        self._cursor, self._characteristic_id = key, key[0]
        self._question = None
        if key == self._resume:
            self._resume = None
        self.changed.emit()

    def _judge(self, cell: CellKey, text: str, origin: str) -> None:
        """Judge before sending, so that a question comes at once; refused text stays."""
        own = self._own()
        assert own is not None
        refusal = self._gauges.refusal_of(own)
        if refusal is not None:
            self.refuse_here(refusal)
            return
        spec = spec_of(own)
        verdict = judge_value(text, spec, self._previous(own))
        if verdict.outcome is ReadingOutcome.REFUSED:
            assert verdict.code is not None
            facts = {**verdict.facts, "problem": verdict.code.value}
            self.refuse_here(Refusal(InspectionReason.READING_REFUSED, facts))
            return
        if verdict.outcome is ReadingOutcome.QUESTION:
            assert verdict.code is not None
            self._ask(Question(cell, text, origin, verdict.code.value, verdict.facts))
            return
        self._store(cell, text, origin)

    def _ask(self, question: Question) -> None:
        self._question = question
        self._bench.tone(Tone.HOLD)
        self.changed.emit()

    def _previous(self, own: SheetCharacteristic) -> tuple[str, ...]:
        """Values so far in the order in which they were taken, where a run would say something."""
        sheet = self._keeper.sheet
        if sheet is None or repeats_are_natural(spec_of(own)):
            return ()
        stored = sorted(
            (cell.reading_id, cell.value)
            for cell in sheet.cells
            if cell.characteristic_id == own.characteristic_id
            and cell.value is not None
            and (cell.characteristic_id, cell.piece) != self._cursor
        )
        waiting = [
            entry.text
            for entry in self._sender.outbox.entries
            if entry.act is Act.READING and entry.cell[0] == own.characteristic_id
        ]
        return (*(value for _, value in stored), *waiting)

    def _store(self, cell: CellKey, text: str, origin: str, *, confirmed: bool = False) -> None:
        standing = self._standing(cell)
        replaces = self._replaces.pop(cell, None)
        if replaces is None and standing is not None:
            replaces = standing.reading_id
        own = self._own()
        gauge = None if own is None or own.gauge_type is None else self._gauges.gauge_of(own)
        self._drafts.pop(cell, None)
        self._refusals.pop(cell, None)
        self._sender.put(
            Entry(
                self._bench.new_id(),
                Act.READING,
                cell,
                text,
                origin,
                gauge.gauge_id if gauge else None,
                confirmed,
                replaces,
            )
        )
        if self._resume is not None:
            self._go(self._resume)
        else:
            self.go_on()

    def _returned(self, entry: Entry, refusal: Refusal) -> None:
        """The service would not have it: the value goes back into its cell, with the reason."""
        if entry.act is Act.READING:
            self._drafts[entry.cell] = CellEditor(entry.text)
        self._cursor, self._characteristic_id = entry.cell, entry.cell[0]
        if refusal.code == InspectionReason.READING_ASK:
            code = refusal.facts.get("problem", ReadingCode.FAR_OUTSIDE.value)
            self._ask(Question(entry.cell, entry.text, entry.origin, code, refusal.facts))
            return
        if refusal.code == InspectionReason.READING_EXISTS and "reading_id" in refusal.facts:
            self._replaces[entry.cell] = int(refusal.facts["reading_id"])
        self.refuse_here(refusal)

    def _taken_back(self, number: int, piece: int) -> None:
        """Go to the cell that is open again."""
        sheet = self._keeper.sheet
        own = (
            next((c for c in sheet.characteristics if c.number == number), None) if sheet else None
        )
        if own is not None:
            self._resume = None
            self._go((own.characteristic_id, piece if is_variable(own) else 0))

    def _renewed(self) -> None:
        sheet = self._keeper.sheet
        assert sheet is not None
        known = [c.characteristic_id for c in sheet.characteristics]
        if self._characteristic_id not in known:
            self._begin(sheet)
        elif self._cursor is None:
            self._cursor = next_key(sheet, self._taken(), None)
            if self._cursor is not None:
                self._characteristic_id = self._cursor[0]
        self.changed.emit()

    def _begin(self, sheet: InspectionSheet) -> None:
        self._cursor = next_key(sheet, self._taken(), None)
        if self._cursor is not None:
            self._characteristic_id = self._cursor[0]
        elif sheet.characteristics:
            self._characteristic_id = sheet.characteristics[-1].characteristic_id
