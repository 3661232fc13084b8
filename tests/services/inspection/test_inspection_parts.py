"""A lot is inspected in parts: each part is a lot, the lot counts once, nothing is lost."""

import pytest

from qtrace.domain.holds import Activity, BlockProfile
from qtrace.domain.items import StatusReason
from qtrace.domain.quantities import MILLION
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.opening import check_not_held
from qtrace.services.inspection.commands import InspectPart
from qtrace.services.inspection.parts import whole_lots
from qtrace.services.inspection.queries import history_of
from qtrace.services.items.lot_page import lot_page
from qtrace.services.outcomes import Done
from qtrace.services.receiving.queue import QueueState, queue_page
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, by_aql, looked_at, make_bench
from tests.support.plants import make_plant


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR),))
    made.known_source()
    return made


@pytest.fixture
def file_plant(sqlite_url):
    """A plant file, where the back end does not matter."""
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def divide(bench, inspection, boxes, qty, by="lin"):
    """Inspect `qty` pieces out of `boxes` now; ids of (part, its inspection, rest, its one)."""
    part, own, rest, later = (bench.ids.next_id() for _ in range(4))
    outcome = bench.plant.send(
        InspectPart(
            **bench.head(), inspection_id=inspection, part_id=part, part_inspection_id=own,
            rest_id=rest, rest_inspection_id=later, containers=boxes, qty_q6=qty * MILLION,
        ),
        by=bench.people[by],
    )  # fmt: skip
    return outcome, (part, own, rest, later)


def decide(bench, inspection, bad=()):
    assert isinstance(bench.start(inspection), Done)
    bench.fill(inspection, bad=bad)
    outcome = bench.sign(inspection)
    assert isinstance(outcome, Done), outcome
    return outcome


def series(bench):
    return bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR)


def hold(bench, lot):
    command = PlaceHold(
        **bench.head(), hold_id=bench.ids.next_id(), lot_id=lot, reason="flash",
        profile=BlockProfile.FREEZE,
    )  # fmt: skip
    outcome = bench.plant.send(command, by=bench.people["wang"])
    assert isinstance(outcome, Done), outcome


def coverage(bench, lot):
    with bench.plant.database.read() as session:
        return whole_lots(session, [lot])[lot].coverage


def test_part_and_rest_are_inspected_one_after_the_other(bench):
    whole, inspection = bench.receive(800, 8)
    outcome, (part, own, rest, later) = divide(bench, inspection, (4, 5, 6, 7, 8), 500)
    assert isinstance(outcome, Done), outcome
    assert (outcome.facts["quantity"], outcome.facts["whole"]) == ("500", "800")
    found = bench.sheet(own)
    assert (found.lot_size, found.lot.containers, found.lot.quality_state) == (500, 5, "quarantine")
    assert bench.sheet(later).lot_size == 300
    assert bench.sheet(inspection).state.value == "void"
    decide(bench, own)
    cover = coverage(bench, whole)
    assert (cover.decided_q6, cover.waiting_q6) == (500 * MILLION, 300 * MILLION)
    rows = {row.lot_id: row for row in bench.plant.bench.ask(queue_page).rows}
    assert rows[rest].state is QueueState.TO_LABEL
    assert rows[rest].whole is not None
    assert rows[rest].whole.lot_id == whole
    page = bench.plant.bench.ask(lot_page, whole)
    (line,) = [row for row in page.status.reasons if row.code is StatusReason.INSPECTION_PARTS]
    assert (line.facts["decided"], line.facts["waiting"], line.good) == ("500", "300", None)
    assert series(bench).lots[-1].is_counted is False
    decide(bench, later)
    assert [lot.is_counted for lot in series(bench).lots] == [False, True]
    assert bench.plant.bench.ask(verify_records).bad == ()
    page = bench.plant.bench.ask(lot_page, part)
    assert (page.whole.lot_id, page.whole.coverage.decided_q6) == (whole, 800 * MILLION)
    reasons = {row.code: row.good for row in page.status.reasons}
    assert reasons[StatusReason.INSPECTION_ACCEPTED] is True
    page = bench.plant.bench.ask(lot_page, whole)
    (line,) = [row for row in page.status.reasons if row.code is StatusReason.INSPECTION_PARTS]
    assert (line.facts["decided"], line.good) == ("800", True)


