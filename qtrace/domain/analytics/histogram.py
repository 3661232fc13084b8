"""Readings as a histogram whose edges lie between the steps of the gauge.

Source: number of bins after Sturges (1926), widened to whole steps of the last shown digit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.spread import width

_MOST_BINS: Final = 30


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of equal bins.

    Attributes:
        low: lower edge of the first bin.
        width: width of each bin, > 0.
        counts: readings in each bin.
    """

    low: float
    width: float
    counts: tuple[int, ...]


def histogram(values: Sequence[float], decimals: int) -> Histogram | None:
    """Bins of `values`; every reading of `decimals` decimals lies inside one, never on an edge.

    Returns:
        The bins, or None without values.

    Example:
        >>> histogram((1.0, 1.0, 2.0), 0).counts
        (2, 1)
    """
    if not values:
        return None
    step = math.pow(10, -decimals)
    steps = round(width(values) / step) + 1
    wanted = max(1, min(_MOST_BINS, math.ceil(math.log2(len(values))) + 1))
    per_bin = max(1, math.ceil(steps / wanted))
    size = per_bin * step
    low = min(values) - step / 2
    counts = [0] * math.ceil(steps / per_bin)
    for value in values:
        counts[min(len(counts) - 1, int((value - low) / size))] += 1
    return Histogram(low, size, tuple(counts))
