"""The inspection screen without widgets: which page, and what every act means on it."""

from PySide6.QtCore import QObject, Signal

from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_flow import FINAL, ChainStep, InspectionReason, InspectionState
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.ports import Tone
from qtrace.services.inspection.commands import StartInspection, VoidInspection
from qtrace.services.inspection.rows import Cell, InspectionSheet
from qtrace.services.outcomes import Outcome, Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.inspection.answers import AnswerDesk
from qtrace.ui.inspection.cells import has_cells
from qtrace.ui.inspection.drawing_desk import DrawingDesk
from qtrace.ui.inspection.inspection_view import InspectionView, Page
from qtrace.ui.inspection.label_choice import shown_label
from qtrace.ui.inspection.label_desk import LabelDesk
from qtrace.ui.inspection.outlook_desk import OutlookDesk
from qtrace.ui.inspection.panel_desk import PanelDesk, PanelKind
from qtrace.ui.inspection.photo_desk import PhotoDesk
from qtrace.ui.inspection.reading_desk import ReadingDesk
from qtrace.ui.inspection.sheet_keeper import SheetKeeper
from qtrace.ui.inspection.signing_desk import SigningDesk
from qtrace.ui.inspection.verdict_view import Standing, is_decided, standing_of
from qtrace.ui.inspection.ways import (
    Chosen,
    has_other_way,
    is_decided_elsewhere,
    may_send_back,
    rejectable,
)
from qtrace.ui.places import Place, QueuePlace

__all__ = ["InspectionModel", "InspectionView", "Page"]


