"""Plans of every kind come with the workbook, their drawings from the folder beside it."""

import pytest
from hypothesis import given, settings

from qtrace.app.cli.main import main
from qtrace.app.workbook_import import check_workbook, import_workbook
from qtrace.domain.inspection import CharKind, ChoiceOption
from qtrace.domain.option_texts import options_text, parse_options
from qtrace.domain.people import Role
from qtrace.domain.photos import Photo, judge_photo
from qtrace.domain.plan_pictures import Balloon, PictureRole
from qtrace.exchange.workbook import read_workbook, write_workbook
from qtrace.services.catalogue.master_data import waiting_drafts
from qtrace.services.catalogue.plan_pictures import plan_pictures
from qtrace.services.catalogue.plans import plan_revision, plans
from qtrace.services.workbook.export import master_data
from qtrace.ui.catalogue.picture_file import LONG_SIDE, plan_picture
from tests.app.test_workbook import ROWS, ZONE
from tests.domain.test_option_texts import OPTIONS as ANY_OPTIONS
from tests.domain.test_photos import png
from tests.support.pdfs import pdf
from tests.support.plants import make_plant

OF_MAJOR = {"plan": "SR-12", "class": "major"}
OPTIONS = "CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊"
KINDS = [
    {"no": "2", "kind": "choice", "name_en": "Colour", "options": OPTIONS, "balloon": "0.5 0.25"},
    {"no": "3", "kind": "text", "name_en": "Remark", "required": "no"},
    {"no": "4", "kind": "formula", "name_en": "Half", "formula": "(c1 + 0) / 2", "usl": "1.3",
     "decimals": "2"},
    {"no": "5", "kind": "photo", "name_en": "Parting line", "balloon": "0.75; 0.5"},
]  # fmt: skip


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def book(change=None):
    rows = {name: [dict(row) for row in entries] for name, entries in ROWS.items()}
    rows["characteristics"] += [OF_MAJOR | row for row in KINDS]
    rows["plans"][0] |= {"drawing": "ring.pdf", "drawing_page": "2", "instruction": "ring.png"}
    if change:
        change(rows)
    return read_workbook(write_workbook(rows, {}))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ring.pdf").write_bytes(pdf())
    (tmp_path / "ring.png").write_bytes(png())
    return tmp_path


def everybody(plant) -> int:
    return plant.person("all", Role.QUALITY, Role.METROLOGY, Role.ADMINISTRATOR)


def test_a_plan_of_every_kind_comes_with_its_pictures(plant, folder):
    assert check_workbook(plant.bench, book(), ZONE, folder).errors == ()
    report = import_workbook(plant.bench, book(), ZONE, everybody(plant), folder)
    assert report.errors == ()
    revision = plant.bench.ask(plans)[0].versions[0].revision_id
    sheet = plant.bench.ask(plan_revision, revision)
    choice, text, formula, photo = sheet.characteristics[1:]
    assert choice.options == (
        ChoiceOption("CLEAR", "Clear", "透明"),
        ChoiceOption("CLOUDY", "Cloudy", "浑浊", conforms=False),
    )
    assert (text.required, formula.formula, photo.kind) == (False, "(c1 + 0) / 2", CharKind.PHOTO)
    drawing, instruction = plant.bench.ask(plan_pictures, revision)
    assert (drawing.role, drawing.name) == (PictureRole.DRAWING, "ring-2.png")
    assert drawing.balloons == (Balloon(2, "0.5", "0.25"), Balloon(5, "0.75", "0.5"))
    assert (instruction.content, instruction.balloons) == (png(), ())
    assert len(plant.bench.ask(waiting_drafts)) == 2
    exported = plant.bench.ask(master_data).sheets["characteristics"]
    assert [row["options"] for row in exported] == ["", OPTIONS, "", "", ""]
    assert [row["required"] for row in exported] == ["yes", "yes", "no", "yes", "yes"]
    assert exported[3]["formula"] == "(c1 + 0) / 2"


BAD = (
    (("plans", 0), {"drawing": "gone.png"}, "H2", "PHOTO_UNREADABLE"),
    (("plans", 0), {"drawing": "../ring.png"}, "H2", "PHOTO_UNREADABLE"),
    (("plans", 0), {"drawing_page": "3"}, "H2", "NO_SUCH_PAGE"),
    (("plans", 0), {"instruction": "text.txt"}, "J2", "PHOTO_NOT_AN_IMAGE"),
    (("plans", 0), {"drawing": "bad.pdf"}, "H2", "PDF_UNREADABLE"),
    (("characteristics", 1), {"options": "CLEAR"}, "P3", ""),
    (("characteristics", 1), {"balloon": "middle"}, "S3", ""),
)


def test_a_bad_cell_is_named_before_anything_is_written(plant, folder):
    (folder / "text.txt").write_text("no picture")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    by = everybody(plant)
    for (sheet, row), cells, cell, code in BAD:
        wrong = book(lambda rows, s=sheet, r=row, c=cells: rows[s][r].update(c))
        report = import_workbook(plant.bench, wrong, ZONE, by, folder)
        (error,) = report.errors
        assert (error.sheet, error.cell, error.facts.get("reason", "")) == (sheet, cell, code)
    errors = check_workbook(plant.bench, book(), ZONE).errors
    assert {error.cell for error in errors} == {"H2", "J2"}, "without a folder none is read"
    assert plant.bench.ask(plans) == ()


def test_a_page_of_a_pdf_becomes_a_picture(folder):
    found = plan_picture(folder / "ring.pdf")
    photo = judge_photo(found.content)
    assert isinstance(photo, Photo)
    assert (found.name, photo.width) == ("ring-1.png", LONG_SIDE)
    (folder / "huge.pdf").write_bytes(b"")
    with (folder / "huge.pdf").open("wb") as huge:
        huge.truncate(21 * 1024 * 1024)
    assert plan_picture(folder / "huge.pdf").code == "PHOTO_TOO_LARGE"


def test_the_command_line_reads_pictures_beside_the_workbook(plant, folder, capsys):
    rows = {name: [dict(row) for row in entries] for name, entries in ROWS.items()}
    rows["plans"][0]["drawing"] = "ring.png"
    file = folder / "plans.xlsx"
    file.write_bytes(write_workbook(rows, {}))
    url = plant.database.url.render_as_string(hide_password=False)
    assert main(["workbook", "check", str(file), "--database", url]) == 0
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    arguments = ["--database", url, "--pictures", str(elsewhere)]
    assert main(["workbook", "check", str(file), *arguments]) != 0
    assert "plans" in "".join(capsys.readouterr())


@settings(max_examples=12)
@given(ANY_OPTIONS)
def test_any_options_of_a_plan_leave_in_a_cell_and_come_back(options):
    cell = options_text(options)
    row = OF_MAJOR | {"no": "2", "kind": "choice", "name_en": "Colour", "options": cell}
    found = read_workbook(write_workbook({"characteristics": [row]}, {}))
    assert [error for error in found.errors if error.cell] == []
    assert parse_options(found.rows["characteristics"][0].values["options"]) == tuple(options)
