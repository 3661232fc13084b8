"""Tables that revision 0014 writes anew on SQLite keep their rows, indexes and guards."""

import sqlite3
from pathlib import Path

import pytest

from qtrace.models.database import upgrade

BEFORE = Path(__file__).parent.parent / "data" / "schemas" / "0013.sql"
CHARACTERISTIC = (
    "INSERT INTO characteristic VALUES (7, 1, 1, 'variable', 'major', 'Bore', '内径', '2.0', '1.9',"
    " '2.1', 'mm', 2, NULL, '', '', '[]', 1)"
)
READING = (
    "INSERT INTO reading (id, site_id, inspection_id, characteristic_id, sample_no, value, verdict,"
    " origin, person_id, station_id, at, confirmed, record_id)"
    " VALUES (9, 1, 1, 7, 1, '2.00', 'pass', 'gauge', 1, 1, '2026-11-22', 0, 1)"
)


@pytest.fixture
def upgraded(tmp_path):
    """A plant of the revision before with one characteristic and one reading, brought up to date."""
    path = tmp_path / "old.qtrace"
    connection = sqlite3.connect(path)
    connection.executescript(BEFORE.read_text(encoding="utf-8"))
    connection.execute(CHARACTERISTIC)
    connection.execute(READING)
    connection.commit()
    connection.close()
    upgrade(str(path))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_rows_indexes_and_guards_are_kept(upgraded):
    (row,) = upgraded.execute("SELECT * FROM characteristic").fetchall()
    assert row[:12] == (7, 1, 1, "variable", "major", "Bore", "内径", "2.0", "1.9", "2.1", "mm", 2)
    (value,) = upgraded.execute("SELECT value, origin FROM reading WHERE id = 9").fetchall()
    assert value == ("2.00", "gauge")
    kept = {name for (name,) in upgraded.execute("SELECT name FROM sqlite_master")}
    assert {
        "ix_reading_gauge_id_at",
        "ix_reading_inspection_id_characteristic_id_sample_no",
        "guard_reading_update",
        "guard_characteristic_delete",
        "guard_plan_picture_update",
    } <= kept


def test_the_new_kinds_fit_and_others_do_not(upgraded):
    for table in ("characteristic", "reading"):
        for kind in ("update", "delete"):
            upgraded.execute(f"DROP TRIGGER guard_{table}_{kind}")
    upgraded.execute("UPDATE characteristic SET kind = 'photo'")
    upgraded.execute("UPDATE reading SET origin = 'formula'")
    for statement in ("UPDATE characteristic SET kind = 'x'", "UPDATE reading SET origin = 'x'"):
        with pytest.raises(sqlite3.IntegrityError):
            upgraded.execute(statement)
