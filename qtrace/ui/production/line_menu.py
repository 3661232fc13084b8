"""What F7 offers at a line: every deed has one digit for ever; what cannot be is grey and says why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qtrace.domain.production.reasons import MaterialReason
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.services.commands import Command
from qtrace.services.production.line_commands import IssueMaterial, RecordOutput, StartOperation
from qtrace.ui.production.line_cells import how_often
from qtrace.ui.production.line_state import Denied, LineDeskState, LineForm
from qtrace.ui.production.line_taking import open_places
from qtrace.ui.production.line_words import LineWords

May = Callable[[str], bool]
PAST_RIGHTS: Mapping[type[Command], str] = {
    StartOperation: "RECORD_PAST_START",
    IssueMaterial: "RECORD_PAST_MATERIAL",
    RecordOutput: "RECORD_PAST_OUTPUT",
}
"""What may have happened although it was refused, and the right to record it."""
MOST_ENTRIES = 8
"""Entries of a page; digit 9 always turns it."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A deed behind F7.

    Attributes:
        id: what is done; some carry a number behind a blank.
        why: why it cannot be done now; "" if it can.
        note: a word more, where it can be done.
    """

    id: str
    text: str
    why: str = ""
    note: str = ""


def menu(tr: Translator, state: LineDeskState, may: May) -> tuple[tuple[MenuEntry, ...], ...]:
    """The pages of F7: what every shift does, exceptions, and other pages of the program."""
    if state.station is None:
        return ()
    maker = _Maker(tr, state, may)
    return maker.daily(), maker.exceptions(), maker.elsewhere()


def leftovers(state: LineDeskState) -> tuple[tuple[MenuEntry, ...], ...]:
    """Pages with one entry for each load that lies at the line."""
    station = state.station
    rows = station.materials if station is not None else ()
    entries = [
        MenuEntry(f"leftover {row.load_id}", row.part.number, note=row.lot)
        for row in rows
        if row.load_id is not None
    ]
    return _paged(entries)


def is_past(denied: Denied | None) -> bool:
    """True if what was denied may have happened already."""
    return denied is not None and isinstance(denied.command, tuple(PAST_RIGHTS))


def _is_denied(denied: Denied | None, kind: type[Command]) -> bool:
    return denied is not None and isinstance(denied.command, kind)


def places(state: LineDeskState) -> tuple[tuple[MenuEntry, ...], ...]:
    """Pages with one entry for each place from which the refused material may be taken."""
    return _paged(
        [
            MenuEntry(f"from {each.location_id}", each.code, note=grouped_q6(each.on_hand_q6))
            for each in open_places(state)
        ]
    )


def checks(words: LineWords, state: LineDeskState) -> tuple[tuple[MenuEntry, ...], ...]:
    """Pages with one entry for each check of the run; what waits for a second person says so."""
    rows = state.station.checks if state.station is not None else ()
    waits = words.tr.say("a second person confirms")
    return _paged(
        [
            MenuEntry(
                f"one_check {row.definition_id}",
                words.name(row.name),
                note=waits if row.waiting_id is not None else how_often(words.tr, row),
            )
            for row in rows
        ]
    )


def _paged(entries: list[MenuEntry]) -> tuple[tuple[MenuEntry, ...], ...]:
    starts = range(0, max(len(entries), 1), MOST_ENTRIES)
    return tuple(tuple(entries[start : start + MOST_ENTRIES]) for start in starts)


class _Maker:
    """Makes the entries for one state and one person."""

    def __init__(self, tr: Translator, state: LineDeskState, may: May) -> None:
        assert state.station is not None
        self._tr, self._state, self._may = tr, state, may
        self._station = state.station
        self._runs = state.station.run is not None and not state.is_picking

    def _entry(self, entry: str, text: str, right: str, why: str, note: str = "") -> MenuEntry:
        """An entry that asks for a right ("" for none) and, with `why`, cannot be done now."""
        if right and not self._may(right):
            why = self._tr.say("not your right")
        return MenuEntry(entry, text, why, note)

    def _run(self) -> str:
        return "" if self._runs else self._tr.say("no operation runs")

    def daily(self) -> tuple[MenuEntry, ...]:
        """What every shift does."""
        tr, station = self._tr, self._station
        runs = "" if station.run is None else tr.say("an operation runs")
        is_open = any(row.load_id is not None for row in station.materials)
        places = "" if open_places(self._state) else tr.say("nothing waits for a place")
        stands = "" if station.stop is None else tr.say("it stands already")
        moves = tr.say("it is not stopped") if station.stop is None else ""
        return (
            self._entry("pieces", tr.say("Pieces, rework, scrap"), "RECORD_OUTPUT", self._run()),
            self._entry("part", tr.say("Take a part"), "ISSUE_MATERIAL", self._run()),
            self._entry("places", tr.say("Take from a place"), "ISSUE_MATERIAL", places),
            self._entry(
                "leftovers", tr.say("Leftover back to stock"), "RETURN_MATERIAL",
                "" if is_open else tr.say("nothing lies here"),
            ),
            self._entry("stop", tr.say("Stop the line"), "STOP_LINE", stands),
            self._entry("resume", tr.say("Resume the line"), "RESUME_LINE", moves),
            self._entry("clear", tr.say("Clear the line"), "CLEAR_LINE", runs),
            self._entry(
                "confirm_clearance", tr.say("Confirm the clearance"), "", self._clearance()
            ),
        )  # fmt: skip

    def _labels(self) -> str:
        run = self._station.run
        makes = self._runs and run is not None and run.makes_units
        return "" if makes else self._tr.say("no units are made here")

    def _clearance(self) -> str:
        clearance = self._station.clearance
        if clearance is None:
            return self._tr.say("not cleared yet")
        return self._tr.say("it is confirmed") if clearance.is_confirmed else ""

    def exceptions(self) -> tuple[MenuEntry, ...]:
        """The shift, the batch, and exceptions; what has happened comes last."""
        tr, order = self._tr, self._state.order
        lot = order.lot if order is not None else ""
        no_order = "" if order is not None else tr.say("no order is open")
        return (
            self._entry("handover", tr.say("Hand over the shift"), "HAND_OVER_SHIFT", ""),
            self._entry("choices", tr.say("Another operation"), "", self._run()),
            self._entry("hold_batch", tr.say("Hold the batch"), "PLACE_HOLD", no_order, lot),
            self._entry("short", tr.say("Finish short"), "FINISH_OPERATION", self._run()),
            self._entry(
                "labels", tr.say("Print labels of units"), "PRINT_UNIT_LABELS", self._labels()
            ),
            self._entry(
                "urgent", tr.say("Urgent release"), "", self._urgent(), tr.say("quality signs")
            ),
            self._entry(
                "take_label", tr.say("Take label version"), "", self._version(),
                tr.say("quality signs"),
            ),
            self._past(),
        )  # fmt: skip

    def _urgent(self) -> str:
        denied = self._state.denied
        asks = denied is not None and denied.code == MaterialReason.MATERIAL_NOT_RELEASED
        return "" if asks else self._tr.say("no material waits for it")

    def _version(self) -> str:
        order = self._state.order
        asks = order is not None and bool(order.label_in_force)
        return "" if asks else self._tr.say("the order has the one in force")

    def _past(self) -> MenuEntry:
        denied = self._state.denied
        rights = (right for kind, right in PAST_RIGHTS.items() if _is_denied(denied, kind))
        right = next(rights, "")
        why = "" if is_past(denied) else self._tr.say("nothing was refused")
        note = denied.name if denied is not None else ""
        return self._entry("past", self._tr.say("It has happened already"), right, why, note)

    def elsewhere(self) -> tuple[MenuEntry, ...]:
        """The order, the line, and other pages of the program."""
        tr, may, state = self._tr, self._may, self._state
        picks = state.is_picking and state.choice is not None
        closes = "" if picks else tr.say("choose the order first")
        fitness = "RECORD_TRAINING" if not may("CHANGE_EQUIPMENT") else ""
        return (
            self._entry("close_order", tr.say("Finish the order"), "FINISH_WORK_ORDER", closes),
            self._entry("lines", tr.say("Another line"), "", ""),
            self._entry("shifts", tr.say("Shift times"), "SET_LINE_SHIFTS", ""),
            self._entry("training", tr.say("Training"), "RECORD_TRAINING", ""),
            self._entry("equipment", tr.say("Equipment"), fitness, ""),
            self._entry("board", tr.say("Wall board"), "", ""),
            self._entry(
                "tools", tr.say("Go on with other equipment"), "CHANGE_RUN_EQUIPMENT",
                self._tools(), ", ".join(each.name for each in state.equipment),
            ),
        )  # fmt: skip

    def _tools(self) -> str:
        unscanned = "" if self._state.equipment else self._tr.say("scan the machine first")
        return self._run() or unscanned


def shown_page(
    tr: Translator, form: LineForm, pages: Sequence[tuple[MenuEntry, ...]], number: int
) -> dict[int, MenuEntry]:
    """The entries of a page by their digits; 9 turns it where there are more pages."""
    if not pages:
        return {}
    page = number % len(pages)
    found = dict(enumerate(pages[page], start=1))
    if len(pages) > 1:
        after = (page + 1) % len(pages)
        note = tr.say("page {n} of {m}", n=after + 1, m=len(pages))
        found[MOST_ENTRIES + 1] = MenuEntry(f"{form} {after}", tr.say("More …"), note=note)
    return found
