"""Keyboard devices in the settings file."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.config import Settings, load_settings, save_settings
from qtrace.app.keyboard_settings import read_keyboards, toml_of_keyboards
from qtrace.app.problems import SetupReason
from qtrace.scanning.profiles import GS_TEXTS, DeviceProfile, DeviceRole

SIGNS = st.text(st.characters(max_codepoint=0x24FF, exclude_categories=("Cs",)), max_size=16)
SUBSTITUTES = st.sampled_from(["", *"|~^`{}\\@#$[] "])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def test_reads_what_a_person_writes(file):
    file.write_text(
        'station = "IQC-2"\n[[keyboards]]\nname = "wedge"\nsuffix = "\\r"\n'
        '[[keyboards]]\nname = "caliper"\nrole = "gauge"\nprefix = "\\u0002"\n'
        'gs_substitute = "|"\ngs_texts = ["[GS]"]\n'
    )
    assert load_settings(file).keyboards == (
        DeviceProfile("wedge", suffix="\r", gs_texts=GS_TEXTS),
        DeviceProfile("caliper", DeviceRole.GAUGE, "\x02", gs_substitute="|", gs_texts=("[GS]",)),
    )


@given(
    st.lists(
        st.builds(
            DeviceProfile,
            st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=4, max_size=16)
            .filter(lambda name: name not in ("keys", "panel", "gauge_panel", "replay", "camera")),
            st.sampled_from(DeviceRole), SIGNS, SIGNS, SUBSTITUTES,
            st.lists(SIGNS.filter(bool), max_size=3).map(tuple),
        ),
        max_size=4, unique_by=lambda profile: profile.name,
    )
)  # fmt: skip
def test_what_is_written_is_read_again(profiles):
    lines = "\n".join(toml_of_keyboards(tuple(profiles)))
    assert read_keyboards(tomllib.loads(lines).get("keyboards", [])) == tuple(profiles)


def test_a_stored_file_keeps_everything_else(file):
    profile = DeviceProfile("wedge", prefix="\x02", suffix="\r\n", gs_texts=())
    settings = Settings(station="IQC-2", keyboards=(profile,))
    assert save_settings(settings, file) is None
    assert load_settings(file) == settings


@pytest.mark.parametrize(
    ("toml", "key", "reason"),
    [
        ('keyboards = "x"', "keyboards", SetupReason.CONFIG_WRONG_TYPE),
        ("[[keyboards]]\nprefix = 3", "keyboards[1].prefix", SetupReason.CONFIG_WRONG_TYPE),
        ("[[keyboards]]\nbaud = 3", "keyboards[1].baud", SetupReason.CONFIG_UNKNOWN_KEY),
        ("[[keyboards]]", "keyboards[1].name", SetupReason.CONFIG_BAD_VALUE),
        ('[[keyboards]]\nname = "panel"', "keyboards[1].name", SetupReason.CONFIG_BAD_VALUE),
        (
            '[[keyboards]]\nname = "a"\n[[keyboards]]\nname = "a"',
            "keyboards[2].name",
            SetupReason.CONFIG_BAD_VALUE,
        ),
        (
            '[[keyboards]]\nname = "a"\ngs_substitute = "A"',
            "keyboards[1].gs_substitute",
            SetupReason.CONFIG_BAD_VALUE,
        ),
        (
            '[[keyboards]]\nname = "a"\nprefix = "12345678901234567"',
            "keyboards[1].prefix",
            SetupReason.CONFIG_BAD_VALUE,
        ),
        (
            '[[keyboards]]\nname = "a"\ngs_texts = "x"',
            "keyboards[1].gs_texts",
            SetupReason.CONFIG_WRONG_TYPE,
        ),
        (
            '[[keyboards]]\nname = "a"\ngs_texts = [""]',
            "keyboards[1].gs_texts",
            SetupReason.CONFIG_BAD_VALUE,
        ),
        ('[[keyboards]]\nname = "a"\n' * 9, "keyboards", SetupReason.CONFIG_BAD_VALUE),
    ],
)
def test_what_does_not_fit_is_named(file, toml, key, reason):
    file.write_text(toml)
    problem = load_settings(file)
    assert (problem.code, problem.facts["key"]) == (reason, key)
