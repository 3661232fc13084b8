"""State and acts of the lot page; it reads through the bench and never touches a widget."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection import CharClass
from qtrace.services.items_queries import RecordLine, object_history
from qtrace.services.lot_page import LotPage, lot_page
from qtrace.services.outcomes import Changes, Refusal
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.items.finder import Finder
from qtrace.ui.items.lot_acts import LotActs
from qtrace.ui.items.lot_view import (
    PRESET,
    CopyReason,
    DetailKind,
    DetailRef,
    LotView,
    Pane,
    Shelf,
    Side,
    detail_of,
)
from qtrace.ui.places import InspectionPlace, LotPlace, QueuePlace, ReceivePlace

DECIDES: Final = frozenset(
    {"SIGN_INSPECTION", "REVIEW_INSPECTION", "APPROVE_INSPECTION", "SPLIT_LOT", "SWITCH_EVENT"}
)
"""Commands on other lots that change the strip of this one."""
NUMBERED: Final = tuple(PRESET)


class LotModel(QObject):
    """The page of one lot.

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
        self._acts = LotActs(bench, self._read, self.show)
        self._finder = Finder(bench, self._read, self.show)
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
        self._bench.ask(object_history, self._told, ObjectKind.ITEM, self.view.lot_id)

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

    # --- holding, papers, printing, moving ------------------------------------------------------

    def choose_reason(self, reason: str) -> None:
        """Choose why the lot is held; the reason brings its severity along."""
        hold = replace(self.view.hold, reason=HoldReason(reason), chosen=None)
        self.show(replace(self.view, hold=hold, refusal=None))

    def choose_numbered_reason(self, number: int) -> None:
        """Choose the reason on tile `number`, counted from 1."""
        if 1 <= number <= len(NUMBERED):
            self.choose_reason(NUMBERED[number - 1].value)

    def choose_severity(self, severity: str) -> None:
        """Choose the severity of the hold."""
        hold = replace(self.view.hold, chosen=CharClass(severity))
        self.show(replace(self.view, hold=hold))

    def note_hold(self, text: str) -> None:
        """What was seen, in the person's words."""
        self.show(replace(self.view, hold=replace(self.view.hold, note=text)))

    def place_hold(self) -> None:
        """Hold the lot now."""
        self._acts.place_hold()

    def choose_paper(self, kind: str) -> None:
        """Choose the kind of the paper."""
        paper = replace(self.view.paper, kind=kind)
        self.show(replace(self.view, paper=paper, refusal=None))

    def number_paper(self, text: str) -> None:
        """Number of the paper as it is printed on it."""
        paper = replace(self.view.paper, number=text)
        self.show(replace(self.view, paper=paper, refusal=None))

    def register_paper(self) -> None:
        """Register the paper."""
        self._acts.register_paper()

    def print_report(self) -> None:
        """Print the open document, or the newest one; a further print asks for its reason."""
        self._acts.print_report()

    def reprint_label(self, container: int) -> None:
        """Ask why the label of a container is needed again."""
        copy = replace(self.view.copy, document_id=0, container=container)
        self.show(replace(self.view, pane=Pane.REPRINT, copy=copy, refusal=None))

    def choose_copy_reason(self, reason: str) -> None:
        """Choose why it is printed again."""
        copy = replace(self.view.copy, reason=CopyReason(reason))
        self.show(replace(self.view, copy=copy, refusal=None))

    def choose_numbered_copy(self, number: int) -> None:
        """Choose the reason on tile `number`, counted from 1."""
        if 1 <= number <= len(CopyReason):
            self.choose_copy_reason(tuple(CopyReason)[number - 1].value)

    def note_copy(self, text: str) -> None:
        """Why it is printed again, in the person's words."""
        self.show(replace(self.view, copy=replace(self.view.copy, note=text)))

    def print_copy(self, reason: str) -> None:
        """Print again, with the reason as the paper will show it."""
        self._acts.print_copy(reason)

    def move_to(self, location_code: str) -> None:
        """Put the lot on the place whose code was scanned."""
        self._acts.move_to(location_code)

    # --- finding another lot ------------------------------------------------------------------

    def type_code(self, text: str) -> None:
        """The typed code changed."""
        self._finder.type(text)

    def find(self) -> None:
        """Look the typed code up, or open the chosen hit if it is looked up already."""
        lot_id = self._finder.find(self._found)
        if lot_id is not None:
            self._found(lot_id)

    def choose_hit(self, number: int) -> None:
        """Choose one of several hits."""
        self._finder.choose(number)

    def move_hit(self, step: int) -> None:
        """Choose the hit `step` rows further."""
        self._finder.choose(self.view.find.chosen + step)

    def _found(self, lot_id: int) -> None:
        self.show(replace(self.view, pane=Pane.OVERVIEW))
        self.open_lot(lot_id)
