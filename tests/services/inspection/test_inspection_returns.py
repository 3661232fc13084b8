"""Sending an inspection back, and concluding a lot that can no longer be released."""

import json
from datetime import date

import pytest
from sqlalchemy import select, text

from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection_flow import ChainStep, InspectionReason, InspectionState
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.suppliers import SourceState
from qtrace.models.cases import Case, Nonconformance
from qtrace.models.documents import Document
from qtrace.models.inspection import Inspection, InspectionReturn, SupersededSignature
from qtrace.models.items import ItemStatus
from qtrace.models.people import Signature
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.inspection.commands import (
    ReturnInspection,
    ReviewInspection,
    SignInspection,
    VoidInspection,
)
from qtrace.services.inspection.unfinished_work import unfinished_work
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.receiving.queue import QueueState, StepCode, receiving_queue
from qtrace.services.suppliers.commands import SetSourceState
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, InspectionBench, by_aql, make_bench, measured

CLASSES = (by_aql(MAJOR, "2.5", "S-4"),)


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def ready(bench: InspectionBench, chain: str = "inspect,review", bad=()) -> tuple[int, int]:
    bench.plan(CLASSES, (measured(1),), chain)
    bench.known_source()
    lot, inspection = bench.started()
    bench.fill(inspection, bad)
    return lot, inspection


def rows(bench: InspectionBench, model, *where):
    with bench.plant.database.read() as session:
        return list(session.scalars(select(model).where(*where)))


def send_back(bench, inspection, by="zhou", reason=ReturnReason.WRONG_GAUGE, note=""):
    person = bench.people[by]
    command = ReturnInspection(
        **bench.head(), inspection_id=inspection, return_id=bench.ids.next_id(), reason=reason,
        note=note, seen_sha256=bench.sheet(inspection).seen_sha256,
    )  # fmt: skip
    return bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def reject_for(bench, inspection, obstacle, by="zhou", kind=ReviewInspection):
    person = bench.people[by]
    command = kind(
        **bench.head(), inspection_id=inspection, reject_for=obstacle,
        seen_sha256=bench.sheet(inspection).seen_sha256,
    )  # fmt: skip
    return bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def test_the_inspector_gets_it_back_reads_on_and_signs_again(bench):
    _, inspection = ready(bench)
    bench.sign(inspection)
    bench.pass_time(minutes=5)
    done = send_back(bench, inspection, note="piece 3 again")
    assert (done.facts["state"], done.facts["superseded"]) == ("in_progress", "1")
    sheet = bench.sheet(inspection)
    assert (sheet.state, sheet.next_step, sheet.signed_verdict) == (
        InspectionState.IN_PROGRESS, ChainStep.INSPECT, None,
    )  # fmt: skip
    (back,) = sheet.returns
    assert (back.person.code, back.reason, back.note) == (
        "zhou", ReturnReason.WRONG_GAUGE, "piece 3 again",
    )  # fmt: skip
    assert back.at == bench.plant.clock.now()
    assert [each.person for each in sheet.signatures] == [None, None]
    cell = sheet.cells[2]
    corrected = bench.read(
        inspection, cell.characteristic_id, cell.piece, "12.06", replaces=cell.reading_id
    )
    assert isinstance(corrected, Done), corrected
    bench.sign(inspection)
    assert bench.review(inspection).facts["state"] == "accepted"
    signed = rows(bench, Signature, Signature.target_kind == "inspection")
    assert [row.meaning for row in sorted(signed, key=lambda row: row.id)] == [
        "inspected", "returned", "inspected", "reviewed",
    ]  # fmt: skip
    (superseded,) = rows(bench, SupersededSignature)
    assert superseded.signature_id == min(row.id for row in signed)
    assert bench.plant.bench.ask(verify_records).bad == ()
    (document,) = rows(bench, Document)
    report = json.loads(document.data)
    assert len(report["signatures"]) == 2
    assert "Zhou" in report["remarks"]["en"]
    assert "piece 3 again" in report["remarks"]["zh"]


