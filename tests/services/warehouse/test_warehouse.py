"""Moving lots by scanning places: the zone table, stock, and two stations at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from qtrace.domain.holds import HoldReason
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.items import Item
from qtrace.models.warehouse import Movement
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.warehouse.commands import AddLocation, MoveLot
from qtrace.services.warehouse.handlers import location_by_code, locations, stock_of_lot
from tests.support.receiving import make_receiving


@pytest.fixture
def bench(plant):
    made = make_receiving(plant)
    made.expected()
    made.receive()
    return made


def places(bench, lot=None):
    return {p.code: p.on_hand_q6 for p in bench.ask(stock_of_lot, lot or bench.last)}


def test_a_quarantine_lot_moves_within_quarantine_only(bench):
    done = bench.move("Q-02")
    assert isinstance(done, Done), done
    assert done.facts["quantity"] == "1200"
    assert places(bench) == {"Q-02": q6(1200)}
    for place in ("A-03-12", "R-02"):
        refused = bench.move(place)
        assert refused.code == "ZONE_NOT_ALLOWED"
        assert (refused.facts["location"], refused.facts["state"]) == (place, "quarantine")
    assert bench.move("Q-02").code == "ALREADY_THERE"


def test_a_part_of_a_lot_moves_and_the_rest_stays(bench):
    assert isinstance(bench.move("Q-02", qty_q6=q6(200)), Done)
    assert places(bench) == {"Q-01": q6(1000), "Q-02": q6(200)}
    with bench.plant.database.read() as session:
        assert session.get_one(Item, bench.last).location_id is None, "it lies at two places"
    assert bench.move("Q-02").code == "LOT_IN_SEVERAL_PLACES"
    refused = bench.move("Q-02", from_location_id=bench.places["Q-01"], qty_q6=q6(1001))
    assert (refused.code, refused.facts["on_hand"]) == ("STOCK_TOO_LOW", "1000")
    assert bench.move("Q-02", from_location_id=bench.places["Q-01"]).facts["quantity"] == "1000"
    assert places(bench) == {"Q-02": q6(1200)}
    with bench.plant.database.read() as session:
        kinds = session.scalars(select(Movement.kind).order_by(Movement.id)).all()
        assert session.get_one(Item, bench.last).location_id == bench.places["Q-02"]
    assert kinds == ["receive", "move", "move"]


def test_bad_input(bench):
    for over, code in (
        ({"qty_q6": 0}, "QUANTITY_NOT_POSITIVE"),
        ({"qty_q6": -5}, "QUANTITY_NOT_POSITIVE"),
        ({"from_location_id": 5}, "STOCK_TOO_LOW"),
    ):
        assert bench.move("Q-02", **over).code == code


def test_unknown_lots_and_places(bench):
    assert bench.move("Q-02", lot=5).code == "LOT_UNKNOWN"
    bench.places["gone"] = 5
    assert bench.move("gone").code == "LOCATION_UNKNOWN"


def test_a_held_lot_may_move_within_quarantine(bench):
    bench.done(
        PlaceHold(
            **bench.head(), hold_id=bench.new(), lot_id=bench.last, reason=HoldReason.MIX_UP,
            severity="major", note="two parts in one bag",
        )
    )  # fmt: skip
    assert isinstance(bench.move("Q-02"), Done), "within quarantine a held lot may move"


def test_two_stations_cannot_take_the_same_pieces(bench):
    """Both take 800 of 1200; one is told that only 400 are there."""
    stations = (bench.plant.bench, bench.other_station())
    commands = [
        MoveLot(
            **bench.head(), movement_id=bench.new(), lot_id=bench.last,
            to_location_id=bench.places["Q-02"], from_location_id=bench.places["Q-01"],
            qty_q6=q6(800),
        )
        for _station in stations
    ]  # fmt: skip
    start = threading.Barrier(2)

    def send(station, command):
        start.wait(10)
        return station.send(command, by=bench.people["chen"])

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(send, stations, commands))
    stations[1].close()
    refused = [outcome for outcome in outcomes if not isinstance(outcome, Done)]
    assert [(o.code, o.facts["on_hand"]) for o in refused] == [("STOCK_TOO_LOW", "400")]
    assert places(bench) == {"Q-01": q6(400), "Q-02": q6(800)}


def test_places_are_found_by_barcode_and_by_code(bench):
    listed = bench.ask(locations)
    assert [row.code for row in listed] == ["A-03-12", "P-01", "Q-01", "Q-02", "R-02"]
    row = next(row for row in listed if row.code == "A-03-12")
    assert bench.ask(location_by_code, row.barcode) == row
    assert bench.ask(location_by_code, " a-03-12") == row
    assert bench.ask(location_by_code, "LOC-A-03-12-0") is None
    for odd in ("Z-1", "", "\x00", "\ud800"):
        assert bench.ask(location_by_code, odd) is None


def test_places_that_cannot_be_added(bench):
    for code, reason in (
        ("Q-01", "LOCATION_EXISTS"),
        ("q 1", "LOCATION_CODE_INVALID"),
        ("X", "LOCATION_CODE_INVALID"),
    ):
        command = AddLocation(
            **bench.head(), location_id=bench.new(), location_code=code, name_en="x", name_zh="",
            zone=Zone.RELEASED,
        )  # fmt: skip
        assert bench.send(command).code == reason
