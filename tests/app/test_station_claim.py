"""Two computers with one station code on one server: the second one is refused and told why."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from qtrace.app.bootstrap import StationProblem, open_plant
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.models.database import Database, DatabaseProblem
from qtrace.models.station_claim import Holder, StationClaim, claim_station
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
