"""What a person writes about a device: what it means, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.scanners.device_entry import (
    TAKEN_NAMES,
    DeviceEntry,
    DeviceFault,
    faults_of,
    gauges_of,
    gauges_text,
    line_of,
    line_text,
)

F = DeviceFault
GOOD = DeviceEntry("desk", port="COM3")


def faults(**over) -> dict:
    values = {name: getattr(GOOD, name) for name in DeviceEntry.__dataclass_fields__}
    return faults_of(DeviceEntry(**(values | over)), [DeviceEntry("calipers", port="COM4")])


def test_a_good_device_has_no_fault():
    assert faults() == {}
    assert faults(role="hid", port="0c2e:0B61:17B06") == {}
    assert faults(role="gauge", gauges="1=TG-011 2=HG-004") == {}


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({"name": ""}, {"name": F.NAME}),
        ({"name": "  "}, {"name": F.NAME}),
        ({"name": "x" * 17}, {"name": F.NAME}),
        ({"name": "calipers"}, {"name": F.NAME_TAKEN}),
        ({"name": min(TAKEN_NAMES)}, {"name": F.NAME_TAKEN}),
        ({"port": ""}, {"port": F.PORT}),
        ({"role": "hid"}, {"port": F.USB_NEEDED}),
        ({"prefix": "A B"}, {"prefix": F.PREFIX}),
        ({"prefix": "é"}, {"prefix": F.PREFIX}),
        ({"prefix": "123456789"}, {"prefix": F.PREFIX}),
        ({"line": "8X1"}, {"line": F.LINE}),
        ({"line": "8N1\n"}, {"line": F.LINE}),
        ({"role": "gauge"}, {"gauges": F.GAUGE_NEEDED}),
        ({"role": "scale", "gauges": "A B"}, {"gauges": F.GAUGE_NEEDED}),
        ({"role": "gauge", "gauges": "1=A 1=B"}, {"gauges": F.GAUGE_NEEDED}),
        ({"name": "", "port": ""}, {"name": F.NAME, "port": F.PORT}),
    ],
)
def test_each_fault_stands_at_its_answer(over, expected):
    assert faults(**over) == expected


@pytest.mark.parametrize(
    ("port", "usb"), [("0c2e:0b61", True), ("0c2e:0b61:A 1", False), ("COM3", False)]
)
def test_usb_ids_are_told_from_names(port, usb):
    assert DeviceEntry(port=port).by_usb is usb


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("8N1", (8, "none", "1")),
        ("7e2", (7, "even", "2")),
        ("8O1.5", (8, "odd", "1.5")),
        ("٨N1", None),
        ("", None),
    ],
)
def test_lines(text, line):
    assert line_of(text) == line
    if line is not None:
        assert line_of(line_text(*line)) == line


@given(st.text(max_size=30))
def test_gauges_are_read_or_not_and_written_back(text):
    found = gauges_of(text)
    if found is not None:
        assert gauges_of(gauges_text(*found)) == found
