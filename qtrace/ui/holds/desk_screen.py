"""The holds desk for the shell: list left, the open hold in the middle, its decision right."""

from collections.abc import Mapping
from datetime import date, datetime, time

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.i18n.reasons import explain
from qtrace.services.holds_commands import (
    ConvertHold,
    ExtendHold,
    NarrowHold,
    RecordHoldChange,
)
from qtrace.ui.bench import Bench
from qtrace.ui.holds import desk_texts as texts
from qtrace.ui.holds.desk_bar import desk_actions, desk_keys, desk_typing_keys, may_widen
from qtrace.ui.holds.desk_decision import PARTIAL, DecisionPanel, decision
from qtrace.ui.holds.desk_model import HoldsModel
from qtrace.ui.holds.desk_parts import CountsView, CriteriaView, GraphView, HoldList
from qtrace.ui.holds.desk_photos import PhotosPage, Thumb
from qtrace.ui.holds.desk_state import ENDS, Act, DeskState, Grouping, Page
from qtrace.ui.keys import Scan
from qtrace.ui.places import HoldPlace, HoldsPlace, LotPlace, RulesPlace
from qtrace.ui.screen import Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import TileSpec
from qtrace.ui.widgets.chips import ChipSpec, StatusChip
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.forms import DeskBar, scrolling
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.tiles import Tiles
from qtrace.ui.widgets.topbar import ObjectPart

LIST_WIDTH = 354
SIDE_WIDTH = 376
DECISION = "decision"


