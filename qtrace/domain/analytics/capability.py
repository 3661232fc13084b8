"""Capability (sigma within) and performance (overall standard deviation) of a process.

Source: ISO 22514-2:2017 for the indices; intervals as in the R package qcc 2.7: chi-square for Cp
and Cpm, normal approximation (Bissell 1990) for Cpl, Cpu (one-sided bounds) and Cpk (two-sided).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Final

from qtrace.domain.analytics.charts import (
    SINGLE_ESTIMATORS,
    SUBGROUP_ESTIMATORS,
    ChartKind,
    ControlChart,
    Rows,
    SigmaEstimator,
    check_subgroups,
    individuals_chart,
    moving_range_chart,
    subgroup_chart,
    wrong_estimator,
)
from qtrace.domain.analytics.constants import LARGEST_SUBGROUP, ControlConstants
from qtrace.domain.analytics.distributions import chi_square_quantile, normal_quantile
from qtrace.domain.analytics.errors import (
    AnalyticsError,
    AnalyticsErrorCode,
    check_probability,
    check_values,
)
from qtrace.domain.analytics.normality import FEWEST, Normality, anderson_darling
from qtrace.domain.analytics.rules import RuleViolation, chart_violations
from qtrace.domain.analytics.spread import mean, standard_deviation

STABILITY_RULES: Final = (1, 2)
"""All eight rules cry wolf once in 44 points; these two once in about 150."""
_FEW_READINGS: Final = 30
_NOT_NORMAL_P: Final = 0.05
_NSIGMAS: Final = 3


class CapabilityHintCode(StrEnum):
    """What must be known before an index is quoted."""

    NOT_STABLE = "NOT_STABLE"
    NOT_NORMAL = "NOT_NORMAL"
    NORMALITY_UNTESTED = "NORMALITY_UNTESTED"
    FEW_READINGS = "FEW_READINGS"


@dataclass(frozen=True, slots=True)
class CapabilityHint:
    """One hint with the facts of its sentence."""

    code: CapabilityHintCode
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Specification:
    """Limits in the unit of the readings; at least one, `lsl` < `usl`.

    Attributes:
        lsl: lower limit.
        usl: upper limit.
        target: for Cpm; None for the middle of two limits.
    """

    lsl: float | None
    usl: float | None
    target: float | None = None


@dataclass(frozen=True, slots=True)
class CapabilityIndex:
    """An index and its confidence bounds, `low` <= `value` <= `high` from confidence 0.5 up."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Performance:
    """Pp, Ppl, Ppu, Ppk from the standard deviation `sd` of all `n` readings; None without limit."""

    mean: float
    sd: float
    n: int
    pp: float | None
    ppl: float | None
    ppu: float | None
    ppk: float


@dataclass(frozen=True, slots=True)
class Capability:
    """The study.

    Attributes:
        sigma_within: sigma within subgroups, or from the moving range.
        estimator: how it was estimated.
        cp: None with one limit.
        cp_l: None without lower limit.
        cp_u: None without upper limit.
        cp_k: the smaller of the two.
        cpm: None with one limit.
        overall: performance.
        violations: where rules 1 and 2 fire on the chart of means or single readings.
        spread_violations: points of the range chart above its limit.
        normality: None where it could not be tested.
        hints: what must be known first; stability before all.
    """

    sigma_within: float
    estimator: SigmaEstimator
    cp: CapabilityIndex | None
    cp_l: CapabilityIndex | None
    cp_u: CapabilityIndex | None
    cp_k: CapabilityIndex
    cpm: CapabilityIndex | None
    overall: Performance
    violations: tuple[RuleViolation, ...]
    spread_violations: tuple[int, ...]
    normality: Normality | None
    hints: tuple[CapabilityHint, ...]


