"""Receiving through the screen's own keys and scans: what is right and what is asked for."""

import pytest

from qtrace.domain.codes.internal import (
    CommandCode,
    format_command,
    format_lot,
)
from qtrace.domain.items import LabelStatus
from qtrace.domain.quantities import MILLION
from qtrace.ports import Tone
from qtrace.scanning.events import Repeat
from qtrace.services.items.lot_page import lot_page
from qtrace.ui.places import InspectionPlace, QueuePlace, ReceivePlace
from qtrace.ui.receiving.receive_state import CountFault, CountField, Form, Phase
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import TileState
from tests.ui.receiving.dock import (
    PAPERS,
    SSCC,
    Ordered,
    label,
)
from tests.ui.receiving.scenes import (
    SECOND_SSCC,
    full_papers,
    known_site,
    labels_of,
    states,
)

# --- a delivery as it should be ----------------------------------------------------------------


def test_one_scan_and_one_key_receive_a_delivery_that_is_right(open_receive, dock):
    known_site(dock)
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive(login="lin")
    assert hands.scan(label())
    assert (hands.band.status, hands.band.title) == (Status.OK, "May be received")
    assert hands.tones[-1] is Tone.OK
    assert hands.button("F10") == "Receive, print 12 labels"
    hands.press("F10")
    state = hands.screen.model.state
    assert state.phase is Phase.LABELS
    assert (state.task.total, state.task.label_status) == (12, LabelStatus.QUARANTINE)
    assert hands.counted == {"scan": 1, "action": 1}
    assert hands.screen.in_sight() == state.received.lot_id
    assert hands.screen.watched() == (state.received.lot_id,)
    page = dock.plant.bench.ask(lot_page, state.received.lot_id)
    assert page.identity.qty_q6 == 1200 * MILLION
    assert (page.identity.supplier_lot, page.identity.revision) == ("7F42", "C")
    assert page.identity.expiry.isoformat() == "2031-11-05"
    assert {row.number for row in page.papers} == {number for _kind, number in full_papers()}
    assert page.identity.receipt.findings == ()


def test_the_last_label_leads_on_to_the_inspection(open_receive, dock):
    known_site(dock)
    dock.deliver(Ordered(advised=100, ordered=100, containers=1, papers=full_papers()), sscc=SSCC)
    hands = open_receive(login="lin")
    assert hands.scan(label(ai37="1"))
    hands.press("F10")
    labels_of(hands, 1)
    state = hands.screen.model.state
    assert hands.went == [InspectionPlace(state.received.inspection_id)]
    assert hands.counted == {"scan": 2, "action": 1}


def test_who_may_not_inspect_stays_and_goes_back_to_the_queue(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F10")
    labels_of(hands, *range(1, 13))
    assert hands.went == []
    assert hands.screen.model.state.phase is Phase.DONE
    assert (hands.band.status, hands.band.title) == (Status.OK, "All 12 labelled")
    assert "Q-01" in hands.band.next_step, "it says to which place"
    hands.press("Enter")
    assert hands.went == [QueuePlace()]


def test_each_label_fills_its_tile_and_the_band_counts(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F10")
    assert states(hands) == [TileState.TODO] * 12
    labels_of(hands, 3, 1)
    assert hands.band.title == "Labelled 2 / 12"
    assert hands.button("F10") == "10 labels missing"
    assert not hands.is_enabled("F10")
    assert states(hands)[:4] == [
        TileState.NOW, TileState.TODO, TileState.DONE, TileState.TODO,
    ]  # fmt: skip
    assert hands.tones[-1] is Tone.OK


def test_the_same_label_again_is_an_answer_and_changes_nothing(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F10")
    labels_of(hands, 1, 1)
    assert (hands.band.status, hands.band.title) == (Status.NEUTRAL, "Same code again")
    assert "Container 1 was scanned before" in hands.band.reason
    lot = hands.screen.model.state.task.lot
    assert hands.scan(f"{lot}/02Q", repeat=Repeat.SAME_CODE_AGAIN)
    assert hands.band.title == "Same code again"
    assert hands.tones[-1] is Tone.NEUTRAL
    assert len(hands.screen.model.state.task.checked) == 1
    labels_of(hands, 2)
    assert hands.band.title == "Labelled 2 / 12"


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("{other}/01Q", "Wrong lot"),
        ("{lot}/01R", "Old label"),
        ("{lot}/01", "Not a status label"),
        ("{lot}/13Q", "No such container"),
    ],
)
def test_wrong_labels_are_refused_in_the_band(open_receive, dock, code, title):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F10")
    lot = hands.screen.model.state.task.lot
    assert hands.scan(code.format(lot=lot, other=format_lot(26, 4711)))
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, title)
    assert hands.band.next_step
    assert hands.tones[-1] is Tone.BLOCKED
    assert not hands.screen.model.state.task.checked
    assert hands.went == []


