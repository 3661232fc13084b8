"""Gauges: calibrations decide at the moment of reading; an extension needs a second person."""

from datetime import date

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from qtrace.domain.gauges import CalibrationResult, CalibrationState, GaugeReason, GaugeState
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.domain.people import PeopleReason
from qtrace.models.gauges import Calibration
from qtrace.services.gauges.commands import (
    AddGauge,
    ChangeGauge,
    ExtendCalibration,
    RecordCalibration,
)
from qtrace.services.gauges.queries import gauge_by_code, gauges
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from tests.support.inspections import MAJOR, InspectionBench, by_aql, make_bench, measured


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def extend(bench: InspectionBench, gauge: int, due: date, by: str = "meg", **over):
    person = bench.people[by]
    values = {"risk": "checked against block 10.00", "requested_by": bench.people["met"]} | over
    command = ExtendCalibration(
        **bench.head(), calibration_id=bench.ids.next_id(), gauge_id=gauge, due_on=due, **values
    )
    return bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def calibrate(bench: InspectionBench, gauge: int, done: date, due: date, result="passed"):
    command = RecordCalibration(
        **bench.head(), calibration_id=bench.ids.next_id(), gauge_id=gauge, done_on=done,
        due_on=due, result=CalibrationResult(result), certificate_no="C-2",
    )  # fmt: skip
    return bench.plant.send(command, by=bench.people["met"])


def measuring(bench: InspectionBench) -> tuple[int, int]:
    """A started inspection of a dimension that asks for a caliper; inspection, characteristic."""
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"),))
    _, inspection = bench.started()
    return inspection, bench.sheet(inspection).characteristics[0].characteristic_id


def test_a_gauge_shows_its_standing_and_history(bench):
    gauge = bench.gauge()
    row = bench.plant.bench.ask(gauge_by_code, "TG-011")
    assert (row.gauge_id, row.standing.state, row.standing.days_left) == (
        gauge, CalibrationState.GOOD, 51,
    )  # fmt: skip
    assert [c.done_by.code for c in row.calibrations] == ["met"]
    assert bench.plant.bench.ask(gauge_by_code, "TG-999") is None
    assert [g.code for g in bench.plant.bench.ask(gauges)] == ["TG-011"]


def test_codes_are_never_given_twice(bench):
    bench.gauge()
    command = AddGauge(
        **bench.head(), gauge_id=bench.ids.next_id(), gauge_code="TG-011", name_en="x",
        name_zh="", gauge_type="caliper", resolution="", range_text="", unit="mm",
    )  # fmt: skip
    outcome = bench.plant.send(command, by=bench.people["met"])
    assert outcome.code == GaugeReason.GAUGE_CODE_TAKEN


def test_the_gauge_is_refused_the_day_after_its_last(bench):
    gauge = bench.gauge(due=date(2026, 11, 22))
    inspection, diameter = measuring(bench)
    bench.pass_time(hours=7)  # 23:00 at the plant: still the last day
    assert isinstance(bench.read(inspection, diameter, 1, "12.01", gauge_id=gauge), Done)
    bench.pass_time(hours=1)  # midnight at the plant, 16:00 UTC
    refused = bench.read(inspection, diameter, 2, "12.02", gauge_id=gauge)
    assert refused.code == GaugeReason.GAUGE_OVERDUE
    assert (refused.facts["due_on"], refused.facts["days"]) == ("2026-11-22", "1")
    assert len(bench.sheet(inspection).cells) == 1


def test_missing_wrong_and_retired_gauges_have_their_own_answers(bench):
    gauge = bench.gauge()
    balance = bench.gauge("BA-001", "balance")
    inspection, diameter = measuring(bench)

    def answer(gauge_id):
        return bench.read(inspection, diameter, 1, "12.01", gauge_id=gauge_id).code

    assert answer(None) == GaugeReason.GAUGE_MISSING
    assert answer(balance) == GaugeReason.GAUGE_WRONG_TYPE
    assert answer(bench.ids.next_id()) == GaugeReason.GAUGE_NOT_FOUND
    row = bench.plant.bench.ask(gauge_by_code, "TG-011")
    change = ChangeGauge(
        **bench.head(), gauge_id=gauge, row_version=row.row_version, name_en="Caliper",
        name_zh="卡尺", resolution="0.01 mm", range_text="", location_text="repair",
        state=GaugeState.OUT_OF_USE,
    )  # fmt: skip
    assert isinstance(bench.plant.send(change, by=bench.people["met"]), Done)
    assert answer(gauge) == GaugeReason.GAUGE_OUT_OF_USE
    stale = ChangeGauge(**bench.head(), **{f: getattr(change, f) for f in (
        "gauge_id", "row_version", "name_en", "name_zh", "resolution", "range_text",
        "location_text", "state")})  # fmt: skip
    assert bench.plant.send(stale, by=bench.people["met"]).code == PeopleReason.CHANGED_BY_OTHERS


def test_a_failed_calibration_stops_the_gauge_at_once(bench):
    gauge = bench.gauge()
    inspection, diameter = measuring(bench)
    assert isinstance(
        calibrate(bench, gauge, date(2026, 11, 22), date(2027, 11, 22), "failed"), Done
    )
    refused = bench.read(inspection, diameter, 1, "12.01", gauge_id=gauge)
    assert refused.code == GaugeReason.GAUGE_FAILED


