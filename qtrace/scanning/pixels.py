"""Pictures made easier to read: larger, straight, averaged along the bars, sharper (pure numpy).

A camera picture is an array of grey bytes of shape (height, width).
"""

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Real = NDArray[np.float32]


def to_grey(values: Real) -> Grey:
    """Values as grey bytes, clipped to 0 … 255."""
    return np.asarray(np.clip(values + np.float32(0.5), 0, 255), np.uint8)


def _doubled_rows(values: Real) -> Real:
    """Twice as many rows by cubic interpolation (Catmull-Rom at a quarter and three quarters)."""
    padded = np.pad(values, ((2, 2), (0, 0)), mode="edge")
    one, two, three, four = (np.float32(w) for w in (-0.0703125, 0.8671875, 0.2265625, -0.0234375))
    a, b, c, d, e = (padded[k : k + len(values)] for k in range(5))
    out = np.empty((2 * len(values), values.shape[1]), np.float32)
    out[0::2] = four * a + three * b + two * c + one * d
    out[1::2] = one * b + two * c + three * d + four * e
    return out


def doubled(picture: Grey) -> Grey:
    """The picture at twice its width and height."""
    tall = _doubled_rows(picture.astype(np.float32))
    return to_grey(np.ascontiguousarray(_doubled_rows(np.ascontiguousarray(tall.T)).T))


def noise_of(picture: Grey) -> float:
    """Noise of the camera, grey levels: most of a picture is flat, and its steps are the noise."""
    here = picture[::4, :-1:4].astype(np.int16)
    beside = picture[::4, 1::4].astype(np.int16)
    if not here.size:
        return 0.0
    return float(np.median(np.abs(beside - here))) / (0.6745 * 2**0.5)


def smoothed(picture: Grey) -> Grey:
    """The picture with its noise halved: every pixel the weighted mean of its neighbours."""
    values = picture.astype(np.float32)
    for axis in (0, 1):
        padded = np.pad(values, [(1, 1) if axis == k else (0, 0) for k in (0, 1)], mode="edge")
        last = padded.shape[axis]
        before, here, after = (
            np.take(padded, range(k, last - 2 + k), axis=axis) for k in (0, 1, 2)
        )
        values = (before + 2 * here + after) / np.float32(4)
    return to_grey(values)


def sampled(picture: Grey, xs: Real, ys: Real) -> Real:
    """Values at places between pixels, bilinear; places outside take the nearest pixel.

    Args:
        picture: shape (height, width).
        xs: columns, any shape.
        ys: rows, the same shape.
    """
    height, width = picture.shape
    xs = np.clip(xs, 0, width - 1.001)
    ys = np.clip(ys, 0, height - 1.001)
    left, top = xs.astype(np.int32), ys.astype(np.int32)
    fx, fy = (xs - left).astype(np.float32), (ys - top).astype(np.float32)
    flat = picture.ravel()
    base = top * np.int32(width) + left
    upper = flat[base] * (1 - fx) + flat[base + 1] * fx
    lower = flat[base + width] * (1 - fx) + flat[base + width + 1] * fx
    return np.asarray(upper * (1 - fy) + lower * fy, np.float32)


def banded(straight: Real, rows: int) -> Real:
    """Means over bands of `rows` rows: noise goes, upright bars stay.

    Returns:
        Shape (height // rows, width); at least one band.
    """
    bands = max(1, len(straight) // rows)
    used = straight[: bands * rows] if len(straight) >= rows else straight
    return np.asarray(used.reshape(bands, -1, straight.shape[1]).mean(axis=1), np.float32)


def stretched(bands: Real) -> Real:
    """Each row with its contrast spread over the whole range."""
    low = np.percentile(bands, 2, axis=1, keepdims=True)
    high = np.percentile(bands, 98, axis=1, keepdims=True)
    return np.asarray((bands - low) * (255 / np.maximum(high - low, 1)), np.float32)


def _disk(radius: float, shape: tuple[int, int]) -> Real:
    """A disk of weight 1 round the first pixel of a picture that repeats itself."""
    rows, columns = (np.minimum(np.arange(n), n - np.arange(n)) for n in shape)
    distance = np.hypot(rows[:, None], columns[None, :])
    disk = np.clip(radius + 0.5 - distance, 0, 1)
    return np.asarray(disk / disk.sum(), np.float32)


def refocused(picture: Grey, radius: float, noise: float = 0.02) -> Grey:
    """The picture as a lens in focus would have seen it (Wiener's filter for a disk of confusion).

    Args:
        picture: shape (height, width), not larger than a region.
        radius: of the disk that a point became, pixels.
        noise: share of noise in the power of the picture; more of it is more careful.
    """
    rim = max(4, round(4 * radius))
    values = np.pad(picture.astype(np.float32), rim, mode="reflect")
    blur = np.fft.rfft2(_disk(radius, values.shape))
    sharp = np.fft.irfft2(
        np.fft.rfft2(values) * np.conj(blur) / (np.abs(blur) ** 2 + noise), values.shape
    )
    inner = sharp[rim:-rim, rim:-rim]
    return to_grey(np.asarray(inner * (1 + noise), np.float32))


def refocused_rows(bands: Real, radius: float, noise: float = 0.01) -> Real:
    """Rows as a lens in focus would have seen them; a disk seen along upright bars is an ellipse.

    Args:
        bands: shape (bands, width).
        radius: of the disk, in columns.
        noise: share of noise in the power of the rows.
    """
    rim = max(8, round(4 * radius))
    values = np.pad(bands, ((0, 0), (rim, rim)), mode="edge")
    width = values.shape[1]
    distance = np.minimum(np.arange(width), width - np.arange(width))
    profile = np.sqrt(np.clip(radius**2 - distance**2, 0, None)) + 1e-9
    blur = np.fft.rfft(profile / profile.sum())
    kept = np.conj(blur) / (np.abs(blur) ** 2 + noise)
    sharp = np.fft.irfft(np.fft.rfft(values, axis=1) * kept, width, axis=1)
    return np.asarray(sharp[:, rim:-rim], np.float32)


def dark_runs(row: Real, level: float = 128) -> list[tuple[int, int]]:
    """First and last-plus-one column of each run of values below `level`."""
    flags = np.concatenate(([0], (row < level).astype(np.int8), [0]))
    turns = np.flatnonzero(np.diff(flags)).tolist()
    return list(zip(turns[::2], turns[1::2], strict=True))


def trimmed(row: Real, drops: int, quiet: int) -> Real:
    """The row again and again with more of its outer dark runs made white, and white ends added.

    Rulings and label edges that stand in the quiet zone of a linear symbol go this way.

    Args:
        row: shape (width,), 0 … 255.
        drops: how many runs are dropped at most at each end.
        quiet: white columns added at each end.

    Returns:
        One row for each choice of runs; none if there are too few runs for a symbol.
    """
    runs = dark_runs(row)
    if len(runs) < 2 * drops + 12:
        return np.empty((0, len(row) + 2 * quiet), np.float32)
    rows = []
    for left in range(drops):
        for right in range(drops):
            first, last = runs[left][0], runs[len(runs) - 1 - right][1]
            out = np.full(len(row) + 2 * quiet, 255, np.float32)
            margin = 2
            first, last = max(0, first - margin), min(len(row), last + margin)
            out[quiet + first : quiet + last] = row[first:last]
            rows.append(out)
    return np.stack(rows)


def thick(bands: Real, rows: int) -> Grey:
    """A picture in which every band is `rows` rows high."""
    return np.repeat(to_grey(bands), rows, axis=0)
