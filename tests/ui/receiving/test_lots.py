"""Several lots of a delivery, places, continued labels, reprints, admission, and trouble."""

import pytest

from qtrace.app.fake_executor import SteppedExecutor
from qtrace.domain.codes.internal import (
    format_location,
    format_lot,
)
from qtrace.domain.items import LabelStatus
from qtrace.i18n import Language
from qtrace.ports import Failure
from qtrace.services.items.lot_page import lot_page
from qtrace.services.labels.checks import container_task
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.receiving.queue import queue_page
from qtrace.ui.places import InspectionPlace, LotPlace, ReceivePlace
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Phase
from qtrace.ui.theme.tokens import Status
from tests.ui.receiving.dock import (
    SSCC,
    Ordered,
    label,
    scan_of,
)
from tests.ui.receiving.scenes import (
    SECOND_SSCC,
    full_papers,
    known_site,
    label_all,
    labels_of,
    pallet,
    pallet_label,
    received_lot,
)

# --- several lots, typed numbers ---------------------------------------------------------------


def test_a_mixed_pallet_is_received_one_lot_at_a_time(open_receive, dock):
    known_site(dock)
    lines = pallet(dock)
    hands = open_receive(login="lin")
    hands.scan(pallet_label())
    assert hands.band.title == "3 lots in this delivery"
    hands.press("Down")
    hands.press("Down")
    hands.press("Up")
    hands.press("F10")
    assert hands.screen.model.state.basis.line.line_id == lines[1]
    hands.press("Enter")
    hands.press("Enter")
    hands.press("F10")
    labels_of(hands, 1, 2)
    assert hands.went == []
    assert hands.button("F10") == "Next lot (2 left)"
    hands.press("F10")
    state = hands.screen.model.state
    assert state.phase is Phase.CHOOSE
    left = [line.line_id for line in state.lines if line.state == "expected"]
    assert left == [lines[0], lines[2]]
    hands.press("1")
    assert hands.screen.model.state.basis.line.line_id in left
    hands.press("Esc")
    assert hands.screen.model.state.phase is Phase.CHOOSE
    assert hands.picture()[1] == []


def test_the_label_of_one_lot_chooses_its_line(open_receive, dock):
    lines = pallet(dock)
    hands = open_receive()
    hands.scan(pallet_label())
    hands.scan(label(without=("240", "400"), ai00=SECOND_SSCC, ai10="A2", ai37="2"))
    assert hands.screen.model.state.basis.line.line_id == lines[1]


def test_a_row_of_the_list_opens_by_a_press(open_receive, dock):
    lines = pallet(dock)
    hands = open_receive()
    hands.scan(pallet_label())
    table = hands.screen.pages.lines
    table.choose(lines[2])
    assert hands.screen.model.state.chosen_line == 2
    table.open_chosen()
    assert hands.screen.model.state.basis.line.line_id == lines[2]


def test_order_number_note_and_delivery_code_lead_to_the_lines(open_receive, dock):
    (line,) = dock.deliver(Ordered("DC-08", "PO-26-2188", papers=()), number="DN-4711")
    for text in ("PO-26-2188", "DN-4711", dock.delivery_code(line)):
        hands = open_receive()
        hands.press("F2")
        hands.screen.code_panel.field.setText(text)
        hands.press("F10")
        assert hands.screen.model.state.basis.line.line_id == line


def test_a_typed_number_that_nobody_knows_is_said(open_receive):
    hands = open_receive()
    hands.press("F2")
    hands.screen.model.arrivals.submit_code("PO-0")
    assert hands.band.title == "Nothing found"
    hands.press("F2")
    hands.screen.model.arrivals.submit_code("L26-00001-0")
    assert "L26-00001-0" in hands.screen.code_panel._hint.text()
    hands.press("Esc")


def test_a_typed_lot_opens_its_page(open_receive, dock):
    lot = received_lot(dock, labelled=True)
    hands = open_receive()
    hands.press("F2")
    hands.screen.model.arrivals.submit_code(dock.lot_number(lot))
    assert isinstance(hands.went[0], (InspectionPlace, LotPlace))


