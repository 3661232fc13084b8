"""The holds desk for the shell: list left, the open hold in the middle, its decision right."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.domain.codes.interpret import Unknown
from qtrace.ports import Tone
from qtrace.services.holds.commands import (
    AssignHold,
    ConvertHold,
    ExtendHold,
    NarrowHold,
    RecordHoldChange,
)
from qtrace.ui.bench import Bench
from qtrace.ui.holds import desk_texts as texts
from qtrace.ui.holds.desk_bar import (
    case_place,
    desk_actions,
    desk_keys,
    desk_typing_keys,
    may_widen,
)
from qtrace.ui.holds.desk_centre import HoldCentre
from qtrace.ui.holds.desk_decision import PARTIAL, decision
from qtrace.ui.holds.desk_model import HoldsModel
from qtrace.ui.holds.desk_panel import OTHER, DecisionPanel
from qtrace.ui.holds.desk_parts import CriteriaView, HoldList
from qtrace.ui.holds.desk_state import ENDS, Act, DeskState, Grouping, carries
from qtrace.ui.keys import Scan
from qtrace.ui.places import HoldPlace, HoldsPlace, LotPlace, RulesPlace
from qtrace.ui.screen import Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import TileSpec
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.forms import DeskBar, scrolling
from qtrace.ui.widgets.labels import Label
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
        self.centre = HoldCentre(bench)
        self.graph, self.thumb = self.centre.graph, self.centre.thumb
        self.photos = self.centre.photos
        row.addWidget(self.centre, 1)
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
        self.finder = TextField(self._tr.say("Find"), "", TextLook(mono=True))
        self.finder.label.setVisible(False)
        self.finder.line.setVisible(False)
        self.finder.input.setPlaceholderText(self._tr.say("F2: hold, lot or part; or scan it"))
        column.addWidget(self.finder)
        column.addWidget(self.grouping)
        column.addWidget(self._empty)
        self._area = scrolling(self.list)
        column.addWidget(self._area, 1)
        return frame

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
        self.finder.edited.connect(model.look_for)
        self.finder.submitted.connect(self.setFocus)
        self.graph.pressed.connect(self._pressed)
        self.decision.triggered.connect(self.act)
        self.decision.edited.connect(model.typed_on)
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
        """F2 extends, F3 turns the page, F4 names the owner, F6 records a change, F7 narrows, F9 rejects or converts."""
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
            "refresh": model.refresh, "leave": self._leave, "find": self._find, "menu": self._menu, "page": lambda: model.turn(model.state.next_page),
            "primary": self._primary,
            "extend": lambda: self._begin(Act.EXTEND, ExtendHold.code),
            "owner": lambda: self._begin(Act.OWNER, AssignHold.code),
            "change": lambda: self._begin(Act.CHANGE, RecordHoldChange.code),
            "narrow": lambda: self._begin(Act.NARROW, NarrowHold.code),
            "reject_or_convert": self._reject_or_convert,
            "rules": lambda: self.wants.emit(RulesPlace()),
            "widen": self._widen, "photos": model.enlarge,
            "group": lambda: model.group(model.state.next_grouping), "open": self._open_marked, "case": self._open_case,
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
        """A badge names who signs, a lot or a hold is looked for; all else is the shell's."""
        found = scan.interpretation
        if isinstance(found, InternalCode | Unknown) and self._looked_for(found):
            return True
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        made = decision(self._bench, self._model.state)
        if not made.signs:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def _looked_for(self, found: InternalCode | Unknown) -> bool:
        """Show the holds on what was scanned; False without one, or while words are written."""
        text = found.text.strip() if isinstance(found, Unknown) else found.lot or ""
        state = self._model.state
        wanted = text.casefold()
        if not text or self.decision.typed() or not any(carries(h, wanted) for h in state.holds):
            return False
        self._model.look_for(text)
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

    def _find(self) -> None:
        """Type what is looked for; Enter leads back to the list."""
        self.finder.input.setFocus()
        self.finder.input.selectAll()

    def _leave(self) -> None:
        """Out of the search first, then out of what was being written."""
        if self._model.state.find:
            self._model.look_for("")
            self.setFocus()
        else:
            self._model.leave_act()

    def _menu(self) -> None:
        self._model.begin_act(Act.MENU)
        self.setFocus()

    def _reject_or_convert(self) -> None:
        sheet = self._model.state.sheet
        if sheet is not None and sheet.head.state == "requested":
            self._model.begin_act(Act.REJECT)
        else:
            self._begin(Act.SCRAP, ConvertHold.code)

    def _tile(self, tile: str) -> None:
        model, act = self._model, self._model.state.act
        kind, _, number = tile.partition(":")
        if act is Act.MENU:
            self.act(tile)
            if model.state.act is Act.MENU and tile != "widen":
                model.become(problem=OTHER)
        elif kind == "scope":
            model.become(scope_no=int(number))
        elif kind == "owner":
            model.become(owner_id=int(number))
        elif act in ENDS:
            model.become(act=Act(tile))
        else:
            model.split(partial=tile == PARTIAL)

    def _open_case(self) -> None:
        place = case_place(self._model.state)
        if place is not None:
            self.wants.emit(place)

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
        lack = self.decision.lacking
        if state.busy or not (made.has_primary or lack):
            return
        if lack is not None:
            self._bench.tone(Tone.NEUTRAL)
            model.become(problem=lack.field or OTHER, refusal=None)
            self.decision.show_missing(lack)
            return
        self._do(state)

    def _do(self, state: DeskState) -> None:
        """What the panel asked for; nothing is missing."""
        model = self._model
        words, secret = self.decision.words.text(), self.decision.secret.text()
        acts: dict[Act, Callable[[], None]] = {
            Act.NONE: lambda: model.request(words),
            Act.REQUEST: lambda: model.request(words),
            Act.RELEASE: lambda: model.release(words, secret),
            Act.REJECT: lambda: model.reject(words, secret),
            Act.NARROW: lambda: model.narrow(state.scope_no, words, secret),
            Act.EXTEND: lambda: self._extend(words),
            Act.CHANGE: lambda: model.record_change(words),
            Act.OWNER: model.name_owner,
        }
        if state.act in ENDS:
            model.convert(state.act.value, words, secret)
        elif state.act in acts:
            acts[state.act]()

    def _extend(self, words: str) -> None:
        day = date.fromisoformat(self.decision.date.text())
        until = datetime.combine(day, time(23, 59), self._bench.zone)
        self._model.extend(until, words)

    # --- showing ------------------------------------------------------------------------------

    def _show(self, state: DeskState) -> None:
        tr = self._tr
        names = {
            Grouping.SEVERITY: tr.say("Severity"), Grouping.AGE: tr.term("hold", "Age"),
            Grouping.OWNER: tr.say("Owner"),
        }  # fmt: skip
        after = state.next_grouping
        tiles = [
            TileSpec(
                g.value, names[g], selected=g is state.grouping, tail="S" if g is after else ""
            )
            for g in Grouping
        ]
        self.grouping.set_specs(tiles)
        self.list.set_groups(texts.groups(tr, state))
        self._empty.setText(
            tr.say("No hold has this: Esc shows all of them.")
            if state.find and state.holds
            else tr.say("Nothing is held.")
        )
        self._empty.setVisible(not state.found)
        if self.finder.input.text() != state.find:
            self.finder.set_text(state.find)
        button = self.list.show_chosen(state.chosen)
        if button is not None:
            self._area.ensureWidgetVisible(button, 0, scaled(40))
        self.centre.show_state(state)
        self._show_criteria(state)
        self.decision.show_state(self._bench, state, decision(self._bench, state))
        self.bar.set_actions(desk_actions(self._bench, state), [])
        self.keys_changed.emit()
        self.head_changed.emit()

    def _show_criteria(self, state: DeskState) -> None:
        tr, sheet = self._tr, state.sheet
        self._criteria_panel.setVisible(sheet is not None)
        if sheet is None:
            return
        met = sum(each.is_met for each in sheet.criteria)
        total = len(sheet.criteria)
        self._criteria_panel.set_note(tr.say("{met} of {total}", met=met, total=total))
        self._criteria.set_lines(texts.criteria(tr, sheet.criteria))

    def resizeEvent(self, event: object) -> None:
        """As many nodes as fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.graph.show_graph(texts.graph(self._bench, self._model.state, self.graph.room()))