class InspectionModel(QObject):
    """One inspection at the bench.

    Signals:
        changed: another `InspectionView`.
        wants: a `Place` to go to.
    """

    changed = Signal(object)
    wants = Signal(object)

    def __init__(self, bench: Bench, inspection_id: int) -> None:
        super().__init__()
        self._bench = bench
        self.keeper = SheetKeeper(bench, inspection_id)
        self.reading = ReadingDesk(self.keeper)
        self.signing = SigningDesk(self.keeper)
        self.labels = LabelDesk(self.keeper)
        self.outlook = OutlookDesk(self.keeper)
        self.panel = PanelDesk(self.keeper)
        self.photo = PhotoDesk(self.keeper)
        self.answers = AnswerDesk(self.keeper, self.reading)
        self.drawing = DrawingDesk(self.keeper)
        self._deciding: bool | None = None
        self._published: InspectionView | None = None
        self._missing = False
        self._starting = False
        self._although_skipped = False
        self._start_refusal: Refusal | None = None
        self._contradiction: InspectionOutcome | None = None
        self._state: InspectionState | None = None
        self.keeper.renewed.connect(self._renewed)
        self.keeper.missing.connect(self._gone)
        self.panel.defect_named.connect(self.reading.defect)
        for desk in (
            self.reading, self.signing, self.labels, self.outlook, self.panel, self.photo,
            self.answers, self.drawing,
        ):  # fmt: skip
            desk.changed.connect(self.publish)
        bench.camera_changed.connect(self.publish)

    @property
    def view(self) -> InspectionView:
        """A picture of now."""
        today = self._bench.local(self._bench.now()).date()
        sheet = self.keeper.sheet
        standing = standing_of(sheet, self.reading.unsaved) if sheet is not None else None
        return InspectionView(
            self._page(sheet, standing),
            sheet,
            standing,
            self.reading.state,
            self.signing.state,
            self.labels.state,
            self.outlook.reason,
            self.panel.state,
            today,
            self._start_refusal,
            self._contradiction,
            self.photo.state,
            self._camera_shows,
            self.answers.state,
            self.drawing.state,
        )

    @property
    def _camera_shows(self) -> bool:
        camera = self._bench.photographer
        return camera is not None and camera.is_ready

    @property
    def page(self) -> Page:
        """Which page is in front."""
        return self.view.page

    def open(self) -> None:
        """Ask for the sheet; a waiting inspection is started by whoever may."""
        self.keeper.open()

    def close(self) -> None:
        """Stop listening to the bench; half-done work stays."""
        self.keeper.close()

    def publish(self) -> None:
        """Tell the view, if anything it shows is different."""
        view = self.view
        if view != self._published:
            self._published = view
            self.changed.emit(view)
            self._draw_symbol(view)

    # --- acts that cross pages ----------------------------------------------------------------

    def decide(self, wanted: InspectionOutcome | None = None) -> bool:
        """Go to the decision; refused while it is open, or if it contradicts what is wanted."""
        view = self.view
        standing = view.standing
        if view.page is not Page.GRID or standing is None:
            return False
        if standing.outcome is None or (wanted is not None and wanted is not standing.outcome):
            self._contradiction = wanted if standing.outcome is not None else None
            self._bench.tone(Tone.BLOCKED if standing.outcome is not None else Tone.NEUTRAL)
            self.publish()
            return False
        self._contradiction = None
        self._deciding = True
        self.signing.open()
        self.publish()
        return True

    def to_readings(self) -> None:
        """Back to the grid; nothing is voided."""
        self._deciding = False
        self.publish()

    def other_way(self) -> None:
        """Choose another way than the readings say, or close what needs no verdict any more."""
        sheet = self.keeper.sheet
        if sheet is None or sheet.state in FINAL:
            return
        if is_decided_elsewhere(sheet):
            command = VoidInspection(**self._bench.head(), inspection_id=sheet.inspection_id)
            self._bench.send(command, self._started)
        elif self.page is Page.DECIDE and has_other_way(sheet):
            self.panel.toggle(PanelKind.WAY)

    def send_back_for(self, reason: ReturnReason) -> None:
        """The next signature sends the inspection back; another reason needs its words."""
        sheet, note = self.keeper.sheet, self.panel.state.note.strip()
        if self.page is not Page.DECIDE or sheet is None or not may_send_back(sheet):
            self._bench.tone(Tone.NEUTRAL)
        elif reason is ReturnReason.OTHER and not note:
            self.panel.ask_note()
        else:
            self.panel.close()
            self.signing.choose(Chosen(reason=reason, note=note))

    def reject_for(self, obstacle: Obstacle) -> None:
        """The next signature rejects the lot for what keeps it from release."""
        sheet = self.keeper.sheet
        if self.page is not Page.DECIDE or sheet is None or obstacle not in rejectable(sheet):
            self._bench.tone(Tone.NEUTRAL)
            return
        self.panel.close()
        self.signing.choose(Chosen(obstacle=obstacle))

    def to_decision(self) -> None:
        """From looking at the readings back to the signature that waits."""
        self._deciding = True
        self.signing.open()
        self.publish()

    def badge(self, code: str) -> bool:
        """A badge signs where a signature is waited for, or decides a complete grid."""
        page = self.page
        if page is Page.GRID and self.view.sheet is not None:
            standing = self.view.standing
            in_work = self.view.sheet.state is InspectionState.IN_PROGRESS
            if standing is None or not standing.may_decide or standing.early or not in_work:
                return False
            self.decide()
            page = self.page
        if page is not Page.DECIDE or self.signing.state.step is None:
            return False
        self.signing.badge(code)
        return True

    def leave(self) -> None:
        """Back to the queue; nothing is lost."""
        place: Place = QueuePlace()
        self.wants.emit(place)

    @property
    def may_read(self) -> bool:
        """True while readings are taken here, by somebody who may."""
        sheet = self.keeper.sheet
        in_work = sheet is not None and sheet.state is InspectionState.IN_PROGRESS
        return in_work and self.page is Page.GRID and self.reading.may_measure

    @property
    def takes_text(self) -> bool:
        """True while a scanned text belongs into the current cell."""
        return self.may_read and not self.panel.is_open and self.answers.kind is CharKind.TEXT

    def show_photos(self) -> None:
        """Photos of the chosen reading, else of the last one here; again: the next photo."""
        if self.panel.state.kind is PanelKind.PHOTO:
            self.photo.next()
        elif self.page is Page.GRID and not self.panel.is_open:
            self.panel.toggle(PanelKind.PHOTO)
            self.photo.open(self._reading_in_front())

    def open_photos(self) -> bool:
        """The photos of the reading in front, or the photo that is the reading itself.

        True if there is one and it was not open yet.
        """
        if self.may_read and not self.panel.is_open and self.answers.kind is CharKind.PHOTO:
            self.panel.toggle(PanelKind.JUDGED_PHOTO)
            return True
        is_free = self.may_read and not self.panel.is_open
        if not is_free or self._reading_in_front() is None:
            return False
        self.show_photos()
        return True

    @property
    def is_drawn(self) -> bool:
        """True while a drawing of the plan can be looked at."""
        return self.page is Page.GRID and bool(self.drawing.state.pictures)

    def show_drawing(self) -> None:
        """The drawing large, then the next picture of the plan; nothing where there is none."""
        if self.panel.state.kind is PanelKind.DRAWING:
            self.drawing.next()
        elif self.is_drawn:
            self.panel.toggle(PanelKind.DRAWING)

    def show_number(self, number: str) -> None:
        """The characteristic of a balloon comes to the front."""
        sheet = self.keeper.sheet
        rows = sheet.characteristics if sheet is not None else ()
        own = next((row for row in rows if str(row.number) == number), None)
        if own is not None and self.page is Page.GRID:
            self.reading.show_characteristic(own.characteristic_id)

    def _reading_in_front(self) -> Cell | None:
        sheet, state = self.keeper.sheet, self.reading.state
        if state.correcting is not None or sheet is None:
            return state.correcting
        own = [c for c in sheet.cells if c.characteristic_id == state.characteristic_id]
        return max(own, key=lambda cell: (cell.at, cell.reading_id), default=None)

    def toggle_nonconformance(self) -> None:
        """Leave the open panel, or say that something is wrong."""
        if not self.panel.close():
            self.open_nonconformance()

    def open_nonconformance(self) -> None:
        """Name a defect of the current piece, or hold the lot; later only hold the lot."""
        if not self.may_read:
            self.panel.toggle(PanelKind.NONCONFORMANCE)
            return
        state = self.reading.state
        piece = state.cursor[1] if state.cursor is not None else None
        self.panel.open_nonconformance(state.characteristic_id, piece or None)

    def go_to_box(self, number: int) -> None:
        """The first open piece of a container in the characteristic in front."""
        sheet, own = self.keeper.sheet, self.reading.own
        if sheet is None or own is None or not self.may_read or not has_cells(own):
            return
        pieces = next((box.pieces for box in sheet.containers if box.number == number), ())
        self.reading.select_first([piece for piece in pieces if piece <= own.n])

    def calm(self) -> None:
        """Another act: what was said about the last one is over."""
        self.signing.calm()
        if self._contradiction is not None:
            self._contradiction = None
            self.publish()

    # --- inside -------------------------------------------------------------------------------

    def _draw_symbol(self, view: InspectionView) -> None:
        """Have the symbol drawn of the label that the page shows."""
        if view.page in (Page.DECIDE, Page.DECIDED) and view.sheet and view.standing:
            number, status = shown_label(
                view.sheet, view.standing, view.labels, view.signing.chosen
            )
            self.labels.show_symbol(number, status.value)

    def _page(self, sheet: InspectionSheet | None, standing: Standing | None) -> Page:
        if sheet is None or standing is None:
            return Page.MISSING if self._missing else Page.LOADING
        if is_decided(sheet):
            return Page.DECIDED
        if sheet.state in (InspectionState.WAITING, InspectionState.VOID):
            return Page.WAITING
        if self._deciding and standing.may_decide:
            return Page.DECIDE
        return Page.GRID

    def _renewed(self) -> None:
        sheet = self.keeper.sheet
        assert sheet is not None
        before, self._state = self._state, sheet.state
        if sheet.state is InspectionState.WAITING:
            self._start(sheet)
        elif sheet.state is InspectionState.IN_PROGRESS and before is InspectionState.SIGNED:
            self._deciding = None  # it was sent back: the readings are open again
        elif sheet.state is InspectionState.SIGNED and self._deciding is None:
            self._deciding = True
            self.signing.open()
        elif self._deciding is None and sheet.next_step is not ChainStep.INSPECT:
            self._deciding = True
        self.publish()

    def _start(self, sheet: InspectionSheet) -> None:
        """Start once on first entry; a refusal stays until somebody tries again."""
        may = self._bench.may(StartInspection.code)
        if self._starting or self._start_refusal is not None:
            return
        if not may:
            self._start_refusal = Refusal("NOT_ALLOWED", {"command": StartInspection.code})
            return
        self._starting = True
        command = StartInspection(
            **self._bench.head(),
            inspection_id=sheet.inspection_id,
            although_skipped=self._although_skipped,
        )
        self._bench.send(command, self._started)

    def start_again(self) -> None:
        """Try to start once more."""
        sheet = self.keeper.sheet
        if sheet is not None and sheet.state is InspectionState.WAITING:
            refused, self._start_refusal = self._start_refusal, None
            skipped = InspectionReason.LOT_NEEDS_NO_INSPECTION
            self._although_skipped = refused is not None and refused.code == skipped
            self._start(sheet)
            self.publish()

    def _started(self, outcome: Outcome) -> None:
        self._starting = False
        if isinstance(outcome, Refusal):
            self._start_refusal = outcome
            self._bench.tone(Tone.BLOCKED)
        self.keeper.refresh()
        self.publish()

    def _gone(self) -> None:
        self._missing = True
        self.publish()
