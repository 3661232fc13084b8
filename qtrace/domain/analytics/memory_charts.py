"""Charts that remember: EWMA and CUSUM, for small lasting shifts.

Source: ISO 7870-6:2016 (EWMA), ISO 7870-4:2021 (CUSUM); formulas as in the R package qcc 2.7.
"""

import math
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.charts import (
    DEFAULT_NSIGMAS,
    ChartKind,
    ControlChart,
    Rows,
    SigmaEstimator,
    beyond,
    check_new_rows,
    check_nsigmas,
    sigma_of_readings,
    sigma_within,
)
from qtrace.domain.analytics.constants import LARGEST_SUBGROUP, ControlConstants
from qtrace.domain.analytics.errors import (
    AnalyticsError,
    AnalyticsErrorCode,
    bad_setting,
    check_rows,
    is_usable,
    too_few,
)
from qtrace.domain.analytics.spread import mean

DEFAULT_LAMBDA: Final = 0.2
DEFAULT_INTERVAL: Final = 5.0
DEFAULT_SHIFT: Final = 1.0
_MOST_SETTING: Final = 1e6


@dataclass(frozen=True, slots=True)
class Series:
    """Subgroups of one size (1 for single readings) and, where known, centre and sigma.

    Attributes:
        rows: phase I.
        new_rows: phase II.
        center: target; None for the mean of phase I.
        sigma: of one reading; None to estimate it (moving range, range, or pooled above 25).
    """

    rows: Rows
    new_rows: Rows = ()
    center: float | None = None
    sigma: float | None = None


@dataclass(frozen=True, slots=True)
class CusumChart:
    """Two one-sided sums in standard errors of a point.

    Attributes:
        estimator: how sigma was estimated; None where it was given.
        center: target.
        sigma: of one reading.
        decision_interval: a sum beyond it signals.
        points: means of the subgroups, phase I first.
        calibrated: how many of them are of phase I.
        pos: upper sums, 0 or more.
        neg: lower sums, 0 or less.
        violations_upper: indices with `pos` above the interval.
        violations_lower: indices with `neg` below minus the interval.
    """

    estimator: SigmaEstimator | None
    center: float
    sigma: float
    decision_interval: float
    points: tuple[float, ...]
    calibrated: int
    pos: tuple[float, ...]
    neg: tuple[float, ...]
    violations_upper: tuple[int, ...]
    violations_lower: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Base:
    estimator: SigmaEstimator | None
    center: float
    sigma: float
    error: float
    points: tuple[float, ...]


def ewma_chart(
    constants: ControlConstants,
    series: Series,
    *,
    weight: float = DEFAULT_LAMBDA,
    nsigmas: float = DEFAULT_NSIGMAS,
) -> ControlChart | AnalyticsError:
    """An EWMA chart with exact limits, which widen from the first point on.

    z_i = λ x_i + (1 - λ) z_(i-1), z_0 = centre; variance σ²/n · λ/(2-λ) · (1 - (1-λ)^(2i)).

    Args:
        constants: the shipped table.
        series: the data.
        weight: λ, above 0 and at most 1.
        nsigmas: distance of the limits in standard errors.

    Returns:
        The chart, whose statistics are the z, or TOO_FEW, RAGGED, NOT_FINITE, BAD_SIGMA,
        BAD_SETTING, NO_VARIATION.
    """
    if not 0 < weight <= 1:
        return bad_setting("lambda", weight)
    base = check_nsigmas(nsigmas) or _base(constants, series)
    if isinstance(base, AnalyticsError):
        return base
    z, smoothed, errors = base.center, [], []
    fade = 1.0
    for point in base.points:
        z = weight * point + (1 - weight) * z
        fade *= (1 - weight) ** 2
        smoothed.append(z)
        errors.append(base.error * math.sqrt(weight / (2 - weight) * (1 - fade)))
    lcl = tuple(base.center - nsigmas * error for error in errors)
    ucl = tuple(base.center + nsigmas * error for error in errors)
    kind, points = ChartKind.EWMA, tuple(smoothed)
    outside, calibrated = beyond(points, lcl, ucl), len(series.rows)
    return ControlChart(
        kind,
        base.estimator,
        base.center,
        base.sigma,
        tuple(errors),
        lcl,
        ucl,
        points,
        calibrated,
        outside,
    )


