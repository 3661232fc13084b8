"""The outline of a long series: least and largest point of every stretch, for pictures.

No extreme is ever lost, so a point beyond a limit is seen however many points there are.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Values = Sequence[float] | NDArray[float64]

LONG: Final = 5_000
"""From this many points on numpy is worth loading."""


def outline(values: "Values", columns: int) -> list[tuple[float, float]]:
    """Place and value of the least and the largest point of each of `columns` stretches.

    Args:
        values: finite points in time order, shape (n,).
        columns: most stretches, >= 1; all are of one length but the last.

    Returns:
        At most 2 * `columns` pairs; the place is the middle of the stretch, from 0.

    Example:
        >>> outline((3.0, 1.0, 2.0, 5.0), 2)
        [(0.5, 1.0), (0.5, 3.0), (2.5, 2.0), (2.5, 5.0)]
    """
    stretch = max(1, -(-len(values) // columns))
    if len(values) < LONG:
        parts = [values[i : i + stretch] for i in range(0, len(values), stretch)]
        least, most = [min(part) for part in parts], [max(part) for part in parts]
    else:
        least, most = _of_array(values, stretch)
    found = []
    for number, (low, high) in enumerate(zip(least, most, strict=True)):
        middle = (number + 0.5) * stretch - 0.5
        found += [(middle, low), (middle, high)]
    return found


def extent(values: "Values") -> tuple[float, float]:
    """Smallest and largest of at least one value."""
    if len(values) < LONG:
        return min(values), max(values)
    import numpy as np

    array = np.asarray(values, dtype=np.float64)
    return float(array.min()), float(array.max())


def _of_array(values: "Values", stretch: int) -> tuple[list[float], list[float]]:
    import numpy as np

    array = np.asarray(values, dtype=np.float64)
    starts = np.arange(0, len(array), stretch)
    least, most = np.minimum.reduceat(array, starts), np.maximum.reduceat(array, starts)
    return cast("list[float]", least.tolist()), cast("list[float]", most.tolist())
