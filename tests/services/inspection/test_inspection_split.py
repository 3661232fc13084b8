"""Deciding a lot in parts: both children, genealogy, stock, and what is not allowed."""

import pytest
from sqlalchemy import select

from qtrace.domain.holds import HoldReason
from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.plans import ClassDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.items import Disposition, Item, ItemStatus, Link
from qtrace.models.warehouse import Stock
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.opening import holds_on
from qtrace.services.inspection.commands import SplitLot
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, InspectionBench, by_aql, looked_at, make_bench

ROWS = (looked_at(1, MAJOR),)


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def split(bench: InspectionBench, inspection: int, accepted: int, by: str = "lin", **over):
    values = {
        "accepted_id": bench.ids.next_id(), "rejected_id": bench.ids.next_id(),
        "accepted_q6": accepted * MILLION, "accepted_containers": 10, "rejected_containers": 2,
        "reason": "two bags were wet",
    }  # fmt: skip
    person = bench.people[by]
    seen = bench.sheet(inspection).seen_sha256
    command = SplitLot(
        **bench.head(), inspection_id=inspection, seen_sha256=seen, **(values | over)
    )
    return command, bench.plant.send(command, by=person, claim=bench.plant.claim(person))


def rows(bench, model, *where):
    with bench.plant.database.read() as session:
        return list(session.scalars(select(model).where(*where)))


def test_both_parts_are_lots_of_their_own(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    lot, inspection = bench.started()
    bench.fill(inspection)
    command, done = split(bench, inspection, 1000)
    assert isinstance(done, Done), done
    states = {row.item_id: row.quality_state for row in rows(bench, ItemStatus)}
    assert states == {
        lot: "split", command.accepted_id: "released", command.rejected_id: "rejected",
    }  # fmt: skip
    links = {row.child_id: row.qty_q6 for row in rows(bench, Link)}
    assert links == {command.accepted_id: 1000 * MILLION, command.rejected_id: 200 * MILLION}
    stock = {row.item_id: row.on_hand_q6 for row in rows(bench, Stock)}
    assert stock == {lot: 0} | links
    decisions = {row.item_id: row.decision for row in rows(bench, Disposition)}
    assert decisions == {
        lot: "split", command.accepted_id: "accept", command.rejected_id: "reject",
    }  # fmt: skip
    boxes = rows(bench, Item, Item.origin_id == command.accepted_id)
    assert [box.qty_q6 for box in boxes] == [100 * MILLION] * 10
    outcome = bench.sheet(inspection).outcome
    assert (outcome.split, outcome.nonconformance, outcome.holds) == (
        True, done.facts["ncr"], (done.facts["hold"],),
    )  # fmt: skip
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_a_hold_of_a_split_lot_is_told_once_and_names_where_it_was_placed(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    lot, inspection = bench.started()
    bench.fill(inspection)
    command, _ = split(bench, inspection, 1000)
    placed = bench.plant.send(
        PlaceHold(
            **bench.head(), hold_id=bench.ids.next_id(), lot_id=lot,
            reason=HoldReason.CONTAMINATION, severity="major", note="wet bag",
        ),
        by=bench.people["lin"],
    )  # fmt: skip
    assert isinstance(placed, Done), placed
    for item, via in ((lot, "listed"), (command.accepted_id, "derived")):
        (row,) = bench.plant.bench.ask(holds_on, item)
        assert (row.number, row.via) == (placed.facts["hold"], via)
        assert row.anchor_lot == placed.facts["lot"]


def test_a_sample_that_rejects_cannot_be_split_but_a_sorted_lot_can(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    _, inspection = bench.started()
    bench.fill(inspection, bad=(1, 2, 3, 4))
    _, refused = split(bench, inspection, 1000)
    assert refused.code == InspectionReason.SPLIT_NEEDS_SORTING
    bench.plan(
        (ClassDraft(MAJOR, SampleType.ALL, ac=0),), ROWS, plan_code="ALL",
        supplier_id=bench.supplier,
    )  # fmt: skip
    _, whole = bench.started(pieces=30, containers=3)
    bench.fill(whole, bad=(3, 8))
    _, too_many = split(bench, whole, 29, accepted_containers=2, rejected_containers=1)
    assert too_many.code == InspectionReason.SPLIT_QUANTITIES
    _, done = split(bench, whole, 28, accepted_containers=2, rejected_containers=1)
    assert isinstance(done, Done), done


def test_the_last_signer_splits_and_nobody_else(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS, "inspect,review")
    _, inspection = bench.started()
    bench.fill(inspection)
    _, early = split(bench, inspection, 1000)
    assert early.code == InspectionReason.NOT_THE_NEXT_SIGNATURE
    bench.sign(inspection, by="zhou")
    _, same = split(bench, inspection, 1000, by="zhou")
    assert same.code == PeopleReason.SAME_PERSON
    _, no_right = split(bench, inspection, 1000, by="lin")
    assert no_right.code == PeopleReason.NOT_ALLOWED
    _, done = split(bench, inspection, 1000, by="wang")
    assert isinstance(done, Done), done
    _, again = split(bench, inspection, 1000, by="qian")
    assert again.code == InspectionReason.ALREADY_DECIDED
    assert again.facts["name_en"] == "Wang"


@pytest.mark.parametrize(
    "over", [{"accepted_q6": 0}, {"accepted_q6": 1200 * MILLION}, {"rejected_containers": 0}]
)
def test_quantities_that_are_no_division_are_refused(bench, over):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    _, inspection = bench.started()
    bench.fill(inspection)
    _, refused = split(bench, inspection, 1000, **over)
    assert refused.code == InspectionReason.SPLIT_QUANTITIES
    assert rows(bench, Link) == []


def test_a_split_needs_its_readings_and_its_reason(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), ROWS)
    _, inspection = bench.started()
    _, early = split(bench, inspection, 1000)
    assert early.code == InspectionReason.READINGS_MISSING
    bench.fill(inspection)
    _, refused = split(bench, inspection, 1000, reason=" ")
    assert refused.code == PeopleReason.TEXT_REFUSED
