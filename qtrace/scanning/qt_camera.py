"""Frame sources of Qt: a camera, a film in place of one, still pictures in turn.

All three give grey pictures on the UI thread. Of a camera's formats the brightness plane is taken
as it is; only formats that Qt alone can unpack (motion JPEG left packed) go through an image.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, QTimer, QUrl
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QMediaPlayer,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from qtrace.ports import DeviceTrouble, GreyPicture
from qtrace.scanning.camera_layouts import Layout, grey_picture
from qtrace.scanning.qt_images import grey_of_image, image_of_picture, jpeg_of

Taken = Callable[[GreyPicture], None]
Failed = Callable[[DeviceTrouble], None]

WANTED_PIXELS: Final = 1280 * 720
WANTED_FPS: Final = 15

_Format = QVideoFrameFormat.PixelFormat
LAYOUTS: Final = {
    _Format.Format_NV12: Layout.GREY,
    _Format.Format_NV21: Layout.GREY,
    _Format.Format_YUV420P: Layout.GREY,
    _Format.Format_YUV422P: Layout.GREY,
    _Format.Format_YV12: Layout.GREY,
    _Format.Format_IMC1: Layout.GREY,
    _Format.Format_IMC2: Layout.GREY,
    _Format.Format_IMC3: Layout.GREY,
    _Format.Format_IMC4: Layout.GREY,
    _Format.Format_Y8: Layout.GREY,
    _Format.Format_Y16: Layout.GREY_16,
    _Format.Format_P010: Layout.GREY_16,
    _Format.Format_P016: Layout.GREY_16,
    _Format.Format_YUYV: Layout.YUYV,
    _Format.Format_UYVY: Layout.UYVY,
    _Format.Format_BGRA8888: Layout.BGRA,
    _Format.Format_BGRX8888: Layout.BGRA,
    _Format.Format_RGBA8888: Layout.RGBA,
    _Format.Format_RGBX8888: Layout.RGBA,
    _Format.Format_ARGB8888: Layout.ARGB,
    _Format.Format_XRGB8888: Layout.ARGB,
    _Format.Format_ABGR8888: Layout.ABGR,
    _Format.Format_XBGR8888: Layout.ABGR,
    _Format.Format_AYUV: Layout.AYUV,
}


def grey_of_frame(frame: QVideoFrame) -> GreyPicture | None:
    """The brightness of a frame, or None if nobody can unpack it."""
    layout = LAYOUTS.get(frame.pixelFormat())
    if layout is None or not frame.map(QVideoFrame.MapMode.ReadOnly):
        image = frame.toImage()
        return None if image.isNull() else grey_of_image(image)
    try:
        direction = frame.surfaceFormat().scanLineDirection()
        return grey_picture(
            layout,
            frame.bits(0),
            (frame.width(), frame.height()),
            frame.bytesPerLine(0),
            bottom_up=direction == QVideoFrameFormat.Direction.BottomToTop,
        )
    except ValueError:  # a driver that says one size and sends another
        return None
    finally:
        frame.unmap()


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera of this machine: its stable id and what its maker calls it."""

    id: str
    name: str


def cameras() -> tuple[CameraDevice, ...]:
    """The cameras there are, the machine's own choice first."""
    own = QMediaDevices.defaultVideoInput().id()
    found = sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != own)
    return tuple(CameraDevice(_id(device), device.description()) for device in found)


def _id(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def best_format(formats: Sequence[QCameraFormat]) -> QCameraFormat | None:
    """The format nearest to 1280 x 720 that is fast enough; unpacked ones before JPEG."""

    def cost(one: QCameraFormat) -> tuple[bool, int, bool]:
        size = one.resolution()
        off = abs(size.width() * size.height() - WANTED_PIXELS)
        return one.maxFrameRate() < WANTED_FPS, off, one.pixelFormat() == _Format.Format_Jpeg

    return min(formats, key=cost, default=None)


class _Frames(QObject):
    """What camera and film share: a sink whose frames become pictures."""

    def __init__(self) -> None:
        super().__init__()
        self._taken: Taken | None = None
        self._failed: Failed | None = None
        self._last: QVideoFrame | None = None
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._frame)

    def start(self, taken: Taken, failed: Failed) -> None:
        """Give pictures to `taken` until `stop`."""
        self._taken, self._failed = taken, failed

    def stop(self) -> None:
        """Give no more pictures."""
        self._taken = self._failed = self._last = None

    def photo(self) -> bytes | None:
        """The newest frame with its colours as a JPEG file; None before the first one."""
        return None if self._last is None else jpeg_of(self._last.toImage())

    def _frame(self, frame: QVideoFrame) -> None:
        if self._taken is None or not frame.isValid():
            return
        picture = grey_of_frame(frame)
        if picture is None:
            self._fail("CAMERA_FAILED", f"format {frame.pixelFormat().name}")
        else:
            self._last = frame
            self._taken(picture)

    def _fail(self, code: str, detail: str = "") -> None:
        failed = self._failed
        if failed is not None:
            self.stop()
            failed(DeviceTrouble(code, {"detail": detail}))


