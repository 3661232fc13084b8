"""Skip-lot and dock-to-stock: earned by the history, drawn at random, signed by a person."""

import pytest

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.people import QualitySwitch
from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.skip_lot import SkipEvent, is_chosen
from qtrace.domain.sampling.skip_reason import SkipState
from qtrace.domain.suppliers import SourceState
from qtrace.models.inspection import Inspection, SkippedInspection
from qtrace.models.items import Item
from qtrace.services.catalogue.drafts import DraftKind, drafts
from qtrace.services.catalogue.plans_commands import AddPlan, RecordSkipEvent, ReleaseSkippedLot
from qtrace.services.inspection.commands import StartInspection
from qtrace.services.inspection.skip_lots import draw_seed, tighter_numbers
from qtrace.services.inspection.switch_board import BoardKind, switch_board
from qtrace.services.outcomes import Done
from qtrace.services.people.commands import SetQualitySwitch
from tests.support.inspections import MAJOR, looked_at, make_bench
from tests.support.plants import make_plant

SINGLE = ClassDraft(MAJOR, SampleType.SINGLE, "iso2859", "II", "6.5")
PIECES = 50
"""Letter D, n 8, Ac 1: a lot without failures has five points."""


@pytest.fixture
def bench(plant):
    return skipping(plant)


@pytest.fixture
def file_bench(sqlite_url):
    """The same on a plant file alone, for what asks nothing of the back end."""
    plant = make_plant(sqlite_url)
    yield skipping(plant)
    plant.bench.close()


def skipping(plant):
    made = make_bench(plant)
    made.plan([SINGLE], [looked_at(1, MAJOR)], skip_lot=True)
    made.known_source()
    made.set_source(0, SourceState.PREFERRED)
    return made


def verify(bench, *, is_on=True):
    person = bench.people["wang"]
    bench.plant.done(
        SetQualitySwitch(
            **bench.head(), switch=QualitySwitch.SKIP_LOT_VERIFIED, is_on=is_on, reason="compared"
        ),
        by=person,
        claim=bench.plant.claim(person),
    )


def tell(bench, event, reason="agreed with the supplier"):
    return bench.plant.send(
        RecordSkipEvent(
            **bench.head(), event_id=bench.ids.next_id(), part_id=bench.part,
            manufacturer_site_id=bench.site, supplier_id=bench.supplier, event=event,
            reason=reason,
        ),
        by=bench.people["wang"],
    )  # fmt: skip


def earn(bench, lots=10):
    """Ten lots without failures are fifty points: one lot in four is inspected from then on."""
    for _ in range(lots):
        _, inspection = bench.started(PIECES, 1)
        bench.fill(inspection)
        assert isinstance(bench.sign(inspection), Done)
        bench.pass_time(hours=1)


def release(bench, inspection, by="qian"):
    person = bench.people[by]
    return bench.plant.send(
        ReleaseSkippedLot(**bench.head(), inspection_id=inspection),
        by=person,
        claim=bench.plant.claim(person),
    )


def row(bench, kind, key):
    with bench.plant.database.read() as session:
        return session.get(kind, key)


