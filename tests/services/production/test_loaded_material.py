"""What was in order when it was loaded and is no more: the next output stops at it."""

import random
from datetime import timedelta

import pytest

from qtrace.domain.production.progress import OutputKind
from qtrace.models.items import Item, ItemStatus
from qtrace.models.production_runs import OperationRun
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.opening import holds_on
from qtrace.services.outcomes import Done
from qtrace.services.production.counts import pieces_done
from qtrace.services.production.feeding import plan_meals
from qtrace.services.production.guards import run_place
from qtrace.services.production.line_commands import RecordPastOutput, ReturnMaterial
from qtrace.services.production.material import Scanned, unusable
from tests.services.holds.test_holds_in_use import MILLION, Trial, permit
from tests.support.interlocks import open_interlocks
from tests.support.production import make_production, production_plant
from tests.support.stations import door_with


@pytest.fixture
def line(database_url):
    plant = production_plant(database_url)
    yield running(plant)
    plant.close()


@pytest.fixture
def sqlite_line(sqlite_url):
    plant = production_plant(sqlite_url)
    yield running(plant)
    plant.close()


def running(plant):
    """A run with heads for all pieces; seals are what the tests bring."""
    bench = make_production(plant)
    bench.ordered(40)
    bench.cleared()
    bench.start()
    bench.issue(bench.stock("PH-1", "PH-20", 40))
    return bench


def today(bench):
    return bench.plant.clock.now().date()


def past(bench, serial):
    command = RecordPastOutput(
        **bench.head(), output_id=bench.new(), run_id=bench.run, kind=OutputKind.GOOD, pieces=1,
        deviation_id=bench.new(), hold_id=bench.new(), reason="made before anybody looked",
        unit_ids=(bench.new(),), serials=(serial,),
    )  # fmt: skip
    return bench.send(command, "mei")


def test_output_stops_at_a_load_whose_concession_ended_and_goes_on_when_cured(line):
    bench, plant = line, line.plant
    lot = bench.stock("7F42-01", "SR-12", 40, state="conditional")
    permit(plant, bench, lot, 20, today(bench) + timedelta(days=2), writer=21)
    assert isinstance(bench.issue(lot, qty_q6=20 * MILLION), Done)
    assert isinstance(bench.make(), Done)
    plant.clock.advance(timedelta(days=3))
    for hits in (1, 2):
        refused = bench.make()
        assert (refused.code, refused.facts["lot"]) == ("CONCESSION_EXPIRED", "7F42-01")
        (row,) = bench.ask(open_interlocks)
        assert (row.kind, row.target_kind, row.target_id, row.hits) == (
            "concession", "item", lot, hits,
        )  # fmt: skip
    kept = past(bench, "26P1")
    assert isinstance(kept, Done), "what has happened is kept, with a deviation and a hold"
    assert kept.facts["hold"].startswith("HD-")
    assert len(bench.ask(open_interlocks)) == 1, "keeping a fact cures nothing"
    plant.clock.advance(timedelta(hours=1))
    permit(plant, bench, lot, 20, None, writer=22)
    assert isinstance(bench.make(), Done)
    assert bench.ask(open_interlocks) == ()


def test_another_load_in_its_place_lets_the_line_go_on(sqlite_line):
    bench = sqlite_line
    lot = bench.stock("7F42-01", "SR-12", 40, state="conditional")
    permit(bench.plant, bench, lot, 20, today(bench), writer=21)
    bench.issue(lot, qty_q6=20 * MILLION)
    load = bench.load
    bench.plant.clock.advance(timedelta(days=1))
    assert bench.make().code == "CONCESSION_EXPIRED"
    assert bench.issue(lot, qty_q6=MILLION).code == "CONCESSION_EXPIRED"
    bench.done(*back(bench, load))
    bench.issue(bench.stock("7F42-02", "SR-12", 40))
    assert isinstance(bench.make(), Done)
    assert bench.ask(open_interlocks)[0].target_id == lot, "that lot may still not be used"


