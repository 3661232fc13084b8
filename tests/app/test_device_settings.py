"""Serial devices in the settings file."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.config import Settings, load_settings, save_settings
from qtrace.app.device_settings import read_devices, toml_of_devices
from qtrace.app.problems import SetupReason
from qtrace.domain.scanners.device_entry import BAUD_RATES, TAKEN_NAMES
from qtrace.i18n import Language, load_translator
from qtrace.scanning.frames import Terminator
from qtrace.scanning.serial_settings import (
    DATA_BITS,
    Parity,
    SerialRole,
    SerialSettings,
    StopBits,
    UsbIdentity,
)

GOOD = """
station = "IQC-2"

[[devices]]
name = "desk scanner"
usb = "0c2e:0b61"
terminator = "crlf"

[[devices]]
name = "gauges"
port = "COM4"
role = "gauge"
channels = { "1" = "TG-011", "2" = "HG-004" }

[[devices]]
name = "scale"
port = "/dev/ttyS0"
role = "scale"
gauge = "SC-001"
baud = 2400
data_bits = 7
parity = "even"
stop_bits = "2"
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def test_reads_every_device(file):
    file.write_text(GOOD)
    assert load_settings(file).devices == (
        SerialSettings("desk scanner", usb=UsbIdentity(0x0C2E, 0x0B61), terminator=Terminator.CRLF),
        SerialSettings(
            "gauges",
            "COM4",
            role=SerialRole.GAUGE,
            channels=(("1", "TG-011"), ("2", "HG-004")),
        ),
        SerialSettings(
            "scale",
            "/dev/ttyS0",
            role=SerialRole.SCALE,
            gauge="SC-001",
            baud=2400,
            data_bits=7,
            parity=Parity.EVEN,
            stop_bits=StopBits.TWO,
        ),
    )


B, T, U = (
    SetupReason.CONFIG_BAD_VALUE,
    SetupReason.CONFIG_WRONG_TYPE,
    SetupReason.CONFIG_UNKNOWN_KEY,
)
ONE = '[[devices]]\nname = "a"\nport = "COM1"\n'


@pytest.mark.parametrize(
    ("text", "code", "key", "detail"),
    [
        ("devices = 1", T, "devices", "int"),
        ("devices = [1]", T, "devices", "list"),
        (ONE * 17, B, "devices", "17"),
        (ONE + "speed = 1", U, "devices[1].speed", ""),
        (ONE + "baud = 1", B, "devices[1].baud", "1"),
        (ONE + "baud = true", T, "devices[1].baud", "bool"),
        (ONE + 'parity = "both"', B, "devices[1].parity", "both"),
        (ONE + "stop_bits = 2", T, "devices[1].stop_bits", "int"),
        (ONE + 'terminator = "\\n"', B, "devices[1].terminator", "\n"),
        (ONE + 'usb = "0c2e:0b61"', B, "devices[1].port", "COM1"),
        (ONE + 'usb = "0c2e"', B, "devices[1].usb", "0c2e"),
        (ONE + "channels = 1", T, "devices[1].channels", "int"),
        (ONE + 'gauge = "TG-011"', B, "devices[1].gauge", "TG-011"),
        (ONE + 'prefix = "123456789"', B, "devices[1].prefix", "123456789"),
        (ONE + 'prefix = "é"', B, "devices[1].prefix", "é"),
        (ONE + 'role = "gauge"\ngauge = "G"\nprefix = "Z"', B, "devices[1].prefix", "Z"),
        (ONE + 'role = "scale"', B, "devices[1].gauge", ""),
        (ONE + ONE, B, "devices[2].name", "a"),
        ('[[devices]]\nname = "a"', B, "devices[1].port", ""),
        ('[[devices]]\nport = "COM1"', B, "devices[1].name", ""),
        ('[[devices]]\nname = " "', B, "devices[1].name", " "),
        ('[[devices]]\nname = "wedge"', B, "devices[1].name", "wedge"),
        (f'[[devices]]\nname = "{"a" * 17}"', B, "devices[1].name", "a" * 17),
    ],
)
def test_names_what_is_wrong_and_where(file, text, code, key, detail):
    file.write_text(text)
    problem = load_settings(file)
    assert (problem.code, problem.facts["key"], problem.facts["detail"]) == (code, key, detail)
    for language in Language:
        assert key in problem.text(load_translator(language))


names = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"]).filter(lambda c: c != "\x85"),
    min_size=1,
    max_size=16,
).filter(lambda name: bool(name.strip()) and name not in TAKEN_NAMES)
lines = {
    "baud": st.sampled_from(BAUD_RATES),
    "data_bits": st.sampled_from(DATA_BITS),
    "parity": st.sampled_from(Parity),
    "stop_bits": st.sampled_from(StopBits),
    "terminator": st.sampled_from(Terminator),
}
usb = st.builds(UsbIdentity, st.integers(0, 65535), st.integers(0, 65535), names | st.just(""))
prefixes = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8)
scanners = st.builds(SerialSettings, names, port=names, prefix=prefixes, **lines) | st.builds(
    SerialSettings, names, usb=usb, **lines
)
channels = st.dictionaries(names, names, min_size=1, max_size=3).map(lambda d: tuple(d.items()))
roles = st.sampled_from([SerialRole.GAUGE, SerialRole.SCALE])
gauges = st.builds(SerialSettings, names, names, role=roles, gauge=names, **lines) | st.builds(
    SerialSettings, names, names, role=roles, channels=channels, **lines
)
devices = st.lists(scanners | gauges, max_size=3, unique_by=lambda d: d.name).map(tuple)


@given(devices)
def test_what_was_saved_is_read_back(devices):
    text = "\n".join(toml_of_devices(devices))
    assert read_devices(tomllib.loads(text).get("devices", [])) == devices


def test_the_file_keeps_them_behind_everything_else(file):
    file.write_text(GOOD)
    settings = load_settings(file)
    assert isinstance(settings, Settings)
    assert save_settings(settings, file) is None
    assert load_settings(file) == settings


def test_a_hid_scanner_is_a_scanner_taken_by_its_usb_identity(file):
    file.write_text('[[devices]]\nname = "pos"\nrole = "hid"\nusb = "0c2e:0b87"\n')
    (device,) = load_settings(file).devices
    assert (device.role, device.usb) == (SerialRole.HID, UsbIdentity(0x0C2E, 0x0B87))
    file.write_text('[[devices]]\nname = "pos"\nrole = "hid"\nport = "COM3"\n')
    assert load_settings(file).facts["key"] == "devices[1].usb"
    file.write_text('[[devices]]\nname = "pos"\nrole = "hid"\nusb = "1:2"\ngauge = "G"\n')
    assert load_settings(file).code is SetupReason.CONFIG_BAD_VALUE
