"""Attribute charts of decided lots, on both back ends."""

from dataclasses import replace

import pytest

from qtrace.domain.analytics.charts import ChartKind
from qtrace.domain.analytics.count_study import Counted
from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.inspection import CharClass
from qtrace.domain.sampling.plans import SampleType
from qtrace.services.analytics.counts import count_charts
from qtrace.services.analytics.rows import ChartFilter, Period
from qtrace.services.outcomes import Done
from tests.support.inspections import MAJOR, MINOR, by_aql, looked_at, make_bench, measured
from tests.support.plants import make_plant
from tests.support.statements import count_statements

ALL = ChartFilter(Period.ALL)


@pytest.fixture
def bench(plant):
    return prepared(plant)


def prepared(plant):
    made = make_bench(plant)
    made.gauge()
    made.plan(
        (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "10", "S-4")),
        (measured(1, gauge_type="caliper"), looked_at(2)),
    )
    made.known_source()
    return made


def decided(bench, bad=0, defects=()):
    """A lot with `bad` failed pieces in the first characteristic; `defects` of the second."""
    _, inspection = bench.started(pieces=500, containers=2)
    second = bench.sheet(inspection).characteristics[1].characteristic_id
    for piece, code in defects:
        assert isinstance(bench.defect(inspection, second, piece, code), Done)
    bench.fill(inspection, bad=range(1, bad + 1))
    assert isinstance(bench.sign(inspection), Done)
    bench.pass_time(days=1)


def ask(bench, char_class, counted, chosen=ALL):
    return bench.plant.bench.ask(count_charts, bench.part, char_class, counted, chosen)


def test_pieces_and_defects_of_decided_lots(bench):
    assert ask(bench, CharClass.MAJOR, Counted.PIECES).study.code is AnalyticsErrorCode.TOO_FEW
    decided(bench)
    decided(bench, defects=((1, "F01"), (1, "F02"), (2, "F01")))
    with count_statements(bench.plant.database) as short:
        ask(bench, CharClass.MINOR, Counted.PIECES)
    decided(bench, bad=1)
    bench.started(pieces=500, containers=2)  # goes on: it is no count yet
    with count_statements(bench.plant.database) as long:
        minor = ask(bench, CharClass.MINOR, Counted.PIECES)
    assert short.total == long.total
    assert [(lot.counts.failed, lot.counts.defects) for lot in minor.lots] == [
        (0, 0), (2, 3), (0, 0),
    ]  # fmt: skip
    assert minor.study.chart.kind is ChartKind.NP
    assert minor.study.chart.statistics == (0.0, 2.0, 0.0)
    assert (minor.lots[1].site, minor.lots[1].is_accepted) == ("HM-1", True)
    defects = ask(bench, CharClass.MINOR, Counted.DEFECTS)
    assert (defects.study.chart.kind, defects.study.chart.statistics) == (
        ChartKind.C, (0.0, 3.0, 0.0),
    )  # fmt: skip
    major = ask(bench, CharClass.MAJOR, Counted.PIECES)
    assert [lot.counts.failed for lot in major.lots] == [0, 0, 1]
    bench.pass_time(days=60)
    assert ask(bench, CharClass.MAJOR, Counted.PIECES, ChartFilter(Period.MONTH)).lots == ()


def test_a_lot_that_ended_early_counts_with_the_pieces_that_were_looked_at(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = prepared(plant)
    decided(bench)
    _, inspection = bench.started(pieces=500, containers=2)
    each = bench.sheet(inspection).characteristics[0]
    first, gauge, n = each.characteristic_id, each.gauge_id, each.n
    for piece, value in ((1, "12.01"), (2, "12.13"), (3, "12.13")):
        assert isinstance(bench.read(inspection, first, piece, value, gauge_id=gauge), Done)
    assert isinstance(bench.sign(inspection), Done)
    major = ask(bench, CharClass.MAJOR, Counted.PIECES)
    assert [(lot.counts.n, lot.counts.failed) for lot in major.lots] == [(n, 0), (3, 2)]
    assert major.study.chart.kind is ChartKind.P
    minor = ask(bench, CharClass.MINOR, Counted.PIECES)
    assert len(minor.lots) == 1  # no piece was looked at for this class
    plant.close()


def test_both_samples_of_a_double_plan_count(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = make_bench(plant)
    bench.gauge()
    bench.plan(
        (replace(by_aql(MAJOR, "2.5", "II", "z14"), sampling=SampleType.DOUBLE),),
        (measured(1, gauge_type="caliper"),),
    )
    bench.known_source()
    _, inspection = bench.started(pieces=100, containers=2)
    sheet = bench.sheet(inspection)
    n1 = sheet.characteristics[0].n
    one, gauge = sheet.characteristics[0].characteristic_id, sheet.characteristics[0].gauge_id
    for piece in range(1, n1 + 1):
        value = "12.13" if piece == 1 else "12.01"
        assert isinstance(bench.read(inspection, one, piece, value, gauge_id=gauge), Done)
    second = bench.sheet(inspection).characteristics[0].n
    assert second > n1
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection), Done)
    (lot,) = ask(bench, CharClass.MAJOR, Counted.PIECES).lots
    assert (lot.counts.n, lot.counts.failed) == (second, 1)
    plant.close()
