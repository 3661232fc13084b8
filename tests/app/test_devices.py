"""The station's devices: made from the settings, watched, shown; no driver without settings."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from qtrace.app.devices import StationDevices, sent_of
from qtrace.app.fakes import ManualClock
from qtrace.domain.gauge_readings import SentReading, SentReason
from qtrace.domain.scanners.diagnosis import Finding, ScannerReason
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.ports import DeviceState
from qtrace.scanning.events import GaugeReading
from qtrace.scanning.router import DeviceCounters
from qtrace.scanning.serial_settings import SerialRole, SerialSettings, UsbIdentity
from qtrace.scanning.serial_trouble import SerialReason
from tests.support.pty_device import PtyDevice

NOON = datetime(2026, 11, 22, 1, 41, tzinfo=UTC)

LOST = DeviceCounters(reads=6, separators_possible=5)


@pytest.fixture
def plugged(tmp_path):
    devices = {name: PtyDevice(tmp_path / name) for name in ("scanner", "scale")}
    for device in devices.values():
        device.plug()
    yield devices
    for device in devices.values():
        device.unplug()


@pytest.fixture
def station(plugged, qapp):
    class Heard:
        scans, readings, counters, changes = [], [], {}, []

    heard = Heard()
    settings = (
        SerialSettings("desk scanner", str(plugged["scanner"].port)),
        SerialSettings("scale", str(plugged["scale"].port), role=SerialRole.SCALE, gauge="SC-001"),
    )
    heard.devices = StationDevices(
        settings,
        ManualClock(NOON),
        heard.scans.append,
        heard.readings.append,
        lambda: heard.counters,
    )
    heard.devices.changed.connect(lambda: heard.changes.append(heard.devices.rows()))
    yield heard
    heard.devices.stop()


def test_scans_and_readings_arrive(station, plugged, qtbot):
    station.devices.start()
    plugged["scanner"].send(b"L26-04817-H\r")
    plugged["scale"].send(b"S S     100.00 g\r\n")
    qtbot.waitUntil(lambda: bool(station.scans and station.readings))
    assert (station.scans[0].data, station.scans[0].device) == (b"L26-04817-H", "desk scanner")
    assert sent_of(station.readings[0]) == SentReading("100.00", "SC-001", "g", device="scale")


def test_the_rows_follow_the_devices(station, plugged, qtbot):
    assert [row.state for row in station.devices.rows()] == [DeviceState.STOPPED] * 2
    station.devices.start()
    assert [row.state for row in station.changes[-1]] == [DeviceState.READY] * 2
    plugged["scale"].unplug()
    qtbot.waitUntil(lambda: station.changes[-1][1].state is DeviceState.ERROR)
    scanner, scale = station.devices.rows()
    assert (scanner.trouble, scale.name, scale.role) == (None, "scale", "scale")
    assert scale.trouble.code.startswith("PORT_")
    assert scale.says is scale.trouble


def test_other_sources_are_shown_once_they_have_delivered(station):
    station.counters.update({"wedge": DeviceCounters(reads=3), "desk scanner": LOST})
    scanner, _, wedge = station.devices.rows()
    assert (wedge.name, wedge.state, wedge.counts.reads, wedge.says) == (
        "wedge",
        DeviceState.READY,
        3,
        None,
    )
    assert (scanner.counts.reads, scanner.says.code) == (6, "SCANNER_SENDS_NO_GS")
    assert scanner.says.facts == {"device": "desk scanner", "n": "5"}


def test_advice_is_told_when_it_comes_and_goes(station):
    station.counters["wedge"] = DeviceCounters(reads=4, separators_possible=4)
    station.devices.counted()
    assert station.changes == []
    station.counters["wedge"] = LOST
    station.devices.counted()
    station.devices.counted()
    assert len(station.changes) == 1
    station.counters["wedge"] = DeviceCounters(7, separators_possible=6, separators_seen=1)
    station.devices.counted()
    assert len(station.changes) == 2


def test_a_keyboard_gauge_has_no_number():
    reading = GaugeReading("1.25", "wedge", NOON, taught=False)
    assert sent_of(reading) == SentReading("1.25", device="wedge")
    broken = GaugeReading("", "g", NOON, True, problem=SentReason.GAUGE_ERROR)
    assert sent_of(broken).problem is SentReason.GAUGE_ERROR


@pytest.mark.parametrize("language", list(Language))
def test_every_trouble_has_its_sentence(language):
    tr = load_translator(language)
    facts = {"device": "desk scanner", "port": "COM3", "detail": "EIO"}
    for code in SerialReason:
        said = explain(tr, code.value, facts)
        assert "desk scanner" in said.text
        assert "COM3" in said.text
        assert said.next_step


def test_without_configured_devices_no_driver_is_loaded():
    program = (
        "import sys\n"
        "from qtrace.app.devices import StationDevices\n"
        "StationDevices((), None, None, None, dict).start()\n"
        "sys.exit('PySide6.QtSerialPort' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_wrong_keys_are_said_of_keyboards_alone(station):
    wrong = DeviceCounters(reads=1, wrong_keys=Finding(ScannerReason.CAPS))
    station.counters.update({"wedge": wrong, "camera": wrong, "desk scanner": wrong})
    advised = {row.name: row.advice.code for row in station.devices.rows() if row.advice}
    assert advised == {"wedge": "SCANNER_CAPS"}


def test_a_hid_scanner_without_its_driver_says_so(qapp, monkeypatch):
    monkeypatch.setitem(sys.modules, "hid", None)
    settings = SerialSettings("pos", usb=UsbIdentity(1, 2), role=SerialRole.HID)
    clock = ManualClock(NOON)
    devices = StationDevices((settings,), clock, [].append, [].append, dict)
    devices.start()
    (row,) = devices.rows()
    assert (row.role, row.where, row.state) == ("scanner", "0001:0002", DeviceState.ERROR)
    english = explain(load_translator(Language.EN), row.trouble.code, row.trouble.facts)
    assert "driver that is not installed" in english.text
    devices.stop()
