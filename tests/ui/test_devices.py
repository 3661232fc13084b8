"""Devices in the top bar and on the stations screen, in both languages."""

import pytest

from qtrace.domain.gauge_readings import SentReading
from qtrace.i18n import Language, load_translator
from qtrace.ports import DeviceState
from qtrace.services.outcomes import Refusal
from qtrace.ui.devices import DeviceCounts, DeviceRow, device_item, explain_device, gravest
from qtrace.ui.places import StationsPlace
from qtrace.ui.stations.stations_screen import StationsScreen, device_facts
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT, Status
from qtrace.ui.widgets.topbar import StateButton
from tests.ui.people.station import Look, check_looks, crew_plant, open_station, texts

__all__ = ["crew_plant", "open_station"]

WELL = DeviceRow("desk scanner", "scanner", "COM3", DeviceState.READY, DeviceCounts(12))
LOST = DeviceRow(
    "scale, bench two",
    "scale",
    "COM4",
    DeviceState.ERROR,
    trouble=Refusal("PORT_LOST", {"device": "scale, bench two", "port": "COM4"}),
)
NO_GS = DeviceRow(
    "wedge",
    "scanner",
    "",
    DeviceState.READY,
    DeviceCounts(7),
    advice=Refusal("SCANNER_SENDS_NO_GS", {"device": "wedge", "n": "5"}),
)
LAYOUT = DeviceRow(
    "wedge",
    "scanner",
    "",
    DeviceState.READY,
    advice=Refusal("SCANNER_LAYOUT", {"device": "wedge", "scanners": "us", "hosts": "de"}),
)
CAPS = DeviceRow("wedge", "scanner", "", DeviceState.READY, advice=Refusal("SCANNER_CAPS", {}))
EN = load_translator(Language.EN)


def test_the_gravest_comes_first():
    assert gravest((WELL,)) is None
    assert gravest((WELL, NO_GS)) is NO_GS
    assert gravest((NO_GS, LOST, WELL)) is LOST


@pytest.mark.parametrize(
    ("rows", "text", "status"),
    [
        ((), "Scanner ready", None),
        ((WELL,), "Scanner ready", None),
        ((WELL, NO_GS), "Keyboard scanner: no GS", Status.HOLD),
        ((LAYOUT,), "Keyboard scanner: keyboard", Status.HOLD),
        ((CAPS,), "Keyboard scanner: Caps Lock", Status.HOLD),
        ((NO_GS, LOST), "scale, bench two away", Status.BLOCKED),
    ],
)
def test_the_top_bar_names_the_device_that_needs_somebody(rows, text, status):
    item = device_item(EN, rows)
    assert (item.id, item.text, item.status) == ("scanner", text, status)


def test_what_to_do_is_said_with_the_devices_own_name():
    assert explain_device(EN, NO_GS).text.startswith("Keyboard scanner has read 5 labels")
    assert "US keyboard, this computer reads the German one" in explain_device(EN, LAYOUT).text
    assert explain_device(EN, WELL).text == ""


def test_facts_of_every_device_and_under_them_what_to_do():
    facts = device_facts(EN, (WELL, LOST, NO_GS))
    assert [(fact.key, fact.value) for fact in facts] == [
        ("Scanner", "desk scanner, Ready, COM3, 12 scans"),
        ("Scale", "scale, bench two, Not connected, COM4"),
        ("", "scale, bench two was unplugged (COM4)"),
        ("", "Plug it in; the station goes on by itself"),
        ("Scanner", "Keyboard scanner, Ready, 7 scans"),
        ("", explain_device(EN, NO_GS).text),
        ("", explain_device(EN, NO_GS).next_step),
    ]


@pytest.fixture
def desk(crew_plant, open_station):
    def make(look=None):
        station = open_station(crew_plant, {StationsPlace: StationsScreen}, look=look or Look())
        station.sign_in("admin2")
        station.shell.go(StationsPlace())
        return station

    return make


def show(station, *rows):
    station.bench.devices = lambda: rows
    station.bench.devices_changed.emit()


def at_this_station(station):
    rows = station.screen.model.state.rows
    here = next(row for row in rows if row.code == station.bench.station_code)
    station.screen.table.choose(here.station_id)


def values(station):
    return " | ".join(fact.value for fact in station.screen.detail_spec().facts)


def test_a_device_shows_at_once_and_tells_what_to_do(desk):
    station = desk()
    bar = station.shell.top
    show(station, WELL, LOST)
    assert "COM4" not in values(station), "the devices of this station only"
    at_this_station(station)
    assert "scale, bench two was unplugged (COM4)" in values(station)
    next(b for b in bar.findChildren(StateButton) if b.value == "scanner").click()
    assert "Plug it in" in texts(station.shell)
    station.shell.clear_notice()
    show(station, WELL)
    assert "bench two" not in values(station)
    bar.state_pressed.emit("scanner")
    bar.state_pressed.emit("database")
    assert station.shell._bars.currentWidget() is bar
    station.shell.reading(SentReading("1.25", "TG-011"))
    assert "TG-011 sent 1.25, but nothing waits for a value" in texts(station.shell)


@pytest.mark.parametrize(
    ("language", "tokens", "profile"),
    [(Language.EN, LIGHT, TOUCH), (Language.ZH_CN, DARK, DESK)],
)
def test_every_device_fits(desk, language, tokens, profile):
    station = desk(Look(language, tokens, profile))
    at_this_station(station)
    show(station, WELL, LOST, NO_GS)
    check_looks(station)
