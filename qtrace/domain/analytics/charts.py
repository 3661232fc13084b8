"""Shewhart charts of measured values: subgroups (X̄, R, S) and single readings (I, MR).

Limits are those of phase I; points of phase II are judged by them and do not move them.

Source: ISO 7870-2:2013 clauses 6 and 7; formulas and defaults as in the R package qcc 2.7.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from qtrace.domain.analytics.constants import (
    LARGEST_SUBGROUP,
    SMALLEST_SUBGROUP,
    ControlConstants,
    c4,
)
from qtrace.domain.analytics.errors import (
    AnalyticsError,
    AnalyticsErrorCode,
    bad_setting,
    check_rows,
    check_values,
    too_few,
)
from qtrace.domain.analytics.spread import mean, moving_ranges, standard_deviation, width

DEFAULT_NSIGMAS: Final = 3.0
_MOST_NSIGMAS: Final = 100.0

Line = float | tuple[float, ...]
"""A line of a chart: one height, or one for every point."""
Rows = Sequence[Sequence[float]]


class ChartKind(StrEnum):
    """Charts by the name that the command line and stored settings use."""

    XBAR_R = "xbar(R)"
    XBAR_S = "xbar(S)"
    R = "R"
    S = "S"
    INDIVIDUALS = "xbar.one"
    MOVING_RANGE = "MR"
    P = "p"
    NP = "np"
    C = "c"
    U = "u"
    EWMA = "ewma"
    CUSUM = "cusum"


class SigmaEstimator(StrEnum):
    """How sigma is estimated from phase I, by the names of qcc.

    UWAVE_R: mean range of the subgroups / d2. UWAVE_SD: mean standard deviation / c4. RMSDF: root
    of the pooled variance / c4 of its degrees of freedom + 1. MR: mean moving range / d2(2).
    SD: standard deviation of all readings / c4(n).
    """

    UWAVE_R = "UWAVE-R"
    UWAVE_SD = "UWAVE-SD"
    RMSDF = "RMSDF"
    MR = "MR"
    SD = "SD"


SUBGROUP_ESTIMATORS: Final = (
    SigmaEstimator.UWAVE_R,
    SigmaEstimator.UWAVE_SD,
    SigmaEstimator.RMSDF,
)
SINGLE_ESTIMATORS: Final = (SigmaEstimator.MR, SigmaEstimator.SD)
_ESTIMATORS_OF: Final = {
    ChartKind.XBAR_R: SUBGROUP_ESTIMATORS,
    ChartKind.XBAR_S: (SigmaEstimator.UWAVE_SD, SigmaEstimator.UWAVE_R, SigmaEstimator.RMSDF),
    ChartKind.R: (SigmaEstimator.UWAVE_R,),
    ChartKind.S: (SigmaEstimator.UWAVE_SD, SigmaEstimator.RMSDF),
}


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A computed chart, in the unit of the data.

    Attributes:
        kind: which chart.
        estimator: how sigma was estimated; None for counts and for a given sigma.
        center: centre line.
        sigma: standard deviation of the process (of one reading, one piece or one unit of area).
        error: standard error of a plotted point: the limits lie `nsigmas` of it from the centre.
        lcl: lower control limit, cut where the statistic cannot go.
        ucl: upper control limit, cut likewise.
        statistics: plotted points, phase I first, then phase II.
        calibrated: how many of them are of phase I.
        beyond_limits: indices of points below `lcl` or above `ucl`; a point on a limit is within.
    """

    kind: ChartKind
    estimator: SigmaEstimator | None
    center: Line
    sigma: Line
    error: Line
    lcl: Line
    ucl: Line
    statistics: tuple[float, ...]
    calibrated: int
    beyond_limits: tuple[int, ...]


