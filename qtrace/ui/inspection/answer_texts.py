"""What the card and the grid say of readings that are no measured value: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from qtrace.domain.formula import Formula, parse_formula
from qtrace.domain.inspection import CharKind
from qtrace.domain.inspection_kinds import ComputedFault
from qtrace.i18n import Translator
from qtrace.i18n.translator import N_
from qtrace.services.inspection.rows import Cell, InspectionSheet, SheetCharacteristic
from qtrace.ui.inspection.cells import cells_by_key
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.key_tile import KeyTileSpec
from qtrace.ui.theme.tokens import Status

FAULTS: Mapping[str, str] = {
    ComputedFault.DIVISION_BY_ZERO: N_("divides by 0"),
    ComputedFault.INPUT_FAILED: N_("no value"),
    ComputedFault.TOO_LARGE: N_("too large"),
}
"""Why a cell has no computed value, as short as a cell."""


_DEMANDS = {
    CharKind.CHOICE: N_("Press its key"),
    CharKind.TEXT: N_("Type or scan it"),
    CharKind.PHOTO: N_("You judge it"),
}


@dataclass(frozen=True, slots=True)
class AnswerTexts:
    """What takes the place of the value field.

    Attributes:
        options: keys of a choice, in order.
        text: what stands in the line of a text.
        prompt: what a photo asks for.
        enabled: an answer can be given.
    """

    kind: CharKind
    options: tuple[KeyTileSpec, ...] = ()
    text: str = ""
    prompt: str = ""
    enabled: bool = True


def answer_texts(
    tr: Translator, view: InspectionView, own: SheetCharacteristic
) -> AnswerTexts | None:
    """How the current cell is answered; None where a value is typed or computed."""
    enabled = view.reading.may_measure and view.reading.cursor is not None
    match own.kind:
        case CharKind.CHOICE:
            return AnswerTexts(own.kind, _options(tr, view, own), enabled=enabled)
        case CharKind.TEXT:
            return AnswerTexts(own.kind, text=view.reading.text, enabled=enabled)
        case CharKind.PHOTO:
            return AnswerTexts(own.kind, prompt=tr.say("Take the photo"), enabled=enabled)
        case _:
            return None


def _options(
    tr: Translator, view: InspectionView, own: SheetCharacteristic
) -> tuple[KeyTileSpec, ...]:
    standing = view.reading.correcting
    chosen = standing.value if standing is not None else None
    return tuple(
        KeyTileSpec(
            f"option:{option.code}",
            str(place),
            tr.name(option.name_en, option.name_zh),
            chosen=option.code == chosen,
            mark=None if option.conforms else Status.BLOCKED,
        )
        for place, option in enumerate(own.options, start=1)
    )


def demand_text(tr: Translator, own: SheetCharacteristic) -> str:
    """What is asked for, below the name; how it is looked at stands beside the gauges."""
    if not own.required:
        return tr.say("May be left out")
    return tr.say(_DEMANDS[own.kind]) if own.kind in _DEMANDS else own.formula


def shown_value(
    tr: Translator, own: SheetCharacteristic, value: str | None, defect: str | None = None
) -> str:
    """A reading as a person reads it: the name of an option, a photo, a fault in words."""
    if value is None:
        return tr.say(FAULTS[defect]) if defect is not None and defect in FAULTS else defect or ""
    match own.kind:
        case CharKind.CHOICE:
            option = next((each for each in own.options if each.code == value), None)
            return tr.name(option.name_en, option.name_zh) if option is not None else value
        case CharKind.PHOTO:
            return tr.say("Photo")
        case _:
            return value


def computed_note(
    tr: Translator, sheet: InspectionSheet, own: SheetCharacteristic, piece: int
) -> tuple[str, Status | None]:
    """What a computed value came from, or which readings it waits for."""
    cells = cells_by_key(sheet)
    cell = cells.get((own.characteristic_id, piece))
    found = parse_formula(own.formula)
    inputs = found.inputs if isinstance(found, Formula) else ()
    numbers = {row.number: row for row in sheet.characteristics}
    missing = [
        number
        for number in inputs
        if number in numbers and (numbers[number].characteristic_id, piece) not in cells
    ]
    if missing:
        names = ", ".join(map(str, missing))
        return tr.say("Waits for the readings of {numbers}", numbers=names), Status.NEUTRAL
    if cell is not None and cell.value is None:
        return _fault_text(tr, cell), Status.BLOCKED
    raw = cell.raw if cell is not None else ""
    return tr.say("Computed from {inputs}", inputs=raw), Status.INFO


def _fault_text(tr: Translator, cell: Cell) -> str:
    sentences = {
        ComputedFault.DIVISION_BY_ZERO: N_("Cannot be computed: the formula divides by zero"),
        ComputedFault.TOO_LARGE: N_("Cannot be computed: the value is too large"),
    }
    other = N_("Cannot be computed: a piece has a defect instead of a value")
    code = cell.defect_code or ""
    return tr.say(sentences[ComputedFault(code)] if code in sentences else other)
