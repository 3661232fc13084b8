"""The seams of the house: what the floors above may ask of the world, as protocols.

Each port has a real adapter, a fake in the package, and one contract test run against both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Event
from typing import Protocol, TypeVar
from uuid import UUID

from qtrace.domain.scanners.device_entry import DeviceEntry
from qtrace.domain.scanners.diagnosis import Diagnosis
from qtrace.domain.scanners.heard import Heard

T = TypeVar("T")


class Clock(Protocol):
    """Wall time in aware UTC, and a monotonic time for durations and time-outs."""

    def now(self) -> datetime:
        """Aware UTC instant, microseconds."""
        ...

    def monotonic_s(self) -> float:
        """Seconds that never step back; only differences mean anything."""
        ...


class IdSource(Protocol):
    """Makes 64-bit time-ordered ids and UUIDv7 command uids for one writer."""

    def next_id(self) -> int:
        """The next id: positive, strictly increasing in this process."""
        ...

    def next_uid(self) -> UUID:
        """A new UUIDv7."""
        ...


class SecretHasher(Protocol):
    """Slow password hashing (argon2id); never call it on the UI thread."""

    def hash(self, secret: str) -> str:
        """Encoded hash with its own salt and parameters."""
        ...

    def verify(self, encoded: str | None, secret: str) -> bool:
        """True if `secret` matches; takes the same time when `encoded` is None."""
        ...


@dataclass(frozen=True, slots=True)
class Failure:
    """What a background job ended with instead of a value."""

    error: BaseException


class Executor(Protocol):
    """Runs work off the UI thread and brings the answer back to it."""

    def write(
        self, job: Callable[[], T], done: Callable[[T | Failure], None], *, urgent: bool = False
    ) -> None:
        """Queue `job` on the one database writer; urgent jobs (holds) go to the head."""
        ...

    def read(self, job: Callable[[], T], done: Callable[[T | Failure], None]) -> None:
        """Run `job` beside the writer."""
        ...

    def listen(
        self,
        name: str,
        source: Callable[[Callable[[T], None], Event], None],
        heard: Callable[[T], None],
    ) -> None:
        """Let `source(emit, stopping)` speak from a thread of its own; `heard` on the UI thread."""
        ...


class Tone(StrEnum):
    """What a sound says; the fourth of shape, word, colour, sound."""

    OK = "ok"
    BLOCKED = "blocked"
    HOLD = "hold"
    NEUTRAL = "neutral"


class Sound(Protocol):
    """Plays a tone at once, or does nothing when muted."""

    def play(self, tone: Tone) -> None:
        """Play `tone`."""
        ...


class DeviceState(StrEnum):
    """Life of a device behind a port."""

    STOPPED = "stopped"
    INITIALIZING = "initializing"
    READY = "ready"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class RawScan:
    """What one device delivered: the bytes, untouched, and how they came.

    Attributes:
        data: the bytes as sent, GS as 0x1D where it was recognised, at most 8 KiB.
        device: stable name of the device, e.g. `wedge`, `panel`.
        at: aware UTC instant of the last byte.
        notes: what the layer under us saw (`ime`, `non_ascii`, `gs_key_f8`, ...), never a repair.
    """

    data: bytes
    device: str
    at: datetime
    notes: tuple[str, ...] = ()


class ScannerSource(Protocol):
    """A source of scans: keyboard wedge, serial, HID, camera, scan panel."""

    @property
    def state(self) -> DeviceState:
        """Current state of the device."""
        ...

    def start(self, deliver: Callable[[RawScan], None]) -> None:
        """Begin to deliver scans (on the UI thread)."""
        ...

    def stop(self) -> None:
        """Stop delivering; no call follows."""
        ...


@dataclass(frozen=True, slots=True)
class Symbol:
    """One decoded symbol: its format, its bytes and its AIM identifier (`]d2`)."""

    format: str
    data: bytes
    aim_id: str


class SymbolReader(Protocol):
    """Reads the symbols in a grey picture; printing decodes back what it drew with it."""

    def read(self, pixels: bytes, width: int, height: int) -> tuple[Symbol, ...]:
        """Symbols in an 8-bit grey picture, row by row, `width * height` bytes."""
        ...


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """An 8-bit grey picture: `width * height` bytes row by row."""

    pixels: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DeviceTrouble:
    """Why a device does not work: a stable reason code and its facts."""

    code: str
    facts: Mapping[str, str]


class FrameSource(Protocol):
    """Gives pictures one after another: a camera, a film, stills."""

    def start(
        self,
        taken: Callable[[GreyPicture], None],
        failed: Callable[[DeviceTrouble], None],
    ) -> None:
        """Begin; both are called on the UI thread, `failed` at most once and last."""
        ...

    def stop(self) -> None:
        """Give no more pictures; no call follows."""
        ...

    def photo(self) -> bytes | None:
        """The newest picture as a JPEG file, with its colours if it has any; None without one."""
        ...


class Photographer(Protocol):
    """The camera of the station, for photos instead of codes."""

    @property
    def is_ready(self) -> bool:
        """True while a camera shows pictures."""
        ...

    def take(self) -> bytes | None:
        """What the camera shows now as a JPEG file; None if it shows nothing."""
        ...


@dataclass(frozen=True, slots=True)
class DeviceHeard:
    """What a device sent while it was tried.

    Attributes:
        device: its name.
        data: the frame of a scanner, or the value that a gauge's frame says.
        fault: why it would not be used, as a stable word; empty if it would.
    """

    device: str
    data: bytes
    fault: str = ""


class DeviceKeeper(Protocol):
    """Devices on lines of this machine: read, kept and tried."""

    def entries(self) -> tuple[DeviceEntry, ...]:
        """The devices in use."""
        ...

    def ports(self) -> tuple[str, ...]:
        """Ports and USB devices that are plugged in now, as an entry names them."""
        ...

    def keep(
        self, entries: tuple[DeviceEntry, ...], then: Callable[[DeviceTrouble | None], None]
    ) -> None:
        """Keep these and no others, and use them at once.

        Args:
            entries: devices without a fault.
            then: called on the UI thread with None, or with why they are not kept.
        """
        ...

    def listen(self, heard: Callable[[DeviceHeard], None]) -> None:
        """Hand up what devices send, on the UI thread; nothing is scanned or measured meanwhile."""
        ...

    def stop(self) -> None:
        """Scans and readings go their usual way; no call follows."""
        ...


@dataclass(frozen=True, slots=True)
class Sighting:
    """One symbol in a picture.

    Attributes:
        symbol: what it says.
        corners: its corners in pixels of the picture, clockwise; empty if unknown.
        delivered: it became a scan.
    """

    symbol: Symbol
    corners: tuple[tuple[float, float], ...]
    delivered: bool


@dataclass(frozen=True, slots=True)
class CameraView:
    """What a camera shows now.

    Attributes:
        state: of the camera.
        picture: the newest picture, None before the first.
        sightings: symbols of the picture that was read last.
        trouble: why the state is an error, else None.
    """

    state: DeviceState
    picture: GreyPicture | None = None
    sightings: tuple[Sighting, ...] = ()
    trouble: DeviceTrouble | None = None


class ScannerTeacher(Protocol):
    """Lets somebody find out how the keyboard scanner is set up, and keeps what was found."""

    def listen(self, heard: Callable[[Heard], None]) -> None:
        """Hand up every burst as it came, on the UI thread; no scans are delivered meanwhile."""
        ...

    def stop(self) -> None:
        """Deliver scans again; no call follows."""
        ...

    def keep(self, diagnosis: Diagnosis, then: Callable[[DeviceTrouble | None], None]) -> None:
        """Keep the scanner's profile and use it at once.

        Args:
            diagnosis: of a scanner that is set up right.
            then: called on the UI thread with None, or with why it is not kept.

        Raises:
            ValueError: the scanner is not set up right.
        """
        ...


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a plant's server is, and whom a station signs in to it as."""

    host: str = ""
    port: int = 5432
    database: str = ""
    user: str = "qtrace_station"
    password: str = field(default="", repr=False)


