"""Settings: what is right is read, what is wrong is named, nothing is half-used."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.config import (
    Paths,
    PrinterAddress,
    Settings,
    ThemeChoice,
    apply_values,
    load_settings,
    save_settings,
)
from qtrace.app.problems import SENTENCES, SetupProblem, SetupReason
from qtrace.i18n import Language, load_translator
from qtrace.ui.theme.profiles import ProfileName


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def test_no_file_means_the_defaults(file):
    assert load_settings(file) == Settings()
    assert Settings().database_url == ""


def test_reads_every_setting(file):
    file.write_text(
        'database = "postgresql+psycopg://q@db/plant"\nstation = "RB-01"\nlanguage = "zh_CN"\n'
        'theme = "dark"\nprofile = "glove"\nprinter = "10.0.0.7"\nscreen_ppi = 149\n'
    )
    assert load_settings(file) == Settings(
        database="postgresql+psycopg://q@db/plant",
        station="RB-01",
        language=Language.ZH_CN,
        theme=ThemeChoice.DARK,
        profile=ProfileName.GLOVE,
        printer=PrinterAddress("10.0.0.7", 9100),
        screen_ppi=149,
    )


def test_a_byte_order_mark_of_an_editor_is_no_problem(file):
    file.write_bytes(b'\xef\xbb\xbfstation = "RB-02"\n')
    assert load_settings(file).station == "RB-02"


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("station = ", SetupReason.CONFIG_NOT_TOML, None),
        ("\x00", SetupReason.CONFIG_NOT_TOML, None),
        ('colour = "red"', SetupReason.CONFIG_UNKNOWN_KEY, "colour"),
        ("[station]\ncode = 1", SetupReason.CONFIG_WRONG_TYPE, "station"),
        ("station = 7", SetupReason.CONFIG_WRONG_TYPE, "station"),
        ("screen_ppi = true", SetupReason.CONFIG_WRONG_TYPE, "screen_ppi"),
        ("screen_ppi = 96.5", SetupReason.CONFIG_WRONG_TYPE, "screen_ppi"),
        ("screen_ppi = 20", SetupReason.CONFIG_BAD_VALUE, "screen_ppi"),
        ('language = "zh"', SetupReason.CONFIG_BAD_VALUE, "language"),
        ('theme = ""', SetupReason.CONFIG_BAD_VALUE, "theme"),
        ('printer = "host:70000"', SetupReason.CONFIG_BAD_VALUE, "printer"),
        ('database = "a\\nb"', SetupReason.CONFIG_BAD_VALUE, "database"),
    ],
)
def test_names_the_file_and_the_key_of_what_is_wrong(file, text, code, key):
    file.write_text(text)
    problem = load_settings(file)
    assert isinstance(problem, SetupProblem)
    assert (problem.code, problem.facts.get("key")) == (code, key)
    for language in Language:
        sentence = problem.text(load_translator(language))
        assert str(file) in sentence
        assert key is None or key in sentence


def test_bytes_that_are_not_text(file):
    file.write_bytes(b"station = '\xff'")
    assert load_settings(file).code is SetupReason.CONFIG_NOT_TOML


def test_a_folder_in_its_place(tmp_path):
    assert load_settings(tmp_path).code is SetupReason.CONFIG_UNREADABLE


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == set(SetupReason)


def test_the_command_line_goes_before_the_file():
    assert apply_values(Settings(station="A"), {"station": "B"}, source="--") == Settings(
        station="B"
    )


texts = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"]).filter(lambda c: c != "\x85")
)
hosts = st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True) | st.ip_addresses().map(str)


@given(
    st.builds(
        Settings,
        database=texts,
        station=texts,
        language=st.sampled_from(Language),
        theme=st.sampled_from(ThemeChoice),
        profile=st.sampled_from(ProfileName),
        printer=st.none() | st.builds(PrinterAddress, hosts, st.integers(1, 65535)),
        screen_ppi=st.just(0) | st.integers(50, 600),
    )
)
def test_what_was_saved_is_read_back(tmp_path_factory, settings):
    file = tmp_path_factory.getbasetemp() / "saved" / "config.toml"
    assert save_settings(settings, file) is None
    assert load_settings(file) == settings


@given(st.text() | st.from_regex(r"[\[\]a-z0-9:. ]{0,12}", fullmatch=True))
def test_a_printer_address_is_read_or_refused_and_reads_back(text):
    try:
        address = PrinterAddress.parse(text)
    except ValueError:
        return
    assert PrinterAddress.parse(str(address)) == address
    assert 1 <= address.port <= 65535


def test_saving_keeps_others_out_and_the_old_file_when_it_fails(file):
    save_settings(Settings(station="A"), file)
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]
    blocked = file / "config.toml"
    assert save_settings(Settings(), blocked).code is SetupReason.CONFIG_NOT_SAVED
    assert load_settings(file).station == "A"


def test_paths_follow_the_machine():
    home = Paths.of_machine({"QTRACE_HOME": "/q"}, "linux")
    assert [str(home.config_file), str(home.data_dir), str(home.log_dir)] == [
        "/q/config.toml",
        "/q/data",
        "/q/log",
    ]
    xdg = Paths.of_machine({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "linux")
    assert str(xdg.config_file) == "/h/.config/qtrace/config.toml"
    assert str(xdg.data_dir) == "/d/qtrace"
    assert str(xdg.log_dir) == "/h/.local/state/qtrace/log"
    windows = Paths.of_machine({"APPDATA": "R", "LOCALAPPDATA": "L"}, "win32")
    assert windows.config_file.parts == ("R", "QTrace", "config.toml")
    assert windows.log_dir.parts == ("L", "QTrace", "log")


def test_a_plant_file_becomes_a_url(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Settings(database="a b.qtrace").database_url == f"sqlite:///{tmp_path}/a b.qtrace"
    url = "postgresql+psycopg://q:p@db/plant"
    assert replace(Settings(), database=url).database_url == url


def test_reading_settings_loads_no_qt():
    program = (
        "import sys, qtrace.app.config, qtrace.app.cli.main;"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'sqlalchemy')];"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