def test_the_parts_may_decide_differently_and_the_lot_counts_as_rejected(bench):
    _, inspection = bench.receive(800, 8)
    _, (_, own, _, later) = divide(bench, inspection, (1, 2), 150)
    assert bench.sheet(later).lot.containers == 7
    decide(bench, own, bad=(1, 2))
    decide(bench, later)
    states = [bench.sheet(each).lot.quality_state for each in (own, later)]
    assert states == ["rejected", "released"]
    lots = series(bench).lots
    assert [(lot.accepted, lot.is_counted) for lot in lots] == [(False, True), (True, False)]


def test_five_parts_do_not_end_tightened_inspection(file_plant):
    bench = make_bench(file_plant)
    bench.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR),))
    _, inspection = bench.receive(800, 8)
    rest = inspection
    for _ in range(4):
        outcome, (_, own, _, later) = divide(bench, rest, (1,), 100)
        assert isinstance(outcome, Done), outcome
        decide(bench, own)
        rest = later
    decide(bench, rest)
    found = series(bench)
    assert [lot.is_counted for lot in found.lots] == [False] * 4 + [True]
    assert found.state.value == "tightened"


def test_all_parts_of_a_first_lot_are_first_lots(bench):
    """The second part of the first lot of a source on trial is still tightened and spends nothing."""
    bench.set_source(lots=1)
    _, inspection = bench.receive(800, 8)
    _, (_, own, _, later) = divide(bench, inspection, (1,), 100)
    decide(bench, own)
    assert isinstance(bench.start(later), Done)
    (row,) = bench.sheet(later).classes
    assert row.severity.value == "tightened"


def test_papers_cover_the_parts_too(file_plant):
    bench = make_bench(file_plant, ("conformance",))
    bench.plan((by_aql(MAJOR, "4.0", "S-2"),), (looked_at(1, MAJOR),))
    _, inspection = bench.receive(800, 8, papers=("conformance",))
    _, (_, own, _, later) = divide(bench, inspection, (1,), 100)
    _, (_, again, _, _) = divide(bench, later, (1,), 100)
    for each in (own, again):
        assert [(paper.kind, paper.number) for paper in bench.sheet(each).papers] == [
            ("conformance", "1")
        ]
        decide(bench, each)


def test_what_cannot_be_divided_says_why(bench):
    _, inspection = bench.receive(800, 8)
    for boxes, qty in (((), 500), ((9,), 10), ((1,), 101), (tuple(range(1, 9)), 800)):
        refused, _ = divide(bench, inspection, boxes, qty)
        assert refused.code == "PART_QUANTITIES", (boxes, qty)
    assert isinstance(bench.start(inspection), Done)
    refused, _ = divide(bench, inspection, (1,), 100)
    assert refused.code == "ALREADY_STARTED"
    refused, _ = divide(bench, 1, (1,), 100)
    assert refused.code == "INSPECTION_NOT_FOUND"
    bench.fill(inspection)
    bench.sign(inspection)
    refused, _ = divide(bench, inspection, (1,), 100)
    assert refused.code == "ALREADY_DECIDED"


def test_a_held_lot_is_not_divided_and_its_parts_inherit_what_is_placed_later(bench):
    whole, inspection = bench.receive(800, 8)
    outcome, (part, _, rest, _) = divide(bench, inspection, (1,), 100)
    assert isinstance(outcome, Done), outcome
    hold(bench, whole)
    with bench.plant.database.read() as session:
        for lot in (part, rest):
            assert check_not_held(session, lot, Activity.SORT) is not None
    other, later = bench.receive(800, 8)
    hold(bench, other)
    refused, _ = divide(bench, later, (1,), 100)
    assert refused.code == "LOT_ON_HOLD"
