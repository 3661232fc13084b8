"""Fixtures and rules of every test.

A test fails if it leaves a thread, a timer or a window behind, or if anything logs a warning:
`@pytest.mark.expects_log("part of the message")` says which message a test provokes.
"""

import atexit
import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

from tools.check import memory_folder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
# In memory, also in runs of a few tests: a database there is made in a twentieth of the time.
if "TMPDIR" not in os.environ and (folder := memory_folder()):
    tempfile.tempdir = os.environ["TMPDIR"] = folder
# Qt and the PostgreSQL package both want a runtime folder that belongs to us alone.
if not Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent").is_dir():
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="qtrun")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

from tests.support.postgres import PgServer, running_server
from tests.support.statement_cache import share_compiled_statements

share_compiled_statements()

settings.register_profile(
    "ci",
    deadline=None,  # two cores shared with a database server: time says nothing
    derandomize=True,
    database=None,
    max_examples=25,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", deadline=None, database=None, max_examples=25)
settings.register_profile("deep", deadline=None, database=None, max_examples=5000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)

THREAD_GRACE_S = 2.0
# Threads of the test machinery itself.
FOREIGN_THREADS = ("pytest_timeout", "execnet", "Dummy-", "MainThread", "asyncio_")


# Floors that must be covered whole, by the tests of their own folders; see tools/check_coverage.py.
MEASURED_FLOORS = {"qtrace/domain", "qtrace/records"}
MEASURED_TESTS = ("tests/domain/", "tests/records/")


# Thousands of tests of milliseconds: a process gets a whole file of them at once, not each by itself.
QUICK_TESTS = (
    "tests/domain/", "tests/exchange/", "tests/i18n/", "tests/printing/", "tests/records/",
)  # fmt: skip
# The demo plants are built beside the first tests, which need none; short ones come last.
WITH_DEMO = ("tests/app/", "tests/scenarios/", "tests/test_shots.py")
SHORT_TESTS = ("tests/ui/",)


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.nodeid.startswith(QUICK_TESTS):
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def turn(test: str) -> int:
    """When a test comes: 0 for first, 1, 2; within a turn the order stays."""
    return 1 if test.startswith(WITH_DEMO) else 2 if test.startswith(SHORT_TESTS) else 0


@pytest.hookimpl(trylast=True)  # after they are shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: turn(item.nodeid))


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: the collector need not look at them again.

    What tests make lives long or dies at once by its last reference: seldom is often enough.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class _Measuring:
    """Measures coverage only in tests that are meant to reach the measured floors.

    Python 3.11 runs every line slower while it is traced, also in modules that nobody measures.
    """

    def __init__(self) -> None:
        self._on = True
        self._coverage: Coverage | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        wanted = item.nodeid.startswith(MEASURED_TESTS)
        coverage = self._coverage = self._coverage or Coverage.current()  # none while it is stopped
        if coverage is not None and wanted != self._on:
            (coverage.start if wanted else coverage.stop)()
            self._on = wanted
        return (yield)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "expects_log(*parts): the test provokes warnings that contain one of the parts"
    )
    config.addinivalue_line("markers", "leaves_widgets: the test may leave top-level windows open")
    sources = {str(source) for source in config.getoption("cov_source", None) or ()}
    if sources and sources <= MEASURED_FLOORS:
        config.pluginmanager.register(_Measuring())


# --- a machine of its own -------------------------------------------------------------------


_homes = count(1)


@pytest.fixture(autouse=True)
def qtrace_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory) -> Path:
    """No test sees the settings, plants or logs of the person who runs it, or of another test."""
    home = tmp_path_factory.getbasetemp() / f"home-{next(_homes)}"  # made by whoever writes to it
    monkeypatch.setenv("QTRACE_HOME", str(home))
    return home


# --- nothing is left behind, nothing warns --------------------------------------------------


class _WarningsKept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_warnings_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test that caused it."""
    marker = request.node.get_closest_marker("expects_log")
    expected = marker.args if marker else ()
    kept = _WarningsKept()
    logging.getLogger().addHandler(kept)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(kept)
    surprising = [text for text in kept.messages if not any(part in text for part in expected)]
    if surprising:
        pytest.fail("logged: " + "; ".join(surprising), pytrace=False)
    absent = [part for part in expected if not any(part in text for text in kept.messages)]
    if absent:
        pytest.fail(f"was to be logged and was not: {absent}", pytrace=False)


def _own_threads() -> set[threading.Thread]:
    return {
        thread
        for thread in threading.enumerate()
        if thread.is_alive() and not thread.name.startswith(FOREIGN_THREADS)
    }


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    """A thread that a test started has ended with it (after a short grace)."""
    before = _own_threads()
    yield
    deadline = time.monotonic() + THREAD_GRACE_S
    for thread in _own_threads() - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    left = _own_threads() - before
    if left:
        pytest.fail(f"threads left behind: {[t.name for t in left]}", pytrace=False)


@pytest.fixture(autouse=True)
def no_qt_left(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No running timer, thread or top-level window of Qt stays behind; free where Qt is unused."""
    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    started: list[weakref.ref] = []
    _watch_starts(monkeypatch, started)
    before = {id(widget) for widget in _top_level_widgets()}
    yield
    problems = [_still_running(ref()) for ref in started]
    if not request.node.get_closest_marker("leaves_widgets"):
        problems += [f"window {type(widget).__name__}" for widget in _new_widgets(before)]
    problems = [problem for problem in problems if problem]
    if problems:
        pytest.fail("left behind: " + ", ".join(problems), pytrace=False)


