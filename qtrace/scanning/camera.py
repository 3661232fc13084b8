"""The camera as a scanner: pictures in, scans out, one picture read at a time.

Pictures that come while one is being read are shown but not read: the next one is newer anyway.
Reading runs on the executor; everything else happens on the UI thread.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qtrace.ports import (
    CameraView,
    Clock,
    DeviceState,
    DeviceTrouble,
    Executor,
    Failure,
    FrameSource,
    GreyPicture,
    RawScan,
    Sighting,
    Symbol,
)
from qtrace.scanning.accept import Acceptance
from qtrace.scanning.engines import Seen

DEVICE = "camera"
PHOTO_BUDGET_S = 1.0
"""Work for a photo from a file: a person waits for it, and there is no second picture."""


@dataclass(frozen=True, slots=True)
class CameraReading:
    """What one picture says, and what it leaves for the next (a `CascadeState`)."""

    seen: tuple[Seen, ...]
    left: object = None


Reader = Callable[[GreyPicture, object], CameraReading]


def read_frame(picture: GreyPicture, left: object) -> CameraReading:
    """Read one picture of a stream; libraries are loaded with the first one."""
    from qtrace.scanning.cascade import CascadeState, as_array, read_live

    state = left if isinstance(left, CascadeState) else CascadeState()
    seen, state = read_live(as_array(picture), state)
    return CameraReading(tuple(seen), state)


def read_photo(picture: GreyPicture, budget_s: float = PHOTO_BUDGET_S) -> CameraReading:
    """Read a single picture with everything there is."""
    from qtrace.scanning.cascade import as_array, read_picture

    return CameraReading(tuple(read_picture(as_array(picture), budget_s)))


def scan_of(seen: Seen) -> bytes:
    """The bytes of a symbol as a scanner sends them: its AIM identifier first, if it is known."""
    return seen.aim_id.encode("ascii") + seen.data


class CameraScanner:
    """Scanner port over a frame source.

    Attributes:
        view: what the camera shows now.
    """

    def __init__(
        self, clock: Clock, executor: Executor, frames: FrameSource, reader: Reader = read_frame
    ) -> None:
        self._clock, self._executor, self._frames, self._reader = clock, executor, frames, reader
        self._deliver: Callable[[RawScan], None] | None = None
        self._watch: Callable[[CameraView], None] | None = None
        self._run = 0
        self._busy = False
        self._left: object = None
        self._acceptance = Acceptance()
        self.view = CameraView(DeviceState.STOPPED)

    @property
    def state(self) -> DeviceState:
        """Initializing until the first picture, error once the source failed."""
        return self.view.state

    def watch(self, watch: Callable[[CameraView], None]) -> None:
        """Tell `watch` of every picture, reading and change of state."""
        self._watch = watch

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Open the source; scans go to `deliver`."""
        self.stop()
        self._deliver = deliver
        self._acceptance = Acceptance()
        self._show(CameraView(DeviceState.INITIALIZING))
        run = self._run
        self._frames.start(
            lambda picture: self._taken(run, picture), lambda trouble: self._failed(run, trouble)
        )

    def stop(self) -> None:
        """Close the source; a reading under way is dropped."""
        if self._deliver is None and self.state is DeviceState.STOPPED:
            return
        self._run += 1
        self._deliver = None
        self._busy = False
        self._left = None
        self._frames.stop()
        self._show(CameraView(DeviceState.STOPPED))

    def photo(self) -> bytes | None:
        """What the camera shows now as a JPEG file; None if it shows nothing."""
        return self._frames.photo() if self.state is DeviceState.READY else None

    def _taken(self, run: int, picture: GreyPicture) -> None:
        if run != self._run or self.state is DeviceState.ERROR:
            return
        self._show(replace(self.view, state=DeviceState.READY, picture=picture))
        if self._busy:
            return
        self._busy = True
        at_s, left = self._clock.monotonic_s(), self._left
        self._executor.read(
            lambda: self._reader(picture, left), lambda answer: self._read(run, at_s, answer)
        )

    def _read(self, run: int, at_s: float, answer: CameraReading | Failure) -> None:
        if run != self._run:
            return
        self._busy = False
        if isinstance(answer, Failure):
            detail = {"detail": type(answer.error).__name__}
            self._failed(run, DeviceTrouble("CAMERA_FAILED", detail))
            return
        self._left = answer.left
        news = self._acceptance.take(answer.seen, at_s)
        sightings = tuple(
            sighting(one, delivered=self._acceptance.was_delivered(one)) for one in answer.seen
        )
        self._show(replace(self.view, sightings=sightings))
        for one in news:
            if self._deliver is not None:  # a scan may have closed the camera
                self._deliver(RawScan(scan_of(one), DEVICE, self._clock.now()))

    def _failed(self, run: int, trouble: DeviceTrouble) -> None:
        if run != self._run:
            return
        self._run += 1
        self._frames.stop()
        self._show(CameraView(DeviceState.ERROR, trouble=trouble))

    def _show(self, view: CameraView) -> None:
        self.view = view
        if self._watch is not None:
            self._watch(view)


def sighting(seen: Seen, *, delivered: bool) -> Sighting:
    """A symbol as views get it."""
    return Sighting(Symbol(seen.format, seen.data, seen.aim_id), seen.corners, delivered)
