"""Nelson's eight tests for special causes: the definition, in plain Python.

A rule fires at the point that completes its pattern, and at every further point that keeps it up.
It never looks at later points.

1. One point beyond 3 sigma.
2. Nine points in a row on one side of the centre line.
3. Six points in a row rising, or falling.
4. Fourteen points in a row alternating up and down.
5. A point beyond 2 sigma, with another one on the same side among the two before it.
6. A point beyond 1 sigma, with three others on the same side among the four before it.
7. Fifteen points in a row within 1 sigma, on either side.
8. Eight points in a row beyond 1 sigma, some above and some below.

Points on a line count for nothing: *beyond* and *within* are strict, a point on the centre line is
on no side, and equal neighbours neither rise nor fall. Lines are compared as drawn, centre + k·sigma
in floating point, never as standardised values. Nelson says nothing of ties; ISO 7870-2 neither.

Source: L. S. Nelson, Journal of Quality Technology 16 (1984) 237-239; ISO 7870-2:2013 figure 3.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qtrace.domain.analytics.charts import ChartKind, ControlChart, spread_out
from qtrace.domain.analytics.errors import AnalyticsError, check_values
from qtrace.domain.analytics.memory_charts import check_given

ALL_RULES: Final = (1, 2, 3, 4, 5, 6, 7, 8)
RULES_WITHOUT_ZONES: Final = (1, 2, 3, 4)
RUN_ON_ONE_SIDE: Final = 9
TREND: Final = 6
ALTERNATION: Final = 14
WITHIN_ONE: Final = 15
BEYOND_ONE: Final = 8


@dataclass(frozen=True, slots=True, order=True)
class RuleViolation:
    """Rule `rule` (1 to 8) fires at point `index` (from 0)."""

    index: int
    rule: int


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines of a chart, `upper[k]` and `lower[k]` at k = 1, 2, 3 sigma; index 0 the centre."""

    upper: tuple[float, float, float, float]
    lower: tuple[float, float, float, float]


def zones(center: float, sigma: float) -> Zones:
    """The lines at 0 to 3 `sigma` on either side of `center`."""
    return Zones(
        (center, center + sigma, center + 2 * sigma, center + 3 * sigma),
        (center, center - sigma, center - 2 * sigma, center - 3 * sigma),
    )


def nelson_violations(
    values: Sequence[float], center: float, sigma: float, rules: Collection[int] = ALL_RULES
) -> tuple[RuleViolation, ...] | AnalyticsError:
    """Where the `rules` fire, sorted by index, then rule.

    Args:
        values: points in time order.
        center: centre line.
        sigma: standard error of a point, > 0.
        rules: numbers of the rules to apply.

    Returns:
        The violations, or NOT_FINITE or BAD_SIGMA.

    Example:
        >>> nelson_violations((0.0, 4.0), 0.0, 1.0)
        (RuleViolation(index=1, rule=1),)
    """
    problem = check_values("data", values) or check_given(center, sigma)
    if problem is not None:
        return problem
    lines = zones(center, sigma)
    found = [
        RuleViolation(i, rule)
        for rule in rules
        for i, fires in enumerate(_RULES[rule](values, lines))
        if fires
    ]
    return tuple(sorted(found))


def applicable_rules(chart: ControlChart) -> tuple[int, ...]:
    """The rules that mean something on `chart`.

    A chart whose limits were cut (R, S, MR or p with a lower limit of 0) has no zones: rule 1 and
    the runs alone. A chart that remembers has rule 1 alone, because its points depend on each other.
    """
    if chart.kind is ChartKind.EWMA:
        return (1,)
    count = len(chart.statistics)
    rows = zip(
        *(spread_out(line, count) for line in (chart.center, chart.lcl, chart.ucl)), strict=True
    )
    whole = all(_is_whole(center - lcl, ucl - center) for center, lcl, ucl in rows)
    return ALL_RULES if whole else RULES_WITHOUT_ZONES


