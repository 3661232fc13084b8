"""The filter in a real Qt application: torture situations, typing, keys, time."""

import sys
import time
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.tables import AI_TABLE_PATH, build_ai_table
from qtrace.ports import DeviceState, RawScan
from qtrace.reference import read_table
from qtrace.scanning.events import GaugeReading
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.qt_keys import KeyRouter
from qtrace.scanning.qt_replay import press_key, send_burst, type_keys
from qtrace.scanning.qt_wedge import WedgeScanner
from qtrace.scanning.router import ScanRouter

UDI = b"010950600013435217280531" + b"10LOT 26A\x1d21SN7"


@dataclass
class Station:
    """A wedge with a key router and everything they told."""

    wedge: WedgeScanner
    keys: KeyRouter
    scans: list[RawScan] = field(default_factory=list)
    readings: list[GaugeReading] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)

    @property
    def data(self) -> list[bytes]:
        return [scan.data for scan in self.scans]


@pytest.fixture
def station(qapp, clock):
    keys = KeyRouter()
    readings: list[GaugeReading] = []
    wedge = WedgeScanner(clock, offer=keys.offer, gauge=readings.append)
    station = Station(wedge, keys, readings=readings)
    wedge.start(station.scans.append)
    yield station
    wedge.stop()


@pytest.fixture
def show(qtbot):
    windows = []

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        widgets[0].setFocus()
        return window

    return shown


@pytest.mark.parametrize("default", [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No])
@pytest.mark.parametrize("suffix", ["\r", ""])
@pytest.mark.parametrize("data", [UDI, b"Y1 YES YYYY", b"NO  NNNN"])
def test_a_message_box_is_not_answered(station, qtbot, default, suffix, data):
    box = QMessageBox(QMessageBox.Icon.Question, "hold", "place hold?")
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDefaultButton(default)
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.open()
    send_burst(box, data, suffix=suffix)
    assert station.data == [data]
    assert box.isVisible()
    assert box.result() == 0


def test_a_push_button_is_not_pressed(station, show):
    button, clicks = QPushButton("Place hold"), []
    button.clicked.connect(lambda: clicks.append(1))
    window = show(button)
    send_burst(window, b"A B C D E F")
    assert clicks == []
    type_keys(window, " ")
    assert clicks == [1]
    assert station.data == [b"A B C D E F"]


def test_a_combo_box_does_not_change(station, show):
    combo = QComboBox()
    combo.addItems(["Accept", "Reject", "Hold"])
    window = show(combo)
    send_burst(window, b"H-0042-77-K")
    assert combo.currentText() == "Accept"
    type_keys(window, "H")
    assert combo.currentText() == "Hold"


def test_an_open_combo_list_does_not_choose(station, show, qtbot):
    combo = QComboBox()
    combo.addItems(["Accept", "Reject", "Hold"])
    window = show(combo)
    combo.showPopup()
    qtbot.waitUntil(lambda: combo.view().isVisible())
    send_burst(window, b"HOLD-0042-K")
    assert combo.currentText() == "Accept"
    assert combo.view().isVisible()
    combo.hidePopup()


def test_a_spin_box_does_not_change(station, show):
    box = QSpinBox()
    box.setMaximum(10**6)
    window = show(box)
    box.selectAll()
    send_burst(window, b"0109506")
    assert box.value() == 0
    box.selectAll()
    type_keys(window, "12")
    assert box.value() == 12


def test_a_line_edit_stays_empty_and_gs_survives(station, show):
    edit, entered = QLineEdit(), []
    edit.returnPressed.connect(lambda: entered.append(edit.text()))
    window = show(edit)
    send_burst(window, UDI)
    assert (edit.text(), entered) == ("", [])
    assert station.data == [UDI]
    assert station.scans[0].device == "panel"
    assert Note.GS_CTRL in station.scans[0].notes


def test_typing_reaches_the_field_as_typed(station, show):
    edit, entered = QLineEdit(), []
    edit.returnPressed.connect(lambda: entered.append(edit.text()))
    window = show(edit)
    type_keys(window, "Seal damaged, bag 3\x08\x082\r")
    assert entered == ["Seal damaged, bag2"]
    assert station.scans == []


def test_a_key_held_back_is_released_by_the_timer(station, show, qtbot):
    edit = QLineEdit()
    window = show(edit)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7")
    QCoreApplication.sendEvent(window.windowHandle(), event)
    assert edit.text() == ""
    started = time.monotonic()
    qtbot.waitUntil(lambda: edit.text() == "7")
    assert time.monotonic() - started < 1.0


