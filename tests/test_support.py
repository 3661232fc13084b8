"""The rules of the test run itself: a rule that never fires protects nobody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.conftest import turn

ROOT = Path(__file__).resolve().parent.parent

OFFENDERS = """
import logging, threading, time
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget

kept = []

def test_clean(qtbot):
    timer = QTimer(interval=5)
    with qtbot.waitSignal(timer.timeout):
        timer.start()
    timer.stop()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_thread():
    gate = threading.Event()
    kept.append(gate)
    threading.Thread(target=gate.wait, args=(20,), name="forgotten", daemon=True).start()

def test_timer(qapp):
    kept.append(QTimer(interval=1000))
    kept[-1].start()

def test_window(qapp):
    kept.append(QWidget())

def test_log():
    logging.getLogger("qtrace.x").warning("odd")

def test_qt_message(qapp):
    qWarning("odd")

@pytest.mark.expects_log("even")
def test_log_that_does_not_come():
    pass

@pytest.mark.expects_log("odd")
def test_log_that_comes():
    logging.getLogger("qtrace.x").warning("very odd")

def test_warning():
    import warnings
    warnings.warn("old")
"""


def test_a_test_that_leaves_something_behind_fails(tmp_path):
    file = tmp_path / "test_offenders.py"
    file.write_text(OFFENDERS)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            ROOT / "pyproject.toml",
            "--rootdir",
            tmp_path,
            "-p",
            "tests.conftest",
            "-p",
            "no:randomly",
            "-p",
            "no:xdist",
            "-q",
            "-rA",
            file,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    ends = {
        line.split("::")[1].split(" ")[0]
        for line in done.stdout.splitlines()
        if line.startswith(("FAILED", "ERROR"))
    }
    assert ends == {
        "test_thread",
        "test_timer",
        "test_window",
        "test_log",
        "test_qt_message",
        "test_log_that_does_not_come",
        "test_warning",
    }, done.stdout
    for word in ("forgotten", "timer of 1000 ms", "window QWidget", "qtrace.x: odd"):
        assert word in done.stdout


def test_every_database_is_migrated_and_its_own(new_database):
    urls = [new_database(), new_database()]
    counts = []
    for url in urls:
        engine = create_engine(url)
        with engine.begin() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
            connection.execute(text("CREATE TABLE only_here (x INTEGER)"))
            counts.append(revision)
        engine.dispose()
    assert urls[0] != urls[1]
    assert counts[0]
    assert counts[0] == counts[1]


def test_an_empty_database_has_no_table(empty_database_url, backend):
    assert empty_database_url.startswith("postgresql" if backend == "pg" else "sqlite")
    engine = create_engine(empty_database_url)
    with engine.begin() as connection, pytest.raises(Exception, match="alembic_version"):
        connection.execute(text("SELECT version_num FROM alembic_version"))
    engine.dispose()


def test_databases_are_dropped(pg_server):
    import psycopg

    with pg_server.database() as url:
        name = url.rsplit("/", 1)[1].split("?")[0]
    address = pg_server.url("postgres").replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_database WHERE datname = %s", [name]
        ).fetchone() == (0,)


def test_the_first_tests_need_no_demo_and_the_last_are_short(request):
    turns = [turn(item.nodeid) for item in request.session.items]
    assert turns == sorted(turns)
    assert turn("tests/services/test_people.py::test_a[pg]") == 0
    assert turn("tests/scenarios/test_help.py::test_a") == 1
    assert turn("tests/ui/items/test_lot_screen.py::test_a") == 2
