"""What every handler of a line asks first: which run, who is trained, what with, held or not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from qtrace.domain.gauges import GaugeState, calibration_standing, judge_gauge
from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.interlocks import (
    FACT_KIND,
    FACT_TARGET_ID,
    FACT_TARGET_KIND,
    InterlockKind,
)
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.reasons import LineReason, ProductionReason
from qtrace.models.gauges import Gauge
from qtrace.models.production import Equipment, Line, Operation, TrainingRecord
from qtrace.models.production_runs import (
    LineStop,
    OperationRun,
    RunEquipment,
    RunEquipmentChange,
    WorkOrder,
)
from qtrace.services.gauges.lookback import calibration_facts
from qtrace.services.holds.check import check_not_held, check_pieces
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work


@dataclass(frozen=True, slots=True)
class RunPlace:
    """A run with everything that stands around it.

    Attributes:
        stop: the stop that the line stands in, or None.
        tools: what the run is done with.
        sender_id: the station that asks; None: nobody in particular.
    """

    run: OperationRun
    order: WorkOrder
    operation: Operation
    line: Line
    stop: LineStop | None
    tools: tuple[Equipment, ...]
    sender_id: int | None


def today_of(work: Work) -> date:
    """The calendar day at the plant."""
    return work.today


def run_place(session: Session, run: OperationRun, sender_id: int | None = None) -> RunPlace:
    """The run with its order, operation, line and tools, as `sender_id` sees it."""
    order, operation, line, stop = session.execute(
        select(WorkOrder, Operation, Line, LineStop)
        .select_from(OperationRun)
        .join(WorkOrder, WorkOrder.id == OperationRun.work_order_id)
        .join(Operation, Operation.id == OperationRun.operation_id)
        .join(Line, Line.id == OperationRun.line_id)
        .outerjoin(LineStop, (LineStop.line_id == Line.id) & LineStop.ended_at.is_(None))
        .where(OperationRun.id == run.id)
    ).one()
    return RunPlace(run, order, operation, line, stop, tools_of(session, run.id), sender_id)


def tools_of(session: Session, run_id: int) -> tuple[Equipment, ...]:
    """What a run is done with now, by the order in which the tools were added to the plant."""
    rows = session.scalars(
        select(Equipment)
        .join(RunEquipment, RunEquipment.equipment_id == Equipment.id)
        .where(RunEquipment.run_id == run_id, is_in_hand())
        .order_by(Equipment.id)
    )
    return tuple(rows)


def is_in_hand() -> ColumnElement[bool]:
    """True for a row of `RunEquipment` whose tool was not put aside in its run."""
    last = (
        select(RunEquipmentChange.is_taken)
        .where(
            RunEquipmentChange.run_id == RunEquipment.run_id,
            RunEquipmentChange.equipment_id == RunEquipment.equipment_id,
        )
        .order_by(RunEquipmentChange.no.desc())
        .limit(1)
        .correlate(RunEquipment)
        .scalar_subquery()
    )
    return func.coalesce(last, true())


def open_run(work: Work, run_id: int) -> RunPlace | Refusal:
    """The running run, locked until the commit: two stations come one after the other."""
    run = work.session.get(OperationRun, run_id, with_for_update=True)
    if run is None:
        return refuse(LineReason.RUN_UNKNOWN)
    place = run_place(work.session, run, work.station.id)
    if run.state != "running":
        at = run.ended_at.isoformat() if run.ended_at else ""
        by = names_of(work.session, run.ended_by)
        return refuse(LineReason.RUN_FINISHED, operation=place.operation.no, at=at, **by)
    return place


def touch_place(work: Work, place: RunPlace) -> None:
    """Say that the record is about the order, its lot and the line."""
    work.touch(ObjectKind.WORK_ORDER, place.order.id)
    work.touch(ObjectKind.ITEM, place.order.item_id)
    work.touch(ObjectKind.LINE, place.line.id)


def held(session: Session, place: RunPlace, item_id: int, activity: Activity) -> Refusal | None:
    """None if no active hold stops `activity` on the item in this place."""
    return check_not_held(session, item_id, activity, context_of(place))


def held_pieces(
    session: Session,
    place: RunPlace,
    pieces: tuple[int, int] | None,
    activity: Activity,
    also: Activity | None = None,
) -> Refusal | None:
    """None if no active hold stops `activity` (or `also`) on these pieces of the order's lot.

    A seal lot that went bad holds the pieces that it went into; others may be made of another lot.
    """
    lot_id = place.order.item_id
    return check_pieces(session, lot_id, pieces, activity, context_of(place), also=also)


def output_is_new(operations: Sequence[Operation], place: RunPlace) -> bool:
    """True if output of the run is more than finishing pieces: they are new, or it is the end.

    What stops output, and lets pieces in work be finished, stops it there: where pieces come first
    into being, where they become units, and at the last operation.
    """
    born_at = next((each.no for each in operations if each.makes_units), None)
    is_birth = place.operation.no in (operations[0].no, born_at) and place.run.run_no == 1
    return is_birth or place.operation.id == operations[-1].id


def context_of(place: RunPlace) -> Context:
    """Where and with what the run is done, for holds on places and tools."""
    return Context(
        line_id=place.line.id,
        station_id=place.run.station_id,
        sender_id=place.sender_id,
        work_order_id=place.order.id,
        operation_id=place.operation.id,
        location_id=place.line.location_id,
        equipment_ids=tuple(row.id for row in place.tools),
        gauge_ids=tuple(row.gauge_id for row in place.tools if row.gauge_id is not None),
    )


def unfit(work: Work, place: RunPlace) -> Refusal | None:
    """None if who works is trained and what it is done with is fit today, shifts and days on.

    Whatever is done in a run asks it, not only the start.
    """
    session, today = work.session, work.today
    return untrained(session, work.actor.person_id, place.operation, today) or unfit_tools(
        session, place, today
    )


def unfit_tools(session: Session, place: RunPlace, today: date) -> Refusal | None:
    """None if what the run is done with is in use, qualified and calibrated."""
    tools = [row.id for row in place.tools]
    return unfit_equipment(session, place.operation, tools, today)


def locked(
    refusal: Refusal | None, kind: InterlockKind, target_kind: str, target_id: int
) -> Refusal | None:
    """The refusal as that of an interlock: it is noted, and cleared when it is cured."""
    if refusal is None:
        return None
    named = {FACT_KIND: kind.value, FACT_TARGET_KIND: target_kind, FACT_TARGET_ID: str(target_id)}
    return Refusal(refusal.code, {**refusal.facts, **named})


def stopped(
    session: Session,
    line: Line,
    stop: LineStop | None,
    but: Collection[StopType] = (),
) -> Refusal | None:
    """None if the line runs, or stands for one of `but`; else since when and why it stands."""
    if stop is None or stop.stop_type in but:
        return None
    by = names_of(session, stop.started_by)
    since = stop.started_at.isoformat()
    return refuse(LineReason.LINE_STOPPED, line=line.code, stop=stop.stop_type, since=since, **by)


def open_stop(session: Session, line_id: int) -> LineStop | None:
    """The stop that the line stands in, or None."""
    return session.scalar(
        select(LineStop).where(LineStop.line_id == line_id, LineStop.ended_at.is_(None))
    )


def untrained(
    session: Session, person_id: int, operation: Operation, today: date
) -> Refusal | None:
    """None if the person may do the operation today.

    Source: ISO 13485:2016 clause 6.2: competence is on record before the work is done.
    """
    topic = operation.training_topic
    if not topic:
        return None
    rows = session.scalars(
        select(TrainingRecord).where(
            TrainingRecord.person_id == person_id, TrainingRecord.topic == topic
        )
    ).all()
    if any(row.valid_to is None or today <= row.valid_to for row in rows):
        return None
    facts = {"topic": topic, "operation": str(operation.no), **names_of(session, person_id)}
    if not rows:
        never = refuse(LineReason.NOT_TRAINED, **facts)
        return locked(never, InterlockKind.TRAINING, "person", person_id)
    last = max(row.valid_to for row in rows if row.valid_to is not None)
    over = refuse(LineReason.TRAINING_EXPIRED, valid_to=last.isoformat(), **facts)
    return locked(over, InterlockKind.TRAINING, "person", person_id)


def unfit_equipment(
    session: Session, operation: Operation, equipment_ids: Sequence[int], today: date
) -> Refusal | None:
    """None if the named equipment is there, in use, qualified and calibrated."""
    types = set()
    for equipment_id in equipment_ids:
        row = session.get(Equipment, equipment_id)
        if row is None:
            return refuse(ProductionReason.EQUIPMENT_UNKNOWN)
        refusal = unfit_machine(session, row, today)
        if refusal is not None:
            return locked(refusal, InterlockKind.EQUIPMENT, "equipment", row.id)
        types.add(row.equipment_type)
    wanted = operation.equipment_type
    if wanted and wanted not in types:
        return refuse(LineReason.EQUIPMENT_NEEDED, wanted=wanted, operation=operation.no)
    return None


def unfit_machine(session: Session, row: Equipment, today: date) -> Refusal | None:
    """None if the equipment is in use, qualified and calibrated today."""
    facts = {"equipment": row.code, "name_en": row.name_en, "name_zh": row.name_zh}
    if row.state != "in_use":
        return refuse(LineReason.EQUIPMENT_OUT_OF_USE, state=row.state, **facts)
    if row.qualified_to is not None and row.qualified_to < today:
        due = row.qualified_to.isoformat()
        return refuse(LineReason.EQUIPMENT_NOT_QUALIFIED, due_on=due, **facts)
    gauge = session.get(Gauge, row.gauge_id) if row.gauge_id is not None else None
    return None if gauge is None else unfit_gauge(session, gauge, gauge.gauge_type, today)


def unfit_gauge(session: Session, gauge: Gauge, wanted: str, today: date) -> Refusal | None:
    """None if the gauge is of the `wanted` type, in use and in calibration."""
    standing = calibration_standing(calibration_facts(session, gauge.id), today)
    fault = judge_gauge(gauge.code, gauge.gauge_type, GaugeState(gauge.state), standing, wanted)
    return None if fault is None else Refusal(fault.code.value, fault.facts)
