"""Reads the symbols of one picture in stages: the whole first, then the places worth a closer look.

The first look is zxing-cpp on the picture as it is. What it does not explain is looked for in the
regions that are dense with edges, each taken out straight, larger, averaged or inverted, as long as
the budget lasts. In a noisy picture the regions come first: there the whole costs ten times as
much. Symbols without error correction must be read twice alike.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from qtrace.ports import GreyPicture
from qtrace.scanning.engines import LINEAR, MATRIX, Seen, by_zbar, by_zxing
from qtrace.scanning.gates import CHECKED_FORMATS, is_weak
from qtrace.scanning.pixels import Grey, doubled, noise_of
from qtrace.scanning.regions import Region, find_regions
from qtrace.scanning.stages import Look, Stage, moved, stages_for

BUDGET_S: Final = 0.060
"""Work for one picture; processor time, so that a busy neighbour does not make the station blind."""
REST_S: Final = 0.025
"""Work after something was read, for further symbols of the same label."""
WHOLE_EVERY: Final = 3
"""Of so many pictures of a stream one is always read whole."""
_LAST_START = 2 / 3
"""Share of the work for a picture of a stream in which a further stage may start."""
_PATIENCE = 20
"""Pictures of one scene that get all the work they may; then clutter that stays in view gets one
stage a picture, so that it does not keep a core busy."""
_SCENE = 128
"""Pixels by which a place may move and the scene be the same."""
_AGREEING = 2
"""Readings that must agree of a symbol without error correction."""
_NOISY = 7.0
"""Grey levels of noise from which on the regions of a picture are looked at before the whole."""
_FIRST = (*MATRIX, *LINEAR)
"""Formats of the first look: PDF417 costs a third of it and shows itself by its rows of bars."""
_MOST_CHECKED = 150_000
"""Pixels of the largest place that is read once more at twice its size."""


def as_array(picture: GreyPicture) -> Grey:
    """The pixels as an array of shape (height, width), without copying them."""
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)


def _stands_alone(one: Seen) -> bool:
    """True if one reading of a symbol is enough."""
    if one.proven:
        return True
    return not (one.format in CHECKED_FORMATS or is_weak(one.format, one.data))


def _best(readings: Sequence[Seen]) -> Seen:
    """Of readings that agree one that knows its AIM identifier; proven if there are two."""
    best = next((one for one in readings if one.aim_id), readings[0])
    return replace(best, proven=len(readings) >= _AGREEING or any(o.proven for o in readings))


class _Believed:
    """What was read, believed once strong or read often enough."""

    def __init__(self) -> None:
        self.seen: dict[bytes, Seen] = {}
        self._read: dict[tuple[str, bytes], list[Seen]] = {}

    def take(self, one: Seen) -> bool:
        """Believe one reading, or wait for another that agrees; True if it is news."""
        if one.data in self.seen:
            return False
        read = self._read.setdefault((one.format, one.data), [])
        read.append(one)
        if not _stands_alone(one) and len(read) < _AGREEING:
            return False
        self.seen[one.data] = _best(read)
        return True

    def take_all(self, seen: Iterable[Seen]) -> bool:
        """Take each; True if one was news."""
        news = [one for one in seen if self.take(one)]
        return bool(news)

    def holds(self, region: Region) -> bool:
        """True if a symbol was read in the region."""
        return any(_inside(region, one) for one in self.seen.values())


def read_picture(
    picture: Grey, budget_s: float = BUDGET_S, clock: Callable[[], float] = time.thread_time
) -> list[Seen]:
    """Every symbol that the budget lets be found.

    Args:
        picture: shape (height, width), grey bytes.
        budget_s: seconds of work; the first look runs whole, later ones start only inside it.
        clock: seconds of work done so far.

    Returns:
        Each symbol once.
    """
    began = clock()
    look = Look(picture)
    believed = _Believed()
    noisy = noise_of(look.picture) > _NOISY
    if not noisy:
        _first(look, believed)
    ends = began + budget_s
    if believed.seen:
        ends = min(ends, clock() + REST_S)
    for stage, region in _work(look, find_regions(look.picture), believed):
        if clock() >= ends:
            break
        if believed.holds(region):
            continue
        if believed.take_all(stage(look, region)):
            ends = min(ends, clock() + REST_S)
    if noisy and not believed.seen and clock() < ends:
        believed.take_all(by_zxing(look.picture, _FIRST, thorough=False))
    return list(believed.seen.values())


def _first(look: Look, believed: _Believed) -> None:
    """The whole as it is; what must be read twice is looked at once more in its own place."""
    for one in by_zxing(look.picture, _FIRST):
        if not believed.take(one) and one.data not in believed.seen:
            _again(look, one, believed)


def _again(look: Look, one: Seen, believed: _Believed) -> None:
    """A second reading of a symbol, by the other library or at another size."""
    place = _around([one], look.picture)
    if place is None:
        return
    part = look.cut(place)
    if not believed.take_all(by_zbar(part.data)) and place.area <= _MOST_CHECKED:
        believed.take_all(moved(by_zxing(doubled(part), (one.format,)), place, 2))


def _work(
    look: Look, regions: Sequence[Region], believed: _Believed
) -> Iterator[tuple[Stage, Region]]:
    """Stages and regions, the likeliest first: each region's first stage before any second one."""
    unread = [region for region in regions if not believed.holds(region)]
    plans = [(region, stages_for(look, region)) for region in unread]
    for turn in range(max((len(stages) for _region, stages in plans), default=0)):
        for region, stages in plans:
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
        scene: where the places lay on which later stages were tried, coarsely.
        tried: pictures of it in which nothing was read.
    """

    turn: int = 0
    near: Region | None = None
    since_whole: int = 0
    scene: tuple[tuple[int, int], ...] = ()
    tried: int = 0


def read_live(
    picture: Grey,
    state: CascadeState,
    budget_s: float = BUDGET_S,
    clock: Callable[[], float] = time.thread_time,
) -> tuple[list[Seen], CascadeState]:
    """Symbols of one picture of a stream; while nothing is in view, later stages in turn.

    Where the last picture had a symbol is looked at first; while it is still there the whole is
    looked at in every third picture only, for further symbols.

    Args:
        picture: shape (height, width), grey bytes.
        state: what the picture before left.
        budget_s: seconds of work; the first look and one later stage run whole, further stages
            start only inside the first `_LAST_START` of it.
        clock: seconds of work done so far.

    Returns:
        The symbols, each once, not yet agreed upon by two pictures; and what is left for the next.
    """
    last_start = clock() + budget_s * _LAST_START
    look = Look(picture)
    if state.near is not None and state.since_whole < WHOLE_EVERY - 1:
        near = _fitted(state.near, look.picture)
        seen = _unique(moved(by_zxing(look.cut(near)), near, 1)) if near.area else []
        if seen:
            return seen, CascadeState(0, _around(seen, look.picture), state.since_whole + 1)
    noisy = noise_of(look.picture) > _NOISY
    seen = [] if noisy else _unique(by_zxing(look.picture, _FIRST))
    if seen:
        return seen, CascadeState(0, _around(seen, look.picture), 0)
    return _later(look, state, lambda: clock() < last_start)


def _later(
    look: Look, state: CascadeState, has_time: Callable[[], bool]
) -> tuple[list[Seen], CascadeState]:
    """Later stages in turn, each once at most, until two readings agree or time is up."""
    regions = find_regions(look.picture)
    work = list(_work(look, regions, _Believed()))
    if not work:
        return [], CascadeState()
    scene = tuple(_coarsely(region) for region in regions)
    tried = state.tried if scene == state.scene else 0
    turn = state.turn
    seen: list[Seen] = []
    first_hit: int | None = None
    for ran in range(len(work)):
        if ran and (tried >= _PATIENCE or not has_time()):
            break
        stage, region = work[turn % len(work)]
        found = list(stage(look, region))
        if found and first_hit is None:
            first_hit = turn
        seen += found
        turn += 1
        if seen and all(_stands_alone(one) for one in _unique(seen)):
            break
    # What a later stage read is read by that stage again in the next picture.
    turn = turn if first_hit is None else first_hit
    tried = 0 if seen else tried + 1
    return _unique(seen), CascadeState(turn, scene=scene, tried=tried)


def _coarsely(region: Region) -> tuple[int, int]:
    """About where the middle of a place lies."""
    return (region.left + region.right) // _SCENE, (region.top + region.bottom) // _SCENE


def _unique(seen: Iterable[Seen]) -> list[Seen]:
    """Each symbol once, proven if it was read twice alike."""
    readings: dict[tuple[str, bytes], list[Seen]] = {}
    for one in seen:
        readings.setdefault((one.format, one.data), []).append(one)
    return [_best(alike) for alike in readings.values()]


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
