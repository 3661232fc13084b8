"""A PIN counts at stations where its owner is enrolled, together with the badge, nowhere else."""

import pytest

from qtrace.domain.people import PeopleReason, Role, SecretKind
from qtrace.services.outcomes import Done
from qtrace.services.people.accounts import person_by_login
from qtrace.services.people.commands import SetSecret, SetStationPin, SignIn, SignOut
from qtrace.services.people.station_pins import pin_stations, secret_asked
from qtrace.services.people.stations import COMMAND_LINE, stations
from qtrace.services.secrets import SignatureClaim
from tests.support.plants import PIN

PASSWORD = "quiet river 79"


@pytest.fixture
def lin(plant):
    """Enrolled nowhere: the administrator has withdrawn nothing and given nothing."""
    person = plant.person("lin", Role.INSPECTOR, enrolled=False)
    encoded = plant.bench.secrets.hash(PASSWORD).encode()
    command = SetSecret(
        **plant.head(),
        person_id=person,
        kind=SecretKind.PASSWORD,
        encoded=encoded,
        must_change=False,
    )
    plant.done(command, by=plant.admin)
    return person


def sign_in(plant, person, kind, way, bench=None):
    claim = SignatureClaim(person, PIN if kind is SecretKind.PIN else PASSWORD, kind, way)
    command = SignIn(**plant.head(), person_id=person, method=f"{way}+{kind.value}")
    return (bench or plant.bench).send(command, by=person, claim=claim)


def set_pin(plant, person, *, is_allowed, station=None, by=None):
    station = station or plant.bench.station.id
    command = SetStationPin(
        **plant.head(), person_id=person, station_id=station, is_allowed=is_allowed
    )
    return plant.send(command, by=by or plant.admin)


def test_a_sign_in_with_the_password_enrols_the_pin(plant, lin):
    assert sign_in(plant, lin, SecretKind.PIN, "badge").code == PeopleReason.PIN_NOT_ENROLLED
    asked = plant.bench.ask(secret_asked, lin, "badge")
    assert (asked.kind, asked.why_no_pin.code) == ("password", PeopleReason.PIN_NOT_ENROLLED)
    assert isinstance(sign_in(plant, lin, SecretKind.PASSWORD, "login"), Done)
    assert plant.bench.ask(secret_asked, lin, "badge").kind is SecretKind.PIN
    assert isinstance(sign_in(plant, lin, SecretKind.PIN, "badge"), Done)
    assert plant.bench.ask(person_by_login, "lin").pin_stations == ("IQC-2",)


def test_a_pin_that_does_not_count_is_not_guessed_at(plant, lin):
    wrong = SignatureClaim(lin, "975310", SecretKind.PIN, "badge")
    for _ in range(6):
        command = SignIn(**plant.head(), person_id=lin, method="badge+pin")
        assert plant.send(command, by=lin, claim=wrong).code == PeopleReason.PIN_NOT_ENROLLED
    assert plant.bench.ask(person_by_login, "lin").locked_until is None


def test_a_pin_needs_the_badge(plant, lin):
    set_pin(plant, lin, is_allowed=True)
    for way in ("login", "session"):
        assert sign_in(plant, lin, SecretKind.PIN, way).code == PeopleReason.PIN_NEEDS_BADGE


def test_who_came_by_badge_signs_with_the_pin_until_leaving(plant, lin):
    set_pin(plant, lin, is_allowed=True)
    assert isinstance(sign_in(plant, lin, SecretKind.PIN, "badge"), Done)
    assert plant.bench.ask(secret_asked, lin, "session").kind is SecretKind.PIN
    plant.done(SignOut(**plant.head(), reason="left"), by=lin)
    assert plant.bench.ask(secret_asked, lin, "session").kind is SecretKind.PASSWORD
    sign_in(plant, lin, SecretKind.PASSWORD, "login")
    asked = plant.bench.ask(secret_asked, lin, "session")
    assert (asked.kind, asked.why_no_pin.code) == ("password", PeopleReason.PIN_NEEDS_BADGE)


def test_what_an_administrator_withdrew_stays_withdrawn(plant, lin):
    assert isinstance(set_pin(plant, lin, is_allowed=True), Done)
    assert isinstance(set_pin(plant, lin, is_allowed=False), Done)
    assert isinstance(sign_in(plant, lin, SecretKind.PASSWORD, "login"), Done)
    assert sign_in(plant, lin, SecretKind.PIN, "badge").code == PeopleReason.PIN_NOT_ENROLLED
    assert [row.is_allowed for row in plant.bench.ask(pin_stations, lin)] == [False]


def test_nobody_enrols_at_the_command_line_or_without_authority(plant, lin):
    line = next(row for row in plant.bench.ask(stations) if row.code == COMMAND_LINE)
    refused = set_pin(plant, lin, is_allowed=True, station=line.station_id)
    assert refused.code == PeopleReason.PIN_AT_STATION_ONLY
    assert set_pin(plant, lin, is_allowed=True, by=lin).code == PeopleReason.NOT_ALLOWED
    assert set_pin(plant, plant.admin, is_allowed=True).code == PeopleReason.SAME_PERSON
    assert set_pin(plant, 404, is_allowed=True).code == PeopleReason.NOT_FOUND
    assert "CLI-1" not in [row.code for row in plant.bench.ask(pin_stations, None)]
