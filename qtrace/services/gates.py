"""Station gates: no scan is accepted against a hold that it could not see.

An accepting command locks the gate of its own station and checks in later statements. A command
that places, changes or lifts holds takes all gates before it works: then nobody is between check
and commit. Holders take turns; free gates come first, so that one slow station delays only the
holder. Where a station has fallen silent inside a transaction, that transaction is ended: its
action was never acknowledged, and the station sends it again with the same uid. So a hold never
commits without every gate.

SQLite has one writer at a time: BEGIN IMMEDIATE is the gate.
"""

from sqlalchemy import Select, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from qtrace.models.database import Database, DatabaseProblem, is_lock_timeout
from qtrace.models.stations import Plant, StationGate
from qtrace.services.commands import Command

TURN_MS = 15_000
"""Patience of a holder until its turn comes."""
GATE_MS = 1_000
"""Patience with a station that is in the middle of something."""
LAST_GATE_MS = 7_000
"""Longer than the server lets a silent transaction stand (5 s)."""
LOCK_MS = 3_000
"""Patience with every other lock."""

_END_SILENT = text(
    "SELECT pg_terminate_backend(held.pid) FROM station_gate"
    " JOIN pg_locks held ON held.locktype = 'transactionid' AND held.granted"
    " AND held.transactionid = station_gate.xmax"
    " WHERE station_gate.station_id = :station AND held.pid <> pg_backend_pid()"
)


class GateStalledError(Exception):
    """A station kept its gate longer than a holder waits; the transaction was rolled back."""

    def __init__(self, station_id: int) -> None:
        super().__init__(f"gate of station {station_id}")
        self.station_id = station_id


def take_gates(session: Session, command: Command, *, is_last: bool = False) -> None:
    """Take all gates where `command` needs them; what follows sees everything that came before.

    The gate of the own station alone is taken by the transaction's first statement already
    (`qtrace.services.transaction_start`).

    Args:
        session: the transaction, nothing but the uid claimed yet.
        command: what is to be done.
        is_last: wait until the server itself has ended a silent transaction.

    Raises:
        GateStalledError: a station keeps its gate.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    if command.places_hold or command.adds_gate:
        _take_turn(session)
        _take_all(session, LAST_GATE_MS if is_last else GATE_MS)


def end_silent_transaction(database: Database, station_id: int) -> None:
    """End the transaction that keeps the gate of `station_id`, if it still does."""
    try:
        with database.write() as session:
            session.execute(_END_SILENT, {"station": station_id})
    except DatabaseProblem as problem:
        if problem.code != "DATABASE_REFUSED":  # not ours to end: the server's time-out does it
            raise


def _gates() -> Select[int]:
    return select(StationGate.station_id).with_for_update(key_share=True)


def _take_turn(session: Session) -> None:
    """The plant's row is gate 0: two holders with half of the gates each would never end."""
    _be_patient(session, TURN_MS)
    session.execute(select(Plant.id).with_for_update(key_share=True)).all()


def _take_all(session: Session, patience_ms: int) -> None:
    in_order = select(StationGate.station_id).order_by(StationGate.station_id)
    free = session.scalars(in_order.with_for_update(key_share=True, skip_locked=True)).all()
    busy = [each for each in session.scalars(in_order) if each not in set(free)]
    _be_patient(session, patience_ms)
    for station_id in busy:
        try:
            session.execute(_gates().where(StationGate.station_id == station_id)).all()
        except OperationalError as error:
            if is_lock_timeout(error):
                raise GateStalledError(station_id) from error
            raise
    _be_patient(session, LOCK_MS)


def _be_patient(session: Session, patience_ms: int) -> None:
    session.execute(
        text("SELECT set_config('lock_timeout', :patience, true)"), {"patience": str(patience_ms)}
    )
