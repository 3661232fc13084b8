"""The packing table: scans become picks, and the band tells what became of each."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.domain.shipping import ShipmentState, ShippingReason
from qtrace.ports import Tone
from qtrace.services.briefs import NamePair
from qtrace.services.catalogue.handlers import PartRow, part_by_number
from qtrace.services.commands import Command
from qtrace.services.outcomes import Changes, Outcome, Refusal, refuse
from qtrace.services.shipping.commands import (
    AddShipmentLine,
    AskedLine,
    CancelShipment,
    ClosePacking,
    PackItem,
    ReopenPacking,
    ShipShipment,
    UnpackItem,
)
from qtrace.services.shipping.queries import (
    PackTarget,
    PickRow,
    ShipmentPage,
    pack_target,
    shipment_page,
)
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.shipping.packing_state import (
    PackAnswers,
    PackForm,
    PackingState,
    PackSaid,
    PackSaying,
    form_of,
)
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.desk_model import DeskModel, DeskSubject
from qtrace.ui.widgets.field_problems import NO_PROBLEMS, FieldProblem, judge_filled

PICKS = DeskSubject(lambda _reads: (), lambda row: row.pick_id, ObjectKind.SHIPMENT)
STOPPED = ShippingReason.SHIPMENT_STOPPED.value
HEARD = (ObjectKind.SHIPMENT, ObjectKind.ITEM, ObjectKind.CASE)
ELSEWHERE = (InternalKind.COMMAND, InternalKind.BADGE, InternalKind.DELIVERY, InternalKind.STATION,
             InternalKind.SHIPMENT)  # fmt: skip
"""Codes that mean the same here as on every screen."""


@dataclass(frozen=True, slots=True)
class PackingPrint:
    """The list of what is packed is wished on paper.

    Attributes:
        by: name of who prints it.
        then: called on the UI thread with an empty text, or why it was not printed.
    """

    shipment_id: int
    by: NamePair
    then: Callable[[str], None]


class PackingModel(DeskModel):
    """One shipment at a packing table; nothing is kept here but what is half done."""

    def __init__(self, bench: Bench, shipment_id: int) -> None:
        super().__init__(bench, PICKS, PackingState())
        self.shipment_id = shipment_id
        self._scans: deque[Interpretation] = deque()

    @property
    def packing(self) -> PackingState:
        """The state with what only this table has."""
        assert isinstance(self.state, PackingState)
        return self.state

    @property
    def pick(self) -> PickRow | None:
        """The chosen piece."""
        return self.row

    def refresh(self) -> None:
        """Read the shipment again."""
        self.bench.ask(shipment_page, self._paged, self.shipment_id)

    def _paged(self, page: ShipmentPage | None) -> None:
        if page is None:
            return
        before = self.packing.page
        chosen = self.state.chosen
        keys = [row.pick_id for row in page.picks]
        if chosen not in keys:
            chosen = keys[-1] if keys else None
        if before is not None and len(page.stopped) > len(before.stopped):
            self.bench.tone(Tone.HOLD)
            self.become(said=None)  # what stops something now is more than what was said before
        refusal = self.state.refusal
        if refusal is not None and refusal.code == STOPPED and not page.stopped:
            self.become(refusal=None)  # a refusal is over with its cause
        self.become(page=page, rows=page.picks, chosen=chosen)

    def _read_history(self) -> None:
        """The page brings everything."""

    # --- scans ---------------------------------------------------------------------------------

    def scanned(self, found: Interpretation, *, is_again: bool) -> bool:
        """Take a scan; False for what the station does on every screen."""
        if isinstance(found, InternalCode) and found.kind in ELSEWHERE:
            return False
        if is_again:
            self._say(Status.NEUTRAL, PackSaid.SAME_AGAIN)
        elif self.packing.stands is not ShipmentState.OPEN:
            self._say(Status.BLOCKED, PackSaid.NOT_OPEN)
        else:
            self._scans.append(found)
            self._next_scan()
        return True

    def _next_scan(self) -> None:
        """Scans wait for their turn: none is lost while a command is on its way."""
        if self.state.busy or self.packing.checking or not self._scans:
            return
        found = self._scans.popleft()
        shown = found.text if isinstance(found, InternalCode) else str(found.raw)
        self.become(
            checking=shown, said=None, refusal=None, form=None, target=None, problems=NO_PROBLEMS
        )
        self.bench.ask(pack_target, self._targeted, found, self.shipment_id)

    def _targeted(self, target: PackTarget) -> None:
        if target.several:
            self._say(Status.NEUTRAL, PackSaid.SEVERAL, {"name": target.name})
        elif not target.item_id:
            self._say(Status.NEUTRAL, PackSaid.NOT_KNOWN)
        elif target.is_lot:
            self.bench.tone(Tone.NEUTRAL)
            self.become(checking="", target=target, form=f"{PackForm.QUANTITY}:{target.item_id}")
        else:
            self._pack(target.item_id, None)
            return
        self._next_scan()

    # --- acts ----------------------------------------------------------------------------------

    def _pack(self, item_id: int, qty_q6: int | None) -> None:
        command = PackItem(
            **self.bench.head(), shipment_id=self.shipment_id, pick_id=self.bench.new_id(),
            item_id=item_id, qty_q6=qty_q6,
        )  # fmt: skip
        self._do(command, PackSaid.PACKED, choose=command.pick_id)

    def take_out(self) -> None:
        """The chosen piece leaves the box."""
        row, stands = self.pick, self.packing.stands
        if row is None or stands not in (ShipmentState.OPEN, ShipmentState.PACKED):
            return
        command = UnpackItem(**self.bench.head(), shipment_id=self.shipment_id, pick_id=row.pick_id)
        self._do(command, PackSaid.TAKEN_OUT)

    def close_packing(self) -> None:
        """Everything is packed; if less than was asked for, a reason is asked first."""
        page = self.packing.page
        if page is not None and page.is_short and page.picks:
            self.open(PackForm.SHORT.value)
        else:
            self._close("")

    def _close(self, reason: str) -> None:
        command = ClosePacking(**self.bench.head(), shipment_id=self.shipment_id, reason=reason)
        self._do(command, PackSaid.CLOSED)

    def not_yet(self) -> None:
        """F10 was pressed again where only Enter lets it leave."""
        self._say(Status.NEUTRAL, PackSaid.ENTER_LEAVES)

    def reopen(self) -> None:
        """Go on packing."""
        command = ReopenPacking(**self.bench.head(), shipment_id=self.shipment_id)
        self._do(command, PackSaid.REOPENED)

    def ship(self) -> None:
        """Let it leave; the service asks about every piece once more."""
        command = ShipShipment(
            **self.bench.head(), shipment_id=self.shipment_id, item_id=self.bench.new_id()
        )
        self._do(command, PackSaid.SHIPPED)

    def paper(self) -> PackingPrint | None:
        """The wish for the packing list on paper; None while nobody is signed in."""
        signed = self.bench.person
        if signed is None:
            return None
        by = NamePair(signed.person.name_en, signed.person.name_zh)
        return PackingPrint(self.shipment_id, by, self._printed)

    def _printed(self, trouble: str) -> None:
        if trouble:
            self.become(refusal=refuse(trouble), said=None)
        else:
            self._say(Status.OK, PackSaid.PRINTED)

    def save(self, answers: PackAnswers) -> None:
        """Check the open form, then send what it wishes."""
        form = self.state.form
        if form is None or self.state.busy:
            return
        acts = {
            PackForm.QUANTITY: self._save_quantity,
            PackForm.ASK: self._save_line,
            PackForm.SHORT: self._save_short,
            PackForm.CANCEL: self._save_cancel,
            PackForm.LEAVE: self._save_leaving,
        }
        acts[form_of(form)](answers)

    def _save_quantity(self, answers: PackAnswers) -> None:
        target = self.packing.target
        quantity = self._quantity(answers, {})
        if target is not None and quantity is not None:
            self._pack(target.item_id, quantity)

    def _save_line(self, answers: PackAnswers) -> None:
        quantity = self._quantity(answers, judge_filled({"part": answers.part}))
        if quantity is not None:
            self.bench.ask(part_by_number, partial(self._ask_part, quantity), answers.part.upper())

    def _ask_part(self, quantity: int, part: PartRow | None) -> None:
        if part is None:
            self.refuse_answers({"part": FieldProblem(CatalogueReason.PART_UNKNOWN)})
            return
        line = AskedLine(line_id=self.bench.new_id(), part_id=part.part_id, qty_q6=quantity)
        command = AddShipmentLine(**self.bench.head(), shipment_id=self.shipment_id, line=line)
        self._do(command, PackSaid.ASKED)

    def _save_short(self, answers: PackAnswers) -> None:
        if not self.refuse_answers(judge_filled({"reason": answers.reason})):
            self._close(answers.reason)

    def _save_leaving(self, _answers: PackAnswers) -> None:
        self.ship()

    def _save_cancel(self, answers: PackAnswers) -> None:
        if self.refuse_answers(judge_filled({"reason": answers.reason})):
            return
        command = CancelShipment(
            **self.bench.head(), shipment_id=self.shipment_id, reason=answers.reason
        )
        self._do(command, PackSaid.CANCELLED)

    def _quantity(self, answers: PackAnswers, problems: Mapping[str, FieldProblem]) -> int | None:
        """The typed quantity in millionths; None after a problem was shown."""
        found = dict(problems)
        try:
            quantity = parse_q6(answers.quantity)
        except QuantityError as error:
            quantity, found["quantity"] = 0, FieldProblem(error.code)
        return None if self.refuse_answers(found) else quantity

    # --- sending and answering -----------------------------------------------------------------

    def _do(self, command: Command, said: PackSaid, *, choose: int | None = None) -> None:
        if self.state.busy:
            return
        self.become(busy=True, refusal=None, said=None, problems=NO_PROBLEMS)
        self.bench.send(command, lambda outcome: self._done(outcome, said, choose))

    def _done(self, outcome: Outcome, said: PackSaid, choose: int | None) -> None:
        if isinstance(outcome, Refusal):
            self.bench.tone(Tone.BLOCKED)
            self.become(busy=False, checking="", refusal=outcome)
        else:
            self.done.emit()
            self.become(busy=False, checking="", form=None, target=None)
            if choose is not None:
                self.become(chosen=choose)
            self._say(Status.OK, said, outcome.facts)
        self.refresh()
        self._next_scan()

    def close(self) -> None:
        """Back to what is packed; a quantity that was asked for is not packed."""
        super().close()
        self.become(target=None, said=None)

    def _say(self, status: Status, code: PackSaid, facts: Mapping[str, str] | None = None) -> None:
        tones = {Status.OK: Tone.OK, Status.BLOCKED: Tone.BLOCKED}
        self.bench.tone(tones.get(status, Tone.NEUTRAL))
        self.become(said=PackSaying(status, code, facts or {}), refusal=None, checking="")

    def _failed(self, refusal: Refusal) -> None:
        if self.state.busy or self.packing.checking:
            self.become(refusal=refusal, busy=False, checking="")

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()
