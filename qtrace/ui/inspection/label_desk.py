"""After the decision: new labels on every container, the lot on its new place, reprints."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.internal import InternalCode, LabelMark
from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.items import LabelStatus, QualityState
from qtrace.domain.warehouse import WarehouseReason, Zone
from qtrace.ports import Tone
from qtrace.services.documents.commands import ReprintLabel
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.labels.checks import LabelTask, container_task
from qtrace.services.labels.texts import label_code
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.services.receiving.commands import CheckLabel
from qtrace.services.warehouse.commands import MoveLot
from qtrace.services.warehouse.handlers import (
    LocationRow,
    LotPlace,
    location_by_code,
    locations,
    stock_of_lot,
)
from qtrace.ui.inspection.sheet_keeper import SheetKeeper

HOME_ZONES: Mapping[str, Zone] = {
    QualityState.RELEASED: Zone.RELEASED,
    QualityState.CONDITIONAL: Zone.RELEASED,
    QualityState.REJECTED: Zone.REJECT,
}


@dataclass(frozen=True, slots=True)
class LabelState:
    """Containers, place and the last thing that happened to them.

    Attributes:
        task: labels that the containers must carry now.
        expecting: container whose old label was scanned last; its new one comes next.
        again: number of a container that was scanned although it had been done.
        places: where the lot lies.
        homes: places where it belongs now.
        refusal: why the last act was refused.
        moved_to: code of the place it was moved to in this sitting.
        reprinted: container whose label was asked for again, and the copy number.
        symbol_of: container and label status of the symbol that is shown or on its way.
        symbol: its modules, `1` is dark; empty until it is drawn.
    """

    task: LabelTask | None = None
    expecting: int | None = None
    again: int | None = None
    places: tuple[LotPlace, ...] = ()
    homes: tuple[LocationRow, ...] = ()
    refusal: Refusal | None = None
    moved_to: str = ""
    reprinted: tuple[int, int] | None = None
    symbol_of: tuple[int, str] = (0, "")
    symbol: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        """Containers that carry the right label."""
        return len(self.task.checked) if self.task else 0

    @property
    def total(self) -> int:
        """Containers of the lot."""
        return self.task.total if self.task else 0

    @property
    def complete(self) -> bool:
        """True at N of N."""
        return self.task is not None and not self.task.is_open

    @property
    def next_number(self) -> int | None:
        """The container to label next."""
        if self.task is None or self.complete:
            return None
        if self.expecting is not None and self.expecting not in self.task.checked:
            return self.expecting
        return next(n for n in range(1, self.total + 1) if n not in self.task.checked)

    @property
    def at_home(self) -> bool:
        """True if all of it lies where it belongs now."""
        codes = {row.code for row in self.homes}
        return bool(self.places) and all(place.code in codes for place in self.places)


class LabelDesk(QObject):
    """Container labels of the inspected lot and its place.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._bench = keeper.bench
        self._state = LabelState()
        self._lot_id = 0
        keeper.renewed.connect(self._renewed)

    @property
    def state(self) -> LabelState:
        """A picture of now."""
        return self._state

    def container(self, code: InternalCode) -> bool:
        """A container label was scanned; False if it belongs to another lot."""
        task = self._state.task
        if task is None or code.lot != task.lot or code.index is None:
            return False
        if code.mark == LabelMark.QUARANTINE and task.label_status is not LabelStatus.QUARANTINE:
            self._bench.tone(Tone.NEUTRAL)
            self._change(expecting=code.index, refusal=None, again=None)
            return True
        self._check(task, code)
        return True

    def same_again(self, number: int | None) -> None:
        """The very same code came twice: shown, not counted."""
        self._bench.tone(Tone.NEUTRAL)
        self._change(again=number, refusal=None)

    def show_symbol(self, number: int, status: str) -> None:
        """Have the symbol of one container's label drawn, once."""
        wanted = (number, status)
        if self._state.symbol_of == wanted or not self._lot_id:
            return
        self._change(symbol_of=wanted, symbol=())

        def drawn(modules: tuple[str, ...]) -> None:
            if self._state.symbol_of == wanted:
                self._change(symbol=modules)

        self._bench.draw_symbol(label_code, drawn, self._lot_id, number, status)

    def location(self, text: str) -> None:
        """A place was scanned: the lot moves there."""
        self._bench.ask(location_by_code, self._move, text)

    def reprint(self, number: int, reason: str) -> None:
        """Print one container's label once more."""
        command = ReprintLabel(
            **self._bench.head(),
            job_id=self._bench.new_id(),
            lot_id=self._lot_id,
            first=number,
            last=number,
            reason=reason,
        )
        self._bench.send(command, lambda outcome: self._reprinted(number, outcome))

    # --- inside -------------------------------------------------------------------------------

    def _check(self, task: LabelTask, code: InternalCode) -> None:
        command = CheckLabel(
            **self._bench.head(),
            lot_id=task.lot_id,
            label_status=task.label_status,
            codes=(code.raw,),
        )
        self._bench.send(command, lambda outcome: self._checked(code, outcome))

    def _checked(self, code: InternalCode, outcome: Outcome) -> None:
        if isinstance(outcome, Refusal):
            self._bench.tone(Tone.BLOCKED)
            self._change(refusal=outcome, again=None)
            return
        is_again = outcome.facts.get("again") == "yes"
        self._bench.tone(Tone.NEUTRAL if is_again else Tone.OK)
        self._change(expecting=None, refusal=None, again=code.index if is_again else None)
        self._ask_task()

    def _move(self, place: LocationRow | None) -> None:
        if place is None:
            self._bench.tone(Tone.BLOCKED)
            self._change(refusal=Refusal(WarehouseReason.LOCATION_UNKNOWN, {"location": "?"}))
            return
        command = MoveLot(
            **self._bench.head(),
            movement_id=self._bench.new_id(),
            lot_id=self._lot_id,
            to_location_id=place.location_id,
        )
        self._bench.send(command, lambda outcome: self._moved(place, outcome))

    def _moved(self, place: LocationRow, outcome: Outcome) -> None:
        if isinstance(outcome, Refusal):
            self._bench.tone(Tone.BLOCKED)
            self._change(refusal=outcome)
            return
        self._bench.tone(Tone.OK)
        self._change(refusal=None, moved_to=place.code)
        self._ask_place()

    def _reprinted(self, number: int, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._change(refusal=None, reprinted=(number, int(outcome.facts.get("copy", "1"))))
        else:
            self._bench.tone(Tone.BLOCKED)
            self._change(refusal=outcome)

    def _renewed(self) -> None:
        sheet = self._keeper.sheet
        assert sheet is not None
        is_new = self._lot_id != sheet.lot.lot_id
        self._lot_id = sheet.lot.lot_id
        if sheet.state is InspectionState.IN_PROGRESS and not is_new:
            return  # while readings come in, labels and places stay as they are
        self._ask_task()
        self._ask_place()
        self._ask_homes(sheet)

    def _ask_task(self) -> None:
        self._bench.ask(container_task, lambda task: self._change(task=task), self._lot_id)

    def _ask_place(self) -> None:
        self._bench.ask(stock_of_lot, lambda places: self._change(places=places), self._lot_id)

    def _ask_homes(self, sheet: InspectionSheet) -> None:
        zone = HOME_ZONES.get(sheet.lot.quality_state)
        if zone is None:
            self._change(homes=())
            return

        def keep(rows: tuple[LocationRow, ...]) -> None:
            self._change(homes=tuple(row for row in rows if row.zone is zone and row.is_active))

        self._bench.ask(locations, keep)

    def _change(self, **changes: Any) -> None:
        changed = replace(self._state, **changes)
        if changed != self._state:
            self._state = changed
            self.changed.emit()
