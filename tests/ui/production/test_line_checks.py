"""Checks at the line: each is reached by keys and scanner; a second person is somebody else, by id."""

from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.domain.people import Role
from qtrace.ui.production.line_state import LineForm, LineSaid, form_parts
from tests.support.production import FIRST, LAST, PATROL
from tests.ui.people.station import check_looks
from tests.ui.production.conftest import badges_of
from tests.ui.production.test_line_exceptions import settle, sign


def with_units(at_line, checks, planned: int):
    """Operation 30 runs with material for all its pieces, and one unit came out."""
    hands = at_line(checks, planned=planned)
    hands.bench.stock("PH-26-0001", "PH-20", planned)
    hands.bench.stock("SR-26-0001", "SR-12", 2 * planned)
    hands.station.press("F10")
    hands.station.scan("PH-26-0001")
    hands.station.scan("SR-26-0001")
    hands.unit("26C0001")
    hands.bench.run = hands.state.station.run.run_id
    return hands


def test_the_last_piece_is_reached_by_f9_and_by_scanner(at_line):
    hands = with_units(at_line, (FIRST, PATROL, LAST), 1)
    hands.bench.check(1, by="mei")
    hands.bench.confirm("sun")
    hands.bench.check(2, by="mei")
    hands.screen.model.refresh()
    settle(hands)
    hands.station.scan(format_command(CommandCode.INSPECT))
    last = hands.check_row("last_piece").definition_id
    assert hands.state.form == LineForm.CHECK.about(last)
    hands.station.scan(format_command(CommandCode.ACCEPT))
    hands.station.scan(format_command(CommandCode.ENTER))
    assert hands.state.said.code is LineSaid.CHECK_GOOD
    assert hands.state.station.finishing is None


def test_every_check_is_reached_by_its_digit_where_none_is_asked_for(at_line):
    hands = with_units(at_line, (PATROL, LAST), 3)
    assert hands.state.station.asked_check is None
    hands.station.press("F9")
    settle(hands)
    assert form_parts(hands.state.form)[0] is LineForm.CHECKS
    check_looks(hands.station)
    hands.station.press("2")
    assert hands.state.form == LineForm.CHECK.about(hands.check_row("last_piece").definition_id)


def test_a_second_person_of_the_same_name_may_confirm(at_line):
    hands = with_units(at_line, (FIRST,), 2)
    plant = hands.bench.plant
    plant.person("mEi", Role.SUPERVISOR)
    hands.badges = badges_of(plant)
    hands.station.press("F9")
    hands.screen.panel.choose("value", "ok")
    hands.station.press("F10")
    assert form_parts(hands.state.form)[0] is LineForm.CONFIRM_CHECK
    settle(hands)
    hands.station.scan(hands.badges["mei"])
    assert hands.state.refusal.code == "SAME_PERSON"
    assert {"mei", "mEi"} <= set(hands.badges), "both are called Mei"
    sign(hands, "mEi")
    assert hands.state.said.code is LineSaid.CHECK_CONFIRMED