def subgroup_chart(
    constants: ControlConstants,
    kind: ChartKind,
    rows: Rows,
    new_rows: Rows = (),
    *,
    estimator: SigmaEstimator | None = None,
    nsigmas: float = DEFAULT_NSIGMAS,
) -> ControlChart | AnalyticsError:
    """An X̄, R or S chart of subgroups of equal size (2 to 25 readings where ranges are used).

    Args:
        constants: the shipped table.
        kind: XBAR_R, XBAR_S, R or S.
        rows: subgroups of phase I, at least one.
        new_rows: subgroups of phase II, of the same size.
        estimator: None for the chart's own.
        nsigmas: distance of the limits in standard errors, > 0 to 100.

    Returns:
        The chart, or why there is none: TOO_FEW, RAGGED, NOT_FINITE, SUBGROUP_TOO_LARGE,
        WRONG_ESTIMATOR, BAD_SETTING, NO_VARIATION.
    """
    used = estimator or _ESTIMATORS_OF[kind][0]
    if used not in _ESTIMATORS_OF[kind]:
        return wrong_estimator(kind, used)
    ranges = used is SigmaEstimator.UWAVE_R
    problem = check_subgroups(rows, ranges=ranges) or check_new_rows(rows, new_rows)
    problem = problem or check_nsigmas(nsigmas)
    if problem is not None:
        return problem
    sigma = sigma_within(constants, rows, used)
    if sigma == 0:
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    statistic, error = _plotted(constants, kind, len(rows[0]), sigma)
    points = tuple(statistic(row) for row in chain(rows, new_rows))
    center = mean(points[: len(rows)])
    floor = -math.inf if kind in (ChartKind.XBAR_R, ChartKind.XBAR_S) else 0.0
    lcl, ucl = max(floor, center - nsigmas * error), center + nsigmas * error
    outside = beyond(points, lcl, ucl)
    return ControlChart(kind, used, center, sigma, error, lcl, ucl, points, len(rows), outside)


def individuals_chart(
    constants: ControlConstants,
    values: Sequence[float],
    new_values: Sequence[float] = (),
    *,
    estimator: SigmaEstimator | None = None,
    nsigmas: float = DEFAULT_NSIGMAS,
) -> ControlChart | AnalyticsError:
    """A chart of single readings; sigma from the moving range, or the standard deviation.

    Returns:
        The chart, or TOO_FEW (under two readings), NOT_FINITE, WRONG_ESTIMATOR, BAD_SETTING,
        NO_VARIATION.
    """
    used = estimator or SigmaEstimator.MR
    if used not in SINGLE_ESTIMATORS:
        return wrong_estimator(ChartKind.INDIVIDUALS, used)
    problem = _check_single(values, new_values, nsigmas)
    if problem is not None:
        return problem
    sigma = sigma_of_readings(constants, values, used)
    if sigma == 0:
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    points = (*values, *new_values)
    center = mean(values)
    lcl, ucl = center - nsigmas * sigma, center + nsigmas * sigma
    outside = beyond(points, lcl, ucl)
    return ControlChart(
        ChartKind.INDIVIDUALS, used, center, sigma, sigma, lcl, ucl, points, len(values), outside
    )


def moving_range_chart(
    constants: ControlConstants,
    values: Sequence[float],
    new_values: Sequence[float] = (),
    *,
    nsigmas: float = DEFAULT_NSIGMAS,
) -> ControlChart | AnalyticsError:
    """A chart of the ranges of neighbours; point i is the range of readings i and i + 1.

    Returns:
        The chart, or TOO_FEW, NOT_FINITE, BAD_SETTING, NO_VARIATION.
    """
    problem = _check_single(values, new_values, nsigmas)
    if problem is not None:
        return problem
    sigma = sigma_of_readings(constants, values, SigmaEstimator.MR)
    if sigma == 0:
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    points = moving_ranges((*values, *new_values))
    center, error = sigma * constants.d2[2], sigma * constants.d3[2]
    lcl, ucl = max(0.0, center - nsigmas * error), center + nsigmas * error
    kind, calibrated = ChartKind.MOVING_RANGE, len(values) - 1
    outside = beyond(points, lcl, ucl)
    return ControlChart(
        kind, SigmaEstimator.MR, center, sigma, error, lcl, ucl, points, calibrated, outside
    )


