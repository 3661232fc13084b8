"""The workbook: template, dry run, errors by cell, import through the same commands."""

import io
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.workbook_import import check_workbook, import_workbook
from qtrace.domain.people import Role
from qtrace.domain.plans import FirstLot
from qtrace.exchange.layout import SHEETS
from qtrace.exchange.workbook import read_workbook, write_workbook
from qtrace.services.catalogue.code_profiles import code_profiles
from qtrace.services.catalogue.master_data import known_codes, waiting_drafts
from qtrace.services.catalogue.plans import plan_revision, plans
from qtrace.services.suppliers.formats import supplier_formats
from qtrace.services.verification import verify_records
from tests.support.plants import make_plant

ZONE = ZoneInfo("Asia/Shanghai")
ROWS = {
    "units": [{"code": "1", "symbol_en": "pcs", "symbol_zh": "件"}],
    "parts": [
        {"number": "SR-12", "name_en": "Seal ring", "name_zh": "密封圈", "base_unit": "1",
         "container": "bag", "required_papers": "test_report,material"},
    ],
    "revisions": [{"part": "SR-12", "revision": "C", "drawing": "DWG-1"}],
    "part_codes": [{"part": "SR-12", "code": "19506000134359", "units_per": "100", "profile": "10 17"}],
    "supplier_formats": [{"supplier": "S-0117", "name": "Box", "pattern": "P{part}|L{lot}"}],
    "suppliers": [{"code": "S-0117", "name_en": "Hengmi", "name_zh": "恒密橡塑"}],
    "sites": [{"code": "HM-SZ1", "maker_en": "Hengmi", "maker_zh": "恒密", "name_en": "Suzhou 1", "name_zh": "苏州一厂"}],
    "sources": [{"supplier": "S-0117", "part": "SR-12", "site": "HM-SZ1"}],
    "locations": [{"code": "Q-01", "name_en": "Q", "name_zh": "待检", "zone": "quarantine"}],
    "orders": [
        {"number": "PO-1", "supplier": "S-0117", "ordered_on": "2026-11-01", "line": "1",
         "part": "SR-12", "revision": "C", "quantity": "2000", "due_on": "2026-11-30"},
    ],
    "deliveries": [
        {"number": "DN-1", "supplier": "S-0117", "line": "1", "order": "PO-1", "order_line": "1",
         "part": "SR-12", "site": "HM-SZ1", "supplier_lot": "7F42", "quantity": "1200", "containers": "12"},
    ],
    "plans": [{"plan": "SR-12", "part": "SR-12", "signature_chain": "inspect"}],
    "plan_classes": [
        {"plan": "SR-12", "class": "major", "sampling": "single", "standard": "iso2859", "level": "II", "aql": "2.5"},
    ],
    "characteristics": [
        {"plan": "SR-12", "no": "1", "kind": "variable", "class": "major", "name_en": "Wire dia.",
         "name_zh": "线径", "nominal": "2.40", "lsl": "2.32", "usl": "2.48", "unit": "mm",
         "decimals": "2", "gauge_type": "thickness"},
    ],
    "gauges": [
        {"code": "TG-011", "name_en": "Thickness gauge", "name_zh": "测厚规", "type": "thickness",
         "unit": "mm", "calibrated_on": "2026-01-12", "due_on": "2027-01-12"},
    ],
    "people": [{"login": "lin", "name_en": "Lin", "name_zh": "林晓雯", "badge_number": "421", "roles": "inspector"}],
}  # fmt: skip


def book(change=None):
    rows = {name: [dict(row) for row in entries] for name, entries in ROWS.items()}
    if change:
        change(rows)
    return read_workbook(write_workbook(rows, {}))


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def test_the_template_reads_as_empty_and_right():
    read = read_workbook(write_workbook({}, {}))
    assert read.errors == ()
    assert all(not rows for rows in read.rows.values())
    assert set(read.rows) == {sheet.name for sheet in SHEETS}


