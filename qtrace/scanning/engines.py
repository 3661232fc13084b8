"""The two libraries that read symbols, behind one shape; both are loaded on first use.

Bytes and the AIM identifier are kept, never a library's text: that is where separators get lost.
Everything that leaves this module has passed its gate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qtrace.scanning.gates import passes_gate

Corner = tuple[float, float]

LINEAR = (
    "Code128",
    "Code39Std",  # `Code39` would turn HIBC codes into lower case (Full ASCII)
    "EAN13",  # UPC-A is one of them; UPC-E is never looked for: rulings and bars look like it
    "EAN8",
    "ITF",
    "DataBar",
    "DataBarExp",
    "DataBarLtd",
)
STACKED = ("PDF417",)
MATRIX = ("DataMatrix", "QRCode", "MicroQRCode", "RMQRCode", "Aztec")
FORMATS = (*MATRIX, *STACKED, *LINEAR)

#: zbar's names, ours, and the AIM identifier as far as zbar lets it be known.
_ZBAR = {
    "CODE128": ("Code128", ""),  # zbar drops a leading FNC1: GS1-128 or not, nobody can tell
    "CODE39": ("Code39", "]A0"),
    "EAN13": ("EAN13", "]E0"),
    "EAN8": ("EAN8", "]E4"),
    "I25": ("ITF", "]I1"),
}
_ZBAR_REFUSED = "UPCE"
"""Asked of zbar to be dropped: it would give what it takes for UPC-E as EAN-13 otherwise."""


_SPARE = 0.3
"""Share of a symbol's error correction that is left where nothing was guessed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One symbol in a picture.

    Attributes:
        format: the library's name of the symbology (`DataMatrix`, `Code128`).
        data: its bytes, GS as 0x1D.
        aim_id: AIM identifier, empty where it cannot be known.
        corners: its four corners in pixels of the picture, clockwise.
        lines: scan lines that agreed, for linear symbols; 0 if the library does not count them.
        proven: read twice alike from one picture, or with much of its error correction unused.
    """

    format: str
    data: bytes
    aim_id: str
    corners: tuple[Corner, ...] = ()
    lines: int = 0
    proven: bool = False


@cache
def _zxing() -> Any:
    import zxingcpp

    return zxingcpp


@cache
def _formats(names: Sequence[str]) -> Any:
    """zxing-cpp's set of formats."""
    zxing = _zxing()
    return zxing.BarcodeFormats([getattr(zxing.BarcodeFormat, name) for name in names])


@cache
def _zbar() -> Any | None:
    """The pyzbar module, or None where the system has no libzbar."""
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):
        return None
    return pyzbar


def by_zxing(
    picture: Any, names: Sequence[str] = FORMATS, *, thorough: bool = True
) -> Iterator[Seen]:
    """Symbols that zxing-cpp sees.

    Args:
        picture: rows of grey bytes, any buffer of two dimensions.
        names: formats to look for.
        thorough: also look for turned, inverted and large symbols (twice to four times the work).
    """
    if 0 in picture.shape:
        return
    zxing = _zxing()
    found = zxing.read_barcodes(
        picture,
        formats=_formats(tuple(names)),
        text_mode=zxing.TextMode.Plain,
        try_rotate=thorough,
        try_invert=thorough,
        try_downscale=thorough,
    )
    for one in found:
        name, data = one.format.name, bytes(one.bytes)
        if one.valid and passes_gate(name, data):
            spare = (one.extra or {}).get("UEC", 0.0)
            yield Seen(
                name,
                data,
                str(one.symbology_identifier),
                _corners(one.position),
                proven=name in STACKED and spare >= _SPARE,
            )


def _corners(position: Any) -> tuple[Corner, ...]:
    around = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((float(point.x), float(point.y)) for point in around)


def by_zbar(picture: memoryview) -> Iterator[Seen]:
    """Linear symbols that zbar sees.

    Args:
        picture: rows of grey bytes.
    """
    zbar = _zbar()
    if zbar is None or picture.shape is None:
        return
    height, width = picture.shape
    wanted = [getattr(zbar.ZBarSymbol, name) for name in (*_ZBAR, _ZBAR_REFUSED)]
    for one in zbar.decode((picture.tobytes(), width, height), symbols=wanted):
        name, aim_id = _ZBAR.get(one.type, ("", ""))
        data = bytes(one.data)
        if name and passes_gate(name, data):
            left, top, wide, high = one.rect
            right, bottom = left + wide, top + high
            around = ((left, top), (right, top), (right, bottom), (left, bottom))
            corners = tuple((float(x), float(y)) for x, y in around)
            yield Seen(name, data, aim_id, corners, int(one.quality))
