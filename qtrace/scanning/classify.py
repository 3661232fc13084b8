"""Judges a closed run of keys: scan, gauge reading, unreadable burst, or plain typing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.codes.checks import mod10_ok
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.profiles import DeviceProfile, DeviceRole, Timing
from qtrace.scanning.strokes import KeyStroke, Run
from qtrace.scanning.wedge_text import WedgeText, wedge_text

WEDGE = DeviceProfile("wedge")

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)")
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_READING_MAX = 12
#: From this length on, digits without a decimal sign are a number on a label, not a reading.
_NUMBER_MIN = 8
_FRAGMENT_MIN = 4
_TRADE_NUMBER_LENGTHS = (8, 12, 13, 14)
#: Fewer keys than the shortest check code has are somebody's hands.
_CHECK_MIN = 8
_WAYS = {Note.GS_CTRL: GsWay.CTRL_KEY, Note.GS_F8: GsWay.F8, Note.GS_ALT: GsWay.ALT}


class Closing(StrEnum):
    """Why a run ended."""

    TERMINATOR = "terminator"
    SILENCE = "silence"
    OTHER_KEY = "other_key"


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys a person pressed: send them on, in this order."""

    strokes: tuple[KeyStroke, ...]


@dataclass(frozen=True, slots=True)
class ScanBurst:
    """A whole scan."""

    data: bytes
    device: str
    notes: tuple[Note | Unreadable, ...]


@dataclass(frozen=True, slots=True)
class UnreadableBurst:
    """Keys no person typed, that are no whole scan either: shown and counted, never used."""

    data: bytes
    device: str
    notes: tuple[Note | Unreadable, ...]


@dataclass(frozen=True, slots=True)
class ReadingBurst:
    """A reading from a keyboard gauge."""

    text: str
    device: str
    taught: bool


@dataclass(frozen=True, slots=True)
class HeardBurst:
    """Everything a scanner pressed for one check code; comes only while a scanner is set up."""

    heard: Heard


Outcome = Typed | ScanBurst | UnreadableBurst | ReadingBurst | HeardBurst


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounded a run.

    Attributes:
        closing: why it ended.
        after_keys: it began so soon after typed keys that its first characters may be among them.
        after_burst: it began right behind another burst.
        reading_expected: a variable cell is active.
    """

    closing: Closing
    after_keys: bool = False
    after_burst: bool = False
    reading_expected: bool = False


def is_trade_number(text: str) -> bool:
    """True for 8, 12, 13 or 14 digits with a right check digit (GS1 modulo 10)."""
    return (
        len(text) in _TRADE_NUMBER_LENGTHS and text.isascii() and text.isdigit() and mod10_ok(text)
    )


def is_short_decimal(text: str) -> bool:
    """True for what a keyboard gauge sends: a decimal number of at most 12 characters."""
    if len(text) > _READING_MAX or not _DECIMAL.fullmatch(text):
        return False
    return not text.isdigit() or len(text) < _NUMBER_MIN


def choose_profile(text: str, profiles: Sequence[DeviceProfile]) -> DeviceProfile | None:
    """The taught device whose prefix, or whose own suffix, this text carries.

    The longest prefix wins; a suffix decides only among devices that have no prefix.
    """
    by_prefix = [p for p in profiles if p.prefix and text.startswith(p.prefix)]
    if by_prefix:
        return max(by_prefix, key=lambda profile: len(profile.prefix))
    by_suffix = [p for p in profiles if not p.prefix and p.ending and text.endswith(p.ending)]
    return max(by_suffix, key=lambda profile: len(profile.ending), default=None)


def classify(
    run: Run, around: Around, profiles: Sequence[DeviceProfile], timing: Timing
) -> Outcome:
    """Judge a closed run."""
    run.finish_alt()
    text = run.joined()
    profile = choose_profile(text, profiles)
    prefixed = profile is not None and bool(profile.prefix) and run.faster_than(timing.gap_ms)
    if not (prefixed or run.is_machine(timing)):
        return _slow(run, around, text)
    device = profile or _default(profiles)
    judged = _Judged(run, around, device, wedge_text(text, device), timing)
    return _judge(judged, taught_gauge=any(p.role is DeviceRole.GAUGE for p in profiles))


def hear(run: Run, timing: Timing) -> Outcome:
    """A closed run while a scanner is set up: all that came, suffix included, or typing.

    Also what comes too slowly for a scan is heard, so that this can be said.
    """
    run.finish_alt()
    if len(run.gaps) + 1 < _CHECK_MIN or not run.faster_than(timing.gap_ms):
        return Typed(tuple(run.held))
    return HeardBurst(
        Heard(
            run.joined(),
            tuple(run.gaps),
            frozenset(_WAYS[note] for note in run.notes if note in _WAYS),
            lost=run.damage in (Unreadable.FOREIGN_KEY, Unreadable.TOO_LONG),
            composed=run.damage is Unreadable.IME,
        )
    )


def _slow(run: Run, around: Around, text: str) -> Outcome:
    """Typing, unless it hangs on the end of a burst."""
    if around.after_burst:
        return _unreadable(run, text, run.source or WEDGE.name, Unreadable.TAIL)
    return Typed(tuple(run.held))


def _default(profiles: Sequence[DeviceProfile]) -> DeviceProfile:
    """The scanner that carries neither prefix nor suffix of its own, else the plain wedge."""
    return next((p for p in profiles if not p.taught and p.role is DeviceRole.SCANNER), WEDGE)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A burst with the device it came from and its text without prefix and suffix."""

    run: Run
    around: Around
    device: DeviceProfile
    wedge: WedgeText
    timing: Timing

    @property
    def name(self) -> str:
        """Device name; what the keys themselves carry wins."""
        return self.run.source or self.device.name


