"""Placing a hold for the shell: scan or F8, one reason, F10."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.hold_scopes import AnchorKind
from qtrace.i18n.reasons import explain
from qtrace.services.holds.lists import ListKind
from qtrace.ui.bench import Bench
from qtrace.ui.holds import place_texts as texts
from qtrace.ui.holds.place_bar import place_actions
from qtrace.ui.holds.place_model import PlaceModel
from qtrace.ui.holds.place_panels import EffectPanel, WhatPanel, WhyPanel
from qtrace.ui.holds.place_parts import StepsBar
from qtrace.ui.holds.place_state import Pane, PlaceState
from qtrace.ui.holds.place_walk import walk
from qtrace.ui.keys import Scan
from qtrace.ui.notice_bar import NoticeBar
from qtrace.ui.places import HoldPlace, HoldsPlace, QueuePlace
from qtrace.ui.scan_desk import Notice
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.file_choice import FileChoice
from qtrace.ui.widgets.verdict import VerdictBand

PHOTO_FILES = "*.jpg *.jpeg *.png"
ONWARD: Mapping[str, str] = {"0": "next_pane"}
NUMBERS: Mapping[str, str] = {**{str(n): f"reason:{n}" for n in range(1, 10)}, **ONWARD}
SCOPES: Mapping[str, str] = {"Up": "scope:-1", "Down": "scope:1", "PageDown": "step_list"}
"""Through everything that the scanned thing belongs to; and with materials or related lots."""
TIMES: Mapping[str, str] = {
    **{str(n): f"time:{n}" for n in range(10)}, "Left": "time:erase", "Enter": "time:take",
    "Up": "time:other", "Down": "time:other",
}  # fmt: skip
"""Digits of two times; Enter takes one, Left empties it."""
TILES: Mapping[str, str] = {"Left": "cursor:-1", "Right": "cursor:1", "Enter": "take"}
"""Through the tiles of the list of other things."""


class PlaceScreen(Screen):
    """What is held left, why in the middle, what that stops right."""

    def __init__(self, bench: Bench, place: HoldPlace, model: QObject | None = None) -> None:
        super().__init__()
        self._files = FileChoice(self)
        self._bench, self._tr, self._place = bench, bench.translator, place
        self._claimed: tuple[Mapping[str, str], Mapping[str, str]] | None = None
        self._titled: object = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        same = isinstance(model, PlaceModel)
        self._model = (
            model
            if same and isinstance(model, PlaceModel)
            else PlaceModel(bench, place.item_id, place.widens)
        )
        tr = self._tr
        self.steps = StepsBar(tr.say("Steps"))
        self.band, self.refused = VerdictBand(), NoticeBar()
        self.what, self.why, self.effect = WhatPanel(tr), WhyPanel(bench), EffectPanel(tr)
        self.bar = ActionBar()
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        row.addWidget(self.what)
        row.addWidget(self.why, 1)
        row.addWidget(self.effect)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addWidget(self.steps)
        outer.addWidget(self.band)
        outer.addWidget(self.refused)
        outer.addLayout(row, 1)
        outer.addWidget(self.bar)
        self._wire()
        self._show(self._model.state)

    def _wire(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        self.bar.triggered.connect(self.act)
        self.what.chosen.connect(self._choose_scope)
        self.what.typed.connect(model.type)
        self.what.submitted.connect(self._find)
        self.why.reason_chosen.connect(model.choose_reason)
        self.why.severity_chosen.connect(model.choose_severity)
        self.why.setting_turned.connect(model.choose_number)
        self.why.time_pressed.connect(model.clock.press)
        self.why.note_edited.connect(model.note)
        self.why.other_chosen.connect(self._choose_other)
        self.effect.opened.connect(lambda: model.show(Pane.LIST))
        self._bench.camera_changed.connect(self._redraw)

    @property
    def model(self) -> PlaceModel:
        """The view model."""
        return self._model

    def has_unsaved(self) -> bool:
        """What was scanned and chosen is there again when one comes back."""
        state = self._model.state
        return state.placed is None and bool(state.subjects or state.chosen or state.reason)

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(texts.page_title(self._tr, self._model.state), nav="holds")

    def keys(self) -> Mapping[str, str]:
        """Esc back, F2 types, F4 and F7 a photo, F5 settings, F6 times, F9 the list, F10 holds."""
        state = self._model.state
        if state.placed is not None:
            return {"Esc": "back", "F10": "again", "F9": "desk", "F2": "again"}
        keys = {"Esc": "back", "F10": "place", "F9": "list", "F2": "type"}
        if state.widened is None:
            keys |= {"F4": "camera", "F7": "photo"}
        if state.may_set:
            keys["F5"] = "settings"
        if state.may_time:
            keys["F6"] = "times"
        if state.pages > 1:
            keys["F3"] = "turn"
        return keys

    def typing_keys(self) -> Mapping[str, str]:
        """Digits choose a reason, or turn a setting; arrows choose what is held."""
        pane = self._model.state.pane
        keys = {
            Pane.REASONS: {**NUMBERS, **SCOPES}, Pane.SETTINGS: NUMBERS,
            Pane.OTHER: {**ONWARD, **SCOPES, **TILES}, Pane.LIST: {**ONWARD, **SCOPES},
            Pane.TIMES: TIMES,
        }  # fmt: skip
        return keys[pane]

    def commands(self) -> Mapping[CommandCode, str]:
        """NEXT and BACK walk, digits do what they do as keys, HOLD and YES confirm."""
        state = self._model.state
        if state.placed is not None:
            return {
                CommandCode.BACK: "back", CommandCode.CANCEL: "back",
                CommandCode.NEXT: "desk", CommandCode.ENTER: "again",
            }  # fmt: skip
        common = {CommandCode.CANCEL: "back", CommandCode.PHOTO: "photo"}
        keys = self.typing_keys()
        common |= {each: keys[str(each.digit)] for each in CommandCode if str(each.digit) in keys}
        if state.pane is Pane.TIMES:
            common |= {CommandCode.ENTER: "time:take", CommandCode.NEXT: "time:other"}
            common |= {CommandCode.CLEAR: "time:erase", CommandCode.BACK: "back"}
        elif state.pane is Pane.OTHER:
            common |= {CommandCode.NEXT: "cursor:1", CommandCode.BACK: "cursor:-1"}
            common[CommandCode.ENTER] = "take"
        elif state.subject is not None and state.pane is not Pane.SETTINGS:
            common |= {CommandCode.NEXT: "scope:1", CommandCode.BACK: "scope:-1"}
        else:
            common[CommandCode.BACK] = "back"
        if state.is_ready:
            common |= {CommandCode.HOLD: "place", CommandCode.YES: "place"}
        return common

    def next_step(self) -> str:
        """The step that is not done."""
        return next(
            (
                f"{word}: {given}"
                for word, given, state in texts.step_texts(self._tr, self._model.state)
                if state.value == "now"
            ),
            "",
        )

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if action in ("back", "close") and self._files.close():
            return
        model = self._model
        acts = {
            "place": model.place, "again": model.again, "list": lambda: model.show(Pane.LIST),
            "settings": lambda: model.show(Pane.SETTINGS),
            "times": lambda: model.show(Pane.TIMES), "camera": self._camera,
            "turn": model.turn, "photo": self._photo, "back": self._back,
            "desk": self._open_desk, "type": self._type, "next_pane": model.onward,
            "take": self._take,
        }  # fmt: skip
        kind, _, number = action.partition(":")
        if kind == "reason" and number:
            model.choose_number(int(number))
        elif kind == "scope":
            model.step_scope(int(number))
        elif kind == "step_list":
            model.step_list()
        elif kind == "cursor":
            self._point(int(number))
        elif kind == "time":
            model.clock.press(number)
        elif action in acts:
            acts[action]()

    def scanned(self, scan: Scan) -> bool:
        """Everything that can be held, and reasons; badges, commands and misread codes are the shell's."""
        found = scan.interpretation
        return found is not None and self._model.scan(found)

    def opened(self) -> None:
        """Read reasons and what is in sight."""
        self._model.begin()

    # --- acts ---------------------------------------------------------------------------------

    def _back(self) -> None:
        state = self._model.state
        if state.typed is not None:
            self._model.type(None)
        elif state.pane is not Pane.REASONS and state.placed is None:
            self._model.become(pane=Pane.REASONS)
        else:
            back = self._place.came_from
            self.wants.emit(back if back is not None else QueuePlace())

    def _open_desk(self) -> None:
        placed = self._model.state.placed
        if placed is not None:
            self.wants.emit(HoldsPlace(placed.hold_id))

    def _type(self) -> None:
        self._model.type("")
        self.what.field.set_text("")
        self.what.field.setFocus()

    def _find(self) -> None:
        typed = self._model.state.typed or ""
        if typed.strip():
            self._model.find(typed)

    def _camera(self) -> None:
        """The camera on; with its picture in sight, the photo is taken and the camera closes."""
        before = self._model.state.photo
        if not self._model.photos.take() or self._model.state.photo is not before:
            self.station_asked.emit("camera")

    def _photo(self) -> None:
        if self._model.photos.take():
            return
        title = self._tr.say("Photo of what was seen")
        patterns = self._tr.say("Images ({patterns})", patterns=PHOTO_FILES)
        self._files.ask(title, patterns, self._model.photos.attach, pictures=True)

    def _choose_scope(self, tile: str) -> None:
        model, subject = self._model, self._model.state.subject
        if tile == texts.OTHER:
            model.offer(None)
        elif subject is not None:
            chosen = {
                texts.LOT: None,
                texts.PIECE: subject.piece,
                texts.SUPPLIER_LOT: subject.anchor(AnchorKind.SUPPLIER_LOT),
            }
            model.choose_anchor(chosen[tile])

    def _choose_other(self, tile: str) -> None:
        model, state = self._model, self._model.state
        kind, _, what = tile.partition(":")
        if kind == "kind":
            model.offer(AnchorKind(what))
        elif kind == "row":
            model.choose_anchor(state.listed[int(what)])
        elif kind == "list":
            model.choose_list(ListKind(what))
        elif kind == "own" and state.subject is not None:
            model.choose_anchor(walk(self._tr, state)[int(what)])

    def _take(self) -> None:
        self._choose_other(self._model.state.cursor)

    def _point(self, step: int) -> None:
        """The cursor on the next tile, after the last one on the first."""
        model = self._model
        tiles = [spec.id for spec in texts.every_tile(self._tr, model.state)]
        now = model.state.cursor
        at = tiles.index(now) + step if now in tiles else 0 if step > 0 else -1
        model.point(tiles[at % len(tiles)])

    # --- showing ------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._show(self._model.state)

    def _show(self, state: PlaceState) -> None:
        self.steps.set_steps(texts.step_texts(self._tr, state))
        self._show_band(state)
        if state.widened != self._titled:
            self._titled = state.widened
            self.head_changed.emit()
        if state.typed is None and self.what.field.input.hasFocus():
            self.setFocus()  # else the next digit would be typed somewhere
        self.what.show_state(state)
        self.why.show_state(state)
        camera = self._bench.photographer
        self.effect.show_state(state, camera=camera is not None and camera.is_ready)
        self.bar.set_actions(*place_actions(self._bench, state))
        keys = (self.keys(), self.typing_keys())
        if keys != self._claimed:  # a hold that is placed has other keys
            self._claimed = keys
            self.keys_changed.emit()

    def _show_band(self, state: PlaceState) -> None:
        """A hold that stands takes the band; a refusal only the line of the steps."""
        placed, refusal = state.placed, state.refusal
        self.band.setVisible(placed is not None and refusal is None)
        self.refused.setVisible(refusal is not None)
        self.steps.setVisible(placed is None and refusal is None)
        if refusal is not None:
            said = explain(self._tr, refusal.code, refusal.facts, self._bench.zone)
            self.refused.show_notice(Notice(Status.BLOCKED, said.text, said.next_step, said.code))
        elif placed is not None:
            self.band.show_verdict(texts.placed_verdict(self._tr, state, self._bench))
