"""The line and the machine that a station works at outlive a wrong badge, Esc and a restart."""

from qtrace.domain.codes.internal import format_badge
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.production.commands import AddLine
from qtrace.ui.memory import Memory
from qtrace.ui.places import HoldsPlace, LinePlace, SignInPlace


def second_line(hands) -> None:
    """Another line beside that of the bench, so that none is the only one."""
    bench = hands.bench
    line = AddLine(
        **bench.head(), line_id=bench.new(), line_code="L9", name_en="Line 9", name_zh="九号线",
        location_id=bench.places["W-L2"],
    )  # fmt: skip
    bench.done(line)


def at_work(hands) -> None:
    """By the traveller at the bench's line, with its machine."""
    hands.station.scan("WO-26-0001")
    hands.station.press("F2")
    hands.settle()
    hands.station.type("TQ-1\r")
    assert [each.name for each in hands.state.equipment] == ["TQ-1"]


def test_a_wrong_badge_and_esc_lead_back_to_the_line_with_its_machine(at_line):
    hands = at_line()
    second_line(hands)
    hands.station.shell.go(LinePlace())
    at_work(hands)
    line = hands.bench.line_id
    assert hands.station.shell.place == LinePlace(line)
    hands.station.scan(format_badge(9999))
    assert isinstance(hands.station.shell.place, SignInPlace)
    hands.station.press("Esc")
    assert hands.station.shell.place == LinePlace(line)
    assert [each.name for each in hands.state.equipment] == ["TQ-1"]


def test_a_restart_comes_back_to_them(at_line):
    kept: list[dict[str, str]] = []
    hands = at_line()
    hands.station.bench.memory = Memory(None, lambda words: kept.append(dict(words)))
    second_line(hands)
    hands.screen.model.show_lines()
    at_work(hands)
    hands.station.press("Ctrl+L")
    hands.station.bench.memory = Memory(kept[-1])  # another run of the program reads the file
    hands.sign_in()
    assert hands.station.shell.place == LinePlace(hands.bench.line_id)
    assert [each.name for each in hands.state.equipment] == ["TQ-1"]
    hands.bench.cleared()
    hands.station.press("F5")
    hands.station.press("F10")
    assert "machines" not in hands.station.bench.memory._words


def test_a_line_that_is_not_there_any_more_is_chosen_anew(at_line):
    hands = at_line()
    second_line(hands)
    hands.station.bench.memory = Memory({"line": "77", "machines": "77\n5 X"})
    hands.station.press("Alt+8")
    assert hands.state.chosen is None


def test_an_unknown_code_is_shown_and_a_hold_opens_its_page(at_line):
    hands = at_line()
    hands.station.scan("ZZ-UNKNOWN-9")
    assert "ZZ-UNKNOWN-9" in hands.band.reason
    hold = hands.bench.new()
    hands.bench.done(
        PlaceHold(**hands.bench.head(), hold_id=hold, lot_id=hands.bench.lot, reason="flash"),
        "mei",
    )
    number = hands.bench.plant.bench.ask(hold_sheet, hold).head.number
    hands.station.scan(number)
    assert hands.station.shell.place == HoldsPlace(hold)
