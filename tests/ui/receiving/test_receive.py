"""Receiving through the screen's own keys and scans, on a real plant."""

import pytest

from qtrace.app.fake_executor import SteppedExecutor
from qtrace.domain.codes.internal import (
    CommandCode,
    format_command,
    format_location,
    format_lot,
)
from qtrace.domain.items import LabelStatus
from qtrace.domain.quantities import MILLION
from qtrace.domain.suppliers import SourceState
from qtrace.i18n import Language
from qtrace.ports import Failure, RawScan, Tone
from qtrace.scanning.events import Repeat, ScanEvent
from qtrace.services.label_checks import container_task
from qtrace.services.lot_page import lot_page
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.receiving_queue import queue_page
from qtrace.ui.places import InspectionPlace, LotPlace, QueuePlace, ReceivePlace
from qtrace.ui.receiving.order_texts import order_panel
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import CountFault, CountField, Form, Phase
from qtrace.ui.receiving.wording import Words
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import TileState
from tests.ui.receiving.dock import (
    PAPERS,
    SSCC,
    Dock,
    Ordered,
    label,
    scan_of,
    set_source,
)
from tests.ui.receiving.hands import Hands
from tests.ui.receiving.scenes import label_all, received_lot

SECOND_SSCC = "395060000000123425"


def known_site(dock: Dock) -> None:
    """A lot came from the site before, so the next one is nothing new."""
    received_lot(dock, order="PO-26-0001")


def full_papers() -> tuple[tuple[str, str], ...]:
    """Every paper that the seal ring requires."""
    return tuple((kind, f"N-{kind}") for kind in PAPERS)


def labels_of(hands: Hands, *numbers: int, mark: str = "Q") -> None:
    """Scan container labels of the lot on the screen."""
    lot = hands.screen.model.state.task.lot
    for number in numbers:
        assert hands.scan(f"{lot}/{number:02d}{mark}")


def states(hands: Hands) -> list[TileState]:
    """States of the container tiles."""
    return [face.tile.state for face in hands.screen.pages.containers.tiles.tiles]


# --- a delivery as it should be ---------------------------------------------------------------


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


# --- what is missing is asked for ---------------------------------------------------------------


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


# --- papers, goods without a code ---------------------------------------------------------------


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


# --- what deviates ------------------------------------------------------------------------------


def test_an_old_revision_is_received_as_what_it_is(open_receive, dock):
    dock.deliver(Ordered("BT-18", "PO-26-2198", 160, 160, 8, "B-1", papers=()))
    hands = open_receive(ReceivePlace(line_id=dock.lines[-1]))
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, "Not the revision in force")
    hands.press("Enter")
    hands.press("Enter")
    assert not hands.is_enabled("F10")
    assert hands.button("F10") == "Deviates: F8"
    hands.press("F8")
    state = hands.screen.model.state
    assert state.received.is_pending
    assert state.task.label_status is LabelStatus.EXCESS
    assert hands.band.status is Status.HOLD
    labels_of(hands, *range(1, 9), mark="E")
    assert hands.band.title == "Pending · 8 / 8 labelled"
    assert hands.button("F10") == "Back to the queue"


@pytest.mark.parametrize(
    ("state", "title", "status"),
    [
        (SourceState.SUSPENDED, "Supplier suspended", Status.BLOCKED),
        (SourceState.REMOVED, "Supplier not approved", Status.BLOCKED),
        (SourceState.PROBATION, "May be received · supplier is on probation", Status.HOLD),
    ],
)
def test_the_standing_of_the_source_is_said(open_receive, dock, state, title, status):
    known_site(dock)
    set_source(dock, "SR-12", state)
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    assert (hands.band.status, hands.band.title) == (status, title)


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ({"ai17": "261101"}, "Expired"),
        ({"ai240": "SR-12-B"}, "Not the revision in force"),
    ],
)
def test_a_code_that_deviates_is_red_and_still_receivable(open_receive, dock, changed, title):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label(**changed))
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, title)
    assert hands.tones[-1] is Tone.BLOCKED
    hands.press("F8")
    assert hands.screen.model.state.received.is_pending


def test_a_product_code_that_nobody_knows_is_never_a_tick(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label(ai02="09506000134352", without=("240",)))
    panel = order_panel(Words(hands.bench.translator, hands.bench.zone), hands.screen.model.state)
    assert (panel.facts[0].status, panel.facts[0].verdict) == (Status.NEUTRAL, "code not known")


def test_the_excess_gets_a_lot_and_labels_of_its_own(open_receive, dock):
    known_site(dock)
    dock.deliver(Ordered(ordered=1000, advised=1000, containers=10, papers=full_papers()),
                 sscc=SSCC)  # fmt: skip
    hands = open_receive(login="lin")
    hands.scan(label())
    assert hands.band.title == "May be received · more than ordered"
    assert hands.button("F10") == "Receive, print 12 labels"
    hands.press("F10")
    first = hands.screen.model.state
    assert first.task.total == 10
    labels_of(hands, *range(1, 11))
    assert hands.went == []
    assert hands.button("F10") == f"Label the excess {first.received.excess_lot}"
    hands.press("F10")
    second = hands.screen.model.state
    assert second.task.lot == first.received.excess_lot
    assert (second.task.total, second.task.label_status) == (2, LabelStatus.EXCESS)
    labels_of(hands, 1, 2, mark="E")
    assert hands.button("F10") == "Back to the queue"


