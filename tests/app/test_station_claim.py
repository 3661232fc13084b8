"""Two computers with one station code on one server: the second one is refused and told why."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import pytest
from sqlalchemy import func, select

from qtrace.app.bootstrap import StationProblem, open_plant
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.models.database import Database, DatabaseProblem
from qtrace.models.records import Record
from qtrace.models.station_claim import SPACE, Holder, StationClaim, _claim, claim_station
from qtrace.services.catalogue.commands import AddUnit
from tests.support.own_server import own_server
from tests.support.plants import make_plant

on_server = pytest.mark.parametrize("backend", ["pg"])
LIMIT_S = 60
COMPUTER = """
import sys
from qtrace.app.bootstrap import StationProblem, open_plant
try:
    plant = open_plant(sys.argv[1], "IQC-2")
except StationProblem as problem:
    print(problem.code, problem.facts["address"], flush=True)
    sys.exit(3)
print("open", flush=True)
sys.stdin.readline()
plant.close()
"""


@contextmanager
def computer(url: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own with settings and locks of its own, as on another computer."""
    home.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", COMPUTER, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QTRACE_HOME": str(home)},
    )
    limit = Timer(LIMIT_S, process.kill)  # nothing is read for ever from one that hangs
    limit.start()
    try:
        yield process
    finally:
        limit.cancel()
        limit.join(LIMIT_S)
        process.kill()
        process.communicate(timeout=LIMIT_S)


