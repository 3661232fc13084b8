"""A server is looked at, and joined: what was found, what was kept, and where."""

import stat
import threading

import psycopg
import pytest
from sqlalchemy import make_url

from qtrace.app.config import (
    DATABASE_VARIABLE,
    Settings,
    load_settings,
    save_settings,
    with_environment,
)
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.pass_file import keep_password, pass_line
from qtrace.app.plant_connector import (
    SettingsConnector,
    address_of,
    look_at,
    url_of,
    without_password,
)
from qtrace.app.problems import SetupProblem
from qtrace.models.database import Database, DatabaseProblem, upgrade
from qtrace.models.migrations import HEAD
from qtrace.models.signals import SignalKind, follow
from qtrace.ports import DeviceTrouble, FoundPlant, PlantStanding, ServerAddress, ServerRights
from tests.support.plants import make_plant
from tests.support.postgres import station_url

on_server = pytest.mark.parametrize("backend", ["pg"])
HERE = ServerAddress("db7", 5433, "su:zhou", "st@1", "p:w\\d/ä")


def found(url: str) -> FoundPlant:
    database = Database(url)
    try:
        return look_at(database)
    finally:
        database.close()


@on_server
def test_a_plant_is_found_with_the_rights_of_a_station(pg_server, database_url):
    make_plant(database_url).close()
    plant = found(station_url(pg_server, database_url))
    assert (plant.standing, plant.rights) == (PlantStanding.CURRENT, ServerRights.STATION)
    assert (plant.name_en, plant.schema) == ("Test plant", (HEAD, HEAD))
    assert [(each.code, each.is_present) for each in plant.stations] == [("IQC-2", False)]
    assert plant.latency_ms > 0
    assert plant.version.split(".")[0].isdecimal()
    assert not plant.is_encrypted
    assert found(database_url).rights is ServerRights.OWNER


@on_server
def test_a_station_that_listens_is_present(database_url):
    make_plant(database_url).close()
    begun, stopping = threading.Event(), threading.Event()
    database = Database(database_url)

    def emit(signal):
        if signal.kind is SignalKind.STARTED:
            begun.set()

    thread = threading.Thread(target=follow, args=(database, emit, stopping, "IQC-2"))
    thread.start()
    assert begun.wait(20)
    assert [each.is_present for each in found(database_url).stations] == [True]
    stopping.set()
    thread.join(20)
    database.close()


@on_server
def test_what_is_not_a_plant_is_told(empty_database_url):
    assert found(empty_database_url).standing is PlantStanding.EMPTY
    upgrade(empty_database_url, "0001")
    assert found(empty_database_url).standing is PlantStanding.OLDER
    owner = Database(empty_database_url)
    with owner.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert found(empty_database_url).standing is PlantStanding.NEWER
    with owner.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    owner.close()
    assert found(empty_database_url).standing is PlantStanding.FOREIGN


@on_server
def test_a_schema_without_plant_and_a_user_without_rights(
    pg_server, pg_template, empty_database_url
):
    upgrade(empty_database_url)
    assert found(empty_database_url).standing is PlantStanding.EMPTY
    with pytest.raises(DatabaseProblem) as caught:
        found(station_url(pg_server, empty_database_url))
    assert caught.value.code == "DATABASE_REFUSED"
    owner = Database(empty_database_url)
    with owner.engine.begin() as connection:
        role = pg_server.station_role
        connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {role}")
    owner.close()
    plant = found(station_url(pg_server, empty_database_url))
    assert (plant.rights, plant.stations) == (ServerRights.NONE, ())


@on_server
def test_why_there_is_no_connection(database_url):
    no_such = make_url(database_url).set(database="nobodys")
    with pytest.raises(DatabaseProblem) as caught:
        found(no_such.render_as_string(hide_password=False))
    assert caught.value.code == "DATABASE_MISSING"
    nobody = make_url(database_url).set(username="nobody_at_all")
    with pytest.raises(DatabaseProblem) as caught:
        found(nobody.render_as_string(hide_password=False))
    assert caught.value.code == "DATABASE_REFUSED"
    with pytest.raises(DatabaseProblem) as caught:
        found("postgresql://a:b@127.0.0.1:9/x")
    assert caught.value.code == "DATABASE_UNREACHABLE"


def test_an_address_goes_through_a_url_and_back(tmp_path):
    url = url_of(HERE)
    parsed = make_url(url)
    assert (parsed.host, parsed.port, parsed.database) == ("db7", 5433, "su:zhou")
    assert (parsed.username, parsed.password) == ("st@1", HERE.password)
    kept = make_url(url_of(HERE, tmp_path / "pgpass"))
    assert kept.password is None
    assert kept.query == {"passfile": str(tmp_path / "pgpass")}
    assert make_url(url_of(ServerAddress("fe80::1", 5432, "x", "u"))).host == "fe80::1"
    assert address_of("/data/plant.qtrace") == ServerAddress()
    plain = ServerAddress("db7", 5433, "suzhou", "station")
    assert address_of(url_of(plain, tmp_path / "pgpass")) == plain


