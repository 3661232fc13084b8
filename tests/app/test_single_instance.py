"""Two processes never write as one station."""

import os
import subprocess
import sys

import pytest

from qtrace.app.problems import SetupProblem, SetupReason
from qtrace.app.single_instance import StationLock, lock_station

HOLD = """
import sys, pathlib
from qtrace.app.single_instance import lock_station
lock = lock_station(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
print("held" if hasattr(lock, "release") else lock.code, flush=True)
sys.stdin.read()
"""
PG = "postgresql+psycopg://u:{password}@db:5432/plant"


@pytest.fixture
def other(tmp_path):
    """Starts another process that takes a lock; returns it and its answer."""
    started = []

    def start(url, station, data_dir=tmp_path):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, url, station, str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_second_process_learns_who_holds_it(tmp_path, other):
    url = f"sqlite:///{tmp_path / 'plant.qtrace'}"
    with lock_station(url, "RB-01", tmp_path) as lock:
        assert isinstance(lock, StationLock)
        assert other(url, "RB-01")[1] == "STATION_TAKEN"
        assert other(url, "RB-02")[1] == "held"
    assert other(url, "RB-01")[1] == "held"


def test_the_holder_is_named(tmp_path, other):
    process, answer = other("sqlite:///" + str(tmp_path / "p.qtrace"), "A")
    assert answer == "held"
    problem = lock_station("sqlite:///" + str(tmp_path / "p.qtrace"), "A", tmp_path)
    assert problem == SetupProblem(
        SetupReason.STATION_TAKEN, {"station": "A", "detail": str(process.pid)}
    )


def test_a_killed_holder_frees_it_at_once(tmp_path, other):
    url = f"sqlite:///{tmp_path / 'plant.qtrace'}"
    process, _ = other(url, "A")
    process.kill()
    process.wait()
    lock = lock_station(url, "A", tmp_path)
    assert isinstance(lock, StationLock)
    assert lock.path.read_text().strip() == str(os.getpid())
    lock.release()
    lock.release()


def test_another_name_for_the_file_is_the_same_file(tmp_path, other):
    (tmp_path / "plant.qtrace").touch()
    (tmp_path / "link.qtrace").symlink_to("plant.qtrace")
    with lock_station(f"sqlite:///{tmp_path}/plant.qtrace", "A", tmp_path):
        assert other(f"sqlite:///{tmp_path}/link.qtrace", "A")[1] == "STATION_TAKEN"


def test_a_server_is_known_by_place_not_by_password(tmp_path, other):
    with lock_station(PG.format(password="a"), "A", tmp_path):
        assert other(PG.format(password="b"), "A")[1] == "STATION_TAKEN"
        assert other(PG.format(password="a") + "2", "A")[1] == "held"


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    problem = lock_station(PG, "A", tmp_path / "file")
    assert problem.code is SetupReason.LOCK_UNAVAILABLE


@pytest.mark.parametrize("station", ["../../x", "RB/01", "来料 1", "a" * 300, ""])
def test_any_station_code_makes_a_file_name(tmp_path, station):
    with lock_station(f"sqlite:///{tmp_path}/p.qtrace", station, tmp_path) as lock:
        assert lock.path.parent == tmp_path
