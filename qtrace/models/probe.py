"""Looking at a PostgreSQL server before a station joins its plant."""

import statistics
import time
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from qtrace.models.database import Database, stored_revision
from qtrace.models.signals import NAME_PREFIX

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class ServerProbe:
    """What a server said.

    Attributes:
        version: of PostgreSQL.
        is_encrypted: what goes over the network is.
        latency_ms: median of a bare round trip.
        may_add: the user may add records, as a station must.
        may_alter: the user has the tables or could make them, as no station should.
        schema: revision of the schema; None if there is none.
        is_empty: there is no table at all.
        present: codes of the stations that are connected now.
    """

    version: str
    is_encrypted: bool
    latency_ms: float
    may_add: bool
    may_alter: bool
    schema: str | None
    is_empty: bool
    present: frozenset[str]


_ALTER = text(
    "SELECT has_schema_privilege(current_user, current_schema(), 'CREATE')"
    " OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
)
_ADD = text(
    "SELECT coalesce(has_table_privilege(current_user, to_regclass('record'), 'INSERT'), false)"
)
_EMPTY = text("SELECT count(*) = 0 FROM pg_tables WHERE schemaname = current_schema()")
_ENCRYPTED = text(
    "SELECT coalesce(bool_or(ssl), false) FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
)
_PRESENT = text(
    "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()"
)


def probe_server(database: Database) -> ServerProbe:
    """Ask the server of `database` about itself; nothing is written.

    Raises:
        DatabaseProblem: it cannot be reached, refuses the user, or has no such database.
    """
    schema = stored_revision(database)
    with database.read() as session:
        names = session.scalars(_PRESENT).all()
        return ServerProbe(
            version=str(session.scalar(text("SHOW server_version"))).split(" ")[0],
            is_encrypted=bool(session.scalar(_ENCRYPTED)),
            latency_ms=_latency_ms(session),
            may_add=bool(session.scalar(_ADD)),
            may_alter=bool(session.scalar(_ALTER)),
            schema=schema,
            is_empty=bool(session.scalar(_EMPTY)),
            present=frozenset(
                name.removeprefix(NAME_PREFIX) for name in names if name.startswith(NAME_PREFIX)
            ),
        )


def _latency_ms(session: Session) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        session.execute(text("SELECT 1"))
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000
