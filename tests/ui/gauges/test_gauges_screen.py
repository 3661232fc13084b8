"""Gauges on their desk: what is due first, calibrations, extensions by a second person."""

from datetime import date, timedelta
from functools import partial

import pytest

from qtrace.domain.codes.internal import format_gauge
from qtrace.domain.gauges import CalibrationKind, CalibrationResult, CalibrationState, GaugeState
from qtrace.domain.people import Role, SecretKind
from qtrace.i18n import Language
from qtrace.services.gauges.commands import AddGauge, RecordCalibration
from qtrace.services.gauges.queries import gauge_by_code
from qtrace.ui.gauges.gauges_model import GaugeDraft, GaugeForm, judge_gauge_draft
from qtrace.ui.gauges.gauges_screen import GaugesScreen
from qtrace.ui.places import GaugesPlace
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.plants import PIN
from tests.support.prepared import prepare
from tests.ui.people.station import Look, add_person, badge, check_looks, give_secret, texts

MAKERS = {GaugesPlace: GaugesScreen}
GAUGES = (
    ("TG-011", date(2027, 1, 12)),
    ("TG-012", date(2026, 11, 10)),
    ("PG-003", date(2026, 11, 30)),
    ("HT-001", None),
)


def today(station) -> date:
    return station.bench.local(station.bench.now()).date()


@pytest.fixture
def gauge_plant(crew_plant):
    prepare(crew_plant, "gauges", partial(_add_gauges, crew_plant))
    return crew_plant


def _add_gauges(plant) -> dict:
    mei = plant.people["mei"]
    for code, due in GAUGES:
        gauge = plant.ids.next_id()
        plant.done(
            AddGauge(
                **plant.head(), gauge_id=gauge, gauge_code=code, name_en=f"Gauge {code}",
                name_zh="卡尺", gauge_type="caliper", resolution="0.01 mm",
                range_text="0–150 mm", unit="mm", location_text="IQC-2",
            ),
            by=mei,
        )  # fmt: skip
        if due is not None:
            plant.done(
                RecordCalibration(
                    **plant.head(), calibration_id=plant.ids.next_id(), gauge_id=gauge,
                    done_on=date(2026, 1, 12), due_on=due, result=CalibrationResult.PASSED,
                    certificate_no="CAL-1",
                ),
                by=mei,
            )  # fmt: skip
    add_person(plant, "meg", ("Meg Lu", "陆梅"), (Role.METROLOGY,), 300)
    return {}


@pytest.fixture
def desk(gauge_plant, open_station):
    station = open_station(gauge_plant, MAKERS)
    station.sign_in("mei")
    station.shell.go(GaugesPlace())
    return station


def standing(station, code: str) -> CalibrationState:
    return station.plant.bench.ask(gauge_by_code, code).standing.state


def fill(station, **answers: str) -> None:
    for name, text in answers.items():
        station.screen.form.fields[name].set_text(text)


def test_what_is_due_stands_first(desk):
    assert [row.code for row in desk.screen.model.state.rows] == [
        "TG-012", "HT-001", "PG-003", "TG-011",
    ]  # fmt: skip
    said = texts(desk.screen)
    assert "2 may not be used today" in said
    assert desk.screen.detail._chip.accessibleName() == "overdue 12 days"


def test_a_scanned_gauge_is_chosen_and_a_foreign_one_is_not_ours(desk):
    desk.scan(format_gauge("PG-003"))
    assert desk.screen.model.gauge.code == "PG-003"
    assert desk.screen.detail._chip.accessibleName() == "8 days left"


def test_the_place_may_name_a_gauge(gauge_plant, open_station):
    wanted = gauge_plant.bench.ask(gauge_by_code, "TG-011")
    station = open_station(gauge_plant, MAKERS)
    station.sign_in("mei")
    station.shell.go(GaugesPlace(wanted.gauge_id))
    assert station.screen.model.gauge.code == "TG-011"


def test_a_calibration_makes_it_usable_and_says_who_did_it(desk):
    desk.scan(format_gauge("HT-001"))
    desk.screen.act("calibrate")
    assert desk.screen.form.fields["done_on"].text() == today(desk).isoformat()
    fill(desk, due_on="2027-11-01", certificate_no="CAL-77")
    desk.screen.form.fields["result"].choose(["passed"])
    desk.press("F10")
    assert standing(desk, "HT-001") is CalibrationState.GOOD
    assert "Passed, until 2027-11-01" in str(desk.screen.detail._history._facts)
    assert "Mei Jing" in str(desk.screen.detail._history._facts)


def test_the_rule_proposes_the_due_date_where_none_is_typed(desk):
    desk.scan(format_gauge("TG-011"))
    desk.screen.act("interval")
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"rule", "days"}
    desk.screen.form.fields["rule"].choose(["staircase"])
    fill(desk, days="360", shortest="90", longest="x")
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"longest"}
    fill(desk, longest="720")
    desk.press("F10")
    assert "Staircase, 450 days" in str(desk.screen.detail._facts._facts)
    desk.screen.act("calibrate")
    assert "empty: 450 days, 180 if out" in texts(desk.screen)
    fill(desk, certificate_no="CAL-78", laboratory="SIMT", found_text="+0.04 mm")
    desk.screen.form.fields["result"].choose(["adjusted"])
    desk.press("F10")
    row = desk.plant.bench.ask(gauge_by_code, "TG-011")
    assert row.standing.due_on == today(desk) + timedelta(days=180)
    assert (row.calibrations[0].finding.laboratory, row.calibrations[0].case) == (
        "SIMT", "NCR-26-0001",
    )  # fmt: skip
    desk.screen.act("interval")
    assert desk.screen.form.draft().shortest == "90"
    desk.screen.form.fields["rule"].choose(["fixed"])
    fill(desk, days="365", shortest="", longest="")
    desk.press("F10")
    assert "Fixed, 365 days" in str(desk.screen.detail._facts._facts)


