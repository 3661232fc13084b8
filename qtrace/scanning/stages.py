"""Closer looks at one region of a picture, each for one thing that hides a symbol from the first.

A stage answers with the symbols it sees; one symbol seen twice by it is given twice, for readings
that agree are what weak symbols are believed for.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from qtrace.scanning.engines import LINEAR, MATRIX, STACKED, Corner, Seen, by_zbar, by_zxing
from qtrace.scanning.pixels import (
    Grey,
    Real,
    banded,
    dark_runs,
    doubled,
    refocused,
    refocused_rows,
    smoothed,
    stretched,
    thick,
    to_grey,
    trimmed,
)
from qtrace.scanning.regions import Frame, Region, bar_frame

_BAND = 3
_ROW = 9
"""Rows after which the bars of PDF417 have changed, pixels; compared in bands of `_BAND` rows."""
_LEAN = 2
"""Columns by which bars may lean between two bands."""
_SAME_ALONG = 0.65
"""Share of their likeness that the bars of linear symbols keep from row to row."""
_MOST_UPSCALED = 160_000
"""Pixels of the largest region that is doubled."""
_MOST_SMOOTHED = 400_000
"""Pixels of the largest region whose noise is smoothed."""
_MOST_STACKED = 360_000
"""Pixels of the largest straightened PDF417."""
_BESIDE = 48
"""Room round a stacked symbol, pixels: its outer bars are wide, so few edges tell of them."""
_MOST_BANDS = 12
"""Bands that a straightened linear symbol has at most."""
_MOST_SHARP = 10
"""Bands of them whose blur is taken back."""
_WIDE = 700
"""Pixels from which on a linear symbol is wide."""
_SIZES = ((2.0, 6), (3.0, 9), (1.5, 9))
"""Columns for each pixel and rows of a band, in turn: none of them reads everything."""
_RULED = 8
"""Dark columns that a stacked symbol with rulings beside it has at least."""
_MOST_REFOCUSED = 130_000
"""Pixels of the largest region whose blur is taken back."""
_RADII = (1.2, 1.6, 2.0)
_BAR_RADII = (1.1, 1.35, 1.6, 1.85)
"""Radii of the disk of confusion that are tried, pixels."""
_BENDS = (0.8, 1.1)
"""Half of the angle, radians, that a label may go round a vial."""
_STACKED_BENDS = (0.7, 0.95)
"""The same for PDF417, which bears less of it."""
_AGREEING = 2
"""Readings that must agree where sharpening may make up a symbol."""

Stage = Callable[["Look", Region], Iterator[Seen]]


class Look:
    """One picture being read, and what was found out about its regions.

    Attributes:
        picture: shape (height, width), grey bytes, contiguous.
    """

    def __init__(self, picture: Grey) -> None:
        self.picture = np.ascontiguousarray(picture)
        self._frames: dict[Region, Frame | None] = {}

    def cut(self, region: Region) -> Grey:
        """The pixels of a region."""
        part = self.picture[region.top : region.bottom, region.left : region.right]
        return np.ascontiguousarray(part)

    def frame(self, region: Region) -> Frame | None:
        """The turned rectangle round the bars of a region, None without bars."""
        if region not in self._frames:
            self._frames[region] = bar_frame(self.picture, region)
        return self._frames[region]

    def has_rows(self, region: Region) -> bool:
        """True if the bars change along their length, as those of PDF417 do."""
        frame = self.frame(region)
        if frame is None:
            return False
        width, height = min(frame.width * 0.8, 400.0), min(frame.height * 0.8, 90.0)
        inner = replace(frame, width=width, height=height)
        bands = stretched(banded(inner.taken(self.picture, 1.0), _BAND))
        bands = bands - bands.mean(axis=1, keepdims=True)
        return _likeness(bands, _ROW // _BAND) < _SAME_ALONG * _likeness(bands, 1)


def _likeness(bands: Real, away: int) -> float:
    """How like each band is to the one `away` bands below; bars may lean by a few pixels."""
    if len(bands) <= away or bands.shape[1] <= 16 * _LEAN:
        return 0.0
    total = 0.0
    for part in np.array_split(bands, 4, axis=1):
        upper, lower = part[:-away], part[away:, _LEAN:-_LEAN]
        width = lower.shape[1]
        total += max(float((upper[:, k : k + width] * lower).sum()) for k in range(2 * _LEAN + 1))
    return total / (len(bands) - away)


def moved(seen: Iterable[Seen], region: Region, scale: float) -> Iterator[Seen]:
    """Symbols of a region, taken out at `scale`, with their places in the whole picture."""
    for one in seen:
        corners = tuple((x / scale + region.left, y / scale + region.top) for x, y in one.corners)
        yield replace(one, corners=corners)


def _as_framed(seen: Iterable[Seen], frame: Frame) -> Iterator[Seen]:
    """Linear symbols of a straightened region, outlined by its whole frame."""
    half_w, half_h = frame.width / 2, frame.height / 2
    ends = ((-half_w, -half_h), (half_w, -half_h), (half_w, half_h), (-half_w, half_h))
    corners: tuple[Corner, ...] = tuple(frame.place(along, across) for along, across in ends)
    for one in seen:
        yield replace(one, corners=corners)


def _large(look: Look, region: Region) -> Iterator[Seen]:
    """All formats in the region at twice its size."""
    if region.area <= _MOST_UPSCALED:
        yield from moved(by_zxing(doubled(look.cut(region))), region, 2)


def _calm(look: Look, region: Region) -> Iterator[Seen]:
    """Matrix and stacked symbols in the region with its noise smoothed, then doubled if small."""
    if region.area > _MOST_SMOOTHED:
        return
    picture, scale = smoothed(look.cut(region)), 1.0
    if region.area <= _MOST_UPSCALED:
        picture, scale = doubled(picture), 2.0
    yield from moved(by_zxing(picture, (*MATRIX, *STACKED)), region, scale)


def _bands(look: Look, frame: Frame, scale: float, rows: int, bend: float = 0.0) -> Real:
    """Means over bands of `rows` rows of a frame: all of a low one, some of a high one."""
    if frame.height <= _MOST_BANDS * rows:
        return stretched(banded(frame.taken(look.picture, scale, 1.0, bend), rows))
    spread = np.linspace(-0.45, 0.45, _MOST_BANDS) * frame.height
    strips = [replace(frame, centre=frame.place(0, float(at)), height=rows) for at in spread]
    taken = [strip.taken(look.picture, scale, 1.0, bend).mean(axis=0) for strip in strips]
    return stretched(np.asarray(taken, np.float32))


def _scale(frame: Frame) -> float:
    """Columns for each pixel of a straightened linear symbol."""
    return 3.0 if frame.width < _WIDE else 2.0


def _by_both(picture: Grey, frame: Frame) -> Iterator[Seen]:
    """Linear symbols of a straightened region by both libraries."""
    yield from _as_framed(by_zxing(picture, LINEAR, thorough=False), frame)
    yield from _as_framed(by_zbar(picture.data), frame)


def _until_sure(tries: Iterable[Real], frame: Frame, patience: int) -> Iterator[Seen]:
    """Read one try after another until two readings agree, or `patience` tries read nothing."""
    times: Counter[bytes] = Counter()
    for number, bands in enumerate(tries, 1):
        seen = list(_by_both(thick(bands, 4), frame))
        yield from seen
        times.update(one.data for one in seen)
        if max(times.values(), default=0) >= _AGREEING or (not times and number >= patience):
            return


def _straight(look: Look, region: Region) -> Iterator[Seen]:
    """Linear symbols laid straight and averaged along their bars."""
    frame = look.frame(region)
    if frame is not None:
        sizes = (_bands(look, frame, scale, rows) for scale, rows in _SIZES)
        yield from _until_sure(sizes, frame, 2)


def _straight_inverted(look: Look, region: Region) -> Iterator[Seen]:
    """The same for light bars on dark ground, which neither library looks for."""
    frame = look.frame(region)
    if frame is not None:
        sizes = (255 - _bands(look, frame, scale, rows) for scale, rows in _SIZES)
        yield from _until_sure(sizes, frame, 1)


def _unbent(look: Look, region: Region) -> Iterator[Seen]:
    """Linear symbols as if unrolled from a vial or a tube."""
    frame = look.frame(region)
    if frame is not None:
        for bend in _BENDS:
            yield from _by_both(thick(_bands(look, frame, _scale(frame), 6, bend), 4), frame)


def _straight_sharp(look: Look, region: Region) -> Iterator[Seen]:
    """The same with the blur of a lens out of focus taken back."""
    frame = look.frame(region)
    if frame is None:
        return
    scale = _scale(frame)
    bands = _bands(look, frame, scale, 8)[:_MOST_SHARP]
    edge = len(bands) // 4
    middle = bands[edge : len(bands) - edge].mean(axis=0, keepdims=True)
    rows = np.concatenate((middle, bands))
    seen: list[Seen] = []
    for radius in _BAR_RADII:
        seen += _by_both(thick(stretched(refocused_rows(rows, radius * scale)), 4), frame)
    # Sharpening can make a wrong symbol whose check character fits: two readings must agree.
    times = Counter(one.data for one in seen)
    yield from (one for one in seen if times[one.data] >= _AGREEING)


def _trimmed(look: Look, region: Region) -> Iterator[Seen]:
    """The same without the rulings and label edges in the quiet zone, dark or light bars."""
    frame = look.frame(region)
    if frame is None:
        return
    scale = _scale(frame)
    low = replace(frame, height=min(frame.height, 60.0))
    bands = _bands(look, low, scale, 10)
    times: Counter[bytes] = Counter()
    for at in dict.fromkeys((len(bands) // 2, len(bands) // 4, len(bands) * 3 // 4)):
        for row in (bands[at], 255 - bands[at]):
            rows = trimmed(row, 3, round(15 * scale))
            if len(rows):
                seen = list(_by_both(thick(rows, 4), frame))
                times.update(one.data for one in seen)
                yield from seen
        if not times or max(times.values()) >= _AGREEING:
            return


def _stacked_frame(look: Look, region: Region) -> tuple[Frame, float] | None:
    """Frame with room for the wide outer bars of a stacked symbol, and pixels for each pixel."""
    frame = look.frame(region)
    if frame is None:
        return None
    wide = replace(frame, width=frame.width + _BESIDE, height=frame.height + _BESIDE)
    return wide, min(2.0, (_MOST_STACKED / (wide.width * wide.height)) ** 0.5)


def _stacked(look: Look, region: Region) -> Iterator[Seen]:
    """PDF417 laid straight, dark and light; larger too if that leaves doubt."""
    framed = _stacked_frame(look, region)
    if framed is None:
        return
    frame, scale = framed
    small = to_grey(stretched(frame.taken(look.picture, scale * 0.75, scale * 0.75)))
    seen = list(by_zxing(small, STACKED, thorough=False))
    seen = seen or list(by_zxing(255 - small, STACKED, thorough=False))
    yield from _as_framed(seen, frame)
    if any(not one.proven for one in seen):
        large = to_grey(stretched(frame.taken(look.picture, scale, scale)))
        yield from _as_framed(by_zxing(large, STACKED, thorough=False), frame)


def _stacked_trimmed(look: Look, region: Region) -> Iterator[Seen]:
    """PDF417 without the rulings beside it."""
    framed = _stacked_frame(look, region)
    if framed is not None:
        frame, scale = replace(framed[0], width=framed[0].width - _BESIDE), framed[1] * 0.75
        straight = stretched(frame.taken(look.picture, scale, scale))
        for values in (straight, 255 - straight):
            picture = to_grey(_without_rulings(values, round(15 * scale)))
            yield from _as_framed(by_zxing(picture, STACKED, thorough=False), frame)


def _stacked_unbent(look: Look, region: Region) -> Iterator[Seen]:
    """PDF417 as if unrolled from a vial or a tube."""
    framed = _stacked_frame(look, region)
    if framed is not None:
        frame, scale = framed[0], framed[1] * 0.75
        for bend in _STACKED_BENDS:
            picture = to_grey(stretched(frame.taken(look.picture, scale, scale, bend)))
            seen = list(by_zxing(picture, STACKED, thorough=False))
            yield from _as_framed(seen, frame)
            if any(one.proven for one in seen):
                return


def _without_rulings(straight: Real, quiet: int) -> Real:
    """The picture with its outermost dark columns made white, and white ends added."""
    quarter = len(straight) // 4
    middle = straight[quarter : len(straight) - quarter]
    runs = dark_runs(np.asarray(middle.mean(axis=0), np.float32), 90)
    out = np.pad(straight, ((0, 0), (quiet, quiet)), constant_values=255)
    if len(runs) >= _RULED:
        out[:, : runs[0][1] + 2 + quiet] = 255
        out[:, runs[-1][0] - 2 + quiet :] = 255
    return out


def _refocused(look: Look, region: Region) -> Iterator[Seen]:
    """Matrix symbols with the blur of a lens out of focus taken back."""
    if region.area > _MOST_REFOCUSED:
        return
    part = look.cut(region)
    for radius in _RADII:
        picture = doubled(refocused(part, radius * 1.3))
        seen = list(by_zxing(picture, MATRIX, thorough=False))
        if seen:
            yield from moved(seen, region, 2)
            return


LINEAR_STAGES: Final[tuple[Stage, ...]] = (
    _trimmed,
    _straight,
    _calm,
    _stacked,
    _straight_sharp,
    _straight_inverted,
    _unbent,
    _large,
    _refocused,
)
STACKED_STAGES: Final[tuple[Stage, ...]] = (
    _stacked,
    _stacked_unbent,
    _stacked_trimmed,
    _calm,
    _trimmed,
    _straight,
    _straight_sharp,
    _large,
    _unbent,
)
MATRIX_STAGES: Final[tuple[Stage, ...]] = (_calm, _large, _refocused)


def stages_for(look: Look, region: Region) -> tuple[Stage, ...]:
    """The stages worth trying on a region, the likeliest first."""
    if region.angle is None:
        return MATRIX_STAGES
    return STACKED_STAGES if look.has_rows(region) else LINEAR_STAGES
