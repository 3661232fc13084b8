"""Lines: clearance by two people, stops and resumption; handlers."""

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.interlocks import InterlockKind
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.lines import unticked
from qtrace.domain.production.reasons import LineReason, ProductionReason
from qtrace.models.production import Line
from qtrace.models.production_runs import LineClearance, LineStop, OperationRun
from qtrace.services.commands import Command
from qtrace.services.evidence import judge_evidence, keep_evidence
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import locked, open_stop
from qtrace.services.production.line_commands import (
    ClearLine,
    ConfirmClearance,
    ResumeLine,
    StopLine,
)
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def clear_line(work: Work, command: ClearLine) -> Facts | Refusal:
    """Keep that the line was emptied: every item of the checklist, with a photo of it.

    Source: NMPA GMP 107/2025 article 86 (清场): the record shows the state that was found.
    """
    line = work.session.get(Line, command.line_id)
    if line is None:
        return refuse(ProductionReason.LINE_UNKNOWN)
    open_items = unticked(command.checklist)
    if open_items:
        return refuse(LineReason.CHECKLIST_INCOMPLETE, line=line.code, items=", ".join(open_items))
    photo = command.photo
    if photo is None:
        return refuse(LineReason.CLEARANCE_PHOTO, line=line.code)
    refusal = judge_evidence(photo) or _still_running(work.session, line)
    if refusal is not None:
        return refusal
    evidence_id = keep_evidence(work, photo, ObjectKind.LINE, line.id, "clearance")
    work.add(
        LineClearance(
            id=command.clearance_id,
            line_id=line.id,
            checklist=json.dumps(sorted(set(command.checklist))),
            evidence_id=evidence_id,
            cleared_by=work.actor.person_id,
            cleared_at=work.now,
            confirmed_by=None,
            confirmed_at=None,
        )
    )
    work.touch(ObjectKind.LINE, line.id)
    return {"line": line.code}


def _still_running(session: Session, line: Line) -> Refusal | None:
    """A line on which an operation runs is not empty."""
    run = session.scalar(
        select(OperationRun)
        .where(OperationRun.line_id == line.id, OperationRun.state == "running")
        .limit(1)
    )
    if run is None:
        return None
    since = run.started_at.isoformat()
    return refuse(
        LineReason.LINE_RUNS, line=line.code, since=since, **names_of(session, run.started_by)
    )


def confirm_clearance(work: Work, command: ConfirmClearance) -> Facts | Refusal:
    """The second person's signature under a clearance."""
    row = work.session.get(LineClearance, command.clearance_id, with_for_update=True)
    if row is None:
        return refuse(LineReason.CLEARANCE_UNKNOWN)
    if row.confirmed_by is not None:
        at = row.confirmed_at.isoformat() if row.confirmed_at else ""
        by = names_of(work.session, row.confirmed_by)
        return refuse(LineReason.CLEARANCE_CONFIRMED, at=at, **by)
    if row.cleared_by == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    row.confirmed_by, row.confirmed_at = work.actor.person_id, work.now
    work.session.flush()
    content = {
        "clearance_id": str(row.id),
        "line_id": str(row.line_id),
        "checklist": row.checklist,
        "evidence_id": str(row.evidence_id or ""),
        "cleared_by": str(row.cleared_by),
    }
    work.sign(ObjectKind.LINE, row.line_id, row.row_version, content)
    clear_interlocks(work, "line", row.line_id)
    work.touch(ObjectKind.LINE, row.line_id)
    return {}


def clearance_for(
    session: Session, line: Line, work_order_id: int
) -> LineClearance | Refusal | None:
    """The clearance that the start of an order confirms; None if the order is on the line already.

    Source: NMPA GMP 107/2025 article 86: cleared after every batch, checked before the next.
    """
    last = session.scalar(
        select(OperationRun)
        .where(OperationRun.line_id == line.id)
        .order_by(OperationRun.started_at.desc(), OperationRun.id.desc())
        .limit(1)
    )
    if last is not None and last.work_order_id == work_order_id:
        return None
    row = session.scalar(
        select(LineClearance)
        .where(LineClearance.line_id == line.id)
        .order_by(LineClearance.id.desc())
        .limit(1)
    )
    if row is None or (last is not None and row.cleared_at <= (last.ended_at or last.started_at)):
        never = refuse(LineReason.LINE_NOT_CLEARED, line=line.code)
        return locked(never, InterlockKind.CLEARANCE, "line", line.id)
    if row.confirmed_by is None:
        at = row.cleared_at.isoformat()
        by = names_of(session, row.cleared_by)
        waits = refuse(LineReason.CLEARANCE_UNCONFIRMED, line=line.code, at=at, **by)
        return locked(waits, InterlockKind.CLEARANCE, "line", line.id)
    return row


def stop_line(work: Work, command: StopLine) -> Facts | Refusal:
    """Keep that the line stands still from now on."""
    line = work.session.get(Line, command.line_id)
    if line is None:
        return refuse(ProductionReason.LINE_UNKNOWN)
    refusal = refuse_unkeepable(note=command.note)
    if refusal is not None:
        return refusal
    stop = open_stop(work.session, line.id)
    if stop is not None:
        since, by = stop.started_at.isoformat(), names_of(work.session, stop.started_by)
        return refuse(
            LineReason.LINE_STOPPED, line=line.code, stop=stop.stop_type, since=since, **by
        )
    run_id = work.session.scalar(
        select(OperationRun.id)
        .where(OperationRun.line_id == line.id, OperationRun.state == "running")
        .order_by(OperationRun.started_at.desc())
        .limit(1)
    )
    work.add(
        LineStop(
            id=command.stop_id,
            line_id=line.id,
            run_id=run_id,
            stop_type=command.stop_type.value,
            note=command.note,
            started_by=work.actor.person_id,
            started_at=work.now,
            ended_by=None,
            ended_at=None,
        )
    )
    work.touch(ObjectKind.LINE, line.id)
    return {"line": line.code, "stop": command.stop_type.value}


def resume_line(work: Work, command: ResumeLine) -> Facts | Refusal:
    """End the stop of the line."""
    line = work.session.get(Line, command.line_id)
    if line is None:
        return refuse(ProductionReason.LINE_UNKNOWN)
    stop = open_stop(work.session, line.id)
    if stop is None:
        return refuse(LineReason.STOP_UNKNOWN, line=line.code)
    stop.ended_by, stop.ended_at = work.actor.person_id, work.now
    work.touch(ObjectKind.LINE, line.id)
    minutes = int((work.now - stop.started_at).total_seconds()) // 60
    return {"line": line.code, "stop": stop.stop_type, "minutes": str(minutes)}


HANDLERS: dict[type[Command], Handler] = {
    ClearLine: clear_line,
    ConfirmClearance: confirm_clearance,
    StopLine: stop_line,
    ResumeLine: resume_line,
}
