"""Bias and linearity of a gauge against reference values.

Source: AIAG, Measurement Systems Analysis, 4th edition, chapter III section B: independent sample
method for bias, regression of bias on the reference value for linearity.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.distributions import t_beyond, t_quantile
from qtrace.domain.analytics.errors import (
    AnalyticsError,
    AnalyticsErrorCode,
    check_probability,
    check_values,
    too_few,
)
from qtrace.domain.analytics.spread import mean, squares, standard_deviation

DEFAULT_CONF: Final = 0.95


@dataclass(frozen=True, slots=True)
class Bias:
    """Mean of `n` readings minus the reference, in the unit of the readings.

    Attributes:
        n: readings.
        mean: of the readings.
        bias: mean - reference.
        sd: repeatability, standard deviation of the readings.
        standard_error: sd / sqrt(n).
        t: bias / standard error; None where the readings do not vary.
        p: chance of a |t| as large without bias; None likewise.
        low: lower confidence bound of the bias.
        high: upper confidence bound of the bias.
        significant: whether 0 lies outside the bounds.
    """

    n: int
    mean: float
    bias: float
    sd: float
    standard_error: float
    t: float | None
    p: float | None
    low: float
    high: float
    significant: bool


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of the line; t and p are None where all points lie on the line."""

    value: float
    standard_error: float
    t: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Linearity:
    """Bias as a line over the reference value.

    Attributes:
        n: readings.
        slope: change of bias for one unit of reference.
        intercept: bias at reference 0.
        r_squared: share of the variation of bias on the line; None where bias does not vary.
        residual_sd: standard deviation about the line, n - 2 degrees of freedom.
        percent: 100 |slope|: linearity in percent of the process variation.
        biases: mean bias at each reference value, ascending.
        linear: whether neither coefficient differs from 0 at the given confidence.
    """

    n: int
    slope: Coefficient
    intercept: Coefficient
    r_squared: float | None
    residual_sd: float
    percent: float
    biases: tuple[tuple[float, float], ...]
    linear: bool


def gauge_bias(
    readings: Sequence[float], reference: float, *, conf: float = DEFAULT_CONF
) -> Bias | AnalyticsError:
    """Bias of two or more readings of one part of known value.

    Returns:
        The bias, or TOO_FEW, NOT_FINITE, BAD_PROBABILITY.
    """
    problem = check_probability("conf", conf) or check_values("y", (*readings, reference))
    if problem is None and len(readings) < 2:
        problem = too_few("y", len(readings), 2)
    if problem is not None:
        return problem
    n = len(readings)
    bias, sd = mean([reading - reference for reading in readings]), standard_deviation(readings)
    error = sd / math.sqrt(n)
    reach = t_quantile((1 + conf) / 2, n - 1) * error
    t = bias / error if error else None
    p = None if t is None else t_beyond(t, n - 1)
    low, high = bias - reach, bias + reach
    significant = not low <= 0 <= high
    return Bias(n, mean(readings), bias, sd, error, t, p, low, high, significant)


def gauge_linearity(
    readings: Sequence[float], references: Sequence[float], *, conf: float = DEFAULT_CONF
) -> Linearity | AnalyticsError:
    """Linearity from three or more readings over at least two reference values.

    Returns:
        The line, or LENGTHS_DIFFER, TOO_FEW, NOT_FINITE, NO_VARIATION (of references),
        BAD_PROBABILITY.
    """
    problem = _check_line(readings, references) or check_probability("conf", conf)
    if problem is not None:
        return problem
    n, biases = len(readings), [y - x for y, x in zip(readings, references, strict=True)]
    x_mean, y_mean, s_xx = mean(references), mean(biases), squares(references)
    products = ((x - x_mean) * (y - y_mean) for x, y in zip(references, biases, strict=True))
    slope = math.fsum(products) / s_xx
    intercept = y_mean - slope * x_mean
    residuals = [y - intercept - slope * x for x, y in zip(references, biases, strict=True)]
    rest, whole = math.fsum(each * each for each in residuals), squares(biases)
    sd = math.sqrt(rest / (n - 2))
    errors = sd / math.sqrt(s_xx), sd * math.sqrt(1 / n + x_mean**2 / s_xx)
    coefficients = (
        _coefficient(slope, errors[0], n - 2),
        _coefficient(intercept, errors[1], n - 2),
    )
    return Linearity(
        n,
        *coefficients,
        1 - rest / whole if whole else None,
        sd,
        100 * abs(slope),
        _mean_biases(references, biases),
        all(each.value == 0 if each.p is None else each.p >= 1 - conf for each in coefficients),
    )


def _coefficient(value: float, error: float, df: int) -> Coefficient:
    if error == 0:
        return Coefficient(value, 0.0, None, None)
    return Coefficient(value, error, value / error, t_beyond(value / error, df))


def _mean_biases(
    references: Sequence[float], biases: Sequence[float]
) -> tuple[tuple[float, float], ...]:
    by_reference: dict[float, list[float]] = {}
    for reference, bias in zip(references, biases, strict=True):
        by_reference.setdefault(reference, []).append(bias)
    return tuple((reference, mean(group)) for reference, group in sorted(by_reference.items()))


def _check_line(readings: Sequence[float], references: Sequence[float]) -> AnalyticsError | None:
    if len(readings) != len(references):
        one, other = str(len(readings)), str(len(references))
        facts = {"what": "y, reference", "one": one, "other": other}
        return AnalyticsError(AnalyticsErrorCode.LENGTHS_DIFFER, facts)
    if len(readings) < 3:
        return too_few("y", len(readings), 3)
    problem = check_values("y", readings) or check_values("reference", references)
    if problem is None and squares(references) == 0:
        problem = AnalyticsError(AnalyticsErrorCode.NO_VARIATION)
    return problem
