"""The side bar: who sees which entry, where it leads, and the key that opens it from anywhere."""

from typing import Final

from qtrace.i18n import Translator
from qtrace.ui.bench import Bench
from qtrace.ui.memory import LINE
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
from qtrace.ui.scan_desk import sees_line
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
    return (*_of_all(bench.translator), *(item for may, item in _of_some(bench) if may)), ()


def _of_all(tr: Translator) -> tuple[NavItem, ...]:
    return (
        _entry("queue", tr.say("Queue"), IconName.QUEUE),
        _entry("receive", tr.say("Receive"), IconName.BOX),
        _entry("inspect", tr.say("Inspect"), IconName.INSPECT),
        _entry("lots", tr.say("Lot"), IconName.TAG),
        _entry("holds", tr.say("Holds"), IconName.LOCK),
        _entry("gauges", tr.say("Gauges"), IconName.GAUGE),
        _entry("labels", tr.say("Labels"), IconName.LABEL),
    )


def _of_some(bench: Bench) -> tuple[tuple[bool, NavItem], ...]:
    """Whether the person has anything to do there, and the entry."""
    tr, may = bench.translator, bench.may
    return (
        (
            any(may(each) for each in ("DISPOSE_NCR", "CLOSE_DEVIATION", "FINISH_REWORK")),
            _entry("cases", tr.term("screen", "Cases"), IconName.CLIPBOARD),
        ),
        (sees_line(bench), _entry("line", tr.term("screen", "Line"), IconName.PLAY)),
        (
            may("OPEN_SHIPMENT") or may("ADD_CUSTOMER") or may("RELEASE_BATCH"),
            _entry("shipping", tr.term("screen", "Shipping"), IconName.ARROW_RIGHT),
        ),
        (may("RELEASE_BATCH"), _entry("batches", tr.say("Batches"), IconName.KEY)),
        (
            may("SIGN_INSPECTION") or may("REVIEW_INSPECTION"),
            _entry("charts", tr.say("Charts"), IconName.CHART),
        ),
        (may("APPROVE_PLAN"), _entry("approvals", tr.say("Approvals"), IconName.PEN)),
        (may("SET_QUALITY_SWITCH"), _entry("switches", tr.say("Switching"), IconName.SHIELD)),
        (may("ADD_SUPPLIER_FORMAT"), _entry("formats", tr.say("Formats"), IconName.SCANNER)),
        (may("ADD_PERSON"), _entry("people", tr.say("People"), IconName.PEOPLE)),
        (
            may("ADD_PERSON") or may("SET_QUALITY_SWITCH"),
            _entry("stations", tr.say("Stations"), IconName.STATION),
        ),
    )


def nav_place(bench: Bench, entry: str) -> Place | None:
    """Where an entry leads; that of the line to the one that this station works at."""
    return LinePlace(bench.memory.number(LINE)) if entry == "line" else PLACES.get(entry)


def nav_keys(bench: Bench) -> dict[str, str]:
    """Key → action of every entry that the signed-in person sees; none before the sign-in."""
    if bench.person is None:
        return {}
    entries, foot = nav_items(bench)
    return {item.key: NAV_ACTION + item.id for item in (*entries, *foot) if item.key}


def _entry(entry: str, text: str, icon: IconName) -> NavItem:
    return NavItem(entry, text, icon, NAV_KEYS.get(entry, ""))
