"""Receiving: from a scan to a lot in quarantine, then its labels; all of it survives the view."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.gs1 import merge
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.reasons import Verdict
from qtrace.ports import Tone
from qtrace.services.catalogue import PartRow, parts
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.receiving_commands import PaperInput, ReceiveDelivery
from qtrace.services.receiving_queries import (
    Arrival,
    ExpectedLine,
    Found,
    arrival,
    expected_line,
    source_of,
)
from qtrace.services.suppliers import SupplierRow, suppliers
from qtrace.services.warehouse import LocationRow, location_by_code
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import Place, QueuePlace, ReceivePlace
from qtrace.ui.receiving.judging import (
    announced,
    basis_of_line,
    basis_of_unknown,
    first_field,
    missing_counts,
    receipt_command,
    verdict_of,
)
from qtrace.ui.receiving.label_acts import LabelActs
from qtrace.ui.receiving.last_scan import ScanMemory
from qtrace.ui.receiving.receive_state import (
    Counted,
    CountField,
    Form,
    Goods,
    Phase,
    Received,
    ReceiveState,
    Saying,
    committed,
    left_alone,
    rubbed,
    typed,
)
from qtrace.ui.receiving.scan_reading import AGAIN, is_complement, level_tone, said
from qtrace.ui.receiving.typed_codes import CodeOpener, ai_table
from qtrace.ui.theme.tokens import Status

SAME_AGAIN = "same_code_again"


class ReceiveModel(QObject):
    """State and acts of receiving.

    Signals:
        changed: the new `ReceiveState`.
        wants: a `Place` to go to.
    """

    changed = Signal(object)
    wants = Signal(object)

    def __init__(self, bench: Bench, place: ReceivePlace, memory: ScanMemory | None = None) -> None:
        super().__init__()
        self.bench = bench
        self.memory = memory or ScanMemory()
        self.state = ReceiveState(today=self._today())
        self.labels = LabelActs(self)
        self._opener = CodeOpener(bench)
        self._attempt: ReceiveDelivery | None = None
        self.place = place
        self._began = False
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    def begin(self) -> None:
        """Look up what the place names; done once."""
        if self._began:
            return
        self._began = True
        place = self.place
        if place.lot_id is not None:
            self.labels.open(place.lot_id)
        elif place.message is not None:
            self.read(place.message, self.bench.now())
        elif place.code is not None:
            self.look_up(place.code)
        elif place.line_id is not None:
            self._show(phase=Phase.LOADING)
            self.bench.ask(expected_line, self._opened_line, place.line_id)

    # --- scans -------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> bool:
        """Take a scan that belongs to receiving; False leaves it to the station."""
        found = scan.interpretation
        if found is None:
            return self._unreadable(scan)
        if scan.repeat == SAME_AGAIN:
            self.labels.note(scan, AGAIN)
            self.say(Status.NEUTRAL, "SAME_CODE_AGAIN")
            return True
        if self.state.phase in (Phase.LABELS, Phase.DONE):
            return self.labels.scanned(scan)
        if isinstance(found, GS1Message):
            self.read(found, scan.raw.at)
            return True
        if isinstance(found, InternalCode):
            return self._internal(found)
        self.look_up(found.text)
        return True

    def read(self, message: GS1Message, at: datetime) -> None:
        """A delivery label, or the second symbol of the label that was just read."""
        first = self.state.message
        if first is not None and first.raw == message.raw and self.state.basis is not None:
            self.say(Status.NEUTRAL, "SAME_CODE_AGAIN")
            return
        if first is not None and is_complement(first, message):
            both = merge(first, message, ai_table())
            if both.verdict is not Verdict.INVALID:
                message = both
        if message.verdict is not Verdict.VALID:
            self._unread(message, at)
            return
        opened = self.state.basis.line if self.state.basis is not None else None
        self._show(phase=Phase.LOADING, message=message, read_at=at, form=Form.NONE)
        self.bench.ask(arrival, lambda found: self._arrived(found, opened), message)

    def look_up(self, code: str) -> None:
        """A delivery code, an order number or a delivery note, scanned or typed."""
        self._show(phase=Phase.LOADING, message=None, read_at=self.bench.now(), form=Form.NONE)
        self.bench.ask(arrival, lambda found: self._arrived(found, None), code)

    def submit_code(self, text: str) -> None:
        """What was typed after F2 goes the way of a scan."""
        self._opener.open(text, lambda place: self._typed_place(text, place))

    def _typed_place(self, text: str, place: Place | None) -> None:
        if isinstance(place, ReceivePlace) and place.message is not None:
            self._show(form=Form.NONE)
            self.read(place.message, self.bench.now())
        elif isinstance(place, ReceivePlace) and place.code is not None:
            self.look_up(place.code)
        elif place is not None:
            self._show(form=Form.NONE)
            self.wants.emit(place)
        else:
            self.say(Status.NEUTRAL, "TYPED_CODE_UNKNOWN", code=text[:40])

    def _internal(self, code: InternalCode) -> bool:
        if code.kind is InternalKind.DELIVERY:
            self.look_up(code.text)
            return True
        if code.kind is InternalKind.LOCATION and self.state.phase is Phase.CHECK:
            self.bench.ask(location_by_code, lambda row: self._placed(code.body, row), code.text)
            return True
        return False

    def _unreadable(self, scan: Scan) -> bool:
        data = scan.raw.data.decode("utf-8", errors="backslashreplace")
        shown = "".join(c if c.isprintable() else f"<{ord(c):02X}>" for c in data)[:60]
        self.say(Status.NEUTRAL, scan.refusal or "SCAN_UNREADABLE", scanned=shown)
        return True

    def _unread(self, message: GS1Message, at: datetime) -> None:
        """A label that may not be acted on: everything read is shown, nothing can be posted."""
        tones = {Verdict.INCOMPLETE: Tone.NEUTRAL, Verdict.SUSPECT: Tone.HOLD}
        self.bench.tone(tones.get(message.verdict, Tone.BLOCKED))
        self._show(phase=Phase.UNREAD, message=message, read_at=at, form=Form.NONE, basis=None)

    def _arrived(self, found: Arrival, opened: ExpectedLine | None) -> None:
        fresh = self._fresh(arrival=found)
        if found.found is Found.NOTHING:
            known = found.came.has_code
            basis = basis_of_unknown(found, opened) if known else None
            phase = Phase.CHECK if known else Phase.EMPTY
            self._put(replace(fresh, phase=phase, basis=basis))
            if basis is None:
                self.say(Status.NEUTRAL, "NOTHING_EXPECTED", code=found.raw[:40])
            else:
                self._ask_who()
                self._judged_aloud()
            return
        ids = [line.line_id for line in found.lines]
        chosen = opened.line_id if opened is not None and opened.line_id in ids else None
        if chosen is None and len(ids) > 1:
            self.bench.tone(Tone.OK)
            self._put(replace(fresh, phase=Phase.CHOOSE, chosen_line=0, basis=None))
            return
        line = found.lines[ids.index(chosen) if chosen is not None else 0]
        self._check(replace(fresh, phase=Phase.CHECK), line, is_read=found.came.has_code)

    def _opened_line(self, line: ExpectedLine | None) -> None:
        if line is None:
            self._put(self._fresh(arrival=None))
            self.say(Status.NEUTRAL, "NOT_FOUND")
            return
        self._put(
            replace(
                self._fresh(arrival=None),
                phase=Phase.CHECK,
                basis=basis_of_line(line, "", is_read=False),
            )
        )

    def _check(self, state: ReceiveState, line: ExpectedLine, *, is_read: bool) -> None:
        raw = state.arrival.raw if state.arrival is not None else ""
        self._put(replace(state, basis=basis_of_line(line, raw, is_read=is_read)))
        if is_read:
            self._judged_aloud()

    def _judged_aloud(self) -> None:
        verdict = verdict_of(self.state)
        if verdict is not None:
            self.bench.tone(level_tone(verdict.level))

    def _placed(self, code: str, row: LocationRow | None) -> None:
        if row is None or not row.is_active:
            self.say(Status.BLOCKED, "LOCATION_UNKNOWN", location=code)
            return
        self.bench.tone(Tone.OK)
        self._show(place=row, saying=None)

    # --- several lines -------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose another line of the list."""
        last = len(self.state.lines) - 1
        self._show(chosen_line=max(0, min(last, self.state.chosen_line + step)), saying=None)

    def choose(self, number: int) -> None:
        """Take the line with this place in the list."""
        if self.state.phase is Phase.CHOOSE and 0 <= number < len(self.state.lines):
            line = self.state.lines[number]
            read = self.state.arrival is not None and self.state.arrival.came.has_code
            fresh = self._fresh(arrival=self.state.arrival)
            self._check(replace(fresh, phase=Phase.CHECK, chosen_line=number), line, is_read=read)

    # --- counting ------------------------------------------------------------------------------

    def type_character(self, character: str) -> None:
        """A digit or the point of a count."""
        if self.state.phase is Phase.CHECK and not self.state.busy:
            first = first_field(self.state)
            self._show(counted=typed(self.state.counted, character, first), saying=None)

    def rub_out(self) -> None:
        """Take back the last character."""
        self._show(counted=rubbed(self.state.counted))

    def count(self, field: CountField) -> None:
        """Begin to type in `field`; a draft elsewhere is kept if it is a count."""
        counted = self._committed()
        if counted.fault is None:
            self._show(counted=replace(counted, active=field, draft=""), saying=None)

    def enter(self) -> None:
        """Take over the draft, or confirm what is announced; go on to what is missing."""
        counted = self.state.counted
        if counted.active is None:
            counted = replace(counted, active=first_field(self.state), draft="")
            if not missing_counts(self.state):
                return
        done = self._committed(counted)
        self._show(counted=done, saying=None)
        missing = missing_counts(self.state)
        if done.fault is None and missing:
            self._show(counted=replace(done, active=missing[0], draft=""))

    def _committed(self, counted: Counted | None = None) -> Counted:
        counted = self.state.counted if counted is None else counted
        if counted.active is None:
            return counted
        known = counted.active not in missing_counts(self.state)
        offered = None if known else announced(self.state, counted.active)
        return committed(counted, offered)

    # --- forms ---------------------------------------------------------------------------------

    def open_form(self, form: Form) -> None:
        """Ask for something in a panel; half-typed counts are kept."""
        self._show(form=form, saying=None)

    def back(self) -> None:
        """Leave the innermost thing: the form, the draft, the choice, the screen."""
        state = self.state
        if state.form is not Form.NONE:
            self._show(form=Form.NONE, saying=None)
        elif state.counted.active is not None:
            self._show(counted=left_alone(state.counted))
        elif state.phase is Phase.CHECK and len(state.lines) > 1:
            self._put(replace(self._fresh(arrival=state.arrival), phase=Phase.CHOOSE))
        else:
            self.wants.emit(QueuePlace())

    def set_goods(self, goods: Goods) -> None:
        """What a person read from goods without a usable code."""
        self._show(goods=goods, form=Form.NONE, saying=None)
        self._judged_aloud()

    def add_paper(self, kind: str, number: str) -> None:
        """A supplier paper is here; before the receipt it goes into it, later it is registered."""
        if self.state.received is not None:
            self.labels.register_paper(kind, number)
            return
        others = tuple(paper for paper in self.state.papers if paper.kind != kind)
        paper = PaperInput(kind=kind, number=number)
        self._show(papers=(*others, paper), form=Form.NONE, saying=None)
        self._judged_aloud()

    def choose_supplier(self, row: SupplierRow) -> None:
        """Say who brought what nobody announced."""
        basis = self.state.basis
        if basis is None:
            return
        self._show(supplier=row, form=Form.NONE, saying=None)
        self.bench.ask(source_of, self._sourced, row.supplier_id, basis.came.part_id, None)

    def _sourced(self, source: Any) -> None:
        if self.state.basis is not None:
            self._show(basis=replace(self.state.basis, source=source))

    def _ask_who(self) -> None:
        """Load the suppliers, and a unit where the part is not known."""
        basis = self.state.basis
        if basis is None or basis.line is not None:
            return
        self.bench.ask(suppliers, lambda rows: self._show(suppliers=rows, form=Form.SUPPLIER))
        if basis.part is None:
            self.bench.ask(parts, self._unit_of_most)

    def _unit_of_most(self, rows: tuple[PartRow, ...]) -> None:
        units = [row.base_unit for row in rows]
        self._show(unit_code=max(units, key=units.count, default=""))

    # --- the receipt ---------------------------------------------------------------------------

    def receive(self, *, acknowledge: bool) -> None:
        """Receive what stands there; with `acknowledge` also what deviates, as what it is."""
        if self.state.busy or self.state.phase is not Phase.CHECK:
            return
        counted = self._committed()
        self._show(counted=counted, saying=None)
        command = self._command(acknowledge=acknowledge)
        if command is None:
            return
        self._show(busy=True)
        self.bench.send(command, lambda outcome: self._sent(command, outcome))

    def _command(self, *, acknowledge: bool) -> ReceiveDelivery | None:
        """The command; the very same one again if nothing changed since it failed."""
        bench = self.bench
        ids = (bench.new_id(), bench.new_id(), bench.new_id())
        command = receipt_command(self.state, bench.head(), ids, acknowledge=acknowledge)
        before = self._attempt
        if command is not None and before is not None:
            same = replace(
                command,
                uid=before.uid,
                client_at=before.client_at,
                lot_id=before.lot_id,
                receipt_id=before.receipt_id,
                inspection_id=before.inspection_id,
            )
            command = before if same == before else command
        self._attempt = command
        return command

    def _sent(self, command: ReceiveDelivery, outcome: Outcome) -> None:
        self._show(busy=False)
        if isinstance(outcome, Refusal):
            self.refused(outcome)
            return
        self._attempt = None
        is_pending = outcome.facts.get("place") == "pending"
        received = Received(
            lot_id=command.lot_id,
            lot=outcome.facts.get("lot", ""),
            is_pending=is_pending,
            inspection_id=None if is_pending else command.inspection_id,
            excess_lot=outcome.facts.get("excess_lot", ""),
        )
        self.bench.tone(Tone.OK)
        self._show(received=received)
        self.labels.load(command.lot_id)

    # --- shared --------------------------------------------------------------------------------

    def say(self, status: Status, code: str, /, **facts: str) -> None:
        """Answer in the band, with its sound, until the next act."""
        tones = {Status.OK: Tone.OK, Status.BLOCKED: Tone.BLOCKED, Status.HOLD: Tone.HOLD}
        self.bench.tone(tones.get(status, Tone.NEUTRAL))
        self._show(saying=said(status, code, facts))

    def refused(self, refusal: Refusal) -> None:
        """Say why a command was refused."""
        self.say(Status.BLOCKED, refusal.code, **refusal.facts)

    def show(self, **changes: Any) -> None:
        """Change the state; for the label acts."""
        self._show(**changes)

    def next_of_delivery(self) -> None:
        """The next lot of the same delivery."""
        found = self.state.arrival
        if found is None:
            return
        scanned: GS1Message | str = self.state.message or found.raw
        ask: Callable[[Arrival], None] = lambda again: self._arrived(again, None)  # noqa: E731
        self._put(replace(self._fresh(arrival=found), phase=Phase.LOADING))
        self.bench.ask(arrival, ask, scanned)

    def _fresh(self, *, arrival: Arrival | None) -> ReceiveState:
        """A state that keeps nothing but the code that was read."""
        return ReceiveState(
            today=self._today(),
            message=self.state.message,
            read_at=self.state.read_at,
            arrival=arrival,
        )

    def _today(self) -> date:
        return self.bench.local(self.bench.now()).date()

    def _failed(self, refusal: Refusal) -> None:
        if self.state.phase is Phase.LOADING:
            self._put(self._fresh(arrival=None))
            self._show(saying=Saying(Status.NEUTRAL, refusal.code, tuple(refusal.facts.items())))
        elif self.state.busy:
            self._show(busy=False)

    def _heard(self, changes: Changes) -> None:
        task = self.state.task
        if task is not None and changes.touches(ObjectKind.ITEM.value, task.lot_id):
            self.labels.refresh()

    def _show(self, **changes: Any) -> None:
        self._put(replace(self.state, **changes))

    def _put(self, state: ReceiveState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
