"""The receipt itself: who brought it, and the one command that makes it a lot of ours."""

from dataclasses import replace
from typing import TYPE_CHECKING

from qtrace.domain.receiving import SourceFacts
from qtrace.ports import Tone
from qtrace.services.catalogue.handlers import PartRow, parts
from qtrace.services.outcomes import Outcome, Refusal
from qtrace.services.receiving.commands import ReceiveDelivery
from qtrace.services.receiving.queries import source_of
from qtrace.services.suppliers.handlers import SupplierRow, suppliers
from qtrace.ui.receiving.judging import receipt_command
from qtrace.ui.receiving.receive_state import Form, Phase, Received, ReceiveState

if TYPE_CHECKING:
    from qtrace.ui.receiving.receive_model import ReceiveModel


class ReceiptActs:
    """Sends the receipt; the state stays with the model."""

    def __init__(self, model: "ReceiveModel") -> None:
        self._model = model
        self._attempt: ReceiveDelivery | None = None

    @property
    def _state(self) -> ReceiveState:
        return self._model.state

    def ask_who(self) -> None:
        """Load the suppliers, and a unit where the part is not known."""
        basis = self._state.basis
        if basis is None or basis.line is not None:
            return
        self._model.bench.ask(
            suppliers, lambda rows: self._model.show(suppliers=rows, form=Form.SUPPLIER)
        )
        if basis.part is None:
            self._model.bench.ask(parts, self._unit_of_most)

    def _unit_of_most(self, rows: tuple[PartRow, ...]) -> None:
        """A part that nobody knows is counted in the unit that most parts are counted in."""
        units = [row.base_unit for row in rows]
        self._model.show(unit_code=max(units, key=units.count, default=""))

    def choose_supplier(self, row: SupplierRow) -> None:
        """Say who brought what nobody announced."""
        basis = self._state.basis
        if basis is None or basis.line is not None:
            return
        self._model.show(
            supplier=row, form=Form.NONE, saying=None, basis=replace(basis, source=None)
        )
        part_id = basis.came.part_id
        self._model.bench.ask(source_of, self._sourced, row.supplier_id, part_id, None)

    def _sourced(self, source: SourceFacts) -> None:
        if self._state.basis is not None:
            self._model.show(basis=replace(self._state.basis, source=source))

    def receive(self, *, acknowledge: bool) -> None:
        """Receive what stands there; with `acknowledge` also what deviates, as what it is."""
        if self._state.busy or self._state.phase is not Phase.CHECK:
            return
        self._model.show(counted=self._model.committed(), saying=None)
        command = self._command(acknowledge=acknowledge)
        if command is None:
            return
        self._model.show(busy=True)
        self._model.bench.send(command, lambda outcome: self._sent(command, outcome))

    def _command(self, *, acknowledge: bool) -> ReceiveDelivery | None:
        """The command; the very same one again if nothing changed since it failed.

        A connection that broke while it was committed may have committed: the same command sent
        again is answered with what it did then, a new one would receive the goods twice.
        """
        bench = self._model.bench
        ids = (bench.new_id(), bench.new_id(), bench.new_id())
        command = receipt_command(self._state, bench.head(), ids, acknowledge=acknowledge)
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
        self._model.show(busy=False)
        if isinstance(outcome, Refusal):
            self._model.refused(outcome)
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
        self._model.bench.tone(Tone.OK)
        self._model.show(received=received)
        self._model.labels.load(command.lot_id)
