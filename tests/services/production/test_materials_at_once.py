"""Two lines that take the same bag, and units of ours that are built in: scrapped, packed, twice."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.items import Item
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import AddLine
from qtrace.services.production.line_commands import IssueMaterial, UseUrgently
from qtrace.services.production.line_scans import scan_verdict
from qtrace.services.production.material import issue_material
from qtrace.services.samples.commands import TakeSample
from tests.support.production import TOPIC, make_production, production_plant
from tests.support.shipping import make_shipping
from tests.support.stations import door_with


@pytest.fixture
def plant(database_url):
    made = production_plant(database_url)
    yield made
    made.close()


def told(outcome):
    return "done" if isinstance(outcome, Done) else outcome.code


# --- at once ----------------------------------------------------------------------------------


def two_runs(bench):
    """The same order on two lines; ids of the runs."""
    runs = []
    for code in ("L2", "L3"):
        if code == "L3":
            bench.place("W-L3", Zone.WIP)
            bench.line_id = bench.new()
            place = bench.places["W-L3"]
            bench.done(
                AddLine(
                    **bench.head(), line_id=bench.line_id, line_code=code, name_en=code,
                    name_zh="三", location_id=place,
                )
            )  # fmt: skip
        assert told(bench.ordered()) == "done"
        bench.cleared()
        assert told(bench.start()) == "done"
        runs.append(bench.run)
    return runs


def until_it_waits_or_ends(plant, thread):
    """The second one waits for the first, or was not stopped by it."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND wait_event_type = 'Lock'"
    )
    tick = threading.Event()
    for _ in range(2000):
        with plant.database.read() as session:
            if session.scalar(waiting) or not thread.is_alive():
                return
        tick.wait(0.01)


@pytest.mark.parametrize("backend", ["pg"])
def test_a_bag_goes_to_one_of_two_lines_that_take_it_at_once(plant):
    """The lot lies at both lines already, so that no other row of it is written by both."""
    bench = make_production(plant)
    lot = bench.stock("S", "SR-12", 40, bags=4)
    runs = two_runs(bench)
    for bag, run in zip((lot + 2, lot + 3), runs, strict=True):
        assert told(bench.issue(bag, run=run)) == "done"
    first, second = (
        IssueMaterial(**bench.head(), load_id=bench.new(), run_id=run, item_id=lot + 1)
        for run in runs
    )
    outcomes = {}
    with door_with(plant, {}, 21) as there:

        def other():
            outcomes["second"] = there.send(second, by=bench.people["mei"])

        thread = threading.Thread(target=other)

        def before_the_end(work, command):
            facts = issue_material(work, command)
            work.session.flush()
            thread.start()
            until_it_waits_or_ends(plant, thread)
            return facts

        with door_with(plant, {IssueMaterial: before_the_end}, 22) as here:
            outcomes["first"] = here.send(first, by=bench.people["mei"])
        thread.join(30)
    assert told(outcomes["first"]) == "done"
    assert told(outcomes["second"]) == "MATERIAL_ALREADY_ISSUED"


# --- units of ours as materials ---------------------------------------------------------------


@pytest.fixture
def line(plant):
    """Four released units, and an order that builds units like them in."""
    bench = make_shipping(plant)
    bench.part("SYS", tracking="lot")
    steps = (OperationDraft(30, "Assembly", "装配", TOPIC),)
    assert told(bench.route(steps, "R-SYS", "SYS")) == "done"
    assert told(bench.bill((bench.need(1, "IP-200"),), "B-SYS", "SYS")) == "done"
    return bench


def building(bench):
    bench.plant.clock.advance(timedelta(minutes=5))
    assert told(bench.ordered(5, "SYS")) == "done"
    bench.cleared()
    assert told(bench.start()) == "done"


def built_in(bench, unit):
    """As it is taken from the line where it was made."""
    place = bench.places["W-L2"]
    outcome = bench.issue(unit, from_location_id=place)
    verdict = bench.ask(scan_verdict, bench.run, unit, None, place).refusal
    if not isinstance(outcome, Done):
        assert verdict is not None
        assert verdict.code == outcome.code
    return outcome


