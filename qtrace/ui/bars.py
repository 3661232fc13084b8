"""What the bars say: built from the bench, the open screen and the person."""

from qtrace.i18n import Language
from qtrace.i18n.words import role_name
from qtrace.ui.bench import Bench
from qtrace.ui.devices import device_item
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.topbar import StateItem, TopBarState

LANGUAGE_KEY = "Alt+L"
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
        language="" if person else f"{other}  {LANGUAGE_KEY}",
    )


def database_word(bench: Bench) -> str:
    """Whether the records can be written: connected, local, lost, or the station is elsewhere."""
    tr = bench.translator
    if bench.elsewhere is not None:
        return tr.say("In use elsewhere")
    if not bench.database_answers:
        return tr.say("DB lost")
    return tr.say("DB local") if bench.is_local else tr.say("DB connected")
