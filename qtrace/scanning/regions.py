"""Where in a picture symbols may be: places that are dense with edges, and how their bars run.

A symbol has an edge at nearly every pixel; print, shadows and objects do not. The measure is the
share of steep pixels, so faint symbols count as much as black ones. Pure numpy, a few milliseconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from qtrace.scanning.pixels import Grey, Real, sampled

CELL = 16
"""Side of the squares that are judged as one, pixels."""
_STEP = 2
_LARGE = 1_500_000
"""Pixels of a picture from which on half as many rows and columns are enough."""
_DENSE = 0.22
_STEEP = 10.0
"""Least step at an edge, grey levels: where symbols have their usual contrast."""
_FAINT = 5.0
"""The same for pictures in which nothing has."""
_SURE = 12.0
"""Weight of a region that is surely more than clutter."""
_LEAST = 1.5
_SHARE = 0.12
"""Clutter weighs a tenth of what a symbol in the same picture does."""
_ALONG = 0.35
"""Radians by which a cell's direction may differ from that of its code."""

_COARSE_TURNS = (0, -3, 3, -6, 6, -9, 9, -12, 12)
_FINE_TURNS = (0, -1, 1, -2, 2)

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Region:
    """A place that may hold a symbol.

    Attributes:
        left: first column.
        top: first row.
        right: column after the last.
        bottom: row after the last.
        angle: direction across the bars, radians, 0 = to the right; None without bars.
        weight: how much of a symbol it looks like.
        steep_from: step that counts as an edge in it, grey levels.
    """

    left: int
    top: int
    right: int
    bottom: int
    angle: float | None
    weight: float
    steep_from: float = _STEEP

    @property
    def area(self) -> int:
        """Pixels in it."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """True if the place lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Frame:
    """A turned rectangle in a picture, for taking a straight picture out of it.

    Attributes:
        centre: column and row of its middle.
        angle: direction of its rows, radians.
        width: length along `angle`, pixels.
        height: length across it, pixels.
    """

    centre: tuple[float, float]
    angle: float
    width: float
    height: float

    def place(self, along: float, across: float) -> tuple[float, float]:
        """Column and row of a place given from the middle, in pixels."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        x, y = self.centre
        return float(x + along * cos - across * sin), float(y + along * sin + across * cos)

    def taken(self, picture: Grey, scale: float, row_scale: float = 1.0, bend: float = 0.0) -> Real:
        """The rectangle as a straight picture.

        Args:
            picture: where it lies.
            scale: columns of the answer for each pixel.
            row_scale: rows of the answer for each pixel.
            bend: half of the angle, radians, that the rows go round a cylinder; 0 = flat.
        """
        columns = max(8, int(self.width * scale))
        rows = max(1, int(self.height * row_scale))
        along = (np.arange(columns, dtype=np.float32) + 0.5) / scale - columns / scale / 2
        if bend:
            half = self.width / 2
            along = np.asarray(np.sin(along / half * bend) * (half / np.sin(bend)), np.float32)
        across = (np.arange(rows, dtype=np.float32) + 0.5) / row_scale - rows / row_scale / 2
        cos, sin = np.float32(np.cos(self.angle)), np.float32(np.sin(self.angle))
        x, y = (np.float32(v) for v in self.centre)
        xs = x + along[None, :] * cos - across[:, None] * sin
        ys = y + along[None, :] * sin + across[:, None] * cos
        return sampled(picture, xs - np.float32(0.5), ys - np.float32(0.5))


@dataclass(frozen=True, slots=True)
class _Cells:
    """Sums over cells: squares and products of the steps, share of steep pixels."""

    xx: Real
    yy: Real
    xy: Real
    dense: Real
    steep_from: float


def _cells(picture: Grey, steep_from: float, step: int = _STEP) -> _Cells | None:
    height, width = (side // CELL * CELL for side in picture.shape)
    if not height or not width:
        return None
    here = picture[: height - 1 : step, : width - 1 : step].astype(np.int16)
    right = picture[: height - 1 : step, 1:width:step].astype(np.int16) - here
    down = picture[1:height:step, : width - 1 : step].astype(np.int16) - here
    dx, dy = right.astype(np.float32), down.astype(np.float32)
    # Most of a picture is flat: the median step there is the noise of the camera.
    noise = float(np.median(np.abs(right[::4, ::4]))) / 0.6745
    steep = np.maximum(np.abs(dx), np.abs(dy)) > max(steep_from, 2.2 * noise)
    side = CELL // step
    squares = (_sums(values, side) for values in (dx * dx, dy * dy, dx * dy))
    xx, yy, xy = squares
    return _Cells(xx, yy, xy, _means(steep, side), steep_from)


def _sums(values: Real, side: int) -> Real:
    rows, columns = values.shape[0] // side, values.shape[1] // side
    return np.asarray(values.reshape(rows, side, columns, side).sum(axis=(1, 3)), np.float32)


def _means(flags: Flags, side: int) -> Real:
    return _sums(flags.astype(np.float32), side) / np.float32(side * side)


def _grown(flags: Flags) -> Flags:
    """The flagged cells and those beside them."""
    padded = np.pad(flags, 1)
    beside = padded[1:-1, :-2] | padded[1:-1, 2:] | padded[:-2, 1:-1] | padded[2:, 1:-1]
    return np.asarray(flags | beside, np.bool_)


def _groups(flags: Flags) -> Iterator[list[tuple[int, int]]]:
    """Cells that hang together, as rows and columns."""
    left = set(zip(*(places.tolist() for places in np.nonzero(flags)), strict=True))
    while left:
        waiting, group = [left.pop()], []
        while waiting:
            row, column = waiting.pop()
            group.append((row, column))
            for near in (
                (row, column + 1),
                (row, column - 1),
                (row + 1, column),
                (row - 1, column),
            ):
                if near in left:
                    left.remove(near)
                    waiting.append(near)
        yield group


def find_regions(picture: Grey, most: int = 6) -> list[Region]:
    """Places that may hold symbols, the likeliest first.

    Args:
        picture: shape (height, width).
        most: how many at most.
    """
    found = _found(picture, _STEEP)
    if not found or found[0].weight < _SURE:
        faint = _found(picture, _FAINT)
        if faint and (not found or faint[0].weight > 3 * found[0].weight):
            found = faint
    return found[:most]


def _found(picture: Grey, steep_from: float) -> list[Region]:
    """Groups of dense cells, the heaviest first, without clutter."""
    cells = _cells(picture, steep_from, _STEP if picture.size < _LARGE else 2 * _STEP)
    if cells is None:
        return []
    dense = cells.dense > _DENSE
    found = []
    for group in _groups(_grown(dense)):
        kept = np.array([cell for cell in group if dense[cell]])
        if len(kept) >= 3:
            found.append(_region(cells, kept, picture.shape))
    found.sort(key=lambda region: -region.weight)
    return [one for one in found if one.weight >= max(_LEAST, found[0].weight * _SHARE)]


def _region(cells: _Cells, kept: NDArray[np.int_], shape: tuple[int, ...]) -> Region:
    rows, columns = kept[:, 0], kept[:, 1]
    angle, aligned = _direction(cells, rows, columns)
    weight = float(cells.dense[rows, columns].sum())
    return Region(
        max(0, int(columns.min() - 1) * CELL),
        max(0, int(rows.min() - 1) * CELL),
        min(shape[1], int(columns.max() + 2) * CELL),
        min(shape[0], int(rows.max() + 2) * CELL),
        angle if aligned > 0.35 else None,
        weight * (0.5 + aligned),
        cells.steep_from,
    )


def _double_angle(
    cells: _Cells, rows: NDArray[np.int_], columns: NDArray[np.int_]
) -> tuple[Real, Real]:
    """Direction of the steps of each cell, doubled, and how clear it is from 0 to 1."""
    xx, yy, xy = cells.xx[rows, columns], cells.yy[rows, columns], cells.xy[rows, columns]
    clear = np.hypot(xx - yy, 2 * xy) / np.maximum(xx + yy, 1)
    return np.arctan2(2 * xy, xx - yy), clear


def _direction(
    cells: _Cells, rows: NDArray[np.int_], columns: NDArray[np.int_]
) -> tuple[float, float]:
    """The direction that most cells share, and the share of cells that have it."""
    double, clear = _double_angle(cells, rows, columns)
    weights = np.where(clear > 0.4, clear, 0)
    if not weights.any():
        return 0.0, 0.0
    turns = np.round(double / (2 * np.pi) * 24).astype(int) % 24
    votes = np.bincount(turns, weights, 24)
    shared = votes + (np.roll(votes, 1) + np.roll(votes, -1)) / 2
    middle = shared.argmax() * 2 * np.pi / 24
    off = np.angle(np.exp(1j * (double - middle)))
    near = (np.abs(off) < 2 * _ALONG) & (weights > 0)
    mean = np.angle((np.exp(1j * double) * weights)[near].sum()) if near.any() else middle
    return float(mean / 2), float(near.mean())


def bar_frame(picture: Grey, region: Region) -> Frame | None:
    """The turned rectangle round the bars of a region, a little longer than they are.

    Returns:
        None if the region has no bars.
    """
    if region.angle is None:
        return None
    inside = picture[region.top : region.bottom, region.left : region.right]
    cells = _cells(inside, region.steep_from)
    if cells is None:
        return None
    rows, columns = np.nonzero(cells.dense > _DENSE * 0.7)
    double, clear = _double_angle(cells, rows, columns)
    off = np.abs(np.angle(np.exp(1j * (double - 2 * region.angle)))) / 2
    along_bars = (off < _ALONG) & (clear > 0.4)
    if along_bars.sum() < 2:
        return None
    xs = region.left + (columns[along_bars] + 0.5) * CELL
    ys = region.top + (rows[along_bars] + 0.5) * CELL
    return _settled(picture, _around(xs, ys, region.angle))


def _settled(picture: Grey, frame: Frame) -> Frame:
    """The frame turned to where its bars stand up: the mean of its rows is steepest there.

    Fine bars alias, and the direction of single steps is then up to ten degrees wrong.
    """
    best = frame
    for turns in (_COARSE_TURNS, _FINE_TURNS):
        choices = [replace(best, angle=best.angle + np.deg2rad(turn)) for turn in turns]
        best = max(choices, key=lambda choice: _steepness(picture, choice))
    return best


def _steepness(picture: Grey, frame: Frame) -> float:
    inner = replace(frame, width=frame.width * 0.7, height=frame.height * 0.8)
    rows = inner.taken(picture, 1.0, min(1.0, 14 / inner.height))
    return float(np.square(np.diff(rows.mean(axis=0))).mean())


def _around(xs: NDArray[np.float64], ys: NDArray[np.float64], angle: float) -> Frame:
    """The turned rectangle round cells, without the few that lie far off."""
    cos, sin = np.cos(angle), np.sin(angle)
    along, across = xs * cos + ys * sin, ys * cos - xs * sin
    first, last = np.percentile(along, (1, 99))
    low, high = np.percentile(across, (4, 96))
    width = last - first + 4.5 * CELL
    height = max(high - low + 0.5 * CELL, CELL * 0.75)
    mid_along, mid_across = (first + last) / 2, (low + high) / 2
    centre = (mid_along * cos - mid_across * sin, mid_along * sin + mid_across * cos)
    return Frame((float(centre[0]), float(centre[1])), angle, float(width), float(height))
