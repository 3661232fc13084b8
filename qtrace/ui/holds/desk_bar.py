"""What can be done at the holds desk now, as its bar shows it."""

from qtrace.services.holds_commands import ExtendHold, RecordHoldChange, WidenHold
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_state import DeskState, Page
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec


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
            ActionSpec("rules", "Shift+F11", tr.say("Rules of holds"), IconName.SETTINGS),
        ]
    return [
        ActionSpec("page", "F3", next_page(bench, state), IconName.HISTORY),
        ActionSpec("extend", "F2", tr.say("Extend"), IconName.CLOCK,
                   enabled=is_open and bench.may(ExtendHold.code)),
        ActionSpec("change", "F6", tr.say("Change made"), IconName.PEN,
                   enabled=is_open and bench.may(RecordHoldChange.code)),
        ActionSpec("widen", "F11", tr.say("Widen"), IconName.PLUS,
                   enabled=may_widen(bench, state)),
        ActionSpec("narrow", "F7", tr.say("Narrow"), IconName.FILTER,
                   enabled=is_open and not asked),
        ActionSpec("reject_or_convert", "F9",
                   tr.say("Reject the request") if asked else tr.say("Scrap or return"),
                   IconName.BOX if not asked else IconName.UNDO, enabled=is_open),
    ]  # fmt: skip


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
