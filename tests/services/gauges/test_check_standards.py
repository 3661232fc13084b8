"""Check standards: readings between calibrations and their chart, on both back ends."""

import pytest

from qtrace.domain.analytics.errors import AnalyticsErrorCode
from qtrace.domain.analytics.rules import RuleViolation
from qtrace.domain.gauges import GaugeReason, GaugeState
from qtrace.domain.people import PeopleReason
from qtrace.domain.studies import StudyReason
from qtrace.services.gauges.check_standards import check_chart
from qtrace.services.gauges.commands import ChangeGauge
from qtrace.services.gauges.queries import gauge_by_code
from qtrace.services.gauges.studies_commands import RecordCheck, SetCheckStandard
from qtrace.services.outcomes import Done
from tests.support.inspections import make_bench


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.caliper = made.gauge()
    return made


def standard(bench, code="GB 10.000", nominal="10.000", by="met", gauge=None):
    command = SetCheckStandard(
        **bench.head(), standard_id=bench.ids.next_id(), gauge_id=gauge or bench.caliper,
        standard=code, nominal=nominal,
    )  # fmt: skip
    return bench.plant.send(command, by=bench.people[by])


def check(bench, value, by="lin", replaces=None, gauge=None):
    bench.pass_time(hours=1)
    command = RecordCheck(
        **bench.head(), check_id=bench.ids.next_id(), gauge_id=gauge or bench.caliper,
        value=value, replaces=replaces,
    )  # fmt: skip
    return bench.plant.send(command, by=bench.people[by])


def chart(bench, **over):
    return bench.plant.bench.ask(check_chart, bench.caliper, **over)


def test_checks_make_a_chart_and_a_signal_blocks_nothing(bench):
    assert chart(bench) is None
    assert check(bench, "10.00").code == StudyReason.CHECK_STANDARD_MISSING
    assert isinstance(standard(bench), Done)
    assert chart(bench).study.code is AnalyticsErrorCode.TOO_FEW
    for value in ("10.00", "10.01", "10.00", "9.99", "10.00", "10.01", "10.00", "9.99", "10.09"):
        assert isinstance(check(bench, value), Done)
    found = chart(bench)
    assert (found.gauge, found.unit, found.standard, found.nominal) == (
        "TG-011", "mm", "GB 10.000", "10.000",
    )  # fmt: skip
    assert [each.text for each in found.checks][-2:] == ["9.990", "10.090"]
    assert found.checks[0].person.en == "Lin"
    assert RuleViolation(8, 1) in found.study.violations
    assert isinstance(check(bench, "10.00"), Done)
    short = chart(bench, most=4)
    assert (len(short.checks), short.is_cut, found.is_cut) == (4, True, False)


def test_a_check_is_corrected_once(bench):
    standard(bench)
    check(bench, "10.00")
    check(bench, "100.0")
    wrong = chart(bench).checks[1]
    assert isinstance(check(bench, "10.01", replaces=wrong.check_id), Done)
    found = chart(bench)
    assert [each.text for each in found.checks] == ["10.000", "10.010"]
    assert found.checks[1].is_corrected
    late = check(bench, "10.02", replaces=wrong.check_id)
    assert late.code == StudyReason.CHECK_CHANGED
    assert check(bench, "1", replaces=bench.ids.next_id()).code == StudyReason.CHECK_CHANGED


def test_a_new_standard_begins_a_new_chart(bench):
    standard(bench)
    check(bench, "10.00")
    bench.pass_time(hours=1)
    standard(bench, "GB 25.000", "25")
    found = chart(bench)
    assert (found.standard, found.checks) == ("GB 25.000", ())


def test_what_cannot_be_is_refused(bench):
    assert standard(bench, nominal="ten").code == StudyReason.CHECK_VALUE
    assert standard(bench, code=" ").code == "FIELD_EMPTY"
    assert standard(bench, by="lin").code == PeopleReason.NOT_ALLOWED
    assert standard(bench, gauge=1).code == GaugeReason.GAUGE_NOT_FOUND
    assert check(bench, "1", gauge=1).code == GaugeReason.GAUGE_NOT_FOUND
    standard(bench)
    refused = check(bench, "10,0")
    assert (refused.code, refused.facts) == (
        StudyReason.CHECK_VALUE, {"given": "10,0", "unit": "mm"},
    )  # fmt: skip
    row = bench.plant.bench.ask(gauge_by_code, "TG-011")
    retire = ChangeGauge(
        **bench.head(), gauge_id=bench.caliper, row_version=row.row_version, name_en="Caliper",
        name_zh="卡尺", resolution="0.01 mm", range_text="", location_text="",
        state=GaugeState.RETIRED,
    )  # fmt: skip
    assert isinstance(bench.plant.send(retire, by=bench.people["met"]), Done)
    assert check(bench, "10.0").code == GaugeReason.GAUGE_OUT_OF_USE
