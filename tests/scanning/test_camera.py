"""The camera as a scanner: one picture read at a time, each symbol once, troubles with a reason."""

import sys
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from qtrace.app.executor import QtExecutor
from qtrace.app.fake_executor import ImmediateExecutor, SteppedExecutor
from qtrace.ports import DeviceState, DeviceTrouble, FrameSource, GreyPicture
from qtrace.scanning import qt_camera
from qtrace.scanning.camera import CameraReading, CameraScanner, read_photo
from qtrace.scanning.engines import Seen
from qtrace.scanning.fake import ReplayFrames
from qtrace.scanning.qt_camera import (
    LAYOUTS,
    FilmFrames,
    QtCameraFrames,
    StillFrames,
    best_format,
    cameras,
    grey_of_frame,
)
from qtrace.scanning.qt_images import jpeg_of
from tests.scanning.camera_pictures import BRACKETED, ELEMENT_STRING, Format, Shot, modules

pytestmark = pytest.mark.qt_log_ignore(
    "pipewire", "ffmpeg", "No HW decoder", "No RHI backend", "Could not open media", extend=True
)

MATRIX = modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True)
EAN = modules("9506000134352", Format.EAN13)
_SHOT = Shot(module_px=4, size=(240, 320)).of(MATRIX)
PICTURE = GreyPicture(_SHOT.tobytes(), 320, 240)
BLANK = GreyPicture(bytes([200]) * 320 * 240, 320, 240)
GONE = DeviceTrouble("CAMERA_GONE", {})


def camera(clock, reader=None, executor=None):
    frames = ReplayFrames()
    more = {} if reader is None else {"reader": reader}
    scanner = CameraScanner(clock, executor or ImmediateExecutor(), frames, **more)
    views, scans = [], []
    scanner.watch(views.append)
    scanner.start(scans.append)
    return scanner, frames, views, scans


def test_a_symbol_in_view_is_delivered_once_and_marked(clock):
    scanner, frames, views, scans = camera(clock)
    assert views[-1].state is DeviceState.INITIALIZING
    for _ in range(5):
        frames.send(PICTURE)
        clock.wait(0.1)
    assert [(scan.data, scan.device) for scan in scans] == [(b"]d2" + ELEMENT_STRING, "camera")]
    [seen] = views[-1].sightings
    assert (seen.symbol.data, seen.delivered, len(seen.corners)) == (ELEMENT_STRING, True, 4)
    assert views[-1].picture is PICTURE
    frames.send(BLANK)
    assert views[-1].sightings == ()
    scanner.stop()
    assert (scanner.state, frames.running) == (DeviceState.STOPPED, False)


def test_a_weak_symbol_waits_for_a_second_picture(clock):
    _scanner, frames, views, scans = camera(clock)
    shot = Shot(size=(240, 320)).of(EAN)
    for _ in range(2):
        assert scans == []
        frames.send(GreyPicture(shot.tobytes(), 320, 240))
        delivered = [one.delivered for one in views[-1].sightings]
    assert (len(scans), delivered) == (1, [True])


def test_pictures_that_come_while_one_is_read_are_shown_and_not_read(clock):
    read = []

    def reader(picture, left):
        read.append((picture, left))
        return CameraReading((), len(read))

    executor = SteppedExecutor()
    _scanner, frames, views, _scans = camera(clock, reader, executor)
    frames.send(PICTURE)
    frames.send(BLANK)
    assert views[-1].picture is BLANK
    executor.run_all()
    assert read == [(PICTURE, None)]
    frames.send(BLANK)
    executor.run_all()
    assert read[1:] == [(BLANK, 1)], "what the first picture left comes with the second"


def test_a_reading_that_ends_after_stop_is_dropped(clock):
    executor = SteppedExecutor()
    scanner, frames, views, scans = camera(clock, executor=executor)
    frames.send(PICTURE)
    scanner.stop()
    executor.run_all()
    assert scans == []
    assert views[-1].state is DeviceState.STOPPED


def test_a_scan_may_stop_the_camera(clock):
    two = (Seen("DataMatrix", b"A", "]d1"), Seen("DataMatrix", b"B", "]d1"))
    scanner, frames, _views, _scans = camera(clock, lambda *_: CameraReading(two))
    got = []

    def take(scan):
        got.append(scan.data)
        scanner.stop()

    scanner.start(take)
    frames.send(PICTURE)
    assert got == [b"]d1A"]


