"""Labels that are not GS1 at the receiving bench: one symbol, two, and those that are not sure."""

import pytest

from qtrace.domain.codes.hibc import parse_hibc
from qtrace.domain.quantities import q6
from qtrace.ui.receiving.code_texts import read_out, readings
from qtrace.ui.receiving.receive_state import Phase
from qtrace.ui.receiving.typed_codes import read_typed
from qtrace.ui.receiving.wording import Words
from qtrace.ui.theme.tokens import Status
from tests.ui.receiving.dock import SSCC, Ordered, add_code, hibc
from tests.ui.receiving.scenes import full_papers

PRIMARY = hibc("+A99912345")
SECOND = hibc(f"+$$33111057F42/Q1200{PRIMARY[-1]}")
COMBINED = hibc("+A99912345/$$33111057F42/16D20261105/Q1200")


@pytest.fixture
def due(dock):
    """A delivery of the part that HIBC code A99912345 stands on."""
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    add_code(dock, "SR-12", "HIBCC", "A99912345", 100)
    return dock


def _said(hands, panel):
    """Keys, codes and values of a panel of the screen as it stands."""
    text = panel(Words(hands.bench.translator, hands.bench.zone), hands.screen.model.state)
    return text.note, [(fact.key, fact.code, fact.value, fact.status) for fact in text.facts]


def test_a_hibc_label_is_received_like_a_gs1_label(open_receive, due):
    hands = open_receive()
    assert hands.scan(COMBINED)
    state = hands.screen.model.state
    assert state.phase is Phase.CHECK
    assert state.basis.line.line_id == due.lines[-1]
    came = state.basis.came
    assert (came.part, came.supplier_lot, came.quantity_q6) == ("SR-12", "7F42", q6(1200))
    assert came.expiry.isoformat() == "2031-11-05"
    note, facts = _said(hands, read_out)
    assert note.startswith("HIBC barcode")
    assert facts == [
        ("Product", "", "A99912345", Status.OK),
        ("Use until", "$$3", "2031-11-05", Status.OK),
        ("Supplier's lot", "", "7F42", Status.OK),
        ("Made on", "/16D", "2026-11-05", Status.OK),
        ("Count", "/Q", "1200", Status.OK),
    ]


@pytest.mark.parametrize("order", [(PRIMARY, SECOND), (SECOND, PRIMARY)])
def test_two_hibc_symbols_make_one_receipt_in_either_order(open_receive, due, order):
    hands = open_receive()
    for text in order:
        assert hands.scan(text)
    state = hands.screen.model.state
    assert (state.phase, state.message.format) == (Phase.CHECK, "hibc_merged")
    assert (state.basis.came.part, state.basis.came.supplier_lot) == ("SR-12", "7F42")
    before = state
    assert hands.scan(order[0])
    assert hands.screen.model.state.basis == before.basis


def test_the_second_symbol_alone_asks_for_the_first(open_receive, due):
    hands = open_receive()
    hands.scan(SECOND)
    assert hands.screen.model.state.phase is Phase.UNREAD
    assert (hands.band.status, hands.band.title) == (Status.NEUTRAL, "Label not complete")
    note, facts = _said(hands, lambda words, state: readings(words, state.message)[0])
    assert note == "as scanned"
    assert [(key, code, value) for key, code, value, _status in facts] == [
        ("Use until", "$$3", "2031-11-05"),
        ("Supplier's lot", "", "7F42"),
        ("Count", "/Q", "1200"),
    ]
    assert not hands.is_enabled("F10")


def test_the_symbol_of_another_label_does_not_complete_the_first(open_receive, due):
    hands = open_receive()
    hands.scan(PRIMARY)
    hands.scan(hibc(f"+$OTHER{'A' if PRIMARY[-1] != 'A' else 'B'}"))
    assert hands.screen.model.state.phase is Phase.UNREAD


def test_structures_in_single_symbols_make_one_label(open_receive, due):
    add_code(due, "SR-12", "ICCBBA", "A9999XYZ100T0944", 100)
    hands = open_receive()
    hands.scan("=/A9999XYZ100T0944")
    assert hands.scan("=>031309")
    state = hands.screen.model.state
    assert (state.phase, state.message.format) == (Phase.CHECK, "iccbba_merged")
    assert state.basis.came.expiry.isoformat() == "2031-11-05"


def test_a_product_that_nobody_ordered_is_what_it_is(open_receive, due):
    hands = open_receive()
    hands.scan(hibc("+B99912345/$$33111057F42"))
    basis = hands.screen.model.state.basis
    assert basis.line is None
    assert (basis.came.part, basis.came.supplier_lot) == ("B99912345", "7F42")


def test_a_reading_that_is_not_verified_is_shown_and_never_posted(open_receive, due):
    hands = open_receive()
    hands.scan("MF1234567*BA7F42")
    assert (hands.band.status, hands.band.title) == (Status.HOLD, "The reading is not sure")
    assert not hands.is_enabled("F10")


def test_a_broken_label_says_what_is_wrong(open_receive, due):
    hands = open_receive()
    hands.scan(COMBINED[:-1] + ("A" if COMBINED[-1] != "A" else "B"))
    assert hands.band.status is Status.BLOCKED
    assert "check character of HIBC code" in hands.band.reason


def test_a_suppliers_box_label_is_read_by_our_part_number(open_receive, due):
    hands = open_receive()
    hands.scan("[)>\x1e06\x1dPSR-12\x1d1T7F42\x1dQ1200\x1d13Q1/12\x1e\x04")
    state = hands.screen.model.state
    assert (state.phase, state.basis.came.part) == (Phase.CHECK, "SR-12")
    note, facts = _said(hands, read_out)
    assert note.startswith("Supplier's label")
    assert facts[0][:2] == ("Customer part number", "P")


def test_a_typed_hibc_code_keeps_the_space_that_is_its_check_character():
    text = "+$$52001510X3+ "
    assert read_typed(f" {text}", 2026) == parse_hibc(text, 2026)
    assert read_typed(f"{PRIMARY}  ", 2026).di == "A99912345"
    assert read_typed(text.strip(), 2026).verdict.value == "invalid"
