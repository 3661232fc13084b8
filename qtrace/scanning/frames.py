"""Cuts the byte stream of a serial device into frames; pure, no Qt, no clock.

A frame is what stands between two terminators, byte for byte: GS, RS and EOT are data. Only frame
characters at its ends go: in front STX, the byte order mark and what an earlier terminator left
(CR, LF); behind ETX, CR and LF. How the stream is chopped into chunks changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.scanning.notes import Unreadable

#: Longest frame that is kept, bytes, as `RawScan.data`.
LONGEST = 8 * 1024

_BOM = b"\xef\xbb\xbf"
_BEFORE = b"\x02\r\n"
_BEHIND = b"\x03\r\n"
#: Frame characters that may stand behind the longest frame.
_SPARE = 16


class Terminator(StrEnum):
    """What a device sends after each frame; the value is the word in the settings file."""

    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    TAB = "tab"
    ETX = "etx"
    SILENCE = "silence"

    @property
    def mark(self) -> bytes:
        """The bytes that end a frame; empty where silence does."""
        return _MARKS[self]


_MARKS = {
    Terminator.CR: b"\r",
    Terminator.LF: b"\n",
    Terminator.CRLF: b"\r\n",
    Terminator.TAB: b"\t",
    Terminator.ETX: b"\x03",
    Terminator.SILENCE: b"",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame without its frame characters.

    Attributes:
        data: the bytes, at most `LONGEST`.
        fault: why they are no whole frame and must not be used; None for a whole one.
    """

    data: bytes
    fault: Unreadable | None = None


def without_front(data: bytes) -> bytes:
    """`data` without the frame characters in front of it."""
    rest = data.lstrip(_BEFORE)
    while rest.startswith(_BOM):
        rest = rest.removeprefix(_BOM).lstrip(_BEFORE)
    return rest


class FrameReader:
    """Takes chunks and gives frames; frames of nothing but frame characters are left out.

    Args:
        terminator: what ends a frame.
        longest: bytes after which a frame is cut off and refused; the next one is not touched.
    """

    def __init__(self, terminator: Terminator, longest: int = LONGEST) -> None:
        self._mark = terminator.mark
        self._longest = longest
        self._bytes = bytearray()
        self._head: bytes | None = None

    @property
    def open(self) -> bool:
        """True while bytes wait for the rest of their frame."""
        return self._head is not None or bool(self._bytes)

    def feed(self, chunk: bytes) -> tuple[Frame, ...]:
        """The frames that `chunk` completes, in order."""
        looked_at = len(self._bytes)
        self._bytes += chunk
        frames: list[Frame] = []
        while self._mark:
            at = self._bytes.find(self._mark, max(0, looked_at - len(self._mark) + 1))
            if at < 0:
                break
            frames.extend(self._cut(at))
            looked_at = 0
        self._shorten()
        return tuple(frames)

    def expire(self) -> tuple[Frame, ...]:
        """Silence: where it ends frames the frame is whole, else its terminator never came."""
        return self._end(None if not self._mark else Unreadable.SUFFIX_MISSING)

    def abort(self) -> tuple[Frame, ...]:
        """The line broke: what waits is a fragment, whatever it looks like."""
        return self._end(Unreadable.FRAGMENT)

    def _cut(self, at: int) -> tuple[Frame, ...]:
        """Take the frame that ends at `at` out of the buffer."""
        data = bytes(self._bytes[:at])
        del self._bytes[: at + len(self._mark)]
        return self._framed(data, None)

    def _end(self, fault: Unreadable | None) -> tuple[Frame, ...]:
        data = bytes(self._bytes)
        self._bytes.clear()
        return self._framed(data, fault)

    def _framed(self, data: bytes, fault: Unreadable | None) -> tuple[Frame, ...]:
        """The frame of `data`, or of the head that was kept when it grew too long."""
        head, self._head = self._head, None
        whole = without_front(data)
        payload = whole.rstrip(_BEHIND)
        if head is None and self._is_too_long(whole, payload):
            head = whole[: self._longest]
        if head is not None:
            return (Frame(head, Unreadable.TOO_LONG),)
        return (Frame(payload, fault),) if payload else ()

    def _is_too_long(self, whole: bytes, payload: bytes) -> bool:
        return len(payload) > self._longest or len(whole) > self._longest + _SPARE

    def _shorten(self) -> None:
        """Keep no front, and of a frame that is too long the head and what may begin its end."""
        keep = max(0, len(self._mark) - 1)
        if self._head is None:
            whole = without_front(bytes(self._bytes))
            self._bytes[:] = whole
            if len(whole) - keep > self._longest + _SPARE:
                self._head = whole[: self._longest]
        if self._head is not None:
            del self._bytes[: len(self._bytes) - keep]
