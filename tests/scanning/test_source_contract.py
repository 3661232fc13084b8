"""What every scanner source promises, asked of wedge, serial port, HID, camera and the replay fake."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLineEdit

from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.ports import DeviceState, GreyPicture, RawScan, ScannerSource
from qtrace.scanning.accept import AWAY_S
from qtrace.scanning.camera import CameraScanner
from qtrace.scanning.fake import ReplayFrames, ReplayScanner
from qtrace.scanning.qt_hid_pos import HidPosScanner
from qtrace.scanning.qt_replay import send_burst
from qtrace.scanning.qt_serial import SerialScanner
from qtrace.scanning.qt_wedge import WedgeScanner
from qtrace.scanning.serial_settings import SerialRole, SerialSettings, UsbIdentity
from tests.scanning.camera_pictures import Format, Shot, modules
from tests.support.pty_device import PtyDevice

CODES = [
    b"01095060001343521731053110LOT/26A\x1d21SN7",
    b"+A123BJC5D6E71 ",
    b"L26-04817-H/07",
    b"]d2010950600013435210<GSX>",
    b"[)>\x1e06\x1dP123\x1d1T456\x1e\x04",
    bytes(range(0x20, 0x7F)),
    "批号L26".encode(),
]


@dataclass
class Device:
    source: ScannerSource
    scan: Callable[[bytes], None]
    name: str
    prefix: bytes = b""


class WatchedScanner(SerialScanner):
    """Says how many frames it has taken, so that a test can wait for one."""

    taken = 0

    def _framed(self, frame):
        super()._framed(frame)
        self.taken += 1


def serial_device(qtbot, clock, folder):
    """A serial scanner on a pseudo terminal; `scan` returns when the scan was taken."""
    plugged = PtyDevice(folder / "port")
    plugged.plug()
    source = WatchedScanner(SerialSettings("serial", str(plugged.port)), clock)

    def scan(data: bytes) -> None:
        before = source.taken
        plugged.send(data + b"\r")
        if source.state is DeviceState.READY:
            qtbot.waitUntil(lambda: source.taken > before)

    yield Device(source, scan, "serial")
    source.stop()
    plugged.unplug()


def hid_device(qtbot, clock):
    """A HID scanner on a fake device; `scan` returns when its reports were taken."""
    from tests.scanning.test_hid_pos import FakeHid, reports

    fake = FakeHid()
    settings = SerialSettings("hid", usb=UsbIdentity(1, 2), role=SerialRole.HID)
    source = HidPosScanner(settings, clock, opener=lambda _usb: fake)

    def scan(data: bytes) -> None:
        if source.state is DeviceState.READY:
            fake.waiting += reports(data, b"]d1")
            qtbot.waitUntil(lambda: not fake.waiting)

    yield Device(source, scan, "hid", b"]d1")
    source.stop()


class WarmFrames(ReplayFrames):
    """A camera that has its first picture at once."""

    def start(self, taken, failed):
        super().start(taken, failed)
        self.send(GreyPicture(bytes(64), 8, 8))


def camera_device(clock):
    """A camera that sees one Data Matrix at a time; such symbols come with their AIM identifier."""
    frames = WarmFrames()
    source = CameraScanner(clock, ImmediateExecutor(), frames)

    def scan(data: bytes) -> None:
        clock.wait(2 * AWAY_S)
        symbol = modules(data, Format.DataMatrix, forceSquare=True)
        picture = Shot(module_px=4, size=(240, 320)).of(symbol)
        frames.send(GreyPicture(picture.tobytes(), 320, 240))

    return Device(source, scan, "camera", b"]d1")


@pytest.fixture(params=["wedge", "replay", "serial", "camera", "hid"])
def device(request, qtbot, clock, tmp_path):
    if request.param == "serial":
        yield from serial_device(qtbot, clock, tmp_path)
        return
    if request.param == "hid":
        yield from hid_device(qtbot, clock)
        return
    if request.param == "camera":
        yield camera_device(clock)
        return
    if request.param == "replay":
        replay = ReplayScanner(clock)
        yield Device(replay, replay.send, "replay")
        return
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    wedge = WedgeScanner(clock)
    yield Device(wedge, lambda data: send_burst(window, data), "panel")
    wedge.stop()


@pytest.mark.parametrize("data", CODES)
def test_bytes_arrive_untouched_once_and_dated(device, clock, data):
    got: list[RawScan] = []
    device.source.start(got.append)
    device.scan(data)
    sent = device.prefix + data
    assert [(scan.data, scan.device, scan.at) for scan in got] == [(sent, device.name, clock.now())]
    assert got[0].at.utcoffset() is not None


def test_state_follows_start_and_stop(device):
    assert device.source.state is DeviceState.STOPPED
    device.source.start(lambda _scan: None)
    assert device.source.state is DeviceState.READY
    device.source.stop()
    assert device.source.state is DeviceState.STOPPED


def test_nothing_is_delivered_before_start_or_after_stop(device):
    got: list[RawScan] = []
    device.scan(CODES[0])
    device.source.start(got.append)
    device.source.stop()
    device.source.stop()
    device.scan(CODES[0])
    assert got == []


def test_starting_again_gives_the_scans_to_the_new_receiver_only(device):
    first: list[RawScan] = []
    second: list[RawScan] = []
    device.source.start(first.append)
    device.source.start(second.append)
    device.scan(CODES[0])
    assert (len(first), len(second)) == (0, 1)


def test_two_scans_are_two(device):
    got: list[RawScan] = []
    device.source.start(got.append)
    for data in CODES[:3]:
        device.scan(data)
    assert [scan.data for scan in got] == [device.prefix + data for data in CODES[:3]]
