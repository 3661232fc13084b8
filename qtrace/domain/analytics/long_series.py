"""The individuals chart and Nelson's rules for long series, in numpy, loaded with the first call.

The rules are those of `rules`, which is the definition: a property test keeps the two equal.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qtrace.domain.analytics.charts import DEFAULT_NSIGMAS, sigma_of_moving_range
from qtrace.domain.analytics.constants import ControlConstants
from qtrace.domain.analytics.errors import AnalyticsError, AnalyticsErrorCode, too_few
from qtrace.domain.analytics.memory_charts import check_given
from qtrace.domain.analytics.rules import (
    ALL_RULES,
    ALTERNATION,
    BEYOND_ONE,
    RUN_ON_ONE_SIDE,
    TREND,
    WITHIN_ONE,
    zones,
)

if TYPE_CHECKING:
    from numpy import bool_, float64, intp
    from numpy.typing import NDArray

    Values = NDArray[float64]
    Flags = NDArray[bool_]
    Indices = NDArray[intp]

LONG: Final = 5_000
"""From this many points on the vectorised rules are worth loading numpy."""
_LEVELS: Final = {1: 3, 2: 0, 5: 2, 6: 1, 7: 1, 8: 1}
"""Which lines a rule looks at, in sigma."""


@dataclass(frozen=True, slots=True)
class LongSeries:
    """An individuals chart with the places where rules fire.

    Attributes:
        center: mean.
        sigma: from the mean moving range.
        lcl: centre - 3 sigma.
        ucl: centre + 3 sigma.
        index: indices of violations, ascending, shape (m,).
        rule: rule 1 to 8 of each, ascending within one index, shape (m,).
    """

    center: float
    sigma: float
    lcl: float
    ucl: float
    index: "Indices"
    rule: "Indices"


def individuals_with_rules(
    constants: ControlConstants, values: "Values", rules: Collection[int] = ALL_RULES
) -> LongSeries | AnalyticsError:
    """Limits of an I chart and the violations of `rules`, for `values` of shape (n,), n >= 2.

    Returns:
        The chart, or TOO_FEW, NOT_FINITE, NO_VARIATION.
    """
    import numpy as np

    if len(values) < 2:
        return too_few("data", len(values), 2)
    if not bool(np.isfinite(values).all()):
        at = int(np.argmin(np.isfinite(values)))
        return AnalyticsError(AnalyticsErrorCode.NOT_FINITE, {"what": f"data[{at}]"})
    center = float(values.mean())
    sigma = sigma_of_moving_range(constants, float(np.abs(np.diff(values)).mean()))
    if sigma == 0:
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    index, rule = _violations(values, center, sigma, rules)
    width = DEFAULT_NSIGMAS * sigma
    return LongSeries(center, sigma, center - width, center + width, index, rule)


def nelson_arrays(
    values: "Values", center: float, sigma: float, rules: Collection[int] = ALL_RULES
) -> tuple["Indices", "Indices"] | AnalyticsError:
    """Indices and rules of the violations, both of shape (m,), sorted by index, then rule.

    Args:
        values: finite points in time order, shape (n,).
        center: centre line.
        sigma: standard error of a point, > 0.
        rules: numbers of the rules to apply.

    Returns:
        The two arrays, or BAD_SIGMA or NOT_FINITE for the lines.
    """
    return check_given(center, sigma) or _violations(values, center, sigma, rules)


def _violations(
    values: "Values", center: float, sigma: float, rules: Collection[int]
) -> tuple["Indices", "Indices"]:
    import numpy as np

    wanted = sorted(set(rules))
    fires = np.zeros((len(values), len(wanted)), dtype=np.bool_)
    for column, rule in enumerate(wanted):
        fires[:, column] = _flags(values, center, sigma, rule)
    index, column_of = np.nonzero(fires)
    return index, np.asarray(wanted, dtype=np.intp)[column_of]


def _flags(values: "Values", center: float, sigma: float, rule: int) -> "Flags":
    """Where one rule fires, shape (n,)."""
    if rule in (3, 4):
        rises, falls = _moves(values)
        if rule == 3:
            return _whole(rises, TREND - 1) | _whole(falls, TREND - 1)
        turns = rises & _shifted(falls) | falls & _shifted(rises)
        return _whole(turns, ALTERNATION - 2)
    lines, level = zones(center, sigma), _LEVELS[rule]
    above, below = values > lines.upper[level], values < lines.lower[level]
    if rule == 7:
        within = (values < lines.upper[level]) & (values > lines.lower[level])
        return _whole(within, WITHIN_ONE)
    return _beyond_flags(above, below, rule)


def _beyond_flags(above: "Flags", below: "Flags", rule: int) -> "Flags":
    """Where rule 1, 2, 5, 6 or 8 fires, given the points beyond its lines."""
    if rule == 1:
        return above | below
    if rule == 2:
        return _whole(above, RUN_ON_ONE_SIDE) | _whole(below, RUN_ON_ONE_SIDE)
    if rule == 8:
        both = (_last(above, BEYOND_ONE) > 0) & (_last(below, BEYOND_ONE) > 0)
        return both & _whole(above | below, BEYOND_ONE)
    few, of = (2, 3) if rule == 5 else (4, 5)
    return above & (_last(above, of) >= few) | below & (_last(below, of) >= few)


def _moves(values: "Values") -> tuple["Flags", "Flags"]:
    """Whether each point lies above, or below, the one before; the first does neither."""
    import numpy as np

    rises, falls = np.zeros(len(values), dtype=np.bool_), np.zeros(len(values), dtype=np.bool_)
    rises[1:], falls[1:] = values[1:] > values[:-1], values[1:] < values[:-1]
    return rises, falls


def _shifted(flags: "Flags") -> "Flags":
    """Each flag one place later."""
    import numpy as np

    later = np.zeros(len(flags), dtype=np.bool_)
    later[1:] = flags[:-1]
    return later


def _last(flags: "Flags", count: int) -> "Indices":
    """How many of the last `count` flags, up to each place, are true."""
    import numpy as np

    total = np.cumsum(flags, dtype=np.intp)
    total[count:] -= total[:-count].copy() if len(flags) > count else 0
    return total


def _whole(flags: "Flags", count: int) -> "Flags":
    """Whether the last `count` flags, up to each place, are all there and true."""
    import numpy as np

    return np.equal(_last(flags, count), count)
