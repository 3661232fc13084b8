"""Calls for a supervisor: handlers, and who was called, who comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.calls import CallReason, CallState, answer_fault, withdrawal_fault
from qtrace.models.calls import SupervisorCall
from qtrace.models.people import Person, SignInEvent
from qtrace.models.stations import Station
from qtrace.services.authority import allowed_commands, roles_of
from qtrace.services.commands import Command
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.calls_commands import AnswerCall, CallSupervisor, WithdrawCall
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
LONGEST_SHIFT = timedelta(hours=24)
"""Who signed in before that is not looked for: the list of sign-ins grows for years."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who may answer calls and is signed in at a station."""

    person_id: int
    name_en: str
    name_zh: str
    station: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as stations show it; `by` called, `who` answered."""

    call_id: int
    station_id: int
    station: str
    area: str
    subject: str
    state: CallState
    by_id: int
    by_en: str
    by_zh: str
    at: datetime
    who_en: str = ""
    who_zh: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CallsHere:
    """What a station knows of calls.

    Attributes:
        own: newest call of this station, or None.
        waiting: open calls of all stations, oldest first.
        called: who is signed in now and may answer, at any station but this one.
    """

    own: CallRow | None
    waiting: tuple[CallRow, ...]
    called: tuple[Present, ...]


def call_supervisor(work: Work, command: CallSupervisor) -> Facts | Refusal:
    """Keep the call; a station with an open one has called already."""
    refusal = refuse_unkeepable(subject=command.subject)
    if refusal is not None:
        return refusal
    is_open = (SupervisorCall.station_id == work.station.id, SupervisorCall.state == "open")
    row = work.session.scalar(select(SupervisorCall).where(*is_open))
    if row is not None:
        by = names_of(work.session, row.called_by)
        return refuse(CallReason.CALL_OPEN, at=row.called_at.isoformat(), **by)
    work.add(
        SupervisorCall(
            id=command.call_id,
            station_id=work.station.id,
            area=command.area.value,
            subject=command.subject,
            state=CallState.OPEN.value,
            called_by=work.actor.person_id,
            called_at=work.now,
            answered_by=None,
            ended_at=None,
        )
    )
    work.touch(ObjectKind.CALL, command.call_id)
    return {"station": work.station.code}


def answer_call(work: Work, command: AnswerCall) -> Facts | Refusal:
    """The sender is coming; the first answer counts."""
    row = work.session.get(SupervisorCall, command.call_id, with_for_update=True)
    if row is None:
        return refuse(CallReason.CALL_UNKNOWN)
    fault = answer_fault(CallState(row.state), is_own=row.called_by == work.actor.person_id)
    if fault is not None:
        return _refuse_ended(work.session, fault, row)
    row.state, row.answered_by = CallState.ANSWERED.value, work.actor.person_id
    row.ended_at = work.now
    work.touch(ObjectKind.CALL, row.id)
    station = work.session.get_one(Station, row.station_id)
    return {"station": station.code, "subject": row.subject}


def withdraw_call(work: Work, command: WithdrawCall) -> Facts | Refusal:
    """Nobody is needed any more."""
    row = work.session.get(SupervisorCall, command.call_id, with_for_update=True)
    if row is None:
        return refuse(CallReason.CALL_UNKNOWN)
    fault = withdrawal_fault(CallState(row.state), is_here=row.station_id == work.station.id)
    if fault is not None:
        return _refuse_ended(work.session, fault, row)
    row.state, row.ended_at = CallState.WITHDRAWN.value, work.now
    work.touch(ObjectKind.CALL, row.id)
    return {}


def _refuse_ended(session: Session, fault: CallReason, row: SupervisorCall) -> Refusal:
    at = row.ended_at.isoformat() if row.ended_at is not None else ""
    return refuse(fault, at=at, **names_of(session, row.answered_by or row.called_by))


def calls_here(reads: Reads) -> CallsHere:
    """The station's own call, everybody's open calls, and who hears them now."""
    session = reads.session
    own = session.scalar(
        select(SupervisorCall)
        .where(SupervisorCall.station_id == reads.station.id)
        .order_by(SupervisorCall.called_at.desc(), SupervisorCall.id.desc())
        .limit(1)
    )
    waiting = session.scalars(
        select(SupervisorCall)
        .where(SupervisorCall.state == CallState.OPEN.value)
        .order_by(SupervisorCall.called_at, SupervisorCall.id)
    )
    return CallsHere(
        _row(session, own) if own is not None else None,
        tuple(_row(session, each) for each in waiting),
        _present(reads),
    )


def _row(session: Session, row: SupervisorCall) -> CallRow:
    by = session.get_one(Person, row.called_by)
    who = names_of(session, row.answered_by)
    return CallRow(
        row.id,
        row.station_id,
        session.get_one(Station, row.station_id).code,
        row.area,
        row.subject,
        CallState(row.state),
        by.id,
        by.name_en,
        by.name_zh,
        row.called_at,
        who["name_en"],
        who["name_zh"],
        row.ended_at,
    )


def _present(reads: Reads) -> tuple[Present, ...]:
    """People whose sign-in was the last thing at a station, and who may answer."""
    session = reads.session
    last = (
        select(SignInEvent.station_id, func.max(SignInEvent.at).label("at"))
        .where(
            SignInEvent.kind.in_(("in", "out", "lock")), SignInEvent.at > reads.now - LONGEST_SHIFT
        )
        .group_by(SignInEvent.station_id)
        .subquery()
    )
    rows = session.execute(
        select(Person, Station)
        .select_from(SignInEvent)
        .join(last, (last.c.station_id == SignInEvent.station_id) & (last.c.at == SignInEvent.at))
        .join(Person, Person.id == SignInEvent.person_id)
        .join(Station, Station.id == SignInEvent.station_id)
        .where(SignInEvent.kind == "in", SignInEvent.station_id != reads.station.id)
        .order_by(Station.code)
    )
    return tuple(
        Present(person.id, person.name_en, person.name_zh, station.code)
        for person, station in rows
        if AnswerCall.code in allowed_commands(session, roles_of(session, person.id, reads.now))
    )


HANDLERS: dict[type[Command], Handler] = {
    CallSupervisor: call_supervisor,
    AnswerCall: answer_call,
    WithdrawCall: withdraw_call,
}
