"""The queue: rows, filters, the chosen row, what opens, and what happens without a database."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy

from qtrace.domain.codes.internal import CommandCode, format_badge, format_command
from qtrace.domain.suppliers import SourceState
from qtrace.i18n import Language, load_translator
from qtrace.services.outcomes import Refusal
from qtrace.services.receiving.queue import (
    QueueFilter,
    QueueRow,
    QueueState,
    StepCode,
    queue_page,
)
from qtrace.ui.places import InspectionPlace, LotPlace, QueuePlace, ReceivePlace, SignInPlace
from qtrace.ui.receiving.last_scan import LastScan, ScanAnswer, ScanMemory
from qtrace.ui.receiving.queue_model import QueueModel, chosen_after, is_for, place_of
from qtrace.ui.receiving.queue_screen import QueueScreen
from qtrace.ui.receiving.queue_texts import EMPTY_TEXTS, actions, last_answer, tiles, two_lines
from qtrace.ui.receiving.screens import ReceivingScreens
from qtrace.ui.theme.tokens import Status
from tests.ui.receiving.dock import SSCC, Ordered, label, scan_of, set_source, soon
from tests.ui.receiving.hands import Hands
from tests.ui.receiving.scenes import received_lot, ten_deliveries

LANGUAGES = list(Language)


def test_rows_come_most_urgent_first_and_the_first_one_is_chosen(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    orders = [row.text for row in hands.screen.model.view.rows]
    assert orders[:3] == ["PO-26-2177", "PO-26-2150", "PO-26-2207"]
    assert hands.screen.table.chosen_row() == 0
    assert hands.button("F10") == "Receive PS-05"


def test_up_down_page_and_enter_open_what_is_chosen(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    hands.press("Down")
    hands.press("Down")
    assert hands.button("F10") == "Receive SR-12"
    hands.press("Enter")
    assert hands.went == [ReceivePlace(line_id=hands.screen.model.view.chosen_row.line_id)]
    hands.press("PageDown")
    assert hands.screen.table.chosen_row() == 9
    hands.press("Home")
    assert hands.screen.table.chosen_row() == 0
    hands.press("End")
    hands.press("PageUp")
    hands.press("Up")
    assert hands.screen.table.chosen_row() == 0
    hands.press("F10")
    assert len(hands.went) == 2


def test_commands_of_the_sheet_choose_and_open(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    assert hands.scan(format_command(CommandCode.NEXT))
    assert hands.screen.table.chosen_row() == 1
    assert hands.scan(format_command(CommandCode.ENTER))
    assert len(hands.went) == 1
    assert not hands.scan(format_command(CommandCode.SIGN))


def test_tiles_are_the_pipeline_and_one_press_filters(open_queue, dock):
    ten_deliveries(dock)
    lot = received_lot(dock)
    hands = open_queue()
    counts = {button.tile.id: button.tile.count for button in hands.screen.tiles.buttons}
    assert counts == {
        "all": "11", "to_receive": "10", "to_label": "1", "to_sample": "0",
        "in_inspection": "0", "to_review": "0",
    }  # fmt: skip
    next(b for b in hands.screen.tiles.buttons if b.tile.id == "to_label").click()
    (row,) = hands.screen.model.view.rows
    assert (row.state, row.lot_id) == (QueueState.TO_LABEL, lot)
    assert hands.button("F10") == "Label SR-12"
    hands.press("F10")
    assert hands.went == [ReceivePlace(lot_id=lot)]


def test_what_lies_in_the_pending_place_has_a_tile_of_its_own(open_queue, dock):
    lot = received_lot(dock, part="BT-18", order="PO-26-2198", as_it_is=True, labelled=True)
    hands = open_queue()
    tiles = {button.tile.id for button in hands.screen.tiles.buttons}
    assert "pending" in tiles
    row = hands.screen.model.view.rows[0]
    assert place_of(row) == ReceivePlace(lot_id=lot)


def test_news_change_rows_in_place_and_the_chosen_row_stays(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    hands.press("Down")
    hands.press("Down")
    chosen = hands.screen.model.view.chosen
    other = dock.deliver(Ordered("SR-12", "PO-26-0001", needed_at=soon(dock, -9)))
    hands.bench.heard(dock.news("delivery", 1))
    view = hands.screen.model.view
    assert view.rows[0].line_id == other[0]
    assert view.chosen == chosen
    assert hands.screen.table.chosen_key() == chosen
    assert hands.screen.table.chosen_row() == 3


def test_when_the_chosen_row_is_gone_the_one_in_its_place_is_chosen(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    hands.press("Down")
    gone = hands.screen.model.view.chosen_row
    lot = received_lot(dock, line=gone.line_id)
    hands.bench.heard(dock.news("delivery", 1))
    assert hands.screen.model.view.chosen == f"lot-{lot}"
    assert hands.screen.table.chosen_row() == 1
    assert hands.screen.table.chosen_key() == f"lot-{lot}"


def test_questions_do_not_pile_up(dock, look):
    bench = dock.signed_in(dock.bench(stepped=True), "chen")
    model = QueueModel(bench, QueuePlace())
    for _ in range(5):
        model.refresh()
    steps = 0
    while bench._executor.step():
        steps += 1
    assert steps == 2
    assert model.view.page is not None


def test_nothing_is_read_while_nobody_looks(dock):
    bench = dock.signed_in(dock.bench(stepped=True), "chen")
    model = QueueModel(bench, QueuePlace())
    model.attend()
    model.rest()
    while bench._executor.step():
        pass
    bench.heard(dock.news("delivery", 1))
    assert bench._executor.waiting == 0
    model.attend()
    assert bench._executor.waiting == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", list(QueueFilter))
def test_every_empty_stage_says_so(open_queue, stage, language):
    hands = open_queue(language=language, filter_id=stage.value)
    title, note = EMPTY_TEXTS[stage]
    tr = load_translator(language)
    assert hands.screen.empty.isVisible()
    assert hands.screen.empty.accessibleName() == tr.say(title)
    assert hands.screen.empty.accessibleDescription() == tr.say(note)
    assert not hands.is_enabled("F10")
    assert hands.picture()[1] == []


def test_a_lost_database_greys_the_rows_and_comes_back(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    hands.bench.failed.emit(Refusal("DATABASE_UNREACHABLE", {"database": "plant"}))
    dock.plant.clock.advance(dock.minutes(3))
    hands.screen._ask_again()
    hands.bench.failed.emit(Refusal("DATABASE_UNREACHABLE", {"database": "plant"}))
    screen = hands.screen
    screen._ask_again()
    assert screen.model.view.lost is None  # the question was answered: it is back
    hands.bench.failed.emit(Refusal("DATABASE_UNREACHABLE", {"database": "plant"}))
    assert screen.lost.isVisible()
    assert not screen.strip.isVisible()
    assert not hands.is_enabled("F10")
    hands.press("Enter")
    assert hands.went == []
    dock.plant.clock.advance(dock.minutes(3))
    screen._show_top(screen.model.view)
    assert screen.lost.accessibleDescription().startswith("The rows are 3 minutes old.")
    hands.press("F5")
    assert screen.strip.isVisible()
    assert hands.is_enabled("F10")


def test_a_refusal_of_another_kind_is_no_lost_database(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    hands.bench.failed.emit(Refusal("NOT_ALLOWED", {"command": "X"}))
    assert hands.screen.model.view.lost is None


def test_a_scan_is_noted_and_left_to_the_station(open_queue, dock):
    hands = open_queue()
    assert not hands.scan("L26-04809-H/07")
    last = hands.screen.model.view.last_scan
    assert (last.code, last.answer) == ("L26-04809-H/07", ScanAnswer.READ)
    assert "L26-04809-H/07" in hands.screen.strip.accessibleDescription()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("NB-TUBE 4MM/0926", ScanAnswer.NOT_KNOWN),
        ("L26-04809-A", ScanAnswer.NOT_KNOWN),
        (label(), ScanAnswer.OPENED),
    ],
)
def test_a_scan_is_never_said_to_have_opened_what_nobody_knows(open_queue, dock, text, answer):
    hands = open_queue()
    assert not hands.scan(text)
    assert hands.screen.model.view.last_scan.answer is answer


def test_a_typed_code_is_opened_by_f10(open_queue, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_queue()
    hands.press("F2")
    assert hands.button("F10") == "Open"


def test_the_first_row_that_the_person_can_act_on_is_chosen(open_queue, dock):
    ten_deliveries(dock)
    page = dock.plant.bench.ask(queue_page, QueueFilter.ALL)
    first, second = page.rows[:2]
    signs = replace(first, state=QueueState.TO_REVIEW)
    approves = replace(signs, step=replace(first.step, code=StepCode.SIGN_APPROVAL))
    hands = open_queue()
    view = replace(hands.screen.model.view, page=replace(page, rows=(signs, second)))
    tr = hands.bench.translator
    for may, row, words in (
        ({"RECEIVE_DELIVERY"}, signs, "Open PS-05"),
        ({"REVIEW_INSPECTION"}, signs, "Review PS-05"),
        ({"REVIEW_INSPECTION"}, approves, "Open PS-05"),
        ({"APPROVE_INSPECTION"}, approves, "Review PS-05"),
    ):
        shown = replace(view, page=replace(page, rows=(row, second)), chosen=row.key)
        assert actions(tr, shown, may.__contains__)[1].text == words
        assert is_for(row, may.__contains__) is words.startswith("Review")


def test_what_was_decided_today_has_a_tile_as_soon_as_there_is_any(open_queue, dock):
    hands = open_queue()
    counts = replace(hands.screen.model.view.page.counts, done_today=2, pending=1)
    shown = tiles(hands.bench.translator, counts)
    assert [(tile.id, tile.count) for tile in shown][-1] == ("done_today", "2")
    hands.screen.tiles.set_tiles(shown, "all")
    hands.screen.tiles.setFixedWidth(1246)
    room = sum(button.sizeHint().width() for button in hands.screen.tiles.buttons)
    assert room + 8 * (len(shown) - 1) <= 1246
    ids = {tile.id for tile in tiles(hands.bench.translator, replace(counts, done_today=0))}
    assert "done_today" not in ids


def test_the_last_scan_stays_while_screens_come_and_go(dock, look):
    screens = ReceivingScreens()
    bench = dock.signed_in(dock.bench(), "chen")
    queue = screens.queue(bench, QueuePlace())
    queue.scanned(scan_of("L26-04809-H/07", dock.plant.clock.now()))
    queue.left()
    again = screens.queue(bench, QueuePlace("to_label"))
    assert again.model is queue.model
    assert again.model.view.filter is QueueFilter.TO_LABEL
    again.opened()
    assert again.model.view.last_scan.code == "L26-04809-H/07"
    again.left()
    for screen in (queue, again):
        screen.deleteLater()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("PO-26-2207", ReceivePlace(code="PO-26-2207")),
        ("DN-4711", ReceivePlace(code="DN-4711")),
    ],
)
def test_a_typed_text_opens_what_a_scan_would(open_queue, dock, text, place):
    hands = open_queue()
    hands.press("F2")
    assert hands.screen.model.view.typing
    assert hands.screen.code_panel.isVisible()
    assert not hands.may_press("Enter")
    hands.screen.code_panel.field.setText(text)
    hands.press("F10")
    assert hands.went == [place]
    assert not hands.screen.model.view.typing


def test_a_typed_gs1_text_is_read_like_a_label(open_queue, dock):
    hands = open_queue()
    hands.press("F2")
    hands.screen.code_panel.field.setText("(01)09506000134352(10)ABC(17)261105")
    hands.screen.code_panel.field.returnPressed.emit()
    (place,) = hands.went
    assert place.message.lot == "ABC"


def test_typed_badges_deliveries_and_lots_open_their_places(open_queue, dock):
    lot = received_lot(dock)
    number = dock.lot_number(lot)
    hands = open_queue()
    code = dock.delivery_code(dock.lines[0])
    badge = format_badge(421)
    for text in (badge, code.lower(), number.lower(), f"{number}/01Q"):
        hands.press("F2")
        hands.screen.code_panel.field.setText(text)
        hands.screen.code_panel.submit()
    task = ReceivePlace(lot_id=lot)
    assert hands.went == [SignInPlace(badge_code=badge), ReceivePlace(code=code), task, task]


def test_a_typed_code_that_leads_nowhere_is_said_in_the_panel(open_queue, dock):
    hands = open_queue()
    hands.press("F2")
    for code in ("GAU-TG-011-9", "L26-00001-0", dock.gauge_code()):
        hands.screen.model.submit(code)
        assert hands.screen.model.view.typed_unknown == code
        assert code in hands.screen.code_panel._hint.text()
    assert hands.went == []
    assert hands.screen.model.view.typing
    hands.press("Esc")
    assert not hands.screen.model.view.typing


def test_an_empty_field_opens_nothing(open_queue):
    hands = open_queue()
    hands.press("F2")
    hands.press("F10")
    assert hands.went == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(open_queue, dock, language):
    ten_deliveries(dock)
    set_source(dock, "TB-40", SourceState.PROBATION)
    set_source(dock, "DC-08", SourceState.REMOVED)
    received_lot(dock, part="BT-18", order="PO-26-2299", as_it_is=True, labelled=True)
    hands = open_queue(language=language)
    assert hands.picture()[1] == []
    hands.press("F2")
    assert hands.picture()[1] == []
    hands.press("Esc")
    hands.bench.failed.emit(Refusal("DATABASE_UNREACHABLE", {"database": "plant"}))
    assert hands.picture()[1] == []


def test_head_tells_what_came_and_what_waits(open_queue, dock):
    ten_deliveries(dock)
    received_lot(dock)
    hands = open_queue()
    head = hands.screen.head()
    assert head.nav == "queue"
    assert head.parts[0].text == "Received today 1 · 11 waiting"


def test_the_foot_says_which_rows_are_seen(open_queue, dock):
    ten_deliveries(dock)
    hands = open_queue()
    left, right = hands.screen.panel._left.text(), hands.screen.panel._right.text()
    assert left == "1–8 of 10 · sorted by date needed"
    assert right.endswith("Page Down 2 more")
    hands.press("End")
    assert hands.screen.panel._left.text().startswith("3–10 of 10")
    assert hands.screen.panel._right.text().endswith("Page Up back")


def test_every_answer_of_a_scan_has_words():
    for language in LANGUAGES:
        tr = load_translator(language)
        for answer in ScanAnswer:
            status, words = last_answer(tr, answer)
            assert words
            assert isinstance(status, Status)


@pytest.mark.parametrize("chosen", ["b", "x", None])
def test_the_chosen_key_is_always_one_of_the_rows(dock, chosen):
    ten_deliveries(dock)
    page = dock.plant.bench.ask(queue_page, QueueFilter.ALL)
    assert chosen_after((), chosen, page) == page.rows[0].key


def test_rows_open_the_task_that_waits(dock):
    ten_deliveries(dock)
    page = dock.plant.bench.ask(queue_page, QueueFilter.ALL)
    row: QueueRow = page.rows[0]
    at_work = replace(row, line_id=None, lot_id=7, inspection_id=9)
    assert place_of(replace(at_work, state=QueueState.TO_SAMPLE)) == InspectionPlace(9)
    assert place_of(replace(at_work, state=QueueState.TO_REVIEW)) == InspectionPlace(9)
    done = replace(at_work, state=QueueState.DONE, inspection_id=None)
    assert place_of(done) == LotPlace(7)
    assert place_of(replace(done, lot_id=None)) is None


def test_long_names_take_two_lines(look):
    assert two_lines("Pump", "", 400) == ("Pump", "")
    assert two_lines("Lithium battery pack", "", 120)[1]
    assert two_lines("Hengmi", "Suzhou Plant 1", 80) == ("Hengmi", "Suzhou Plant 1")
    assert two_lines("Unbreakable", "", 10) == ("Unbreakable", "")


def test_a_label_check_is_told_with_its_count(open_queue, dock):
    ten_deliveries(dock)
    hands: Hands = open_queue()
    part = hands.screen.model.view.rows[0].part
    memory = ScanMemory(
        LastScan(dock.plant.clock.now(), "L26-1/07", ScanAnswer.LABEL_CHECKED, part, 7, 10)
    )
    model = QueueModel(hands.bench, QueuePlace(), memory)
    screen = QueueScreen(hands.bench, QueuePlace(), model)
    assert "PS-05, 7 / 10" in screen.strip.accessibleDescription()
    screen.deleteLater()


def test_wants_of_a_left_screen_are_not_heard(open_queue, dock, qtbot):
    hands = open_queue()
    spy = QSignalSpy(hands.screen.wants)
    screen = QueueScreen(hands.bench, QueuePlace(), hands.screen.model)
    screen.left()
    screen_spy = QSignalSpy(screen.wants)
    hands.screen.model.wants.emit(QueuePlace())
    assert spy.count() == 1
    assert screen_spy.count() == 0
    screen.deleteLater()


def test_the_delivery_label_is_no_business_of_the_queue(open_queue, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    hands = open_queue()
    assert not hands.scan(label())
