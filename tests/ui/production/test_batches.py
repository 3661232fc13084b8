"""The desk of batches: the gate is computed, two acts are signed by who made none of it."""

import pytest

from qtrace.services.documents.commands import StoreDocument
from qtrace.services.documents.issued import waiting_jobs
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import CheckUnitLabel
from qtrace.ui.places import BatchesPlace, BatchHistoryPlace, CasesPlace, LotPlace
from qtrace.ui.production.batches_model import RELEASE, next_release
from qtrace.ui.production.batches_screen import BatchesScreen
from qtrace.ui.production.history_model import REPRINT
from qtrace.ui.production.history_screen import HistoryScreen
from qtrace.ui.theme.tokens import Status
from tests.support.ncrs import open_ncr
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
                **bench.head(), unit_label_id=bench.new(), work_order_id=bench.order,
                unit_id=unit, raw_code=unit_label(f"26C000{number}", lot),
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
        makers = {BatchesPlace: BatchesScreen, BatchHistoryPlace: HistoryScreen}
        station = open_station(line_plant, makers)
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
    done = desk.screen.detail_spec().facts[0]
    assert done.status is Status.OK
    assert "arket" in done.value, "the release is said although its row is gone"
    check_looks(desk)


def test_an_open_case_leads_to_its_desk(open_desk):
    bench, station = open_desk()
    open_ncr(bench, item=bench.lot)
    station.press("F5")
    station.press("1")
    assert station.opened[-1] == CasesPlace(number="NCR-26-0001")


@pytest.fixture
def open_history(open_desk):
    """The history of the batch, for a person who may issue it; the printer's part is done here."""

    def make(*, labelled: bool = True):
        bench, desk = open_desk(labelled=labelled)
        desk.press("F9")
        assert desk.opened[-1] == BatchHistoryPlace(bench.lot)
        return bench, desk

    return make


def store(bench, document_id):
    """What the print desk does after the commit."""
    bench.done(
        StoreDocument(
            **bench.head(), document_id=document_id, media_type="application/pdf",
            content=b"%PDF-1.7 test",
        ),
        "rui",
    )  # fmt: skip


def test_the_history_says_what_is_missing_and_every_table_can_be_reached(open_history):
    _bench, desk = open_history(labelled=False)
    check_looks(desk)
    missing = desk.screen.model.state.page.missing
    assert "2 units have no checked label" in [point.en for point in missing]
    tables = desk.screen.model.state.page.tables
    for _table in tables:
        desk.press("Down")
        check_looks(desk)
    assert desk.screen.model.state.place == len(tables)
    desk.press("Down")
    assert desk.screen.model.state.place == len(tables), "there is no table below the last"
    desk.press("Up")
    assert desk.screen.model.state.place == len(tables) - 1
    desk.press("Esc")
    assert desk.opened[-1] == BatchesPlace()


def test_a_record_is_issued_once_printed_once_and_then_with_a_reason(open_history):
    bench, desk = open_history()
    desk.press("F7")
    assert bench.ask(waiting_jobs) == (), "nothing was issued yet"
    desk.press("F10")
    newest = desk.screen.model.state.newest
    assert (newest.revision, newest.has_file) == (1, False)
    desk.press("F10")
    assert desk.screen.model.state.refusal.code == "HISTORY_UNCHANGED"
    store(bench, newest.document_id)
    desk.press("F5")
    desk.press("F7")
    (job,) = bench.ask(waiting_jobs)
    assert (job.document_id, job.template, job.copy_no) == (
        newest.document_id, "device_history", 0,
    )  # fmt: skip
    desk.press("F7")
    assert desk.screen.model.state.form == REPRINT
    check_looks(desk)
    desk.press("F10")
    assert "reason" in desk.screen.form.shown_problems()
    desk.type("for the audit")
    desk.press("F10")
    assert {job.copy_no for job in bench.ask(waiting_jobs)} == {0, 1}
    assert desk.screen.model.state.form is None


def test_the_chosen_table_stays_in_sight(open_history):
    _bench, desk = open_history()
    for _step in desk.screen.model.state.page.tables:
        desk.press("Down")
    bar = desk.screen.tables._area.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    for _step in desk.screen.model.state.page.tables:
        desk.press("Up")
    assert bar.value() == 0
