"""The packing table, driven by keys and scans: a box is filled, stopped, freed, and leaves."""

import pytest

from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.domain.shipping import ShipmentState
from qtrace.i18n import Language
from qtrace.models.items import Item
from qtrace.services.outcomes import Done
from qtrace.services.shipping.queries import customers, shipments
from qtrace.ui.places import BatchHistoryPlace, CustomersPlace, PackingPlace, ShipmentsPlace
from qtrace.ui.shipping.customers_screen import CustomersScreen
from qtrace.ui.shipping.packing_screen import PackingScreen
from qtrace.ui.shipping.shipments_screen import ShipmentsScreen
from qtrace.ui.theme.profiles import DESK
from qtrace.ui.theme.tokens import DARK, Status
from tests.support.plants import PIN
from tests.support.production import UNIT_GTIN, production_plant
from tests.support.shipping import make_shipping
from tests.ui.people.station import Look, check_looks, open_station
from tests.ui.production.conftest import badges_of

__all__ = ["open_station"]
MAKERS = {
    ShipmentsPlace: ShipmentsScreen, PackingPlace: PackingScreen, CustomersPlace: CustomersScreen,
}  # fmt: skip


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.close()


class Hands:
    """A packing table and the bench behind it."""

    def __init__(self, bench, station) -> None:
        self.bench, self.station = bench, station

    @property
    def band(self):
        return self.station.screen.band.spec

    @property
    def state(self):
        return self.station.screen.model.packing

    def unit(self, number: int) -> str:
        """Scan the label of a unit; its serial number."""
        with self.bench.plant.database.read() as session:
            unit = session.get_one(Item, self.bench.units_of()[number])
        self.station.scan(f"]d201{UNIT_GTIN}1728113010{unit.lot}\x1d21{unit.serial}")
        return unit.serial

    def command(self, code: CommandCode) -> None:
        self.station.scan(format_command(code))

    def fill(self, **texts) -> None:
        for name, text in texts.items():
            self.station.screen.form.fields[name].set_text(text)
        self.station.press("F10")


@pytest.fixture
def at_table(plant, open_station):
    def make(*asked, login="chen", look=None, place=None):
        bench = make_shipping(plant)
        if place is None:
            assert isinstance(bench.open(*asked), Done)
        station = open_station(plant, MAKERS, look)
        station.scan(badges_of(plant)[login])
        station.type(PIN + "\r")
        station.shell.go(place or PackingPlace(bench.shipment))
        return Hands(bench, station)

    return make


def test_a_box_is_packed_and_leaves(at_table):
    hands = at_table(("IP-200", 2))
    assert (hands.band.status, hands.band.title) == (Status.INFO, "Ready")
    first = hands.unit(0)
    assert (hands.band.status, hands.band.title) == (Status.OK, "Allowed")
    assert first in hands.band.reason
    hands.unit(0)
    assert hands.band.status is Status.BLOCKED
    assert hands.band.reason.startswith(f"{first} is packed already")
    hands.unit(1)
    hands.station.press("F10")
    assert hands.state.stands is ShipmentState.PACKED
    check_looks(hands.station)
    for key in ("F10", "F10"):
        hands.station.press(key)
    hands.command(CommandCode.ENTER)
    assert hands.state.stands is ShipmentState.PACKED, "F10 again and again lets nothing leave"
    assert hands.band.title == "Still here"
    check_looks(hands.station)
    hands.station.press("Enter")
    assert hands.state.stands is ShipmentState.SHIPPED
    assert hands.band.title == "On its way"
    hands.station.press("Esc")
    assert isinstance(hands.station.shell.place, ShipmentsPlace)
    assert hands.station.screen.model.shipment.state is ShipmentState.SHIPPED
    check_looks(hands.station)


def test_a_hold_turns_the_packed_box_red_by_itself_and_says_who_and_why(at_table):
    hands = at_table()
    for number in (0, 1):
        hands.unit(number)
    hands.station.press("F10")
    hold = hands.bench.hold(hands.bench.units_of()[1])
    hands.station.press("F5")
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, "Stays here")
    assert "1 piece may not leave" in hands.band.reason
    assert hands.band.reason.count("Lin") == 1, "who and why, once"
    check_looks(hands.station)
    assert not hands.station.screen.bar_actions()[1][-1].enabled, "F10 is not blue"
    hands.station.press("F10")
    assert hands.state.stands is ShipmentState.PACKED
    assert hands.band.title == "Stays here"
    hands.bench.lift(hold)
    hands.station.press("F5")
    assert hands.band.title == "Ready", "the refusal is over with its cause"
    hands.station.press("F10")
    hands.command(CommandCode.YES)
    assert hands.state.stands is ShipmentState.SHIPPED