def test_impossible_dates_are_refused_by_the_service_and_said(desk):
    desk.screen.act("calibrate")
    tomorrow = (today(desk) + timedelta(days=1)).isoformat()
    fill(desk, done_on=tomorrow, due_on="2028-01-01", certificate_no="C")
    desk.screen.form.fields["result"].choose(["passed"])
    desk.press("F10")
    assert desk.screen.form.refused.text()
    assert standing(desk, "TG-012") is CalibrationState.OVERDUE


def extend(desk, days: int = 30) -> None:
    desk.screen.act("extend")
    until = (today(desk) + timedelta(days=days)).isoformat()
    fill(desk, due_on=until, risk="used twice a week, drift below 0.002 mm")


def test_an_extension_needs_a_second_person_and_a_pin(desk):
    extend(desk)
    assert not desk.screen.form.buttons[-1].isEnabled()
    desk.press("F10")
    assert "signer" in desk.screen.form.shown_problems()
    desk.scan(badge("mei"))
    assert "same person" in desk.screen.form.refused.text()
    desk.scan(badge("admin2"))
    assert "Gao Peng approves" in texts(desk.screen)
    fill(desk, secret="000999")
    desk.press("F10")
    assert "tries are left" in desk.screen.form.refused.text()
    assert desk.screen.form.fields["secret"].text() == ""
    fill(desk, secret=PIN)
    desk.press("F10")
    assert desk.screen.model.state.form is None
    row = desk.plant.bench.ask(gauge_by_code, "TG-012")
    assert row.standing.usable
    newest = row.calibrations[0]
    assert newest.kind is CalibrationKind.EXTENSION
    assert newest.done_by.name_en == "Mei Jing"
    assert newest.approved_by.name_en == "Gao Peng"
    assert "approved: Gao Peng" in str(desk.screen.detail._history._facts)


def test_the_second_person_may_be_named_by_login_and_proves_it_by_password(desk, gauge_plant):
    give_secret(gauge_plant, gauge_plant.people["meg"], SecretKind.PASSWORD, "steel ruler 46")
    extend(desk)
    field = desk.screen.form.fields["signer"]
    field.set_text("nobody")
    field.submitted.emit()
    assert "nobody here" in desk.screen.form.refused.text()
    field.set_text("meg")
    field.submitted.emit()
    fill(desk, secret="steel ruler 46")
    desk.press("F10")
    assert standing(desk, "TG-012") is CalibrationState.GOOD


def test_an_extension_of_more_than_a_quarter_is_refused(desk):
    extend(desk, days=120)
    desk.scan(badge("admin2"))
    fill(desk, secret=PIN)
    desk.press("F10")
    assert desk.screen.form.refused.text()
    assert standing(desk, "TG-012") is CalibrationState.OVERDUE


def test_a_gauge_is_added_and_changed(desk):
    desk.press("F2")
    fill(desk, code="TG-099", gauge_type="caliper", unit="mm")
    fill(desk, name_zh="数显卡尺", resolution="0.01 mm")
    desk.press("F10")
    assert standing(desk, "TG-099") is CalibrationState.NONE
    assert desk.screen.model.gauge.code == "TG-099"
    desk.screen.act("change")
    desk.screen.form.fields["state"].choose([GaugeState.RETIRED.value])
    desk.press("F10")
    assert desk.plant.bench.ask(gauge_by_code, "TG-099").state is GaugeState.RETIRED
    assert desk.screen.model.state.rows[-1].code == "TG-099"


def test_who_may_not_change_gauges_only_looks(gauge_plant, open_station):
    station = open_station(gauge_plant, MAKERS)
    station.sign_in("chen")
    station.shell.go(GaugesPlace())
    for action in ("add", "calibrate", "change"):
        station.screen.act(action)
        assert station.screen.form is None


def test_missing_answers_have_names():
    found = judge_gauge_draft(GaugeForm.CALIBRATE, GaugeDraft(), product_coverage())
    assert set(found) == {"done_on", "due_on", "certificate_no", "result"}
    found = judge_gauge_draft(GaugeForm.ADD, GaugeDraft(code="ä"), product_coverage())
    assert set(found) == {"code", "name_en", "resolution", "gauge_type", "unit"}


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(gauge_plant, open_station, language, tokens, profile):
    station = open_station(gauge_plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("admin2")
    station.shell.go(GaugesPlace())
    check_looks(station)
    for form in ("add", "calibrate", "change", "extend", "interval"):
        station.screen.act(form)
        station.press("F10")
        check_looks(station)
        station.press("Esc")
    extend(station)
    station.scan(badge("mei"))
    check_looks(station)


def test_f9_prints_the_due_list(desk):
    asked = []
    desk.screen.print_asked.connect(asked.append)
    desk.press("F9")
    (wish,) = asked
    assert wish.language is Language.EN
    wish.then("PRINTER_UNREACHABLE")
    assert desk.screen.model.state.refusal.code == "PRINTER_UNREACHABLE"
    wish.then("")
    assert desk.screen.model.state.refusal is None