def test_calibrations_are_not_done_tomorrow(bench):
    gauge = bench.gauge()
    for done, due in (
        (date(2026, 11, 23), date(2027, 1, 1)),
        (date(2026, 11, 2), date(2026, 11, 1)),
    ):
        assert calibrate(bench, gauge, done, due).code == GaugeReason.CALIBRATION_DATES


def test_an_extension_is_approved_by_somebody_else_before_use(bench):
    gauge = bench.gauge(due=date(2026, 11, 10))
    inspection, diameter = measuring(bench)
    later = date(2026, 12, 20)
    assert extend(bench, gauge, later, by="met").code == PeopleReason.SAME_PERSON
    assert extend(bench, gauge, later, risk=" ").code == GaugeReason.EXTENSION_NEEDS_RISK
    assert extend(bench, gauge, date(2027, 6, 1)).code == GaugeReason.EXTENSION_DATES
    assert bench.read(inspection, diameter, 1, "12.0", gauge_id=gauge).code == "GAUGE_OVERDUE"
    assert isinstance(extend(bench, gauge, later), Done)
    assert isinstance(bench.read(inspection, diameter, 1, "12.0", gauge_id=gauge), Done)
    row = bench.plant.bench.ask(gauge_by_code, "TG-011")
    assert (row.standing.due_on, row.calibrations[0].approved_by.code) == (later, "meg")


@pytest.mark.parametrize("origin", list(ReadingOrigin))
def test_no_way_of_reading_goes_round_an_overdue_gauge(bench, origin):
    """Typed, tapped, or sent by the gauge over its line: the moment of reading decides."""
    gauge = bench.gauge(due=date(2026, 11, 22))
    inspection, diameter = measuring(bench)
    bench.pass_time(hours=8)
    refused = bench.read(inspection, diameter, 1, "12.01", gauge_id=gauge, origin=origin)
    assert refused.code == GaugeReason.GAUGE_OVERDUE
    assert bench.sheet(inspection).cells == ()


def test_extensions_end_and_are_asked_by_somebody_who_is_here(bench):
    gauge = bench.gauge(due=date(2026, 8, 25))  # 92 days after it is 2026-11-25
    assert extend(bench, gauge, date(2026, 11, 26)).code == GaugeReason.EXTENSION_USED_UP
    refused = extend(bench, gauge, date(2026, 11, 26))
    assert refused.facts["latest"] == "2026-11-25"
    assert extend(bench, gauge, date(2026, 11, 25), requested_by=77).code == "UNKNOWN_PERSON"
    assert extend(bench, gauge, date(2026, 11, 25), risk="a\ud800").code == "TEXT_REFUSED"
    assert isinstance(extend(bench, gauge, date(2026, 11, 25)), Done)
    bench.pass_time(days=4)
    assert extend(bench, gauge, date(2026, 12, 10)).code == GaugeReason.EXTENSION_USED_UP
    inspection, diameter = measuring(bench)
    assert bench.read(inspection, diameter, 1, "12.0", gauge_id=gauge).code == "GAUGE_OVERDUE"


def test_the_database_refuses_an_extension_without_a_second_person(bench):
    gauge = bench.gauge()
    met = bench.people["met"]
    for approver in (None, met):
        with bench.plant.owner.engine.connect() as opened, pytest.raises(IntegrityError):
            opened.execute(
                insert(Calibration).values(
                    id=1, gauge_id=gauge, kind="extension", done_on=date(2026, 11, 22),
                    due_on=date(2026, 12, 1), result="passed", certificate_no="", risk="r",
                    done_by=met, approved_by=approver, entered_at=bench.plant.clock.now(),
                    record_id=1,
                )
            )  # fmt: skip


def test_the_sheet_offers_usable_gauges_first_and_remembers_the_one_in_hand(bench):
    overdue = bench.gauge("TG-001", due=date(2026, 11, 1))
    good = bench.gauge("TG-011")
    inspection, diameter = measuring(bench)
    row = bench.sheet(inspection).characteristics[0]
    assert [g.gauge_id for g in row.gauges] == [good, overdue]
    assert row.gauge_id == good  # the only usable one
    second = bench.gauge("TG-012")
    assert bench.sheet(inspection).characteristics[0].gauge_id is None
    bench.read(inspection, diameter, 1, "12.0", gauge_id=second)
    assert bench.sheet(inspection).characteristics[0].gauge_id == second


def test_a_held_gauge_takes_no_reading_until_it_is_free(bench):
    """Nothing stops looking at a lot; what is held is the tool to look with."""
    gauge, other = bench.gauge(), bench.gauge("TG-012")
    inspection, diameter = measuring(bench)
    placed = PlaceHold(
        **bench.head(), hold_id=bench.ids.next_id(), reason="function",
        scopes=(Scope(AnchorKind.GAUGE, gauge),),
    )  # fmt: skip
    assert isinstance(bench.plant.send(placed, by=bench.people["lin"]), Done)
    refused = bench.read(inspection, diameter, 1, "12.01", gauge_id=gauge)
    assert refused.code == "PLACE_ON_HOLD"
    assert refused.facts["hold"]
    assert isinstance(bench.read(inspection, diameter, 1, "12.01", gauge_id=other), Done)
