"""Work that somebody began and nobody finished: the list under the sign-in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select

from qtrace.domain.inspection_flow import ChainStep, parse_chain
from qtrace.models.documents import LabelCheck
from qtrace.models.inspection import Inspection
from qtrace.models.people import Person
from qtrace.services.briefs import NamePair, PartBrief, person_name
from qtrace.services.inspection.lot import waiting_step
from qtrace.services.inspection.sheet import first_empty_cell
from qtrace.services.inspection.state import read_inspection
from qtrace.services.items.lot_facts import LotFacts, load_lots
from qtrace.services.reads import Reads
from qtrace.services.receiving.queue import NextStep, StepCode, returned_facts
from qtrace.services.receiving.tasks import (
    OpenInspection,
    OpenLabels,
    Progress,
    open_inspections,
    open_label_tasks,
    progress_of,
)


class WorkKind(StrEnum):
    """What kind of work waits to go on."""

    INSPECTION = "inspection"
    LABELS = "labels"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One piece of unfinished work.

    Attributes:
        step: CONTINUE_INSPECTION (`characteristic_en`, `characteristic_zh`, `done`, `total`,
            `piece`), RETURNED (`name_en`, `name_zh`, `at`, `reason`, `note`), SCAN_LABELS (`done`, `total`, `status`), SIGN_REVIEW or SIGN_APPROVAL.
        person: who did the last of it (of a review: who signed the inspection).
        at: when that was.
        held: number of the newest hold on the lot, empty without one.
    """

    kind: WorkKind
    lot_id: int
    inspection_id: int | None
    lot: str
    part: PartBrief | None
    step: NextStep
    person: NamePair
    at: datetime | None
    held: str = ""


def unfinished_work(reads: Reads) -> tuple[WorkRow, ...]:
    """Begun inspections, half-checked labels and waiting signatures; the newest touch first.

    Label tasks that nobody has begun are new work and stand in the queue only.
    """
    begun = [row for row in open_inspections(reads) if row.inspection.state != "waiting"]
    labels = [task for task in open_label_tasks(reads).values() if task.done]
    ids = {row.inspection.item_id for row in begun} | {task.lot_id for task in labels}
    lots = load_lots(reads.session, ids)
    rows = [*_inspection_rows(reads, begun, lots), *_label_rows(reads, labels, lots)]
    return tuple(sorted(rows, key=lambda row: row.at or reads.now, reverse=True))


def _inspection_rows(
    reads: Reads, begun: Collection[OpenInspection], lots: Mapping[int, LotFacts]
) -> list[WorkRow]:
    running = [row.inspection.id for row in begun if row.inspection.state == "in_progress"]
    progress = progress_of(reads.session, running)
    signers = {row.inspection.signed_by for row in begun if row.inspection.signed_by is not None}
    persons = {
        person.id: person
        for person in reads.session.scalars(select(Person).where(Person.id.in_(signers)))
    }
    rows = []
    for row in begun:
        lot = lots[row.inspection.item_id]
        if row.inspection.state == "signed":
            rows.append(_review_row(row, lot, persons.get(row.inspection.signed_by or 0)))
        else:
            rows.append(_running_row(reads, row, lot, progress[row.inspection.id]))
    return rows


def _review_row(row: OpenInspection, lot: LotFacts, signer: Person | None) -> WorkRow:
    inspection = row.inspection
    chain = parse_chain(row.chain or "") or (ChainStep.INSPECT,)
    is_approval = waiting_step(inspection, chain) is ChainStep.APPROVE
    code = StepCode.SIGN_APPROVAL if is_approval else StepCode.SIGN_REVIEW
    return WorkRow(
        WorkKind.REVIEW,
        lot.lot_id,
        inspection.id,
        lot.lot,
        lot.part,
        NextStep(code, {"verdict": inspection.verdict or "", "number": inspection.number}),
        person_name(signer),
        inspection.signed_at,
        lot.held,
    )


def _running_row(
    reads: Reads, is_open: OpenInspection, lot: LotFacts, progress: Progress
) -> WorkRow:
    """Where the inspection goes on: why it came back, the first empty cell, or its signature."""
    inspection = is_open.inspection
    if is_open.returned is not None:
        step = NextStep(StepCode.RETURNED, returned_facts(is_open.returned))
        return _work_row(inspection, lot, step, progress)
    rows = read_inspection(reads.session, inspection)
    position = first_empty_cell(rows)
    facts = {"done": str(progress.pieces), "total": str(progress.n)}
    if position is not None:
        found = next(c for c in rows.characteristics if c.id == position.characteristic_id)
        result = rows.results[found.id]
        facts = {
            "characteristic_en": found.name_en,
            "characteristic_zh": found.name_zh,
            "done": str(len(result.judged | result.failed)),
            "total": str(result.spec.n),
            "piece": str(position.piece),
        }
    return _work_row(inspection, lot, NextStep(StepCode.CONTINUE_INSPECTION, facts), progress)


def _work_row(inspection: Inspection, lot: LotFacts, step: NextStep, progress: Progress) -> WorkRow:
    return WorkRow(
        WorkKind.INSPECTION,
        lot.lot_id,
        inspection.id,
        lot.lot,
        lot.part,
        step,
        progress.person,
        progress.at or inspection.started_at,
        lot.held,
    )


def _label_rows(
    reads: Reads, labels: Collection[OpenLabels], lots: Mapping[int, LotFacts]
) -> list[WorkRow]:
    if not labels:
        return []
    newest = (
        select(func.max(LabelCheck.id))
        .where(LabelCheck.lot_id.in_([task.lot_id for task in labels]))
        .group_by(LabelCheck.lot_id)
    )
    last = {
        check.lot_id: (check, person)
        for check, person in reads.session.execute(
            select(LabelCheck, Person)
            .join(Person, Person.id == LabelCheck.person_id)
            .where(LabelCheck.id.in_(newest))
        )
    }
    rows = []
    for task in labels:
        check, person = last[task.lot_id]
        lot = lots[task.lot_id]
        facts = {"done": str(task.done), "total": str(task.total), "status": task.status.value}
        step = NextStep(StepCode.SCAN_LABELS, facts)
        name = person_name(person)
        kind = WorkKind.LABELS
        rows.append(
            WorkRow(kind, lot.lot_id, None, lot.lot, lot.part, step, name, check.at, lot.held)
        )
    return rows
