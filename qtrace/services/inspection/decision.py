"""Signatures of an inspection: each step of the plan's chain, and the split decision."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from sqlalchemy import select

from qtrace.domain.inspection_flow import (
    INSPECTION_LIFECYCLE,
    ChainStep,
    InspectionReason,
    InspectionState,
    next_step,
    parse_chain,
)
from qtrace.domain.inspection_tally import HintCode, InspectionOutcome, InspectionVerdict
from qtrace.domain.inspection_ways import Obstacle, may_reject_for
from qtrace.domain.lifecycle import StepRefusal
from qtrace.domain.people import Meaning, PeopleReason
from qtrace.models.inspection import Inspection, PlanRevision
from qtrace.models.people import Signature
from qtrace.records.canonical import canonical_bytes
from qtrace.services.inspection.commands import (
    ApproveInspection,
    ReviewInspection,
    SignInspection,
)
from qtrace.services.inspection.conclusion import Conclusion, conclude
from qtrace.services.inspection.content import not_as_seen, signed_content
from qtrace.services.inspection.guards import already, locked_inspection, signers_of
from qtrace.services.inspection.obstacles import obstacles_of, situation_of
from qtrace.services.inspection.state import InspectionRows, read_inspection
from qtrace.services.inspection.support import names_of, plant_day, plant_of, verified_kinds
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]
SignCommand = SignInspection | ReviewInspection | ApproveInspection
_STEPS: Mapping[type, ChainStep] = {
    SignInspection: ChainStep.INSPECT,
    ReviewInspection: ChainStep.REVIEW,
    ApproveInspection: ChainStep.APPROVE,
}


def sign_step(work: Work, command: SignCommand) -> Facts | Refusal:
    """Sign one step of the chain; the last one decides the lot in the same transaction."""
    step = _STEPS[type(command)]
    inspection = locked_inspection(work, command.inspection_id)
    if isinstance(inspection, Refusal):
        return inspection
    chain = chain_of(work, inspection)
    refusal = may_sign(work, inspection, chain, step)
    if refusal is not None:
        return refusal
    rows = read_inspection(work.session, inspection)
    verdict = rows.verdict(verified_kinds(plant_of(work.session)))
    refusal = not_as_seen(work, rows, command.seen_sha256) or not_ready(
        work, inspection, rows, verdict
    )
    if refusal is not None:
        return refusal
    last = step is chain[-1]
    certain = verdict.certain
    assert certain is not None, "checked by not_ready"
    refusal = _cannot_conclude(work, inspection, chain, certain, command.reject_for)
    if refusal is not None:
        return refusal
    put_signature(work, inspection, step, certain.value)
    _sign(work, rows, certain, command.reject_for)
    if last:
        second_person = len(chain) > 1
        return conclude(work, Conclusion(rows, verdict, second_person, command.reject_for))
    following = next_step(chain, signers_of(inspection))
    return {
        "state": inspection.state,
        "verdict": certain.value,
        "next": following.value if following else "",
    }


def _cannot_conclude(
    work: Work,
    inspection: Inspection,
    chain: tuple[ChainStep, ...],
    certain: InspectionOutcome,
    reject_for: Obstacle | None,
) -> Refusal | None:
    """Why the signature cannot say this now, or None.

    What keeps a lot from release may be the reason to reject it; nothing else may.
    """
    today = plant_day(plant_of(work.session), work.now)
    found = obstacles_of(work.session, inspection, today)
    given = situation_of(inspection, chain, certain, frozenset(found))
    if given.is_last and Obstacle.NOT_IN_QUARANTINE in found:
        return found[Obstacle.NOT_IN_QUARANTINE]
    if reject_for is not None:
        if may_reject_for(given, reject_for):
            return None
        return refuse(InspectionReason.NOTHING_TO_REJECT_FOR, number=inspection.number)
    if given.is_last and certain is InspectionOutcome.ACCEPT:
        return next(iter(found.values()), None)
    return None


def _sign(
    work: Work, rows: InspectionRows, certain: InspectionOutcome, reject_for: Obstacle | None
) -> None:
    content = signed_content(rows, certain.value)
    if reject_for is not None:
        content = {"inspection": content, "reject_for": reject_for.value}
        rows.inspection.verdict = InspectionOutcome.REJECT.value
    work.sign(ObjectKind.INSPECTION, rows.inspection.id, 1, content)
    work.touch(ObjectKind.INSPECTION, rows.inspection.id)


def chain_of(work: Work, inspection: Inspection) -> tuple[ChainStep, ...]:
    """The chain of the plan version that the inspection froze; inspector only before it starts."""
    if inspection.plan_revision_id is None:
        return (ChainStep.INSPECT,)
    revision = work.session.get_one(PlanRevision, inspection.plan_revision_id)
    chain = parse_chain(revision.signature_chain)
    assert chain is not None, "plans are checked when they are added"
    return chain


def may_sign(
    work: Work, inspection: Inspection, chain: Sequence[ChainStep], step: ChainStep
) -> Refusal | None:
    """None if the actor may sign `step` now; else decided, not its turn, or the same person."""
    state = InspectionState(inspection.state)
    if state is InspectionState.WAITING:
        return refuse(InspectionReason.NOT_STARTED, number=inspection.number)
    if state is not InspectionState.SIGNED or step is ChainStep.INSPECT:
        refusal = already(work, inspection)
        if refusal is not None:
            return refusal
    signers = signers_of(inspection)
    wanted = next_step(chain, signers)
    if wanted is not step:
        return refuse(
            InspectionReason.NOT_THE_NEXT_SIGNATURE,
            number=inspection.number,
            step=step.value,
            wanted=wanted.value if wanted else "",
        )
    holders = {
        "inspector": signers.inspector,
        "reviewer": signers.reviewer,
        "approver": signers.approver,
    }
    judged = INSPECTION_LIFECYCLE.judge(state, step.value, work.actor.person_id, holders)
    if isinstance(judged, StepRefusal):
        by = names_of(work.session, work.actor.person_id)
        return refuse(PeopleReason.SAME_PERSON, number=inspection.number, **by)
    return None


def put_signature(work: Work, inspection: Inspection, step: ChainStep, verdict: str) -> None:
    """Write who signed `step` onto the inspection."""
    person = work.actor.person_id
    match step:
        case ChainStep.INSPECT:
            inspection.signed_by, inspection.signed_at = person, work.now
            inspection.state, inspection.verdict = InspectionState.SIGNED.value, verdict
        case ChainStep.REVIEW:
            inspection.reviewed_by = person
        case ChainStep.APPROVE:
            inspection.approved_by = person
    work.session.flush()


def not_ready(
    work: Work, inspection: Inspection, rows: InspectionRows, verdict: InspectionVerdict
) -> Refusal | None:
    """Why the readings do not yet carry a signature, or are not those that were signed.

    Nobody reviews or approves own work: who took a reading that counts signs it as inspector or not
    at all.
    """
    if inspection.signed_by is not None:
        if work.actor.person_id in rows.person_ids:
            by = names_of(work.session, work.actor.person_id)
            return refuse(PeopleReason.SAME_PERSON, number=inspection.number, **by)
        return _changed_since(work, inspection, rows)
    return readings_refusal(work, inspection, verdict)


def readings_refusal(
    work: Work, inspection: Inspection, verdict: InspectionVerdict
) -> Refusal | None:
    """Why the readings decide nothing yet: missing, or a table that quality has not verified."""
    number = inspection.number
    hint = verdict.hint
    if verdict.certain is None:
        if verdict.missing:
            return refuse(InspectionReason.READINGS_MISSING, number=number, missing=verdict.missing)
        if hint is not None and hint.code is HintCode.PLAN_UNVERIFIED:
            return Refusal(
                InspectionReason.UNVERIFIED_TABLE.value,
                {"number": number, "class": hint.facts["class"]},
            )
        return refuse(InspectionReason.VERDICT_OPEN, number=number)
    revision = work.session.get_one(PlanRevision, inspection.plan_revision_id)
    if verdict.missing and not revision.early_stop:
        return refuse(
            InspectionReason.EARLY_STOP_NOT_ALLOWED, number=number, missing=verdict.missing
        )
    return None


def _changed_since(work: Work, inspection: Inspection, rows: InspectionRows) -> Refusal | None:
    """A later signer signs the very content that the inspector signed.

    Source: 21 CFR 11.70: a signature cannot be moved to another content.
    """
    signed = work.session.scalar(
        select(Signature.content_sha256)
        .where(
            Signature.target_kind == ObjectKind.INSPECTION.value,
            Signature.target_id == inspection.id,
            Signature.meaning == Meaning.INSPECTED.value,
        )
        .order_by(Signature.at.desc(), Signature.id.desc())
    )
    present = sha256(canonical_bytes(signed_content(rows, inspection.verdict or ""))).digest()
    if signed == present:
        return None
    return refuse(InspectionReason.READINGS_CHANGED_SINCE, number=inspection.number)