class HoldsScreen(Screen):
    """All holds, the open one with what it covers, and what can be decided about it."""

    def __init__(self, bench: Bench, place: HoldsPlace, model: QObject | None = None) -> None:
        super().__init__()
        self._bench, self._tr, self._place = bench, bench.translator, place
        known = isinstance(model, HoldsModel) and place.hold_id in (None, model.state.chosen)
        self._model = (
            model if known and isinstance(model, HoldsModel) else HoldsModel(bench, place.hold_id)
        )
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self._list_side())
        row.addWidget(self._centre(), 1)
        row.addWidget(self._right_side())
        self.bar = DeskBar()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addLayout(row, 1)
        outer.addWidget(self.bar)
        self._wire()
        self._show(self._model.state)

    def _list_side(self) -> QWidget:
        frame = Frame(self._tr.say("Holds"))
        frame.setFixedWidth(scaled(LIST_WIDTH))
        column = QVBoxLayout(frame)
        column.setContentsMargins(scaled(8), scaled(8), scaled(4), scaled(8))
        column.setSpacing(scaled(6))
        self.grouping = Tiles((), 3)
        self.list = HoldList()
        self._empty = Label(self._tr.say("Nothing is held."), TextRole.BODY, Ink.TEXT2, wrap=True)
        column.addWidget(self.grouping)
        column.addWidget(self._empty)
        self._area = scrolling(self.list)
        column.addWidget(self._area, 1)
        return frame

    def _centre(self) -> QWidget:
        frame = Frame(self._tr.say("Hold"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        self._number = Label("", TextRole.VALUE)
        self._chips = [StatusChip(ChipSpec("", Status.NEUTRAL)) for _ in range(2)]
        head.addWidget(self._number)
        head.addStretch(1)
        for chip in self._chips:
            head.addWidget(chip)
        self._title = Label("", TextRole.BODY, wrap=True)
        self._facts = FactList(self._tr.say("Hold"), key_width=84, row=30, ruled=False)
        self._rule = Rule()
        self._pages = QStackedLayout()
        column.addLayout(head)
        told = QHBoxLayout()
        told.setSpacing(scaled(10))
        self.thumb = Thumb(self._tr.say("Photo"))
        told.addWidget(self._title, 1)
        told.addWidget(self.thumb)
        column.addLayout(told)
        column.addWidget(self._facts)
        column.addWidget(self._rule)
        column.addLayout(self._pages, 1)  # first: a stack without a parent shows windows
        self._pages.addWidget(self._graph_page())
        self._history = FactList(self._tr.say("History"), key_width=130, row=36)
        self._pages.addWidget(scrolling(_topped(self._history)))
        self._figures = FactList(self._tr.say("Holds by reason"), key_width=210, row=38)
        self._pages.addWidget(scrolling(_topped(self._figures)))
        self.photos = PhotosPage(self._tr.say("Photo"))
        self._pages.addWidget(self.photos)
        return frame

    def _graph_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, scaled(4), 0, 0)
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        head.addWidget(Label(self._tr.say("Affected"), TextRole.TITLE))
        head.addStretch(1)
        self._complete = StatusChip(ChipSpec("", Status.OK))
        head.addWidget(self._complete)
        self._counts = CountsView(self._tr.say("Affected"))
        self.graph = GraphView(self._tr.say("What the hold covers"))
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        column.addLayout(head)
        column.addWidget(self._counts)
        column.addWidget(self.graph, 1)
        column.addWidget(self._hint)
        return page

    def _right_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(scaled(SIDE_WIDTH))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self._criteria_panel = Panel(self._tr.say("Criteria"))
        self._criteria = CriteriaView(self._tr.say("Criteria"))
        self._criteria_panel.add(self._criteria)
        self.decision = DecisionPanel(self._tr)
        column.addWidget(self._criteria_panel)
        column.addWidget(self.decision, 1)
        return side

    def _wire(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        self.grouping.chosen.connect(lambda name: model.group(Grouping(name)))
        self.list.chosen.connect(model.choose)
        self.graph.pressed.connect(self._pressed)
        self.decision.triggered.connect(self.act)
        self.decision.signer_typed.connect(lambda login: model.name_signer(login, by_badge=False))
        self.bar.triggered.connect(self.act)
        self.thumb.chosen.connect(lambda _value: model.enlarge())

    @property
    def model(self) -> HoldsModel:
        """The view model."""
        return self._model

    def has_unsaved(self) -> bool:
        """Words about a decision are there again when one comes back."""
        return bool(self.decision.typed())

    def here(self) -> HoldsPlace:
        """The open hold: the list leads from one to the next."""
        named = self._place.hold_id is not None or not self.has_unsaved()
        return HoldsPlace(self._model.state.chosen) if named else self._place

    def typed(self) -> Typed:
        """What stands in the fields of the decision; never a secret."""
        return {DECISION: self.decision.typed()}

    def put_typed(self, typed: Typed) -> None:
        """Put it back."""
        self.decision.put_typed(typed.get(DECISION, {}))

    def head(self) -> ScreenHead:
        """The bars."""
        notes = texts.head_notes(self._tr, self._model.state)
        return ScreenHead(self._tr.say("Holds"), tuple(ObjectPart(each) for each in notes), "holds")

    def keys(self) -> Mapping[str, str]:
        """F2 extends, F3 turns the page, F6 records a change, F7 narrows, F9 rejects or converts."""
        return desk_keys(self._bench, self._model.state)

    def typing_keys(self) -> Mapping[str, str]:
        """Up and Down walk the list, Left and Right the picture, P shows the photos large."""
        return desk_typing_keys(self._bench, self._model.state)

    def commands(self) -> Mapping[CommandCode, str]:
        """PHOTO shows the photos, BACK and CANCEL leave what is being written."""
        return {
            CommandCode.PHOTO: "photos", CommandCode.BACK: "leave", CommandCode.CANCEL: "leave",
            CommandCode.NEXT: "page",
        }  # fmt: skip

    def in_sight(self) -> int | None:
        """The thing that is chosen in the picture: F8 places another hold on it."""
        marked = self._model.state.marked
        return marked.item_id if marked is not None else None

    def opened(self) -> None:
        """Read the list; what is overdue is noted."""
        self._model.begin()
        self.setFocus()

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        model = self._model
        kind, _, rest = action.partition(":")
        acts = {
            "refresh": model.refresh, "leave": model.leave_act, "page": lambda: model.turn(model.state.next_page),
            "primary": self._primary,
            "extend": lambda: self._begin(Act.EXTEND, ExtendHold.code),
            "change": lambda: self._begin(Act.CHANGE, RecordHoldChange.code),
            "narrow": lambda: self._begin(Act.NARROW, NarrowHold.code),
            "reject_or_convert": self._reject_or_convert,
            "rules": lambda: self.wants.emit(RulesPlace()),
            "widen": self._widen, "photos": model.enlarge,
            "open": self._open_marked,
        }  # fmt: skip
        if kind == "row":
            model.move(int(rest))
        elif kind == "item":
            model.step(int(rest))
        elif kind == "tile_by":
            model.turn_act(int(rest))
        elif kind == "tile":
            self._tile(rest)
        elif action in acts:
            acts[action]()

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs; everything else is the shell's."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        made = decision(self._bench, self._model.state)
        if not made.signs:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    # --- acts ---------------------------------------------------------------------------------

    def _begin(self, act: Act, command: str) -> None:
        if self._bench.may(command) or act in (Act.NARROW, Act.SCRAP):
            self._model.begin_act(act)

    def _widen(self) -> None:
        """What is added is scanned on the page that places holds."""
        state = self._model.state
        if state.chosen is not None and may_widen(self._bench, state):
            self.wants.emit(HoldPlace(None, HoldsPlace(state.chosen), state.chosen))

    def _reject_or_convert(self) -> None:
        sheet = self._model.state.sheet
        if sheet is not None and sheet.head.state == "requested":
            self._model.begin_act(Act.REJECT)
        else:
            self._begin(Act.SCRAP, ConvertHold.code)

    def _tile(self, tile: str) -> None:
        model, act = self._model, self._model.state.act
        kind, _, number = tile.partition(":")
        if kind == "scope":
            model.become(scope_no=int(number))
        elif act in ENDS:
            model.become(act=Act(tile))
        else:
            model.split(partial=tile == PARTIAL)

    def _open_marked(self) -> None:
        self._pressed(self.in_sight())

    def _pressed(self, item_id: object) -> None:
        if not isinstance(item_id, int):
            return
        self._model.become(item_id=item_id)
        if self._model.state.partial:
            self._model.toggle(item_id)
        else:
            self.wants.emit(LotPlace(item_id))

    def _primary(self) -> None:
        model, state = self._model, self._model.state
        made = decision(self._bench, state)
        if not any(each.id == "primary" and each.enabled for each in made.actions):
            return
        words, secret = self.decision.words.text(), self.decision.secret.text()
        if state.act in (Act.NONE, Act.REQUEST):
            model.request(words)
        elif state.act is Act.RELEASE:
            model.release(words, secret)
        elif state.act is Act.REJECT:
            model.reject(words, secret)
        elif state.act is Act.NARROW:
            model.narrow(state.scope_no, words, secret)
        elif state.act in ENDS:
            model.convert(state.act.value, words, secret)
        elif state.act is Act.EXTEND:
            self._extend(words)
        elif state.act is Act.CHANGE:
            model.record_change(words)

    def _extend(self, words: str) -> None:
        try:
            day = date.fromisoformat(self.decision.date.text())
        except ValueError:
            self._model.become(problem="date")
            return
        until = datetime.combine(day, time(23, 59), self._bench.zone)
        self._model.extend(until, words)

    # --- showing ------------------------------------------------------------------------------

    def _show(self, state: DeskState) -> None:
        tr = self._tr
        names = {
            Grouping.SEVERITY: tr.say("Severity"), Grouping.AGE: tr.term("hold", "Age"),
            Grouping.OWNER: tr.say("Owner"),
        }  # fmt: skip
        tiles = [TileSpec(g.value, names[g], selected=g is state.grouping) for g in Grouping]
        self.grouping.set_specs(tiles)
        self.list.set_groups(texts.groups(tr, state))
        self._empty.setVisible(not state.holds)
        button = self.list.show_chosen(state.chosen)
        if button is not None:
            self._area.ensureWidgetVisible(button, 0, scaled(40))
        self._show_sheet(state)
        self.decision.show_state(self._bench, state, decision(self._bench, state))
        said = state.refusal
        self.decision.refused.say(
            explain(tr, said.code, said.facts, self._bench.zone) if said is not None else None
        )
        self.bar.set_actions(desk_actions(self._bench, state), [])
        self.keys_changed.emit()
        self.head_changed.emit()

    def _show_sheet(self, state: DeskState) -> None:
        tr, sheet = self._tr, state.sheet
        chips = texts.state_chips(tr, sheet.head) if sheet is not None else ()
        self._number.setText(sheet.head.number if sheet is not None else "")
        self._title.setText(texts.about(tr, sheet.head) if sheet is not None else "")
        for chip, spec in zip(self._chips, (*chips, None, None)[:2], strict=True):
            chip.setVisible(spec is not None)
            if spec is not None:
                chip.show_chip(spec)
        self._facts.set_facts(texts.hold_facts(self._bench, sheet) if sheet is not None else ())
        self._criteria_panel.setVisible(sheet is not None)
        self._pages.setCurrentIndex(list(Page).index(state.page))
        self._complete.setVisible(sheet is not None)
        self._figures.set_facts(texts.figures(tr, state.figures))
        self.thumb.setVisible(Page.PHOTOS in state.pages)
        self.thumb.show_photo(state.photos[0].content if state.photos else None)
        if sheet is None:
            self._counts.set_counts(())
            self.graph.show_graph(texts.graph(self._bench, state, 1))
            return
        complete = sheet.effect.is_complete
        self._complete.show_chip(
            ChipSpec(tr.say("Trace complete"), Status.OK) if complete
            else ChipSpec(tr.say("counting …"), Status.NEUTRAL)
        )  # fmt: skip
        self._counts.set_counts(texts.counts(tr, sheet))
        self.graph.show_graph(texts.graph(self._bench, state, self.graph.room()))
        proposed = sheet.request is not None or state.partial
        self._hint.setText(
            tr.say("Shape shows the proposed end; all stay held until the signature.")
        )
        self._hint.setVisible(proposed)
        self._history.set_facts(texts.history(self._bench, sheet))
        self.photos.show_state(self._bench, state)
        met = sum(each.is_met for each in sheet.criteria)
        total = len(sheet.criteria)
        self._criteria_panel.set_note(tr.say("{met} of {total}", met=met, total=total))
        self._criteria.set_lines(texts.criteria(tr, sheet.criteria))

    def resizeEvent(self, event: object) -> None:
        """As many nodes as fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.graph.show_graph(texts.graph(self._bench, self._model.state, self.graph.room()))


def _topped(widget: QWidget) -> QWidget:
    """A widget at the top of a page."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, scaled(8), 0)
    column.addWidget(widget)
    column.addStretch(1)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return content
