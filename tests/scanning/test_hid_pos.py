"""HID point-of-sale scanners: reports, messages over several of them, a device that comes and goes."""

import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.ports import DeviceState, RawScan
from qtrace.scanning import qt_hid_pos
from qtrace.scanning.hid_pos import HidPart, HidReader, HidScan, parse_report
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.qt_hid_pos import HidPosScanner, find_hid, open_hid
from qtrace.scanning.serial_settings import SerialRole, SerialSettings, UsbIdentity
from qtrace.scanning.serial_trouble import SerialReason

USB = UsbIdentity(0x0C2E, 0x0B87)
SETTINGS = SerialSettings("pos", usb=USB, role=SerialRole.HID)


def report(data: bytes, aim: bytes = b"]d2", *, continued: bool = False) -> bytes:
    head = bytes([2, len(data)]) + aim.ljust(3, b"\0") + data.ljust(56, b"\0")
    return head + b"s\0" + bytes([continued])


def reports(data: bytes, aim: bytes = b"]d2") -> list[bytes]:
    parts = [data[at : at + 56] for at in range(0, len(data), 56)] or [b""]
    last = len(parts) - 1
    return [report(part, aim, continued=n < last) for n, part in enumerate(parts)]


class TestReports:
    def test_a_report_is_identifier_data_and_whether_more_comes(self):
        assert parse_report(report(b"01\x1d", continued=True)) == HidPart(b"]d2", b"01\x1d", True)

    def test_other_reports_are_nothing(self):
        assert parse_report(b"") is None
        assert parse_report(b"\x03" + bytes(63)) is None

    @pytest.mark.parametrize("bad", [report(b"A")[:63], b"\x02\x39" + bytes(62)])
    def test_a_report_that_cannot_be_is_a_fragment(self, bad):
        assert parse_report(bad) is Unreadable.FRAGMENT

    @pytest.mark.parametrize("aim", [b"", b"d2]", b"]\0\0"])
    def test_without_an_identifier_there_is_none(self, aim):
        assert parse_report(report(b"A1", aim)) == HidPart(b"", b"A1", False)

    @given(st.binary(max_size=70))
    def test_it_is_total(self, data):
        parse_report(data)


class TestReader:
    @given(st.binary(min_size=1, max_size=400), st.sampled_from([b"]d2", b"]C1", b""]))
    def test_every_code_comes_whole_over_as_many_reports_as_it_takes(self, data, aim):
        reader = HidReader()
        scans = [scan for each in reports(data, aim) for scan in reader.feed(each)]
        assert scans == [HidScan(aim + data)]
        assert not reader.open

    def test_another_symbol_in_between_ruins_the_first(self):
        reader = HidReader()
        assert reader.feed(report(b"A" * 56, continued=True)) == ()
        assert reader.feed(report(b"B", b"]C1")) == (
            HidScan(b"]d2" + b"A" * 56, Unreadable.FRAGMENT),
            HidScan(b"]C1B"),
        )

    def test_a_broken_report_ruins_what_waits(self):
        reader = HidReader()
        reader.feed(report(b"A" * 56, continued=True))
        (ruin,) = reader.feed(b"\x02\xff" + bytes(62))
        assert (ruin.fault, reader.open) == (Unreadable.FRAGMENT, False)

    def test_it_never_grows_beyond_the_longest_scan(self):
        reader = HidReader()
        scans = [s for _ in range(150) for s in reader.feed(report(b"A" * 56, continued=True))]
        assert [scan.fault for scan in scans] == [Unreadable.TOO_LONG]
        assert len(scans[0].data) == 8192

    def test_other_reports_change_nothing(self):
        reader = HidReader()
        assert reader.feed(b"\x05") == ()
        assert reader.abort() == ()


