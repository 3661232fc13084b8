"""A past review is told to persons, whatever screen is open."""

from datetime import timedelta

import pytest

from qtrace.domain.people import Role
from qtrace.services.holds.commands import AssignHold, PlaceHold
from qtrace.services.holds.queries import hold_sheet
from qtrace.ui.notice_bar import NoticeBar
from qtrace.ui.places import LotPlace
from qtrace.ui.review_watch import EVERY
from tests.ui.people.station import Blank, signed


@pytest.fixture
def plant(stocked):
    made, _, _ = stocked
    made.person("sup", Role.SUPERVISOR)
    return made


@pytest.fixture
def station(plant, open_station):
    return open_station(plant, {LotPlace: lambda _bench, place, _model: Blank(place)})


@pytest.fixture
def hold(stocked):
    made, lots, _ = stocked
    hold_id = made.ids.next_id()
    command = PlaceHold(**made.head(), hold_id=hold_id, reason="flash", lot_id=lots[0])
    made.done(command, by=made.people["chen"])
    return hold_id


def here(station, plant, login):
    station.bench.set_person(signed(plant, login))


def told(station):
    bar = station.shell.findChild(NoticeBar)
    return bar.accessibleName() if station.shell._bars.currentWidget() is bar else ""


def kinds(plant, hold):
    return [each.kind for each in plant.bench.ask(hold_sheet, hold).history]


def test_a_past_review_is_noted_and_told_while_another_screen_is_open(plant, station, hold):
    here(station, plant, "sup")
    station.shell._reviews.tick()
    assert (told(station), kinds(plant, hold)) == ("", ["placed"])
    plant.clock.advance(timedelta(days=4))
    station.shell._reviews.tick()
    number = plant.bench.ask(hold_sheet, hold).head.number
    assert kinds(plant, hold) == ["placed", "escalated"]
    assert number in told(station)
    station.press("Esc")
    plant.clock.advance(EVERY)
    station.shell._reviews.tick()
    assert kinds(plant, hold) == ["placed", "escalated"], "once for each date"


def test_its_owner_is_told_at_the_sign_in_and_others_are_not(plant, station, hold):
    owner = AssignHold(**plant.head(), hold_id=hold, owner_id=plant.people["qian"])
    plant.done(owner, by=plant.people["sup"])
    plant.clock.advance(timedelta(days=4))
    here(station, plant, "sup")
    assert kinds(plant, hold)[-1] == "escalated"
    assert told(station) == "", "somebody owns it"
    here(station, plant, "qian")
    assert plant.bench.ask(hold_sheet, hold).head.number in told(station)


def test_who_does_not_care_for_holds_is_not_told(plant, station, hold):
    plant.clock.advance(timedelta(days=4))
    here(station, plant, "chen")
    assert (told(station), kinds(plant, hold)) == ("", ["placed"])
