"""Serial devices over real pseudo terminals: chunks, unplugging, plugging in, gauges."""

import pytest
from PySide6.QtCore import QCoreApplication

from qtrace.domain.gauge_readings import SentReason
from qtrace.ports import DeviceState
from qtrace.scanning.events import GaugeReading
from qtrace.scanning.frames import Terminator
from qtrace.scanning.gauge_frames import WeightRequest
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.qt_serial import (
    PortSeen,
    SerialGauge,
    SerialLine,
    SerialScanner,
    find_usb,
    ports_seen,
)
from qtrace.scanning.serial_settings import (
    Parity,
    SerialRole,
    SerialSettings,
    StopBits,
    UsbIdentity,
)
from qtrace.scanning.serial_trouble import SerialReason
from tests.support.pty_device import PtyDevice

QUICK_MS = (5, 10)
CODE = b"010950600013435217310531" + b"10LOT26A\x1d21SN7"


@pytest.fixture
def device(tmp_path):
    device = PtyDevice(tmp_path / "scanner")
    device.plug()
    yield device
    device.unplug()


@pytest.fixture
def scans():
    return []


@pytest.fixture
def scanner(device, clock, qapp, request):
    more = getattr(request, "param", {})
    scanner = SerialScanner(
        SerialSettings("desk scanner", str(device.port), **more), clock, back_off_ms=QUICK_MS
    )
    yield scanner
    scanner.stop()


@pytest.fixture
def states(scanner):
    seen = []
    scanner.line.state_changed.connect(lambda: seen.append(scanner.state))
    return seen


def data_of(scans):
    return [scan.data for scan in scans]


def until_read(qtbot, scanner, size):
    """Wait until so many bytes wait for the rest of their frame."""
    qtbot.waitUntil(lambda: len(scanner.line._reader._bytes) >= size)


def test_a_scan_arrives_with_its_separators(qtbot, device, scanner, scans, clock):
    scanner.start(scans.append)
    device.send(CODE + b"\r\n")
    qtbot.waitUntil(lambda: bool(scans))
    scan = scans[0]
    assert (scan.data, scan.device, scan.at, scan.notes) == (CODE, "desk scanner", clock.now(), ())


def test_a_scan_in_pieces_is_one(qtbot, device, scanner, scans):
    scanner.start(scans.append)
    for place in range(0, len(CODE), 7):
        device.send(CODE[place : place + 7])
        until_read(qtbot, scanner, min(place + 7, len(CODE)))
    assert scans == []
    device.send(b"\rNEXT")
    qtbot.waitUntil(lambda: bool(scans))
    assert data_of(scans) == [CODE]


@pytest.mark.parametrize(
    "scanner",
    [{"baud": 115200, "data_bits": 7, "parity": Parity.EVEN, "stop_bits": StopBits.TWO}],
    indirect=True,
)
def test_the_line_is_set_as_the_device_is(device, scanner, scans):
    scanner.start(scans.append)
    port = scanner.line._port
    assert (port.baudRate(), port.dataBits().value) == (115200, 7)
    assert (port.parity().name, port.stopBits().name) == ("EvenParity", "TwoStop")


def test_a_half_frame_before_silence_is_no_scan(qtbot, device, scanner, scans):
    scanner.line._silence.setInterval(20)
    scanner.start(scans.append)
    device.send(b"L26-04817")
    qtbot.waitUntil(lambda: bool(scans))
    assert scans[0].notes == (Note.UNREADABLE, Unreadable.SUFFIX_MISSING)
    device.send(b"L26-04817-H\r")
    qtbot.waitUntil(lambda: len(scans) == 2)
    assert scans[1].data == b"L26-04817-H"
    assert scans[1].notes == ()


@pytest.mark.parametrize("scanner", [{"terminator": Terminator.SILENCE}], indirect=True)
def test_silence_ends_the_frames_of_a_device_without_terminator(qtbot, device, scanner, scans):
    scanner.start(scans.append)
    device.send(CODE[:9])
    until_read(qtbot, scanner, 9)
    device.send(CODE[9:])
    qtbot.waitUntil(lambda: bool(scans))
    assert data_of(scans) == [CODE]
    assert scans[0].notes == ()


