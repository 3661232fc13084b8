"""Where the PIN does not count the page asks for the password and says why."""

import pytest

from qtrace.domain.people import SecretKind
from qtrace.services.people.accounts import person_by_login
from qtrace.services.people.commands import SetStationPin
from qtrace.ui.people.people_model import PeopleForm, PersonDraft
from qtrace.ui.people.people_screen import PeopleScreen
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import PeoplePlace
from tests.ui.people.station import badge, give_secret

PASSWORD = "four green pumps"


@pytest.fixture
def not_enrolled(crew_plant):
    lin = crew_plant.people["lin"]
    crew_plant.done(
        SetStationPin(
            **crew_plant.head(),
            person_id=lin,
            station_id=crew_plant.bench.station.id,
            is_allowed=False,
        ),
        by=crew_plant.admin,
    )
    give_secret(crew_plant, lin, SecretKind.PASSWORD, PASSWORD)
    return lin


def test_a_badge_where_the_pin_does_not_count_asks_for_the_password(
    crew_plant, open_station, not_enrolled
):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    page = station.screen
    assert page.model.state.step is SignInStep.PASSWORD
    assert "IQC-2" in page.secret._prompt.text()
    station.type(PASSWORD + "\r")
    assert station.bench.person.person.login == "lin"


def test_without_a_password_the_page_says_what_to_do(crew_plant, open_station):
    station = open_station(crew_plant)
    chen = crew_plant.people["chen"]
    crew_plant.done(
        SetStationPin(
            **crew_plant.head(),
            person_id=chen,
            station_id=crew_plant.bench.station.id,
            is_allowed=False,
        ),
        by=crew_plant.admin,
    )
    station.scan(badge("chen"))
    assert station.screen.model.state.step is SignInStep.BADGE
    assert station.screen.model.state.refusal.code == "PIN_NOT_ENROLLED"
    assert "administrator" in station.screen.badge.refused.accessibleName()


def test_an_administrator_says_where_a_pin_counts(crew_plant, open_station):
    station = open_station(crew_plant, {PeoplePlace: PeopleScreen})
    station.sign_in("admin2")
    station.shell.go(PeoplePlace())
    screen = station.screen
    lin = crew_plant.people["lin"]
    screen.model.choose(lin)
    screen.act("stations")
    assert screen.form.kind is PeopleForm.STATIONS
    assert screen.form.draft().stations == (str(crew_plant.bench.station.id),)
    screen.model.save(PersonDraft(stations=()))
    assert crew_plant.bench.ask(person_by_login, "lin").pin_stations == ()