def cusum_chart(
    constants: ControlConstants,
    series: Series,
    *,
    decision_interval: float = DEFAULT_INTERVAL,
    se_shift: float = DEFAULT_SHIFT,
) -> CusumChart | AnalyticsError:
    """A tabular CUSUM; sums start at 0 and run on from phase I into phase II.

    C+_i = max(0, C+_(i-1) + z_i - k), C-_i likewise downwards, k = `se_shift`/2, z in standard
    errors.

    Args:
        constants: the shipped table.
        series: the data.
        decision_interval: h, above 0, in standard errors.
        se_shift: shift to be found, 0 or more, in standard errors.

    Returns:
        The chart, or TOO_FEW, RAGGED, NOT_FINITE, BAD_SIGMA, BAD_SETTING, NO_VARIATION.
    """
    if not 0 < decision_interval <= _MOST_SETTING:
        return bad_setting("decision_interval", decision_interval)
    if not 0 <= se_shift <= _MOST_SETTING:
        return bad_setting("se_shift", se_shift)
    base = _base(constants, series)
    if isinstance(base, AnalyticsError):
        return base
    up, down = 0.0, 0.0
    pos, neg = [], []
    for point in base.points:
        z = (point - base.center) / base.error
        up, down = max(0.0, up + z - se_shift / 2), min(0.0, down + z + se_shift / 2)
        pos.append(up)
        neg.append(down)
    return CusumChart(
        base.estimator,
        base.center,
        base.sigma,
        decision_interval,
        base.points,
        len(series.rows),
        tuple(pos),
        tuple(neg),
        tuple(i for i, each in enumerate(pos) if each > decision_interval),
        tuple(i for i, each in enumerate(neg) if each < -decision_interval),
    )


def _base(constants: ControlConstants, series: Series) -> _Base | AnalyticsError:
    problem = _check(series)
    if problem is not None:
        return problem
    estimator, sigma = None, series.sigma
    if sigma is None:
        estimator, sigma = _estimated(constants, series.rows)
    if sigma == 0:
        return AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    points = tuple(mean(row) for row in (*series.rows, *series.new_rows))
    center = mean(points[: len(series.rows)]) if series.center is None else series.center
    return _Base(estimator, center, sigma, sigma / math.sqrt(len(series.rows[0])), points)


def _estimated(constants: ControlConstants, rows: Rows) -> tuple[SigmaEstimator, float]:
    size = len(rows[0])
    if size == 1:
        values = [row[0] for row in rows]
        return SigmaEstimator.MR, sigma_of_readings(constants, values, SigmaEstimator.MR)
    estimator = SigmaEstimator.UWAVE_R if size <= LARGEST_SUBGROUP else SigmaEstimator.RMSDF
    return estimator, sigma_within(constants, rows, estimator)


def _check(series: Series) -> AnalyticsError | None:
    needed = 2 if series.sigma is None and len(series.rows) == 1 == len(series.rows[0]) else 1
    if len(series.rows) < needed:
        return too_few("data", len(series.rows), needed)
    if not series.rows[0]:
        return too_few("data[0]", 0, 1)
    return (
        check_rows("data", series.rows)
        or check_new_rows(series.rows, series.new_rows)
        or check_given(series.center, series.sigma)
    )


def check_given(center: float | None, sigma: float | None) -> AnalyticsError | None:
    """Refuse a given centre that is no number and a given sigma that is not above 0."""
    if center is not None and not is_usable(center):
        return AnalyticsError(AnalyticsErrorCode.NOT_FINITE, {"what": "center"})
    if sigma is None or (sigma > 0 and is_usable(sigma)):
        return None
    return AnalyticsError(AnalyticsErrorCode.BAD_SIGMA, {"given": f"{sigma:g}"})
