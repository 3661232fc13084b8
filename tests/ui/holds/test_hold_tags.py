"""A hold tag that is scanned leads to the hold that it stands for."""

import pytest

from qtrace.domain.codes.internal import LabelMark, format_container
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.items.queries import find_item
from qtrace.ui.places import HoldsPlace


@pytest.fixture
def station(stocked, open_station):
    plant, _, _ = stocked
    made = open_station(plant)
    made.sign_in("lin")
    return made


def place(plant, **what):
    hold_id = plant.ids.next_id()
    command = PlaceHold(**plant.head(), hold_id=hold_id, reason="flash", **what)
    plant.done(command, by=plant.people["chen"])
    return hold_id


def test_the_tag_opens_the_newest_hold_on_its_container(stocked, station):
    plant, lots, codes = stocked
    first = place(plant, lot_id=lots[0])
    tag = format_container(codes[0], 1, LabelMark.HOLD)
    station.scan(tag)
    assert station.opened[-1] == HoldsPlace(first)
    newest = place(plant, lot_id=lots[0])
    station.scan(tag)
    assert station.opened[-1] == HoldsPlace(newest)


def test_the_tag_of_one_container_opens_its_own_hold(stocked, station):
    plant, lots, codes = stocked
    box = plant.bench.ask(find_item, codes[0] + "/02")[0].item_id
    mine = place(plant, scopes=(Scope(AnchorKind.ITEM, box),))
    place(plant, lot_id=lots[1])
    station.scan(format_container(codes[0], 2, LabelMark.HOLD))
    assert station.opened[-1] == HoldsPlace(mine)
    station.scan(format_container(codes[0], 1, LabelMark.HOLD))
    assert not isinstance(station.opened[-1], HoldsPlace)


def test_a_tag_without_a_hold_and_a_usual_label_lead_where_lots_lead(stocked, station):
    plant, lots, codes = stocked
    station.scan(format_container(codes[0], 1, LabelMark.HOLD))
    without = station.opened[-1]
    assert not isinstance(without, HoldsPlace)
    place(plant, lot_id=lots[0])
    station.scan(format_container(codes[0], 1, LabelMark.QUARANTINE))
    assert station.opened[-1] == without
