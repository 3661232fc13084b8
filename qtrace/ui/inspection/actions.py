"""Key maps and the action bar of every page, as data."""

from collections.abc import Mapping

from qtrace.domain.inspection_flow import FINAL, InspectionState
from qtrace.i18n import Translator
from qtrace.ui.inspection.decide_texts import sign_text
from qtrace.ui.inspection.decided_texts import done_text
from qtrace.ui.inspection.inspection_model import InspectionView, Page
from qtrace.ui.inspection.panel_desk import HOLD_KEYS, PanelKind, PanelState
from qtrace.ui.inspection.reprint_reasons import REPRINT_REASONS
from qtrace.ui.inspection.side_texts import decide_text
from qtrace.ui.inspection.ways import (
    REJECT_KEYS,
    RETURN_KEYS,
    has_other_way,
    is_decided_elsewhere,
    rejectable,
)
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind

KEYS: Mapping[str, str] = {
    "F2": "type_code",
    "F3": "papers",
    "F4": "camera",
    "F5": "retry",
    "Shift+F2": "source",
    "Shift+F5": "from_file",
    "Shift+F4": "photo",
    "F8": "nonconformance",
    "F9": "all_ok",
    "F10": "primary",
    "F11": "other_way",
    "Esc": "escape",
    "PageUp": "previous",
    "PageDown": "next",
    "Up": "up",
    "Down": "down",
}
TYPING: Mapping[str, str] = {
    **{str(digit): f"digit:{digit}" for digit in range(10)},
    ".": "digit:.",
    ",": "digit:,",
    "-": "sign",
    "Enter": "enter",
    "Backspace": "back",
    "Ctrl+Z": "undo",
}


def typing_keys(view: InspectionView) -> Mapping[str, str]:
    """Keys that type something now; letters choose in the panels that show letters."""
    kind = view.panel.kind
    if kind is PanelKind.NONCONFORMANCE:
        letters = {key: f"reason:{reason.value}" for key, reason in HOLD_KEYS.items()}
        return {**TYPING, **letters}
    if kind is PanelKind.WAY:
        returns = {key: f"return_for:{each.value}" for key, each in RETURN_KEYS.items()}
        rejects = {key: f"reject_for:{each.value}" for key, each in REJECT_KEYS.items()}
        return {**TYPING, **returns, **rejects}
    if kind is PanelKind.REPRINT:
        return {**TYPING, **{key: f"reprint:{key}" for key in REPRINT_REASONS}}
    return TYPING


def left_actions(tr: Translator, view: InspectionView) -> tuple[ActionSpec, ...]:
    """Secondary actions."""
    if view.page not in (Page.GRID, Page.DECIDE, Page.DECIDED):
        back = ActionSpec("escape", "Esc", tr.say("Back to the queue"))
        return (back, *_other_way(tr, view))
    specs = [ActionSpec("papers", "F3", tr.say("Certificate"))]
    if view.page is not Page.DECIDE:  # its bar needs the room; F2 works there, too
        specs.insert(0, ActionSpec("type_code", "F2", tr.term("action", "Type")))
    if view.page is Page.GRID:
        specs.append(ActionSpec("undo", "Ctrl+Z", tr.say("Undo")))
        in_work = view.sheet is not None and view.sheet.state is InspectionState.IN_PROGRESS
        if in_work and view.reading.may_measure:
            specs += _photo_actions(tr, view)
        if view.reading.outbox.trouble is not None:
            specs.append(ActionSpec("retry", "F5", tr.say("Try again")))
    elif view.page is Page.DECIDE:
        specs.append(ActionSpec("escape", "Esc", tr.term("action", "To readings")))
    else:
        specs.append(ActionSpec("escape", "Esc", tr.say("Back to the queue")))
    return (*specs, *_other_way(tr, view))


def _photo_actions(tr: Translator, view: InspectionView) -> list[ActionSpec]:
    """F4 goes to the photos of the reading with the camera on; there it is the camera alone."""
    if view.panel.kind not in (PanelKind.PHOTO, PanelKind.JUDGED_PHOTO):
        return [ActionSpec("camera", "F4", tr.say("Photo"))]
    specs = [ActionSpec("camera", "F4", tr.say("Camera"))]
    if len(view.photo.photos) > 1:
        specs.append(ActionSpec("photo", "Shift+F4", tr.say("Next photo")))
    return specs


def _other_way(tr: Translator, view: InspectionView) -> tuple[ActionSpec, ...]:
    """F11 where there is another way than the readings say."""
    sheet = view.sheet
    if sheet is None or sheet.state in FINAL:
        return ()
    if is_decided_elsewhere(sheet):
        return (ActionSpec("other_way", "F11", tr.say("Close without verdict")),)
    if view.page is not Page.DECIDE or not has_other_way(sheet):
        return ()
    if rejectable(sheet):
        return (ActionSpec("other_way", "F11", tr.say("Ways out")),)
    return (ActionSpec("other_way", "F11", tr.say("Send back")),)


def right_actions(tr: Translator, view: InspectionView) -> tuple[ActionSpec, ...]:
    """Nonconformance or hold, outlined, and the primary."""
    primary = ButtonKind.PRIMARY
    if view.page in (Page.LOADING, Page.MISSING):
        return ()
    if view.page is Page.WAITING:
        enabled = view.start_refusal is not None
        return (ActionSpec("primary", "F10", tr.say("Start"), kind=primary, enabled=enabled),)
    specs = []
    if view.page is not Page.DECIDED or view.panel.kind is PanelKind.NONCONFORMANCE:
        holds_only = view.page is not Page.GRID
        icon, kind = IconName.LOCK if holds_only else IconName.OCTAGON, ButtonKind.OUTLINED
        text = tr.term("action", "Hold lot") if holds_only else tr.say("Nonconformance")
        specs.append(ActionSpec("nonconformance", "F8", text, icon, kind))
    text, enabled, loud = _primary(tr, view)
    kind = primary if loud or not enabled else ButtonKind.NORMAL
    specs.append(ActionSpec("primary", "F10", text, kind=kind, enabled=enabled))
    return tuple(specs)


def _primary(tr: Translator, view: InspectionView) -> tuple[str, bool, bool]:
    """Words of F10, whether it can be pressed, whether it is the one blue button."""
    if view.panel.kind in (PanelKind.PHOTO, PanelKind.JUDGED_PHOTO):
        attaches = view.photo.cell is not None and not view.photo.busy
        may = view.reading.may_measure and (view.panel.kind is PanelKind.JUDGED_PHOTO or attaches)
        return tr.say("Take the photo") if view.camera else tr.say("Attach a file"), may, True
    by_panel = _panel_primary(tr, view.panel)
    if by_panel is not None:
        return by_panel
    if view.page is Page.DECIDE:
        return (*sign_text(tr, view), True)
    if view.page is Page.DECIDED:
        return (*done_text(tr, view), True)
    if view.sheet is not None and view.sheet.state is InspectionState.SIGNED:
        return tr.say("Back to the decision"), True, True
    return decide_text(tr, view)


def _panel_primary(tr: Translator, panel: PanelState) -> tuple[str, bool, bool] | None:
    """What F10 does in the open panel; None where the page decides."""
    if panel.kind is PanelKind.NONCONFORMANCE:
        chosen = panel.hold_reason is not None
        text = tr.say("Place hold") if chosen else tr.say("Choose a reason")
        return text, chosen and not panel.busy, True
    if panel.kind is PanelKind.WAY:
        return tr.say("Choose a reason"), False, True
    if panel.kind is PanelKind.PAPERS and panel.paper:
        return tr.say("Note the number"), not panel.busy, True
    return None
