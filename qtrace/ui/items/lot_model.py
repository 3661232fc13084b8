"""State and acts of the lot page; it reads through the bench and never touches a widget."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from qtrace.domain.inspection import CharClass
from qtrace.domain.warehouse import WarehouseReason
from qtrace.services.items.lot_page import LotPage, lot_page
from qtrace.services.items.queries import RecordLine, object_history
from qtrace.services.outcomes import Changes, Refusal
from qtrace.services.warehouse.commands import MoveLot
from qtrace.services.warehouse.handlers import LocationRow, location_by_code
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.items.copy_desk import CopyDesk
from qtrace.ui.items.finder import FindDesk
from qtrace.ui.items.lot_view import (
    MOST_RECORDS,
    DetailKind,
    DetailRef,
    LotView,
    NewsCode,
    Pane,
    Shelf,
    Side,
    detail_of,
)
from qtrace.ui.items.paper_desk import PaperDesk
from qtrace.ui.items.sender import Sender
from qtrace.ui.places import InspectionPlace, LotPlace, QueuePlace, ReceivePlace

DECIDES: Final = frozenset(
    {"SIGN_INSPECTION", "REVIEW_INSPECTION", "APPROVE_INSPECTION", "SPLIT_LOT", "SWITCH_EVENT"}
)
"""Commands on other lots that change the strip of this one."""


class LotModel(QObject):
    """The page of one lot.

    Attributes:
        view: the state.
        papers: registering supplier papers.
        printing: printing reports and labels.
        finder: finding another lot.

    Signals:
        changed: the new `LotView`.
        wants: a `Place` to go to.
    """

    changed = Signal(object)
    wants = Signal(object)

    def __init__(self, bench: Bench, lot_id: int) -> None:
        super().__init__()
        self._bench = bench
        self._asking = False
        self._asked_again = False
        self.view = LotView(lot_id)
        self._sender = Sender(bench, self._read, self.show)
        self.papers = PaperDesk(self._sender)
        self.printing = CopyDesk(self._sender)
        self.finder = FindDesk(self._sender, self._found)
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    def _read(self) -> LotView:
        return self.view

    def show(self, view: LotView) -> None:
        """Make `view` the state."""
        if view != self.view:
            self.view = view
            self.changed.emit(view)

    # --- reading ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the lot again; while an answer is awaited one more question is remembered."""
        if self._asking:
            self._asked_again = True
            return
        self._asking = True
        self._bench.ask(lot_page, self._answered, self.view.lot_id, self.view.char_class)
        lot = self.view.lot_id
        self._bench.ask(object_history, self._told, ObjectKind.ITEM, lot, MOST_RECORDS)

    def _answered(self, page: LotPage | None) -> None:
        self._asking = False
        now = self._bench.now()
        self.show(replace(self.view, page=page, answered=True, read_at=now, lost=None))
        if self._asked_again:
            self._asked_again = False
            self.refresh()

    def _told(self, records: tuple[RecordLine, ...]) -> None:
        self.show(replace(self.view, records=records))

    def _failed(self, refusal: Refusal) -> None:
        """A lost database leaves the page as it was, with its age, and says so."""
        self._asking = self._asked_again = False
        if refusal.code.startswith("DATABASE"):
            self.show(replace(self.view, lost=refusal, busy=False))

    def _heard(self, changes: Changes) -> None:
        if self._concerns(changes):
            self.refresh()

    def _concerns(self, changes: Changes) -> bool:
        view = self.view
        if view.page is None or changes.touches(ObjectKind.ITEM.value, view.lot_id):
            return True
        if changes.command_code in DECIDES or changes.touches(ObjectKind.CASE.value):
            return True
        page = view.page
        touched = [(ObjectKind.INSPECTION, row.inspection_id) for row in page.inspections]
        touched += [(ObjectKind.DOCUMENT, row.document_id) for row in page.documents]
        touched += [(ObjectKind.ITEM, row.item_id) for row in page.relatives]
        return any(changes.touches(kind.value, object_id) for kind, object_id in touched)

    # --- where one looks ----------------------------------------------------------------------

    def choose_class(self, char_class: str) -> None:
        """Draw curve and strip of another class."""
        self.show(replace(self.view, char_class=CharClass(char_class)))
        self.refresh()

    def choose_side(self, side: str) -> None:
        """Timeline or record stream."""
        self.show(replace(self.view, side=Side(side)))

    def choose_shelf(self, shelf: str) -> None:
        """Documents, labels or related lots."""
        self.show(replace(self.view, shelf=Shelf(shelf)))

    def open_key(self, key: str) -> None:
        """Open the detail that a row stands for; unknown keys are ignored."""
        ref = detail_of(key)
        if ref is not None:
            self.open_detail(ref)

    def open_detail(self, ref: DetailRef) -> None:
        """Open the detail of a record, document, paper, case or of the status."""
        self.show(replace(self.view, pane=Pane.DETAIL, detail=ref, refusal=None))
        page = self.view.page
        unknown = ref.kind is DetailKind.RECORD and self.view.record(ref.object_id) is None
        if unknown and page is not None and page.inspections:
            kind, object_id = ObjectKind.INSPECTION, page.inspections[0].inspection_id
            self._bench.ask(object_history, self._told_others, kind, object_id)

    def _told_others(self, records: tuple[RecordLine, ...]) -> None:
        self.show(replace(self.view, others=records))

    def open_lot(self, lot_id: int) -> None:
        """Go to another lot."""
        if lot_id != self.view.lot_id:
            self.wants.emit(LotPlace(lot_id))

    def open_inspection(self, inspection_id: int = 0) -> None:
        """Go to an inspection, the newest one of the lot if none is named."""
        page = self.view.page
        rows = page.inspections if page is not None else ()
        wanted = inspection_id or (rows[0].inspection_id if rows else 0)
        if wanted:
            self.wants.emit(InspectionPlace(wanted))

    def open_labels(self) -> None:
        """Go to the place where container labels are scanned."""
        self.wants.emit(ReceivePlace(lot_id=self.view.lot_id))

    def begin(self, pane: Pane) -> None:
        """Open a panel; what was typed in it before is still there."""
        self.show(replace(self.view, pane=pane, refusal=None, news=None))

    def back(self) -> None:
        """Leave the open panel and lose nothing; from the overview, go back to the queue."""
        view = self.view
        if view.pane is Pane.OVERVIEW:
            self.wants.emit(QueuePlace())
            return
        self.show(replace(view, pane=Pane.OVERVIEW, refusal=None))

    def move_to(self, location_code: str) -> None:
        """Put the whole lot on the place with this code."""

        def found(place: LocationRow | None) -> None:
            if place is None:
                facts = {"location": location_code}
                refusal = Refusal(WarehouseReason.LOCATION_UNKNOWN, facts)
                self.show(replace(self.view, refusal=refusal, news=None))
                return
            command = MoveLot(
                **self._bench.head(),
                movement_id=self._bench.new_id(),
                lot_id=self.view.lot_id,
                to_location_id=place.location_id,
            )
            self._sender.send(
                command, lambda facts: self._sender.tell(self.view, NewsCode.MOVED, facts)
            )

        self._bench.ask(location_by_code, found, location_code)

    def _found(self, lot_id: int) -> None:
        self.show(replace(self.view, pane=Pane.OVERVIEW))
        self.open_lot(lot_id)
