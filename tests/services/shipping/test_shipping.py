"""From a released batch to the customer: packing by scan, and what a hold does to it."""

import json
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.quantities import q6
from qtrace.domain.shipping import CustomerKind
from qtrace.models.items import Item, Link
from qtrace.models.warehouse import Movement
from qtrace.reference import read_table
from qtrace.services.history.page import history_page
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.graph import hold_preview
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.holds.subjects import find_subject
from qtrace.services.items.lot_page import lot_page
from qtrace.services.items.queries import find_item
from qtrace.services.outcomes import Done
from qtrace.services.shipping.commands import (
    AddShipmentLine,
    AskedLine,
    ChangeCustomer,
    PackItem,
    ShipShipment,
)
from qtrace.services.shipping.deliveries import delivered_pieces, deliveries_of
from qtrace.services.shipping.queries import (
    customers,
    pack_target,
    shipment_by_number,
    shipment_page,
    shipments,
)
from qtrace.services.shipping.stops import shipments_under
from qtrace.services.verification import verify_records
from qtrace.services.warehouse.commands import MoveLot
from tests.support.production import UNIT_GTIN, production_plant
from tests.support.shipping import make_shipping, make_units


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def any_plant(database_url):
    """The same on both back ends, for the ways in which most is written."""
    made = production_plant(database_url)
    yield made
    made.bench.close()


def opened(plant, *asked, **over):
    bench = make_shipping(plant)
    assert isinstance(bench.open(*asked, **over), Done)
    return bench


def test_a_batch_goes_to_the_hospital(any_plant):
    bench = opened(any_plant, ("IP-200", 2), ("KT-5", 3), ship_by=date(2026, 11, 25))
    first, second, *_ = bench.units_of()
    assert bench.pack(first).facts["quantity"] == "1"
    assert bench.closed().code == "SHIPMENT_SHORT"
    assert isinstance(bench.pack(second), Done)
    assert bench.pack(bench.kit_lot).facts["quantity"] == "3", "what is asked for"
    page = bench.page()
    assert [(row.asked_q6, row.packed_q6) for row in page.asked] == [(q6(2),) * 2, (q6(3),) * 2]
    assert (page.is_short, page.stopped) == (False, ())
    assert bench.ship().code == "SHIPMENT_STEP", "not closed yet"
    assert isinstance(bench.closed(), Done)
    done = bench.ship()
    assert done.facts["pieces"] == "3"
    assert bench.ship().facts["state"] == "shipped"
    with any_plant.database.read() as session:
        links = session.execute(
            select(Link.parent_id, Link.kind, Link.qty_q6).where(Link.kind == "handover")
        ).all()
        moved = session.execute(
            select(Movement.item_id, Movement.qty_q6).where(Movement.kind == "ship")
        ).all()
    assert sorted(links) == sorted(
        [
            (first, "handover", q6(1)),
            (second, "handover", q6(1)),
            (bench.kit_lot, "handover", q6(3)),
        ]
    )
    assert sorted(moved) == sorted([(bench.unit_lot, q6(2)), (bench.kit_lot, q6(3))])
    assert any_plant.bench.ask(verify_records).bad == ()
    number = page.row.number
    for item in (bench.lots["SR-1"], bench.lots["PH-1"], bench.unit_lot, first, bench.kit_lot):
        assert [row.number for row in bench.ask(deliveries_of, item)] == [number]
    told = bench.ask(lambda reads: delivered_pieces(reads.session, bench.unit_lot))
    assert [row.delivery.number for row in told] == [number, number]
    table = bench.ask(history_page, bench.unit_lot).tables[-1]
    assert [row[3].en for row in table.rows] == ["Hospital H-01", "Hospital H-01"]
    assert [row.number for row in bench.ask(lot_page, bench.lots["PH-1"]).deliveries] == [number]
    third = bench.units_of()[2]
    assert bench.ask(deliveries_of, third) == (), "it is still here"
    assert [row.shipped for row in bench.ask(customers)] == [1]