def test_profiles_and_formats_are_imported_and_checked_before(plant):
    def spoil(rows):
        rows["part_codes"][0]["profile"] = "10 1X"
        rows["supplier_formats"][0]["pattern"] = "{part}{lot}"

    errors = check_workbook(plant.bench, book(spoil), ZONE).errors
    assert {(e.sheet, e.cell, e.code.value) for e in errors} == {
        ("part_codes", "F2", "PROFILE_INVALID"), ("supplier_formats", "C2", "PATTERN_INVALID"),
    }  # fmt: skip
    quality = plant.person("wang", Role.QUALITY)
    report = import_workbook(plant.bench, book(), ZONE, quality)
    assert (report.errors, report.added["supplier_formats"]) == ((), 1)
    assert plant.bench.ask(code_profiles)[0].profile == "10 17"
    assert plant.bench.ask(supplier_formats)[0].label == "S-0117 Box"
    again = check_workbook(plant.bench, book(), ZONE)
    assert (again.errors, again.known["supplier_formats"]) == ((), 1)


def test_values_come_back_as_they_were_written():
    read = book()
    assert read.errors == ()
    for name, entries in ROWS.items():
        for row, entry in zip(read.rows[name], entries, strict=True):
            assert {k: row.values[k] for k in entry} == entry


def test_a_dry_run_changes_nothing_and_counts(plant):
    report = check_workbook(plant.bench, book(), ZONE)
    assert report.errors == ()
    assert report.added["parts"] == 1
    assert plant.bench.ask(known_codes).parts == {}


def test_everybody_imports_what_the_own_role_may_write(plant):
    report = import_workbook(plant.bench, book(), ZONE, plant.admin)
    assert (report.errors, set(report.added)) == ((), {"units", "locations", "people"})
    assert {"parts", "plans", "sources", "gauges", "orders"} <= set(report.left)
    quality = plant.person("wang", Role.QUALITY)
    report = import_workbook(plant.bench, book(), ZONE, quality)
    assert (report.errors, dict(report.left)) == ((), {"gauges": 1})
    metrology = plant.person("mei", Role.METROLOGY)
    report = import_workbook(plant.bench, book(), ZONE, metrology)
    assert (report.errors, dict(report.added), dict(report.left)) == ((), {"gauges": 1}, {})


def test_an_import_goes_through_the_commands_and_a_second_one_adds_nothing(plant):
    everything = plant.person("all", Role.QUALITY, Role.METROLOGY, Role.ADMINISTRATOR)
    report = import_workbook(plant.bench, book(), ZONE, everything)
    assert report.errors == ()
    known = plant.bench.ask(known_codes)
    assert ("SR-12",) in known.parts
    assert ("PO-1", "1") in known.order_lines
    assert ("S-0117", "DN-1") in known.deliveries
    assert [d.text for d in plant.bench.ask(waiting_drafts)] == ["SR-12 C", "SR-12 v1"]
    assert plant.bench.ask(verify_records).bad == ()
    again = import_workbook(plant.bench, book(), ZONE, everything)
    assert (again.errors, again.added) == ((), {})
    assert again.known["parts"] == 1


@pytest.mark.parametrize(
    ("sheet", "column", "value", "cell", "code"),
    [
        ("parts", "number", "", "A2", "CELL_EMPTY"),
        ("parts", "tracking", "batch", "D2", "CELL_NOT_A_CHOICE"),
        ("parts", "shelf_life_days", "1.5", "H2", "CELL_NOT_WHOLE"),
        ("parts", "base_unit", "kg", "F2", "NOT_KNOWN"),
        ("revisions", "part", "XX", "A2", "NOT_KNOWN"),
        ("orders", "quantity", "1,5", "G2", "CELL_NOT_NUMBER"),
        ("orders", "due_on", "31.12.2026", "H2", "CELL_NOT_DAY"),
        ("people", "roles", "king", "E2", "CELL_NOT_A_CHOICE"),
        ("parts", "name_en", "a\x07b", None, None),
    ],
)
def test_every_error_names_its_cell(plant, sheet, column, value, cell, code):
    def change(rows):
        rows[sheet][0][column] = value

    if code is None:
        with pytest.raises(openpyxl.utils.exceptions.IllegalCharacterError):
            book(change)
        return
    report = check_workbook(plant.bench, book(change), ZONE)
    assert (sheet, cell, code) in {(e.sheet, e.cell, e.code.value) for e in report.errors}
    done = import_workbook(plant.bench, book(change), ZONE, plant.admin)
    assert done.errors
    assert plant.bench.ask(known_codes).suppliers == {}


