"""F4 on a real station: a label before the camera opens its delivery, like a scanner's burst."""

import pytest
from PIL import Image

from qtrace.domain.codes.interpret import interpret
from qtrace.reference import ai_table
from qtrace.ui.receiving.receive_state import Phase
from qtrace.ui.widgets.buttons import KeyButton
from tests.scanning.camera_pictures import Format, Shot, modules
from tests.support.station import receive_model

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
