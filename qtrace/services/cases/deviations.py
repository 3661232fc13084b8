"""Closing a deviation: what it came to, signed by somebody who did not open it.

Source: ISO 13485:2016 clause 8.3.1; NMPA GMP 107/2025 article 87 (偏差).
"""

from collections.abc import Mapping

from qtrace.domain.cases import CaseReason
from qtrace.models.cases import Case, DeviationClosing
from qtrace.services.cases.deviations_commands import CloseDeviation
from qtrace.services.cases.opening import move_case
from qtrace.services.cases.sheets import case_sha256
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.seen import changed_since_seen
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def close_deviation(work: Work, command: CloseDeviation) -> Facts | Refusal:
    """Keep the conclusion and close the case; its hold stays until it is lifted."""
    case = work.session.get(Case, command.case_id, with_for_update=True)
    if case is None or case.kind != "deviation":
        return refuse(CaseReason.DEVIATION_UNKNOWN)
    refusal = refuse_texts(conclusion=command.conclusion) or _not_now(work, case, command)
    if refusal is not None:
        return refusal
    conclusion = command.conclusion.strip()
    content = {"case": case.number, "conclusion": conclusion, "seen": command.seen_sha256}
    work.sign(ObjectKind.CASE, case.id, case.row_version, dict(content))
    work.add(
        DeviationClosing(
            case_id=case.id,
            opened_by=case.opened_by,
            closed_by=work.actor.person_id,
            closed_at=work.now,
            conclusion=conclusion,
        )
    )
    move_case(work, case, "closed", "close", conclusion)
    return {"case": case.number}


def _not_now(work: Work, case: Case, command: CloseDeviation) -> Refusal | None:
    if case.state != "open":
        return refuse(CaseReason.DEVIATION_CLOSED, case=case.number)
    if case.opened_by == work.actor.person_id:
        return refuse(CaseReason.DEVIATION_SECOND_PERSON, case=case.number)
    if case_sha256(work.session, case) != command.seen_sha256:
        return changed_since_seen(work, case.number, ((ObjectKind.CASE, case.id),))
    return None


HANDLERS: dict[type[Command], Handler] = {CloseDeviation: close_deviation}