def test_the_place_can_be_scanned(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    assert hands.scan(format_location("Q-02"))
    assert hands.screen.model.state.place.code == "Q-02"
    assert hands.scan(format_location("Q-99"))
    assert hands.band.status is Status.BLOCKED
    hands.press("F10")
    received = hands.screen.model.state.received
    page = dock.plant.bench.ask(lot_page, received.lot_id)
    assert [place.code for place in page.places] == ["Q-02"]
    assert hands.scan(format_location("Q-01"))
    assert hands.band.title == "Put to its place"
    page = dock.plant.bench.ask(lot_page, received.lot_id)
    assert [place.code for place in page.places] == ["Q-01"]
    assert hands.scan(format_location("A-03-12"))
    assert hands.band.status is Status.BLOCKED


# --- continuing, reprinting, admitting ---------------------------------------------------------


def test_labels_are_continued_where_they_were_left(open_receive, dock):
    lot = received_lot(dock)
    hands = open_receive(ReceivePlace(lot_id=lot))
    assert hands.band.title == "Labelled 0 / 3"
    assert hands.screen.pages.code.accessibleName() == "Lot"
    labels_of(hands, 2)
    again = open_receive(ReceivePlace(lot_id=lot))
    assert again.screen.model.state.task.checked == {2}
    assert again.screen.head().parts[0].text == dock.lot_number(lot)


def test_labels_that_another_station_scans_are_seen(open_receive, dock):
    lot = received_lot(dock)
    hands = open_receive(ReceivePlace(lot_id=lot), login="lin")
    label_all(dock, lot)
    hands.bench.heard(dock.news("item", lot))
    assert hands.screen.model.state.phase is Phase.DONE
    assert hands.button("F10") == "Inspect now"
    hands.press("F10")
    (place,) = hands.went
    assert isinstance(place, InspectionPlace)


def test_a_lot_that_is_no_more_is_said(open_receive, dock):
    hands = open_receive(ReceivePlace(lot_id=4711))
    assert hands.band.status is Status.NEUTRAL
    assert hands.screen.model.state.phase is Phase.EMPTY
    other = open_receive(ReceivePlace(line_id=4711))
    assert other.band.status is Status.NEUTRAL


def test_a_damaged_label_is_printed_again_with_a_reason(open_receive, dock):
    lot = received_lot(dock)
    hands = open_receive(ReceivePlace(lot_id=lot))
    hands.screen.pages.containers.tiles.tiles[1].click()
    form = hands.screen.pages.forms.reprint
    assert (form.first.text(), form.last.text()) == ("2", "2")
    hands.press("F10")
    assert form.fault
    form.last.setText("9")
    form.reason.setText("torn")
    hands.press("F10")
    assert "1 to 3" in form.fault
    form.last.setText("2")
    hands.press("F10")
    assert hands.band.title == "Labels are printed again"
    hands.press("F5")
    assert (form.first.text(), form.last.text()) == ("1", "3")
    hands.press("Esc")


def test_quality_admits_a_pending_lot_with_a_reason(open_receive, dock):
    lot = received_lot(dock, part="BT-18", order="PO-26-2198", as_it_is=True, labelled=True)
    warehouse = open_receive(ReceivePlace(lot_id=lot))
    assert not warehouse.may_press("F8")
    hands = open_receive(ReceivePlace(lot_id=lot), login="wang")
    hands.press("F8")
    hands.press("F10")
    assert hands.screen.pages.forms.admit.fault
    hands.screen.pages.forms.admit.reason.setText("B and C differ in the label only")
    hands.press("F10")
    assert hands.band.title == "Admitted to inspection"
    state = hands.screen.model.state
    assert (state.task.label_status, state.phase) == (LabelStatus.QUARANTINE, Phase.LABELS)
    assert state.received.inspection_id is not None
    assert hands.picture()[1] == []


# --- trouble -----------------------------------------------------------------------------------


def test_a_receipt_whose_answer_was_lost_is_sent_again_as_the_same(dock, look, open_receive):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    model, sent = hands.screen.model, []
    send = hands.bench.send

    def broken(command, then, **_kwargs):
        sent.append(command)
        outcome = hands.bench._workbench.send(command, by=dock.plant.people["chen"])
        assert isinstance(outcome, Done)
        then(Refusal("DATABASE_UNREACHABLE", {"database": "plant"}))

    hands.bench.send = broken
    hands.press("F10")
    assert hands.band.status is Status.BLOCKED
    hands.bench.send = lambda command, then, **kw: (sent.append(command), send(command, then, **kw))
    model.receipt.receive(acknowledge=False)
    assert sent[0] == sent[1]
    assert model.state.phase is Phase.LABELS
    page = dock.plant.bench.ask(queue_page)
    assert page.counts.received_today == 1


def test_a_changed_receipt_is_another_command(dock, look, open_receive):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    sent = []
    refusal = Refusal("DATABASE_LOCKED", {"database": "plant"})
    hands.bench.send = lambda command, then, **_kw: (sent.append(command), then(refusal))
    hands.press("F10")
    hands.type("900")
    hands.press("F10")
    assert sent[0].uid != sent[1].uid
    assert sent[0].lot_id != sent[1].lot_id


def test_a_failed_look_up_says_so_and_can_be_tried_again(dock, look, open_receive):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.bench.ask = lambda *_args: hands.bench.failed.emit(
        Refusal("DATABASE_UNREACHABLE", {"database": "plant"})
    )
    hands.scan(label())
    assert hands.screen.model.state.phase is Phase.EMPTY
    assert hands.band.status is Status.NEUTRAL
    assert "DATABASE_UNREACHABLE" in hands.band.reason
    del hands.bench.ask
    hands.scan(label())
    assert hands.screen.model.state.phase is Phase.CHECK


def test_somebody_without_the_right_is_told(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive(login="aud")
    hands.scan(label())
    hands.press("F10")
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, "Not allowed")


def test_nothing_waits_on_the_ui_thread(dock, look):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    bench = dock.signed_in(dock.bench(stepped=True), "chen")
    executor = bench._executor
    assert isinstance(executor, SteppedExecutor)
    model = ReceiveModel(bench, ReceivePlace())
    model.arrivals.scanned(scan_of(label(), dock.plant.clock.now()))
    assert model.state.phase is Phase.LOADING
    executor.run_all()
    model.receipt.receive(acknowledge=False)
    model.receipt.receive(acknowledge=False)
    assert model.state.busy
    assert executor.waiting == 1
    executor.run_all()
    assert model.state.phase is Phase.LABELS
    assert len({model.state.task.lot}) == 1
    task = dock.plant.bench.ask(container_task, model.state.received.lot_id)
    assert task.total == 12


def test_a_failure_frees_the_screen(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.screen.model.show(busy=True)
    assert hands.button("F10") == "Receiving …"
    hands.bench._answered(Failure(RuntimeError()), lambda _x: None)
    assert not hands.screen.model.state.busy


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_cut_off_and_the_window_keeps_its_size(open_receive, dock, language):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive(language=language, login="lin")
    acts = (
        lambda: None,
        lambda: hands.press("F2"), lambda: hands.press("Esc"), lambda: hands.scan(label()),
        lambda: hands.press("F2"), lambda: hands.press("Esc"), lambda: hands.press("F3"),
        lambda: hands.press("Esc"), lambda: hands.type("900"), lambda: hands.press("Enter"),
        lambda: hands.press("F10"), lambda: labels_of(hands, 1, 1),
        lambda: hands.scan(f"{format_lot(26, 4711)}/01Q"), lambda: hands.press("F5"),
        lambda: hands.press("Esc"), lambda: labels_of(hands, *range(2, 13)),
    )  # fmt: skip
    for number, act in enumerate(acts):
        act()
        assert hands.picture()[1] == [], number
        assert hands.screen.height() == 688, number
        wanted = [hands.screen.pages.code, hands.screen.pages.order, hands.screen.pages.containers]
        heights = {type(panel).__name__: panel.minimumSizeHint().height() for panel in wanted}
        assert max(heights.values()) <= 440, (number, heights)
