"""The station's camera: frame sources and photos on one side, the router and the panel on the other.

Nothing of it is loaded before somebody asks for the camera. `QTRACE_CAMERA` may name a film, an
image or a folder of images that stands in for the camera: for demonstrations, and for tests of
the whole way.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from qtrace.ports import (
    CameraView,
    Clock,
    DeviceState,
    DeviceTrouble,
    Executor,
    Failure,
    FrameSource,
    RawScan,
)
from qtrace.ui.bench import Bench

if TYPE_CHECKING:
    from qtrace.scanning.camera import CameraScanner
    from qtrace.scanning.engines import Seen
    from qtrace.scanning.qt_camera import CameraDevice
    from qtrace.ui.camera.camera_panel import CameraWindow

STAND_IN: Final = "QTRACE_CAMERA"

Receive = Callable[[RawScan], None]


class CameraDesk:
    """`CameraControl` of the panel; every scan goes to `receive`."""

    def __init__(
        self, clock: Clock, executor: Executor, receive: Receive, stand_in: Path | None = None
    ) -> None:
        self._clock, self._executor, self._receive = clock, executor, receive
        self._stand_in = stand_in
        self._scanner: CameraScanner | None = None

    def devices(self) -> "tuple[CameraDevice, ...]":
        """Cameras of this machine, or the one thing that stands in for them."""
        from qtrace.scanning.qt_camera import CameraDevice, cameras

        if self._stand_in is not None:
            return (CameraDevice(str(self._stand_in), self._stand_in.name),)
        return cameras()

    def open(self, device_id: str, watch: Callable[[CameraView], None]) -> None:
        """Open a camera in place of the one that is open."""
        from qtrace.scanning.camera import CameraScanner

        self.close()
        self._scanner = CameraScanner(self._clock, self._executor, self._frames(device_id))
        self._scanner.watch(watch)
        self._scanner.start(self._receive)

    def close(self) -> None:
        """Close the camera, if one is open."""
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            scanner.stop()

    @property
    def is_ready(self) -> bool:
        """True while a camera shows pictures."""
        return self._scanner is not None and self._scanner.state is DeviceState.READY

    def take(self) -> bytes | None:
        """What the camera shows now as a JPEG file; None if it shows nothing."""
        return self._scanner.photo() if self._scanner is not None else None

    def read_photo(self, path: str, done: Callable[[CameraView], None]) -> None:
        """Read an image file; its symbols are scans, as if the camera had seen them."""

        def answered(answer: "tuple[CameraView, tuple[Seen, ...]] | Failure") -> None:
            if isinstance(answer, Failure):
                trouble = DeviceTrouble("IMAGE_DAMAGED", {"file": Path(path).name})
                done(CameraView(DeviceState.ERROR, trouble=trouble))
                return
            view, seen = answer
            done(view)
            self._deliver(seen)

        self._executor.read(lambda: _photo(Path(path)), answered)

    def _deliver(self, seen: "tuple[Seen, ...]") -> None:
        from qtrace.scanning.camera import DEVICE, scan_of

        for one in seen:
            self._receive(RawScan(scan_of(one), DEVICE, self._clock.now()))

    def _frames(self, device_id: str) -> FrameSource:
        from qtrace.scanning.qt_camera import QtCameraFrames

        if self._stand_in is None:
            return QtCameraFrames(device_id)
        return stand_in_frames(self._stand_in)


def stand_in_frames(path: Path) -> FrameSource:
    """A film, an image or a folder of images as a camera; files that are no images are skipped."""
    from qtrace.scanning.qt_camera import FilmFrames, StillFrames
    from qtrace.scanning.qt_images import LoadedImage, load_image

    files = sorted(path.iterdir()) if path.is_dir() else [path]
    loaded = [image for file in files if isinstance(image := load_image(file), LoadedImage)]
    if loaded or path.is_dir():
        return StillFrames([image.picture for image in loaded])
    return FilmFrames(path)


def _photo(path: Path) -> "tuple[CameraView, tuple[Seen, ...]]":
    """What an image file shows, and its symbols."""
    from qtrace.scanning.camera import read_photo, sighting
    from qtrace.scanning.qt_images import LoadedImage, load_image

    loaded = load_image(path)
    if not isinstance(loaded, LoadedImage):
        return CameraView(DeviceState.ERROR, trouble=loaded), ()
    seen = read_photo(loaded.picture).seen
    sightings = tuple(sighting(one, delivered=True) for one in seen)
    return CameraView(DeviceState.READY, loaded.picture, sightings), seen


class CameraDock:
    """The camera panel of a station's window, made when it is first asked for.

    It is the photographer of the bench: what it shows can be taken as a photo.
    """

    def __init__(self, bench: Bench, owner: QWidget, clock: Clock, executor: Executor) -> None:
        self._bench, self._owner, self._clock, self._executor = bench, owner, clock, executor
        self._desk: CameraDesk | None = None
        self._was_ready = False
        self.window: CameraWindow | None = None

    @property
    def is_ready(self) -> bool:
        """True while a camera shows pictures."""
        return self._desk is not None and self._desk.is_ready

    def take(self) -> bytes | None:
        """What the camera shows now as a JPEG file; None if it shows nothing."""
        return self._desk.take() if self._desk is not None else None

    def toggle(self, receive: Receive) -> None:
        """Show the camera, or close it."""
        if self.window is None:
            from qtrace.ui.camera.camera_model import CameraModel
            from qtrace.ui.camera.camera_panel import CameraWindow

            named = os.environ.get(STAND_IN)
            stand_in = Path(named) if named else None
            self._desk = CameraDesk(self._clock, self._executor, receive, stand_in)
            model = CameraModel(self._desk)
            model.changed.connect(self._follow)
            self.window = CameraWindow(self._bench, self._owner, model)
        self.window.toggle()

    def _follow(self, _state: object) -> None:
        """Say when there is a picture to be taken, and when there is none any more."""
        if self.is_ready != self._was_ready:
            self._was_ready = self.is_ready
            self._bench.camera_changed.emit()

    def close(self) -> None:
        """Close camera and panel."""
        if self.window is not None:
            self.window.close()
