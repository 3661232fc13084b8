"""Taking readings at the real service."""

from datetime import date

import pytest
from sqlalchemy import select

from qtrace.app.fake_executor import SteppedExecutor
from qtrace.domain.codes.internal import (
    CommandCode,
    format_command,
    format_container,
    format_defect,
    format_gauge,
)
from qtrace.domain.gauge_readings import SentReading
from qtrace.domain.problems import Problem
from qtrace.models.documents import PrintJob
from qtrace.ports import Tone
from qtrace.services.holds.queries import hold_sheet, open_holds
from qtrace.services.inspection.commands import RecordReading
from qtrace.services.outcomes import Done
from qtrace.ui.inspection.cells import is_variable
from qtrace.ui.inspection.grid_texts import card_texts, grid_rows
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.outbox import Stage
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.side_texts import hint_of
from qtrace.ui.places import QueuePlace
from qtrace.ui.widgets.readings import CellState
from tests.domain.test_photos import jpeg
from tests.support.inspections import CRITICAL, MAJOR, MINOR, by_aql, looked_at, measured
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import seal_ring


@pytest.fixture
def two(make_scene):
    """A plan of two diameters with a gauge, one lot received, the screen open."""
    stage = make_scene()
    made = stage.made
    made.gauge("TG-011", "caliper")
    made.plan(
        (by_aql(MAJOR, "2.5", "S-4"),),
        (measured(1, gauge_type="caliper"), measured(2, gauge_type="caliper")),
    )
    made.known_source()
    _, inspection = made.receive()
    screen = stage.open(inspection)
    return stage, screen, Hands(screen)


def cells(screen):
    return [(c.piece, c.value) for c in screen.model.keeper.sheet.cells]


def test_it_starts_by_itself_and_waits_for_the_first_piece(two) -> None:
    _, screen, _ = two
    view = screen.model.view
    assert view.page is Page.GRID
    assert view.reading.cursor == (view.sheet.characteristics[0].characteristic_id, 1)
    assert screen.expects_reading()


def test_a_value_is_stored_at_once_and_the_next_piece_follows(two) -> None:
    stage, screen, hands = two
    hands.value("12.0")
    assert cells(screen) == [(1, "12.00")]
    assert screen.model.view.reading.cursor[1] == 2
    assert stage.sound.played == [Tone.OK]
    assert screen.model.reading.unsaved == 0


def test_a_gauge_burst_stores_without_enter(two) -> None:
    _, screen, hands = two
    hands.burst("12.03")
    cell = screen.model.keeper.sheet.cells[0]
    assert (cell.value, cell.origin) == ("12.03", "gauge")
    assert cell.gauge_id is not None


def test_a_failure_is_red_with_its_distance(two) -> None:
    stage, screen, hands = two
    hands.value("12.13")
    row = grid_rows(screen._tr, screen.model.view)[0]
    assert row.cells[0].state is CellState.FAIL
    assert row.cells[0].delta == "+0.03"
    assert stage.sound.played == [Tone.BLOCKED]


def test_a_slipped_point_is_asked_about_in_the_card(two) -> None:
    _, screen, hands = two
    hands.value("120.0")
    assert cells(screen) == []
    texts = card_texts(screen.model.reading and screen._tr, screen.model.view)
    assert "12.00" in texts.question
    hands.key("Esc")
    assert screen.model.view.reading.question is None
    assert screen.model.view.reading.text == ""
    hands.value("120.0")
    hands.key("Enter")
    assert cells(screen) == [(1, "120.00")]


def test_digits_after_a_question_begin_anew(two) -> None:
    _, screen, hands = two
    hands.value("120.0")
    hands.value("12.0")
    assert cells(screen) == [(1, "12.00")]


def test_a_comma_is_refused_with_a_suggestion(two) -> None:
    _, screen, hands = two
    hands.value("12,0")
    assert cells(screen) == []
    assert screen.model.view.reading.text == "12,0"
    assert "12.0?" in card_texts(screen._tr, screen.model.view).note


