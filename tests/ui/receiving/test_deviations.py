"""What deviates: red, amber, two readings, no readings; and still received as what it is."""

import pytest

from qtrace.domain.items import LabelStatus
from qtrace.domain.suppliers import SourceState
from qtrace.ports import RawScan, Tone
from qtrace.scanning.events import Repeat, ScanEvent
from qtrace.services.items.lot_page import lot_page
from qtrace.ui.places import ReceivePlace
from qtrace.ui.receiving.order_texts import order_panel, quantity_text
from qtrace.ui.receiving.receive_state import Phase
from qtrace.ui.receiving.wording import Words
from qtrace.ui.theme.tokens import Status
from tests.ui.receiving.dock import (
    SSCC,
    Ordered,
    label,
    set_source,
)
from tests.ui.receiving.scenes import (
    SECOND_SSCC,
    full_papers,
    known_site,
    labels_of,
    received_lot,
)

# --- what deviates -----------------------------------------------------------------------------


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
    assert (panel.facts[0].status, panel.facts[0].verdict) == (Status.BLOCKED, "not known")
    assert (hands.band.status, hands.band.title) == (Status.BLOCKED, "Part not known")
    assert "09506000134352" in hands.band.reason
    hands.type("1200")
    hands.press("Enter")
    assert not hands.is_enabled("F10")
    hands.press("F8")
    received = hands.screen.model.state.received
    assert received.is_pending, "it never gets into quarantine as the part that was ordered"
    page = dock.plant.bench.ask(lot_page, received.lot_id)
    assert page.identity.part is None


def test_the_excess_gets_a_lot_and_labels_of_its_own(open_receive, dock):
    known_site(dock)
    dock.deliver(Ordered(ordered=1000, advised=1000, containers=10, papers=full_papers()),
                 sscc=SSCC)  # fmt: skip
    hands = open_receive(login="lin")
    hands.scan(label())
    assert hands.band.title == "May be received · more than ordered"
    assert hands.button("F10") == "Receive, print 12 labels"
    assert "1 000 ordered" in hands.band.reason
    assert "10 quarantine and 2 pending labels" in hands.band.next_step
    assert hands.picture()[1] == [], "nothing is cut off"
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
    assert "Receive now" not in hands.band.reason
    assert hands.picture()[1] == [], "nothing is cut off"
    assert dock.lot_number(lot) in hands.band.next_step
    words = Words(hands.bench.translator, hands.bench.zone)
    assert quantity_text(words, hands.screen.model.state).share == pytest.approx(0.6)
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
    assert hands.band.next_step == "Choose the supplier, then Enter"
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


# --- labels that are not sure ------------------------------------------------------------------


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
