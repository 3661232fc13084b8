"""What a plant has taught QTrace about its keyboard devices, and the times that tell them apart."""

from dataclasses import dataclass
from enum import StrEnum

#: Keys that end a burst of a device nothing is known about.
TERMINATORS = "\r\n\t"
#: Texts that scanners are set up to send where the label has a separator (GS, 0x1D).
GS_TEXTS = ("{GS}", "<GS>", "␝")


class DeviceRole(StrEnum):
    """What a keyboard device is for."""

    SCANNER = "scanner"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """One keyboard device as it has been set up.

    Attributes:
        name: stable name, used as `RawScan.device`.
        role: scanner or gauge; a taught gauge counts whatever the screen expects.
        prefix: text sent before each burst; the surest way to recognise a device.
        suffix: text sent after each burst, Enter is CR (0x0D); empty = any terminator or none.
        gs_substitute: one character sent in place of GS; one outside GS1 character set 82.
        gs_texts: longer texts sent in place of GS.
    """

    name: str
    role: DeviceRole = DeviceRole.SCANNER
    prefix: str = ""
    suffix: str = ""
    gs_substitute: str = ""
    gs_texts: tuple[str, ...] = GS_TEXTS

    @property
    def ending(self) -> str:
        """The part of the suffix that ends a burst: of CR LF the CR, the LF is then swallowed."""
        only_terminators = self.suffix and not self.suffix.strip(TERMINATORS)
        return self.suffix[:1] if only_terminators else self.suffix

    @property
    def taught(self) -> bool:
        """True if a prefix or a suffix tells this device from the others; Enter tells nothing."""
        return bool(self.prefix or self.suffix.strip(TERMINATORS))


@dataclass(frozen=True, slots=True)
class Timing:
    """Times in milliseconds, by the time stamps of the key events.

    Attributes:
        gap_ms: keys farther apart do not begin a burst together; the longest a typed key waits.
        fast_ms: a burst's median time between keys is at most this; people need 80 and more,
            overlapping key pairs 30 to 50.
        silence_ms: a burst that sends no suffix ends after this; also how long a device may pause.
        min_length: shortest scan without an end of its own, characters; our own codes have 8.
        min_ended: shortest scan that the scanner ended with a key: names of machines are short.
            Nobody types so many keys and Enter in the time of a burst; a number is none, because
            a gauge sends those.
        min_marked: shortest scan of a scanner that was taught a prefix, ended by its key.
    """

    gap_ms: int = 50
    fast_ms: int = 20
    silence_ms: int = 120
    min_length: int = 6
    min_ended: int = 5
    min_marked: int = 2
