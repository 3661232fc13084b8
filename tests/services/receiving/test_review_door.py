"""What a fresh reader of the door tried to get past it: wrong persons, values, races, cuts."""

import threading
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

import pytest
from sqlalchemy import select, text

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import SeededIds
from qtrace.domain.people import PeopleReason, QualitySwitch, Role, SecretKind
from qtrace.models.database import Database
from qtrace.models.people import Credential, PersonRole, SignInEvent
from qtrace.models.records import Record
from qtrace.models.stations import Plant
from qtrace.records.payload import decode_payload
from qtrace.services.authority import roles_of
from qtrace.services.catalogue.commands import AddPart, AddUnit
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.accounts import signed_in
from qtrace.services.people.commands import (
    AddPerson,
    ChangeOwnSecret,
    EndRole,
    EnrolStation,
    GrantRole,
    SetQualitySwitch,
    SetSecret,
    SignIn,
)
from qtrace.services.registry import handlers
from qtrace.services.verification import verify_records
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench, find_station
from tests.support.plants import TestPlant


def code_of(outcome) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


def rows(plant: TestPlant, model, *where) -> list:
    with plant.database.read() as session:
        return list(session.scalars(select(model).where(*where)))


def add(plant: TestPlant, login: str = "lin", **over) -> AddPerson:
    values = {
        "person_id": plant.ids.next_id(), "login": login, "name_en": login, "name_zh": "",
        "badge_code": None, "roles": (Role.INSPECTOR,),
    }  # fmt: skip
    return AddPerson(**plant.head(), **(values | over))


def second_station(plant: TestPlant, writer: int = 9) -> Workbench:
    station = plant.ids.next_id()
    plant.done(
        EnrolStation(
            **plant.head(), station_id=station, site_id=1, station_code=f"IQC-{writer}",
            name_en="", name_zh="", mode="receiving",
        ),
        by=plant.admin,
    )  # fmt: skip
    database = Database(plant.database.url.render_as_string(hide_password=False))
    outside = Outside(
        plant.clock, SeededIds(writer, plant.clock, seed=writer), Argon2Hasher(cheap=True)
    )
    return Workbench(database, handlers(), outside, StationRef(station, 1, f"IQC-{writer}"))


# --- who is who -----------------------------------------------------------------------------


def test_nobody_signs_in_as_somebody_else_with_the_own_secret(plant):
    lin, mallory = plant.person("lin", Role.QUALITY), plant.person("mallory", Role.OPERATOR)
    for _ in range(4):
        plant.send(
            SignIn(**plant.head(), person_id=lin, method="x"),
            by=lin,
            claim=plant.claim(lin, "000000"),
        )
    outcome = plant.send(
        SignIn(**plant.head(), person_id=lin, method="x"), by=mallory, claim=plant.claim(mallory)
    )
    assert code_of(outcome) == PeopleReason.SIGNATURE_REQUIRED
    assert rows(plant, SignInEvent, SignInEvent.person_id == lin, SignInEvent.kind == "in") == []
    [stored] = rows(plant, Credential, Credential.person_id == lin)
    assert stored.failed_count == 4


