"""Lots become subgroups, and subgroups charts; the numbers are those of the charts themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.capability import Capability, Specification, capability
from qtrace.domain.analytics.charts import ChartKind, individuals_chart, subgroup_chart
from qtrace.domain.analytics.errors import AnalyticsError, AnalyticsErrorCode
from qtrace.domain.analytics.lot_study import (
    ChartFamily,
    Grouping,
    LotStudy,
    LotValues,
    group_lots,
    lots_capability,
    study_lots,
)
from qtrace.domain.analytics.memory_charts import Series, cusum_chart, ewma_chart
from qtrace.domain.analytics.rules import RuleViolation
from qtrace.reference import control_constants

CONSTANTS = control_constants()
LOTS = tuple(LotValues((10 + i % 3, 10.5, 9.5 + i % 2)) for i in range(6))


def lots_of(*lengths, whole=True):
    return tuple(
        LotValues(tuple(10 + (i * 7 + j) % 5 / 10 for j in range(length)), whole)
        for i, length in enumerate(lengths)
    )


def test_the_smallest_whole_sample_is_the_size_of_all_subgroups():
    groups = group_lots(lots_of(5, 13, 8))
    assert (groups.grouping, groups.size) == (Grouping.LOTS, 5)
    assert [len(row) for row in groups.rows] == [5, 5, 5]
    assert (groups.places, groups.left_out) == (((0, 0), (1, 0), (2, 0)), ())


def test_a_lot_that_ended_early_does_not_shrink_the_others():
    lots = (*lots_of(5, 6), LotValues((10.0, 10.2), is_whole=False))
    groups = group_lots(lots)
    assert (groups.size, len(groups.rows), groups.left_out) == (5, 2, (2,))


def test_without_a_whole_lot_the_shortest_one_counts():
    assert group_lots(lots_of(4, 3, whole=False)).size == 3


@pytest.mark.parametrize("lengths", [(1, 5, 5), (7,), (0, 7)])
def test_single_pieces_and_single_lots_are_charted_reading_by_reading(lengths):
    groups = group_lots(lots_of(*lengths))
    assert (groups.grouping, groups.size) == (Grouping.READINGS, 1)
    assert len(groups.rows) == sum(lengths)
    assert groups.left_out == tuple(i for i, length in enumerate(lengths) if length == 0)


def test_subgroups_never_outgrow_the_constants():
    assert group_lots(lots_of(80, 125)).size == 25


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=8))
def test_every_point_stands_for_readings_of_its_own_lot(shape):
    lots = [LotValues(tuple(float(i * 100 + j) for j in range(n)), w) for i, (n, w) in
            enumerate(shape)]  # fmt: skip
    groups = group_lots(lots)
    assert list(groups.places) == sorted(set(groups.places))
    for row, (lot, first) in zip(groups.rows, groups.places, strict=True):
        assert row == lots[lot].values[first : first + groups.size]
    shown = {lot for lot, _ in groups.places}
    assert shown.isdisjoint(groups.left_out)
    assert shown | set(groups.left_out) == set(range(len(lots)))


def test_small_subgroups_have_ranges_and_large_ones_deviations():
    study = study_lots(CONSTANTS, LOTS)
    assert isinstance(study, LotStudy)
    assert (study.location.kind, study.spread.kind) == (ChartKind.XBAR_R, ChartKind.R)
    rows = [lot.values for lot in LOTS]
    assert study.location == subgroup_chart(CONSTANTS, ChartKind.XBAR_R, rows)
    assert study.spread_offset == 0
    large = study_lots(CONSTANTS, lots_of(13, 13, 20))
    assert (large.location.kind, large.spread.kind) == (ChartKind.XBAR_S, ChartKind.S)


def test_single_readings_have_a_moving_range_and_rules_fire():
    values = (1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 30.0)
    study = study_lots(CONSTANTS, [LotValues((value,)) for value in values])
    assert isinstance(study, LotStudy)
    assert study.location == individuals_chart(CONSTANTS, values)
    assert study.spread_offset == 1
    assert (10, 1) in {(v.index, v.rule) for v in study.violations}
    assert (9, 1) in {(v.index, v.rule) for v in study.spread_violations}


def test_what_cannot_be_charted_says_why():
    one = study_lots(CONSTANTS, [LotValues((1.0,))])
    assert isinstance(one, AnalyticsError)
    assert one.code is AnalyticsErrorCode.TOO_FEW
    flat = study_lots(CONSTANTS, [LotValues((1.0, 1.0))] * 3)
    assert flat.code is AnalyticsErrorCode.NO_VARIATION
    assert study_lots(CONSTANTS, []).code is AnalyticsErrorCode.TOO_FEW


def test_capability_is_that_of_the_points_on_the_chart():
    specification = Specification(8.0, 13.0)
    found = lots_capability(CONSTANTS, LOTS, specification)
    assert isinstance(found, Capability)
    assert found == capability(CONSTANTS, [lot.values for lot in LOTS], specification)
    large = lots_capability(CONSTANTS, lots_of(13, 13, 20), specification)
    study = study_lots(CONSTANTS, lots_of(13, 13, 20))
    assert large.sigma_within == study.location.sigma


def test_an_ewma_of_lots_is_that_of_their_means():
    study = study_lots(CONSTANTS, LOTS, ChartFamily.EWMA)
    assert study.location == ewma_chart(CONSTANTS, Series(study.groups.rows))
    assert (study.spread, study.spread_offset, study.spread_violations) == (None, 0, ())


def test_a_cusum_has_its_upper_and_its_lower_sums():
    lots = (*LOTS * 4, *(LotValues((12.0, 12.5, 12.5)) for _ in range(6)))
    study = study_lots(CONSTANTS, lots, ChartFamily.CUSUM)
    sums = cusum_chart(CONSTANTS, Series(study.groups.rows))
    assert (study.location.statistics, study.spread.statistics) == (sums.pos, sums.neg)
    assert (study.location.ucl, study.location.lcl, study.location.center) == (5.0, 0.0, 0.0)
    assert (study.spread.ucl, study.spread.lcl) == (0.0, -5.0)
    assert study.violations == tuple(RuleViolation(i, 1) for i in sums.violations_upper)
    assert study.spread_violations == tuple(RuleViolation(i, 1) for i in sums.violations_lower)
    assert sums.violations_upper


@pytest.mark.parametrize("family", list(ChartFamily))
@pytest.mark.parametrize(
    ("lots", "code"),
    [((), AnalyticsErrorCode.TOO_FEW), (lots_of(1), AnalyticsErrorCode.TOO_FEW)],
)
def test_no_family_charts_what_is_too_little(family, lots, code):
    assert study_lots(CONSTANTS, lots, family).code is code