def test_unplugged_and_plugged_in_again_it_goes_on(qtbot, device, scanner, scans, states):
    scanner.start(scans.append)
    device.send(b"L26-04")
    until_read(qtbot, scanner, 6)
    device.unplug()
    qtbot.waitUntil(lambda: scanner.state is DeviceState.ERROR)
    trouble = scanner.line.trouble
    assert trouble.code in (SerialReason.PORT_LOST, SerialReason.PORT_NOT_FOUND)
    assert trouble.facts["device"] == "desk scanner"
    assert [scan.notes[1] for scan in scans] == [Unreadable.FRAGMENT]
    qtbot.waitUntil(lambda: scanner.line.trouble.code is SerialReason.PORT_NOT_FOUND)
    device.plug()
    qtbot.waitUntil(lambda: scanner.state is DeviceState.READY)
    assert scanner.line.trouble is None
    device.send(b"817-H/07\r" + CODE + b"\r")
    qtbot.waitUntil(lambda: len(scans) == 3)
    assert data_of(scans)[1:] == [b"817-H/07", CODE]
    assert (states[0], states[-1]) == (DeviceState.INITIALIZING, DeviceState.READY)
    assert DeviceState.INITIALIZING not in states[1:]


def test_a_port_that_is_not_there_yet_is_waited_for(qtbot, device, scanner, scans):
    device.unplug()
    scanner.start(scans.append)
    assert scanner.state is DeviceState.ERROR
    assert scanner.line.trouble.code is SerialReason.PORT_NOT_FOUND
    device.plug()
    qtbot.waitUntil(lambda: scanner.state is DeviceState.READY)


def test_the_wait_grows_to_its_longest(device, scanner, scans, qtbot):
    device.unplug()
    scanner.start(scans.append)
    waits = {scanner.line._again.interval()}
    qtbot.waitUntil(lambda: waits.add(scanner.line._again.interval()) or len(waits) == 2)
    assert waits == set(QUICK_MS)


def test_stopped_while_waiting_it_stays_stopped(device, scanner, scans):
    device.unplug()
    scanner.start(scans.append)
    scanner.stop()
    assert not scanner.line._again.isActive()
    assert scanner.state is DeviceState.STOPPED
    assert scanner.line.trouble is None


def test_what_a_listener_stops_stays_stopped(qtbot, device, scanner, scans):
    scanner.start(scans.append)
    scanner.line.state_changed.connect(scanner.stop)
    device.send(b"half")
    until_read(qtbot, scanner, 4)
    device.unplug()
    qtbot.waitUntil(lambda: scanner.state is DeviceState.STOPPED)
    assert not scanner.line._again.isActive()
    assert scans == []


def test_a_usb_device_is_found_by_what_it_is(device, qapp, scans, qtbot):
    seen = []
    usb = UsbIdentity(0x0C2E, 0x0B61)
    line = SerialLine(
        SerialSettings("s", usb=usb), scans.append, back_off_ms=QUICK_MS, seen=lambda: seen
    )
    line.start()
    assert line.trouble.code is SerialReason.PORT_NOT_FOUND
    assert line.trouble.facts["port"] == "0c2e:0b61"
    seen.append(PortSeen(str(device.port), 0x0C2E, 0x0B61, "A1"))
    qtbot.waitUntil(lambda: line.state is DeviceState.READY)
    line.stop()


def test_of_two_equal_usb_devices_none_is_guessed():
    one = PortSeen("/dev/ttyACM0", 1, 2, "A")
    two = PortSeen("/dev/ttyACM1", 1, 2, "B")
    other = PortSeen("/dev/ttyS0", None, None, "")
    assert find_usb(UsbIdentity(1, 2), [one, other]) == "/dev/ttyACM0"
    assert find_usb(UsbIdentity(1, 2), [one, two]) is SerialReason.PORT_AMBIGUOUS
    assert find_usb(UsbIdentity(1, 2, "B"), [one, two]) == "/dev/ttyACM1"
    assert find_usb(UsbIdentity(1, 2, "C"), [one, two]) is SerialReason.PORT_NOT_FOUND


