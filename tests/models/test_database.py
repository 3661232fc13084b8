import os
import sqlite3
import stat
from datetime import UTC, datetime

import pytest
from sqlalchemy import Float, Numeric, create_engine, inspect, text

from qtrace.models.database import (
    Database,
    DatabaseProblem,
    require_current,
    stored_revision,
    upgrade,
)
from qtrace.models.guards import guard_plan, missing_guards
from qtrace.models.migrations import HEAD, KNOWN
from qtrace.models.schema import metadata
from qtrace.models.types import UtcDateTime


def test_migrations_make_the_schema_of_the_models(database_url):
    engine = Database(database_url).engine
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    assert found == set(metadata.tables)
    engine.dispose()


def test_autogenerate_finds_no_difference(database_url):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = Database(database_url).engine
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [d for d in compare_metadata(context, metadata) if "alembic" not in str(d)]
        connection.rollback()
    engine.dispose()
    assert differences == []


def test_no_column_is_approximate():
    bad = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Float | Numeric)
    ]
    assert bad == []


def test_guards_are_there_and_missed_when_they_are_not(database_url):
    database = Database(database_url)
    require_current(database)
    with database.engine.connect() as connection:
        assert missing_guards(connection) == []
        if database.is_sqlite:
            connection.execute(text("DROP TRIGGER guard_record_delete"))
        else:
            connection.execute(text("DROP TRIGGER guard_record_delete ON record"))
        connection.commit()
    with pytest.raises(DatabaseProblem) as caught:
        require_current(database)
    database.close()
    assert (caught.value.code, caught.value.facts["guards"]) == (
        "GUARDS_MISSING",
        "guard_record_delete",
    )


def test_every_audited_table_is_guarded():
    plan = guard_plan()
    assert plan["item"] == ("DELETE",)
    assert plan["reading"] == ("UPDATE", "DELETE")
    assert "stock" not in plan


def test_upgrade_twice_changes_nothing(database_url):
    upgrade(database_url)
    database = Database(database_url)
    assert stored_revision(database) == HEAD == KNOWN[-1]
    database.close()


def test_a_newer_database_is_refused(database_url):
    database = Database(database_url)
    with database.engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(DatabaseProblem) as caught:
        require_current(database)
    assert caught.value.code == "DATABASE_NEWER"
    database.close()
    with pytest.raises(DatabaseProblem) as caught:
        upgrade(database_url)
    assert caught.value.code == "DATABASE_NEWER"


def test_a_missing_file_is_said_and_not_made(tmp_path):
    path = tmp_path / "none.qtrace"
    with pytest.raises(DatabaseProblem) as caught:
        require_current(Database(str(path)))
    assert caught.value.code == "DATABASE_MISSING"
    assert not path.exists()


def test_an_empty_database_is_missing_a_plant(tmp_path):
    path = tmp_path / "empty.qtrace"
    sqlite3.connect(path).close()
    with pytest.raises(DatabaseProblem) as caught:
        require_current(Database(str(path)))
    assert caught.value.code == "DATABASE_MISSING"


@pytest.mark.parametrize("content", [b"this is no database at all" * 100, b"\xff" * 8192])
def test_a_damaged_file_is_said(tmp_path, content):
    path = tmp_path / "damaged.qtrace"
    path.write_bytes(content)
    with pytest.raises(DatabaseProblem) as caught:
        require_current(Database(str(path)))
    assert caught.value.code == "DATABASE_DAMAGED"


def test_a_locked_database_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("qtrace.models.database.BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "locked.qtrace"
    upgrade(str(path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    database = Database(str(path))
    with pytest.raises(DatabaseProblem) as caught, database.write() as session:
        session.execute(text("SELECT 1"))
    other.rollback()
    other.close()
    database.close()
    assert caught.value.code == "DATABASE_LOCKED"


def test_readers_cannot_write(tmp_path):
    path = tmp_path / "plant.qtrace"
    upgrade(str(path))
    database = Database(str(path))
    with pytest.raises(DatabaseProblem) as caught, database.read() as session:
        session.execute(text("DELETE FROM stock"))
    database.close()
    assert caught.value.code == "DATABASE_READ_ONLY"


def test_a_full_disk_is_said_and_the_next_save_works(tmp_path):
    path = tmp_path / "plant.qtrace"
    upgrade(str(path))
    database = Database(str(path))
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.rollback()
    with pytest.raises(DatabaseProblem) as caught, database.write() as session:
        session.execute(
            text("INSERT INTO command VALUES ('u', :d, NULL, :o)"),
            {"d": b"x" * 32, "o": "y" * 500_000},
        )
    assert caught.value.code == "DISK_FULL"
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        connection.rollback()
    with database.write() as session:
        session.execute(text("INSERT INTO command VALUES ('u', :d, NULL, '')"), {"d": b"x" * 32})
    database.close()


def test_instants_are_aware_and_exact(database_url):
    database = Database(database_url)
    instant = datetime(2026, 11, 22, 8, 20, 14, 123456, tzinfo=UTC)
    dialect = database.engine.dialect
    kind = UtcDateTime()
    bound = kind.process_bind_param(instant, dialect)
    assert kind.process_result_value(bound, dialect) == instant
    assert kind.process_bind_param(None, dialect) is None
    with pytest.raises(ValueError, match="naive"):
        kind.process_bind_param(datetime(2026, 1, 1), dialect)
    database.close()


def test_a_read_only_file_is_said(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    path = tmp_path / "plant.qtrace"
    upgrade(str(path))
    path.chmod(stat.S_IRUSR)
    database = Database(str(path))
    with pytest.raises(DatabaseProblem) as caught, database.write() as session:
        session.execute(text("DELETE FROM stock"))
    assert caught.value.code == "DATABASE_READ_ONLY"


def test_synchronous_full_and_wal(tmp_path):
    path = tmp_path / "plant.qtrace"
    upgrade(str(path))
    database = Database(str(path))
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        connection.rollback()
    database.close()


def test_an_engine_of_our_own_making_is_not_needed(tmp_path):
    """The migrations run on a plain engine too, as Alembic's command line uses them."""
    path = tmp_path / "x.qtrace"
    upgrade(f"sqlite:///{path}")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM link_kind")) == 9
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////data/plants/suzhou.qtrace", "suzhou.qtrace"),
        ("postgresql+psycopg://anna:secret@db7/suzhou", "suzhou @ db7"),
        ("postgresql+psycopg:///suzhou", "suzhou"),
    ],
)
def test_a_database_is_named_without_its_password(url, shown):
    database = Database(url)
    assert database.shown_name == shown
    database.close()
