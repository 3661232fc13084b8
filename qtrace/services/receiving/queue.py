"""The receiving queue: one row for everything that waits at the bench, with its next step."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum

from sqlalchemy import func, select

from qtrace.domain.inspection_flow import ChainStep, parse_chain
from qtrace.domain.receipt_rules import judge_receipt
from qtrace.domain.receiving import Came, Finding, FindingCode, Level
from qtrace.models.inspection import Inspection
from qtrace.models.receiving import DeliveryLine, Receipt
from qtrace.services.briefs import (
    NamePair,
    PartBrief,
    part_brief,
    site_name,
    supplier_name,
)
from qtrace.services.inspection.lot import waiting_step
from qtrace.services.inspection.parts import WholeLot, whole_lots
from qtrace.services.inspection.rows import SheetReturn
from qtrace.services.inspection.sample_preview import PlannedSample, planned_samples
from qtrace.services.items.lot_facts import LotFacts, load_lots
from qtrace.services.reads import Reads
from qtrace.services.receiving.lines import (
    LineRows,
    expected_of,
    first_lot_lines,
    load_lines,
    named_source,
    received_quantities,
    rules_of,
)
from qtrace.services.receiving.tasks import (
    OpenInspection,
    OpenLabels,
    Progress,
    decided_since,
    first_id_of,
    newest_inspections,
    open_inspections,
    open_label_tasks,
    pending_lots,
    progress_of,
)


class QueueState(StrEnum):
    """Where a row stands in the pipeline."""

    TO_RECEIVE = "to_receive"
    TO_LABEL = "to_label"
    PENDING = "pending"
    TO_SAMPLE = "to_sample"
    IN_INSPECTION = "in_inspection"
    TO_REVIEW = "to_review"
    DONE = "done"


class QueueFilter(StrEnum):
    """The tiles above the queue."""

    ALL = "all"
    TO_RECEIVE = "to_receive"
    TO_LABEL = "to_label"
    PENDING = "pending"
    TO_SAMPLE = "to_sample"
    IN_INSPECTION = "in_inspection"
    TO_REVIEW = "to_review"
    DONE_TODAY = "done_today"


class StepCode(StrEnum):
    """What is to be done next, or what is odd about a row."""

    SCAN_DELIVERY = "SCAN_DELIVERY"
    SCAN_LABELS = "SCAN_LABELS"
    DECIDE_PENDING = "DECIDE_PENDING"
    TAKE_SAMPLE = "TAKE_SAMPLE"
    CONTINUE_INSPECTION = "CONTINUE_INSPECTION"
    RETURNED = "RETURNED"
    SIGN_REVIEW = "SIGN_REVIEW"
    SIGN_APPROVAL = "SIGN_APPROVAL"
    FIRST_LOT_OF_SITE = "FIRST_LOT_OF_SITE"
    OLD_REVISION = "OLD_REVISION"
    SUPPLIER_SUSPENDED = "SUPPLIER_SUSPENDED"
    SUPPLIER_UNAPPROVED = "SUPPLIER_UNAPPROVED"
    SUPPLIER_PROBATION = "SUPPLIER_PROBATION"
    DONE = "DONE"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of a row.

    Attributes:
        facts: see the table in `qtrace.i18n.receiving_words.explain_step`.
        level: loudness of a filled chip; None is plain text.
    """

    code: StepCode
    facts: Mapping[str, str]
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing that waits.

    Attributes:
        key: stays the same while the row waits, so that a chosen row stays chosen.
        text: order number of a delivery line, lot number of a lot.
        delivery_code: our code of the delivery, empty for lots.
        whole: the lot that this one is an inspected part of, with what is covered; None else.
        held: number of the newest hold on the lot, empty without one.
    """

    key: str
    state: QueueState
    line_id: int | None
    lot_id: int | None
    inspection_id: int | None
    part: PartBrief | None
    revision: str
    supplier: NamePair
    site: NamePair
    text: str
    delivery_code: str
    containers: int
    qty_q6: int
    needed_at: datetime | None
    step: NextStep
    whole: WholeLot | None = None
    held: str = ""


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """Numbers of the pipeline tiles; `all` is the sum of what waits."""

    all: int
    to_receive: int
    to_label: int
    pending: int
    to_sample: int
    in_inspection: int
    to_review: int
    done_today: int
    received_today: int


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Rows of one filter, most urgent first, and the counts of all."""

    rows: tuple[QueueRow, ...]
    counts: QueueCounts


def queue_page(reads: Reads, chosen: QueueFilter = QueueFilter.ALL) -> QueuePage:
    """What waits at this site; `DONE_TODAY` shows what was decided since midnight instead."""
    rows = (*_line_rows(reads), *_lot_rows(reads))
    done = _done_rows(reads)
    counts = _counts(reads, rows, len(done))
    if chosen is QueueFilter.DONE_TODAY:
        return QueuePage(done, counts)
    shown = (row for row in rows if chosen is QueueFilter.ALL or row.state.value == chosen.value)
    return QueuePage(_sorted(shown), counts)