def capability(
    constants: ControlConstants,
    rows: Rows,
    specification: Specification,
    *,
    conf: float = 0.95,
    estimator: SigmaEstimator | None = None,
) -> Capability | AnalyticsError:
    """Capability of readings in subgroups of one size (rows of 1 are single readings, in order).

    Args:
        constants: the shipped table.
        rows: at least two single readings, or one subgroup.
        specification: limits and target.
        conf: confidence of the bounds, 0 to 1.
        estimator: None for the mean (moving) range.

    Returns:
        The study, or TOO_FEW, RAGGED, NOT_FINITE, SUBGROUP_TOO_LARGE, WRONG_ESTIMATOR,
        BAD_SPECIFICATION, BAD_PROBABILITY, NO_VARIATION.
    """
    problem = _check(specification) or check_probability("conf", conf)
    charts = problem or _charts(constants, rows, estimator)
    if isinstance(charts, AnalyticsError):
        return charts
    location, spread = charts
    values = tuple(chain.from_iterable(rows))
    index = _Bounds(len(values), conf)
    sigma = location.sigma
    assert isinstance(sigma, float)
    assert location.estimator is not None
    low, high = _one_sided(specification, mean(values), sigma)
    found = tuple(v for v in chart_violations(location) if v.rule in STABILITY_RULES)
    normality = anderson_darling(values)
    unstable = {v.index for v in found} | set(spread.beyond_limits)
    return Capability(
        sigma,
        location.estimator,
        index.cp(_both(specification, 6 * sigma)),
        index.one_sided(low),
        index.one_sided(high),
        index.cp_k(min(each for each in (low, high) if each is not None)),
        index.cpm(specification, mean(values), sigma),
        _performance(values, specification),
        found,
        spread.beyond_limits,
        normality,
        tuple(_hints(len(values), len(unstable), normality)),
    )


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Confidence bounds of indices from `n` readings."""

    n: int
    conf: float

    def cp(self, value: float | None) -> CapabilityIndex | None:
        return None if value is None else self._chi_square(value, self.n - 1)

    def cpm(
        self, specification: Specification, centre: float, sigma: float
    ) -> CapabilityIndex | None:
        """Cpm; degrees of freedom as in qcc, fewer than those of Boyles (1991): wider bounds."""
        cp = _both(specification, 6 * sigma)
        if cp is None:
            return None
        off = ((centre - _target(specification)) / sigma) ** 2
        return self._chi_square(cp / math.sqrt(1 + off), self.n * (1 + off) / (1 + 2 * off))

    def one_sided(self, value: float | None) -> CapabilityIndex | None:
        return None if value is None else self._normal(value, self.conf)

    def cp_k(self, value: float) -> CapabilityIndex:
        return self._normal(value, (1 + self.conf) / 2)

    def _normal(self, value: float, p: float) -> CapabilityIndex:
        error = math.sqrt(1 / (9 * self.n) + value**2 / (2 * (self.n - 1)))
        reach = normal_quantile(p) * error
        return CapabilityIndex(value, value - reach, value + reach)

    def _chi_square(self, value: float, df: float) -> CapabilityIndex:
        tail = (1 - self.conf) / 2
        low, high = (chi_square_quantile(p, df) for p in (tail, 1 - tail))
        return CapabilityIndex(value, value * math.sqrt(low / df), value * math.sqrt(high / df))


def _charts(
    constants: ControlConstants, rows: Rows, estimator: SigmaEstimator | None
) -> tuple[ControlChart, ControlChart] | AnalyticsError:
    """The charts of location and of spread from which stability is judged."""
    location: ControlChart | AnalyticsError
    spread: ControlChart | AnalyticsError
    if rows and all(len(row) == 1 for row in rows):
        if estimator is not None and estimator not in SINGLE_ESTIMATORS:
            return wrong_estimator(ChartKind.INDIVIDUALS, estimator)
        values = [row[0] for row in rows]
        location = individuals_chart(constants, values, estimator=estimator)
        spread = moving_range_chart(constants, values)
    else:
        problem = check_subgroups(rows, ranges=False)
        if problem is not None:
            return problem
        large = len(rows[0]) > LARGEST_SUBGROUP
        used = estimator or (SigmaEstimator.RMSDF if large else SUBGROUP_ESTIMATORS[0])
        if used is not SigmaEstimator.UWAVE_R:
            kinds = ChartKind.XBAR_S, ChartKind.S
        else:
            kinds = ChartKind.XBAR_R, ChartKind.R
        location = subgroup_chart(constants, kinds[0], rows, estimator=used)
        spread = subgroup_chart(constants, kinds[1], rows)
    if isinstance(location, AnalyticsError):
        return location
    assert isinstance(spread, ControlChart), "a chart of location has one of spread"
    return location, spread


def _performance(values: Sequence[float], specification: Specification) -> Performance:
    sd, centre = standard_deviation(values), mean(values)
    low, high = _one_sided(specification, centre, sd)
    worst = min(each for each in (low, high) if each is not None)
    return Performance(centre, sd, len(values), _both(specification, 6 * sd), low, high, worst)


def _both(specification: Specification, width: float) -> float | None:
    if specification.lsl is None or specification.usl is None:
        return None
    return (specification.usl - specification.lsl) / width


def _one_sided(
    specification: Specification, centre: float, sigma: float
) -> tuple[float | None, float | None]:
    lsl, usl, reach = specification.lsl, specification.usl, _NSIGMAS * sigma
    low = None if lsl is None else (centre - lsl) / reach
    return low, None if usl is None else (usl - centre) / reach


def _target(specification: Specification) -> float:
    """The given target, or the middle of the two limits."""
    if specification.target is not None:
        return specification.target
    return ((specification.lsl or 0.0) + (specification.usl or 0.0)) / 2


def _hints(n: int, unstable: int, normality: Normality | None) -> list[CapabilityHint]:
    hints = []
    if unstable:
        hints.append(CapabilityHint(CapabilityHintCode.NOT_STABLE, {"points": str(unstable)}))
    if normality is None:
        facts = {"n": str(n), "needed": str(FEWEST)}
        hints.append(CapabilityHint(CapabilityHintCode.NORMALITY_UNTESTED, facts))
    elif normality.p < _NOT_NORMAL_P:
        hints.append(CapabilityHint(CapabilityHintCode.NOT_NORMAL, {"p": f"{normality.p:.2g}"}))
    if n < _FEW_READINGS:
        hints.append(CapabilityHint(CapabilityHintCode.FEW_READINGS, {"n": str(n)}))
    return hints


def _check(specification: Specification) -> AnalyticsError | None:
    limits = [each for each in (specification.lsl, specification.usl) if each is not None]
    problem = check_values("specification", [*limits, specification.target or 0.0])
    if problem is not None:
        return problem
    if not limits or (len(limits) == 2 and limits[0] >= limits[1]):
        return AnalyticsError(AnalyticsErrorCode.BAD_SPECIFICATION)
    return None
