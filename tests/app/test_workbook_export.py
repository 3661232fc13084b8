"""Master data go out as the workbook that comes in: nothing is new on the way back, nothing lost."""

import io
import shutil
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from qtrace.app.cli.main import main
from qtrace.app.workbook_import import check_workbook, import_workbook
from qtrace.domain.people import Role
from qtrace.exchange.layout import BY_NAME
from qtrace.exchange.workbook import read_workbook, write_workbook
from qtrace.services.outcomes import Done
from qtrace.services.workbook.export import master_data
from tests.app.test_workbook import ROWS
from tests.app.test_workbook_production import ROWS as PRODUCTION
from tests.domain.test_photos import png
from tests.support.plants import make_plant
from tests.support.production import make_production
from tests.support.receiving import make_receiving

ZONE = ZoneInfo("Asia/Shanghai")
OF_THE_DAY = ("orders", "deliveries", "work_orders")
ODD = {"code": "S-0118", "name_en": "=HYPERLINK(1)", "name_zh": "+1@x", "state": "suspended"}


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def rows_of_everything():
    rows = {name: [dict(row) for row in entries] for name, entries in ROWS.items()}
    for name, entries in PRODUCTION.items():
        known = rows.setdefault(name, [])
        keys = BY_NAME[name].keys
        there = {tuple(row.get(key, "") for key in keys) for row in known}
        known += [
            dict(row) for row in entries if tuple(row.get(key, "") for key in keys) not in there
        ]
    rows["suppliers"].append(dict(ODD))
    rows["sources"].append(
        {"supplier": "S-0118", "part": "SR-12", "site": "HM-SZ1", "state": "suspended",
         "reason": "audit failed", "lots_left_tightened": "3"}
    )  # fmt: skip
    rows["plans"].append({"plan": "SR-12-V", "part": "SR-12", "supplier": "S-0117"})
    rows["plan_classes"].append(
        {"plan": "SR-12-V", "class": "major", "sampling": "variables", "standard": "z19",
         "level": "II", "aql": "1.0", "sigma": "known", "sigma_value": "0.0125", "method": "M"}
    )  # fmt: skip
    rows["characteristics"].append(ROWS["characteristics"][0] | {"plan": "SR-12-V"})
    like = {"plan": "SR-12", "class": "major", "name_en": "x", "name_zh": "y"}
    rows["characteristics"] += [
        like | {"no": "2", "kind": "choice", "options": "CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊"},
        like | {"no": "3", "kind": "text", "required": "no"},
        like | {"no": "4", "kind": "formula", "formula": "c1 / 2", "unit": "mm", "decimals": "2",
                "lsl": "1.1", "usl": "1.3"},
    ]  # fmt: skip
    return {name: entries for name, entries in rows.items() if name not in OF_THE_DAY}


def imported(plant, rows, folder=None):
    roles = (Role.QUALITY, Role.METROLOGY, Role.SUPERVISOR)
    somebody = plant.person("wang", *roles)
    for person in (plant.admin, somebody):
        book = read_workbook(write_workbook(rows, {}))
        report = import_workbook(plant.bench, book, ZONE, person, folder)
        assert report.errors == (), report.errors[:3]


def test_what_went_out_is_known_when_it_comes_back(plant):
    imported(plant, rows_of_everything())
    out = plant.bench.ask(master_data).sheets
    book = read_workbook(write_workbook(out, {}))
    assert book.errors == ()
    report = check_workbook(plant.bench, book, ZONE)
    assert (report.errors, dict(report.added)) == ((), {})
    assert sum(report.known.values()) > 20


def test_another_plant_gets_the_very_same_rows(plant, sqlite_template, tmp_path):
    imported(plant, rows_of_everything())
    out = plant.bench.ask(master_data).sheets
    path = tmp_path / "other.qtrace"
    shutil.copyfile(sqlite_template, path)
    other = make_plant(f"sqlite:///{path.as_posix()}")
    try:
        known = {row["login"] for row in other.bench.ask(master_data).sheets["people"]} | {"wang"}
        people = [row for row in out["people"] if row["login"] not in known]
        imported(other, out | {"people": people})
        again = other.bench.ask(master_data).sheets
    finally:
        other.bench.close()
    for name, rows in out.items():
        if name != "people":
            assert again[name] == rows, name
    assert {row["state"] for row in again["sources"]} >= {"suspended"}


