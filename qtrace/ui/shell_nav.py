"""The side bar: who sees which entry, where it leads, and the key that opens it from anywhere."""

from typing import Final

from qtrace.ui.bench import Bench
from qtrace.ui.places import (
    ApprovalsPlace,
    BatchesPlace,
    CasesPlace,
    ChartsPlace,
    FormatsPlace,
    GaugesPlace,
    HoldsPlace,
    LabelsPlace,
    LinePlace,
    PeoplePlace,
    Place,
    QueuePlace,
    ReceivePlace,
    ShipmentsPlace,
    StationsPlace,
    SwitchesPlace,
)
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.navbar import NavItem

PLACES: Final[dict[str, Place]] = {
    "queue": QueuePlace(),
    "receive": ReceivePlace(),
    "inspect": QueuePlace("in_inspection"),
    "holds": HoldsPlace(),
    "cases": CasesPlace(),
    "gauges": GaugesPlace(),
    "labels": LabelsPlace(),
    "line": LinePlace(),
    "shipping": ShipmentsPlace(),
    "batches": BatchesPlace(),
    "charts": ChartsPlace(),
    "approvals": ApprovalsPlace(),
    "switches": SwitchesPlace(),
    "formats": FormatsPlace(),
    "people": PeoplePlace(),
    "stations": StationsPlace(),
}
"""Where an entry leads; the entry of the lot leads to the one that was open last."""
NAV_KEYS: Final[dict[str, str]] = {
    "queue": "Alt+1",
    "receive": "Alt+2",
    "inspect": "Alt+3",
    "lots": "Alt+4",
    "holds": "Alt+5",
    "gauges": "Alt+6",
    "labels": "Alt+7",
    "line": "Alt+8",
    "shipping": "Alt+9",
    "batches": "Alt+0",
    "charts": "Alt+C",
    "cases": "Alt+N",
    "approvals": "Alt+A",
    "switches": "Alt+S",
    "formats": "Alt+F",
    "people": "Alt+P",
    "stations": "Alt+W",
}
"""The same key on every station, whoever is signed in; the entry shows it."""
NAV_ACTION: Final = "nav:"
"""Begins the action of such a key; the entry follows."""


def nav_items(bench: Bench) -> tuple[tuple[NavItem, ...], tuple[NavItem, ...]]:
    """Entries of the side bar for the signed-in person, and its foot."""
    tr = bench.translator
    items = [
        _entry("queue", tr.say("Queue"), IconName.QUEUE),
        _entry("receive", tr.say("Receive"), IconName.BOX),
        _entry("inspect", tr.say("Inspect"), IconName.INSPECT),
        _entry("lots", tr.say("Lot"), IconName.TAG),
        _entry("holds", tr.say("Holds"), IconName.LOCK),
        _entry("gauges", tr.say("Gauges"), IconName.GAUGE),
        _entry("labels", tr.say("Labels"), IconName.LABEL),
    ]
    if any(bench.may(each) for each in ("DISPOSE_NCR", "CLOSE_DEVIATION", "FINISH_REWORK")):
        items.append(_entry("cases", tr.term("screen", "Cases"), IconName.CLIPBOARD))
    if bench.may("START_OPERATION") or bench.may("STOP_LINE"):
        items.append(_entry("line", tr.term("screen", "Line"), IconName.PLAY))
    if bench.may("OPEN_SHIPMENT") or bench.may("ADD_CUSTOMER") or bench.may("RELEASE_BATCH"):
        items.append(_entry("shipping", tr.term("screen", "Shipping"), IconName.ARROW_RIGHT))
    if bench.may("RELEASE_BATCH"):
        items.append(_entry("batches", tr.say("Batches"), IconName.KEY))
    if bench.may("SIGN_INSPECTION") or bench.may("REVIEW_INSPECTION"):
        items.append(_entry("charts", tr.say("Charts"), IconName.CHART))
    if bench.may("APPROVE_PLAN"):
        items.append(_entry("approvals", tr.say("Approvals"), IconName.PEN))
    if bench.may("SET_QUALITY_SWITCH"):
        items.append(_entry("switches", tr.say("Switching"), IconName.SHIELD))
    if bench.may("ADD_SUPPLIER_FORMAT"):
        items.append(_entry("formats", tr.say("Formats"), IconName.SCANNER))
    if bench.may("ADD_PERSON"):
        items.append(_entry("people", tr.say("People"), IconName.PEOPLE))
    if bench.may("ADD_PERSON") or bench.may("SET_QUALITY_SWITCH"):
        items.append(_entry("stations", tr.say("Stations"), IconName.STATION))
    return tuple(items), ()


def nav_keys(bench: Bench) -> dict[str, str]:
    """Key → action of every entry that the signed-in person sees; none before the sign-in."""
    if bench.person is None:
        return {}
    entries, foot = nav_items(bench)
    return {item.key: NAV_ACTION + item.id for item in (*entries, *foot) if item.key}


def _entry(entry: str, text: str, icon: IconName) -> NavItem:
    return NavItem(entry, text, icon, NAV_KEYS.get(entry, ""))
