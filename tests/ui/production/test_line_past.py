"""At the line: what was refused and happened all the same has a way on, a start as well."""

from qtrace.domain.production.progress import OutputKind
from qtrace.models.production_runs import OperationRun
from qtrace.services.production.line_commands import RecordOutput
from qtrace.ui.production.line_extras import piece_span
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


def test_a_material_is_told_into_the_pieces_that_it_is_in(running):
    running.unit("26C0001")
    running.bench.stock("SR-26-0009", "SR-12", 50, state="quarantine", place="Q-01")
    running.station.scan("SR-26-0009")
    menu(running, "past")
    check_looks(running.station)
    running.station.press("1")
    fill(running, quantity="2", reason="poured in already", pieces="x")
    running.station.press("F10")
    assert set(running.state.problems) == {"pieces"}
    fill(running, pieces="9")
    running.station.press("F10")
    assert running.state.refusal.code == "PIECES_NOT_OUT"
    fill(running, pieces="1")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.PAST_KEPT
    assert running.state.said.facts["pieces"] == "1"


def test_a_second_unit_with_the_same_number_is_kept_under_one_of_ours(at_line):
    hands = at_line(planned=3)
    hands.bench.stock("PH-26-0001", "PH-20", 3)
    hands.bench.stock("SR-26-0001", "SR-12", 6)
    hands.station.press("F10")
    hands.station.scan("PH-26-0001")
    hands.station.scan("SR-26-0001")
    hands.bench.run = hands.state.station.run.run_id
    hands.bench.make(1)
    again = RecordOutput(
        **hands.station.bench.head(), output_id=1, run_id=hands.bench.run, kind=OutputKind.GOOD,
        unit_ids=(hands.bench.new(),), serials=("26C0001",),
    )  # fmt: skip
    hands.screen.model.act(again, lambda _done: None)
    assert hands.state.refusal.code == "SERIAL_TAKEN"
    menu(hands, "past")
    hands.station.press("1")
    fill(hands, reason="the same number was printed twice")
    hands.station.press("F10")
    assert hands.state.said.code is LineSaid.PAST_TAKEN
    assert "26C0001" in hands.band.reason


def test_pieces_are_read_as_one_or_as_a_span():
    assert piece_span("7") == (7, 7)
    assert piece_span(" 3 - 8 ") == piece_span("3–8") == (3, 8)
    for nothing in ("", "x", "8-3", "0", "1-2-3", "-"):
        assert piece_span(nothing) == (None, None)
