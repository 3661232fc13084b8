"""Rights on PostgreSQL: what services need is proved by tests/services; here, that it is all."""

import pytest
from sqlalchemy import text

from qtrace.app.cli.main import main
from qtrace.models.database import Database, DatabaseProblem, upgrade
from qtrace.models.roles import RoleNames, right_statements, role_statements, station_rights
from qtrace.models.schema import audited_classes, metadata
from tests.support.postgres import station_url

on_server = pytest.mark.parametrize("backend", ["pg"])


@pytest.fixture
def station(pg_server, database_url):
    database = Database(station_url(pg_server, database_url))
    yield database
    database.close()


def refused(database: Database, statement: str) -> str:
    with pytest.raises(DatabaseProblem) as caught, database.write() as session:
        session.execute(text(statement))
    return caught.value.code


FACTS = sorted(name for name, mapped in audited_classes().items() if mapped.append_only)
KEPT = sorted(set(audited_classes()) | {"record", "record_object"})


def test_every_table_is_decided_about():
    rights = station_rights()
    assert set(rights) == set(metadata.tables) | {"alembic_version"}
    assert all(rights[name] == ("SELECT", "INSERT") for name in FACTS)
    assert all("DELETE" not in rights[name] for name in KEPT)
    assert [name for name, given in rights.items() if "DELETE" in given] == ["hold_member"]


@on_server
def test_no_fact_can_be_changed_and_nothing_audited_removed(station):
    assert refused(station, "UPDATE record SET actor_id = 1") == "DATABASE_REFUSED"
    for table in ("record_object", "reading", "signature", "movement", "disposition"):
        assert refused(station, f"UPDATE {table} SET record_id = 1") == "DATABASE_REFUSED"
    for table in ("record", "record_object", "reading", "item", "person", "hold", "station_gate"):
        assert refused(station, f"DELETE FROM {table}") == "DATABASE_REFUSED"


@on_server
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own (x int)",
        "ALTER TABLE record ADD COLUMN x int",
        "ALTER TABLE record DISABLE TRIGGER ALL",
        "DROP TRIGGER guard_record_delete ON record",
        "TRUNCATE record",
        "DROP TABLE record",
        "CREATE ROLE other",
        "UPDATE alembic_version SET version_num = '1'",
        "SET ROLE postgres",
        (
            "CREATE OR REPLACE FUNCTION qtrace_refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NEW; END $$"
        ),
    ],
)
def test_the_schema_cannot_be_altered(station, statement):
    assert refused(station, statement) == "DATABASE_REFUSED"


@on_server
def test_nothing_more_is_granted_than_is_listed(pg_server, database_url):
    database = Database(database_url)
    query = text(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = :role"
    )
    with database.read() as session:
        rows = session.execute(query, {"role": pg_server.station_role}).all()
    database.close()
    found: dict[str, set[str]] = {}
    for table, right in rows:
        found.setdefault(table, set()).add(right)
    assert found == {table: set(rights) for table, rights in station_rights().items()}


@on_server
def test_an_upgrade_gives_the_rights_on_new_tables(pg_server, pg_template, empty_database_url):
    upgrade(empty_database_url, "0001")
    owner = Database(empty_database_url)
    with owner.engine.connect() as connection:
        connection.execute(text(f"GRANT SELECT, INSERT ON record TO {pg_server.station_role}"))
        connection.commit()
    owner.close()
    upgrade(empty_database_url)
    station = Database(station_url(pg_server, empty_database_url))
    with station.read() as session:
        assert session.scalar(text("SELECT count(*) FROM gauge_lookback")) == 0
    assert refused(station, "DELETE FROM gauge_lookback") == "DATABASE_REFUSED"
    station.close()


@on_server
def test_the_whole_script_can_be_run_twice(pg_server, empty_database_url):
    """On a server of our own: as a superuser, then a station with nothing but its rights."""
    import psycopg
    from sqlalchemy import make_url

    prefix = f"{pg_server.prefix}_twice"
    names = RoleNames(f"{prefix}_o", f"{prefix}_s", f"{prefix}_z")
    upgrade(empty_database_url)
    url = make_url(empty_database_url)
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    script = [*role_statements(names, url.database), *right_statements(names)]
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in script * 2:
            connection.execute(statement)
    sealer = Database(url.set(username=names.sealer).render_as_string(hide_password=False))
    with sealer.read() as session:
        assert session.scalar(text("SELECT count(*) FROM record")) == 0
    assert refused(sealer, "SELECT 1 FROM person") == "DATABASE_REFUSED"
    assert refused(sealer, "DELETE FROM record") == "DATABASE_REFUSED"
    sealer.close()


def test_the_command_prints_the_script(capsys):
    assert main(["db", "roles", "--name", "suzhou", "--station", "sz_station"]) == 0
    printed = capsys.readouterr().out
    assert 'ALTER DATABASE "suzhou" OWNER TO qtrace_owner;' in printed
    assert "GRANT SELECT, INSERT ON reading TO sz_station;" in printed
    assert main(["db", "roles", "--only", "rights"]) == 0
    assert "CREATE ROLE" not in capsys.readouterr().out
    assert main(["db", "roles", "--only", "roles"]) == 0
    assert "INSERT" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", "Owner", "a;b", "qtrace_station", "x" * 64])
def test_a_role_name_that_needs_quotes_is_refused(name, capsys):
    assert main(["db", "roles", "--owner", name]) == 2
    assert "three different names" in capsys.readouterr().err.lower()
