"""What a hold on a place or a tool would stop, before it is placed."""

from datetime import date

import pytest

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.models.production import Equipment, Line
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.graph import hold_preview
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.production.commands import AddEquipment
from qtrace.services.production.line_commands import ChangeRunEquipment
from tests.support.production import make_production, production_plant


@pytest.fixture
def bench(database_url):
    plant = production_plant(database_url)
    made = make_production(plant)
    made.ordered(60)
    made.cleared()
    made.start(equipment_ids=(made.equipment["TQ-1"],))
    yield made
    plant.bench.close()


def effect(bench, scope):
    return bench.ask(hold_preview, (scope,))


def test_a_place_counts_what_lies_there(bench):
    shelf = Scope(AnchorKind.LOCATION, bench.places["A-03-12"])
    assert effect(bench, shelf).effect.lots == 0
    lot = bench.stock("SR-1", "SR-12", 40, bags=4)
    found = effect(bench, shelf)
    assert (found.effect.lots, found.effect.containers, found.effect.lines) == (1, 4, 0)
    assert [row.item_id for row in found.rows] == [lot]
    other = Scope(AnchorKind.LOCATION, bench.places["A-03-12"], part_id=5)
    assert effect(bench, other).effect.lots == 0
    placed = PlaceHold(**bench.head(), hold_id=bench.new(), scopes=(shelf,), reason="other")
    bench.done(placed, "bo")
    sheet = bench.ask(hold_sheet, placed.hold_id)
    assert (sheet.effect.containers, sheet.frozen[0].effect.containers) == (4, 4)


def test_stations_and_tools_count_the_lines_that_work_there(bench):
    with bench.plant.database.read() as session:
        gauge = session.get_one(Equipment, bench.equipment["TQ-1"]).gauge_id
        place = session.get_one(Line, bench.line_id).location_id
    for scope in (
        Scope(AnchorKind.STATION, bench.plant.bench.station.id),
        Scope(AnchorKind.EQUIPMENT, bench.equipment["TQ-1"]),
        Scope(AnchorKind.LINE, bench.line_id),
        *([Scope(AnchorKind.GAUGE, gauge)] if gauge else []),
        *([Scope(AnchorKind.LOCATION, place)] if place else []),
    ):
        assert effect(bench, scope).effect.lines == 1, scope


def test_a_tool_that_was_put_aside_stops_no_line(bench):
    old, new = bench.equipment["TQ-1"], bench.new()
    added = AddEquipment(
        **bench.head(), equipment_id=new, equipment_code="TQ-2", name_en="Screwdriver",
        name_zh="电批", equipment_type="screwdriver", line_id=bench.line_id,
        qualified_to=date(2027, 1, 31),
    )  # fmt: skip
    bench.done(added)

    def takes(tool):
        change = ChangeRunEquipment(
            **bench.head(), run_id=bench.run, equipment_ids=(tool,), reason="broke"
        )
        bench.done(change, "mei")
        return [
            effect(bench, Scope(AnchorKind.EQUIPMENT, each)).effect.lines for each in (old, new)
        ]

    assert takes(new) == [0, 1]
    assert takes(old) == [1, 0]
