"""Work orders on a line: who may start, what may go in, what comes out."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.items import Item, Link
from qtrace.models.production_runs import Consumption, MaterialLoad
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import IssueMaterial
from tests.support.production import make_production, production_plant


@pytest.fixture
def plant(database_url):
    made = production_plant(database_url)
    yield made
    made.bench.close()


@pytest.fixture
def bench(plant):
    made = make_production(plant)
    assert isinstance(made.ordered(), Done)
    return made


@pytest.fixture
def running(bench):
    """Operation 30 runs with both materials at the line."""
    bench.cleared()
    assert isinstance(bench.start(), Done)
    bench.stock("PH-26-0207", "PH-20", 8, bags=2)
    bench.stock("7F42-01", "SR-12", 100)
    assert isinstance(bench.issue(bench.lots["PH-26-0207"] + 1), Done)
    assert isinstance(bench.issue(bench.lots["7F42-01"]), Done)
    return bench


def test_a_start_needs_a_cleared_line_confirmed_by_another(bench):
    refused = bench.start()
    assert (refused.code, refused.facts["line"]) == ("LINE_NOT_CLEARED", "L2")
    bench.cleared()
    done = bench.start()
    assert done.facts == {"order": "WO-26-0001", "operation": "30", "pass": "1"}
    assert bench.start().code == "RUN_EXISTS"


def test_units_are_made_of_what_was_loaded(running):
    bench = running
    done = bench.make(3)
    assert (done.facts["good"], done.facts["left"], done.facts["pieces"]) == ("3", "7", "1-3")
    with bench.plant.database.read() as session:
        units = session.scalars(
            select(Item).where(Item.origin_id == bench.lot).order_by(Item.unit_seq)
        ).all()
        assert [(unit.serial, unit.unit_seq) for unit in units] == [
            ("26C0001", 1), ("26C0002", 2), ("26C0003", 3),
        ]  # fmt: skip
        used = session.execute(select(Consumption.item_id, Consumption.qty_q6)).all()
        assert set(used) == {(bench.lots["PH-26-0207"], q6(3)), (bench.lots["7F42-01"], q6(6))}
        parents = session.execute(
            select(Link.parent_id, Link.seq_from, Link.seq_to).where(Link.child_id == bench.lot)
        ).all()
        assert {parent for parent, _a, _b in parents} == {
            bench.lots["PH-26-0207"], bench.lots["PH-26-0207"] + 1, bench.lots["7F42-01"],
        }  # fmt: skip
        assert {(a, b) for _p, a, b in parents} == {(1, 3)}


def test_a_change_of_lot_in_the_middle_gives_ranges(running):
    bench = running
    assert isinstance(bench.make(4), Done)
    refused = bench.make()
    assert (refused.code, refused.facts["part"]) == ("MATERIAL_SHORT", "PH-20")
    assert isinstance(bench.issue(bench.lots["PH-26-0207"] + 2), Done)
    assert isinstance(bench.make(2), Done)
    with bench.plant.database.read() as session:
        spans = session.execute(
            select(Link.parent_id, Link.seq_from, Link.seq_to).where(
                Link.child_id == bench.lot, Link.parent_id > bench.lots["PH-26-0207"],
                Link.parent_id <= bench.lots["PH-26-0207"] + 2,
            )
        ).all()  # fmt: skip
        first = bench.lots["PH-26-0207"] + 1
        assert set(spans) == {(first, 1, 4), (first + 1, 5, 6)}
        left = session.scalars(select(MaterialLoad.left_q6).order_by(MaterialLoad.id)).all()
        assert left == [0, q6(88), q6(2)]


def test_what_material_is_refused_for(running):
    bench = running
    bench.part("XX-1")
    bench.revise("SR-12", "D")
    for lot, part, over, code in (
        ("X-1", "XX-1", {}, "MATERIAL_NOT_ON_BILL"),
        ("D-1", "SR-12", {"revision": "D"}, "MATERIAL_OTHER_REVISION"),
        ("Q-1", "SR-12", {"state": "quarantine", "place": "Q-01"}, "MATERIAL_NOT_RELEASED"),
        ("E-1", "SR-12", {"expiry": date(2026, 11, 21)}, "MATERIAL_EXPIRED"),
    ):
        refused = bench.issue(bench.stock(lot, part, **over))
        assert (refused.code, refused.facts["lot"]) == (code, lot)
    assert bench.issue(5).code == "MATERIAL_UNKNOWN"
    assert bench.issue(bench.lots["7F42-01"]).code == "MATERIAL_NOT_IN_STOCK"
    again = bench.issue(bench.lots["PH-26-0207"] + 1)
    assert (again.code, again.facts["order"]) == ("MATERIAL_ALREADY_ISSUED", "WO-26-0001")
    assert bench.issue(bench.stock("E-2", expiry=date(2026, 11, 22)), qty_q6=q6(1)).facts == {
        "lot": "E-2", "quantity": "1", "unit": "pcs",
    }  # fmt: skip


def test_an_alternate_takes_the_place_of_its_material(running):
    bench = running
    bench.back(bench.load, 100)
    bench.stock("S13-1", "SR-13", 50)
    assert isinstance(bench.issue(bench.lots["S13-1"]), Done)
    assert isinstance(bench.make(2), Done)


def test_leftovers_go_back_as_measured(running):
    bench = running
    seals = bench.load
    assert isinstance(bench.make(2), Done)
    assert bench.back(seals, 97).code == "RETURN_TOO_MUCH"
    assert bench.back(seals, 90).code == "REASON_NEEDED"
    done = bench.back(seals, 90, reason="fell on the floor")
    assert (done.facts["quantity"], done.facts["lost"]) == ("90", "6")
    assert bench.back(seals, 1).code == "LOAD_CLOSED"
    assert isinstance(bench.issue(bench.lots["7F42-01"]), Done), "what came back can go in again"


def test_an_order_runs_to_its_end(running):
    bench = running
    run = bench.run
    assert isinstance(bench.make(2), Done)
    aside = bench.make(1, OutputKind.REWORK, reason="leak")
    assert aside.facts["rework"] == "1"
    assert isinstance(bench.make(1, OutputKind.SCRAP, reason="cracked"), Done)
    assert bench.finish(run).code == "OPERATION_UNFINISHED"
    assert bench.finish(run, is_short=True, reason="end of material").code == "LOADS_OPEN"
    bench.back(bench.load, 92)
    assert isinstance(bench.finish(run, is_short=True, reason="end of material"), Done)
    assert isinstance(bench.start(run_no=2), Done)
    assert bench.output(unit_ids=(bench.units[0],)).code == "UNIT_NOT_DUE"
    assert bench.output(unit_ids=(bench.units[2],)).facts["good"] == "3"
    assert isinstance(bench.finish(), Done)
    assert bench.close().code == "ORDER_UNFINISHED"
    assert isinstance(bench.start(40), Done)
    assert bench.output(unit_ids=(bench.units[3],)).code == "UNIT_NOT_DUE", "it is scrap"
    for unit in bench.units[:3]:
        assert isinstance(bench.output(unit_ids=(unit,)), Done)
    twice = bench.output(unit_ids=(bench.units[0],))
    assert twice.code == "UNIT_ALREADY_DONE", "before the count is judged"
    assert twice.facts["name_en"] == "Mei"
    assert twice.facts["at"]
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.close(), Done)
    with bench.plant.database.read() as session:
        assert session.get_one(Item, bench.lot).qty_q6 == q6(3)


def test_who_works_must_be_trained_all_along(running):
    bench = running
    assert bench.make(by="bo").code == "NOT_TRAINED"
    bench.train("bo", valid_to=date(2026, 11, 22))
    assert isinstance(bench.make(by="bo"), Done)
    bench.plant.clock.advance(timedelta(days=1))
    refused = bench.make(by="bo")
    assert (refused.code, refused.facts["valid_to"]) == ("TRAINING_EXPIRED", "2026-11-22")


def test_two_stations_cannot_bring_in_the_same_pieces(running):
    """Both take 80 of 100; one is told that only 20 are there."""
    bench = running
    lot = bench.stock("SR-2", "SR-12", 100)
    stations = (bench.plant.bench, bench.other_station())
    commands = [
        IssueMaterial(
            **bench.head(), load_id=bench.new(), run_id=bench.run, item_id=lot, qty_q6=q6(80)
        )
        for _station in stations
    ]
    start = threading.Barrier(2)

    def send(station, command):
        start.wait(10)
        return station.send(command, by=bench.people["mei"])

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(send, stations, commands))
    stations[1].close()
    refused = [outcome for outcome in outcomes if not isinstance(outcome, Done)]
    assert [(o.code, o.facts["on_hand"]) for o in refused] == [("STOCK_TOO_LOW", "20")]
