"""Readings of one characteristic, lot by lot, as control charts and as a capability study.

A lot whose pieces are measured is one subgroup: the first pieces of its sample, as many as the
smallest sample among the lots that were measured whole. Where that is a single piece, or where
fewer than two lots have so many, every reading is a point of its own.

Source: ISO 7870-2:2013 clause 4 (rational subgroups); ranges up to 10 readings, else deviations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qtrace.domain.analytics.capability import Capability, Specification, capability
from qtrace.domain.analytics.charts import (
    ChartKind,
    ControlChart,
    SigmaEstimator,
    individuals_chart,
    moving_range_chart,
    subgroup_chart,
)
from qtrace.domain.analytics.constants import LARGEST_SUBGROUP, ControlConstants
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.memory_charts import CusumChart, Series, cusum_chart, ewma_chart
from qtrace.domain.analytics.rules import RuleViolation, chart_violations

LARGEST_RANGE: Final = 10
"""Ranges lose too much of the information in larger subgroups."""
FEWEST_GROUPS: Final = 2


class ChartFamily(StrEnum):
    """Which charts are drawn of measured values.

    SHEWHART: of location and spread, as the sizes of the lots ask. EWMA and CUSUM remember earlier
    points: they find small lasting shifts.
    """

    SHEWHART = "shewhart"
    EWMA = "ewma"
    CUSUM = "cusum"


class Grouping(StrEnum):
    """What one point of the chart is."""

    LOTS = "lots"
    READINGS = "readings"


@dataclass(frozen=True, slots=True)
class LotValues:
    """Readings of one lot that are in force, by number of the piece.

    Attributes:
        values: in the unit of the characteristic.
        is_whole: every piece of the sample was read.
    """

    values: tuple[float, ...]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class GroupedLots:
    """How readings become points.

    Attributes:
        grouping: one point for each lot, or for each reading.
        size: readings behind a point.
        rows: readings of each point, in time order.
        places: lot and first reading in it, both from 0, of each point.
        left_out: lots without enough readings for a point.
    """

    grouping: Grouping
    size: int
    rows: tuple[tuple[float, ...], ...]
    places: tuple[tuple[int, int], ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LotStudy:
    """The charts of a characteristic.

    Attributes:
        groups: what the points are.
        location: chart of means, of single readings, or of upper sums.
        spread: chart of ranges or deviations, or of lower sums; None for an EWMA. Point i of a
            moving range belongs to reading i + 1.
        violations: where Nelson's rules fire on `location`.
        spread_violations: where they fire on `spread`.
    """

    groups: GroupedLots
    location: ControlChart
    spread: ControlChart | None
    violations: tuple[RuleViolation, ...]
    spread_violations: tuple[RuleViolation, ...]

    @property
    def spread_offset(self) -> int:
        """Points of `location` before the first one of `spread`: 1 for moving ranges, else 0."""
        if self.spread is None:
            return 0
        return len(self.location.statistics) - len(self.spread.statistics)


def group_lots(lots: Sequence[LotValues]) -> GroupedLots:
    """The points that `lots`, in time order, make.

    Example:
        >>> group_lots((LotValues((1.0, 2.0)), LotValues((3.0, 4.0, 5.0)))).rows
        ((1.0, 2.0), (3.0, 4.0))
    """
    whole = [len(lot.values) for lot in lots if lot.is_whole and lot.values]
    size = min(LARGEST_SUBGROUP, min(whole or [len(lot.values) for lot in lots], default=0))
    enough = [i for i, lot in enumerate(lots) if len(lot.values) >= size]
    if size < 2 or len(enough) < FEWEST_GROUPS:
        places = tuple((i, j) for i, lot in enumerate(lots) for j in range(len(lot.values)))
        single = tuple((lots[i].values[j],) for i, j in places)
        empty = tuple(i for i, lot in enumerate(lots) if not lot.values)
        return GroupedLots(Grouping.READINGS, 1, single, places, empty)
    rows = tuple(lots[i].values[:size] for i in enough)
    left_out = tuple(i for i, lot in enumerate(lots) if len(lot.values) < size)
    return GroupedLots(Grouping.LOTS, size, rows, tuple((i, 0) for i in enough), left_out)


def study_lots(
    constants: ControlConstants,
    lots: Sequence[LotValues],
    family: ChartFamily = ChartFamily.SHEWHART,
) -> LotStudy | AnalyticsError:
    """Charts of `lots` in time order, with limits from these very lots.

    Returns:
        The charts, or TOO_FEW (under two readings), NOT_FINITE, NO_VARIATION.
    """
    groups = group_lots(lots)
    if family is ChartFamily.EWMA:
        chart = ewma_chart(constants, Series(groups.rows))
        if isinstance(chart, AnalyticsError):
            return chart
        return LotStudy(groups, chart, None, chart_violations(chart), ())
    if family is ChartFamily.CUSUM:
        sums = cusum_chart(constants, Series(groups.rows))
        return sums if isinstance(sums, AnalyticsError) else _sums(groups, sums)
    return _shewhart(constants, groups)


def _shewhart(constants: ControlConstants, groups: GroupedLots) -> LotStudy | AnalyticsError:
    if groups.grouping is Grouping.READINGS:
        values = [row[0] for row in groups.rows]
        location = individuals_chart(constants, values)
        spread = moving_range_chart(constants, values)
    else:
        by_range = groups.size <= LARGEST_RANGE
        means = ChartKind.XBAR_R if by_range else ChartKind.XBAR_S
        location = subgroup_chart(constants, means, groups.rows)
        spread = subgroup_chart(constants, ChartKind.R if by_range else ChartKind.S, groups.rows)
    if isinstance(location, AnalyticsError):
        return location
    assert isinstance(spread, ControlChart), "a chart of location has one of spread"
    return LotStudy(groups, location, spread, chart_violations(location), chart_violations(spread))


def _sums(groups: GroupedLots, cusum: CusumChart) -> LotStudy:
    """Upper and lower sums as two charts, in standard errors of a point."""
    h, size = cusum.decision_interval, cusum.calibrated
    upper, lower = cusum.violations_upper, cusum.violations_lower
    kind, by = ChartKind.CUSUM, cusum.estimator
    return LotStudy(
        groups,
        ControlChart(kind, by, 0.0, cusum.sigma, 1.0, 0.0, h, cusum.pos, size, upper),
        ControlChart(kind, by, 0.0, cusum.sigma, 1.0, -h, 0.0, cusum.neg, size, lower),
        tuple(RuleViolation(index, 1) for index in upper),
        tuple(RuleViolation(index, 1) for index in lower),
    )


def lots_capability(
    constants: ControlConstants, lots: Sequence[LotValues], specification: Specification
) -> Capability | AnalyticsError:
    """Capability of the same points, with sigma estimated as on their charts.

    Returns:
        The study, or TOO_FEW, NOT_FINITE, BAD_SPECIFICATION, NO_VARIATION.
    """
    groups = group_lots(lots)
    by_deviation = groups.size > LARGEST_RANGE
    estimator = SigmaEstimator.UWAVE_SD if by_deviation else None
    return capability(constants, groups.rows, specification, estimator=estimator)