def test_a_formula_is_never_taken_for_its_value():
    raw = openpyxl.Workbook()
    page = raw.active
    page.title = "units"
    page.append(["code", "symbol_en", "symbol_zh"])
    page.append(["=1+1", "x", "y"])
    stream = io.BytesIO()
    raw.save(stream)
    assert [(e.cell, e.code.value) for e in read_workbook(stream.getvalue()).errors] == [
        ("A2", "CELL_FORMULA")
    ]


def test_a_formula_like_text_is_written_as_text():
    data = write_workbook({"units": [{"code": "=1+1", "symbol_en": "@x", "symbol_zh": "-1"}]}, {})
    page = openpyxl.load_workbook(io.BytesIO(data))["units"]
    assert [page["A2"].data_type, page["A2"].value] == ["s", "=1+1"]


def test_rows_twice_and_strange_headings_are_named():
    def change(rows):
        rows["units"].append(dict(rows["units"][0]))

    assert [(e.cell, e.code.value) for e in book(change).errors] == [("A3", "ROW_TWICE")]
    raw = openpyxl.Workbook()
    raw.active.title = "parts"
    raw.active.append(["number", "colour"])
    raw.create_sheet("sheet9")
    stream = io.BytesIO()
    raw.save(stream)
    codes = {e.code.value for e in read_workbook(stream.getvalue()).errors}
    assert codes == {"COLUMN_UNKNOWN", "COLUMN_MISSING", "SHEET_UNKNOWN"}


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data):
    assert read_workbook(data).errors[0].code.value == "NOT_A_WORKBOOK"


def test_a_spreadsheet_number_that_lost_digits_is_refused():
    raw = openpyxl.Workbook()
    page = raw.active
    page.title = "part_codes"
    page.append(["part", "code"])
    page.append(["SR-12", 1.9506000134359e17])
    stream = io.BytesIO()
    raw.save(stream)
    assert "CELL_INEXACT" in {e.code.value for e in read_workbook(stream.getvalue()).errors}


def test_every_kind_of_sampling_and_its_numbers_are_imported(plant):
    kinds = [
        {"sampling": "double", "standard": "z14", "level": "II", "aql": "1.0"},
        {"sampling": "variables", "standard": "z19", "level": "II", "aql": "1.0", "sigma": "known",
         "sigma_value": "0.0125", "method": "M"},
        {"sampling": "lq", "lq": "5", "ac": "1"},
        {"sampling": "success_run", "confidence": "0.95", "reliability": "0.90"},
    ]  # fmt: skip
    quality = plant.person("wang", Role.QUALITY, Role.METROLOGY)

    def change(rows):
        like = {key: list(rows[key]) for key in ("plans", "characteristics")}
        rows["plans"], rows["plan_classes"], rows["characteristics"] = [], [], []
        for kind in kinds:
            code = f"P-{kind['sampling']}"
            rows["plans"].append(like["plans"][0] | {"plan": code, "first_lot": "all"})
            rows["plan_classes"].append({"plan": code, "class": "major"} | kind)
            rows["characteristics"].append(like["characteristics"][0] | {"plan": code})

    assert import_workbook(plant.bench, book(change), ZONE, quality).errors == ()
    found = {}
    for row in plant.bench.ask(plans):
        sheet = plant.bench.ask(plan_revision, row.versions[0].revision_id)
        assert (sheet.first_lot, sheet.skip_lot) == (FirstLot.ALL, False)
        found[row.code] = sheet.classes[0]
    assert (found["P-variables"].sigma_value, found["P-variables"].method) == ("0.0125", "M")
    assert (found["P-lq"].lq, found["P-lq"].ac) == ("5", 1)
    assert found["P-success_run"].reliability == "0.90"
    assert found["P-double"].standard == "z14"
