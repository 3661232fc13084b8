"""Lines, equipment, routes, bills and orders come from the workbook through the same commands."""

from zoneinfo import ZoneInfo

import pytest

from qtrace.app.workbook_import import check_workbook, import_workbook
from qtrace.domain.people import Role
from qtrace.exchange.workbook import read_workbook, write_workbook
from qtrace.services.catalogue.master_data import known_codes
from qtrace.services.production.line_board import line_board
from tests.support.plants import make_plant

ZONE = ZoneInfo("Asia/Shanghai")
ROWS = {
    "units": [{"code": "pcs", "symbol_en": "pcs", "symbol_zh": "件"}],
    "parts": [
        {"number": "IP-200", "name_en": "Pump", "name_zh": "输注泵", "base_unit": "pcs",
         "tracking": "serial"},
        {"number": "SR-12", "name_en": "Seal ring", "name_zh": "密封圈", "base_unit": "pcs"},
    ],
    "revisions": [{"part": "IP-200", "revision": "A"}, {"part": "SR-12", "revision": "C"}],
    "part_codes": [{"part": "IP-200", "code": "09506000200019", "package_level": "unit"}],
    "locations": [{"code": "W-L2", "name_en": "Line 2", "name_zh": "二线", "zone": "wip"}],
    "people": [{"login": "mei", "name_en": "Mei", "name_zh": "梅", "roles": "operator"}],
    "lines": [{"code": "L2", "name_en": "Line 2", "name_zh": "二号线", "location": "W-L2"}],
    "equipment": [
        {"code": "TQ-1", "name_en": "Driver", "name_zh": "电批", "type": "screwdriver",
         "line": "L2", "qualified_to": "2027-01-31"},
    ],
    "training": [{"person": "mei", "topic": "WI-30/B", "done_on": "2026-01-05"}],
    "label_versions": [{"part": "IP-200", "version": "L/3", "udi_di": "09506000200019"}],
    "routes": [
        {"route": "R-1", "part": "IP-200", "no": "30", "name_en": "Assembly", "name_zh": "装配",
         "makes_units": "yes", "training_topic": "WI-30/B", "most_passes": "2"},
        {"route": "R-1", "part": "IP-200", "no": "40", "name_en": "Test", "name_zh": "检测"},
    ],
    "route_checks": [
        {"route": "R-1", "operation": "30", "no": "1", "kind": "patrol", "name_en": "Patrol",
         "name_zh": "巡检", "every_n": "30", "lsl": "0.80", "usl": "0.95"},
    ],
    "bills": [
        {"bill": "B-1", "made": "IP-200", "no": "1", "operation": "30", "part": "SR-12",
         "revision": "C", "num": "2"},
    ],
}  # fmt: skip
ORDER = {"number": "WO-1", "part": "IP-200", "line": "L2", "planned": "150"}


def book(**over):
    return read_workbook(write_workbook({**ROWS, **over}, {}))


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def test_everything_is_drafted_in_one_import_and_known_in_the_next(plant):
    assert book().errors == ()
    assert check_workbook(plant.bench, book(), ZONE).errors == ()
    accounts = import_workbook(plant.bench, book(), ZONE, plant.admin)
    assert accounts.errors == ()
    quality = plant.person("wang", Role.QUALITY)
    report = import_workbook(plant.bench, book(), ZONE, quality)
    assert report.errors == ()
    sheets = ("lines", "equipment", "training", "label_versions", "routes", "bills")
    assert {name: report.added[name] for name in sheets} == {
        "lines": 1, "equipment": 1, "training": 1, "label_versions": 1, "routes": 2, "bills": 1,
    }  # fmt: skip
    assert [row.code for row in plant.bench.ask(line_board)] == ["L2"]
    again = import_workbook(plant.bench, book(), ZONE, quality)
    assert (again.errors, dict(again.added)) == ((), {})
    assert plant.bench.ask(known_codes).training.keys() == {("mei", "WI-30/B")}


def test_an_order_waits_for_approved_drafts(plant):
    import_workbook(plant.bench, book(), ZONE, plant.admin)
    import_workbook(plant.bench, book(), ZONE, plant.person("wang", Role.QUALITY))
    supervisor = plant.person("sun", Role.SUPERVISOR)
    report = import_workbook(plant.bench, book(work_orders=[ORDER]), ZONE, supervisor)
    (error,) = report.errors
    assert (error.sheet, error.facts["reason"]) == ("work_orders", "PART_NOT_EFFECTIVE")


def test_what_is_not_known_is_named_by_cell(plant):
    wrong = book(
        lines=[{"code": "L2", "name_en": "Line 2", "location": "W-9"}],
        work_orders=[{**ORDER, "line": "L9"}],
        bills=[{**ROWS["bills"][0], "revision": "D"}],
    )
    found = check_workbook(plant.bench, wrong, ZONE).errors
    assert [(error.sheet, error.code.value) for error in found] == [
        ("lines", "NOT_KNOWN"), ("bills", "NOT_KNOWN"), ("work_orders", "NOT_KNOWN"),
    ]  # fmt: skip
