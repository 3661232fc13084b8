"""Mean and spread of readings, summed without loss."""

import math
from collections.abc import Sequence
from itertools import pairwise


def mean(values: Sequence[float]) -> float:
    """Arithmetic mean of at least one value."""
    return math.fsum(values) / len(values)


def squares(values: Sequence[float]) -> float:
    """Sum of the squared differences from the mean; exactly 0 where all values are equal."""
    if min(values) == max(values):
        return 0.0
    centre = mean(values)
    return math.fsum((value - centre) ** 2 for value in values)


def standard_deviation(values: Sequence[float]) -> float:
    """Sample standard deviation (n - 1) of at least two values."""
    return math.sqrt(squares(values) / (len(values) - 1))


def width(values: Sequence[float]) -> float:
    """Range: largest minus smallest."""
    return max(values) - min(values)


def moving_ranges(values: Sequence[float]) -> tuple[float, ...]:
    """Ranges of neighbours: one fewer than the values."""
    return tuple(abs(b - a) for a, b in pairwise(values))
