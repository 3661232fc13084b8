"""What a fresh reader found on paper: reports, labels and print jobs that said something untrue."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text

from qtrace.domain.plans import ClassDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.cases import Case
from qtrace.models.documents import Document, DocumentFile, PrintJob
from qtrace.models.warehouse import Stock
from qtrace.services.checks import check_projections
from qtrace.services.documents.commands import ReprintDocument, StoreDocument
from qtrace.services.documents.issued import document_bytes, print_jobs
from qtrace.services.inspection.commands import SplitLot
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, by_aql, looked_at, make_bench

ROWS = (looked_at(1, MAJOR),)


@pytest.fixture
def bench(plant):
    return make_bench(plant)


def rows(bench, model, *where):
    with bench.plant.database.read() as session:
        return list(session.scalars(select(model).where(*where)))


def split(bench, inspection, accepted, by="lin", **over):
    values = {
        "accepted_id": bench.ids.next_id(), "rejected_id": bench.ids.next_id(),
        "accepted_q6": accepted * MILLION, "accepted_containers": 2, "rejected_containers": 1,
        "reason": "sorted",
    }  # fmt: skip
    person = bench.people[by]
    seen = bench.sheet(inspection).seen_sha256
    command = SplitLot(
        **bench.head(), inspection_id=inspection, seen_sha256=seen, **(values | over)
    )
    return command, bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def report(bench) -> dict:
    [document] = rows(bench, Document)
    return json.loads(document.data)


def decided(bench, bad=()) -> tuple[int, int]:
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    lot, inspection = bench.started()
    bench.fill(inspection, bad=bad)
    assert isinstance(bench.sign(inspection), Done)
    return lot, inspection


# --- the report -----------------------------------------------------------------------------


def test_the_report_of_a_sorted_lot_says_what_was_released(bench):
    bench.plan((ClassDraft(MAJOR, SampleType.ALL, ac=0),), ROWS)
    _, whole = bench.started(pieces=30, containers=3)
    bench.fill(whole, bad=(3, 8))
    _, done = split(bench, whole, 28)
    assert isinstance(done, Done), done
    said = report(bench)
    quantities = said["quantities"]
    assert (quantities["released"], quantities["set_aside"]) == ("28", "2")
    assert done.facts["rejected_lot"] in quantities["set_aside_note"]["en"]
    assert said["outcome"] == "partial"
    assert "blocked and held" not in said["outcome_reason"]["en"]
    assert done.facts["accepted_lot"] in said["outcome_reason"]["en"]
    assert said["release"]["quantity"] == "28"


def test_a_replaced_paper_is_not_on_the_report(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    lot, inspection = bench.started()
    wrong, right = bench.ids.next_id(), bench.ids.next_id()
    for paper_id, number, before in ((wrong, "COC-WRONG", None), (right, "COC-7", wrong)):
        bench.plant.done(
            RegisterPaper(
                **bench.head(), paper_id=paper_id, lot_id=lot, kind="conformance", number=number,
                supersedes_id=before,
            ),
            by=bench.people["lin"],
        )  # fmt: skip
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection), Done)
    assert [paper["number"] for paper in report(bench)["certificates"]] == ["COC-7"]


# --- quantities -----------------------------------------------------------------------------


def test_a_part_that_is_not_there_cannot_be_split_off(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    lot, inspection = bench.started()
    bench.fill(inspection)
    with bench.plant.owner.engine.connect() as connection:
        connection.execute(text(f"UPDATE stock SET on_hand_q6 = 5000000 WHERE item_id = {lot}"))
        connection.commit()
    _, refused = split(bench, inspection, 1000)
    assert isinstance(refused, Refusal)
    assert refused.code == "STOCK_TOO_LOW"
    assert [row.on_hand_q6 for row in rows(bench, Stock)] == [5 * MILLION]


@pytest.mark.parametrize("over", [{"accepted_containers": 10_000}, {"rejected_containers": 201}])
def test_more_containers_than_can_be_are_refused(bench, over):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    _, inspection = bench.started()
    bench.fill(inspection)
    _, refused = split(bench, inspection, 1000, **over)
    assert isinstance(refused, Refusal)
    assert refused.code == "SPLIT_QUANTITIES"


def test_after_a_split_with_set_aside_all_projections_agree(bench):
    decided(bench, bad=(5,))
    assert bench.plant.bench.ask(check_projections) == ()
    assert bench.plant.bench.ask(verify_records).bad == ()


# --- numbers --------------------------------------------------------------------------------


def test_cases_are_numbered_by_the_plants_year(bench):
    """In Suzhou the new year has begun while London still writes the old one."""
    bench.plant.clock.set(datetime(2026, 12, 31, 17, 0, tzinfo=UTC))
    decided(bench, bad=(1, 2, 3, 4))
    assert {case.number.split("-")[1] for case in rows(bench, Case)} == {"27"}
    assert report(bench)["head"]["number"].split("-")[1] == "27"


# --- the stored bytes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/html", b"<h1>released</h1>"),
        ("application/pdf", b""),
        ("application/pdf", b"<h1>released</h1>"),
        ("application/pdf", b"%PDF-1.7" + b"x" * (21 << 20)),
    ],
)
def test_only_a_pdf_becomes_the_document(bench, media_type, content):
    decided(bench)
    [document] = rows(bench, Document)
    outcome = bench.plant.send(
        StoreDocument(
            **bench.head(), document_id=document.id, media_type=media_type, content=content
        ),
        by=bench.people["lin"],
    )
    assert isinstance(outcome, Refusal)
    assert rows(bench, DocumentFile) == []
    assert bench.plant.bench.ask(document_bytes, document.id) is None


# --- print jobs -----------------------------------------------------------------------------


def test_a_job_is_printed_where_it_was_asked_for(bench):
    other = bench.other_station()
    decided(bench)
    waiting = len(rows(bench, PrintJob, PrintJob.state == "waiting"))
    assert waiting > 0
    assert len(bench.plant.bench.ask(print_jobs, ("waiting",), own_station=True)) == waiting
    assert other.ask(print_jobs, ("waiting",), own_station=True) == ()
    assert len(other.ask(print_jobs, ("waiting",))) == waiting
    other.close()


def test_a_document_that_is_not_stored_cannot_be_reprinted(bench):
    decided(bench)
    [document] = rows(bench, Document)
    outcome = bench.plant.send(
        ReprintDocument(
            **bench.head(), job_id=bench.ids.next_id(), document_id=document.id, reason="lost"
        ),
        by=bench.people["lin"],
    )
    assert isinstance(outcome, Done)  # it waits for its drawing
