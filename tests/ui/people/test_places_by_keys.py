"""Every place of the side bar is a key away, on every screen; the entry shows the key."""

from datetime import timedelta

from qtrace.i18n import Language
from qtrace.ui.places import GaugesPlace, HoldsPlace, LotPlace, QueuePlace, SignInPlace
from qtrace.ui.shell_nav import NAV_KEYS, PLACES, nav_items, nav_keys


def test_the_keys_of_the_side_bar_open_its_places_from_anywhere(crew_plant, open_station):
    station = open_station(crew_plant)
    station.press("Alt+5")
    assert isinstance(station.shell.place, SignInPlace), "nobody is signed in"
    station.sign_in("wang")
    for key, place in (("Alt+5", HoldsPlace()), ("Alt+6", GaugesPlace()), ("Alt+1", QueuePlace())):
        station.press(key)
        assert station.shell.place == place
    for key, action in nav_keys(station.bench).items():
        station.shell.go(LotPlace(1))
        station.press(key)
        entry = action.partition(":")[2]
        assert station.shell.place == PLACES.get(entry, LotPlace(1)), key


def test_every_entry_shows_a_key_of_its_own(crew_plant, open_station):
    station = open_station(crew_plant)
    for login in ("wang", "admin2"):
        station.sign_in(login)
        entries, _foot = nav_items(station.bench)
        assert all(item.key == NAV_KEYS[item.id] for item in entries)
        station.press("Ctrl+L")
    assert len(set(NAV_KEYS.values())) == len(NAV_KEYS)
    assert set(PLACES) <= set(NAV_KEYS)


def test_the_language_changes_by_a_key_too(crew_plant, open_station):
    station = open_station(crew_plant)
    asked = []
    station.shell.language_asked.connect(lambda: asked.append(station.bench.translator.language))
    station.press("Alt+L")
    station.sign_in("lin")
    station.press("Alt+L")
    assert asked == [Language.EN, Language.EN]


def test_the_clock_in_the_top_bar_goes_on(crew_plant, open_station):
    station = open_station(crew_plant)
    station.sign_in("lin")

    def shown() -> str:
        return station.shell.top._state.states[-1].text

    before = shown()
    crew_plant.clock.advance(timedelta(minutes=3))
    assert station.shell._clock.isActive()
    station.shell._clock.timeout.emit()
    assert shown() != before
    now = station.bench.local(station.bench.now())
    assert shown() == now.strftime("%H:%M")
