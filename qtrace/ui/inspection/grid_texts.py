"""What the grid page says, from the state of the model: pure, in the user's language."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from qtrace.domain.inspection import ReadingCode, ReadingOutcome, ReadingVerdict
from qtrace.domain.inspection_tally import HintCode, InspectionOutcome, TallyState
from qtrace.i18n import Translator
from qtrace.i18n.sampling_reasons import (
    explain_hint,
    explain_plan,
    explain_reading,
    explain_severity,
)
from qtrace.i18n.words import class_word, containers_text
from qtrace.services.inspection_rows import InspectionSheet, SheetCharacteristic
from qtrace.ui.inspection.cells import (
    cells_by_key,
    characteristic_of,
    container_of,
    is_variable,
    span_text,
)
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.outbox import Act, Entry, Stage
from qtrace.ui.inspection.shared_texts import (
    DOT,
    characteristic_name,
    container_head,
    container_number,
    edition_text,
    leading_class,
    limits_text,
    refusal_lines,
    severity_title,
)
from qtrace.ui.inspection.verdict_view import Hindrance
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import Tile, TileState
from qtrace.ui.widgets.current import CharacteristicTab
from qtrace.ui.widgets.dotstrip import DotStripSpec
from qtrace.ui.widgets.readings import CellState, ReadingCell, ReadingRow
from qtrace.ui.widgets.tally import ClassTally

MOST_COLUMNS = 3
MOST_TABS = 5
MOST_TILES = 18


@dataclass(frozen=True, slots=True)
class Hint:
    """One line that matters now, with a second one; a status gives it a shape."""

    title: str
    note: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class SideTexts:
    """The panel at the left."""

    severity: str
    plan: str
    reasons: tuple[str, ...]
    classes: tuple[ClassTally, ...]
    hint: Hint
    boxes: str
    boxes_note: str
    boxes_now: str
    tiles: tuple[Tile, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The card of the current cell.

    Attributes:
        question: what is asked; empty for nothing.
        keep: words of the answer yes.
        note: what is said instead of the dots; empty shows the dots.
        attribute: pieces are looked at, no value is taken.
        all_ok: words of the ALL OK button; empty when it is done.
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


def side_texts(tr: Translator, view: InspectionView) -> SideTexts:
    """The panel at the left."""
    sheet = view.sheet
    assert sheet is not None
    lead = leading_class(sheet)
    reasons = []
    if lead is not None:
        line = explain_severity(tr, lead.reason) if lead.reason else explain_plan(tr, lead.plan)
        reasons.append(line)
    size = tr.say("lot size {n}", n=f"{sheet.lot_size:,}".replace(",", " "))
    edition = edition_text(tr, lead) if lead else ""
    reasons.append(tr.say("{first}, {second}", first=edition, second=size) if edition else size)
    plan = sheet.plan
    return SideTexts(
        severity_title(tr, lead),
        tr.say("Plan {code} v{version}", code=plan.code, version=plan.version) if plan else "",
        tuple(reasons),
        class_rows(tr, sheet),
        hint_of(tr, view),
        *_boxes(tr, view, sheet),
    )


def class_rows(tr: Translator, sheet: InspectionSheet) -> tuple[ClassTally, ...]:
    """The live tally."""
    marks = {TallyState.NEAR: Status.HOLD, TallyState.REJECTED_CERTAIN: Status.BLOCKED}
    rows = []
    for each in sheet.classes:
        tally = each.tally
        status = marks.get(tally.state)
        if status is Status.HOLD and tally.d == 0:
            status = None
        rows.append(
            ClassTally(
                class_word(tr, each.char_class.value),
                each.aql or "–",
                tally.d,
                tally.ac,
                tally.re,
                each.plan.plan_letter or "",
                str(tally.n),
                status,
            )
        )
    return tuple(rows)


def hint_of(tr: Translator, view: InspectionView) -> Hint:
    """The one thing worth saying now: trouble first, then holds, then the tally."""
    sheet = view.sheet
    assert sheet is not None
    trouble = view.reading.outbox.trouble
    if trouble is not None:
        title = tr.count(
            "{n} reading not stored", "{n} readings not stored", view.reading.outbox.unsaved
        )
        return Hint(title, tr.say("It is kept here. F5 tries again"), Status.BLOCKED)
    if view.contradiction is not None:
        certain = view.standing.outcome if view.standing else None
        word = tr.say("The readings say: accept")
        if certain is InspectionOutcome.REJECT:
            word = tr.say("The readings say: reject")
        return Hint(word, tr.say("The verdict follows from them"), Status.BLOCKED)
    if sheet.open_holds:
        title = tr.say("Lot held: {hold}", hold=sheet.open_holds[-1])
        return Hint(title, tr.say("Inspect on; release waits for quality"), Status.HOLD)
    return _tally_hint(tr, sheet)


def _tally_hint(tr: Translator, sheet: InspectionSheet) -> Hint:
    hint, missing = sheet.verdict.hint, sheet.verdict.missing
    early = sheet.plan is not None and sheet.plan.early_stop
    if hint is not None and hint.code in (HintCode.CERTAIN_REJECT, HintCode.CERTAIN_ACCEPT):
        is_reject = hint.code is HintCode.CERTAIN_REJECT
        title = (
            tr.say("Already certain: reject") if is_reject else tr.say("Already certain: accept")
        )
        if not missing:
            return Hint(title, tr.say("F10 decides"))
        note = tr.count("{n} reading still to take", "{n} readings still to take", missing)
        return Hint(title, tr.say("F10 stops now, Enter goes on") if early else note)
    if hint is not None and hint.code is HintCode.NEXT_REJECTS:
        name = class_word(tr, hint.facts["class"])
        return Hint(
            tr.say("{name}: 1 more failure rejects", name=name),
            tr.say("Then you may stop or go on") if early else "",
        )
    if hint is not None:
        return Hint(explain_hint(tr, hint), "", Status.NEUTRAL)
    if not missing:
        return Hint(tr.say("All readings are there"), tr.say("F10 or your badge decides"))
    done = sum(row.done for row in sheet.characteristics)
    return Hint(
        tr.count("{n} reading still to take", "{n} readings still to take", missing),
        tr.say("{done} of {n} taken", done=done, n=done + missing),
    )


def _boxes(
    tr: Translator, view: InspectionView, sheet: InspectionSheet
) -> tuple[str, str, str, tuple[Tile, ...], int]:
    word, total = sheet.lot.container_word, sheet.lot.containers
    opened = {box.number: box.pieces for box in sheet.containers}
    cursor = view.reading.cursor
    now = container_of(sheet, cursor[1]) if cursor is not None else None
    title = tr.say("Open {n} of {boxes}", n=len(opened), boxes=containers_text(tr, word, total))
    counts = sorted({len(pieces) for pieces in opened.values()})
    each = f"{counts[0]}–{counts[-1]}" if len(counts) > 1 else str(counts[0] if counts else 0)
    note = tr.say("{n} from each", n=each)
    below = ""
    if now is not None:
        own = characteristic_of(sheet, view.reading.characteristic_id)
        pieces = [piece for piece in opened[now] if piece <= own.n]
        below = tr.say(
            "Now {box}: pieces {pieces}",
            box=container_number(tr, word, now),
            pieces=span_text(pieces),
        )
    numbers = range(1, total + 1) if total <= MOST_TILES else sorted(opened)
    tiles = tuple(
        Tile(
            number,
            TileState.NOW if number == now
            else TileState.OPEN if number in opened else TileState.PLAIN,
            spoken=container_number(tr, word, number),
        )
        for number in numbers
    )  # fmt: skip
    columns = min(6, max(4, -(-len(tiles) // 2)))
    return title, note, below, tiles[:MOST_TILES], columns


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
            if e.act is Act.READING and e.cell[0] == row.characteristic_id and e.replaces is None
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
    """The variables in the grid: at most three, up to the current one if it can be."""
    sheet = view.sheet
    assert sheet is not None
    rows = [row for row in sheet.characteristics if is_variable(row)]
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


def grid_rows(view: InspectionView) -> tuple[ReadingRow, ...]:
    """Pieces down, variables across."""
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
            if key == reading.cursor:
                cells.append(ReadingCell(reading.text, CellState.NOW))
            elif key in waiting:
                cells.append(_waiting(waiting[key]))
            elif key in stored:
                cell = stored[key]
                text = cell.value or cell.defect_code or ""
                state = CellState.FAIL if cell.failed else CellState.OK
                cells.append(ReadingCell(text, state, cell.distance))
            elif piece > column.n:
                cells.append(ReadingCell(" ", CellState.NOT_NEEDED))
            else:
                cells.append(ReadingCell())
        box = boxes[piece - 1]
        ends = piece < last and boxes[piece] != box
        now = reading.cursor is not None and reading.cursor[1] == piece
        rows.append(
            ReadingRow(piece, str(piece), "" if box is None else str(box), tuple(cells), now, ends)
        )
    return tuple(rows)


def _waiting(entry: Entry) -> ReadingCell:
    """On its way: grey and without a tick until the service has answered."""
    if entry.stage is not Stage.STORED:
        return ReadingCell(f"{entry.text} …", CellState.NOT_NEEDED)
    state = CellState.FAIL if entry.failed else CellState.OK
    return ReadingCell(entry.text, state, entry.distance)


def card_texts(tr: Translator, view: InspectionView) -> CardTexts:
    """The card of the current cell."""
    sheet, reading = view.sheet, view.reading
    assert sheet is not None
    own = characteristic_of(sheet, reading.characteristic_id)
    title = characteristic_name(tr, own)
    limits = limits_text(own)
    unit = own.unit
    dots = dots_of(sheet, own)
    if not is_variable(own):
        return _attribute_card(tr, own, title)
    if reading.cursor is None:
        where = tr.say("All readings are there")
        return CardTexts(where, title, limits, unit, "", takes_value=False, dots=dots)
    piece = reading.cursor[1]
    box = container_of(sheet, piece)
    where = tr.say("Piece {piece} of {n}", piece=piece, n=own.n)
    if box is not None:
        where += DOT + container_number(tr, sheet.lot.container_word, box)
    note, status = _note(tr, view)
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
        takes_value=reading.gauges.refusal_of(own) is None,
        dots=dots,
        question=question,
        keep=keep,
        note=note,
        note_status=status,
    )


def _attribute_card(tr: Translator, own: SheetCharacteristic, title: str) -> CardTexts:
    done = own.done >= own.n
    left = "" if done else tr.say("All OK")
    where = tr.count("Look at {n} piece", "Look at {n} pieces", own.n)
    method = tr.name(own.method_en, own.method_zh)
    return CardTexts(
        where,
        title,
        method,
        "",
        "",
        takes_value=False,
        dots=DotStripSpec("", "", ""),
        attribute=True,
        all_ok=left,
        done=tr.count("{n} piece with a defect", "{n} pieces with a defect", own.d)
        if own.d
        else (
            tr.say("All looked at, no defect") if done else tr.say("Press a piece to name a defect")
        ),
    )


def _note(tr: Translator, view: InspectionView) -> tuple[str, Status | None]:
    reading = view.reading
    if reading.refusal is not None:
        text, following = refusal_lines(tr, reading.refusal)
        return "\n".join(filter(None, (text, following))), Status.BLOCKED
    if reading.correcting is not None:
        cell = reading.correcting
        stands = cell.value or cell.defect_code or ""
        return tr.say("Correct {value}: the first value is kept", value=stands), Status.INFO
    return "", None


def _question_text(tr: Translator, view: InspectionView) -> str:
    question = view.reading.question
    assert question is not None
    facts = {name: value for name, value in question.facts.items() if value}
    facts.setdefault("given", question.text)
    code = ReadingCode(question.code)
    return explain_reading(tr, ReadingVerdict(ReadingOutcome.QUESTION, code=code, facts=facts))


def dots_of(sheet: InspectionSheet, own: SheetCharacteristic) -> DotStripSpec:
    """Readings so far against the limits; without two limits only the texts are shown."""
    lower, upper, target = own.lsl or "", own.usl or "", own.nominal or ""
    if own.lsl is None or own.usl is None:
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
    """The pieces of the current attribute; a failed one is red."""
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
    looked = own.done >= own.n
    return tuple(
        Tile(
            piece,
            TileState.FAILED if piece in bad else TileState.DONE if looked else TileState.PLAIN,
            spoken=tr.say("Piece {piece}", piece=piece),
        )
        for piece in range(1, own.n + 1)
    )


def decide_text(tr: Translator, view: InspectionView) -> tuple[str, bool, bool]:
    """Words of F10 on the grid, whether it can be pressed, and whether it is the primary."""
    standing, sheet = view.standing, view.sheet
    assert sheet is not None
    assert standing is not None
    if standing.hindrance is Hindrance.UNSAVED:
        n = view.reading.outbox.unsaved
        return (
            tr.count("Decide ⋅ {n} not stored yet", "Decide ⋅ {n} not stored yet", n),
            False,
            False,
        )
    if standing.outcome is None:
        if standing.missing:
            text = tr.count(
                "Decide ⋅ {n} reading missing", "Decide ⋅ {n} readings missing", standing.missing
            )
            return text, False, False
        return tr.say("Decide ⋅ verdict open"), False, False
    if standing.early:
        return tr.say("Stop and decide"), True, standing.outcome is InspectionOutcome.REJECT
    return tr.say("Decide"), True, True
