"""What the UI asks of the scanning floor, which it must not import: protocols that it satisfies."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtWidgets import QWidget

from qtrace.domain.codes.interpret import Interpretation
from qtrace.ports import RawScan

KeyMap = Mapping[str, str]
Act = Callable[[str], None]


class Keys(Protocol):
    """Dispatches station keys from data."""

    def set_station(self, keys: KeyMap, act: Act) -> None:
        """Keys that work on every screen."""
        ...

    def set_screen(self, keys: KeyMap, act: Act, *, typing: KeyMap = ...) -> None:
        """Keys of the present screen; `typing` ones only while no text field has the focus."""
        ...

    def clear_screen(self) -> None:
        """No screen keys."""
        ...


class Readings(Protocol):
    """Lets a keyboard gauge's short burst count while a variable cell is active."""

    def expect_reading(self, active: bool) -> None:  # noqa: FBT001 - Qt style state setter
        """A variable cell is, or is not, active."""
        ...


class Scan(Protocol):
    """One scan as the router delivers it."""

    @property
    def raw(self) -> RawScan:
        """The bytes and their device."""
        ...

    @property
    def interpretation(self) -> Interpretation | None:
        """What it is; None exactly when it was refused."""
        ...

    @property
    def repeat(self) -> str:
        """`first`, `same_code_again` or `counted`."""
        ...

    @property
    def times(self) -> int:
        """How often this code came in a row."""
        ...

    @property
    def refusal(self) -> str | None:
        """Why it was refused, or None."""
        ...


class Replay(Protocol):
    """Types a code into a window as a scanner would; the demo's scan panel uses it."""

    def __call__(self, window: QWidget, data: bytes) -> None:
        """Send `data` as one burst."""
        ...
