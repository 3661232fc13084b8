"""What the grid page says, from the state of the model: pure, in the user's language."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from qtrace.domain.gauges import GaugeReason
from qtrace.domain.inspection import NUMERIC, CharKind, ReadingCode, ReadingOutcome, ReadingVerdict
from qtrace.i18n import Translator
from qtrace.i18n.sampling_reasons import (
    explain_reading,
)
from qtrace.services.inspection.rows import InspectionSheet, SheetCharacteristic
from qtrace.ui.inspection.answer_texts import (
    AnswerTexts,
    answer_texts,
    computed_note,
    demand_text,
    shown_value,
)
from qtrace.ui.inspection.cells import (
    cells_by_key,
    characteristic_of,
    container_of,
    has_cells,
    is_variable,
)
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.outbox import Act, Entry, Stage
from qtrace.ui.inspection.shared_texts import (
    DOT,
    characteristic_name,
    container_head,
    container_number,
    limits_text,
    refusal_lines,
)
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import Tile, TileState
from qtrace.ui.widgets.current import CharacteristicTab
from qtrace.ui.widgets.dotstrip import DotStripSpec
from qtrace.ui.widgets.readings import CellState, ReadingCell, ReadingRow

MOST_COLUMNS = 3
MOST_TABS = 5
GAUGE_REASONS = frozenset(map(str, GaugeReason))


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The card of the current cell.

    Attributes:
        question: what is asked; empty for nothing.
        keep: words of the answer yes.
        note: what is said instead of the dots; empty shows the dots.
        attribute: pieces are looked at, no value is taken.
        all_ok: words of the ALL OK button; empty when it is done.
        answer: how an option, a text or a photo is given; None where a value is typed.
    """

    where: str
    title: str
    limits: str
    unit: str
    value: str
    takes_value: bool
    dots: DotStripSpec
    question: str = ""
    keep: str = ""
    note: str = ""
    note_status: Status | None = None
    attribute: bool = False
    all_ok: str = ""
    done: str = ""
    answer: AnswerTexts | None = None


