"""The station's camera: stand-ins, photos, and scans to the router."""

from datetime import UTC, datetime

import pytest
from PIL import Image

from qtrace.app.camera_desk import CameraDesk, CameraDock, stand_in_frames
from qtrace.app.executor import QtExecutor
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.fakes import ManualClock
from qtrace.ports import DeviceState
from qtrace.scanning.qt_camera import FilmFrames, StillFrames, cameras
from tests.scanning.camera_pictures import BRACKETED, ELEMENT_STRING, Format, Shot, modules

pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
MATRIX = modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True)


@pytest.fixture
def label(tmp_path):
    path = tmp_path / "label.png"
    Image.fromarray(Shot(module_px=4, size=(240, 320)).of(MATRIX)).save(path)
    return path


def desk(executor, stand_in=None):
    scans, views = [], []
    return CameraDesk(ManualClock(START), executor, scans.append, stand_in), scans, views


def test_an_image_stands_in_for_the_camera(qtbot, label):
    executor = QtExecutor()
    control, scans, views = desk(executor, label)
    [device] = control.devices()
    assert device.name == "label.png"
    control.open(device.id, views.append)
    qtbot.waitUntil(lambda: bool(scans))
    control.close()
    executor.stop()
    assert (scans[0].data, scans[0].device) == (b"]d2" + ELEMENT_STRING, "camera")
    assert views[0].state is DeviceState.INITIALIZING
    assert views[-1].state is DeviceState.STOPPED


def test_stand_ins_by_what_they_are(qapp, label):
    (label.parent / "notes.txt").write_text("not an image")
    folder = stand_in_frames(label.parent)
    assert isinstance(folder, StillFrames)
    assert len(folder._pictures) == 1
    assert isinstance(stand_in_frames(label.parent / "notes.txt"), FilmFrames)


def test_an_empty_folder_is_no_camera(qapp, tmp_path):
    control, _scans, views = desk(ImmediateExecutor(), tmp_path)
    control.open("", views.append)
    assert views[-1].trouble.code == "CAMERA_NONE"


def test_a_machine_without_camera_says_so(qapp):
    if cameras():
        pytest.skip("this machine has a camera")
    control, _scans, views = desk(ImmediateExecutor())
    assert control.devices() == ()
    control.open("", views.append)
    assert views[-1].trouble.code == "CAMERA_NONE"
    control.close()
    control.close()


def test_a_photo_of_what_is_shown_can_be_taken(qtbot, label):
    executor = QtExecutor()
    control, _scans, views = desk(executor, label)
    assert (control.is_ready, control.take()) == (False, None)
    control.open("", views.append)
    qtbot.waitUntil(lambda: control.is_ready)
    assert control.take().startswith(b"\xff\xd8\xff")
    control.close()
    executor.stop()
    assert (control.is_ready, control.take()) == (False, None)


def test_a_photo_is_shown_first_and_then_scanned(qapp, label):
    control, scans, views = desk(ImmediateExecutor())
    control.read_photo(str(label), lambda view: views.append((view, len(scans))))
    [(view, scanned_before)] = views
    assert scanned_before == 0
    assert (view.state, view.picture.width) == (DeviceState.READY, 320)
    assert [one.delivered for one in view.sightings] == [True]
    assert [scan.data for scan in scans] == [b"]d2" + ELEMENT_STRING]


def test_a_file_that_is_no_photo_is_a_trouble(qapp, tmp_path):
    control, scans, views = desk(ImmediateExecutor())
    control.read_photo(str(tmp_path / "none.png"), views.append)
    assert (views[0].trouble.code, scans) == ("IMAGE_MISSING", [])


def test_a_photo_that_breaks_the_reader_is_a_trouble(qapp, label, monkeypatch):
    def broken(_path):
        raise MemoryError

    monkeypatch.setattr("qtrace.app.camera_desk._photo", broken)
    reports = []
    control, _scans, views = desk(ImmediateExecutor(reports.append))
    control.read_photo(str(label), views.append)
    assert views[0].trouble.facts == {"file": "label.png"}
    assert views[0].trouble.code == "IMAGE_DAMAGED"
    assert len(reports) == 1


def test_a_dock_that_was_never_opened_closes(qapp):
    CameraDock(None, None, ManualClock(START), ImmediateExecutor()).close()