def test_a_hold_after_packing_stops_what_leaves_until_it_is_lifted(any_plant):
    bench = opened(any_plant)
    first, second, *_ = bench.units_of()
    for item in (first, second):
        assert isinstance(bench.pack(item), Done)
    assert isinstance(bench.pack(bench.kit_lot, 4), Done)
    assert isinstance(bench.closed(), Done)
    on_unit, on_head = bench.hold(first), bench.hold(bench.lots["PH-1"])
    refused = bench.ship()
    assert refused.code == "SHIPMENT_STOPPED"
    stopped = json.loads(refused.facts["stopped"])
    assert [row["code"] for row in stopped] == ["LOT_ON_HOLD"] * 2, "every piece, not the first"
    assert (refused.facts["count"], refused.facts["total"]) == ("2", "3")
    assert {row["facts"]["by_en"] for row in stopped} == {"Lin"}
    assert [row.obstacle is not None for row in bench.page().picks] == [True, True, False]
    assert bench.page().row.state == "packed", "nothing was booked"
    bench.lift(on_unit)
    assert bench.ship().facts["count"] == "2", "the pump head holds both units"
    bench.lift(on_head)
    assert isinstance(bench.ship(), Done)


def test_what_was_delivered_is_named_by_a_later_hold(plant):
    bench = opened(plant)
    assert isinstance(bench.pack(bench.units_of()[0]), Done)
    assert isinstance(bench.closed(), Done)
    assert isinstance(bench.ship(), Done)
    number = bench.page().row.number
    assert isinstance(bench.open(), Done)
    assert isinstance(bench.pack(bench.units_of()[1]), Done)
    hold = bench.hold(bench.lots["PH-1"])
    sheet = bench.ask(hold_sheet, hold)
    assert number in {row.lot for layer in sheet.layers for row in layer}
    assert (sheet.effect.shipments, sheet.effect.delivered) == (1, 1)
    assert sheet.frozen[0].effect == sheet.effect


def test_a_preview_counts_open_shipments_by_the_very_pieces(plant):
    bench = opened(plant)
    assert isinstance(bench.pack(bench.units_of()[1]), Done)
    kits = bench.shipment
    assert isinstance(bench.open(), Done)
    assert isinstance(bench.pack(bench.kit_lot, 2), Done)

    def shipments_of(*scopes):
        effect = bench.ask(hold_preview, scopes).effect
        return effect.shipments, effect.delivered

    lot = bench.unit_lot
    assert shipments_of(Scope(AnchorKind.ITEM, lot)) == (1, 0)
    assert shipments_of(Scope(AnchorKind.ITEM, lot, seq_from=3, seq_to=4)) == (0, 0)
    assert shipments_of(Scope(AnchorKind.ITEM, lot, seq_from=2, seq_to=4)) == (1, 0)
    assert shipments_of(Scope(AnchorKind.ITEM, bench.units_of()[1])) == (1, 0)
    assert shipments_of(Scope(AnchorKind.ITEM, bench.units_of()[0])) == (0, 0)
    assert shipments_of(Scope(AnchorKind.ITEM, bench.lots["PH-1"])) == (1, 0)
    assert shipments_of(Scope(AnchorKind.ITEM, bench.lots["SR-1"])) == (2, 0)
    assert isinstance(bench.unpack(), Done)
    assert shipments_of(Scope(AnchorKind.ITEM, bench.kit_lot)) == (0, 0)
    hold = bench.hold(bench.units_of()[1])
    (stopped,) = bench.ask(shipments_under, hold)
    assert (stopped.shipment_id, stopped.pieces, stopped.customer_code) == (kits, 1, "H-01")


