"""Master data go out as the workbook that comes in: nothing is new on the way back, nothing lost."""

import io
import shutil
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from qtrace.app.workbook_import import check_workbook, import_workbook
from qtrace.domain.people import Role
from qtrace.exchange.layout import BY_NAME
from qtrace.exchange.workbook import read_workbook, write_workbook
from qtrace.services.workbook_export import master_rows
from tests.app.test_workbook import ROWS
from tests.app.test_workbook_production import ROWS as PRODUCTION
from tests.support.plants import make_plant

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
    return {name: entries for name, entries in rows.items() if name not in OF_THE_DAY}


def imported(plant, rows):
    roles = (Role.QUALITY, Role.METROLOGY, Role.SUPERVISOR)
    somebody = plant.person("wang", *roles)
    for person in (plant.admin, somebody):
        report = import_workbook(plant.bench, read_workbook(write_workbook(rows, {})), ZONE, person)
        assert report.errors == (), report.errors[:3]


def test_what_went_out_is_known_when_it_comes_back(plant):
    imported(plant, rows_of_everything())
    out = plant.bench.ask(master_rows)
    book = read_workbook(write_workbook(out, {}))
    assert book.errors == ()
    report = check_workbook(plant.bench, book, ZONE)
    assert (report.errors, dict(report.added)) == ((), {})
    assert sum(report.known.values()) > 20


def test_another_plant_gets_the_very_same_rows(plant, sqlite_template, tmp_path):
    imported(plant, rows_of_everything())
    out = plant.bench.ask(master_rows)
    path = tmp_path / "other.qtrace"
    shutil.copyfile(sqlite_template, path)
    other = make_plant(f"sqlite:///{path.as_posix()}")
    try:
        known = {row["login"] for row in other.bench.ask(master_rows)["people"]} | {"wang"}
        people = [row for row in out["people"] if row["login"] not in known]
        imported(other, out | {"people": people})
        again = other.bench.ask(master_rows)
    finally:
        other.bench.close()
    for name, rows in out.items():
        if name != "people":
            assert again[name] == rows, name
    assert {row["state"] for row in again["sources"]} >= {"suspended"}


def test_text_that_looks_like_a_formula_leaves_and_comes_back_as_text(plant):
    imported(plant, rows_of_everything())
    data = write_workbook(plant.bench.ask(master_rows), {})
    page = openpyxl.load_workbook(io.BytesIO(data))["suppliers"]
    cells = {cell.value: cell for line in page.iter_rows(min_row=2) for cell in line}
    for text in (ODD["name_en"], ODD["name_zh"]):
        assert cells[text].data_type == "s"
        assert cells[text].quotePrefix
    back = read_workbook(data)
    assert ODD["name_en"] in {row.values["name_en"] for row in back.rows["suppliers"]}
