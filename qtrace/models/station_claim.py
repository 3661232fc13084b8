"""One process per station on a server: whoever opens it first holds a lock of the server.

The file lock of a machine (`app.single_instance`) knows nothing of other machines. The lock here is
of the session, so it is gone with the connection, however the process ends.
Source: PostgreSQL documentation, advisory locks (session level).
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from qtrace.models.database import Database, DatabaseProblem, connect_arguments
from qtrace.models.signals import NAME_PREFIX

_SPACE: Final = 0x5154
"""First half of the key: locks of stations, and of nothing else."""
_HOLDER: Final = """
SELECT coalesce(host(a.client_addr), ''), a.backend_start
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %s AND l.objid = %s
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the station: address of the computer (empty: the server's own), and since when."""

    address: str
    since: datetime | None


class StationClaim:
    """The station is this process's until `release`, or until the process ends."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def release(self) -> None:
        """Give the station back; a server that is away has taken it back already."""
        import psycopg

        with suppress(psycopg.Error):
            self._connection.close()


def claim_station(database: Database, station: str) -> StationClaim | Holder | None:
    """Claim `station` on the server of `database`; None on SQLite, where a file has one machine.

    Returns:
        The claim, or who has the station already.

    Raises:
        DatabaseProblem: the server does not answer.
    """
    if database.is_sqlite:
        return None
    import psycopg

    try:
        return _claim(database, station)
    except psycopg.Error as error:
        facts = {"database": database.url.render_as_string(), "message": str(error)[:300]}
        raise DatabaseProblem("DATABASE_UNREACHABLE", facts) from error


def _claim(database: Database, station: str) -> StationClaim | Holder:
    import psycopg

    name = f"{NAME_PREFIX}{station}"
    arguments = connect_arguments(database.url) | {"application_name": name}
    key = (_SPACE, _key_of(station))
    connection = psycopg.connect(**arguments, autocommit=True)
    got = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", key).fetchone()
    if got is not None and got[0]:
        return StationClaim(connection)
    found = connection.execute(_HOLDER, key).fetchone()
    connection.close()
    return Holder(found[0], found[1]) if found is not None else Holder("", None)


def _key_of(station: str) -> int:
    """Second half of the key: 31 bits of the code, so that it reads the same in `pg_locks`."""
    return int.from_bytes(sha256(station.encode()).digest()[:4]) & 0x7FFF_FFFF
