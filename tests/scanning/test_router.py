"""The scan router: refusals, repeats, counters, one listener."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.internal import CommandCode, format_command, format_container, format_lot
from qtrace.domain.codes.interpret import Unknown, interpret
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.ports import RawScan
from qtrace.reference import read_table
from qtrace.scanning.events import Refusal, Repeat, ScanEvent
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.router import MAX_BYTES, DeviceCounters, ScanRouter, unique_key

TABLE = build_ai_table(read_table(AI_TABLE_PATH))
UNIT = b"010950600013435217310531" + b"10LOT26A\x1d21SN7"
LOT_LABEL = b"]d201095060001343521731053110LOT26A"
SSCC = b"]C100106141411234567897"


class Desk:
    def __init__(self, clock) -> None:
        self.clock = clock
        self.router = ScanRouter(clock, lambda data: interpret(data, TABLE, 2026))
        self.events: list[ScanEvent] = []
        self.stop = self.router.listen(self.events.append)

    def scan(self, data: bytes, device: str = "wedge", notes: tuple[str, ...] = ()) -> ScanEvent:
        self.router.receive(RawScan(data, device, self.clock.now(), notes))
        return self.events[-1]


@pytest.fixture
def desk(clock) -> Desk:
    return Desk(clock)


@pytest.mark.parametrize("data", [UNIT, SSCC, format_container(format_lot(2026, 4817), 7).encode()])
def test_a_unique_code_within_two_seconds_is_the_same_code_again(desk, data):
    assert desk.scan(data).repeat is Repeat.FIRST
    desk.clock.wait(1.9)
    again = desk.scan(data, device="camera")
    assert (again.repeat, again.times) == (Repeat.SAME_CODE_AGAIN, 2)
    desk.clock.wait(2.0)
    assert desk.scan(data).repeat is Repeat.FIRST


def test_a_serial_number_of_another_issuer_is_unique_too(desk):
    unit = b"+A99912345/$$52001510X3/16D20111212/S77DEFG457"
    assert desk.scan(unit).repeat is Repeat.FIRST
    assert desk.scan(unit).repeat is Repeat.SAME_CODE_AGAIN
    primary = b"+A123BJC5D6E71G"
    assert [desk.scan(primary).repeat for _ in range(2)] == [Repeat.FIRST, Repeat.COUNTED]
    assert desk.router.counters()["wedge"].suspects == 0
    desk.scan(b"+A123BJC5D6E71H")
    assert desk.router.counters()["wedge"].suspects == 1


def test_another_code_in_between_does_not_make_a_unique_code_new(desk):
    desk.scan(UNIT)
    desk.scan(SSCC)
    assert desk.scan(UNIT).repeat is Repeat.SAME_CODE_AGAIN


def test_lot_codes_and_commands_count_up(desk):
    for data in (LOT_LABEL, format_command(CommandCode.NEXT).encode()):
        seen = [(event.repeat, event.times) for event in (desk.scan(data) for _ in range(3))]
        assert seen == [(Repeat.FIRST, 1), (Repeat.COUNTED, 2), (Repeat.COUNTED, 3)]


@pytest.mark.parametrize(
    ("data", "notes", "refusal"),
    [
        (b"A" * (MAX_BYTES + 1), (), Refusal.TOO_LONG),
        (b"AB\0CDEF", (), Refusal.NUL),
        (b"", (), Refusal.EMPTY),
        (b"AB12", (Note.UNREADABLE, Unreadable.SHORT), Refusal.SHORT),
        (b"AB12CD", (Note.UNREADABLE, Unreadable.TAIL), Refusal.UNREADABLE),
    ],
)
def test_what_is_refused_is_delivered_and_counted_but_not_interpreted(desk, data, notes, refusal):
    event = desk.scan(data, notes=notes)
    assert (event.refusal, event.interpretation) == (refusal, None)
    assert event.raw.data == data
    assert desk.router.counters() == {"wedge": DeviceCounters(reads=1, refusals=1)}


def test_four_kib_is_not_too_long(desk):
    assert desk.scan(b"A" * MAX_BYTES).refusal is None


def test_a_refusal_ends_a_row_of_equal_codes(desk):
    desk.scan(LOT_LABEL)
    desk.scan(b"")
    assert desk.scan(LOT_LABEL).times == 1


def test_devices_are_counted_apart(desk):
    desk.scan(UNIT)
    desk.scan(UNIT)
    desk.scan(b"hello there", device="panel")
    desk.scan(b"L26-04817-X", device="panel")
    desk.scan("àéè&é12".encode(), device="panel", notes=(Note.NON_ASCII,))
    assert desk.router.counters() == {
        "wedge": DeviceCounters(reads=2, repeats=1, separators_possible=1, separators_seen=1),
        "panel": DeviceCounters(reads=3, suspects=2),
    }


def test_lost_separators_count_as_suspect(desk):
    desk.scan(b"0109506000134352" + b"10LOT26A21SERIAL77")
    assert desk.router.counters()["wedge"].suspects == 1


def lost(number: int) -> bytes:
    """A label whose separator the scanner dropped."""
    return b"0109506000134352" + b"10LOT%04d" % number + b"21SERIAL%04d" % number


def test_a_scanner_that_never_sends_separators_shows_after_five_labels(desk):
    for number in range(4):
        desk.scan(lost(number))
        desk.scan(lost(number))  # the same label again says nothing new
    assert not desk.router.counters()["wedge"].sends_no_separators
    desk.scan(lost(4))
    counters = desk.router.counters()["wedge"]
    assert (counters.separators_possible, counters.separators_seen) == (5, 0)
    assert counters.sends_no_separators


def test_one_separator_clears_a_scanner(desk):
    for number in range(6):
        desk.scan(lost(number))
    desk.scan(UNIT)
    counters = desk.router.counters()["wedge"]
    assert (counters.separators_possible, counters.separators_seen) == (7, 1)
    assert not counters.sends_no_separators


def test_labels_that_need_no_separator_say_nothing(desk):
    bracketed = b"(01)09506000134352(10)LOT(21)SN"
    for data in (LOT_LABEL, SSCC, bracketed, b"hello there", format_lot(2026, 4817).encode()):
        desk.scan(data)
    counters = desk.router.counters()["wedge"]
    assert (counters.reads, counters.separators_possible) == (5, 0)


def test_five_doubtful_labels_in_very_many_reads_are_chance():
    counters = DeviceCounters(reads=101, separators_possible=5)
    assert not counters.sends_no_separators
    assert replace(counters, reads=100).sends_no_separators


def test_the_newest_listener_alone_gets_the_scan_until_it_stops(desk):
    panel: list[ScanEvent] = []
    stop = desk.router.listen(panel.append)
    desk.router.receive(RawScan(UNIT, "wedge", desk.clock.now()))
    assert (len(panel), len(desk.events)) == (1, 0)
    stop()
    stop()
    desk.router.receive(RawScan(SSCC, "wedge", desk.clock.now()))
    assert (len(panel), len(desk.events)) == (1, 1)


def test_a_scan_with_nobody_listening_is_still_counted(desk):
    desk.stop()
    desk.router.receive(RawScan(UNIT, "wedge", desk.clock.now()))
    assert desk.router.counters()["wedge"].reads == 1


@given(st.binary(max_size=300))
def test_any_bytes_give_one_event(data):
    from tests.scanning.conftest import StillClock

    event = Desk(StillClock()).scan(data)
    assert (event.interpretation is None) == (event.refusal is not None)
    if isinstance(event.interpretation, Unknown):
        assert event.interpretation.raw == data


def test_a_container_with_its_new_label_is_not_the_same_code_again():
    from qtrace.domain.codes.internal import parse_internal

    old, new = parse_internal("L26-04817-H/07Q"), parse_internal("L26-04817-H/07R")
    assert unique_key(old) != unique_key(new)
    assert unique_key(old) == unique_key(parse_internal("L26-04817-H/07Q"))