def test_a_lot_asks_how_many_and_the_scanner_alone_can_answer(at_table):
    hands = at_table(("KT-5", 8))
    lot = hands.bench.lot_number(hands.bench.kit_lot)
    hands.station.scan(lot)
    assert hands.band.title == "How many"
    assert hands.station.screen.form.answers().quantity == "8", "what is asked for"
    for code in (CommandCode.DIGIT_1, CommandCode.CLEAR, CommandCode.DIGIT_5, CommandCode.ENTER):
        hands.command(code)
    assert [row.qty_q6 for row in hands.state.page.picks] == [5_000_000]
    hands.station.scan(lot)
    assert hands.station.screen.form.answers().quantity == "3"
    hands.fill(quantity="x")
    assert "quantity" in hands.station.screen.form.shown_problems()
    hands.station.press("Esc")
    hands.command(CommandCode.ENTER)
    hands.fill(reason="the rest follows")
    assert hands.state.stands is ShipmentState.PACKED
    hands.command(CommandCode.UNDO)
    assert (hands.state.stands, hands.state.page.picks) == (ShipmentState.OPEN, ())


def test_what_is_no_product_and_what_is_typed(at_table):
    hands = at_table()
    hands.station.scan("nothing of ours")
    assert (hands.band.status, hands.band.title) == (Status.NEUTRAL, "No verdict")
    hands.station.press("F2")
    hands.fill(code="PH-1")
    assert hands.band.reason == "PH-1 is no product of ours"
    hands.station.press("F9")
    hands.fill(part="XX", quantity="2")
    assert "part" in hands.station.screen.form.shown_problems()
    hands.fill(part="ip-200")
    assert [row.part.number for row in hands.state.page.asked] == ["IP-200"]
    hands.unit(0)
    hands.station.press("F7")
    assert hands.state.page.picks == ()
    hands.station.press("Shift+F10")
    hands.fill(reason="ordered twice")
    assert hands.state.stands is ShipmentState.CANCELLED
    hands.unit(0)
    assert hands.band.reason == "This shipment takes nothing now"


def test_packing_goes_on_after_closing(at_table):
    hands = at_table()
    hands.unit(0)
    hands.station.press("F10")
    hands.station.press("F9")
    assert hands.state.stands is ShipmentState.OPEN
    assert hands.station.screen.in_sight() == hands.bench.units_of()[0]
    assert hands.station.screen.watched() == (hands.bench.units_of()[0],)


def test_the_packing_list_and_the_history_are_wished(at_table):
    hands = at_table()
    wishes = []
    hands.station.screen.print_asked.connect(wishes.append)
    hands.station.press("F3")
    assert wishes == [], "nothing is packed"
    hands.unit(0)
    hands.command(CommandCode.PRINT)
    (wish,) = wishes
    assert (wish.shipment_id, wish.by.en) == (hands.bench.shipment, "Chen")
    wish.then("")
    assert hands.band.reason == "The packing list goes to the printer"
    wish.then("PRINTER_UNREACHABLE")
    assert hands.band.status is Status.BLOCKED
    hands.station.press("Shift+F3")
    assert hands.station.opened[-1] == BatchHistoryPlace(hands.bench.unit_lot)


def test_a_shipment_is_opened_at_its_desk_and_found_by_its_number(at_table):
    hands = at_table(place=ShipmentsPlace())
    station = hands.station
    check_looks(station)
    station.press("F2")
    hands.fill(customer="X-9", ship_by="soon", quantity="2")
    assert set(station.screen.form.shown_problems()) == {"customer", "ship_by", "part"}
    check_looks(station)
    hands.fill(customer="h-01", ship_by="2026-12-24", carrier="SF", part="XX-1")
    assert set(station.screen.form.shown_problems()) == {"part"}
    hands.fill(part="kt-5")
    (row,) = hands.bench.ask(shipments)
    assert (row.customer_code, row.carrier, str(row.ship_by)) == ("H-01", "SF", "2026-12-24")
    station.press("F10")
    assert station.shell.place == PackingPlace(row.shipment_id)
    station.press("Esc")
    station.scan(row.number)
    assert station.screen.model.shipment == row
    station.press("F7")
    station.scan(row.number)
    assert station.shell.place == PackingPlace(row.shipment_id), "from every screen"


def test_customers_are_added_changed_and_closed(at_table):
    hands = at_table(place=CustomersPlace(), login="sun")
    station = hands.station
    station.press("F2")
    station.press("F10")
    assert set(station.screen.form.shown_problems()) == {"code", "name_en", "address", "kind"}
    station.screen.form.kinds.choose(("distributor",))
    hands.fill(code="d-07", name_zh="经销商", address="2 Road")
    assert [row.code for row in hands.bench.ask(customers)] == ["D-07", "H-01"]
    check_looks(station)
    station.press("F9")
    station.screen.form.uses.choose(("closed",))
    hands.fill(name_en="Dealer")
    row = hands.bench.ask(customers)[-1]
    assert (row.code, row.name.en, row.is_active) == ("D-07", "Dealer", False)
    station.press("F7")
    assert isinstance(station.shell.place, ShipmentsPlace)


def test_the_screens_look_right_in_the_other_look(at_table):
    hands = at_table(("IP-200", 2), look=Look(Language.ZH_CN, DARK, DESK))
    hands.unit(0)
    hands.bench.hold(hands.bench.units_of()[0])
    hands.station.press("F5")
    for place in (PackingPlace(hands.bench.shipment), ShipmentsPlace(), CustomersPlace()):
        hands.station.shell.go(place)
        check_looks(hands.station)