def test_undo_is_a_new_record_and_opens_the_cell_again(two) -> None:
    stage, screen, hands = two
    hands.value("12.01")
    hands.value("12.02")
    hands.key("Ctrl+Z")
    assert cells(screen) == [(1, "12.01")]
    assert screen.model.view.reading.cursor[1] == 2
    assert hands.scan(format_command(CommandCode.UNDO))
    assert cells(screen) == []
    assert screen.model.view.reading.cursor[1] == 1
    assert stage.made.plant.bench is not None


def test_a_press_on_a_cell_corrects_it_and_comes_back(two) -> None:
    _, screen, hands = two
    for text in ("12.01", "12.13", "12.03"):
        hands.value(text)
    first = screen.model.keeper.sheet.characteristics[0].characteristic_id
    screen.grid.cell_pressed.emit(first, 2)
    assert screen.model.view.reading.correcting.value == "12.13"
    hands.value("12.02")
    cell = next(c for c in screen.model.keeper.sheet.cells if c.piece == 2)
    assert (cell.value, cell.first_value) == ("12.02", "12.13")
    assert screen.model.view.reading.cursor == (first, 4)


def test_half_typed_values_stay_in_their_cells(two) -> None:
    _, screen, hands = two
    hands.keys("12.0", "value")
    hands.key("PageDown")
    assert screen.model.view.reading.text == ""
    hands.key("PageUp")
    assert screen.model.view.reading.text == "12.0"


def test_killing_the_program_resumes_where_it_was(two) -> None:
    stage, screen, hands = two
    for _ in range(3):
        hands.value("12.0")
    again = stage.open(screen.model.keeper.inspection_id)
    assert again.model.view.reading.cursor == screen.model.view.reading.cursor
    assert len(again.model.keeper.sheet.cells) == 3


def test_a_full_disk_loses_no_reading_and_keeps_the_order(two, monkeypatch) -> None:
    stage, screen, hands = two
    bench = stage.made.plant.bench
    working = bench.send
    sent: list[int] = []

    def failing(command, **options):
        raise Problem("DISK_FULL", {})

    monkeypatch.setattr(bench, "send", failing)
    for text in ("12.01", "12.02", "12.03"):
        hands.value(text)
    view = screen.model.view
    assert view.reading.outbox.unsaved == 3
    assert view.reading.outbox.trouble.code == "DISK_FULL"
    assert [row.cells[0].text for row in grid_rows(screen._tr, view)][:3] == [
        "12.01 …",
        "12.02 …",
        "12.03 …",
    ]
    assert "3" in hint_of(screen._tr, view).title
    assert not view.standing.may_decide

    def recording(command, **options):
        if isinstance(command, RecordReading):
            sent.append(command.piece)
        return working(command, **options)

    monkeypatch.setattr(bench, "send", recording)
    hands.key("F5")
    assert sent == [1, 2, 3]
    assert cells(screen) == [(1, "12.01"), (2, "12.02"), (3, "12.03")]
    assert screen.model.reading.unsaved == 0


def test_the_same_command_is_sent_again_after_trouble(two, monkeypatch) -> None:
    """A connection lost after the commit must not store the value twice."""
    stage, screen, hands = two
    bench = stage.made.plant.bench
    working = bench.send

    def lost(command, **options):
        assert isinstance(working(command, **options), Done)
        raise Problem("DATABASE_UNREACHABLE", {})

    monkeypatch.setattr(bench, "send", lost)
    hands.value("12.01")
    monkeypatch.setattr(bench, "send", working)
    hands.key("F5")
    assert cells(screen) == [(1, "12.01")]
    assert screen.model.reading.unsaved == 0


def test_the_cell_shows_a_value_before_it_is_stored(make_scene) -> None:
    stage = make_scene(executor=SteppedExecutor(report=lambda _error: None))
    made = stage.made
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),))
    made.known_source()
    _, inspection = made.started()
    screen = stage.open(inspection)
    stage.executor.run_all()
    hands = Hands(screen)
    hands.value("12.01")
    hands.value("12.02")
    first, second = screen.model.view.reading.outbox.entries
    assert (first.stage, second.stage) == (Stage.SENDING, Stage.WAITING)
    assert grid_rows(screen._tr, screen.model.view)[0].cells[0].state is CellState.NOT_NEEDED
    stage.executor.step()
    assert grid_rows(screen._tr, screen.model.view)[0].cells[0].state is CellState.OK
    stage.executor.run_all()
    assert cells(screen) == [(1, "12.01"), (2, "12.02")]