def said(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


@on_server
def test_the_second_computer_is_refused_until_the_first_has_gone(database_url, tmp_path):
    make_plant(database_url).close()
    with computer(database_url, tmp_path / "one") as first:
        assert said(first) == ["open"]
        with computer(database_url, tmp_path / "two") as second:
            assert said(second)[0] == "STATION_ELSEWHERE"
            assert second.wait(LIMIT_S) == 3
        first.kill()  # as when the power fails: nothing is given back in order
        first.wait(LIMIT_S)
    until = time.monotonic() + LIMIT_S
    while True:
        try:
            open_plant(database_url, "IQC-2").close()
            break
        except StationProblem:
            assert time.monotonic() < until, "the server never gave the station back"


@on_server
def test_the_refusal_says_where_and_since_when_in_both_languages(database_url):
    make_plant(database_url).close()
    database = Database(database_url)
    claim = claim_station(database, "IQC-2")
    assert isinstance(claim, StationClaim)
    other = claim_station(database, "LINE-1")
    assert isinstance(other, StationClaim), "another station is free"
    with pytest.raises(StationProblem) as refused:
        open_plant(database_url, "IQC-2")
    assert refused.value.code == "STATION_ELSEWHERE"
    assert refused.value.facts["since"]
    for language in Language:
        sentence = explain(load_translator(language), refused.value.code, refused.value.facts)
        assert "IQC-2" in sentence.text
        assert sentence.next_step
    claim.release()
    open_plant(database_url, "IQC-2").close()
    other.release()
    other.release()
    database.close()


@on_server
def test_reading_needs_no_claim(database_url):
    make_plant(database_url).close()
    first = open_plant(database_url, "IQC-2")
    open_plant(database_url, "IQC-2", writing=False).close()
    first.close()


@on_server
def test_a_server_that_is_away_is_named(database_url):
    away = Database(database_url.replace("localhost", "127.0.0.1") + "_gone")
    with pytest.raises(DatabaseProblem) as problem:
        claim_station(away, "IQC-2")
    assert problem.value.code == "DATABASE_UNREACHABLE"
    away.close()


def test_a_file_needs_no_server(sqlite_url):
    database = Database(sqlite_url)
    assert claim_station(database, "IQC-2") is None
    database.close()
    assert Holder("", None).address == ""


# --- a server that forgets --------------------------------------------------------------------


def add_unit(plant, code):
    command = AddUnit(
        uid=plant.workbench.ids.next_uid(), client_at=plant.workbench.clock.now(), unit_code=code,
        symbol_en=code, symbol_zh=code,
    )  # fmt: skip
    return plant.workbench.send(command, by=None)


def trial(plant, uid_of):
    """A write of any kind: it is refused for want of a person, after the transaction has begun."""
    outcome = add_unit(plant, uid_of)
    assert outcome.code == "NOT_SIGNED_IN"


def end_claims(database):
    """The server ends every connection that holds a station, as its administrator might."""
    with database.engine.begin() as connection:
        found = connection.exec_driver_sql(
            "SELECT count(pg_terminate_backend(l.pid, 5000)) FROM pg_locks l"
            f" WHERE l.locktype = 'advisory' AND l.granted AND l.classid = {SPACE}"
        )
        assert found.scalar()


@on_server
def test_a_claim_that_the_server_ended_is_taken_again_before_anything_is_written(database_url):
    make_plant(database_url).close()
    plant = open_plant(database_url, "IQC-2")
    trial(plant, "a")
    admin = Database(database_url)
    end_claims(admin)
    trial(plant, "b")
    with pytest.raises(StationProblem):
        open_plant(database_url, "IQC-2").close()
    for _ in range(3):
        end_claims(admin)
        assert plant.claim.prove() is None
    admin.close()
    plant.close()


@on_server
def test_who_has_lost_the_station_to_another_computer_writes_nothing(database_url):
    make_plant(database_url).close()
    plant = open_plant(database_url, "IQC-2")
    admin = Database(database_url)
    end_claims(admin)
    other = claim_station(admin, "IQC-2")
    assert isinstance(other, StationClaim)
    before = plant.workbench.ask(records)
    for _ in range(2):
        with pytest.raises(DatabaseProblem) as problem:
            add_unit(plant, "a")
        assert problem.value.code == "STATION_ELSEWHERE"
        assert problem.value.facts["station"] == "IQC-2"
    assert plant.workbench.ask(records) == before, "reading goes on, writing does not"
    other.release()
    until = time.monotonic() + LIMIT_S
    while plant.claim.prove() is not None:
        assert time.monotonic() < until, "never given back"
    trial(plant, "b")
    admin.close()
    plant.close()


def records(reads):
    return reads.session.scalar(select(func.count()).select_from(Record))


def test_a_restarted_server_has_forgotten_and_is_told_again():
    """Power off and on: the first write takes the station again, in a new session of the server."""
    with own_server() as server:
        server.execute("CREATE DATABASE plant")
        url = server.url("plant")
        make_plant(url, upgraded=False).close()
        plant = open_plant(url, "IQC-2")
        server.kill()
        with pytest.raises(DatabaseProblem) as problem:
            add_unit(plant, "a")
        assert problem.value.code == "DATABASE_UNREACHABLE"
        server.start()
        trial(plant, "b")
        with pytest.raises(StationProblem):
            open_plant(url, "IQC-2").close()
        server.restart()
        admin = Database(url)
        other = claim_station(admin, "IQC-2")
        assert isinstance(other, StationClaim), "a restarted server knows nothing of the first"
        with pytest.raises(DatabaseProblem) as problem:
            add_unit(plant, "c")
        assert problem.value.code == "STATION_ELSEWHERE"
        heard: list[Holder | None] = []
        stopping = Event()

        def emit(holder: Holder | None) -> None:
            heard.append(holder)
            if holder is None:
                stopping.set()
            else:
                other.release()

        limit = Timer(LIMIT_S, stopping.set)
        limit.start()
        plant.claim.follow(emit, stopping)
        limit.cancel()
        limit.join(LIMIT_S)
        assert isinstance(heard[0], Holder)
        assert heard[1:] == [None], "told when it is ours again"
        admin.close()
        plant.close()


@on_server
def test_a_broken_line_that_the_server_has_not_noticed_is_no_other_computer(database_url):
    """The lock is still held by the session of before: it is ended, and the station taken again."""
    make_plant(database_url).close()
    database = Database(database_url)
    claim = claim_station(database, "IQC-2")
    assert isinstance(claim, StationClaim)
    former = claim._connection.info.backend_pid
    with database.engine.begin():
        found = _claim(database, "IQC-2", former)
    assert not isinstance(found, Holder)
    found.close()
    claim.release()
    claim.release()
    assert claim.prove() is None, "given back: nothing is taken again"
    database.close()
