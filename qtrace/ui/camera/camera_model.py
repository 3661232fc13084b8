"""What the camera panel knows: the cameras there are, what one shows, what was read last."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from qtrace.ports import CameraView, DeviceState, Sighting, Symbol


class CameraChoice(Protocol):
    """A camera of this machine."""

    @property
    def id(self) -> str:
        """Stable id."""
        ...

    @property
    def name(self) -> str:
        """What its maker calls it."""
        ...


class CameraControl(Protocol):
    """What the panel asks of the scanning floor; symbols go to the router by themselves."""

    def devices(self) -> tuple[CameraChoice, ...]:
        """The cameras there are, the machine's own choice first."""
        ...

    def open(self, device_id: str, watch: Callable[[CameraView], None]) -> None:
        """Open a camera (the machine's own choice if empty) and tell `watch` what it shows."""
        ...

    def close(self) -> None:
        """Close the camera; `watch` is told a last time."""
        ...

    def read_photo(self, path: str, done: Callable[[CameraView], None]) -> None:
        """Read the symbols of an image file off the UI thread."""
        ...


NOTHING = CameraView(DeviceState.STOPPED)


@dataclass(frozen=True, slots=True)
class CameraPanelState:
    """What the panel shows.

    Attributes:
        view: the camera's picture and symbols, or those of the photo.
        devices: the cameras to choose from.
        device_id: the chosen one, empty for the machine's own choice.
        mirrored: the picture is shown like a mirror; reading does not change.
        photo: name of the file that is shown in place of the camera, else empty.
        reading: the photo is still being read.
        last: the symbol that became a scan last.
    """

    view: CameraView = NOTHING
    devices: tuple[CameraChoice, ...] = ()
    device_id: str = ""
    mirrored: bool = False
    photo: str = ""
    reading: bool = False
    last: Symbol | None = None

    @property
    def device(self) -> CameraChoice | None:
        """The camera in use, or None if there is none."""
        chosen = [one for one in self.devices if one.id == self.device_id]
        return chosen[0] if chosen else next(iter(self.devices), None)


class CameraModel(QObject):
    """Opens and closes the camera, and keeps what the panel shows.

    Signals:
        changed: a `CameraPanelState`.
    """

    changed = Signal(object)

    def __init__(self, control: CameraControl) -> None:
        super().__init__()
        self._control = control
        self._asked = 0
        self.state = CameraPanelState()

    @property
    def is_open(self) -> bool:
        """True while a camera or a photo is shown."""
        return self.state.view.state is not DeviceState.STOPPED or bool(self.state.photo)

    def open(self) -> None:
        """Look which cameras there are and open the chosen one."""
        self._asked += 1
        self._set(devices=self._control.devices(), photo="", reading=False)
        device = self.state.device
        self._control.open(device.id if device is not None else "", self._watched)

    def close(self) -> None:
        """Close the camera; nothing is shown any more."""
        self._asked += 1
        self._control.close()
        self._set(view=NOTHING, photo="", reading=False)

    def next_device(self) -> None:
        """Change to the next camera."""
        devices, device = self.state.devices, self.state.device
        if device is None:
            return
        following = devices[(devices.index(device) + 1) % len(devices)]
        self.state = replace(self.state, device_id=following.id)
        self.open()

    def mirror(self) -> None:
        """Show the picture like a mirror, or as it is."""
        self._set(mirrored=not self.state.mirrored)

    def read_photo(self, path: str) -> None:
        """Close the camera and read an image file in its place."""
        self._asked += 1
        asked = self._asked
        self._control.close()
        view = CameraView(DeviceState.INITIALIZING)
        self._set(view=view, photo=PurePath(path).name, reading=True)
        self._control.read_photo(path, lambda answer: self._photo(asked, answer))

    def _photo(self, asked: int, view: CameraView) -> None:
        if asked == self._asked:
            self._set(view=view, reading=False, last=_last(view.sightings) or self.state.last)

    def _watched(self, view: CameraView) -> None:
        if not self.state.photo:
            self._set(view=view, last=_last(view.sightings) or self.state.last)

    def _set(self, **changes: object) -> None:
        state = replace(self.state, **changes)  # type: ignore[arg-type]  # names are checked by it
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def _last(sightings: tuple[Sighting, ...]) -> Symbol | None:
    """The last delivered one."""
    return next((one.symbol for one in reversed(sightings) if one.delivered), None)
