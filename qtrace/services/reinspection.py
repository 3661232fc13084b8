"""Inspecting a decided lot again: only because it was measured wrongly, and a second person asks."""

from collections.abc import Mapping

from sqlalchemy import select

from qtrace.domain.inspection_flow import InspectionReason, InspectionState
from qtrace.domain.items import QualityState
from qtrace.domain.people import PeopleReason
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus
from qtrace.models.samples import Reinspection
from qtrace.services.inspection_conclusion import relabel
from qtrace.services.inspection_guards import locked_inspection
from qtrace.services.inspection_support import names_of
from qtrace.services.inspections_commands import AskReinspection
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.requests import request_inspection
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
