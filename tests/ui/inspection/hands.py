"""A pair of hands at the bench that counts what it does."""

from collections import Counter
from dataclasses import dataclass, field

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.gauge_readings import SentReading
from qtrace.ui.inspection.inspection_screen import InspectionScreen
from tests.support.plants import PIN
from tests.ui.inspection.scenes import scan_of


@dataclass
class Hands:
    """Does everything through the key maps and the scan path that the shell uses.

    Attributes:
        counted: how often each kind of motion was made.
    """

    screen: InspectionScreen
    counted: Counter = field(default_factory=Counter)

    def key(self, name: str, kind: str = "action") -> None:
        """Press one key; typing keys only if no text field has the focus."""
        screen = self.screen
        action = screen.keys().get(name) or screen.typing_keys().get(name)
        assert action is not None, f"{name} does nothing here"
        self.counted[kind] += 1
        screen.act(action)

    def keys(self, text: str, kind: str) -> None:
        """Type a word as one motion."""
        for name in text:
            action = self.screen.typing_keys()[name]
            self.screen.act(action)
        self.counted[kind] += 1

    def value(self, text: str) -> None:
        """Type a value and Enter."""
        self.keys(text, "value")
        self.screen.act(self.screen.typing_keys()["Enter"])

    def burst(self, text: str) -> None:
        """Press DATA on the gauge."""
        assert self.screen.expects_reading()
        assert self.screen.reading(SentReading(text))
        self.counted["burst"] += 1

    def scan(self, text: str, repeat: str = "first") -> bool:
        """Scan one of our codes; True if the screen took it."""
        scan = scan_of(text, repeat)
        self.counted["scan"] += 1
        if self.screen.scanned(scan):
            return True
        code = scan.interpretation
        assert isinstance(code, InternalCode)
        is_command = code.kind is InternalKind.COMMAND and code.command is not None
        return is_command and self.screen.command(code.command)

    def pin(self, pin: str = PIN) -> None:
        """Type the PIN and Enter."""
        self.keys(pin, "pin")
        self.screen.act(self.screen.typing_keys()["Enter"])
