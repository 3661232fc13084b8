"""Setting up a scanner in the real window: bursts of key events, sentences, the stored profile."""

import pytest

from qtrace.app.config import load_settings
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.scanner_teaching import ScannerTeaching
from qtrace.domain.scanners.check_codes import CHECKS, Check
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.domain.scanners.layouts import Layout, LayoutPair
from qtrace.i18n import Language, load_translator
from qtrace.ports import DeviceState
from qtrace.scanning.fake import ReplayTeacher
from qtrace.scanning.profiles import DeviceProfile
from qtrace.scanning.qt_replay import send_burst
from qtrace.ui.devices import DeviceCounts, DeviceRow
from qtrace.ui.places import QueuePlace, ScannerSetupPlace, SignInPlace, StationsPlace
from qtrace.ui.stations.scanner_setup_screen import ScannerSetupScreen
from qtrace.ui.stations.scanner_setup_texts import counter_facts, facts_of
from qtrace.ui.stations.stations_screen import StationsScreen
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT, Status
from tests.support.scanner_keys import Scanner
from tests.ui.people.station import Look, check_looks

MAKERS = {StationsPlace: StationsScreen, ScannerSetupPlace: ScannerSetupScreen}
GERMAN = LayoutPair(Layout.US, Layout.DE)


@pytest.fixture
def page(crew_plant, open_station, tmp_path):
    """The page in a real window, over the real wedge and a real settings file."""
    station = open_station(crew_plant, MAKERS)
    station.file = tmp_path / "config.toml"
    station.bench.teacher = ScannerTeaching(station.scanner, ImmediateExecutor(), station.file)
    station.sign_in("admin2")
    station.shell.go(StationsPlace())
    station.press("F6")
    return station


def scan(station, *checks: Check, **settings) -> None:
    """Scan check codes as a keyboard scanner with these settings types them."""
    scanner = Scanner(**settings)
    for check in checks:
        text = scanner.scan(check).text
        send_burst(station.shell, text.encode(), suffix="", device="keyboard")


def said(station):
    return station.screen.band.spec


def fact(station, key: str) -> str:
    facts = facts_of(load_translator(Language.EN), station.screen.model.state.diagnosis)
    return next(each.value for each in facts if each.key == key)


def test_a_right_scanner_is_found_stored_and_used_at_once(page):
    assert said(page).title == "Scan code 1"
    for number, check in enumerate(CHECKS, start=1):
        assert said(page).title == f"Scan code {number}"
        scan(page, check, gs="|", way=GsWay.SUBSTITUTE, prefix="Z:")
    assert (said(page).status, said(page).title) == (Status.OK, "The scanner is right")
    assert fact(page, "Separator (GS)") == "as |"
    assert fact(page, "Prefix") == "Z:"
    assert fact(page, "Suffix") == "[CR]"
    assert fact(page, "AIM identifier") == "Always"
    assert fact(page, "Keyboard") == "Scanner and computer agree"
    page.press("F10")
    assert said(page).title == "Stored"
    profile = DeviceProfile("wedge", prefix="Z:", suffix="\r", gs_substitute="|", gs_texts=())
    assert load_settings(page.file).keyboards == (profile,)
    page.press("Esc")
    assert page.shell.place == StationsPlace()
    send_burst(page.shell, b"Z:]C10109506000134352" + b"10A|21B", device="keyboard")
    assert page.router.counters()["wedge"].separators_seen == 1


def test_a_german_keyboard_is_named_and_nothing_can_be_stored(page):
    scan(page, Check.LETTERS, pair=GERMAN)
    assert fact(page, "Keyboard") == "They do not agree"
    scan(page, *CHECKS[1:3], pair=GERMAN)
    assert said(page).status is Status.BLOCKED
    assert "US keyboard, this computer reads the German one" in said(page).reason
    assert "Set the scanner's keyboard country to German" in said(page).next_step
    assert fact(page, "Keyboard") == "US, but here German"
    scan(page, *CHECKS[3:], pair=GERMAN)
    page.press("F10")
    assert not page.file.exists()
    assert not page.screen.model.state.kept


def test_scans_go_nowhere_else_while_the_page_is_open(page):
    opened = len(page.opened)
    send_burst(page.shell, b"DLV-26-00031-0", device="keyboard")
    assert len(page.opened) == opened
    assert page.router.counters().get("wedge") is None
    page.shell.go(QueuePlace())
    send_burst(page.shell, b"DLV-26-00031-0", device="keyboard")
    assert page.router.counters()["wedge"].reads == 1


def test_leaving_the_station_gives_the_scans_back(page):
    page.press("Ctrl+L")
    assert isinstance(page.shell.place, SignInPlace)
    page.sign_in("lin")
    assert page.shell.place == QueuePlace()


def test_the_language_may_change_on_the_way(page):
    scan(page, Check.LETTERS)
    page.bench.set_language(load_translator(Language.ZH_CN))
    assert said(page).title == "请扫描第 2 个码"
    scan(page, Check.SIGNS)
    assert said(page).title == "请扫描第 3 个码"


def test_administrators_and_quality_open_it(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.bench.teacher = ReplayTeacher()
    for login, opens in (("admin2", True), ("wang", True), ("lin", False)):
        station.sign_in(login)
        station.shell.go(StationsPlace())
        station.press("F6")
        assert (station.shell.place == ScannerSetupPlace()) is opens
        station.press("Ctrl+L")


def test_counters_are_those_of_the_scanners():
    rows = (
        DeviceRow("wedge", "scanner", "", DeviceState.READY, DeviceCounts(9, 2, 1, 3, 4)),
        DeviceRow("scale", "scale", "COM3", DeviceState.READY),
    )
    english = load_translator(Language.EN)
    values = [each.value for each in counter_facts(english, rows)]
    assert values == ["9 scans", "2", "1", "3 of 4 due"]
    assert [each.key for each in counter_facts(english, ())] == ["Nothing was scanned yet"]


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(crew_plant, open_station, language, tokens, profile):
    station = open_station(crew_plant, MAKERS, look=Look(language, tokens, profile))
    station.bench.teacher = fake = ReplayTeacher()
    station.bench.devices = lambda: (
        DeviceRow("wedge", "scanner", "", DeviceState.READY, DeviceCounts(1204, 12, 3, 311, 322)),
    )
    station.sign_in("admin2")
    station.shell.go(StationsPlace())
    check_looks(station)
    station.press("F6")
    scanners = [
        Scanner(),
        Scanner(pair=LayoutPair(Layout.IT, Layout.US)),
        Scanner(caps=True),
        Scanner(gs="", aim=False, suffix="", key_ms=33),
        Scanner(gs="-GS-", prefix="\x02S1:", suffix="\x03\r\n"),
    ]
    for scanner in scanners:
        for check in CHECKS:
            fake.say(scanner.scan(check))
        check_looks(station)
    station.press("F5")
    fake.say(Heard("８" * 60))
    check_looks(station)
    station.press("F5")
    fake.say(Heard("L26-04817-H" * 8))
    check_looks(station)
