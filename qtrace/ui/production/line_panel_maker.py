"""Which panel stands for an open form, and what the menu of the line offers."""

from collections.abc import Callable
from datetime import date

from qtrace.domain.production.reasons import MaterialReason
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.services.line_commands import RecordOutput
from qtrace.ui.production.handover_texts import handover_lines
from qtrace.ui.production.line_forms import (
    CheckPanel,
    ClearPanel,
    CodePanel,
    LeftoverPanel,
    LinePanel,
    LineSigning,
    MenuPanel,
    PiecesPanel,
    ReasonPanel,
    StopPanel,
)
from qtrace.ui.production.line_more_forms import (
    LabelsPanel,
    PartPanel,
    PastPanel,
    ShiftsPanel,
    TakeLabelSigning,
    UrgentSigning,
    is_past,
)
from qtrace.ui.production.line_state import LineDeskState, LineForm, form_parts
from qtrace.ui.production.line_taking import open_places, refused_part
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.widgets.fields import Option

May = Callable[[str], bool]
MOST_ENTRIES = 8
"""As many as stand on the panel without scrolling and have a digit of their own."""


def make_panel(
    words: LineWords, state: LineDeskState, may: May, today: date
) -> LinePanel | LineSigning | None:
    """The panel of the open form; None where none is open or its object is gone."""
    kind, object_id = form_parts(state.form)
    tr = words.tr
    plain: dict[LineForm, Callable[[], LinePanel | LineSigning | None]] = {
        LineForm.CODE: lambda: CodePanel(tr),
        LineForm.STOP: lambda: StopPanel(tr),
        LineForm.CLEAR: lambda: ClearPanel(tr),
        LineForm.SHORT: lambda: ReasonPanel(tr),
        LineForm.MENU: lambda: MenuPanel(tr, menu_page(tr, menu(tr, state, may), object_id)),
        LineForm.PIECES: lambda: _pieces_panel(tr, state),
        LineForm.LEFTOVER: lambda: _leftover_panel(words, state, object_id),
        LineForm.CONFIRM_CLEARANCE: lambda: _clearance_panel(tr),
        LineForm.HANDOVER: lambda: _handover_panel(words, state),
        LineForm.LABELS: lambda: LabelsPanel(tr, _span(state)),
        LineForm.PAST: lambda: PastPanel(tr, state.denied) if state.denied else None,
        LineForm.PART: lambda: PartPanel(tr, refused_part(state)),
        LineForm.SHIFTS: lambda: ShiftsPanel(tr, state.station) if state.station else None,
        LineForm.URGENT: lambda: _urgent_panel(tr, state, today),
        LineForm.TAKE_LABEL: lambda: _take_label_panel(tr, state),
        LineForm.CHECK: lambda: _check_panel(words, state, LineForm.CHECK, object_id),
        LineForm.CONFIRM_CHECK: lambda: _check_panel(
            words, state, LineForm.CONFIRM_CHECK, object_id
        ),
    }
    return plain[kind]() if kind is not None else None


def _span(state: LineDeskState) -> tuple[int, int]:
    """Pieces whose labels are probably meant: those that came out last, else all."""
    done = state.station.progress.done if state.station and state.station.progress else 1
    return state.made or (1, max(1, done))


def _urgent_panel(tr: Translator, state: LineDeskState, today: date) -> LineSigning | None:
    return UrgentSigning(tr, state.denied.name, today) if state.denied is not None else None


def _take_label_panel(tr: Translator, state: LineDeskState) -> LineSigning | None:
    return TakeLabelSigning(tr, state.order.number) if state.order is not None else None


def _pieces_panel(tr: Translator, state: LineDeskState) -> LinePanel | None:
    run = state.station.run if state.station is not None else None
    return PiecesPanel(tr, run) if run is not None else None


def _leftover_panel(words: LineWords, state: LineDeskState, load_id: int) -> LinePanel | None:
    rows = state.station.materials if state.station is not None else ()
    row = next((each for each in rows if each.load_id == load_id), None)
    return LeftoverPanel(words, row) if row is not None else None


def _handover_panel(words: LineWords, state: LineDeskState) -> LineSigning | None:
    """The page of the shift above the signature of who takes over."""
    tr, page = words.tr, state.handover
    if page is None:
        return None
    text = "\n".join(handover_lines(words, page))
    return LineSigning(tr, tr.say("Hand over the shift"), text, "")


def _clearance_panel(tr: Translator) -> LineSigning:
    note = tr.say("Somebody else than who cleared it has looked at the empty line")
    return LineSigning(tr, tr.say("Confirm the clearance"), note, "")


