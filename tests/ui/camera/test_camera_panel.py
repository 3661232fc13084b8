"""The camera panel in the window: buttons, outlines, languages, and no focus ever."""

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from qtrace.i18n import Language, load_translator
from qtrace.ports import DeviceState
from qtrace.ui.camera.camera_model import CameraModel
from qtrace.ui.camera.camera_panel import CameraWindow
from qtrace.ui.camera.camera_picture import fitted
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT, colour
from qtrace.ui.widgets import file_choice
from tests.ui.camera.conftest import EAN, GS1, Choice, broken
from tests.ui.people.station import check_words, crew_plant, make_ui_bench  # noqa: F401


@pytest.fixture
def window(crew_plant, qtbot, control):  # noqa: F811 - the fixture of that name
    apply_theme(qtbot_app(), LIGHT, TOUCH)
    owner = QLineEdit()
    owner.resize(1366, 768)
    qtbot.addWidget(owner)
    owner.show()
    owner.activateWindow()
    bench = make_ui_bench(crew_plant)
    window = CameraWindow(bench, owner, CameraModel(control))
    qtbot.addWidget(window)
    window.bench, window.owner = bench, owner
    yield window
    window.close()


def qtbot_app():
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()


def click(window, name: str) -> None:
    QTest.mouseClick(window.panel.buttons[name], Qt.MouseButton.LeftButton)


def test_it_is_shown_while_the_camera_is_open_and_takes_no_focus(window, control):
    window.owner.setFocus()
    window.toggle()
    assert window.isVisible()
    assert window.owner.isActiveWindow()
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert all(
        button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in window.panel.buttons.values()
    )
    window.toggle()
    assert not window.isVisible()
    assert control.closed == 1
    window.toggle()
    click(window, "close")
    assert not window.isVisible()


def test_buttons_do_what_they_say(window, control):
    window.toggle()
    click(window, "next")
    assert control.opened == ["a", "b"]
    click(window, "mirror")
    assert window.model.state.mirrored
    click(window, "open")
    assert control.opened == ["a", "b"], "while the camera runs there is nothing to try again"
    control.watch(broken("CAMERA_GONE"))
    click(window, "open")
    assert control.opened == ["a", "b", "b"]


def test_the_camera_closes_when_nobody_is_there(window):
    window.bench.person_changed.emit(object())
    window.toggle()
    window.bench.person_changed.emit(object())
    assert window.isVisible()
    window.bench.person_changed.emit(None)
    assert not window.isVisible()
    assert not window.model.is_open


def test_another_language_keeps_the_camera(window, control):
    window.toggle()
    control.tell(EAN)
    window.bench.set_language(load_translator(Language.ZH_CN))
    assert window.panel.text.text() == "已读：9506000134352"
    control.tell(GS1)
    assert window.panel.text.text().startswith("已读：0109")
    assert control.opened == ["a"]


@pytest.mark.parametrize("mirrored", [False, True])
def test_outline_and_tick_lie_on_the_symbol(window, control, mirrored):
    window.toggle()
    if mirrored:
        click(window, "mirror")
    control.tell(GS1)
    picture = window.panel.picture
    image = picture.grab().toImage()
    place = fitted(QSize(320, 180), QRectF(picture.rect()))
    corner = picture.placed(place, (32.0, 50.0))
    assert image.pixelColor(corner.toPoint()).name() == colour(LIGHT.ok.fill).name()
    middle = picture.placed(place, (64.0, 50.0)).toPoint()
    around = {
        image.pixelColor(middle + QPoint(dx, dy)).name()
        for dx in range(-14, 15, 2)
        for dy in range(-14, 15, 2)
    }
    assert {colour(LIGHT.ok.fill).name(), colour(LIGHT.ok.text).name()} <= around
    elsewhere = picture.placed(place, (288.0, 150.0)).toPoint()
    assert image.pixelColor(elsewhere).name() == "#5a5a5a"
    assert (corner.x() > middle.x()) is mirrored


def test_a_pending_symbol_has_an_outline_and_no_tick(window, control):
    window.toggle()
    control.tell(EAN, delivered=False)
    picture = window.panel.picture
    image = picture.grab().toImage()
    place = fitted(QSize(320, 180), QRectF(picture.rect()))
    edge = picture.placed(place, (32.0, 50.0)).toPoint()
    assert image.pixelColor(edge).name() == colour(LIGHT.info.fill).name()
    assert image.pixelColor(picture.placed(place, (64.0, 50.0)).toPoint()).name() == "#5a5a5a"


def test_a_photo_is_asked_for_beside_the_station(window, control, monkeypatch):
    made = []

    class Dialog(QFileDialog):
        def show(self):
            made.append(self)  # not put on the screen: a file is chosen at once

    monkeypatch.setattr(file_choice, "QFileDialog", Dialog)
    window.toggle()
    click(window, "photo")
    [dialog] = made
    assert not dialog.isModal()
    assert "*.jpg" in dialog.nameFilters()[0]
    dialog.fileSelected.emit("/photos/label.jpg")
    assert control.photos == ["/photos/label.jpg"]
    dialog.deleteLater()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_nothing_is_cut_off_and_no_button_moves(window, control, language, theme):
    apply_theme(qtbot_app(), theme, TOUCH)
    window.bench.set_language(load_translator(language))
    window.toggle()
    elided.clear()
    heights = set()
    for shown in (
        control.tell,
        lambda: control.tell(GS1),
        lambda: control.tell(EAN, delivered=False),
        lambda: control.watch(broken("CAMERA_DENIED")),
        lambda: control.watch(broken("CAMERA_FAILED")),
    ):
        shown()
        qtbot_app().processEvents()
        window.grab()
        check_words(window)
        heights.add(window.panel.buttons["photo"].mapTo(window, QPoint(0, 0)).y())
    assert len(heights) == 1
    assert list(elided) == []
    apply_theme(qtbot_app(), LIGHT, TOUCH)


def test_a_long_name_of_a_camera_is_shortened_and_still_said(window, control):
    control.choices = (Choice("x", "Wide Angle Document Camera With A Long Name"),)
    window.toggle()
    assert window.panel.device.text().endswith("…")
    assert window.panel.device.accessibleName() == control.choices[0].name
    check_words(window)


def test_the_panel_stands_below_the_verdict_and_above_the_actions(window):
    window.toggle()
    qtbot_app().processEvents()
    assert window.width() <= 382
    assert window.height() <= 448


def test_closing_the_window_closes_the_camera(window):
    window.toggle()
    window.close()
    assert window.model.state.view.state is DeviceState.STOPPED
