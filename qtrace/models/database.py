"""Opening a database: engines, transactions, migrations, and what can be wrong with it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidatePoolError, OperationalError
from sqlalchemy.orm import Session

from qtrace.domain.problems import Problem
from qtrace.models.watch import watch

BUSY_TIMEOUT_MS = 30_000
KEPT_CONNECTIONS = 2
MORE_CONNECTIONS = 3
"""A station keeps two connections and its listener; a busy moment may open more, and closes them."""
RESTED_S = 2.0
"""A connection that rested longer is asked before it is used."""
_USED = "qtrace_used"
BEHIND_A_GATE = "READ COMMITTED"
"""What is asked behind a gate sees all that was committed before the gate was free.

Said aloud: a server may have been told to begin transactions otherwise.
"""
_NETWORK: dict[str, Any] = {
    "application_name": "qtrace",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A pulled network cable ends a statement after seconds, not after the hours that TCP allows."""


class DatabaseProblem(Problem):
    """The database cannot be used as it is; nothing was half-saved.

    Codes: `DATABASE_MISSING`, `DATABASE_LOCKED`, `DATABASE_READ_ONLY`, `DATABASE_DAMAGED`,
    `DATABASE_NEWER`, `DATABASE_OLDER`, `DATABASE_UNREACHABLE`, `DATABASE_REFUSED`,
    `DATABASE_CONFLICT`, `DATABASE_CROWDED`, `DISK_FULL`, `GUARDS_MISSING`.
    """


def normalised_url(url: str) -> URL:
    """SQLAlchemy URL of `url`: psycopg for PostgreSQL, a plain path becomes a SQLite file."""
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).absolute()))
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