def _check_panel(
    words: LineWords, state: LineDeskState, kind: LineForm, definition_id: int
) -> LinePanel | LineSigning | None:
    row, tr = state.check(definition_id), words.tr
    if row is None:
        return None
    if kind is LineForm.CHECK:
        return CheckPanel(words, row)
    note = tr.say("Somebody else than who made the check has found the same")
    title = tr.say("Confirm: {name}", name=words.name(row.name))
    return LineSigning(tr, title, note, "")


def menu_page(tr: Translator, entries: tuple[Option, ...], page: int) -> tuple[Option, ...]:
    """At most eight entries, each with its digit; the last one turns the page where more wait."""
    if len(entries) <= MOST_ENTRIES:
        return entries
    size = MOST_ENTRIES - 1
    pages = -(-len(entries) // size)
    shown = entries[page % pages * size :][:size]
    return (*shown, Option(f"{LineForm.MENU} {(page + 1) % pages}", tr.say("More …")))


def menu(tr: Translator, state: LineDeskState, may: May) -> tuple[Option, ...]:
    """What can be done here now, beside what has its own key."""
    station = state.station
    if station is None:
        return ()
    entries: list[tuple[str, str, bool]] = [
        *_after_refusal(tr, state, may),
        *_places(tr, state),
        (
            "part",
            tr.say("Take a part of a material"),
            _runs(state) and may("ISSUE_MATERIAL"),
        ),
        ("pieces", tr.say("Pieces: good, rework, scrap"), _runs(state) and may("RECORD_OUTPUT")),
        ("resume", tr.say("Resume the line"), station.stop is not None and may("RESUME_LINE")),
        ("stop", tr.say("Stop the line"), station.stop is None and may("STOP_LINE")),
        (
            "labels",
            tr.say("Print labels of units"),
            _makes_units(state) and may("PRINT_UNIT_LABELS"),
        ),
        (
            "take_label",
            tr.say("Take the label version in force"),
            state.order is not None and bool(state.order.label_in_force),
        ),
        *_leftovers(tr, state, may),
        (
            "confirm_clearance",
            tr.say("Confirm the clearance"),
            station.clearance is not None and not station.clearance.is_confirmed,
        ),
        ("clear", tr.say("Clear the line"), station.run is None and may("CLEAR_LINE")),
        ("short", tr.say("Finish short, with a reason"), _runs(state) and may("FINISH_OPERATION")),
        (
            "close_order",
            tr.say("Finish the order"),
            state.is_picking and state.choice is not None and may("FINISH_WORK_ORDER"),
        ),
        ("handover", tr.say("Hand over the shift"), may("HAND_OVER_SHIFT")),
        ("shifts", tr.say("Shift times of this line"), may("SET_LINE_SHIFTS")),
        ("training", tr.say("Training"), may("RECORD_TRAINING")),
        ("equipment", tr.say("Equipment"), may("RECORD_TRAINING") or may("CHANGE_EQUIPMENT")),
        ("choices", tr.say("Another order or operation"), _runs(state)),
        ("lines", tr.say("Another line"), True),
        ("board", tr.say("Wall board"), True),
    ]
    return tuple(Option(action, text) for action, text, is_there in entries if is_there)


def _after_refusal(tr: Translator, state: LineDeskState, may: May) -> list[tuple[str, str, bool]]:
    """Ways on from what was refused last; quality signs at this station, nobody signs out."""
    denied = state.denied
    if denied is None:
        return []
    past = "RECORD_PAST_MATERIAL"
    if isinstance(denied.command, RecordOutput):
        past = "RECORD_PAST_OUTPUT"
    return [
        ("past", tr.say("It has happened already: record it"), is_past(denied) and may(past)),
        (
            "urgent",
            tr.say("Urgent release, signed by quality"),
            denied.code == MaterialReason.MATERIAL_NOT_RELEASED,
        ),
    ]


def _places(tr: Translator, state: LineDeskState) -> list[tuple[str, str, bool]]:
    """One entry for each place from which the refused material may be taken."""
    return [
        (
            f"from {each.location_id}",
            tr.say(
                "From {place}: {quantity}", place=each.code, quantity=grouped_q6(each.on_hand_q6)
            ),
            True,
        )
        for each in open_places(state)
    ]


def _makes_units(state: LineDeskState) -> bool:
    run = state.station.run if state.station is not None else None
    return run is not None and run.makes_units and not state.is_picking


def _runs(state: LineDeskState) -> bool:
    return state.station is not None and state.station.run is not None and not state.is_picking


def _leftovers(tr: Translator, state: LineDeskState, may: May) -> list[tuple[str, str, bool]]:
    """One entry for each material that has something left at the line."""
    if state.station is None or not may("RETURN_MATERIAL"):
        return []
    return [
        (
            f"leftover {row.load_id}",
            tr.say("Leftover back: {part} {lot}", part=row.part.number, lot=row.lot),
            True,
        )
        for row in state.station.materials
        if row.load_id is not None
    ]
