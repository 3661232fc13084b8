"""What is open at the bench, found in few statements: inspections, label tasks, pending lots."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from qtrace.domain.ids import EPOCH_MS, compose_id
from qtrace.domain.items import LabelStatus
from qtrace.models.documents import LabelCheck, PrintJob
from qtrace.models.inspection import (
    AttributeCount,
    Inspection,
    InspectionClass,
    PlanRevision,
    Reading,
)
from qtrace.models.items import Item, ItemStatus
from qtrace.models.people import Person
from qtrace.models.receiving import Receipt
from qtrace.services.briefs import NamePair, person_name
from qtrace.services.inspection.rows import SheetReturn
from qtrace.services.inspection.signatures import sheet_returns
from qtrace.services.reads import Reads

HORIZON = timedelta(days=60)
"""Label tasks older than this leave the queue; the lot page shows them for ever."""

OPEN_STATES = ("waiting", "in_progress", "signed")
DECIDED_STATES = ("accepted", "rejected")


def first_id_of(instant: datetime) -> int:
    """Lowest id that can have been made at `instant` or later: ids carry their time."""
    return compose_id(max(int(instant.timestamp() * 1000), EPOCH_MS), 0, 0)


@dataclass(frozen=True, slots=True)
class OpenInspection:
    """An inspection and the signature chain of its plan (None while it waits).

    Attributes:
        returned: the newest return while the inspector has not signed again, or None.
    """

    inspection: Inspection
    chain: str | None
    returned: SheetReturn | None = None


def open_inspections(reads: Reads) -> tuple[OpenInspection, ...]:
    """Inspections of this site that are not decided yet."""
    return _inspections(
        reads,
        Inspection.site_id == reads.station.site_id,
        Inspection.state.in_(OPEN_STATES),
    )


def decided_since(reads: Reads, since: datetime) -> tuple[OpenInspection, ...]:
    """Inspections of this site that were decided at `since` or later, newest first."""
    return _inspections(
        reads,
        Inspection.site_id == reads.station.site_id,
        Inspection.state.in_(DECIDED_STATES),
        Inspection.id >= first_id_of(reads.now - HORIZON),
        Inspection.decided_at >= since,
    )


def newest_inspections(reads: Reads, lot_ids: Collection[int]) -> dict[int, Inspection]:
    """The newest inspection of each lot."""
    rows = reads.session.scalars(
        select(Inspection).where(Inspection.item_id.in_(lot_ids)).order_by(Inspection.id)
    )
    return {row.item_id: row for row in rows}


def _inspections(reads: Reads, *conditions: ColumnElement[bool]) -> tuple[OpenInspection, ...]:
    rows = reads.session.execute(
        select(Inspection, PlanRevision.signature_chain)
        .outerjoin(PlanRevision, PlanRevision.id == Inspection.plan_revision_id)
        .where(*conditions)
        .order_by(Inspection.id.desc())
    ).all()
    running = [row.id for row, _ in rows if row.state == "in_progress"]
    returns = sheet_returns(reads.session, running)
    return tuple(
        OpenInspection(row, chain, returns[row.id][-1] if row.id in returns else None)
        for row, chain in rows
    )


@dataclass(frozen=True, slots=True)
class OpenLabels:
    """Containers of a lot that are not seen yet with the label they must carry."""

    lot_id: int
    status: LabelStatus
    done: int
    total: int


def open_label_tasks(reads: Reads) -> dict[int, OpenLabels]:
    """Lots with labels printed within the horizon whose containers are not all seen, by id."""
    printed = (
        select(PrintJob.item_id)
        .where(PrintJob.id >= first_id_of(reads.now - HORIZON), PrintJob.kind == "label")
        .distinct()
        .subquery()
    )
    boxes = _count_of(Item, and_(Item.origin_id == ItemStatus.item_id, Item.kind == "container"))
    wanted = _wanted_status()
    checks = _count_of(
        LabelCheck,
        and_(LabelCheck.lot_id == ItemStatus.item_id, LabelCheck.label_status == wanted),
    )
    rows: Collection[Row[int, str, int, int]] = reads.session.execute(
        select(ItemStatus.item_id, wanted, checks, boxes)
        .join(printed, printed.c.item_id == ItemStatus.item_id)
        .where(wanted.is_not(None), boxes > checks)
    ).all()
    return {
        lot_id: OpenLabels(lot_id, LabelStatus(status), done, total)
        for lot_id, status, done, total in rows
    }


def _count_of(table: type[Item | LabelCheck], condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Number of rows of `table` that belong to the status row of the outer statement."""
    return (
        select(func.count())
        .select_from(table)
        .where(condition)
        .correlate(ItemStatus)
        .scalar_subquery()
    )