def test_the_suppliers_own_label_is_no_label_of_ours(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F10")
    assert hands.scan(label())
    assert hands.band.title == "The supplier's label"
    assert hands.scan("(01)19506000134359(10)7F42(17)311105")
    assert hands.band.title == "The supplier's label"
    assert not hands.scan(label(ai00=SECOND_SSCC, ai10="OTHER"))


# --- what is missing is asked for --------------------------------------------------------------


def test_quantity_and_containers_are_asked_for_only_if_the_code_does_not_carry_them(
    open_receive, dock
):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label(without=("02", "37", "10", "11", "17", "240", "400")))
    assert hands.button("F10") == "Quantity missing"
    assert not hands.is_enabled("F10")
    hands.type("1200")
    hands.press("Enter")
    assert hands.button("F10") == "Containers missing"
    hands.type("12")
    hands.press("F10" if hands.may_press("F10") else "Enter")
    hands.press("F10")
    assert hands.screen.model.state.task.total == 12


def test_enter_confirms_what_is_announced(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive(ReceivePlace(line_id=dock.lines[-1]))
    assert hands.band.title == "Scan the delivery label"
    hands.press("Enter")
    hands.press("Enter")
    came = hands.screen.model.state.counted
    assert (came.quantity_q6, came.containers) == (1200 * MILLION, 12)
    assert hands.is_enabled("F10")


def test_a_count_over_the_code_is_a_recount(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.type("900")
    hands.press("Backspace")
    hands.type("0")
    hands.press("F10")
    page = dock.plant.bench.ask(lot_page, hands.screen.model.state.received.lot_id)
    assert page.identity.qty_q6 == 900 * MILLION
    assert "SHORT_DELIVERY" in {f.code.value for f in page.identity.receipt.findings}


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ("0", CountField.QUANTITY, CountFault.NOT_POSITIVE),
        (".", CountField.QUANTITY, CountFault.NOT_A_NUMBER),
        ("999999999999", CountField.QUANTITY, CountFault.TOO_LARGE),
        ("1.5", CountField.CONTAINERS, CountFault.NOT_WHOLE),
        ("10000", CountField.CONTAINERS, CountFault.TOO_LARGE),
    ],
)
def test_what_is_no_count_is_said_in_the_field(open_receive, dock, typed, field, fault):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.screen.model.count(field)
    hands.type(typed)
    hands.press("Enter")
    assert hands.screen.model.state.counted.fault is fault
    assert not hands.is_enabled("F10")
    assert hands.picture()[1] == []
    hands.press("F10") if hands.may_press("F10") else None
    assert hands.screen.model.state.received is None


