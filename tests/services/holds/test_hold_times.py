"""Made on a line from then until then, or from then on: lots by the pieces that came out, no clock."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile, HoldReason
from qtrace.domain.production.drafts import OperationDraft
from qtrace.models.cases import Hold
from qtrace.models.production_runs import ProductionOutput
from qtrace.services.checks import _members as misplaced
from qtrace.services.holds.check import coverings
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.members import members_of, scopes_of
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.outcomes import Done
from tests.support.plants import make_plant
from tests.support.postgres import station_url
from tests.support.production import TOPIC, PutStock, make_production, put_stock

MINUTE = timedelta(minutes=1)


@pytest.fixture
def bench(request, database_url):
    working = None
    if not database_url.startswith("sqlite"):
        working = station_url(request.getfixturevalue("pg_server"), database_url)
    plant = make_plant(database_url, station_url=working, more={PutStock: put_stock})
    yield make_production(plant)
    plant.close()


@pytest.fixture
def sqlite_bench(sqlite_url):
    plant = make_plant(sqlite_url, more={PutStock: put_stock})
    yield make_production(plant)
    plant.close()


def begin(bench, planned=10, *, serials=True):
    """An order at operation 30 with materials for all of it."""
    if not serials:
        steps = (OperationDraft(30, "Assembly", "装配", TOPIC), OperationDraft(40, "Test", "检测"))
        assert isinstance(bench.route(steps), Done)
    ordered = bench.ordered(planned)
    assert isinstance(ordered, Done), ordered
    bench.cleared()
    assert isinstance(bench.start(30), Done)
    for part in ("SR-12", "PH-20"):
        assert isinstance(bench.issue(bench.stock(f"{part}-{bench.order}", part)), Done)


def place(bench, made_from, made_to=None, **over):
    """A hold on the product made on the line in that time; its id."""
    hold_id = bench.new()
    scope = Scope(
        AnchorKind.PART, bench.parts["IP-200"], line_id=bench.line_id, made_from=made_from,
        made_to=made_to,
    )  # fmt: skip
    values = {"scopes": (scope,), "reason": HoldReason.OTHER, "note": ""} | over
    command = PlaceHold(**bench.head(), hold_id=hold_id, **values)
    assert isinstance(bench.send(command, "lin"), Done)
    return hold_id


def told(outcome):
    return "done" if isinstance(outcome, Done) else outcome.code


def held(bench, item):
    with bench.plant.database.read() as session:
        return [each.hold_id for each in coverings(session, item)]


def positions(bench, hold):
    """Positions of the bench's lot that are members."""
    with bench.plant.database.read() as session:
        return members_of(session, hold).get(bench.lot, ())


def astray(bench):
    """Members that the walk does not find, or finds and are not written."""
    with bench.plant.database.read() as session:
        return list(misplaced(session))


def test_a_lot_that_was_begun_before_is_held_by_its_later_pieces_and_stops(bench):
    begin(bench, serials=False)
    clock = bench.plant.clock
    assert told(bench.output(2)) == "done"
    clock.advance(30 * MINUTE)
    since = clock.now()
    clock.advance(30 * MINUTE)
    assert told(bench.output(2)) == "done"
    hold = place(bench, since)
    assert positions(bench, hold) == ((3, 4),)
    assert held(bench, bench.lot) == [hold]
    assert told(bench.output(1)) == "LOT_ON_HOLD"
    assert told(bench.start(40)) == "LOT_ON_HOLD"
    assert astray(bench) == []


def test_a_time_that_is_over_holds_the_pieces_of_that_time_alone(bench):
    begin(bench, serials=False)
    clock = bench.plant.clock
    times = []
    for _ in range(3):
        clock.advance(60 * MINUTE)
        times.append(clock.now())
        assert told(bench.output(2)) == "done"
    hold = place(bench, times[1] - MINUTE, times[1] + MINUTE)
    assert positions(bench, hold) == ((3, 4),)
    assert told(bench.output(2)) == "done"
    assert told(bench.start(40)) == "done"
    assert told(bench.output(2)) == "done"
    assert told(bench.output(1)) == "LOT_ON_HOLD"  # piece 3
    assert positions(bench, hold) == ((3, 4),)


def test_what_is_made_behind_the_hold_is_held_whatever_the_clock_says(bench):
    begin(bench)
    clock = bench.plant.clock
    assert told(bench.make()) == "done"
    clock.advance(30 * MINUTE)
    now = clock.now()
    hold = place(bench, now, profile=BlockProfile.SHIPPING)
    clock.set(now - 10 * MINUTE)
    assert told(bench.make()) == "done"
    assert held(bench, bench.units[0]) == []
    assert held(bench, bench.units[1]) == [hold]
    assert told(bench.make()) == "done"
    assert held(bench, bench.units[2]) == [hold]
    with bench.plant.database.read() as session:
        named = scopes_of(session, hold)
        assert session.get_one(Hold, hold).state == "active"
    assert named[1:] == (Scope(AnchorKind.ITEM, bench.lot, seq_from=2),)
    assert [(each.hold, each.is_batch) for each in bench.gate().facts.held] == [
        (bench.ask(hold_sheet, hold).head.number, True)
    ]
    assert astray(bench) == []


