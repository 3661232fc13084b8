"""Reads the symbols of one picture in stages: the whole first, then the places worth a closer look.

The first stage is zxing-cpp on the picture as it is. What it does not explain is looked for in the
regions that are dense with edges, each taken out straight, larger, averaged or inverted, as long as
the budget lasts. Symbols of weak symbologies that only a later stage sees must be seen twice.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from qtrace.ports import GreyPicture
from qtrace.scanning.engines import LINEAR, MATRIX, STACKED, Corner, Seen, by_zbar, by_zxing
from qtrace.scanning.gates import is_weak
from qtrace.scanning.pixels import (
    Grey,
    Real,
    banded,
    doubled,
    refocused,
    refocused_rows,
    smoothed,
    stretched,
    thick,
    to_grey,
    trimmed,
)
from qtrace.scanning.regions import Frame, Region, bar_frame, find_regions

BUDGET_S: Final = 0.060
"""Work for one picture; processor time, so that a busy neighbour does not make the station blind."""
REST_S: Final = 0.015
"""Work after something was read, for further symbols of the same label."""
_MOST_UPSCALED = 700_000
"""Pixels of the largest region that is doubled."""
_MOST_REFOCUSED = 160_000
"""Pixels of the largest region whose blur is taken back."""
_RADII = (1.2, 1.6, 2.0)
_BAR_RADII = (1.1, 1.35, 1.6, 1.85)
"""Radii of the disk of confusion that are tried, pixels."""
WHOLE_EVERY: Final = 3
"""Of so many pictures of a stream one is always read whole."""
_AGREEING = 2
"""Readings of a weak symbol that must agree when the first stage did not see it."""

Stage = Callable[["Look", Region], Iterator[Seen]]


@dataclass(frozen=True, slots=True)
class Look:
    """One picture being read.

    Attributes:
        picture: shape (height, width), grey bytes, contiguous.
    """

    picture: Grey

    def cut(self, region: Region) -> Grey:
        """The pixels of a region."""
        part = self.picture[region.top : region.bottom, region.left : region.right]
        return np.ascontiguousarray(part)


def as_array(picture: GreyPicture) -> Grey:
    """The pixels as an array of shape (height, width), without copying them."""
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)


def _moved(seen: Iterable[Seen], region: Region, scale: float) -> Iterator[Seen]:
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
        yield from _moved(by_zxing(doubled(look.cut(region))), region, 2)


def _calm(look: Look, region: Region) -> Iterator[Seen]:
    """Matrix and stacked symbols in the region with its noise smoothed, then doubled."""
    if region.area <= _MOST_UPSCALED:
        picture = doubled(smoothed(look.cut(region)))
        yield from _moved(by_zxing(picture, (*MATRIX, *STACKED)), region, 2)


def _zbar(look: Look, region: Region) -> Iterator[Seen]:
    """Linear symbols in the region as it is, by the other library."""
    yield from _moved(by_zbar(look.cut(region).data), region, 1)


def _laid_straight(look: Look, region: Region, rows: int) -> tuple[Frame, float, Real] | None:
    """The bars of a region: their frame, columns for each pixel, and bands of `rows` rows."""
    frame = bar_frame(look.picture, region)
    if frame is None:
        return None
    scale = 3.0 if frame.width < 700 else 2.0
    return frame, scale, stretched(banded(frame.taken(look.picture, scale), rows))


def _by_both(picture: Grey, frame: Frame) -> Iterator[Seen]:
    """Linear symbols of a straightened region by both libraries."""
    yield from _as_framed(by_zxing(picture, LINEAR, thorough=False), frame)
    yield from _as_framed(by_zbar(picture.data), frame)


def _straight(look: Look, region: Region) -> Iterator[Seen]:
    """Linear symbols laid straight and averaged along their bars."""
    laid = _laid_straight(look, region, 3)
    if laid is not None:
        yield from _by_both(thick(laid[2], 4), laid[0])


def _straight_inverted(look: Look, region: Region) -> Iterator[Seen]:
    """The same for light bars on dark ground, which neither library looks for."""
    laid = _laid_straight(look, region, 3)
    if laid is not None:
        yield from _by_both(thick(255 - laid[2], 4), laid[0])


def _straight_sharp(look: Look, region: Region) -> Iterator[Seen]:
    """The same with the blur of a lens out of focus taken back."""
    laid = _laid_straight(look, region, 8)
    if laid is None:
        return
    frame, scale, bands = laid
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
    """The same without the rulings and label edges in the quiet zone."""
    laid = _laid_straight(look, region, 10)
    if laid is None:
        return
    frame, scale, bands = laid
    middle = bands[len(bands) // 2]
    for row in (middle, 255 - middle):
        rows = trimmed(row, 4, round(15 * scale))
        if len(rows):
            yield from _by_both(thick(rows, 4), frame)


def _stacked(look: Look, region: Region) -> Iterator[Seen]:
    """PDF417 laid straight, at two sizes so that two readings can agree."""
    frame = bar_frame(look.picture, region)
    if frame is None or frame.width * frame.height > _MOST_UPSCALED:
        return
    wide = replace(frame, height=frame.height + 24)
    for scale in (2.0, 1.5):
        picture = to_grey(stretched(wide.taken(look.picture, scale, scale)))
        seen = list(by_zxing(picture, STACKED, thorough=False))
        seen = seen or list(by_zxing(255 - picture, STACKED, thorough=False))
        if not seen:
            return
        yield from _as_framed(seen, wide)


def _refocused(look: Look, region: Region) -> Iterator[Seen]:
    """Matrix symbols with the blur of a lens out of focus taken back."""
    if region.area > _MOST_REFOCUSED:
        return
    part = look.cut(region)
    for radius in _RADII:
        picture = doubled(refocused(part, radius * 1.3))
        seen = list(by_zxing(picture, MATRIX, thorough=False))
        if seen:
            yield from _moved(seen, region, 2)
            return


BAR_STAGES: Final[tuple[Stage, ...]] = (
    _trimmed,
    _large,
    _straight,
    _stacked,
    _straight_sharp,
    _refocused,
    _zbar,
    _straight_inverted,
)
MATRIX_STAGES: Final[tuple[Stage, ...]] = (_large, _refocused, _trimmed, _calm, _zbar)


class _Believed:
    """What later stages saw, believed once strong or seen often enough."""

    def __init__(self, already: Iterable[Seen]) -> None:
        self.seen = {one.data: one for one in already}
        self._votes: dict[tuple[str, bytes], int] = {}

    def take(self, one: Seen) -> bool:
        """Believe one reading, or wait for another that agrees; True if it is news."""
        if one.data in self.seen:
            return False
        if is_weak(one.format, one.data):
            key = (one.format, one.data)
            self._votes[key] = self._votes.get(key, 0) + 1
            if self._votes[key] < _AGREEING:
                return False
        self.seen[one.data] = one
        return True


def read_picture(
    picture: Grey, budget_s: float = BUDGET_S, clock: Callable[[], float] = time.thread_time
) -> list[Seen]:
    """Every symbol that the budget lets be found.

    Args:
        picture: shape (height, width), grey bytes.
        budget_s: seconds of work; the first stage runs whole, later ones start only inside it.
        clock: seconds of work done so far.

    Returns:
        Each symbol once.
    """
    began = clock()
    look = Look(np.ascontiguousarray(picture))
    believed = _Believed(by_zxing(look.picture))
    ends = began + budget_s
    if believed.seen:
        ends = min(ends, clock() + REST_S)
    for stage, region in _work(look, believed.seen.values()):
        if clock() >= ends:
            break
        if any(_inside(region, one) for one in believed.seen.values()):
            continue
        news = [one for one in stage(look, region) if believed.take(one)]
        if news:
            ends = min(ends, clock() + REST_S)
    return list(believed.seen.values())


def _work(look: Look, known: Iterable[Seen]) -> Iterator[tuple[Stage, Region]]:
    """Stages and regions, the likeliest first: each region's first stage before any second one."""
    known = tuple(known)
    regions = [
        region
        for region in find_regions(look.picture)
        if not any(_inside(region, one) for one in known)
    ]
    for turn in range(max(len(BAR_STAGES), len(MATRIX_STAGES))):
        for region in regions:
            stages = MATRIX_STAGES if region.angle is None else BAR_STAGES
            if turn < len(stages):
                yield stages[turn], region


