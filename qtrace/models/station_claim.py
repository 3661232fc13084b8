"""One process per station on a server: whoever opens it first holds a lock of the server.

The file lock of a machine (`app.single_instance`) knows nothing of other machines. The lock here is
of the session, so it is gone with the connection, however the process ends. A server that restarts
forgets it: every write transaction proves it before it begins and takes it again; where another
computer has it meanwhile, nothing is written any more.
Source: PostgreSQL documentation, advisory locks (session level).
"""

import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session

from qtrace.models.database import Database, DatabaseProblem, connect_arguments
from qtrace.models.signals import NAME_PREFIX

SPACE: Final = 0x5154
"""First half of the key: locks of stations, and of nothing else."""
LOOK_S: Final = 0.5
PROVE_S: Final = 20.0
"""How long a connection that says nothing is believed."""
AGAIN_S: Final = 1.0
"""Between two tries to have a station that another computer has."""
_ALIVE: Final = "tcp_keepalives_idle=10 tcp_keepalives_interval=5 tcp_keepalives_count=3"
"""A computer without power gives its station back after half a minute, not after two hours."""
_HOLDER: Final = """
SELECT coalesce(host(a.client_addr), ''), a.backend_start, a.pid
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s AND l.objid = %s
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

_CLAIMED: Final = text(
    "SELECT CAST(objid AS bigint) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND classid = CAST(:space AS oid)"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
).bindparams(space=SPACE)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the station: address of the computer (empty: the server's own), and since when."""

    address: str
    since: datetime | None

    def facts(self, station: str) -> dict[str, str]:
        """What is said of it."""
        since = self.since.isoformat() if self.since is not None else ""
        return {"station": station, "address": self.address or "localhost", "since": since}


class StationClaim:
    """The station is this process's until `release`, or until the process ends.

    Any thread may prove it.
    """

    def __init__(self, database: Database, station: str, connection: Any) -> None:
        self._database, self._station, self._connection = database, station, connection
        self._lock = threading.Lock()
        self._is_suspect = self._is_over = False
        self._holder: Holder | None = None
        self._proved = self._tried = time.monotonic()
        event.listen(database.engine, "connect", self._connected)
        event.listen(database.engine, "begin", self._begins)

    def release(self) -> None:
        """Give the station back; a server that is away has taken it back already."""
        import psycopg

        with self._lock:
            if not self._is_over:
                event.remove(self._database.engine, "connect", self._connected)
                event.remove(self._database.engine, "begin", self._begins)
            self._is_over = True
            with suppress(psycopg.Error):
                self._connection.close()

    def prove(self) -> Holder | None:
        """None if the station is this process's, taken again if need be; else who has it now.

        Raises:
            DatabaseProblem: the server does not answer.
        """
        with self._lock:
            if self._is_over or self._stands():
                return None
            if self._holder is not None and time.monotonic() - self._tried < AGAIN_S:
                return self._holder
            self._tried = time.monotonic()
            self._holder = self._take_again()
            return self._holder

    def follow(self, emit: Callable[[Holder | None], None], stopping: threading.Event) -> None:
        """Tell whenever somebody else has the station, and None when it is ours again.

        Blocks until `stopping` is set, for a thread of its own; a server that is away is no news.
        """
        told: Holder | None = None
        while not stopping.wait(LOOK_S):
            try:
                found = self.prove()
            except DatabaseProblem:
                continue
            if found != told:
                told = found
                emit(found)

    def _connected(self, _connection: Any, _record: Any) -> None:
        """A new connection may be one to a server that has forgotten everything."""
        self._is_suspect = True

    def _begins(self, connection: Connection) -> None:
        """Before anything is written; whoever only reads takes nothing away from anybody."""
        if not connection.get_execution_options().get("postgresql_readonly"):
            holder = self.prove()
            if holder is not None:
                raise DatabaseProblem("STATION_ELSEWHERE", holder.facts(self._station))

    def _stands(self) -> bool:
        """True while the connection that holds the lock is the server's, too.

        A server that ends it makes it readable: that costs no question. One that fell silent, or
        that new connections had to be made to, is asked.
        """
        import psycopg

        if self._connection.closed:
            return False
        now = time.monotonic()
        stirs = bool(select.select([self._connection.fileno()], [], [], 0)[0])
        if not stirs and not self._is_suspect and now - self._proved < PROVE_S:
            return True
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error:
            return False
        self._is_suspect, self._proved = False, now
        return True

    def _take_again(self) -> Holder | None:
        import psycopg

        former = self._connection.info.backend_pid
        with suppress(psycopg.Error):
            self._connection.close()
        with _told(self._database):
            found = _claim(self._database, self._station, former)
        if isinstance(found, Holder):
            return found
        self._connection, self._proved, self._is_suspect = found, time.monotonic(), False
        return None


def claim_station(database: Database, station: str) -> StationClaim | Holder | None:
    """Claim `station` on the server of `database`; None on SQLite, where a file has one machine.

    Returns:
        The claim, or who has the station already.

    Raises:
        DatabaseProblem: the server does not answer.
    """
    if database.is_sqlite:
        return None
    with _told(database):
        found = _claim(database, station, 0)
    return found if isinstance(found, Holder) else StationClaim(database, station, found)


@contextmanager
def _told(database: Database) -> Iterator[None]:
    """Errors of the driver as a problem of the database."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        facts = {"database": database.url.render_as_string(), "message": str(error)[:300]}
        raise DatabaseProblem("DATABASE_UNREACHABLE", facts) from error


def _claim(database: Database, station: str, former: int) -> Any:
    """The connection that holds the lock, or who has the station.

    Args:
        database: of the plant.
        station: its code.
        former: process of the server that held it for us before; where a line broke that the server
            has not noticed yet, it is ended. 0: none.
    """
    import psycopg

    connection = psycopg.connect(**_arguments(database, station), autocommit=True)
    key = (SPACE, key_of(station))
    found: Any = None
    for _ in range(2):
        got = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", key).fetchone()
        if got is not None and got[0]:
            return connection
        found = connection.execute(_HOLDER, key).fetchone()
        if found is None or found[2] != former:
            break
        connection.execute("SELECT pg_terminate_backend(%s, 2000)", (former,))
    connection.close()
    return Holder(found[0], found[1]) if found is not None else Holder("", None)


def _arguments(database: Database, station: str) -> dict[str, Any]:
    alive = " ".join(f"-c {each}" for each in _ALIVE.split())
    named = {"application_name": f"{NAME_PREFIX}{station}", "options": alive}
    return connect_arguments(database.url) | named


def claimed_keys(session: Session) -> frozenset[int] | None:
    """Keys (`key_of`) of all stations that are open now: a sign of life that nobody has to send.

    None on SQLite, which knows of no other program. The server tells from its memory; nothing is
    written, and no row is read.
    """
    if session.get_bind().dialect.name == "sqlite":
        return None
    return frozenset(session.scalars(_CLAIMED))


def key_of(station: str) -> int:
    """Second half of the key: 31 bits of the code, so that it reads the same in `pg_locks`."""
    return int.from_bytes(sha256(station.encode()).digest()[:4]) & 0x7FFF_FFFF
