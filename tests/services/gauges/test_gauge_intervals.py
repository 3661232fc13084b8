"""The rule of a gauge proposes the next due date from what was found."""

from datetime import date

import pytest

from qtrace.domain.calibration import AsFound, CalibrationReason, Interval, IntervalRule
from qtrace.domain.gauges import CalibrationResult, GaugeReason
from qtrace.domain.people import PeopleReason
from qtrace.services.gauges.commands import RecordCalibration, SetGaugeInterval
from qtrace.services.gauges.queries import gauge_by_code
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.inspections import InspectionBench, make_bench

IN, OUT = AsFound


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def rule(bench, gauge, *days, kind=IntervalRule.STAIRCASE, by="met"):
    command = SetGaugeInterval(**bench.head(), gauge_id=gauge, interval=Interval(kind, *days))
    return bench.plant.send(command, by=bench.people[by])


def row(bench):
    return bench.plant.bench.ask(gauge_by_code, "TG-011")


def test_the_proposal_follows_the_rule_and_the_findings(bench):
    gauge = bench.gauge()
    assert row(bench).interval is None
    assert row(bench).days_after(IN) is None
    assert isinstance(rule(bench, gauge, 360, 90, 720), Done)
    assert [row(bench).days_after(each) for each in AsFound] == [450, 180]
    bench.plant.done(
        RecordCalibration(
            **bench.head(), calibration_id=bench.ids.next_id(), gauge_id=gauge,
            done_on=date(2026, 11, 20), due_on=date(2027, 5, 19), certificate_no="C-3",
            result=CalibrationResult.ADJUSTED,
        ),
        by=bench.people["met"],
    )  # fmt: skip
    assert [row(bench).days_after(each) for each in AsFound] == [225, 90]
    assert isinstance(rule(bench, gauge, 365, 365, 365, kind=IntervalRule.FIXED), Done)
    assert [row(bench).days_after(each) for each in AsFound] == [365, 365]
    assert row(bench).interval == Interval(IntervalRule.FIXED, 365, 365, 365)
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_what_is_no_interval_is_refused(bench):
    gauge = bench.gauge()
    assert rule(bench, gauge, 100, 200, 300).code == CalibrationReason.INTERVAL_DAYS
    assert rule(bench, 7, 200, 100, 300).code == GaugeReason.GAUGE_NOT_FOUND
    assert rule(bench, gauge, 200, 100, 300, by="lin").code == PeopleReason.NOT_ALLOWED
    assert row(bench).interval is None
