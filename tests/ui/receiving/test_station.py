"""The whole way: real key events through wedge, router and shell to the receiving screens."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.services.people.accounts import signed_in
from qtrace.ui.places import InspectionPlace, QueuePlace, ReceivePlace, SignInPlace
from qtrace.ui.receiving.receive_state import Form, Phase
from qtrace.ui.receiving.screens import ReceivingScreens
from tests.ui.people.station import Station, check_looks
from tests.ui.receiving.dock import PAPERS, SSCC, Dock, Ordered, label
from tests.ui.receiving.scenes import received_lot

ALL_PAPERS = tuple((kind, f"N-{kind}") for kind in PAPERS)


class MouseWatch(QObject):
    """Counts presses of the mouse anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.presses += 1
        return False


class CountedStation(Station):
    """A station that counts what a person does at it."""

    def __init__(self, dock: Dock) -> None:
        screens = ReceivingScreens()
        makers = {QueuePlace: screens.queue, ReceivePlace: screens.receive}
        self.counted: Counter = Counter()
        super().__init__(dock.plant, makers)

    def scan(self, text: str) -> None:
        self.counted["scan"] += 1
        super().scan(f"]d2{text}" if text[:1].isdigit() else text)

    def press(self, key: str) -> None:
        self.counted["action"] += 1
        super().press(key)

    def type(self, text: str) -> None:
        self.counted["typed"] += 1
        super().type(text)


@pytest.fixture
def station(dock: Dock, qapp: QApplication):
    made = CountedStation(dock)
    yield made
    made.close()


def enter(station: CountedStation, login: str) -> None:
    """The person is here; the sign-in page is another area's business."""
    person = station.plant.bench.ask(signed_in, station.plant.people[login])
    station.bench.set_person(person)


def test_one_container_is_two_scans_and_one_action(station, dock, qapp):
    received_lot(dock, order="PO-26-0001")
    dock.deliver(Ordered(ordered=100, advised=100, containers=1, papers=ALL_PAPERS), sscc=SSCC)
    enter(station, "lin")
    watch = MouseWatch()
    qapp.installEventFilter(watch)
    station.scan(label(ai37="1"))
    station.press("F10")
    task = station.screen.model.state.task
    station.scan(f"{task.lot}/01Q")
    qapp.removeEventFilter(watch)
    assert isinstance(station.opened[-1], InspectionPlace)
    assert station.counted == {"scan": 2, "action": 1}
    assert watch.presses == 0


def test_each_further_container_is_one_scan(station, dock):
    dock.deliver(Ordered(papers=ALL_PAPERS), sscc=SSCC)
    enter(station, "lin")
    station.scan(label())
    station.press("F10")
    lot = station.screen.model.state.task.lot
    for number in range(1, 13):
        station.scan(f"{lot}/{number:02d}Q")
    assert isinstance(station.opened[-1], InspectionPlace)
    assert station.counted == {"scan": 13, "action": 1}


def test_a_typed_quantity_is_one_word_more(station, dock):
    dock.deliver(Ordered(papers=ALL_PAPERS), sscc=SSCC)
    enter(station, "chen")
    station.scan(label(without=("02", "37", "10", "11", "17", "240", "400")))
    station.type("1200\r12\r")
    station.press("F10")
    assert station.screen.model.state.phase is Phase.LABELS
    assert station.counted == {"scan": 1, "typed": 1, "action": 1}


def test_the_scanner_alone_receives(station, dock):
    dock.deliver(Ordered(papers=ALL_PAPERS), sscc=SSCC)
    enter(station, "chen")
    station.scan(format_command(CommandCode.NEXT))
    station.scan(format_command(CommandCode.ENTER))
    assert station.opened[-1] == ReceivePlace(line_id=dock.lines[-1])
    station.scan(label())
    station.scan(format_command(CommandCode.RECEIVE))
    lot = station.screen.model.state.task.lot
    for number in range(1, 13):
        station.scan(f"{lot}/{number:02d}Q")
    station.scan(format_command(CommandCode.NEXT))
    assert station.opened[-1] == QueuePlace()
    assert station.counted["action"] == 0


def test_a_scan_never_lands_in_a_field(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.press("F2")
    field = station.screen.code_panel.field
    assert field.hasFocus()
    station.type("PO")
    station.scan("SOME SUPPLIERS CODE")
    assert field.text() == "PO"
    station.press("Esc")
    station.scan(label())
    screen = station.screen
    station.press("F2")
    form = screen.pages.forms.goods
    assert form.lot.hasFocus()
    station.type("7F\r")
    station.scan("ANY OTHER CODE 12")
    assert form.lot.text() == ""
    station.press("F10")
    assert screen.model.state.received is None


def test_typing_goes_into_the_field_and_enter_opens(station, dock):
    (line,) = dock.deliver(Ordered("DC-08", "PO-26-2188", papers=()))
    enter(station, "chen")
    station.press("F2")
    station.type("PO-26-2188\r")
    assert station.screen.model.state.basis.line.line_id == line


def test_digits_count_even_after_a_form_was_open(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.scan(label())
    station.press("F3")
    station.type("MC-77\r")
    assert station.screen.model.state.form is Form.NONE
    station.type("900")
    assert station.screen.model.state.counted.draft == "900"


def test_a_locked_station_goes_on_with_the_half_typed_receipt(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.scan(label())
    station.type("900\r")
    place = station.shell.place
    station.shell._leave("idle")
    assert isinstance(station.opened[-1], SignInPlace)
    enter(station, "chen")
    assert station.shell.place == place
    assert station.screen.model.state.counted.quantity_q6 == 900 * 10**6


def test_a_language_switch_keeps_what_was_typed(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.scan(label())
    station.type("90")
    model = station.screen.model
    station.bench.set_language(station.bench.translator)
    assert station.screen.model is model
    assert model.state.counted.draft == "90"


def test_escape_from_the_page_without_an_object_forgets_it(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.shell.go(ReceivePlace())
    station.scan(label())
    station.press("Esc")
    assert station.opened[-1] == QueuePlace()
    station.shell.go(ReceivePlace())
    assert station.screen.model.state.phase is Phase.EMPTY


def test_the_last_label_is_told_in_the_queue(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.scan(label())
    station.press("F10")
    lot = station.screen.model.state.task.lot
    station.scan(f"{lot}/07Q")
    station.press("Esc")
    said = station.screen.strip.accessibleDescription()
    assert f"{lot}/07Q" in said
    assert "Seal ring, 1 / 12" in said
    assert "Right, go on" in said


def test_nothing_is_cut_off_in_the_window(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    received_lot(dock, order="PO-26-0001")
    enter(station, "chen")
    check_looks(station)
    station.scan(label())
    check_looks(station)
    station.press("F2")
    check_looks(station)
    station.press("Esc")
    station.press("F10")
    check_looks(station)