def test_only_what_was_released_for_the_market_is_packed(plant):
    bench = opened(plant)
    make_units(bench, 2, market=False)
    refused = bench.pack(bench.units[0])
    assert (refused.code, refused.facts["state"]) == ("PIECE_NOT_RELEASED", "conditional")
    assert bench.pack(bench.lots["PH-1"]).code == "PIECE_NOT_PRODUCT"
    assert bench.pack(5).code == "PIECE_UNKNOWN"
    assert bench.pack(bench.unit_lot).code == "PIECE_NEEDS_UNIT"
    assert bench.pack(bench.kit_lot, 0).code == "PIECE_QUANTITY"
    assert bench.pack(bench.kit_lot, 11).facts["free"] == "10"
    assert isinstance(bench.pack(bench.kit_lot, 8), Done)
    assert bench.pack(bench.kit_lot, 3).facts["free"] == "2"
    assert bench.pack(bench.kit_lot).facts["quantity"] == "2", "the rest"
    assert bench.pack(bench.kit_lot).code == "PIECE_QUANTITY"
    bench.hold(bench.units_of()[3])
    assert bench.pack(bench.units_of()[3]).code == "LOT_ON_HOLD"


def test_what_was_not_asked_for_is_not_packed(plant):
    bench = opened(plant, ("IP-200", 1))
    assert bench.pack(bench.kit_lot, 1).code == "PIECE_NOT_ASKED"
    assert isinstance(bench.pack(bench.units_of()[0]), Done)
    assert bench.pack(bench.units_of()[1]).code == "PIECE_TOO_MANY"


def test_what_expired_in_its_box_does_not_leave(plant):
    bench = opened(plant)
    assert isinstance(bench.pack(bench.units_of()[0]), Done)
    assert isinstance(bench.closed(), Done)
    plant.clock.advance(timedelta(days=800))
    (stopped,) = json.loads(bench.ship().facts["stopped"])
    assert (stopped["code"], stopped["facts"]["expiry"]) == ("PIECE_EXPIRED", "2028-11-30")
    assert bench.pack(bench.units_of()[1]).code == "SHIPMENT_STEP"


def test_a_piece_that_is_taken_out_is_free_again(plant):
    bench = opened(plant)
    first, second, *_ = bench.units_of()
    assert bench.closed().code == "SHIPMENT_EMPTY"
    assert isinstance(bench.pack(first), Done)
    pick, box = bench.pick, bench.shipment
    assert isinstance(bench.open(), Done)
    taken = bench.pack(first)
    assert (taken.code, taken.facts["name_en"]) == ("PIECE_TAKEN", "Chen")
    assert taken.facts["shipment"] == bench.ask(shipment_page, box).row.number
    assert bench.unpack(pick).code == "PIECE_UNKNOWN", "it lies in another shipment"
    assert isinstance(bench.unpack(pick, shipment=box), Done)
    assert bench.unpack(pick, shipment=box).code == "PIECE_UNKNOWN", "once"
    assert isinstance(bench.pack(first), Done)
    assert isinstance(bench.closed(), Done)
    assert bench.pack(second).code == "SHIPMENT_STEP"
    assert isinstance(bench.unpack(), Done)
    assert bench.page().row.state == "open", "taking out opens it again"
    assert isinstance(bench.pack(second), Done)
    assert isinstance(bench.closed(), Done)
    assert isinstance(bench.reopen(), Done)
    assert bench.cancel(" ").code == "REASON_NEEDED"
    assert isinstance(bench.cancel(), Done)
    assert bench.page().picks == ()
    assert [row.state for row in bench.ask(shipments)] == ["open", "cancelled"]
    assert isinstance(bench.pack(second, shipment=box), Done)
    assert plant.bench.ask(verify_records).bad == ()


def test_what_has_left_never_leaves_again(plant):
    bench = opened(plant)
    first = bench.units_of()[0]
    assert isinstance(bench.pack(first), Done)
    assert isinstance(bench.closed(), Done)
    assert isinstance(bench.ship(), Done)
    assert bench.unpack().facts["state"] == "shipped"
    assert bench.cancel().facts["state"] == "shipped"
    assert isinstance(bench.open(), Done)
    assert bench.pack(first).code == "PIECE_TAKEN"


