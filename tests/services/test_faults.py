"""What goes wrong between a station and its server: done once, or not at all, never half."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from sqlalchemy import func, make_url, text
from sqlalchemy import select as select_rows

from qtrace.app.adapters import Argon2Hasher
from qtrace.domain.people import Role
from qtrace.models.catalogue import Unit
from qtrace.models.database import Database, DatabaseProblem
from qtrace.models.records import Record
from qtrace.services.catalogue.commands import AddUnit
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done
from qtrace.services.registry import handlers
from qtrace.services.verification import verify_records
from qtrace.services.workbench import Outside, Workbench
from tests.support.own_server import own_server
from tests.support.plants import TestPlant, make_plant

on_server = pytest.mark.parametrize("backend", ["pg"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragile(Command):
    """Something happens after its rows are flushed and before they are committed."""

    code: ClassVar[str] = "TEST_FRAGILE"
    public: ClassVar[bool] = True

    unit_code: str


def fragile(happens):
    """A handler that flushes a row, then lets `happens(session)` happen."""

    def handler(work, command):
        work.add(Unit(code=command.unit_code, symbol_en="x", symbol_zh="x"))
        happens(work.session)
        return {}

    return handler


def units(plant: TestPlant, code: str) -> int:
    with plant.database.read() as session:
        count = select_rows(func.count()).select_from(Unit).where(Unit.code == code)
        return session.scalar(count) or 0


def nothing_is_half(plant: TestPlant) -> bool:
    return plant.bench.ask(verify_records).bad == ()


@on_server
def test_a_backend_killed_between_flush_and_commit(plant):
    """The first try is gone with its backend; the second one does it, once."""
    killed = []

    def kill_once(session):
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        if not killed:
            killed.append(pid)
            with plant.owner.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

    plant.bench.door._handlers = {Fragile: fragile(kill_once)}
    outcome = plant.send(Fragile(**plant.head(), unit_code="mm"))
    assert isinstance(outcome, Done)
    assert not outcome.repeated
    assert (len(killed), units(plant, "mm")) == (1, 1)
    assert nothing_is_half(plant)


@on_server
def test_a_backend_killed_every_time_leaves_nothing(plant):
    def kill(session):
        pid = session.scalar(text("SELECT pg_backend_pid()"))
        with plant.owner.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

    plant.bench.door._handlers = {Fragile: fragile(kill)}
    command = Fragile(**plant.head(), unit_code="mm")
    with pytest.raises(DatabaseProblem) as caught:
        plant.send(command)
    assert caught.value.code == "DATABASE_UNREACHABLE"
    assert units(plant, "mm") == 0
    plant.bench.door._handlers = {Fragile: fragile(lambda _session: None)}
    assert isinstance(plant.send(command), Done), "the same uid later"
    assert units(plant, "mm") == 1
    assert nothing_is_half(plant)


class Cable:
    """A TCP line to the server's socket that can be cut where it hurts.

    Attributes:
        cut_after: bytes of the client after which the line is cut; what they cause still happens.
        cuts: how often it was.
    """

    def __init__(self, target: Path) -> None:
        self.cut_after = b""
        self.cuts = 0
        self._target = target
        self._over = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0.05)
        self.port = self._server.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                client, _address = self._server.accept()
            except TimeoutError:
                continue
            thread = threading.Thread(target=self._carry, args=(client,))
            self._threads.append(thread)
            thread.start()

    def _carry(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self._target))
        with client, server:
            while not self._over.is_set():
                readable, _w, _x = select.select([client, server], [], [], 0.05)
                for end in readable:
                    data = end.recv(65536)
                    if not data:
                        return
                    (server if end is client else client).sendall(data)
                    if end is client and self.cut_after and self.cut_after in data:
                        self.cut_after = b""
                        self.cuts += 1
                        server.recv(65536)  # the server has answered; nobody will hear it
                        return

    def close(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(5)
        self._server.close()


@contextmanager
def cabled(plant: TestPlant) -> Iterator[tuple[Cable, TestPlant]]:
    """The plant's station behind a cable."""
    url = make_url(plant.database.url)
    folder = url.query["host"]
    cable = Cable(Path(str(folder)) / ".s.PGSQL.5432")
    far = url.set(host="127.0.0.1", port=cable.port).difference_update_query(["host"])
    database = Database(far.render_as_string(hide_password=False))
    outside = Outside(plant.clock, plant.ids, Argon2Hasher(cheap=True))
    bench = Workbench(database, handlers(), outside, plant.bench.station)
    try:
        yield cable, TestPlant(bench, database, plant.clock, plant.ids, plant.admin)
    finally:
        database.close()
        cable.close()


