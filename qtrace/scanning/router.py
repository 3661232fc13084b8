"""From raw scans to events: refuse, interpret, notice repeats, count per device, deliver once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from qtrace.domain.codes.gs1_message import GS1Message, Syntax
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Interpretation, Unknown
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason, Verdict
from qtrace.domain.scanners.diagnosis import Finding
from qtrace.ports import Clock, RawScan
from qtrace.scanning.events import Refusal, Repeat, ScanEvent
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.wrong_keys import wrong_keys

#: No label carries more; what is longer came from somewhere else.
MAX_BYTES = 4 * 1024
#: A unique code read again within this time is the same reading, seconds.
REPEAT_S = 2.0

#: From so many labels on, a device that never sent a separator is said to be set up wrong.
ENOUGH_LABELS = 5
#: Fewer than one in so many reads may be chance.
RARE = 20

_NOT_TRUSTED = frozenset({Note.NON_ASCII, Note.FULL_WIDTH, Note.IME, Note.CAPS})

#: A plain text of somebody else's is no fault of the device that read it.
_MERELY_UNKNOWN = frozenset({CodeReason.NOT_RECOGNISED, CodeReason.OTHER_AGENCY})

Listener = Callable[[ScanEvent], None]


@dataclass(frozen=True, slots=True)
class DeviceCounters:
    """How one device is doing since the program started.

    Attributes:
        reads: everything it delivered.
        suspects: scans whose reading is doubtful (lost separators, odd characters).
        refusals: scans that were not interpreted at all.
        repeats: unique codes read again at once.
        separators_possible: GS1 texts in which a separator was due, each code once in a row.
        separators_seen: how many of them had one.
        wrong_keys: what its last scan says of keyboard layout or Caps Lock; None if nothing.
    """

    reads: int = 0
    suspects: int = 0
    refusals: int = 0
    repeats: int = 0
    separators_possible: int = 0
    separators_seen: int = 0
    wrong_keys: Finding | None = None

    @property
    def sends_no_separators(self) -> bool:
        """True if this device has never sent a separator, on five labels that need one.

        An intact label may look as if one were lost (`docs/codes.md`, at most 2 in 100), so five
        in very many reads say nothing.
        """
        enough = self.separators_possible >= ENOUGH_LABELS
        often = self.separators_possible * RARE >= self.reads
        return enough and often and not self.separators_seen


def unique_key(interpretation: Interpretation) -> str | None:
    """Name of the one thing that a code stands on: serial, SSCC or container; None for the rest."""
    match interpretation:
        case GS1Message(verdict=Verdict.VALID):
            sscc = interpretation.get("00")
            if sscc:
                return f"sscc:{sscc}"
            if interpretation.di and interpretation.serial:
                return f"unit:{interpretation.di}:{interpretation.serial}"
            return None
        case LabelMessage(verdict=Verdict.VALID, di=str(di), serial=str(serial)):
            return f"unit:{di}:{serial}"
        case InternalCode(kind=InternalKind.CONTAINER):
            # The new label of a container is another thing than the old one it replaces.
            return f"container:{interpretation.text}{interpretation.mark or ''}"
        case _:
            return None


def is_suspect(raw: RawScan, interpretation: Interpretation) -> bool:
    """True if the code or the way it came is doubtful."""
    if _NOT_TRUSTED.intersection(raw.notes):
        return True
    match interpretation:
        case GS1Message() | LabelMessage():
            return interpretation.verdict in (Verdict.SUSPECT, Verdict.INVALID)
        case Unknown():
            return interpretation.reason.code not in _MERELY_UNKNOWN
        case InternalCode():
            return False


def separator_due(interpretation: Interpretation | None) -> bool | None:
    """Whether a GS1 text has the separators it needs; None where none is due.

    Without any separator only a text that may have lost them shows that one was due.
    """
    match interpretation:
        case GS1Message(syntax=Syntax.ELEMENT_STRING):
            if interpretation.separators:
                return True
            return False if interpretation.alternatives else None
        case _:
            return None


def refusal_of(raw: RawScan) -> Refusal | None:
    """Why this scan is not interpreted, or None."""
    if Unreadable.SHORT in raw.notes:
        return Refusal.SHORT
    if Note.UNREADABLE in raw.notes:
        return Refusal.UNREADABLE
    if len(raw.data) > MAX_BYTES:
        return Refusal.TOO_LONG
    if b"\0" in raw.data:
        return Refusal.NUL
    return None if raw.data else Refusal.EMPTY


class ScanRouter:
    """Takes the scans of every device and gives each to the listener on top, once."""

    def __init__(self, clock: Clock, interpret: Callable[[bytes], Interpretation]) -> None:
        self._clock = clock
        self._interpret = interpret
        self._listeners: list[Listener] = []
        self._counters: dict[str, DeviceCounters] = {}
        self._last: bytes | None = None
        self._times = 0
        self._seen: dict[str, float] = {}

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Give scans to `listener` until the returned function is called or a newer one listens."""
        self._listeners.append(listener)

        def stop() -> None:
            for index, known in enumerate(self._listeners):
                if known is listener:
                    del self._listeners[index]
                    return

        return stop

    def counters(self) -> Mapping[str, DeviceCounters]:
        """Counters by device name, as they are now."""
        return dict(self._counters)

    def receive(self, raw: RawScan) -> None:
        """Judge one scan and deliver it; nobody listening is no error, the scan is counted."""
        event = self._judge(raw)
        self._count(event)
        if self._listeners:
            self._listeners[-1](event)

    def _judge(self, raw: RawScan) -> ScanEvent:
        """Turn a raw scan into an event."""
        refusal = refusal_of(raw)
        if refusal is not None:
            self._last, self._times = None, 0
            return ScanEvent(raw, None, Repeat.FIRST, 1, refusal)
        interpretation = self._interpret(raw.data)
        self._times = self._times + 1 if raw.data == self._last else 1
        self._last = raw.data
        return ScanEvent(raw, interpretation, self._repeat(interpretation), self._times, None)

    def _repeat(self, interpretation: Interpretation) -> Repeat:
        """Unique codes repeat within two seconds, on whatever device; others count up."""
        key = unique_key(interpretation)
        if key is None:
            return Repeat.COUNTED if self._times > 1 else Repeat.FIRST
        now = self._clock.monotonic_s()
        self._seen = {name: at for name, at in self._seen.items() if now - at < REPEAT_S}
        again = key in self._seen
        self._seen[key] = now
        return Repeat.SAME_CODE_AGAIN if again else Repeat.FIRST

    def _count(self, event: ScanEvent) -> None:
        """Add one scan to the counters of its device."""
        device = event.raw.device
        old = self._counters.get(device, DeviceCounters())
        doubtful = event.interpretation is not None and is_suspect(event.raw, event.interpretation)
        separator = separator_due(event.interpretation) if event.times == 1 else None
        self._counters[device] = replace(
            old,
            reads=old.reads + 1,
            suspects=old.suspects + doubtful,
            refusals=old.refusals + (event.refusal is not None),
            repeats=old.repeats + (event.repeat is Repeat.SAME_CODE_AGAIN),
            separators_possible=old.separators_possible + (separator is not None),
            separators_seen=old.separators_seen + (separator is True),
            wrong_keys=self._wrong_keys(event),
        )

    def _wrong_keys(self, event: ScanEvent) -> Finding | None:
        """Keyboard layout or Caps Lock, if they would explain a scan that makes no sense."""
        if event.interpretation is None:
            return None
        text = event.raw.data.decode("utf-8", "replace")
        return wrong_keys(text, event.interpretation, lambda read: self._interpret(read.encode()))
