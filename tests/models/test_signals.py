"""What a station says at commit, others hear: on a server as it was told, on a file as a stir."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from qtrace.models import signals
from qtrace.models.database import Database
from qtrace.models.signals import (
    CHANNEL,
    MOST_BYTES,
    Announcement,
    Signal,
    SignalKind,
    decode_announcement,
    encode_announcement,
    follow,
)

TOLD = Announcement(7 << 40, 3, "PLACE_HOLD", True, frozenset({("item", 1 << 60), ("case", 2)}))


class Ear:
    """Everything that was heard, and a way to wait for it."""

    def __init__(self) -> None:
        self.heard: list[Signal] = []
        self._changed = threading.Condition()

    def __call__(self, signal: Signal) -> None:
        with self._changed:
            self.heard.append(signal)
            self._changed.notify_all()

    def until(self, there: Callable[[list[Signal]], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: there(self.heard), 15), self.heard

    def kinds(self) -> list[SignalKind]:
        return [signal.kind for signal in self.heard if signal.kind is not SignalKind.BEAT]


@contextmanager
def listening(url: str) -> Iterator[tuple[Ear, Database]]:
    """Somebody listens, somebody else may write."""
    ear, stopping, database = Ear(), threading.Event(), Database(url)
    thread = threading.Thread(target=follow, args=(database, ear, stopping))
    thread.start()
    try:
        ear.until(lambda heard: any(s.kind is SignalKind.STARTED for s in heard))
        yield ear, database
    finally:
        stopping.set()
        thread.join(10)
        database.close()


def _announce(session, announcement: Announcement) -> None:
    """As the end of a transaction does it."""
    if session.get_bind().dialect.name != "sqlite":
        told = {"channel": CHANNEL, "message": encode_announcement(announcement)}
        session.execute(text("SELECT pg_notify(:channel, :message)"), told)


def say(database: Database, announcement: Announcement = TOLD) -> None:
    with database.write() as session:
        session.execute(text("DELETE FROM stock WHERE item_id = 0"))
        _announce(session, announcement)


def _announce_and_fail(database: Database) -> None:
    with database.write() as session:
        _announce(session, TOLD)
        raise ZeroDivisionError


def test_what_is_committed_is_heard(database_url):
    with listening(database_url) as (ear, database):
        with database.write() as session:
            session.execute(
                text("INSERT INTO command VALUES ('u', :digest, NULL, '')"),
                {"digest": b"x" * 32},
            )
            _announce(session, TOLD)
        ear.until(lambda heard: heard[-1].kind in (SignalKind.TOLD, SignalKind.STIRRED))
        last = ear.heard[-1]
        assert last.told == (None if database.is_sqlite else TOLD)
        assert last.kind is (SignalKind.STIRRED if database.is_sqlite else SignalKind.TOLD)


def test_a_quiet_line_beats(database_url):
    with listening(database_url) as (ear, _database):
        ear.until(lambda heard: sum(s.kind is SignalKind.BEAT for s in heard) >= 2)


@pytest.mark.parametrize("backend", ["pg"])
def test_what_is_rolled_back_is_never_told(database_url):
    with listening(database_url) as (ear, database):
        with pytest.raises(ZeroDivisionError):
            _announce_and_fail(database)
        say(database, Announcement(1, 9, "X", False, frozenset()))
        ear.until(lambda heard: heard[-1].kind is SignalKind.TOLD)
        assert [s.told.sequence for s in ear.heard if s.told] == [9]


@pytest.mark.parametrize("backend", ["pg"])
def test_a_lost_line_is_told_once_and_stands_again(database_url, monkeypatch):
    monkeypatch.setattr(signals, "AGAIN_S", 0.05)
    with listening(database_url) as (ear, database):
        with database.write() as session:
            session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND query ILIKE 'listen%'"
                )
            )
        ear.until(lambda heard: len(ear.kinds()) >= 3)
        assert ear.kinds() == [SignalKind.STARTED, SignalKind.LOST, SignalKind.STARTED]
        say(database)
        ear.until(lambda heard: heard[-1].told == TOLD)


@pytest.mark.parametrize("backend", ["pg"])
def test_a_foreign_message_only_makes_one_look(database_url):
    with listening(database_url) as (ear, database):
        with database.write() as session:
            session.execute(text("SELECT pg_notify('qtrace', 'hello')"))
        ear.until(lambda heard: heard[-1].kind is SignalKind.STIRRED)


def test_a_file_that_cannot_be_opened_is_lost_and_ends_when_asked(tmp_path):
    ear, stopping = Ear(), threading.Event()
    database = Database(str(tmp_path / "none.qtrace"))
    thread = threading.Thread(target=follow, args=(database, ear, stopping))
    thread.start()
    ear.until(lambda heard: len(heard) == 1)
    stopping.set()
    thread.join(10)
    assert ear.kinds() == [SignalKind.LOST]


def test_a_message_says_what_it_was_given():
    assert decode_announcement(encode_announcement(TOLD)) == TOLD


def test_too_many_objects_are_left_out():
    many = frozenset(("item", (1 << 60) + n) for n in range(1000))
    told = Announcement(1, 2, "MASS_HOLD", True, many)
    message = encode_announcement(told)
    assert len(message.encode()) <= MOST_BYTES
    assert decode_announcement(message) == Announcement(1, 2, "MASS_HOLD", True, None)


@pytest.mark.parametrize(
    "message", ["", "[", "{}", "[1,2]", '[1,2,"A",1,[["item","x"]]]', '["x",2,"A",1,null]', "7"]
)
def test_a_message_of_another_shape_is_none_of_ours(message):
    assert decode_announcement(message) is None