def test_a_camera_that_breaks_says_why_and_can_be_started_again(clock):
    scanner, frames, views, scans = camera(clock)
    frames.send(BLANK)
    frames.fail(GONE)
    assert (views[-1].state, views[-1].trouble) == (DeviceState.ERROR, GONE)
    assert not frames.running
    scanner.start(scans.append)
    frames.send(PICTURE)
    assert len(scans) == 1


def test_a_reader_that_breaks_is_a_trouble_and_no_crash(clock):
    def broken(_picture, _left):
        raise MemoryError

    reports = []
    _scanner, frames, views, _scans = camera(clock, broken, ImmediateExecutor(reports.append))
    frames.send(PICTURE)
    assert views[-1].trouble == DeviceTrouble("CAMERA_FAILED", {"detail": "MemoryError"})
    assert len(reports) == 1


def test_a_photo_is_read_with_everything():
    shot = Shot(inverted=True, turn_deg=20, size=(320, 480)).of(EAN)
    reading = read_photo(GreyPicture(shot.tobytes(), 480, 320), 5.0)
    assert [one.data for one in reading.seen] == [b"9506000134352"]


def test_libraries_wait_for_the_first_picture():
    import subprocess

    code = "import sys, qtrace.scanning.camera; print({'zxingcpp', 'numpy'} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"


# --- Qt's sources ---------------------------------------------------------------------------


def test_stills_stand_in_for_a_camera(qtbot, clock):
    frames: FrameSource = StillFrames([BLANK, PICTURE], interval_ms=1)
    executor = QtExecutor()
    scanner, scans = CameraScanner(clock, executor, frames), []
    scanner.start(scans.append)
    qtbot.waitUntil(lambda: bool(scans))
    scanner.stop()
    executor.stop()
    assert scans[0].data == b"]d2" + ELEMENT_STRING


def jpeg_size(data: bytes) -> tuple[int, int]:
    image = QImage.fromData(QByteArray(data))
    return image.width(), image.height()


def test_what_a_camera_shows_can_be_taken_as_a_photo(qtbot, clock, tmp_path):
    for frames in (
        StillFrames([PICTURE], interval_ms=1),
        FilmFrames(written_film(tmp_path / "label.avi")),
    ):
        scanner = CameraScanner(clock, ImmediateExecutor(), frames, lambda *_: CameraReading(()))
        assert scanner.photo() is None
        assert frames.photo() is None
        scanner.start(lambda _scan: None)
        qtbot.waitUntil(lambda camera=scanner: camera.photo() is not None, timeout=10_000)
        assert jpeg_size(scanner.photo()) == (320, 240)
        scanner.stop()
        assert scanner.photo() is None
        assert frames.photo() is None


def test_only_a_camera_that_shows_something_takes_photos(clock):
    scanner, frames, _views, _scans = camera(clock, lambda *_: CameraReading(()))
    frames.photo_file = b"jpeg"
    assert scanner.photo() is None, "nothing was shown yet"
    frames.send(PICTURE)
    assert scanner.photo() == b"jpeg"


def test_an_empty_image_is_no_photo():
    assert jpeg_of(QImage()) is None


def test_no_stills_are_no_camera(clock):
    scanner = CameraScanner(clock, ImmediateExecutor(), StillFrames([]))
    scanner.start(lambda _scan: None)
    assert scanner.view.trouble.code == "CAMERA_NONE"


