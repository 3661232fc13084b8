"""Who may do which operation until when, and which equipment is fit today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.gauges import calibration_standing
from qtrace.domain.people import Role
from qtrace.models.gauges import Gauge
from qtrace.models.people import Person
from qtrace.models.production import (
    Equipment,
    Line,
    Operation,
    Route,
    RouteRevision,
    TrainingRecord,
)
from qtrace.services.authority import roles_of
from qtrace.services.briefs import NO_NAME, NamePair, person_name
from qtrace.services.gauges.lookback import calibration_facts
from qtrace.services.outcomes import Refusal
from qtrace.services.production.guards import unfit_machine
from qtrace.services.production.line_parts import name_of
from qtrace.services.reads import Reads

SOON = timedelta(days=30)
WORKERS = frozenset({Role.OPERATOR, Role.SUPERVISOR})


class TrainingState(StrEnum):
    """Where a person stands with a topic."""

    TRAINED = "trained"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A person and a topic.

    Attributes:
        key: number of the row in the list.
        operations: operations of routes in force that ask for the topic, as `R-IP200 OP30`.
        done_on: day of the training that counts; None if there is none.
        valid_to: its last day; None: it does not expire.
    """

    key: int
    person_id: int
    person: NamePair
    topic: str
    operations: tuple[str, ...]
    state: TrainingState
    done_on: date | None
    valid_to: date | None
    trainer: NamePair


def training_rows(reads: Reads) -> tuple[TrainingRow, ...]:
    """Everybody who works at lines or was trained, with every topic that is asked for or known."""
    session = reads.session
    needed = _needed(session)
    records: dict[tuple[int, str], list[TrainingRecord]] = {}
    for record in session.scalars(select(TrainingRecord)):
        records.setdefault((record.person_id, record.topic), []).append(record)
    people = {row.id: row for row in session.scalars(select(Person).where(Person.state != "left"))}
    workers = [
        person_id for person_id in people if WORKERS & roles_of(session, person_id, reads.now)
    ]
    known = {each for each in records if each[0] in people}
    wanted = {(person, topic) for person in workers for topic in needed} | known
    ordered = sorted(wanted, key=lambda each: (people[each[0]].login, each[1]))
    return tuple(
        _row(
            reads,
            key,
            people[person],
            topic,
            needed.get(topic, ()),
            records.get((person, topic), []),
        )
        for key, (person, topic) in enumerate(ordered, start=1)
    )


def _needed(session: Session) -> dict[str, tuple[str, ...]]:
    """Operations in force by the topic that they ask for."""
    rows = session.execute(
        select(Operation.training_topic, Route.code, Operation.no)
        .join(RouteRevision, RouteRevision.id == Operation.route_revision_id)
        .join(Route, Route.id == RouteRevision.route_id)
        .where(RouteRevision.state == "effective", Operation.training_topic != "")
        .order_by(Route.code, Operation.no)
    )
    found: dict[str, tuple[str, ...]] = {}
    for topic, code, number in rows:
        found[topic] = (*found.get(topic, ()), f"{code} OP{number}")
    return found


def _row(
    reads: Reads,
    key: int,
    person: Person,
    topic: str,
    operations: tuple[str, ...],
    records: list[TrainingRecord],
) -> TrainingRow:
    best = max(records, key=lambda row: (row.valid_to or date.max, row.done_on), default=None)
    return TrainingRow(
        key,
        person.id,
        person_name(person),
        topic,
        operations,
        training_state(best.valid_to, reads.today) if best is not None else TrainingState.MISSING,
        best.done_on if best is not None else None,
        best.valid_to if best is not None else None,
        name_of(reads.session, best.trainer_id) if best is not None else NO_NAME,
    )


def training_state(valid_to: date | None, today: date) -> TrainingState:
    """What the last day of a training means today."""
    if valid_to is None:
        return TrainingState.TRAINED
    if valid_to < today:
        return TrainingState.EXPIRED
    return TrainingState.ENDS_SOON if valid_to <= today + SOON else TrainingState.TRAINED


@dataclass(frozen=True, slots=True)
class EquipmentRow:
    """A machine or fixture as it stands today.

    Attributes:
        line: code of its line, empty for what is carried about.
        gauge: code of the gauge it measures with, empty without one.
        calibrated_to: last day of that gauge's calibration.
        unfit: why no operation may be started with it today, or None.
    """

    equipment_id: int
    row_version: int
    code: str
    name: NamePair
    equipment_type: str
    line: str
    state: str
    qualified_to: date | None
    gauge: str
    calibrated_to: date | None
    unfit: Refusal | None


def equipment_rows(reads: Reads) -> tuple[EquipmentRow, ...]:
    """Equipment of this site, what is unfit first."""
    session = reads.session
    rows = session.scalars(
        select(Equipment).where(Equipment.site_id == reads.station.site_id).order_by(Equipment.code)
    ).all()
    found = [_machine(reads, row) for row in rows]
    return tuple(sorted(found, key=lambda row: row.unfit is None))


def _machine(reads: Reads, row: Equipment) -> EquipmentRow:
    session = reads.session
    line = session.get(Line, row.line_id) if row.line_id is not None else None
    gauge = session.get(Gauge, row.gauge_id) if row.gauge_id is not None else None
    due_on = None
    if gauge is not None:
        due_on = calibration_standing(calibration_facts(session, gauge.id), reads.today).due_on
    return EquipmentRow(
        row.id,
        row.row_version,
        row.code,
        NamePair(row.name_en, row.name_zh),
        row.equipment_type,
        line.code if line is not None else "",
        row.state,
        row.qualified_to,
        gauge.code if gauge is not None else "",
        due_on,
        unfit_machine(session, row, reads.today),
    )
