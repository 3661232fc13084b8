"""The lot page for the shell: keys, scans and presses go to `LotModel`, its view to `LotBody`."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.ui.bench import Bench
from qtrace.ui.items import bar_texts, detail_texts
from qtrace.ui.items.focus_walk import FocusWalk
from qtrace.ui.items.keymaps import COMMANDS, keys_of, typing_keys_of
from qtrace.ui.items.lot_body import LotBody
from qtrace.ui.items.lot_model import LotModel
from qtrace.ui.items.lot_view import DetailKind, DetailRef, LotView, Pane
from qtrace.ui.items.sight import Sight
from qtrace.ui.keys import Scan
from qtrace.ui.places import (
    CasesPlace,
    CertificatePlace,
    HoldPlace,
    HoldsPlace,
    LotPlace,
    PackingPlace,
)
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.topbar import ObjectPart


class LotScreen(Screen):
    """One lot with everything that is known about it."""

    def __init__(self, bench: Bench, place: LotPlace, model: QObject | None = None) -> None:
        super().__init__()
        self._bench = bench
        same = isinstance(model, LotModel) and model.view.lot_id == place.lot_id
        self._model = (
            model if same and isinstance(model, LotModel) else LotModel(bench, place.lot_id)
        )
        today = bench.local(bench.now()).date()
        self._sight = Sight(bench.translator, bench.zone, today)
        self._pane: Pane | None = None
        self.body = LotBody(self._sight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.body)
        self._walk = FocusWalk(self, self.body.walkable())
        self._wire()
        self._show(self._model.view)

    def _wire(self) -> None:
        model, body = self._model, self.body
        overview, shelf = body.overview, body.overview.shelf
        body.head.status.face.chosen.connect(self._open_status)
        body.side.chosen.connect(model.choose_side)
        overview.inspection.class_chosen.connect(model.choose_class)
        overview.inspection.opened.connect(self._open_inspection)
        overview.strip.lot_chosen.connect(self._open_lot)
        overview.curve.source_asked.connect(self._open_source)
        shelf.shelf_chosen.connect(model.choose_shelf)
        shelf.label_pressed.connect(model.printing.ask_label)
        shelf.scan_asked.connect(model.open_labels)
        for rows in (
            body.side.opened,
            shelf.row_opened,
            body.detail.opened,
            body.papers.row_opened,
        ):
            rows.connect(self._open_row)
        body.papers.kind_chosen.connect(self._choose_paper)
        body.papers.number_edited.connect(model.papers.number)
        body.finding.edited.connect(model.finder.type)
        body.finding.hit_chosen.connect(self._press_hit)
        body.reprint.reason_chosen.connect(model.printing.choose_reason)
        body.reprint.note_edited.connect(model.printing.note)
        for bar in (body.left, body.right):
            bar.triggered.connect(self.act)
        model.changed.connect(self._show)
        model.wants.connect(self.wants)

    # --- what the shell asks ------------------------------------------------------------------

    @property
    def model(self) -> QObject:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The lot in the top bar."""
        view = self._model.view
        parts: tuple[ObjectPart, ...] = ()
        if view.page is not None:
            parts = (ObjectPart(view.page.identity.lot, TextRole.DATA),)
        return ScreenHead(self._sight.tr.say("Lot"), parts, "lots")

    def keys(self) -> Mapping[str, str]:
        """Function keys of the open pane."""
        return keys_of(self._model.view.pane)

    def typing_keys(self) -> Mapping[str, str]:
        """Keys that walk and choose while nothing is typed."""
        return typing_keys_of(self._model.view.pane)

    def in_sight(self) -> int | None:
        """The lot."""
        return self._model.view.lot_id

    def opened(self) -> None:
        """Read the lot."""
        self._model.refresh()
        self._put_focus()

    def scanned(self, scan: Scan) -> bool:
        """A place that is scanned here is where the lot is put; all else opens itself."""
        found = scan.interpretation
        if isinstance(found, InternalCode) and found.kind is InternalKind.LOCATION:
            self._model.move_to(found.text)
            return True
        return False

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes do what their keys do."""
        open_pane = self._model.view.pane
        return {code: does for (pane, code), does in COMMANDS.items() if pane is open_pane}

    def act(self, action: str) -> None:
        """Do the action of a key or a button."""
        name, _, value = action.partition(":")
        model = self._model
        deeds: dict[str, Callable[[], None]] = {
            "type": lambda: model.begin(Pane.FIND),
            "papers": lambda: model.begin(Pane.PAPERS),
            "hold": self._hold,
            "print": model.printing.print_report,
            "refresh": model.refresh,
            "back": model.back,
            "open": self._open,
            "source": self._open_source,
            "done": self._done,
            "panel": lambda: self._walk.next_panel(int(value)),
            "move": lambda: self._walk.move(int(value)),
            "hit": lambda: model.finder.move(int(value)),
            "copy": lambda: model.printing.choose_number(int(value)),
        }
        deed = deeds.get(name)
        if deed is not None:
            deed()

    # --- forwarding ---------------------------------------------------------------------------

    def _hold(self) -> None:
        """Placing a hold with this lot as its scope; Esc leads back here."""
        view = self._model.view
        if self._rights().hold and view.page is not None:
            self.wants.emit(HoldPlace(view.lot_id, LotPlace(view.lot_id)))

    def _done(self) -> None:
        model = self._model
        if model.view.pane is Pane.PAPERS:
            model.papers.register()
        elif model.view.pane is Pane.REPRINT:
            model.printing.print_copy(bar_texts.copy_reason(self._sight.tr, model.view))

    def _open(self) -> None:
        pane = self._model.view.pane
        if pane is Pane.FIND:
            self._model.finder.find()
        elif pane is Pane.DETAIL and self._walk.current() is None:
            text = detail_texts.detail(self._sight, self._model.view)
            self._open_row(detail_texts.leads_to(text))
        elif not self._walk.press() and pane is Pane.OVERVIEW:
            self._walk.next_panel(1)

    def _open_status(self, _value: object) -> None:
        self._model.open_detail(DetailRef(DetailKind.STATUS))

    def _open_source(self) -> None:
        page = self._model.view.page
        if page is not None and page.char_class is not None:
            self._model.open_detail(DetailRef(DetailKind.SOURCE))

    def _open_inspection(self) -> None:
        self._model.open_inspection()

    def _open_lot(self, lot_id: str) -> None:
        self._model.open_lot(int(lot_id))

    def _choose_paper(self, kind: str) -> None:
        """The kind is chosen; its number is typed next."""
        self._model.papers.choose(kind)
        self.body.papers.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_hit(self, number: int) -> None:
        self._model.finder.choose(number)
        self._model.finder.find()

    def _open_row(self, key: str) -> None:
        """Open what a row stands for."""
        name, _, rest = key.partition(":")
        if name == "missing":
            self._model.begin(Pane.PAPERS)
            self._choose_paper(rest)
        elif name == "certificate":
            self.wants.emit(CertificatePlace(int(rest)))
        elif name == "hold":
            self.wants.emit(HoldsPlace(int(rest)))
        elif name == "at_cases":
            self.wants.emit(CasesPlace(int(rest)))
        elif name == "papers":
            self._model.begin(Pane.PAPERS)
        elif name == "shipment":
            self.wants.emit(PackingPlace(int(rest)))
        elif name == "lot":
            self._model.open_lot(int(rest))
        elif name == "inspection":
            self._model.open_inspection(int(rest))
        else:
            self._model.open_key(key)

    def _rights(self) -> bar_texts.Rights:
        may, view = self._bench.may, self._model.view
        leads = view.pane is Pane.DETAIL and bool(
            detail_texts.leads_to(detail_texts.detail(self._sight, view))
        )
        return bar_texts.Rights(
            may("PLACE_HOLD"), may("REGISTER_PAPER"), may("REPRINT_DOCUMENT"), leads
        )

    # --- showing ------------------------------------------------------------------------------

    def _show(self, view: LotView) -> None:
        self.body.show_view(view, self._rights())
        self.head_changed.emit()
        if view.pane is not self._pane:
            self._pane = view.pane
            self._walk.enter(view.pane.value)
            self.keys_changed.emit()
            self._put_focus()
        self._walk.keep()

    def _put_focus(self) -> None:
        """The field of a panel that is for typing has the focus; nothing has it elsewhere."""
        other = Qt.FocusReason.OtherFocusReason
        if self._model.view.pane is Pane.FIND:
            self.body.finding.field.setFocus(other)
        else:
            self.setFocus(other)
