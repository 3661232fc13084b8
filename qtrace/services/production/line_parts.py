"""Parts of what line screens show, for more than one of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.production.progress import Progress, progress
from qtrace.models.catalogue import Part, PartRevision, Unit
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.models.production import LabelVersion
from qtrace.models.production_runs import (
    LineStop,
    OperationRun,
    WorkOrder,
)
from qtrace.services.briefs import NO_NAME, NamePair, PartBrief, part_brief, person_name
from qtrace.services.holds.urgent_marks import urgent_mark
from qtrace.services.labels.unit_label_rules import in_force
from qtrace.services.production.counts import (
    counts_of,
)
from qtrace.services.production.guards import RunPlace
from qtrace.services.production.line_rows import (
    OrderRow,
    StopRow,
)


def running_on(session: Session, line_id: int) -> Sequence[OperationRun]:
    """Running operations of a line, the newest first."""
    return session.scalars(
        select(OperationRun)
        .where(OperationRun.line_id == line_id, OperationRun.state == "running")
        .order_by(OperationRun.started_at.desc(), OperationRun.id.desc())
    ).all()


def open_orders(session: Session, line_id: int) -> Sequence[WorkOrder]:
    """Running and planned orders of a line, the running ones first, then by need."""
    rows = session.scalars(
        select(WorkOrder)
        .where(WorkOrder.line_id == line_id, WorkOrder.state.in_(("planned", "running")))
        .order_by(WorkOrder.state.desc(), WorkOrder.id)
    ).all()
    return sorted(rows, key=lambda row: (row.state != "running", row.needed_at is None))


def order_row(session: Session, order: WorkOrder) -> OrderRow:
    """A work order as screens name it."""
    label = session.get(LabelVersion, order.label_version_id) if order.label_version_id else None
    is_old = label is not None and label.state != "effective"
    new = in_force(session, order.part_id) if is_old else None
    return OrderRow(
        order_id=order.id,
        number=order.number,
        part=brief_of(session, order.part_id),
        revision=session.get_one(PartRevision, order.part_revision_id).revision,
        lot_id=order.item_id,
        lot=session.get_one(Item, order.item_id).lot or "",
        planned=order.planned,
        state=order.state,
        label_version=label.version if label else "",
        udi_di=label.udi_di if label else "",
        label_in_force=new.version if new is not None else "",
        urgent=urgent_mark(session, order.item_id).lots,
    )


def brief_of(session: Session, part_id: int) -> PartBrief:
    """The part as rows name it."""
    part = session.get_one(Part, part_id)
    brief = part_brief(part, session.get_one(Unit, part.base_unit))
    assert brief is not None
    return brief


def name_of(session: Session, person_id: int | None) -> NamePair:
    """Name of a person, empty if there is none."""
    return person_name(session.get(Person, person_id)) if person_id is not None else NO_NAME


def stop_row(session: Session, stop: LineStop | None) -> StopRow | None:
    """A stop as screens show it."""
    if stop is None:
        return None
    by = name_of(session, stop.started_by)
    return StopRow(stop.id, stop.stop_type, stop.note, stop.started_at, by, stop.ended_at)


def run_progress(session: Session, place: RunPlace) -> Progress:
    """Where the operation stands, all passes together."""
    return progress(place.order.planned, counts_of(session, place.order, place.operation))


def stopped_for(session: Session, line_id: int, since: datetime, until: datetime) -> timedelta:
    """How long a line stood within a span."""
    total = timedelta()
    for stop in stops_between(session, line_id, since, until):
        total += min(stop.ended_at or until, until) - max(stop.started_at, since)
    return total


def stops_between(
    session: Session, line_id: int, since: datetime, until: datetime
) -> Sequence[LineStop]:
    """Stops of a line that lie in a span, at least in part, in order."""
    rows = session.scalars(
        select(LineStop)
        .where(LineStop.line_id == line_id, LineStop.started_at < until)
        .order_by(LineStop.started_at)
    ).all()
    return [row for row in rows if row.ended_at is None or row.ended_at > since]
