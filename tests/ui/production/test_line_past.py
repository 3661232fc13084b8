"""At the line: what was refused and happened all the same has a way on, a start as well."""

from qtrace.models.production_runs import OperationRun
from qtrace.ui.production.line_state import LineSaid
from tests.ui.people.station import check_looks
from tests.ui.production.test_line_exceptions import fill, menu, rows


def test_a_refused_start_that_happened_is_recorded_with_keys(at_line):
    hands = at_line(cleared=False)
    hands.station.press("F10")
    assert hands.state.refusal.code == "LINE_NOT_CLEARED"
    menu(hands, "past")
    check_looks(hands.station)
    assert "OP30" in hands.state.denied.name
    hands.station.press("1")
    fill(hands, reason="begun before the clearance")
    hands.station.press("F10")
    assert hands.state.said.code is LineSaid.PAST_KEPT
    (run,) = rows(hands, OperationRun)
    assert run.state == "running"
    assert hands.state.station.run.run_id == run.id
    assert not hands.state.is_picking
