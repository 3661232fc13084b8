"""The page of a calibration that put readings in doubt: its lots, and the hold on them."""

from dataclasses import dataclass

from qtrace.services.commands import Command
from qtrace.services.gauges.commands import HoldMeasuredLots
from qtrace.services.gauges.lookback import LookbackSheet, MeasuredLot, lookback_sheet
from qtrace.services.outcomes import Changes
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import judge_filled

HOLD = "hold"
"""The only form: reason, signer, secret."""
HEARD = (ObjectKind.GAUGE, ObjectKind.ITEM, ObjectKind.CASE)


@dataclass(frozen=True, slots=True)
class LookbackState(SigningState):
    """A desk of lots in doubt.

    Attributes:
        sheet: what was read; None before the first answer.
        marked: ids of the lots that are to be held; none marked means all.
    """

    sheet: LookbackSheet | None = None
    marked: frozenset[int] = frozenset()


class LookbackModel(SigningModel):
    """Lists the lots in doubt, marks some, holds them with one signature."""

    def __init__(self, bench: Bench, calibration_id: int) -> None:
        subject = DeskSubject(lambda _reads: (), lambda row: row.lot_id, ObjectKind.ITEM)
        super().__init__(bench, subject, LookbackState())
        self.calibration_id = calibration_id

    @property
    def lookback(self) -> LookbackState:
        """The state with sheet and marks."""
        assert isinstance(self.state, LookbackState)
        return self.state

    @property
    def lot(self) -> MeasuredLot | None:
        """The chosen lot."""
        return self.row

    @property
    def open_lots(self) -> tuple[MeasuredLot, ...]:
        """Lots that no hold of this look-back covered yet."""
        return tuple(row for row in self.state.rows if not row.is_decided and not row.made_of)

    def to_hold(self) -> tuple[int, ...]:
        """Ids of the lots that a hold would cover now."""
        marked = self.lookback.marked
        return tuple(row.lot_id for row in self.open_lots if not marked or row.lot_id in marked)

    def refresh(self) -> None:
        """Read the page again."""
        self.bench.ask(lookback_sheet, self._read, self.calibration_id)

    def open(self, form: str) -> None:
        """Open the form; who is signed in is about to sign."""
        if self.to_hold():
            super().open(form)
            self.offer_own()

    def mark(self) -> None:
        """Mark the chosen lot, or take the mark from it."""
        lot = self.lot
        if lot is not None and lot in self.open_lots:
            self.become(marked=self.lookback.marked ^ {lot.lot_id})

    def find(self, code: str) -> bool:
        """Choose the lot with this number; False if it is not in the list."""
        for row in self.state.rows:
            if row.lot == code:
                self.choose(row.lot_id)
                return True
        return False

    def save(self, note: str, secret: str) -> None:
        """Hold what is marked, or all."""
        signer = self.signer_with(secret)
        problems = judge_filled({"reason": note, "secret": secret})
        if self.state.busy or self.refuse_answers(problems) or signer is None:
            return
        command = self._held(note)
        self.send([lambda: command], signer=signer)

    def _held(self, note: str) -> Command:
        return HoldMeasuredLots(
            **self.bench.head(),
            calibration_id=self.calibration_id,
            hold_id=self.bench.new_id(),
            lot_ids=self.to_hold(),
            note=note,
        )

    def _read(self, sheet: LookbackSheet | None) -> None:
        rows = sheet.lots if sheet is not None else ()
        fresh = {row.lot_id for row in rows if not row.is_decided}
        self.become(sheet=sheet, marked=self.lookback.marked & fresh)
        self._listed(rows)

    def _read_history(self) -> None:
        """The row brings its measurements with it."""

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()