def sigma_within(constants: ControlConstants, rows: Rows, estimator: SigmaEstimator) -> float:
    """Sigma within subgroups of one size; `estimator` is one of `SUBGROUP_ESTIMATORS`."""
    size = len(rows[0])
    if estimator is SigmaEstimator.UWAVE_R:
        return mean([width(row) for row in rows]) / constants.d2[size]
    deviations = [standard_deviation(row) for row in rows]
    if estimator is SigmaEstimator.UWAVE_SD:
        return mean(deviations) / c4(size)
    pooled = math.sqrt(mean([deviation**2 for deviation in deviations]))
    return pooled / c4(len(rows) * (size - 1) + 1)


def sigma_of_readings(
    constants: ControlConstants, values: Sequence[float], estimator: SigmaEstimator
) -> float:
    """Sigma of two or more single readings; `estimator` is one of `SINGLE_ESTIMATORS`."""
    if estimator is SigmaEstimator.SD:
        return standard_deviation(values) / c4(len(values))
    return sigma_of_moving_range(constants, mean(moving_ranges(values)))


def sigma_of_moving_range(constants: ControlConstants, mean_range: float) -> float:
    """Sigma from the mean range of neighbours."""
    return mean_range / constants.d2[2]


def beyond(points: Sequence[float], lcl: Line, ucl: Line) -> tuple[int, ...]:
    """Indices of points strictly below `lcl` or strictly above `ucl`."""
    low, high = spread_out(lcl, len(points)), spread_out(ucl, len(points))
    return tuple(
        i
        for i, (point, least, most) in enumerate(zip(points, low, high, strict=True))
        if point < least or point > most
    )


def spread_out(line: Line, count: int) -> tuple[float, ...]:
    """The heights of `line` at each of `count` points."""
    return line if isinstance(line, tuple) else (line,) * count


def check_nsigmas(nsigmas: float) -> AnalyticsError | None:
    """Refuse a distance of limits that is not above 0 and at most 100."""
    return None if 0 < nsigmas <= _MOST_NSIGMAS else bad_setting("nsigmas", nsigmas)


def wrong_estimator(kind: ChartKind, estimator: SigmaEstimator) -> AnalyticsError:
    """The chart `kind` has no such estimator."""
    facts = {"chart": kind.value, "given": estimator.value}
    return AnalyticsError(AnalyticsErrorCode.WRONG_ESTIMATOR, facts)


def check_subgroups(rows: Rows, *, ranges: bool) -> AnalyticsError | None:
    """Refuse no subgroups, unequal ones, single readings and, for ranges, more than 25."""
    if not rows:
        return too_few("data", 0, 1)
    if len(rows[0]) < SMALLEST_SUBGROUP:
        return too_few("data[0]", len(rows[0]), SMALLEST_SUBGROUP)
    if ranges and len(rows[0]) > LARGEST_SUBGROUP:
        facts = {"given": str(len(rows[0])), "most": str(LARGEST_SUBGROUP)}
        return AnalyticsError(AnalyticsErrorCode.SUBGROUP_TOO_LARGE, facts)
    return check_rows("data", rows)


def check_new_rows(rows: Rows, new_rows: Rows) -> AnalyticsError | None:
    """Refuse subgroups of phase II that have not the size of those of phase I."""
    if new_rows and len(new_rows[0]) != len(rows[0]):
        given, needed = str(len(new_rows[0])), str(len(rows[0]))
        facts = {"what": "newdata[0]", "given": given, "needed": needed}
        return AnalyticsError(AnalyticsErrorCode.RAGGED, facts)
    return check_rows("newdata", new_rows)


def _check_single(
    values: Sequence[float], new_values: Sequence[float], nsigmas: float
) -> AnalyticsError | None:
    if len(values) < SMALLEST_SUBGROUP:
        return too_few("data", len(values), SMALLEST_SUBGROUP)
    problem = check_values("data", values) or check_values("newdata", new_values)
    return problem or check_nsigmas(nsigmas)


def _plotted(
    constants: ControlConstants, kind: ChartKind, size: int, sigma: float
) -> tuple[Callable[[Sequence[float]], float], float]:
    """What a subgroup's point is, and its standard error."""
    if kind is ChartKind.R:
        return width, constants.d3[size] * sigma
    if kind is ChartKind.S:
        return standard_deviation, math.sqrt(1 - c4(size) ** 2) * sigma
    return mean, sigma / math.sqrt(size)
