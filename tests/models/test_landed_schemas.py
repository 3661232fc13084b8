"""Databases of every landed schema revision open, upgrade and keep their rows."""

import sqlite3
from pathlib import Path

import pytest

from qtrace.models.database import Database, require_current, upgrade
from qtrace.models.migrations import KNOWN

STORED = Path(__file__).parent.parent / "data" / "schemas"


@pytest.mark.parametrize("revision", KNOWN)
def test_a_stored_database_of_every_revision_comes_up_to_date(tmp_path, revision):
    script = (STORED / f"{revision}.sql").read_text(encoding="utf-8")
    path = tmp_path / "old.qtrace"
    connection = sqlite3.connect(path)
    connection.executescript(script)
    before = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    connection.close()
    upgrade(str(path))
    database = Database(str(path))
    require_current(database)
    with database.engine.connect() as opened:
        assert opened.exec_driver_sql("SELECT count(*) FROM record").scalar() == before
        assert opened.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        opened.rollback()
    database.close()


def test_no_landed_revision_lacks_its_stored_database():
    assert sorted(path.stem for path in STORED.glob("*.sql")) == sorted(KNOWN)
