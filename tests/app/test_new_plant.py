"""A live plant comes into being whole, with its administrator and units, and never beside a demo."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import qtrace.app.new_plant as making
from qtrace.app.bootstrap import open_plant
from qtrace.app.config import Paths, demo_path
from qtrace.app.first_units import FIRST_UNITS
from qtrace.app.new_plant import create_plant
from qtrace.app.plant_files import PlantMark, PlantProblem, plant_mark
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.people import Role, SecretKind
from qtrace.models.catalogue import Unit
from qtrace.models.database import Database, DatabaseProblem
from qtrace.services.people.accounts import person_by_badge, person_by_login
from qtrace.services.secrets import SignatureClaim
from qtrace.services.verification import verify_records
from qtrace.services.work import Proof
from qtrace.ui.people.plant_draft import PlantDraft
from tests.support.plants import make_plant

DRAFT = PlantDraft(
    name_en="Blue Valley Devices",
    name_zh="蓝谷器械",
    address="1 Valley Road",
    language="zh_CN",
    time_zone="Asia/Shanghai",
    site_code="BV",
    site_name_en="Valley",
    site_name_zh="蓝谷",
    station_code="IQC-7",
    form_numbers=(("incoming_report", "QF-7.4-03/A"),),
    admin_login="gao",
    admin_name_en="Gao Ming",
    admin_name_zh="高明",
    admin_badge=format_badge(1),
    admin_password="seven green doors",
    admin_pin="250318",
)


@pytest.fixture
def paths() -> Paths:
    return Paths.of_machine()


def test_the_plant_is_live_and_its_administrator_can_sign_in(paths):
    database = create_plant(DRAFT, paths)
    assert Path(database) == paths.data_dir / "plant.qtrace"
    assert [path.name for path in paths.data_dir.iterdir()] == ["plant.qtrace"]
    plant = open_plant(database, "")
    try:
        assert (plant.plant.is_demo, plant.plant.demo_seed) == (False, None)
        assert (plant.plant.name_zh, plant.plant.language) == ("蓝谷器械", "zh_CN")
        assert plant.plant.form_numbers == {"incoming_report": "QF-7.4-03/A"}
        assert plant.workbench.station.code == "IQC-7"
        person = plant.workbench.ask(person_by_badge, DRAFT.admin_badge)
        assert person is not None
        assert person.roles == (Role.ADMINISTRATOR,)
        for kind, secret, way in (
            (SecretKind.PASSWORD, "seven green doors", "login"),
            (SecretKind.PIN, "250318", "badge"),
        ):
            claim = SignatureClaim(person.person_id, secret, kind, way)
            assert isinstance(plant.workbench.secrets.judge(claim), Proof)
        units = plant.workbench.ask(
            lambda reads: {code: reads.session.get(Unit, code) for code, *_ in FIRST_UNITS}
        )
        assert None not in units.values()
        assert not plant.workbench.ask(verify_records).bad
    finally:
        plant.close()


def test_secrets_of_a_live_plant_are_hashed_at_full_cost(paths):
    database = create_plant(DRAFT, paths)
    connection = sqlite3.connect(database)
    kept = [row[0] for row in connection.execute("SELECT encoded FROM credential")]
    connection.close()
    assert len(kept) == 2
    for encoded in kept:
        memory = int(encoded.split("m=")[1].split(",")[0])
        assert memory >= 19_456  # OWASP's least for argon2id, in KiB
        assert "seven green doors" not in encoded


def test_an_administrator_without_a_pin_has_a_password_only(paths):
    database = create_plant(replace(DRAFT, admin_pin=""), paths)
    plant = open_plant(database, "", writing=False)
    person = plant.workbench.ask(person_by_login, "gao")
    plant.close()
    assert person is not None
    assert (person.has_password, person.has_pin) == (True, False)


def test_it_takes_an_empty_database_of_either_kind(empty_database_url, paths):
    database = create_plant(replace(DRAFT, database=empty_database_url), paths)
    opened = Database(database)
    opened.close()
    assert plant_mark(database) is PlantMark.LIVE
    with pytest.raises(PlantProblem) as refused:
        create_plant(replace(DRAFT, database=empty_database_url), paths)
    assert refused.value.code == "PLANT_EXISTS"


def test_a_demo_is_never_turned_into_a_live_plant(tmp_path, paths):
    path = tmp_path / "was-demo.qtrace"
    make_plant(f"sqlite:///{path.as_posix()}", upgraded=False).bench.close()
    before = path.read_bytes()
    with pytest.raises(PlantProblem) as refused:
        create_plant(replace(DRAFT, database=str(path)), paths)
    assert refused.value.code == "PLANT_IS_DEMO"
    assert path.read_bytes() == before


def test_the_demos_own_place_is_refused_even_when_empty(paths):
    with pytest.raises(PlantProblem) as refused:
        create_plant(replace(DRAFT, database=str(demo_path(paths))), paths)
    assert refused.value.code == "PLANT_IS_DEMO"
    assert not demo_path(paths).exists()


@pytest.mark.parametrize("kind", ["text", "other database"])
def test_what_is_not_ours_is_left_alone(kind, tmp_path, paths):
    path = tmp_path / "taken"
    if kind == "text":
        path.write_text("not a database\n" * 99)
    else:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()
        connection.close()
    before = path.read_bytes()
    with pytest.raises((PlantProblem, DatabaseProblem)) as refused:
        create_plant(replace(DRAFT, database=str(path)), paths)
    assert refused.value.code in {"PLACE_TAKEN", "DATABASE_DAMAGED"}
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"admin_password": "short"}, "PASSWORD_TOO_SHORT"),
        ({"admin_pin": "111111"}, "PIN_TOO_SIMPLE"),
    ],
)
def test_weak_secrets_make_no_plant(changes, code, paths):
    with pytest.raises(PlantProblem) as refused:
        create_plant(replace(DRAFT, **changes), paths)
    assert refused.value.code == code
    assert not paths.data_dir.exists()


def test_what_is_interrupted_leaves_no_plant(monkeypatch, paths):
    def interrupted(_send: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "add_first_units", interrupted)
    with pytest.raises(KeyboardInterrupt):
        create_plant(DRAFT, paths)
    assert list(paths.data_dir.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path, paths):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(PlantProblem) as refused:
        create_plant(replace(DRAFT, database=str(blocked / "plant.qtrace")), paths)
    assert refused.value.code == "FOLDER_REFUSED"
    assert refused.value.facts["folder"] == str(blocked)
