"""Samples as things: they leave the lot, are split, sent and confirmed, and come to an end."""

import pytest
from sqlalchemy import select, text

from qtrace.domain.inspection_flow import InspectionState, ReinspectionCause
from qtrace.domain.plans import ClassDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.samples import SampleActKind, SampleState
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.samples import Reinspection
from qtrace.models.warehouse import Stock
from qtrace.services.inspection.commands import AskReinspection, InspectPart, SplitLot
from qtrace.services.outcomes import Done
from qtrace.services.registry import handlers
from qtrace.services.samples.commands import (
    ConfirmSampleResult,
    EndSample,
    ReportSampleResult,
    SendSample,
    SplitSample,
    TakeSample,
)
from qtrace.services.samples.queries import samples
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, looked_at, make_bench, measured
from tests.support.plants import make_plant
from tests.support.stations import door_with

FIXED = ClassDraft(MAJOR, SampleType.FIXED, fixed_n=2, ac=0)


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.plan([FIXED], [looked_at(1, MAJOR), measured(2)], chain="inspect")
    return made


@pytest.fixture
def file_bench(sqlite_url):
    """A plant file, where the back end does not matter."""
    plant = make_plant(sqlite_url)
    made = make_bench(plant)
    made.plan([FIXED], [looked_at(1, MAJOR), measured(2)], chain="inspect")
    yield made
    plant.close()


def send(bench, command, by="lin", **values):
    person = bench.people[by]
    claim = bench.plant.claim(person) if command.meaning else None
    return bench.plant.send(command(**bench.head(), **values), by=person, claim=claim)


def take(bench, inspection, qty=3, container=2, purpose="tensile test"):
    sample = bench.ids.next_id()
    outcome = send(bench, TakeSample, inspection_id=inspection, sample_id=sample,
                   container_no=container, qty_q6=qty * MILLION, purpose=purpose)  # fmt: skip
    return sample, outcome


def acts(bench, sample):
    return {"act_id": bench.ids.next_id(), "sample_id": sample}


def rows(bench):
    return {row.sample_id: row for row in bench.plant.bench.ask(samples)}


def on_hand(bench, inspection):
    return bench.sheet(inspection).lot.on_hand_q6 // MILLION


def test_a_sample_leaves_the_lot_and_its_parts_are_what_it_was(bench):
    _, inspection = bench.started(100, 4)
    sample, outcome = take(bench, inspection)
    assert outcome.facts["sample"].startswith("SM-26-")
    assert on_hand(bench, inspection) == 97
    part = bench.ids.next_id()
    done = send(bench, SplitSample, **acts(bench, sample), child_id=part, qty_q6=MILLION,
                purpose="reserve")  # fmt: skip
    assert isinstance(done, Done)
    found = rows(bench)
    assert (found[sample].now.qty_q6, found[part].now.qty_q6) == (2 * MILLION, MILLION)
    assert (found[part].parent, found[part].container_no) == (found[sample].code, 2)
    ended = send(bench, EndSample, **acts(bench, part), end=SampleActKind.RETAIN, note="shelf 3")
    assert isinstance(ended, Done)
    back = send(bench, EndSample, **acts(bench, sample), end=SampleActKind.RETURN, note="unused")
    assert isinstance(back, Done), back
    assert on_hand(bench, inspection) == 99
    assert rows(bench)[part].now.state is SampleState.RETAINED


def test_an_outsourced_result_counts_when_another_person_confirms_it(bench):
    _, inspection = bench.started(100, 4)
    row = bench.sheet(inspection).characteristics[1]
    sample, _ = take(bench, inspection)
    send(bench, SendSample, **acts(bench, sample), laboratory="SGS")
    bench.pass_time(days=4)
    told = {"characteristic_id": row.characteristic_id, "piece": 1, "report": "R-77"}
    told_by_lin = send(bench, ReportSampleResult, **acts(bench, sample), value="12.03", **told)
    assert isinstance(told_by_lin, Done)
    assert bench.sheet(inspection).cells == ()
    early = send(bench, EndSample, **acts(bench, sample), end=SampleActKind.DESTROY, note="used")
    assert early.code == "SAMPLE_RESULT_OPEN"
    confirm = {"reading_id": bench.ids.next_id()}
    own = send(bench, ConfirmSampleResult, "zhou", **acts(bench, sample), **confirm)
    assert isinstance(own, Done), own
    cell = bench.sheet(inspection).cells[0]
    assert (cell.value, cell.person.code) == ("12.03", "zhou")
    used = send(bench, EndSample, **acts(bench, sample), end=SampleActKind.DESTROY, note="used")
    assert isinstance(used, Done)
    notes = rows(bench)[sample].notes
    assert [note.kind.value for note in notes] == ["send", "report", "confirm", "destroy"]
    assert notes[1].text == "#2.1: 12.03  R-77"


