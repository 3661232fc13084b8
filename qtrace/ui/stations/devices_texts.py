"""Words of the page of devices on lines."""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.scanners.device_entry import HID, MEASURING, DeviceEntry, DeviceFault
from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import explain
from qtrace.ports import DeviceHeard
from qtrace.ui.devices import DeviceRow, device_state, explain_device
from qtrace.ui.stations.devices_model import DeviceLine
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

ROLE_WORDS: Final[Mapping[str, str]] = {
    "scanner": N_("Scanner"),
    "gauge": N_("Gauge"),
    "scale": N_("Scale"),
    "hid": N_("HID scanner"),
}
_ENDS: Final[Mapping[str, str]] = {
    "cr": "CR",
    "lf": "LF",
    "crlf": "CR LF",
    "tab": "TAB",
    "etx": "ETX",
}
"""Names of control characters are the same in every language."""
SENTENCES: Final[Mapping[str, str]] = {
    DeviceFault.NAME: N_("1 to 16 characters"),
    DeviceFault.NAME_TAKEN: N_("Another device has this name"),
    DeviceFault.PORT: N_("Name the port or the USB device"),
    DeviceFault.USB_NEEDED: N_("A HID scanner is named by its USB ids, such as 0c2e:0b61"),
    DeviceFault.PREFIX: N_("At most 8 letters, digits or signs"),
    DeviceFault.LINE: N_("Data bits, parity, stop bits: such as 8N1 or 7E2"),
    DeviceFault.GAUGE_NEEDED: N_("The gauge's number, or such as 1=TG-011 2=HG-004"),
}
FAULTS: Final[Mapping[str, str]] = {
    "suffix_missing": N_("The end of the frame never came: choose what the device sends"),
    "prefix_missing": N_("It came without the prefix that is set here"),
    "fragment": N_("Only a part of it came"),
    "too_long": N_("It is too long for a code"),
}
NOTHING: Final = "–"


def role_text(tr: Translator, role: str) -> str:
    """What a device is for."""
    return tr.say(ROLE_WORDS[role])


def end_text(tr: Translator, terminator: str) -> str:
    """What ends a frame."""
    return _ENDS.get(terminator) or tr.say("Silence")


def visible(data: bytes) -> str:
    r"""A frame as a person can read it: control characters are drawn, GS as ␝.

    Example:
        >>> visible(b"]C110A\x1d21B")
        ']C110A␝21B'
    """
    text = data.decode("utf-8", "replace")
    return "".join(chr(0x2400 + ord(sign)) if sign < " " else sign for sign in text)


def heard_facts(tr: Translator, heard: DeviceHeard | None) -> tuple[Fact, ...]:
    """What the device sent last, and what is wrong with it."""
    key = tr.say("It sent")
    if heard is None:
        return (Fact(key, tr.say("nothing yet: scan or measure now to try it")),)
    facts = [Fact(key, visible(heard.data) or NOTHING, role=TextRole.DATA)]
    if heard.fault:
        words = FAULTS.get(heard.fault)
        facts.append(Fact("", tr.say(words) if words else explain(tr, heard.fault, {}).text))
    return tuple(facts)


def connection_facts(tr: Translator, entry: DeviceEntry) -> tuple[Fact, ...]:
    """How a device is connected."""
    facts = [
        Fact(tr.say("What it is for"), role_text(tr, entry.role)),
        Fact(tr.say("Port"), entry.port, role=TextRole.DATA),
    ]
    if entry.role != HID:
        facts += [
            Fact(tr.say("A frame ends with"), end_text(tr, entry.terminator)),
            Fact(tr.say("Speed and line"), f"{entry.baud} {entry.line}", role=TextRole.DATA),
        ]
    if entry.role in MEASURING:
        facts.append(Fact(tr.say("Gauge on it"), entry.gauges, role=TextRole.DATA))
    elif entry.prefix:
        facts.append(Fact(tr.say("Prefix"), entry.prefix, role=TextRole.DATA))
    return tuple(facts)


def health_facts(tr: Translator, row: DeviceRow | None) -> tuple[Fact, ...]:
    """How a device is doing: its state with what to do, and what it has delivered."""
    if row is None:
        return ()
    facts = [Fact(tr.say("State"), device_state(tr, row))]
    if row.says is not None:
        told = explain_device(tr, row)
        facts += [Fact("", told.text), Fact("", told.next_step)]
    if row.role == "scanner":
        counts = row.counts
        facts += [
            Fact(tr.say("Delivered"), tr.count("{n} scan", "{n} scans", counts.reads)),
            Fact(tr.say("Doubtful"), str(counts.suspects), role=TextRole.DATA),
            Fact(tr.say("Refused"), str(counts.refusals), role=TextRole.DATA),
            Fact(
                tr.say("With separator"),
                tr.say("{n} of {all} due", n=counts.separators, all=counts.due),
            ),
        ]
    return tuple(facts)


def columns(tr: Translator, *, narrow: bool) -> tuple[Column[DeviceLine], ...]:
    """Columns of the table."""

    def state(line: DeviceLine) -> CellView:
        text = device_state(tr, line.row) if line.row is not None else NOTHING
        return CellView(text, ink=Ink.TEXT2)

    name = Column[DeviceLine](
        "name",
        tr.say("Name"),
        lambda line: CellView(line.entry.name, strong_if_chosen=True),
    )
    role = Column[DeviceLine](
        "role",
        tr.say("What it is for"),
        lambda line: CellView(role_text(tr, line.entry.role)),
        160,
    )
    port = Column[DeviceLine](
        "port", tr.say("Port"), lambda line: CellView(line.entry.port, role=TextRole.DATA), 200
    )
    standing = Column[DeviceLine]("state", tr.say("State"), state, 160)
    return (name, standing) if narrow else (name, role, port, standing)
