"""Bursts while a scanner is set up, and every form of GS, as real key events on the window."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from qtrace.domain.scanners.check_codes import CONTENTS, Check
from qtrace.domain.scanners.diagnosis import MOST_KEY_MS, diagnose
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.ports import RawScan
from qtrace.scanning.classify import HeardBurst, Typed
from qtrace.scanning.notes import Note
from qtrace.scanning.profiles import DeviceProfile, Timing
from qtrace.scanning.qt_replay import send_burst, type_keys
from qtrace.scanning.qt_wedge import WedgeScanner
from qtrace.scanning.strokes import KeyStroke
from tests.scanning.typing_hands import GS_CTRL, GS_F8, Bench

BEFORE, BEHIND = CONTENTS[Check.GS1].split("\x1d")
NONE, CTRL, ALT, PAD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier,
)
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
Step = tuple[QEvent.Type, int, Qt.KeyboardModifier, str]


def tap(key: int, text: str = "", modifiers: Qt.KeyboardModifier = NONE) -> list[Step]:
    return [(PRESS, key, modifiers, text), (RELEASE, key, modifiers, text)]


def letters(text: str) -> list[Step]:
    return [step for sign in text for step in tap(ord(sign.upper()[0]), sign)]


ALT_029 = [
    (PRESS, Qt.Key.Key_Alt, ALT, ""),
    *(step for digit in "029" for step in tap(ord(digit), digit, PAD)),
    (RELEASE, Qt.Key.Key_Alt, NONE, ""),
]
#: What a scanner presses for GS, the profile that knows it, how it is noted, and how it is named.
FORMS = {
    "0x1D": (tap(0, "\x1d"), {}, (), GsWay.CONTROL),
    "Ctrl+]": (tap(0x5D, "\x1d", CTRL), {}, (Note.GS_CTRL,), GsWay.CTRL_KEY),
    "Ctrl+] without text": (tap(0x5D, "", CTRL), {}, (Note.GS_CTRL,), GsWay.CTRL_KEY),
    "F8": (tap(Qt.Key.Key_F8), {}, (Note.GS_F8,), GsWay.F8),
    "Alt+029": (ALT_029, {}, (Note.GS_ALT,), GsWay.ALT),
    "{GS}": (letters("{GS}"), {}, (Note.GS_TEXT,), GsWay.TEXT),
    "<GS>": (letters("<GS>"), {}, (Note.GS_TEXT,), GsWay.TEXT),
    "␝": (letters("␝"), {}, (Note.GS_TEXT,), GsWay.TEXT),
    "[|]": (letters("[|]"), {"gs_texts": ("[|]",)}, (Note.GS_TEXT,), GsWay.TEXT),
    **{
        sign: (letters(sign), {"gs_substitute": sign}, (Note.GS_SUBSTITUTE,), GsWay.SUBSTITUTE)
        for sign in "|~^`{}\\@"
    },
}


@dataclass
class Keyboard:
    """A wedge in front of a real window, and what it handed up."""

    wedge: WedgeScanner
    edit: QLineEdit
    scans: list[RawScan] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    now: int = 50_000

    def play(self, steps: list[Step]) -> None:
        for kind, key, modifiers, text in steps:
            event = QKeyEvent(kind, int(key), modifiers, text)
            self.now += 2
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(self.edit.windowHandle(), event)
        self.now += 60_000


@pytest.fixture
def keyboard(qtbot, clock):
    edit = QLineEdit()
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
    keyboard = Keyboard(WedgeScanner(clock), edit)
    keyboard.wedge.start(keyboard.scans.append)
    yield keyboard
    keyboard.wedge.stop()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_gs_arrives_in_the_scan(keyboard, form):
    pressed, taught, notes, _way = FORMS[form]
    keyboard.wedge.teach([DeviceProfile("taught", **taught)])
    keyboard.play([*letters(BEFORE), *pressed, *letters(BEHIND), *tap(Qt.Key.Key_Return, "\r")])
    assert [(scan.data, scan.notes) for scan in keyboard.scans] == [
        (f"{BEFORE}\x1d{BEHIND}".encode(), notes)
    ]
    assert keyboard.edit.text() == ""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_gs_is_named_by_the_check_code(keyboard, qtbot, form):
    pressed, _taught, _notes, way = FORMS[form]
    keyboard.wedge.set_up(keyboard.heard.append)
    keyboard.play([*letters(BEFORE), *pressed, *letters(BEHIND), *tap(Qt.Key.Key_Return, "\r")])
    qtbot.waitUntil(lambda: len(keyboard.heard) == 1)
    found = diagnose({Check.GS1: keyboard.heard[0]})
    assert (found.gs, found.suffix) == (way, "\r")
    assert keyboard.scans == []
    assert keyboard.edit.text() == ""


def test_the_suffix_is_heard_whole(keyboard, qtbot):
    keyboard.wedge.set_up(keyboard.heard.append)
    keyboard.play([*letters("91NOT GS1"), *tap(Qt.Key.Key_Return, "\r"), *tap(0x4A, "\n", CTRL)])
    qtbot.waitUntil(lambda: bool(keyboard.heard))
    assert keyboard.heard[0].text == "91NOT GS1\r\n"
    assert len(keyboard.heard[0].gaps_ms) == 10


def test_after_the_set_up_scans_are_scans_again(keyboard):
    keyboard.wedge.set_up(keyboard.heard.append)
    keyboard.wedge.set_up(None)
    send_burst(keyboard.edit, b"L26-04817-H")
    assert [scan.data for scan in keyboard.scans] == [b"L26-04817-H"]
    assert keyboard.heard == []


def test_typing_reaches_its_field_during_the_set_up(keyboard):
    keyboard.wedge.set_up(keyboard.heard.append)
    type_keys(keyboard.edit, "scanner 7")
    assert keyboard.edit.text() == "scanner 7"
    assert keyboard.heard == []


def test_what_an_input_method_took_is_heard_as_such(keyboard):
    keyboard.wedge.set_up(keyboard.heard.append)
    for end in range(1, 12):
        QCoreApplication.sendEvent(keyboard.edit, QInputMethodEvent("aqwzymnotgs"[:end], []))
    assert [heard.composed for heard in keyboard.heard] == [True]


def test_a_new_profile_counts_at_once_and_keeps_what_was_expected(keyboard):
    keyboard.wedge.expect_reading(active=True)
    keyboard.wedge.teach([DeviceProfile("zebra", prefix="Z:", gs_substitute="|")])
    send_burst(keyboard.edit, b"Z:10LOT|21SN7", device="keyboard")
    send_burst(keyboard.edit, b"1.25", device="gauge_panel")
    assert [(scan.data, scan.device) for scan in keyboard.scans] == [(b"10LOT\x1d21SN7", "zebra")]


def test_a_profile_taught_during_the_set_up_does_not_end_it(keyboard, qtbot):
    keyboard.wedge.set_up(keyboard.heard.append)
    keyboard.wedge.teach([DeviceProfile("zebra")])
    send_burst(keyboard.edit, b"91NOT GS1")
    assert [heard.text for heard in keyboard.heard] == ["91NOT GS1\r"]


class TestMachine:
    def bench(self) -> Bench:
        bench = Bench()
        bench.machine.setting_up = True
        return bench

    def test_slow_keys_are_heard_with_their_times(self):
        bench = self.bench()
        bench.scan("91NOT GS1\r", 35)
        assert bench.only == HeardBurst(Heard("91NOT GS1\r", (35,) * 9))

    def test_fewer_keys_than_a_check_code_has_are_typed(self):
        bench = self.bench()
        bench.scan("AB12", 5)
        assert isinstance(bench.only, Typed)

    def test_keys_for_gs_are_told_apart(self):
        bench = self.bench()
        bench.scan([*"91AB", GS_CTRL, *"92CD", GS_F8, *"93EF"])
        assert bench.only.heard.ways == {GsWay.CTRL_KEY, GsWay.F8}

    def test_a_key_without_a_character_is_a_lost_one(self):
        bench = self.bench()
        bench.scan([*"91QTRACE", KeyStroke(0, 0x01000031), *"92CHECK"])
        assert bench.only.heard.lost

    def test_the_slowest_scan_is_the_same_everywhere(self):
        assert Timing().fast_ms == MOST_KEY_MS


def test_a_suffix_of_enter_tells_no_device_apart():
    assert not DeviceProfile("wedge", suffix="\r\n").taught
    assert DeviceProfile("wedge", suffix="#\r").taught