def back(bench, load):
    command = ReturnMaterial(
        **bench.head(), load_id=load, qty_q6=20 * MILLION, to_location_id=bench.places["A-03-12"]
    )
    return command, "mei"


def set_state(bench, lot, state, writer):
    """The state that a decision left behind."""

    def handler(work, _command):
        work.session.get_one(ItemStatus, lot).quality_state = state
        return {}

    with door_with(bench.plant, {Trial: handler}, writer=writer) as station:
        assert isinstance(station.send(Trial(**bench.head()), by=bench.people["mei"]), Done)


@pytest.mark.parametrize("spoiled", ["expired", "held", "rejected"])
def test_output_stops_at_what_became_unusable_in_the_hopper(sqlite_line, spoiled):
    bench = sqlite_line
    lot = bench.stock("7F42-01", "SR-12", 40, expiry=today(bench) + timedelta(days=2))
    bench.issue(lot, qty_q6=20 * MILLION)
    assert isinstance(bench.make(), Done)
    if spoiled == "expired":
        bench.plant.clock.advance(timedelta(days=3))
    elif spoiled == "held":
        hold = PlaceHold(**bench.head(), hold_id=bench.new(), reason="flash", lot_id=lot)
        bench.done(hold, "mei")
    else:
        set_state(bench, lot, "rejected", 23)
    codes = {
        "expired": "MATERIAL_EXPIRED", "held": "LOT_ON_HOLD", "rejected": "MATERIAL_NOT_RELEASED",
    }  # fmt: skip
    assert bench.make().code == codes[spoiled]
    assert isinstance(past(bench, "26P1"), Done)
    assert bench.ask(holds_on, bench.lot), "the pieces are held"


def not_usable_now(reads, run_id, day):
    """Loads that the next piece would take and that no scan would accept now."""
    session = reads.session
    place = run_place(session, session.get_one(OperationRun, run_id))
    done = pieces_done(session, run_id)
    found = set()
    for meal in plan_meals(session, place, done, 1, ()):
        for use in meal.feeding.uses:
            load = meal.loads[use.load_id]
            given = Scanned(session.get_one(Item, load.item_id), None)
            if unusable(session, place, given, 0, day) is not None:
                found.add(load.item_id)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_no_output_is_ever_made_of_a_load_that_a_scan_would_refuse(sqlite_line, seed):
    """Random days, decisions, holds and permits: what comes out is of what may be used now."""
    bench, plant, rng = sqlite_line, sqlite_line.plant, random.Random(seed)
    lots = [bench.stock(f"S-{n}", "SR-12", 60, state="conditional") for n in range(2)]
    for n, lot in enumerate(lots):
        permit(plant, bench, lot, 40, today(bench) + timedelta(days=2 + n), writer=31 + n)
        bench.issue(lot, qty_q6=30 * MILLION)
    made = stopped = 0
    for step in range(14):
        act = rng.choice(["day", "day", "permit", "state", "state", "hold"])
        lot = rng.choice(lots)
        if act == "day":
            plant.clock.advance(timedelta(days=rng.randint(1, 2)))
        elif act == "permit":
            plant.clock.advance(timedelta(minutes=1))
            permit(plant, bench, lot, 9, today(bench) + timedelta(days=1), writer=40 + step)
        elif act == "state":
            state = rng.choice(["rejected", "conditional"])
            set_state(bench, lot, state, 60 + step)
        elif act == "hold" and step > 9:
            hold = PlaceHold(**bench.head(), hold_id=bench.new(), reason="flash", lot_id=lot)
            bench.done(hold, "mei")
        spoiled = bench.ask(lambda reads: not_usable_now(reads, bench.run, today(bench)))
        outcome = bench.make()
        if isinstance(outcome, Done):
            made += 1
            assert spoiled == set(), "made of what no scan would accept"
        else:
            stopped += 1
            assert spoiled, outcome
    assert made
    assert stopped
