"""The queue shows everything that waits, where it stands, and what comes next."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from qtrace.domain.codes.internal import LabelMark, format_container
from qtrace.domain.items import LabelStatus, QualityState, label_status
from qtrace.domain.receiving import Level
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.domain.suppliers import SourceState
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.inspection.unfinished_work import WorkKind, unfinished_work
from qtrace.services.items.lot_page import lot_page
from qtrace.services.receiving.commands import CheckLabel
from qtrace.services.receiving.queue import QueueFilter, QueueState, queue_page
from qtrace.services.receiving.tasks import open_label_tasks
from tests.support.inspections import MAJOR, by_aql, looked_at, make_bench, measured
from tests.support.receiving import NEEDED, make_receiving
from tests.support.statements import count_statements


@pytest.fixture
def bench(plant):
    return make_receiving(plant)


def by_text(page):
    return {row.text: row for row in page.rows}


def test_expected_lines_by_need_with_what_is_odd_about_them(bench):
    bench.expected("a", order="PO-A", sscc=None, needed_at=NEEDED + timedelta(days=1))
    bench.expected("b", order="PO-B", sscc=None, needed_at=NEEDED)
    bench.part("FL-02", "A")
    bench.source("S-0117", "FL-02", "HM-1")
    bench.part("PS-05", "E")
    bench.source("S-0117", "PS-05", "HM-1", SourceState.SUSPENDED)
    bench.part("BT-18", "B")
    bench.source("S-0117", "BT-18", "HM-1")
    for number, part, revision in (
        ("PO-F", "FL-02", "A"),
        ("PO-P", "PS-05", "E"),
        ("PO-T", "BT-18", "B"),
    ):
        line = bench.order(number, part=part, revision=revision)
        bench.deliver(
            bench.line(number, part=part, revision=revision, order_line_id=line), number=number
        )
    bench.revise("BT-18", "C")
    bench.receive("a")
    page = bench.ask(queue_page)
    rows = by_text(page)
    assert next(row.text for row in page.rows if row.state is QueueState.TO_RECEIVE) == "PO-B"
    steps = {text: (row.step.code.value, row.step.level) for text, row in rows.items()}
    assert steps["PO-B"] == ("SCAN_DELIVERY", None)
    assert steps["PO-F"] == ("FIRST_LOT_OF_SITE", Level.WARNING)
    assert steps["PO-P"] == ("SUPPLIER_SUSPENDED", Level.BLOCKED)
    assert steps["PO-T"] == ("OLD_REVISION", Level.WARNING)
    assert rows["PO-T"].step.facts["effective"] == "C"
    row = rows["PO-B"]
    assert (row.containers, row.qty_q6, row.part.number) == (12, 1200_000_000, "SR-12")
    assert row.supplier.zh == "恒密橡塑"
    counts = page.counts
    assert (counts.all, counts.to_receive, counts.to_label, counts.received_today) == (5, 4, 1, 1)
    only = bench.ask(queue_page, QueueFilter.TO_LABEL)
    assert [row.state for row in only.rows] == [QueueState.TO_LABEL]
    assert only.counts == counts


def test_a_pending_lot_waits_for_quality_once_it_is_labelled(bench):
    lot = bench.receive(None, acknowledged=("UNEXPECTED_DELIVERY",)).facts["lot"]
    row = by_text(bench.ask(queue_page))[lot]
    assert row.state is QueueState.TO_LABEL
    assert row.step.facts == {"done": "0", "total": "12", "status": "excess"}
    bench.check(lot, *range(1, 13), status=LabelStatus.EXCESS)
    row = by_text(bench.ask(queue_page))[lot]
    assert (row.state, row.step.facts) == (QueueState.PENDING, {"finding": "UNEXPECTED_DELIVERY"})


def test_sql_and_domain_agree_about_the_wanted_label(bench):
    """Two lots, their state set by hand in records of their own; both forms name one label."""
    bench.expected()
    bench.receive()
    admitted = bench.last
    bench.receive(None, acknowledged=("UNEXPECTED_DELIVERY",))
    for state in QualityState:
        force_state(bench, state)
        open_tasks = bench.ask(open_label_tasks)
        for lot_id, pending in ((admitted, False), (bench.last, True)):
            wanted = label_status(state, is_pending=pending)
            assert (open_tasks[lot_id].status if lot_id in open_tasks else None) is wanted


def force_state(bench, state):
    """Change the projection inside a recorded transaction (a plant cannot do this)."""
    with bench.plant.owner.write() as session:
        # A copy of the newest record with new identities keeps the watch content.
        session.execute(
            text(
                "INSERT INTO record SELECT site_id, station_id, station_seq + 1, id + 1, "
                "uid || 'x', prev_hash, leaf, payload, command_code, outcome, actor_id, "
                "entered_at FROM record ORDER BY station_seq DESC LIMIT 1"
            )
        )
        session.execute(text("UPDATE item_status SET quality_state = :s"), {"s": state.value})


@pytest.fixture
def inspected(plant):
    """A bench with a plan: 13 pieces by AQL, two characteristics, inspector and reviewer."""
    bench = make_bench(plant)
    bench.plan([by_aql(MAJOR, "2.5")], [measured(1), looked_at(2, MAJOR)], "inspect,review")
    bench.event(SwitchEvent.AUTHORITY_NORMAL)
    bench.gauge()
    return bench


def queue(bench, *args):
    return bench.plant.bench.ask(queue_page, *args)


def test_a_lot_goes_down_the_pipeline(inspected):
    bench = inspected
    _lot, inspection = bench.receive(800, 8)
    row = queue(bench).rows[0]
    assert row.state is QueueState.TO_LABEL
    label_all(bench, row.lot_id, row.text, 8)
    row = queue(bench).rows[0]
    assert (row.state, row.step.code.value) == (QueueState.TO_SAMPLE, "TAKE_SAMPLE")
    bench.start(inspection)
    n = len(bench.sheet(inspection).containers)
    assert row.step.facts == {"n": "80", "open": str(n)}
    sheet = bench.sheet(inspection)
    first = sheet.characteristics[0]
    for piece in (1, 2, 3):
        bench.read(inspection, first.characteristic_id, piece, "12.00")
    row = queue(bench).rows[0]
    assert row.state is QueueState.IN_INSPECTION
    assert row.step.facts == {"name_en": "Lin", "name_zh": "", "done": "3", "total": "80"}
    (work,) = bench.plant.bench.ask(unfinished_work)
    assert (work.kind, work.lot, work.person.en) == (WorkKind.INSPECTION, row.text, "Lin")
    assert work.step.facts["piece"] == "4"
    assert work.step.facts["done"] == "3"
    assert work.step.facts["characteristic_zh"] == "内径"
    bench.fill(inspection)
    bench.sign(inspection)
    row = queue(bench).rows[0]
    assert (row.state, row.step.code.value) == (QueueState.TO_REVIEW, "SIGN_REVIEW")
    (work,) = bench.plant.bench.ask(unfinished_work)
    assert (work.kind, work.person.en) == (WorkKind.REVIEW, "Lin")
    bench.review(inspection)
    page = queue(bench)
    assert page.rows[0].state is QueueState.TO_LABEL
    assert page.rows[0].step.facts["status"] == "released"
    assert page.counts.done_today == 1
    (done,) = queue(bench, QueueFilter.DONE_TODAY).rows
    assert (done.state, done.step.level) == (QueueState.DONE, Level.OK)
    label_some(bench, row.lot_id, row.text, LabelStatus.RELEASED)
    (work,) = bench.plant.bench.ask(unfinished_work)
    assert (work.kind, work.step.facts["done"]) == (WorkKind.LABELS, "1")
    label_all(bench, row.lot_id, row.text, 8, LabelStatus.RELEASED)
    assert queue(bench).rows == ()
    assert bench.plant.bench.ask(unfinished_work) == ()


def label_some(bench, lot_id, lot, status):
    send_labels(bench, lot_id, lot, (1,), status)


def label_all(bench, lot_id, lot, count, status=LabelStatus.QUARANTINE):
    send_labels(bench, lot_id, lot, range(1, count + 1), status)


def send_labels(bench, lot_id, lot, numbers, status):
    codes = tuple(format_container(lot, n, LabelMark[status.name]) for n in numbers)
    bench.plant.done(
        CheckLabel(**bench.head(), lot_id=lot_id, label_status=status, codes=codes),
        by=bench.people["lin"],
    )


def test_the_queue_needs_few_statements_however_long_it_is(bench):
    for number in range(6):
        bench.expected(f"x{number}", order=f"PO-{number}", sscc=None)
    for number in range(3):
        bench.receive(f"x{number}")
    label(bench)
    with count_statements(bench.plant.database) as few:
        bench.ask(queue_page)
    for number in range(6, 12):
        bench.expected(f"x{number}", order=f"PO-{number}", sscc=None)
        bench.receive(f"x{number}")
        if number > 7:
            label(bench)
    with count_statements(bench.plant.database) as many:
        page = bench.ask(queue_page)
    assert (page.counts.to_label, page.counts.to_sample, page.counts.to_receive) == (4, 5, 3)
    assert many.total == few.total <= 18, many.texts


def label(bench):
    """Scan all labels of the last lot."""
    lot = bench.ask(lot_page, bench.last).identity.lot
    bench.check(lot, *range(1, 13))


def test_a_held_lot_is_told_in_the_queue_and_under_the_sign_in(plant):
    bench = make_bench(plant)
    bench.plan([by_aql(MAJOR, "2.5", "S-4")], [measured(1)], "inspect,review")
    lot, inspection = bench.started(pieces=20, containers=2)
    bench.fill(inspection)
    bench.sign(inspection)
    ask = plant.bench.ask

    def told() -> tuple[str, str]:
        row = next(row for row in ask(queue_page).rows if row.lot_id == lot)
        return row.held, next(row.held for row in ask(unfinished_work) if row.lot_id == lot)

    assert told() == ("", "")
    hold_id = plant.ids.next_id()
    hold = PlaceHold(**plant.head(), hold_id=hold_id, lot_id=lot, reason="other")
    plant.done(hold, by=bench.people["lin"])
    assert told() == (ask(hold_sheet, hold_id).head.number,) * 2
