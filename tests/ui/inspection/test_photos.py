"""Photos of readings in the inspection grid: attached from a file, marked, shown, refused clearly."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from qtrace.domain.photos import MOST_BYTES
from qtrace.i18n import Language
from qtrace.scanning.fake import ReplayPhotographer
from qtrace.ui.inspection.grid_texts import grid_rows
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.theme.paint import elided
from tests.support.inspections import MAJOR, by_aql, measured
from tests.ui.inspection.hands import Hands


def image(colour: str = "#3b6", kind: str = "JPG") -> bytes:
    picture = QImage(640, 480, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, kind)
    return bytes(data)


@pytest.fixture
def opened(make_scene):
    def make(**options):
        stage = make_scene(**options)
        stage.made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),), "inspect")
        stage.made.known_source()
        _, inspection = stage.made.receive(1200, 4)
        stage.made.start(inspection)
        screen = stage.open(inspection)
        screen.resize(1366, 680)
        screen.show()
        return screen, Hands(screen)

    return make


def choose(hands, screen, path) -> None:
    """F10, then a file in the dialog beside the station."""
    hands.key("F10")
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(path))
    dialog.close()
    QApplication.sendPostedEvents(None, 0)
    QApplication.processEvents()


def test_a_photo_of_the_last_reading_is_attached_marked_and_shown(opened, tmp_path):
    screen, hands = opened()
    hands.value("12.03")
    hands.key("Shift+F4")
    state = screen.model.photo.state
    assert (state.cell.piece, state.photos) == (1, ())
    view = screen.grid.panel.photo
    assert "Photos of piece 1" in view._title.text()
    assert "F10 attaches" in view._about.text()
    (tmp_path / "a.jpg").write_bytes(image())
    choose(hands, screen, tmp_path / "a.jpg")
    (photo,) = screen.model.photo.state.photos
    assert (photo.name, photo.content) == ("a.jpg", image())
    assert not view.picture.pixmap().isNull()
    assert "1 of 1 · a.jpg" in view._about.text()
    (tmp_path / "b.png").write_bytes(image("#b36", "PNG"))
    choose(hands, screen, tmp_path / "b.png")
    assert (len(screen.model.photo.state.photos), screen.model.photo.state.shown) == (2, 1)
    hands.key("Shift+F4")
    assert screen.model.photo.state.shown == 0
    hands.key("Esc")
    assert screen.model.panel.state.kind is PanelKind.NONE
    assert grid_rows(screen._tr, screen.model.view)[0].cells[0].photo
    assert not grid_rows(screen._tr, screen.model.view)[1].cells[0].photo
    screen.grab()


def test_what_the_camera_shows_is_taken_and_attached(opened):
    screen, hands = opened()
    asked = []
    screen.station_asked.connect(asked.append)
    hands.key("F4")
    assert (asked, screen.model.panel.state.kind) == (["camera"], PanelKind.NONE)
    hands.value("12.03")
    bench = screen.model.keeper.bench
    hands.key("F4")
    assert (len(asked), screen.model.panel.state.kind) == (2, PanelKind.PHOTO)
    about = screen.grid.panel.photo._about
    assert "F4 opens the camera" in about.text()
    bench.photographer = ReplayPhotographer(image())
    bench.camera_changed.emit()
    assert "F10 takes what the camera shows" in about.text()
    hands.key("F10")
    assert screen.findChild(QFileDialog) is None
    (photo,) = screen.model.photo.state.photos
    assert photo.content == image()
    assert photo.name.startswith("camera-2026")
    assert photo.name.endswith(".jpg")
    hands.key("F10")
    assert screen.model.photo.state.refusal.code == "PHOTO_EXISTS"
    hands.key("Esc")
    hands.key("F4")
    assert screen.model.panel.state.kind is PanelKind.PHOTO
    assert len(asked) == 2, "the camera that is on stays on"
    hands.key("F4")
    assert len(asked) == 3, "with the photos open the key is the camera's alone"


def test_a_picture_of_the_camera_is_judged_like_a_file(opened):
    screen, hands = opened()
    bench = screen.model.keeper.bench
    bench.photographer = ReplayPhotographer(None)
    hands.value("12.03")
    hands.key("Shift+F4")
    hands.key("F10")
    assert screen.model.photo.state.refusal.code == "PHOTO_NO_PICTURE"
    bench.photographer.photo_file = image()[:-40]
    hands.key("F10")
    assert screen.model.photo.state.refusal.code == "PHOTO_DAMAGED"
    assert screen.model.photo.state.photos == ()
    bench.photographer.is_ready = False
    bench.camera_changed.emit()
    assert not screen.model.view.camera
    bench.photographer = None
    screen.model.photo.take()
    assert not screen.model.photo.state.busy


def test_files_that_are_no_photos_are_refused_with_a_sentence(opened, tmp_path):
    screen, hands = opened()
    hands.value("12.03")
    hands.key("Shift+F4")
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "cut.jpg").write_bytes(image()[:-40])
    (tmp_path / "empty.png").write_bytes(b"")
    with (tmp_path / "huge.jpg").open("wb") as huge:
        huge.truncate(10 * MOST_BYTES)
    expected = {
        "report.pdf": "PHOTO_NOT_AN_IMAGE",
        "cut.jpg": "PHOTO_DAMAGED",
        "empty.png": "PHOTO_EMPTY",
        "huge.jpg": "PHOTO_TOO_LARGE",
        "gone.jpg": "PHOTO_UNREADABLE",
    }
    for name, code in expected.items():
        choose(hands, screen, tmp_path / name)
        refusal = screen.model.photo.state.refusal
        assert (refusal.code, refusal.facts["name"]) == (code, name)
        assert name in screen.grid.panel.photo._refusal._text.text()
    (tmp_path / "a.jpg").write_bytes(image())
    choose(hands, screen, tmp_path / "a.jpg")
    choose(hands, screen, tmp_path / "a.jpg")
    assert screen.model.photo.state.refusal.code == "PHOTO_EXISTS"
    assert len(screen.model.photo.state.photos) == 1


def test_without_a_reading_there_is_nothing_to_attach_to(opened):
    screen, hands = opened()
    hands.key("Shift+F4")
    assert screen.model.photo.state.refusal.code == "PHOTO_NO_READING"
    hands.key("F10")
    assert screen.findChild(QFileDialog) is None
    screen.model.photo.attach_file("x.jpg")
    assert not screen.model.photo.state.busy
    screen.model.photo.next()
    assert screen.model.photo.state.photos == ()


def test_a_chosen_cell_goes_before_the_last_reading(opened):
    screen, hands = opened()
    hands.value("12.03")
    hands.value("12.14")
    hands.key("Up")
    hands.key("Up")
    hands.key("Shift+F4")
    assert screen.model.photo.state.cell.piece == 1


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
def test_nothing_is_cut_off(opened, tmp_path, language):
    screen, hands = opened(language=language)
    hands.value("12.03")
    hands.key("Shift+F4")
    (tmp_path / "a.jpg").write_bytes(image())
    choose(hands, screen, tmp_path / "a.jpg")
    elided.clear()
    screen.grab()
    assert list(elided) == []