def _wanted_status() -> ColumnElement[str]:
    """`domain.items.label_status` as SQL; a test compares the two."""
    lot = select(Item.origin_id).where(Item.id == ItemStatus.item_id).correlate(ItemStatus)
    asked = exists().where(Inspection.item_id == ItemStatus.item_id).correlate(ItemStatus)
    in_quarantine = case(
        (asked, literal(LabelStatus.QUARANTINE.value)),
        (lot.scalar_subquery().is_not(None), literal(LabelStatus.QUARANTINE.value)),
        else_=literal(LabelStatus.EXCESS.value),
    )
    state = ItemStatus.quality_state
    return case(
        (state == "quarantine", in_quarantine),
        (state.in_(("released", "conditional")), literal(LabelStatus.RELEASED.value)),
        (state == "rejected", literal(LabelStatus.REJECTED.value)),
        (state == "rework", literal(LabelStatus.HOLD.value)),
        else_=None,
    )


def pending_lots(reads: Reads) -> tuple[tuple[int, str], ...]:
    """Lots that wait for quality's decision, with the findings of their receipt (JSON)."""
    asked = exists().where(Inspection.item_id == Item.id)
    rows = reads.session.execute(
        select(Item.id, Receipt.findings)
        .join(ItemStatus, ItemStatus.item_id == Item.id)
        .join(Receipt, Receipt.id == Item.receipt_id)
        .where(
            ItemStatus.quality_state == "quarantine",
            Item.kind == "lot",
            Item.origin_id.is_(None),
            Item.site_id == reads.station.site_id,
            ~asked,
        )
        .order_by(Item.id)
    )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an inspection is.

    Attributes:
        pieces: pieces with a value or covered by "all OK".
        n: largest sample size of its classes.
        characteristic_id: what was read last, or None.
        person: who read last.
        at: when, or None if nothing was read.
    """

    pieces: int
    n: int
    characteristic_id: int | None
    person: NamePair
    at: datetime | None


def progress_of(session: Session, inspection_ids: Collection[int]) -> dict[int, Progress]:
    """How far each of the inspections is."""
    if not inspection_ids:
        return {}
    sizes = _by_inspection(
        session, InspectionClass.inspection_id, func.max(InspectionClass.n), inspection_ids
    )
    pieces = _by_inspection(
        session, Reading.inspection_id, func.count(Reading.sample_no.distinct()), inspection_ids
    )
    covered = _by_inspection(
        session, AttributeCount.inspection_id, func.max(AttributeCount.piece_to), inspection_ids
    )
    last = _last_readings(session, inspection_ids)
    return {
        inspection_id: _progress(
            max(pieces.get(inspection_id, 0), covered.get(inspection_id, 0)),
            sizes.get(inspection_id, 0),
            last.get(inspection_id),
        )
        for inspection_id in inspection_ids
    }


def _progress(pieces: int, n: int, last: tuple[Reading, Person] | None) -> Progress:
    if last is None:
        return Progress(pieces, n, None, NamePair(), None)
    reading, person = last
    return Progress(pieces, n, reading.characteristic_id, person_name(person), reading.at)


def _by_inspection(
    session: Session,
    column: InstrumentedAttribute[int],
    value: ColumnElement[int],
    inspection_ids: Collection[int],
) -> Mapping[int, int]:
    rows = session.execute(select(column, value).where(column.in_(inspection_ids)).group_by(column))
    return dict(rows.all())


def _last_readings(
    session: Session, inspection_ids: Collection[int]
) -> dict[int, tuple[Reading, Person]]:
    newest = (
        select(func.max(Reading.id))
        .where(Reading.inspection_id.in_(inspection_ids))
        .group_by(Reading.inspection_id)
    )
    rows = session.execute(
        select(Reading, Person)
        .join(Person, Person.id == Reading.person_id)
        .where(Reading.id.in_(newest))
    )
    return {reading.inspection_id: (reading, person) for reading, person in rows}
