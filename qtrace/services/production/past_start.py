"""A pass that runs already although its start was refused: the fact is kept, its batch is held."""

from collections.abc import Mapping

from sqlalchemy import select

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.reasons import LineReason, ProductionReason
from qtrace.models.production import Equipment, Line, Operation
from qtrace.models.production_runs import OperationRun, RunEquipment, WorkOrder
from qtrace.services.commands import Command
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.deviations import deviate
from qtrace.services.production.guards import RunPlace, open_stop, touch_place
from qtrace.services.production.line_commands import RecordPastStart
from qtrace.services.production.runs import begin, known_run
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]


def record_past_start(work: Work, command: RecordPastStart) -> Facts | Refusal:
    """Keep that a pass was begun although line, person, tools or a hold would have stopped it.

    What comes out of it can be recorded from then on; the whole batch is held against release.
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
    refusal = _cannot_have_begun(work, command, order, operation)
    if refusal is not None:
        return refusal
    place = _run(work, command, order, operation)
    scope = Scope(AnchorKind.ITEM, order.item_id)
    case, hold = deviate(work, place, command, (scope,))
    facts = {"order": order.number, "operation": str(operation.no)}
    return {**facts, "pass": str(command.run_no), "case": case, "hold": hold}


def _cannot_have_begun(
    work: Work, command: RecordPastStart, order: WorkOrder, operation: Operation
) -> Refusal | None:
    """None unless the order has ended, the pass is known, or nothing says what happened."""
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    if order.state not in ("planned", "running"):
        return refuse(ProductionReason.WORK_ORDER_CLOSED, order=order.number, state=order.state)
    facts = {"order": order.number, "operation": str(operation.no)}
    if command.run_no < 1:
        return refuse(LineReason.PASSES_USED_UP, most=operation.most_passes, **facts)
    run = known_run(work.session, order, operation, command.run_no)
    if run is not None:
        since, by = run.started_at.isoformat(), names_of(work.session, run.started_by)
        return refuse(LineReason.RUN_EXISTS, since=since, **facts, **by)
    return refuse_texts(reason=command.reason)


def _run(work: Work, command: RecordPastStart, order: WorkOrder, operation: Operation) -> RunPlace:
    """The run as it stands, with the tools that were named; it clears no interlock."""
    session = work.session
    line = session.get_one(Line, order.line_id)
    run = OperationRun(
        id=command.run_id,
        work_order_id=order.id,
        operation_id=operation.id,
        run_no=command.run_no,
        line_id=line.id,
        station_id=work.station.id,
        state="running",
        clearance_id=None,
        started_by=work.actor.person_id,
        started_at=work.now,
        ended_by=None,
        ended_at=None,
    )
    work.add(run)
    found = (session.get(Equipment, each) for each in dict.fromkeys(command.equipment_ids))
    tools = tuple(tool for tool in found if tool is not None)
    work.add_all(RunEquipment(run_id=run.id, equipment_id=tool.id) for tool in tools)
    begin(work, order)
    stop = open_stop(session, line.id)
    place = RunPlace(run, order, operation, line, stop, tools, work.station.id)
    touch_place(work, place)
    return place


HANDLERS: dict[type[Command], Handler] = {RecordPastStart: record_past_start}
