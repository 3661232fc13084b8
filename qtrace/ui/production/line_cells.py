"""Rows of the line station's lists, as cells."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from qtrace.domain.items import ShownStatus
from qtrace.domain.production.checks_due import CheckKind, CheckState
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import QuantityError, grouped_q6, parse_q6
from qtrace.i18n import N_, Translator
from qtrace.i18n.production_words import CHECK_STATE_WORDS, production_word
from qtrace.i18n.words import quality_word
from qtrace.services.production.line_rows import CheckRow, LineStation, MaterialRow, ScanRow
from qtrace.services.production.line_targets import ChoiceState, OperationChoice
from qtrace.ui.production.line_state import LineDeskState
from qtrace.ui.production.line_words import LineWords, grouped, joined
from qtrace.ui.production.row_list import RowSpec
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.tablemodel import CellView

CHECK_STATUS: Final[Mapping[CheckState, Status | None]] = {
    CheckState.DONE: Status.OK,
    CheckState.WAITING: None,
    CheckState.NEAR: Status.HOLD,
    CheckState.DUE: Status.HOLD,
    CheckState.MISSED: Status.BLOCKED,
    CheckState.FAILED: Status.BLOCKED,
    CheckState.UNCONFIRMED: Status.HOLD,
}
ORDER: Final = (
    CheckState.MISSED,
    CheckState.FAILED,
    CheckState.UNCONFIRMED,
    CheckState.DUE,
    CheckState.NEAR,
    CheckState.WAITING,
    CheckState.DONE,
)
CHOICE_WORDS: Final[Mapping[ChoiceState, tuple[str, Status | None]]] = {
    ChoiceState.RUNNING: (N_("It runs"), Status.INFO),
    ChoiceState.READY: (N_("Can start"), None),
    ChoiceState.REWORK: (N_("Rework waits"), Status.HOLD),
    ChoiceState.WAITING: (N_("Waits for pieces"), None),
    ChoiceState.FINISHED: (N_("It is done"), None),
}
USABLE: Final = frozenset({ShownStatus.RELEASED, ShownStatus.CONDITIONAL})
FAULTS: Final[Mapping[str, str]] = {
    "LOT_ON_HOLD": N_("held"),
    "PLACE_ON_HOLD": N_("held"),
    "PIECES_ON_HOLD": N_("held"),
    "STATE_FORBIDS": N_("not released"),
    "MATERIAL_NOT_RELEASED": N_("not released"),
    "MATERIAL_NOT_ON_BILL": N_("not on the bill"),
    "MATERIAL_OTHER_REVISION": N_("other revision"),
    "MATERIAL_OTHER_OPERATION": N_("other operation"),
    "MATERIAL_EXPIRED": N_("expired"),
    "MATERIAL_ALREADY_ISSUED": N_("used already"),
    "MATERIAL_NOT_IN_STOCK": N_("not in stock"),
    "MATERIAL_SHORT": N_("material short"),
    "LOT_IN_SEVERAL_PLACES": N_("in several places"),
    "STOCK_TOO_LOW": N_("not in stock"),
    "PIECE_NOT_GOOD": N_("not good"),
    "PIECE_TAKEN": N_("packed already"),
    "URGENT_USED_UP": N_("too many"),
    "CONCESSION_USED_UP": N_("too many"),
    "LINE_STOPPED": N_("line stopped"),
    "CHECK_NEEDED": N_("check due"),
    "CHECK_MISSED": N_("check missed"),
    "CHECK_FAILED": N_("check failed"),
    "CHECK_UNCONFIRMED": N_("check to confirm"),
    "SERIAL_TAKEN": N_("serial number taken"),
    "SERIAL_TWICE": N_("serial number twice"),
    "UNIT_OF_ANOTHER_ORDER": N_("other order"),
    "UNIT_ALREADY_DONE": N_("done already"),
    "UNIT_NOT_DUE": N_("not due here"),
    "UNIT_LABEL_WRONG": N_("label wrong"),
    "UNIT_LABEL_UNREADABLE": N_("label unreadable"),
    "UNIT_LABEL_OLD": N_("label version old"),
    "LABEL_VERSION_SUPERSEDED": N_("label version not in force"),
    "MORE_THAN_AVAILABLE": N_("too many"),
}
"""Refusals in a word or two; the band has the whole sentence."""
SHOWN_SCANS: Final = 3
KIND_WORDS: Final[Mapping[str, str]] = {
    OutputKind.GOOD.value: N_("good"),
    OutputKind.REWORK.value: N_("rework"),
    OutputKind.SCRAP.value: N_("scrap"),
}
NOT_GOOD: Final = frozenset({OutputKind.REWORK.value, OutputKind.SCRAP.value})
SCAN_WORDS: Final[Mapping[str, str]] = {
    "ISSUE_MATERIAL": N_("material"),
    "RECORD_OUTPUT": N_("pieces"),
    "CHECK_UNIT_LABEL": N_("label"),
    "RETURN_MATERIAL": N_("back to stock"),
}


def check_rows(words: LineWords, station: LineStation, now: datetime) -> tuple[RowSpec, ...]:
    """One row for each check, those that ask for something first."""
    rows = sorted(station.checks, key=lambda row: ORDER.index(row.state))
    return tuple(
        RowSpec(
            row.definition_id,
            (
                CellView(words.name(row.name), _check_note(words, row)),
                CellView(chip=check_chip(words, row, now)),
            ),
        )
        for row in rows
    )


def how_often(tr: Translator, row: CheckRow) -> str:
    """When it is made again."""
    if row.every_n is not None:
        return tr.say("every {n} pcs", n=row.every_n)
    if row.every_minutes is not None and row.every_minutes % 60 == 0:
        return tr.say("every {n} h", n=row.every_minutes // 60)
    if row.every_minutes is not None:
        return tr.say("every {n} min", n=row.every_minutes)
    return ""


def _check_note(words: LineWords, row: CheckRow) -> str:
    """Pieces in doubt, else how often and what was found last."""
    tr = words.tr
    if row.doubt:
        return tr.say("in doubt: {pieces}", pieces=row.doubt)
    due = ""
    if row.state in (CheckState.WAITING, CheckState.NEAR) and row.due_piece is not None:
        due = tr.say("next at {n}", n=grouped(row.due_piece))
    if row.last_at is None:
        return joined(how_often(tr, row), due)
    if row.lsl is not None or row.usl is not None:
        value = tr.say("last {value} {unit}", value=row.last_value, unit=row.unit)
        return joined(how_often(tr, row), value)
    by = words.name(row.confirmed_by) or words.name(row.last_by)
    return joined(due or how_often(tr, row), f"{words.clock(row.last_at)} {by}")


def limits_text(tr: Translator, row: CheckRow) -> str:
    """Between what a value has to lie; "" for a check without limits."""
    if row.lsl is None and row.usl is None:
        return ""
    if row.lsl is None:
        return tr.say("at most {usl} {unit}", usl=row.usl, unit=row.unit)
    if row.usl is None:
        return tr.say("at least {lsl} {unit}", lsl=row.lsl, unit=row.unit)
    return tr.say("{lsl} to {usl} {unit}", lsl=row.lsl, usl=row.usl, unit=row.unit)


def is_outside(row: CheckRow, text: str) -> bool:
    """True for a number outside of the limits; what is no number is for the service to refuse."""
    try:
        value = parse_q6(text)
        low = parse_q6(row.lsl) if row.lsl is not None else value
        high = parse_q6(row.usl) if row.usl is not None else value
    except QuantityError:
        return False
    return not low <= value <= high


def check_chip(words: LineWords, row: CheckRow, now: datetime) -> ChipSpec:
    """Its state: pieces or minutes to go, or the word."""
    tr, status = words.tr, CHECK_STATUS[row.state]
    if row.state in (CheckState.WAITING, CheckState.NEAR):
        if row.pieces_left is not None:
            return ChipSpec(tr.say("{n} to go", n=grouped(row.pieces_left)), status)
        if row.due_at is not None and row.due_at > now:
            return ChipSpec(tr.say("in {span}", span=words.span(row.due_at - now)), status)
        if row.kind is CheckKind.FIRST_PIECE and row.state is CheckState.WAITING:
            return ChipSpec(tr.say("after piece 1"), status)
    return ChipSpec(production_word(tr, CHECK_STATE_WORDS, row.state.value), status)


def checks_note(tr: Translator, rows: Sequence[CheckRow]) -> str:
    """How many ask for something."""
    if not rows:
        return tr.say("No checks here")
    counts = {
        N_("{n} missed"): (CheckState.MISSED,),
        N_("{n} not good"): (CheckState.FAILED,),
        N_("{n} due"): (CheckState.DUE, CheckState.UNCONFIRMED),
        N_("{n} soon"): (CheckState.NEAR,),
    }
    said = []
    for sentence, states in counts.items():
        number = sum(row.state in states for row in rows)
        if number:
            said.append(tr.say(sentence, n=number))
    return ", ".join(said)


def material_rows(words: LineWords, station: LineStation, refused_lot: str) -> tuple[RowSpec, ...]:
    """One row for each load, one for each need without any; their keys count from 1."""
    return tuple(
        _material(words, number, row, refused_lot)
        for number, row in enumerate(station.materials, start=1)
    )


def _material(words: LineWords, number: int, row: MaterialRow, refused_lot: str) -> RowSpec:
    tr = words.tr
    is_refused = bool(refused_lot) and row.lot == refused_lot
    role = TextRole.STRONG if is_refused or row.held is not None else TextRole.BODY
    left = words.quantity(row.left_q6, row.part)
    if row.is_first:
        left = f"{grouped_q6(row.left_q6)} / {words.quantity(row.needed_q6, row.part)}"
    expiry = row.expiry.isoformat() if row.expiry is not None else tr.say("no expiry")
    name = f"{words.name(row.part.name)}  {row.part.number} {row.revision} ×{row.per_piece}"
    return RowSpec(
        number,
        (
            CellView(name, role=role),
            CellView(row.lot or "–", role=TextRole.DATA),
            CellView(left),
            CellView(expiry if row.lot else "", role=TextRole.NOTE, ink=Ink.TEXT2),
            _material_state(tr, row),
        ),
    )


def _material_state(tr: Translator, row: MaterialRow) -> CellView:
    """Its chip; a material of which nothing lies here and nothing is needed has none."""
    if not row.lot and not row.short_q6:
        return CellView(tr.say("none is needed"), role=TextRole.NOTE, ink=Ink.TEXT2)
    return CellView(chip=_material_chip(tr, row))


def _material_chip(tr: Translator, row: MaterialRow) -> ChipSpec:
    """Held and unusable go before short, because short is only a warning."""
    if row.held is not None:
        return ChipSpec(tr.term("lot", "Held"), Status.BLOCKED)
    if row.status is not None and row.status not in USABLE:
        return ChipSpec(quality_word(tr, row.status.value), Status.BLOCKED)
    if row.short_q6 and row.is_first:
        return ChipSpec(tr.say("{n} short", n=grouped_q6(row.short_q6)), Status.HOLD)
    return ChipSpec(tr.term("lot", "Usable"), Status.OK)


def scan_rows(words: LineWords, station: LineStation) -> tuple[RowSpec, ...]:
    """What was scanned, newest first."""
    return tuple(
        _scan(words, number, row) for number, row in enumerate(station.scans[:SHOWN_SCANS])
    )


def _scan(words: LineWords, number: int, row: ScanRow) -> RowSpec:
    tr, facts = words.tr, row.facts
    what = facts.get("serials") or facts.get("serial") or facts.get("lot") or facts.get("part", "")
    chip = (
        ChipSpec(tr.term("scan", "Allowed"), Status.OK)
        if row.is_allowed
        else ChipSpec(tr.term("scan", "Blocked"), Status.BLOCKED)
    )
    return RowSpec(
        number,
        (
            CellView(words.second(row.at), role=TextRole.NOTE, ink=Ink.TEXT2),
            CellView(what or "–", role=TextRole.DATA),
            CellView(chip=chip),
            CellView(_scan_note(words, row)),
        ),
    )


def _scan_note(words: LineWords, row: ScanRow) -> str:
    tr, facts = words.tr, row.facts
    if not row.is_allowed:
        fault = tr.say(FAULTS[row.code]) if row.code in FAULTS else row.code
        return joined(fault, facts.get("hold", ""))
    if row.command == "RECORD_OUTPUT" and "pieces" in facts:
        pieces, kind = facts["pieces"], facts.get("kind", "")
        word = tr.say(KIND_WORDS[kind]) if kind in NOT_GOOD else ""
        if pieces.isascii() and pieces.isalnum():
            return joined(tr.say("piece {pieces}", pieces=pieces), word)
        return joined(tr.say("pieces {pieces}", pieces=pieces), word)
    if "quantity" in facts:
        return joined(tr.say(SCAN_WORDS[row.command]), facts["quantity"])
    return tr.say(SCAN_WORDS[row.command]) if row.command in SCAN_WORDS else ""


def choice_rows(words: LineWords, state: LineDeskState) -> tuple[RowSpec, ...]:
    """Operations of all open orders of the line."""
    return tuple(
        _choice(words, number, row, is_chosen=number == state.picked)
        for number, row in enumerate(state.choices)
    )


def _choice(words: LineWords, number: int, row: OperationChoice, *, is_chosen: bool) -> RowSpec:
    tr = words.tr
    word, status = CHOICE_WORDS[row.state]
    operation = f"OP{row.operation_no} {words.name(row.name)}"
    if row.run_no > 1:
        operation = tr.say("{operation}, rework {no}", operation=operation, no=row.run_no - 1)
    role = TextRole.STRONG if is_chosen else TextRole.BODY
    return RowSpec(
        number,
        (
            CellView(row.order.number, role=TextRole.DATA),
            CellView(operation, joined(words.part(row.order.part), row.order.lot), role=role),
            CellView(f"{grouped(row.progress.done)} / {grouped(row.order.planned)}"),
            CellView(chip=ChipSpec(tr.say(word), status)),
        ),
        is_chosen,
    )
