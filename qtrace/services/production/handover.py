"""Shift handover: one page that wrote itself, and the signature of whoever takes over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.people import PeopleReason
from qtrace.domain.production.reasons import LineReason, ProductionReason
from qtrace.domain.production.shifts import read_starts, shift_since
from qtrace.models.cases import Case
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.production import CheckDefinition, Line, Operation
from qtrace.models.production_runs import (
    CheckResult,
    MaterialLoad,
    OperationRun,
    ProductionOutput,
    ShiftHandover,
    WorkOrder,
)
from qtrace.records.canonical import canonical_bytes
from qtrace.services.briefs import NamePair
from qtrace.services.commands import Command, encode
from qtrace.services.holds.check import coverings
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import context_of, run_place
from qtrace.services.production.line_commands import HandOverShift
from qtrace.services.production.line_parts import name_of, running_on, stop_row, stops_between
from qtrace.services.production.line_rows import StopRow
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShiftRun:
    """What one pass of an operation made within the shift."""

    order: str
    operation_no: int
    name: NamePair
    run_no: int
    state: str
    good: int
    rework: int
    scrap: int


@dataclass(frozen=True, slots=True)
class ShiftCheck:
    """A check that was made within the shift."""

    name: NamePair
    value: str
    is_good: bool
    at: datetime
    by: NamePair


@dataclass(frozen=True, slots=True)
class ShiftLoad:
    """Material that lies at the line when the page is read."""

    lot: str
    left_q6: int
    unit_code: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A shift of a line: runs, checks, stops, what lies there, and what the next shift must know.

    Attributes:
        deviations: numbers of the deviations that were opened within the shift.
        holds: numbers of the holds that stand now on what runs and lies there.
        people: everybody who did something on the line.
        sha256: hash of the page, which goes back with the signature.
    """

    line_id: int
    code: str
    since: datetime
    until: datetime
    runs: tuple[ShiftRun, ...]
    checks: tuple[ShiftCheck, ...]
    stops: tuple[StopRow, ...]
    loads: tuple[ShiftLoad, ...]
    people: tuple[NamePair, ...]
    deviations: tuple[str, ...]
    holds: tuple[str, ...]
    sha256: str


def handover_page(
    reads: Reads, line_id: int, since: datetime, until: datetime
) -> HandoverPage | None:
    """The page of a line from `since` to `until`, or None if there is no such line."""
    return page_of(reads.session, line_id, since, until)


def shift_page(reads: Reads, line_id: int, until: datetime) -> HandoverPage | None:
    """The page of the shift that ends at `until`, or None if there is no such line."""
    line = reads.session.get(Line, line_id)
    if line is None:
        return None
    handed = reads.session.scalar(
        select(func.max(ShiftHandover.until)).where(ShiftHandover.line_id == line_id)
    )
    starts = read_starts((line.shift_starts or "").split())
    assert not isinstance(starts, LineReason), "only good times are kept"
    since = shift_since(starts, until.astimezone(reads.zone), handed).astimezone(UTC)
    return page_of(reads.session, line_id, since, until)


def page_of(
    session: Session, line_id: int, since: datetime, until: datetime
) -> HandoverPage | None:
    """The page as it is computed, for the screen and for the signature."""
    line = session.get(Line, line_id)
    if line is None:
        return None
    outputs = _outputs(session, line_id, since, until)
    checks = _checks(session, line_id, since, until)
    stops = tuple(stop_row(session, row) for row in stops_between(session, line_id, since, until))
    page = HandoverPage(
        line_id=line_id,
        code=line.code,
        since=since,
        until=until,
        runs=_runs(session, outputs),
        checks=tuple(_check(session, row, definition) for row, definition in checks),
        stops=tuple(row for row in stops if row is not None),
        loads=_loads(session, line_id),
        deviations=_deviations(session, outputs, (line_id, since, until)),
        holds=_holds(session, line_id),
        people=_people(session, {o.person_id for o in outputs} | {c.person_id for c, _d in checks}),
        sha256="",
    )
    digest = sha256(canonical_bytes(encode(page))).hexdigest()
    return replace(page, sha256=digest)


def _outputs(
    session: Session, line_id: int, since: datetime, until: datetime
) -> list[ProductionOutput]:
    return list(
        session.scalars(
            select(ProductionOutput)
            .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
            .where(
                OperationRun.line_id == line_id,
                ProductionOutput.at >= since,
                ProductionOutput.at < until,
            )
            .order_by(ProductionOutput.id)
        )
    )


