"""A scanner, its set-up and a camera that do what they are told: for tests, scenarios and the demo plant."""

from collections.abc import Callable, Iterable

from qtrace.domain.scanners.device_entry import DeviceEntry
from qtrace.domain.scanners.diagnosis import Diagnosis
from qtrace.domain.scanners.heard import Heard
from qtrace.ports import (
    Clock,
    DeviceHeard,
    DeviceState,
    DeviceTrouble,
    GreyPicture,
    RawScan,
)


class ReplayScanner:
    """Scanner port that delivers exactly what `send` is given, while it is started."""

    def __init__(self, clock: Clock, device: str = "replay") -> None:
        self._clock = clock
        self._device = device
        self._deliver: Callable[[RawScan], None] | None = None

    @property
    def state(self) -> DeviceState:
        """Ready between start and stop."""
        return DeviceState.STOPPED if self._deliver is None else DeviceState.READY

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Deliver to `deliver` from now on."""
        self._deliver = deliver

    def stop(self) -> None:
        """Deliver nothing more."""
        self._deliver = None

    def send(self, data: bytes, notes: Iterable[str] = ()) -> None:
        """Deliver one scan at once; nothing happens while stopped."""
        if self._deliver is not None:
            self._deliver(RawScan(data, self._device, self._clock.now(), tuple(notes)))


class ReplayFrames:
    """Frame source port that gives exactly the pictures and troubles it is given.

    Attributes:
        photo_file: what `photo` answers while it runs.
    """

    def __init__(self) -> None:
        self.photo_file: bytes | None = None
        self._taken: Callable[[GreyPicture], None] | None = None
        self._failed: Callable[[DeviceTrouble], None] | None = None

    @property
    def running(self) -> bool:
        """True between start and stop."""
        return self._taken is not None

    def start(
        self,
        taken: Callable[[GreyPicture], None],
        failed: Callable[[DeviceTrouble], None],
    ) -> None:
        """Give pictures to `taken` from now on."""
        self._taken, self._failed = taken, failed

    def stop(self) -> None:
        """Give no more pictures."""
        self._taken = self._failed = None

    def photo(self) -> bytes | None:
        """The file that was laid down for it."""
        return self.photo_file if self.running else None

    def send(self, picture: GreyPicture) -> None:
        """Take one picture at once; nothing happens while stopped."""
        if self._taken is not None:
            self._taken(picture)

    def fail(self, trouble: DeviceTrouble) -> None:
        """Break."""
        if self._failed is not None:
            self._failed(trouble)


class ReplayPhotographer:
    """Photographer port that takes the photo it is given.

    Attributes:
        photo_file: the JPEG file to be taken, or None.
        is_ready: the camera shows pictures.
    """

    def __init__(self, photo_file: bytes | None = None, *, is_ready: bool = True) -> None:
        self.photo_file, self.is_ready = photo_file, is_ready

    def take(self) -> bytes | None:
        """The photo it was given."""
        return self.photo_file


class ReplayKeeper:
    """Device keeper port that keeps in memory and hears what `say` is given.

    Attributes:
        kept: the devices in use.
        trouble: why nothing can be kept, or None.
    """

    def __init__(self, *entries: DeviceEntry) -> None:
        self.kept = entries
        self.trouble: DeviceTrouble | None = None
        self._heard: Callable[[DeviceHeard], None] | None = None

    def entries(self) -> tuple[DeviceEntry, ...]:
        """The devices in use."""
        return self.kept

    def ports(self) -> tuple[str, ...]:
        """Two ports that are always there."""
        return ("COM3", "0c2e:0b61")

    def keep(
        self, entries: tuple[DeviceEntry, ...], then: Callable[[DeviceTrouble | None], None]
    ) -> None:
        """Use these, unless there is trouble."""
        if self.trouble is None:
            self.kept = entries
        then(self.trouble)

    def listen(self, heard: Callable[[DeviceHeard], None]) -> None:
        """Hand up to `heard` from now on."""
        self._heard = heard

    def stop(self) -> None:
        """Hand up nothing more."""
        self._heard = None

    def say(self, heard: DeviceHeard) -> None:
        """Hand up one frame at once; nothing happens while nobody listens."""
        if self._heard is not None:
            self._heard(heard)


class ReplayTeacher:
    """Scanner set-up port that hears exactly what `say` is given.

    Attributes:
        kept: every diagnosis that was kept.
        trouble: why nothing can be kept, or None.
    """

    def __init__(self) -> None:
        self.kept: list[Diagnosis] = []
        self.trouble: DeviceTrouble | None = None
        self._heard: Callable[[Heard], None] | None = None

    def listen(self, heard: Callable[[Heard], None]) -> None:
        """Hand up to `heard` from now on."""
        self._heard = heard

    def stop(self) -> None:
        """Hand up nothing more."""
        self._heard = None

    def say(self, heard: Heard) -> None:
        """Hand up one burst at once; nothing happens while nobody listens."""
        if self._heard is not None:
            self._heard(heard)

    def keep(self, diagnosis: Diagnosis, then: Callable[[DeviceTrouble | None], None]) -> None:
        """Remember the diagnosis, unless there is trouble.

        Raises:
            ValueError: the scanner is not set up right.
        """
        if not diagnosis.fit:
            raise ValueError("a scanner that is not set up right has no profile")
        if self.trouble is None:
            self.kept.append(diagnosis)
        then(self.trouble)
