"""Reads the symbols in a grey picture: what printing and the camera have in common.

`SymbolReaderAdapter` reads clean pictures of what was just drawn; `decode_gray` reads what a camera
saw, with all stages of the cascade. Libraries are loaded on first use.
"""

from typing import Any

from qtrace.ports import Symbol
from qtrace.scanning.engines import Seen, by_zbar, by_zxing

Decoded = tuple[str, bytes, str]


def _grey(pixels: Any, width: int | None, height: int | None) -> memoryview:
    """The picture as rows of bytes without copying it.

    Raises:
        ValueError: the buffer is not an 8-bit grey picture of this size.
    """
    view = memoryview(pixels)
    if width is None or height is None:
        if view.ndim != 2 or view.format != "B":
            raise ValueError("width and height are needed, or a buffer of rows of grey bytes")
        return view
    if width < 1 or height < 1 or view.nbytes != width * height:
        raise ValueError(f"{view.nbytes} bytes are not {width} x {height} grey pixels")
    return view.cast("B").cast("B", (height, width))


def read_clean(picture: memoryview) -> list[Seen]:
    """Symbols of a clean picture: zxing-cpp, and zbar for linear symbols where it sees nothing."""
    return list(by_zxing(picture)) or list(by_zbar(picture))


def decode_gray(pixels: Any, width: int | None = None, height: int | None = None) -> list[Decoded]:
    """Symbols in an 8-bit grey camera picture as (format, bytes, AIM identifier).

    Args:
        pixels: `width * height` bytes row by row, or any buffer of shape (height, width).
        width: pixels in a row; needed unless the buffer has rows.
        height: rows; needed unless the buffer has rows.

    Returns:
        Each symbol once, GS as 0x1D; the AIM identifier is empty where it cannot be known.

    Raises:
        ValueError: the buffer is not a grey picture of this size.
    """
    import numpy as np

    from qtrace.scanning.cascade import read_picture

    picture = np.asarray(_grey(pixels, width, height))
    return [(one.format, one.data, one.aim_id) for one in read_picture(picture)]


class SymbolReaderAdapter:
    """Symbol reader port over `read_clean`."""

    def read(self, pixels: bytes, width: int, height: int) -> tuple[Symbol, ...]:
        """Symbols in an 8-bit grey picture.

        Raises:
            ValueError: the number of bytes is not `width * height`.
        """
        seen = read_clean(_grey(pixels, width, height))
        return tuple(dict.fromkeys(Symbol(one.format, one.data, one.aim_id) for one in seen))