def test_a_known_secret_is_replaced_only_by_who_knows_it(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    encoded = plant.bench.secrets.hash("753159").encode()

    def change(claim):
        command = ChangeOwnSecret(**plant.head(), kind=SecretKind.PIN, encoded=encoded)
        return plant.send(command, by=lin, claim=claim)

    assert code_of(change(None)) == PeopleReason.SIGNATURE_REQUIRED
    assert code_of(change(plant.claim(lin, "111222"))) == PeopleReason.WRONG_SECRET
    assert code_of(change(plant.claim(plant.admin))) == PeopleReason.SIGNATURE_REQUIRED
    assert isinstance(change(plant.claim(lin)), Done)
    new = plant.claim(lin, "753159")
    assert isinstance(
        plant.send(SignIn(**plant.head(), person_id=lin, method="badge"), by=lin, claim=new), Done
    )


def test_a_first_pin_needs_the_password(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    command = ChangeOwnSecret(
        **plant.head(), kind=SecretKind.PASSWORD, encoded=plant.bench.secrets.hash("x").encode()
    )
    assert code_of(plant.send(command, by=lin)) == PeopleReason.SIGNATURE_REQUIRED
    assert isinstance(plant.send(command, by=lin, claim=plant.claim(lin)), Done)


def test_a_one_time_secret_signs_nothing(plant):
    wang = plant.person("wang", Role.QUALITY)
    encoded = plant.bench.secrets.hash("753159").encode()
    plant.done(
        SetSecret(**plant.head(), person_id=wang, kind=SecretKind.PIN, encoded=encoded),
        by=plant.admin,
    )
    outcome = plant.send(
        SetQualitySwitch(
            **plant.head(), switch=QualitySwitch.C0_VERIFIED, is_on=True, reason="checked"
        ),
        by=wang,
        claim=plant.claim(wang, "753159"),
    )
    assert code_of(outcome) == PeopleReason.MUST_CHANGE_SECRET
    signed = plant.send(
        SignIn(**plant.head(), person_id=wang, method="badge"),
        by=wang,
        claim=plant.claim(wang, "753159"),
    )
    assert isinstance(signed, Done)


@pytest.mark.parametrize("encoded", [b"", b"246813", "批".encode()])
def test_only_a_hash_is_kept_as_a_secret(plant, encoded):
    lin = plant.person("lin", Role.INSPECTOR)
    outcome = plant.send(
        SetSecret(**plant.head(), person_id=lin, kind=SecretKind.PIN, encoded=encoded),
        by=plant.admin,
    )
    assert code_of(outcome) == PeopleReason.TEXT_REFUSED


def test_a_secret_for_nobody_is_refused(plant):
    encoded = plant.bench.secrets.hash("753159").encode()
    outcome = plant.send(
        SetSecret(**plant.head(), person_id=404, kind=SecretKind.PIN, encoded=encoded),
        by=plant.admin,
    )
    assert code_of(outcome) == PeopleReason.NOT_FOUND


def test_tries_against_a_locked_secret_are_recorded(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    for _ in range(6):
        command = SignIn(**plant.head(), person_id=lin, method="badge")
        outcome = plant.send(command, by=lin, claim=plant.claim(lin, "999999"))
    assert code_of(outcome) == PeopleReason.LOCKED_OUT
    with plant.database.read() as session:
        newest = session.scalars(select(Record).order_by(Record.station_seq.desc()).limit(1)).one()
    payload = decode_payload(newest.payload)
    assert (payload.outcome, payload.body["refusal"]["code"]) == ("refused", "LOCKED_OUT")


def test_a_role_that_was_given_twice_ends_once(plant):
    lin = plant.person("lin", Role.INSPECTOR, Role.INSPECTOR)
    plant.done(
        GrantRole(**plant.head(), grant_id=plant.ids.next_id(), person_id=lin, role=Role.INSPECTOR),
        by=plant.admin,
    )
    end = EndRole(**plant.head(), end_id=plant.ids.next_id(), person_id=lin, role=Role.INSPECTOR)
    plant.done(end, by=plant.admin)
    plant.clock.advance(timedelta(seconds=1))
    assert plant.bench.ask(signed_in, lin).person.roles == ()
    again = replace(end, uid=plant.ids.next_uid(), end_id=plant.ids.next_id())
    assert code_of(plant.send(again, by=plant.admin)) == PeopleReason.NOT_FOUND


def test_an_ended_role_stays_ended_when_the_clock_steps_back(plant):
    lin = plant.person("lin", Role.INSPECTOR)
    plant.clock.advance(timedelta(hours=2))
    plant.done(
        EndRole(**plant.head(), end_id=plant.ids.next_id(), person_id=lin, role=Role.INSPECTOR),
        by=plant.admin,
    )
    with plant.database.read() as session:
        earlier = plant.clock.now() - timedelta(hours=1)
        assert roles_of(session, lin, earlier) == frozenset()


def test_a_persons_last_day_is_the_plants_day(plant):
    """Suzhou is eight hours ahead: at 01:00 on the 23rd it is still the 22nd in UTC."""
    lin = plant.ids.next_id()
    plant.done(
        add(plant, person_id=lin, roles=(Role.ADMINISTRATOR,), valid_to=date(2026, 11, 22)),
        by=plant.admin,
    )
    plant.clock.set(datetime(2026, 11, 22, 15, 59, tzinfo=UTC))
    assert isinstance(plant.send(add(plant, "a"), by=lin), Done)
    plant.clock.set(datetime(2026, 11, 22, 16, 1, tzinfo=UTC))
    assert code_of(plant.send(add(plant, "b"), by=lin)) == PeopleReason.PERSON_LEFT


# --- what a command may carry ---------------------------------------------------------------


@pytest.mark.parametrize(
    "over",
    [
        {"name_en": "\ud800"},
        {"name_en": "A\x00B"},
        {"login": "x" * 100_001},
        {"person_id": 1 << 63},
        {"person_id": -(1 << 63) - 1},
    ],
)
def test_what_no_database_keeps_is_refused_at_the_door(plant, over):
    outcome = plant.send(add(plant, **over), by=plant.admin)
    assert code_of(outcome) == PeopleReason.TEXT_REFUSED
    assert outcome.facts["field"] in over


def test_a_nested_value_is_looked_at_too(plant):
    bad = replace(add(plant), badge_code="B\ud800")
    assert code_of(plant.send(bad, by=plant.admin)) == PeopleReason.TEXT_REFUSED


@pytest.mark.parametrize("backend", ["pg"], indirect=True)
def test_a_number_too_large_for_its_column_is_a_refusal(plant):
    plant.done(
        AddUnit(**plant.head(), unit_code="pcs", symbol_en="pcs", symbol_zh="件"), by=plant.admin
    )
    outcome = plant.send(
        AddPart(
            **plant.head(), part_id=plant.ids.next_id(), number="P-1", name_en="Part", name_zh="",
            tracking="lot", criticality="major", base_unit="pcs", container_word="bag",
            shelf_life_days=1 << 40, over_delivery_pct=0, required_papers=(),
        ),
        by=plant.admin,
    )  # fmt: skip
    assert isinstance(outcome, Refusal)


def test_something_unknown_is_not_called_a_conflict(plant):
    outcome = plant.send(
        EnrolStation(
            **plant.head(), station_id=plant.ids.next_id(), site_id=404, station_code="X-1",
            name_en="", name_zh="", mode="receiving",
        ),
        by=plant.admin,
    )  # fmt: skip
    assert code_of(outcome) == PeopleReason.NOT_FOUND


# --- the same thing twice -------------------------------------------------------------------


def test_two_stations_with_one_uid_both_get_the_outcome(plant):
    other = second_station(plant)
    command, outcomes = add(plant), []
    entered, go = threading.Event(), threading.Event()
    real = handlers()[AddPerson]

    def slow(work, wish):
        entered.set()
        assert go.wait(5)
        return real(work, wish)

    plant.bench.door._handlers = {**plant.bench.door._handlers, AddPerson: slow}
    first = threading.Thread(target=lambda: outcomes.append(plant.send(command, by=plant.admin)))
    second = threading.Thread(target=lambda: outcomes.append(other.send(command, by=plant.admin)))
    first.start()
    assert entered.wait(5)
    second.start()
    second.join(0.3)
    go.set()
    first.join(10)
    second.join(10)
    other.close()
    assert all(isinstance(each, Done) for each in outcomes), outcomes
    assert {each.record_id for each in outcomes} == {outcomes[0].record_id}
    assert sorted(each.repeated for each in outcomes) == [False, True]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Command):
    """A command in whose middle the server drops the connection."""

    code: ClassVar[str] = "CUT"
    public: ClassVar[bool] = True


@pytest.mark.parametrize("backend", ["pg"], indirect=True)
def test_a_lost_connection_is_tried_once_more(plant):
    cuts = []

    def cut(work, _command):
        row = work.session.get_one(Plant, 1)
        if len(cuts) < limit:
            pid = work.session.scalar(text("SELECT pg_backend_pid()"))
            cuts.append(pid)
            with plant.database.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:p)"), {"p": pid})
        row.address = "after the cut"
        work.session.flush()
        return {}

    plant.bench.door._handlers = {**plant.bench.door._handlers, Cut: cut}
    limit = 1
    assert isinstance(plant.send(Cut(**plant.head())), Done)
    assert len(cuts) == 1
    assert plant.bench.ask(verify_records).bad == ()


# --- one consistent view --------------------------------------------------------------------


def test_a_query_sees_one_moment(plant):
    def twice(reads):
        before = len(reads.session.execute(select(PersonRole.id)).all())
        plant.done(add(plant, "meanwhile"), by=plant.admin)
        return before, len(reads.session.execute(select(PersonRole.id)).all())

    before, after = plant.bench.ask(twice)
    assert before == after


def test_a_query_cannot_write(plant):
    from sqlalchemy.exc import DBAPIError

    from qtrace.models.database import DatabaseProblem

    def write(reads):
        reads.session.execute(text("UPDATE station_gate SET hold_seq = 5"))

    with pytest.raises((DBAPIError, DatabaseProblem)):
        plant.bench.ask(write)


def test_the_last_id_is_the_stations_newest(plant):
    done = plant.done(add(plant), by=plant.admin)
    known = find_station(plant.database, "IQC-2")
    assert known is not None
    assert known.last_id == done.record_id
