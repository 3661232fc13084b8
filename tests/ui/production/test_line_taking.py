"""At the line: a part of a lot, one of several places, a component with a serial number."""

from datetime import timedelta

from sqlalchemy import select

from qtrace.domain.codes.internal import format_location
from qtrace.domain.quantities import q6
from qtrace.domain.warehouse import Zone
from qtrace.models.items import Link
from qtrace.models.production_runs import MaterialLoad
from qtrace.models.warehouse import Stock
from qtrace.ui.production.line_state import LineSaid
from tests.ui.people.station import check_looks
from tests.ui.production.test_line_exceptions import fill, menu, rows, settle, sign


def last_load(hands) -> MaterialLoad:
    return max(rows(hands, MaterialLoad), key=lambda row: row.loaded_at)


def in_two_places(hands) -> int:
    """A lot of four bags, part of it lies at B-01."""
    bench = hands.bench
    bench.place("B-01", Zone.RELEASED)
    lot = bench.stock("SR-26-0009", "SR-12", 100, bags=4)
    bench.run = hands.state.station.run.run_id
    bench.issue(lot + 1)
    bench.back(bench.load, 5, "B-01", reason="trial")
    return lot


def left_at(hands, lot: int, place: str) -> int:
    with hands.bench.plant.database.read() as session:
        return session.get_one(Stock, (lot, hands.bench.places[place])).on_hand_q6


def test_an_urgent_release_for_a_part_of_a_lot_can_be_used(running):
    running.bench.stock("PH-26-0999", "PH-20", 50, state="quarantine", place="Q-01")
    running.station.scan("PH-26-0999")
    menu(running, "urgent")
    running.station.scan(running.badges["qian"])
    fill(running, quantity="10", reason="patient waits", deadline="2030-01-31")
    sign(running)
    running.bench.plant.clock.advance(timedelta(seconds=30))
    running.station.scan("PH-26-0999")
    assert running.state.refusal.code == "URGENT_USED_UP"
    assert "F7" in running.band.next_step
    menu(running, "part")
    check_looks(running.station)
    assert running.screen.panel.answers() == {"quantity": "10"}
    fill(running, quantity="x")
    running.station.press("F10")
    assert "quantity" in running.state.problems
    fill(running, quantity="11")
    running.station.press("F10")
    assert running.state.refusal.code == "URGENT_USED_UP"
    assert running.screen.panel.answers() == {"quantity": "11"}, "what was typed stays"
    fill(running, quantity="10")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.MATERIAL_IN
    assert last_load(running).issued_q6 == q6(10)


def test_a_quantity_that_was_said_before_counts_for_the_next_material_only(running):
    lot = running.bench.stock("SR-26-0007", "SR-12", 100)
    menu(running, "part")
    fill(running, quantity="2.5")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.NOW_SCAN_MATERIAL
    assert "2.5" in running.band.reason
    running.station.scan("SR-26-0007")
    assert last_load(running).issued_q6 == 2_500_000
    assert running.state.quantity_q6 is None
    menu(running, "part")
    fill(running, quantity="1")
    running.station.press("F10")
    running.station.press("Esc")
    assert running.state.quantity_q6 is None, "Esc forgets it"
    assert left_at(running, lot, "A-03-12") == 97_500_000


def test_a_lot_in_several_places_is_taken_from_the_scanned_one(running):
    lot = in_two_places(running)
    running.station.scan("SR-26-0009/02")
    assert running.state.refusal.code == "LOT_IN_SEVERAL_PLACES"
    assert {"A-03-12", "B-01"} <= set(running.band.next_step.replace(",", "").split())
    running.station.scan(format_location("A-03-12"))
    assert running.state.said.code is LineSaid.MATERIAL_IN
    assert left_at(running, lot, "A-03-12") == q6(50)
    running.station.scan(format_location("A-03-12"))
    running.station.scan("SR-26-0009/03")
    assert running.state.said.code is LineSaid.MATERIAL_IN, "the place first does as well"
    assert running.state.place is None


def test_a_lot_in_several_places_is_taken_from_the_one_chosen_with_keys(running):
    lot = in_two_places(running)
    running.station.scan("SR-26-0009/02")
    running.station.press("F7")
    settle(running)
    running.station.press("3")
    settle(running)
    check_looks(running.station)
    entries = list(running.screen.panel.fields["entry"].tiles)
    wanted = f"from {running.bench.places['A-03-12']}"
    running.station.press(str(entries.index(wanted) + 1))
    assert running.state.said.code is LineSaid.MATERIAL_IN
    assert left_at(running, lot, "A-03-12") == q6(50)


def test_a_wrong_place_is_told_and_can_be_forgotten(running):
    in_two_places(running)
    running.bench.stock("SR-26-0008", "SR-12", 10)
    running.station.scan(format_location("B-01"))
    running.station.scan("SR-26-0008")
    assert running.state.refusal is not None
    assert "B-01" in running.band.next_step
    running.station.press("Esc")
    running.bench.plant.clock.advance(timedelta(seconds=30))
    running.take("SR-26-0008", 10)
    assert running.state.said.code is LineSaid.MATERIAL_IN


def test_a_component_with_a_serial_number_is_a_material(at_line):
    hands = at_line(planned=1)
    unit = hands.bench.stock("PU-26-0001", "PH-20", 4, units=4) + 1
    hands.bench.stock("SR-26-0001", "SR-12", 4)
    hands.station.press("F10")
    hands.station.scan("PU-26-0001-1")
    assert hands.state.said.code is LineSaid.MATERIAL_IN
    assert (last_load(hands).container_id, last_load(hands).issued_q6) == (unit, q6(1))
    hands.take("SR-26-0001", 4)
    hands.unit("26C0001")
    assert hands.state.said.code is LineSaid.LABEL_RIGHT
    with hands.bench.plant.database.read() as session:
        kinds = session.scalars(select(Link.kind).where(Link.parent_id == unit)).all()
    assert kinds == ["installed"]


def test_nothing_is_no_quantity(running):
    menu(running, "part")
    fill(running, quantity="0")
    running.station.press("F10")
    assert "quantity" in running.state.problems
