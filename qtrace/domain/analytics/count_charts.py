"""Charts of counts: nonconforming pieces (p, np) and nonconformities (c, u).

Source: ISO 7870-2:2013 clause 8; limits by the normal approximation as in the R package qcc 2.7,
cut at what can be counted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qtrace.domain.analytics.charts import (
    DEFAULT_NSIGMAS,
    ChartKind,
    ControlChart,
    Line,
    beyond,
    check_nsigmas,
)
from qtrace.domain.analytics.errors import AnalyticsError, AnalyticsErrorCode, too_few

COUNT_CHARTS: Final = (ChartKind.P, ChartKind.NP, ChartKind.C, ChartKind.U)
_PIECES: Final = (ChartKind.P, ChartKind.NP)
_MOST: Final = 10**15
_LEAST: Final = 1e-15


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of samples.

    Attributes:
        found: nonconforming pieces or nonconformities of each sample, 0 or more.
        sizes: pieces inspected in each sample, whole and 1 or more; for c and u units of length,
            area or time, above 0.
    """

    found: tuple[int, ...]
    sizes: tuple[float, ...]


NO_COUNTS: Final = Counts((), ())


def count_chart(
    kind: ChartKind,
    counts: Counts,
    new_counts: Counts = NO_COUNTS,
    *,
    nsigmas: float = DEFAULT_NSIGMAS,
) -> ControlChart | AnalyticsError:
    """A p, np, c or u chart; where sample sizes differ, lines have one height for every point.

    Sigma is sqrt(p(1-p)) of one piece (p), sqrt(n p(1-p)) of a sample (np), sqrt(c), or sqrt(u) of
    one unit. All zero is a chart: its limits lie on the centre line.

    Returns:
        The chart, or TOO_FEW, LENGTHS_DIFFER, BAD_COUNT, BAD_SIZE, BAD_SETTING; SIZES_DIFFER for
        a c chart, which needs samples of one size.
    """
    problem = _check("data", kind, counts) or _check("newdata", kind, new_counts)
    problem = problem or check_nsigmas(nsigmas)
    if problem is None and not counts.found:
        problem = too_few("data", 0, 1)
    sizes = (*counts.sizes, *new_counts.sizes)
    if problem is None and kind is ChartKind.C and len(set(sizes)) > 1:
        problem = AnalyticsError(AnalyticsErrorCode.SIZES_DIFFER)
    if problem is not None:
        return problem
    found = (*counts.found, *new_counts.found)
    base = _base(kind, counts)
    points, lines = _points(kind, found, sizes), [_lines(kind, base, n, nsigmas) for n in sizes]
    whole = len(set(sizes)) == 1
    error, lcl, ucl = (_line([each[i] for each in lines], whole=whole) for i in (2, 3, 4))
    whole = whole or kind is not ChartKind.NP
    center, sigma = (_line([each[i] for each in lines], whole=whole) for i in (0, 1))
    outside = beyond(points, lcl, ucl)
    return ControlChart(
        kind, None, center, sigma, error, lcl, ucl, points, len(counts.found), outside
    )


def _base(kind: ChartKind, counts: Counts) -> float:
    """What is found on average: in a sample (c), in a piece or in a unit."""
    return sum(counts.found) / (len(counts.found) if kind is ChartKind.C else sum(counts.sizes))


def _points(kind: ChartKind, found: Sequence[int], sizes: Sequence[float]) -> tuple[float, ...]:
    if kind in (ChartKind.P, ChartKind.U):
        return tuple(d / n for d, n in zip(found, sizes, strict=True))
    return tuple(float(d) for d in found)


def _lines(kind: ChartKind, base: float, n: float, nsigmas: float) -> tuple[float, ...]:
    """Centre, sigma, standard error and limits for a sample of `n`."""
    variance = base * (1 - base) if kind in _PIECES else base
    center, most, sigma = base, math.inf, math.sqrt(variance)
    error = sigma / math.sqrt(n)
    if kind is ChartKind.P:
        most = 1.0
    elif kind is ChartKind.NP:
        center, most, sigma = n * base, float(n), math.sqrt(n * variance)
        error = sigma
    elif kind is ChartKind.C:
        error = sigma
    lcl, ucl = max(0.0, center - nsigmas * error), min(most, center + nsigmas * error)
    return center, sigma, error, lcl, ucl


def _line(heights: Sequence[float], *, whole: bool) -> Line:
    return heights[0] if whole else tuple(heights)


def _check(what: str, kind: ChartKind, counts: Counts) -> AnalyticsError | None:
    if len(counts.found) != len(counts.sizes):
        facts = {"what": what, "one": str(len(counts.found)), "other": str(len(counts.sizes))}
        return AnalyticsError(AnalyticsErrorCode.LENGTHS_DIFFER, facts)
    for i, (found, size) in enumerate(zip(counts.found, counts.sizes, strict=True)):
        least = 1 if kind in _PIECES else _LEAST
        if not least <= size <= _MOST or (kind in _PIECES and size != int(size)):
            facts = {"what": f"{what}.n[{i}]", "given": f"{size:g}"}
            return AnalyticsError(AnalyticsErrorCode.BAD_SIZE, facts)
        if not 0 <= found <= (size if kind in _PIECES else _MOST):
            facts = {"what": f"{what}.D[{i}]", "given": str(found)}
            return AnalyticsError(AnalyticsErrorCode.BAD_COUNT, facts)
    return None
