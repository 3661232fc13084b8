"""What stations tell each other at once: NOTIFY of PostgreSQL, the version of a SQLite file.

A message is never the truth: it may be lost, and then the record chains are read
(`qtrace.services.news`). It is sent inside the transaction that it tells of, so that it can be
neither early nor about something that was rolled back.
Source: PostgreSQL documentation, NOTIFY (delivered at commit, in the order of commits).
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from qtrace.models.database import Database, connect_arguments

CHANNEL = "qtrace"
NAME_PREFIX = "qtrace "
"""Begins the name of a listening connection; the station's code follows."""
MOST_BYTES = 7_900
"""PostgreSQL refuses messages of 8,000 bytes and more."""
FILE_LOOK_S = 0.12
HEAR_S = 0.5
PROVE_S = 2.0
AGAIN_S = 0.5
"""Between two tries to listen again; meanwhile the chains are read by the clock."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One record, as its station tells it to the others.

    Attributes:
        station_id: whose chain it belongs to.
        sequence: its number in that chain.
        command_code: what was done.
        is_done: False for a recorded refusal, which touched nothing.
        objects: (kind, id) pairs that were touched; None if they are too many to be told.
    """

    station_id: int
    sequence: int
    command_code: str
    is_done: bool
    objects: frozenset[tuple[str, int]] | None


class SignalKind(StrEnum):
    """What a listener hears."""

    STARTED = "started"
    """Listening begins: whatever came before is in the chains."""
    TOLD = "told"
    """One record, with what it touched."""
    STIRRED = "stirred"
    """Somebody wrote into the file."""
    BEAT = "beat"
    """Nothing new, and the line still stands."""
    LOST = "lost"
    """Nothing is heard from here on."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What a listener hears; `told` is set for `TOLD` alone."""

    kind: SignalKind
    told: Announcement | None = None


Emit = Callable[[Signal], None]


def encode_announcement(announcement: Announcement) -> str:
    """The message; objects that do not fit are left out."""
    head = [
        announcement.station_id,
        announcement.sequence,
        announcement.command_code,
        int(announcement.is_done),
    ]
    objects = announcement.objects
    listed = sorted(objects) if objects is not None else None
    message = json.dumps([*head, listed], separators=(",", ":"))
    if len(message.encode()) > MOST_BYTES:
        message = json.dumps([*head, None], separators=(",", ":"))
    return message


def decode_announcement(message: str) -> Announcement | None:
    """The announcement in `message`, or None if it is none of ours."""
    try:
        station, sequence, code, done, listed = json.loads(message)
        objects = None if listed is None else frozenset((str(k), int(i)) for k, i in listed)
        return Announcement(int(station), int(sequence), str(code), bool(done), objects)
    except (ValueError, TypeError):
        return None


def follow(database: Database, emit: Emit, stopping: threading.Event, station: str = "") -> None:
    """Hear what others write until `stopping` is set; blocks, for a thread of its own.

    A lost line is told once and tried again for ever; nothing is raised.

    Args:
        database: of the plant.
        emit: called on this thread with every signal.
        stopping: set from another thread to end it.
        station: code of the station that listens; the server knows the connection by it.
    """
    while not stopping.is_set():
        if database.is_sqlite:
            _look_at_file(database, emit, stopping)
        else:
            _listen_to_server(database, emit, stopping, NAME_PREFIX + station)
        if not stopping.is_set():
            emit(Signal(SignalKind.LOST))
            stopping.wait(AGAIN_S)


def _look_at_file(database: Database, emit: Emit, stopping: threading.Event) -> None:
    """The version of the file changes with every commit of another connection.

    Source: SQLite documentation, PRAGMA data_version.
    """
    try:
        address = f"file:{database.url.database}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            known: Any = _version(connection)
            emit(Signal(SignalKind.STARTED))
            while not stopping.wait(FILE_LOOK_S):
                found = _version(connection)
                emit(Signal(SignalKind.BEAT if found == known else SignalKind.STIRRED))
                known = found
    except sqlite3.Error:
        return


def _version(connection: sqlite3.Connection) -> Any:
    return connection.execute("PRAGMA data_version").fetchone()[0]


def _listen_to_server(database: Database, emit: Emit, stopping: threading.Event, name: str) -> None:
    import psycopg

    arguments = connect_arguments(database.url) | {"application_name": name.strip()}
    try:
        with psycopg.connect(**arguments, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            emit(Signal(SignalKind.STARTED))
            proved = time.monotonic()
            while not stopping.is_set():
                for note in connection.notifies(timeout=HEAR_S):
                    _pass_on(note.payload, emit)
                if time.monotonic() - proved >= PROVE_S:
                    connection.execute("SELECT 1")
                    proved = time.monotonic()
                emit(Signal(SignalKind.BEAT))
    except psycopg.Error:
        return


def _pass_on(message: str, emit: Emit) -> None:
    told = decode_announcement(message)
    emit(Signal(SignalKind.STIRRED) if told is None else Signal(SignalKind.TOLD, told))
