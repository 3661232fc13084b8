"""Photos as evidence: what a file really is, judged from its bytes alone.

A photo is kept as it came, byte for byte with what the camera noted in it (time, place, device):
its hash is that of the original file, so the original can be shown to be the same. Where a photo is
drawn, its pixels are drawn anew and the notes stay behind.
Source: JPEG ITU-T T.81 annex B (markers), PNG ISO/IEC 15948 clause 5 (chunks).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 80_000_000

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG frame, which hold its size."""
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
"""JPEG markers without a length."""
_END: Final = 0xD9
_SCAN: Final = 0xDA


class PhotoReason(StrEnum):
    """Why a file cannot be a photo of a reading."""

    EMPTY = "PHOTO_EMPTY"
    TOO_LARGE = "PHOTO_TOO_LARGE"
    NOT_AN_IMAGE = "PHOTO_NOT_AN_IMAGE"
    DAMAGED = "PHOTO_DAMAGED"
    TOO_MANY_PIXELS = "PHOTO_TOO_MANY_PIXELS"
    EXISTS = "PHOTO_EXISTS"
    NO_READING = "PHOTO_NO_READING"
    UNREADABLE = "PHOTO_UNREADABLE"
    NO_PICTURE = "PHOTO_NO_PICTURE"


@dataclass(frozen=True, slots=True)
class Photo:
    """An image: its media type and its size in pixels, as its file says."""

    media_type: str
    width: int
    height: int


def judge_photo(data: bytes) -> Photo | PhotoReason:
    """What the file is, or why it cannot be kept; total over any bytes.

    The structure is walked to its end, so a file that was cut off is found; the pixels themselves
    are not unpacked.
    """
    if not data:
        return PhotoReason.EMPTY
    if len(data) > MOST_BYTES:
        return PhotoReason.TOO_LARGE
    if data.startswith(_PNG):
        size, media_type = _png_size(data), "image/png"
    elif data.startswith(_JPEG):
        size, media_type = _jpeg_size(data), "image/jpeg"
    else:
        return PhotoReason.NOT_AN_IMAGE
    if size is None or not size[0] or not size[1]:
        return PhotoReason.DAMAGED
    if size[0] * size[1] > MOST_PIXELS:
        return PhotoReason.TOO_MANY_PIXELS
    return Photo(media_type, *size)


def _number(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "big")


def _png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height, or None if the chunks do not lead from IHDR to IEND."""
    if data[12:16] != b"IHDR" or _number(data, 8, 4) != 13:
        return None
    place, has_pixels = len(_PNG), False
    while place + 12 <= len(data):
        kind = data[place + 4 : place + 8]
        has_pixels = has_pixels or kind == b"IDAT"
        place += 12 + _number(data, place, 4)
        if kind == b"IEND":
            whole = has_pixels and place <= len(data)
            return (_number(data, 16, 4), _number(data, 20, 4)) if whole else None
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height, or None if the markers do not lead from the frame over a scan to the end."""
    place, size = 2, None
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker in _BARE:
            place += 2
        elif marker == _SCAN:
            return size if data.rfind(bytes((0xFF, _END)), place) > 0 else None
        else:
            if marker in _FRAMES:
                size = _number(data, place + 7, 2), _number(data, place + 5, 2)
            place += 2 + _number(data, place + 2, 2)
    return None
