"""Readings from a file: a dry run by cell, the same commands, gauges judged when it is read."""

import json
from datetime import date

import pytest

from qtrace.app.cli.main import main
from qtrace.app.readings_import import check_readings, import_readings
from qtrace.domain.gauges import GaugeReason
from qtrace.domain.inspection import CharKind, ChoiceOption, ReadingCode
from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.plans import CharacteristicDraft, ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.readings import read_readings, write_csv, write_xlsx
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.services.inspection.readings_exchange import reading_rows
from tests.support.inspections import MAJOR, MINOR, by_aql, looked_at, make_bench, measured
from tests.support.plants import make_plant


@pytest.fixture
def bench(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_bench(plant)
    made.gauge()
    made.gauge("TG-012", due=date(2026, 11, 1))
    made.plan(
        (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0", "S-1")),
        (measured(1, gauge_type="caliper"), looked_at(2)),
    )
    made.known_source()
    _, made.inspection = made.started(pieces=20, containers=2)
    yield made
    plant.bench.close()


def row(bench, **over):
    number = bench.sheet(bench.inspection).number
    return {
        "inspection": number, "characteristic": "1", "piece": "1", "value": "12.03",
        "gauge": "TG-011",
    } | over  # fmt: skip


def file(*rows):
    return read_readings(write_csv(rows))


def test_a_dry_run_changes_nothing_and_names_the_cell(bench):
    rows = (
        row(bench),
        row(bench, piece="99"),
        row(bench, inspection="IQC26-99999"),
        row(bench, characteristic="7"),
        row(bench, characteristic="2"),
        row(bench, piece="2", gauge="XX-1"),
        row(bench, piece="3", gauge="TG-012"),
        row(bench, piece="4", gauge=""),
        row(bench, piece="5", value="120.3"),
    )
    report = check_readings(bench.plant.bench, file(*rows))
    assert (report.ready, report.recorded) == (1, 0)
    assert [(e.cell, e.facts.get("reason", e.code.value)) for e in report.errors] == [
        ("C3", InspectionReason.NO_SUCH_CELL),
        ("A4", CellErrorCode.NOT_KNOWN),
        ("B5", CellErrorCode.NOT_KNOWN),
        ("D6", InspectionReason.UNKNOWN_DEFECT),
        ("E7", CellErrorCode.NOT_KNOWN),
        ("E8", GaugeReason.GAUGE_OVERDUE),
        ("E9", GaugeReason.GAUGE_MISSING),
        ("D10", InspectionReason.READING_ASK),
    ]
    lin = bench.people["lin"]
    assert import_readings(bench.plant.bench, file(*rows), lin).recorded == 0
    assert bench.sheet(bench.inspection).cells == ()


def test_readings_are_recorded_through_the_usual_commands(bench):
    rows = [row(bench, piece=str(piece), value=f"12.0{piece}") for piece in range(1, 4)]
    lin = bench.people["lin"]
    report = import_readings(bench.plant.bench, read_readings(write_xlsx(rows)), lin)
    assert (report.errors, report.recorded) == ((), 3)
    cells = bench.sheet(bench.inspection).cells
    assert [(c.piece, c.value, c.origin, c.person.code) for c in cells][:2] == [
        (1, "12.01", "command", "lin"), (2, "12.02", "command", "lin"),
    ]  # fmt: skip
    again = check_readings(bench.plant.bench, file(*rows))
    assert {error.facts["reason"] for error in again.errors} == {InspectionReason.READING_EXISTS}
    refused = import_readings(
        bench.plant.bench, file(row(bench, piece="4"), row(bench, piece="5")), bench.people["met"]
    )
    assert (refused.recorded, refused.errors[0].cell) == (0, "D2")
    out = bench.plant.bench.ask(reading_rows, rows[0]["inspection"])
    assert [(each["value"], each["gauge"], each["verdict"]) for each in out] == [
        ("12.01", "TG-011", "pass"), ("12.02", "TG-011", "pass"), ("12.03", "TG-011", "pass"),
    ]  # fmt: skip
    assert bench.plant.bench.ask(reading_rows, "?") is None
    waiting, _ = bench.receive(pieces=20, containers=2)
    assert waiting


def test_an_inspection_that_is_over_takes_nothing(bench):
    bench.fill(bench.inspection)
    bench.sign(bench.inspection)
    report = check_readings(bench.plant.bench, file(row(bench)))
    assert report.errors[0].cell == "A2"


def test_the_command_line_writes_checks_and_records(bench, tmp_path, capsys):
    number = bench.sheet(bench.inspection).number
    bench.read(
        bench.inspection,
        bench.sheet(bench.inspection).characteristics[0].characteristic_id,
        1,
        "12.01",
        gauge_id=bench.sheet(bench.inspection).characteristics[0].gauge_id,
    )
    place = ["--database", str(bench.plant.database.url)]
    for name in ("out.csv", "out.xlsx"):
        target = tmp_path / name
        assert main(["readings", "export", number, "--out", str(target), *place]) == 0
        assert main(["readings", "check", str(target), "--json", *place]) != 0
        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert [error["code"] for error in told["errors"]] == ["READING_EXISTS"]
    new = tmp_path / "new.csv"
    new.write_bytes(write_csv([row(bench, piece="2", value="12.02")]))
    assert main(["readings", "import", str(new), "--as", "lin", *place]) == 0
    assert "1 recorded" in capsys.readouterr().out
    assert len(bench.sheet(bench.inspection).cells) == 2
    assert main(["readings", "export", "?", "--out", str(new), *place]) != 0
    assert main(["readings", "check", str(tmp_path / "none"), *place]) != 0


BLUE, RED = ChoiceOption("BLUE", "Blue", "蓝"), ChoiceOption("RED", "Red", "红", conforms=False)
EVERY_KIND = (
    measured(1),
    measured(2),
    looked_at(3, MAJOR),
    CharacteristicDraft(4, CharKind.CHOICE, MAJOR, "Colour", "颜色", options=(BLUE, RED)),
    CharacteristicDraft(5, CharKind.TEXT, MAJOR, "Cavity mark", "模穴号"),
    CharacteristicDraft(
        6, CharKind.FORMULA, MAJOR, "Ratio", "比值", lsl="0.9", usl="1.1", decimals=2,
        formula="c1 / c2",
    ),
    CharacteristicDraft(7, CharKind.PHOTO, MAJOR, "Parting line", "分型线"),
)  # fmt: skip


@pytest.fixture
def kinds(sqlite_url):
    """Two started inspections of a plan with every kind of characteristic."""
    plant = make_plant(sqlite_url)
    made = make_bench(plant)
    made.plan((ClassDraft(MAJOR, SampleType.FIXED, fixed_n=3, ac=0),), EVERY_KIND)
    made.inspections = [made.started(pieces=20, containers=2)[1] for _ in range(2)]
    made.inspection = made.inspections[0]
    yield made
    plant.bench.close()


def of(kinds, characteristic, value, piece="1", **over):
    values = {"characteristic": str(characteristic), "value": value, "piece": piece, "gauge": ""}
    return row(kinds, **(values | over))


def test_readings_of_every_kind_are_recorded_and_come_back(kinds):
    rows = (
        of(kinds, 1, "12.00"), of(kinds, 2, "12.00"), of(kinds, 3, "ok"),
        of(kinds, 3, "F01", "2"), of(kinds, 3, "f02", "2"), of(kinds, 4, "2"),
        of(kinds, 4, "blue", "2"), of(kinds, 5, "=K-7", verdict="pass"),
        of(kinds, 5, "K8", "2", verdict="fail"),
    )  # fmt: skip
    lin = kinds.people["lin"]
    report = import_readings(kinds.plant.bench, file(*rows), lin)
    assert (report.errors, report.recorded) == ((), 9)
    out = kinds.plant.bench.ask(reading_rows, rows[0]["inspection"])
    told = [(each["characteristic"], each["piece"], each["value"], each["verdict"]) for each in out]
    assert told == [
        ("1", "1", "12.00", "pass"), ("2", "1", "12.00", "pass"), ("3", "1", "OK", "pass"),
        ("3", "2", "F01", "fail"), ("3", "2", "F02", "fail"), ("4", "1", "RED", "fail"),
        ("4", "2", "BLUE", "pass"), ("5", "1", "=K-7", "pass"), ("5", "2", "K8", "fail"),
        ("6", "1", "1.00", "pass"),
    ]  # fmt: skip
    second = kinds.sheet(kinds.inspections[1]).number
    copied = [each | {"inspection": second} for each in out if each["characteristic"] != "6"]
    for write in (write_csv, write_xlsx):
        assert check_readings(kinds.plant.bench, read_readings(write(copied))).errors == ()
    import_readings(kinds.plant.bench, file(*copied), lin)
    again = kinds.plant.bench.ask(reading_rows, second)
    assert [each | {"read_at": ""} for each in again] == [
        each | {"read_at": "", "inspection": second, "lot": again[0]["lot"]} for each in out
    ]


def test_what_a_row_of_another_kind_cannot_be_is_named_by_its_cell(kinds):
    kinds.all_ok(
        kinds.inspection, kinds.sheet(kinds.inspection).characteristics[2].characteristic_id
    )
    kinds.defect(
        kinds.inspection, kinds.sheet(kinds.inspection).characteristics[2].characteristic_id, 3
    )
    rows = (
        of(kinds, 3, "OK"), of(kinds, 3, "F09"), of(kinds, 3, "F01", "3"), of(kinds, 4, "green"),
        of(kinds, 5, "x" * 61), of(kinds, 6, "1.00"), of(kinds, 7, "a" * 64), of(kinds, 1, "blue"),
        of(kinds, 5, "K1", "2"), of(kinds, 5, "K2", "2"), of(kinds, 3, "F02", "2"),
        of(kinds, 3, "OK", "2"),
    )  # fmt: skip
    report = check_readings(kinds.plant.bench, file(*rows))
    found = [(e.cell, e.facts.get("reason", e.code.value)) for e in report.errors]
    assert found == [
        ("C2", "ALREADY_COUNTED"), ("D3", "UNKNOWN_DEFECT"), ("C4", "READING_EXISTS"),
        ("D5", ReadingCode.NO_SUCH_OPTION), ("D6", ReadingCode.TEXT_TOO_LONG),
        ("B7", "READING_IS_COMPUTED"), ("B8", "READING_IS_A_PHOTO"), ("D9", "TRIAL_VALUE"),
        ("C11", CellErrorCode.ROW_TWICE), ("C13", "ALREADY_COUNTED"),
    ]  # fmt: skip
    assert report.ready == 2
    said = explain(load_translator(Language.EN), found[3][1], report.errors[3].facts)
    assert said.text == "green is none of the options: BLUE, RED"
    assert explain(
        load_translator(Language.EN), found[2][1], report.errors[2].facts
    ).text.startswith("Piece 3 has F01 already, by Lin")