def test_queue_and_unfinished_work_say_who_sent_it_back_and_why(bench):
    _, inspection = ready(bench)
    bench.sign(inspection)
    send_back(bench, inspection)
    (row,) = [r for r in bench.plant.bench.ask(receiving_queue) if r.inspection_id == inspection]
    assert (row.state, row.step.code) == (QueueState.IN_INSPECTION, StepCode.RETURNED)
    assert (row.step.facts["name_en"], row.step.facts["reason"]) == ("Zhou", "wrong_gauge")
    (work,) = [w for w in bench.plant.bench.ask(unfinished_work) if w.inspection_id == inspection]
    assert work.step.code is StepCode.RETURNED
    bench.sign(inspection)
    (row,) = [r for r in bench.plant.bench.ask(receiving_queue) if r.inspection_id == inspection]
    assert row.step.code is StepCode.SIGN_REVIEW


def test_an_approver_supersedes_inspector_and_reviewer(bench):
    _, inspection = ready(bench, "inspect,review,approve")
    bench.sign(inspection)
    bench.review(inspection)
    assert send_back(bench, inspection, by="rel").facts["superseded"] == "2"
    (stored,) = rows(bench, Inspection, Inspection.id == inspection)
    assert (stored.signed_by, stored.signed_at, stored.reviewed_by, stored.verdict) == (
        None, None, None, None,
    )  # fmt: skip
    assert [row.step for row in rows(bench, InspectionReturn)] == ["approve"]


def test_who_may_not_sign_next_may_not_send_it_back(bench):
    _, inspection = ready(bench)
    assert send_back(bench, inspection).code == InspectionReason.NOTHING_TO_RETURN
    assert bench.sign(inspection, by="wang").facts["next"] == "review"
    assert send_back(bench, inspection, by="wang").code == PeopleReason.SAME_PERSON
    assert send_back(bench, inspection, by="sun").code == PeopleReason.NOT_ALLOWED
    lin = bench.plant.send(
        ReturnInspection(
            **bench.head(), inspection_id=inspection, return_id=1,
            reason=ReturnReason.OTHER, seen_sha256="",
        ),
        by=bench.people["zhou"], claim=bench.plant.claim(bench.people["zhou"]),
    )  # fmt: skip
    assert lin.code == PeopleReason.REASON_NEEDED
    bench.review(inspection)
    assert send_back(bench, inspection, by="qian").code == InspectionReason.ALREADY_DECIDED
    assert rows(bench, InspectionReturn) == []


def test_who_took_readings_does_not_judge_them_by_sending_back(bench):
    bench.plan(CLASSES, (measured(1),), "inspect,review")
    bench.known_source()
    _, inspection = bench.started()
    first = bench.sheet(inspection).characteristics[0].characteristic_id
    bench.read(inspection, first, 1, "12.01", by="zhou")
    bench.fill(inspection)
    bench.sign(inspection)
    assert send_back(bench, inspection).code == PeopleReason.SAME_PERSON


def test_nothing_is_sent_back_unseen(bench):
    _, inspection = ready(bench)
    bench.sign(inspection)
    person = bench.people["zhou"]
    command = ReturnInspection(
        **bench.head(), inspection_id=inspection, return_id=bench.ids.next_id(),
        reason=ReturnReason.WRONG_SAMPLE, seen_sha256="0" * 64,
    )  # fmt: skip
    refused = bench.plant.send(command, by=person, claim=bench.plant.claim(person))
    assert refused.code == InspectionReason.CHANGED_SINCE_SEEN


def test_an_expired_lot_is_rejected_for_it(bench):
    bench.expiry = date(2026, 11, 30)
    lot, inspection = ready(bench)
    bench.sign(inspection)
    bench.pass_time(days=9)
    assert bench.sheet(inspection).obstacles == (Obstacle.EXPIRED,)
    assert bench.review(inspection).code == InspectionReason.LOT_EXPIRED
    wrong = reject_for(bench, inspection, Obstacle.ON_HOLD)
    assert wrong.code == InspectionReason.NOTHING_TO_REJECT_FOR
    done = reject_for(bench, inspection, Obstacle.EXPIRED)
    assert (done.facts["state"], done.facts["verdict"]) == ("rejected", "reject")
    (status,) = rows(bench, ItemStatus, ItemStatus.item_id == lot)
    assert status.quality_state == "rejected"
    (ncr,) = rows(bench, Nonconformance)
    assert ncr.description.startswith("expired ")
    assert "2026-11-30" in ncr.description
    assert {case.kind for case in rows(bench, Case)} == {"ncr", "hold"}
    (document,) = rows(bench, Document)
    assert "expired" in json.loads(document.data)["outcome_reason"]["en"]
    assert json.loads(document.data)["release"] is None
    assert bench.sheet(inspection).obstacles == ()
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_an_expired_lot_may_be_sent_back_instead(bench):
    bench.expiry = date(2026, 11, 30)
    _, inspection = ready(bench)
    bench.sign(inspection)
    bench.pass_time(days=9)
    assert isinstance(send_back(bench, inspection), Done)