def test_a_burst_without_suffix_is_ended_by_the_timer(station, show, qtbot):
    window = show(QLineEdit())
    for number, sign in enumerate("L26-04817-H"):
        event = QKeyEvent(QEvent.Type.KeyPress, ord(sign), Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(5_000 + number)
        QCoreApplication.sendEvent(window.windowHandle(), event)
    assert station.scans == []
    qtbot.waitUntil(lambda: station.data == [b"L26-04817-H"])
    assert station.scans[0].notes == (Note.NO_SUFFIX,)


def test_the_override_of_a_shortcut_is_claimed_only_inside_a_burst(station, show):
    window = show(QLineEdit())

    def claimed(key: Qt.Key) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QCoreApplication.sendEvent(window.windowHandle(), event)
        return event.isAccepted()

    assert not claimed(Qt.Key.Key_F8)
    first = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0")
    QCoreApplication.sendEvent(window.windowHandle(), first)
    assert claimed(Qt.Key.Key_F8)


def test_half_a_burst_is_delivered_as_unreadable(station, show):
    edit = QLineEdit()
    window = show(edit)
    send_burst(window, b"AB12")
    assert edit.text() == ""
    assert station.scans[0].notes == (Note.GS_CTRL, Note.UNREADABLE, Unreadable.SHORT)[1:]


def test_input_method_text_passes_when_no_burst_is_open(station, show):
    edit = QLineEdit()
    show(edit)
    commit = QInputMethodEvent()
    commit.setCommitString("封存")
    QCoreApplication.sendEvent(edit, commit)
    assert edit.text() == "封存"


def test_a_burst_that_goes_into_the_input_method_is_said_to_be_unreadable(station, show):
    edit = QLineEdit()
    show(edit)
    for end in range(1, 30):
        composing = QInputMethodEvent(("lothmno" * 5)[:end], [])
        QCoreApplication.sendEvent(edit, composing)
    commit = QInputMethodEvent()
    commit.setCommitString("\uff10\uff11")
    QCoreApplication.sendEvent(edit, commit)
    assert edit.text() == ""
    assert [scan.notes for scan in station.scans] == [(Note.IME, Note.UNREADABLE, Unreadable.IME)]
    assert station.scans[0].data == b"lothmnol"


def test_input_method_text_inside_a_burst_is_swallowed_with_it(station, show, qtbot):
    edit = QLineEdit()
    window = show(edit)
    for number, sign in enumerate("010950600"):
        event = QKeyEvent(QEvent.Type.KeyPress, ord(sign), Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(5_000 + number)
        QCoreApplication.sendEvent(window.windowHandle(), event)
    commit = QInputMethodEvent()
    commit.setCommitString("批")
    QCoreApplication.sendEvent(edit, commit)
    qtbot.waitUntil(lambda: len(station.scans) == 1)
    assert station.scans[0].notes == (Note.IME, Note.UNREADABLE, Unreadable.IME)
    assert edit.text() == ""


def test_a_gauge_is_heard_only_while_a_cell_waits(station, show, clock):
    window = show(QPushButton("next"))
    station.wedge.expect_reading(active=True)
    send_burst(window, b"1.25", device="gauge_panel")
    assert station.readings == [GaugeReading("1.25", "gauge_panel", clock.now(), taught=False)]
    station.wedge.expect_reading(active=False)
    send_burst(window, b"1.25", device="gauge_panel")
    assert len(station.readings) == 1
    assert station.scans[0].notes == (Note.UNREADABLE, Unreadable.SHORT)


class TestKeys:
    def test_screen_before_station_before_widget(self, station, show):
        edit = QLineEdit()
        window = show(edit)
        station.keys.set_station({"F1": "help", "F10": "nothing"}, station.actions.append)
        station.keys.set_screen({"F10": "complete", "F8": "hold"}, station.actions.append)
        for name in ("F10", "F8", "F1", "F5"):
            press_key(window, name)
        assert station.actions == ["complete", "hold", "help"]

    def test_typing_keys_belong_to_a_text_field_that_has_the_focus(self, station, show):
        edit, button = QLineEdit(), QPushButton("grid")
        window = show(edit, button)
        typing = {"5": "digit.5", "Enter": "store", "Ctrl+Z": "undo"}
        station.keys.set_screen({}, station.actions.append, typing=typing)
        type_keys(window, "5")
        assert (edit.text(), station.actions) == ("5", [])
        button.setFocus()
        type_keys(window, "5\r")
        press_key(window, "Ctrl+Z")
        assert station.actions == ["digit.5", "store", "undo"]

    def test_f8_in_a_burst_is_gs_and_holds_nothing(self, station, show):
        window = show(QLineEdit())
        station.keys.set_screen({"F8": "hold"}, station.actions.append)
        handle = window.windowHandle()
        keys = [
            *((ord(c), c) for c in "10LOT26A"),
            (Qt.Key.Key_F8, ""),
            *((ord(c), c) for c in "21SN7"),
        ]
        for number, (key, text) in enumerate([*keys, (Qt.Key.Key_Return, "\r")]):
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
                event.setTimestamp(9_000 + 4 * number)
                QCoreApplication.sendEvent(handle, event)
        assert station.data == [b"10LOT26A\x1d21SN7"]
        assert station.actions == []

    def test_nothing_is_claimed_over_a_modal_window(self, station, show, qtbot):
        window = show(QLineEdit())
        station.keys.set_screen({"F10": "complete"}, station.actions.append)
        box = QMessageBox(window)
        with qtbot.waitActive(box):
            box.open()
        press_key(box, "F10")
        assert station.actions == []
        box.close()

    def test_a_held_key_completes_once_but_moves_on(self, station, show):
        window = show(QLineEdit())
        station.keys.set_screen({"F10": "complete", "PageDown": "next"}, station.actions.append)
        for key in (Qt.Key.Key_F10, Qt.Key.Key_PageDown):
            for repeated in (False, True, True):
                event = QKeyEvent(
                    QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", repeated
                )
                QCoreApplication.sendEvent(window.windowHandle(), event)
        assert station.actions == ["complete", "next", "next", "next"]

    def test_a_screen_that_is_gone_has_no_keys(self, station, show):
        window = show(QLineEdit())
        station.keys.set_screen({"F10": "complete"}, station.actions.append)
        station.keys.clear_screen()
        press_key(window, "F10")
        assert station.actions == []

    def test_a_widget_can_ask_for_typing(self, station, show):
        canvas = QWidget()
        canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        canvas.setProperty("takesTyping", True)
        window = show(canvas)
        station.keys.set_screen({}, station.actions.append, typing={"5": "digit"})
        type_keys(window, "5")
        assert station.actions == []


def test_a_key_that_opens_a_dialog_leaves_the_order_alone(station, show, qtbot):
    edit = QLineEdit()
    window = show(edit)
    inner = []

    def opened() -> None:
        box = QMessageBox(window)
        box.open()
        type_keys(box, "\x1b")
        inner.append(box.isVisible())

    edit.returnPressed.connect(opened)
    type_keys(window, "ab\rcd")
    assert inner == [False]
    assert edit.text() == "abcd"


def test_a_key_whose_handling_fails_is_reported_and_types_nothing(station, show, monkeypatch):
    """The filter stands between Qt and Python: an error that got through would end the process."""
    failures: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: failures.append(error))

    def fail(_event):
        raise ValueError("a handler of the house is broken")

    station.wedge._offer = fail
    edit = QLineEdit()
    window = show(edit)
    for _ in range(50):
        press_key(window, "F10")
    assert len(failures) >= 50
    assert all(isinstance(each, ValueError) for each in failures)
    assert edit.text() == ""
    station.wedge._offer = station.keys.offer
    send_burst(window, UDI)
    assert station.data == [UDI], "scanning goes on"


def test_after_stop_keys_are_keys_again(station, show):
    edit = QLineEdit()
    window = show(edit)
    station.wedge.stop()
    assert station.wedge.state is DeviceState.STOPPED
    send_burst(window, b"L26-04817-H", suffix="")
    assert edit.text() == "L26-04817-H"
    assert station.scans == []


def test_stopping_in_the_middle_gives_typed_keys_back(station, show):
    edit = QLineEdit()
    window = show(edit)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, Qt.KeyboardModifier.NoModifier, "7")
    QCoreApplication.sendEvent(window.windowHandle(), event)
    station.wedge.stop()
    assert edit.text() == "7"