def _watch_starts(monkeypatch: pytest.MonkeyPatch, started: list[weakref.ref]) -> None:
    """Note every QTimer and QThread that Python code starts."""
    from PySide6.QtCore import QThread, QTimer

    for kind in (QTimer, QThread):
        original = kind.start

        def start(self, *args, _original=original):
            started.append(weakref.ref(self))
            return _original(self, *args)

        monkeypatch.setattr(kind, "start", start)


def _still_running(thing: object) -> str:
    from PySide6.QtCore import QThread, QTimer
    from shiboken6 import isValid

    if thing is None or not isValid(thing):
        return ""
    if isinstance(thing, QTimer) and thing.isActive():
        return f"timer of {thing.interval()} ms ({thing.objectName() or type(thing.parent())})"
    if isinstance(thing, QThread) and not thing.wait(int(THREAD_GRACE_S * 1000)):
        return f"thread {thing.objectName() or type(thing).__name__}"
    return ""


def _top_level_widgets() -> list:
    """Open windows, after what was asked to be deleted is gone."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return QApplication.topLevelWidgets()


def _new_widgets(before: set[int]) -> list:
    """Top-level windows that were not there before; those in reference cycles go by a collection."""
    if any(id(widget) not in before for widget in _top_level_widgets()):
        gc.collect()
    return [widget for widget in _top_level_widgets() if id(widget) not in before]


# --- databases ------------------------------------------------------------------------------


def prepare_template(url: str) -> None:
    """Bring an empty database to the newest schema; tests get copies of it."""
    from qtrace.models.database import upgrade

    upgrade(url)


@pytest.fixture(scope="session")
def pg_server() -> Iterator[PgServer]:
    """A PostgreSQL server for this test process."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def pg_template(pg_server: PgServer) -> Iterator[str]:
    """Name of a migrated database that others are copied from."""
    name = pg_server.new_name()
    pg_server.execute(f'CREATE DATABASE "{name}"')
    prepare_template(pg_server.url(name))
    if pg_server.is_ours:
        _give_rights(pg_server, name)
    yield name
    pg_server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _give_rights(server: PgServer, database: str) -> None:
    """Stations get their role: services are tested with the rights that they have in a plant."""
    import psycopg

    from qtrace.models.roles import RoleNames, right_statements

    names = RoleNames(f"{server.prefix}_owner", server.station_role, f"{server.prefix}_sealer")
    address = server.url(database).replace("+psycopg", "", 1)
    with psycopg.connect(address, autocommit=True) as connection:
        for role in (names.owner, names.station, names.sealer):
            connection.execute(f"CREATE ROLE {role} LOGIN")
        for statement in right_statements(names):
            connection.execute(statement)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated plant file that others are copied from."""
    path = tmp_path_factory.mktemp("template") / "plant.qtrace"
    prepare_template(f"sqlite:///{path.as_posix()}")
    leftover = [suffix for suffix in ("-wal", "-journal") if Path(f"{path}{suffix}").exists()]
    assert not leftover, "prepare_template left the file open: a copy would miss its last pages"
    return path


@pytest.fixture(params=["sqlite", "pg"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return request.param


@pytest.fixture
def _copies() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def new_database(request: pytest.FixtureRequest, _copies: ExitStack, tmp_path: Path, backend: str):
    """Makes migrated databases of this test's back end: `new_database() -> url`."""
    if backend == "pg":
        server: PgServer = request.getfixturevalue("pg_server")
        template: str = request.getfixturevalue("pg_template")
        return lambda: _copies.enter_context(server.database(template))
    source: Path = request.getfixturevalue("sqlite_template")
    return partial(_sqlite_copy, source, tmp_path)


@pytest.fixture
def database_url(new_database) -> str:
    """URL of a migrated, empty database; the test runs on SQLite and on PostgreSQL."""
    return new_database()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """URL of a migrated, empty plant file, for tests that ask nothing of the back end."""
    return _sqlite_copy(sqlite_template, tmp_path)


@pytest.fixture
def empty_database_url(request: pytest.FixtureRequest, backend: str, _copies, tmp_path) -> str:
    """URL of a database without any table, for the migrations' own tests."""
    if backend == "pg":
        server: PgServer = request.getfixturevalue("pg_server")
        return _copies.enter_context(server.database())
    return f"sqlite:///{(tmp_path / 'empty.qtrace').as_posix()}"


def _sqlite_copy(source: Path, folder: Path) -> str:
    handle, name = tempfile.mkstemp(dir=folder, prefix="plant-", suffix=".qtrace")
    os.close(handle)
    shutil.copyfile(source, name)
    return f"sqlite:///{Path(name).as_posix()}"
