"""What a decided lot does to the severity of the next one."""

from PySide6.QtCore import QObject, Signal

from qtrace.domain.sampling.severity_reason import SeverityReason
from qtrace.services.inspection.queries import history_of
from qtrace.services.inspection.rows import InspectionSheet, Series, SheetClass
from qtrace.ui.inspection.shared_texts import leading_class
from qtrace.ui.inspection.sheet_keeper import SheetKeeper
from qtrace.ui.inspection.verdict_view import is_decided


class OutlookDesk(QObject):
    """Asks for the history once the lot is decided.

    Signals:
        changed: the reason is another one.

    Attributes:
        reason: why the next lot has its severity, or None while nobody knows.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.reason: SeverityReason | None = None
        keeper.renewed.connect(self._renewed)

    def _renewed(self) -> None:
        sheet = self._keeper.sheet
        assert sheet is not None
        wanted = _telling_class(sheet)
        if wanted is None or not is_decided(sheet):
            return
        lot = sheet.lot
        self._keeper.bench.ask(
            history_of,
            self._know,
            lot.part.id,
            lot.manufacturer_site.id if lot.manufacturer_site else None,
            wanted.char_class,
            lot.supplier.id if lot.supplier else None,
        )

    def _know(self, series: Series | None) -> None:
        self.reason = series.reason if series is not None else None
        self.changed.emit()


def _telling_class(sheet: InspectionSheet) -> SheetClass | None:
    """The class that rejected, else the one whose severity is worth a line."""
    bad = [each for each in sheet.classes if each.tally.d >= each.tally.re]
    return bad[0] if bad else leading_class(sheet)