def test_nobody_confirms_what_they_reported(bench):
    _, inspection = bench.started(100, 4)
    row = bench.sheet(inspection).characteristics[1]
    sample, _ = take(bench, inspection)
    send(bench, SendSample, "zhou", **acts(bench, sample), laboratory="SGS")
    send(bench, ReportSampleResult, "zhou", **acts(bench, sample), value="12.03", report="R",
         characteristic_id=row.characteristic_id, piece=1)  # fmt: skip
    own = send(bench, ConfirmSampleResult, "zhou", **acts(bench, sample),
               reading_id=bench.ids.next_id())  # fmt: skip
    assert own.code == "SAME_PERSON"


def test_what_cannot_be_taken_says_why(bench):
    _, inspection = bench.started(100, 4)
    assert take(bench, inspection, container=5)[1].code == "SAMPLE_CONTAINER_UNKNOWN"
    assert take(bench, inspection, qty=0)[1].code == "QUANTITY_NOT_POSITIVE"
    assert take(bench, inspection, qty=101)[1].code == "STOCK_TOO_LOW"
    assert take(bench, 1)[1].code == "SAMPLE_UNKNOWN"
    assert send(bench, SendSample, **acts(bench, 1), laboratory="X").code == "SAMPLE_UNKNOWN"
    sample, _ = take(bench, inspection)
    nowhere = send(bench, ReportSampleResult, **acts(bench, sample), value="1", report="R",
                   characteristic_id=1, piece=1)  # fmt: skip
    assert nowhere.code == "SAMPLE_NOT_SENT"


def ask_again(bench, original, by="wang", note="gauge read 0.1 mm too much"):
    return send(bench, AskReinspection, by, original_id=original,
                inspection_id=bench.ids.next_id(), reason=ReinspectionCause.WRONG_GAUGE,
                note=note)  # fmt: skip


def test_a_wrong_measurement_is_inspected_again_by_a_second_persons_signature(bench):
    _, inspection = bench.started(100, 4)
    assert ask_again(bench, inspection).code == "NOT_DECIDED_YET"
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection, "wang"), Done)
    assert ask_again(bench, inspection).code == "SAME_PERSON"
    asked = ask_again(bench, inspection, "qian")
    assert isinstance(asked, Done), asked
    assert bench.sheet(inspection).lot.quality_state == "quarantine"
    again = ask_again(bench, inspection, "qian")
    assert (again.code, again.facts["later"]) == ("INSPECTED_AGAIN", asked.facts["number"])
    with bench.plant.database.read() as session:
        (link,) = session.query(Reinspection).all()
    assert (link.original_id, link.reason) == (inspection, "wrong_gauge")
    assert isinstance(bench.start(link.inspection_id), Done)
    bench.fill(link.inspection_id)
    assert isinstance(bench.sign(link.inspection_id), Done)
    sheet = bench.sheet(link.inspection_id)
    assert (sheet.state, sheet.lot.quality_state) == (InspectionState.ACCEPTED, "released")


def divide(bench, inspection, boxes, qty):
    part, own, rest, later = (bench.ids.next_id() for _ in range(4))
    done = send(bench, InspectPart, inspection_id=inspection, part_id=part, part_inspection_id=own,
                rest_id=rest, rest_inspection_id=later, containers=boxes, qty_q6=qty * MILLION)  # fmt: skip
    assert isinstance(done, Done), done
    return (part, own), (rest, later)


