"""A camera that does what it is told, and symbols to see with it."""

from dataclasses import dataclass, field

import pytest

from qtrace.ports import (
    CameraView,
    DeviceState,
    DeviceTrouble,
    GreyPicture,
    Sighting,
    Symbol,
)

GS1 = Symbol("DataMatrix", b"010950600013435210LOT\x1d21SN7", "]d2")
EAN = Symbol("EAN13", b"9506000134352", "]E0")
PICTURE = GreyPicture(bytes([90]) * 320 * 180, 320, 180)
PLACE = ((32.0, 18.0), (96.0, 18.0), (96.0, 82.0), (32.0, 82.0))


@dataclass(frozen=True)
class Choice:
    id: str
    name: str


@dataclass
class FakeControl:
    """Notes what is asked; `tell` shows something."""

    choices: tuple[Choice, ...] = (Choice("a", "Bench camera"), Choice("b", "Lid camera"))
    opened: list[str] = field(default_factory=list)
    closed: int = 0
    photos: list[str] = field(default_factory=list)

    def devices(self):
        return self.choices

    def open(self, device_id, watch):
        self.opened.append(device_id)
        self.watch = watch
        watch(CameraView(DeviceState.INITIALIZING))

    def close(self):
        self.closed += 1

    def read_photo(self, path, done):
        self.photos.append(path)
        self.done = done

    def tell(self, *symbols, delivered=True):
        self.watch(seen(*symbols, delivered=delivered))


def seen(*symbols, delivered=True) -> CameraView:
    sightings = tuple(Sighting(symbol, PLACE, delivered) for symbol in symbols)
    return CameraView(DeviceState.READY, PICTURE, sightings)


def broken(code: str) -> CameraView:
    return CameraView(DeviceState.ERROR, trouble=DeviceTrouble(code, {"detail": "busy"}))


@pytest.fixture
def control() -> FakeControl:
    return FakeControl()