def test_a_url_of_the_first_page_is_kept_without_its_password(tmp_path):
    file = tmp_path / "pgpass"
    kept = without_password(url_of(HERE), file)
    assert make_url(kept).password is None
    assert make_url(kept).query["passfile"] == str(file)
    assert file.read_text(encoding="utf-8") == pass_line(HERE) + "\n"
    assert without_password(kept, file) == kept
    assert without_password("/data/plant.qtrace", file) == "/data/plant.qtrace"


def test_passwords_lie_in_a_file_of_their_own(tmp_path):
    file = tmp_path / "deep" / "pgpass"
    other = ServerAddress("db8", 5432, "x", "u", "other")
    for address in (other, HERE, ServerAddress("db7", 5433, "su:zhou", "st@1", "new")):
        keep_password(file, address)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines == ["db7:5433:su\\:zhou:st@1:new", "db8:5432:x:u:other"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    keep_password(file, ServerAddress("db8", 5432, "x", "u", ""))
    assert "db8" not in file.read_text(encoding="utf-8"), "an empty password is forgotten"
    assert pass_line(HERE).endswith(":p\\:w\\\\d/ä")


def test_the_driver_takes_the_file(tmp_path):
    keep_password(tmp_path / "pgpass", HERE)
    info = psycopg.conninfo.make_conninfo(
        host="db7", port=5433, dbname="su:zhou", user="st@1", passfile=str(tmp_path / "pgpass")
    )
    assert "passfile" in info


class Joined:
    def __init__(self, file) -> None:
        self.answers: list = []
        self.connector = SettingsConnector(ImmediateExecutor(report=lambda _e: None), file)


@pytest.fixture
def machine(tmp_path):
    save_settings(Settings(theme="dark", station="IQC-1"), tmp_path / "config.toml")
    made = Joined(tmp_path / "config.toml")
    made.file = tmp_path / "config.toml"
    return made


def test_joining_keeps_address_and_station_and_no_password(machine):
    assert machine.connector.present() == ServerAddress()
    machine.connector.join(HERE, "LINE-1", machine.answers.append)
    assert machine.answers == [None]
    settings = load_settings(machine.file)
    assert isinstance(settings, Settings)
    assert (settings.station, settings.theme.value) == ("LINE-1", "dark")
    assert "p:w" not in machine.file.read_text(encoding="utf-8")
    assert settings.database.endswith("?passfile=" + str(machine.file.with_name("pgpass")))
    assert machine.connector.present().host == "db7"


def test_what_cannot_be_kept_is_told(machine):
    machine.file.with_name("pgpass").mkdir()
    machine.connector.join(HERE, "LINE-1", machine.answers.append)
    assert machine.answers[0].code == "CONFIG_NOT_SAVED"
    machine.file.write_text("what = is this", encoding="utf-8")
    machine.connector.join(HERE, "LINE-1", machine.answers.append)
    assert machine.answers[1].code == "CONFIG_NOT_TOML"
    assert machine.connector.present() == ServerAddress()


@on_server
def test_a_probe_answers_or_says_why_not(machine, database_url, monkeypatch):
    make_plant(database_url).close()
    monkeypatch.setattr("qtrace.app.plant_connector.url_of", lambda *_a: database_url)
    machine.connector.probe(HERE, machine.answers.append)
    assert isinstance(machine.answers[0], FoundPlant)
    monkeypatch.setattr(
        "qtrace.app.plant_connector.url_of", lambda *_a: "postgresql://127.0.0.1:9/x"
    )
    machine.connector.probe(HERE, machine.answers.append)
    assert machine.answers[1] == DeviceTrouble("DATABASE_UNREACHABLE", machine.answers[1].facts)
    monkeypatch.setattr("qtrace.app.plant_connector.look_at", lambda _d: 1 / 0)
    machine.connector.probe(HERE, machine.answers.append)
    assert machine.answers[2].code == "INTERNAL_ERROR"


def test_the_environment_goes_before_the_file():
    told = with_environment(Settings(database="/a"), {DATABASE_VARIABLE: "postgresql://h/d"})
    assert isinstance(told, Settings)
    assert told.database_url == "postgresql://h/d"
    assert with_environment(Settings(database="/a"), {}) == Settings(database="/a")
    assert with_environment(Settings(database="/a"), {DATABASE_VARIABLE: " "}).database == "/a"
    assert not isinstance(told, SetupProblem)