class Database:
    """One database with a writing and a reading side.

    On SQLite every write transaction begins with BEGIN IMMEDIATE and is fully synchronous; readers
    cannot write. On PostgreSQL both sides share one pool; a reader sees one moment and cannot write.
    """

    def __init__(self, url: str) -> None:
        self.url = normalised_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._writer = _sqlite_engine(self.url, read_only=False)
            self._reader = _sqlite_engine(self.url, read_only=True)
        else:
            self._writer = create_engine(
                self.url,
                pool_size=KEPT_CONNECTIONS,
                max_overflow=MORE_CONNECTIONS,
                connect_args=_NETWORK,
                isolation_level=BEHIND_A_GATE,
            )
            event.listen(self._writer, "connect", _postgres_timeouts)
            _prove_rested(self._writer)
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        watch(self._writer)

    @property
    def shown_name(self) -> str:
        """What people call it: the file, or `database @ host` of a server; never a password."""
        name = self.url.database or ""
        return Path(name).name if self.is_sqlite else f"{name} @ {self.url.host or ''}".rstrip(" @")

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A write transaction: commits at the end, rolls back on any exception.

        Raises:
            DatabaseProblem: disk full, locked, read-only, damaged or unreachable.
        """
        with (
            _told(self.url),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent read-only view.

        Raises:
            DatabaseProblem: locked, damaged or unreachable.
        """
        with (
            _told(self.url),
            Session(self._reader, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self._writer.dispose()
        self._reader.dispose()

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations and checks."""
        return self._writer


def _sqlite_engine(url: URL, *, read_only: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA recursive_triggers=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
            return
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _postgres_timeouts(connection: Any, _record: Any) -> None:
    """One round trip; a station that falls silent inside a transaction loses it after 5 s."""
    connection.autocommit = True
    connection.execute("SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '5s'")
    connection.autocommit = False


def _prove_rested(engine: Engine) -> None:
    """Ask a connection that rested for a while whether it still stands, before it is used.

    One that was used just now is not asked: if it is lost, the command is sent again.
    """

    @event.listens_for(engine, "connect")
    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info[_USED] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def prove(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info[_USED] < RESTED_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def connect_arguments(url: URL) -> dict[str, Any]:
    """What the PostgreSQL driver needs to connect to `url` by itself."""
    _, arguments = url.get_dialect()().create_connect_args(url)
    return {**_NETWORK, **arguments}


def is_unknown_reference(error: IntegrityError) -> bool:
    """True if a row named another row that does not exist."""
    name = getattr(error.orig, "sqlite_errorname", "")
    return name == "SQLITE_CONSTRAINT_FOREIGNKEY" or getattr(error.orig, "sqlstate", "") == "23503"


def is_taken_place(error: IntegrityError) -> bool:
    """True if the next place in the station's record chain was taken meanwhile."""
    said = getattr(error.orig, "diag", None)
    return getattr(said, "constraint_name", "") == "pk_record"


def is_lock_timeout(error: OperationalError) -> bool:
    """True if PostgreSQL gave up waiting for a lock."""
    return getattr(error.orig, "sqlstate", "") == "55P03"


@contextmanager
def _told(url: URL) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        problem = problem_of(error, url)
        if problem is None:
            raise
        raise problem from error


_SQLITE_CODES = {
    sqlite3.SQLITE_FULL: "DISK_FULL",
    sqlite3.SQLITE_BUSY: "DATABASE_LOCKED",
    sqlite3.SQLITE_LOCKED: "DATABASE_LOCKED",
    sqlite3.SQLITE_READONLY: "DATABASE_READ_ONLY",
    sqlite3.SQLITE_CANTOPEN: "DATABASE_MISSING",
    sqlite3.SQLITE_CORRUPT: "DATABASE_DAMAGED",
    sqlite3.SQLITE_NOTADB: "DATABASE_DAMAGED",
    sqlite3.SQLITE_IOERR: "DATABASE_DAMAGED",
}
_POSTGRES_CODES = {
    "53100": "DISK_FULL",
    "55P03": "DATABASE_LOCKED",
    "25006": "DATABASE_READ_ONLY",
    "3D000": "DATABASE_MISSING",
    "28P01": "DATABASE_REFUSED",
    "28000": "DATABASE_REFUSED",
    "42501": "DATABASE_REFUSED",
    "40001": "DATABASE_CONFLICT",
    "40P01": "DATABASE_CONFLICT",
    "53300": "DATABASE_CROWDED",
}


_CONNECTION_WORDS = (
    ("authentication failed", "DATABASE_REFUSED"),
    ("no password supplied", "DATABASE_REFUSED"),
    ("no pg_hba.conf entry", "DATABASE_REFUSED"),
    ("permission denied for database", "DATABASE_REFUSED"),
    ('role "', "DATABASE_REFUSED"),
    ("too many clients", "DATABASE_CROWDED"),
    ("connection slots are reserved", "DATABASE_CROWDED"),
    ("does not exist", "DATABASE_MISSING"),
)
"""What a server says while it refuses a connection: the driver gives no code there."""


def problem_of(error: DBAPIError, url: URL) -> DatabaseProblem | None:
    """The named problem behind a driver error, or None if it is none of them (a bug of ours)."""
    original = error.orig
    facts = {"database": url.render_as_string(), "message": str(original)[:300]}
    if isinstance(original, sqlite3.Error):
        primary_code = getattr(original, "sqlite_errorcode", 0) & 0xFF
        code = _SQLITE_CODES.get(primary_code)
        return DatabaseProblem(code, facts) if code else None
    state = getattr(original, "sqlstate", None)
    if state in _POSTGRES_CODES:
        return DatabaseProblem(_POSTGRES_CODES[state], facts)
    if isinstance(error, OperationalError) or (state or "").startswith(("08", "57P")):
        said = facts["message"]
        found = (code for words, code in _CONNECTION_WORDS if words in said)
        return DatabaseProblem(next(found, "DATABASE_UNREACHABLE"), facts)
    return None


def migration_config(url: URL) -> Any:
    """Alembic configuration of `url`; Alembic is loaded only here."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "qtrace.models:migrations")
    config.attributes["url"] = url
    return config


def head_revision() -> str:
    """The schema revision that this program writes."""
    from qtrace.models.migrations import HEAD

    return HEAD


def stored_revision(database: Database) -> str | None:
    """Schema revision of the database, or None if it has no schema yet."""
    with database.read() as session:
        if database.is_sqlite:
            found = session.scalar(
                text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
            )
        else:
            found = session.scalar(
                text("SELECT count(*) FROM pg_tables WHERE tablename = 'alembic_version'")
            )
        if not found:
            return None
        result: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
        return result


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the schema of `url` to `revision`, in one transaction.

    Raises:
        DatabaseProblem: the database is from a newer program, or cannot be written.
    """
    from alembic import command
    from alembic.util import CommandError

    target = normalised_url(url)
    with _told(target):
        try:
            command.upgrade(migration_config(target), revision)
        except CommandError as error:
            facts = {"database": target.render_as_string(), "message": str(error)}
            raise DatabaseProblem("DATABASE_NEWER", facts) from error


def require_current(database: Database, *, guards: bool = True) -> None:
    """Refuse to work on a schema that is not exactly this program's.

    Args:
        database: the plant.
        guards: also ask for the guards; else `require_guards` must follow before any change.

    Raises:
        DatabaseProblem: missing, older or newer schema, or missing guards.
    """
    from qtrace.models.migrations import KNOWN

    facts = {"database": database.url.render_as_string()}
    if database.is_sqlite and not Path(database.url.database or "").exists():
        raise DatabaseProblem("DATABASE_MISSING", facts)
    stored = stored_revision(database)
    facts |= {"stored": stored or "", "expected": head_revision()}
    if stored is None:
        raise DatabaseProblem("DATABASE_MISSING", facts)
    if stored not in KNOWN:
        raise DatabaseProblem("DATABASE_NEWER", facts)
    if stored != head_revision():
        raise DatabaseProblem("DATABASE_OLDER", facts)
    if guards:
        require_guards(database)


def require_guards(database: Database) -> None:
    """Refuse to work without the guard rails of append-only tables.

    Raises:
        DatabaseProblem: `GUARDS_MISSING` with their names.
    """
    from qtrace.models.guards import missing_guards

    with database.read() as session:
        absent = missing_guards(session.connection())
    if absent:
        shown = database.url.render_as_string()
        raise DatabaseProblem("GUARDS_MISSING", {"database": shown, "guards": ", ".join(absent)})