def written_film(path: Path) -> Path:
    """An uncompressed AVI of one grey picture, 4 times, written by hand: RIFF, one YUY2 stream."""
    import struct

    width, height = 320, 240
    yuyv = np.full((height, width, 2), 128, np.uint8)
    yuyv[..., 0] = _SHOT
    frame = yuyv.tobytes()

    def chunk(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body

    def listed(name: bytes, *parts: bytes) -> bytes:
        return chunk(b"LIST", name + b"".join(parts))

    main = struct.pack(
        "<14I", 50_000, len(frame) * 20, 0, 0x10, 4, 0, 1, len(frame), width, height, 0, 0, 0, 0
    )
    stream = b"vidsYUY2" + struct.pack(
        "<10I4H", 0, 0, 0, 1, 20, 0, 4, len(frame), 0xFFFFFFFF, 0, 0, 0, width, height
    )
    bitmap = struct.pack("<IiiHH4sIiiII", 40, width, height, 1, 16, b"YUY2", len(frame), 0, 0, 0, 0)
    header = listed(
        b"hdrl",
        chunk(b"avih", main),
        listed(b"strl", chunk(b"strh", stream), chunk(b"strf", bitmap)),
    )
    movie = listed(b"movi", *[chunk(b"00db", frame)] * 4)
    path.write_bytes(chunk(b"RIFF", b"AVI " + header + movie))
    return path


def test_a_film_stands_in_for_a_camera(qtbot, clock, tmp_path):
    executor = QtExecutor()
    frames = FilmFrames(written_film(tmp_path / "label.avi"))
    scanner, scans = CameraScanner(clock, executor, frames), []
    scanner.start(scans.append)
    qtbot.waitUntil(lambda: bool(scans), timeout=10_000)
    scanner.stop()
    executor.stop()
    assert scans[0].data == b"]d2" + ELEMENT_STRING


def test_a_film_that_is_none_is_a_trouble(qtbot, clock, tmp_path):
    (tmp_path / "label.avi").write_text("no film")
    scanner = CameraScanner(clock, ImmediateExecutor(), FilmFrames(tmp_path / "label.avi"))
    scanner.start(lambda _scan: None)
    qtbot.waitUntil(lambda: scanner.state is DeviceState.ERROR)
    assert scanner.view.trouble.code == "CAMERA_FAILED"
    assert scanner.view.trouble.facts["detail"]


def test_a_machine_without_camera_says_so(qtbot, clock):
    if cameras():
        pytest.skip("this machine has a camera")
    for wanted in ("", "/dev/video99"):
        scanner = CameraScanner(clock, ImmediateExecutor(), QtCameraFrames(wanted))
        scanner.start(lambda _scan: None)
        assert scanner.view.trouble.code == "CAMERA_NONE"
        scanner.stop()


_Leave = Qt.PermissionStatus
_Pixel = QVideoFrameFormat.PixelFormat


def filled(kind: _Pixel) -> QVideoFrame:
    """A frame of 64 x 4 whose brightness is known: every byte is 90."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(64, 4), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for plane in range(frame.planeCount()):
        bits = frame.bits(plane)
        bits[:] = bytes([90]) * len(bits)
    frame.unmap()
    return frame


@pytest.mark.parametrize("kind", sorted(LAYOUTS, key=lambda kind: kind.value))
def test_every_colour_format_gives_its_brightness(qapp, kind):
    frame = filled(kind)
    picture = grey_of_frame(frame)
    assert (picture.width, picture.height) == (64, 4)
    assert set(picture.pixels) == {90}


def test_a_format_only_qt_knows_goes_through_an_image(qapp):
    image = QImage(32, 8, QImage.Format.Format_RGB32)
    image.fill(0xFF5A5A5A)
    frame = QVideoFrame(image)
    assert set(grey_of_frame(frame).pixels) == {0x5A}
    assert grey_of_frame(QVideoFrame()) is None


def test_the_last_row_may_come_first(qapp):
    form = QVideoFrameFormat(QSize(64, 2), _Pixel.Format_Y8)
    form.setScanLineDirection(QVideoFrameFormat.Direction.BottomToTop)
    frame = QVideoFrame(form)
    frame.map(QVideoFrame.MapMode.WriteOnly)
    bits, line = frame.bits(0), frame.bytesPerLine(0)
    bits[:line] = bytes([1]) * line
    bits[line : 2 * line] = bytes([2]) * line
    frame.unmap()
    assert grey_of_frame(frame).pixels == bytes([2]) * 64 + bytes([1]) * 64


class _Offer:
    def __init__(self, width, height, fps, kind=_Pixel.Format_YUYV):
        self.size, self.fps, self.kind = QSize(width, height), fps, kind

    def resolution(self):
        return self.size

    def maxFrameRate(self):
        return self.fps

    def pixelFormat(self):
        return self.kind


def test_the_camera_format_is_large_enough_and_fast_enough():
    small, slow = _Offer(640, 480, 30), _Offer(1280, 720, 10)
    packed, large = _Offer(1280, 720, 30, _Pixel.Format_Jpeg), _Offer(3840, 2160, 30)
    plain = _Offer(1280, 720, 30)
    assert best_format([small, slow, packed, large]) is packed
    assert best_format([small, slow, packed, large, plain]) is plain
    assert best_format([small, slow]) is small
    assert best_format([]) is None


# --- a camera that this machine does not have -------------------------------------------------


class _Device:
    def __init__(self, name):
        self.name = name

    def id(self):
        return QByteArray(self.name.encode())

    def description(self):
        return f"Camera {self.name}"

    def isNull(self):
        return not self.name

    def videoFormats(self):
        return [_Offer(640, 480, 30), _Offer(1280, 720, 30)]


class _Devices(QObject):
    videoInputsChanged = Signal()  # noqa: N815 - Qt names it
    plugged: ClassVar = []

    @staticmethod
    def videoInputs():
        return list(_Devices.plugged)

    @staticmethod
    def defaultVideoInput():
        return _Devices.plugged[-1] if _Devices.plugged else _Device("")


class _Camera(QObject):
    errorOccurred = Signal(int, str)  # noqa: N815 - Qt names it
    made: ClassVar = []

    def __init__(self, device, parent):
        super().__init__(parent)
        self.device, self.format, self.runs = device, None, False
        _Camera.made.append(self)

    def setCameraFormat(self, wanted):
        self.format = wanted

    def cameraDevice(self):
        return self.device

    def start(self):
        self.runs = True

    def stop(self):
        self.runs = False


class _Session(QObject):
    def setCamera(self, camera):
        self.camera = camera

    def setVideoSink(self, sink):
        self.sink = sink


@pytest.fixture
def plugged(monkeypatch, qapp):
    """Two cameras, the second is the machine's own choice."""
    monkeypatch.setattr(_Devices, "plugged", [_Device("a"), _Device("b")])
    monkeypatch.setattr(_Camera, "made", [])
    monkeypatch.setattr(qt_camera, "QMediaDevices", _Devices)
    monkeypatch.setattr(qt_camera, "QCamera", _Camera)
    monkeypatch.setattr(qt_camera, "QMediaCaptureSession", _Session)
    return _Devices.plugged


def opened(wanted=""):
    frames, pictures, troubles = QtCameraFrames(wanted), [], []
    frames.start(pictures.append, troubles.append)
    return frames, pictures, troubles


def test_the_machines_own_choice_comes_first(plugged):
    assert [(one.id, one.name) for one in cameras()] == [("b", "Camera b"), ("a", "Camera a")]
    opened()
    opened("a")
    assert [(camera.device.name, camera.runs) for camera in _Camera.made] == [
        ("b", True),
        ("a", True),
    ]
    assert _Camera.made[0].format.size == QSize(1280, 720)


def test_frames_of_the_camera_become_pictures_until_it_is_closed(plugged):
    frames, pictures, _troubles = opened()
    [camera] = _Camera.made
    frames._sink.setVideoFrame(filled(_Pixel.Format_NV12))
    assert [set(one.pixels) for one in pictures] == [{90}]
    frames.stop()
    frames._sink.setVideoFrame(filled(_Pixel.Format_NV12))
    assert (len(pictures), camera.runs) == (1, False)


def test_a_camera_that_is_pulled_out_is_gone(plugged):
    frames, _pictures, troubles = opened()
    frames._devices.videoInputsChanged.emit()
    assert troubles == []
    plugged.pop()
    _Devices.plugged = plugged
    frames._devices.videoInputsChanged.emit()
    assert [trouble.code for trouble in troubles] == ["CAMERA_GONE"]
    assert not _Camera.made[0].runs


def test_an_error_of_the_driver_is_passed_on(plugged):
    _frames, _pictures, troubles = opened()
    _Camera.made[0].errorOccurred.emit(1, "busy")
    assert troubles == [DeviceTrouble("CAMERA_FAILED", {"detail": "busy"})]


class _App:
    """An application whose person allows the camera, or does not."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def checkPermission(self, _permission):
        return self.answers.pop(0)

    def requestPermission(self, permission, _context, answered):
        answered(permission)


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ((_Leave.Denied, _Leave.Denied), ["CAMERA_DENIED"]),
        ((_Leave.Undetermined, _Leave.Denied), ["CAMERA_DENIED"]),
        ((_Leave.Undetermined, _Leave.Granted), []),
        ((_Leave.Granted, _Leave.Granted), []),
    ],
)
def test_leave_is_asked_for(plugged, monkeypatch, answers, codes):
    frames, troubles = QtCameraFrames(), []
    app = _App(*answers)
    monkeypatch.setattr(qt_camera.QCoreApplication, "instance", lambda: app)
    frames.start(lambda _picture: None, troubles.append)
    monkeypatch.undo()
    assert [trouble.code for trouble in troubles] == codes


def test_a_frame_that_nobody_can_unpack_is_a_trouble(plugged):
    frames, _pictures, troubles = opened()
    frames._frame(_Unreadable(filled(_Pixel.Format_NV12)))
    assert [trouble.code for trouble in troubles] == ["CAMERA_FAILED"]


class _Unreadable:
    """A frame whose buffer is shorter than it says."""

    def __init__(self, frame):
        self._frame = frame

    def __getattr__(self, name):
        return getattr(self._frame, name)

    def bits(self, _plane):
        return b"short"