def _inside(region: Region, one: Seen) -> bool:
    """True if the middle of the symbol lies in the region."""
    if not one.corners:
        return False
    xs, ys = zip(*one.corners, strict=True)
    return region.holds(sum(xs) / len(xs), sum(ys) / len(ys))


@dataclass(frozen=True, slots=True)
class CascadeState:
    """What one picture of a stream leaves for the next.

    Attributes:
        turn: which of the later stages comes next while nothing is read.
        near: where a symbol was read last; looked at first.
        since_whole: pictures since the whole was last looked at.
    """

    turn: int = 0
    near: Region | None = None
    since_whole: int = 0


def read_live(picture: Grey, state: CascadeState) -> tuple[list[Seen], CascadeState]:
    """Symbols of one picture of a stream, with little work: at most one later stage.

    Where the last picture had a symbol is looked at first; while it is still there the whole is
    looked at in every third picture only, for further symbols.

    Args:
        picture: shape (height, width), grey bytes.
        state: what the picture before left.

    Returns:
        The symbols, each once, not yet agreed upon by two pictures; and what is left for the next.
    """
    look = Look(np.ascontiguousarray(picture))
    if state.near is not None and state.since_whole < WHOLE_EVERY - 1:
        near = _fitted(state.near, look.picture)
        seen = _unique(_moved(by_zxing(look.cut(near)), near, 1)) if near.area else []
        if seen:
            return seen, CascadeState(0, _around(seen, look.picture), state.since_whole + 1)
    seen = _unique(by_zxing(look.picture))
    if seen:
        return seen, CascadeState(0, _around(seen, look.picture), 0)
    work = list(_work(look, ()))
    if not work:
        return [], CascadeState()
    stage, region = work[state.turn % len(work)]
    seen = _unique(stage(look, region))
    # What a later stage read is read by that stage again in the next picture.
    return seen, CascadeState(state.turn if seen else state.turn + 1, None, 0)


def _unique(seen: Iterable[Seen]) -> list[Seen]:
    return list({one.data: one for one in seen}.values())


def _fitted(region: Region, picture: Grey) -> Region:
    """The part of a region that lies in the picture: cameras may change their size."""
    height, width = picture.shape
    left, top = min(region.left, width), min(region.top, height)
    right, bottom = min(region.right, width), min(region.bottom, height)
    return replace(region, left=left, top=top, right=right, bottom=bottom)


def _around(seen: Iterable[Seen], picture: Grey) -> Region | None:
    """A rectangle round the symbols with room for a moving hand; None without corners."""
    corners = [corner for one in seen for corner in one.corners]
    if not corners:
        return None
    xs, ys = zip(*corners, strict=True)
    room = 40 + (max(xs) - min(xs) + max(ys) - min(ys)) / 4
    left, top = max(0, int(min(xs) - room)), max(0, int(min(ys) - room))
    whole = Region(left, top, int(max(xs) + room), int(max(ys) + room), None, 0.0)
    return _fitted(whole, picture)
