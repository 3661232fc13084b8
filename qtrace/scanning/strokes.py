"""One run of keys in quick succession, and the text it stands for."""

from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

from qtrace.domain.codes.characters import GS
from qtrace.scanning import keys
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.profiles import Timing
from qtrace.scanning.wedge_text import sign_notes

#: `RawScan.data` holds at most this many bytes.
MAX_BYTES = 8 * 1024

_WRAP = 1 << 32  # X11 counts milliseconds in 32 bits
_WRAP_SLACK = 60_000
_FAR = 1 << 40
_EDGE = 32  # characters kept at hand of either end of a run; prefixes and suffixes are shorter


class Kind(StrEnum):
    """What happened to a key; a commit is text from an input method."""

    PRESS = "press"
    RELEASE = "release"
    COMMIT = "commit"


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """One key event as the operating system told it.

    Attributes:
        at_ms: time stamp of the event, milliseconds; only differences mean anything.
        key: number of the key as in `Qt::Key`.
        text: text the key stands for; may be empty.
        modifiers: bits as in `Qt::KeyboardModifier`.
        kind: press, release, or a commit of an input method.
        auto_repeat: the key was held down.
        physical: the key's place on the keyboard; the same for its press and release.
        source: device name when it is certain (the scan panel), else empty.
    """

    at_ms: int
    key: int
    text: str = ""
    modifiers: int = 0
    kind: Kind = Kind.PRESS
    auto_repeat: bool = False
    physical: int = 0
    source: str = ""

    @property
    def identity(self) -> int:
        """What a release has in common with its press."""
        return self.physical or self.key

    @property
    def is_modifier(self) -> bool:
        """True for Shift, Ctrl, Alt and the locks by themselves."""
        return self.key in keys.MODIFIER_KEYS


def elapsed_ms(earlier: int, later: int) -> int:
    """Milliseconds between two time stamps, across the 32-bit wrap; very long if time ran back."""
    delta = later - earlier
    if delta >= 0:
        return delta
    wrapped = delta + _WRAP
    return wrapped if 0 <= wrapped <= _WRAP_SLACK else _FAR


def is_gs_key(stroke: KeyStroke) -> bool:
    """True for the keys that scanners press for GS: Ctrl+] and F8."""
    if stroke.key == keys.KEY_F8:
        return stroke.modifiers == 0
    ctrl = bool(stroke.modifiers & keys.CONTROL) and not stroke.modifiers & keys.ALT
    return stroke.text == GS or (ctrl and stroke.key == keys.KEY_BRACKET_RIGHT)


def plain_text(stroke: KeyStroke) -> str:
    """Text of a press; Ctrl+letter gives its control character where the system gives none."""
    if stroke.text:
        return stroke.text
    if stroke.key in (keys.KEY_RETURN, keys.KEY_ENTER):
        return "\r"
    if stroke.key == keys.KEY_TAB:
        return "\t"
    ctrl = bool(stroke.modifiers & keys.CONTROL) and not stroke.modifiers & keys.ALT
    return chr(stroke.key & 0x1F) if ctrl and 0x41 <= stroke.key <= 0x5F else ""


def can_begin(stroke: KeyStroke) -> bool:
    """True if a scan may begin with this press, so that it has to be held back for a moment."""
    if stroke.kind is not Kind.PRESS or stroke.auto_repeat or stroke.is_modifier:
        return False
    if is_gs_key(stroke):
        return True
    text = plain_text(stroke)
    return bool(text) and (text[0] >= " " or text[0] == "\x02") and text[0] != "\x7f"


@dataclass(slots=True)
class Run:
    """Keys that came without a pause; grows until it is closed.

    Attributes:
        began_ms: time stamp of the first key.
        source: device name carried by the keys, if any.
        held: every event that was kept back, in order, for replaying.
        text: the characters so far, GS as 0x1D.
        gaps: milliseconds between one character and the next.
        notes: what was seen.
        damage: set when characters were certainly lost.
        head: the first characters.
        tail: the last characters.
        last_ms: time stamp of the last key.
    """

    began_ms: int
    source: str = ""
    held: list[KeyStroke] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    notes: set[Note] = field(default_factory=set)
    damage: Unreadable | None = None
    pressed: set[int] = field(default_factory=set)
    head: str = ""
    tail: str = ""
    last_ms: int = 0
    _last_char_ms: int | None = None
    _alt: str = ""
    _length: int = 0

    def add(self, stroke: KeyStroke) -> None:
        """Take in one press."""
        self.held.append(stroke)
        self.pressed.add(stroke.identity)
        self.last_ms = stroke.at_ms
        if stroke.is_modifier:
            self.finish_alt()
            return
        if self._last_char_ms is not None:
            self.gaps.append(elapsed_ms(self._last_char_ms, stroke.at_ms))
        self._last_char_ms = stroke.at_ms
        if stroke.auto_repeat:
            self.notes.add(Note.AUTO_REPEAT)
        if stroke.modifiers & keys.ALT and stroke.text.isascii() and stroke.text.isdigit():
            self._alt += stroke.text
            return
        self.finish_alt()
        self._add_text(stroke)

    def release(self, stroke: KeyStroke) -> None:
        """Take in the release of a key that was held back."""
        self.held.append(stroke)
        self.pressed.discard(stroke.identity)

    def finish_alt(self) -> None:
        """Turn the digits typed with Alt into the character they stand for."""
        digits, self._alt = self._alt, ""
        if not digits:
            return
        code = int(digits[-4:])
        if len(digits) < 2 or not 0 < code < 256:
            self._append(digits)
        elif code == ord(GS):
            self.notes.add(Note.GS_ALT)
            self._append(GS)
        else:
            self.notes.add(Note.ALT_CODES)
            self._append(chr(code))

    def _add_text(self, stroke: KeyStroke) -> None:
        """Append what a press stands for, or note that nothing is known about it."""
        if is_gs_key(stroke):
            if stroke.key == keys.KEY_F8:
                self.notes.add(Note.GS_F8)
            elif stroke.modifiers & keys.CONTROL:
                self.notes.add(Note.GS_CTRL)
            self._append(GS)
            return
        text = plain_text(stroke)
        if text:
            self._append(text)
        else:
            self.damage = self.damage or Unreadable.FOREIGN_KEY

    def _append(self, text: str) -> None:
        """Append characters and note those that no label carries."""
        self._length += len(text.encode("utf-8", "surrogatepass"))
        if self._length > MAX_BYTES:
            self.damage = Unreadable.TOO_LONG
            self.held.clear()
            return
        self.notes |= sign_notes(text)
        if len(self.head) < _EDGE:
            self.head += text
        self.tail = (self.tail + text)[-_EDGE:]
        self.text.append(text)

    def joined(self) -> str:
        """The characters so far."""
        return "".join(self.text)

    def is_machine(self, timing: Timing) -> bool:
        """True once at least three keys came faster than a person types."""
        return self.faster_than(timing.fast_ms)

    def faster_than(self, limit_ms: int) -> bool:
        """True if at least three keys came, and half of the times between them keep the limit."""
        return len(self.gaps) >= 2 and median(self.gaps[-_EDGE:]) <= limit_ms

    def patience_ms(self, timing: Timing, prefixes: tuple[str, ...]) -> int:
        """How long this run may pause before it counts as ended."""
        if self.is_machine(timing) or self.head.startswith(prefixes):
            return timing.silence_ms
        return timing.gap_ms
