"""Photos of readings: kept once, bound to their reading, covered by the signatures after them."""

import json

import pytest
from sqlalchemy import func, select

from qtrace.domain.inspection import CharClass
from qtrace.domain.photos import MOST_BYTES
from qtrace.models.documents import Blob
from qtrace.services.documents.issued import unrendered_documents
from qtrace.services.inspection.reading_photos import AttachPhoto, photos_of_reading
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.domain.test_photos import jpeg, png
from tests.support.inspections import by_aql, make_bench, measured


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.known_source()
    made.gauge()
    made.plan([by_aql(CharClass.MAJOR, "2.5", "S-4")], [measured(1)], "inspect,review")
    return made


def attach(bench, inspection, reading, photo, by="lin", name="IMG_1.JPG"):
    command = AttachPhoto(
        **bench.head(), inspection_id=inspection, reading_id=reading, photo=photo, name=name
    )
    return bench.plant.send(command, by=bench.people[by])


def test_a_photo_belongs_to_its_reading_and_to_every_signature_after_it(bench):
    _lot, inspection = bench.started(pieces=20, containers=2)
    bench.fill(inspection)
    before = bench.sheet(inspection)
    cell = before.cells[0]
    assert cell.photos == 0
    assert attach(bench, inspection, cell.reading_id, jpeg(), by="rel").code == "NOT_ALLOWED"
    done = attach(bench, inspection, cell.reading_id, jpeg())
    assert isinstance(done, Done)
    after = bench.sheet(inspection)
    assert after.cells[0].photos == 1
    assert after.seen_sha256 != before.seen_sha256
    (row,) = bench.plant.bench.ask(photos_of_reading, cell.reading_id)
    assert (row.content, row.name, row.sha256) == (jpeg(), "IMG_1.JPG", done.facts["sha256"])
    assert attach(bench, inspection, cell.reading_id, jpeg()).code == "PHOTO_EXISTS"
    other = before.cells[1].reading_id
    assert isinstance(attach(bench, inspection, other, jpeg()), Done)
    with bench.plant.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 1
    assert isinstance(bench.sign(inspection), Done)
    assert attach(bench, inspection, cell.reading_id, png()).code == "ALREADY_SIGNED"
    assert isinstance(bench.review(inspection), Done)
    (document,) = bench.plant.bench.ask(unrendered_documents)
    figures = json.loads(document.data)["figures"]
    assert [figure["piece"] for figure in figures] == ["1", "2"]
    assert document.photos == {figures[0]["digest"]: jpeg()}
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_bad_files_and_places_are_refused_and_nothing_is_kept(bench):
    _lot, inspection = bench.started(pieces=20, containers=2)
    bench.fill(inspection)
    reading = bench.sheet(inspection).cells[0].reading_id
    refusals = {
        "PHOTO_EMPTY": b"",
        "PHOTO_NOT_AN_IMAGE": b"%PDF-1.7",
        "PHOTO_DAMAGED": jpeg()[:-2],
        "PHOTO_TOO_LARGE": png() + b"x" * MOST_BYTES,
        "PHOTO_TOO_MANY_PIXELS": png(20_000, 20_000),
    }
    for code, photo in refusals.items():
        refused = attach(bench, inspection, reading, photo)
        assert (refused.code, refused.facts["name"]) == (code, "IMG_1.JPG")
    assert attach(bench, inspection, 5, jpeg()).code == "PHOTO_NO_READING"
    assert attach(bench, inspection, reading, jpeg(), name="a\x07b").code == "TEXT_REFUSED"
    assert bench.sheet(inspection).cells[0].photos == 0
