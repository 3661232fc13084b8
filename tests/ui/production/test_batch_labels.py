"""Labels of a batch whose order has ended: scanned, printed and renewed from the batches desk."""

import pytest

from qtrace.i18n import Language
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.documents.issued import waiting_jobs
from qtrace.services.labels.unit_label_queries import batch_labels
from qtrace.services.labels.unit_labels_commands import TakeLabelVersion
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import AddLabelVersion
from qtrace.ui.places import BatchesPlace, BatchLabelsPlace
from qtrace.ui.production.batch_labels_screen import BatchLabelsScreen
from qtrace.ui.production.batches_screen import BatchesScreen
from qtrace.ui.production.line_state import LineSaid
from qtrace.ui.theme.tokens import Status
from tests.support.drafts import approval
from tests.support.plants import PIN
from tests.support.production import UNIT_GTIN, finished_without_serials, make_production
from tests.ui.people.station import Look, check_looks
from tests.ui.production.conftest import LineHands, badges_of, unit_label
from tests.ui.production.test_batches import finished
from tests.ui.production.test_line_exceptions import codes, fill, sign

SCREENS = {BatchesPlace: BatchesScreen, BatchLabelsPlace: BatchLabelsScreen}


class LabelHands(LineHands):
    """The batches desk and its page of labels."""

    @property
    def screen(self):
        return self.station.screen

    @property
    def state(self):
        return self.screen.model.labels


@pytest.fixture
def desk(line_plant, open_station):
    """The batches desk with a batch of two units, in front of somebody."""

    def make(login: str = "mei", look=None, *, labelled: bool = False) -> LabelHands:
        bench = finished(line_plant, labelled=labelled)
        station = open_station(line_plant, SCREENS, look)
        hands = LabelHands(bench, station, badges_of(line_plant))
        station.scan(hands.badges[login])
        station.type(PIN + "\r")
        station.shell.go(BatchesPlace())
        hands.settle()
        return hands

    return make


def missing(hands) -> list[str]:
    return [point.code.value for point in hands.bench.gate().before_production]


def test_labels_that_nobody_scanned_are_made_up_with_the_scanner_alone(desk):
    hands = desk()
    lot = hands.bench.ask_lot()
    assert "LABEL_UNCHECKED" in missing(hands)
    hands.station.scan(unit_label("26C0001", lot))
    assert isinstance(hands.screen, BatchLabelsScreen), "the label opens the page of its batch"
    assert [each.serial for each in hands.state.page.open] == ["26C0001", "26C0002"]
    check_looks(hands.station)
    hands.station.scan(unit_label("26C0001", "L26-99999-X"))
    assert hands.state.refusal.code == "UNIT_LABEL_WRONG"
    hands.station.scan("no label")
    assert hands.state.said.code is LineSaid.NOT_KNOWN_HERE
    for serial in ("26C0001", "26C0002"):
        hands.station.scan(unit_label(serial, lot))
        assert hands.state.said.code is LineSaid.LABEL_RIGHT
    assert hands.state.page.open == ()
    assert "LABEL_UNCHECKED" not in missing(hands)
    hands.station.press("Esc")
    assert isinstance(hands.screen, BatchesScreen)


def test_a_new_version_is_taken_printed_and_scanned_after_the_order(desk):
    hands = desk(labelled=True)
    bench, label = hands.bench, hands.bench.new()
    hands.station.press("F11")
    assert hands.screen.band.spec.status is Status.OK
    bench.done(
        AddLabelVersion(
            **bench.head(), label_version_id=label, part_id=bench.parts["IP-200"],
            label_version="L-IP200/4", udi_di=UNIT_GTIN,
        )
    )  # fmt: skip
    bench.done(approval(bench.plant, DraftKind.LABEL, label), "qian", signed=True)
    hands.station.press("F5")
    assert hands.state.page.in_force == "L-IP200/4"
    hands.station.press("F10")
    check_looks(hands.station)
    fill(hands, reason="warning text changed")
    sign(hands)
    assert hands.state.said.code is LineSaid.LABEL_TAKEN
    assert [each.carries for each in hands.state.page.open] == ["L-IP200/3"] * 2
    hands.station.press("F7")
    hands.settle()
    check_looks(hands.station)
    fill(hands, last="x")
    hands.station.press("F10")
    assert "last" in hands.state.problems
    fill(hands, last="2")
    hands.station.press("F10")
    assert len(bench.ask(waiting_jobs)) == 1
    for code in codes(hands):
        hands.station.scan(f"]d2{code}")
        assert hands.state.said.code is LineSaid.LABEL_RIGHT
    assert hands.state.page.open == ()
    assert bench.ask(batch_labels, bench.lots["7F42-01"]) is None


def test_the_page_keeps_the_rules_in_chinese(desk):
    hands = desk(look=Look(Language.ZH_CN))
    hands.station.press("F11")
    check_looks(hands.station)
    hands.station.press("F7")
    hands.settle()
    check_looks(hands.station)


def test_what_is_on_the_market_keeps_the_version_that_it_carries(line_plant):
    bench = finished(line_plant, labelled=True)
    assert isinstance(bench.release(), Done)
    label = bench.new()

    def take():
        wish = TakeLabelVersion(**bench.head(), work_order_id=bench.order, reason="new text")
        return bench.send(wish, "qian", signed=True)

    assert isinstance(bench.release("market"), Done)
    bench.done(
        AddLabelVersion(
            **bench.head(), label_version_id=label, part_id=bench.parts["IP-200"],
            label_version="L-IP200/4", udi_di=UNIT_GTIN,
        )
    )  # fmt: skip
    bench.done(approval(bench.plant, DraftKind.LABEL, label), "qian", signed=True)
    assert take().code == "BATCH_RELEASED"


@pytest.mark.parametrize("look", [Look(), Look(Language.ZH_CN)])
def test_a_batch_without_serial_numbers_shows_its_own_label(line_plant, open_station, look):
    bench = make_production(line_plant)
    finished_without_serials(bench)
    lot = bench.ask_lot()
    station = open_station(line_plant, SCREENS, look)
    hands = LabelHands(bench, station, badges_of(line_plant))
    station.scan(hands.badges["mei"])
    station.type(PIN + "\r")
    station.shell.go(BatchLabelsPlace(bench.lot))
    hands.settle()
    assert [each.serial for each in hands.state.page.open] == [lot]
    keys = hands.screen.keys()
    assert "F7" not in keys, "there are no labels of units"
    check_looks(station)
    station.scan(f"(01){UNIT_GTIN}(10)L26-99999-X")
    assert hands.state.refusal.code == "UNIT_LABEL_WRONG"
    station.scan(f"(01){UNIT_GTIN}(10){lot}")
    assert hands.state.said.code is LineSaid.BATCH_LABEL_RIGHT
    assert hands.state.page.open == ()
    assert hands.screen.band.spec.status is Status.OK
    station.press("F5")
    assert missing(hands) == []