def test_less_than_asked_leaves_only_with_a_reason(plant):
    bench = opened(plant, ("KT-5", 6))
    assert isinstance(bench.pack(bench.kit_lot, 4), Done)
    refused = bench.closed()
    assert (refused.code, refused.facts["missing"]) == ("SHIPMENT_SHORT", "KT-5 2")
    line = AskedLine(line_id=bench.new(), part_id=bench.parts["KT-5"], qty_q6=q6(1))
    more = AddShipmentLine(**bench.head(), shipment_id=bench.shipment, line=line)
    assert isinstance(bench.send(more, "chen"), Done)
    assert bench.closed().facts["missing"] == "KT-5 3"
    assert [row.packed_q6 for row in bench.page().asked] == [q6(4), 0]
    assert isinstance(bench.closed("the rest follows"), Done)
    assert isinstance(bench.ship(), Done)


def test_stock_that_went_elsewhere_is_missing_when_it_leaves(plant):
    bench = opened(plant)
    assert isinstance(bench.pack(bench.kit_lot, 8), Done)
    assert isinstance(bench.closed(), Done)
    move = MoveLot(
        **bench.head(), movement_id=bench.new(), lot_id=bench.kit_lot, qty_q6=q6(5),
        to_location_id=bench.places["Q-01"],
    )  # fmt: skip
    assert isinstance(bench.send(move, "chen"), Done)
    (stopped,) = json.loads(bench.ship().facts["stopped"])
    assert (stopped["code"], stopped["facts"]["free"]) == ("PIECE_SHORT", "5")
    back = MoveLot(
        **bench.head(), movement_id=bench.new(), lot_id=bench.kit_lot, qty_q6=q6(4),
        from_location_id=bench.places["Q-01"], to_location_id=bench.places["A-03-12"],
    )  # fmt: skip
    assert isinstance(bench.send(back, "chen"), Done)
    assert isinstance(bench.ship(), Done), "from two places"


def test_the_label_of_a_batch_names_the_batch_and_none_of_its_units(plant):
    bench = make_shipping(plant)
    (hit,) = bench.ask(find_item, bench.lot_number(bench.unit_lot))
    assert hit.item_id == bench.unit_lot
    assert bench.ask(find_subject, hit.lot).item_id == bench.unit_lot


def test_a_held_station_or_place_ships_nothing(plant):
    bench = opened(plant)
    assert isinstance(bench.pack(bench.kit_lot, 1), Done)
    assert isinstance(bench.closed(), Done)
    for anchor, target in (
        (AnchorKind.STATION, plant.bench.station.id),
        (AnchorKind.LOCATION, bench.places["W-L2"]),
    ):
        hold = bench.hold(scopes=(Scope(anchor, target),))
        (stopped,) = json.loads(bench.ship().facts["stopped"])
        assert stopped["code"] == "PLACE_ON_HOLD"
        bench.lift(hold)
    assert isinstance(bench.ship(), Done)


def test_customers_have_one_code_and_may_be_closed(plant):
    bench = make_shipping(plant)
    assert bench.customer("H-01").code == "CUSTOMER_EXISTS"
    assert bench.customer(" ").code == "FIELD_EMPTY"
    assert bench.customer("H-02", by="chen").code == "NOT_ALLOWED"
    assert bench.open(customer="H-02").code == "CUSTOMER_UNKNOWN"
    assert isinstance(bench.customer("D-07", name_en="", name_zh="经销商"), Done)
    (row,) = (each for each in bench.ask(customers) if each.code == "D-07")
    changed = ChangeCustomer(
        **bench.head(), customer_id=row.customer_id, row_version=row.row_version,
        name_en="Dealer", name_zh="经销商", address="2 Road", kind=CustomerKind.DISTRIBUTOR,
        is_active=False,
    )  # fmt: skip
    assert isinstance(bench.send(changed, "sun"), Done)
    again = replace(changed, **bench.head())
    assert bench.send(again, "sun").code == "CHANGED_BY_OTHERS"
    empty = replace(changed, **bench.head(), row_version=row.row_version + 1, address="")
    assert bench.send(empty, "sun").code == "FIELD_EMPTY"
    gone = replace(changed, **bench.head(), customer_id=5)
    assert bench.send(gone, "sun").code == "CUSTOMER_UNKNOWN"
    assert bench.open(customer="D-07").code == "CUSTOMER_CLOSED"
    assert [each.code for each in bench.ask(customers)] == ["H-01", "D-07"]


