"""The line station with real keys and scans: start, materials, units, checks, stops, finish."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from qtrace.domain.codes.internal import (
    CommandCode,
    LabelMark,
    format_command,
    format_container,
    format_location,
    format_lot,
)
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.production.checks_due import CheckState
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.production.reasons import PieceReason
from qtrace.i18n import Language
from qtrace.ports import Tone
from qtrace.scanning.fake import ReplayPhotographer
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Changes, Refusal
from qtrace.services.production.line_commands import StopLine
from qtrace.services.production.line_targets import LineTarget, LineTargetKind
from qtrace.ui.notice_bar import NoticeBar
from qtrace.ui.places import LinePlace, LotPlace, QueuePlace
from qtrace.ui.production.line_forms import CheckPanel, LineSigning, MenuPanel
from qtrace.ui.production.line_state import LineForm, LineSaid, Marked
from qtrace.ui.theme.tokens import Status
from tests.support.plants import PIN
from tests.support.production import ALL_CHECKS
from tests.ui.people.station import Look, check_looks, texts
from tests.ui.production.test_line_exceptions import picture


def test_an_operator_begins_at_the_line(at_line):
    hands = at_line()
    assert hands.station.opened[-1] == LinePlace()
    assert hands.band.status is Status.NEUTRAL
    assert hands.state.choice.operation_no == 30
    assert "WO-26-0001" in hands.screen.pages.choices.list.rows[0].spoken()


def test_others_begin_at_the_queue(at_line):
    hands = at_line(login="sun")
    assert QueuePlace() in hands.station.opened


def test_a_start_without_clearance_waits_and_says_what_to_do(at_line):
    hands = at_line(cleared=False)
    hands.station.press("F10")
    assert hands.state.refusal.code == "LINE_NOT_CLEARED"
    assert (hands.band.status, hands.band.title) == (Status.HOLD, "Wait")
    assert "Clear the line" in hands.band.next_step


def test_clearing_confirming_and_starting_with_the_keyboard(at_line):
    hands = at_line(cleared=False)
    press = hands.station.press
    press("F7")
    assert isinstance(hands.screen.panel, MenuPanel)
    hands.screen.panel.choose("entry", "clear")
    assert hands.state.form == LineForm.CLEAR
    press("F10")
    assert hands.state.refusal.code == "CHECKLIST_INCOMPLETE"
    for digit in "123456":
        hands.station.scan(format_command(CommandCode(f"DIGIT-{digit}")))
    press("F10")
    assert hands.state.refusal.code == "CLEARANCE_PHOTO"
    hands.station.bench.photographer = ReplayPhotographer(picture())
    press("F4")
    press("F10")
    assert hands.state.said.code is LineSaid.CLEARED
    hands.open(LineForm.CONFIRM_CLEARANCE)
    assert isinstance(hands.screen.panel, LineSigning)
    hands.station.scan(hands.badges["lin"])
    hands.station.type(PIN)
    press("F10")
    assert hands.state.said.code is LineSaid.CLEARANCE_CONFIRMED
    press("F10")
    assert hands.state.station.run.operation_no == 30


def test_who_cleared_the_line_cannot_confirm_it(at_line):
    hands = at_line(cleared=False)
    hands.screen.model.open(LineForm.CLEAR)
    for digit in range(1, 7):
        hands.screen.act(f"digit:{digit}")
    hands.station.bench.photographer = ReplayPhotographer(picture())
    hands.station.press("F4")
    hands.station.press("F10")
    hands.open(LineForm.CONFIRM_CLEARANCE)
    assert hands.state.signer is None, "who cleared it is not proposed"
    hands.station.scan(hands.badges["mei"])
    assert hands.state.refusal.code == "SAME_PERSON"
    assert "[SAME_PERSON]" in texts(hands.screen.panel)


def test_a_traveller_opens_its_order_at_its_line(at_line):
    hands = at_line()
    hands.screen.model.show_lines()
    assert hands.state.station is None
    hands.station.scan("WO-26-0001")
    assert hands.state.station.code == "L2"
    assert hands.state.choice.order.number == "WO-26-0001"
    hands.station.scan(format_command(CommandCode.ENTER))
    assert hands.state.said.code is LineSaid.STARTED


def test_a_line_is_chosen_with_keys_alone(at_line):
    hands = at_line()
    hands.screen.model.show_lines()
    rows = hands.screen.pages.lines.list.rows
    assert [row.is_chosen for row in rows].count(True) == 1
    assert "F10" in hands.band.next_step + hands.band.reason
    hands.station.press("Down")
    hands.station.press("Up")
    hands.station.press("F10")
    assert hands.state.station.code == "L2"


def test_a_machine_that_was_scanned_by_mistake_is_taken_off_again(at_line):
    hands = at_line()
    machine = Marked(hands.bench.equipment["TQ-1"], "TQ-1")
    hands.screen.model.take_machines(())
    target = LineTarget(LineTargetKind.EQUIPMENT, machine.object_id, machine.name)
    hands.screen.model.acts.take(target, None)
    assert hands.state.equipment == (machine,)
    hands.screen.model.acts.take(target, None)
    assert hands.state.equipment == ()
    assert hands.state.said.code is LineSaid.EQUIPMENT_OFF


def test_materials_go_in_by_scan_and_are_shown(running):
    rows = running.state.station.materials
    assert [(row.lot, row.left_q6) for row in rows] == [
        ("PH-26-0207", 4_000_000), ("7F42-01", 100_000_000),
    ]  # fmt: skip
    assert running.state.said.code is LineSaid.MATERIAL_IN
    assert running.band.status is Status.OK
    shown = [row.spoken() for row in running.screen.pages.materials.list.rows]
    assert "6 short" in shown[0]
    assert "Usable" in shown[1]
    assert running.state.station.scans_today == 2


def test_more_than_is_needed_is_never_taken_without_a_question(at_line):
    hands = at_line()
    hands.station.press("F10")
    hands.bench.stock("7F42-01", "SR-12", 100)
    hands.bench.stock("7F42-02", "SR-12", 5)
    hands.station.scan("7F42-02")
    assert hands.state.said.code is LineSaid.MATERIAL_IN, "all of it is needed: no question"
    hands.station.scan("7F42-01")
    assert hands.state.form == LineForm.PART
    assert "15 are needed, 100 lie there" in texts(hands.screen.panel)
    assert hands.band.reason == "How much of 7F42-01 is taken?"
    hands.screen.panel.fields["quantity"].set_text("500")
    hands.station.press("F10")
    assert hands.state.refusal.code == "STOCK_TOO_LOW"
    assert hands.band.next_step == "Type how much you take, then F10", "F7 leads nowhere here"
    hands.station.type("1")
    assert hands.screen.panel.answers()["quantity"] == "1", "a refused number gives way"
    hands.station.type("5")
    hands.station.press("F10")
    assert hands.state.said.code is LineSaid.MATERIAL_IN
    rows = [row for row in hands.state.station.materials if row.part.number == "SR-12"]
    assert [(row.lot, row.left_q6, row.short_q6) for row in rows] == [
        ("7F42-02", 5_000_000, 0), ("7F42-01", 15_000_000, 0),
    ]  # fmt: skip
    shown = [row.spoken() for row in hands.screen.pages.materials.list.rows]
    assert any("7F42-01" in row and "15" in row for row in shown), "each load has its row"
    hands.station.scan("7F42-01")
    assert hands.screen.panel.answers() == {"quantity": ""}, "nothing more is needed"
    hands.station.press("Esc")
    hands.menu("part")
    assert hands.state.offered is None, "what was let be is not taken later"


def test_a_refused_material_says_what_to_take_instead(running):
    bench = running.bench
    bench.stock("7F40-09", "SR-12", 50, state="quarantine", place="Q-01")
    bench.stock("7F43-02", "SR-12", 50)
    running.station.scan("7F40-09")
    assert running.band.status is Status.BLOCKED
    assert running.state.replacements[0].lot == "7F43-02"
    assert "take SR-12, lot 7F43-02" in running.band.next_step
    assert "A-03-12" in running.band.next_step
    running.station.press("Esc")
    assert running.state.refusal is None


def test_a_code_that_means_nothing_is_no_material(running):
    running.station.scan("HELLO-WORLD-1")
    assert running.state.said.code is LineSaid.NOT_KNOWN_HERE
    assert running.band.status is Status.NEUTRAL


def test_braces_in_a_code_are_shown_as_they_are(running):
    running.station.scan("{name}{0}")
    assert running.band.status is Status.NEUTRAL


def test_a_unit_is_born_and_its_label_is_looked_at(running):
    running.unit("26C0001")
    assert running.state.said.code is LineSaid.LABEL_RIGHT
    assert running.state.station.progress.good == 1
    with running.bench.plant.database.read() as session:
        from sqlalchemy import func, select

        from qtrace.models.production_runs import UnitLabel

        assert session.scalar(select(func.count()).select_from(UnitLabel)) == 1


def test_a_label_of_another_lot_is_refused_before_the_unit_is_made(running):
    running.unit("26C0001", lot="L26-99999-X")
    assert running.state.refusal.code == "UNIT_LABEL_WRONG"
    assert running.state.station.progress.good == 0
    running.unit("26C0001")
    assert running.state.said.code is LineSaid.LABEL_RIGHT


def test_the_first_piece_waits_for_the_second_person(running):
    running.unit("26C0001")
    running.unit("26C0002")
    assert running.state.refusal.code == "CHECK_NEEDED"
    running.station.press("F9")
    assert isinstance(running.screen.panel, CheckPanel)
    running.station.scan(format_command(CommandCode.ACCEPT))
    running.station.press("F10")
    assert running.state.form.startswith(LineForm.CONFIRM_CHECK)
    assert running.state.signer is None, "who made it is not offered"
    running.station.scan(running.badges["lin"])
    for digit in PIN:
        running.station.scan(format_command(CommandCode(f"DIGIT-{digit}")))
    running.station.scan(format_command(CommandCode.ENTER))
    assert running.check_row("first_piece").state is CheckState.DONE
    running.menu("handover")
    assert running.screen.panel.fields["signer"].text() == "", "nor who signed last"
    running.station.press("Esc")
    running.unit("26C0002")
    assert running.state.station.progress.good == 2


def test_before_the_first_piece_list_and_band_say_the_same_and_the_cure(running):
    rows = [row.spoken() for row in running.screen.pages.checks.list.rows]
    assert any("after piece 1" in row for row in rows)
    running.open(LineForm.PIECES)
    running.station.type("3")
    running.station.press("F10")
    assert running.state.refusal.code == "CHECK_NEEDED"
    assert "only 1 piece may come out" in running.band.reason
    assert running.band.next_step == "Enter 1 piece, then make the check: F9"


def test_a_wrong_part_names_the_right_ones_and_no_lot_of_another_part(running):
    running.bench.stock("IP-0001", "IP-200", 5)
    running.station.scan("IP-0001")
    assert running.state.refusal.code == "MATERIAL_NOT_ON_BILL"
    assert "PH-20" in running.band.next_step
    assert "take" not in running.band.next_step


def test_a_missed_check_names_the_pieces_and_shuts_the_operation(running):
    running.bench.plant.clock.advance(timedelta(hours=3))
    running.screen.model.refresh()
    row = running.screen.pages.checks.list.rows[0]
    assert "Missed" in row.spoken()
    assert running.band.status is Status.BLOCKED
    assert running.band.title == "Stopped", "nobody forbids a material"
    assert not running.screen.bar.buttons[-1].isEnabled()
    running.bench.stock("7F42-02", "SR-12", 100)
    running.take("7F42-02", 100)
    assert (running.band.title, running.band.status) == ("Stopped", Status.BLOCKED)
    answer, standing = running.band.reason.split("\n")
    assert "7F42-02" in answer
    assert "missed" in standing


def test_a_value_out_of_its_limits_blocks(running):
    torque = running.check_row("parameter")
    running.screen.pages.checks.pressed.emit(torque.definition_id)
    running.station.type("1.20\r")
    assert running.state.said.code is LineSaid.CHECK_DOUBTED, "a slip of the hand holds nothing"
    assert "0.80 to 0.95" in running.band.reason
    running.station.type("\r")
    assert running.state.said.code in (LineSaid.CHECK_BAD, LineSaid.CHECK_BAD_HELD)
    assert running.check_row("parameter").state is CheckState.FAILED


def test_stop_and_resume(running):
    running.screen.model.open(LineForm.STOP)
    running.screen.act("digit:2")
    running.station.press("F10")
    assert running.state.station.stop.stop_type == "material"
    running.station.press("Esc")
    assert running.band.title == "Stopped"
    running.bench.stock("7F42-02", "SR-12", 100)
    running.take("7F42-02", 100)
    assert running.band.title == "Stopped"
    assert running.band.reason.startswith("7F42-02")
    assert "Material" in running.band.reason, "why it stands, in words"
    running.menu("resume")
    assert running.state.station.stop is not None, "not in one key"
    running.station.press("F10")
    assert running.state.said.code is LineSaid.RESUMED


def test_leftovers_go_back_to_the_scanned_place(running):
    load = running.state.station.materials[1].load_id
    running.screen.model.open(LineForm.LEFTOVER.about(load))
    running.station.press("F10")
    assert "place" in running.state.problems
    running.station.scan(format_location("A-03-12"))
    running.station.press("F10")
    assert running.state.said.code is LineSaid.RETURNED
    assert running.state.station.materials[1].left_q6 == 0


def test_scrap_asks_for_a_reason_then_for_the_unit(running):
    running.open(LineForm.PIECES)
    running.station.press("Up")
    running.station.press("F10")
    assert set(running.state.problems) == {"reason"}
    running.screen.panel.fields["reason"].setFocus()
    running.station.type("cracked")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.NOW_SCAN_UNIT
    running.unit("26C0001")
    assert running.state.station.progress.scrap == 1
    assert running.state.kind.value == "good"


def test_scrap_is_never_taken_for_a_look_at_the_label(running):
    running.bench.stock("7F42-02", "SR-12", 100)
    running.screen.model.become(kind=OutputKind.SCRAP, reason="cracked")
    running.take("7F42-02", 100)
    assert "scrap" in running.band.next_step, "it is not forgotten"
    running.screen.model.refuse(Refusal(PieceReason.UNIT_COUNTED, {"serial": "9"}))
    assert "scrap" in running.band.reason, "a refusal does not end it"
    running.station.press("Esc")
    running.unit("26C0001")
    assert running.state.station.progress.good == 1, "Esc: it is good"
    running.screen.model.become(kind=OutputKind.SCRAP, reason="cracked")
    running.unit("26C0001")
    assert running.band.status is Status.BLOCKED, "it counts as good: it cannot be scrap here"
    assert running.state.refusal.code == "UNIT_COUNTED"
    assert running.state.station.progress.good == 1


def test_every_deed_of_f7_keeps_its_digit_and_says_why_it_cannot_be(running):
    def shown(page):
        running.station.press("F7")
        for _turn in range(page):
            running.station.press("9")
        tiles = running.screen.panel.fields["entry"].tiles
        found = [tile.spec.title for tile in tiles.values() if tile.spec.title[0] != "9"]
        grey = {key: tile.spec.note for key, tile in tiles.items() if not tile.isEnabled()}
        running.station.press("Esc")
        return found, grey

    before = [shown(page) for page in range(3)]
    assert before[0][1] == {
        "places": "nothing waits for a place", "resume": "it is not stopped", "clear": "an operation runs",
        "confirm_clearance": "it is confirmed",
    }  # fmt: skip
    running.unit("26C0001")
    running.unit("26C0002")
    assert running.state.refusal is not None
    running.bench.done(
        StopLine(**running.bench.head(), stop_id=running.bench.new(), line_id=running.bench.line_id,
                 stop_type=StopType.QUALITY), "lin"
    )  # fmt: skip
    running.screen.model.refresh()
    after = [shown(page) for page in range(3)]
    assert [found for found, _grey in before] == [found for found, _grey in after]
    assert "stop" in after[0][1]
    assert "past" in before[1][1]
    assert "past" not in after[1][1]
    assert before[1][0][-1].startswith("8"), "what has happened already is the last of its page"
    running.station.press("F7")
    running.station.press("5")
    assert running.state.form == LineForm.MENU, "a grey one does nothing"
    running.station.press("9")
    running.station.press("3")
    assert running.station.opened[-1].item_id == running.bench.lot, "the batch is asked for"


def test_leftovers_are_chosen_by_digit(running):
    running.menu("leftovers")
    running.station.press("2")
    load = running.state.station.materials[1].load_id
    assert running.state.form == LineForm.LEFTOVER.about(load)


def f10(hands):
    return hands.screen.panel.buttons[-1]


def test_pieces_begin_in_their_number_and_f10_tells_what_is_missing(at_line):
    hands = at_line()
    hands.station.press("F10")
    hands.bench.stock("PH-26-0207", "PH-20", 8)
    hands.bench.stock("7F42-01", "SR-12", 100)
    hands.station.scan("PH-26-0207")
    hands.take("7F42-01", 100)
    hands.open(LineForm.PIECES)
    hands.station.type("3")
    panel = hands.screen.panel
    assert panel.answers() == {"pieces": "3", "reason": "", "kind": "good"}
    assert f10(hands).isEnabled()
    hands.station.press("Down")
    hands.station.press("Down")
    assert panel.answers()["kind"] == "scrap"
    assert not f10(hands).isEnabled(), "the reason is missing"
    hands.station.press("F10")
    QApplication.processEvents()
    reason = panel.fields["reason"]
    assert reason.input.hasFocus()
    shown = panel._area.viewport().rect()
    corner = reason.mapTo(panel._area.viewport(), reason.rect().bottomLeft())
    assert shown.contains(corner), "it is in sight"
    assert panel._missing.text().startswith("Reason")
    assert panel._missing.isVisible()
    hands.station.type("cracked")
    assert not panel._missing.isVisible()
    assert f10(hands).isEnabled()
    hands.station.press("F10")
    assert hands.state.station.progress.scrap == 3


def test_f10_is_grey_until_everything_is_there(running):
    load = running.state.station.materials[1].load_id
    for form in (LineForm.CODE, LineForm.STOP, LineForm.SHORT, LineForm.LEFTOVER.about(load)):
        running.open(form)
        assert not f10(running).isEnabled(), form
    running.station.scan(format_location("A-03-12"))
    assert f10(running).isEnabled()


def test_a_checklist_is_ticked_before_f10_is_blue(at_line):
    hands = at_line(cleared=False)
    hands.open(LineForm.CLEAR)
    hands.station.press("F10")
    assert hands.state.refusal.code == "CHECKLIST_INCOMPLETE"
    assert not hands.screen.panel.refused.isVisible(), "the band says it; the ticks stay in sight"
    for digit in "123456":
        assert not f10(hands).isEnabled()
        hands.station.press(digit)
    assert f10(hands).isEnabled()
    hands.station.press("F10")
    hands.open(LineForm.CONFIRM_CLEARANCE)
    hands.station.scan(hands.badges["lin"])
    assert not f10(hands).isEnabled(), "nothing is typed yet"
    hands.station.type(PIN)
    assert f10(hands).isEnabled()


def test_finishing_short_needs_a_reason(running):
    running.screen.model.open(LineForm.SHORT)
    running.station.press("F10")
    assert set(running.state.problems) == {"reason"}
    running.station.press("Esc")
    assert running.state.form is None


def test_a_row_of_a_material_opens_its_lot_and_f8_too(running):
    running.screen.pages.materials.pressed.emit(2)
    assert running.station.opened[-1] == LotPlace(running.bench.lots["7F42-01"])


def held_elsewhere(hands, by="sun", **what):
    """Another station holds something, and the news comes."""
    plant = hands.bench.plant
    hold_id = plant.ids.next_id()
    place = PlaceHold(**plant.head(), hold_id=hold_id, reason="contamination", **what)
    plant.done(place, by=hands.bench.people[by])
    hands.station.bench.heard(Changes(frozenset({("case", hold_id)}), "PLACE_HOLD", 99))


def test_a_material_that_becomes_held_turns_the_green_band(running):
    assert running.band.title == "Allowed"
    lot = running.bench.lots["7F42-01"]
    running.bench.stock("7F42-02", "SR-12", 100)
    running.station.bench._sound.played.clear()
    held_elsewhere(running, lot_id=lot)
    assert running.band.status is Status.BLOCKED
    assert "7F42-01" in running.band.reason
    assert "Contamination" in running.band.reason
    assert "7F42-02" in running.band.next_step
    assert [fact.label for fact in running.band.facts] == ["Hold", "By", "Since", "Call"]
    assert Tone.HOLD in running.station.bench._sound.played
    assert "Held by" in notice(running)
    running.station.press("F8")
    assert running.station.opened[-1].item_id == lot


def test_a_held_material_leaves_the_line_by_keys_and_scans(running):
    held_elsewhere(running, lot_id=running.bench.lots["7F42-01"])
    assert "F7, 4" in running.band.next_step, "it says how it goes away"
    running.station.press("F7")
    running.station.press("4")
    running.station.press("2")
    assert running.screen.panel.fields["quantity"].input.selectedText() == "100"
    running.station.type("90")
    running.station.scan("A-03-12")
    running.station.press("F10")
    assert running.state.refusal.code == "REASON_NEEDED"
    assert running.screen.panel.fields["reason"].input.hasFocus()
    running.station.type("lost")
    running.station.press("F10")
    assert running.state.refusal.code == "LOT_ON_HOLD"
    assert running.band.next_step == "Scan a quarantine place, then F10"
    running.station.scan(format_location("Q-01"))
    running.station.press("F10")
    assert running.state.said, (
        running.state.problems,
        running.state.form,
        running.state.refusal,
        running.band,
    )
    assert running.state.said.code is LineSaid.RETURNED


def test_the_made_lot_and_the_line_turn_the_band_too(running):
    held_elsewhere(running, scopes=(Scope(AnchorKind.LINE, running.bench.line_id),))
    assert running.band.status is Status.BLOCKED
    assert "Contamination" in running.band.reason
    running.unit("26C0001")
    assert running.state.refusal.code == "PLACE_ON_HOLD"


def test_a_hold_on_other_things_leaves_the_band_green(running):
    other = running.bench.stock("7F42-09", "SR-12", 100)
    held_elsewhere(running, lot_id=other)
    assert running.band.title == "Allowed"
    assert notice(running) == ""


def test_a_hold_takes_the_place_of_an_older_refusal(running):
    running.station.scan("no such code")
    running.unit("26C0001")
    running.unit("26C0001")
    before = running.band
    held_elsewhere(running, lot_id=running.bench.lots["7F42-01"])
    assert running.band != before
    assert "Contamination" in running.band.reason


def notice(hands):
    """What the top of the window says in place of its bar."""
    bar = hands.station.shell.findChild(NoticeBar)
    shown = hands.station.shell._bars.currentWidget()
    return bar.accessibleName() if shown is bar else ""


def test_an_old_hold_tag_is_not_taken_and_said(running):
    code = format_lot(2026, 99)
    running.bench.stock(code, "SR-12", 100, bags=1)
    before = len(running.state.station.scans)
    running.station.scan(format_container(code, 1, LabelMark.HOLD))
    assert running.state.said.code is LineSaid.HOLD_TAG
    assert f"{code}/01" in running.band.reason
    assert len(running.state.station.scans) == before


def test_f8_places_a_hold_on_what_is_in_sight(running):
    line = LinePlace(running.bench.line_id)

    def held_by_f8():
        running.station.press("F8")
        assert running.station.opened[-1].came_from == line
        running.station.shell.go(line)
        return running.station.opened[-2].item_id

    bag = running.bench.stock("7F40-09", "SR-12", 50, state="quarantine", place="Q-01")
    running.station.scan("7F40-09")
    assert running.band.status is Status.BLOCKED
    assert held_by_f8() == bag, "not the batch, also after a red band"
    running.station.scan("7F42-01")
    assert held_by_f8() == running.bench.lots["7F42-01"]
    running.unit("26C0001")
    assert held_by_f8() == unit_id(running, "26C0001"), "the unit that was made with its scan"
    running.station.scan("no such code")
    assert held_by_f8() is None, "what was scanned last is not known"
    running.station.scan("WO-26-0001")
    assert held_by_f8() == running.bench.lot, "the batch, when it is asked for"


def unit_id(hands, serial: str) -> int:
    from sqlalchemy import select

    from qtrace.models.items import Item

    with hands.bench.plant.database.read() as session:
        return session.scalar(select(Item.id).where(Item.serial == serial))


def test_the_next_shift_signs_the_page_that_wrote_itself(running):
    running.unit("26C0001")
    running.bench.plant.clock.advance(timedelta(minutes=1))
    running.menu("handover")
    assert "WO-26-0001 OP30: 1 good" in texts(running.screen.panel)
    assert running.state.signer is None, "who gives it does not take it"
    running.station.scan(running.badges["bo"])
    running.screen.panel.fields["secret"].setFocus()
    running.station.type(PIN)
    running.station.press("F10")
    assert running.state.refusal is None
    assert running.state.said.code is LineSaid.HANDED_OVER


def test_an_order_runs_to_its_end_by_scans(at_line):
    hands = at_line(planned=2)
    hands.bench.stock("PH-1234", "PH-20", 2)
    hands.bench.stock("SR-1234", "SR-12", 4)
    hands.open(LineForm.CODE)
    hands.station.type("TQ-1\r")
    assert [each.name for each in hands.state.equipment] == ["TQ-1"]
    hands.station.press("F10")
    for code in ("PH-1234", "SR-1234"):
        hands.station.scan(code)
    for serial in ("26C0001", "26C0002"):
        hands.unit(serial)
    assert hands.state.station.finishing is None
    hands.station.press("F10")
    assert hands.state.said.code is LineSaid.FINISHED
    hands.station.press("Down")
    assert hands.state.choice.operation_no == 40
    hands.station.press("F10")
    assert hands.state.station.run.takes_units
    for serial in ("26C0001", "26C0002"):
        hands.unit(serial)
    hands.unit("26C0001")
    assert hands.state.refusal.code in ("MORE_THAN_AVAILABLE", "UNIT_ALREADY_DONE")
    hands.station.press("F10")
    hands.station.press("Ctrl+L")
    hands.sign_in("sun")
    hands.station.shell.go(LinePlace())
    hands.menu("close_order")
    assert hands.state.said.code is LineSaid.ORDER_FINISHED
    assert hands.state.choices == ()
    assert "No open order" in hands.screen.bar.buttons[-1].text()


def test_news_of_other_lines_are_let_pass(running, monkeypatch):
    asked = []
    model = running.screen.model
    monkeypatch.setattr(model, "refresh", lambda: asked.append(1))
    lot = running.state.station.materials[0].lot_id

    def news(*objects):
        running.station.bench.heard(Changes(frozenset(objects), "X", 5))
        return len(asked)

    assert news(("item", 5), ("line", 6), ("work_order", 7)) == 0
    assert news(("item", lot)) == 1
    assert news(("line", running.bench.line_id)) == 2
    assert news(("case", 9)) == 3, "a hold may concern any line"


def test_a_lost_database_says_that_nothing_is_certain(running):
    running.station.bench.database_answers = False
    running.station.bench.database_state_changed.emit(False)
    assert (running.band.status, running.band.title) == (Status.NEUTRAL, "Connection lost")
    running.station.bench.database_answers = True
    running.station.bench.database_state_changed.emit(True)
    assert running.band.title != "Connection lost"


def test_what_is_typed_goes_the_way_of_a_scan(running):
    running.station.press("F2")
    running.station.type("WO-26-0001\r")
    assert running.state.form is None
    assert running.state.station.order.number == "WO-26-0001"


@pytest.mark.parametrize("language", Language)
def test_every_page_keeps_the_rules(at_line, language):
    hands = at_line(ALL_CHECKS, look=Look(language))
    check_looks(hands.station)
    hands.station.press("F10")
    check_looks(hands.station)
    for form in (LineForm.MENU, LineForm.STOP, LineForm.CLEAR, LineForm.PIECES, LineForm.CODE):
        hands.screen.model.open(form)
        check_looks(hands.station)