def test_what_was_received_before_says_by_whom_and_when(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    lot = received_lot(dock, line=dock.lines[-1])
    hands = open_receive()
    hands.scan(label())
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, "Already received")
    assert dock.lot_number(lot) in hands.band.reason
    assert "by Chen at 2026-11-22" in hands.band.reason
    assert not hands.is_enabled("F10")


def test_a_line_that_somebody_else_receives_meanwhile_is_refused_or_seen(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan(label())
    received_lot(dock, line=dock.lines[-1])
    hands.press("F10")
    assert hands.band.status is Status.BLOCKED
    assert "ALREADY_RECEIVED" in hands.band.reason
    line = hands.screen.model.state.basis.line
    hands.bench.heard(dock.news("delivery", line.delivery_id))
    hands.screen.model.show(saying=None)
    assert hands.band.title == "Already received"


def test_what_nobody_announced_asks_who_brought_it(open_receive, dock):
    hands = open_receive()
    hands.scan(label(ai00=SECOND_SSCC, ai400="PO-99"))
    form = hands.screen.pages.forms.supplier
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, "Nobody announced it")
    assert form.isVisible()
    form.search.setText("zzz")
    hands.press("F10")
    assert form.fault
    form.search.setText("ruich")
    hands.press("F10")
    assert hands.screen.model.state.supplier.code == "S-0203"
    assert hands.band.reason.startswith("Ruichuan Medical is not approved for SR-12.")
    hands.press("F7")
    hands.press("Down")
    hands.press("Up")
    hands.press("Up")
    hands.press("F10")
    assert hands.screen.model.state.supplier.code == "S-0117"
    hands.press("F8")
    state = hands.screen.model.state
    assert state.received.is_pending
    page = dock.plant.bench.ask(lot_page, state.received.lot_id)
    assert page.identity.part.number == "SR-12"
    assert page.identity.supplier.en == "Hengmi Rubber"


def test_a_part_that_nobody_knows_is_received_by_what_it_says(open_receive, dock):
    hands = open_receive()
    hands.scan("(01)09506000134352(10)Q1(17)311105")
    assert hands.screen.model.state.unit_code == "pcs"
    hands.press("F10")
    hands.press("Enter")
    hands.type("40")
    hands.press("Enter")
    hands.type("2")
    hands.press("Enter")
    hands.press("F8")
    page = dock.plant.bench.ask(lot_page, hands.screen.model.state.received.lot_id)
    assert page.identity.part is None
    assert page.identity.supplier_lot == "Q1"


# --- labels that are not sure -------------------------------------------------------------------


def test_two_readings_are_both_shown_and_nothing_can_be_posted(open_receive, dock):
    hands = open_receive()
    assert hands.scan("010950600013435210ABC1726110521X")
    assert hands.screen.model.state.phase is Phase.UNREAD
    assert hands.band.status is Status.HOLD
    assert hands.screen.pages.code.accessibleName() == "Reading A"
    assert hands.screen.pages.order.accessibleName() == "Reading B"
    assert not hands.is_enabled("F10")
    assert not hands.may_press("F8")
    assert not hands.may_press("1")


def test_the_second_symbol_completes_the_first(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    assert hands.scan("(10)7F42(17)311105")
    assert (hands.band.status, hands.band.title) == (Status.NEUTRAL, "Label not complete")
    assert not hands.is_enabled("F10")
    assert hands.scan("(01)19506000134359")
    state = hands.screen.model.state
    assert state.phase is Phase.CHECK
    assert state.basis.came.supplier_lot == "7F42"
    assert state.basis.line.line_id == dock.lines[-1]


def test_symbols_a_minute_apart_are_two_labels(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    hands = open_receive()
    hands.scan("(10)7F42(17)311105")
    dock.plant.clock.advance(dock.minutes(2))
    hands.scan("(01)19506000134359")
    assert hands.screen.model.state.basis.fields[0].ai == "01"
    assert len(hands.screen.model.state.basis.fields) == 1


def test_a_wrong_label_says_what_is_wrong(open_receive):
    hands = open_receive()
    hands.scan("]d20109506000134351")
    assert hands.band.status is Status.BLOCKED
    assert "check digit" in hands.band.reason.lower()
    assert hands.tones[-1] is Tone.BLOCKED


def test_an_unreadable_scan_shows_its_bytes(open_receive, dock):
    hands = open_receive()
    raw = RawScan(b"\x00\xffAB", "wedge", dock.plant.clock.now())
    assert hands.screen.scanned(ScanEvent(raw, None, Repeat.FIRST, 1, "SCAN_HAS_NUL"))
    assert (hands.band.status, hands.band.title) == (Status.NEUTRAL, "Unreadable scan")
    assert "<00>" in hands.band.reason
    assert hands.went == []


# --- several lots, typed numbers ----------------------------------------------------------------


def pallet(dock: Dock) -> list[int]:
    """Three lots on one pallet."""
    return dock.deliver(
        Ordered("SR-12", "PO-26-3001", 100, 100, 1, "A1", papers=full_papers()),
        Ordered("SR-12", "PO-26-3002", 200, 200, 2, "A2", papers=full_papers()),
        Ordered("SR-12", "PO-26-3003", 300, 300, 3, "A3", papers=full_papers()),
        sscc=SECOND_SSCC,
    )


def pallet_label() -> str:
    """Its label says nothing but which pallet it is."""
    return label(without=("02", "37", "10", "11", "17", "240", "400"), ai00=SECOND_SSCC)


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


# --- continuing, reprinting, admitting ----------------------------------------------------------


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


# --- trouble ------------------------------------------------------------------------------------


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
