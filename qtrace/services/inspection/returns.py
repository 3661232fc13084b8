"""Sending an inspection back to the inspector, closing one that needs no verdict any more."""

from collections.abc import Mapping

from qtrace.domain.inspection_flow import InspectionReason, InspectionState, next_step
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.domain.people import PeopleReason
from qtrace.models.inspection import Inspection, InspectionReturn, SupersededSignature
from qtrace.services.authority import check_authority
from qtrace.services.inspection.commands import ReturnInspection, VoidInspection
from qtrace.services.inspection.content import not_as_seen, signed_content
from qtrace.services.inspection.decision import chain_of, may_sign
from qtrace.services.inspection.guards import already, locked_inspection, signers_of
from qtrace.services.inspection.obstacles import obstacles_of
from qtrace.services.inspection.signatures import standing_signatures
from qtrace.services.inspection.state import read_inspection
from qtrace.services.inspection.support import names_of, plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]


def return_inspection(work: Work, command: ReturnInspection) -> Facts | Refusal:
    """Send a signed inspection back: who may sign next may return it instead.

    The signatures so far stay as they are and are marked as superseded.

    Source: 21 CFR 11.10(e): changes do not obscure what was recorded before.
    """
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    refusal = _may_return(work, inspection, command)
    if refusal is not None:
        return refusal
    rows = read_inspection(work.session, inspection)
    if work.actor.person_id in rows.person_ids:
        by = names_of(work.session, work.actor.person_id)
        return refuse(PeopleReason.SAME_PERSON, number=inspection.number, **by)
    refusal = not_as_seen(work, rows, command.seen_sha256)
    if refusal is not None:
        return refusal
    note = command.note.strip()
    verdict = inspection.verdict or ""
    content = signed_content(rows, verdict)
    superseded = standing_signatures(work.session, inspection.id)
    step = next_step(chain_of(work, inspection), signers_of(inspection))
    assert step is not None, "a signed inspection waits for a signature"
    work.add(
        InspectionReturn(
            id=command.return_id,
            inspection_id=inspection.id,
            inspector_id=inspection.signed_by,
            returned_by=work.actor.person_id,
            step=step.value,
            reason_code=command.reason.value,
            note=note,
            at=work.now,
        )
    )
    for signature in superseded:
        work.add(SupersededSignature(signature_id=signature.id, return_id=command.return_id))
    _reopen(work, inspection)
    work.sign(
        ObjectKind.INSPECTION,
        inspection.id,
        1,
        {"inspection": content, "returned": command.reason.value, "note": note},
    )
    work.touch(ObjectKind.INSPECTION, inspection.id)
    work.touch(ObjectKind.ITEM, inspection.item_id)
    return {
        "number": inspection.number,
        "state": inspection.state,
        "reason": command.reason.value,
        "superseded": str(len(superseded)),
    }


def _may_return(work: Work, inspection: Inspection, command: ReturnInspection) -> Refusal | None:
    state = InspectionState(inspection.state)
    if state in (InspectionState.WAITING, InspectionState.IN_PROGRESS):
        return refuse(InspectionReason.NOTHING_TO_RETURN, number=inspection.number)
    if state is not InspectionState.SIGNED:
        return already(work, inspection)
    chain = chain_of(work, inspection)
    step = next_step(chain, signers_of(inspection)) or chain[-1]
    refusal = may_sign(work, inspection, chain, step) or check_authority(
        work.session, work.actor, step.command
    )
    if refusal is not None:
        return refusal
    if command.reason is ReturnReason.OTHER and not command.note.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    return refuse_unkeepable(note=command.note)


def _reopen(work: Work, inspection: Inspection) -> None:
    inspection.state = InspectionState.IN_PROGRESS.value
    inspection.verdict = None
    inspection.signed_by = inspection.signed_at = None
    inspection.reviewed_by = inspection.approved_by = None
    work.session.flush()


def void_inspection(work: Work, command: VoidInspection) -> Facts | Refusal:
    """Close an inspection without a verdict; only where its lot is decided already."""
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    if inspection.state not in ("waiting", "in_progress", "signed"):
        return already(work, inspection) or refuse(InspectionReason.INSPECTION_NOT_FOUND)
    today = plant_day(plant_of(work.session), work.now)
    if Obstacle.NOT_IN_QUARANTINE not in obstacles_of(work.session, inspection, today):
        return refuse(InspectionReason.STILL_TO_DECIDE, number=inspection.number)
    inspection.state = InspectionState.VOID.value
    inspection.decided_at = work.now
    work.session.flush()
    work.touch(ObjectKind.INSPECTION, inspection.id)
    work.touch(ObjectKind.ITEM, inspection.item_id)
    return {"number": inspection.number, "state": inspection.state}
