"""What the bars say: built from the bench, the open screen and the person."""

from qtrace.i18n import Language
from qtrace.i18n.words import role_name
from qtrace.ui.bench import Bench
from qtrace.ui.devices import device_item
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.navbar import NavItem
from qtrace.ui.widgets.topbar import StateItem, TopBarState

MOST_PARTS_BESIDE_CALL = 2
"""A call needs room in the bar; what the screen is about gives it."""


def top_bar_state(bench: Bench, head: ScreenHead, call: StateItem | None = None) -> TopBarState:
    """The top bar of the open screen; `call` is what it says of calls for a supervisor."""
    tr = bench.translator
    person = bench.person.person if bench.person else None
    other = "中文" if tr.language is Language.EN else "English"
    clock = bench.local(bench.now()).strftime("%H:%M")
    return TopBarState(
        screen=head.title,
        station=bench.station_code,
        parts=head.parts[:MOST_PARTS_BESIDE_CALL] if call is not None else head.parts,
        demo=tr.say("DEMO PLANT") if bench.plant.is_demo else "",
        states=(
            *((call,) if call is not None else ()),
            device_item(tr, bench.devices()),
            StateItem(
                "database",
                database_word(bench),
                None if bench.database_answers and bench.elsewhere is None else Status.BLOCKED,
            ),
            StateItem("clock", clock),
        ),
        person=tr.name(person.name_en, person.name_zh) if person else "",
        role=role_name(tr, person.roles[0]) if person and person.roles else "",
        sign_out=tr.say("Sign out") if person else "",
        language="" if person else other,
    )


def database_word(bench: Bench) -> str:
    """Whether the records can be written: connected, local, lost, or the station is elsewhere."""
    tr = bench.translator
    if bench.elsewhere is not None:
        return tr.say("In use elsewhere")
    if not bench.database_answers:
        return tr.say("DB lost")
    return tr.say("DB local") if bench.is_local else tr.say("DB connected")


def nav_items(bench: Bench) -> tuple[tuple[NavItem, ...], tuple[NavItem, ...]]:
    """Entries of the side bar for the signed-in person, and its foot."""
    tr = bench.translator
    items = [
        NavItem("queue", tr.say("Queue"), IconName.QUEUE),
        NavItem("receive", tr.say("Receive"), IconName.BOX),
        NavItem("inspect", tr.say("Inspect"), IconName.INSPECT),
        NavItem("lots", tr.say("Lot"), IconName.TAG),
        NavItem("holds", tr.say("Holds"), IconName.LOCK),
        NavItem("gauges", tr.say("Gauges"), IconName.GAUGE),
        NavItem("labels", tr.say("Labels"), IconName.LABEL),
    ]
    if bench.may("START_OPERATION") or bench.may("STOP_LINE"):
        items.append(NavItem("line", tr.term("screen", "Line"), IconName.PLAY))
    if bench.may("OPEN_SHIPMENT") or bench.may("ADD_CUSTOMER") or bench.may("RELEASE_BATCH"):
        items.append(NavItem("shipping", tr.term("screen", "Shipping"), IconName.ARROW_RIGHT))
    if bench.may("RELEASE_BATCH"):
        items.append(NavItem("batches", tr.say("Batches"), IconName.KEY))
    if bench.may("SIGN_INSPECTION") or bench.may("REVIEW_INSPECTION"):
        items.append(NavItem("charts", tr.say("Charts"), IconName.CHART))
    if bench.may("APPROVE_PLAN"):
        items.append(NavItem("approvals", tr.say("Approvals"), IconName.PEN))
    if bench.may("SET_QUALITY_SWITCH"):
        items.append(NavItem("switches", tr.say("Switching"), IconName.SHIELD))
    if bench.may("ADD_SUPPLIER_FORMAT"):
        items.append(NavItem("formats", tr.say("Formats"), IconName.SCANNER))
    if bench.may("ADD_PERSON"):
        items.append(NavItem("people", tr.say("People"), IconName.PEOPLE))
    if bench.may("ADD_PERSON") or bench.may("SET_QUALITY_SWITCH"):
        items.append(NavItem("stations", tr.say("Stations"), IconName.STATION))
    return tuple(items), ()