def test_a_unit_is_packed_or_built_in_and_never_both(line):
    units = line.units_of()
    building(line)
    assert told(line.open()) == "done"
    assert told(line.pack(units[0])) == "done"
    taken = built_in(line, units[0])
    assert (taken.code, taken.facts["shipment"]) == ("PIECE_TAKEN", line.page().row.number)
    assert told(built_in(line, units[1])) == "done"
    used = line.pack(units[1])
    assert (used.code, used.facts["name_en"]) == ("MATERIAL_ALREADY_ISSUED", "Mei")
    assert told(line.closed()) == "done"
    assert told(line.ship()) == "done"
    assert told(built_in(line, units[0])) == "PIECE_TAKEN", "it has left"
    assert told(line.output()) == "done"
    assert told(line.pack(units[1])) != "done", "it is in the system"


def test_a_unit_that_did_not_come_out_good_is_not_built_in(line):
    """Its lot is released, and other units of it may be used."""
    line.plant.clock.advance(timedelta(minutes=5))
    assert told(line.ordered(2)) == "done"
    line.cleared()
    line.plant.clock.advance(timedelta(minutes=1))
    assert told(line.start()) == "done"
    for lot, each in (("PH-1", 1), ("SR-1", 2)):
        assert told(line.issue(line.lots[lot], qty_q6=q6(2 * each))) == "done"
    assert told(line.make(serials=("26T1",))) == "done"
    assert told(line.make(1, OutputKind.SCRAP, reason="cracked", serials=("26T2",))) == "done"
    good, scrap = line.units
    assert told(line.finish()) == "done"
    assert told(line.start(40)) == "done"
    assert told(line.output(unit_ids=(good,))) == "done"
    with line.plant.database.read() as session:
        lot = session.get_one(Item, good).lot
    assert told(line.label(good, raw=f"(01)09506000200019(10){lot}(21)26T1")) == "done"
    assert told(line.finish()) == "done"
    assert told(line.close()) == "done"
    assert told(line.release()) == "done"
    building(line)
    assert told(built_in(line, scrap)) == "PIECE_NOT_GOOD"
    assert told(built_in(line, good)) == "done"


def test_what_a_line_has_loaded_is_neither_shipped_nor_sampled(line):
    """Its run would want it for the next piece and could not even count it back."""
    assert told(line.bill((line.need(1, "KT-5"),), "B-SYS", "SYS")) == "done"
    building(line)
    place = line.places["W-L2"]
    assert told(line.issue(line.kit_lot, qty_q6=q6(8), from_location_id=place)) == "done"
    assert told(line.open()) == "done"
    assert line.pack(line.kit_lot, 3).code == "PIECE_SHORT"
    assert told(line.pack(line.kit_lot, 2)) == "done"
    assert told(line.closed()) == "done"
    assert told(line.ship()) == "done"
    assert told(line.output(5)) == "done"
    assert told(line.back(line.load, 3)) == "done"


def test_a_lot_in_urgent_use_is_sampled_where_no_line_has_it(plant):
    bench = make_production(plant)
    bench.deliver(bench.line("a"))
    assert told(bench.receive()) == "done"
    lot, inspection = bench.last, bench.last_inspection
    command = UseUrgently(
        **bench.head(), urgent_release_id=bench.new(), lot_id=lot, qty_q6=q6(1000),
        asked_by=bench.people["sun"], reason="hospital waits", deadline=date(2026, 11, 25),
    )  # fmt: skip
    assert told(bench.send(command, "wang", signed=True)) == "done"
    assert told(bench.ordered()) == "done"
    bench.cleared()
    assert told(bench.start()) == "done"
    assert told(bench.issue(lot, qty_q6=q6(1000))) == "done"

    def sampled(pieces):
        take = TakeSample(
            **bench.head(), sample_id=bench.new(), inspection_id=inspection, container_no=1,
            qty_q6=q6(pieces), purpose="tensile test",
        )  # fmt: skip
        return bench.send(take, "lin")

    refused = sampled(201)
    assert (refused.code, refused.facts["on_hand"]) == ("STOCK_TOO_LOW", "200")
    assert told(sampled(200)) == "done"
    assert told(bench.back(bench.load, 1000, "Q-01")) == "done"