def _judge(judged: _Judged, *, taught_gauge: bool) -> Outcome:
    """Scan, reading or unreadable: this was not typed by a person."""
    device, text = judged.device, judged.wedge.body
    if device.role is DeviceRole.GAUGE and judged.run.damage is None and text:
        return ReadingBurst(text, judged.name, taught=True)
    if _counts_as_reading(judged, taught_gauge=taught_gauge):
        return ReadingBurst(text, judged.name, taught=False)
    fault = _fault(judged)
    if fault is None:
        return ScanBurst(_bytes(judged.wedge.text), judged.name, _noted(judged))
    if fault is Unreadable.FRAGMENT and len(judged.run.gaps) + 1 < _FRAGMENT_MIN:
        return Typed(tuple(judged.run.held))
    return _unreadable(judged.run, text, judged.name, fault)


def _counts_as_reading(judged: _Judged, *, taught_gauge: bool) -> bool:
    """True for an untaught gauge: short decimal, ended by a key, while a cell waits for it."""
    around = judged.around
    return (
        around.reading_expected
        and not taught_gauge
        and not judged.device.prefix
        and around.closing is Closing.TERMINATOR
        and not (around.after_keys or around.after_burst)
        and judged.run.damage is None
        and is_short_decimal(judged.wedge.body)
    )


def _fault(judged: _Judged) -> Unreadable | None:  # noqa: PLR0911 - one line a fault, in order
    """Why a burst must not be used, or None when it is whole."""
    run, around, device = judged.run, judged.around, judged.device
    ended = around.closing is Closing.TERMINATOR
    if run.damage is not None:
        return run.damage
    if around.closing is Closing.OTHER_KEY:
        return Unreadable.FOREIGN_KEY
    if around.after_keys:
        return Unreadable.AFTER_KEYS
    if device.suffix and not ended:
        return Unreadable.SUFFIX_MISSING
    if _long_enough(judged, ended=ended):
        return None
    if around.after_burst:
        return Unreadable.TAIL
    return Unreadable.SHORT if ended else Unreadable.FRAGMENT


def _long_enough(judged: _Judged, *, ended: bool) -> bool:
    """True for a code of the least length, or for anything behind an AIM identifier.

    What a key ended may be shorter, and shorter still behind a taught prefix.
    """
    text, timing = judged.wedge.body, judged.timing
    if (_AIM.match(text) and len(text) > 3) or len(text) >= timing.min_length:
        return True
    least = timing.min_marked if judged.device.prefix else timing.min_ended
    return ended and len(text) >= least and not _AIM.match(text) and not is_short_decimal(text)


def _noted(judged: _Judged) -> tuple[Note, ...]:
    """Everything that was seen: of the keys, of the characters, of the end."""
    odd = {Note.NON_ASCII, Note.FULL_WIDTH}  # of the text that is read, not of the prefix
    notes = (judged.run.notes - odd) | judged.wedge.notes
    if judged.around.closing is not Closing.TERMINATOR and not judged.device.suffix:
        notes.add(Note.NO_SUFFIX)
    expected = judged.around.reading_expected and not judged.device.taught
    if expected and is_trade_number(judged.wedge.text):
        notes.add(Note.AMBIGUOUS_NUMBER)
    return tuple(sorted(notes))


def _unreadable(run: Run, text: str, device: str, why: Unreadable) -> UnreadableBurst:
    """A burst that is kept as it came, with the reason among its notes."""
    return UnreadableBurst(_bytes(text), device, (*sorted(run.notes), Note.UNREADABLE, why))


def _bytes(text: str) -> bytes:
    """Bytes of the characters; half surrogates survive as they are."""
    return text.encode("utf-8", "surrogatepass")
