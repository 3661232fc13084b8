"""Everything made with a lot in urgent use is marked with its number until somebody has decided."""

from datetime import date

import pytest

from qtrace.domain.items import StatusReason
from qtrace.domain.quantities import q6
from qtrace.services.holds.urgent_marks import UrgentMark, urgent_mark
from qtrace.services.items.lot_page import lot_page
from qtrace.services.outcomes import Done
from qtrace.services.production.batch_queries import batch_gate
from qtrace.services.production.line_commands import UseUrgently
from qtrace.services.production.line_queries import line_station
from tests.support.production import make_production, production_plant


@pytest.fixture
def line(sqlite_url):
    plant = production_plant(sqlite_url)
    bench = make_production(plant)
    assert isinstance(bench.ordered(4), Done)
    bench.cleared()
    assert isinstance(bench.start(), Done)
    bench.stock("SR-1", "SR-12", 400)
    assert isinstance(bench.issue(bench.lots["SR-1"], qty_q6=q6(100)), Done)
    yield bench
    plant.close()


def reason(bench, lot):
    return bench.ask(lot_page, lot).status.reasons[0]


def test_a_lot_in_urgent_use_and_what_is_made_of_it_are_marked(line):
    lot = line.stock("Q-1", "PH-20", 50, state="quarantine", place="Q-01")
    assert reason(line, lot).code is StatusReason.INSPECTION_NONE
    command = UseUrgently(
        **line.head(), urgent_release_id=line.new(), lot_id=lot, qty_q6=q6(10),
        asked_by=line.people["sun"], reason="hospital waits", deadline=date(2026, 11, 25),
    )  # fmt: skip
    assert isinstance(line.send(command, "wang", signed=True), Done)
    assert reason(line, lot).facts == {"day": "2026-11-25"}
    assert line.ask(lot_page, lot).urgent_made == ()
    assert line.ask(line_station, line.line_id).order.urgent == ()
    assert isinstance(line.issue(lot, qty_q6=q6(10)), Done)
    assert isinstance(line.make(2), Done)
    assert [row.item_id for row in line.ask(lot_page, lot).urgent_made] == [line.lot]
    made = reason(line, line.lot)
    assert (made.code, made.good, made.facts["lots"]) == (
        StatusReason.INSPECTION_URGENT_INPUT, None, "Q-1",
    )  # fmt: skip
    assert line.ask(line_station, line.line_id).order.urgent == ("Q-1",)
    assert line.ask(batch_gate, line.lot).order.urgent == ("Q-1",)
    with line.plant.database.read() as session:
        assert urgent_mark(session, line.lots["SR-1"]) == UrgentMark()
