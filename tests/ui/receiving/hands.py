"""A pair of hands at the dock: keys and scans by the ways of the shell, and a count of them."""

from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from qtrace.app.fake_sound import FakeSound
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.ports import Tone
from qtrace.scanning.events import Repeat
from qtrace.ui.bench import Bench
from qtrace.ui.places import Place
from qtrace.ui.screen import Screen
from qtrace.ui.theme.paint import elided
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.verdict import VerdictSpec
from tests.ui.receiving.dock import Dock, scan_of


@dataclass
class Hands:
    """Keys through the key maps, scans through `scanned` and `command`, as the shell does it.

    Attributes:
        went: places that the screen wanted to go to.
        counted: motions by kind: scans, actions, typed words.
    """

    dock: Dock
    screen: Screen
    bench: Bench
    went: list[Place] = field(default_factory=list)
    counted: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.screen.wants.connect(self.went.append)

    def shown(self, width: int, height: int) -> "Hands":
        """Show the screen and let it look up what it is about."""
        self.screen.resize(width, height)
        self.screen.show()
        self.screen.opened()
        QApplication.processEvents()
        return self

    def press(self, name: str) -> None:
        """Press one key that means something here."""
        action = self.screen.keys().get(name) or self.screen.typing_keys().get(name)
        assert action is not None, f"{name} does nothing here"
        self.counted["action"] += 1
        self.screen.act(action)

    def may_press(self, name: str) -> bool:
        """True if the key does something now."""
        return name in {**self.screen.keys(), **self.screen.typing_keys()}

    def type(self, text: str) -> None:
        """Type a number with the digit keys."""
        self.counted["typed"] += 1
        for sign in text:
            self.screen.act(self.screen.typing_keys()[sign])

    def scan(self, text: str, repeat: Repeat = Repeat.FIRST) -> bool:
        """Scan; True if the screen took it."""
        self.counted["scan"] += 1
        scan = scan_of(text, self.dock.plant.clock.now(), repeat)
        if self.screen.scanned(scan):
            return True
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.COMMAND:
            return False
        assert found.command is not None
        return self.screen.command(found.command)

    @property
    def bar(self) -> ActionBar:
        """The action bar."""
        return self.screen.bar

    def button(self, key: str) -> str:
        """Words of the button with `key`."""
        return next(button.spec.text for button in self.bar.buttons if button.spec.key == key)

    def is_enabled(self, key: str) -> bool:
        """True if the button with `key` can be pressed."""
        return next(b.spec.enabled for b in self.bar.buttons if b.spec.key == key)

    @property
    def band(self) -> VerdictSpec:
        """What the band says."""
        return self.screen.band.spec

    @property
    def tones(self) -> list[Tone]:
        """What was heard."""
        sound = self.bench._sound
        assert isinstance(sound, FakeSound)
        return sound.played

    def picture(self) -> tuple[QPixmap, list[str]]:
        """The screen as painted, and texts that did not fit."""
        QApplication.processEvents()
        elided.clear()
        return self.screen.grab(), list(elided)
