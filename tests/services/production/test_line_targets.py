"""What a scan at a line names, and which operations may be started."""

import pytest

from qtrace.domain.codes.internal import (
    LabelMark,
    format_container,
    format_location,
    format_lot,
)
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.production.progress import OutputKind
from qtrace.reference import ai_table
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.production.line_targets import (
    ChoiceState,
    LineTarget,
    LineTargetKind,
    line_target,
    operation_choices,
)
from tests.support.production import UNIT_GTIN, make_production, production_plant


@pytest.fixture
def bench(database_url):
    plant = production_plant(database_url)
    made = make_production(plant)
    made.ordered()
    yield made
    plant.close()


def target(bench, text: str) -> LineTarget:
    """What the text names while the bench's order runs."""
    found = interpret(text, ai_table(), 2026)
    return bench.plant.bench.ask(line_target, found, bench.order)


def test_a_traveller_a_machine_and_a_place(bench):
    assert target(bench, "wo-26-0001") == LineTarget(
        LineTargetKind.ORDER, bench.order, "WO-26-0001", bench.line_id
    )
    assert target(bench, "TQ-1").object_id == bench.equipment["TQ-1"]
    place = target(bench, format_location("A-03-12"))
    assert (place.kind, place.name) == (LineTargetKind.LOCATION, "A-03-12")
    assert target(bench, "a-03-12") == place, "its label may be torn"


def test_lots_bags_and_units(bench):
    lot = bench.stock("PH-26-0207", "PH-20", 8, bags=2)
    assert target(bench, "PH-26-0207").object_id == lot
    assert target(bench, "PH-26-0207/01").object_id == lot + 1
    bench.stock("SAME", "SR-12", 5)
    bench.stock("SAME", "PH-20", 5)
    assert target(bench, "SAME").kind is LineTargetKind.SEVERAL
    for nothing in ("no such thing", "\x00", "   ", f"(01){UNIT_GTIN}", format_location("ZZ-99")):
        assert target(bench, nothing).kind is LineTargetKind.NOTHING


def test_a_hold_tag_names_its_container_only_while_it_is_held(bench):
    code = format_lot(2026, 99)
    lot = bench.stock(code, "PH-20", 8, bags=2)
    tag = format_container(code, 1, LabelMark.HOLD)
    assert target(bench, tag) == LineTarget(LineTargetKind.HOLD_TAG, lot + 1, f"{code}/01")
    plant = bench.plant
    hold = PlaceHold(**plant.head(), hold_id=plant.ids.next_id(), lot_id=lot, reason="flash")
    plant.done(hold, by=bench.people["mei"])
    assert target(bench, tag).kind is LineTargetKind.MATERIAL
    assert target(bench, tag).object_id == lot + 1
    unknown = format_container(format_lot(2026, 98), 1, LabelMark.HOLD)
    assert target(bench, unknown).kind is LineTargetKind.NOTHING


def test_a_serial_number_is_new_until_its_unit_is_made(bench):
    label = f"(01){UNIT_GTIN}(21)26C0001"
    assert target(bench, label) == LineTarget(LineTargetKind.NEW_UNIT, name="26C0001")
    other = "(01)09506000299992(21)26C0001"
    assert target(bench, other).kind is LineTargetKind.NOTHING
    running(bench)
    bench.make(1)
    known = target(bench, label)
    assert (known.kind, known.object_id) == (LineTargetKind.UNIT, bench.units[0])
    assert target(bench, "26C0001").object_id == bench.units[0]


def test_the_production_lot_names_its_order(bench):
    (choice, *_) = bench.plant.bench.ask(operation_choices, bench.line_id)
    assert target(bench, choice.order.lot).kind is LineTargetKind.ORDER
    by_label = target(bench, f"(01){UNIT_GTIN}(10){choice.order.lot}")
    assert by_label.object_id == bench.order


def running(bench) -> None:
    """Operation 30 runs with enough material."""
    bench.cleared()
    bench.start()
    bench.issue(bench.stock("PH-1", "PH-20", 8))
    bench.issue(bench.stock("SR-1", "SR-12", 40))


def test_where_operations_stand(bench):
    def states():
        rows = bench.plant.bench.ask(operation_choices, bench.line_id)
        return [(row.operation_no, row.state, row.run_no, row.ready) for row in rows]

    assert states() == [(30, ChoiceState.READY, 1, 10), (40, ChoiceState.WAITING, 1, 0)]
    running(bench)
    bench.make(2)
    bench.make(1, OutputKind.REWORK, reason="leak")
    assert states() == [(30, ChoiceState.RUNNING, 1, 7), (40, ChoiceState.READY, 1, 2)]
    for load in (row.load_id for row in _loads(bench)):
        bench.back(load, 0, place=None, reason="all used")
    bench.finish(is_short=True, reason="end of material")
    assert states()[0] == (30, ChoiceState.REWORK, 2, 1)
    bench.start(run_no=2)
    bench.output(unit_ids=(bench.units[2],))
    bench.finish()
    assert states()[0] == (30, ChoiceState.READY, 1, 7), "the rest of pass 1 may still be made"


def _loads(bench):
    from qtrace.services.production.line_queries import line_station

    station = bench.plant.bench.ask(line_station, bench.line_id)
    return [row for row in station.materials if row.load_id is not None]
