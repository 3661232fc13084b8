"""The one sheet of the open inspection, asked for again whenever somebody changed it."""

from PySide6.QtCore import QObject, Signal

from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.outcomes import Changes
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench


class SheetKeeper(QObject):
    """Holds the newest sheet; asks at most one question at a time.

    Signals:
        renewed: another sheet is there.
        missing: there is no such inspection.
    """

    renewed = Signal()
    missing = Signal()

    def __init__(self, bench: Bench, inspection_id: int) -> None:
        super().__init__()
        self.bench = bench
        self.inspection_id = inspection_id
        self.sheet: InspectionSheet | None = None
        self.number = 0
        self.asked = 0
        self._asking = False
        self._again = False
        self._listening = False

    def open(self) -> None:
        """Listen to the bench and ask for the sheet."""
        if not self._listening:
            self._listening = True
            self.bench.changed.connect(self._heard)
            self.bench.failed.connect(self._failed)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the sheet now, or once more after the present question."""
        if self._asking:
            self._again = True
            return
        self._asking = True
        self.asked += 1
        number = self.asked
        self.bench.ask(
            inspection_sheet, lambda sheet: self._answered(sheet, number), self.inspection_id
        )

    def close(self) -> None:
        """Stop listening; what is known is kept."""
        if self._listening:
            self._listening = False
            self.bench.changed.disconnect(self._heard)
            self.bench.failed.disconnect(self._failed)

    def _answered(self, sheet: InspectionSheet | None, number: int) -> None:
        self._asking = False
        if sheet is None:
            self.missing.emit()
            return
        self.sheet, self.number = sheet, number
        self.renewed.emit()
        if self._again:
            self._again = False
            self.refresh()

    def _failed(self, _refusal: object) -> None:
        """A question without an answer is asked again at the next occasion."""
        self._asking = False

    def _heard(self, changes: Changes) -> None:
        lot_id = self.sheet.lot.lot_id if self.sheet is not None else None
        is_own = changes.touches(ObjectKind.INSPECTION.value, self.inspection_id)
        if is_own or (lot_id is not None and changes.touches(ObjectKind.ITEM.value, lot_id)):
            self.refresh()