def test_what_is_still_to_come_goes_out_and_is_known_when_it_comes_back(
    plant, sqlite_template, tmp_path
):
    rows = rows_of_everything() | {
        name: [dict(row) for row in ROWS[name]] for name in OF_THE_DAY[:2]
    }
    first = rows["deliveries"][0]
    first |= {"revision": "C", "carrier": "SF", "needed_at": "2026-11-24T08:30:00"}
    rows["deliveries"] += [
        first
        | {"line": "2", "order": "", "order_line": "", "part": "", "revision": "", "site": ""},
        first | {"supplier": "S-0118", "order": "", "order_line": ""},  # its own DN-1
    ]
    imported(plant, rows)
    out = plant.bench.ask(master_data).sheets
    assert [row["quantity"] for row in out["orders"]] == ["2000"]
    assert [(row["supplier"], row["line"]) for row in out["deliveries"]] == [
        ("S-0117", "1"), ("S-0117", "2"), ("S-0118", "1"),
    ]  # fmt: skip
    assert out["deliveries"][0] == {"sscc": ""} | first
    report = check_workbook(plant.bench, read_workbook(write_workbook(out, {})), ZONE)
    assert (report.errors, dict(report.added)) == ((), {})
    path = tmp_path / "other.qtrace"
    shutil.copyfile(sqlite_template, path)
    other = make_plant(f"sqlite:///{path.as_posix()}")
    try:
        people = [row for row in out["people"] if row["login"] not in ("admin", "wang")]
        imported(other, out | {"people": people})
        again = other.bench.ask(master_data).sheets
    finally:
        other.bench.close()
    assert {name: again[name] for name in OF_THE_DAY} == {name: out[name] for name in OF_THE_DAY}


def test_only_work_orders_that_nothing_was_made_for_go_out(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = make_production(plant)
    needed = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    assert isinstance(bench.ordered(12, needed_at=needed, expiry=date(2028, 1, 31)), Done)
    running = bench.order
    assert isinstance(bench.ordered(5), Done)
    (first, second) = plant.bench.ask(master_data).sheets["work_orders"]
    assert (first["part"], first["planned"], first["expiry"]) == ("IP-200", "12", "2028-01-31")
    assert (first["needed_at"], second["needed_at"]) == ("2026-11-24T08:30:00", "")
    book = read_workbook(write_workbook(plant.bench.ask(master_data).sheets, {}))
    report = check_workbook(plant.bench, book, ZONE)
    assert (report.errors, dict(report.added)) == ((), {})
    bench.cleared()
    assert isinstance(bench.start(order=running), Done)
    (left,) = plant.bench.ask(master_data).sheets["work_orders"]
    assert left["planned"] == "5"
    plant.bench.close()


def test_what_has_come_does_not_go_out(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = make_receiving(plant)

    def numbers(sheet):
        return [row["number"] for row in plant.bench.ask(master_data).sheets[sheet]]

    bench.expected("a", order="PO-1")
    bench.expected("b", order="PO-2")
    before = numbers("deliveries")
    assert {"PO-1", "PO-2"} <= set(numbers("orders"))
    assert isinstance(bench.receive("a", quantity=2000), Done)
    assert len(numbers("deliveries")) == len(before) - 1
    assert "PO-1" not in numbers("orders")
    assert isinstance(bench.receive("b", quantity=1200), Done)
    assert "PO-2" in numbers("orders")  # 800 of 2000 are still to come
    plant.bench.close()


def test_text_that_looks_like_a_formula_leaves_and_comes_back_as_text(plant):
    imported(plant, rows_of_everything())
    data = write_workbook(plant.bench.ask(master_data).sheets, {})
    page = openpyxl.load_workbook(io.BytesIO(data))["suppliers"]
    cells = {cell.value: cell for line in page.iter_rows(min_row=2) for cell in line}
    for text in (ODD["name_en"], ODD["name_zh"]):
        assert cells[text].data_type == "s"
        assert cells[text].quotePrefix
    back = read_workbook(data)
    assert ODD["name_en"] in {row.values["name_en"] for row in back.rows["suppliers"]}


def test_the_command_line_writes_pictures_beside_the_workbook(plant, tmp_path, capsys):
    rows = rows_of_everything()
    drawn = tmp_path / "in"
    drawn.mkdir()
    (drawn / "ring.png").write_bytes(png(60, 40))
    rows["plans"][0] |= {"plan": "SR-12/A", "drawing": "ring.png"}
    for sheet in ("plan_classes", "characteristics"):
        rows[sheet] = [
            row | {"plan": "SR-12/A"} if row["plan"] == "SR-12" else row for row in rows[sheet]
        ]
    rows["characteristics"][0] |= {"balloon": "0.25 0.60"}
    imported(plant, rows, drawn)
    place = ["--database", str(plant.database.url)]
    target = tmp_path / "out" / "master.xlsx"
    target.parent.mkdir()
    assert main(["workbook", "export", "--out", str(target), "--language", "zh_CN", *place]) == 0
    (picture,) = target.parent.glob("*.png")
    assert picture.name.startswith("SR-12_A-")
    assert picture.read_bytes() == png(60, 40)
    book = read_workbook(target.read_bytes())
    plans = {row.values["plan"]: row.values for row in book.rows["plans"]}
    assert plans["SR-12/A"]["drawing"] == picture.name
    balloons = [row.values["balloon"] for row in book.rows["characteristics"]]
    assert "0.25 0.60" in balloons
    capsys.readouterr()
    assert main(["workbook", "check", str(target), *place]) == 0
    assert "nothing" in capsys.readouterr().out