def test_samples_follow_their_container_when_the_lot_is_divided(bench):
    whole, inspection = bench.receive(100, 4)
    of_part, of_rest, of_box = (take(bench, inspection, container=n)[0] for n in (1, 2, 4))
    (part, own), (rest, later) = divide(bench, inspection, (1, 4), 40)
    assert (on_hand(bench, own), on_hand(bench, later)) == (37, 54)
    found = rows(bench)
    assert {row.lot_id for row in found.values()} == {whole}
    part_lot, rest_lot = (bench.sheet(each).lot.lot for each in (own, later))
    assert [(found[each].now_of, found[each].inspection_id) for each in (of_part, of_rest, of_box)] == [
        (part_lot, own), (rest_lot, later), (rest_lot, later),
    ]  # fmt: skip
    (_, again), (_, last) = divide(bench, later, (1,), 25)  # container 2 of the whole lot
    assert (on_hand(bench, again), on_hand(bench, last)) == (22, 32)
    homes = rows(bench)
    assert (homes[of_rest].inspection_id, homes[of_box].inspection_id) == (again, last)
    back = send(bench, EndSample, **acts(bench, of_box), end=SampleActKind.RETURN, note="unused")
    assert isinstance(back, Done), back
    assert on_hand(bench, last) == 35
    assert isinstance(bench.start(again), Done)
    send(bench, SendSample, **acts(bench, of_rest), laboratory="SGS")
    row = bench.sheet(again).characteristics[1]
    told = send(bench, ReportSampleResult, **acts(bench, of_rest), value="12.03", report="R-78",
                characteristic_id=row.characteristic_id, piece=1)  # fmt: skip
    assert isinstance(told, Done), told
    confirmed = send(bench, ConfirmSampleResult, "zhou", **acts(bench, of_rest),
                     reading_id=bench.ids.next_id())  # fmt: skip
    assert isinstance(confirmed, Done), confirmed
    assert [cell.value for cell in bench.sheet(again).cells] == ["12.03"]
    assert bench.plant.bench.ask(verify_records).bad == ()
    assert {part, rest}


def test_samples_go_with_the_rejected_lot_when_a_decided_lot_is_split(file_bench):
    bench = file_bench
    _, inspection = bench.started(100, 4)
    take(bench, inspection)
    bench.fill(inspection)
    accepted, rejected = bench.ids.next_id(), bench.ids.next_id()
    done = send(
        bench, SplitLot, inspection_id=inspection, seen_sha256=bench.sheet(inspection).seen_sha256,
        accepted_id=accepted, rejected_id=rejected, accepted_q6=60 * MILLION,
        accepted_containers=2, rejected_containers=2, reason="two wet boxes",
    )  # fmt: skip
    assert isinstance(done, Done), done
    with bench.plant.database.read() as session:
        stock = {
            each: session.scalar(select(Stock.on_hand_q6).where(Stock.item_id == each))
            for each in (accepted, rejected)
        }
    assert stock == {accepted: 60 * MILLION, rejected: 37 * MILLION}


@pytest.mark.parametrize("backend", ["pg"])
@pytest.mark.parametrize("command", [TakeSample, SendSample])
def test_a_sample_is_between_its_gate_and_its_commit(bench, command):
    """A hold takes every gate: it cannot come between the question and the sample."""
    _, inspection = bench.started(100, 4)
    sample, _ = take(bench, inspection)
    free = []

    def watched(work, given):
        made = handlers()[command](work, given)
        with bench.plant.owner.engine.connect() as other:
            told = "SELECT station_id FROM station_gate FOR UPDATE SKIP LOCKED"
            free.append(work.station.id in other.scalars(text(told)).all())
            other.rollback()
        return made

    values = (
        {"act_id": bench.ids.next_id(), "sample_id": sample, "laboratory": "SGS"}
        if command is SendSample
        else {
            "inspection_id": inspection, "sample_id": bench.ids.next_id(), "container_no": 1,
            "qty_q6": MILLION, "purpose": "tensile test",
        }
    )  # fmt: skip
    with door_with(bench.plant, {command: watched}) as station:
        sent = station.send(command(**bench.head(), **values), by=bench.people["lin"])
    assert isinstance(sent, Done), sent
    assert free == [False]
