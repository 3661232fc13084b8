"""What waits at the door and on the bench: the queue as a value that follows every change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.quantities import MILLION
from qtrace.services.outcomes import Changes, Refusal
from qtrace.services.receiving.queue import (
    QueueFilter,
    QueuePage,
    QueueRow,
    QueueState,
    StepCode,
    queue_page,
)
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import (
    InspectionPlace,
    LotPlace,
    PartPlace,
    Place,
    QueuePlace,
    ReceivePlace,
)
from qtrace.ui.receiving.last_scan import LastScan, ScanAnswer, ScanMemory, shown_code
from qtrace.ui.receiving.typed_codes import CodeOpener

WATCHED: Final = frozenset(
    {
        ObjectKind.DELIVERY,
        ObjectKind.ORDER,
        ObjectKind.RECEIPT,
        ObjectKind.ITEM,
        ObjectKind.INSPECTION,
        ObjectKind.PART,
        ObjectKind.SUPPLIER,
    }
)


May = Callable[[str], bool]
RIGHTS: Final[Mapping[QueueState | StepCode, str]] = {
    QueueState.TO_RECEIVE: "RECEIVE_DELIVERY",
    QueueState.TO_LABEL: "CHECK_LABEL",
    QueueState.PENDING: "ADMIT_LOT",
    QueueState.TO_SAMPLE: "START_INSPECTION",
    QueueState.IN_INSPECTION: "RECORD_READING",
    QueueState.TO_REVIEW: "REVIEW_INSPECTION",
    StepCode.SIGN_APPROVAL: "APPROVE_INSPECTION",
}
"""The command that a row waits for; the step counts before the state."""


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue as the screen shows it.

    Attributes:
        filter: which stage is shown.
        page: rows and counts; None until the first answer.
        chosen: key of the chosen row.
        read_at: when the rows were read.
        lost: why the database does not answer, or None while it does.
        typing: True while a code is being typed.
        typed_unknown: the typed code that leads nowhere, or "".
        last_scan: last scan of this station.
    """

    filter: QueueFilter = QueueFilter.ALL
    page: QueuePage | None = None
    chosen: str | None = None
    read_at: datetime | None = None
    lost: Refusal | None = None
    typing: bool = False
    typed_unknown: str = ""
    last_scan: LastScan | None = None

    @property
    def rows(self) -> tuple[QueueRow, ...]:
        """Rows that are shown."""
        return self.page.rows if self.page is not None else ()

    @property
    def chosen_row(self) -> QueueRow | None:
        """The chosen row, if it is among those shown."""
        return next((row for row in self.rows if row.key == self.chosen), None)


def place_of(row: QueueRow) -> Place | None:
    """Where opening `row` leads: to the task that it waits for."""
    if row.state is QueueState.TO_RECEIVE and row.line_id is not None:
        return ReceivePlace(line_id=row.line_id)
    if row.state in (QueueState.TO_LABEL, QueueState.PENDING) and row.lot_id is not None:
        return ReceivePlace(lot_id=row.lot_id)
    if row.inspection_id is not None:
        return InspectionPlace(row.inspection_id)
    return LotPlace(row.lot_id) if row.lot_id is not None else None


def is_divisible(row: QueueRow, may: May) -> bool:
    """True if a part of the row's lot may be inspected before the rest."""
    return row.state is QueueState.TO_SAMPLE and row.qty_q6 > MILLION and may("INSPECT_PART")


def chosen_after(before: tuple[QueueRow, ...], chosen: str | None, now: QueuePage) -> str | None:
    """Key that stays chosen: the same row, else the one in its place, else the last one."""
    keys = [row.key for row in now.rows]
    if chosen in keys or not keys:
        return chosen if keys else None
    old = [row.key for row in before]
    place = old.index(chosen) if chosen in old else 0
    return keys[min(place, len(keys) - 1)]


def first_answer(found: Interpretation | None) -> ScanAnswer:
    """What can be said of a scan before the station has followed it: never more than is sure.

    A supplier's label, a delivery and a badge always lead somewhere; a lot or gauge may not exist.
    """
    if found is None:
        return ScanAnswer.REFUSED
    if isinstance(found, GS1Message | LabelMessage):
        return ScanAnswer.OPENED
    if not isinstance(found, InternalCode):
        return ScanAnswer.NOT_KNOWN
    sure = found.kind in (InternalKind.DELIVERY, InternalKind.BADGE)
    return ScanAnswer.OPENED if sure else ScanAnswer.READ


def is_for(row: QueueRow, may: May) -> bool:
    """True if the person whose commands `may` knows can do what `row` waits for."""
    wanted = RIGHTS.get(row.step.code) or RIGHTS.get(row.state)
    return wanted is None or may(wanted)


