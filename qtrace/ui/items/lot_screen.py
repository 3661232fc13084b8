"""The lot page: layout and forwarding; state is in `LotModel`, words in the `*_texts` modules."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.ui.bench import Bench
from qtrace.ui.items import bar_texts, detail_texts, head_texts, panel_texts
from qtrace.ui.items.focus_walk import FocusWalk
from qtrace.ui.items.head_panel import HeadPanel
from qtrace.ui.items.keymaps import COMMANDS, keys_of, typing_keys_of
from qtrace.ui.items.lot_model import LotModel
from qtrace.ui.items.lot_view import DetailKind, DetailRef, LotView, Pane
from qtrace.ui.items.overview import Overview
from qtrace.ui.items.panels import DetailPanel, FindPanel, HoldPanel, PapersPanel, ReprintPanel
from qtrace.ui.items.side import SideColumn
from qtrace.ui.items.sight import Sight
from qtrace.ui.keys import Scan
from qtrace.ui.places import LotPlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.forms import Refused
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.topbar import ObjectPart

LEFT_WIDTH = 352
_RIGHT = Qt.AlignmentFlag.AlignRight


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
        self._build()
        self._wire()
        self._show(self._model.view)

    # --- layout -------------------------------------------------------------------------------

    def _build(self) -> None:
        sight, tr = self._sight, self._sight.tr
        self._head = HeadPanel(tr.say("Lot"), tr.say("Why this status"))
        self._side = SideColumn(sight)
        self._side.setFixedWidth(scaled(LEFT_WIDTH))
        self._overview = Overview(sight)
        self._detail = DetailPanel("")
        self._hold = HoldPanel(sight)
        self._papers = PapersPanel(sight)
        self._find = FindPanel(sight)
        self._reprint = ReprintPanel(sight)
        self._panes: dict[Pane, QWidget] = {
            Pane.OVERVIEW: self._overview,
            Pane.DETAIL: self._detail,
            Pane.HOLD: self._hold,
            Pane.PAPERS: self._papers,
            Pane.FIND: self._find,
            Pane.REPRINT: self._reprint,
        }
        self._stack = QStackedWidget()
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        middle = QHBoxLayout()
        middle.setSpacing(scaled(8))
        middle.addWidget(self._side)
        middle.addWidget(self._stack, 1)
        self._refused = Refused()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addWidget(self._head)
        outer.addLayout(middle, 1)
        outer.addWidget(self._refused)
        outer.addLayout(self._bars())
        o = self._overview
        panels = (self._head, self._side, o.inspection, o.shelf, o.strip, self._detail)
        self._walk = FocusWalk(self, panels)

    def _bars(self) -> QHBoxLayout:
        """Left actions, the note, right actions."""
        self._left, self._right = ActionBar(), ActionBar()
        self._beside = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True, align=_RIGHT)
        self._left.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._right.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(profile().gap)
        row.addWidget(self._left)
        row.addWidget(self._beside, 1)
        row.addWidget(self._right)
        return row

    def _wire(self) -> None:
        model, shelf = self._model, self._overview.shelf
        self._head.status.face.chosen.connect(self._open_status)
        self._side.chosen.connect(model.choose_side)
        self._side.opened.connect(self._open_row)
        self._overview.inspection.class_chosen.connect(model.choose_class)
        self._overview.inspection.opened.connect(self._open_inspection)
        shelf.shelf_chosen.connect(model.choose_shelf)
        shelf.row_opened.connect(self._open_row)
        shelf.label_pressed.connect(model.reprint_label)
        shelf.scan_asked.connect(model.open_labels)
        self._overview.strip.lot_chosen.connect(self._open_lot)
        self._detail.opened.connect(self._open_row)
        self._hold.reason_chosen.connect(model.choose_reason)
        self._hold.severity_chosen.connect(model.choose_severity)
        self._hold.note_edited.connect(model.note_hold)
        self._papers.kind_chosen.connect(self._choose_paper)
        self._papers.number_edited.connect(model.number_paper)
        self._papers.row_opened.connect(self._open_row)
        self._find.edited.connect(model.type_code)
        self._find.hit_chosen.connect(self._press_hit)
        self._reprint.reason_chosen.connect(model.choose_copy_reason)
        self._reprint.note_edited.connect(model.note_copy)
        for bar in (self._left, self._right):
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

    def command(self, code: CommandCode) -> bool:
        """Command barcodes do what their keys do."""
        action = COMMANDS.get((self._model.view.pane, code))
        if action is None:
            return False
        self.act(action)
        return True

    def act(self, action: str) -> None:
        """Do the action of a key or a button."""
        name, _, value = action.partition(":")
        model = self._model
        deeds: dict[str, Callable[[], None]] = {
            "type": lambda: model.begin(Pane.FIND),
            "papers": lambda: model.begin(Pane.PAPERS),
            "hold": self._begin_hold,
            "print": model.print_report,
            "refresh": model.refresh,
            "back": model.back,
            "open": self._open,
            "done": self._done,
            "panel": lambda: self._walk.next_panel(int(value)),
            "move": lambda: self._walk.move(int(value)),
            "hit": lambda: model.move_hit(int(value)),
            "reason": lambda: model.choose_numbered_reason(int(value)),
            "copy": lambda: model.choose_numbered_copy(int(value)),
        }
        deed = deeds.get(name)
        if deed is not None:
            deed()

    # --- forwarding ---------------------------------------------------------------------------

    def _begin_hold(self) -> None:
        if self._rights().hold and self._model.view.page is not None:
            self._model.begin(Pane.HOLD)

    def _done(self) -> None:
        model = self._model
        if model.view.pane is Pane.HOLD:
            model.place_hold()
        elif model.view.pane is Pane.PAPERS:
            model.register_paper()
        elif model.view.pane is Pane.REPRINT:
            model.print_copy(bar_texts.copy_reason(self._sight.tr, model.view))

    def _open(self) -> None:
        pane = self._model.view.pane
        if pane is Pane.FIND:
            self._model.find()
        elif pane is Pane.DETAIL and self._walk.current() is None:
            text = detail_texts.detail(self._sight, self._model.view)
            self._open_row(detail_texts.leads_to(text))
        elif not self._walk.press() and pane is Pane.OVERVIEW:
            self._walk.next_panel(1)

    def _open_status(self, _value: object) -> None:
        self._model.open_detail(DetailRef(DetailKind.STATUS))

    def _open_inspection(self) -> None:
        self._model.open_inspection()

    def _open_lot(self, lot_id: str) -> None:
        self._model.open_lot(int(lot_id))

    def _choose_paper(self, kind: str) -> None:
        """The kind is chosen; its number is typed next."""
        self._model.choose_paper(kind)
        self._papers.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_hit(self, number: int) -> None:
        self._model.choose_hit(number)
        self._model.find()

    def _open_row(self, key: str) -> None:
        """Open what a row stands for."""
        name, _, rest = key.partition(":")
        if name == "missing":
            self._model.begin(Pane.PAPERS)
            self._choose_paper(rest)
        elif name == "papers":
            self._model.begin(Pane.PAPERS)
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
        sight, rights = self._sight, self._rights()
        self._head.show_head(head_texts.head(sight, view), head_texts.block(sight, view))
        self._side.show_view(view)
        self._show_pane(view, rights)
        left, right = bar_texts.actions(sight, view, rights)
        self._left.set_actions(left, ())
        self._right.set_actions((), right)
        self._beside.setText(bar_texts.beside(sight, view))
        self._refused.say(bar_texts.refused(sight, view))
        self._stack.setCurrentWidget(self._panes[view.pane])
        self.head_changed.emit()
        if view.pane is not self._pane:
            self._pane = view.pane
            self._walk.enter(view.pane.value)
            self.keys_changed.emit()
            self._put_focus()
        self._walk.keep()

    def _show_pane(self, view: LotView, rights: bar_texts.Rights) -> None:
        sight = self._sight
        match view.pane:
            case Pane.OVERVIEW:
                self._overview.show_view(view)
            case Pane.DETAIL:
                self._detail.show_text(detail_texts.detail(sight, view))
            case Pane.HOLD:
                self._hold.show_view(view)
            case Pane.PAPERS:
                self._papers.set_note(panel_texts.papers_note(sight, view))
                rows, kinds = panel_texts.papers(sight, view), panel_texts.kinds(sight, view)
                self._papers.show_view(view, rows, kinds, may_register=rights.register)
            case Pane.FIND:
                said, hits = panel_texts.found(sight, view), panel_texts.hits(sight, view)
                self._find.show_hits(view.find.text, said, hits)
            case Pane.REPRINT:
                self._reprint.show_view(view)

    def _put_focus(self) -> None:
        """The field of a panel that is for typing has the focus; nothing has it elsewhere."""
        other = Qt.FocusReason.OtherFocusReason
        if self._model.view.pane is Pane.FIND:
            self._find.field.setFocus(other)
        else:
            self.setFocus(other)