def receiving_queue(reads: Reads, chosen: QueueFilter = QueueFilter.ALL) -> tuple[QueueRow, ...]:
    """Rows of one filter, most urgent first."""
    return queue_page(reads, chosen).rows


def _sorted(rows: Iterable[QueueRow]) -> tuple[QueueRow, ...]:
    far = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(rows, key=lambda row: (row.needed_at or far, row.text, row.key)))


def _midnight(reads: Reads) -> datetime:
    return datetime.combine(reads.today, time(), reads.zone)


def _counts(reads: Reads, rows: tuple[QueueRow, ...], done: int) -> QueueCounts:
    def of(state: QueueState) -> int:
        return sum(row.state is state for row in rows)

    received = reads.session.scalar(
        select(func.count())
        .select_from(Receipt)
        .where(
            Receipt.id >= first_id_of(_midnight(reads)),
            Receipt.received_at >= _midnight(reads),
        )
    )
    return QueueCounts(
        all=len(rows),
        to_receive=of(QueueState.TO_RECEIVE),
        to_label=of(QueueState.TO_LABEL),
        pending=of(QueueState.PENDING),
        to_sample=of(QueueState.TO_SAMPLE),
        in_inspection=of(QueueState.IN_INSPECTION),
        to_review=of(QueueState.TO_REVIEW),
        done_today=done,
        received_today=received or 0,
    )


def _line_rows(reads: Reads) -> list[QueueRow]:
    lines = load_lines(reads.session, DeliveryLine.state == "expected")
    here = [rows for rows in lines if rows.delivery.site_id == reads.station.site_id]
    if not here:
        return []
    first_lots = first_lot_lines(reads.session, [rows.line.id for rows in here])
    received = received_quantities(reads.session, here)
    return [
        QueueRow(
            key=f"line-{rows.line.id}",
            state=QueueState.TO_RECEIVE,
            line_id=rows.line.id,
            lot_id=None,
            inspection_id=None,
            part=part_brief(rows.part, rows.unit),
            revision=rows.ordered.revision if rows.ordered else "",
            supplier=supplier_name(rows.supplier),
            site=site_name(rows.site),
            text=rows.order.number if rows.order else rows.delivery.number,
            delivery_code=rows.delivery.code,
            containers=rows.line.containers,
            qty_q6=rows.line.expected_q6,
            needed_at=rows.line.needed_at,
            step=_line_step(
                reads, rows, received[rows.line.id], is_first=rows.line.id in first_lots
            ),
        )
        for rows in here
    ]


_CHIPS = (
    (FindingCode.SUPPLIER_SUSPENDED, StepCode.SUPPLIER_SUSPENDED, Level.BLOCKED),
    (FindingCode.SUPPLIER_UNAPPROVED, StepCode.SUPPLIER_UNAPPROVED, Level.BLOCKED),
    (FindingCode.OLD_REVISION, StepCode.OLD_REVISION, Level.WARNING),
    (FindingCode.SUPPLIER_PROBATION, StepCode.SUPPLIER_PROBATION, Level.WARNING),
    (FindingCode.FIRST_LOT_OF_SITE, StepCode.FIRST_LOT_OF_SITE, Level.WARNING),
)
"""Findings that a row shows before anything has come, the loudest first."""


def _line_step(reads: Reads, rows: LineRows, received_q6: int, *, is_first: bool) -> NextStep:
    """What is known to be odd before the goods are here; else: scan the delivery."""
    announced = Came(
        part_id=rows.line.part_id,
        part=rows.part.number if rows.part else "",
        revision=None,
        supplier_lot=rows.line.supplier_lot,
        made_on=None,
        expiry=None,
        quantity_q6=None,
        containers=None,
        has_code=True,
        papers=frozenset(),
    )
    source = named_source(rows.supplier, rows.site, rows.source_state, is_first=is_first)
    expected = expected_of(rows, received_q6, None)
    rules = rules_of(rows.part, rows.effective)
    verdict = judge_receipt(expected, announced, source, rules, reads.today)
    by_code: dict[FindingCode, Finding] = {finding.code: finding for finding in verdict.findings}
    for code, chip, level in _CHIPS:
        if code in by_code:
            return NextStep(chip, by_code[code].facts, level)
    return NextStep(StepCode.SCAN_DELIVERY, {"delivery": rows.delivery.code})


