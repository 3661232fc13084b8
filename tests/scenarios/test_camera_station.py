"""F4 on a real station: a label before the camera opens its delivery, like a scanner's burst."""

import pytest
from PIL import Image

from qtrace.domain.codes.interpret import interpret
from qtrace.reference import ai_table
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.receiving.receive_state import Phase
from qtrace.ui.widgets.buttons import KeyButton
from tests.scanning.camera_pictures import Format, Shot, modules
from tests.support.station import receive_model
from tools.shots_acts import as_person, inspection

pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)


def photographed(path, data: bytes) -> None:
    """A photo of the label's GS1 Data Matrix."""
    message = interpret(data, ai_table(), 2026)
    text = "".join(f"({ai}){value}" for ai, value in message.reading.values().items())
    symbol = modules(text, Format.DataMatrix, gs1=True, forceSquare=True)
    Image.fromarray(Shot(module_px=5, turn_deg=8).of(symbol)).save(path)


def test_a_label_before_the_camera_opens_its_delivery(stage, tmp_path, monkeypatch):
    stage.sign_in("lin")
    label = stage.label("HM-20455").scanned
    photographed(tmp_path / "label.png", label)
    monkeypatch.setenv("QTRACE_CAMERA", str(tmp_path / "label.png"))
    stage.queue()
    stage.driver.press("F4")
    window = stage.station.camera.window
    assert window.isVisible()
    assert stage.shell.isActiveWindow()
    stage.driver.until(
        lambda: getattr(getattr(stage.screen.model, "state", None), "phase", None) is Phase.CHECK,
        "the label was not taken",
    )
    assert receive_model(stage).state.phase is Phase.CHECK
    camera = stage.station.bench.photographer
    assert camera.is_ready
    assert camera.take().startswith(b"\xff\xd8\xff"), "what it shows can be taken as a photo"
    stage.driver.press("F4")
    assert not window.isVisible()
    assert (camera.is_ready, camera.take()) == (False, None)


def test_the_button_of_the_receive_screen_opens_it_too(stage, tmp_path, monkeypatch):
    monkeypatch.setenv("QTRACE_CAMERA", str(tmp_path))
    stage.sign_in("lin")
    stage.queue()
    stage.nav("receive")
    stage.press_button(KeyButton, lambda button: button.spec.id == "camera")
    window = stage.station.camera.window
    assert window.isVisible()
    assert window.panel.text.text() == "This station has no camera", "the folder is empty"
    stage.driver.press("Ctrl+L")
    assert not window.isVisible(), "nobody is at the station any more"


def test_a_photo_of_a_reading_is_taken_with_the_camera(stage, tmp_path, monkeypatch):
    """F4 opens the photos of the reading with the live picture, F10 takes it, F4 closes the camera."""
    Image.new("RGB", (320, 240), "#4080c0").save(tmp_path / "part.png")
    monkeypatch.setenv("QTRACE_CAMERA", str(tmp_path / "part.png"))
    as_person("lin")(stage)
    inspection("LS3G46")(stage)
    model = stage.screen.model
    stage.driver.press("PageDown")
    stage.driver.press("F4")
    window = stage.station.camera.window
    assert window.isVisible()
    assert model.panel.state.kind is PanelKind.PHOTO
    stage.driver.until(lambda: model.view.camera, "the camera shows nothing")
    stage.driver.press("F10")
    stage.driver.until(lambda: bool(model.photo.state.photos), "no photo was attached")
    [photo] = model.photo.state.photos
    assert photo.name.startswith("camera-")
    assert photo.content.startswith(b"\xff\xd8\xff")
    stage.driver.press("F4")
    assert not window.isVisible()
    assert model.panel.state.kind is PanelKind.PHOTO, "the photos stay; F10 asks for a file now"
    assert not model.view.camera