@on_server
def test_a_line_cut_after_the_commit_was_sent(plant):
    """The server has committed and nobody heard it: the second try finds what the first did."""
    if "host" not in plant.database.url.query:
        pytest.skip("somebody else's server")
    with cabled(plant) as (cable, far):
        far.done(unit(far, "mm"), by=plant.admin)
        cable.cut_after = b"COMMIT\x00"  # no other word, as in READ COMMITTED
        outcome = far.send(unit(far, "cm"), by=plant.admin)
        assert isinstance(outcome, Done)
        assert (cable.cuts, outcome.repeated) == (1, True)
    assert (units(plant, "mm"), units(plant, "cm")) == (1, 1)
    assert nothing_is_half(plant)


@on_server
def test_a_line_cut_in_the_middle_of_the_work(plant):
    if "host" not in plant.database.url.query:
        pytest.skip("somebody else's server")
    with cabled(plant) as (cable, far):
        far.done(unit(far, "mm"), by=plant.admin)
        cable.cut_after = b"INSERT INTO unit"
        outcome = far.send(unit(far, "cm"), by=plant.admin)
        assert isinstance(outcome, Done)
        assert cable.cuts == 1
    assert units(plant, "cm") == 1
    assert nothing_is_half(plant)


def unit(plant: TestPlant, code: str) -> AddUnit:
    return AddUnit(**plant.head(), unit_code=code, symbol_en=code, symbol_zh=code)


def test_the_clock_steps_back(plant):
    """Work goes on; order is that of the chain, ids never go back."""
    plant.clock.advance(timedelta(days=1))
    plant.done(unit(plant, "a"), by=plant.admin)
    plant.clock.set(plant.clock.now() - timedelta(hours=3))
    for code in ("b", "c"):
        plant.done(unit(plant, code), by=plant.admin)
    plant.person("lin", Role.INSPECTOR)
    with plant.database.read() as session:
        ids = session.scalars(select_rows(Record.id).order_by(Record.station_seq)).all()
    assert list(ids) == sorted(set(ids))
    assert nothing_is_half(plant)


def test_the_power_of_the_server_goes_while_stations_work():
    """Twice, with commits under way: acknowledged is there once, nothing is there half."""
    with own_server() as server:
        server.execute("CREATE DATABASE plant")
        plant = make_plant(server.url("plant"), upgraded=False)
        acknowledged: list[str] = []
        over = threading.Event()

        def work() -> None:
            number = 0
            while not over.is_set():
                number += 1
                command = unit(plant, f"u{number}")
                while not over.is_set():
                    try:
                        assert isinstance(plant.send(command, by=plant.admin), Done)
                    except DatabaseProblem:
                        over.wait(0.02)
                        continue
                    acknowledged.append(command.unit_code)
                    break

        station = threading.Thread(target=work)
        station.start()
        for wanted in (5, 10):
            until(lambda wanted=wanted: len(acknowledged) >= wanted)
            server.restart()
        wanted = len(acknowledged) + 5
        until(lambda: len(acknowledged) >= wanted)
        over.set()
        station.join(30)
        with plant.database.read() as session:
            stored = session.scalars(select_rows(Unit.code)).all()
        assert len(stored) == len(set(stored))
        assert set(acknowledged) <= set(stored)
        assert len(set(stored) - set(acknowledged)) <= 1, "only what was under way at the end"
        assert nothing_is_half(plant)
        plant.close()


def until(there) -> None:
    tick = threading.Event()
    for _ in range(3000):
        if there():
            return
        tick.wait(0.01)
    raise AssertionError("it never came")
