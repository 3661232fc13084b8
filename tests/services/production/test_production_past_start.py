"""A start that was refused and happened all the same: kept with deviation and hold, no dead end."""

import pytest
from sqlalchemy import select

from qtrace.domain.quantities import q6
from qtrace.models.production_runs import OperationRun, RunEquipment
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import RecordPastStart
from tests.support.production import make_production, production_plant


@pytest.fixture
def bench(database_url):
    """An order on a line that nobody has cleared."""
    plant = production_plant(database_url)
    made = make_production(plant)
    made.ordered(4)
    yield made
    plant.close()


def past(bench, **over):
    """It runs already; the bench works in this run from then on."""
    bench.run = bench.new()
    wish = {
        "operation_no": 30,
        "reason": "begun before the clearance",
        "work_order_id": bench.order,
    }
    command = RecordPastStart(
        **bench.head(), run_id=bench.run, deviation_id=bench.new(), hold_id=bench.new(),
        **(wish | over),
    )  # fmt: skip
    return bench.send(command, "mei")


def test_what_comes_of_a_start_that_was_refused_can_be_recorded(bench):
    assert bench.start().code == "LINE_NOT_CLEARED"
    told = past(bench, equipment_ids=(bench.equipment["TQ-1"], 1))
    assert isinstance(told, Done)
    assert told.facts["case"].startswith("DV-")
    for lot, part in (("PH-1", "PH-20"), ("SR-1", "SR-12")):
        assert isinstance(bench.issue(bench.stock(lot, part, 100), qty_q6=q6(10)), Done)
    assert isinstance(bench.make(2), Done), "work goes on"
    held = [point for point in bench.gate().before_production if "hold" in point.facts]
    assert told.facts["hold"] in [point.facts["hold"] for point in held]
    with bench.plant.database.read() as session:
        run = session.scalars(select(OperationRun)).one()
        assert (run.state, run.clearance_id) == ("running", None)
        tools = session.scalars(select(RunEquipment.equipment_id)).all()
        assert tools == [bench.equipment["TQ-1"]], "what nobody knows is left out"


def test_what_cannot_have_begun_is_refused(bench):
    assert past(bench, work_order_id=1).code == "WORK_ORDER_UNKNOWN"
    assert past(bench, operation_no=31).code == "OPERATION_UNKNOWN"
    assert past(bench, reason=" ").code == "REASON_NEEDED"
    assert past(bench, run_no=0).code == "PASSES_USED_UP"
    assert isinstance(past(bench), Done)
    run = bench.run
    again = past(bench)
    assert (again.code, bool(again.facts["since"])) == ("RUN_EXISTS", True)
    bench.finish(run, is_short=True, reason="given up")
    past(bench, operation_no=40)
    bench.finish(is_short=True, reason="given up")
    assert isinstance(bench.close(), Done)
    assert past(bench, run_no=2).code == "WORK_ORDER_CLOSED"
