"""Pieces without serial numbers keep their numbers from operation to operation."""

from collections import deque
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from qtrace.domain.holds import Activity
from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.production.progress import OutputKind
from qtrace.models.items import Item
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.checks import check_projections
from qtrace.services.holds.check import check_not_held, coverings
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import AddLabelVersion
from tests.support.drafts import approval
from tests.support.production import make_production, production_plant


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def bench(plant):
    """A part that is moulded, welded and then numbered; every piece takes one of both materials."""
    made = make_production(plant)
    made.part("AX-1", tracking="serial")
    made.part_code("AX-1", "09506000200026", per=1)
    label = made.new()
    made.done(
        AddLabelVersion(
            **made.head(), label_version_id=label, part_id=made.parts["AX-1"],
            label_version="L-AX/1", udi_di="09506000200026",
        )
    )  # fmt: skip
    made.done(approval(plant, DraftKind.LABEL, label), "qian", signed=True)
    made.route(
        (
            OperationDraft(10, "Mould", "注塑", most_passes=2),
            OperationDraft(20, "Weld", "焊接", most_passes=2),
            OperationDraft(30, "Number", "打码", makes_units=True),
        ),
        "R-AX",
        "AX-1",
    )
    made.bill(
        (
            made.need(1, "PH-20", operation=10),
            made.need(2, "SR-12", operation=20),
            made.need(3, "SR-13", operation=30),
        ),
        "B-AX",
        "AX-1",
    )
    made.serials = 0
    return made


def begin(bench, planned):
    assert isinstance(bench.ordered(planned, "AX-1"), Done)
    bench.plant.clock.advance(timedelta(minutes=1))
    bench.cleared()
    bench.plant.clock.advance(timedelta(minutes=1))


def born(bench, pieces, **over):
    bench.serials += pieces
    serials = tuple(f"AX{n:04}" for n in range(bench.serials - pieces + 1, bench.serials + 1))
    return bench.make(pieces, serials=serials, **over)


def held_units(bench, lot):
    """Numbers of the units that a hold on a lot stops, by their order of birth."""
    hold = bench.new()
    bench.done(PlaceHold(**bench.head(), hold_id=hold, item_ids=(lot,), reason="function"), "mei")
    with bench.plant.database.read() as session:
        units = session.scalars(select(Item).where(Item.id.in_(bench.units))).all()
        stopped = {
            unit.id
            for unit in units
            if hold in {each.hold_id for each in coverings(session, unit.id)}
        }
        assert all(check_not_held(session, unit, Activity.SHIP) for unit in stopped)
    return [n for n, unit in enumerate(bench.units) if unit in stopped]


def test_a_hold_finds_the_units_behind_scrap_of_an_earlier_operation(bench):
    """Five of twenty are scrapped: the units of the second lot are the last ten, not the last five."""
    begin(bench, 20)
    bench.start(10)
    good, bad = bench.stock("G-1", "PH-20", 10), bench.stock("BAD-2", "PH-20", 10)
    bench.issue(good)
    bench.output(5, OutputKind.SCRAP, reason="short shot")
    assert bench.output(5).facts["pieces"] == "6-10"
    bench.issue(bad)
    bench.output(10)
    bench.finish()
    bench.start(20)
    bench.issue(bench.stock("S-1", "SR-12", 15))
    assert bench.output(15).facts["pieces"] == "6-20"
    bench.finish()
    bench.start(30)
    bench.issue(bench.stock("T-1", "SR-13", 15))
    assert born(bench, 15).facts["first"] == "6"
    assert held_units(bench, bad) == list(range(5, 15))
    assert held_units(bench, good) == list(range(5))


KINDS = (OutputKind.GOOD,) * 4 + (OutputKind.SCRAP, OutputKind.REWORK)


class Reference:
    """The same line in memory: pieces are sets of lots that went into them."""

    def __init__(self, planned):
        self.waiting = {(10, 1): deque(set() for _ in range(planned))}
        self.units = []

    def out(self, at, pieces, kind, lots):
        """So many pieces come out of a pass, each with the next of the loaded lots."""
        operation, run_no = at
        for _ in range(pieces):
            piece = self.waiting[at].popleft()
            if run_no == 1:
                piece.add(lots.popleft())
            if operation == 30:
                self.units.append(piece)
            target = {
                OutputKind.GOOD: (operation + 10, 1), OutputKind.REWORK: (operation, 2),
            }.get(kind)  # fmt: skip
            if target is not None:
                self.waiting.setdefault(target, deque()).append(piece)


@pytest.mark.parametrize(("seed", "reworked"), [(2, 10), (3, 20)])
def test_whatever_is_scrapped_or_reworked_a_hold_names_exactly_its_units(bench, seed, reworked):
    """Only where pieces without numbers went on beside their rework may more be held, never less."""
    random, planned = Random(seed), 24
    begin(bench, planned)
    line, lots = Reference(planned), []
    for operation, part in ((10, "PH-20"), (20, "SR-12"), (30, "SR-13")):
        loaded = deque()
        assert isinstance(bench.start(operation), Done)
        first = bench.run
        for n in range(3):
            lot = bench.stock(f"{part}-{n}", part, 8)
            lots.append(lot)
            loaded.extend([lot] * 8)
            bench.issue(lot)
        if operation == 30:
            _all_out(bench, line, (30, 1), loaded, random)
            continue
        kinds = KINDS if operation == reworked else KINDS[:-1]
        _some_out(bench, line, (operation, 1), loaded, (random, kinds))
        bench.run = first
        assert isinstance(bench.finish(is_short=True, reason="enough"), Done) or loaded
    for lot in lots:
        expected = [n for n, piece in enumerate(line.units) if lot in piece]
        found = held_units(bench, lot)
        if reworked == 10 and lot in lots[3:6]:
            assert set(expected) <= set(found)
        else:
            assert found == expected
    assert {each.table for each in bench.ask(check_projections)} <= {"item_status"}


def _some_out(bench, line, at, loaded, chance):
    """Everything comes out in groups; what was put aside is reworked in between."""
    random, kinds = chance
    first, again = bench.run, None
    while line.waiting.get(at) or line.waiting.get((at[0], 2)):
        aside = line.waiting.get((at[0], 2))
        if aside and (not line.waiting[at] or random.random() < 0.3):
            if again is None:
                assert isinstance(bench.start(at[0], run_no=2), Done)
                again = bench.run
            assert isinstance(bench.output(1, run=again), Done)
            line.out((at[0], 2), 1, OutputKind.GOOD, loaded)
        else:
            pieces = random.randint(1, min(5, len(line.waiting[at])))
            kind = random.choice(kinds)
            assert isinstance(bench.output(pieces, kind, run=first, reason="x"), Done)
            line.out(at, pieces, kind, loaded)
        bench.plant.clock.advance(timedelta(seconds=5))


def _all_out(bench, line, at, loaded, random):
    while line.waiting[at]:
        pieces = random.randint(1, min(6, len(line.waiting[at])))
        assert isinstance(born(bench, pieces), Done)
        line.out(at, pieces, OutputKind.GOOD, loaded)
        bench.plant.clock.advance(timedelta(seconds=5))
