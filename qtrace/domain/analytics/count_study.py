"""Failed pieces and defects of lots as attribute charts, and which chart fits.

Source: ISO 7870-2:2013 clause 8: np and c only for samples of one size, else p and u.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.analytics.charts import ChartKind, ControlChart
from qtrace.domain.analytics.count_charts import Counts, count_chart
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.rules import RuleViolation, chart_violations


class Counted(StrEnum):
    """What is counted: failed pieces, or their defects, of which a piece may have several."""

    PIECES = "pieces"
    DEFECTS = "defects"


@dataclass(frozen=True, slots=True)
class LotCounts:
    """One lot.

    Attributes:
        n: pieces that were looked at.
        failed: pieces that failed, at most `n`.
        defects: defects of these pieces.
    """

    n: int
    failed: int
    defects: int


@dataclass(frozen=True, slots=True)
class CountStudy:
    """An attribute chart and where Nelson's rules fire on it.

    Attributes:
        size: pieces of every sample; None where they differ.
    """

    chart: ControlChart
    violations: tuple[RuleViolation, ...]
    size: int | None


def pieces_inspected(judged: Sequence[AbstractSet[int]], failed: AbstractSet[int]) -> int:
    """Pieces of a sample that were settled: every reading was taken, or the piece failed before.

    An inspection that ended early has looked at fewer pieces than its sample has.

    Args:
        judged: numbers of the pieces with a reading, for each characteristic of the class.
        failed: numbers of the pieces that failed in any of them.

    Example:
        >>> pieces_inspected([{1, 2, 3}, {1, 2}], {3})
        3
    """
    return len(frozenset.intersection(*map(frozenset, judged)) | failed if judged else failed)


def fitting_chart(lots: Sequence[LotCounts], counted: Counted) -> ChartKind:
    """The chart that fits the sizes of the samples.

    Example:
        >>> fitting_chart((LotCounts(50, 1, 2), LotCounts(80, 0, 0)), Counted.PIECES).value
        'p'
    """
    is_one_size = len({lot.n for lot in lots}) <= 1
    if counted is Counted.PIECES:
        return ChartKind.NP if is_one_size else ChartKind.P
    return ChartKind.C if is_one_size else ChartKind.U


def study_counts(lots: Sequence[LotCounts], counted: Counted) -> CountStudy | AnalyticsError:
    """The fitting chart of `lots` in time order, with limits from these very lots.

    Returns:
        The chart, or TOO_FEW, BAD_COUNT, BAD_SIZE.
    """
    kind = fitting_chart(lots, counted)
    found = [lot.failed if counted is Counted.PIECES else lot.defects for lot in lots]
    chart = count_chart(kind, Counts(tuple(found), tuple(float(lot.n) for lot in lots)))
    if isinstance(chart, AnalyticsError):
        return chart
    size = lots[0].n if kind in (ChartKind.NP, ChartKind.C) else None
    return CountStudy(chart, chart_violations(chart), size)
