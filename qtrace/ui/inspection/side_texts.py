"""What the panel at the left and F10 say while readings are taken: pure, in the user's language."""

from dataclasses import dataclass

from qtrace.domain.inspection_tally import HintCode, InspectionOutcome, TallyState
from qtrace.i18n import Translator
from qtrace.i18n.sampling_reasons import (
    explain_hint,
    explain_plan,
    explain_severity,
)
from qtrace.i18n.words import class_word, containers_text
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.ui.inspection.cells import (
    characteristic_of,
    container_of,
    span_text,
)
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.shared_texts import (
    container_number,
    edition_text,
    judgement_lines,
    leading_class,
    scheme_line,
    severity_title,
)
from qtrace.ui.inspection.verdict_view import Hindrance
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import Tile, TileState
from qtrace.ui.widgets.tally import ClassTally

MOST_TILES = 18
NO_COUNT = -1


@dataclass(frozen=True, slots=True)
class Hint:
    """One line that matters now, with a second one; a status gives it a shape."""

    title: str
    note: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class SideTexts:
    """The panel at the left; `plan_short` stands where the whole words have no room."""

    severity: str
    plan: str
    plan_short: str
    reasons: tuple[str, ...]
    classes: tuple[ClassTally, ...]
    hint: Hint
    boxes: str
    boxes_note: str
    boxes_now: str
    tiles: tuple[Tile, ...]
    columns: int


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
    reasons.append(scheme_line(tr, lead))
    plan = sheet.plan
    return SideTexts(
        severity_title(tr, lead),
        tr.say("Plan {code} v{version}", code=plan.code, version=plan.version) if plan else "",
        f"{plan.code} v{plan.version}" if plan else "",
        tuple(line for line in reasons if line),
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
                NO_COUNT if each.variables else tally.ac,
                NO_COUNT if each.variables else tally.re,
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
        said = judgement_lines(tr, sheet)
        note = said[0] if said else tr.say("F10 or your badge decides")
        return Hint(tr.say("All readings are there"), note)
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
