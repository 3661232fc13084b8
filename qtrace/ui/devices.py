"""What the screens show of the station's devices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qtrace.domain.scanners.diagnosis import ScannerReason
from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import Explanation
from qtrace.i18n.scanner_reasons import explain_scanner
from qtrace.ports import DeviceState
from qtrace.services.outcomes import Refusal
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.topbar import StateItem

#: Devices that nobody has named, by what the scan path calls them.
_NAMES = {
    "wedge": N_("Keyboard scanner"),
    "panel": N_("Scan panel"),
}
_ROLES = {
    "scanner": N_("Scanner"),
    "gauge": N_("Gauge"),
    "scale": N_("Scale"),
}
_STATES = {
    DeviceState.STOPPED: N_("Stopped"),
    DeviceState.INITIALIZING: N_("Connecting"),
    DeviceState.READY: N_("Ready"),
    DeviceState.ERROR: N_("Not connected"),
}
_ADVICE_GS = N_("{device}: no GS")
_ADVICE = {
    ScannerReason.LAYOUT.value: N_("{device}: keyboard"),
    ScannerReason.LAYOUT_OPEN.value: N_("{device}: keyboard"),
    ScannerReason.CAPS.value: N_("{device}: Caps Lock"),
}


@dataclass(frozen=True, slots=True)
class DeviceCounts:
    """What a device has delivered since the program started; readings are not counted.

    Attributes:
        reads: scans.
        suspects: of them doubtful.
        refusals: of them not interpreted.
        separators: GS1 codes that came with the separator they need.
        due: GS1 codes that need one.
    """

    reads: int = 0
    suspects: int = 0
    refusals: int = 0
    separators: int = 0
    due: int = 0


NO_COUNTS = DeviceCounts()


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One device of this station.

    Attributes:
        name: its name in the settings, or what the scan path calls it.
        role: `scanner`, `gauge` or `scale`.
        where: its port; empty where it has none of its own.
        state: how it is.
        counts: what it has delivered.
        trouble: why it is not ready, or None.
        advice: what should be put right although it works, or None.
    """

    name: str
    role: str
    where: str
    state: DeviceState
    counts: DeviceCounts = NO_COUNTS
    trouble: Refusal | None = None
    advice: Refusal | None = None

    @property
    def says(self) -> Refusal | None:
        """What there is to say about it, the graver thing first."""
        return self.trouble or self.advice


Devices = Callable[[], Sequence[DeviceRow]]


def device_name(tr: Translator, row: DeviceRow) -> str:
    """The device in the reader's language, as far as it has no name of its own."""
    return tr.say(_NAMES[row.name]) if row.name in _NAMES else row.name


def role_word(tr: Translator, row: DeviceRow) -> str:
    """What the device is for."""
    return tr.say(_ROLES[row.role])


def device_state(tr: Translator, row: DeviceRow) -> str:
    """How the device is, in one or two words."""
    return tr.say(_STATES[row.state])


def gravest(rows: Sequence[DeviceRow]) -> DeviceRow | None:
    """The device that there is most to say about, or None when all is well."""
    troubled = [row for row in rows if row.trouble is not None]
    return next(iter(troubled or [row for row in rows if row.advice is not None]), None)


def explain_device(tr: Translator, row: DeviceRow) -> Explanation:
    """Sentence and next step about a device; empty if all is well."""
    if row.says is None:
        return Explanation("", "", "")
    facts = {**row.says.facts, "device": device_name(tr, row)}
    return explain_scanner(tr, row.says.code, facts)


def device_item(tr: Translator, rows: Sequence[DeviceRow]) -> StateItem:
    """The devices in the top bar: ready, or the one that is not."""
    row = gravest(rows)
    if row is None:
        return StateItem("scanner", tr.say("Scanner ready"))
    name = device_name(tr, row)
    if row.trouble is not None:
        return StateItem("scanner", tr.say("{device} away", device=name), Status.BLOCKED)
    said = _ADVICE.get(row.advice.code if row.advice else "", _ADVICE_GS)
    return StateItem("scanner", tr.say(said, device=name), Status.HOLD)
