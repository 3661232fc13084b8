"""The view model of placing a hold: at most three actions, nothing is lost, nothing is modal."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalKind
from qtrace.domain.codes.interpret import Interpretation, Unknown
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import HoldRefusal
from qtrace.ports import Tone
from qtrace.services.holds.block_rules import block_profiles
from qtrace.services.holds.graph import HoldPreview, hold_preview
from qtrace.services.holds.lists import Cause, ListKind, find_cause, hold_lists, hold_number
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.reasons import Reason, hold_reasons
from qtrace.services.holds.subjects import (
    AnchorRow,
    HoldSubject,
    find_anchors,
    find_subject,
    hold_anchors,
    hold_subject,
    label_subject,
    scanned_anchor,
)
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.holds.place_bar import placing
from qtrace.ui.holds.place_clock import PlaceClock
from qtrace.ui.holds.place_photo import PlacePhotos
from qtrace.ui.holds.place_settings import turned, with_setting
from qtrace.ui.holds.place_state import Pane, Placed, PlaceState, Setting, Widened
from qtrace.ui.holds.place_times import Times
from qtrace.ui.holds.place_walk import beside
from qtrace.ui.scan_desk import MISREAD

ONWARD = (Pane.REASONS, Pane.SETTINGS, Pane.TIMES, Pane.OTHER, Pane.LIST)
"""The way through the middle."""
EFFECT = (ObjectKind.ITEM, ObjectKind.CASE, ObjectKind.WORK_ORDER, ObjectKind.LINE)
"""What changes the numbers on the right."""


def _may_open(state: PlaceState, pane: Pane) -> bool:
    return {Pane.SETTINGS: state.may_set, Pane.TIMES: state.may_time}.get(pane, True)


def _next_pane(state: PlaceState) -> Pane:
    """The pane after the present one, round and round, of those that open."""
    round_ = [pane for pane in ONWARD if _may_open(state, pane)]
    return round_[(round_.index(state.pane) + 1) % len(round_)]


def _for_reason(state: PlaceState, reason: Reason) -> PlaceState:
    """The reason chosen, with everything that it brings along and nothing of another."""
    return replace(
        state, reason=reason, severity="", profile=None, in_flight=None, review_days=None,
        propagates=None, origin="", refusal=None,
    )  # fmt: skip


class PlaceModel(QObject):
    """One hold that is not placed yet.

    Attributes:
        photos: the photo that is kept with it.
        clock: from when to when what is held was made.

    Signals:
        changed: the new `PlaceState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench, item_id: int | None, widens: int | None = None) -> None:
        super().__init__()
        self.bench = bench
        self.item_id = item_id
        self.state = PlaceState(widened=None if widens is None else Widened(widens))
        self.photos = PlacePhotos(self)
        self.clock = PlaceClock(self)
        self._asked: tuple[tuple[Scope, ...], bool] | None = None
        bench.changed.connect(self._heard)
        bench.failed.connect(self._failed)

    def become(self, **news: object) -> None:
        """Take the next state and tell it."""
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)

    def begin(self) -> None:
        """Read the reasons, and what is in sight, if it is not read already."""
        if not self.state.reasons:
            self.bench.ask(hold_reasons, self._offered)
            self.bench.ask(block_profiles, lambda found: self.become(profiles=found))
        if self.item_id is not None and not self.state.subjects:
            self.bench.ask(hold_subject, self._named, self.item_id)
        widened = self.state.widened
        if widened is not None and not widened.number:
            told = partial(self._numbered, widened)
            self.bench.ask(hold_number, told, widened.hold_id)

    def _numbered(self, widened: Widened, number: str) -> None:
        self.become(widened=replace(widened, number=number))

    def _offered(self, reasons: tuple[Reason, ...]) -> None:
        offered = tuple(row for row in reasons if row.is_active and not row.by_system)
        self.become(reasons=offered)

    # --- what is held -------------------------------------------------------------------------

    def scan(self, code: Interpretation) -> bool:
        """Take a code; False for what is the station's: badges, commands, papers, what is misread."""
        if isinstance(code, GS1Message | LabelMessage):
            self.bench.ask(label_subject, partial(self._labelled, code), code)
            return True
        if isinstance(code, Unknown):
            is_whole = bool(code.text) and code.reason.code not in MISREAD
            if is_whole:
                self.find(code.text)
            return is_whole
        if code.kind is InternalKind.REASON:
            return self.choose_reason(code.body.replace("-", "_").lower())
        if code.kind in (InternalKind.LOT, InternalKind.CONTAINER):
            self.find(code.text)
            return True
        if code.kind in (InternalKind.GAUGE, InternalKind.LOCATION, InternalKind.STATION):
            self.bench.ask(scanned_anchor, self._pointed, code)
            return True
        return False

    def _labelled(self, label: GS1Message | LabelMessage, subject: HoldSubject | None) -> None:
        """The piece or lot of a label; a lot number that several carry is looked up as typed."""
        if subject is None and label.serial is None and label.lot:
            self.find(label.lot)
        else:
            self._named(subject)

    def find(self, text: str) -> None:
        """Look up a scanned or typed code: of an item, a place, a tool, an order, else of a case."""

        def found(subject: HoldSubject | None) -> None:
            if subject is not None:
                self._named(subject)
            else:
                self.bench.ask(find_anchors, partial(self._found, text), text)

        self.bench.ask(find_subject, found, text)

    def _found(self, text: str, anchors: tuple[AnchorRow, ...]) -> None:
        """One is chosen; several with the same code are offered."""
        if len(anchors) > 1:
            self.state = replace(self._fresh(), typed=None, refusal=None)
            self.become(pane=Pane.OTHER, kind=None, listed=anchors)
            return
        if anchors:
            self.state = replace(self.state, typed=None)
            self._pointed(anchors[0])
        else:
            self.bench.ask(find_cause, self._caused, text)

    def _caused(self, cause: Cause | None) -> None:
        """The hold follows from this case; a code that names nothing at all is refused."""
        if cause is None or self.state.widened is not None:
            self._pointed(None)
            return
        self.bench.tone(Tone.OK)
        self.state = replace(self._fresh(), cause=cause, typed=None, refusal=None)
        self.changed.emit(self.state)

    def _named(self, subject: HoldSubject | None) -> None:
        if subject is None:
            self.refuse(Refusal(HoldRefusal.NOTHING_TO_HOLD))
            return
        state = self._fresh()
        if any(known.item_id == subject.item_id for known in state.subjects):
            self.become(typed=None, refusal=None)
            return
        self.state = replace(
            state, subjects=(*state.subjects, subject), typed=None, refusal=None, pane=Pane.REASONS
        )
        self.bench.tone(Tone.OK)
        if len(self.state.subjects) == 1:
            self.bench.ask(holds_on, lambda holds: self.become(holds=holds), subject.item_id)
            self.bench.ask(hold_lists, lambda lists: self.become(lists=lists), subject.item_id)
        self.count()

    def _pointed(self, anchor: AnchorRow | None) -> None:
        if anchor is None:
            self.refuse(Refusal(HoldRefusal.NOTHING_TO_HOLD))
            return
        self.state = replace(self._fresh(), refusal=None)
        self.choose_anchor(anchor)

    def _fresh(self) -> PlaceState:
        """The state, or a new one when the last hold is placed: the reasons stay."""
        if self.state.placed is None:
            return self.state
        return self._next()

    def _next(self) -> PlaceState:
        """Nothing chosen yet; a hold that is widened stays the same one."""
        state = self.state
        return PlaceState(reasons=state.reasons, profiles=state.profiles, widened=state.widened)

    def choose_anchor(self, anchor: AnchorRow | None) -> None:
        """Hold this; None for the whole lot."""
        if self.state.placed is None:
            self.state = replace(self.state, chosen=anchor, pane=Pane.REASONS, refusal=None)
            self.count()

    def step_scope(self, step: int) -> None:
        """Choose the next thing that the first subject belongs to."""
        if self.state.subject is not None:
            self.choose_anchor(beside(self.bench.translator, self.state, step))

    def step_list(self) -> None:
        """With the next list, after the last one without any."""
        kinds = (None, *(row.kind for row in self.state.lists))
        self.choose_list(kinds[(kinds.index(self.state.with_list) + 1) % len(kinds)])

    def choose_list(self, kind: ListKind | None) -> None:
        """Hold what is listed together with what was scanned, or no longer."""
        if self.state.placed is None:
            with_list = None if self.state.with_list is kind else kind
            self.state = replace(self.state, with_list=with_list, pane=Pane.REASONS, refusal=None)
            self.count()

    def offer(self, kind: AnchorKind | None) -> None:
        """Open the list of other things; `kind` fills it with all of a kind."""
        if self.state.placed is not None:
            return
        self.become(pane=Pane.OTHER, kind=kind, listed=())  # the cursor stays on its tile
        if kind is not None:
            self.bench.ask(hold_anchors, lambda rows: self._listed(kind, rows), kind)

    def _listed(self, kind: AnchorKind, rows: tuple[AnchorRow, ...]) -> None:
        if self.state.kind is kind:
            self.become(listed=rows)

    def drop(self, item_id: int) -> None:
        """Take one of several scanned things out again."""
        if len(self.state.subjects) > 1 and self.state.placed is None:
            kept = tuple(each for each in self.state.subjects if each.item_id != item_id)
            self.state = replace(self.state, subjects=kept, chosen=None)
            self.count()

    def show(self, pane: Pane) -> None:
        """The list, or what the reason brings along; once more for the reasons."""
        state = self.state
        if state.placed is None and _may_open(state, pane):
            self.become(pane=Pane.REASONS if state.pane is pane else pane, times=Times())

    # --- why ----------------------------------------------------------------------------------

    def choose_reason(self, code: str) -> bool:
        """Choose why; False if there is no such reason."""
        found = next((row for row in self.state.reasons if row.code == code), None)
        if found is None or self.state.placed is not None:
            return False
        self._take(_for_reason(self.state, found))
        return True

    def _tell(self, before: PlaceState) -> None:
        """Tell the state; what reaches further or less far than before is counted anew."""
        if self.state.spreads is before.spreads:
            self.changed.emit(self.state)
        else:
            self.count()

    def choose_number(self, number: int) -> None:
        """Choose the reason on tile `number`, counted from 1, or turn the setting with it."""
        if self.state.pane is Pane.SETTINGS:
            self._take(turned(self.state, number))
            return
        shown = self.state.shown_reasons
        if 1 <= number <= len(shown):
            self.choose_reason(shown[number - 1].code)

    def turn(self) -> None:
        """The next page of reasons, after the last one the first."""
        self.become(page=(self.state.page + 1) % self.state.pages)

    def onward(self) -> None:
        """The next thing in the middle: pages of reasons, settings, other things, the list."""
        state = self.state
        if state.placed is not None:
            return
        if state.pane is Pane.REASONS and state.page + 1 < state.pages:
            self.turn()
            return
        pane = _next_pane(state)
        if pane is Pane.OTHER:
            self.offer(state.kind)
        else:
            page = 0 if pane is Pane.REASONS else state.page
            self.become(pane=pane, page=page, times=Times())

    def point(self, tile: str) -> None:
        """Put the cursor on a tile of the list of other things."""
        self.become(cursor=tile)

    def choose_severity(self, severity: str) -> None:
        """Choose how grave it is."""
        if self.state.placed is None:
            self._take(with_setting(self.state, Setting.SEVERITY, severity))

    def _take(self, state: PlaceState) -> None:
        before = self.state
        self.state = state
        self._tell(before)

    def note(self, text: str) -> None:
        """What was seen, in the person's words."""
        self.state = replace(self.state, note=text)

    def type(self, text: str | None) -> None:
        """The typed code changed; None when nobody types any more."""
        self.become(typed=text, refusal=None)

    # --- what it will stop --------------------------------------------------------------------

    def count(self) -> None:
        """Ask what would be stopped; an old number never stands beside a new scope."""
        state = self.state
        spreads = state.spreads is not False
        asked = (state.scopes, spreads)
        self._asked = asked
        self.become(preview=None)
        if state.scopes:
            preview = partial(hold_preview, propagates=spreads)
            self.bench.ask(preview, lambda found: self._counted(asked, found), state.scopes)

    def _counted(self, asked: tuple[tuple[Scope, ...], bool], preview: HoldPreview) -> None:
        if asked == self._asked:
            self.become(preview=preview)

    # --- placing ------------------------------------------------------------------------------

    def place(self) -> None:
        """Hold it now; without a reason nothing happens."""
        state = self.state
        if not state.is_ready or state.reason is None or state.placed is not None:
            return
        command = placing(self.bench, state, state.reason.code)
        self.become(busy=True, refusal=None)
        self.bench.send(command, self._sent(command.hold_id))

    def _sent(self, hold_id: int) -> Callable[[Outcome], None]:
        def sent(outcome: Outcome) -> None:
            if isinstance(outcome, Refusal):
                self.refuse(outcome)
                return
            self.bench.tone(Tone.HOLD)
            placed = Placed(hold_id, outcome.facts, self.bench.now())
            self.become(placed=placed, busy=False, pane=Pane.LIST)
            for each in self.state.subjects:
                self.bench.ask(hold_subject, self._renewed, each.item_id)

        return sent

    def _renewed(self, subject: HoldSubject | None) -> None:
        """A thing as it stands now that it is held."""
        if subject is not None and self.state.placed is not None:
            known = self.state.subjects
            now = tuple(subject if row.item_id == subject.item_id else row for row in known)
            self.become(subjects=now)

    def again(self) -> None:
        """Begin another hold."""
        self._asked = None
        self.item_id = None
        self.state = self._next()
        self.changed.emit(self.state)

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was done."""
        self.bench.tone(Tone.BLOCKED)
        self.become(refusal=refusal, busy=False)

    def _heard(self, changes: Changes) -> None:
        """What others did may change the numbers; a hold that is placed keeps its own."""
        if self.state.placed is None and any(changes.touches(kind.value) for kind in EFFECT):
            self.count()

    def _failed(self, refusal: Refusal) -> None:
        if self.state.busy:
            self.become(refusal=refusal, busy=False)
