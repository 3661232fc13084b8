"""Devices on lines on their page: connected, changed, tried, removed."""

import pytest

from qtrace.domain.scanners.device_entry import DeviceEntry
from qtrace.i18n import Language
from qtrace.ports import DeviceHeard, DeviceState, DeviceTrouble
from qtrace.scanning.fake import ReplayKeeper
from qtrace.services.outcomes import Refusal
from qtrace.ui.devices import DeviceCounts, DeviceRow
from qtrace.ui.places import DevicesPlace, QueuePlace, StationsPlace
from qtrace.ui.stations.devices_model import REMOVE
from qtrace.ui.stations.devices_screen import DevicesScreen
from qtrace.ui.stations.stations_screen import StationsScreen
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import Look, check_looks, texts

MAKERS = {StationsPlace: StationsScreen, DevicesPlace: DevicesScreen}
SCANNER = DeviceEntry("desk", port="COM3")
MUX = DeviceEntry("calipers", "gauge", "0c2e:0b61", gauges="1=TG-011 2=HG-004")
ROWS = (
    DeviceRow("desk", "scanner", "COM3", DeviceState.READY, DeviceCounts(9, 2, 1, 3, 4)),
    DeviceRow(
        "calipers", "gauge", "0c2e:0b61", DeviceState.ERROR,
        trouble=Refusal("PORT_NOT_FOUND", {"port": "0c2e:0b61", "detail": ""}),
    ),
)  # fmt: skip


def opened(crew_plant, open_station, *entries, login="admin2", look=None):
    station = open_station(crew_plant, MAKERS, **({"look": look} if look else {}))
    station.bench.device_keeper = station.fake = ReplayKeeper(*entries)
    station.bench.devices = lambda: ROWS[: len(entries)]
    station.sign_in(login)
    station.shell.go(StationsPlace())
    station.press("F7")
    return station


def facts(station) -> dict[str, str]:
    return {fact.key: fact.value for fact in station.screen.detail_spec().facts if fact.key}


def test_a_device_is_connected(crew_plant, open_station):
    desk = opened(crew_plant, open_station)
    assert "No device on a line" in texts(desk.screen)
    desk.press("F2")
    fields = desk.screen.form.fields
    assert "COM3, 0c2e:0b61" in fields["port"].line.text()
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"name", "port"}
    fields["name"].set_text("scale")
    fields["port"].set_text("COM7")
    fields["role"].choose(["scale"])
    fields["terminator"].choose(["crlf"])
    fields["baud"].choose(["2400"])
    fields["line"].set_text("7e2")
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"gauges"}
    fields["gauges"].set_text("SC-001")
    desk.press("F10")
    wanted = DeviceEntry("scale", "scale", "COM7", "crlf", "", 2400, "7E2", "SC-001")
    assert desk.fake.kept == (wanted,)
    assert desk.screen.form is None
    assert facts(desk)["Speed and line"] == "2400 7E2"
    assert facts(desk)["A frame ends with"] == "CR LF"


def test_a_device_is_changed_and_keeps_its_place(crew_plant, open_station):
    desk = opened(crew_plant, open_station, SCANNER, MUX)
    desk.press("F3")
    desk.screen.form.fields["name"].set_text("calipers")
    desk.press("F10")
    assert "Another device" in desk.screen.form.shown_problems()["name"]
    desk.screen.form.fields["name"].set_text("desk")
    desk.screen.form.fields["prefix"].set_text("Z:")
    desk.screen.form.fields["terminator"].choose(["silence"])
    desk.press("F10")
    assert desk.fake.kept == (
        DeviceEntry("desk", port="COM3", prefix="Z:", terminator="silence"),
        MUX,
    )
    assert (facts(desk)["Prefix"], facts(desk)["A frame ends with"]) == ("Z:", "Silence")


def test_a_device_is_removed_after_a_question(crew_plant, open_station):
    desk = opened(crew_plant, open_station, SCANNER, MUX)
    desk.screen.act(REMOVE)
    desk.press("Esc")
    assert len(desk.fake.kept) == 2
    desk.screen.act(REMOVE)
    assert "Remove desk" in texts(desk.screen)
    desk.press("F10")
    assert desk.fake.kept == (MUX,)
    assert desk.screen.model.line.entry == MUX
    desk.screen.act(REMOVE)
    desk.press("F10")
    assert (desk.fake.kept, desk.screen.model.line) == ((), None)


def test_what_a_device_sends_is_shown_here_and_nowhere_else(crew_plant, open_station):
    desk = opened(crew_plant, open_station, SCANNER, MUX)
    assert "nothing yet" in facts(desk)["It sent"]
    assert facts(desk)["With separator"] == "3 of 4 due"
    desk.fake.say(DeviceHeard("desk", b"]C110A\x1d21B"))
    assert facts(desk)["It sent"] == "]C110A␝21B"
    desk.fake.say(DeviceHeard("calipers", b"", "GAUGE_NOT_UNDERSTOOD"))
    assert desk.screen.model.line.entry == MUX, "the device that sent is shown"
    said = [fact.value for fact in desk.screen.detail_spec().facts]
    assert said[0] == "–"
    assert said[1] != "GAUGE_NOT_UNDERSTOOD", "a sentence, not a code"
    desk.fake.say(DeviceHeard("desk", b"10A", "suffix_missing"))
    assert "choose what the device sends" in desk.screen.detail_spec().facts[1].value
    desk.press("Esc")
    assert desk.shell.place == StationsPlace()
    desk.fake.say(DeviceHeard("desk", b"later"))
    desk.shell.go(DevicesPlace())
    assert facts(desk)["It sent"] != "later"
    desk.shell.go(QueuePlace())


def test_a_trouble_with_the_file_is_told(crew_plant, open_station):
    desk = opened(crew_plant, open_station, SCANNER)
    desk.fake.trouble = DeviceTrouble("CONFIG_NOT_SAVED", {"file": "config.toml", "detail": "full"})
    desk.press("F3")
    desk.press("F10")
    assert "config.toml" in desk.screen.form.refused.text()
    assert not desk.screen.model.state.busy


def test_only_who_may_set_scanners_up_gets_here(crew_plant, open_station):
    desk = opened(crew_plant, open_station, SCANNER, login="lin")
    assert desk.shell.place == StationsPlace()
    desk.shell.go(DevicesPlace())
    desk.press("F2")
    assert desk.screen.form is None
    desk.bench.device_keeper = None
    desk.screen.model.refresh()
    assert (desk.screen.model.entries, desk.screen.model.ports()) == ((), ())
    desk.screen.model.stop()


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(crew_plant, open_station, language, tokens, profile):
    look = Look(language, tokens, profile)
    desk = opened(crew_plant, open_station, SCANNER, MUX, look=look)
    desk.fake.say(DeviceHeard("desk", b"]C10109506000134352", "suffix_missing"))
    check_looks(desk)
    for form in ("add", "change", REMOVE):
        desk.screen.act(form)
        check_looks(desk)
        desk.press("F10" if form == "add" else "Esc")
        check_looks(desk)
        desk.press("Esc")
        if desk.shell.place != DevicesPlace():
            desk.shell.go(DevicesPlace())
