"""Which panel stands for an open form."""

from collections.abc import Callable
from datetime import date

from qtrace.i18n import Translator
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
    ResumePanel,
    StopPanel,
)
from qtrace.ui.production.line_menu import checks, leftovers, menu, places, shown_page
from qtrace.ui.production.line_more_forms import (
    LabelsPanel,
    PartPanel,
    PastPanel,
    ShiftsPanel,
    TakeLabelSigning,
    ToolsPanel,
    UrgentSigning,
)
from qtrace.ui.production.line_state import LineDeskState, LineForm, form_parts
from qtrace.ui.production.line_taking import refused_part
from qtrace.ui.production.line_words import LineWords

May = Callable[[str], bool]


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
        LineForm.PIECES: lambda: _pieces_panel(words, state),
        LineForm.MENU: lambda: _menu(tr, state, may, object_id),
        LineForm.LEFTOVERS: lambda: _leftovers(tr, state, object_id),
        LineForm.PLACES: lambda: _places(tr, state, object_id),
        LineForm.CHECKS: lambda: _checks(words, state, object_id),
        LineForm.RESUME: lambda: _resume_panel(words, state),
        LineForm.LEFTOVER: lambda: _leftover_panel(words, state, object_id),
        LineForm.CONFIRM_CLEARANCE: lambda: _clearance_panel(tr),
        LineForm.HANDOVER: lambda: _handover_panel(words, state),
        LineForm.LABELS: lambda: LabelsPanel(tr, _span(state)),
        LineForm.PAST: lambda: PastPanel(tr, state.denied) if state.denied else None,
        LineForm.PART: lambda: PartPanel(tr, refused_part(state), state.offered),
        LineForm.SHIFTS: lambda: ShiftsPanel(tr, state.station) if state.station else None,
        LineForm.TOOLS: lambda: _tools_panel(tr, state),
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


def _tools_panel(tr: Translator, state: LineDeskState) -> LinePanel | None:
    run = state.station.run if state.station is not None else None
    if run is None or not state.equipment:
        return None
    had = ", ".join(run.equipment) or "\u2013"
    return ToolsPanel(tr, had, ", ".join(each.name for each in state.equipment))


def _urgent_panel(tr: Translator, state: LineDeskState, today: date) -> LineSigning | None:
    return UrgentSigning(tr, state.denied.name, today) if state.denied is not None else None


def _take_label_panel(tr: Translator, state: LineDeskState) -> LineSigning | None:
    return TakeLabelSigning(tr, state.order.number) if state.order is not None else None


def _pieces_panel(words: LineWords, state: LineDeskState) -> LinePanel | None:
    station, unit = state.station, state.reworked
    if station is None or station.run is None:
        return None
    return PiecesPanel(words, station.run, station.materials, unit.name if unit else "")


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


def _menu(tr: Translator, state: LineDeskState, may: May, page: int) -> MenuPanel:
    shown = shown_page(tr, LineForm.MENU, menu(tr, state, may), page)
    return MenuPanel(tr, tr.say("More at this line"), shown)


def _leftovers(tr: Translator, state: LineDeskState, page: int) -> MenuPanel:
    shown = shown_page(tr, LineForm.LEFTOVERS, leftovers(state), page)
    return MenuPanel(tr, tr.say("Which one goes back?"), shown)


def _places(tr: Translator, state: LineDeskState, page: int) -> MenuPanel:
    shown = shown_page(tr, LineForm.PLACES, places(state), page)
    return MenuPanel(tr, tr.say("Take it from which place?"), shown)


def _checks(words: LineWords, state: LineDeskState, page: int) -> MenuPanel:
    tr = words.tr
    shown = shown_page(tr, LineForm.CHECKS, checks(words, state), page)
    return MenuPanel(tr, tr.say("Which check is made?"), shown)


def _resume_panel(words: LineWords, state: LineDeskState) -> LinePanel | None:
    stop = state.station.stop if state.station is not None else None
    return ResumePanel(words, stop) if stop is not None else None