def test_another_station_may_have_read_the_piece(two) -> None:
    stage, screen, hands = two
    sheet = screen.model.keeper.sheet
    own = sheet.characteristics[0]
    other = stage.made.other_station()
    command = RecordReading(
        **stage.made.head(),
        inspection_id=sheet.inspection_id,
        reading_id=stage.made.ids.next_id(),
        characteristic_id=own.characteristic_id,
        piece=1,
        value="12.05",
        origin="keyboard",
        gauge_id=own.gauge_id,
    )
    assert isinstance(other.send(command, by=stage.made.people["lin"]), Done)
    other.close()
    hands.value("12.01")
    view = screen.model.view
    assert view.reading.refusal.code == "READING_EXISTS"
    assert view.reading.text == "12.01"
    assert view.reading.cursor[1] == 1
    hands.key("Enter")
    assert cells(screen) == [(1, "12.01")]


def test_an_overdue_gauge_makes_the_cell_refuse(make_scene) -> None:
    stage = make_scene()
    made = stage.made
    made.gauge("TG-011", "caliper", due=date(2026, 6, 1))
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"),))
    made.known_source()
    _, inspection = made.started()
    screen = stage.open(inspection)
    hands = Hands(screen)
    assert screen.grid.gauge.texts.alarm
    assert not screen.expects_reading()
    hands.value("12.0")
    assert cells(screen) == []
    assert screen.model.view.reading.text == ""
    assert not screen.reading(SentReading("12.0")) or cells(screen) == []
    assert screen.model.view.reading.refusal.code == "GAUGE_OVERDUE"
    made.gauge("TG-012", "caliper")
    screen.act("retry")
    assert hands.scan(format_gauge("TG-012"))
    assert not screen.grid.gauge.texts.alarm
    hands.value("12.0")
    assert cells(screen) == [(1, "12.00")]


def test_of_two_gauges_one_must_be_named(make_scene) -> None:
    stage = make_scene()
    made = stage.made
    made.gauge("TG-011", "caliper")
    second = made.gauge("TG-012", "caliper")
    made.gauge("HD-004", "durometer")
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"),))
    made.known_source()
    _, inspection = made.started()
    screen = stage.open(inspection)
    hands = Hands(screen)
    assert not screen.expects_reading()
    assert hands.scan(format_gauge("HD-004"))
    assert screen.model.view.reading.refusal.code == "GAUGE_WRONG_TYPE"
    assert hands.scan(format_gauge("TG-012"))
    hands.burst("12.0")
    assert screen.model.keeper.sheet.cells[0].gauge_id == second


def test_attributes_are_taken_by_exception(make_scene) -> None:
    stage = make_scene()
    made = stage.made
    made.plan(
        (by_aql(CRITICAL, "0.15"), by_aql(MINOR, "4.0")),
        (looked_at(1, CRITICAL), looked_at(2, MINOR)),
    )
    made.known_source()
    _, inspection = made.started()
    screen = stage.open(inspection)
    hands = Hands(screen)
    assert hands.scan(format_command(CommandCode.ALL_OK))
    assert screen.model.reading.own.number == 2
    hands.keys("12", "digits")
    assert screen.model.panel.state.kind is PanelKind.NONCONFORMANCE
    hands.key("Enter")
    hands.key("2")
    assert hands.scan(format_defect("F01")) is True
    hands.keys("9", "digits")
    assert hands.scan(format_defect("F01"))
    hands.key("F9")
    sheet = screen.model.keeper.sheet
    assert [(c.piece, c.defect_code) for c in sheet.cells] == [(12, "F02"), (9, "F01")]
    assert sheet.verdict.missing == 0
    assert sheet.characteristics[1].d == 2


def test_a_variable_piece_may_be_beyond_measuring(two) -> None:
    _, screen, hands = two
    hands.key("F8")
    hands.key("1")
    cell = screen.model.keeper.sheet.cells[0]
    assert (cell.piece, cell.defect_code, cell.failed) == (1, "NC", True)
    assert screen.model.view.reading.cursor[1] == 2


