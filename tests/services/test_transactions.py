"""How a transaction begins and ends on a server, and what it tells the others."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import select, text

from qtrace.models import database as databases
from qtrace.models.database import Database
from qtrace.models.records import Record
from qtrace.models.signals import Signal, SignalKind, follow
from qtrace.services.commands import Command
from qtrace.services.news import heads_of_others
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.stations import door_with

pytestmark = pytest.mark.parametrize("backend", ["pg"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet(Command):
    """Comes with every scan."""

    code: ClassVar[str] = "TEST_QUIET"
    public: ClassVar[bool] = True
    frequent: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Loud(Command):
    """What others must know at once."""

    code: ClassVar[str] = "TEST_LOUD"
    public: ClassVar[bool] = True


def nothing(_work, _command):
    return {}


def chain(plant, station_id: int) -> list[tuple[int, str]]:
    with plant.database.read() as session:
        rows = session.execute(
            select(Record.station_seq, Record.command_code)
            .where(Record.station_id == station_id)
            .order_by(Record.station_seq)
        )
        return [(number, code) for number, code in rows]


def test_who_finds_the_next_place_of_the_chain_taken_takes_the_one_after_it(plant):
    """A transaction whose station was cut off may still be committed beside the next one."""
    times = []

    def overtaken(work, _command):
        times.append(1)
        if len(times) == 1:
            with door_with(plant, {Loud: nothing}, writer=12) as other:
                other.station = other.door.station = work.station
                assert isinstance(other.send(Loud(**plant.head())), Done)
        return {}

    with door_with(plant, {Quiet: overtaken, Loud: nothing}) as bench:
        assert isinstance(bench.send(Quiet(**plant.head())), Done)
        assert chain(plant, bench.station.id) == [(1, "TEST_LOUD"), (2, "TEST_QUIET")]
        assert len(times) == 2
        assert bench.ask(verify_records).bad == ()


@contextmanager
def heard(database: Database) -> Iterator[tuple[list[str], threading.Condition]]:
    """Codes of the commands that somebody is told of."""
    codes: list[str] = []
    changed, begun, stopping = threading.Condition(), threading.Event(), threading.Event()

    def emit(signal: Signal) -> None:
        if signal.kind is SignalKind.STARTED:
            begun.set()
        if signal.told is not None:
            with changed:
                codes.append(signal.told.command_code)
                changed.notify_all()

    listener = Database(database.url.render_as_string(hide_password=False))
    thread = threading.Thread(target=follow, args=(listener, emit, stopping))
    thread.start()
    try:
        assert begun.wait(20)
        yield codes, changed
    finally:
        stopping.set()
        thread.join(10)
        listener.close()


def test_scans_are_not_told_one_by_one_and_stand_in_the_chain(plant):
    with door_with(plant, {Quiet: nothing, Loud: nothing}) as bench:
        with heard(plant.database) as (codes, changed):
            assert isinstance(bench.send(Quiet(**plant.head())), Done)
            assert isinstance(bench.send(Loud(**plant.head())), Done)
            with changed:
                assert changed.wait_for(lambda: "TEST_LOUD" in codes, 20)
        assert "TEST_QUIET" not in codes, "messages come in the order of commits"
        assert plant.bench.ask(heads_of_others)[bench.station.id] == 2


def _end_all_sessions(plant) -> None:
    """As a restart of the server does."""
    with plant.database.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def test_a_connection_that_rested_is_proved_before_it_is_used(plant, monkeypatch):
    with door_with(plant, {Loud: nothing}) as bench:
        assert isinstance(bench.send(Loud(**plant.head())), Done)
        monkeypatch.setattr(databases, "RESTED_S", 0.0)
        _end_all_sessions(plant)
        with bench.door._database.read() as session:  # no second try is made here
            assert session.scalar(text("SELECT 1")) == 1


def test_a_question_whose_connection_is_lost_is_asked_again(plant):
    with door_with(plant, {Loud: nothing}) as bench:
        bench.ask(heads_of_others)
        _end_all_sessions(plant)
        assert plant.bench.station.id in bench.ask(heads_of_others)
