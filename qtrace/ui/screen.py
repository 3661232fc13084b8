"""What the shell asks of a screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.domain.gauge_readings import SentReading
from qtrace.ui.keys import Scan
from qtrace.ui.widgets.topbar import ObjectPart

if TYPE_CHECKING:
    from qtrace.ui.places import Place
    from qtrace.ui.widgets.fields import Answer

NO_KEYS: Mapping[str, str] = {}
NO_COMMANDS: Mapping[CommandCode, str] = {}
Typed = Mapping[str, Mapping[str, "Answer"]]
"""What was typed into a view and stands in no model yet: answers by form and field."""
NOTHING_TYPED: Typed = {}


@dataclass(frozen=True, slots=True)
class ScreenHead:
    """What the top bar and the side bar show while the screen is open.

    Attributes:
        title: name of the screen.
        parts: the object it is about.
        nav: entry of the side bar that is lit, or "" for a screen without side bar.
    """

    title: str
    parts: tuple[ObjectPart, ...] = ()
    nav: str = ""


class Screen(QWidget):
    """One screen of the station: a view over its view model.

    The shell asks for keys, hands over scans and commands, and shows the head. A screen never opens
    a modal dialog and never has a button that takes the focus.

    Signals:
        head_changed: the shell should ask `head()` again.
        keys_changed: the shell should ask `keys()` and `typing_keys()` again.
        wants: a `Place` to go to.
        station_asked: what a station key does too, pressed on the screen (`camera`,
            `call`), or `board`: the board of all lines in a window of its own.
    """

    head_changed = Signal()
    keys_changed = Signal()
    wants = Signal(object)
    station_asked = Signal(str)

    @property
    def model(self) -> QObject | None:
        """The view model, which survives when the view is built again; None if there is none."""
        return None

    def has_unsaved(self) -> bool:
        """True while the view model holds something that no record has yet: it must be kept."""
        return False

    def here(self) -> "Place | None":
        """Where one stands if that is another place than the one that was opened, else None."""
        return None

    def typed(self) -> Typed:
        """What stands half typed in this view; it is put into the next view of the same model."""
        return NOTHING_TYPED

    def put_typed(self, typed: Typed) -> None:
        """Put back what the former view held."""

    def head(self) -> ScreenHead:
        """What the bars show."""
        raise TypeError(f"{type(self).__name__} has no head")

    def keys(self) -> Mapping[str, str]:
        """Key name → action id, claimed always (F-keys, Esc, Page Up …)."""
        return NO_KEYS

    def typing_keys(self) -> Mapping[str, str]:
        """Key name → action id, claimed only while no text field has the focus."""
        return NO_KEYS

    def idle(self) -> frozenset[str]:
        """Actions of claimed keys that do nothing on the page in front; help leaves them out."""
        return frozenset()

    def next_step(self) -> str:
        """What is to be done next, in words; empty where the blue button says it."""
        return ""

    def act(self, action: str) -> None:
        """Do the action of a key or a button; unknown ones are ignored."""

    def scanned(self, scan: Scan) -> bool:  # noqa: ARG002 - screens that expect nothing
        """Take the scan, or return False so that the shell opens what was scanned."""
        return False

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcode → action id: those that mean something now; help shows them, too."""
        return NO_COMMANDS

    def command(self, code: CommandCode) -> bool:
        """Do a command barcode, or return False so that the shell says it means nothing here."""
        action = self.commands().get(code)
        if action is None:
            return False
        self.act(action)
        return True

    def reading(self, sent: SentReading) -> bool:  # noqa: ARG002 - screens without variable cells
        """Take what a gauge sent, or return False."""
        return False

    def expects_reading(self) -> bool:
        """True while a variable cell is active."""
        return False

    def in_sight(self) -> int | None:
        """Id of the lot, container or unit that the screen is about: F8 holds it."""
        return None

    def watched(self) -> tuple[int, ...]:
        """Ids of everything whose new hold must be told here: what is in sight, unless more is."""
        item_id = self.in_sight()
        return () if item_id is None else (item_id,)

    def opened(self) -> None:
        """The screen is in front now."""

    def left(self) -> None:
        """The screen is no longer in front; half-done work stays in its view model."""