def test_keys_need_a_window_that_was_shown(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    with pytest.raises(ValueError, match="shown"):
        type_keys(widget, "1")


class TimedWedge(WedgeScanner):
    """Measures what each call of the filter takes."""

    def __init__(self, clock) -> None:
        super().__init__(clock)
        self.times: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        started = time.perf_counter()
        answer = super().eventFilter(watched, event)
        self.times.append(time.perf_counter() - started)
        return answer


@pytest.mark.benchmark
def test_no_key_of_a_burst_keeps_the_ui_thread_two_milliseconds(show, clock):
    """Time inside the filter per event, interpretation and delivery included; best of five."""
    window = show(QLineEdit())
    wedge, scans, slowest = TimedWedge(clock), [], []
    table = build_ai_table(read_table(AI_TABLE_PATH))
    router = ScanRouter(clock, lambda data: interpret(data, table, 2026))
    router.listen(scans.append)
    wedge.start(router.receive)
    for _ in range(5):
        wedge.times.clear()
        send_burst(window, UDI)
        slowest.append(max(wedge.times))
    wedge.stop()
    assert len(scans) == 5
    assert min(slowest) <= 0.002


def test_none_survives_fifty_thousand_rounds_of_the_event_loop(station, show):
    """PySide6 6.12.0 lost one reference to None each time and aborted after 5 000."""
    show(QLineEdit())
    before = sys.getrefcount(None)
    for _ in range(50_000):
        QCoreApplication.processEvents()
    assert sys.getrefcount(None) > before - 1_000
