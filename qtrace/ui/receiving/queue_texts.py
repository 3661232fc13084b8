"""The queue in words: strip, filter tiles, cells, foot, actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qtrace.domain.inspection_ways import ReturnReason
from qtrace.domain.quantities import grouped_q6
from qtrace.domain.sampling.lot_parts import Coverage
from qtrace.i18n import Translator
from qtrace.i18n.inspection_words import RETURN_REASONS
from qtrace.i18n.reasons import explain
from qtrace.i18n.receiving_words import explain_step, queue_word
from qtrace.i18n.translator import N_
from qtrace.services.receiving.queue import (
    QueueCounts,
    QueueFilter,
    QueueRow,
    QueueState,
    StepCode,
)
from qtrace.ui.receiving.last_scan import LastScan, ScanAnswer
from qtrace.ui.receiving.queue_model import May, QueueView, is_divisible, is_for
from qtrace.ui.receiving.wording import STATUS_OF, Words, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.filters import FilterTile
from qtrace.ui.widgets.strip import ScanStripSpec
from qtrace.ui.widgets.tablemodel import CellView

OPEN_WORDS: Mapping[QueueState, str] = {
    QueueState.TO_RECEIVE: N_("Receive {part}"),
    QueueState.TO_LABEL: N_("Label {part}"),
    QueueState.PENDING: N_("Open pending {part}"),
    QueueState.TO_SAMPLE: N_("Sample {part}"),
    QueueState.IN_INSPECTION: N_("Inspect {part}"),
    QueueState.TO_REVIEW: N_("Review {part}"),
    QueueState.DONE: N_("Open {part}"),
}
CHIP_WORDS: Mapping[StepCode, str] = {
    StepCode.SUPPLIER_SUSPENDED: N_("Suspended"),
    StepCode.SUPPLIER_UNAPPROVED: N_("Not approved"),
    StepCode.SUPPLIER_PROBATION: N_("On probation"),
    StepCode.OLD_REVISION: N_("Old, now {effective}"),
}
"""Words that must fit into a chip of the last column; the others come from `explain_step`."""
SHORT_NAME = 10
EMPTY_TEXTS: Mapping[QueueFilter, tuple[str, str]] = {
    QueueFilter.ALL: (N_("Nothing waits"), N_("Scan the label of a delivery to receive it.")),
    QueueFilter.TO_RECEIVE: (
        N_("No delivery is announced"),
        N_("What comes unannounced is received too: scan its label."),
    ),
    QueueFilter.TO_LABEL: (
        N_("Every container is labelled"),
        N_("Lots come here when they are received."),
    ),
    QueueFilter.PENDING: (
        N_("Nothing is pending"),
        N_("Deliveries that deviate come here until quality decides."),
    ),
    QueueFilter.TO_SAMPLE: (
        N_("No lot waits for sampling"),
        N_("Lots come here when all their containers are labelled."),
    ),
    QueueFilter.IN_INSPECTION: (
        N_("No inspection is open"),
        N_("Scan a lot that waits for sampling to begin."),
    ),
    QueueFilter.TO_REVIEW: (
        N_("Nothing waits for a review"),
        N_("Inspections come here when the inspector has signed."),
    ),
    QueueFilter.DONE_TODAY: (
        N_("Nothing was decided today"),
        N_("Lots come here when their last signature is made."),
    ),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, when and where: what cells need beside their row.

    Attributes:
        stale: True while the database is lost: everything is grey.
    """

    words: Words
    today: date
    stale: bool = False

    @property
    def tr(self) -> Translator:
        """The language."""
        return self.words.tr

    @property
    def ink(self) -> Ink:
        """Ink of words that are true now."""
        return Ink.TEXT2 if self.stale else Ink.TEXT


def state_cell(reader: Reader, row: QueueRow) -> CellView:
    """State of the row."""
    is_back = row.step.code is StepCode.RETURNED
    words = reader.tr.say("Sent back") if is_back else queue_word(reader.tr, row.state.value)
    return CellView(words, ink=reader.ink, strong_if_chosen=True)


def name_cell(reader: Reader, row: QueueRow, width: float) -> CellView:
    """Name of the part, on two lines where one is too short."""
    words = reader.words.name(row.part.name) if row.part is not None else ""
    first, second = two_lines(words, "", width)
    return CellView(first, second, role=_role(second), ink=reader.ink)


def source_cell(reader: Reader, row: QueueRow, width: float) -> CellView:
    """Supplier and manufacturing site."""
    supplier, site = reader.words.name(row.supplier), reader.words.name(row.site)
    first, second = two_lines(supplier, site, width)
    return CellView(first, second, role=_role(second), ink=reader.ink)


def _role(second: str) -> TextRole:
    return TextRole.NOTE if second else TextRole.BODY


