"""Frames of gauges and scales: the value as it was sent, or why there is none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.gauge_readings import SentReason
from qtrace.scanning.gauge_frames import (
    NOT_UNDERSTOOD,
    GaugeFrame,
    WeightRequest,
    parse_mitutoyo,
    parse_sics,
)

R = SentReason


@pytest.mark.parametrize(
    ("data", "channel", "value"),
    [
        (b"01A+0000.123", "1", "0.123"),
        (b"01A+00.12345", "1", "0.12345"),
        (b"03A-001.2340", "3", "-1.2340"),
        (b"01A+00000012", "1", "12"),
        (b"01A+0000012.", "1", "12"),
        (b"01A+.1250000", "1", "0.1250000"),
        (b"01A-0000.000", "1", "-0.000"),
    ],
)
def test_a_mitutoyo_frame_is_channel_and_value(data, channel, value):
    assert parse_mitutoyo(data) == GaugeFrame(channel, value)


@pytest.mark.parametrize("data", [b"911", b"912"])
def test_a_mitutoyo_error_names_its_channel(data):
    assert parse_mitutoyo(data) == GaugeFrame("1", problem=R.GAUGE_ERROR)


@pytest.mark.parametrize(
    ("data", "value", "unit"),
    [
        (b"S S     100.00 g", "100.00", "g"),
        (b"S S    -100.00 g", "-100.00", "g"),
        (b"S S -    00.50 kg", "-0.50", "kg"),
        (b"S S    12.3450 \xb5g", "12.3450", "µg"),
        (b"S S         12 PCS", "12", "PCS"),
        (b"S S     100.00", "100.00", ""),
    ],
)
def test_a_stable_weight_is_value_and_unit(data, value, unit):
    assert parse_sics(data) == GaugeFrame("", value, unit)


def test_a_moving_weight_is_a_problem_with_its_value():
    assert parse_sics(b"S D      99.97 g") == GaugeFrame("", "99.97", "g", False, R.GAUGE_UNSTABLE)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"S +", R.GAUGE_OVERLOAD),
        (b"S -", R.GAUGE_UNDERLOAD),
        (b"S I", R.GAUGE_BUSY),
        (b"ES", R.GAUGE_ERROR),
        (b"ET", R.GAUGE_ERROR),
        (b"EL", R.GAUGE_ERROR),
        (b"S S Error 10b", R.GAUGE_ERROR),
    ],
)
def test_what_a_scale_says_instead_of_a_weight(data, problem):
    assert parse_sics(data) == GaugeFrame(problem=problem)


ODD = [b"", b"01A", b"01A+", b"01A+.", b"01A 1.2", b"01A+1,2", "01A+１２".encode(), b"L26-04817-H",
       b"S S 1.2.3 g", b"S S g", b"s s 1.0 g", b"S S 1.0 g extra", b'I4 A "123"', b"0" * 9999]  # fmt: skip


@pytest.mark.parametrize("data", ODD)
@pytest.mark.parametrize("parse", [parse_mitutoyo, parse_sics])
def test_anything_else_is_not_understood(parse, data):
    assert parse(data) == NOT_UNDERSTOOD


DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
NEAR = st.from_regex(rb"(?:0?1A|S [SDI+-]|9|E)[ +0-9.gkS-]{0,20}", fullmatch=True)


@given(st.binary(max_size=80) | NEAR)
def test_any_bytes_give_a_decimal_or_a_problem(data):
    for parse in (parse_mitutoyo, parse_sics):
        frame = parse(data)
        assert bool(frame.value) or frame.problem is not None
        assert not frame.value or DECIMAL.fullmatch(frame.value)
        assert frame.stable is (frame.problem is not R.GAUGE_UNSTABLE)


def test_requests_are_commands_with_their_end():
    assert [each.data for each in WeightRequest] == [b"S\r\n", b"SI\r\n"]
