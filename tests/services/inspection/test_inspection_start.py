"""Starting: plan, severity, numbers and sample are frozen from what is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.people import PeopleReason
from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.positions import choose_containers
from qtrace.domain.sampling.severity_reason import Cause, Outlook
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import Inspection
from qtrace.services.inspection.commands import StartInspection
from qtrace.services.inspection.queries import inspection_of_lot, inspections
from qtrace.services.inspection.start import sample_places
from qtrace.services.outcomes import Done
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


@pytest.fixture
def bench(plant) -> InspectionBench:
    return make_bench(plant)


def test_the_numbers_of_the_mock_up_come_from_the_tables(bench):
    """Lot of 1 200: J 80 at AQL 0.15 and 4.0, F 20 at 2.5, five of twelve bags."""
    bench.plan(
        (by_aql(CRITICAL, "0.15"), by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0")),
        (looked_at(1, CRITICAL), measured(2), looked_at(3, MINOR)),
        "inspect,review",
    )
    bench.known_source()
    _, inspection = bench.started()
    sheet = bench.sheet(inspection)
    numbers = [(c.plan.plan_letter, c.plan.n, c.plan.ac, c.plan.re) for c in sheet.classes]
    assert numbers == [("J", 80, 0, 1), ("F", 20, 1, 2), ("J", 80, 7, 8)]
    assert [c.severity for c in sheet.classes] == [Severity.NORMAL] * 3
    assert len(sheet.containers) == 5
    assert sorted(p for c in sheet.containers for p in c.pieces) == list(range(1, 81))
    assert {len(c.pieces) for c in sheet.containers} == {16}
    first_twenty = {c.number: [p for p in c.pieces if p <= 20] for c in sheet.containers}
    assert {len(own) for own in first_twenty.values()} == {4}
    assert (sheet.number, sheet.state, sheet.verdict.missing) == (
        "IR-26-0001", InspectionState.IN_PROGRESS, 180,
    )  # fmt: skip
    assert (sheet.position.piece, sheet.position.container) == (1, sheet.containers[0].number)


def test_the_first_lot_of_a_source_is_tightened_by_itself(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    _, inspection = bench.started()
    (row,) = bench.sheet(inspection).classes
    assert (row.severity, row.plan.ac) == (Severity.TIGHTENED, 1)
    assert (row.plan.n, row.plan.plan_letter) == (32, "G")
    assert (row.reason.code, row.reason.outlook) == (Cause.START, Outlook.MORE_ACCEPTED)


def test_a_source_on_trial_is_tightened_and_its_lots_are_counted_down(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (looked_at(1, MAJOR),))
    bench.known_source()
    bench.set_source(lots=1)
    _, inspection = bench.started()
    (row,) = bench.sheet(inspection).classes
    assert (row.severity, row.reason.code) == (Severity.TIGHTENED, Cause.NEW_SOURCE)
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection), Done)
    with bench.plant.database.read() as session:
        from qtrace.models.suppliers import ApprovedSource

        assert session.scalars(select(ApprovedSource.lots_left_tightened)).all() == [0]


def test_the_sample_can_be_drawn_again_from_the_stored_seed(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    _, inspection = bench.started()
    with bench.plant.database.read() as session:
        seed = session.get_one(Inspection, inspection).seed
    opened = [c.number for c in bench.sheet(inspection).containers]
    assert tuple(opened) == choose_containers(12, int(seed))


def test_starting_twice_and_starting_nothing_is_answered(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    _, inspection = bench.started()
    assert bench.start(inspection).code == InspectionReason.ALREADY_STARTED
    assert bench.start(bench.ids.next_id()).code == InspectionReason.INSPECTION_NOT_FOUND
    assert bench.start(inspection, by="met").code == PeopleReason.NOT_ALLOWED


def test_without_an_effective_plan_nothing_starts(bench):
    _, inspection = bench.receive()
    refused = bench.start(inspection)
    assert (refused.code, refused.facts["part"], refused.facts["supplier"]) == (
        InspectionReason.NO_PLAN, "SR-12", "S-01",
    )  # fmt: skip


def test_a_repeated_start_command_has_one_effect(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    _, inspection = bench.receive()
    command = StartInspection(**bench.head(), inspection_id=inspection)
    first = bench.plant.send(command, by=bench.people["lin"])
    again = bench.plant.send(command, by=bench.people["lin"])
    assert (again.repeated, again.record_id) == (True, first.record_id)


def test_a_small_lot_is_inspected_whole(bench):
    bench.plan((by_aql(MAJOR, "0.65"),), (measured(1),))
    bench.known_source()
    _, inspection = bench.started(pieces=8, containers=2)
    (row,) = bench.sheet(inspection).classes
    assert (row.plan.inspect_all, row.plan.n_to_inspect, row.tally.n) == (True, 8, 8)


def test_classes_without_switching_rules_have_no_reason(bench):
    bench.plan(
        (
            ClassDraft(CRITICAL, SampleType.ALL, ac=0),
            ClassDraft(MAJOR, SampleType.FIXED, fixed_n=5, ac=0),
        ),
        (looked_at(1, CRITICAL), measured(2)),
    )
    _, inspection = bench.started(pieces=30, containers=1)
    rows = bench.sheet(inspection).classes
    assert [(r.sampling, r.plan.n, r.reason) for r in rows] == [
        (SampleType.ALL, 30, None),
        (SampleType.FIXED, 5, None),
    ]


def test_lists_show_what_waits(bench):
    bench.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    lot, first = bench.receive()
    _, second = bench.started()
    ask = bench.plant.bench.ask
    assert [r.inspection_id for r in ask(inspections, {InspectionState.WAITING})] == [first]
    assert [r.inspection_id for r in ask(inspections)] == [first, second]
    assert ask(inspection_of_lot, lot) == first
    assert ask(inspection_of_lot, second) is None


@given(
    seed=st.integers(0, 2**62 - 1),
    contents=st.lists(st.integers(1, 40), min_size=1, max_size=30),
    sizes=st.lists(st.integers(1, 60), min_size=1, max_size=3),
    known=st.booleans(),
)
def test_every_piece_has_a_container_that_holds_it(seed, contents, sizes, known):
    held = dict(enumerate(contents, start=1))
    places = sample_places(seed, len(held), sizes, held if known else {})
    assert len(places) == max(sizes)
    assert places == sample_places(seed, len(held), sizes, held if known else {})
    assert set(places) <= set(held)
    if known and sum(contents) >= max(sizes):
        assert all(places.count(number) <= held[number] for number in held)
