"""The inspection screen: pages by state; keys, scans and commands go to the model."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.gauge_readings import SentReading
from qtrace.ui.bench import Bench
from qtrace.ui.inspection.actions import KEYS, left_actions, right_actions, typing_keys
from qtrace.ui.inspection.conduct import Conduct
from qtrace.ui.inspection.decide_page import DecidePage
from qtrace.ui.inspection.decided_page import DecidedPage
from qtrace.ui.inspection.grid_page import GridPage
from qtrace.ui.inspection.inspection_model import InspectionModel, InspectionView, Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.waiting_page import WaitingPage
from qtrace.ui.keys import Scan
from qtrace.ui.places import (
    DecidedPlace,
    InspectionPlace,
    ReadingsFilePlace,
    SamplesPlace,
    SplitPlace,
)
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.file_choice import FileChoice
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import VerdictBand

PHOTO_FILES = "*.jpg *.jpeg *.png"


class InspectionScreen(Screen):
    """One inspection, from the first reading to the last label.

    Attributes:
        conduct: what keys, scans and commands do.
    """

    def __init__(self, bench: Bench, place: InspectionPlace, model: QObject | None = None) -> None:
        super().__init__()
        self._files = FileChoice(self)
        self._tr = bench.translator
        kept = model if isinstance(model, InspectionModel) else None
        self._model = kept or InspectionModel(bench, place.inspection_id)
        self.conduct = Conduct(self._model)
        self._known: tuple[object, ...] = ()
        self._head_known: tuple[object, ...] = ()
        demo = bench.plant.is_demo
        self.waiting = WaitingPage(self._tr)
        self.grid = GridPage(self._tr, bench.local)
        self.decide = DecidePage(self._tr, bench.local, demo=demo)
        self.decided = DecidedPage(self._tr, bench.local, demo=demo)
        self.bar = ActionBar()
        self.bar.triggered.connect(self.act)
        self._lay_out()
        self._connect()
        self._show(self._model.view)

    @property
    def model(self) -> InspectionModel:
        """The view model; it may outlive the screen."""
        return self._model

    def has_unsaved(self) -> bool:
        """Readings that no record has yet, or a half-typed value."""
        return self._model.reading.unsaved > 0 or self._model.reading.half_typed

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        area = QWidget()
        self._stack = QStackedLayout(area)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for page in (self.waiting, self.grid, self.decide, self.decided):
            self._stack.addWidget(page)
        outer.addWidget(area, 1)
        outer.addWidget(self.bar)

    def _connect(self) -> None:
        for page in (self.grid, self.decide, self.decided):
            page.triggered.connect(self.act)
        self.grid.typed.connect(self.conduct.pad)
        self.decide.typed.connect(self.conduct.pad)
        self.decide.password_typed.connect(self._model.signing.type_password)
        self.grid.cell_pressed.connect(self.conduct.cell)
        self.grid.tab_chosen.connect(self.conduct.tab)
        self.grid.box_pressed.connect(self.conduct.box)
        self.grid.piece_pressed.connect(self.conduct.piece)
        self.decided.container_pressed.connect(self.conduct.reprint)
        self._model.changed.connect(self._show)
        self._model.wants.connect(self.wants)

    # --- what the shell asks ------------------------------------------------------------------

    def head(self) -> ScreenHead:
        """Lot, part and revision."""
        tr, sheet = self._tr, self._model.keeper.sheet
        title = tr.term("screen", "Inspection")
        if sheet is None:
            return ScreenHead(title)
        lot = sheet.lot
        name = tr.name(lot.part.name_en, lot.part.name_zh)
        parts = [ObjectPart(lot.lot, TextRole.DATA), ObjectPart(f"{lot.part.code} {name}")]
        if lot.revision:
            text = tr.say("Rev {revision}", revision=lot.revision)
            parts.append(ObjectPart(text, TextRole.NOTE, Ink.TEXT2))
        return ScreenHead(title, tuple(parts))

    def keys(self) -> Mapping[str, str]:
        """The same on every page but F7; what a key means follows from the page."""
        has_samples = self._has_samples(self._model.view)
        judged = {"Shift+Enter": "no"} if self._model.answers.is_judged else {}
        if self._model.takes_text and not self._model.reading.half_typed:
            judged["Ctrl+Z"] = "undo"  # an empty line has nothing of its own to take back
        drawn = {"Shift+F3": "drawing"} if self._model.is_drawn else {}
        return {**KEYS, **judged, **drawn, "F7": "samples" if has_samples else "split"}

    def typing_keys(self) -> Mapping[str, str]:
        """Digits for the current field, letters for the panels that show letters."""
        return typing_keys(self._model.view)

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        if action in ("back", "close") and self._files.close():
            return
        panel = self._model.panel.state
        if action == "primary" and panel.kind is PanelKind.PAPERS and panel.paper:
            self._press_papers()
            return
        if action == "photo":
            self._model.show_photos()
            return
        if action == "primary" and panel.kind in (PanelKind.PHOTO, PanelKind.JUDGED_PHOTO):
            self._add_photo()
            return
        if action == "camera":
            self._camera()
            return
        if not self._went(action):
            self.conduct.act(action)

    def _went(self, action: str) -> bool:
        """Leave for another screen about the same lot; False if `action` is none of those."""
        view, inspection_id = self._model.view, self._model.keeper.inspection_id
        if action == "split":
            if self._may_split(view):
                self.wants.emit(SplitPlace(inspection_id))
        elif action == "from_file":
            if self._model.may_read and self._model.keeper.bench.may("RECORD_READING"):
                self.wants.emit(ReadingsFilePlace(inspection_id))
        elif action == "samples":
            self.wants.emit(SamplesPlace(inspection_id))
        elif action == "other_way" and view.page is Page.DECIDED:
            self.wants.emit(DecidedPlace(inspection_id))
        else:
            return False
        return True

    def _camera(self) -> None:
        """The station's camera on or off; on the grid it comes with the photos of the reading."""
        stays_on = self._model.open_photos() and self._model.view.camera
        if not stays_on:
            self.station_asked.emit("camera")

    def _add_photo(self) -> None:
        """Take what the camera shows; without a picture ask for a file."""
        if self._model.panel.state.kind is PanelKind.JUDGED_PHOTO:
            if self._model.view.camera:
                self._model.answers.take()
            else:
                self._choose_photo(self._model.answers.load)
            return
        if self._model.photo.state.cell is None or not self._model.reading.may_measure:
            return
        if self._model.view.camera:
            self._model.photo.take()
        else:
            self._choose_photo(self._model.photo.attach_file)

    def _choose_photo(self, take: Callable[[str], None]) -> None:
        """Ask for a file beside the station, never in front of it."""
        patterns = self._tr.say("Images ({patterns})", patterns=PHOTO_FILES)
        self._files.ask(self._tr.say("Photo of a reading"), patterns, take, pictures=True)

    def scanned(self, scan: Scan) -> bool:
        """Gauges, badges that sign, containers, places, defects; the rest is the shell's."""
        number = self.conduct.scans.paper_number(scan)
        if self._model.panel.state.kind is PanelKind.PAPERS and number is not None:
            for host in (self.grid.panel, self.decide.panel, self.decided.panel):
                host.papers.line.setText(number)
            return True
        if number is not None and self._model.takes_text:
            self._model.answers.write(number, scanned=True)
            return True
        return self.conduct.scans.take(scan)

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes of the page."""
        splits = {CommandCode.SPLIT: "split"} if self._may_split(self._model.view) else {}
        return {**self.conduct.commands(), **splits}

    def idle(self) -> frozenset[str]:
        """Cells are walked on the grid; on other pages their keys wait."""
        if self._model.may_read:
            return frozenset()
        walks = {"up", "down"} if self._model.panel.state.kind is not PanelKind.PAPERS else set()
        on_grid = {"previous", "next"} if self._model.page is not Page.GRID else set()
        return frozenset({"undo", "sign", "digit:.", "digit:,", *walks, *on_grid})

    def next_step(self) -> str:
        """What the band of the page asks for; the grid has none."""
        band = getattr(self._stack.currentWidget(), "band", None)
        return band.spec.next_step if isinstance(band, VerdictBand) else ""

    def reading(self, sent: SentReading) -> bool:
        """A gauge's value for the current cell."""
        return self.conduct.reading(sent)

    def expects_reading(self) -> bool:
        """True while a value can go into the current cell."""
        return self.conduct.expects_reading

    def in_sight(self) -> int | None:
        """The lot that is inspected."""
        sheet = self._model.view.sheet
        return sheet.lot.lot_id if sheet is not None else None

    def opened(self) -> None:
        """Begin or go on."""
        self._model.open()

    def left(self) -> None:
        """Half-done work stays in the model."""
        self._model.close()

    # --- showing ------------------------------------------------------------------------------

    def _show(self, view: InspectionView) -> None:
        pages: dict[Page, tuple[QWidget, Callable[[], None]]] = {
            Page.GRID: (self.grid, lambda: self._show_grid(view)),
            Page.DECIDE: (self.decide, lambda: self.decide.show_view(view)),
            Page.DECIDED: (self.decided, lambda: self.decided.show_view(view)),
        }
        page, show = pages.get(view.page, (self.waiting, lambda: self.waiting.show_view(view)))
        show()
        self._stack.setCurrentWidget(page)
        if view.panel.kind is PanelKind.NONE:
            for host in (self.grid.panel, self.decide.panel, self.decided.panel):
                host.closed()
        left = [*left_actions(self._tr, view)]
        if self._may_split(view):
            left.append(ActionSpec("split", "F7", self._tr.term("action", "Split")))
        elif view.page is Page.DECIDED and self._has_samples(view):  # on the grid F7 is in the help
            left.append(ActionSpec("samples", "F7", self._tr.term("action", "Samples")))
            left.append(ActionSpec("other_way", "F11", self._tr.say("Inspect again")))
        self.bar.set_actions(left, right_actions(self._tr, view))
        self._tell_shell(view)

    @staticmethod
    def _has_samples(view: InspectionView) -> bool:
        """Samples are taken while readings are, and looked after later."""
        return view.page in (Page.GRID, Page.DECIDED) and view.panel.kind is PanelKind.NONE

    def _may_split(self, view: InspectionView) -> bool:
        """The last signature of the chain may decide the lot in parts."""
        sheet = view.sheet
        if view.page is not Page.DECIDE or sheet is None or sheet.plan is None:
            return False
        is_last = sheet.next_step is not None and sheet.next_step == sheet.plan.chain[-1]
        return is_last and sheet.lot.containers > 0 and self._model.keeper.bench.may("SPLIT_LOT")

    def _show_grid(self, view: InspectionView) -> None:
        right = right_actions(self._tr, view)
        loud = right[-1].enabled and right[-1].kind is ButtonKind.PRIMARY
        self.grid.show_view(view, calm_enter=loud)

    def _tell_shell(self, view: InspectionView) -> None:
        """Say only what changed: the shell asks again."""
        model = self._model
        known = (
            view.panel.kind, view.page, self.expects_reading(), model.answers.is_judged,
            model.is_drawn, model.takes_text and model.reading.half_typed,
        )  # fmt: skip
        if known != self._known:
            self._known = known
            self.keys_changed.emit()
        sheet = view.sheet
        head = (sheet.lot.lot, sheet.lot.revision) if sheet is not None else ()
        if head != self._head_known:
            self._head_known = head
            self.head_changed.emit()

    def _press_papers(self) -> None:
        hosts = {
            Page.GRID: self.grid.panel,
            Page.DECIDE: self.decide.panel,
            Page.DECIDED: self.decided.panel,
        }
        host = hosts.get(self._model.page)
        if host is not None:
            self.conduct.act(f"register:{host.papers.line.text()}")