def two_lines(first: str, second: str, width: float) -> tuple[str, str]:
    """One line if `width` pixels hold both texts, else two, broken at a blank if need be."""
    font = role_font(TextRole.NOTE)
    line = joined(first, second)
    if text_width(line, font) <= width:
        return line, ""
    if second:
        return first, second
    words = first.split(" ")
    fitting = [n for n in range(1, len(words)) if text_width(" ".join(words[:n]), font) <= width]
    if not fitting:
        return first, ""
    return " ".join(words[: fitting[-1]]), " ".join(words[fitting[-1] :])


def number_cell(reader: Reader, row: QueueRow) -> CellView:
    """Part number."""
    return CellView(row.part.number if row.part else "?", role=TextRole.DATA, ink=reader.ink)


def revision_cell(reader: Reader, row: QueueRow) -> CellView:
    """Revision in a small grey field."""
    return CellView(row.revision or "", tag=bool(row.revision), ink=reader.ink)


def text_cell(reader: Reader, row: QueueRow) -> CellView:
    """Order or lot."""
    return CellView(row.text, role=TextRole.DATA, ink=reader.ink)


def quantity_cell(reader: Reader, row: QueueRow) -> CellView:
    """Containers and quantity."""
    boxes = reader.words.containers(row.containers, row.part)
    amount = reader.words.quantity(row.qty_q6, row.part)
    if row.whole is None:
        return CellView(joined(boxes, amount), ink=reader.ink)
    covered = covered_text(reader.tr, row.whole.coverage)
    return CellView(joined(boxes, amount), covered, role=TextRole.NOTE, ink=reader.ink)


def covered_text(tr: Translator, cover: Coverage) -> str:
    """How much of the lot that came is inspected, and what still waits."""
    done, whole = grouped_q6(cover.decided_q6), grouped_q6(cover.whole_q6)
    words = tr.say("{done} of {whole} inspected", done=done, whole=whole)
    if not cover.waiting_q6:
        return words
    return tr.say("{words}, {n} waiting", words=words, n=grouped_q6(cover.waiting_q6))


def needed_cell(reader: Reader, row: QueueRow) -> CellView:
    """When it is needed; today in bold."""
    urgent = reader.words.is_urgent(row.needed_at, reader.today)
    words = reader.words.needed(row.needed_at, reader.today)
    return CellView(words, role=TextRole.STRONG if urgent else TextRole.BODY, ink=reader.ink)


def step_cell(reader: Reader, row: QueueRow) -> CellView:
    """Next step; a filled chip only for what is wrong, a hold before all else."""
    if row.held:
        held = reader.tr.say("Held {hold}", hold=row.held)
        return CellView(chip=ChipSpec(held, Status.NEUTRAL if reader.stale else Status.BLOCKED))
    if row.step.code is StepCode.RETURNED:
        return _returned_cell(reader, row)
    words = step_text(reader.words, row)
    if row.step.level is None:
        return CellView(words, ink=reader.ink)
    status = Status.NEUTRAL if reader.stale else STATUS_OF[row.step.level]
    return CellView(chip=ChipSpec(words, status))


def _returned_cell(reader: Reader, row: QueueRow) -> CellView:
    """Who sent the inspection back and when, and below it why."""
    tr, facts = reader.tr, row.step.facts
    name = tr.name(facts["name_en"], facts["name_zh"])
    at = datetime.fromisoformat(facts["at"]).astimezone(reader.words.zone)
    when = at.strftime("%H:%M" if at.date() == reader.today else "%m-%d %H:%M")
    why = tr.say(RETURN_REASONS[ReturnReason(facts["reason"])])
    return CellView(f"{name} {when}", why, role=TextRole.NOTE, ink=reader.ink)


def step_text(words: Words, row: QueueRow) -> str:
    """What is to be done with the row next."""
    step, tr = row.step, words.tr
    if step.code in CHIP_WORDS and step.level is not None:
        return tr.say(CHIP_WORDS[step.code], **step.facts)
    opened = step.facts.get("open", "")
    if step.code is StepCode.TAKE_SAMPLE and opened:
        boxes = words.containers(int(opened), row.part)
        return tr.say("Take {n}, open {boxes}", n=step.facts.get("n", ""), boxes=boxes)
    return explain_step(tr, step.code.value, step.facts)


def tiles(
    tr: Translator, counts: QueueCounts, shown: QueueFilter = QueueFilter.ALL
) -> tuple[FilterTile, ...]:
    """The pipeline in tiles; what is pending or done only while there is any, or it is shown."""
    stages = (
        (QueueFilter.ALL, counts.all),
        (QueueFilter.TO_RECEIVE, counts.to_receive),
        (QueueFilter.TO_LABEL, counts.to_label),
        (QueueFilter.PENDING, counts.pending),
        (QueueFilter.TO_SAMPLE, counts.to_sample),
        (QueueFilter.IN_INSPECTION, counts.in_inspection),
        (QueueFilter.TO_REVIEW, counts.to_review),
        (QueueFilter.DONE_TODAY, counts.done_today),
    )
    seldom = (QueueFilter.PENDING, QueueFilter.DONE_TODAY)
    return tuple(
        FilterTile(stage.value, str(count), queue_word(tr, stage.value))
        for stage, count in stages
        if stage not in seldom or count or stage is shown
    )


