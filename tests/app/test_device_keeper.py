"""Devices edited on their page: stored, used at once, tried without being scanned."""

from datetime import UTC, datetime

import pytest

from qtrace.app.config import Settings, load_settings, save_settings
from qtrace.app.device_keeper import DeviceKeeping, entry_of, settings_of
from qtrace.app.devices import StationDevices
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.fakes import ManualClock
from qtrace.app.problems import SetupReason
from qtrace.domain.scanners.device_entry import DeviceEntry
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.ports import DeviceHeard, DeviceKeeper
from qtrace.scanning.fake import ReplayKeeper
from qtrace.scanning.frames import Terminator
from qtrace.scanning.serial_settings import (
    Parity,
    SerialRole,
    SerialSettings,
    StopBits,
    UsbIdentity,
)
from tests.support.pty_device import PtyDevice

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def plugged(tmp_path):
    devices = {name: PtyDevice(tmp_path / name) for name in ("scanner", "scale")}
    for device in devices.values():
        device.plug()
    yield devices
    for device in devices.values():
        device.unplug()


@pytest.fixture
def station(qapp, tmp_path):
    class Station:
        scans, readings = [], []
        file = tmp_path / "config.toml"

    made = Station()
    made.devices = StationDevices(
        (), ManualClock(NOON), made.scans.append, made.readings.append, dict
    )
    made.keeper = DeviceKeeping(made.devices, ImmediateExecutor(), made.file)
    yield made
    made.devices.stop()


@pytest.mark.parametrize(
    "settings",
    [
        SerialSettings("desk", "COM3", prefix="Z:"),
        SerialSettings("desk", usb=UsbIdentity(0x0C2E, 0x0B61), terminator=Terminator.SILENCE),
        SerialSettings("hid", usb=UsbIdentity(1, 2, "S9"), role=SerialRole.HID),
        SerialSettings("mux", "COM4", role=SerialRole.GAUGE, channels=(("1", "TG"), ("2", "HG"))),
        SerialSettings(
            "scale", "COM5", None, SerialRole.SCALE, 2400, 7, Parity.EVEN, StopBits.TWO,
            Terminator.CRLF, "", "SC-001",
        ),
    ],
)  # fmt: skip
def test_a_device_is_written_as_it_is_read(settings):
    assert settings_of(entry_of(settings)) == settings


def test_what_has_a_fault_is_no_device():
    with pytest.raises(ValueError, match="not set up right"):
        settings_of(DeviceEntry("scale", "scale", "COM3"))


def test_a_device_is_stored_beside_the_other_settings_and_used_at_once(station, plugged, qtbot):
    save_settings(Settings(station="IQC-2"), station.file)
    entry = DeviceEntry("desk", port=str(plugged["scanner"].port), prefix="Z:")
    answers = []
    station.keeper.keep((entry,), answers.append)
    assert answers == [None]
    kept = load_settings(station.file)
    assert (kept.station, station.keeper.entries()) == ("IQC-2", (entry,))
    assert kept.devices == (settings_of(entry),)
    plugged["scanner"].send(b"Z:L26-04817-H\rL26-04817-H\r")
    qtbot.waitUntil(lambda: len(station.scans) == 2)
    assert [scan.data for scan in station.scans] == [b"L26-04817-H"] * 2
    assert [scan.notes[-1:] for scan in station.scans] == [(), ("prefix_missing",)]
    station.keeper.keep((), answers.append)
    assert (station.devices.rows(), load_settings(station.file).devices) == ((), ())