def test_a_shipment_is_opened_for_something_that_can_be(plant):
    bench = make_shipping(plant)
    assert bench.open(ship_by=date(2026, 11, 21)).code == "SHIPMENT_DATE"
    assert bench.open(("IP-200", 0)).code == "QUANTITY_NOT_POSITIVE"
    bench.parts["gone"] = 5
    assert bench.open(("gone", 1)).code == "PART_UNKNOWN"
    assert bench.open(carrier="a\x07").code == "TEXT_REFUSED"
    assert bench.ask(shipments) == ()
    assert bench.open(by="mei").code == "NOT_ALLOWED"
    bench.shipment = 5
    for refused in (bench.closed(), bench.reopen(), bench.ship(), bench.cancel()):
        assert refused.code == "SHIPMENT_UNKNOWN"
    assert bench.ask(shipment_page, 5) is None


def test_what_a_scan_at_the_packing_table_names(plant):
    bench = opened(plant, ("KT-5", 6))
    with plant.database.read() as session:
        unit = session.get_one(Item, bench.units_of()[0])
        label = f"(01){UNIT_GTIN}(17)281130(10){unit.lot}(21){unit.serial}"
        unit_lot, kit_lot = unit.lot, session.get_one(Item, bench.kit_lot).lot

    table = build_ai_table(read_table(AI_TABLE_PATH))

    def target(text):
        found = interpret(text, table, 2026)
        return bench.ask(pack_target, found, bench.shipment)

    assert (target(label).item_id, target(label).is_lot) == (unit.id, False)
    kits = target(kit_lot)
    assert (kits.item_id, kits.is_lot, kits.room_q6) == (bench.kit_lot, True, q6(6))
    assert (target(unit_lot).item_id, target(unit_lot).is_lot) == (bench.unit_lot, False)
    assert target("PH-1").item_id == bench.lots["PH-1"], "so that the refusal says what it is"
    assert target("nothing of ours").item_id == 0
    number = bench.page().row.number
    assert bench.ask(shipment_by_number, number) == bench.shipment


def at_once(*acts):
    """What came of acts that two stations do together."""
    outcomes = [None] * len(acts)
    together = threading.Barrier(len(acts), timeout=30)

    def run(place, act):
        together.wait()
        outcomes[place] = act()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_two_stations_pack_one_unit_and_a_hold_meets_a_shipment(any_plant):
    """One packs it; then either it left before the hold, or the hold kept it here: never both."""
    bench = opened(any_plant)
    boxes = [bench.shipment]
    assert isinstance(bench.open(), Done)
    boxes.append(bench.shipment)
    here, other = any_plant.bench, bench.other_station()
    unit, chen = bench.units_of()[0], bench.people["chen"]
    packs = [
        PackItem(**bench.head(), shipment_id=box, pick_id=bench.new(), item_id=unit)
        for box in boxes
    ]
    outcomes = at_once(lambda: here.send(packs[0], by=chen), lambda: other.send(packs[1], by=chen))
    refused = [each for each in outcomes if not isinstance(each, Done)]
    assert [each.code for each in refused] == ["PIECE_TAKEN"]
    assert sum(row.picks for row in bench.ask(shipments)) == 1

    bench.shipment = boxes[0 if isinstance(outcomes[0], Done) else 1]
    assert isinstance(bench.closed(), Done)
    ship = ShipShipment(**bench.head(), shipment_id=bench.shipment, item_id=bench.new())
    hold = PlaceHold(**bench.head(), hold_id=bench.new(), item_ids=(unit,), reason="contamination")
    shipped, held = at_once(
        lambda: here.send(ship, by=chen), lambda: other.send(hold, by=bench.people["lin"])
    )
    other.close()
    assert isinstance(held, Done)
    (frozen,) = bench.ask(hold_sheet, hold.hold_id).frozen
    has_left = isinstance(shipped, Done)
    assert (frozen.effect.shipments, frozen.effect.delivered) == (not has_left, has_left)
