"""Camera buffers become grey pictures, padding and size taken at their word or refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.scanning.camera_layouts import Layout, grey_picture

BYTES = {Layout.GREY: 1, Layout.GREY_16: 2, Layout.YUYV: 2, Layout.UYVY: 2}


@pytest.mark.parametrize(
    ("layout", "pixel", "grey"),
    [
        (Layout.GREY, [7], 7),
        (Layout.GREY_16, [1, 7], 7),
        (Layout.YUYV, [7, 1], 7),
        (Layout.UYVY, [1, 7], 7),
        (Layout.AYUV, [1, 7, 2, 3], 7),
        (Layout.BGRA, [10, 20, 30, 255], 20),
        (Layout.RGBA, [0, 255, 0, 1], 127),
        (Layout.ARGB, [255, 255, 255, 255], 255),
        (Layout.ABGR, [0, 0, 0, 255], 63),
    ],
)
def test_the_brightness_of_a_pixel(layout, pixel, grey):
    row = bytes(pixel) * 4 + b"pad"
    picture = grey_picture(layout, row * 2, (4, 2), len(row))
    assert (picture.pixels, picture.width, picture.height) == (bytes([grey]) * 8, 4, 2)


def test_rows_may_come_from_the_bottom():
    assert grey_picture(Layout.GREY, b"abcd", (2, 2), 2, bottom_up=True).pixels == b"cdab"


@pytest.mark.parametrize(
    ("plane", "size", "line"),
    [
        (b"abc", (2, 2), 2),
        (b"abcd", (0, 2), 2),
        (b"abcd", (2, -1), 2),
        (b"abcd", (2, 2), 1),
        (b"", (1, 1), 1),
    ],
)
def test_a_buffer_that_is_too_small_is_refused(plane, size, line):
    with pytest.raises(ValueError, match=r"bytes are less|picture of"):
        grey_picture(Layout.GREY, plane, size, line)


def test_the_last_row_needs_no_padding():
    assert grey_picture(Layout.GREY, b"ab_cd", (2, 2), 3).pixels == b"abcd"


@given(st.sampled_from(Layout), st.integers(1, 9), st.integers(1, 9), st.integers(0, 5))
def test_every_layout_gives_every_size(layout, width, height, pad):
    line = width * BYTES.get(layout, 4) + pad
    random = np.random.default_rng(width * 100 + height).integers(0, 256, line * height)
    picture = grey_picture(layout, random.astype(np.uint8), (width, height), line)
    assert len(picture.pixels) == width * height