def tabs(tr: Translator, view: InspectionView) -> tuple[tuple[CharacteristicTab, ...], str]:
    """Up to five characteristics around the current one, and which is current."""
    sheet = view.sheet
    assert sheet is not None
    rows = list(sheet.characteristics)
    current = view.reading.characteristic_id
    at = next((i for i, row in enumerate(rows) if row.characteristic_id == current), 0)
    first = max(0, min(at - MOST_TABS // 2, len(rows) - MOST_TABS))
    pending = view.reading.outbox
    shown = []
    for row in rows[first : first + MOST_TABS]:
        waiting = sum(
            1 for e in pending.entries
            if e.act in (Act.READING, Act.PHOTO) and e.cell[0] == row.characteristic_id and e.replaces is None
        )  # fmt: skip
        done = min(row.n, row.done + waiting)
        shown.append(
            CharacteristicTab(
                str(row.characteristic_id),
                characteristic_name(tr, row),
                f"{done}/{row.n}",
                tr.say("d {n}", n=row.d) if row.d else "",
                complete=done >= row.n,
                progress=done / row.n if row.n else 0.0,
            )
        )
    return tuple(shown), str(current)


def columns_of(view: InspectionView) -> tuple[SheetCharacteristic, ...]:
    """What has cells in the grid: at most three, up to the current one if it can be."""
    sheet = view.sheet
    assert sheet is not None
    rows = [row for row in sheet.characteristics if has_cells(row)]
    if len(rows) <= MOST_COLUMNS:
        return tuple(rows)
    ids = [row.characteristic_id for row in rows]
    current = view.reading.characteristic_id
    at = ids.index(current) if current in ids else 0
    first = max(0, min(at - MOST_COLUMNS + 1, len(rows) - MOST_COLUMNS))
    return tuple(rows[first : first + MOST_COLUMNS])


def grid_heads(tr: Translator, view: InspectionView) -> tuple[str, ...]:
    """Titles of the grid's columns."""
    sheet = view.sheet
    assert sheet is not None
    heads = [tr.say("Piece"), container_head(tr, sheet.lot.container_word)]
    heads += [f"{characteristic_name(tr, row)} {row.unit}".strip() for row in columns_of(view)]
    return tuple(heads)


def grid_rows(tr: Translator, view: InspectionView) -> tuple[ReadingRow, ...]:
    """Pieces down, characteristics with cells across."""
    sheet, reading = view.sheet, view.reading
    assert sheet is not None
    columns = columns_of(view)
    stored = cells_by_key(sheet)
    waiting = reading.outbox.readings()
    last = max((row.n for row in columns), default=0)
    boxes = [container_of(sheet, piece) for piece in range(1, last + 2)]
    rows = []
    for piece in range(1, last + 1):
        cells = []
        for column in columns:
            key = (column.characteristic_id, piece)
            if key == reading.cursor and reading.may_measure and _is_typed(column):
                cells.append(ReadingCell(reading.text, CellState.NOW))
            elif key in waiting:
                cells.append(_waiting(tr, column, waiting[key]))
            elif key in stored:
                cell = stored[key]
                text = shown_value(tr, column, cell.value, cell.defect_code)
                state = CellState.FAIL if cell.failed else CellState.OK
                cells.append(ReadingCell(text, state, cell.distance, photo=cell.photos > 0))
            elif key == reading.cursor and reading.may_measure:
                cells.append(ReadingCell("", CellState.NOW))
            elif piece > column.n:
                cells.append(ReadingCell(" ", CellState.NOT_NEEDED))
            else:
                cells.append(ReadingCell())
        box = boxes[piece - 1]
        ends = piece < last and boxes[piece] != box
        now = reading.may_measure and reading.cursor is not None and reading.cursor[1] == piece
        rows.append(
            ReadingRow(piece, str(piece), "" if box is None else str(box), tuple(cells), now, ends)
        )
    return tuple(rows)


def _is_typed(column: SheetCharacteristic) -> bool:
    """True where the current cell shows what is being typed, whatever stands there."""
    return column.kind in (CharKind.VARIABLE, CharKind.TEXT)


def _waiting(tr: Translator, column: SheetCharacteristic, entry: Entry) -> ReadingCell:
    """On its way: grey and without a tick until the service has answered."""
    value, defect = (None, entry.text) if entry.act is Act.DEFECT else (entry.text, None)
    text = shown_value(tr, column, value, defect)
    if entry.stage is not Stage.STORED:
        return ReadingCell(f"{text} …", CellState.NOT_NEEDED)
    state = CellState.FAIL if entry.failed else CellState.OK
    return ReadingCell(text, state, entry.distance)


def card_texts(tr: Translator, view: InspectionView) -> CardTexts:
    """The card of the current cell."""
    sheet, reading = view.sheet, view.reading
    assert sheet is not None
    own = characteristic_of(sheet, reading.characteristic_id)
    title = characteristic_name(tr, own)
    limits = limits_text(own)
    unit = own.unit
    dots = dots_of(sheet, own)
    if own.kind is CharKind.ATTRIBUTE:
        return _attribute_card(tr, view, own, title)
    if reading.cursor is None:
        where = tr.say("All readings are there")
        return CardTexts(where, title, limits, unit, "", takes_value=False, dots=dots)
    piece = reading.cursor[1]
    box = container_of(sheet, piece)
    where = tr.say("Piece {piece} of {n}", piece=piece, n=own.n)
    if box is not None:
        where += DOT + container_number(tr, sheet.lot.container_word, box)
    note, status = _note(tr, view)
    if not is_variable(own):
        return _answer_card(tr, view, own, (where, note, status))
    question = keep = ""
    if reading.question is not None:
        question = _question_text(tr, view)
        keep = tr.say("Keep {value}", value=reading.question.text)
    return CardTexts(
        where,
        title,
        limits,
        unit,
        reading.text,
        takes_value=reading.may_measure and reading.gauges.refusal_of(own) is None,
        dots=dots,
        question=question,
        keep=keep,
        note=note,
        note_status=status,
    )


def _answer_card(
    tr: Translator,
    view: InspectionView,
    own: SheetCharacteristic,
    said: tuple[str, str, Status | None],
) -> CardTexts:
    """An option, a text or a photo; a computed value stands in the field of a typed one."""
    sheet, cursor = view.sheet, view.reading.cursor
    assert sheet is not None
    assert cursor is not None
    where, note, status = said
    answer = answer_texts(tr, view, own)
    limits, value = demand_text(tr, own), ""
    if answer is None:
        cell = cells_by_key(sheet).get(cursor)
        value = shown_value(tr, own, cell.value, cell.defect_code) if cell is not None else ""
        limits = limits_text(own)
        if view.reading.refusal is None:
            note, status = computed_note(tr, sheet, own, cursor[1])
    return CardTexts(
        where, characteristic_name(tr, own), limits, own.unit, value, takes_value=False,
        dots=dots_of(sheet, own), note=note, note_status=status, answer=answer,
    )  # fmt: skip


def _attribute_card(
    tr: Translator, view: InspectionView, own: SheetCharacteristic, title: str
) -> CardTexts:
    is_done = own.done >= own.n
    said = tr.say("Press a piece to name a defect")
    if not view.reading.may_measure:
        said = tr.say("Only an inspector measures")
    elif view.reading.refusal is not None:
        said = " ".join(refusal_lines(tr, view.reading.refusal)).rstrip()
    elif own.d:
        said = tr.count("{n} piece with a defect", "{n} pieces with a defect", own.d)
    elif is_done:
        said = tr.say("All looked at, no defect")
    return CardTexts(
        tr.count("Look at {n} piece", "Look at {n} pieces", own.n),
        title,
        tr.name(own.method_en, own.method_zh),
        "",
        "",
        takes_value=False,
        dots=DotStripSpec("", "", ""),
        attribute=True,
        all_ok="" if is_done or not view.reading.may_measure else tr.say("All OK"),
        done=said,
    )


def _note(tr: Translator, view: InspectionView) -> tuple[str, Status | None]:
    reading = view.reading
    if not reading.may_measure:
        return tr.say("Only an inspector measures"), Status.INFO
    if reading.refusal is not None:
        text, following = refusal_lines(tr, reading.refusal)
        if reading.refusal.code in GAUGE_REASONS:
            following = ""  # the gauge card says what to do
        return "\n".join(filter(None, (text, following))), Status.BLOCKED
    if reading.correcting is not None:
        cell, sheet = reading.correcting, view.sheet
        assert sheet is not None
        own = characteristic_of(sheet, cell.characteristic_id)
        stands = shown_value(tr, own, cell.value, cell.defect_code)
        return tr.say("Correct {value}: the first value is kept", value=stands), Status.INFO
    return "", None


def _question_text(tr: Translator, view: InspectionView) -> str:
    question = view.reading.question
    assert question is not None
    facts = {name: value for name, value in question.facts.items() if value}
    facts["given"] = question.text  # as it was typed, like the button that keeps it
    code = ReadingCode(question.code)
    return explain_reading(tr, ReadingVerdict(ReadingOutcome.QUESTION, code=code, facts=facts))


def dots_of(sheet: InspectionSheet, own: SheetCharacteristic) -> DotStripSpec:
    """Readings so far against the limits; without two limits only the texts are shown."""
    lower, upper, target = own.lsl or "", own.usl or "", own.nominal or ""
    if own.kind not in NUMERIC or own.lsl is None or own.usl is None:
        return DotStripSpec(lower, target, upper)
    low, high = Decimal(own.lsl), Decimal(own.usl)
    width = high - low
    if width <= 0:
        return DotStripSpec(lower, target, upper)
    dots = []
    for cell in sheet.cells:
        if cell.characteristic_id == own.characteristic_id and cell.value is not None:
            try:
                dots.append(float((Decimal(cell.value) - low) / width))
            except InvalidOperation:
                continue
    at = float((Decimal(own.nominal) - low) / width) if own.nominal is not None else 0.5
    return DotStripSpec(lower, target, upper, tuple(dots), at)


def attribute_tiles(tr: Translator, view: InspectionView) -> tuple[Tile, ...]:
    """The pieces of the current attribute; a failed one is red, one looked at has a tick."""
    sheet = view.sheet
    assert sheet is not None
    own = characteristic_of(sheet, view.reading.characteristic_id)
    bad = {
        c.piece for c in sheet.cells if c.characteristic_id == own.characteristic_id and c.failed
    }
    bad |= {
        e.cell[1] for e in view.reading.outbox.entries
        if e.act is Act.DEFECT and e.cell[0] == own.characteristic_id
    }  # fmt: skip
    looked = {
        piece
        for count in sheet.all_ok
        if count.characteristic_id == own.characteristic_id
        for piece in range(count.piece_from, min(count.piece_to, own.n) + 1)
    }
    looked |= {c.piece for c in sheet.cells if c.characteristic_id == own.characteristic_id}
    return tuple(
        Tile(
            piece,
            TileState.FAILED
            if piece in bad
            else TileState.DONE
            if piece in looked
            else TileState.PLAIN,
            spoken=tr.say("Piece {piece}", piece=piece),
        )
        for piece in range(1, own.n + 1)
    )