def test_while_devices_are_tried_nothing_is_scanned_or_measured(station, plugged, qtbot):
    heard = []
    entries = (
        DeviceEntry("desk", port=str(plugged["scanner"].port)),
        DeviceEntry("scale", "scale", str(plugged["scale"].port), gauges="SC-001"),
    )
    station.keeper.keep(entries, lambda _trouble: None)
    station.keeper.listen(heard.append)
    assert station.keeper.entries() == entries
    station.keeper.keep(entries[::-1], lambda _trouble: None)
    assert station.keeper.entries() == entries[::-1], "the order is the person's"
    plugged["scanner"].send(b"]C110A\x1d21B\r")
    plugged["scale"].send(b"S S     100.00 g\r\n")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert DeviceHeard("desk", b"]C110A\x1d21B") in heard
    assert DeviceHeard("scale", b"SC-001 100.00 g") in heard
    plugged["scale"].send(b"S +\r\n")
    plugged["scanner"].unplug()
    qtbot.waitUntil(lambda: len(heard) >= 3)
    assert heard[2].fault == "GAUGE_OVERLOAD"
    assert (station.scans, station.readings) == ([], [])
    station.keeper.stop()
    plugged["scale"].send(b"S S     1.00 g\r\n")
    qtbot.waitUntil(lambda: bool(station.readings))


def test_what_a_form_cannot_say_stays_as_the_file_has_it(station):
    mux = SerialSettings("mux", "COM9", role=SerialRole.GAUGE, channels=(("left side", "TG 1"),))
    station.devices.use((mux,))
    answers = []
    station.keeper.keep(
        (*station.keeper.entries(), DeviceEntry("desk", port="COM8")), answers.append
    )
    assert answers == [None]
    assert station.devices.settings() == (mux, SerialSettings("desk", "COM8"))


def test_a_file_that_cannot_be_read_or_written_keeps_the_devices_as_they_were(station):
    answers = []
    station.file.write_text("station = ")
    station.keeper.keep((DeviceEntry("desk", port="COM3"),), answers.append)
    assert answers[-1].code == "CONFIG_NOT_TOML"
    station.file.unlink()
    station.file.mkdir()
    station.keeper.keep((DeviceEntry("desk", port="COM3"),), answers.append)
    assert answers[-1].code.startswith("CONFIG_")
    assert station.keeper.entries() == ()


def test_a_bug_while_storing_is_told(station, monkeypatch):
    def broken(*_):
        raise MemoryError

    monkeypatch.setattr("qtrace.app.device_keeper.save_settings", broken)
    reports, answers = [], []
    keeper = DeviceKeeping(station.devices, ImmediateExecutor(reports.append), station.file)
    keeper.keep((DeviceEntry("desk", port="COM3"),), answers.append)
    assert (answers[0].code, len(reports)) == ("INTERNAL_ERROR", 1)


def test_ports_are_named_as_settings_name_them(station):
    assert all(name and " " not in name for name in station.keeper.ports())


@pytest.mark.parametrize("code", [code for code in SetupReason if code.startswith("CONFIG_")])
def test_every_problem_of_the_file_has_a_sentence_for_a_page(code):
    told = explain(load_translator(Language.ZH_CN), code.value, {})
    assert told.text != code.value
    assert told.next_step


@pytest.mark.parametrize("kind", ["real", "fake"])
def test_both_keepers_keep_what_they_are_given_and_nothing_else(station, kind):
    keeper: DeviceKeeper = station.keeper if kind == "real" else ReplayKeeper()
    answers = []
    entries = (
        DeviceEntry("desk", port="COM8", prefix="Z:"),
        DeviceEntry("scale", "scale", "COM9", "crlf", baud=2400, line="7E2", gauges="SC-001"),
    )
    for wanted in (entries, entries[::-1], entries[:1], ()):
        keeper.keep(wanted, answers.append)
        assert keeper.entries() == wanted
    assert answers == [None] * 4
    assert all(isinstance(name, str) for name in keeper.ports())
    keeper.listen(answers.append)
    keeper.stop()
    assert len(answers) == 4


def test_the_fake_is_the_port():
    fake = ReplayKeeper(DeviceEntry("desk", port="COM3"))
    heard = []
    fake.say(DeviceHeard("desk", b"A"))
    fake.listen(heard.append)
    fake.say(DeviceHeard("desk", b"B"))
    fake.stop()
    fake.say(DeviceHeard("desk", b"C"))
    assert [each.data for each in heard] == [b"B"]
    fake.keep((), heard.append)
    assert (heard[-1], fake.entries()) == (None, ())
