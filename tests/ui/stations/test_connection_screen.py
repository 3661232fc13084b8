"""The connection page in a real window: what is typed, tested, chosen and kept."""

import pytest

from qtrace.i18n import Language
from qtrace.ports import (
    DeviceTrouble,
    FoundPlant,
    FoundStation,
    PlantStanding,
    ServerAddress,
    ServerRights,
)
from qtrace.ui.places import ConnectionPlace, StationsPlace
from qtrace.ui.server_draft import ConnectionDraft, judge_address, port_of
from qtrace.ui.stations.connection_screen import ConnectionScreen
from qtrace.ui.stations.stations_screen import StationsScreen
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT, Status
from tests.ui.people.station import Look, check_looks

MAKERS = {StationsPlace: StationsScreen, ConnectionPlace: ConnectionScreen}
STATIONS = (
    FoundStation("IQC-2", "Incoming 2", "来料2", True),
    FoundStation("LINE-1", "Line 1", "一号线", False),
)
FOUND = FoundPlant(
    "16.4", True, 0.42, ServerRights.STATION, PlantStanding.CURRENT, ("0009", "0009"),
    "Suzhou", "苏州", STATIONS,
)  # fmt: skip


class Server:
    """A connector that answers when the test says so."""

    def __init__(self) -> None:
        self.probes: list = []
        self.joins: list = []

    def present(self) -> ServerAddress:
        return ServerAddress("db7", 5432, "suzhou", "qtrace_station")

    def probe(self, address, then) -> None:
        self.probes.append((address, then))

    def join(self, address, station, then) -> None:
        self.joins.append((address, station, then))


@pytest.fixture
def page(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.server = station.bench.connector = Server()
    station.sign_in("admin2")
    station.shell.go(StationsPlace())
    station.press("F8")
    return station


def said(page) -> tuple[Status, str, str]:
    spec = page.screen.band.spec
    return spec.status, spec.title, spec.reason


def answered(page, answer) -> None:
    page.press("F5")
    page.server.probes[-1][1](answer)


def test_the_page_begins_with_what_is_set(page):
    assert isinstance(page.screen, ConnectionScreen)
    assert page.screen.draft() == ConnectionDraft("db7", "5432", "suzhou", "qtrace_station", "")
    assert said(page)[1] == "Not tested"


def test_a_plant_is_tested_chosen_and_joined(page):
    page.screen.form.fields["password"].input.setText("secret")
    page.press("F5")
    assert said(page)[1] == "Testing the connection…"
    address, then = page.server.probes[0]
    assert address == ServerAddress("db7", 5432, "suzhou", "qtrace_station", "secret")
    then(FOUND)
    assert said(page) == (Status.OK, "Can join", "Suzhou answers")
    page.screen.stations.tiles["LINE-1"].click()
    page.press("F10")
    assert page.server.joins[0][:2] == (address, "LINE-1")
    page.server.joins[0][2](None)
    assert said(page)[2] == "This machine is station LINE-1 from its next start on"
    page.press("Esc")
    assert isinstance(page.screen, StationsScreen)


def test_why_there_is_no_connection_is_said(page):
    answered(page, DeviceTrouble("DATABASE_REFUSED", {"database": "x"}))
    assert said(page)[:2] == (Status.BLOCKED, "No connection")
    answered(page, FOUND)
    page.screen.stations.tiles["LINE-1"].click()
    page.press("F10")
    page.server.joins[0][2](DeviceTrouble("CONFIG_NOT_SAVED", {"file": "f", "detail": "d"}))
    assert said(page)[1] == "No connection"


@pytest.mark.parametrize("standing", [s for s in PlantStanding if s is not PlantStanding.CURRENT])
def test_what_is_no_plant_of_this_program_cannot_be_joined(page, standing):
    from dataclasses import replace

    answered(page, replace(FOUND, standing=standing, stations=()))
    assert said(page)[:2] == (Status.BLOCKED, "Cannot join")
    page.press("F10")
    assert page.server.joins == []


def test_rights_are_judged(page):
    from dataclasses import replace

    answered(page, replace(FOUND, rights=ServerRights.OWNER))
    assert said(page)[:2] == (Status.INFO, "Can join")
    answered(page, replace(FOUND, rights=ServerRights.NONE))
    assert said(page)[:2] == (Status.BLOCKED, "Cannot join")
    assert page.screen.stations is None


def test_an_answer_about_something_else_is_forgotten(page):
    page.press("F5")
    _address, then = page.server.probes[0]
    page.screen._model.edited()
    page.screen.form.fields["host"].input.setText("db8")
    page.press("F5")
    assert len(page.server.probes) == 1, "one test at a time"
    then(FOUND)
    assert said(page)[1] == "Can join"
    page.screen._model.edited()
    assert said(page)[1] == "Not tested"


def test_answers_that_cannot_stand_are_told_at_their_fields(page):
    page.screen.form.fields["host"].input.setText("")
    page.screen.form.fields["port"].input.setText("70000")
    page.press("F5")
    assert set(page.screen.form.shown_problems()) == {"host", "port"}
    assert page.server.probes == []


@pytest.mark.parametrize(
    ("port", "number"), [("", 5432), ("1", 1), ("65535", 65535), ("0", None), ("65536", None),
                         ("٣", None), ("5432x", None), ("123456", None)],
)  # fmt: skip
def test_ports(port, number):
    assert port_of(ConnectionDraft(port=port)) == number


def test_a_host_is_a_name_and_no_url():
    draft = ConnectionDraft("postgres://db7", "", "d", "u")
    assert set(judge_address(draft)) == {"host"}
    assert judge_address(ConnectionDraft("fe80::1", "", "d", "u")) == {}


@pytest.mark.parametrize("profile", [TOUCH, DESK], ids=["touch", "desk"])
@pytest.mark.parametrize(("language", "tokens"), [(Language.EN, LIGHT), (Language.ZH_CN, DARK)])
def test_looks(crew_plant, open_station, language, tokens, profile):
    station = open_station(crew_plant, MAKERS, look=Look(language, tokens, profile))
    station.server = station.bench.connector = Server()
    station.sign_in("admin2")
    station.shell.go(ConnectionPlace())
    check_looks(station)
    answered(station, FOUND)
    check_looks(station)
    answered(station, DeviceTrouble("DATABASE_REFUSED", {"database": "x"}))
    check_looks(station)