class PlantStanding(StrEnum):
    """What is in a server's database."""

    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    EMPTY = "empty"
    FOREIGN = "foreign"


class ServerRights(StrEnum):
    """What the user may do there."""

    OWNER = "owner"
    STATION = "station"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class FoundStation:
    """A station of the plant that was found.

    Attributes:
        is_present: somebody works as this station now.
    """

    code: str
    name_en: str
    name_zh: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class FoundPlant:
    """What a test of a connection found.

    Attributes:
        version: of the server.
        is_encrypted: the connection is.
        latency_ms: of a bare round trip.
        schema: revision in the database, and of this program.
        name_en: of the plant; empty if there is none that this program reads.
        stations: those that a machine can be.
    """

    version: str
    is_encrypted: bool
    latency_ms: float
    rights: ServerRights
    standing: PlantStanding
    schema: tuple[str, str]
    name_en: str = ""
    name_zh: str = ""
    stations: tuple[FoundStation, ...] = ()


class PlantConnector(Protocol):
    """Looks at servers and lets this machine join a plant there; answers on the UI thread."""

    def present(self) -> ServerAddress:
        """The server of this machine's settings, without password; an empty one for a file."""
        ...

    def probe(
        self, address: ServerAddress, then: Callable[[FoundPlant | DeviceTrouble], None]
    ) -> None:
        """Look at the server off the UI thread; nothing is written."""
        ...

    def join(
        self, address: ServerAddress, station: str, then: Callable[[DeviceTrouble | None], None]
    ) -> None:
        """Keep server and station in this machine's settings; the next start uses them."""
        ...


class PrinterError(Exception):
    """The printer could not take the job; the job is kept.

    Attributes:
        code: stable reason (`PRINTER_UNREACHABLE`, `PRINTER_REFUSED`, ...).
        facts: address, port, operating-system message.
    """

    def __init__(self, code: str, facts: Mapping[str, str]) -> None:
        super().__init__(code, dict(facts))
        self.code = code
        self.facts = dict(facts)


class Printer(Protocol):
    """Takes finished bytes (ZPL or PDF); blocking, never called on the UI thread."""

    def send(self, data: bytes) -> None:
        """Send one job.

        Raises:
            PrinterError: it was not accepted.
        """
        ...
