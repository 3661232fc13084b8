"""What many tests begin with is built once a process and copied from then on.

The copy is taken only over a plant that stands exactly where the first one stood (same ids drawn,
same clock), so that a test gets the very rows that building would have given it.
"""

import atexit
import copy
import os
import shutil
import sqlite3
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from sqlalchemy import make_url, select

from qtrace.models.records import Record
from tests.support.postgres import URL_VARIABLE, copy_database, replace_database

if TYPE_CHECKING:
    from tests.support.plants import TestPlant


@dataclass(frozen=True)
class Prepared:
    """A built plant: its database, what the program knows besides, and the time it became."""

    source: str
    sequence: object
    random: tuple
    known: dict[str, object]
    people: dict[str, int]
    ended: datetime


@cache
def _shelf() -> dict[Hashable, Prepared]:
    """What was built in this process, by where it began."""
    return {}


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="qtrace-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def prepare(plant: "TestPlant", what: Hashable, build: Callable[[], dict[str, object]]) -> dict:
    """What `build` returns, with the plant as `build` leaves it; built once for all equal plants.

    Args:
        plant: nothing but set up, or as an earlier preparation left it.
        what: names the building and its arguments.
        build: sends commands to the plant; returns plain values.
    """
    if os.environ.get(URL_VARIABLE):  # somebody else's server gets no databases that stay
        return build()
    ids = plant.ids
    where = (plant.database.is_sqlite, plant.bench.station, plant.clock.now())
    began = (what, where, drawn(plant), _history(plant))
    prepared = _shelf().get(began)
    if prepared is None:
        known = build()
        source = _keep(plant, len(_shelf()))
        sequence, random = copy.deepcopy(ids._sequence), ids._random.getstate()
        people, ended = dict(plant.people), plant.clock.now()
        _shelf()[began] = Prepared(source, sequence, random, known, people, ended)
        _note(plant, began)
        return copy.deepcopy(known)
    _take(plant, prepared.source)
    ids._sequence = copy.deepcopy(prepared.sequence)
    ids._random.setstate(prepared.random)
    plant.people.update(prepared.people)
    plant.clock.advance(prepared.ended - plant.clock.now())
    _note(plant, began)
    return copy.deepcopy(prepared.known)


def _note(plant: "TestPlant", began: Hashable) -> None:
    """The plant stands where this preparation ends until it draws another id."""
    plant.prepared, plant.stands = (began,), drawn(plant)


def _history(plant: "TestPlant") -> Hashable:
    """What the plant did so far: its preparations, or the end of its chain of records."""
    if plant.stands == drawn(plant):
        return plant.prepared
    newest = select(Record.prev_hash, Record.leaf).order_by(Record.station_seq.desc()).limit(1)
    with plant.database.read() as session:
        return tuple(tuple(row) for row in session.execute(newest))


def drawn(plant: "TestPlant") -> Hashable:
    """How far the plant's ids are drawn: every command draws one."""
    return tuple(sorted(vars(plant.ids._sequence).items())), plant.ids._random.getstate()


def _keep(plant: "TestPlant", number: int) -> str:
    """Copy the plant's database as copy `number`; the copy's name or path."""
    plant.close()
    if plant.database.is_sqlite:
        path = _folder() / f"{number}.qtrace"
        _copy(str(plant.database.url.database), str(path))
        return str(path)
    name = str(plant.database.url.database)
    kept = f"{name}_kept{number}"
    copy_database(make_url(plant.owner_url), kept, name)
    return kept


def _take(plant: "TestPlant", source: str) -> None:
    """Put the kept database in the place of the plant's own."""
    plant.close()
    if plant.database.is_sqlite:
        name = str(plant.database.url.database)
        for rest in ("-wal", "-shm"):
            Path(name + rest).unlink(missing_ok=True)
        shutil.copyfile(source, name)
        return
    replace_database(make_url(plant.owner_url), source)


def _copy(path: str, to: str) -> None:
    with sqlite3.connect(path) as origin, sqlite3.connect(to) as target:
        origin.backup(target)
    origin.close()
    target.close()
