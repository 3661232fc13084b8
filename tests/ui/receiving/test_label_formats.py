"""Labels of no issuer and labels without separators at the receiving bench."""

import pytest

from qtrace.domain.quantities import q6
from qtrace.services.catalogue.code_profiles import SetCodeProfile, code_profiles
from qtrace.services.suppliers.commands import AddSupplierFormat
from qtrace.ui.places import ReceivePlace
from qtrace.ui.receiving.code_texts import read_out
from qtrace.ui.receiving.receive_state import Phase
from qtrace.ui.receiving.wording import Words
from qtrace.ui.scan_desk import ScanDesk
from qtrace.ui.theme.tokens import Status
from tests.ui.receiving.dock import Ordered, add_code, scan_of
from tests.ui.receiving.scenes import full_papers

BARRED = "P{part}|Q{qty:digits}|L{lot}|D{expiry:YYMMDD}|{ignore:1}"
LABEL = "PHM-SR12|Q1200|L7F42|D311105|x"
LOST = "0119506000134359107F4217311105"


def add_format(dock, supplier="S-0117", pattern=BARRED):
    dock.plant.done(
        AddSupplierFormat(
            **dock.head(), format_id=dock.new(), supplier_id=dock.suppliers[supplier], name="Box",
            pattern=pattern,
        ),
        by=dock.quality,
    )  # fmt: skip


@pytest.fixture
def due(dock):
    """A delivery of SR-12 whose labels carry the supplier's own format."""
    dock.deliver(Ordered(papers=full_papers()))
    add_code(dock, "SR-12", "SUPPLIER", "HM-SR12", 100)
    add_format(dock)
    return dock


def facts(hands):
    text = read_out(Words(hands.bench.translator, hands.bench.zone), hands.screen.model.state)
    return text.note, [(fact.key, fact.value, fact.status) for fact in text.facts]


def test_a_suppliers_own_label_is_received_like_any_other(open_receive, due):
    hands = open_receive()
    assert hands.scan(LABEL)
    state = hands.screen.model.state
    assert (state.phase, state.basis.line.line_id) == (Phase.CHECK, due.lines[-1])
    came = state.basis.came
    assert (came.part, came.supplier_lot, came.quantity_q6) == ("SR-12", "7F42", q6(1200))
    note, shown = facts(hands)
    assert note.startswith("Label format S-0117 Box")
    assert shown == [
        ("Part number", "HM-SR12", Status.OK),
        ("Count", "1200", Status.OK),
        ("Supplier's lot", "7F42", Status.OK),
        ("Use until", "2031-11-05", Status.OK),
    ]
    hands.scan(LABEL)
    assert hands.screen.model.state.saying.code == "SAME_CODE_AGAIN"
    hands.scan("something else")
    assert hands.screen.model.state.saying.code == "LABEL_FITS_NO_FORMAT"
    assert hands.screen.model.state.basis.came == came


def test_our_label_is_wanted_once_the_lot_is_received(open_receive, due):
    hands = open_receive()
    hands.scan(LABEL)
    hands.type("12")
    hands.press("Enter")
    hands.press("F10")
    assert hands.screen.model.state.phase is Phase.LABELS
    hands.scan(LABEL)
    assert hands.screen.model.state.saying.code == "SUPPLIER_LABEL_HERE"
    assert not hands.scan("something else")


def test_two_formats_that_fit_ask_for_the_delivery(open_receive, due):
    due.deliver(Ordered(part="TB-40", order="PO-26-2301", papers=()))
    add_format(due, "S-0203")
    hands = open_receive()
    hands.scan(LABEL)
    assert hands.screen.model.state.phase is Phase.UNREAD
    assert hands.band.status is Status.HOLD
    assert "S-0117 Box" in hands.band.reason
    assert "S-0203 Box" in hands.band.reason
    assert not hands.is_enabled("F10")
    chosen = open_receive(ReceivePlace(line_id=due.lines[0]))
    chosen.scan(LABEL)
    assert chosen.screen.model.state.basis.is_read
    assert chosen.screen.model.state.message.format == "supplier:S-0117 Box"


def test_a_typed_text_is_read_too_and_an_order_number_stays_one(open_receive, due):
    hands = open_receive(ReceivePlace(code=LABEL))
    assert hands.screen.model.state.basis.came.supplier_lot == "7F42"
    hands.press("F2")
    hands.screen.model.arrivals.submit_code("PO-26-2207")
    state = hands.screen.model.state
    assert (state.phase, state.message) == (Phase.CHECK, None)


def test_the_station_opens_such_a_label_from_anywhere(due):
    bench = due.signed_in(due.bench(), "chen")
    desk, opened, said = ScanDesk(bench), [], []
    desk.opened.connect(opened.append)
    desk.noticed.connect(said.append)
    now = due.plant.clock.now()
    desk.take(scan_of(LABEL, now))
    assert opened[0].message.lot == "7F42"
    desk.take(scan_of("something else", now))
    assert said[0].code == "NOT_RECOGNISED"


@pytest.fixture
def profiled(dock):
    """A delivery of SR-12 whose GTIN has a code profile."""
    dock.deliver(Ordered(papers=full_papers()))
    row = dock.plant.bench.ask(code_profiles)[0]
    command = SetCodeProfile(**dock.head(), part_code_id=row.part_code_id, profile="10 17")
    dock.plant.done(command, by=dock.quality)
    return dock


def test_the_code_profile_reads_a_label_that_lost_its_separators(open_receive, profiled):
    hands = open_receive()
    hands.scan(LOST)
    state = hands.screen.model.state
    assert (state.phase, state.basis.came.supplier_lot) == (Phase.CHECK, "7F42")
    assert state.basis.came.expiry.isoformat() == "2031-11-05"
    hands.type("1200")
    hands.press("Enter")
    hands.type("12")
    hands.press("Enter")
    assert "read by the part's code profile" in hands.band.title
    assert "The scanner lost separators" in hands.band.reason
    assert hands.is_enabled("F10")
    hands.press("F10")
    assert hands.screen.model.state.phase is Phase.LABELS


def test_without_a_profile_nothing_is_posted(open_receive, dock):
    dock.deliver(Ordered(papers=full_papers()))
    hands = open_receive()
    hands.scan(LOST)
    assert hands.screen.model.state.phase is Phase.UNREAD
    assert not hands.is_enabled("F10")


def test_a_newer_symbol_goes_before_the_answer_about_an_older_one(profiled, look):
    bench = profiled.signed_in(profiled.bench(stepped=True), "chen")
    from qtrace.ui.receiving.receive_model import ReceiveModel

    model = ReceiveModel(bench, ReceivePlace())
    model.arrivals.scanned(scan_of(LOST, profiled.plant.clock.now()))
    first = model.state.message
    model.arrivals.look_up("PO-26-2207")
    bench._executor.run_all()
    assert model.state.message is not first
    assert model.state.basis is not None
