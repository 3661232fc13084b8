"""What can be done at the holds desk now, as its bar shows it."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.holds import Criterion
from qtrace.services.holds.commands import WidenHold
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_decision import decision
from qtrace.ui.holds.desk_state import DeskState, Page
from qtrace.ui.places import CasesPlace
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec

CASE_NUMBERS: Final = ("NCR-", "DV-")
"""Beginnings of the numbers of cases that have a desk of their own."""
KEYS: Final[Mapping[str, str]] = {
    "Esc": "leave", "F2": "find", "F3": "page", "F5": "refresh", "F7": "menu",
    "F9": "reject_or_convert", "F10": "primary", "F11": "widen", "Shift+F11": "rules",
}  # fmt: skip
ANSWERS: Final[Mapping[str, str]] = {"PageUp": "tile_by:-1", "PageDown": "tile_by:1"}
"""Through the answers of a decision, also while its words are typed."""
WALK: Final[Mapping[str, str]] = {
    "Up": "row:-1", "Down": "row:1", "Left": "item:-1", "Right": "item:1", "Enter": "open",
    "P": "photos", "N": "case", "S": "group",
}  # fmt: skip
"""Through the list, and through what the open hold covers."""


def desk_keys(bench: Bench, state: DeskState) -> Mapping[str, str]:
    """Keys that are claimed always."""
    return {**KEYS, **ANSWERS} if decision(bench, state).tiles else KEYS


def desk_typing_keys(bench: Bench, state: DeskState) -> Mapping[str, str]:
    """Keys for while nobody types: a digit chooses the answer at its place."""
    tiles = decision(bench, state).tiles
    return {**WALK, **{str(n): f"tile:{each.id}" for n, each in enumerate(tiles, start=1)}}


def may_widen(bench: Bench, state: DeskState) -> bool:
    """True if the open hold may cover more."""
    return state.sheet is not None and not state.is_over and bench.may(WidenHold.code)


def desk_actions(bench: Bench, state: DeskState) -> list[ActionSpec]:
    """Buttons of the bar; the decision at the right has its own."""
    tr = bench.translator
    is_open = state.sheet is not None and not state.is_over
    asked = state.sheet is not None and state.sheet.head.state == "requested"
    if state.page is Page.FIGURES:
        return [
            ActionSpec("page", "F3", next_page(bench, state), IconName.HISTORY),
            ActionSpec("find", "F2", tr.say("Find"), IconName.FILTER),
            ActionSpec("rules", "Shift+F11", tr.say("Rules of holds"), IconName.SETTINGS),
        ]
    return [
        ActionSpec("page", "F3", next_page(bench, state), IconName.HISTORY),
        ActionSpec("find", "F2", tr.say("Find"), IconName.FILTER),
        ActionSpec("menu", "F7", tr.say("Change the hold"), IconName.PEN, enabled=is_open),
        ActionSpec("reject_or_convert", "F9",
                   tr.say("Reject the request") if asked else tr.term("hold", "Dispose"),
                   IconName.BOX if not asked else IconName.UNDO, enabled=is_open),
    ]  # fmt: skip


def case_place(state: DeskState) -> CasesPlace | None:
    """The open nonconformance that the hold waits for, else the case that it follows from."""
    sheet = state.sheet
    if sheet is None:
        return None
    told = next((e.facts for e in sheet.criteria if e.kind is Criterion.NCR_DISPOSED), {})
    waits = told.get("open", "").split(", ")[0]
    known = [number for _id, number in sheet.cases]
    number = waits or sheet.origin_case or next(iter(known), "")
    return CasesPlace(number=number) if number.startswith(CASE_NUMBERS) else None


def next_page(bench: Bench, state: DeskState) -> str:
    """Name of what F3 turns to."""
    tr = bench.translator
    names = {
        Page.GRAPH: tr.say("Affected"),
        Page.HISTORY: tr.say("History"),
        Page.FIGURES: tr.say("Holds by reason"),
        Page.PHOTOS: tr.say("Photo"),
    }
    return names[state.next_page]