def _lot_rows(reads: Reads) -> list[QueueRow]:
    inspections = {row.inspection.item_id: row for row in open_inspections(reads)}
    labels = open_label_tasks(reads)
    pending = dict(pending_lots(reads))
    ids = {*inspections, *labels, *pending}
    if not ids:
        return []
    lots = load_lots(reads.session, ids)
    newest = newest_inspections(reads, set(labels) - set(inspections))
    started = [r.inspection.id for r in inspections.values() if r.inspection.state == "in_progress"]
    progress = progress_of(reads.session, started)
    waiting = [
        r.inspection
        for lot_id, r in inspections.items()
        if r.inspection.state == "waiting" and lot_id not in labels
    ]
    samples = planned_samples(reads, waiting, {i: lot.containers for i, lot in lots.items()})
    wholes = whole_lots(reads.session, ids)
    rows = []
    for lot_id in sorted(ids):
        is_open = inspections.get(lot_id)
        inspection = is_open.inspection if is_open else newest.get(lot_id)
        state, step = _lot_step(is_open, labels.get(lot_id), pending.get(lot_id), progress, samples)
        rows.append(_lot_row(lots[lot_id], inspection, state, step, wholes.get(lot_id)))
    return rows


def _lot_step(
    is_open: OpenInspection | None,
    labels: OpenLabels | None,
    pending: str | None,
    progress: Mapping[int, Progress],
    samples: Mapping[int, PlannedSample],
) -> tuple[QueueState, NextStep]:
    """Where a lot stands: begun inspections first, then labels, then what has not begun."""
    if is_open is not None and is_open.inspection.state != "waiting":
        return _inspection_step(is_open, progress)
    if labels is not None:
        facts = {
            "done": str(labels.done),
            "total": str(labels.total),
            "status": labels.status.value,
        }
        return QueueState.TO_LABEL, NextStep(StepCode.SCAN_LABELS, facts)
    if pending is not None:
        found = [finding["code"] for finding in json.loads(pending)]
        facts = {"finding": found[0] if found else ""}
        return QueueState.PENDING, NextStep(StepCode.DECIDE_PENDING, facts, Level.WARNING)
    assert is_open is not None
    planned = samples.get(is_open.inspection.id)
    facts = {"n": str(planned.n), "open": str(planned.containers)} if planned else {}
    return QueueState.TO_SAMPLE, NextStep(StepCode.TAKE_SAMPLE, facts)


def returned_facts(returned: SheetReturn) -> dict[str, str]:
    """Who sent an inspection back, when and why."""
    return {
        "name_en": returned.person.name_en,
        "name_zh": returned.person.name_zh,
        "at": returned.at.isoformat(),
        "reason": returned.reason.value,
        "note": returned.note,
    }


def _inspection_step(
    is_open: OpenInspection, progress: Mapping[int, Progress]
) -> tuple[QueueState, NextStep]:
    inspection = is_open.inspection
    if inspection.state == "signed":
        chain = parse_chain(is_open.chain or "") or (ChainStep.INSPECT,)
        step = waiting_step(inspection, chain)
        code = StepCode.SIGN_APPROVAL if step is ChainStep.APPROVE else StepCode.SIGN_REVIEW
        return QueueState.TO_REVIEW, NextStep(code, {"verdict": inspection.verdict or ""})
    if is_open.returned is not None:
        facts = returned_facts(is_open.returned)
        return QueueState.IN_INSPECTION, NextStep(StepCode.RETURNED, facts)
    done = progress[inspection.id]
    facts = {
        "name_en": done.person.en,
        "name_zh": done.person.zh,
        "done": str(done.pieces),
        "total": str(done.n),
    }
    return QueueState.IN_INSPECTION, NextStep(StepCode.CONTINUE_INSPECTION, facts)


def _lot_row(
    lot: LotFacts,
    inspection: Inspection | None,
    state: QueueState,
    step: NextStep,
    whole: WholeLot | None = None,
) -> QueueRow:
    return QueueRow(
        key=f"lot-{lot.lot_id}",
        state=state,
        line_id=None,
        lot_id=lot.lot_id,
        inspection_id=inspection.id if inspection else None,
        part=lot.part,
        revision=lot.revision,
        supplier=lot.supplier,
        site=lot.site,
        text=lot.lot,
        delivery_code="",
        containers=lot.containers,
        qty_q6=lot.qty_q6,
        needed_at=inspection.needed_at if inspection else None,
        step=step,
        whole=whole,
        held=lot.held,
    )


def _done_rows(reads: Reads) -> tuple[QueueRow, ...]:
    found = decided_since(reads, _midnight(reads))
    lots = load_lots(reads.session, {row.inspection.item_id for row in found})
    done = []
    for row in found:
        level = Level.OK if row.inspection.state == "accepted" else Level.BLOCKED
        facts = {"verdict": row.inspection.verdict or "", "number": row.inspection.number}
        step = NextStep(StepCode.DONE, facts, level)
        done.append(_lot_row(lots[row.inspection.item_id], row.inspection, QueueState.DONE, step))
    return tuple(done)
