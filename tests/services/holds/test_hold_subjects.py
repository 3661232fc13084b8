"""What a hold can be placed on, and which new holds a station must be told of."""

import pytest

from qtrace.domain.codes.internal import format_gauge, format_reason, parse_internal
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.models.items import Item
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.news import new_covers
from qtrace.services.holds.subjects import (
    LISTED,
    find_anchors,
    find_subject,
    hold_anchors,
    hold_subject,
    scanned_anchor,
)
from qtrace.services.items.scan_numbers import number_target, plain_target
from qtrace.services.items.scan_targets import TargetKind
from tests.support.inspections import MAJOR, by_aql, make_bench, measured
from tests.support.plants import make_plant


@pytest.fixture
def stock(database_url):
    plant = make_plant(database_url)
    insp = make_bench(plant)
    insp.known_source()
    insp.plan([by_aql(MAJOR, "2.5", "S-4")], [measured(1, gauge_type="caliper")])
    insp.gauge()
    lots = [insp.receive(pieces=200, containers=2)[0] for _ in range(2)]
    yield plant, lots
    plant.close()


def test_a_container_leads_to_everything_it_belongs_to(stock):
    plant, lots = stock
    ask = plant.bench.ask
    number = ask(lambda reads: reads.session.get(Item, lots[0]).lot)
    found = ask(find_subject, f"{number}/01")
    assert (found.lot_id, found.container_no, found.containers) == (lots[0], 1, 2)
    assert found.anchors[0].scope == Scope(AnchorKind.ITEM, lots[0])
    assert found.piece.scope == Scope(AnchorKind.ITEM, found.item_id)
    kinds = {row.scope.anchor for row in found.anchors}
    assert {AnchorKind.PART, AnchorKind.SUPPLIER_PART, AnchorKind.RECEIPT} <= kinds
    whole = ask(hold_subject, lots[0])
    assert whole.piece is None
    assert whole.anchor(AnchorKind.WORK_ORDER) is None
    assert ask(hold_subject, 1) is None
    assert ask(find_subject, "nothing") is None


def test_places_and_tools_are_listed_and_scanned(stock):
    plant, _ = stock
    ask = plant.bench.ask
    for kind in LISTED:
        assert all(row.scope.anchor is kind for row in ask(hold_anchors, kind))
    assert [row.code for row in ask(hold_anchors, AnchorKind.GAUGE)] == ["TG-011"]
    gauge = ask(scanned_anchor, parse_internal(format_gauge("TG-011")))
    assert gauge.scope.anchor is AnchorKind.GAUGE
    assert ask(scanned_anchor, parse_internal(format_gauge("TG-999"))) is None
    assert ask(scanned_anchor, parse_internal(format_reason("FLASH"))) is None


def test_only_new_holds_on_what_is_in_sight_are_news(stock):
    plant, lots = stock
    ask = plant.bench.ask
    holds = []
    for what in (
        {"lot_id": lots[0]},
        {"scopes": (Scope(AnchorKind.STATION, plant.bench.station.id),)},
    ):
        holds.append(plant.ids.next_id())
        command = PlaceHold(**plant.head(), hold_id=holds[-1], reason="flash", **what)
        plant.done(command, by=plant.people["lin"])
    lot, station = holds
    assert [row.hold_id for row in ask(new_covers, (lots[0],), {lot})] == [lot]
    assert ask(new_covers, (lots[1],), {lot}) == ()
    assert [row.hold_id for row in ask(new_covers, (), {lot, station})] == [station]
    assert ask(new_covers, (lots[0],), set()) == ()


def test_places_tools_and_orders_are_found_by_their_code(stock):
    plant = stock[0]
    gauge = plant.bench.ask(find_anchors, " tg-011 ")
    assert [(row.scope.anchor, row.code) for row in gauge] == [(AnchorKind.GAUGE, "TG-011")]
    station = plant.bench.station
    (row,) = plant.bench.ask(find_anchors, station.code.lower())
    assert row.scope == Scope(AnchorKind.STATION, station.id)
    for nothing in ("", "  ", "no such", "\x00"):
        assert plant.bench.ask(find_anchors, nothing) == ()


def test_a_suppliers_number_leads_to_its_lot_and_to_ours(stock):
    plant, lots = stock
    ask = plant.bench.ask
    number = ask(lambda reads: reads.session.get(Item, lots[0]).supplier_lot)
    shared, *own = ask(find_anchors, f" {number} ")
    assert (shared.scope.anchor, shared.code) == (AnchorKind.SUPPLIER_LOT, number)
    assert [row.scope for row in own] == [Scope(AnchorKind.ITEM, lots[0])]


def test_a_text_that_nothing_can_carry_names_nothing(stock):
    plant, _ = stock
    for text in ("\ud800", "L26\udc80", "\x00", "L26\x00", "L26\u202e", " "):
        assert plant.bench.ask(find_subject, text) is None
        assert plant.bench.ask(find_anchors, text) == ()
        for question in (number_target, plain_target):
            assert plant.bench.ask(question, text).kind is TargetKind.NOTHING
