"""Series of readings, causes of failure and plans behind the charts, on both back ends."""

import sqlite3

import pytest

from qtrace.domain.analytics.capability import Specification
from qtrace.domain.analytics.lot_study import study_lots
from qtrace.domain.inspection import CharClass
from qtrace.reference import control_constants
from qtrace.services.analytics.capability import capability_study, control_charts, lot_values
from qtrace.services.analytics.queries import (
    chart_subjects,
    defect_pareto,
    plan_risk,
    reading_series,
    sites_of_part,
)
from qtrace.services.analytics.rows import ChartFilter, Period, SubjectKey
from qtrace.services.inspection.commands import TakeBackReading
from qtrace.services.outcomes import Done
from tests.support.inspections import MAJOR, MINOR, by_aql, looked_at, make_bench, measured
from tests.support.statements import count_statements

ALL = ChartFilter(Period.ALL)


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.gauge()
    made.plan(
        (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0", "S-1")),
        (measured(1, gauge_type="caliper"), looked_at(2)),
    )
    made.known_source()
    return made


def filled(bench, values, **lot):
    """A lot whose first characteristic has `values`; returns lot, inspection."""
    lot_id, inspection = bench.started(pieces=20, containers=2, **lot)
    first = bench.sheet(inspection).characteristics[0]
    gauge = bench.sheet(inspection).characteristics[0].gauge_id
    for piece, value in enumerate(values, 1):
        outcome = bench.read(inspection, first.characteristic_id, piece, value, gauge_id=gauge)
        assert isinstance(outcome, Done), outcome
    return lot_id, inspection


def key_of(bench):
    return SubjectKey(bench.part, "Inner dia. 1", "mm")


def ask(bench, query, *args, **kwargs):
    return bench.plant.bench.ask(query, *args, **kwargs)


def assert_indexed(bench, statements):
    """SQLite says how it finds rows: no table is ever read from end to end."""
    if bench.plant.database.url.get_backend_name() != "sqlite":
        return
    with sqlite3.connect(bench.plant.database.url.database) as connection:
        for statement in statements:
            if "reading" in statement:
                blanks = ("x",) * statement.count("?")
                plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", blanks)
                steps = [row[3] for row in plan]
                assert not [step for step in steps if "SCAN" in step and "anon" not in step], steps
    connection.close()


def test_a_series_is_in_time_order_and_as_chosen(bench):
    assert ask(bench, plan_risk, bench.part, CharClass.MAJOR) is None
    first, _ = filled(bench, ("12.01", "12.02", "11.99", "12.00", "12.01"))
    bench.pass_time(days=40)
    with count_statements(bench.plant.database) as short:
        ask(bench, reading_series, key_of(bench), ALL)
    second, _ = filled(bench, ("12.03", "12.13"))
    with count_statements(bench.plant.database) as long:
        found = ask(bench, reading_series, key_of(bench), ALL)
    assert short.total == long.total <= 5
    assert_indexed(bench, long.texts)
    assert [lot.lot_id for lot in found.lots] == [first, second]
    texts = [[reading.text for reading in lot.readings] for lot in found.lots]
    assert texts == [["12.01", "12.02", "11.99", "12.00", "12.01"], ["12.03", "12.13"]]
    lot = found.lots[1]
    assert (lot.site, lot.supplier.en, lot.lsl, lot.usl) == ("HM-1", "Hengmi", "11.90", "12.10")
    assert (lot.n, lot.is_whole, lot.is_open) == (5, False, True)
    assert found.lots[0].is_whole
    last = lot.readings[1]
    assert (last.piece, last.value, last.is_failed, last.gauge) == (2, 12.13, True, "TG-011")
    assert last.person.en == "Lin"
    assert (found.decimals, found.nominal, found.is_cut) == (2, "12.00", False)
    for period, lots in ((Period.MONTH, 1), (Period.QUARTER, 2), (Period.ALL, 2)):
        series = ask(bench, reading_series, key_of(bench), ChartFilter(period))
        assert len(series.lots) == lots
        (subject,) = ask(bench, chart_subjects, period)
        assert (subject.lots, subject.readings) == (lots, 2 + 5 * (lots - 1))
    assert (subject.key, subject.part, subject.name.zh) == (key_of(bench), "SR-12", "内径")
    assert (subject.char_class, subject.decimals) == (CharClass.MAJOR, 2)
    (site,) = ask(bench, sites_of_part, bench.part)
    assert site.code == "HM-1"
    here = ask(bench, reading_series, key_of(bench), ChartFilter(Period.ALL, site.site_id))
    assert len(here.lots) == 2
    assert ask(bench, reading_series, key_of(bench), ChartFilter(Period.ALL, 1)) is None
    plan = ask(bench, plan_risk, bench.part, CharClass.MAJOR)
    assert (plan.char_class, plan.aql, plan.own.n) == (CharClass.MAJOR, "2.5", 5)


def test_what_counts_is_in_force_counted_in_pieces_and_bounded(bench):
    _, inspection = filled(bench, ("12.13", "12.14"))
    first, seen = (c.characteristic_id for c in bench.sheet(inspection).characteristics)
    gauge = bench.sheet(inspection).characteristics[0].gauge_id
    wrong = bench.sheet(inspection).cells[-1].reading_id
    done = bench.read(inspection, first, 2, "12.02", replaces=wrong, gauge_id=gauge, confirmed=True)
    assert isinstance(done, Done), done
    (lot,) = ask(bench, reading_series, key_of(bench), ALL).lots
    assert [(r.text, r.is_corrected) for r in lot.readings] == [("12.13", False), ("12.02", True)]
    assert isinstance(bench.defect(inspection, seen, 1, "F02"), Done)
    found = ask(bench, defect_pareto, bench.part, ALL)
    causes = [(cause.code, cause.name.en, cause.pieces) for cause in found.causes]
    assert causes == [("", "Inner dia. 1", 1), ("F02", "Flash", 1)]
    assert (found.total, found.lots) == (2, 1)
    assert ask(bench, defect_pareto, 1, ALL).causes == ()
    for number in range(2):
        bench.pass_time(days=1)
        filled(bench, (f"12.0{number}", "12.02"))
    by_lots = ask(bench, reading_series, key_of(bench), ALL, most_lots=2)
    assert [each.readings[0].text for each in by_lots.lots] == ["12.00", "12.01"]
    by_readings = ask(bench, reading_series, key_of(bench), ALL, most_readings=5)
    assert [len(each.readings) for each in by_readings.lots] == [2, 2]
    assert by_lots.is_cut
    assert by_readings.is_cut


def test_readings_taken_back_do_not_count(bench):
    _, inspection = filled(bench, ("12.01",))
    reading = bench.sheet(inspection).cells[0].reading_id
    taken = TakeBackReading(
        **bench.head(),
        inspection_id=inspection,
        reading_id=reading,
        void_id=bench.ids.next_id(),
    )
    bench.plant.done(taken, by=bench.people["lin"])
    assert ask(bench, reading_series, key_of(bench), ALL) is None
    assert ask(bench, chart_subjects, Period.ALL) == ()


def test_charts_and_capability_are_those_of_the_stored_readings(bench):
    assert ask(bench, control_charts, key_of(bench), ALL) is None
    assert ask(bench, capability_study, key_of(bench), ALL) is None
    rows = [("12.01", "12.03", "12.02", "12.00", "11.99"), ("12.04",) * 5, ("11.98", "12.01") * 2]
    for row in rows:
        filled(bench, row)
    charts = ask(bench, control_charts, key_of(bench), ALL)
    assert charts.study == study_lots(control_constants(), lot_values(charts.series))
    assert charts.study.groups.left_out == (2,)
    assert charts.study.location.statistics[1] == 12.04
    found = ask(bench, capability_study, key_of(bench), ALL)
    assert found.specification == Specification(11.9, 12.1, 12.0)
    assert found.study.overall.n == 10
