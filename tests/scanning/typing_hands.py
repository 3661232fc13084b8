"""Key strokes as plain data, for the tests of the burst machine."""

from collections.abc import Iterable, Sequence

from qtrace.scanning import keys
from qtrace.scanning.burst import BurstMachine
from qtrace.scanning.classify import Outcome, ScanBurst, Typed
from qtrace.scanning.strokes import KeyStroke, Kind

SPECIAL = {"\r": keys.KEY_RETURN, "\t": keys.KEY_TAB}
GS_CTRL = KeyStroke(0, keys.KEY_BRACKET_RIGHT, "\x1d", keys.CONTROL)
GS_F8 = KeyStroke(0, keys.KEY_F8, "")


def press(at_ms: int, sign: str, **more) -> KeyStroke:
    return KeyStroke(at_ms, SPECIAL.get(sign, ord(sign.upper()[0])), sign, **more)


def moved(stroke: KeyStroke, at_ms: int, kind: Kind = Kind.PRESS) -> KeyStroke:
    return KeyStroke(at_ms, stroke.key, stroke.text, stroke.modifiers, kind)


def down_up(signs: Iterable[str | KeyStroke], start: int, gaps: Sequence[int]) -> list[KeyStroke]:
    """Press and release of each sign; `gaps` repeats."""
    events, now = [], start
    for number, sign in enumerate(signs):
        stroke = press(0, sign) if isinstance(sign, str) else sign
        events.append(moved(stroke, now))
        events.append(moved(stroke, now, Kind.RELEASE))
        now += gaps[number % len(gaps)]
    return events


class Bench:
    """A machine with everything it said, and every event that reached the widgets at once."""

    def __init__(self, *profiles, **machine) -> None:
        self.machine = BurstMachine(profiles, **machine)
        self.outcomes: list[Outcome] = []
        self.passed: list[KeyStroke] = []
        self.now = 1_000

    def play(self, events: Iterable[KeyStroke]) -> None:
        for event in events:
            step = self.machine.feed(event)
            self.outcomes += [*step.before, *step.outcomes]
            if not step.swallow:
                self.passed.append(event)

    def scan(self, signs: Iterable[str | KeyStroke], gap: int = 5, *, silent: bool = True) -> None:
        """Send signs at one rate, then nothing for a long time."""
        events = down_up(signs, self.now, [gap])
        self.play(events)
        self.now = events[-1].at_ms + 5_000
        if silent:
            self.outcomes += self.machine.expire()

    def typed(self, signs: Iterable[str | KeyStroke], gap: int = 120) -> None:
        self.scan(signs, gap)

    @property
    def only(self) -> Outcome:
        assert len(self.outcomes) == 1, self.outcomes
        return self.outcomes[0]

    @property
    def scans(self) -> list[bytes]:
        return [outcome.data for outcome in self.outcomes if isinstance(outcome, ScanBurst)]

    @property
    def widget_text(self) -> str:
        """What fields would hold: everything given back or let through, pressed, in order."""
        held = [s for o in self.outcomes if isinstance(o, Typed) for s in o.strokes]
        return "".join(s.text for s in [*held, *self.passed] if s.kind is Kind.PRESS)
