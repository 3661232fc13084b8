"""Everything that carries a code can be held by scanning it, and nothing scanned leads away."""

import pytest

from qtrace.domain.codes.internal import format_badge, format_reason
from qtrace.domain.hold_scopes import AnchorKind
from qtrace.domain.items import ShownStatus
from qtrace.models.items import Item
from qtrace.models.production_runs import WorkOrder
from qtrace.services.outcomes import Done
from qtrace.ui.holds.place_screen import PlaceScreen
from qtrace.ui.places import HoldPlace
from tests.support.plants import PIN
from tests.support.production import make_production, production_plant
from tests.ui.people.station import open_station, texts
from tests.ui.production.conftest import badges_of, unit_label

__all__ = ["open_station"]


@pytest.fixture
def made(sqlite_url, open_station):
    """A batch with one unit, on a bench that holds things."""
    plant = production_plant(sqlite_url)
    bench = make_production(plant)
    bench.ordered(10)
    bench.cleared()
    bench.start()
    bench.issue(bench.stock("PH-26-0207", "PH-20", 8))
    bench.issue(bench.stock("7F42-01", "SR-12", 100))
    assert isinstance(bench.make(1), Done)
    station = open_station(plant, {HoldPlace: PlaceScreen})
    station.scan(badges_of(plant)["mei"])
    station.type(PIN + "\r")
    yield bench, station
    plant.close()


def test_units_batches_orders_and_parts_are_held_by_scanning_them(made):
    bench, station = made
    lot, (unit, order) = bench.ask_lot(), bench.plant.bench.ask(names, bench)
    station.press("F8")
    for scanned, code, kind in (
        (unit_label(unit, lot), unit, AnchorKind.ITEM),
        (lot, lot, AnchorKind.ITEM),
        (order, order, AnchorKind.WORK_ORDER),
        ("ip-200", "IP-200", AnchorKind.PART),
    ):
        station.screen.model.again()
        station.scan(scanned)
        assert isinstance(station.screen, PlaceScreen)
        state = station.screen.model.state
        assert state.refusal is None, scanned
        told = state.subject.code if state.subjects else state.anchor.code
        assert (told, state.anchor.scope.anchor) == (code, kind)


def test_what_nobody_knows_is_refused_in_place_and_a_misread_code_is_the_stations(made):
    _, station = made
    station.press("F8")
    for scanned in ("NO-SUCH-THING-7", unit_label("NOBODY", ""), "]d2010950600020005710NOBODY"):
        station.screen.model.become(refusal=None)
        station.scan(scanned)
        assert isinstance(station.screen, PlaceScreen)
        assert station.screen.model.state.refusal.code == "NOTHING_TO_HOLD"
    station.screen.model.become(refusal=None)
    station.scan(format_badge(1)[:-1] + "?")
    assert station.screen.model.state.refusal is None


def test_a_hold_that_is_placed_shows_what_it_names_as_it_stands_now(made):
    bench, station = made
    station.press("F8")
    station.scan(bench.ask_lot())
    station.scan(format_reason("FLASH"))
    station.press("F10")
    assert station.screen.model.state.subject.status == ShownStatus.HELD
    station.press("F10")
    order = bench.plant.bench.ask(names, bench)[1]
    station.scan(unit_label(bench.plant.bench.ask(names, bench)[0], bench.ask_lot()))
    model = station.screen.model
    model.choose_anchor(model.state.subject.anchor(AnchorKind.WORK_ORDER))
    station.scan(format_reason("FLASH"))
    station.press("F10")
    said = texts(station.screen.what)
    assert "Work order" in said
    assert order in said
    assert station.screen.what._facts.isHidden()


def names(reads, bench):
    """Serial of the unit, number of the order."""
    unit = reads.session.get(Item, bench.units[0])
    return unit.serial, reads.session.get(WorkOrder, bench.order).number
