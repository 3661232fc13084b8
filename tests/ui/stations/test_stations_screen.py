"""Stations on their desk."""

import pytest

from qtrace.i18n import Language
from qtrace.services.people.stations import stations
from qtrace.ui.places import StationsPlace
from qtrace.ui.stations.stations_screen import StationsScreen
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import Look, check_looks, texts

MAKERS = {StationsPlace: StationsScreen}


@pytest.fixture
def desk(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.sign_in("admin2")
    station.shell.go(StationsPlace())
    return station


def by_code(station) -> dict:
    return {row.code: row for row in station.plant.bench.ask(stations)}


def enrol(desk, code: str = "IQC-7") -> None:
    desk.press("F2")
    fields = desk.screen.form.fields
    fields["code"].set_text(code)
    fields["name_en"].set_text("Receiving 7")
    fields["mode"].choose(["receiving"])
    desk.press("F10")


def test_a_station_is_enrolled_with_its_own_writer_number(desk):
    enrol(desk)
    row = by_code(desk)["IQC-7"]
    assert row.mode == "receiving"
    assert row.writer_no == 3
    assert row.site_id == by_code(desk)["IQC-2"].site_id
    assert desk.screen.model.station == row
    assert "Receiving 7" in texts(desk.screen)


def test_a_taken_code_is_refused_beside_the_form(desk):
    enrol(desk, "IQC-2")
    assert "IQC-2 is in use" in desk.screen.form.refused.text()


def test_what_is_missing_is_said(desk):
    desk.press("F2")
    desk.screen.form.fields["code"].set_text("iqc 7")
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"code", "name_en", "mode"}


def test_rename_and_take_out_of_use(desk):
    enrol(desk)
    desk.screen.act("rename")
    desk.screen.form.fields["name_zh"].set_text("收货七")
    desk.press("F10")
    assert by_code(desk)["IQC-7"].name_zh == "收货七"
    desk.screen.act("stop")
    assert not by_code(desk)["IQC-7"].is_active
    desk.screen.act("start")
    assert by_code(desk)["IQC-7"].is_active


def test_the_own_station_cannot_be_taken_out_of_use(desk):
    desk.screen.table.choose(by_code(desk)["IQC-2"].station_id)
    assert "You are working at this station" in texts(desk.screen)
    desk.screen.act("stop")
    assert by_code(desk)["IQC-2"].is_active


def test_without_the_permission_nothing_opens(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.sign_in("lin")
    station.shell.go(StationsPlace())
    station.press("F2")
    station.screen.act("rename")
    assert station.screen.form is None


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(crew_plant, open_station, language, tokens, profile):
    station = open_station(crew_plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("admin2")
    station.shell.go(StationsPlace())
    check_looks(station)
    for form in ("add", "rename"):
        station.screen.act(form)
        station.press("F10")
        check_looks(station)
        station.press("Esc")