def test_units_of_a_time_that_is_over_keep_their_batch_in_the_house(bench):
    begin(bench)
    clock = bench.plant.clock
    times = []
    for _ in range(3):
        clock.advance(60 * MINUTE)
        times.append(clock.now())
        assert told(bench.make()) == "done"
    hold = place(bench, times[1] - MINUTE, times[1] + MINUTE)
    assert [held(bench, unit) for unit in bench.units] == [[], [hold], []]
    assert len(bench.gate().facts.held) == 1
    assert "BATCH_HELD" in [point.code.value for point in bench.gate().before_production]
    assert told(bench.make()) == "done", "the time is over"
    assert astray(bench) == []


def test_an_order_that_begins_behind_the_hold_is_held(sqlite_bench):
    bench = sqlite_bench
    bench.plant.clock.advance(60 * MINUTE)
    now = bench.plant.clock.now()
    hold = place(bench, now, profile=BlockProfile.SHIPPING)
    bench.plant.clock.set(now - 10 * MINUTE)
    begin(bench)
    assert held(bench, bench.lot) == [hold]
    assert astray(bench) == []


def test_an_order_does_not_begin_on_a_line_that_is_held_from_now_on(sqlite_bench):
    bench = sqlite_bench
    place(bench, bench.plant.clock.now())
    assert isinstance(bench.ordered(5), Done)
    bench.cleared()
    assert told(bench.start(30)) == "LOT_ON_HOLD"


# --- random days on a line, against a reference that looks at every piece ------------------------


@dataclass
class Day:
    """What came out: the pieces, the clock, and how many holds stood; and what the holds are."""

    begun: list = field(default_factory=list)
    outputs: list = field(default_factory=list)
    holds: list = field(default_factory=list)

    def meant(self, number, piece):
        """True if the hold must cover the piece."""
        since, until, placed, _ = self.holds[number]
        begun, stood = self.begun
        if since <= begun and (until is None or begun <= until):
            return True
        late = until is None and since <= placed
        return (late and stood > number) or any(
            first <= piece <= last
            and ((since <= at and (until is None or at <= until)) or (late and holds > number))
            for first, last, at, holds in self.outputs
        )

    def may(self, number, piece):
        """True if it may: a clock that is behind leaves open which of the later numbers it was."""
        since, _, _, _ = self.holds[number]
        behind = [first for first, _, at, holds in self.outputs if holds > number and at < since]
        return self.meant(number, piece) or (bool(behind) and piece >= min(behind))


@pytest.mark.parametrize("seed", [4, 5])
def test_members_are_the_pieces_that_came_out_in_the_time(sqlite_bench, seed):
    bench, draw, day = sqlite_bench, Random(seed), Day()
    clock = bench.plant.clock
    clock.advance(120 * MINUTE)
    begin(bench, 30, serials=False)
    day.begun = [clock.now(), 0]
    runs, made = {30: bench.run}, {30: 0, 40: 0}
    for _ in range(24):
        clock.advance(draw.randint(-12, 15) * MINUTE)
        what = draw.choice(["out", "out", "out", "test", "hold"])
        if what == "hold" and len(day.holds) < 4:
            since = clock.now() + draw.randint(-20, 4) * MINUTE
            until = draw.choice([None, None, since + draw.randint(0, 40) * MINUTE])
            hold = place(bench, since, until, profile=BlockProfile.SHIPPING)
            day.holds.append((since, until, clock.now(), hold))
        operation = 40 if what == "test" else 30
        room = (made[30] if operation == 40 else 30) - made[operation]
        if what == "hold" or not room:
            continue
        if operation not in runs:
            assert told(bench.start(40)) == "done"
            runs[40] = bench.run
        pieces = draw.randint(1, min(room, 4))
        assert told(bench.output(pieces, run=runs[operation])) == "done"
        for first, last in numbers(bench, runs[operation], made[operation]):
            day.outputs.append((first, last, clock.now(), len(day.holds)))
        made[operation] += pieces
        agree(bench, day, made[30])


def numbers(bench, run, before):
    """Which pieces came out of the run after so many."""
    told = select(ProductionOutput.piece_from, ProductionOutput.piece_to)
    with bench.plant.database.read() as session:
        newest = ProductionOutput.pieces_after > before
        return session.execute(told.where(ProductionOutput.run_id == run, newest)).all()


def agree(bench, day, made):
    """Members of every hold are what the reference says, and what the walk finds."""
    for number, (_, _, _, hold) in enumerate(day.holds):
        ranges = positions(bench, hold)
        for piece in range(1, made + 1):
            found = any(a <= piece and (b is None or piece <= b) for a, b in ranges)
            assert day.meant(number, piece) <= found <= day.may(number, piece), (
                piece,
                ranges,
                number,
                day.holds,
                day.outputs,
            )
    assert astray(bench) == []
