"""`db`, `records`, `certificate`, `label`: the answers, the statuses, the errors."""

import json
import sqlite3

import pytest

from qtrace.app.cli.main import main
from qtrace.domain.people import Role
from qtrace.records.leaf import verification_code
from tests.support.plants import make_plant


@pytest.fixture
def plant_file(sqlite_url, tmp_path):
    plant = make_plant(sqlite_url)
    plant.person("lin", Role.INSPECTOR)
    plant.bench.close()
    return plant.database.url.database


def run(capsys, *arguments):
    status = main(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_records_verify_says_ok(capsys, plant_file):
    status, out, _err = run(capsys, "records", "verify", "--json", "--database", plant_file)
    answer = json.loads(out)
    assert (status, answer["verdict"], answer["first_bad"]) == (0, "ok", None)
    assert answer["records"] == 4
    status, out, _err = run(capsys, "records", "verify", "--database", plant_file)
    assert (status, out.startswith("OK: 4 records")) == (0, True)


def test_records_verify_names_the_first_bad_record(capsys, plant_file):
    connection = sqlite3.connect(plant_file)
    connection.execute("DROP TRIGGER guard_record_update")
    connection.execute(
        "UPDATE record SET payload = replace(payload, 'lin', 'liu') WHERE station_seq = 2"
    )
    connection.execute(
        "CREATE TRIGGER guard_record_update BEFORE UPDATE ON record "
        "BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record'); END"
    )
    connection.commit()
    connection.close()
    status, out, _err = run(capsys, "records", "verify", "--json", "--database", plant_file)
    answer = json.loads(out)
    assert (status, answer["verdict"]) == (4, "ALTERED")
    assert answer["first_bad"]["sequence"] == 2
    status, out, _err = run(capsys, "records", "verify", "--database", plant_file)
    assert status == 4
    assert "ALTERED" in out


def test_a_printed_code_is_found(capsys, plant_file):
    connection = sqlite3.connect(plant_file)
    leaf = connection.execute("SELECT leaf FROM record WHERE station_seq = 2").fetchone()[0]
    connection.close()
    code = verification_code(leaf)
    status, out, _err = run(
        capsys, "records", "verify", "--code", code, "--json", "--database", plant_file
    )
    assert (status, json.loads(out)["intact"]) == (0, True)
    status, _out, err = run(
        capsys, "records", "verify", "--code", "0000-0000-0000", "--json", "--database", plant_file
    )
    assert (status, json.loads(err)["error"]["code"]) == (2, "CODE_NOT_FOUND")


def test_a_missing_guard_is_an_integrity_error(capsys, plant_file):
    connection = sqlite3.connect(plant_file)
    connection.execute("DROP TRIGGER guard_record_update")
    connection.commit()
    connection.close()
    status, _out, err = run(capsys, "records", "verify", "--json", "--database", plant_file)
    assert (status, json.loads(err)["error"]["code"]) == (4, "GUARDS_MISSING")


def test_db_check_and_upgrade(capsys, plant_file):
    status, out, _err = run(capsys, "db", "check", "--json", "--database", plant_file)
    assert (status, json.loads(out)["verdict"]) == (0, "ok")
    assert run(capsys, "db", "upgrade", "--database", plant_file)[0] == 0


def test_db_check_finds_a_wrong_projection(capsys, plant_file):
    connection = sqlite3.connect(plant_file)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO stock (item_id, location_id, on_hand_q6) VALUES (1, 1, 5)")
    connection.commit()
    connection.close()
    status, out, _err = run(capsys, "db", "check", "--json", "--database", plant_file)
    assert (status, json.loads(out)["findings"][0]["table"]) == (4, "stock")


@pytest.mark.parametrize("command", [("db", "check"), ("records", "verify")])
def test_no_plant_is_an_environment_error(capsys, tmp_path, command):
    missing = str(tmp_path / "none.qtrace")
    status, _out, err = run(capsys, *command, "--json", "--database", missing)
    assert (status, json.loads(err)["error"]["code"]) == (5, "DATABASE_MISSING")


def test_an_unknown_lot_is_refused(capsys, plant_file, tmp_path):
    out = str(tmp_path / "x.pdf")
    status, _out, err = run(
        capsys, "certificate", "L26-04817-H", "--out", out, "--database", plant_file
    )
    assert (status, bool(err)) == (3, True)
    status, _out, err = run(
        capsys,
        "label",
        "L26-04817-H",
        "--out",
        out,
        "--as",
        "lin",
        "--reason",
        "torn",
        "--database",
        plant_file,
    )
    assert (status, bool(err)) == (3, True)


def test_a_label_has_a_known_format(capsys, plant_file, tmp_path):
    status, _out, _err = run(
        capsys,
        "label",
        "L26-04817-H",
        "--out",
        str(tmp_path / "x.doc"),
        "--as",
        "lin",
        "--reason",
        "torn",
        "--database",
        plant_file,
    )
    assert status == 2