def chart_violations(chart: ControlChart) -> tuple[RuleViolation, ...]:
    """Where the applicable rules fire on `chart`; rule 1 is beyond its own limits.

    Where lines have a height for every point, points are compared after standardising them.
    """
    found = [RuleViolation(i, 1) for i in chart.beyond_limits]
    others = [rule for rule in applicable_rules(chart) if rule != 1]
    points, center, error = chart.statistics, chart.center, chart.error
    if isinstance(center, tuple) or isinstance(error, tuple):
        centers, errors = spread_out(center, len(points)), spread_out(error, len(points))
        rows = zip(points, centers, errors, strict=True)
        points = tuple((x - middle) / (each or 1.0) for x, middle, each in rows)
        center, error = 0.0, 1.0
    lines = zones(center, error)
    for rule in others:
        fires = _RULES[rule](points, lines)
        found.extend(RuleViolation(i, rule) for i, each in enumerate(fires) if each)
    return tuple(sorted(found))


def _is_whole(below: float, above: float) -> bool:
    return above > 0 and abs(above - below) <= 1e-9 * above


def _beyond_three(values: Sequence[float], lines: Zones) -> list[bool]:
    return [x > lines.upper[3] or x < lines.lower[3] for x in values]


def _one_side(values: Sequence[float], lines: Zones) -> list[bool]:
    above = _runs([x > lines.upper[0] for x in values])
    below = _runs([x < lines.lower[0] for x in values])
    return [max(up, down) >= RUN_ON_ONE_SIDE for up, down in zip(above, below, strict=True)]


def _trend(values: Sequence[float], _lines: Zones) -> list[bool]:
    steps = _steps(values)
    rises = _runs([step > 0 for step in steps])
    falls = _runs([step < 0 for step in steps])
    return [max(up, down) >= TREND - 1 for up, down in zip(rises, falls, strict=True)]


def _alternation(values: Sequence[float], _lines: Zones) -> list[bool]:
    steps = _steps(values)
    turns = _runs([False, *(a * b < 0 for a, b in pairwise(steps))][: len(steps)])
    return [run >= ALTERNATION - 2 for run in turns]


def _two_of_three(values: Sequence[float], lines: Zones) -> list[bool]:
    return _some_of(values, lines.lower[2], lines.upper[2], 2, 3)


def _four_of_five(values: Sequence[float], lines: Zones) -> list[bool]:
    return _some_of(values, lines.lower[1], lines.upper[1], 4, 5)


def _within_one(values: Sequence[float], lines: Zones) -> list[bool]:
    inside = _runs([lines.lower[1] < x < lines.upper[1] for x in values])
    return [run >= WITHIN_ONE for run in inside]


def _beyond_one(values: Sequence[float], lines: Zones) -> list[bool]:
    above = [x > lines.upper[1] for x in values]
    below = [x < lines.lower[1] for x in values]
    runs = _runs([up or down for up, down in zip(above, below, strict=True)])
    return [
        run >= BEYOND_ONE and any(above[_back(i, BEYOND_ONE)]) and any(below[_back(i, BEYOND_ONE)])
        for i, run in enumerate(runs)
    ]


def _some_of(values: Sequence[float], low: float, high: float, few: int, of: int) -> list[bool]:
    above = [x > high for x in values]
    below = [x < low for x in values]
    return [
        (above[i] and sum(above[_back(i, of)]) >= few)
        or (below[i] and sum(below[_back(i, of)]) >= few)
        for i in range(len(values))
    ]


def _back(i: int, count: int) -> slice:
    """The last `count` points up to `i`, as many as there are."""
    return slice(max(0, i - count + 1), i + 1)


def _steps(values: Sequence[float]) -> list[int]:
    """Direction from the point before: 1, 0, -1; 0 for the first."""
    return [0, *((b > a) - (b < a) for a, b in pairwise(values))][: len(values)]


def _runs(flags: Sequence[bool]) -> list[int]:
    """Length of the run of true flags that ends at each place."""
    runs, run = [], 0
    for flag in flags:
        run = run + 1 if flag else 0
        runs.append(run)
    return runs


_RULES: Final[Mapping[int, Callable[[Sequence[float], Zones], list[bool]]]] = {
    1: _beyond_three,
    2: _one_side,
    3: _trend,
    4: _alternation,
    5: _two_of_three,
    6: _four_of_five,
    7: _within_one,
    8: _beyond_one,
}
