"""Operations of a work order: starting and finishing a pass; handlers."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.progress import available
from qtrace.domain.production.reasons import LineReason, PieceReason, ProductionReason
from qtrace.models.production import Equipment, Line, Operation
from qtrace.models.production_runs import MadeItem, OperationRun, RunEquipment, WorkOrder
from qtrace.services.commands import Command
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.checks import run_checks, stopping_check
from qtrace.services.production.counts import counts_of, delivered_to, open_loads
from qtrace.services.production.guards import (
    RunPlace,
    held_pieces,
    open_run,
    open_stop,
    stopped,
    touch_place,
    unfit,
    unfit_equipment,
    untrained,
)
from qtrace.services.production.line_commands import FinishOperation, StartOperation
from qtrace.services.production.lines import clearance_for
from qtrace.services.production.tools import take
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]


def start_operation(work: Work, command: StartOperation) -> Facts | Refusal:
    """Start a pass, if order, person, equipment, line and holds allow it.

    A pass that was ended short is gone on with as the same pass: its pieces keep their numbers.
    """
    order = work.session.get(WorkOrder, command.work_order_id, with_for_update=True)
    if order is None:
        return refuse(ProductionReason.WORK_ORDER_UNKNOWN)
    operation = work.session.scalar(
        select(Operation).where(
            Operation.route_revision_id == order.route_revision_id,
            Operation.no == command.operation_no,
        )
    )
    if operation is None:
        return refuse(LineReason.OPERATION_UNKNOWN, operation=command.operation_no)
    refusal = _order_refusal(work.session, order, operation, command.run_no) or _person_and_tools(
        work, operation, command
    )
    if refusal is not None:
        return refusal
    return _start(work, command, order, operation)


def _order_refusal(
    session: Session, order: WorkOrder, operation: Operation, run_no: int
) -> Refusal | None:
    """None if the pass may be started as far as the order goes."""
    if order.state not in ("planned", "running"):
        return refuse(ProductionReason.WORK_ORDER_CLOSED, order=order.number, state=order.state)
    run = known_run(session, order, operation, run_no)
    facts = {"order": order.number, "operation": str(operation.no)}
    if run is not None and run.state == "finished" and _left(session, order, operation, run_no):
        return None
    if run is not None:
        since, by = run.started_at.isoformat(), names_of(session, run.started_by)
        return refuse(LineReason.RUN_EXISTS, since=since, **facts, **by)
    if not 1 <= run_no <= operation.most_passes:
        return refuse(LineReason.PASSES_USED_UP, most=operation.most_passes, **facts)
    if run_no > 1 and not available(0, counts_of(session, order, operation), run_no):
        return refuse(LineReason.NOTHING_TO_REWORK, **facts)
    return None


def known_run(
    session: Session, order: WorkOrder, operation: Operation, run_no: int
) -> OperationRun | None:
    """The pass of the operation, if it was ever begun."""
    return session.scalar(
        select(OperationRun).where(
            OperationRun.work_order_id == order.id,
            OperationRun.operation_id == operation.id,
            OperationRun.run_no == run_no,
        )
    )


def _left(session: Session, order: WorkOrder, operation: Operation, run_no: int) -> int:
    """Pieces that the pass may still take."""
    counts = counts_of(session, order, operation)
    return available(delivered_to(session, order, operation), counts, run_no)


def _person_and_tools(work: Work, operation: Operation, command: StartOperation) -> Refusal | None:
    today = work.today
    person = work.actor.person_id
    return untrained(work.session, person, operation, today) or unfit_equipment(
        work.session, operation, command.equipment_ids, today
    )


def _start(
    work: Work, command: StartOperation, order: WorkOrder, operation: Operation
) -> Facts | Refusal:
    session = work.session
    line = session.get_one(Line, order.line_id)
    stop = open_stop(session, line.id)
    refusal = stopped(session, line, stop)
    if refusal is not None:
        return refusal
    clearance = clearance_for(session, line, order.id)
    if isinstance(clearance, Refusal):
        return clearance
    known = known_run(session, order, operation, command.run_no)
    run = known or OperationRun(
        id=command.run_id,
        work_order_id=order.id,
        operation_id=operation.id,
        run_no=command.run_no,
        line_id=line.id,
        station_id=work.station.id,
        state="running",
        clearance_id=clearance.id if clearance is not None else None,
        started_by=work.actor.person_id,
        started_at=work.now,
        ended_by=None,
        ended_at=None,
    )
    ids = dict.fromkeys(command.equipment_ids)
    tools = tuple(session.get_one(Equipment, each) for each in ids)
    place = RunPlace(run, order, operation, line, stop, tools, work.station.id)
    refusal = held_pieces(session, place, None, Activity.START_OPERATION)
    if refusal is not None:
        return refusal
    if known is None:
        work.add(run)
        work.add_all(RunEquipment(run_id=run.id, equipment_id=each) for each in ids)
    else:
        known.state, known.ended_by, known.ended_at = "running", None, None
        take(work, run, tuple(ids), command.code)
    begin(work, order)
    clear_interlocks(work, "line", line.id)
    for equipment_id in ids:
        clear_interlocks(work, "equipment", equipment_id)
    touch_place(work, place)
    return {"order": order.number, "operation": str(operation.no), "pass": str(run.run_no)}


def begin(work: Work, order: WorkOrder) -> None:
    """The first start of an order is when its lot begins to be made."""
    if order.state == "running":
        return
    order.state = "running"
    work.add(
        MadeItem(
            item_id=order.item_id, work_order_id=order.id, line_id=order.line_id, made_at=work.now
        )
    )


def finish_operation(work: Work, command: FinishOperation) -> Facts | Refusal:
    """End a pass: all pieces out or said why not, checks good, nothing of it at the line."""
    place = open_run(work, command.run_id)
    if isinstance(place, Refusal):
        return place
    refusal = _why_not_finished(work, place, command)
    if refusal is not None:
        return refusal
    place.run.state, place.run.ended_by = "finished", work.actor.person_id
    place.run.ended_at = work.now
    touch_place(work, place)
    return {"order": place.order.number, "operation": str(place.operation.no)}


def _why_not_finished(work: Work, place: RunPlace, command: FinishOperation) -> Refusal | None:
    session = work.session
    counts = counts_of(session, place.order, place.operation)
    delivered = delivered_to(session, place.order, place.operation)
    left = available(delivered, counts, place.run.run_no)
    if left and not command.is_short:
        return refuse(PieceReason.OPERATION_UNFINISHED, left=left, operation=place.operation.no)
    if command.is_short and not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    checks = run_checks(session, place.run, work.now, is_ending=True)
    refusal = (
        refuse_unkeepable(reason=command.reason)
        or _cannot_end(work, place, is_short=command.is_short)
        or stopping_check(session, place.run, checks)
        or held_pieces(session, place, None, Activity.COMPLETE_OPERATION)
    )
    if refusal is not None:
        return refusal
    lots = open_loads(session, [place.run.id])
    return refuse(PieceReason.LOADS_OPEN, lots=", ".join(lots)) if lots else None


def _cannot_end(work: Work, place: RunPlace, *, is_short: bool) -> Refusal | None:
    """None if the person may end the pass; who ends it short need not mend line and tools first."""
    if is_short:
        return untrained(work.session, work.actor.person_id, place.operation, work.today)
    return unfit(work, place) or stopped(work.session, place.line, place.stop)


HANDLERS: dict[type[Command], Handler] = {
    StartOperation: start_operation,
    FinishOperation: finish_operation,
}
