"""Receiving: from a scan to a lot in quarantine, then its labels; all of it survives the view."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.ports import Tone
from qtrace.services.outcomes import Changes, Refusal
from qtrace.services.receiving.commands import PaperInput
from qtrace.services.receiving.queries import Arrival
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.places import QueuePlace, ReceivePlace
from qtrace.ui.receiving.arrival_acts import ArrivalActs
from qtrace.ui.receiving.judging import announced, first_field, missing_counts, verdict_of
from qtrace.ui.receiving.label_acts import LabelActs
from qtrace.ui.receiving.last_scan import ScanMemory
from qtrace.ui.receiving.receipt_acts import ReceiptActs
from qtrace.ui.receiving.receive_state import (
    Counted,
    CountField,
    Form,
    Goods,
    Phase,
    ReceiveState,
    Saying,
    committed,
    left_alone,
    rubbed,
    typed,
)
from qtrace.ui.receiving.scan_reading import level_tone, said
from qtrace.ui.theme.tokens import Status


class ReceiveModel(QObject):
    """State of receiving; its acts are grouped in `arrivals`, `receipt` and `labels`.

    Signals:
        changed: the new `ReceiveState`.
        wants: a `Place` to go to.
    """

    changed = Signal(object)
    wants = Signal(object)

    def __init__(self, bench: Bench, place: ReceivePlace, memory: ScanMemory | None = None) -> None:
        super().__init__()
        self.bench = bench
        self.place = place
        self.memory = memory or ScanMemory()
        self.state = ReceiveState(today=self._today())
        self.arrivals = ArrivalActs(self)
        self.receipt = ReceiptActs(self)
        self.labels = LabelActs(self)
        self._began = False
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    def begin(self) -> None:
        """Look up what the place names; when it is opened again, see what others have done."""
        if self._began:
            self.arrivals.refresh()
            self.labels.refresh()
            return
        self._began = True
        place = self.place
        if place.lot_id is not None:
            self.labels.open(place.lot_id)
        elif place.message is not None:
            self.arrivals.read(place.message, self.bench.now())
        elif place.code is not None:
            self.arrivals.read_plain(place.code)
        elif place.line_id is not None:
            self.arrivals.open_line(place.line_id)

    # --- counting ------------------------------------------------------------------------------

    def type_character(self, character: str) -> None:
        """A digit or the point of a count."""
        if self.state.phase is Phase.CHECK and not self.state.busy:
            first = first_field(self.state)
            self.show(counted=typed(self.state.counted, character, first), saying=None)

    def rub_out(self) -> None:
        """Take back the last character."""
        self.show(counted=rubbed(self.state.counted))

    def count(self, field: CountField) -> None:
        """Begin to type in `field`; a draft elsewhere is kept if it is a count."""
        counted = self.committed()
        if counted.fault is None and self.state.phase is Phase.CHECK:
            self.show(counted=replace(counted, active=field, draft=""), saying=None)

    def enter(self) -> None:
        """Take over the draft, or confirm what is announced; go on to what is missing."""
        counted = self.state.counted
        if counted.active is None:
            if not missing_counts(self.state):
                return
            counted = replace(counted, active=first_field(self.state), draft="")
        done = self.committed(counted)
        self.show(counted=done, saying=None)
        missing = missing_counts(self.state)
        if done.fault is None and missing:
            self.show(counted=replace(done, active=missing[0], draft=""))

    def committed(self, counted: Counted | None = None) -> Counted:
        """The counts with the draft taken over, if it is a count."""
        counted = self.state.counted if counted is None else counted
        if counted.active is None:
            return counted
        known = counted.active not in missing_counts(self.state)
        offered = None if known else announced(self.state, counted.active)
        return committed(counted, offered)

    # --- forms ---------------------------------------------------------------------------------

    def open_form(self, form: Form) -> None:
        """Ask for something in a panel; half-typed counts are kept."""
        self.show(form=form, saying=None)

    def back(self) -> None:
        """Leave the innermost thing: the form, the draft, the choice, the screen."""
        state = self.state
        if state.form is not Form.NONE:
            self.show(form=Form.NONE, saying=None)
        elif state.counted.active is not None:
            self.show(counted=left_alone(state.counted))
        elif state.phase is Phase.CHECK and len(state.lines) > 1:
            self.arrivals.choose_again()
        else:
            self.leave()

    def leave(self) -> None:
        """Back to the queue; a page without an object of its own starts anew next time."""
        if self.place == ReceivePlace():
            self.put(ReceiveState(today=self._today()))
        self.wants.emit(QueuePlace())

    def set_goods(self, goods: Goods) -> None:
        """What a person read from goods without a usable code."""
        self.show(goods=goods, form=Form.NONE, saying=None)
        self.judged_aloud()

    def add_paper(self, kind: str, number: str) -> None:
        """A supplier paper is here; before the receipt it goes into it, later it is registered."""
        if self.state.received is not None:
            self.labels.register_paper(kind, number)
            return
        others = tuple(paper for paper in self.state.papers if paper.kind != kind)
        paper = PaperInput(kind=kind, number=number)
        self.show(papers=(*others, paper), form=Form.NONE, saying=None)
        self.judged_aloud()

    # --- shared --------------------------------------------------------------------------------

    def say(self, status: Status, code: str, /, **facts: str) -> None:
        """Answer in the band, with its sound, until the next act."""
        tones = {Status.OK: Tone.OK, Status.BLOCKED: Tone.BLOCKED, Status.HOLD: Tone.HOLD}
        self.bench.tone(tones.get(status, Tone.NEUTRAL))
        self.show(saying=said(status, code, facts))

    def refused(self, refusal: Refusal) -> None:
        """Say why a command was refused."""
        self.say(Status.BLOCKED, refusal.code, **refusal.facts)

    def judged_aloud(self) -> None:
        """Let the judgement be heard."""
        verdict = verdict_of(self.state)
        if verdict is not None:
            self.bench.tone(level_tone(verdict.level))

    def show(self, **changes: Any) -> None:
        """Change parts of the state."""
        self.put(replace(self.state, **changes))

    def put(self, state: ReceiveState) -> None:
        """Replace the state; views hear of it if it is another one."""
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    def fresh(self, *, arrival: Arrival | None) -> ReceiveState:
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
            self.put(replace(self.fresh(arrival=None), message=None))
            self.show(saying=Saying(Status.NEUTRAL, refusal.code, tuple(refusal.facts.items())))
            self._began = False
        elif self.state.busy:
            self.show(busy=False)

    def _heard(self, changes: Changes) -> None:
        task, basis = self.state.task, self.state.basis
        if task is not None and changes.touches(ObjectKind.ITEM.value, task.lot_id):
            self.labels.refresh()
        line = basis.line if basis is not None else None
        if line is None or self.state.phase is not Phase.CHECK:
            return
        if changes.touches(ObjectKind.DELIVERY.value, line.delivery_id):
            self.arrivals.refresh()
