"""The one door: authority, idempotency, record, conflicts, and no way around it."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from qtrace.domain.people import PeopleReason, Role
from qtrace.models.people import Person
from qtrace.models.records import CommandLog, Record, RecordObject
from qtrace.models.stations import Station
from qtrace.models.watch import UnrecordedChangeError
from qtrace.records.payload import decode_payload
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.accounts import people, signed_in
from qtrace.services.people.commands import AddPerson, ChangePerson, CountFailure, SignIn
from qtrace.services.verification import record_of_code, verify_records
from tests.support.plants import TestPlant


def add(plant: TestPlant, login: str = "lin", **over) -> AddPerson:
    values = {
        "person_id": plant.ids.next_id(),
        "login": login,
        "name_en": login,
        "name_zh": "林",
        "badge_code": None,
        "roles": (Role.INSPECTOR,),
    }
    return AddPerson(**plant.head(), **(values | over))


def records(plant: TestPlant) -> list[Record]:
    with plant.database.read() as session:
        return list(session.scalars(select(Record).order_by(Record.station_seq)))


def count(plant: TestPlant, table) -> int:
    with plant.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_done_command_leaves_exactly_one_record_with_its_rows(plant):
    before = len(records(plant))
    command = add(plant)
    done = plant.done(command, by=plant.admin)
    written = records(plant)
    assert len(written) == before + 1
    payload = decode_payload(written[-1].payload)
    assert payload.uid == str(command.uid)
    assert payload.action == "ADD_PERSON/1"
    assert payload.actor == str(plant.admin)
    assert int(payload.record_id) == done.record_id
    assert {row.table for row in payload.rows} == {"person", "person_role"}
    assert payload.objects == (("person", str(command.person_id)),)
    assert payload.body["command"]["login"] == "lin"


def test_the_same_uid_twice_is_done_once_and_answers_the_same(plant):
    command = add(plant)
    first = plant.done(command, by=plant.admin)
    second = plant.done(command, by=plant.admin)
    assert (second.record_id, dict(second.facts), second.repeated) == (
        first.record_id,
        dict(first.facts),
        True,
    )
    assert count(plant, Person) == 2


def test_the_same_uid_with_other_content_is_refused_and_recorded(plant):
    command = add(plant)
    plant.done(command, by=plant.admin)
    other = AddPerson(
        uid=command.uid,
        client_at=command.client_at,
        person_id=plant.ids.next_id(),
        login="other",
        name_en="",
        name_zh="",
        badge_code=None,
        roles=(),
    )
    outcome = plant.send(other, by=plant.admin)
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.COMMAND_UID_REUSED
    assert decode_payload(records(plant)[-1].payload).outcome == "refused"


def test_a_role_without_the_right_is_refused_and_the_try_is_recorded(plant):
    inspector = plant.person("lin", Role.INSPECTOR)
    before = count(plant, Person)
    outcome = plant.send(add(plant, "x"), by=inspector)
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.NOT_ALLOWED
    assert count(plant, Person) == before
    last = decode_payload(records(plant)[-1].payload)
    assert (last.outcome, last.actor) == ("refused", str(inspector))


def test_authority_is_read_again_every_time(plant):
    inspector = plant.person("lin", Role.INSPECTOR)
    row = plant.bench.ask(signed_in, inspector).person
    plant.done(
        ChangePerson(
            **plant.head(),
            person_id=inspector,
            row_version=row.row_version,
            name_en="Lin",
            name_zh="",
            state="left",
            language=None,
            valid_to=None,
        ),
        by=plant.admin,
    )
    outcome = plant.send(add(plant, "x"), by=inspector)
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.PERSON_LEFT


def test_nobody_signed_in_can_do_nothing(plant):
    outcome = plant.send(add(plant))
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.NOT_SIGNED_IN


def test_internal_commands_cannot_be_sent(plant):
    from qtrace.domain.people import SecretKind

    command = CountFailure(**plant.head(), person_id=plant.admin, kind=SecretKind.PIN)
    outcome = plant.send(command, by=plant.admin)
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.NOT_ALLOWED


def test_the_second_of_two_changes_learns_that_it_was_second(plant):
    person = plant.person("lin", Role.INSPECTOR)
    row = plant.bench.ask(signed_in, person).person

    def change(name: str):
        return ChangePerson(
            **plant.head(),
            person_id=person,
            row_version=row.row_version,
            name_en=name,
            name_zh="",
            state="active",
            language=None,
            valid_to=None,
        )

    plant.done(change("First"), by=plant.admin)
    outcome = plant.send(change("Second"), by=plant.admin)
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.CHANGED_BY_OTHERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Command):
    """A handler that fails half-way."""

    code: ClassVar[str] = "BREAK"
    public: ClassVar[bool] = True
    refuses: bool = False


def test_a_handler_that_fails_or_refuses_leaves_nothing(plant):
    def half(work, command):
        station = work.session.get(Station, work.station.id)
        station.name_en = "half done"
        work.session.flush()
        if command.refuses:
            return Refusal("BROKEN")
        raise ZeroDivisionError

    plant.bench.door._handlers = {**plant.bench.door._handlers, Break: half}
    before = len(records(plant))
    with pytest.raises(ZeroDivisionError):
        plant.bench.send(Break(**plant.head()))
    assert plant.send(Break(**plant.head(), refuses=True)) == Refusal("BROKEN")
    with plant.database.read() as session:
        assert session.get(Station, plant.bench.station.id).name_en != "half done"
    assert len(records(plant)) == before
    assert plant.bench.ask(verify_records).bad == ()


def test_changes_name_the_objects_that_were_touched(plant):
    heard = []
    plant.bench.listen(heard.append)
    command = add(plant)
    plant.done(command, by=plant.admin)
    plant.send(add(plant, "lin"), by=plant.admin)
    assert len(heard) == 1
    assert heard[0].touches("person", command.person_id)
    assert not heard[0].touches("item")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE person SET name_en = 'x'",
        "update  person set name_en='x' where id=1",
        "UPDATE \"person\" SET name_en = 'x'",
        "INSERT INTO role (code, is_active, record_id, row_version) VALUES ('z', true, 1, 1)",
        "/* hello */ UPDATE person SET name_en = 'x'",
    ],
)
def test_a_change_without_a_record_is_not_committed(plant, statement):
    with pytest.raises((UnrecordedChangeError, DBAPIError)), plant.database.write() as session:
        session.execute(text(statement))
    assert all(row.name_en != "x" for row in plant.bench.ask(people))


def test_savepoints_are_refused(plant):
    def within() -> None:
        with plant.database.write() as session:
            session.begin_nested()
            session.execute(select(Person.id))  # the savepoint comes with the first statement in it

    with pytest.raises(UnrecordedChangeError):
        within()


@pytest.mark.parametrize("table", ["record", "record_object", "signature", "movement", "reading"])
@pytest.mark.parametrize("change", ["DELETE FROM {0}", "UPDATE {0} SET record_id = 1"])
def test_facts_are_append_only_in_the_database(plant, table, change):
    from qtrace.models.guards import guard_plan

    assert guard_plan()[table] == ("UPDATE", "DELETE")
    if table not in {"record", "record_object"}:
        return
    statement = change.format(table).replace(
        "record_id", "actor_id" if table == "record" else "record_id"
    )
    with pytest.raises(DBAPIError, match="QTRACE_APPEND_ONLY"), plant.owner.write() as session:
        session.execute(text(statement))


def test_a_record_cannot_be_replaced(plant):
    with pytest.raises(DBAPIError), plant.owner.write() as session:
        session.execute(text("INSERT INTO record SELECT * FROM record WHERE station_seq = 1"))


def test_verify_is_good_then_names_what_was_forged(plant):
    plant.person("lin", Role.INSPECTOR)
    assert plant.bench.ask(verify_records).bad == ()
    engine = plant.database.engine
    with engine.connect() as connection:
        if plant.database.is_sqlite:
            connection.exec_driver_sql("DROP TRIGGER guard_person_delete")
        connection.exec_driver_sql("UPDATE person SET name_en = 'Forged' WHERE login = 'lin'")
        connection.exec_driver_sql("INSERT INTO record_object VALUES ('x', 1, 1)")
        connection.info["qtrace_recorded"] = True
        connection.commit()
    bad = plant.bench.ask(verify_records).bad
    assert [b.finding.value for b in bad] == ["PROJECTION_MISMATCH", "EXTRA_ROW"]
    assert bad[0].detail.startswith("person ")


def test_a_printed_code_finds_its_record(plant):
    from qtrace.records.leaf import verification_code

    last = records(plant)[-1]
    found = plant.bench.ask(record_of_code, verification_code(last.leaf))
    assert (found.record_id, found.intact) == (str(last.id), True)
    assert plant.bench.ask(record_of_code, "0000-0000-0000") is None
    assert plant.bench.ask(record_of_code, "nonsense") is None


def test_every_uid_is_kept_with_its_outcome(plant):
    assert count(plant, CommandLog) == count(plant, Record)
    assert count(plant, RecordObject) >= count(plant, Record)


def test_sign_in_needs_the_secret(plant):
    person = plant.person("lin", Role.INSPECTOR)
    command = SignIn(**plant.head(), person_id=person, method="badge")
    without = plant.send(command, by=person)
    assert isinstance(without, Refusal)
    assert without.code == PeopleReason.SIGNATURE_REQUIRED
    assert isinstance(
        plant.send(
            SignIn(**plant.head(), person_id=person, method="badge"),
            by=person,
            claim=plant.claim(person),
        ),
        Done,
    )


def test_somebody_elses_secret_proves_nothing(plant):
    lin, zhou = plant.person("lin", Role.INSPECTOR), plant.person("zhou", Role.REVIEWER)
    outcome = plant.send(
        SignIn(**plant.head(), person_id=lin, method="badge"), by=lin, claim=plant.claim(zhou)
    )
    assert isinstance(outcome, Refusal)
    assert outcome.code == PeopleReason.SIGNATURE_REQUIRED


def test_no_secret_and_no_hash_reaches_the_record_stream(plant):
    plant.person("lin", Role.INSPECTOR)
    for record in records(plant):
        assert b"argon2" not in record.payload
        assert b"246813" not in record.payload


def test_an_instant_of_another_zone_is_recorded_as_the_instant_it_is(plant):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    local = datetime(2026, 11, 22, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    plant.done(
        AddPerson(
            uid=plant.ids.next_uid(),
            client_at=local,
            person_id=plant.ids.next_id(),
            login="zoned",
            name_en="",
            name_zh="",
            badge_code=None,
            roles=(),
        ),
        by=plant.admin,
    )
    payload = decode_payload(records(plant)[-1].payload)
    assert payload.event_at == "2026-11-22T08:00:00.000000Z"
    assert payload.body["command"]["client_at"] == "2026-11-22T08:00:00.000000Z"
