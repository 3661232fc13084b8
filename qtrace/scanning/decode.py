"""Reads the symbols in a grey picture: zxing-cpp first, zbar for linear symbols it missed.

Bytes and the AIM identifier are kept, never a library's text: that is where separators get lost.
Weak symbologies pass a gate first (ITF by length and check digit, Code 39 with `+` by the HIBC
check character, PDF417 by printable characters), because both libraries invent such symbols.
Both libraries are loaded on first use; numpy is not needed.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from qtrace.domain.codes.checks import mod10_ok
from qtrace.ports import Symbol

Decoded = tuple[str, bytes, str]

_FORMATS = (
    "DataMatrix",
    "QRCode",
    "MicroQRCode",
    "RMQRCode",
    "Aztec",
    "PDF417",
    "Code128",
    "Code39Std",  # `Code39` would turn HIBC codes into lower case (Full ASCII)
    "EANUPC",
    "ITF",
    "DataBar",
    "DataBarExp",
    "DataBarLtd",
)
#: zbar's names, ours, and the AIM identifier as far as zbar lets it be known.
_ZBAR = {
    "CODE128": ("Code128", ""),  # zbar drops a leading FNC1: GS1-128 or not, nobody can tell
    "CODE39": ("Code39", "]A0"),
    "EAN13": ("EAN13", "]E0"),
    "EAN8": ("EAN8", "]E4"),
    "I25": ("ITF", "]I1"),
}
_HIBC_SIGNS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"


def _itf_gate(data: bytes) -> bool:
    """ITF-14 only: cut or blurred symbols come back as shorter numbers."""
    return len(data) == 14 and data.isdigit() and mod10_ok(data.decode("ascii"))


def _code39_gate(data: bytes) -> bool:
    """A HIBC code (`+`) needs its modulo-43 check character; plant codes pass.

    Source: ANSI/HIBC 2.6, check character of the supplier labelling standard.
    """
    if not data.startswith(b"+"):
        return bool(data)
    values = [_HIBC_SIGNS.find(bytes((sign,))) for sign in data]
    return min(values) >= 0 and sum(values[:-1]) % 43 == values[-1]


def _pdf417_gate(data: bytes) -> bool:
    """Printable characters and the separators of ISO 15434 only."""
    return bool(data) and all(
        0x20 <= sign < 0x7F or sign in b"\r\n\x04\x1c\x1d\x1e" for sign in data
    )


_GATES: dict[str, Callable[[bytes], bool]] = {
    "ITF": _itf_gate,
    "ITF14": _itf_gate,
    "Code39": _code39_gate,
    "Code39Std": _code39_gate,
    "PDF417": _pdf417_gate,
}


def passes_gate(name: str, data: bytes) -> bool:
    """True if a symbol of this format may be believed on the strength of one picture."""
    return _GATES.get(name, bool)(data)


def _grey(pixels: Any, width: int | None, height: int | None) -> memoryview:
    """The picture as rows of bytes without copying it.

    Raises:
        ValueError: the buffer is not an 8-bit grey picture of this size.
    """
    view = memoryview(pixels)
    if width is None or height is None:
        if view.ndim != 2 or view.itemsize != 1:
            raise ValueError("width and height are needed, or a buffer of rows of grey bytes")
        return view
    if width < 1 or height < 1 or view.nbytes != width * height:
        raise ValueError(f"{view.nbytes} bytes are not {width} x {height} grey pixels")
    return view.cast("B").cast("B", (height, width))


@cache
def _zxing() -> tuple[Any, Any]:
    """The zxing-cpp module and the formats we read."""
    import zxingcpp

    names = [getattr(zxingcpp.BarcodeFormat, name) for name in _FORMATS]
    return zxingcpp, zxingcpp.BarcodeFormats(names)


@cache
def _zbar() -> Any | None:
    """The pyzbar module, or None where the system has no libzbar."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        return None
    return pyzbar


def _by_zxing(picture: memoryview) -> Iterator[Decoded]:
    """Symbols that zxing-cpp sees and the gates let pass."""
    zxing, formats = _zxing()
    for found in zxing.read_barcodes(picture, formats=formats, text_mode=zxing.TextMode.Plain):
        name, data = found.format.name, bytes(found.bytes)
        if found.valid and passes_gate(name, data):
            yield name, data, str(found.symbology_identifier)


def _by_zbar(picture: memoryview) -> Iterator[Decoded]:
    """Linear symbols that zbar sees and the gates let pass."""
    zbar = _zbar()
    if zbar is None or picture.shape is None:
        return
    height, width = picture.shape
    wanted = [getattr(zbar.ZBarSymbol, name) for name in _ZBAR]
    for found in zbar.decode((picture.tobytes(), width, height), symbols=wanted):
        name, aim_id = _ZBAR[found.type]
        data = bytes(found.data)
        if passes_gate(name, data):
            yield name, data, aim_id


def decode_gray(pixels: Any, width: int | None = None, height: int | None = None) -> list[Decoded]:
    """Symbols in an 8-bit grey picture as (format, bytes, AIM identifier).

    Args:
        pixels: `width * height` bytes row by row, or any buffer of shape (height, width).
        width: pixels in a row; needed unless the buffer has rows.
        height: rows; needed unless the buffer has rows.

    Returns:
        Each symbol once, GS as 0x1D; the AIM identifier is empty where it cannot be known.

    Raises:
        ValueError: the buffer is not a grey picture of this size.
    """
    picture = _grey(pixels, width, height)
    found = list(_by_zxing(picture)) or list(_by_zbar(picture))
    return list(dict.fromkeys(found))


class SymbolReaderAdapter:
    """Symbol reader port over `decode_gray`."""

    def read(self, pixels: bytes, width: int, height: int) -> tuple[Symbol, ...]:
        """Symbols in an 8-bit grey picture.

        Raises:
            ValueError: the number of bytes is not `width * height`.
        """
        return tuple(Symbol(*found) for found in decode_gray(pixels, width, height))
