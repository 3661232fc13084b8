"""What a pass is done with: at its start, and when it goes on with other equipment; handlers."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.reasons import LineReason
from qtrace.models.production import Equipment
from qtrace.models.production_runs import OperationRun, RunEquipment, RunEquipmentChange
from qtrace.services.commands import Command
from qtrace.services.holds.check import check_place
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.counts import pieces_done
from qtrace.services.production.guards import (
    RunPlace,
    open_run,
    tools_of,
    touch_place,
    unfit_equipment,
    untrained,
)
from qtrace.services.production.line_commands import ChangeRunEquipment
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, Work

Facts = Mapping[str, str]


def change_run_equipment(work: Work, command: ChangeRunEquipment) -> Facts | Refusal:
    """Go on with other equipment, asked the same as at the start; the line may stand meanwhile.

    Source: NMPA GMP 107/2025 article 71: the equipment of every step is on the batch record.
    """
    place = open_run(work, command.run_id)
    if isinstance(place, Refusal):
        return place
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    ids = tuple(dict.fromkeys(command.equipment_ids))
    if set(ids) == {row.id for row in place.tools}:
        codes = ", ".join(row.code for row in place.tools)
        return refuse(LineReason.EQUIPMENT_UNCHANGED, equipment=codes)
    session, today = work.session, work.today
    refusal = (
        refuse_texts(reason=command.reason)
        or untrained(session, work.actor.person_id, place.operation, today)
        or unfit_equipment(session, place.operation, ids, today)
        or _held(session, place, ids)
    )
    if refusal is not None:
        return refusal
    before = ", ".join(row.code for row in place.tools)
    take(work, place.run, ids, command.reason.strip())
    touch_place(work, place)
    now = [session.get_one(Equipment, each).code for each in ids]
    return {"equipment": ", ".join(now), "before": before}


def _held(session: Session, place: RunPlace, ids: Sequence[int]) -> Refusal | None:
    """None if nothing is held of what comes in."""
    known = {row.id for row in place.tools}
    new = [session.get_one(Equipment, each) for each in ids if each not in known]
    gauges = tuple(row.gauge_id for row in new if row.gauge_id is not None)
    here = Context(equipment_ids=tuple(row.id for row in new), gauge_ids=gauges)
    return check_place(session, Activity.START_OPERATION, here)


def take(work: Work, run: OperationRun, ids: Sequence[int], reason: str) -> None:
    """The pass goes on with exactly this equipment; what it had and has not now is put aside."""
    session = work.session
    had = [row.id for row in tools_of(session, run.id)]
    known = set(
        session.scalars(select(RunEquipment.equipment_id).where(RunEquipment.run_id == run.id))
    )
    last = session.scalar(
        select(func.max(RunEquipmentChange.no)).where(RunEquipmentChange.run_id == run.id)
    )
    work.add_all(
        RunEquipment(run_id=run.id, equipment_id=each) for each in ids if each not in known
    )
    changed = [
        *((each, False) for each in had if each not in ids),
        *((each, True) for each in ids if each not in had),
    ]
    pieces = pieces_done(session, run.id)
    work.add_all(
        RunEquipmentChange(
            id=work.new_id(),
            run_id=run.id,
            no=no,
            equipment_id=equipment_id,
            is_taken=is_taken,
            pieces=pieces,
            reason=reason,
            person_id=work.actor.person_id,
            at=work.now,
        )
        for no, (equipment_id, is_taken) in enumerate(changed, start=(last or 0) + 1)
    )
    for equipment_id in ids:
        clear_interlocks(work, "equipment", equipment_id)


HANDLERS: dict[type[Command], Handler] = {ChangeRunEquipment: change_run_equipment}
