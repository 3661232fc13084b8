"""Whatever stands in a picture, and whatever shape it has, the decoder answers with a list."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrace.scanning.cascade import CascadeState, read_live, read_picture
from qtrace.scanning.decode import decode_gray
from tests.scanning.camera_pictures import BRACKETED, ELEMENT_STRING, Format, modules

SIDES = st.one_of(st.integers(1, 40), st.sampled_from([64, 97, 160, 233]))
MATRIX = np.kron(
    modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True), np.ones((4, 4), np.uint8)
)


@st.composite
def pictures(draw) -> np.ndarray:
    """Noise, bars, dots, flats and ramps of any small shape, perhaps a turned or thinned view."""
    rows, columns = draw(SIDES), draw(SIDES)
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    kind = draw(st.sampled_from(["noise", "bars", "dots", "flat", "ramp"]))
    if kind == "noise":
        made = random.integers(0, 256, (rows, columns))
    elif kind == "bars":
        made = random.integers(0, 2, columns)[None].repeat(rows, 0) * 255
    elif kind == "dots":
        size = draw(st.integers(1, 6))
        made = np.kron(random.integers(0, 2, (rows, columns)), np.ones((size, size))) * 200
        made = made[:rows, :columns]
    elif kind == "flat":
        made = np.full((rows, columns), draw(st.integers(0, 255)))
    else:
        made = np.add.outer(np.arange(rows), np.arange(columns)) % 256
    picture = made.astype(np.uint8)
    view = draw(st.sampled_from(["as it is", "flipped", "turned", "thinned", "columns first"]))
    return {
        "as it is": picture,
        "flipped": picture[::-1, ::-1],
        "turned": picture.T,
        "thinned": picture[::2, ::3],
        "columns first": np.asfortranarray(picture),
    }[view]


@given(pictures())
@settings(max_examples=60, deadline=None)
def test_any_picture_is_answered(picture):
    for found in decode_gray(picture):
        assert [type(each) for each in found] == [str, bytes, str]
    state = CascadeState()
    for _ in range(2):
        seen, state = read_live(picture, state)
        assert isinstance(seen, list)


@given(st.binary(max_size=600), st.integers(-2, 40), st.integers(-2, 40))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_answered_or_refused_by_their_size(data, width, height):
    if width > 0 and height > 0 and len(data) == width * height:
        assert isinstance(decode_gray(data, width, height), list)
    else:
        with pytest.raises(ValueError, match="grey pixels"):
            decode_gray(data, width, height)


@pytest.mark.parametrize(
    "shape", [(1, 1), (1, 4000), (4000, 1), (2, 3000), (3000, 2), (0, 0), (0, 7), (7, 0)]
)
def test_thin_and_empty_pictures_hold_nothing(shape):
    random = np.random.default_rng(4)
    assert decode_gray(random.integers(0, 256, shape).astype(np.uint8)) == []


def test_a_huge_picture_is_read_and_not_copied_again_and_again():
    """48 million pixels, more than a camera sends; a symbol in its corner is found."""
    huge = np.full((6000, 8000), 200, np.uint8)
    rows, columns = MATRIX.shape
    huge[40 : 40 + rows, 60 : 60 + columns] = MATRIX
    assert [one.data for one in read_picture(huge)] == [ELEMENT_STRING]


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.float32, np.bool_])
def test_what_is_no_grey_byte_is_refused(dtype):
    with pytest.raises(ValueError, match="grey bytes"):
        decode_gray(np.zeros((20, 20), dtype))


@pytest.mark.parametrize("shape", [(20,), (20, 20, 3), ()])
def test_what_has_no_rows_and_columns_is_refused(shape):
    with pytest.raises(ValueError, match="grey bytes"):
        decode_gray(np.zeros(shape, np.uint8))
