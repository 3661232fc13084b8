"""Signing and deciding: the chain, two persons, what follows, and who was first."""

import json
import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from qtrace.domain.catalogue import PaperKind
from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection_flow import (
    ChainStep,
    InspectionReason,
    InspectionState,
    ReadingOrigin,
)
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.people import PeopleReason, QualitySwitch
from qtrace.domain.plans import ClassDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.documents import Document, PrintJob
from qtrace.models.inspection import InspectionResult
from qtrace.models.items import Disposition, Item, ItemStatus, Link
from qtrace.models.people import Signature
from qtrace.models.records import Record
from qtrace.models.warehouse import Stock
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.inspection.commands import (
    RecordReading,
    ReviewInspection,
    SignInspection,
)
from qtrace.services.inspection.queries import next_signers
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.commands import SetQualitySwitch
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.services.verification import verify_records
from tests.support.inspections import (
    CRITICAL,
    MAJOR,
    MINOR,
    InspectionBench,
    by_aql,
    looked_at,
    make_bench,
    measured,
)

CLASSES = (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0"))
ROWS = (measured(1), looked_at(2))
FIRST, SECOND = (kind.value for kind in tuple(PaperKind)[:2])


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def ready(bench: InspectionBench, chain="inspect", bad=(), **plan) -> tuple[int, int]:
    """A lot whose readings are all there."""
    bench.plan(CLASSES, ROWS, chain, **plan)
    bench.known_source()
    lot, inspection = bench.started()
    bench.fill(inspection, bad)
    return lot, inspection


def rows(bench: InspectionBench, model, *where):
    with bench.plant.database.read() as session:
        return list(session.scalars(select(model).where(*where)))


def status(bench: InspectionBench, item: int) -> str:
    (row,) = rows(bench, ItemStatus, ItemStatus.item_id == item)
    return row.quality_state


def test_an_accepted_lot_is_released_with_report_labels_and_history(bench):
    lot, inspection = ready(bench)
    done = bench.sign(inspection)
    assert (done.facts["state"], done.facts["verdict"]) == ("accepted", "accept")
    assert status(bench, lot) == "released"
    (decision,) = rows(bench, Disposition)
    assert (decision.decision, decision.no, decision.inspector_id, decision.second_person_required) == (
        "accept", 1, bench.people["lin"], 0,
    )  # fmt: skip
    (document,) = rows(bench, Document)
    assert (str(document.id), document.inspection_id) == (done.facts["document_id"], inspection)
    labels = rows(bench, PrintJob, PrintJob.label_status == "released")
    assert [(j.item_id, j.container_from, j.container_to) for j in labels] == [(lot, 1, 12)]
    assert [(r.d, r.accepted) for r in rows(bench, InspectionResult)] == [(0, True), (0, True)]
    sheet = bench.sheet(inspection)
    assert (sheet.state, sheet.signed_verdict, sheet.next_step) == (
        InspectionState.ACCEPTED, InspectionOutcome.ACCEPT, None,
    )  # fmt: skip
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_failed_pieces_of_an_accepted_lot_become_a_rejected_child_lot(bench):
    lot, inspection = ready(bench, bad=(9,))
    flash = bench.sheet(inspection).characteristics[1].characteristic_id
    bench.defect(inspection, flash, 9)
    bench.defect(inspection, flash, 66)
    done = bench.sign(inspection)
    child = int(done.facts["set_aside_id"])
    assert (status(bench, lot), status(bench, child)) == ("released", "rejected")
    (link,) = rows(bench, Link)
    assert (link.parent_id, link.child_id, link.kind, link.qty_q6) == (
        lot, child, "split", 2 * MILLION,
    )  # fmt: skip
    stock = {row.item_id: row.on_hand_q6 for row in rows(bench, Stock)}
    assert stock == {lot: 1198 * MILLION, child: 2 * MILLION}
    (item,) = rows(bench, Item, Item.id == child)
    assert item.lot == done.facts["set_aside_lot"] != ""
    assert [i.unit_seq for i in rows(bench, Item, Item.origin_id == child)] == [1]
    assert bench.sheet(inspection).outcome.child_lots == ((item.lot, "rejected", 2 * MILLION),)
    red = rows(bench, PrintJob, PrintJob.label_status == "rejected")
    assert [j.item_id for j in red] == [child]


def test_a_rejected_lot_is_held_with_its_nonconformance(bench):
    lot, inspection = ready(bench, "inspect,review", bad=(4, 7))
    assert bench.sign(inspection).facts["next"] == "review"
    assert status(bench, lot) == "quarantine"
    done = bench.review(inspection)
    assert done.facts["state"] == "rejected"
    assert status(bench, lot) == "rejected"
    sheet = bench.sheet(inspection)
    assert sheet.outcome.nonconformance == done.facts["ncr"] != ""
    assert sheet.outcome.holds == (done.facts["hold"],) == sheet.open_holds
    assert [(r.d, r.accepted) for r in rows(bench, InspectionResult)] == [(2, False), (0, True)]
    assert rows(bench, Link) == []
    (decision,) = rows(bench, Disposition)
    assert (decision.decision, decision.decided_by) == ("reject", bench.people["zhou"])


def test_a_reviewer_is_another_person_and_signs_the_same_content(bench):
    _, inspection = ready(bench, "inspect,review,approve")
    early = bench.review(inspection)
    assert early.code == InspectionReason.NOT_THE_NEXT_SIGNATURE
    assert bench.sign(inspection, by="zhou").facts["next"] == "review"
    assert bench.review(inspection, by="zhou").code == PeopleReason.SAME_PERSON
    assert bench.review(inspection, by="lin").code == PeopleReason.NOT_ALLOWED
    assert bench.approve(inspection).code == InspectionReason.NOT_THE_NEXT_SIGNATURE
    assert bench.review(inspection, by="wang").facts["next"] == "approve"
    assert bench.approve(inspection, by="wang").code == PeopleReason.SAME_PERSON
    assert bench.approve(inspection).facts["state"] == "accepted"
    signed = rows(bench, Signature, Signature.target_kind == "inspection")
    assert [s.meaning for s in sorted(signed, key=lambda s: s.id)] == [
        "inspected", "reviewed", "approved",
    ]  # fmt: skip
    assert len({s.content_sha256 for s in signed}) == 1
    steps = bench.sheet(inspection).signatures
    assert [(s.step, s.person.code) for s in steps] == [
        (ChainStep.INSPECT, "zhou"), (ChainStep.REVIEW, "wang"), (ChainStep.APPROVE, "rel"),
    ]  # fmt: skip


def test_who_may_sign_next_leaves_out_who_signed(bench):
    _, inspection = ready(bench, "inspect,review")

    def codes():
        return [p.code for p in bench.plant.bench.ask(next_signers, inspection)]

    assert codes() == ["lin", "qian", "sun", "wang", "zhou"]
    bench.sign(inspection, by="zhou")
    assert codes() == ["qian", "rel", "wang"]
    bench.review(inspection, by="wang")
    assert codes() == []


def test_a_wrong_pin_signs_nothing(bench):
    _, inspection = ready(bench)
    lin = bench.people["lin"]
    command = SignInspection(
        **bench.head(), inspection_id=inspection, seen_sha256=bench.sheet(inspection).seen_sha256
    )
    outcome = bench.plant.send(command, by=lin, claim=bench.plant.claim(lin, "999999"))
    assert outcome.code == PeopleReason.WRONG_SECRET
    assert bench.plant.send(command, by=lin).code == PeopleReason.SIGNATURE_REQUIRED
    assert rows(bench, Disposition) == []


def test_missing_readings_are_counted(bench):
    bench.plan(CLASSES, ROWS)
    bench.known_source()
    _, inspection = bench.started()
    diameter = bench.sheet(inspection).characteristics[0].characteristic_id
    bench.read(inspection, diameter, 1, "12.0")
    refused = bench.sign(inspection)
    assert (refused.code, refused.facts["missing"]) == (InspectionReason.READINGS_MISSING, "99")


@pytest.mark.parametrize("early_stop", [True, False])
def test_an_early_stop_is_the_plans_choice(bench, early_stop):
    bench.plan(CLASSES, ROWS, early_stop=early_stop)
    bench.known_source()
    lot, inspection = bench.started()
    diameter = bench.sheet(inspection).characteristics[0].characteristic_id
    for piece in (1, 2):
        bench.read(inspection, diameter, piece, "12.13")
    outcome = bench.sign(inspection)
    if early_stop:
        assert (outcome.facts["verdict"], status(bench, lot)) == ("reject", "rejected")
    else:
        assert outcome.code == InspectionReason.EARLY_STOP_NOT_ALLOWED
        assert outcome.facts["missing"] == "98"


def test_readings_are_closed_by_the_signature(bench):
    _, inspection = ready(bench, "inspect,review")
    bench.sign(inspection)
    diameter = bench.sheet(inspection).characteristics[0].characteristic_id
    late = bench.read(inspection, diameter, 1, "12.0", by="sun")
    assert (late.code, late.facts["name_en"]) == (InspectionReason.ALREADY_SIGNED, "Lin")
    assert bench.sign(inspection, by="sun").code == InspectionReason.ALREADY_SIGNED
    bench.review(inspection)
    decided = bench.sign(inspection, by="sun")
    assert (decided.code, decided.facts["name_en"], decided.facts["verdict"]) == (
        InspectionReason.ALREADY_DECIDED, "Zhou", "accept",
    )  # fmt: skip
    assert bench.review(inspection, by="wang").code == InspectionReason.ALREADY_DECIDED


def test_a_lot_is_not_released_while_papers_are_missing(plant):
    bench = make_bench(plant, papers=(FIRST, SECOND))
    bench.plan(CLASSES, ROWS)
    bench.known_source()
    lot, inspection = bench.receive(papers=(SECOND,))
    bench.start(inspection)
    bench.fill(inspection)
    refused = bench.sign(inspection)
    assert (refused.code, refused.facts["kinds"]) == (
        InspectionReason.CERTIFICATE_MISSING, FIRST,
    )  # fmt: skip
    assert [(p.kind, p.number) for p in bench.sheet(inspection).papers] == [
        (FIRST, None), (SECOND, "1"),
    ]  # fmt: skip
    assert rows(bench, Signature, Signature.target_kind == "inspection") == []
    plant.done(
        RegisterPaper(
            **bench.head(), paper_id=bench.ids.next_id(), lot_id=lot, kind=FIRST, number="7"
        ),
        by=bench.people["lin"],
    )
    assert isinstance(bench.sign(inspection), Done)


def test_a_rejection_needs_no_papers(plant):
    bench = make_bench(plant, papers=(FIRST,))
    lot, inspection = ready(bench, bad=(1, 2))
    assert bench.sign(inspection).facts["verdict"] == "reject"
    assert status(bench, lot) == "rejected"


def test_a_held_lot_is_not_released(bench):
    lot, inspection = ready(bench)
    hold = PlaceHold(
        **bench.head(), hold_id=bench.ids.next_id(), lot_id=lot,
        reason=HoldReason.CONTAMINATION, severity="major", note="bag open",
    )  # fmt: skip
    placed = bench.plant.done(hold, by=bench.people["sun"])
    refused = bench.sign(inspection)
    assert (refused.code, refused.facts["hold"]) == ("LOT_ON_HOLD", placed.facts["hold"])
    assert status(bench, lot) == "quarantine"


def test_an_unverified_table_decides_nothing(bench):
    bench.plan((ClassDraft(CRITICAL, SampleType.C0, aql="1.0"),), (looked_at(1, CRITICAL),))
    _, inspection = bench.started()
    (row,) = bench.sheet(inspection).classes
    assert row.plan.verified is False
    bench.fill(inspection)
    refused = bench.sign(inspection)
    assert (refused.code, refused.facts["class"]) == (InspectionReason.UNVERIFIED_TABLE, "critical")
    wang = bench.people["wang"]
    verified = SetQualitySwitch(
        **bench.head(), switch=QualitySwitch.C0_VERIFIED, is_on=True, reason="own copy, page 4"
    )
    bench.plant.done(verified, by=wang, claim=bench.plant.claim(wang))
    assert bench.sign(inspection).facts["verdict"] == "accept"


def test_an_expired_lot_is_not_released(bench):
    from datetime import date

    bench.expiry = date(2026, 11, 30)
    lot, inspection = ready(bench)
    bench.pass_time(days=9)
    assert bench.sign(inspection).code == InspectionReason.LOT_EXPIRED
    assert status(bench, lot) == "quarantine"


def test_nobody_signs_what_changed_since_it_was_on_the_screen(bench):
    _, inspection = ready(bench, "inspect,review")
    seen = bench.sheet(inspection)
    cell = seen.cells[0]
    bench.pass_time(minutes=3)
    corrected = bench.read(
        inspection, cell.characteristic_id, cell.piece, "12.05", by="sun",
        replaces=cell.reading_id,
    )  # fmt: skip
    assert isinstance(corrected, Done), corrected
    refused = sign_what_was_seen(bench, SignInspection, "lin", seen)
    assert (refused.code, refused.facts["name_en"], refused.facts["at"]) == (
        InspectionReason.CHANGED_SINCE_SEEN, "Sun", bench.plant.clock.now().isoformat(),
    )  # fmt: skip
    assert rows(bench, Signature, Signature.target_kind == "inspection") == []
    again = bench.sheet(inspection)
    assert again.seen_sha256 != seen.seen_sha256
    assert isinstance(sign_what_was_seen(bench, SignInspection, "lin", again), Done)


def test_a_hold_or_a_paper_that_came_meanwhile_is_looked_at_first(bench):
    lot, inspection = ready(bench, "inspect,review", bad=(4, 7))
    bench.sign(inspection)
    seen = bench.sheet(inspection)
    bench.plant.done(
        PlaceHold(
            **bench.head(), hold_id=bench.ids.next_id(), lot_id=lot, reason=HoldReason.MIX_UP,
            severity="major",
        ),
        by=bench.people["sun"],
    )  # fmt: skip
    refused = sign_what_was_seen(bench, ReviewInspection, "zhou", seen)
    assert (refused.code, refused.facts["name_en"]) == (InspectionReason.CHANGED_SINCE_SEEN, "Sun")
    assert bench.review(inspection).facts["verdict"] == "reject"


def test_the_hash_of_what_was_seen_is_in_the_record_of_the_signature(bench):
    _, inspection = ready(bench)
    seen = bench.sheet(inspection).seen_sha256
    done = bench.sign(inspection)
    (record,) = rows_of_record(bench, done.record_id)
    body = json.loads(record.payload)["body"]
    assert body["command"]["seen_sha256"] == seen


def sign_what_was_seen(bench: InspectionBench, kind: type, by: str, seen):
    person = bench.people[by]
    command = kind(**bench.head(), inspection_id=seen.inspection_id, seen_sha256=seen.seen_sha256)
    return bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def rows_of_record(bench: InspectionBench, record_id: int):
    return rows(bench, Record, Record.id == record_id)


def test_two_stations_decide_one_lot_and_the_second_learns_by_whom(bench):
    lot, inspection = ready(bench)
    other = bench.other_station()
    gate = threading.Barrier(2)
    outcomes: dict[str, object] = {}
    seen = bench.sheet(inspection).seen_sha256

    def sign(name: str, workbench) -> None:
        person = bench.people[name]
        command = SignInspection(
            uid=workbench.ids.next_uid(),
            client_at=workbench.clock.now(),
            inspection_id=inspection,
            seen_sha256=seen,
        )
        gate.wait(10)
        outcomes[name] = workbench.send(command, by=person, claim=bench.plant.claim(person))

    threads = [
        threading.Thread(target=sign, args=("lin", bench.plant.bench)),
        threading.Thread(target=sign, args=("sun", other)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    other.close()
    won = [name for name, outcome in outcomes.items() if isinstance(outcome, Done)]
    lost = [outcome for outcome in outcomes.values() if isinstance(outcome, Refusal)]
    assert len(won) == len(lost) == 1
    assert lost[0].code == InspectionReason.ALREADY_DECIDED
    assert lost[0].facts["name_en"] == won[0].title()
    assert lost[0].facts["at"] == bench.plant.clock.now().isoformat()
    assert len(rows(bench, Disposition)) == 1
    assert status(bench, lot) == "released"


def test_two_stations_fill_one_cell_and_the_second_sees_the_first(bench):
    bench.plan(CLASSES, ROWS)
    _, inspection = bench.started()
    diameter = bench.sheet(inspection).characteristics[0].characteristic_id
    other = bench.other_station()
    gate = threading.Barrier(2)
    outcomes: list[object] = []

    def read(name: str, workbench, value: str) -> None:
        command = RecordReading(
            uid=workbench.ids.next_uid(), client_at=workbench.clock.now(),
            inspection_id=inspection, reading_id=workbench.ids.next_id(),
            characteristic_id=diameter, piece=1, value=value, origin=ReadingOrigin.KEYBOARD,
        )  # fmt: skip
        gate.wait(10)
        outcomes.append(workbench.send(command, by=bench.people[name]))

    threads = [
        threading.Thread(target=read, args=("lin", bench.plant.bench, "12.01")),
        threading.Thread(target=read, args=("sun", other, "12.02")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    other.close()
    done = [o for o in outcomes if isinstance(o, Done)]
    refused = [o for o in outcomes if isinstance(o, Refusal)]
    assert (len(done), len(refused)) == (1, 1)
    assert refused[0].code == InspectionReason.READING_EXISTS
    assert refused[0].facts["value"] == done[0].facts["value"]
    assert len(bench.sheet(inspection).cells) == 1


def test_the_database_itself_refuses_the_inspector_as_second_person(bench):
    """The CHECK stands although no handler would ever write such a row."""
    _, inspection = ready(bench)
    bench.sign(inspection)
    (row,) = rows(bench, Disposition)
    values = {c.name: getattr(row, c.name) for c in Disposition.__table__.columns}
    values |= {"id": bench.ids.next_id(), "no": 2, "second_person_required": 1}
    with pytest.raises(IntegrityError), bench.plant.owner.write() as session:
        session.execute(Disposition.__table__.insert().values(**values))
    with bench.plant.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Disposition)) == 1
