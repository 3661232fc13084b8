"""Interlocks on record with the names of what they stop: those that stand, and those cured lately.

Source: `interlock` rows, which nobody types: a command that runs into one notes it, the command
that cures it clears it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qtrace.domain.interlocks import InterlockKind
from qtrace.models.holds import Interlock
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.production import Equipment, Line, Operation
from qtrace.models.production_runs import OperationRun, WorkOrder
from qtrace.models.stations import Station
from qtrace.services.briefs import NO_NAME, NamePair, person_name
from qtrace.services.reads import Reads

LOOK_BACK = timedelta(days=30)
"""How long a cured interlock is listed; its record stays for ever."""


@dataclass(frozen=True, slots=True)
class StopRow:
    """An interlock for a person who looks after it.

    Attributes:
        target: what is stopped: lot, order and operation, person, line or equipment.
        facts: what the newest refusal said.
        hits: how often somebody ran into it.
        by: who ran into it last.
        cleared_at: when it was cured; None while it stands.
    """

    key: int
    kind: InterlockKind
    target: NamePair
    facts: Mapping[str, str]
    hits: int
    first_at: datetime
    last_at: datetime
    by: NamePair
    station: str
    cleared_at: datetime | None


def interlock_rows(reads: Reads) -> tuple[StopRow, ...]:
    """Those that stand first, then the cured ones; in both the newest hit first."""
    since = reads.now - LOOK_BACK
    rows = reads.session.execute(
        select(Interlock, Person, Station.code)
        .outerjoin(Person, Person.id == Interlock.last_by)
        .join(Station, Station.id == Interlock.station_id)
        .where(or_(Interlock.cleared_at.is_(None), Interlock.cleared_at >= since))
        .order_by(Interlock.cleared_at.is_not(None), Interlock.last_at.desc(), Interlock.id)
    )
    return tuple(
        StopRow(
            key=row.id,
            kind=InterlockKind(row.kind),
            target=_target(reads.session, row.target_kind, row.target_id),
            facts=json.loads(row.facts),
            hits=row.hits,
            first_at=row.first_at,
            last_at=row.last_at,
            by=person_name(person),
            station=station,
            cleared_at=row.cleared_at,
        )
        for row, person, station in rows
    )


def _target(session: Session, kind: str, target_id: int) -> NamePair:
    """Its number or its name; what nobody knows is shown by its id."""
    if kind == "person":
        person = session.get(Person, target_id)
        return person_name(person) if person is not None else NO_NAME
    number = {"item": _item, "operation_run": _run, "line": _line, "equipment": _machine}
    find = number.get(kind)
    text = (find(session, target_id) if find is not None else "") or str(target_id)
    return NamePair(text, text)


def _item(session: Session, item_id: int) -> str:
    item = session.get(Item, item_id)
    return (item.lot or item.serial or "") if item is not None else ""


def _run(session: Session, run_id: int) -> str:
    told = (
        select(WorkOrder.number, Operation.no)
        .join(OperationRun, OperationRun.work_order_id == WorkOrder.id)
        .join(Operation, Operation.id == OperationRun.operation_id)
        .where(OperationRun.id == run_id)
    )
    row = session.execute(told).first()
    return f"{row[0]} OP{row[1]}" if row is not None else ""


def _line(session: Session, line_id: int) -> str:
    line = session.get(Line, line_id)
    return line.code if line is not None else ""


def _machine(session: Session, equipment_id: int) -> str:
    row = session.get(Equipment, equipment_id)
    return row.code if row is not None else ""
