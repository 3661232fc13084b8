"""A line as its station sees it: order, operation, materials, checks, scans."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.production.checks_due import STOPPING, CheckKind
from qtrace.domain.production.feeding import Need, total_q6
from qtrace.domain.production.lines import StopType, line_state
from qtrace.domain.production.progress import available
from qtrace.domain.production.reasons import PieceReason
from qtrace.domain.quantities import plain_q6
from qtrace.models.catalogue import PartRevision
from qtrace.models.items import Item
from qtrace.models.production import BillLine, Line
from qtrace.models.production_runs import (
    LineClearance,
    MaterialLoad,
    OperationRun,
)
from qtrace.services.briefs import NamePair
from qtrace.services.items.status import statuses_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.checks import RunCheck, doubt_of, run_checks, stopping_check
from qtrace.services.production.counts import (
    counts_of,
    delivered_to,
    open_loads,
    operations_of,
    pieces_done,
)
from qtrace.services.production.feeding import loads_of, needs_of
from qtrace.services.production.guards import (
    RunPlace,
    held_pieces,
    open_stop,
    output_is_new,
    run_place,
    stopped,
    unfit_tools,
)
from qtrace.services.production.line_parts import (
    brief_of,
    name_of,
    open_orders,
    order_row,
    run_progress,
    running_on,
    stop_row,
    stopped_for,
)
from qtrace.services.production.line_rows import (
    CheckRow,
    ClearanceRow,
    LineStation,
    MaterialRow,
    RunRow,
)
from qtrace.services.production.line_scans import last_scans
from qtrace.services.production.material import held_load
from qtrace.services.production.numbers import waiting_numbers
from qtrace.services.reads import Reads


def line_station(reads: Reads, line_id: int, run_id: int | None = None) -> LineStation | None:
    """Everything the station of a line shows, or None if there is no such line.

    Args:
        reads: the view.
        line_id: the line.
        run_id: the running operation to show; None: the newest running one.
    """
    session = reads.session
    line = session.get(Line, line_id)
    if line is None:
        return None
    running = running_on(session, line_id)
    run = next((row for row in running if row.id == run_id), running[0] if running else None)
    place = run_place(session, run, reads.station.id) if run is not None else None
    stop = open_stop(session, line_id)
    checks = run_checks(session, run, reads.now) if run is not None else ()
    scans, done, denied = last_scans(reads, line.id)
    ending = finishing(reads, place) if place else None
    return LineStation(
        line_id=line.id,
        code=line.code,
        name=NamePair(line.name_en, line.name_zh),
        state=line_state(StopType(stop.stop_type) if stop else None, len(running)),
        stop=stop_row(session, stop),
        orders=tuple(order_row(session, each) for each in open_orders(session, line_id)),
        order=order_row(session, place.order) if place else None,
        run=_run_row(reads, place) if place else None,
        progress=run_progress(session, place) if place else None,
        materials=_materials(reads, place) if place else (),
        checks=tuple(_check_row(session, place, each) for each in checks) if place else (),
        clearance=_clearance(session, line_id),
        stopping=stopping(reads, place, checks) if place else None,
        finishing=ending,
        asked_check=_asked_check(reads, place, checks, ending) if place else None,
        scans=scans,
        scans_today=done + denied,
        blocked_today=denied,
        shift_starts=line.shift_starts or "",
        row_version=line.row_version,
    )


def _run_row(reads: Reads, place: RunPlace) -> RunRow:
    session, run, operation = reads.session, place.run, place.operation
    born = next((o.no for o in operations_of(session, place.order) if o.makes_units), None)
    is_birth = operation.no == born and run.run_no == 1
    return RunRow(
        run_id=run.id,
        operation_no=operation.no,
        name=NamePair(operation.name_en, operation.name_zh),
        run_no=run.run_no,
        started_at=run.started_at,
        started_by=name_of(session, run.started_by),
        equipment=tuple(sorted(tool.code for tool in place.tools)),
        minutes_each=_pace(reads, run),
        makes_units=is_birth,
        takes_units=born is not None and operation.no >= born and not is_birth,
    )


def _pace(reads: Reads, run: OperationRun) -> float | None:
    done = pieces_done(reads.session, run.id)
    if not done:
        return None
    stood = stopped_for(reads.session, run.line_id, run.started_at, reads.now)
    worked = reads.now - run.started_at - stood
    return max(0.0, worked.total_seconds() / 60 / done)


def _materials(reads: Reads, place: RunPlace) -> tuple[MaterialRow, ...]:
    session = reads.session
    stands = run_progress(session, place)
    done = stands.planned - stands.left
    rows = []
    for need in needs_of(session, place):
        loads = list(loads_of(session, place, need.no).values())
        used = [load for load in loads if load.left_q6 > 0]
        there: Sequence[MaterialLoad | None] = used or loads[-1:] or (None,)
        shown = [_material_row(reads, place, need, load, (done, stands.left)) for load in there]
        # What is held at the line makes no piece: it is missing like what never came.
        at_line = sum(row.left_q6 for row in shown if row.load_id is not None and row.held is None)
        for number, row in enumerate(shown):
            rows.append(replace(row, at_line_q6=at_line, is_first=number == 0))
    return tuple(rows)


def _material_row(
    reads: Reads,
    place: RunPlace,
    need: BillLine,
    load: MaterialLoad | None,
    pieces: tuple[int, int],
) -> MaterialRow:
    session, (done, left) = reads.session, pieces
    lot = session.get_one(Item, load.item_id) if load is not None else None
    what = Need(need.num, need.den)
    is_open = load is not None and load.left_q6 > 0
    refusal = None
    if load is not None and lot is not None:
        refusal = held_load(session, place, load)
    part_id = lot.part_id if lot is not None and lot.part_id is not None else need.part_id
    return MaterialRow(
        need_no=need.no,
        part=brief_of(session, part_id),
        revision=session.get_one(PartRevision, need.part_revision_id).revision,
        per_piece=plain_q6(total_q6(what, 1)),
        lot_id=lot.id if lot else None,
        lot=(lot.lot or "") if lot else "",
        load_id=load.id if load is not None and is_open else None,
        left_q6=load.left_q6 if load is not None else 0,
        at_line_q6=0,
        is_first=True,
        needed_q6=total_q6(what, done + left) - total_q6(what, done),
        expiry=lot.expiry if lot else None,
        status=statuses_of(reads, [lot])[lot.id] if lot else None,
        held=refusal,
    )


def _check_row(session: Session, place: RunPlace, check: RunCheck) -> CheckRow:
    row, stands = check.definition, check.standing
    last = check.results[-1] if check.results else None
    confirmed = check.confirmed.get(last.id) if last is not None else None
    waits = last is not None and last.is_good and row.second_person and confirmed is None
    due = None if stands.pieces_left is None else stands.last_good_pieces + (row.every_n or 0)
    return CheckRow(
        definition_id=row.id,
        name=NamePair(row.name_en, row.name_zh),
        kind=CheckKind(row.kind),
        state=stands.state,
        every_n=row.every_n,
        every_minutes=row.every_minutes,
        lsl=row.lsl,
        usl=row.usl,
        unit=row.unit_code,
        gauge_type=row.gauge_type,
        last_value=last.value if last else "",
        last_at=last.at if last else None,
        last_by=name_of(session, last.person_id if last else None),
        confirmed_by=name_of(session, confirmed.confirmed_by if confirmed else None),
        pieces_left=stands.pieces_left,
        due_piece=due,
        due_at=stands.due_at,
        doubt=doubt_of(session, place.run, stands),
        waiting_id=last.id if last is not None and waits else None,
        last_by_id=last.person_id if last else None,
    )


def _clearance(session: Session, line_id: int) -> ClearanceRow | None:
    row = session.scalar(
        select(LineClearance)
        .where(LineClearance.line_id == line_id)
        .order_by(LineClearance.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    by, seen = name_of(session, row.cleared_by), name_of(session, row.confirmed_by)
    is_confirmed = row.confirmed_by is not None
    return ClearanceRow(row.id, row.cleared_at, by, seen, is_confirmed, row.cleared_by)


def stopping(reads: Reads, place: RunPlace, checks: Sequence[RunCheck]) -> Refusal | None:
    """Why no piece may come out of the run now, materials and persons left out; None if pieces may.

    It asks what `RECORD_OUTPUT` asks.
    """
    return _standing_still(reads, place, checks) or held_next(reads.session, place)


def held_next(session: Session, place: RunPlace) -> Refusal | None:
    """The hold that stops the next piece of the run, materials left out; None if none does."""
    is_new = output_is_new(operations_of(session, place.order), place)
    also = Activity.OUTPUT if is_new else None
    piece = _next_piece(session, place)
    return held_pieces(session, place, piece, Activity.COMPLETE_OPERATION, also)


def _standing_still(reads: Reads, place: RunPlace, checks: Sequence[RunCheck]) -> Refusal | None:
    """The stop of the line, the tool or the check because of which nothing goes on."""
    return (
        stopped(reads.session, place.line, place.stop)
        or unfit_tools(reads.session, place, reads.today)
        or stopping_check(reads.session, place.run, checks)
    )


def _next_piece(session: Session, place: RunPlace) -> tuple[int, int] | None:
    """Number of the piece that comes out next, where pieces come in the order of their numbers."""
    born = next((o.no for o in operations_of(session, place.order) if o.makes_units), None)
    if place.run.run_no > 1 or (born is not None and place.operation.no > born):
        return None
    number = next(iter(waiting_numbers(session, place)), pieces_done(session, place.run.id) + 1)
    return number, number


def _asked_check(
    reads: Reads, place: RunPlace, checks: Sequence[RunCheck], ending: Refusal | None
) -> int | None:
    """The check that is asked for now: one that stops the pieces, else one that stops the end."""
    if ending is not None and ending.code != PieceReason.OPERATION_UNFINISHED:
        checks = (*checks, *run_checks(reads.session, place.run, reads.now, is_ending=True))
    found = (each.definition.id for each in checks if each.standing.state in STOPPING)
    return next(found, None)


def finishing(reads: Reads, place: RunPlace) -> Refusal | None:
    """Why the operation cannot be finished now, as the button says it; None if it can."""
    session, operation = reads.session, place.operation
    counts = counts_of(session, place.order, operation)
    left = available(delivered_to(session, place.order, operation), counts, place.run.run_no)
    if left:
        return refuse(PieceReason.OPERATION_UNFINISHED, left=left, operation=operation.no)
    checks = run_checks(session, place.run, reads.now, is_ending=True)
    refusal = _standing_still(reads, place, checks) or held_pieces(
        session, place, None, Activity.COMPLETE_OPERATION
    )
    if refusal is not None:
        return refusal
    lots = open_loads(session, [place.run.id])
    return refuse(PieceReason.LOADS_OPEN, lots=", ".join(lots)) if lots else None