def strip(words: Words, last: LastScan | None) -> ScanStripSpec:
    """What may be scanned, and what the last scan was answered."""
    tr = words.tr
    title = tr.say("Scan a delivery label, a lot label or a badge")
    hint = tr.say("What you scan opens. No barcode: F2 types it.")
    if last is None:
        return ScanStripSpec(title, hint)
    about = ""
    if last.part is not None:
        named = words.name(last.part.name)
        about = named if len(named) <= SHORT_NAME else last.part.number
        if last.total:
            count = {"done": last.done, "total": last.total}
            about = tr.say("{part}, {done} / {total}", part=about, **count)
    status, answer = last_answer(tr, last.answer)
    return ScanStripSpec(
        title,
        hint,
        last_label=tr.say("Last scan {time}", time=words.clock(last.at)),
        last_code=last.code,
        last_text=about,
        answer=answer,
        status=status,
    )


def last_answer(tr: Translator, answer: ScanAnswer) -> tuple[Status, str]:
    """How the last scan was answered."""
    answers = {
        ScanAnswer.READ: (Status.NEUTRAL, tr.term("scan", "Read")),
        ScanAnswer.OPENED: (Status.OK, tr.term("scan", "Opened")),
        ScanAnswer.LABEL_CHECKED: (Status.OK, tr.say("Right, go on")),
        ScanAnswer.LABELS_COMPLETE: (Status.OK, tr.say("All labelled")),
        ScanAnswer.LABEL_AGAIN: (Status.NEUTRAL, tr.say("Same code again")),
        ScanAnswer.REFUSED: (Status.BLOCKED, tr.say("Refused")),
        ScanAnswer.NOT_KNOWN: (Status.NEUTRAL, tr.term("scan", "Not known")),
    }
    return answers[answer]


def lost_words(tr: Translator, view: QueueView, now: datetime) -> tuple[str, str]:
    """What stands in place of the strip while the database does not answer."""
    if view.lost is None:
        return "", ""
    explained = explain(tr, view.lost.code, view.lost.facts)
    if view.read_at is None:
        return explained.text, explained.next_step
    minutes = max(0, int((now - view.read_at).total_seconds() // 60))
    age = tr.count("The rows are {n} minute old.", "The rows are {n} minutes old.", minutes)
    return explained.text, f"{age} {explained.next_step}"


def foot(tr: Translator, first: int, last: int, total: int) -> tuple[str, str]:
    """Which rows are seen and how they are sorted; the keys that move.

    Args:
        tr: the reader's language.
        first: number of the first row seen, from 1.
        last: number of the last row seen; 0 if none.
        total: rows altogether.
    """
    if not total:
        return "", ""
    shown = tr.say("{first}–{last} of {total}", first=first, last=last, total=total)
    keys = [tr.say("↑ ↓ choose"), tr.say("Enter opens")]
    if last < total:
        rest = min(total - last, max(1, last - first + 1))
        keys.append(tr.count("Page Down {n} more", "Page Down {n} more", rest))
    elif first > 1:
        keys.append(tr.say("Page Up back"))
    return joined(shown, tr.say("sorted by date needed")), "   ".join(keys)


def actions(tr: Translator, view: QueueView, may: May) -> tuple[tuple[ActionSpec, ...], ActionSpec]:
    """Actions at the left, and the primary one that names what it opens.

    What waits for somebody else is only opened: F10 never promises what the person may not do.
    """
    if view.typing:
        cancel = ActionSpec("cancel", "Esc", tr.say("Cancel"))
        return (cancel,), ActionSpec("submit", "F10", tr.say("Open"), kind=ButtonKind.PRIMARY)
    left: tuple[ActionSpec, ...] = (
        ActionSpec("type", "F2", tr.say("Type by hand")),
        ActionSpec("refresh", "F5", tr.say("Refresh")),
    )
    row = view.chosen_row
    if row is not None and is_divisible(row, may):
        left += (ActionSpec("divide", "F7", tr.say("Inspect a part")),)
    if row is None:
        words, enabled = tr.say("Choose a row"), False
    else:
        part = row.part.number if row.part else row.text
        named = OPEN_WORDS[row.state if is_for(row, may) else QueueState.DONE]
        words, enabled = tr.say(named, part=part), view.lost is None
    return left, ActionSpec("open", "F10", words, kind=ButtonKind.PRIMARY, enabled=enabled)


def head_words(tr: Translator, counts: QueueCounts) -> str:
    """What came today and what waits."""
    return joined(
        tr.say("Received today {n}", n=counts.received_today),
        tr.count("{n} waiting", "{n} waiting", counts.all),
    )
