"""How one serial scanner, gauge or scale is connected; plain values, no Qt."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.scanning.frames import Terminator

DATA_BITS = (7, 8)
#: Silence that ends the frame of a device without terminator, and half a frame of any other, ms.
FRAME_SILENCE_MS = 100
HALF_FRAME_MS = 1000


class SerialRole(StrEnum):
    """What a device is for, `hid` for a HID point-of-sale scanner; the value is the word in the settings file."""

    SCANNER = "scanner"
    GAUGE = "gauge"
    SCALE = "scale"
    HID = "hid"

    @property
    def measures(self) -> bool:
        """True for what sends values instead of codes."""
        return self in (SerialRole.GAUGE, SerialRole.SCALE)


class Parity(StrEnum):
    """Parity bit; the value is the word in the settings file."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"
    MARK = "mark"
    SPACE = "space"


class StopBits(StrEnum):
    """Stop bits; the value is the word in the settings file."""

    ONE = "1"
    ONE_AND_HALF = "1.5"
    TWO = "2"


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """Which USB device it is, whatever name the system gives its port today.

    Attributes:
        vendor: USB vendor id, 0 to 65535.
        product: USB product id, 0 to 65535.
        serial: serial number of the device; empty: any.
    """

    vendor: int
    product: int
    serial: str = ""

    @classmethod
    def parse(cls, text: str) -> "UsbIdentity":
        """Read `vvvv:pppp` or `vvvv:pppp:serial`, ids with four hexadecimal digits.

        Example:
            >>> UsbIdentity.parse("0c2e:0b61:17B06").product
            2913

        Raises:
            ValueError: `text` is neither.
        """
        vendor, _, rest = text.partition(":")
        product, mark, serial = rest.partition(":")
        for part in (vendor, product):
            if len(part) != 4 or part.strip("0123456789abcdefABCDEF"):
                raise ValueError(text)
        if mark and not serial:
            raise ValueError(text)
        return cls(int(vendor, 16), int(product, 16), serial)

    def __str__(self) -> str:
        ids = f"{self.vendor:04x}:{self.product:04x}"
        return f"{ids}:{self.serial}" if self.serial else ids


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """One serial device of a station.

    Attributes:
        name: stable name, unique at the station; used as `RawScan.device`.
        port: name of the port (`COM3`, `ttyACM0`) or its path; empty: found by `usb`.
        usb: the USB device behind the port; None: taken by `port`.
        role: what it is for.
        baud: bits a second; means nothing to most USB devices.
        data_bits: 7 or 8.
        parity: parity bit.
        stop_bits: stop bits.
        terminator: what ends a frame.
        prefix: what a scanner sends in front of every code; it is taken away.
        gauge: registered number of the gauge or scale on this port.
        channels: channel of a multiplexer and the number of the gauge on it, where it has several.
    """

    name: str
    port: str = ""
    usb: UsbIdentity | None = None
    role: SerialRole = SerialRole.SCANNER
    baud: int = 9600
    data_bits: int = 8
    parity: Parity = Parity.NONE
    stop_bits: StopBits = StopBits.ONE
    terminator: Terminator = Terminator.CR
    prefix: str = ""
    gauge: str = ""
    channels: tuple[tuple[str, str], ...] = ()

    @property
    def silence_ms(self) -> int:
        """How long a frame may pause."""
        return FRAME_SILENCE_MS if self.terminator is Terminator.SILENCE else HALF_FRAME_MS

    @property
    def where(self) -> str:
        """The port, or the USB device, as a person set it."""
        return self.port or str(self.usb or "")

    def gauge_on(self, channel: str) -> str | None:
        """Number of the gauge on `channel`; None if nobody said which gauge that is."""
        if not self.channels:
            return self.gauge or None
        return dict(self.channels).get(channel)
