"""From when to when something was made: two fields by keys alone, and by scans alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.internal import CommandCode, format_command, format_reason
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.i18n import load_translator
from qtrace.services.holds.queries import hold_sheet
from qtrace.ui.holds.desk_texts import scope_text
from qtrace.ui.holds.place_screen import PlaceScreen
from qtrace.ui.holds.place_state import Pane
from qtrace.ui.holds.place_times import End, read_time, typed_text, with_time
from qtrace.ui.places import HoldPlace

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=ZONE)


def at(*fields):
    return datetime(*fields, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("digits", "wanted"),
    [
        ("0930", at(2026, 11, 22, 9, 30)),
        ("1600", at(2026, 11, 22, 16, 0)),
        ("1601", at(2026, 11, 21, 16, 1)),
        ("11220930", at(2026, 11, 22, 9, 30)),
        ("12312359", at(2025, 12, 31, 23, 59)),
        ("02291200", at(2024, 2, 29, 12, 0)),
        ("2400", None), ("0960", None), ("13010000", None), ("02300000", None),
        ("", None), ("093", None), ("1122093", None),
    ],
)  # fmt: skip
def test_digits_name_the_latest_such_time(digits, wanted):
    assert read_time(digits, NOW) == wanted


@given(st.text("0123456789", max_size=9), st.datetimes(datetime(2020, 1, 1), datetime(2090, 1, 1)))
def test_no_digits_name_a_time_to_come(digits, now):
    now = now.replace(tzinfo=ZONE)
    found = read_time(digits, now)
    assert found is None or (found <= now and found.tzinfo is UTC)


@given(st.text("0123456789", max_size=8))
def test_what_is_typed_is_shown_digit_by_digit(digits):
    assert [each for each in typed_text(digits) if each.isdecimal()] == list(digits)


def test_an_end_before_the_beginning_is_not_taken():
    scope = Scope(AnchorKind.PART, 5, made_from=NOW)
    assert with_time(scope, End.TO, NOW - timedelta(hours=1)) is None
    whole = with_time(scope, End.TO, NOW)
    assert whole.made_to - NOW == timedelta(minutes=1) - timedelta(microseconds=1)
    assert with_time(whole, End.FROM, NOW + timedelta(hours=1)) is None
    assert with_time(whole, End.TO, None) == scope


@pytest.fixture
def station(stocked, open_station):
    plant, _, _ = stocked
    made = open_station(plant, {HoldPlace: PlaceScreen})
    made.sign_in("chen")
    return made


def state(station):
    return station.screen.model.state


def placed(plant, station):
    (line,) = plant.bench.ask(hold_sheet, state(station).placed.hold_id).scopes
    return line


def local(station, when):
    return f"{station.bench.local(when):%m-%d %H:%M}"


def test_two_times_are_typed_by_keys_alone(stocked, station):
    plant, _, codes = stocked
    station.press("F8")
    station.press("F2")
    station.type(codes[0] + "\r")
    station.press("F6")
    assert state(station).pane is not Pane.TIMES, "a lot is one thing"
    while not state(station).may_time:
        station.press("Down")
    station.press("F6")
    assert state(station).pane is Pane.TIMES
    station.type("0600")
    assert "06:00" in station.screen.why.times.fields.tiles["from"].spec.title
    station.press("Enter")
    assert state(station).times.end is End.TO
    station.type("0559")
    station.press("Enter")
    assert state(station).times.is_wrong, "the end lies before the beginning"
    station.type("0700")
    station.press("Enter")
    assert state(station).pane is Pane.REASONS
    station.press("1")
    station.press("F10")
    scope = placed(plant, station).scope
    assert scope.made_from <= scope.made_to
    assert local(station, scope.made_from).endswith("06:00")


def test_two_times_are_scanned_and_the_end_may_stay_open(stocked, station):
    plant, _, codes = stocked
    command = lambda code: station.scan(format_command(code))  # noqa: E731 - one line each
    command(CommandCode.HOLD)
    station.scan(codes[0])
    station.scan(format_reason("FLASH"))
    while not state(station).may_time:
        command(CommandCode.NEXT)
    while state(station).pane is not Pane.TIMES:
        command(CommandCode.DIGIT_0)
    for digit in "11220600":
        command(CommandCode(f"DIGIT-{digit}"))
    assert state(station).times.end is End.TO, "eight digits are a whole time"
    for digit in "9999":
        command(CommandCode(f"DIGIT-{digit}"))
    command(CommandCode.ENTER)
    assert state(station).times.is_wrong
    command(CommandCode.DIGIT_1)
    command(CommandCode.CLEAR)
    command(CommandCode.CLEAR)
    command(CommandCode.NEXT)
    assert state(station).times.end is End.FROM
    command(CommandCode.NEXT)
    command(CommandCode.ENTER)
    assert state(station).pane is Pane.REASONS
    command(CommandCode.HOLD)
    line = placed(plant, station)
    assert (local(station, line.scope.made_from), line.scope.made_to) == ("11-22 06:00", None)
    tr = load_translator(station.bench.translator.language)
    assert tr.say("and from now on") in scope_text(station.bench, line)


def test_fingers_press_the_digits(stocked, station):
    _, _, codes = stocked
    station.press("F8")
    station.scan(codes[0])
    while not state(station).may_time:
        station.press("Down")
    station.press("F6")
    page = station.screen.why.times
    for each in ("0", "6", "0", "0", "take", "erase"):
        page.pressed.emit(each)
    assert state(station).anchor.scope.made_from is not None
    assert state(station).anchor.scope.made_to is None
    page.pressed.emit("from")
    page.pressed.emit("erase")
    assert state(station).anchor.scope.made_from is None
    station.press("Esc")
    assert state(station).pane is Pane.REASONS
