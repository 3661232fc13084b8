"""What the camera panel says."""

from dataclasses import dataclass

from qtrace.i18n import Translator
from qtrace.i18n.reasons import explain
from qtrace.ports import DeviceState, Symbol
from qtrace.ui.camera.camera_model import CameraPanelState
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.buttons import ActionSpec

MOST_SIGNS = 20
"""Of a code that are shown; the rest is an ellipsis, the screen shows it whole."""


@dataclass(frozen=True, slots=True)
class CameraLine:
    """The one sentence about the camera now, with its shape and what to do."""

    status: Status
    text: str
    next_step: str = ""


def camera_line(tr: Translator, state: CameraPanelState) -> CameraLine:
    """What the panel says below the picture."""
    view = state.view
    if view.trouble is not None:
        explained = explain(tr, view.trouble.code, view.trouble.facts)
        return CameraLine(Status.BLOCKED, explained.text, explained.next_step)
    if state.photo:
        return _photo_line(tr, state)
    if view.state is not DeviceState.READY:
        return CameraLine(Status.NEUTRAL, tr.say("Opening the camera …"))
    return _live_line(tr, state)


def _live_line(tr: Translator, state: CameraPanelState) -> CameraLine:
    sightings = state.view.sightings
    delivered = [one.symbol for one in sightings if one.delivered]
    if delivered:
        text = tr.say("Read: {code}", code=shown_code(delivered[-1]))
        return CameraLine(Status.OK, text, tr.say("The screen shows what it means"))
    if sightings:
        return CameraLine(Status.INFO, tr.say("Hold still: one more picture must agree"))
    hold = tr.say("Hold a code in front of the camera")
    near = tr.say("As near as it stays sharp")
    return CameraLine(Status.NEUTRAL, hold, last_line(tr, state) or near)


def _photo_line(tr: Translator, state: CameraPanelState) -> CameraLine:
    if state.reading:
        return CameraLine(Status.NEUTRAL, tr.say("Reading {file} …", file=state.photo))
    symbols = [one.symbol for one in state.view.sightings]
    if not symbols:
        explained = explain(tr, "PHOTO_WITHOUT_CODE", {"file": state.photo})
        return CameraLine(Status.NEUTRAL, explained.text, explained.next_step)
    if len(symbols) == 1:
        text = tr.say("Read: {code}", code=shown_code(symbols[0]))
    else:
        text = tr.count("{n} code read", "{n} codes read", len(symbols))
    return CameraLine(Status.OK, text, tr.say("In {file}", file=state.photo))


def shown_code(symbol: Symbol) -> str:
    """The beginning of a code as a person can read it, separators as signs."""
    text = symbol.data.decode("utf-8", "replace")
    shown = "".join(
        chr(0x2400 + ord(sign)) if sign < " " else sign for sign in text[: MOST_SIGNS + 1]
    )
    return shown if len(text) <= MOST_SIGNS else shown[:MOST_SIGNS] + "…"


def last_line(tr: Translator, state: CameraPanelState) -> str:
    """The symbol that was read last; empty before the first."""
    if state.last is None:
        return ""
    return tr.say("Last: {code}", code=shown_code(state.last))


def device_text(tr: Translator, state: CameraPanelState) -> str:
    """Name of the camera in use."""
    return tr.say("No camera") if state.device is None else state.device.name


def actions(tr: Translator, state: CameraPanelState) -> tuple[ActionSpec, ...]:
    """Buttons of the panel, always in the same places."""
    several = len(state.devices) > 1
    again = tr.say("To the camera") if state.photo else tr.say("Try again")
    is_away = bool(state.photo) or state.view.state is DeviceState.ERROR
    mirror = tr.say("As it is") if state.mirrored else tr.say("Mirrored")
    return (
        ActionSpec("photo", "", tr.say("Read a photo"), enabled=not state.reading),
        ActionSpec("mirror", "", mirror),
        ActionSpec("open", "", again, enabled=is_away),
        ActionSpec("next", "", tr.say("Other camera"), enabled=several),
    )
