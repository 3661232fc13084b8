"""The labels of a received lot: each is scanned on its container until N of N."""

from dataclasses import replace
from typing import TYPE_CHECKING

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Unknown
from qtrace.domain.codes.label_join import IssuerMessage
from qtrace.domain.items import LabelStatus
from qtrace.ports import Tone
from qtrace.services.documents.commands import ReprintLabel
from qtrace.services.items.lot_page import LotPage, lot_id_of, lot_page
from qtrace.services.labels.checks import LabelTask, container_task
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.services.receiving.commands import AdmitLot, CheckLabel, RegisterPaper
from qtrace.services.warehouse.commands import MoveLot
from qtrace.services.warehouse.handlers import LocationRow, location_by_code
from qtrace.ui.keys import Scan
from qtrace.ui.places import InspectionPlace
from qtrace.ui.receiving.last_scan import LastScan, ScanAnswer, shown_code
from qtrace.ui.receiving.receive_state import Form, Phase, Received, ReceiveState
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.ui.receiving.receive_model import ReceiveModel

INSPECT_COMMAND = "START_INSPECTION"


class LabelActs:
    """What is done in the label phase; the state stays with the model."""

    def __init__(self, model: "ReceiveModel") -> None:
        self._model = model

    @property
    def _state(self) -> ReceiveState:
        return self._model.state

    def open(self, lot_id: int) -> None:
        """Continue the labels of a lot that was received before."""
        self._model.show(phase=Phase.LOADING)
        self._model.bench.ask(lot_page, self._opened, lot_id)

    def load(self, lot_id: int) -> None:
        """Begin with the labels of the lot that was just received."""
        self._model.bench.ask(container_task, self._loaded, lot_id)

    def refresh(self) -> None:
        """Another station scanned a label of this lot, or its status moved on."""
        task = self._state.task
        if task is not None and not self._state.busy:
            self._model.bench.ask(container_task, self._loaded, task.lot_id)

    def _opened(self, page: LotPage | None) -> None:
        if page is None or page.labels is None:
            self._model.show(phase=Phase.EMPTY)
            self._model.say(
                Status.NEUTRAL, "LABEL_TASK_NONE", lot=page.identity.lot if page else ""
            )
            return
        open_ones = [row for row in page.inspections if row.state in ("waiting", "in_progress")]
        received = Received(
            lot_id=page.identity.lot_id,
            lot=page.identity.lot,
            is_pending=page.labels.label_status is LabelStatus.EXCESS,
            inspection_id=open_ones[0].inspection_id if open_ones else None,
        )
        self._model.show(received=received, page=page)
        self._loaded(page.labels)

    def _loaded(self, task: LabelTask | None) -> None:
        received = self._state.received
        if task is None or received is None:
            return
        phase = Phase.LABELS if task.is_open else Phase.DONE
        is_pending = task.label_status is LabelStatus.EXCESS
        self._model.show(phase=phase, task=task, received=replace(received, is_pending=is_pending))

    # --- scans ---------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> bool:
        """Take container labels, places, and the supplier's own label by mistake."""
        found = scan.interpretation
        if isinstance(found, InternalCode):
            if found.kind is InternalKind.CONTAINER:
                return self._container(scan, found)
            if found.kind is InternalKind.LOCATION:
                ask = self._model.bench.ask
                ask(location_by_code, lambda row: self._move(found.body, row), found.text)
                return True
            return False
        if found is not None and self._is_suppliers_label(found):
            self._model.say(Status.NEUTRAL, "SUPPLIER_LABEL_HERE")
            return True
        return False

    def _is_suppliers_label(self, found: IssuerMessage | Unknown) -> bool:
        """True for a label of the goods that are being labelled: ours is wanted, not theirs."""
        first = self._state.message
        if not self._state.task or first is None:
            return False
        if isinstance(found, Unknown):
            return found.text == first.raw
        same_lot = found.lot is not None and found.lot == first.lot
        return found.raw == first.raw or (same_lot and self._state.phase is Phase.LABELS)

    def _container(self, scan: Scan, code: InternalCode) -> bool:
        task = self._state.task
        if task is None:
            return False
        if self._state.phase is Phase.DONE and code.lot == task.lot:
            return False
        command = CheckLabel(
            **self._model.bench.head(),
            lot_id=task.lot_id,
            label_status=task.label_status,
            codes=(f"{code.text}{code.mark or ''}",),
        )
        self._model.bench.send(command, lambda outcome: self._checked(scan, outcome))
        return True

    def _checked(self, scan: Scan, outcome: Outcome) -> None:
        task = self._state.task
        if isinstance(outcome, Refusal):
            self.note(scan, ScanAnswer.REFUSED)
            self._model.refused(outcome)
            return
        if task is None:
            return
        number = int(outcome.facts["number"])
        task = replace(task, checked=task.checked | {number})
        phase = Phase.LABELS if task.is_open else Phase.DONE
        self._model.show(task=task, phase=phase, last_number=number, saying=None, form=Form.NONE)
        if outcome.facts.get("again") == "yes":
            self.note(scan, ScanAnswer.LABEL_AGAIN)
            self._model.say(Status.NEUTRAL, "LABEL_SEEN", number=str(number))
            return
        is_done = phase is Phase.DONE
        self.note(scan, ScanAnswer.LABELS_COMPLETE if is_done else ScanAnswer.LABEL_CHECKED)
        self._model.bench.tone(Tone.OK)
        if is_done and self.goes_on():
            self.inspect()

    def note(self, scan: Scan, answer: ScanAnswer) -> None:
        """Remember the scan for the strip of the queue."""
        task = self._state.task
        code = shown_code(scan.raw.data.decode("utf-8", errors="replace"))
        done, total = (len(task.checked), task.total) if task is not None else (0, 0)
        part = self._state.part
        self._model.memory.last = LastScan(scan.raw.at, code, answer, part, done, total)

    def _move(self, code: str, row: LocationRow | None) -> None:
        task = self._state.task
        if row is None or task is None:
            self._model.say(Status.BLOCKED, "LOCATION_UNKNOWN", location=code)
            return
        bench = self._model.bench
        command = MoveLot(
            **bench.head(),
            movement_id=bench.new_id(),
            lot_id=task.lot_id,
            to_location_id=row.location_id,
        )
        bench.send(command, lambda outcome: self._moved(row, outcome))

    def _moved(self, row: LocationRow, outcome: Outcome) -> None:
        if isinstance(outcome, Refusal):
            self._model.refused(outcome)
            return
        self._model.show(place=row)
        self._model.say(Status.OK, "LOT_PUT", location=row.code)

    # --- after the labels ------------------------------------------------------------------------

    def goes_on(self) -> bool:
        """True if the person may inspect this lot now and nothing of the delivery waits."""
        return self.may_inspect() and not self.lines_left() and not self._excess_lot()

    def may_inspect(self) -> bool:
        """True if there is an inspection and the person is allowed to begin it."""
        received = self._state.received
        asked = received is not None and received.inspection_id is not None
        return asked and self._model.bench.may(INSPECT_COMMAND)

    def lines_left(self) -> int:
        """Lots of the same delivery that are not received yet."""
        basis = self._state.basis
        mine = basis.line.line_id if basis is not None and basis.line is not None else None
        lines = self._state.lines
        return sum(line.line_id != mine and line.state == "expected" for line in lines)

    def _excess_lot(self) -> str:
        received = self._state.received
        return received.excess_lot if received is not None else ""

    def inspect(self) -> None:
        """Go to the inspection of this lot."""
        received = self._state.received
        if received is not None and received.inspection_id is not None:
            self._model.wants.emit(InspectionPlace(received.inspection_id))

    def label_excess(self) -> None:
        """Go on with the labels of the lot that holds the excess."""
        self._model.bench.ask(lot_id_of, self._excess_found, self._excess_lot())

    def _excess_found(self, lot_id: int | None) -> None:
        if lot_id is not None:
            received = Received(lot_id, self._excess_lot(), is_pending=True, inspection_id=None)
            self._model.show(received=received, task=None, last_number=None, place=None)
            self.load(lot_id)

    # --- forms -----------------------------------------------------------------------------------

    def register_paper(self, kind: str, number: str) -> None:
        """A paper came after the receipt."""
        received, bench = self._state.received, self._model.bench
        if received is None:
            return
        command = RegisterPaper(
            **bench.head(),
            paper_id=bench.new_id(),
            lot_id=received.lot_id,
            kind=kind,
            number=number,
        )
        self._send(command, "PAPER_NOTED", number=number)

    def reprint(self, first: int, last: int, reason: str) -> None:
        """Print labels again, marked as copies."""
        received, bench = self._state.received, self._model.bench
        if received is None:
            return
        command = ReprintLabel(
            **bench.head(),
            job_id=bench.new_id(),
            lot_id=received.lot_id,
            first=first,
            last=last,
            reason=reason,
        )
        self._send(command, "LABELS_AGAIN", first=str(first), last=str(last))

    def admit(self, reason: str) -> None:
        """Quality admits a pending lot to inspection."""
        received, bench = self._state.received, self._model.bench
        if received is None:
            return
        inspection_id = bench.new_id()
        command = AdmitLot(
            **bench.head(), lot_id=received.lot_id, inspection_id=inspection_id, reason=reason
        )
        after = replace(received, is_pending=False, inspection_id=inspection_id)

        def then(outcome: Outcome) -> None:
            if isinstance(outcome, Done):
                self._model.show(received=after, place=None)
                self.open(received.lot_id)
            self._answer(outcome, "LOT_ADMITTED", {"lot": received.lot})

        self._model.bench.send(command, then)

    def _send(self, command: RegisterPaper | ReprintLabel, code: str, **facts: str) -> None:
        self._model.bench.send(command, lambda outcome: self._answer(outcome, code, facts))

    def _answer(self, outcome: Outcome, code: str, facts: dict[str, str]) -> None:
        if isinstance(outcome, Refusal):
            self._model.refused(outcome)
            return
        self._model.show(form=Form.NONE)
        self._model.say(Status.OK, code, **facts)