def test_the_systems_ports_are_plain_values():
    assert all(isinstance(port, PortSeen) for port in ports_seen())


# --- gauges ---------------------------------------------------------------------------------------


@pytest.fixture
def sent():
    return []


@pytest.fixture
def new_gauge(device, clock, qapp, sent):
    made = []

    def make(role, gauge="TG-011", **more):
        settings = SerialSettings("gauges", str(device.port), role=role, gauge=gauge, **more)
        made.append(SerialGauge(settings, clock, sent.append, back_off_ms=QUICK_MS))
        made[-1].start()
        return made[-1]

    yield make
    for each in made:
        each.stop()


def test_a_gauge_sends_its_value_and_its_number(qtbot, device, new_gauge, sent, clock):
    gauge = new_gauge(SerialRole.GAUGE)
    device.send(b"01A+0000.123\r01A-0000.200\r")
    qtbot.waitUntil(lambda: len(sent) == 2)
    assert sent[0] == GaugeReading("0.123", "gauges", clock.now(), True, "TG-011")
    assert sent[1].text == "-0.200"
    assert gauge.state is DeviceState.READY
    assert not gauge.request(WeightRequest.NOW)


def test_a_multiplexer_has_a_gauge_on_each_channel(qtbot, device, new_gauge, sent):
    new_gauge(SerialRole.GAUGE, channels=(("1", "TG-011"), ("2", "HG-004")))
    device.send(b"02A+0000.123\r03A+0000.123\r911\r")
    qtbot.waitUntil(lambda: len(sent) == 3)
    assert [(each.gauge, each.problem) for each in sent] == [
        ("HG-004", None),
        (None, SentReason.GAUGE_CHANNEL_UNKNOWN),
        ("TG-011", SentReason.GAUGE_ERROR),
    ]


def test_a_scale_answers_a_request(qtbot, device, new_gauge, sent):
    scale = new_gauge(SerialRole.SCALE, "SC-001", terminator=Terminator.CRLF)
    assert scale.request(WeightRequest.STABLE)
    qtbot.waitUntil(lambda: device.heard() == b"S\r\n")
    device.send(b"S D      99.97 g\r\nS S     100.00 g\r\nS +\r\n")
    qtbot.waitUntil(lambda: len(sent) == 3)
    assert [(each.text, each.unit, each.problem) for each in sent] == [
        ("", "g", SentReason.GAUGE_UNSTABLE),
        ("100.00", "g", None),
        ("", "", SentReason.GAUGE_OVERLOAD),
    ]


def test_half_a_gauge_frame_is_no_value(qtbot, device, new_gauge, sent):
    gauge = new_gauge(SerialRole.GAUGE)
    device.send(b"01A+0000.1")
    qtbot.waitUntil(lambda: gauge.line._reader.open)
    device.unplug()
    qtbot.waitUntil(lambda: bool(sent))
    assert (sent[0].text, sent[0].problem) == ("", SentReason.GAUGE_NOT_UNDERSTOOD)


def test_a_stopped_gauge_sends_nothing_and_cannot_be_asked(device, new_gauge, sent):
    scale = new_gauge(SerialRole.SCALE)
    scale.stop()
    assert not scale.request(WeightRequest.NOW)
    device.send(b"S S     100.00 g\r")
    QCoreApplication.processEvents()
    assert sent == []


def test_stopped_by_its_own_reading_it_sends_no_more(qtbot, device, clock, qapp):
    settings = SerialSettings("gauges", str(device.port), role=SerialRole.GAUGE, gauge="TG-011")
    heard = []
    gauge = SerialGauge(settings, clock, lambda reading: (heard.append(reading), gauge.stop()))
    gauge.start()
    device.send(b"01A+0000.123\r01A+0000.124\r")
    qtbot.waitUntil(lambda: gauge.state is DeviceState.STOPPED)
    assert [reading.text for reading in heard] == ["0.123"]
