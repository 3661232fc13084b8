"""What stands on the detail pane: a record, a document, a paper, a case, or the status."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n.holds_reasons import hold_reason
from qtrace.i18n.receiving_words import explain_reason, status_word
from qtrace.i18n.words import class_word, paper_word, quality_word
from qtrace.services.cases.concessions import ConcessionRow
from qtrace.services.cases.sheets import DECIDED_HERE
from qtrace.services.items.lot_page import LOT_KINDS, LotPage
from qtrace.services.items.lot_timeline import TimelineRow
from qtrace.services.items.queries import RecordLine as StoredRecord
from qtrace.services.production.batch_queries import ChildRow
from qtrace.ui.items.head_texts import holder, holds_of
from qtrace.ui.items.list_texts import (
    case_state,
    case_word,
    document_word,
    event_words,
    part_facts,
    refused_why,
)
from qtrace.ui.items.lot_view import DetailKind, DetailRef, LotView
from qtrace.ui.items.sight import NOTHING, Sight, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.steps import RecordLine

INSPECTION = "inspection:"
PAPERS = "papers:"
AT_DESK = "hold:"
"""The way to a hold at its desk, by its id."""
AT_CASES = "at_cases:"
"""The way to a nonconformance or deviation at its desk, by its id."""
CERTIFICATE = "certificate:"
"""The way to the values of a paper, by its id."""
_UNTOLD = frozenset({"uid", "client_at", "row_version"})


@dataclass(frozen=True, slots=True)
class DetailText:
    """A detail.

    Attributes:
        facts: what a reader asks first.
        rows: where it leads on to.
        stored: fields exactly as they are stored, under `stored_title`.
    """

    title: str
    note: str = ""
    facts: tuple[Fact, ...] = ()
    rows: tuple[RecordLine, ...] = ()
    stored_title: str = ""
    stored: tuple[Fact, ...] = ()


def detail(sight: Sight, view: LotView) -> DetailText:
    """The open detail in words; what has gone meanwhile is said."""
    ref, page = view.detail, view.page
    if ref is None or page is None:
        return DetailText("")
    makers: dict[DetailKind, Callable[[], DetailText | None]] = {
        DetailKind.STATUS: partial(_status, sight, page),
        DetailKind.RECORD: partial(_record, sight, view, page, ref.object_id),
        DetailKind.DOCUMENT: partial(_document, sight, view, ref.object_id),
        DetailKind.PAPER: partial(_paper, sight, page, ref.object_id),
        DetailKind.CASE: partial(_case, sight, page, ref.object_id),
    }
    make = makers.get(ref.kind)
    return (make() if make is not None else None) or DetailText(
        sight.tr.say("This is no longer here")
    )


def leads_to(text: DetailText) -> str:
    """Key of the first thing that the detail leads on to, or ""."""
    return next((row.id for row in text.rows if row.id), "")


def _status(sight: Sight, page: LotPage) -> DetailText:
    tr = sight.tr
    rows = []
    for reason in page.status.reasons:
        topic = reason.code.value.partition("_")[0]
        icons = {True: IconName.TICK, False: IconName.CROSS, None: IconName.HELP}
        words = explain_reason(tr, reason, sight.zone)
        row = RecordLine(_target(topic, page), icons[reason.good], words, "")
        rows.append(row)
    rows += [
        RecordLine(
            DetailRef(DetailKind.CASE, hold.hold_id).key,
            IconName.LOCK,
            tr.say("Hold"),
            hold.number,
            joined(hold_reason(tr, hold.reason), class_word(tr, hold.severity)),
            joined(holder(sight, hold), sight.moment(hold.placed_at)),
        )
        for hold in holds_of(page)
    ]
    rows += [_concession(sight, row) for row in page.concessions]
    rows += [_made_urgently(sight, row) for row in page.urgent_made]
    title = tr.say("Status: {status}", status=status_word(tr, page.status.code))
    return DetailText(title, page.identity.lot, rows=tuple(rows))


def _made_urgently(sight: Sight, row: ChildRow) -> RecordLine:
    """Something that was made of a lot in urgent use; lots lead to their page."""
    tr = sight.tr
    leads = f"lot:{row.item_id}" if row.kind in LOT_KINDS else ""
    state = quality_word(tr, row.state) if row.state else ""
    return RecordLine(leads, IconName.LINK, tr.say("Made of it"), row.lot, joined(row.part, state))


def _concession(sight: Sight, row: ConcessionRow) -> RecordLine:
    """A permission to use the lot: how much of it is used, until when, in which case."""
    tr = sight.tr
    used, allowed = grouped_q6(row.used_q6), grouped_q6(row.qty_q6)
    end = tr.say("without end")
    if row.valid_to is not None:
        day = row.valid_to.isoformat()
        end = tr.say("ended {day}", day=day) if row.is_over else tr.say("until {day}", day=day)
    return RecordLine(
        DetailRef(DetailKind.CASE, row.case_id).key,
        IconName.CERTIFICATE,
        tr.say("Concession"),
        row.number,
        tr.say("{used} of {allowed} {unit} used, {end}", used=used, allowed=allowed,
               unit=row.unit, end=end),
    )  # fmt: skip


def _target(topic: str, page: LotPage) -> str:
    """Where a reason leads: to its inspection, to the papers, to the hold."""
    if topic == "INSPECTION" and page.inspections:
        return f"{INSPECTION}{page.inspections[0].inspection_id}"
    if topic == "PAPERS":
        return PAPERS
    if topic == "HOLDS" and page.status.holds:
        return DetailRef(DetailKind.CASE, page.status.holds[0].hold_id).key
    return ""


def _document(sight: Sight, view: LotView, document_id: int) -> DetailText | None:
    document = view.document(document_id)
    if document is None:
        return None
    tr = sight.tr
    stored = tr.say("yes, exactly as issued") if document.has_file else tr.say("not drawn yet")
    facts = (
        Fact(tr.say("Number"), document.number, role=TextRole.DATA),
        Fact(tr.say("Revision"), str(document.revision)),
        Fact(tr.say("Issued"), sight.full(document.issued_at)),
        Fact(tr.say("Verification code"), document.verification_code, role=TextRole.DATA_VALUE),
        Fact(tr.say("PDF stored"), stored),
    )
    return DetailText(document_word(sight, document.kind), document.number, facts)


def _paper(sight: Sight, page: LotPage, paper_id: int) -> DetailText | None:
    row = next((each for each in page.papers if each.paper_id == paper_id), None)
    if row is None:
        return None
    tr = sight.tr
    kept = tr.say("file kept") if row.evidence_id is not None else tr.say("seen only, no file kept")
    facts = (
        Fact(tr.say("Number"), row.number, role=TextRole.DATA),
        Fact(tr.say("From"), sight.name(page.identity.supplier)),
        Fact(tr.say("Seen by"), sight.name(row.seen_by)),
        Fact(tr.say("Seen at"), sight.full(row.seen_at)),
        Fact(tr.say("Scan or photo"), kept),
    )
    compare = RecordLine(
        f"{CERTIFICATE}{row.paper_id}",
        IconName.CERTIFICATE,
        tr.say("Values"),
        tr.say("Compare with the plan"),
    )
    return DetailText(paper_word(tr, row.kind), row.number, facts, (compare,))


def _case(sight: Sight, page: LotPage, case_id: int) -> DetailText | None:
    tr = sight.tr
    row = next((each for each in page.cases if each.case_id == case_id), None)
    hold = next((each for each in page.status.holds if each.hold_id == case_id), None)
    if row is None and hold is None:
        return None
    facts: list[Fact] = []
    kind, number = "hold", hold.number if hold else ""
    if row is not None:
        kind, number = row.kind, row.number
        facts += [
            Fact(tr.say("Number"), row.number, role=TextRole.DATA),
            Fact(tr.say("State"), case_state(sight, row.state)),
            Fact(tr.say("Severity"), class_word(tr, row.severity)),
            Fact(tr.say("Opened"), sight.full(row.opened_at)),
        ]
        if row.due_at is not None:
            facts.append(Fact(tr.say("Due"), sight.full(row.due_at)))
        facts.append(Fact(tr.say("What"), _title(sight, row.title, hold is not None)))
    if hold is not None:
        facts += [
            Fact(tr.say("Reason"), hold_reason(tr, hold.reason)),
            Fact(tr.say("Placed by"), holder(sight, hold)),
            Fact(tr.say("Since"), sight.full(hold.placed_at)),
        ]
    at_desk = RecordLine(
        f"{AT_DESK}{case_id}", IconName.SHIELD, tr.say("Hold"), tr.say("Open at the holds desk")
    )
    at_cases = RecordLine(
        f"{AT_CASES}{case_id}", IconName.CLIPBOARD, case_word(sight, kind),
        tr.say("Open at the desk of cases"),
    )  # fmt: skip
    rows = (at_desk,) if kind == "hold" else (at_cases,) if kind in DECIDED_HERE else ()
    return DetailText(case_word(sight, kind), number, tuple(facts), rows)


def _title(sight: Sight, title: str, is_hold: bool) -> str:  # noqa: FBT001 - a fact of the row
    """A hold without a note carries its reason's code as title."""
    return hold_reason(sight.tr, title) if is_hold else title


