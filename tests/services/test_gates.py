"""Gates on a real PostgreSQL: holds wait for stations, stations never wait for each other."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import text

from qtrace.app.adapters import Argon2Hasher
from qtrace.models.database import Database, DatabaseProblem
from qtrace.services import gates, pipeline
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.commands import EnrolStation
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench

pytestmark = pytest.mark.parametrize("backend", ["pg"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(Command):
    """Something that a hold would stop."""

    code: ClassVar[str] = "TEST_ACCEPT"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Command):
    """Something that every station must know."""

    code: ClassVar[str] = "TEST_STOP"
    public: ClassVar[bool] = True
    places_hold: ClassVar[bool] = True


def nothing(_work, _command):
    return {}


@pytest.fixture
def line(plant) -> Iterator[Workbench]:
    """A second station beside the plant's first one."""
    station = StationRef(plant.ids.next_id(), plant.bench.station.site_id, "LINE-1")
    plant.done(
        EnrolStation(
            **plant.head(),
            station_id=station.id,
            site_id=station.site_id,
            station_code=station.code,
            name_en="Line 1",
            name_zh="",
            mode="line",
        ),
        by=plant.admin,
    )
    plant.bench.door._handlers = {**plant.bench.door._handlers, Accept: nothing, Stop: nothing}
    database = Database(plant.database.url.render_as_string(hide_password=False))
    outside = Outside(plant.clock, plant.ids, Argon2Hasher(cheap=True))
    bench = Workbench(database, {Accept: nothing, Stop: nothing}, outside, station)
    yield bench
    bench.close()


@contextmanager
def kept(plant, station: StationRef) -> Iterator[Database]:
    """Somebody began to accept at `station` and says nothing more."""
    other = Database(plant.database.url.render_as_string(hide_password=False))
    with other.engine.connect() as connection:
        connection.execute(
            text("SELECT 1 FROM station_gate WHERE station_id = :s FOR NO KEY UPDATE"),
            {"s": station.id},
        )
        yield other
        connection.invalidate()
    other.close()


def test_a_station_does_not_wait_for_another_one(plant, line):
    with kept(plant, line.station):
        assert isinstance(plant.send(Accept(**plant.head())), Done)


def test_a_hold_ends_the_transaction_of_a_silent_station(plant, line, monkeypatch):
    monkeypatch.setattr(gates, "GATE_MS", 50)
    with kept(plant, line.station):
        assert isinstance(plant.send(Stop(**plant.head())), Done)
    assert isinstance(line.send(Accept(**plant.head())), Done), "the station goes on"


def test_a_hold_never_commits_without_every_gate(plant, line, monkeypatch):
    monkeypatch.setattr(gates, "GATE_MS", 50)
    monkeypatch.setattr(gates, "LAST_GATE_MS", 100)
    monkeypatch.setattr(pipeline, "end_silent_transaction", lambda _database, _station: None)
    with kept(plant, line.station), pytest.raises(DatabaseProblem) as caught:
        plant.send(Stop(**plant.head()))
    assert caught.value.code == "DATABASE_LOCKED"
    assert isinstance(plant.send(Stop(**plant.head())), Done)


def test_who_may_not_end_it_waits_until_the_server_does(line):
    class Refuses:
        def write(self):
            raise DatabaseProblem("DATABASE_REFUSED", {})

    gates.end_silent_transaction(Refuses(), line.station.id)

    class Gone:
        def write(self):
            raise DatabaseProblem("DATABASE_UNREACHABLE", {})

    with pytest.raises(DatabaseProblem):
        gates.end_silent_transaction(Gone(), line.station.id)


def test_two_holders_take_turns(plant, line):
    """Each would hold half of the gates without a turn."""
    outcomes: list[object] = []

    def many(bench: Workbench) -> None:
        for _ in range(15):
            outcomes.append(bench.send(Stop(**plant.head())))

    threads = [threading.Thread(target=many, args=(each,)) for each in (plant.bench, line)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(outcomes) == 30
    assert all(isinstance(each, Done) for each in outcomes)


def test_a_hold_waits_for_who_is_between_check_and_commit(plant, line):
    """The handler of the station has checked; the hold must come after its commit."""
    checked, go_on, order = threading.Event(), threading.Event(), []

    def slow(_work, _command):
        checked.set()
        assert go_on.wait(20)
        order.append("accepted")
        return {}

    def hold(_work, _command):
        order.append("held")
        return {}

    line.door._handlers = {Accept: slow}
    plant.bench.door._handlers = {**plant.bench.door._handlers, Stop: hold}
    accepting = threading.Thread(target=line.send, args=(Accept(**plant.head()),))
    holding = threading.Thread(target=plant.bench.send, args=(Stop(**plant.head()),))
    accepting.start()
    assert checked.wait(20)
    holding.start()
    until_waiting(plant)
    assert order == []
    go_on.set()
    accepting.join(20)
    holding.join(20)
    assert order == ["accepted", "held"]


def test_what_is_asked_behind_the_gate_is_new_whatever_the_server_begins_with(plant):
    """An administrator may have told the server that transactions see one moment."""
    name = plant.owner.url.database
    with plant.owner.engine.connect() as connection:
        connection.execute(
            text(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
        )
        connection.commit()
    database = Database(plant.database.url.render_as_string(hide_password=False))
    try:
        with database.write() as session:
            level = session.scalar(text("SHOW transaction_isolation"))
        with database.read() as session:
            assert session.scalar(text("SHOW transaction_isolation")) == "repeatable read"
        with database.write() as session:
            assert session.scalar(text("SHOW transaction_isolation")) == level
    finally:
        database.close()
    assert level == "read committed"


def until_waiting(plant) -> None:
    """Until somebody waits for a lock of this database."""
    tick = threading.Event()
    for _ in range(400):
        with plant.database.read() as session:
            waits = session.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND wait_event_type = 'Lock'"
                )
            )
        if waits:
            return
        tick.wait(0.01)
    raise AssertionError("nobody waits")


def test_two_that_wait_for_each_other_are_both_done(plant, line):
    """The server ends one of them; it is sent again with the same uid."""
    rows = [plant.bench.station.id, line.station.id]
    both = threading.Barrier(2)
    tries: list[int] = []

    def crossing(mine: list[int]):
        def handler(work, _command):
            tries.append(mine[0])
            for index, station_id in enumerate(mine):
                work.session.execute(
                    text("SELECT 1 FROM station WHERE id = :s FOR UPDATE"), {"s": station_id}
                )
                if index == 0 and len(tries) <= 2:
                    both.wait(20)
            return {}

        return handler

    plant.bench.door._handlers = {Accept: crossing(rows)}
    line.door._handlers = {Accept: crossing(rows[::-1])}
    outcomes = []
    threads = [
        threading.Thread(
            target=lambda each=each: outcomes.append(each.send(Accept(**plant.head())))
        )
        for each in (plant.bench, line)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [type(each) for each in outcomes] == [Done, Done]
    assert len(tries) == 3


def test_a_conflict_that_stays_is_told(plant, line, monkeypatch):
    calls = []

    def again(*_args, **_kwargs):
        calls.append(1)
        raise DatabaseProblem("DATABASE_CONFLICT", {})

    monkeypatch.setattr(plant.bench.door, "_once", again)
    with pytest.raises(DatabaseProblem):
        plant.send(Stop(**plant.head()))
    assert len(calls) == 5
    assert not isinstance(line.send(Accept(**plant.head())), Refusal)
