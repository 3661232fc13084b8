"""Keys and command barcodes of the lot page, as data."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.codes.internal import CommandCode
from qtrace.ui.items.lot_view import Pane

_BACK: Final = {"Esc": "back", "F5": "refresh"}
_KEYS: Final[Mapping[Pane, Mapping[str, str]]] = {
    Pane.OVERVIEW: {**_BACK, "F2": "type", "F3": "papers", "F8": "hold", "F10": "print"},
    Pane.DETAIL: {**_BACK, "F2": "type", "F3": "papers", "F8": "hold", "F10": "print"},
    Pane.PAPERS: {**_BACK, "F2": "type", "F8": "hold", "F10": "done"},
    Pane.FIND: {**_BACK, "F8": "hold", "Enter": "open", "Up": "hit:-1", "Down": "hit:1"},
    Pane.REPRINT: {**_BACK, "F8": "hold", "F10": "done"},
}
_WALK: Final = {
    "Tab": "panel:1",
    "Backtab": "panel:-1",
    "Up": "move:-1",
    "Down": "move:1",
    "Left": "move:-1",
    "Right": "move:1",
    "Enter": "open",
}
_TYPING: Final[Mapping[Pane, Mapping[str, str]]] = {
    Pane.OVERVIEW: {**_WALK, "W": "source"},
    Pane.DETAIL: _WALK,
    Pane.REPRINT: {str(number): f"copy:{number}" for number in range(1, 6)},
}
COMMANDS: Final[Mapping[tuple[Pane, CommandCode], str]] = {
    **{(pane, CommandCode.BACK): "back" for pane in Pane},
    **{(pane, CommandCode.CANCEL): "back" for pane in Pane if pane is not Pane.OVERVIEW},
    (Pane.OVERVIEW, CommandCode.HOLD): "hold",
    (Pane.DETAIL, CommandCode.HOLD): "hold",
    (Pane.OVERVIEW, CommandCode.PRINT): "print",
    (Pane.DETAIL, CommandCode.PRINT): "print",
    (Pane.REPRINT, CommandCode.PRINT): "done",
    (Pane.OVERVIEW, CommandCode.ENTER): "open",
    (Pane.DETAIL, CommandCode.ENTER): "open",
    (Pane.FIND, CommandCode.ENTER): "open",
}


def keys_of(pane: Pane) -> Mapping[str, str]:
    """Keys that work whatever has the focus."""
    return _KEYS[pane]


def typing_keys_of(pane: Pane) -> Mapping[str, str]:
    """Keys that work while no text field has the focus."""
    return _TYPING.get(pane, {})