def test_escape_leaves_the_draft_then_the_screen(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.type("77")
    hands.press("Tab")
    assert hands.screen.model.state.counted.active is CountField.CONTAINERS
    hands.press("Esc")
    assert hands.went == []
    hands.press("Esc")
    assert hands.went == [QueuePlace()]


def test_digits_come_from_the_command_sheet_too(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    for code in (CommandCode.DIGIT_9, CommandCode.DIGIT_0, CommandCode.DIGIT_0, CommandCode.CLEAR):
        assert hands.scan(format_command(code))
    assert hands.screen.model.state.counted.draft == "90"
    assert hands.scan(format_command(CommandCode.DIGIT_0))
    assert hands.scan(format_command(CommandCode.ENTER))
    assert hands.screen.model.state.counted.quantity_q6 == 900 * MILLION
    assert hands.scan(format_command(CommandCode.RECEIVE))
    assert hands.screen.model.state.phase is Phase.LABELS
    assert not hands.scan(format_command(CommandCode.SIGN))


def test_a_scan_while_typing_is_a_scan(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive(ReceivePlace(line_id=dock.lines[-1]))
    hands.type("12")
    assert hands.scan(label())
    assert hands.screen.model.state.counted.draft == ""
    assert hands.screen.model.state.basis.came.quantity_q6 == 1200 * MILLION


# --- papers, goods without a code --------------------------------------------------------------


def test_a_paper_taken_now_takes_the_amber_away(open_receive, dock):
    known_site(dock)
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    assert hands.band.status is Status.HOLD
    assert "certificate missing" in hands.band.title
    hands.press("F3")
    form = hands.screen.pages.forms.paper
    assert form.isVisible()
    hands.press("F10")
    assert form.fault
    form.number.setText("MC-7F42")
    hands.press("F10")
    assert hands.screen.model.state.form is Form.NONE
    assert hands.band.status is Status.OK
    hands.press("F10")
    page = dock.plant.bench.ask(lot_page, hands.screen.model.state.received.lot_id)
    assert {row.number for row in page.papers} == {"HM-7F42-R", "MC-7F42"}


def test_another_kind_of_paper_is_chosen_with_the_arrows(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F3")
    hands.press("Down")
    hands.press("Down")
    form = hands.screen.pages.forms.paper
    form.number.setText("X-1")
    hands.press("F10")
    (paper,) = hands.screen.model.state.papers
    assert paper.kind == form._kinds[2]
    hands.press("F3")
    hands.press("Esc")
    assert hands.screen.model.state.form is Form.NONE


def test_a_paper_that_comes_later_is_registered_for_the_lot(open_receive, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    hands.press("F10")
    hands.press("F3")
    hands.screen.pages.forms.paper.given.emit(PAPERS[1], "MC-LATE")
    assert (hands.band.status, hands.band.title) == (Status.OK, "Paper registered")
    page = dock.plant.bench.ask(lot_page, hands.screen.model.state.received.lot_id)
    assert "MC-LATE" in {row.number for row in page.papers}
    hands.press("F3")
    hands.screen.pages.forms.paper.given.emit(PAPERS[1], "MC-LATE")
    assert hands.band.status is Status.BLOCKED
    assert hands.screen.pages.forms.paper.fault


def test_goods_without_a_code_are_typed_twice_unseen(open_receive, dock):
    dock.deliver(Ordered(supplier_lot=None, papers=full_papers()))
    hands = open_receive(ReceivePlace(line_id=dock.lines[-1]))
    hands.press("F2")
    form = hands.screen.pages.forms.goods
    form.lot.setText("7F42")
    form.lot.returnPressed.emit()
    assert form.lot.text() == ""
    form.lot.setText("7F24")
    form.lot.returnPressed.emit()
    assert "differ" in form.fault
    for text in ("7F42", "7F42"):
        form.lot.setText(text)
        form.lot.returnPressed.emit()
    assert form.lot.isReadOnly()
    form.expiry.setText("31-11-05")
    form.expiry.returnPressed.emit()
    assert "2031-11-05" in form.fault
    for text in ("2031-11-05", "20311105"):
        form.expiry.setText(text)
        form.expiry.returnPressed.emit()
    form.revision.setText("C")
    hands.press("F10")
    hands.type("1200")
    hands.press("Enter")
    hands.press("Enter")
    hands.press("F10")
    page = dock.plant.bench.ask(lot_page, hands.screen.model.state.received.lot_id)
    assert page.identity.supplier_lot == "7F42"
    assert page.identity.expiry.isoformat() == "2031-11-05"
    codes = {finding.code.value for finding in page.identity.receipt.findings}
    assert "NO_USABLE_CODE" in codes


def test_nothing_on_the_goods_is_an_answer(open_receive, dock):
    dock.deliver(Ordered(supplier_lot=None, papers=full_papers()))
    hands = open_receive(ReceivePlace(line_id=dock.lines[-1]))
    hands.press("F2")
    form = hands.screen.pages.forms.goods
    hands.press("F10")
    assert hands.screen.model.state.form is Form.GOODS
    form.lot.returnPressed.emit()
    form.expiry.returnPressed.emit()
    hands.press("F10")
    goods = hands.screen.model.state.goods
    assert (goods.supplier_lot, goods.expiry, goods.revision) == (None, None, None)
