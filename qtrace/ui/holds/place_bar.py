"""What can be done on the page that places holds, and the command that it sends."""

from datetime import timedelta

from qtrace.services.holds.commands import PlaceHold, WidenHold
from qtrace.ui.bench import Bench
from qtrace.ui.camera_photo import kept_photo
from qtrace.ui.holds.place_state import PlaceState
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind


def place_actions(bench: Bench, state: PlaceState) -> tuple[list[ActionSpec], list[ActionSpec]]:
    """Buttons at the left and at the right of the bar."""
    tr = bench.translator
    back = ActionSpec("back", "Esc", tr.say("Back"))
    if state.placed is not None:
        left = [back, ActionSpec("desk", "F9", tr.say("Open the hold"), IconName.SHIELD)]
        return left, [ActionSpec("again", "F10", tr.say("Another hold"), IconName.PLUS)]
    left = [
        back,
        ActionSpec("type", "F2", tr.term("action", "Type")),
        *(_photo_actions(bench) if state.widened is None else ()),
        ActionSpec("list", "F9", tr.say("List"), IconName.CLIPBOARD),
    ]
    if state.may_set:
        left.append(ActionSpec("settings", "F5", tr.say("Settings"), IconName.SETTINGS))
    if state.may_time:
        left.append(ActionSpec("times", "F6", tr.say("Made when"), IconName.CLOCK))
    if state.pages > 1:
        left.append(ActionSpec("turn", "F3", tr.say("More reasons"), IconName.MORE))
    missing = tr.say("Scan first") if not state.scopes else tr.say("Choose a reason")
    now = tr.say("Hold now") if state.widened is None else tr.say("Widen now")
    words = now if state.is_ready else missing
    loud = ButtonKind.PRIMARY
    return left, [ActionSpec("place", "F10", words, IconName.LOCK, loud, state.is_ready)]


def _photo_actions(bench: Bench) -> tuple[ActionSpec, ActionSpec]:
    """F4 opens the camera, then takes what it shows; F7 takes a file or the picture, too."""
    tr, camera = bench.translator, bench.photographer
    shows = camera is not None and camera.is_ready
    words = tr.say("Take the photo") if shows else tr.say("Camera")
    photo = ActionSpec("photo", "F7", tr.say("Photo"), IconName.IMAGE)
    return ActionSpec("camera", "F4", words, IconName.CAMERA), photo


def placing(bench: Bench, state: PlaceState, reason: str) -> PlaceHold | WidenHold:
    """The command that does what the page shows."""
    if state.widened is not None:
        return WidenHold(
            **bench.head(), hold_id=state.widened.hold_id, scopes=state.scopes,
            reason=state.note.strip() or reason, print_tags=True,
        )  # fmt: skip
    days = state.review_days
    return PlaceHold(
        **bench.head(),
        hold_id=bench.new_id(),
        reason=reason,
        scopes=state.scopes,
        severity=state.grade,
        note=state.note.strip(),
        profile=state.profile,
        in_flight=state.in_flight,
        propagates=state.propagates,
        origin=state.comes_from,
        origin_case_id=None if state.cause is None else state.cause.case_id,
        review_by=None if days is None else bench.now() + timedelta(days=days),
        photo=kept_photo(state.photo),
        print_tags=True,
    )