class QtCameraFrames(_Frames):
    """Frame source port over a camera of this machine."""

    def __init__(self, device_id: str = "") -> None:
        """Choose a camera.

        Args:
            device_id: of `cameras()`; the machine's own choice if empty.
        """
        super().__init__()
        self._device_id = device_id
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._plugged)
        self._session = QMediaCaptureSession(self)
        self._camera: QCamera | None = None

    def start(self, taken: Taken, failed: Failed) -> None:
        """Open the camera; the person may be asked for leave first."""
        super().start(taken, failed)
        app = QCoreApplication.instance()
        assert app is not None
        leave = QCameraPermission()
        if app.checkPermission(leave) == Qt.PermissionStatus.Undetermined:
            app.requestPermission(leave, self, lambda _answer: self._open())
        else:
            self._open()

    def stop(self) -> None:
        """Close the camera; its light goes out."""
        super().stop()
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.errorOccurred.disconnect(self._broken)
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # Qt takes none
            camera.deleteLater()

    def _open(self) -> None:
        app = QCoreApplication.instance()
        if self._taken is None or app is None:
            return
        if app.checkPermission(QCameraPermission()) == Qt.PermissionStatus.Denied:
            self._fail("CAMERA_DENIED")
            return
        device = self._device()
        if device is None:
            self._fail("CAMERA_NONE")
            return
        camera = QCamera(device, self)
        wanted = best_format(device.videoFormats())
        if wanted is not None:
            camera.setCameraFormat(wanted)
        camera.errorOccurred.connect(self._broken)
        self._camera = camera
        self._session.setCamera(camera)
        self._session.setVideoSink(self._sink)
        camera.start()

    def _device(self) -> QCameraDevice | None:
        if not self._device_id:
            device = QMediaDevices.defaultVideoInput()
            return None if device.isNull() else device
        found = [d for d in QMediaDevices.videoInputs() if _id(d) == self._device_id]
        return found[0] if found else None

    def _plugged(self) -> None:
        """Cameras came or went; ours may be gone."""
        camera = self._camera
        if camera is not None and camera.cameraDevice() not in QMediaDevices.videoInputs():
            self._fail("CAMERA_GONE")

    def _broken(self, _error: QCamera.Error, detail: str) -> None:
        self._fail("CAMERA_FAILED", detail)


class FilmFrames(_Frames):
    """Frame source port over a film: stands in for a camera in tests and demonstrations."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._player = QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.setLoops(QMediaPlayer.Loops.Infinite)
        self._player.errorOccurred.connect(self._broken)
        self._path = path

    def start(self, taken: Taken, failed: Failed) -> None:
        """Play from the beginning, again and again."""
        super().start(taken, failed)
        self._player.setSource(QUrl.fromLocalFile(str(self._path)))
        self._player.play()

    def stop(self) -> None:
        """Stop and let go of the file."""
        super().stop()
        self._player.stop()
        self._player.setSource(QUrl())

    def _broken(self, _error: QMediaPlayer.Error, detail: str) -> None:
        self._fail("CAMERA_FAILED", detail)


class StillFrames(QObject):
    """Frame source port over pictures that are shown in turn, each for a moment."""

    def __init__(self, pictures: Sequence[GreyPicture], interval_ms: int = 40) -> None:
        super().__init__()
        self._pictures = tuple(pictures)
        self._next = 0
        self._taken: Taken | None = None
        self._last: GreyPicture | None = None
        self._timer = QTimer(self, interval=interval_ms)
        self._timer.timeout.connect(self._tick)

    def start(self, taken: Taken, failed: Failed) -> None:
        """Show the pictures from the first on."""
        if not self._pictures:
            failed(DeviceTrouble("CAMERA_NONE", {}))
            return
        self._taken, self._next = taken, 0
        self._timer.start()

    def stop(self) -> None:
        """Show no more."""
        self._taken = self._last = None
        self._timer.stop()

    def photo(self) -> bytes | None:
        """The picture that is shown as a JPEG file; None before the first one."""
        return None if self._last is None else jpeg_of(image_of_picture(self._last))

    def _tick(self) -> None:
        if self._taken is not None:
            picture = self._pictures[self._next % len(self._pictures)]
            self._next += 1
            self._last = picture
            self._taken(picture)
