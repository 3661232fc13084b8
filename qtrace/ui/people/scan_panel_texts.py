"""What stands on the tiles of the scan panel."""

from dataclasses import dataclass

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import N_, Translator
from qtrace.i18n.words import role_name
from qtrace.services.people.accounts import PersonRow
from qtrace.services.receiving.queue import QueueState, StepCode
from qtrace.ui.people.roles import bench_rank, known_by
from qtrace.ui.people.scan_panel_model import GoodsRow, PanelState, command_bytes
from qtrace.ui.theme.icons import IconName

COMMAND_WORDS = {
    CommandCode.ACCEPT: N_("ACCEPT"),
    CommandCode.REJECT: N_("REJECT"),
    CommandCode.NEXT: N_("NEXT"),
    CommandCode.UNDO: N_("UNDO"),
    CommandCode.ALL_OK: N_("ALL OK"),
    CommandCode.SIGN: N_("SIGN"),
    CommandCode.YES: N_("YES"),
    CommandCode.NO: N_("NO"),
    CommandCode.PRINT: N_("PRINT"),
    CommandCode.RECEIVE: N_("RECEIVE"),
    CommandCode.INSPECT: N_("INSPECT"),
    CommandCode.HOLD: N_("HOLD"),
    CommandCode.ENTER: N_("ENTER"),
}
ODD_STEPS = {
    StepCode.OLD_REVISION: N_("old revision"),
    StepCode.SUPPLIER_SUSPENDED: N_("supplier suspended"),
    StepCode.SUPPLIER_UNAPPROVED: N_("supplier not approved"),
    StepCode.SUPPLIER_PROBATION: N_("supplier on probation"),
    StepCode.FIRST_LOT_OF_SITE: N_("first lot of its site"),
}
STATE_WORDS = {
    QueueState.PENDING: N_("waits for a decision"),
    QueueState.TO_SAMPLE: N_("take the sample"),
    QueueState.IN_INSPECTION: N_("resume"),
    QueueState.TO_REVIEW: N_("review"),
    QueueState.TO_LABEL: N_("labels"),
}


@dataclass(frozen=True, slots=True)
class CodeTile:
    """One code to press.

    Attributes:
        titles: the title, then shorter ones for narrow places.
        hint: what the panel says once the code was pressed.
    """

    id: str
    titles: tuple[str, ...]
    data: bytes
    note: str = ""
    tail: str = ""
    icon: IconName | None = None
    hint: str = ""


def badge_tiles(tr: Translator, state: PanelState) -> tuple[CodeTile, ...]:
    """Badges: the roles of a receiving bench first."""
    return tuple(
        CodeTile(
            id=f"badge-{person.person_id}",
            titles=(tr.name(person.name_en, person.name_zh),),
            data=(person.badge_code or "").encode("ascii"),
            note=role_name(tr, role) if (role := known_by(person)) else "",
            icon=IconName.BADGE,
            hint=_pin_hint(tr, state, person),
        )
        for person in sorted(state.badges, key=bench_rank)
    )


def _pin_hint(tr: Translator, state: PanelState, person: PersonRow) -> str:
    pin = state.pins.get(person.badge_code or "")
    if not pin:
        return ""
    return tr.say("PIN of {name}: {pin}", name=tr.name(person.name_en, person.name_zh), pin=pin)


def goods_tiles(tr: Translator, state: PanelState) -> tuple[CodeTile, ...]:
    """What lies on the bench, then gauges, then places."""
    goods = [_goods(tr, goods) for goods in state.goods]
    gauges = [
        CodeTile(
            id=f"gauge-{gauge.gauge_id}",
            titles=(tr.name(gauge.name_en, gauge.name_zh),),
            data=data,
            tail=gauge.code,
            icon=IconName.GAUGE,
        )
        for gauge, data in state.gauges
    ]
    places = [
        CodeTile(
            id=f"place-{place.location_id}",
            titles=(tr.name(place.name_en, place.name_zh),),
            data=place.barcode.encode("ascii"),
            tail=place.code,
            icon=IconName.WAREHOUSE,
        )
        for place in state.places
        if place.is_active
    ]
    return (*goods, *gauges, *places)


def _goods(tr: Translator, goods: GoodsRow) -> CodeTile:
    row = goods.row
    part, name = tr.say("Unknown part"), ""
    if row.part is not None:
        part = row.part.number
        name = f"{part} {tr.name(row.part.name.en, row.part.name.zh)}"
    word = ""
    if goods.task is not None:
        word = tr.say("label {no} of {total}", no=goods.container, total=goods.task.total)
    elif row.state in STATE_WORDS:
        word = tr.say(STATE_WORDS[row.state])
    elif row.step.code in ODD_STEPS:
        word = tr.say(ODD_STEPS[row.step.code])
    comma = tr.say(", ")
    texts = (
        comma.join(filter(None, (name or part, word))),
        comma.join(filter(None, (part, word))),
        part,
    )
    is_lot = row.lot_id is not None
    icon = IconName.BOX
    if is_lot:
        icon = IconName.LABEL if goods.task is not None else IconName.TAG
    return CodeTile(f"goods-{row.key}", texts, goods.data, tail=row.text, icon=icon)


def command_tiles(tr: Translator, state: PanelState) -> tuple[CodeTile, ...]:
    """Commands, and the digits that a PIN can be scanned with."""
    faces = {CommandCode.POINT: "."}
    tiles = []
    for command in state.commands:
        if command.digit is not None:
            face = str(command.digit)
        elif command in COMMAND_WORDS:
            face = tr.say(COMMAND_WORDS[command])
        else:
            face = faces[command]
        tiles.append(CodeTile(f"command-{command}", (face,), command_bytes(command)))
    return tuple(tiles)