def test_a_hold_takes_three_actions(two) -> None:
    stage, screen, hands = two
    hands.key("F8")
    hands.key("F")
    hands.key("F10")
    assert hands.counted["action"] == 3
    assert len(screen.model.keeper.sheet.open_holds) == 1
    assert not screen.model.panel.is_open
    assert stage.sound.played[-1] is Tone.HOLD


@pytest.mark.parametrize("shows", [True, False])
def test_a_hold_of_the_panel_prints_tags_and_keeps_what_the_camera_shows(two, shows) -> None:
    stage, _screen, hands = two
    stage.bench.photographer = Shows(jpeg() if shows else None)
    hands.key("F8")
    hands.key("F")
    hands.key("F10")
    (row,) = stage.made.plant.bench.ask(open_holds)
    sheet = stage.made.plant.bench.ask(hold_sheet, row.hold_id)
    assert (sheet.head.origin, len(sheet.photos)) == ("inspection", 1 if shows else 0)
    with stage.made.plant.database.read() as session:
        tags = session.scalars(select(PrintJob).where(PrintJob.label_status == "hold")).all()
    assert len(tags) == 1


class Shows:
    """A camera with one picture, or with none."""

    is_ready = True

    def __init__(self, content: bytes | None) -> None:
        self.content = content

    def take(self) -> bytes | None:
        """The picture."""
        return self.content


def test_the_code_of_a_bag_leads_to_its_pieces(two) -> None:
    _, screen, hands = two
    sheet = screen.model.keeper.sheet
    box = sheet.containers[2]
    assert hands.scan(format_container(sheet.lot.lot, box.number))
    assert screen.model.view.reading.cursor[1] == box.pieces[0]
    assert not hands.scan(format_container("L26-04817-H", 1))


def test_accept_and_reject_only_say_what_is_expected(two) -> None:
    stage, screen, hands = two
    assert hands.scan(format_command(CommandCode.ACCEPT))
    assert screen.model.page is Page.GRID
    for _ in range(2):
        hands.value("12.13")
    assert screen.model.view.standing.outcome.value == "reject"
    assert hands.scan(format_command(CommandCode.ACCEPT))
    assert screen.model.page is Page.GRID
    assert screen.model.view.contradiction is not None
    assert stage.sound.played[-1] is Tone.BLOCKED
    assert hands.scan(format_command(CommandCode.REJECT))
    assert screen.model.page is Page.DECIDE


def test_escape_leaves_step_by_step(two) -> None:
    _, screen, hands = two
    places: list[object] = []
    screen.wants.connect(places.append)
    hands.keys("12", "digits")
    hands.key("F8")
    hands.key("Esc")
    assert not screen.model.panel.is_open
    hands.key("Esc")
    assert screen.model.view.reading.text == ""
    assert places == []
    hands.key("Esc")
    assert places == [QueuePlace()]


def test_who_may_not_start_is_told_why(make_scene) -> None:
    stage = make_scene()
    made = stage.made
    seal_ring(made)
    _, inspection = made.receive()
    stage.sign_in("rel")
    screen = stage.open(inspection)
    assert screen.model.page is Page.WAITING
    assert screen.model.view.start_refusal.code == "NOT_ALLOWED"
    assert "NOT_ALLOWED" in screen.waiting.band.spec.reason
    stage.sign_in("lin")
    screen.act("primary")
    assert screen.model.page is Page.GRID


def test_a_code_may_be_typed_by_hand(two) -> None:
    stage, screen, hands = two
    stage.made.gauge("TG-012", "caliper")
    screen.act("retry")
    hands.key("F2")
    screen.grid.panel.code.line.setText("rubbish")
    screen.grid.panel.code.line.returnPressed.emit()
    assert screen.model.panel.state.refusal is not None
    screen.grid.panel.code.line.setText(format_gauge("TG-012").lower())
    screen.grid.panel.code.line.returnPressed.emit()
    assert not screen.model.panel.is_open
    own = screen.model.reading.own
    assert is_variable(own)
    assert screen.model.view.reading.gauges.gauge_of(own).code == "TG-012"
