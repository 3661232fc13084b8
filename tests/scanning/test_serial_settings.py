"""Settings of serial devices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.scanning.frames import Terminator
from qtrace.scanning.serial_settings import SerialSettings, UsbIdentity


def test_a_usb_device_is_named_by_its_ids():
    assert UsbIdentity.parse("0C2E:0b61") == UsbIdentity(0x0C2E, 0x0B61)
    assert UsbIdentity.parse("0c2e:0b61:17:B") == UsbIdentity(0x0C2E, 0x0B61, "17:B")


@pytest.mark.parametrize("text", ["", "0c2e", "c2e:0b61", "0c2e:0b6g", "0c2e:0b61:", "+c2e:0b61"])
def test_half_a_usb_device_is_none(text):
    with pytest.raises(ValueError):
        UsbIdentity.parse(text)


@given(st.builds(UsbIdentity, st.integers(0, 65535), st.integers(0, 65535), st.text(max_size=9)))
def test_a_usb_device_reads_back(identity):
    assert UsbIdentity.parse(str(identity)) == identity


def test_where_a_device_is():
    assert SerialSettings("s", "COM3").where == "COM3"
    assert SerialSettings("s", usb=UsbIdentity(1, 2)).where == "0001:0002"
    assert SerialSettings("s").where == ""


def test_channels_go_before_the_one_gauge():
    one = SerialSettings("g", gauge="TG-011")
    many = SerialSettings("g", gauge="TG-011", channels=(("1", "TG-012"), ("2", "TG-013")))
    assert (one.gauge_on("1"), one.gauge_on("")) == ("TG-011", "TG-011")
    assert (many.gauge_on("2"), many.gauge_on("3")) == ("TG-013", None)
    assert SerialSettings("g").gauge_on("1") is None


def test_silence_is_short_where_it_ends_a_frame():
    silent = SerialSettings("s", terminator=Terminator.SILENCE)
    assert silent.silence_ms < SerialSettings("s").silence_ms
