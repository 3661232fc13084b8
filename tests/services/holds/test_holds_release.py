"""From the request to the second person's signature, and the other ends of a hold."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from qtrace.domain.cases import CaseStep
from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.domain.hold_rules import ReasonWish, StopWish
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import Criterion, Signee
from qtrace.domain.quantities import q6
from qtrace.models.cases import Case, HoldEvent, HoldMember
from qtrace.models.documents import PrintJob
from qtrace.models.holds import HoldCriterion, HoldRelease
from qtrace.models.items import Item, ItemStatus
from qtrace.models.people import Signature
from qtrace.services.cases.disposal_commands import DisposeNcr, FinishRework
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.checks import check_projections
from qtrace.services.holds.commands import (
    ConvertHold,
    EscalateHolds,
    ExtendHold,
    NarrowHold,
    RecordHoldChange,
    RejectRelease,
    WidenHold,
)
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.queries import hold_durations, open_holds
from qtrace.services.holds.reasons import hold_reasons, stop_types
from qtrace.services.holds.signers import may_lift, who_may_lift
from qtrace.services.labels.texts import label_texts
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.holds import NewItem, make_holds
from tests.support.ncrs import open_ncr
from tests.support.plants import make_plant
from tests.support.rules import in_force


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


@pytest.fixture
def sqlite_bench(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_holds(plant)
    yield made
    made.close()
    plant.close()


def sound(bench):
    assert bench.ask(check_projections) == ()
    assert bench.ask(verify_records).bad == ()


def code(outcome):
    return "" if isinstance(outcome, Done) else outcome.code


def test_a_hold_is_lifted_by_a_second_person_in_the_same_place(bench):
    child = bench.made_of(bench.lot)
    hold = bench.hold(bench.lot, by="lin")
    assert code(bench.release(hold)) == "HOLD_NOT_REQUESTED"
    assert code(bench.request(hold, by="opr")) == "NOT_ALLOWED"
    assert code(bench.request(hold, by="sup")) == ""
    assert code(bench.request(hold, by="wang")) == "HOLD_REQUESTED_ALREADY"
    sheet = bench.sheet(hold)
    assert sheet.request.by_id == bench.people["sup"]
    assert [each.kind for each in sheet.criteria] == [Criterion.NCR_DISPOSED]
    assert bench.ask(may_lift, hold, bench.people["lin"]).post == "placer"
    assert bench.ask(may_lift, hold, bench.people["qian"]) is None
    signers = {row.login: row.why for row in bench.ask(who_may_lift, hold)}
    assert signers == {"qian": None, "rel": None, "wang": None}
    assert bench.ask(who_may_lift, 5) == ()
    assert code(bench.release(hold, comment=" ")) == "REASON_NEEDED"
    assert code(bench.release(hold, seen_sha256="0" * 64)) == "HOLD_NOT_AS_SEEN"
    assert code(bench.release(hold, by="sup")) == "NOT_ALLOWED"
    assert len(bench.ask(holds_on, child)) == 1
    assert code(bench.release(hold, by="rel")) == ""
    for item in (bench.lot, child):
        assert bench.ask(holds_on, item) == ()
    assert code(bench.release(hold)) == "HOLD_CLOSED"
    with bench.plant.database.read() as session:
        row = session.scalars(select(HoldRelease)).one()
        assert (row.placed_by, row.requested_by, row.released_by) == tuple(
            bench.people[each] for each in ("lin", "sup", "rel")
        )
        signed = session.scalars(select(Signature).where(Signature.target_id == hold)).one()
        assert (signed.meaning, signed.signer_id) == ("released", bench.people["rel"])
        assert session.scalars(select(HoldMember)).all() == []
        assert session.scalars(select(HoldCriterion.is_met)).all() == [True]
    assert [each.kind for each in bench.sheet(hold).history] == ["placed", "requested", "released"]
    sound(bench)


def test_nobody_lifts_their_own_hold_or_their_own_request(bench):
    hold = bench.hold(bench.lot, by="wang")
    assert code(bench.request(hold, by="wang")) == ""
    refused = bench.release(hold, by="wang")
    assert (refused.code, refused.facts["post"]) == ("HOLD_SECOND_PERSON", "placer")
    other = bench.hold(bench.lot, by="lin")
    assert code(bench.request(other, by="qian")) == ""
    refused = bench.release(other, by="qian")
    assert (refused.code, refused.facts["post"]) == ("HOLD_SECOND_PERSON", "requester")
    row = (
        "UPDATE hold SET state = 'released', released_by = {who}, record_id = record_id"
        " WHERE case_id = {hold}"
    )
    for who in ("placed_by", "requested_by"):
        with bench.plant.owner.engine.connect() as connection:
            with pytest.raises(IntegrityError):
                connection.execute(text(row.format(who=who, hold=other)))
            connection.rollback()


def test_a_part_is_released_and_the_walk_is_made_anew(bench):
    one, other = bench.made_of(bench.lot), bench.made_of(bench.lot)
    below, both = bench.made_of(one), bench.made_of(one, other)
    unit, mate = bench.unit(one, 1), bench.unit(other, 1)
    hold = bench.hold(bench.lot)
    stranger = bench.new()
    bench.make(NewItem(stranger))
    assert code(bench.request(hold, stranger)) == "HOLD_NOT_COVERED"
    assert code(bench.request(hold, 5)) == "HOLD_NOT_COVERED"
    assert code(bench.request(hold, one, mate)) == ""
    done = bench.release(hold)
    assert done.facts["state"] == "active"
    freed = {each: not bench.ask(holds_on, each) for each in (one, unit, mate)}
    assert all(freed.values())
    for item in (bench.lot, other, both, below):
        assert bench.ask(holds_on, item), "nobody named it"
    widen = WidenHold(**bench.head(), hold_id=hold, item_ids=(one,), reason="after all")
    assert bench.send(widen).code == "HOLD_LET_GO"
    late = bench.made_of(one)
    assert bench.ask(holds_on, late) == ()
    assert bench.ask(holds_on, bench.made_of(other)) != ()
    sound(bench)


def test_a_request_is_turned_down_and_made_again(sqlite_bench):
    bench = sqlite_bench
    hold = bench.hold(bench.lot)
    bench.request(hold, by="sup")
    reject = RejectRelease(**bench.head(), hold_id=hold, reason="no second sample")
    assert bench.send(reject, "sup", signed=True).code == "NOT_ALLOWED"
    assert code(bench.send(reject, "rel", signed=True)) in ("", "COMMAND_UID_REUSED")
    assert bench.sheet(hold).head.state == "active"
    assert bench.sheet(hold).request is None
    bench.request(hold, by="wang")
    own = RejectRelease(**bench.head(), hold_id=hold, reason="x")
    assert bench.send(own, "wang", signed=True).code == "HOLD_SECOND_PERSON"
    empty = RejectRelease(**bench.head(), hold_id=hold, reason=" ")
    assert bench.send(empty, "rel", signed=True).code == "FIELD_EMPTY"
    assert code(bench.release(hold, by="rel")) == ""
    sound(bench)


def test_criteria_are_computed_and_a_change_must_come_after_the_stop(sqlite_bench):
    bench = sqlite_bench
    hold = bench.hold(bench.lot, reason="parameter")
    refused = bench.request(hold)
    assert (refused.code, refused.facts["criteria"]) == ("HOLD_CRITERIA_UNMET", "change_applied")
    placed = bench.sheet(hold).head.placed_at

    def change(at, words="new nozzle"):
        return bench.send(
            RecordHoldChange(
                **bench.head(), change_id=bench.new(), hold_id=hold, applied_at=at,
                description=words,
            ),
            "sup",
        )  # fmt: skip

    assert change(placed).code == "HOLD_CHANGE_TOO_EARLY"
    assert change(placed - timedelta(hours=1)).code == "HOLD_CHANGE_TOO_EARLY"
    assert change(placed + timedelta(days=9)).code == "HOLD_CHANGE_TOO_EARLY"
    bench.plant.clock.advance(timedelta(hours=1))
    assert change(bench.plant.clock.now(), " ").code == "FIELD_EMPTY"
    assert code(change(bench.plant.clock.now())) == ""
    facts = {each.kind: each.facts for each in bench.sheet(hold).criteria}
    assert facts[Criterion.CHANGE_APPLIED]["change"] == "new nozzle"
    bench.lifted(hold)


def test_a_review_that_is_past_is_told_once_and_lifts_nothing(sqlite_bench):
    bench = sqlite_bench
    hold = bench.hold(bench.lot)
    (row,) = bench.ask(open_holds)
    assert (row.is_overdue, row.severity, row.lots) == (False, "critical", 1)
    assert bench.done(EscalateHolds(**bench.head()), "sup").facts["holds"] == "0"
    bench.plant.clock.advance(timedelta(days=2))
    assert bench.done(EscalateHolds(**bench.head()), "sup").facts["holds"] == "1"
    assert bench.done(EscalateHolds(**bench.head()), "sup").facts["holds"] == "0"
    assert bench.ask(open_holds)[0].is_overdue
    assert bench.ask(holds_on, bench.lot) != ()

    def extend(days, reason="waits for the laboratory"):
        until = bench.plant.clock.now() + timedelta(days=days)
        return bench.send(
            ExtendHold(**bench.head(), hold_id=hold, review_by=until, reason=reason), "sup"
        )

    assert extend(-5).code == "HOLD_REVIEW_PAST"
    assert extend(1, " ").code == "FIELD_EMPTY"
    assert code(extend(1)) == ""
    assert not bench.ask(open_holds)[0].is_overdue
    bench.plant.clock.advance(timedelta(days=2))
    assert bench.done(EscalateHolds(**bench.head()), "sup").facts["holds"] == "1"
    with bench.plant.database.read() as session:
        kinds = session.scalars(select(HoldEvent.kind).order_by(HoldEvent.seq)).all()
    assert kinds == ["placed", "escalated", "extended", "escalated"]


def test_a_hold_is_narrowed_by_somebody_else(sqlite_bench):
    bench = sqlite_bench
    other = bench.new()
    bench.make(NewItem(other))
    hold = bench.hold(bench.lot, other, by="wang")

    def narrow(*nos, by="qian", **over):
        values = {"reason": "other machine", "seen_sha256": bench.sheet(hold).seen_sha256} | over
        command = NarrowHold(**bench.head(), hold_id=hold, scope_nos=nos, **values)
        return bench.send(command, by, signed=True)

    assert narrow(1, 2).code == "HOLD_SCOPE_LAST"
    assert narrow(3).code == "HOLD_NOT_COVERED"
    assert narrow().code == "HOLD_NOT_COVERED"
    assert narrow(2, by="wang").code == "HOLD_SECOND_PERSON"
    assert narrow(2, seen_sha256="").code == "HOLD_NOT_AS_SEEN"
    assert narrow(2, reason="").code == "FIELD_EMPTY"
    assert code(narrow(2)) == ""
    assert bench.ask(holds_on, other) == ()
    assert bench.ask(holds_on, bench.lot) != ()
    assert [line.no for line in bench.sheet(hold).scopes] == [1]
    sound(bench)


def convert(bench, hold, disposition, by="qian", **over):
    values = {"reason": "wet", "seen_sha256": bench.sheet(hold).seen_sha256} | over
    command = ConvertHold(**bench.head(), hold_id=hold, disposition=disposition, **values)
    return bench.send(command, by, signed=True)


def test_a_hold_ends_in_scrap_of_everything_it_covers(sqlite_bench):
    bench = sqlite_bench
    child = bench.made_of(bench.lot)
    hold = bench.hold(bench.lot, by="wang")
    assert convert(bench, hold, "burn").code == "FIELD_INVALID"
    assert convert(bench, hold, "scrap", by="wang").code == "HOLD_SECOND_PERSON"
    assert convert(bench, hold, "scrap", seen_sha256="").code == "HOLD_NOT_AS_SEEN"
    assert convert(bench, hold, "return").code == "HOLD_NOT_COVERED", "a made lot has no supplier"
    assert convert(bench, hold, "scrap").facts["lots"] == "2"
    with bench.plant.database.read() as session:
        for item in (bench.lot, child):
            assert session.get_one(ItemStatus, item).quality_state == "scrapped"
    sound(bench)


def test_only_lots_that_are_named_can_be_converted(sqlite_bench):
    bench = sqlite_bench
    part = Scope(AnchorKind.PART, bench.receiving.parts["SR-12"])
    assert convert(bench, bench.hold(part), "return").code == "HOLD_SCOPE_INVALID"
    some = Scope(AnchorKind.ITEM, bench.lot, seq_from=1, seq_to=2)
    assert convert(bench, bench.hold(some), "return").code == "HOLD_SCOPE_INVALID"
    assert code(convert(bench, bench.hold(bench.lot), "return")) == ""
    with bench.plant.database.read() as session:
        assert session.get_one(ItemStatus, bench.lot).quality_state == "returned"


def test_reasons_of_the_plant(sqlite_bench):
    bench = sqlite_bench
    values = {
        "code": "wet_bag", "name_en": "Wet bag", "name_zh": "袋湿", "severity": "minor",
        "review_days": 2, "criteria": (), "signee": Signee.LIST,
        "signees": (bench.people["rel"],),
    }  # fmt: skip

    def set_reason(**over):
        return in_force(bench.plant, ReasonWish(**(values | over)), bench.people["wang"])

    for over, wanted in (
        ({"severity": "grave"}, "FIELD_INVALID"),
        ({"origin": "moon"}, "FIELD_INVALID"),
        ({"review_days": 0}, "FIELD_INVALID"),
        ({"signees": ()}, "FIELD_INVALID"),
        ({"signees": (5,)}, "FIELD_INVALID"),
        ({"code": "Wet"}, "FIELD_INVALID"),
        ({"code": ""}, "FIELD_EMPTY"),
    ):
        assert set_reason(**over).code == wanted, over
    assert code(set_reason()) == ""
    hold = bench.hold(bench.lot, reason="wet_bag")
    assert bench.sheet(hold).head.severity == "minor"
    bench.request(hold, by="wang")
    refused = bench.release(hold, by="qian")
    assert (refused.code, refused.facts["rule"]) == ("HOLD_SIGNEE", "list")
    assert code(set_reason(signees=(bench.people["qian"],), is_active=False)) == ""
    assert code(bench.release(hold, by="rel")) == "HOLD_SIGNEE"
    assert code(bench.release(hold, by="qian")) == ""
    found = {each.code: each for each in bench.ask(hold_reasons)}
    assert not found["wet_bag"].is_active
    assert found["mix_up"].name_en == "Mix-up, wrong material"
    assert code(set_reason(code="mix_up", signee=Signee.ANY)) == ""
    assert {e.code: e for e in bench.ask(hold_reasons)}["mix_up"].preset.severity == "minor"
    stop, wang = StopWish("cleaning", "Cleaning", "清洁"), bench.people["wang"]
    assert code(in_force(bench.plant, stop, wang)) == ""
    assert code(in_force(bench.plant, replace(stop, is_planned=True), wang)) == ""
    assert [(row.code, row.is_planned) for row in bench.ask(stop_types)] == [("cleaning", True)]
    assert in_force(bench.plant, replace(stop, name_en=""), wang).code == "FIELD_EMPTY"
    sound(bench)


def test_figures_by_reason(sqlite_bench):
    bench = sqlite_bench
    first = bench.hold(bench.lot)
    bench.plant.clock.advance(timedelta(hours=6))
    bench.lifted(first)
    bench.hold(bench.lot)
    bench.hold(bench.lot, reason="flash")
    rows = bench.ask(hold_durations)
    assert [(r.reason, r.placed, r.still, r.lifted, r.median_hours) for r in rows] == [
        ("contamination", 2, 1, 1, 6.0),
        ("flash", 1, 1, 0, None),
    ]
    later = bench.plant.clock.now() + timedelta(hours=1)
    assert bench.ask(hold_durations, later) == ()


# --- nonconformances ------------------------------------------------------------------------


def dispose(bench, case, *lines, by="qian", **over):
    sheet = bench.ask(case_sheet, case)
    seen = sheet.seen_sha256 if sheet is not None else ""
    values = {"comment": "looked at", "seen_sha256": seen} | over
    told = tuple(DisposalLine(bench.lot, q6(n), disposal, words) for n, disposal, words in lines)
    return bench.send(
        DisposeNcr(**bench.head(), case_id=case, lines=told, **values), by, signed=True
    )


def test_a_hold_waits_for_its_nonconformance(sqlite_bench):
    bench = sqlite_bench
    case = open_ncr(bench)
    hold = bench.hold(bench.lot, origin_case_id=case, by="wang")
    assert bench.request(hold).facts["criteria"] == "ncr_disposed"
    whole = (1200, Disposal.USE_AS_IS, "for training units only")
    assert dispose(bench, case, whole, by="lin").code == "NOT_ALLOWED"
    assert dispose(bench, 5, whole).code == "NCR_UNKNOWN"
    assert dispose(bench, hold, whole).code == "NCR_UNKNOWN"
    assert dispose(bench, case, (1199, *whole[1:])).code == "DISPOSAL_NOT_COMPLETE"
    assert dispose(bench, case, (1200, Disposal.USE_AS_IS, " ")).code == (
        "CONCESSION_NEEDS_CONDITIONS"
    )
    assert dispose(bench, case, whole, comment="").code == "FIELD_EMPTY"
    assert code(dispose(bench, case, whole)) == ""
    assert dispose(bench, case, whole).code == "NCR_DISPOSED_ALREADY"
    sheet = bench.ask(case_sheet, case)
    assert (sheet.step, sheet.state) == (CaseStep.NOTHING, "dispositioned")
    (line,) = sheet.lines
    assert (line.disposal, line.qty_q6) == (Disposal.USE_AS_IS, q6(1200))
    assert sheet.decision.words == "looked at"
    assert sheet.items[0].state == "conditional"
    assert bench.ask(case_sheet, hold) is None
    bench.lifted(hold)
    sound(bench)


def test_a_lot_is_divided_by_its_disposal_and_stays_held(sqlite_bench):
    bench = sqlite_bench
    case = open_ncr(bench)
    hold = bench.hold(bench.lot)
    done = dispose(bench, case, (1000, Disposal.REWORK, "deburr"), (200, Disposal.SCRAP, ""))
    assert code(done) == ""
    with bench.plant.database.read() as session:
        children = session.scalars(
            select(Item).where(Item.origin_id == bench.lot, Item.kind == "lot")
        ).all()
        states = {
            child.qty_q6: session.get_one(ItemStatus, child.id).quality_state for child in children
        }
        assert states == {q6(1000): "rework", q6(200): "scrapped"}
        assert session.get_one(ItemStatus, bench.lot).quality_state == "split"
        assert session.get_one(Case, case).state == "dispositioned"
    for child in children:
        assert [row.hold_id for row in bench.ask(holds_on, child.id)] == [hold]
    sound(bench)


def test_a_reworked_lot_is_inspected_again(sqlite_bench):
    bench = sqlite_bench
    case = open_ncr(bench)

    def finish(lot=bench.lot, note="deburred by WI-7"):
        command = FinishRework(**bench.head(), lot_id=lot, inspection_id=bench.new(), note=note)
        return bench.send(command, "sup")

    assert finish().code == "NOT_IN_REWORK"
    assert code(dispose(bench, case, (1200, Disposal.REWORK, "deburr"))) == ""
    assert bench.ask(check_projections) == ()
    assert finish(5).code == "NOT_IN_REWORK"
    assert finish(note=" ").code == "FIELD_EMPTY"
    assert finish().facts["number"].startswith("IR-26-")
    with bench.plant.database.read() as session:
        assert session.get_one(ItemStatus, bench.lot).quality_state == "quarantine"
    sound(bench)
    assert finish().code == "NOT_IN_REWORK"


def jobs(bench):
    """Statuses of label jobs with what the first label of each names as its case."""
    with bench.plant.database.read() as session:
        rows = session.execute(
            select(PrintJob.id, PrintJob.label_status, PrintJob.container_to)
            .where(PrintJob.kind == "label")
            .order_by(PrintJob.id)
        ).all()
    found = []
    for job, status, last in rows:
        label = json.loads(bench.ask(label_texts, job)[0])
        found.append((status, last, label["case_number"]))
    return found


def test_hold_tags_are_printed_and_the_usual_labels_come_back(sqlite_bench):
    bench = sqlite_bench
    before = len(jobs(bench))
    other = bench.new()
    bench.make(NewItem(other))
    hold = bench.new()
    part = Scope(AnchorKind.PART, bench.receiving.parts["SR-12"])
    command = bench.hold_command(hold, bench.lot, other, part, severity="major", print_tags=True)
    placed = bench.done(command, "lin")
    assert placed.facts["tags"] == "1", "what has no containers gets no tag"
    assert jobs(bench)[before:] == [("hold", 12, placed.facts["hold"])]
    second = bench.hold(bench.lot, by="lin")
    bench.lifted(hold)
    assert len(jobs(bench)) == before + 1, "another hold is still on it"
    bench.lifted(second)
    assert jobs(bench)[-1] == ("quarantine", 12, "")
    sound(bench)


def test_one_bag_gets_one_tag(sqlite_bench):
    bench = sqlite_bench
    with bench.plant.database.read() as session:
        bag = session.scalars(
            select(Item.id).where(Item.origin_id == bench.lot, Item.unit_seq == 7)
        ).one()
    hold = bench.new()
    bench.done(bench.hold_command(hold, bag, print_tags=True), "lin")
    number = bench.sheet(hold).head.number
    assert jobs(bench)[-1] == ("hold", 7, number)
    bench.lifted(hold)
    assert jobs(bench)[-1][:2] == ("quarantine", 12)
    count = len(jobs(bench))
    bench.lifted(bench.hold(bench.lot))
    assert len(jobs(bench)) == count, "the tags are off already"
