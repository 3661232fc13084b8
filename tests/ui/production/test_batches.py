"""The desk of batches: the gate is computed, two acts are signed by who made none of it."""

import pytest

from qtrace.services.line_commands import CheckUnitLabel
from qtrace.services.outcomes import Done
from qtrace.ui.places import BatchesPlace, LotPlace
from qtrace.ui.production.batches_model import RELEASE, next_release
from qtrace.ui.production.batches_screen import BatchesScreen
from tests.support.plants import PIN
from tests.support.production import make_production
from tests.ui.people.station import check_looks, texts
from tests.ui.production.conftest import badges_of, unit_label


def finished(plant, *, labelled: bool):
    """Two units made, tested and, if wished, with a label that was looked at."""
    bench = make_production(plant)
    bench.ordered(planned=2)
    bench.cleared()
    bench.start()
    for lot, part, pieces in (("PH-26-0207", "PH-20", 2), ("7F42-01", "SR-12", 4)):
        assert isinstance(bench.issue(bench.stock(lot, part, pieces)), Done)
    assert isinstance(bench.make(2), Done)
    bench.finish()
    bench.start(40)
    for number, unit in enumerate(bench.units, start=1):
        if labelled:
            with plant.database.read() as session:
                from qtrace.models.items import Item

                lot = session.get_one(Item, bench.lot).lot
            command = CheckUnitLabel(
                **bench.head(), unit_label_id=bench.new(), unit_id=unit,
                raw_code=unit_label(f"26C000{number}", lot),
            )  # fmt: skip
            assert isinstance(bench.send(command, "mei"), Done)
        bench.output(unit_ids=(unit,))
    assert isinstance(bench.finish(), Done)
    assert isinstance(bench.close(), Done)
    return bench


@pytest.fixture
def open_desk(line_plant, open_station):
    def make(*, labelled: bool = True):
        bench = finished(line_plant, labelled=labelled)
        station = open_station(line_plant, {BatchesPlace: BatchesScreen})
        station.scan(badges_of(line_plant)["rui"])
        station.type(PIN + "\r")
        station.shell.go(BatchesPlace())
        return bench, station

    return make


def test_a_batch_that_lacks_something_says_what_and_cannot_be_signed(open_desk):
    bench, desk = open_desk(labelled=False)
    assert "2 units have no checked label" in desk.screen.detail_spec().facts[0].value
    desk.press("F10")
    assert desk.screen.model.state.form is None
    check_looks(desk)
    desk.press("F3")
    assert desk.opened[-1] == LotPlace(bench.lot)


def test_production_then_market_release_by_signature(open_desk):
    _bench, desk = open_desk()
    for left in ("market", None):
        desk.press("F10")
        assert desk.screen.model.state.form == RELEASE
        check_looks(desk)
        desk.press("F10")
        assert "secret" in desk.screen.form.shown_problems()
        desk.screen.form.fields["secret"].setFocus()
        desk.type(PIN)
        desk.press("F10")
        assert desk.screen.model.state.refusal is None
        rows = desk.screen.model.state.rows
        assert [next_release(row).value for row in rows] == ([left] if left else [])
    assert "No batch waits" in texts(desk.screen)
