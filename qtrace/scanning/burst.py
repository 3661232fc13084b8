"""Separates scanner bursts from typing by the time between keys; pure, no Qt, no clock.

The first keys of a burst look like typing. So every key that may begin one is held back until
the next key comes or the gap has passed; what turns out to be typing is given back in order.
Nothing that a device sent is ever given back: what is not whole becomes an unreadable burst.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qtrace.domain.codes.characters import GS
from qtrace.scanning.classify import (
    Around,
    Closing,
    Outcome,
    Typed,
    classify,
    hear,
)
from qtrace.scanning.keys import KEY_ALT
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.profiles import TERMINATORS, DeviceProfile, Timing
from qtrace.scanning.strokes import (
    KeyStroke,
    Kind,
    Run,
    can_begin,
    elapsed_ms,
    plain_text,
)


@dataclass(frozen=True, slots=True)
class Step:
    """Answer to one key event.

    Attributes:
        outcomes: what this event decided; handle these before letting it pass.
        swallow: keep the event from the widgets; otherwise let it pass now.
        before: what had ended before this event came; handle it first.
    """

    outcomes: tuple[Outcome, ...]
    swallow: bool
    before: tuple[Outcome, ...] = ()


_PASS = Step((), swallow=False)
_SWALLOW = Step((), swallow=True)


class BurstMachine:
    """Feeds on key events and answers with scans, readings and typing.

    Attributes:
        reading_expected: a variable cell is active, so a short decimal burst is a reading.
        setting_up: bursts are handed up as they came; silence alone ends one.
    """

    def __init__(
        self, profiles: Sequence[DeviceProfile] = (), timing: Timing | None = None
    ) -> None:
        self._profiles = tuple(profiles)
        self._timing = timing or Timing()
        self._prefixes = tuple(profile.prefix for profile in profiles if profile.prefix)
        self._endings = tuple(p.ending for p in profiles if p.ending and not p.prefix)
        self._run: Run | None = None
        self._owned: set[int] = set()
        self._typed_ms: int | None = None
        self._burst_ms: int | None = None
        self.reading_expected = False
        self.setting_up = False

    @property
    def open(self) -> bool:
        """True while keys are held back: shortcuts must not have them."""
        return self._run is not None

    @property
    def wait_ms(self) -> int | None:
        """How long to wait for the next key before calling `expire`; None: nothing is open."""
        run = self._run
        return None if run is None else run.patience_ms(self._timing, self._prefixes)

    def feed(self, stroke: KeyStroke) -> Step:
        """Judge one key event; the events of one station come in the order of the keyboard."""
        before = () if stroke.kind is Kind.COMMIT else self._close_if_over(stroke)
        step = self._take(stroke)
        return replace(step, before=before) if before else step

    def expire(self) -> tuple[Outcome, ...]:
        """Close the open run because no key came in time."""
        return self._close(Closing.SILENCE)

    def _close_if_over(self, stroke: KeyStroke) -> tuple[Outcome, ...]:
        """Close the open run if this stroke comes too late, or from elsewhere, to belong to it."""
        run = self._run
        if run is None:
            return ()
        late = elapsed_ms(run.last_ms, stroke.at_ms) > run.patience_ms(self._timing, self._prefixes)
        if late or stroke.source != run.source:
            return self._close(Closing.SILENCE)
        return ()

    def _take(self, stroke: KeyStroke) -> Step:
        match stroke.kind:
            case Kind.PRESS:
                return self._press(stroke)
            case Kind.RELEASE:
                return self._release(stroke)
            case Kind.COMMIT:
                return self._commit()

    def _press(self, stroke: KeyStroke) -> Step:
        self._owned.discard(stroke.identity)
        run = self._run
        if run is None:
            return self._press_first(stroke)
        if stroke.auto_repeat and not run.is_machine(self._timing):
            return Step(self._close(Closing.OTHER_KEY), swallow=False)
        if not stroke.is_modifier and not self._belongs(run, stroke):
            return Step(self._close(Closing.OTHER_KEY), swallow=False)
        run.add(stroke)
        if self._terminates(run, stroke):
            return Step(self._close(Closing.TERMINATOR), swallow=True)
        return _SWALLOW

    def _belongs(self, run: Run, stroke: KeyStroke) -> bool:
        """True unless the key stands for no text and a person is typing."""
        return bool(plain_text(stroke)) or can_begin(stroke) or run.is_machine(self._timing)

    def _press_first(self, stroke: KeyStroke) -> Step:
        if can_begin(stroke):
            self._run = Run(stroke.at_ms, stroke.source)
            self._run.add(stroke)
            return _SWALLOW
        text = plain_text(stroke)
        if text and text < " " and self._is_after_burst(stroke):
            self._burst_ms = stroke.at_ms
            self._owned.add(stroke.identity)
            return _SWALLOW
        return _PASS

    def _release(self, stroke: KeyStroke) -> Step:
        run = self._run
        if run is not None and stroke.key == KEY_ALT:
            run.finish_alt()
        if run is not None and stroke.identity in run.pressed:
            run.release(stroke)
            return _SWALLOW
        if stroke.identity in self._owned:
            self._owned.discard(stroke.identity)
            return _SWALLOW
        return _PASS

    def _commit(self) -> Step:
        """Text of an input method inside a burst: some of the keys never reached us."""
        run = self._run
        if run is None or not run.is_machine(self._timing):
            return Step(self._close(Closing.OTHER_KEY), swallow=False)
        run.notes.add(Note.IME)
        run.damage = Unreadable.IME
        return _SWALLOW

    def _terminates(self, run: Run, stroke: KeyStroke) -> bool:
        """True if this press ends the run: the taught suffix, else Enter, LF or Tab."""
        if self.setting_up:
            return False
        mine = next((p for p in self._profiles if p.prefix and run.head.startswith(p.prefix)), None)
        if mine is not None and mine.ending:
            return run.tail.endswith(mine.ending)
        if self._endings and run.tail.endswith(self._endings):
            return True
        text = plain_text(stroke)
        return bool(text) and text in TERMINATORS

    def _is_after_burst(self, stroke: KeyStroke) -> bool:
        """True if this key comes too soon after a burst to be anything but its end."""
        return (
            self._burst_ms is not None
            and elapsed_ms(self._burst_ms, stroke.at_ms) <= self._timing.gap_ms
        )

    def _close(self, closing: Closing) -> tuple[Outcome, ...]:
        """Judge the open run and forget it."""
        run = self._run
        if run is None:
            return ()
        self._run = None
        around = Around(
            closing=closing,
            after_keys=self._typed_ms is not None
            and elapsed_ms(self._typed_ms, run.began_ms) <= self._timing.silence_ms,
            after_burst=self._burst_ms is not None
            and elapsed_ms(self._burst_ms, run.began_ms) <= self._timing.gap_ms,
            reading_expected=self.reading_expected,
        )
        if self.setting_up:
            outcome = hear(run, self._timing)
        else:
            outcome = classify(run, around, self._profiles, self._timing)
        if isinstance(outcome, Typed):
            self._typed_ms = run.last_ms if run.joined().strip(GS) else None
        else:
            self._burst_ms = run.last_ms
            self._owned |= run.pressed
        return (outcome,)
