"""All lines as the wall sees them."""

from datetime import datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.domain.production.checks_due import STOPPING
from qtrace.domain.production.lines import LineState, StopType, line_state, wall_state
from qtrace.models.production import Line
from qtrace.models.production_runs import (
    CheckResult,
    LineStop,
    MaterialLoad,
    OperationRun,
    ProductionOutput,
)
from qtrace.models.station_claim import claimed_keys, key_of
from qtrace.models.stations import Station
from qtrace.services.briefs import NO_NAME, NamePair
from qtrace.services.holds.check import check_place, coverings
from qtrace.services.outcomes import Refusal
from qtrace.services.production.checks import run_checks
from qtrace.services.production.counts import pieces_done
from qtrace.services.production.feeding import plan_meals
from qtrace.services.production.guards import (
    RunPlace,
    context_of,
    open_stop,
    run_place,
)
from qtrace.services.production.line_parts import (
    name_of,
    open_orders,
    order_row,
    run_progress,
    running_on,
    stopped_for,
)
from qtrace.services.production.line_queries import held_next
from qtrace.services.production.line_rows import (
    BoardRow,
)
from qtrace.services.production.material import held_load
from qtrace.services.reads import Reads


def line_board(reads: Reads) -> tuple[BoardRow, ...]:
    """Every line in use of this site, in the order of their codes."""
    lines = reads.session.scalars(
        select(Line)
        .where(Line.site_id == reads.station.site_id, Line.is_active)
        .order_by(Line.code)
    ).all()
    on = claimed_keys(reads.session)
    return tuple(_board_row(reads, line, on) for line in lines)


def _station_off(
    session: Session, place: RunPlace, on: frozenset[int] | None
) -> tuple[str, bool | None]:
    """Code of the run's station, if it is off, and whether it is on; None: nobody knows."""
    if on is None:
        return "", None
    code = session.get_one(Station, place.run.station_id).code
    is_on = key_of(code) in on
    return "" if is_on else code, is_on


def _board_row(reads: Reads, line: Line, on: frozenset[int] | None) -> BoardRow:
    session = reads.session
    running = running_on(session, line.id)
    place = run_place(session, running[0]) if running else None
    stop = open_stop(session, line.id)
    state = line_state(StopType(stop.stop_type) if stop else None, len(running))
    since = _since(session, line, stop, place, state)
    check, off = _check(session, place, reads.now), ""
    stops = _held(session, line, place)
    if place is not None and state is LineState.RUNNING:
        last = max(_last_act(session, place), since or place.run.started_at)
        off, is_on = _station_off(session, place, on)
        state = wall_state(
            state, is_held=stops is not None, is_check_open=check != NO_NAME, is_on=is_on,
            quiet=reads.now - last,
        )  # fmt: skip
        since = {LineState.SILENT: last, LineState.CHECK: None}.get(state, since)
    elif place is None:
        state = wall_state(
            state, is_held=stops is not None, is_check_open=False, is_on=None, quiet=timedelta()
        )
    if stops is not None and state is LineState.HELD:
        since = datetime.fromisoformat(stops.facts["since"])
    planned = next((o for o in open_orders(session, line.id) if o.state == "planned"), None)
    midnight = datetime.combine(reads.today, time(), reads.zone)
    stood = stopped_for(session, line.id, midnight, reads.now)
    return BoardRow(
        line_id=line.id,
        code=line.code,
        name=NamePair(line.name_en, line.name_zh),
        state=state,
        order=order_row(session, place.order) if place else None,
        operation=NamePair(place.operation.name_en, place.operation.name_zh) if place else NO_NAME,
        progress=run_progress(session, place) if place else None,
        since=since,
        by=name_of(session, stop.started_by if stop else place.run.started_by if place else None),
        reason=stop.stop_type if stop else "",
        note=stop.note if stop else "",
        holds=_holds(session, line, place, stops),
        next_order=planned.number if planned else "",
        next_at=planned.needed_at if planned else None,
        stopped_minutes=int(stood.total_seconds()) // 60,
        check=check,
        station_off=off,
        held=stops,
    )


def _held(session: Session, line: Line, place: RunPlace | None) -> Refusal | None:
    """The hold that stops what would come next: the next piece of the run, else the next start."""
    if place is None:
        return check_place(session, Activity.START_OPERATION, _around(line))
    refusal = held_next(session, place)
    if refusal is not None:
        return refusal
    for meal in plan_meals(session, place, pieces_done(session, place.run.id), 1, ()):
        for use in meal.feeding.uses:
            refusal = held_load(session, place, meal.loads[use.load_id])
            if refusal is not None:
                return refusal
    return None


def _around(line: Line) -> Context:
    return Context(line_id=line.id, location_id=line.location_id)


def _holds(
    session: Session, line: Line, place: RunPlace | None, stops: Refusal | None
) -> tuple[str, ...]:
    """Numbers of holds on the running lot and on what the line is, and of the one that stops it."""
    if place is None:
        found = coverings(session, None, _around(line))
    else:
        found = coverings(session, place.order.item_id, context_of(place))
    numbers = [each.number for each in found]
    return tuple(dict.fromkeys([*numbers, *([stops.facts["hold"]] if stops is not None else [])]))


def _check(session: Session, place: RunPlace | None, now: datetime) -> NamePair:
    """The first check that stops the pieces of the run."""
    checks = run_checks(session, place.run, now) if place is not None else ()
    stopping = (each.definition for each in checks if each.standing.state in STOPPING)
    row = next(stopping, None)
    return NamePair(row.name_en, row.name_zh) if row is not None else NO_NAME


def _last_act(session: Session, place: RunPlace) -> datetime:
    """When something was recorded of the run last: pieces, materials, checks, its start."""
    run_id = place.run.id
    times = (
        session.scalar(
            select(func.max(ProductionOutput.at)).where(ProductionOutput.run_id == run_id)
        ),
        session.scalar(
            select(func.max(MaterialLoad.loaded_at)).where(MaterialLoad.run_id == run_id)
        ),
        session.scalar(select(func.max(CheckResult.at)).where(CheckResult.run_id == run_id)),
    )
    return max((at for at in times if at is not None), default=place.run.started_at)


def _since(
    session: Session, line: Line, stop: LineStop | None, place: RunPlace | None, state: LineState
) -> datetime | None:
    """When the state of the line began."""
    if stop is not None:
        return stop.started_at
    ended = session.scalar(
        select(LineStop.ended_at)
        .where(LineStop.line_id == line.id, LineStop.ended_at.is_not(None))
        .order_by(LineStop.ended_at.desc())
        .limit(1)
    )
    if state is LineState.RUNNING and place is not None:
        return max(place.run.started_at, ended) if ended is not None else place.run.started_at
    last = session.scalar(
        select(OperationRun.ended_at)
        .where(OperationRun.line_id == line.id, OperationRun.ended_at.is_not(None))
        .order_by(OperationRun.ended_at.desc())
        .limit(1)
    )
    return max((at for at in (ended, last) if at is not None), default=None)
