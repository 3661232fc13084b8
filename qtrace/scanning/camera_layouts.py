"""Camera buffers to grey pictures, whatever their colour format (pure numpy).

Formats with a plane of brightness need no arithmetic at all; colours are weighed 1 : 2 : 1.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qtrace.ports import GreyPicture

Bytes = NDArray[np.uint8]


class Layout(StrEnum):
    """How the first plane of a buffer holds its pixels, byte by byte."""

    GREY = "grey"
    """One byte a pixel: Y8, and the brightness plane of NV12, NV21, YUV420P, YUV422P, YV12."""
    GREY_16 = "grey16"
    """Two bytes a pixel, the high one last: Y16, P010, P016, YUV420P10."""
    YUYV = "yuyv"
    UYVY = "uyvy"
    BGRA = "bgra"
    RGBA = "rgba"
    ARGB = "argb"
    ABGR = "abgr"
    AYUV = "ayuv"


def _coloured(first: int) -> Callable[[Bytes, int], Bytes]:
    """Brightness of four-byte pixels whose three colours begin at byte `first`, green between."""

    def grey(rows: Bytes, width: int) -> Bytes:
        pixels = rows[:, : width * 4].reshape(len(rows), width, 4).astype(np.uint16)
        total = pixels[..., first] + 2 * pixels[..., first + 1] + pixels[..., first + 2]
        return (total >> 2).astype(np.uint8)

    return grey


def _every(step: int, first: int) -> Callable[[Bytes, int], Bytes]:
    """One byte of each `step`, the first one at `first`."""
    return lambda rows, width: rows[:, first : step * width : step]


_BYTES: Final = {
    Layout.GREY: 1,
    Layout.GREY_16: 2,
    Layout.YUYV: 2,
    Layout.UYVY: 2,
}
_GREYS: Final[dict[Layout, Callable[[Bytes, int], Bytes]]] = {
    Layout.GREY: _every(1, 0),
    Layout.GREY_16: _every(2, 1),
    Layout.YUYV: _every(2, 0),
    Layout.UYVY: _every(2, 1),
    Layout.BGRA: _coloured(0),
    Layout.RGBA: _coloured(0),
    Layout.ARGB: _coloured(1),
    Layout.ABGR: _coloured(1),
    Layout.AYUV: _every(4, 1),
}


def grey_picture(
    layout: Layout,
    plane: Any,
    size: tuple[int, int],
    bytes_per_line: int,
    *,
    bottom_up: bool = False,
) -> GreyPicture:
    """The brightness of a camera buffer.

    Args:
        layout: of its first plane.
        plane: the bytes of that plane, any buffer.
        size: width and height in pixels.
        bytes_per_line: bytes from one row to the next, padding included.
        bottom_up: the last row comes first.

    Raises:
        ValueError: the buffer is too small for a picture of this size.
    """
    width, height = size
    data = np.frombuffer(plane, np.uint8)
    row = width * _BYTES.get(layout, 4)
    if width < 1 or height < 1 or bytes_per_line < row:
        raise ValueError(f"no {layout} picture of {width} x {height} has {bytes_per_line} a line")
    least = bytes_per_line * (height - 1) + row
    if len(data) < least:
        raise ValueError(f"{len(data)} bytes are less than {least}")
    rows = np.lib.stride_tricks.as_strided(data, (height, row), (bytes_per_line, 1))
    grey = _GREYS[layout](rows, width)
    return GreyPicture((grey[::-1] if bottom_up else grey).tobytes(), width, height)
