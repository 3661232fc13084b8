"""Timeline, record stream, inspection and the shelves of a lot in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qtrace.domain.items import LabelStatus
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n.reasons import explain
from qtrace.i18n.receiving_words import explain_event, label_word
from qtrace.i18n.words import class_word, paper_word, quality_word, severity_word
from qtrace.services.briefs import NamePair
from qtrace.services.holds.opening import HoldRow
from qtrace.services.items.lot_inspections import ClassBrief, InspectionBrief
from qtrace.services.items.lot_page import LotPage, Relative
from qtrace.services.items.lot_timeline import TimelineRow
from qtrace.services.items.queries import RecordLine as StoredRecord
from qtrace.ui.items.class_cells import ClassCell
from qtrace.ui.items.lot_view import (
    MOST_RECORDS,
    DetailKind,
    DetailRef,
    LotView,
    Shelf,
    Side,
)
from qtrace.ui.items.sight import NOTHING, Sight, joined
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import Tile, TileState
from qtrace.ui.widgets.steps import RecordLine
from qtrace.ui.widgets.tabs import TabSpec
from qtrace.ui.widgets.timeline import TimelineEvent

MISSING = "missing:"
LOT = "lot:"
SIGNING = frozenset({"SIGN_INSPECTION", "REVIEW_INSPECTION", "APPROVE_INSPECTION"})
_ENDS = {"accepted": Status.OK, "rejected": Status.BLOCKED}


@dataclass(frozen=True, slots=True)
class InspectionText:
    """The inspection panel; `empty` stands where the cells would be."""

    note: str
    line: str
    cells: tuple[ClassCell, ...] = ()
    empty: str = ""


# --- left column -------------------------------------------------------------------------------


def side_tabs(sight: Sight, view: LotView) -> tuple[TabSpec, ...]:
    """Timeline and record stream."""
    tr = sight.tr
    return (
        TabSpec(Side.TIMELINE.value, tr.say("Timeline")),
        TabSpec(Side.RECORDS.value, tr.say("Records"), _count(view)),
    )


def _count(view: LotView) -> str:
    """How many records there are; of very many only the newest were read."""
    count = len(view.records)
    return f"{count}+" if count >= MOST_RECORDS else str(count)


def timeline_note(sight: Sight, page: LotPage | None) -> str:
    """The day of the timeline, or the days from first to last."""
    if page is None or not page.timeline:
        return ""
    first, last = sight.day(page.timeline[0].at), sight.day(page.timeline[-1].at)
    if first == last == sight.today:
        return sight.tr.say("Today {day}", day=sight.short_day(last))
    if first == last:
        return sight.short_day(last)
    return f"{sight.short_day(first)} – {sight.short_day(last)}"


def timeline(sight: Sight, page: LotPage) -> tuple[TimelineEvent, ...]:
    """What happened to the lot; the first event of another day names the day."""
    added = part_facts(sight, page)
    events, day_before = [], None
    several = len({sight.day(row.at) for row in page.timeline}) > 1
    for row in page.timeline:
        day = sight.day(row.at)
        shown = sight.short_day(day) if several and day != day_before else ""
        day_before = day
        events.append(
            TimelineEvent(
                DetailRef(DetailKind.RECORD, row.record_id).key,
                sight.clock(row.at),
                event_words(sight, row.code, {**row.facts, **added}),
                joined(shown, sight.name(row.person)),
                event_mark(row),
            )
        )
    return tuple(events)


def part_facts(sight: Sight, page: LotPage) -> Mapping[str, str]:
    """Facts that the words of an event need beside its own."""
    part = page.identity.part
    if part is None:
        return {}
    return {"unit": sight.name(part.unit), "container_word": part.container_word}


def event_words(sight: Sight, code: str, facts: Mapping[str, str]) -> str:
    """One command in words."""
    return explain_event(sight.tr, code, facts)


def event_mark(row: TimelineRow) -> Status | None:
    """Only what decided about the lot stands out."""
    if row.code in SIGNING:
        return _ENDS.get(row.facts.get("state", ""))
    return Status.BLOCKED if row.code == "PLACE_HOLD" else None


def records(sight: Sight, view: LotView) -> tuple[TimelineEvent, ...]:
    """The record stream of the lot, the newest first; a refused wish stands out."""
    added = part_facts(sight, view.page) if view.page is not None else {}
    return tuple(
        TimelineEvent(
            DetailRef(DetailKind.RECORD, row.record_id).key,
            sight.clock(row.at),
            _by(sight, event_words(sight, row.code, {**row.facts, **added}), row.person),
            joined(_record_day(sight, row), row.verification),
            Status.BLOCKED if row.outcome == "refused" else None,
        )
        for row in reversed(view.records)
    )


def _by(sight: Sight, words: str, person: NamePair) -> str:
    name = sight.name(person)
    return sight.tr.say("{what}, {name}", what=words, name=name) if name else words


def _record_day(sight: Sight, row: StoredRecord) -> str:
    day = sight.day(row.at)
    return "" if day == sight.today else sight.short_day(day)


# --- inspection --------------------------------------------------------------------------------


def inspection(sight: Sight, page: LotPage) -> InspectionText:
    """The newest inspection: d against Ac of each class."""
    tr = sight.tr
    if not page.inspections:
        empty = tr.say("No inspection yet")
        return InspectionText("", empty, empty=_no_inspection(sight, page))
    brief = page.inspections[0]
    note, before = brief.number, len(page.inspections) - 1
    if before:
        note = tr.count("{number}, {n} before", "{number}, {n} before", before, number=brief.number)
    if not brief.classes:
        asked = tr.say("Requested {time}", time=sight.moment(brief.requested_at))
        return InspectionText(note, asked, empty=tr.say("No sample drawn yet"))
    cells = tuple(_cell(sight, row, page) for row in brief.classes)
    return InspectionText(note, _inspection_line(sight, brief, page), cells)


def _no_inspection(sight: Sight, page: LotPage) -> str:
    if page.status.code.value == "pending":
        return sight.tr.say("Quality must admit the lot first")
    return sight.tr.say("Nothing was requested for this lot")


def _inspection_line(sight: Sight, brief: InspectionBrief, page: LotPage) -> str:
    tr = sight.tr
    shown = next((row for row in brief.classes if row.char_class == page.char_class), None)
    if shown is None or shown.reason is None:
        return "d / Ac"
    severity = severity_word(tr, shown.severity)
    alike = len({row.severity for row in brief.classes if row.reason is not None}) == 1
    if alike:
        return tr.say("{severity} inspection, d / Ac", severity=severity)
    name = class_word(tr, shown.char_class)
    return tr.say("{name}: {severity} inspection, d / Ac", name=name, severity=severity)


def _cell(sight: Sight, row: ClassBrief, page: LotPage) -> ClassCell:
    tr = sight.tr
    note = tr.say("all {n}", n=row.n) if row.inspect_all else f"n {row.n}"
    return ClassCell(
        row.char_class.value,
        class_word(tr, row.char_class),
        NOTHING if row.d is None else str(row.d),
        f"/ {row.ac}",
        note,
        rejected=row.accepted is False,
        is_shown=row.char_class == page.char_class and len(page.inspections[0].classes) > 1,
    )


# --- shelves -----------------------------------------------------------------------------------


def shelf_tabs(sight: Sight, view: LotView) -> tuple[TabSpec, ...]:
    """Documents always, labels where some are needed, cases and relatives where there are any."""
    tr, page = sight.tr, view.page
    if page is None:
        return (TabSpec(Shelf.DOCUMENTS.value, tr.say("Files")),)
    count = len(page.papers) + len(page.documents)
    mark = Status.HOLD if view.missing_papers else None
    tabs = [TabSpec(Shelf.DOCUMENTS.value, tr.say("Files"), str(count), mark)]
    if page.labels is not None:
        done = f"{len(page.labels.checked)}/{page.labels.total}"
        state = Status.HOLD if page.labels.is_open else None
        tabs.append(TabSpec(Shelf.LABELS.value, tr.say("Labels"), done, state))
    count = len(page.cases) + len(_only_covering(page))
    if count:
        tabs.append(TabSpec(Shelf.CASES.value, tr.say("Cases"), str(count)))
    count = len(page.relatives) + len(page.deliveries)
    if count:
        tabs.append(TabSpec(Shelf.RELATIVES.value, tr.say("Lots"), str(count)))
    return tuple(tabs)


def shelf_in_sight(view: LotView, tabs: Sequence[TabSpec]) -> Shelf:
    """The chosen shelf, or the first one if the chosen one has gone."""
    ids = [tab.id for tab in tabs]
    return view.shelf if view.shelf.value in ids else Shelf(ids[0])


def documents(sight: Sight, view: LotView) -> tuple[RecordLine, ...]:
    """Supplier papers, what is missing of them, and what we issued."""
    tr, page = sight.tr, view.page
    if page is None:
        return ()
    rows = [
        RecordLine(
            DetailRef(DetailKind.PAPER, row.paper_id).key,
            IconName.DOCUMENT,
            paper_word(tr, row.kind),
            row.number,
            note=tr.term("origin of a document", "supplier"),
        )
        for row in page.papers
    ]
    rows += [
        RecordLine(
            f"{MISSING}{kind}",
            IconName.HELP,
            paper_word(tr, kind),
            "",
            note=tr.term("paper", "missing"),
        )
        for kind in view.missing_papers
    ]
    rows += [
        RecordLine(
            DetailRef(DetailKind.DOCUMENT, row.document_id).key,
            IconName.CERTIFICATE,
            document_word(sight, row.kind),
            row.number,
            note=row.verification_code,
        )
        for row in reversed(page.documents)
    ]
    return tuple(rows)


def document_word(sight: Sight, kind: str) -> str:
    """Kind of an issued document; an unknown one is shown by its code."""
    if kind == "incoming_report":
        return sight.tr.say("Inspection report")
    return kind


def documents_note(sight: Sight, view: LotView) -> str:
    """Why there is no report, or nothing if there is one."""
    if view.page is None or view.report is not None:
        return ""
    return sight.tr.say("No report yet: it is issued with the last signature")


def cases(sight: Sight, page: LotPage) -> tuple[RecordLine, ...]:
    """Nonconformances and holds about the lot, then holds that cover it by something else."""
    named = tuple(
        RecordLine(
            DetailRef(DetailKind.CASE, row.case_id).key,
            IconName.LOCK if row.kind == "hold" else IconName.FLAG,
            case_word(sight, row.kind),
            row.number,
            note=case_state(sight, row.state),
        )
        for row in page.cases
    )
    covering = tuple(
        RecordLine(
            DetailRef(DetailKind.CASE, row.hold_id).key,
            IconName.LOCK,
            case_word(sight, "hold"),
            row.number,
            note=case_state(sight, row.state),
        )
        for row in _only_covering(page)
    )
    return named + covering


def _only_covering(page: LotPage) -> tuple[HoldRow, ...]:
    """Holds on the lot whose case does not name it: on its parent, its place, its supplier lot."""
    known = {row.case_id for row in page.cases}
    found = {row.hold_id: row for row in page.status.holds if row.hold_id not in known}
    return tuple(found.values())


def case_word(sight: Sight, kind: str) -> str:
    """Kind of a case."""
    words = {
        "hold": sight.tr.say("Hold"),
        "ncr": sight.tr.term("case", "Nonconformance"),
        "deviation": sight.tr.term("case", "Deviation"),
    }
    return words.get(kind, kind)


def case_state(sight: Sight, state: str) -> str:
    """State of a case; an unknown one is shown by its code."""
    words = {
        "active": sight.tr.term("case state", "active"),
        "open": sight.tr.term("case state", "open"),
        "closed": sight.tr.term("case state", "closed"),
        "dispositioned": sight.tr.term("case state", "decided"),
        "converted": sight.tr.term("case state", "converted"),
        "released": sight.tr.term("case state", "lifted"),
        "requested": sight.tr.term("case state", "lifting requested"),
    }
    return words.get(state, state)


def relatives(sight: Sight, page: LotPage) -> tuple[RecordLine, ...]:
    """Lots that this one was split from, or that were split off it."""
    tr = sight.tr
    return tuple(
        RecordLine(
            f"{LOT}{row.item_id}",
            IconName.TRACE,
            tr.say("Split off") if row.is_child else tr.say("Split from"),
            row.lot,
            note=_relative_note(sight, page, row),
        )
        for row in page.relatives
    )


def _relative_note(sight: Sight, page: LotPage, row: Relative) -> str:
    """Quantity and state; of the lot that this one is a part of, how much is inspected."""
    whole = page.whole
    if whole is None or row.is_child:
        quantity = sight.quantity(row.qty_q6, page.identity.part)
        return joined(quantity, quality_word(sight.tr, row.state))
    cover = whole.coverage
    done, total = grouped_q6(cover.decided_q6), grouped_q6(cover.whole_q6)
    return sight.tr.say("{done} of {whole} inspected", done=done, whole=total)


def labels_line(sight: Sight, page: LotPage) -> str:
    """What the containers must carry."""
    task = page.labels
    if task is None:
        return sight.tr.say("No labels are needed")
    word = label_word(sight.tr, LabelStatus(task.label_status))
    if task.is_open:
        left = task.total - len(task.checked)
        return sight.tr.count(
            "{word}: {n} container still to scan", "{word}: {n} containers still to scan",
            left, word=word,
        )  # fmt: skip
    return sight.tr.say("{word}: every container carries its label", word=word)


def label_tiles(page: LotPage) -> tuple[Tile, ...]:
    """One tile for each container."""
    task = page.labels
    if task is None:
        return ()
    return tuple(
        Tile(number, TileState.DONE if number in task.checked else TileState.TODO)
        for number in range(1, task.total + 1)
    )


def refused_why(sight: Sight, facts: Mapping[str, str], code: str) -> str:
    """Why a recorded wish was refused."""
    return explain(sight.tr, code, facts, sight.zone).text
