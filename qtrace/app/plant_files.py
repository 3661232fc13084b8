"""Files and databases that hold plants: whose they are, and how a new one comes into being whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from qtrace.domain.problems import Problem
from qtrace.models.database import Database, normalised_url, stored_revision

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file while it is open."""


class PlantMark(StrEnum):
    """What is at a place where a plant could be."""

    NOTHING = "nothing"
    EMPTY = "empty"
    DEMO = "demo"
    LIVE = "live"
    FOREIGN = "foreign"


class PlantReason(StrEnum):
    """Why a plant was not made, or a demo not made anew."""

    NOT_A_DEMO = "NOT_A_DEMO"
    PLANT_IS_DEMO = "PLANT_IS_DEMO"
    PLANT_EXISTS = "PLANT_EXISTS"
    PLACE_TAKEN = "PLACE_TAKEN"
    FOLDER_REFUSED = "FOLDER_REFUSED"


class PlantProblem(Problem):
    """A plant cannot be made here; nothing was changed."""


def plant_mark(url: str) -> PlantMark:
    """What is at `url`; anything that cannot be read as ours is FOREIGN.

    Raises:
        DatabaseProblem: it is there and cannot be read.
    """
    target = normalised_url(url)
    if target.get_backend_name() == "sqlite":
        path = Path(target.database or "")
        if not path.exists():
            return PlantMark.NOTHING
        if not path.is_file():
            return PlantMark.FOREIGN
        if path.stat().st_size == 0:
            return PlantMark.EMPTY
    database = Database(url)
    try:
        return _mark_inside(database)
    finally:
        database.close()


def _mark_inside(database: Database) -> PlantMark:
    """The mark by the one column that every version of the schema has."""
    if stored_revision(database) is None:
        return PlantMark.EMPTY if _has_no_tables(database) else PlantMark.FOREIGN
    with database.read() as session:
        row = session.connection().exec_driver_sql("SELECT is_demo FROM plant").first()
    if row is None:
        return PlantMark.EMPTY
    return PlantMark.DEMO if row[0] else PlantMark.LIVE


def _has_no_tables(database: Database) -> bool:
    catalogue = (
        "SELECT count(*) FROM sqlite_master"
        if database.is_sqlite
        else "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    )
    with database.read() as session:
        return session.connection().exec_driver_sql(catalogue).scalar() == 0


@contextmanager
def file_when_complete(path: Path) -> Iterator[Path]:
    """A file beside `path` to build in; it takes that name, for good, when all went well.

    What is interrupted leaves `path` as it was.

    Raises:
        PlantProblem: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent)
    except OSError as error:
        facts = {"folder": str(path.parent), "detail": error.strerror or type(error).__name__}
        raise PlantProblem(PlantReason.FOLDER_REFUSED, facts) from error
    with folder as name:
        draft = Path(name) / path.name
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        for ending in _BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
