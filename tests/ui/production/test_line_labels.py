"""Labels at the line: never green for another lot, and looked at wherever it was forgotten."""

from datetime import timedelta

import pytest

from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.production.commands import AddLabelVersion
from qtrace.ui.places import LinePlace
from qtrace.ui.production.line_screen import LineScreen
from qtrace.ui.production.line_state import LineSaid
from qtrace.ui.theme.tokens import Status
from tests.support.drafts import approval
from tests.support.production import UNIT_GTIN
from tests.ui.production.conftest import LineHands, badges_of, unit_label
from tests.ui.production.test_batches import finished
from tests.ui.production.test_line_exceptions import fill, sign


@pytest.fixture
def after(line_plant, open_station):
    """A line station after an order was finished."""

    def make(*, labelled: bool) -> LineHands:
        bench = finished(line_plant, labelled=labelled)
        station = open_station(line_plant, {LinePlace: LineScreen})
        hands = LineHands(bench, station, badges_of(line_plant))
        hands.sign_in("mei")
        if not isinstance(station.shell.place, LinePlace):
            station.shell.go(LinePlace())
        hands.screen.model.choose(bench.line_id)
        return hands

    return make


def both_made(at_line) -> LineHands:
    """Two units came out of operation 30 without a scan of their labels."""
    hands = at_line(planned=2)
    hands.bench.stock("PH-26-0001", "PH-20", 2)
    hands.bench.stock("SR-26-0001", "SR-12", 4)
    hands.station.press("F10")
    hands.station.scan("PH-26-0001")
    hands.station.scan("SR-26-0001")
    hands.bench.run = hands.state.station.run.run_id
    hands.bench.make(2)
    hands.screen.model.refresh()
    hands.settle()
    return hands


def on_to_40(hands: LineHands) -> None:
    """Operation 30 is finished, 40 runs."""
    for _step in range(2):
        hands.station.press("F10")
        hands.settle()
    assert hands.state.station.run.operation_no == 40


def again_later(hands: LineHands) -> None:
    """The same code counts again."""
    hands.bench.plant.clock.advance(timedelta(seconds=30))


def test_a_label_of_another_batch_is_never_green_while_an_order_runs(after):
    hands = after(labelled=True)
    bench, old_lot = hands.bench, hands.bench.ask_lot()
    bench.ordered(2)
    bench.plant.clock.advance(timedelta(minutes=1))
    bench.cleared()
    bench.plant.clock.advance(timedelta(minutes=1))
    hands.screen.model.refresh()
    hands.settle()
    hands.station.press("F10")
    assert hands.state.station.order.lot != old_lot
    hands.station.scan(unit_label("26C0001", old_lot))
    assert hands.band.status is Status.BLOCKED
    assert hands.state.refusal.code == "UNIT_OF_ANOTHER_ORDER"


def test_at_a_later_operation_lot_and_expiry_of_a_known_unit_are_compared(at_line):
    hands = both_made(at_line)
    on_to_40(hands)
    hands.station.scan("]d2010950600020001917200101" + "10L26-99999-X\x1d2126C0001")
    assert hands.state.refusal.code == "UNIT_LABEL_WRONG"
    assert hands.state.station.progress.good == 0


def test_a_label_that_was_forgotten_is_looked_at_with_the_next_operation(at_line):
    hands = both_made(at_line)
    on_to_40(hands)
    hands.unit("26C0001")
    assert hands.state.said.code is LineSaid.LABEL_RIGHT
    assert hands.state.station.progress.good == 1
    hands.station.scan("26C0002")
    assert hands.state.said.code is LineSaid.PIECES_OUT, "a bare number is no label"
    hands.unit("26C0002")
    assert hands.state.said.code is LineSaid.LABEL_RIGHT, "it is out; only its label is looked at"
    again_later(hands)
    hands.unit("26C0002")
    assert hands.state.refusal.code == "UNIT_ALREADY_DONE", "with nothing left as well"
    assert "Mei" in hands.band.reason, "by whom"
    assert ":" in hands.band.reason.split("Mei")[-1], "and when"


def test_after_the_order_a_scan_still_looks_at_the_label(after):
    hands = after(labelled=False)
    lot = hands.bench.ask_lot()
    hands.station.scan(unit_label("26C0001", lot))
    assert hands.band.status is Status.OK
    assert lot in hands.band.reason
    hands.station.scan(unit_label("26C0002", "L26-99999-X"))
    assert hands.state.refusal.code == "UNIT_LABEL_WRONG"
    hands.station.scan(unit_label("26C0002", lot))
    assert hands.state.said.code is LineSaid.LABEL_RIGHT
    codes = [point.code.value for point in hands.bench.gate().before_production]
    assert "LABEL_UNCHECKED" not in codes
    hands.station.scan("26C0002")
    assert hands.state.said.code is LineSaid.START_FIRST, "a bare number is no label"


def test_the_version_in_force_is_offered_before_any_label_is_refused(at_line):
    hands = at_line()
    assert hands.state.order.label_in_force == ""
    bench, label = hands.bench, hands.bench.new()
    bench.done(
        AddLabelVersion(
            **bench.head(), label_version_id=label, part_id=bench.parts["IP-200"],
            label_version="L-IP200/4", udi_di=UNIT_GTIN,
        )
    )  # fmt: skip
    bench.done(approval(bench.plant, DraftKind.LABEL, label), "qian", signed=True)
    hands.screen.model.refresh()
    hands.settle()
    assert hands.state.order.label_in_force == "L-IP200/4"
    hands.menu("take_label")
    fill(hands, reason="warning text changed")
    sign(hands)
    assert hands.state.said.code is LineSaid.LABEL_TAKEN
    assert hands.state.order.label_version == "L-IP200/4"