class QueueModel(QObject):
    """State and acts of the queue.

    Signals:
        changed: the new `QueueView`.
        wants: a `Place` to go to.
    """

    changed = Signal(object)
    wants = Signal(object)

    def __init__(self, bench: Bench, place: QueuePlace, memory: ScanMemory | None = None) -> None:
        super().__init__()
        self._bench = bench
        self._memory = memory or ScanMemory()
        self._opener = CodeOpener(bench)
        self._asking = False
        self._asked_again = False
        self._is_resting = False
        self.view = QueueView(filter=filter_of(place.filter_id), last_scan=self._memory.last)
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    def serves(self, bench: Bench) -> bool:
        """True if this model works for `bench`."""
        return bench is self._bench

    def come_back(self, filter_id: str) -> None:
        """The queue is opened again: nothing is being typed, the filter is that of the place."""
        wanted = filter_of(filter_id)
        self._show(replace(self.view, filter=wanted, typing=False, typed_unknown=""))

    def attend(self) -> None:
        """Somebody looks: read the rows now, and again with whatever happens."""
        self._is_resting = False
        self.refresh()

    def rest(self) -> None:
        """Nobody looks: what happens is read when somebody does."""
        self._is_resting = True

    def refresh(self) -> None:
        """Ask for the rows; while an answer is awaited one more question is remembered."""
        if self._asking:
            self._asked_again = True
            return
        self._asking = True
        self._bench.ask(queue_page, self._answered, self.view.filter)

    def show_filter(self, filter_id: str) -> None:
        """Show another stage."""
        self._show(replace(self.view, filter=filter_of(filter_id)))
        self.refresh()

    def choose(self, key: object) -> None:
        """A row was chosen."""
        if key != self.view.chosen:
            self._show(replace(self.view, chosen=None if key is None else str(key)))

    def open(self, key: object = None) -> None:
        """Open the row with `key`, or the chosen one."""
        wanted = self.view.chosen if key is None else key
        row = next((row for row in self.view.rows if row.key == wanted), None)
        place = None if row is None or self.view.lost is not None else place_of(row)
        if place is not None:
            self.wants.emit(place)

    def divide(self) -> None:
        """Inspect a part of the chosen lot."""
        row = self.view.chosen_row
        if row is None or row.inspection_id is None or self.view.lost is not None:
            return
        if is_divisible(row, self._bench.may):
            self.wants.emit(PartPlace(row.inspection_id))

    def type_code(self) -> None:
        """Begin to type a code."""
        self._show(replace(self.view, typing=True, typed_unknown=""))

    def stop_typing(self) -> None:
        """Leave the field."""
        self._show(replace(self.view, typing=False, typed_unknown=""))

    def submit(self, text: str) -> None:
        """Open what the typed code leads to."""
        if text.strip():
            self._opener.open(text, lambda place: self._opened(text, place))

    def note_scan(self, scan: Scan) -> None:
        """Remember a scan that the station is about to open."""
        code = shown_code(scan.raw.data.decode("utf-8", errors="replace"))
        self._memory.last = LastScan(scan.raw.at, code, first_answer(scan.interpretation))
        self._show(replace(self.view, last_scan=self._memory.last))

    def _opened(self, text: str, place: Place | None) -> None:
        if place is None:
            self._show(replace(self.view, typed_unknown=text))
            return
        self._show(replace(self.view, typing=False, typed_unknown=""))
        self.wants.emit(place)

    def _answered(self, page: QueuePage) -> None:
        self._asking = False
        chosen = chosen_after(self.view.rows, self.view.chosen or self._first_own(page), page)
        now = self._bench.now()
        last = self._memory.last
        self._show(
            replace(self.view, page=page, chosen=chosen, read_at=now, lost=None, last_scan=last)
        )
        if self._asked_again:
            self._asked_again = False
            self.refresh()

    def _first_own(self, page: QueuePage) -> str | None:
        """The first row that waits for the signed-in person; None: the first of all."""
        return next((row.key for row in page.rows if is_for(row, self._bench.may)), None)

    def _failed(self, refusal: Refusal) -> None:
        """A lost database leaves the rows as they were, grey and with their age."""
        self._asking = self._asked_again = False
        if refusal.code.startswith("DATABASE"):
            self._show(replace(self.view, lost=refusal))

    def _heard(self, changes: Changes) -> None:
        if not self._is_resting and any(changes.touches(kind.value) for kind in WATCHED):
            self.refresh()

    def _show(self, view: QueueView) -> None:
        if view != self.view:
            self.view = view
            self.changed.emit(view)


def filter_of(filter_id: str) -> QueueFilter:
    """The filter of this name; what nobody knows shows all."""
    try:
        return QueueFilter(filter_id)
    except ValueError:
        return QueueFilter.ALL
