"""What the characters of a keyboard scanner are changed to before anybody reads them; pure.

The one place where prefix, suffix and stand-ins for GS are taken away: live scans and
`qtrace codes parse --layer wedge` both come through here.
"""

import re
from dataclasses import dataclass
from functools import cache

from qtrace.domain.codes.carriers import Carrier, split_carrier
from qtrace.domain.codes.characters import GS
from qtrace.domain.scanners.heard import is_full_width
from qtrace.scanning.notes import Note
from qtrace.scanning.profiles import TERMINATORS, DeviceProfile

_CAPS_MATRIX = re.compile(r"\]D[0-6]")
#: An AIM identifier, behind an STX that nobody taught: its bracket never stands for GS.
_AIM = re.compile(r"\x02?\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class WedgeText:
    """A text as it is read.

    Attributes:
        body: without prefix and suffix, everything else as it came.
        text: the body with GS as 0x1D.
        notes: what was seen.
        start: how many characters of the prefix were taken away.
        stand_ins: where a GS of `text` stood for something longer, and how much longer.
    """

    body: str
    text: str
    notes: frozenset[Note] = frozenset()
    start: int = 0
    stand_ins: tuple[tuple[int, int], ...] = ()

    def place(self, position: int) -> int:
        """Where the character at `position` of `text` came, counted from 0."""
        return self.start + position + sum(n for at, n in self.stand_ins if at < position)


def wedge_text(raw: str, profile: DeviceProfile) -> WedgeText:
    """Take prefix, suffix and stand-ins for GS away; spaces and odd characters stay.

    Args:
        raw: the characters as they came.
        profile: what the device was taught to send.
    """
    body = raw.removeprefix(profile.prefix)
    start = len(raw) - len(body)
    if profile.suffix:
        body = body.removesuffix(profile.ending)
    return _with_gs(body.rstrip(TERMINATORS), start, profile)


def sign_notes(text: str) -> frozenset[Note]:
    """What is odd about the characters: no label carries them."""
    if text.isascii():
        return frozenset()
    wide = any(map(is_full_width, text))
    return frozenset({Note.NON_ASCII, Note.FULL_WIDTH} if wide else {Note.NON_ASCII})


@cache
def _stand_in(profile: DeviceProfile) -> re.Pattern[str] | None:
    """Expression of everything that this device sends for GS, the longest first."""
    words = {word for word in (*profile.gs_texts, profile.gs_substitute) if word}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))) if words else None


def _with_gs(body: str, start: int, profile: DeviceProfile) -> WedgeText:
    """Put GS where the device sends something else for it."""
    notes: set[Note] = set()
    parts, stand_ins, end, length = [], [], 0, 0
    expression = _stand_in(profile)
    aim = _AIM.match(body)
    for found in expression.finditer(body, aim.end() if aim else 0) if expression else ():
        word = found.group()
        is_substitute = word == profile.gs_substitute
        notes.add(Note.GS_SUBSTITUTE if is_substitute else Note.GS_TEXT)
        parts += [body[end : found.start()], GS]
        length += found.start() - end
        stand_ins.append((length, len(word) - 1))
        length += 1
        end = found.end()
    text = "".join((*parts, body[end:]))
    notes |= sign_notes(text)
    if split_carrier(text)[0] is Carrier.SWAPPED_CASE or _CAPS_MATRIX.match(text):
        notes.add(Note.CAPS)
    return WedgeText(body, text, frozenset(notes), start, tuple(stand_ins))