class FakeHid:
    """A device that gives the reports it was given, and may be pulled out."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []
        self.plugged, self.closed = True, False

    def read(self, max_length: int) -> list[int]:
        if not self.plugged:
            raise OSError("read error")
        return list(self.waiting.pop(0)[:max_length]) if self.waiting else []

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def plugged():
    return SimpleNamespace(device=FakeHid())


@pytest.fixture
def scanner(qapp, clock, plugged):
    def opener(usb):
        assert usb == USB
        return plugged.device or SerialReason.PORT_NOT_FOUND

    scanner = HidPosScanner(SETTINGS, clock, opener=opener, back_off_ms=(1,))
    scanner.scans = []
    yield scanner
    scanner.stop()


def test_a_long_code_is_one_scan(scanner, plugged, qtbot, clock):
    scanner.start(scanner.scans.append)
    data = b"010950600013435210" + b"A" * 80 + b"\x1d21SN7"
    plugged.device.waiting += reports(data)
    qtbot.waitUntil(lambda: len(scanner.scans) == 1)
    assert scanner.scans == [RawScan(b"]d2" + data, "pos", clock.now())]


def test_half_a_code_is_unreadable_when_nothing_follows(scanner, plugged, qtbot, monkeypatch):
    scanner.start(scanner.scans.append)
    scanner.line._silence.setInterval(1)
    plugged.device.waiting.append(report(b"A" * 56, continued=True))
    qtbot.waitUntil(lambda: len(scanner.scans) == 1)
    assert scanner.scans[0].notes == (Note.UNREADABLE, Unreadable.FRAGMENT)


def test_it_comes_back_after_it_was_unplugged(scanner, plugged, qtbot):
    states = []
    scanner.line.state_changed.connect(lambda: states.append(scanner.state))
    first = plugged.device
    scanner.start(scanner.scans.append)
    first.waiting.append(report(b"A" * 56, continued=True))
    qtbot.waitUntil(lambda: scanner.line._reader.open)
    plugged.device = None
    first.plugged = False
    qtbot.waitUntil(lambda: scanner.state is DeviceState.ERROR)
    assert first.closed
    assert scanner.scans[0].notes == (Note.UNREADABLE, Unreadable.FRAGMENT)
    qtbot.waitUntil(lambda: scanner.line.trouble.code is SerialReason.PORT_NOT_FOUND)
    plugged.device = FakeHid()
    qtbot.waitUntil(lambda: scanner.state is DeviceState.READY)
    plugged.device.waiting += reports(b"L26-04817-H", b"]d1")
    qtbot.waitUntil(lambda: len(scanner.scans) == 2)
    assert scanner.scans[1].data == b"]d1L26-04817-H"
    assert scanner.line.trouble is None


def test_nothing_is_delivered_after_stop(scanner, plugged):
    scanner.start(scanner.scans.append)
    plugged.device.waiting += reports(b"L26-04817-H")
    scanner.stop()
    scanner.line._read()
    scanner._scanned(HidScan(b"late"))
    assert scanner.scans == []
    assert (scanner.state, plugged.device.closed) == (DeviceState.STOPPED, True)


def test_without_the_driver_the_state_says_so(qapp, clock, monkeypatch):
    monkeypatch.setitem(sys.modules, "hid", None)
    scanner = HidPosScanner(SETTINGS, clock)
    scanner.start(lambda _scan: None)
    assert scanner.state is DeviceState.ERROR
    assert scanner.line.trouble.code is SerialReason.HID_MISSING
    assert scanner.line.trouble.facts["device"] == "pos"
    scanner.stop()


class FakeDriver:
    """The parts of hidapi that are used."""

    def __init__(self, seen, *, opens: bool = True) -> None:
        self.seen, self.opens = seen, opens
        self.asked: list[tuple[int, int]] = []
        self.calls: list[object] = []

    def enumerate(self, vendor: int, product: int):
        self.asked.append((vendor, product))
        return self.seen

    def device(self):
        return self

    def open_path(self, path: bytes) -> None:
        if not self.opens:
            raise OSError("open failed")
        self.calls.append(path)

    def set_nonblocking(self, on: bool) -> None:
        self.calls.append(on)


def seen(path: bytes, page: int = 0x8C, serial: str = "S1") -> dict:
    return {"path": path, "usage_page": page, "serial_number": serial}


def test_the_driver_opens_the_scanner_and_never_waits(monkeypatch):
    driver = FakeDriver([seen(b"/dev/hidraw1", 0x01), seen(b"/dev/hidraw2")])
    monkeypatch.setitem(sys.modules, "hid", driver)
    assert open_hid(USB) is driver
    assert driver.asked == [(0x0C2E, 0x0B87)]
    assert driver.calls == [b"/dev/hidraw2", True]


@pytest.mark.parametrize(
    ("found", "opens", "reason"),
    [
        ([], True, SerialReason.PORT_NOT_FOUND),
        ([seen(b"a"), seen(b"b")], True, SerialReason.PORT_AMBIGUOUS),
        ([seen(b"a")], False, SerialReason.PORT_NOT_ALLOWED),
    ],
)
def test_the_driver_says_why_there_is_no_scanner(monkeypatch, found, opens, reason):
    monkeypatch.setitem(sys.modules, "hid", FakeDriver(found, opens=opens))
    assert open_hid(USB) is reason


def test_a_serial_number_tells_two_equal_ones_apart():
    two = [seen(b"a", serial="S1"), seen(b"b", serial="S2")]
    assert find_hid(UsbIdentity(1, 2, "S2"), two) == b"b"
    assert qt_hid_pos.POLL_MS <= 20


def test_a_scanner_without_usb_identity_is_not_found(qapp, clock):
    scanner = HidPosScanner(SerialSettings("pos", "COM3", role=SerialRole.HID), clock)
    scanner.start(lambda _scan: None)
    assert scanner.line.trouble.code is SerialReason.PORT_NOT_FOUND
    scanner.stop()
