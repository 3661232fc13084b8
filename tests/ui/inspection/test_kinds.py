"""Options, texts, computed values, judged photos and the drawing at the grid: by keys and scans."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.domain.inspection import CharKind, ChoiceOption
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.inspection_kinds import ComputedFault
from qtrace.domain.plan_pictures import Balloon, PictureRole
from qtrace.domain.plans import CharacteristicDraft, ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Language
from qtrace.ports import Tone
from qtrace.scanning.fake import ReplayPhotographer
from qtrace.services.catalogue.plan_pictures import SetPlanPicture
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.services.inspection.reading_photos import photos_of_reading
from qtrace.ui.inspection.grid_texts import card_texts, grid_rows
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.theme.paint import elided
from qtrace.ui.widgets.readings import CellState
from tests.support.inspections import MAJOR, measured
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import Scan
from tests.ui.inspection.test_photos import image

OPTIONS = (
    ChoiceOption("CLEAR", "Clear", "透明"),
    ChoiceOption("CLOUDY", "Cloudy", "浑浊", conforms=False),
)
ROWS = (
    measured(1),
    measured(2, lsl="-12.10"),
    CharacteristicDraft(3, CharKind.CHOICE, MAJOR, "Colour", "颜色", options=OPTIONS),
    CharacteristicDraft(4, CharKind.TEXT, MAJOR, "Cavity", "模穴"),
    CharacteristicDraft(5, CharKind.TEXT, MAJOR, "Remark", "备注", required=False),
    CharacteristicDraft(
        6, CharKind.FORMULA, MAJOR, "Ratio", "比值", usl="1.010", decimals=3, formula="c1 / c2"
    ),
    CharacteristicDraft(7, CharKind.PHOTO, MAJOR, "Parting line", "分型线"),
)
BALLOONS = (Balloon(1, "0.2", "0.5"), Balloon(4, "0.8", "0.5"))


@pytest.fixture
def opened(make_scene):
    """The screen over an inspection of two pieces; `drawn` gives the plan its pictures."""

    def make(*, drawn=False, **options):
        stage = make_scene(**options)
        made = stage.made
        wang, revision = made.people["wang"], made.ids.next_id()
        made.plant.done(
            AddPlan(
                **made.head(), plan_id=made.ids.next_id(), revision_id=revision,
                plan_code="SR-12", part_id=made.part, supplier_id=None, signature_chain="inspect",
                early_stop=True, classes=(ClassDraft(MAJOR, SampleType.FIXED, fixed_n=2, ac=0),),
                characteristics=ROWS,
            ),
            by=wang,
        )  # fmt: skip
        for role in PictureRole if drawn else ():
            made.plant.done(
                SetPlanPicture(
                    **made.head(), picture_id=made.ids.next_id(), revision_id=revision, role=role,
                    balloons=BALLOONS if role is PictureRole.DRAWING else (),
                    picture=image("#fff", "PNG"), name=f"{role.value}.png",
                ),
                by=wang,
            )  # fmt: skip
        made.approve_plan(revision)
        _, inspection = made.started(20, 2)
        screen = stage.open(inspection)
        screen.resize(1350, 688)
        screen.show()
        return stage, screen, Hands(screen)

    return make


def front(screen) -> int:
    """Number of the characteristic in front."""
    return screen.model.reading.own.number


def go(screen, number: int) -> None:
    screen.model.show_number(str(number))


def card(screen):
    return card_texts(screen._tr, screen.model.view)


def unknown(text: str) -> Scan:
    """A code that is none of ours."""

    class Unknown:
        pass

    found = Unknown()
    found.text = text
    return Scan(found)


def test_the_whole_plan_by_keyboard_alone(opened):
    stage, screen, hands = opened()
    for value in ("12.00", "12.01", "12.02", "12.03"):
        hands.value(value)
    assert front(screen) == 3
    hands.key("1")
    hands.key("2")
    assert front(screen) == 4
    line = screen.grid.card.answer.line
    for text in ("K-07", "K-08"):
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert front(screen) == 7, "what may be left out and what is computed is passed by"
    stage.bench.photographer = ReplayPhotographer(image())
    stage.bench.camera_changed.emit()
    for _ in range(2):
        hands.key("Enter")
        hands.key("F10")
        hands.key("Enter")
    view = screen.model.view
    assert view.reading.cursor is None
    assert view.standing.missing == 0
    texts = [tuple(cell.text for cell in row.cells) for row in grid_rows(screen._tr, view)]
    assert [row[-1] for row in texts] == ["Photo", "Photo"]
    values = {(c.characteristic_id, c.piece): c for c in view.sheet.cells}
    ids = {c.number: c.characteristic_id for c in view.sheet.characteristics}
    assert values[ids[3], 2].failed
    assert values[ids[4], 2].value == "K-08"
    assert values[ids[6], 1].value == "0.99834"
    hands.key("F10")
    assert screen.model.page is Page.DECIDE


def test_the_whole_plan_by_scanner_alone(opened):
    stage, screen, hands = opened()
    go(screen, 3)
    hands.scan(format_command(CommandCode.DIGIT_2))
    assert screen.model.keeper.sheet.cells[-1].value == "CLOUDY"
    go(screen, 4)
    assert screen.scanned(unknown("K-07"))
    assert card(screen).answer.text == "K-07"
    hands.scan(format_command(CommandCode.NO))
    cell = screen.model.keeper.sheet.cells[-1]
    assert (cell.value, cell.failed, cell.origin) == ("K-07", True, ReadingOrigin.SCANNER)
    assert screen.scanned(unknown("K-08"))
    hands.scan(format_command(CommandCode.ENTER))
    assert not screen.model.keeper.sheet.cells[-1].failed
    go(screen, 7)
    stage.bench.photographer = ReplayPhotographer(image())
    stage.bench.camera_changed.emit()
    hands.scan(format_command(CommandCode.ENTER))
    hands.scan(format_command(CommandCode.SIGN))
    assert screen.model.answers.state.photo is not None
    hands.scan(format_command(CommandCode.NO))
    cell = screen.model.keeper.sheet.cells[-1]
    assert (cell.failed, cell.photos) == (True, 1)
    (photo,) = stage.made.plant.bench.ask(photos_of_reading, cell.reading_id)
    assert photo.content == image()
    assert screen.model.panel.state.kind is PanelKind.NONE


def test_a_key_that_is_no_option_says_which_there_are(opened):
    _, screen, hands = opened()
    go(screen, 3)
    hands.key("9")
    assert screen.model.keeper.sheet.cells == ()
    assert "CLEAR, CLOUDY" in card(screen).note
    assert [(tile.key, tile.text) for tile in card(screen).answer.options] == [
        ("1", "Clear"), ("2", "Cloudy"),
    ]  # fmt: skip
    screen.grid.card.answer.options.tiles[0].click()
    assert screen.model.keeper.sheet.cells[0].value == "CLEAR"


def test_an_option_is_corrected_and_the_first_one_is_named(opened):
    _, screen, hands = opened()
    go(screen, 3)
    hands.key("2")
    hands.key("Up")
    assert "Correct Cloudy" in card(screen).note
    assert [tile.chosen for tile in card(screen).answer.options] == [False, True]
    hands.key("1")
    cell = screen.model.keeper.sheet.cells[0]
    assert (cell.value, cell.first_value) == ("CLEAR", "CLOUDY")


def test_a_text_keeps_what_is_typed_and_has_the_focus_only_in_front(opened, qtbot):
    _, screen, hands = opened()
    line = screen.grid.card.answer.line
    assert not line.isVisible()
    go(screen, 4)
    QTest.keyClicks(line, "K 0")
    assert screen.has_unsaved()
    assert screen.keys().get("Ctrl+Z") is None, "the line's own undo"
    go(screen, 3)
    assert not line.isVisible()
    go(screen, 4)
    assert line.text() == "K 0"
    hands.key("7")
    assert line.text() == "K 07", "digits of the keypad go into the text"
    hands.key("Shift+Enter")
    cell = screen.model.keeper.sheet.cells[0]
    assert (cell.value, cell.failed) == ("K 07", True)
    hands.key("Enter")
    assert "No value" in card(screen).note
    assert screen.keys()["Ctrl+Z"] == "undo"


def test_what_may_be_left_out_is_written_where_one_goes(opened):
    _, screen, hands = opened()
    go(screen, 5)
    assert card(screen).limits == "May be left out"
    QTest.keyClicks(screen.grid.card.answer.line, "Scratch")
    hands.key("Enter")
    assert screen.model.keeper.sheet.cells[0].value == "Scratch"


def test_a_computed_value_waits_says_what_it_comes_from_and_takes_no_digits(opened):
    stage, screen, hands = opened()
    hands.value("12.00")
    go(screen, 6)
    assert card(screen).note == "Waits for the readings of 2"
    hands.key("1")
    assert (stage.sound.played[-1], screen.model.view.reading.text) == (Tone.BLOCKED, "")
    assert card(screen).note == "Waits for the readings of 2"
    go(screen, 2)
    hands.value("12.00")
    go(screen, 6)
    hands.key("Up")
    shown = card(screen)
    assert (shown.value, shown.takes_value) == ("1.000", False)
    assert shown.note == "Computed from c1=12.00 c2=12.00"


def test_what_cannot_be_computed_is_red_with_its_reason(opened):
    _, screen, hands = opened()
    hands.value("12.00")
    go(screen, 2)
    hands.value("0")
    hands.key("Enter")
    go(screen, 6)
    hands.key("Up")
    assert "divides by zero" in card(screen).note
    hands.key("Down")
    row = grid_rows(screen._tr, screen.model.view)[0]
    cell = next(c for c in row.cells if c.text == "divides by 0")
    assert cell.state is CellState.FAIL
    own = screen.model.keeper.sheet.cells[-1]
    assert own.defect_code == ComputedFault.DIVISION_BY_ZERO


def test_undo_takes_back_what_the_hand_did_and_what_followed_from_it(opened):
    _, screen, hands = opened()
    hands.value("12.00")
    go(screen, 2)
    hands.value("12.00")
    assert len(screen.model.keeper.sheet.cells) == 3
    hands.key("Ctrl+Z")
    assert [c.value for c in screen.model.keeper.sheet.cells] == ["12.00"]
    assert front(screen) == 2


def test_a_photo_comes_from_a_file_and_a_bad_one_is_refused(opened, tmp_path):
    _, screen, hands = opened()
    go(screen, 7)
    hands.key("1")
    assert screen.model.view.reading.refusal.code == InspectionReason.READING_IS_A_PHOTO
    hands.key("F4")
    assert screen.model.panel.state.kind is PanelKind.JUDGED_PHOTO
    (tmp_path / "a.jpg").write_bytes(image()[:-40])
    screen.model.answers.load(str(tmp_path / "a.jpg"))
    assert screen.model.view.answer.refusal.code == "PHOTO_DAMAGED"
    hands.key("Enter")
    assert screen.model.keeper.sheet.cells == (), "nothing to judge yet"
    (tmp_path / "a.jpg").write_bytes(image())
    screen.model.answers.load(str(tmp_path / "a.jpg"))
    assert not screen.grid.panel.judged.picture.pixmap().isNull()
    hands.key("Esc")
    hands.key("Down")
    assert screen.model.view.answer.photo is None, "another piece, another photo"


def test_the_camera_must_show_something(opened):
    stage, screen, hands = opened()
    go(screen, 7)
    screen.model.answers.take()
    stage.bench.photographer = ReplayPhotographer(None)
    stage.bench.camera_changed.emit()
    hands.key("Enter")
    hands.key("F10")
    assert screen.model.view.answer.refusal.code == "PHOTO_NO_PICTURE"


def test_without_a_drawing_the_containers_stand_where_they_stood(opened):
    _, screen, _ = opened()
    side = screen.grid.side
    assert screen.keys().get("Shift+F3") is None
    assert side._tiles.isVisible()
    assert not side.drawing.isVisible()
    screen.model.show_drawing()
    assert screen.model.panel.state.kind is PanelKind.NONE


def test_the_drawing_marks_the_row_and_a_balloon_leads_to_its_row(opened):
    _, screen, hands = opened(drawn=True)
    small = screen.grid.side.drawing.drawing
    assert small.isVisible()
    assert [(b.number, b.current) for b in small.balloons] == [(1, True), (4, False)]
    at = small.place_of(small.balloons[1])
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert front(screen) == 4
    assert [b.current for b in small.balloons] == [False, True]
    middle = small.area().center() - QPointF(0, small.area().height() / 3)
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert screen.model.panel.state.kind is PanelKind.DRAWING
    large = screen.grid.panel.drawing
    assert large.drawing.area().width() > 1.5 * small.area().width()
    large.drawing.balloon_pressed.emit(1)
    assert front(screen) == 1
    hands.key("Shift+F3")
    assert "Instruction" in large._title.text()
    hands.key("Shift+F3")
    assert "Drawing" in large._title.text()
    hands.key("Esc")
    assert screen.model.panel.state.kind is PanelKind.NONE
    hands.key("Shift+F3")
    assert screen.model.panel.state.kind is PanelKind.DRAWING


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
def test_nothing_is_cut_off_beside_a_drawing(opened, language, qapp):
    _, screen, hands = opened(drawn=True, language=language)
    for number in range(1, 8):
        go(screen, number)
        if number == 3:
            hands.key("9")
        qapp.processEvents()
        elided.clear()
        screen.grab()
        assert list(elided) == [], number
        size = screen.grid.minimumSizeHint()
        assert (size.width() <= 1350, size.height() <= 616) == (True, True), (number, size)
