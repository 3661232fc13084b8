"""Inspecting a decided lot again: only because it was measured wrongly, and a second person asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qtrace.domain.inspection_flow import (
    InspectionReason,
    InspectionState,
    ReinspectionCause,
)
from qtrace.domain.items import QualityState
from qtrace.domain.people import PeopleReason
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus
from qtrace.models.samples import Reinspection
from qtrace.services.inspection.commands import AskReinspection
from qtrace.services.inspection.conclusion import relabel
from qtrace.services.inspection.guards import locked_inspection
from qtrace.services.inspection.queries import inspections
from qtrace.services.inspection.requests import request_inspection
from qtrace.services.inspection.rows import InspectionRow, Named
from qtrace.services.inspection.support import names_of, persons
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_texts
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
_DECIDED = (QualityState.RELEASED.value, QualityState.REJECTED.value)


def ask_reinspection(work: Work, command: AskReinspection) -> Facts | Refusal:
    """Put the lot back into quarantine and ask for a new inspection, linked to the wrong one.

    The first result stays as it is; the new one does not count for the severity. A hold on the lot
    stays until quality releases it.
    """
    original = locked_inspection(work, command.original_id)
    if isinstance(original, Refusal):
        return original
    status = work.session.get(ItemStatus, original.item_id, with_for_update=True)
    refusal = refuse_texts(note=command.note) or _cannot(work, original, status)
    if refusal is not None:
        return refusal
    assert status is not None
    assert original.signed_by is not None
    lot = work.session.get_one(Item, original.item_id)
    number = request_inspection(
        work,
        inspection_id=command.inspection_id,
        lot_id=lot.id,
        receipt_id=original.receipt_id,
        lot_size=original.lot_size,
        needed_at=original.needed_at,
    )
    work.session.flush()
    work.add(
        Reinspection(
            inspection_id=command.inspection_id,
            original_id=original.id,
            inspector_id=original.signed_by,
            reason=command.reason.value,
            note=command.note.strip(),
            asked_by=work.actor.person_id,
            at=work.now,
        )
    )
    before, status.quality_state = status.quality_state, QualityState.QUARANTINE.value
    work.session.flush()
    content = {"original": original.number, "number": number, "reason": command.reason.value,
               "note": command.note.strip(), "before": before}  # fmt: skip
    work.sign(ObjectKind.INSPECTION, original.id, 1, content)
    work.touch(ObjectKind.INSPECTION, original.id)
    work.touch(ObjectKind.ITEM, lot.id)
    relabel(work, lot.id, QualityState.QUARANTINE)
    return {"number": number, "original": original.number}


def _cannot(work: Work, original: Inspection, status: ItemStatus | None) -> Refusal | None:
    decided = (InspectionState.ACCEPTED.value, InspectionState.REJECTED.value)
    if original.state not in decided or original.signed_by is None:
        return refuse(InspectionReason.NOT_DECIDED_YET, number=original.number)
    later = work.session.scalar(
        select(Inspection.number)
        .where(Inspection.item_id == original.item_id, Inspection.id > original.id)
        .limit(1)
    )
    if later is not None:
        return refuse(InspectionReason.INSPECTED_AGAIN, number=original.number, later=later)
    if original.signed_by == work.actor.person_id:
        by = names_of(work.session, work.actor.person_id)
        return refuse(PeopleReason.SAME_PERSON, number=original.number, **by)
    if status is None or status.quality_state not in _DECIDED:
        state = status.quality_state if status else ""
        return refuse(InspectionReason.LOT_CANNOT_GO_BACK, number=original.number, state=state)
    return None


MOST_DECIDED = 300


@dataclass(frozen=True, slots=True)
class ReinspectionNote:
    """Who asked for a new inspection, when and why; `number` is the other inspection of the pair."""

    number: str
    reason: ReinspectionCause
    note: str
    by: Named
    at: datetime


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decided inspection.

    Attributes:
        followed: the inspection that was asked for because this one was wrong.
        follows: the wrong one that this inspection was asked for.
    """

    inspection: InspectionRow
    followed: ReinspectionNote | None
    follows: ReinspectionNote | None

    @property
    def inspection_id(self) -> int:
        """Its id."""
        return self.inspection.inspection_id


def decided_inspections(reads: Reads) -> tuple[DecidedRow, ...]:
    """The newest decided inspections of this site, the last one first."""
    states = (InspectionState.ACCEPTED, InspectionState.REJECTED)
    rows = sorted(
        inspections(reads, states), key=lambda row: (row.decided_at or row.requested_at, row.number)
    )[-MOST_DECIDED:]
    links = reads.session.scalars(select(Reinspection)).all()
    numbers = {
        row.id: row.number
        for row in reads.session.scalars(
            select(Inspection).where(
                Inspection.id.in_([one.original_id for one in links])
                | Inspection.id.in_([one.inspection_id for one in links])
            )
        )
    }
    known = persons(reads.session, {one.asked_by for one in links})

    def note(link: Reinspection, other: int) -> ReinspectionNote:
        reason = ReinspectionCause(link.reason)
        return ReinspectionNote(numbers[other], reason, link.note, known[link.asked_by], link.at)

    followed = {one.original_id: note(one, one.inspection_id) for one in links}
    follows = {one.inspection_id: note(one, one.original_id) for one in links}
    return tuple(
        DecidedRow(row, followed.get(row.inspection_id), follows.get(row.inspection_id))
        for row in reversed(rows)
    )
