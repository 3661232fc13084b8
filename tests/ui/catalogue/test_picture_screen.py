"""The drawing of a plan: chosen from a file, balloons placed by mouse or keys, saved for a draft."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from qtrace.domain.inspection import CharKind, ChoiceOption
from qtrace.domain.people import Role
from qtrace.domain.plan_pictures import PictureRole
from qtrace.domain.plans import CharacteristicDraft
from qtrace.i18n import Language, load_translator
from qtrace.models.inspection import PlanRevision
from qtrace.services.catalogue.plan_pictures import plan_pictures
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.ui.catalogue.approvals_screen import ApprovalsScreen
from qtrace.ui.catalogue.approvals_texts import _words
from qtrace.ui.catalogue.picture_screen import PictureScreen
from qtrace.ui.places import ApprovalsPlace, PicturePlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.inspections import MAJOR, InspectionBench, by_aql, looked_at, measured
from tests.support.pdfs import pdf
from tests.ui.inspection.test_photos import image
from tests.ui.people.station import BADGES, Look, add_person, check_looks

MAKERS = {ApprovalsPlace: ApprovalsScreen, PicturePlace: PictureScreen}
ROWS = (measured(1, MAJOR), measured(2, MAJOR), looked_at(3, MAJOR))


@pytest.fixture
def drafted(crew_plant, tmp_path):
    """A draft of a plan with three characteristics, written by Wang; files beside it."""
    BADGES["fang"] = 107
    add_person(crew_plant, "fang", ("Qian Fang", "钱芳"), (Role.QUALITY,), 107)
    work = InspectionBench(crew_plant)
    work.people.update(crew_plant.people | {"qian": crew_plant.people["fang"]})
    work.add_master(())
    revision = crew_plant.ids.next_id()
    command = AddPlan(
        **crew_plant.head(), plan_id=crew_plant.ids.next_id(), revision_id=revision,
        plan_code="SR-12", part_id=work.part, supplier_id=None, signature_chain="inspect",
        early_stop=True, classes=(by_aql(MAJOR, "2.5", "S-4"),), characteristics=ROWS,
    )  # fmt: skip
    crew_plant.done(command, by=crew_plant.people["wang"])
    (tmp_path / "ring.png").write_bytes(image("#fff", "PNG"))
    (tmp_path / "ring.pdf").write_bytes(pdf())
    return work, revision


@pytest.fixture
def desk(drafted, open_station):
    """Wang at the desk, in front of the drawing of the draft."""
    work, revision = drafted
    station = open_station(work.plant, MAKERS)
    station.sign_in("wang")
    station.shell.go(PicturePlace(revision))
    return station


def screen_of(desk) -> PictureScreen:
    assert isinstance(desk.screen, PictureScreen)
    return desk.screen


@pytest.fixture
def stored(drafted):
    """What the plan version has by now."""
    work, revision = drafted
    return lambda: work.plant.bench.ask(plan_pictures, revision)


def test_a_file_is_chosen_balloons_are_placed_and_saved(desk, stored, tmp_path):
    screen = screen_of(desk)
    assert "F2 reads" in screen._said.text()
    desk.press("F2")
    dialog = screen.findChild(QFileDialog) or desk.shell.findChild(QFileDialog)
    assert dialog is not None
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(tmp_path / "ring.png"))
    dialog.close()
    QApplication.sendPostedEvents(None, 0)
    assert "Press where balloon 1 belongs" in screen._said.text()
    area = screen.drawing.area()
    at = QPoint(round(area.left() + area.width() / 4), round(area.center().y()))
    QTest.mouseClick(screen.drawing, Qt.MouseButton.LeftButton, pos=at)
    state = screen.model.state
    assert [b.number for b in state.balloons] == [1]
    assert abs(float(state.balloons[0].x) - 0.25) < 0.01
    assert state.number == 2, "the next one without a balloon"
    assert screen.has_unsaved()
    desk.press("F10")
    (drawing,) = stored()
    assert (drawing.name, drawing.balloons) == ("ring.png", state.balloons)
    assert not screen.has_unsaved()
    screen.drawing.pressed.emit(0.5, 0.5)
    desk.press("F10")
    (again,) = stored()
    assert again.sha256 == drawing.sha256, "the file is kept"
    assert [b.number for b in again.balloons] == [1, 2]
    screen.drawing.balloon_pressed.emit(1)
    assert screen.model.state.number == 1


def test_balloons_are_moved_by_keys_alone(desk, tmp_path):
    screen = screen_of(desk)
    screen.model.load(str(tmp_path / "ring.png"))
    desk.press("Down")
    desk.press("Shift+Right")
    desk.press("Shift+Right")
    desk.press("Shift+Up")
    assert [(b.number, b.x, b.y) for b in screen.model.state.balloons] == [(2, "0.5100", "0.4900")]
    desk.press("Shift+Left")
    desk.press("Shift+Down")
    assert [(b.x, b.y) for b in screen.model.state.balloons] == [("0.5000", "0.5000")]
    desk.press("F10")
    desk.press("F8")
    assert screen.model.state.balloons == ()
    desk.press("F8")
    desk.press("Esc")
    assert [b.number for b in screen.model.state.balloons] == [2], "what was not saved is dropped"
    desk.press("Esc")
    assert desk.opened[-1] == ApprovalsPlace()


def test_pages_of_a_pdf_are_turned(desk, tmp_path):
    screen = screen_of(desk)
    desk.press("PageDown")
    assert screen.model.state.file is None
    screen.model.load(str(tmp_path / "ring.pdf"))
    assert screen.model.state.picture.name == "ring-1.png"
    assert "page 1" in screen._said.text()
    desk.press("PageUp")
    desk.press("PageDown")
    assert screen.model.state.picture.name == "ring-2.png"
    desk.press("PageDown")
    assert screen.model.state.refusal.code == "NO_SUCH_PAGE"
    assert "has no page 3" in screen._said.text()
    assert screen.model.state.picture.name == "ring-2.png", "the page before stays"


def test_the_instruction_is_a_picture_of_its_own(desk, stored, tmp_path):
    screen = screen_of(desk)
    screen.model.load(str(tmp_path / "ring.png"))
    desk.press("F3")
    assert screen.model.state.role is PictureRole.DRAWING, "save or drop first"
    desk.press("F10")
    desk.press("F3")
    assert (screen.model.state.role, screen.model.state.picture) == (PictureRole.INSTRUCTION, None)
    screen.model.load(str(tmp_path / "ring.png"))
    desk.press("F10")
    assert [each.role for each in stored()] == list(PictureRole)


def test_a_bad_file_is_refused_and_nothing_is_lost(desk, stored, tmp_path):
    screen = screen_of(desk)
    (tmp_path / "text.png").write_text("no picture")
    screen.model.load(str(tmp_path / "text.png"))
    assert screen.model.state.refusal.code == "PHOTO_NOT_AN_IMAGE"
    assert screen._mark.isVisible()
    screen.model.place(0.5, 0.5)
    screen.model.save()
    assert stored() == ()
    desk.shell.go(PicturePlace(7))
    assert "no such plan version" in screen_of(desk)._said.text()


def test_what_is_in_force_is_only_looked_at(desk, drafted, tmp_path):
    work, revision = drafted
    screen = screen_of(desk)
    screen.model.load(str(tmp_path / "ring.png"))
    screen.drawing.pressed.emit(0.5, 0.5)
    desk.press("F10")
    work.approve_plan(revision)
    desk.shell.go(ApprovalsPlace())
    desk.shell.go(PicturePlace(revision))
    screen = screen_of(desk)
    assert "Only a draft" in screen._said.text()
    for key in ("F2", "F8", "Shift+Left", "F10"):
        desk.press(key)
    screen.drawing.pressed.emit(0.1, 0.1)
    assert [b.x for b in screen.model.state.balloons] == ["0.5000"]
    assert {"left", "page_before"} <= screen.idle()


def test_approvals_lead_to_the_drawing_and_back(desk, drafted):
    _, revision = drafted
    desk.shell.go(ApprovalsPlace())
    desk.screen.model.choose(revision)
    desk.press("F3")
    assert desk.opened[-1] == PicturePlace(revision)
    desk.press("Esc")
    assert desk.opened[-1] == ApprovalsPlace()


@pytest.mark.parametrize(
    "look", [Look(Language.EN, LIGHT, TOUCH), Look(Language.ZH_CN, DARK, DESK)]
)
def test_it_fits_in_both_languages_and_themes(drafted, open_station, tmp_path, look):
    work, revision = drafted
    station = open_station(work.plant, MAKERS, look=look)
    station.sign_in("wang")
    station.shell.go(PicturePlace(revision))
    screen_of(station).model.load(str(tmp_path / "ring.pdf"))
    check_looks(station)


def test_the_page_of_a_draft_says_what_every_kind_asks_for():
    """The second person reads it before signing."""
    tr = load_translator(Language.EN)

    def said(kind, **over) -> str:
        return _words(tr, CharacteristicDraft(1, kind, MAJOR, "Colour", "颜色", **over))

    options = (ChoiceOption("A", "Clear", ""), ChoiceOption("B", "Cloudy", "", conforms=False))
    assert said(CharKind.CHOICE, options=options) == "Colour  Clear / ✗ Cloudy"
    assert said(CharKind.TEXT) == "Colour  Text"
    assert said(CharKind.TEXT, required=False) == "Colour  Text, may be left out"
    assert said(CharKind.FORMULA, formula="c1 / 2", usl="3") == "Colour  = c1 / 2  ≤ 3"
    assert said(CharKind.PHOTO) == "Colour  Photo"


def test_the_title_says_from_where_a_drawing_comes(desk, drafted, tmp_path):
    work, revision = drafted
    desk.screen.model.load(str(tmp_path / "ring.png"))
    desk.press("F10")
    work.approve_plan(revision)
    with work.plant.database.read() as session:
        plan_id = session.get_one(PlanRevision, revision).plan_id
    second = work.plant.ids.next_id()
    command = AddPlan(
        **work.plant.head(), plan_id=plan_id, revision_id=second, plan_code="SR-12",
        part_id=work.part, supplier_id=None, signature_chain="inspect", early_stop=True,
        classes=(by_aql(MAJOR, "2.5", "S-4"),), characteristics=ROWS,
    )  # fmt: skip
    work.plant.done(command, by=work.plant.people["wang"])
    desk.shell.go(PicturePlace(second))
    assert desk.screen.drawing.accessibleName() == "Drawing  ring.png  inherited from version 1"
    desk.screen.model.load(str(tmp_path / "ring.png"))
    assert desk.screen.drawing.accessibleName() == "Drawing  ring.png"
