"""A hold of another station turns this one, if it covers what is in sight."""

import pytest

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Changes
from qtrace.ui.notice_bar import NoticeBar
from qtrace.ui.places import LotPlace
from tests.ui.people.station import Blank

OTHER_STATION = 99


class LotInSight(Blank):
    """A screen about one lot."""

    def in_sight(self):
        return self.place.lot_id


@pytest.fixture
def station(stocked, open_station):
    plant, lots, _ = stocked
    made = open_station(plant, {LotPlace: lambda _bench, place, _model: LotInSight(place)})
    made.sign_in("lin")
    made.shell.go(LotPlace(lots[0]))
    return made


def place(plant, **what):
    hold_id = plant.ids.next_id()
    plant.done(
        PlaceHold(**plant.head(), hold_id=hold_id, reason="flash", **what),
        by=plant.people["chen"],
    )
    return hold_id


def hear(station, hold_id, code="PLACE_HOLD", at=OTHER_STATION):
    station.bench.heard(Changes(frozenset({("case", hold_id)}), code, at))


def told(station):
    bar = station.shell.findChild(NoticeBar)
    return bar.accessibleName() if station.shell._bars.currentWidget() is bar else ""


def test_who_why_and_whom_to_call_stand_in_the_bar(stocked, station):
    plant, lots, _ = stocked
    hold = place(plant, lot_id=lots[0])
    assert told(station) == ""
    hear(station, hold)
    assert "Chen Guodong" in told(station)
    assert "Flash, burr" in told(station)
    assert "call Chen Guodong" in told(station)


def test_other_lots_own_acts_and_quiet_news_say_nothing(stocked, station):
    plant, lots, _ = stocked
    hear(station, place(plant, lot_id=lots[1]))
    mine = place(plant, lot_id=lots[0])
    hear(station, mine, at=plant.bench.station.id)
    hear(station, mine, code="MOVE_HOLD_REVIEW")
    assert told(station) == ""


def test_a_held_station_is_told_whatever_is_in_sight(stocked, station):
    plant, _, _ = stocked
    here = Scope(AnchorKind.STATION, plant.bench.station.id)
    hear(station, place(plant, scopes=(here,)))
    assert "Flash, burr" in told(station)


def test_more_than_one_thing_is_watched(stocked, station):
    plant, lots, _ = stocked
    station.screen.watched = lambda: (lots[0], lots[1])
    hear(station, place(plant, lot_id=lots[1]))
    assert "Flash, burr" in told(station)


def test_nobody_is_disturbed_at_sign_in(stocked, station):
    plant, lots, _ = stocked
    station.press("Ctrl+L")
    hear(station, place(plant, lot_id=lots[0]))
    assert told(station) == ""