def test_only_what_is_in_the_way_and_only_the_last_signature_rejects(bench):
    bench.expiry = date(2026, 11, 30)
    _, inspection = ready(bench)
    early = reject_for(bench, inspection, Obstacle.EXPIRED, "lin", SignInspection)
    assert early.code == InspectionReason.NOTHING_TO_REJECT_FOR
    bench.pass_time(days=9)
    not_last = reject_for(bench, inspection, Obstacle.EXPIRED, "lin", SignInspection)
    assert not_last.code == InspectionReason.NOTHING_TO_REJECT_FOR


def test_a_held_lot_is_rejected_for_it_by_the_inspector_alone(bench):
    lot, inspection = ready(bench, "inspect")
    bench.plant.done(
        PlaceHold(
            **bench.head(), hold_id=bench.ids.next_id(), lot_id=lot, reason=HoldReason.MIX_UP,
            severity="major",
        ),
        by=bench.people["sun"],
    )  # fmt: skip
    assert bench.sheet(inspection).obstacles == (Obstacle.ON_HOLD,)
    assert bench.sign(inspection).code == "LOT_ON_HOLD"
    done = reject_for(bench, inspection, Obstacle.ON_HOLD, "lin", SignInspection)
    assert done.facts["state"] == "rejected"


def test_a_source_suspended_meanwhile_stops_the_release(bench):
    _, inspection = ready(bench)
    bench.sign(inspection)
    bench.pass_time(minutes=1)
    bench.plant.done(
        SetSourceState(
            **bench.head(), source_id=bench.ids.next_id(), supplier_id=bench.supplier,
            part_id=bench.part, site_id=bench.site, state=SourceState.SUSPENDED,
            lots_left_tightened=0, reason="audit",
        ),
        by=bench.people["wang"],
    )  # fmt: skip
    assert bench.sheet(inspection).obstacles == (Obstacle.SOURCE_SUSPENDED,)
    refused = bench.review(inspection)
    assert (refused.code, refused.facts["supplier_en"]) == (
        InspectionReason.SOURCE_SUSPENDED, "Hengmi",
    )  # fmt: skip
    assert reject_for(bench, inspection, Obstacle.SOURCE_SUSPENDED).facts["state"] == "rejected"


def test_an_inspection_of_a_decided_lot_is_closed_without_a_verdict(bench):
    lot, inspection = ready(bench)
    zhou = bench.people["zhou"]
    command = VoidInspection(**bench.head(), inspection_id=inspection)
    assert bench.plant.send(command, by=zhou).code == InspectionReason.STILL_TO_DECIDE
    bench.sign(inspection)
    decided_elsewhere(bench, lot)
    assert bench.sheet(inspection).obstacles == (Obstacle.NOT_IN_QUARANTINE,)
    refused = bench.review(inspection)
    assert isinstance(refused, Refusal)
    assert refused.code == InspectionReason.LOT_NOT_IN_QUARANTINE
    void = VoidInspection(**bench.head(), inspection_id=inspection)
    assert bench.plant.done(void, by=zhou).facts["state"] == "void"
    again = VoidInspection(**bench.head(), inspection_id=inspection)
    assert bench.plant.send(again, by=zhou).code == InspectionReason.ALREADY_DECIDED
    nothing = VoidInspection(**bench.head(), inspection_id=1)
    assert bench.plant.send(nothing, by=zhou).code == InspectionReason.INSPECTION_NOT_FOUND


def decided_elsewhere(bench: InspectionBench, lot: int) -> None:
    """Leave the lot as a decision of another inspection would leave it."""
    with bench.plant.owner.engine.begin() as connection:
        connection.execute(
            text("UPDATE item_status SET quality_state = 'released' WHERE item_id = :lot"),
            {"lot": lot},
        )
        connection.info["qtrace_recorded"] = True