def test_a_lot_that_is_not_drawn_goes_to_stock_by_a_signature(bench):
    assert isinstance(tell(bench, SkipEvent.AGREED), Done)
    earn(bench)
    lot, waiting = bench.receive(PIECES, 1)
    assert release(bench, waiting).facts["barrier_en"].endswith("not verified")
    verify(bench)
    drawn, skipped = [], []
    while not (drawn and skipped):
        lot, waiting = bench.receive(PIECES, 1)
        seed = draw_seed(row(bench, Inspection, waiting), row(bench, Item, lot))
        outcome = bench.start(waiting)
        if is_chosen(4, int(seed)):
            assert isinstance(outcome, Done)
            drawn.append(waiting)
            continue
        assert (outcome.code, outcome.facts["one_in"]) == ("LOT_NEEDS_NO_INSPECTION", "4")
        skipped.append((lot, waiting, seed))
    lot, waiting, seed = skipped[0]
    listed = {
        each.revision_id: each.one_in
        for each in bench.plant.bench.ask(drafts)
        if each.kind is DraftKind.LOT
    }
    assert listed.items() >= {each[1]: 4 for each in skipped}.items()
    (board,) = [each for each in bench.plant.bench.ask(switch_board) if each.kind is BoardKind.SKIP]
    assert (board.skip.state, board.agreed, board.notes[0].what) == (
        SkipState.SKIP, True, "agreed",
    )  # fmt: skip
    assert isinstance(release(bench, waiting), Done)
    kept = row(bench, SkippedInspection, waiting)
    assert (kept.one_in, kept.seed) == (4, seed)
    sheet = bench.sheet(waiting)
    assert (sheet.state, sheet.lot.quality_state) == (InspectionState.VOID, "released")
    assert release(bench, waiting).code == "ALREADY_DECIDED"
    assert release(bench, drawn[0]).code == "ALREADY_STARTED"


def test_what_ends_skipping_and_what_never_begins_it(file_bench):
    bench = file_bench
    verify(bench)
    tell(bench, SkipEvent.AGREED)
    earn(bench)

    def barrier():
        _, waiting = bench.receive(PIECES, 1)
        return release(bench, waiting).facts.get("barrier_en", "")

    bench.set_source(0, SourceState.APPROVED)
    assert barrier() == "Every lot is inspected at present"
    bench.set_source(0, SourceState.PREFERRED)
    tell(bench, SkipEvent.AUTHORITY, "complaint")
    assert barrier() == "Every lot is inspected at present"
    assert tell(bench, SkipEvent.AGREED, " ").code == "REASON_MISSING"


def test_an_inspector_may_inspect_a_skipped_lot_all_the_same(file_bench):
    bench = file_bench
    verify(bench)
    tell(bench, SkipEvent.AGREED)
    earn(bench)
    while True:
        _, waiting = bench.receive(PIECES, 1)
        if not isinstance(bench.start(waiting), Done):
            break
    started = bench.plant.send(
        StartInspection(**bench.head(), inspection_id=waiting, although_skipped=True),
        by=bench.people["lin"],
    )
    assert isinstance(started, Done)
    assert release(bench, waiting, "rel").code == "ALREADY_STARTED"


def test_a_plan_that_skips_nothing_takes_no_decision_about_it(bench):
    bench.plan([SINGLE], [looked_at(1, MAJOR)], plan_code="SR-13", supplier_id=bench.supplier)
    assert tell(bench, SkipEvent.AGREED).code == "PLAN_SKIPS_NOTHING"
    _, waiting = bench.receive(PIECES, 1)
    assert release(bench, waiting).code == "LOT_MUST_BE_INSPECTED"


def test_a_plan_with_another_kind_of_sampling_cannot_skip(bench):
    refused = bench.plant.send(
        AddPlan(
            **bench.head(), plan_id=bench.ids.next_id(), revision_id=bench.ids.next_id(),
            plan_code="SR-14", part_id=bench.part, supplier_id=None, signature_chain="inspect",
            early_stop=True, classes=(ClassDraft(MAJOR, SampleType.ALL, ac=0),),
            characteristics=(looked_at(1, MAJOR),), skip_lot=True,
        ),
        by=bench.people["wang"],
    )  # fmt: skip
    assert (refused.code, refused.facts["fault"]) == ("PLAN_INVALID", "SKIP_NEEDS_SINGLE")


def test_points_are_judged_at_the_same_sample_only():
    from qtrace.domain.sampling.plans import make_scheme
    from qtrace.domain.sampling.tables import Severity
    from qtrace.reference import sampling_tables

    tables = sampling_tables()
    scheme = make_scheme(tables, "iso2859", "II", "2.5")
    assert tighter_numbers(tables, scheme, Severity.NORMAL, "J", 80) == (3, 2)
    finest = make_scheme(tables, "iso2859", "II", "0.010")
    assert tighter_numbers(tables, finest, Severity.NORMAL, "J", 80) == (None, None)
