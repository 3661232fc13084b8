"""Keys and command barcodes of a line station: on its page, while one picks, in a panel."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.codes.internal import CommandCode
from qtrace.ui.production.line_state import PHOTOGRAPHED, LineDeskState, form_parts
from qtrace.ui.widgets.buttons import ActionSpec

PANEL_KEYS: Final = {
    "F10": "save", "Esc": "close", "F4": "camera", "Up": "choice_up", "Down": "choice_down",
}  # fmt: skip
PHOTO_KEYS: Final = {"F4": "photo", "F7": "photo_file"}
PICK_KEYS: Final = {"Up": "up", "Down": "down"}
COMMANDS: Final[Mapping[CommandCode, str]] = {
    CommandCode.ENTER: "primary",
    CommandCode.YES: "primary",
    CommandCode.HOLD: "hold",
    CommandCode.INSPECT: "check",
    CommandCode.NEXT: "menu",
    CommandCode.REJECT: "pieces",
}
PICKING: Final[Mapping[CommandCode, str]] = {CommandCode.NEXT: "down", CommandCode.BACK: "up"}
IN_PANEL: Final[Mapping[CommandCode, str]] = {
    CommandCode.ENTER: "save",
    CommandCode.YES: "save",
    CommandCode.NO: "close",
    CommandCode.CANCEL: "close",
    CommandCode.BACK: "close",
    CommandCode.NEXT: "choice_down",
    CommandCode.ACCEPT: "value:ok",
    CommandCode.REJECT: "value:nok",
    CommandCode.CLEAR: "clear_text",
    CommandCode.POINT: "digit:.",
    **{code: f"digit:{code.digit}" for code in CommandCode if code.digit is not None},
}


def takes_photo(state: LineDeskState) -> bool:
    """True while a panel is open that keeps a photo."""
    return form_parts(state.form)[0] in PHOTOGRAPHED


def keys_of(state: LineDeskState, buttons: tuple[ActionSpec, ...]) -> dict[str, str]:
    """Keys of the buttons, or those of the open panel; F6 is a key of the station."""
    if state.form is not None:
        return {**PANEL_KEYS, **PHOTO_KEYS} if takes_photo(state) else dict(PANEL_KEYS)
    keys = {spec.key: spec.id for spec in buttons if spec.key and spec.enabled}
    keys.pop("F6", None)
    keys["Esc"] = "back"
    return {**keys, **PICK_KEYS} if state.is_list else keys


def typing_keys_of(state: LineDeskState) -> dict[str, str]:
    """Digits choose in a panel without text fields; Enter starts what is picked."""
    if state.form is not None:
        return {str(digit): f"digit:{digit}" for digit in range(1, 10)}
    return {"Enter": "primary"} if state.is_list else {}


def commands_of(state: LineDeskState) -> Mapping[CommandCode, str]:
    """Command barcodes do what the keys do."""
    if state.form is not None:
        return {**IN_PANEL, CommandCode.PHOTO: "photo"} if takes_photo(state) else IN_PANEL
    return {**COMMANDS, **PICKING} if state.is_list else COMMANDS
