"""Counts of lots become the attribute chart that fits; oracle: `orangejuice` of qcc 2.7."""

import pytest

from qtrace.domain.analytics.charts import ChartKind
from qtrace.domain.analytics.count_study import (
    Counted,
    LotCounts,
    fitting_chart,
    pieces_inspected,
    study_counts,
)
from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.rules import RuleViolation
from tests.domain.analytics.published import ORANGE_JUICE, WAFER_DEFECTS


@pytest.mark.parametrize(
    ("sizes", "counted", "kind"),
    [
        ((50, 50), Counted.PIECES, ChartKind.NP),
        ((50, 80), Counted.PIECES, ChartKind.P),
        ((50, 50), Counted.DEFECTS, ChartKind.C),
        ((50, 80), Counted.DEFECTS, ChartKind.U),
        ((), Counted.DEFECTS, ChartKind.C),
    ],
)
def test_the_chart_follows_from_the_sizes(sizes, counted, kind):
    assert fitting_chart([LotCounts(n, 1, 2) for n in sizes], counted) is kind


def test_orange_juice_as_in_qcc():
    study = study_counts([LotCounts(50, d, d) for d in ORANGE_JUICE], Counted.PIECES)
    assert (study.chart.kind, study.size) == (ChartKind.NP, 50)
    assert study.chart.center == pytest.approx(11.56667, abs=1e-5)  # qcc: 0.2313333 of 50
    assert study.chart.beyond_limits == (14, 22)  # qcc: 15, 23
    assert {RuleViolation(14, 1), RuleViolation(22, 1)} <= set(study.violations)


def test_wafers_as_nist_counts_them():
    study = study_counts([LotCounts(100, 1, d) for d in WAFER_DEFECTS], Counted.DEFECTS)
    assert study.chart.center == pytest.approx(16.0)  # NIST 6.3.3.1
    assert (study.chart.lcl, study.chart.ucl) == (pytest.approx(4.0), pytest.approx(28.0))
    assert study.chart.beyond_limits == (23,)


def test_samples_of_different_size_have_limits_of_their_own():
    study = study_counts([LotCounts(50, 1, 1), LotCounts(80, 2, 5)], Counted.PIECES)
    assert (study.chart.kind, study.size) == (ChartKind.P, None)
    assert len(set(study.chart.ucl)) == 2


def test_what_cannot_be_counted_is_said():
    assert study_counts((), Counted.PIECES).code is AnalyticsErrorCode.TOO_FEW
    assert study_counts((LotCounts(5, 6, 6),), Counted.PIECES).code is AnalyticsErrorCode.BAD_COUNT


@pytest.mark.parametrize(
    ("judged", "failed", "n"),
    [
        ([], set(), 0),
        ([], {2}, 1),
        ([{1, 2, 3}], set(), 3),
        ([{1, 2, 3}, {1, 2}], set(), 2),
        ([{1, 2, 3}, {1, 2}], {3}, 3),
        ([{1, 2, 3}, {1, 2}], {1}, 2),
        ([{1, 2, 3}, set()], set(), 0),
    ],
)
def test_a_piece_was_inspected_if_it_was_read_whole_or_failed(judged, failed, n):
    assert pieces_inspected(judged, failed) == n