def _record(sight: Sight, view: LotView, page: LotPage, record_id: int) -> DetailText | None:
    added = part_facts(sight, page)
    row = view.record(record_id)
    if row is not None:
        return _stored_record(sight, row, added)
    told = next((each for each in page.timeline if each.record_id == record_id), None)
    return _told_record(sight, told, added) if told is not None else None


def _stored_record(sight: Sight, row: StoredRecord, added: Mapping[str, str]) -> DetailText:
    tr = sight.tr
    done = row.outcome == "done"
    facts = [
        Fact(tr.say("Person"), sight.name(row.person) or tr.say("the system")),
        Fact(tr.say("Station"), row.station or NOTHING, role=TextRole.DATA),
        Fact(tr.say("Recorded"), sight.full(row.at)),
        Fact(tr.say("Asked for"), sight.full(row.event_at)),
        Fact(
            tr.say("Outcome"), tr.term("record", "done") if done else tr.term("record", "refused")
        ),
    ]
    if not done:
        why = refused_why(sight, _inner(row.facts.get("facts", "")), row.facts.get("code", ""))
        facts.append(Fact(tr.say("Why"), why))
    facts.append(Fact(tr.say("Verification code"), row.verification, role=TextRole.DATA_VALUE))
    stored = tuple(
        Fact(name, value, role=TextRole.DATA_NOTE)
        for name, value in row.facts.items()
        if name not in _UNTOLD and value not in ("", "null", "{}", "[]")
    )
    title = event_words(sight, row.code, {**row.facts, **added})
    rows = _inspection_rows(sight, row.facts)
    return DetailText(title, row.code, tuple(facts), rows, tr.say("As stored"), stored)


def _inspection_rows(sight: Sight, facts: Mapping[str, str]) -> tuple[RecordLine, ...]:
    """The inspection that a record was about."""
    number = facts.get("inspection_id", "")
    if not number.isdecimal():
        return ()
    words = sight.tr.say("Open the inspection")
    return (RecordLine(f"{INSPECTION}{number}", IconName.INSPECT, words, ""),)


def _told_record(sight: Sight, row: TimelineRow, added: Mapping[str, str]) -> DetailText:
    """What the timeline knows, until the record itself is read."""
    tr = sight.tr
    facts = (
        Fact(tr.say("Person"), sight.name(row.person) or tr.say("the system")),
        Fact(tr.say("Station"), row.station or NOTHING, role=TextRole.DATA),
        Fact(tr.say("Recorded"), sight.full(row.at)),
    )
    return DetailText(event_words(sight, row.code, {**row.facts, **added}), row.code, facts)


def _inner(text: str) -> Mapping[str, str]:
    """Facts of a refusal as they lie in the record."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {k: str(v) for k, v in found.items()} if isinstance(found, dict) else {}