def _runs(session: Session, outputs: list[ProductionOutput]) -> tuple[ShiftRun, ...]:
    counts: dict[int, dict[str, int]] = {}
    for row in outputs:
        kinds = counts.setdefault(row.run_id, {})
        kinds[row.kind] = kinds.get(row.kind, 0) + row.piece_to - row.piece_from + 1
    found = []
    for run_id, kinds in counts.items():
        run = session.get_one(OperationRun, run_id)
        operation = session.get_one(Operation, run.operation_id)
        found.append(
            ShiftRun(
                session.get_one(WorkOrder, run.work_order_id).number,
                operation.no,
                NamePair(operation.name_en, operation.name_zh),
                run.run_no,
                run.state,
                kinds.get("good", 0),
                kinds.get("rework", 0),
                kinds.get("scrap", 0),
            )
        )
    return tuple(found)


def _checks(
    session: Session, line_id: int, since: datetime, until: datetime
) -> list[tuple[CheckResult, CheckDefinition]]:
    rows = session.execute(
        select(CheckResult, CheckDefinition)
        .join(CheckDefinition, CheckDefinition.id == CheckResult.definition_id)
        .join(OperationRun, OperationRun.id == CheckResult.run_id)
        .where(OperationRun.line_id == line_id, CheckResult.at >= since, CheckResult.at < until)
        .order_by(CheckResult.at, CheckResult.id)
    )
    return [(result, definition) for result, definition in rows]


def _check(session: Session, row: CheckResult, definition: CheckDefinition) -> ShiftCheck:
    name = NamePair(definition.name_en, definition.name_zh)
    return ShiftCheck(name, row.value, row.is_good, row.at, name_of(session, row.person_id))


def _loads(session: Session, line_id: int) -> tuple[ShiftLoad, ...]:
    rows = session.execute(
        select(Item.lot, func.sum(MaterialLoad.left_q6), Item.unit_code)
        .join(MaterialLoad, MaterialLoad.item_id == Item.id)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .where(OperationRun.line_id == line_id, MaterialLoad.left_q6 > 0)
        .group_by(Item.id, Item.lot, Item.unit_code)
        .order_by(Item.lot)
    )
    return tuple(ShiftLoad(lot or "", int(left), unit) for lot, left, unit in rows)


def _deviations(
    session: Session, outputs: list[ProductionOutput], shift: tuple[int, datetime, datetime]
) -> tuple[str, ...]:
    line_id, since, until = shift
    loads = session.scalars(
        select(MaterialLoad.deviation_id)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .where(
            OperationRun.line_id == line_id,
            MaterialLoad.loaded_at >= since,
            MaterialLoad.loaded_at < until,
            MaterialLoad.deviation_id.is_not(None),
        )
    )
    ids = {each for each in (*loads, *(row.deviation_id for row in outputs)) if each is not None}
    return tuple(session.scalars(select(Case.number).where(Case.id.in_(ids)).order_by(Case.number)))


def _holds(session: Session, line_id: int) -> tuple[str, ...]:
    """Holds on the lots that run here, on what is done here, and on what lies there."""
    running = running_on(session, line_id)
    places = (run_place(session, run) for run in running)
    found = [
        each.number
        for place in places
        for each in coverings(session, place.order.item_id, context_of(place), whole=True)
    ]
    loads = session.scalars(
        select(MaterialLoad).where(
            MaterialLoad.run_id.in_([run.id for run in running]), MaterialLoad.left_q6 > 0
        )
    )
    for load in loads:
        found += [each.number for each in coverings(session, load.container_id or load.item_id)]
    return tuple(sorted(set(found)))


def _people(session: Session, ids: set[int]) -> tuple[NamePair, ...]:
    return tuple(name_of(session, person_id) for person_id in sorted(ids))


def hand_over_shift(work: Work, command: HandOverShift) -> Facts | Refusal:
    """Keep that one person gave the line and another took it, with the page both stand for."""
    session = work.session
    if session.get(Line, command.line_id) is None:
        return refuse(ProductionReason.LINE_UNKNOWN)
    if not command.since < command.until <= work.now:
        since, until = command.since.isoformat(), command.until.isoformat()
        return refuse(LineReason.HANDOVER_SPAN, since=since, until=until)
    if session.get(Person, command.given_by) is None:
        return refuse(PeopleReason.UNKNOWN_PERSON)
    if command.given_by == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    page = page_of(session, command.line_id, command.since, command.until)
    assert page is not None, "the line is there"
    if page.sha256 != command.seen_sha256:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    return refuse_unkeepable(note=command.note) or _keep(work, command, page)


def _keep(work: Work, command: HandOverShift, page: HandoverPage) -> Facts:
    work.add(
        ShiftHandover(
            id=command.handover_id,
            line_id=page.line_id,
            since=page.since,
            until=page.until,
            given_by=command.given_by,
            taken_by=work.actor.person_id,
            note=command.note,
            content_sha256=bytes.fromhex(page.sha256),
        )
    )
    content = {"page": page.sha256, "given_by": str(command.given_by), "note": command.note}
    work.sign(ObjectKind.LINE, page.line_id, 1, content)
    work.touch(ObjectKind.LINE, page.line_id)
    return {"line": page.code}


HANDLERS: dict[type[Command], Handler] = {HandOverShift: hand_over_shift}
