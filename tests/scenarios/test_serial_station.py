"""A station whose scanner and gauge are on serial lines: the real window over pseudo terminals."""

from functools import partial

import pytest

from qtrace.app.config import Settings, load_settings
from qtrace.app.demo.people import BY_LOGIN
from qtrace.ports import DeviceState
from qtrace.scanning.serial_settings import SerialRole, SerialSettings
from qtrace.ui.devices import device_item
from qtrace.ui.places import DevicesPlace, InspectionPlace
from tests.support.pty_device import PtyDevice
from tests.support.station import inspection_model

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def scanner(tmp_path):
    device = PtyDevice(tmp_path / "scanner")
    device.plug()
    yield device
    device.unplug()


@pytest.fixture
def gauge(tmp_path):
    device = PtyDevice(tmp_path / "gauge")
    device.plug()
    yield device
    device.unplug()


@pytest.fixture
def open_serial(monkeypatch, new_stage, scanner, gauge):
    """Opens the station; `number` is the registered gauge on the serial line."""

    def make(number):
        devices = (
            SerialSettings("desk scanner", str(scanner.port)),
            SerialSettings("caliper", str(gauge.port), role=SerialRole.GAUGE, gauge=number),
        )
        monkeypatch.setattr("tools.shots_stage.Settings", partial(Settings, devices=devices))
        return new_stage()

    return make


def states(stage):
    return [row.state for row in stage.bench.devices()]


def test_a_scan_signs_in_and_a_gauge_fills_a_cell(open_serial, scanner, gauge):
    stage = open_serial("FT-002")
    until = stage.driver.until
    assert states(stage)[:2] == [DeviceState.READY] * 2
    scanner.send(BY_LOGIN["lin"].badge.encode() + b"\r\n")
    until(lambda: "desk scanner" in stage.station.router.counters(), "the badge was not read")
    stage.pin("lin")
    until(lambda: stage.bench.person is not None, "lin did not get in")
    lot_id, lot = stage.lot_of("JPC25")
    scanner.send(lot.encode()[:5])
    scanner.send(lot.encode()[5:] + b"\r\n")
    place = InspectionPlace(stage.inspection_of(lot_id))
    until(lambda: stage.shell.place == place, "the lot did not open")
    reading = inspection_model(stage).reading
    stage.driver.until(lambda: reading.takes_value, "the cell is not open")
    gauge.send(b"01A+0004.120\r")
    until(lambda: len(stage.sheet_of(lot_id).cells) == 1, "the value was not stored")
    cell = stage.sheet_of(lot_id).cells[0]
    assert (cell.value, cell.origin) == ("4.12", "gauge")
    assert cell.gauge_id == reading.own.gauges[0].gauge_id
    gauge.send(b"01A+0004.")
    gauge.unplug()
    until(lambda: states(stage)[1] is DeviceState.ERROR, "the loss was not seen")
    assert device_item(stage.bench.translator, stage.bench.devices()).text == "caliper away"
    assert len(stage.sheet_of(lot_id).cells) == 1
    gauge.plug()
    until(lambda: states(stage)[1] is DeviceState.READY, "it did not come back")
    gauge.send(b"01A+0004.250\r")
    until(lambda: len(stage.sheet_of(lot_id).cells) == 2, "the value was not stored")
    assert stage.sheet_of(lot_id).cells[1].value == "4.25"


def sent(screen) -> str:
    """What the chosen device sent last, as its page shows it."""
    return screen.detail_spec().facts[0].value


def test_a_scanner_is_connected_on_its_page_tried_and_used(
    new_stage, scanner, monkeypatch, tmp_path
):
    monkeypatch.setenv("QTRACE_HOME", str(tmp_path / "home"))
    stage = new_stage()
    until = stage.driver.until
    stage.sign_in("he")
    stage.nav("stations")
    stage.driver.press("F7")
    stage.driver.press("F2")
    for name, text in (("name", "desk scanner"), ("port", str(scanner.port)), ("prefix", "Z:")):
        stage.screen.form.fields[name].set_text(text)
    stage.driver.press("F10")
    until(
        lambda: (
            stage.bench.devices()[0].where == str(scanner.port)
            and states(stage)[0] is DeviceState.READY
        ),
        "the port was not opened",
    )
    page, lot = stage.screen, stage.lot_of("JPC25")[1]
    scanner.send(f"Z:{lot}\r".encode())
    until(lambda: sent(page) == lot, "nothing was shown")
    assert "desk scanner" not in stage.station.router.counters(), "it was tried, not scanned"
    assert isinstance(stage.shell.place, DevicesPlace)
    stage.queue()
    scanner.send(f"Z:{lot}\r".encode())
    until(lambda: "desk scanner" in stage.station.router.counters(), "the lot was not scanned")
    kept = load_settings(tmp_path / "home" / "config.toml")
    assert [device.name for device in kept.devices] == ["desk scanner"]
    stage.station.devices.use(())
