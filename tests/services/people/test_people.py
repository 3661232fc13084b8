from datetime import timedelta

import pytest

from qtrace.domain.people import LOCKOUT, PeopleReason, Role, SecretKind
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.accounts import people, person_by_badge, person_by_login, signed_in
from qtrace.services.people.commands import (
    AddPerson,
    ChangeOwnSecret,
    EndRole,
    EnrolStation,
    GrantRole,
    SetSecret,
    SetUpPlant,
    SignIn,
    SignOut,
)
from qtrace.services.people.stations import stations


def sign_in(plant, person, pin="246813"):
    command = SignIn(**plant.head(), person_id=person, method="badge")
    return plant.send(command, by=person, claim=plant.claim(person, pin))


def code_of(outcome):
    assert isinstance(outcome, Refusal)
    return outcome.code


def test_five_wrong_pins_lock_even_the_right_one_until_time_has_passed(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    left = [sign_in(plant, lin, "999999").facts["tries_left"] for _ in range(5)]
    assert left == ["4", "3", "2", "1", "0"]
    assert code_of(sign_in(plant, lin)) == PeopleReason.LOCKED_OUT
    plant.clock.advance(LOCKOUT + timedelta(seconds=1))
    assert isinstance(sign_in(plant, lin), Done)


def test_a_good_sign_in_forgets_the_failures(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    for _ in range(4):
        sign_in(plant, lin, "999999")
    assert isinstance(sign_in(plant, lin), Done)
    assert sign_in(plant, lin, "999999").facts["tries_left"] == "4"


def test_after_a_lockout_ran_out_counting_begins_again(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    for _ in range(5):
        sign_in(plant, lin, "999999")
    plant.clock.advance(LOCKOUT)
    assert sign_in(plant, lin, "999999").facts["tries_left"] == "4"
    assert isinstance(sign_in(plant, lin), Done)


def test_a_one_time_secret_must_be_changed(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    encoded = plant.bench.secrets.hash("753159").encode()
    plant.done(
        SetSecret(**plant.head(), person_id=lin, kind=SecretKind.PIN, encoded=encoded),
        by=plant.admin,
    )
    assert plant.bench.ask(signed_in, lin).must_change == (SecretKind.PIN,)
    plant.done(ChangeOwnSecret(**plant.head(), kind=SecretKind.PIN, encoded=encoded), by=lin)
    assert plant.bench.ask(signed_in, lin).must_change == ()


def test_an_administrator_cannot_set_the_own_secret_without_knowing_it(plant):
    outcome = plant.send(
        SetSecret(**plant.head(), person_id=plant.admin, kind=SecretKind.PIN, encoded=b"x"),
        by=plant.admin,
    )
    assert code_of(outcome) == PeopleReason.SAME_PERSON


def test_nobody_gives_roles_to_themselves(plant):
    outcome = plant.send(
        GrantRole(
            **plant.head(), grant_id=plant.ids.next_id(), person_id=plant.admin, role=Role.QUALITY
        ),
        by=plant.admin,
    )
    assert code_of(outcome) == PeopleReason.SAME_PERSON


def test_roles_come_and_go(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    grant = GrantRole(
        **plant.head(), grant_id=plant.ids.next_id(), person_id=lin, role=Role.REVIEWER
    )
    plant.done(grant, by=plant.admin)
    assert plant.bench.ask(signed_in, lin).person.roles == (Role.INSPECTOR, Role.REVIEWER)
    end = EndRole(**plant.head(), end_id=plant.ids.next_id(), person_id=lin, role=Role.INSPECTOR)
    plant.clock.advance(timedelta(minutes=1))
    plant.done(end, by=plant.admin)
    assert plant.bench.ask(signed_in, lin).person.roles == (Role.REVIEWER,)


def test_logins_and_badges_are_never_given_twice(plant):
    plant.person("lin", Role.INSPECTOR, badge="BDG-00421-E")

    def add(login, badge):
        return AddPerson(
            **plant.head(),
            person_id=plant.ids.next_id(),
            login=login,
            name_en="",
            name_zh="",
            badge_code=badge,
            roles=(),
        )

    assert code_of(plant.send(add("lin", None), by=plant.admin)) == PeopleReason.LOGIN_TAKEN
    taken = plant.send(add("other", "BDG-00421-E"), by=plant.admin)
    assert code_of(taken) == PeopleReason.BADGE_TAKEN


def test_people_are_found_by_badge_and_login(plant):
    lin = plant.person("lin", Role.INSPECTOR, badge="BDG-00421-E")
    assert plant.bench.ask(person_by_badge, "BDG-00421-E").person_id == lin
    assert plant.bench.ask(person_by_login, "lin").person_id == lin
    assert plant.bench.ask(person_by_badge, "BDG-00001-X") is None
    assert plant.bench.ask(person_by_login, "%") is None
    assert [row.login for row in plant.bench.ask(people)] == ["admin", "lin"]


def test_signing_out_is_recorded(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    assert isinstance(plant.send(SignOut(**plant.head(), reason="idle"), by=lin), Done)


def test_a_second_set_up_is_refused(plant):
    from dataclasses import replace

    from qtrace.services.people.commands import FirstPerson

    command = SetUpPlant(
        **plant.head(),
        name_en="",
        name_zh="",
        address="",
        language="en",
        time_zone="Asia/Shanghai",
        is_demo=False,
        demo_seed=None,
        form_numbers=(),
        site_code="X",
        site_name_en="",
        site_name_zh="",
        administrator=FirstPerson(
            person_id=5,
            login="x",
            name_en="",
            name_zh="",
            badge_code=None,
            password_hash=b"x",
            pin_hash=None,
        ),
    )
    assert code_of(plant.send(command)) == PeopleReason.PLANT_EXISTS
    assert (
        code_of(plant.send(replace(command, uid=plant.ids.next_uid()))) == PeopleReason.PLANT_EXISTS
    )


def test_stations_get_their_own_writer_numbers(plant):
    facts = [
        plant.done(
            EnrolStation(
                **plant.head(),
                station_id=plant.ids.next_id(),
                site_id=1,
                station_code=code,
                name_en=code,
                name_zh=code,
                mode="receiving",
            ),
            by=plant.admin,
        ).facts["writer_no"]
        for code in ("IQC-3", "IQC-4")
    ]
    numbers = [row.writer_no for row in plant.bench.ask(stations)]
    assert len(set(numbers)) == len(numbers)
    assert set(facts) <= {str(n) for n in numbers}
    again = EnrolStation(
        **plant.head(),
        station_id=plant.ids.next_id(),
        site_id=1,
        station_code="IQC-3",
        name_en="",
        name_zh="",
        mode="desk",
    )
    assert code_of(plant.send(again, by=plant.admin)) == PeopleReason.STATION_CODE_TAKEN


@pytest.mark.parametrize("text", ["A\x00B", "\x00"])
def test_nul_is_refused_alike_on_both_back_ends(plant, text):
    command = AddPerson(
        **plant.head(),
        person_id=plant.ids.next_id(),
        login=text,
        name_en="",
        name_zh="",
        badge_code=None,
        roles=(),
    )
    outcome = plant.send(command, by=plant.admin)
    assert code_of(outcome) == PeopleReason.TEXT_REFUSED
    assert outcome.facts["field"] == "login"
