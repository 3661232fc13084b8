"""Photos are judged from their bytes: what they are, and what is wrong with files that are none."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.photos import MOST_BYTES, Photo, PhotoReason, judge_photo


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(width: int = 4, height: int = 3) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    pixels = zlib.compress(b"\x00" * ((width + 1) * height)) if width * height < 1000 else b"x"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\x08\x00\x00\x00\x00")
        + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )  # fmt: skip


def jpeg(width: int = 4, height: int = 3, before: bytes = b"") -> bytes:
    frame = b"\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x01\x01\x11\x00"
    return (
        b"\xff\xd8" + before + b"\xff\xc0" + (len(frame) + 2).to_bytes(2, "big") + frame
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" * 8 + b"\xff\xd9"
    )  # fmt: skip


EXIF = b"\xff\xe1\x00\x08Exif\x00\x00"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (png(), Photo("image/png", 4, 3)),
        (png() + b"trailer", Photo("image/png", 4, 3)),
        (jpeg(), Photo("image/jpeg", 4, 3)),
        (jpeg(640, 480, EXIF), Photo("image/jpeg", 640, 480)),
        (jpeg(before=b"\xff\xff\x01" + EXIF), Photo("image/jpeg", 4, 3)),
        (b"", PhotoReason.EMPTY),
        (b"GIF89a", PhotoReason.NOT_AN_IMAGE),
        (b"%PDF-1.7", PhotoReason.NOT_AN_IMAGE),
        (png() + b"x" * MOST_BYTES, PhotoReason.TOO_LARGE),
        (png(20_000, 20_000), PhotoReason.TOO_MANY_PIXELS),
        (png(0, 3), PhotoReason.DAMAGED),
        (jpeg(4, 0), PhotoReason.DAMAGED),
        (png()[:-12], PhotoReason.DAMAGED),
        (png()[:-1], PhotoReason.DAMAGED),
        (png()[:20], PhotoReason.DAMAGED),
        (png().replace(b"IDAT", b"JDAT"), PhotoReason.DAMAGED),
        (b"\x89PNG\r\n\x1a\nxxxxYYYY", PhotoReason.DAMAGED),
        (jpeg()[:-2], PhotoReason.DAMAGED),
        (jpeg()[:12], PhotoReason.DAMAGED),
        (b"\xff\xd8\xff", PhotoReason.DAMAGED),
        (b"\xff\xd8" + EXIF + b"no marker", PhotoReason.DAMAGED),
    ],
)
def test_what_a_file_is(data, found):
    assert judge_photo(data) == found


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_any_bytes_have_an_answer(data, start):
    assert isinstance(judge_photo(start + data), Photo | PhotoReason)


@given(st.integers(1, 400))
def test_a_photo_that_was_cut_off_is_never_taken_for_whole(length):
    for whole in (png(), jpeg(640, 480, EXIF)):
        if length < len(whole):
            assert not isinstance(judge_photo(whole[:length]), Photo)
