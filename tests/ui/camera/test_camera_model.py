"""The camera panel's model: which camera is open, what it shows, photos in its place."""

import pytest

from qtrace.i18n import Language, load_translator
from qtrace.ports import DeviceState, Symbol
from qtrace.ui.camera.camera_model import CameraModel
from qtrace.ui.camera.camera_texts import actions, camera_line, device_text, last_line, shown_code
from qtrace.ui.theme.tokens import Status
from tests.ui.camera.conftest import EAN, GS1, Choice, FakeControl, broken, seen

EN = load_translator(Language.EN)


@pytest.fixture
def model(qapp, control) -> CameraModel:
    return CameraModel(control)


def line(model):
    said = camera_line(EN, model.state)
    return said.status, said.text


def enabled(model) -> set[str]:
    return {spec.id for spec in actions(EN, model.state) if spec.enabled}


def test_it_opens_the_machines_own_choice_and_closes_it(model, control):
    states = []
    model.changed.connect(states.append)
    assert not model.is_open
    model.open()
    assert (model.is_open, control.opened) == (True, ["a"])
    assert line(model) == (Status.NEUTRAL, "Opening the camera …")
    control.tell()
    assert line(model) == (Status.NEUTRAL, "Hold a code in front of the camera")
    model.close()
    assert (model.is_open, control.closed) == (False, 1)
    assert states[-1] == model.state


def test_a_symbol_is_pending_then_read_then_remembered(model, control):
    model.open()
    control.tell(EAN, delivered=False)
    assert line(model) == (Status.INFO, "Hold still: one more picture must agree")
    assert last_line(EN, model.state) == ""
    control.tell(EAN)
    assert line(model) == (Status.OK, "Read: 9506000134352")
    control.tell()
    assert last_line(EN, model.state) == "Last: 9506000134352"
    assert camera_line(EN, model.state).next_step == "Last: 9506000134352"


def test_the_other_camera_comes_in_turn(model, control):
    model.open()
    assert device_text(EN, model.state) == "Bench camera"
    model.next_device()
    assert device_text(EN, model.state) == "Lid camera"
    model.next_device()
    assert control.opened == ["a", "b", "a"]


def test_a_camera_that_went_away_gives_way_to_the_machines_own_choice(model, control):
    model.open()
    model.next_device()
    control.choices = (Choice("c", "New camera"),)
    model.open()
    assert control.opened == ["a", "b", "c"]
    assert "next" not in enabled(model)


def test_without_camera_photos_can_still_be_read(qapp):
    control = FakeControl(choices=())
    model = CameraModel(control)
    model.open()
    control.watch(broken("CAMERA_NONE"))
    model.next_device()
    assert control.opened == [""]
    assert device_text(EN, model.state) == "No camera"
    assert line(model) == (Status.BLOCKED, "This station has no camera")
    assert enabled(model) == {"photo", "mirror", "open"}


@pytest.mark.parametrize("code", ["CAMERA_NONE", "CAMERA_GONE", "CAMERA_DENIED", "CAMERA_FAILED"])
@pytest.mark.parametrize("language", list(Language))
def test_every_trouble_is_said_in_both_languages(model, control, code, language):
    model.open()
    control.watch(broken(code))
    said = camera_line(load_translator(language), model.state)
    assert said.status is Status.BLOCKED
    assert said.text not in ("", code)
    assert said.next_step
    assert said.text.isascii() is (language is Language.EN)


def test_a_photo_stands_in_place_of_the_camera(model, control):
    model.open()
    model.read_photo("/photos/label.jpg")
    assert (control.photos, control.closed) == (["/photos/label.jpg"], 1)
    assert line(model) == (Status.NEUTRAL, "Reading label.jpg …")
    assert "photo" not in enabled(model)
    control.done(seen(GS1, EAN))
    assert line(model) == (Status.OK, "2 codes read")
    control.done(seen(GS1))
    assert line(model) == (Status.OK, "Read: 010950600013435210LO…")
    control.tell(EAN)
    assert model.state.view.sightings[0].symbol == GS1, "the camera is not shown meanwhile"
    model.open()
    assert (model.state.photo, control.opened) == ("", ["a", "a"])


def test_a_photo_without_code_or_without_image_says_so(model, control):
    model.read_photo("label.jpg")
    control.done(seen())
    assert line(model) == (Status.NEUTRAL, "No code can be read in label.jpg")
    control.done(broken("IMAGE_DAMAGED"))
    assert line(model)[0] is Status.BLOCKED
    assert "open" in enabled(model)


def test_a_photo_that_nobody_waits_for_any_more_is_dropped(model, control):
    model.read_photo("label.jpg")
    model.close()
    control.done(seen(GS1))
    assert model.state.view.state is DeviceState.STOPPED
    assert not model.is_open


def test_mirrored_changes_the_picture_only(model, control):
    model.open()
    model.mirror()
    assert model.state.mirrored
    assert control.opened == ["a"]
    model.mirror()
    assert not model.state.mirrored


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"A\x1dB", "A␝B"),
        ("批号".encode(), "批号"),
        (b"\xff", "�"),
        (b"X" * 20, "X" * 20),
        (b"X" * 21, "X" * 20 + "…"),
    ],
)
def test_a_code_is_shown_as_a_person_can_read_it(data, shown):
    assert shown_code(Symbol("QRCode", data, "")) == shown
