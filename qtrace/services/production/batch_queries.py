"""A batch for those who release it: its gate, and its history from the first start to the end."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.production.gate import BatchFacts, Missing, ReleaseKind
from qtrace.models.catalogue import Part
from qtrace.models.items import Item
from qtrace.models.production_runs import (
    BatchRelease,
    WorkOrder,
)
from qtrace.services.briefs import NamePair
from qtrace.services.holds.members import forward_closure
from qtrace.services.items.standing import quality_state
from qtrace.services.production.batches import gate_of
from qtrace.services.production.line_parts import name_of, order_row
from qtrace.services.production.line_rows import OrderRow
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One of the two acts, as it was signed."""

    kind: ReleaseKind
    at: datetime
    by: NamePair


@dataclass(frozen=True, slots=True)
class BatchGate:
    """The gate of a batch as it stands now; `sha256` goes back with the signature.

    Attributes:
        before_production: what is missing before the production release; complete if empty.
        before_market: what is missing before the market release.
    """

    lot_id: int
    order: OrderRow
    facts: BatchFacts
    before_production: tuple[Missing, ...]
    before_market: tuple[Missing, ...]
    releases: tuple[ReleaseRow, ...]
    sha256: str


def batch_gate(reads: Reads, lot_id: int) -> BatchGate | None:
    """The gate of a production lot, or None if it is none."""
    session = reads.session
    order = session.scalar(select(WorkOrder).where(WorkOrder.item_id == lot_id))
    if order is None:
        return None
    gate = gate_of(session, order, reads.now, reads.today)
    return BatchGate(
        lot_id=lot_id,
        order=order_row(session, order),
        facts=gate.facts,
        before_production=gate.missing[ReleaseKind.PRODUCTION],
        before_market=gate.missing[ReleaseKind.MARKET],
        releases=_releases(session, lot_id),
        sha256=gate.sha256,
    )


def batches_to_release(reads: Reads) -> tuple[BatchGate, ...]:
    """Lots of finished orders that are not released for the market yet, oldest first."""
    done = select(BatchRelease.item_id).where(BatchRelease.kind == ReleaseKind.MARKET.value)
    lots = reads.session.scalars(
        select(WorkOrder.item_id)
        .where(WorkOrder.state == "finished", WorkOrder.item_id.not_in(done))
        .order_by(WorkOrder.finished_at)
    ).all()
    gates = (batch_gate(reads, lot_id) for lot_id in lots)
    return tuple(gate for gate in gates if gate is not None)


def _releases(session: Session, lot_id: int) -> tuple[ReleaseRow, ...]:
    rows = session.scalars(
        select(BatchRelease)
        .where(BatchRelease.item_id == lot_id)
        .order_by(BatchRelease.at, BatchRelease.id)
    )
    return tuple(
        ReleaseRow(ReleaseKind(row.kind), row.at, name_of(session, row.released_by)) for row in rows
    )


@dataclass(frozen=True, slots=True)
class ChildRow:
    """Something that was made of a lot, at any depth; a shipment has no state."""

    item_id: int
    kind: str
    lot: str
    part: str
    state: str
    distance: int


def urgent_children(reads: Reads, lot_id: int) -> tuple[ChildRow, ...]:
    """Everything made of a lot that was released urgently: the list for calling it back."""
    session = reads.session
    found = []
    for item_id, distance in forward_closure(session, lot_id).items():
        if not distance:
            continue
        item = session.get_one(Item, item_id)
        part = session.get(Part, item.part_id) if item.part_id is not None else None
        name = item.serial or item.lot or ""
        state = "" if item.kind == "shipment" else quality_state(session, item.id).value
        found.append(
            ChildRow(item.id, item.kind, name, part.number if part else "", state, distance)
        )
    return tuple(found)


def batch_by_lot(reads: Reads, lot: str) -> int | None:
    """Id of the production lot with this number here, or None."""
    return reads.session.scalar(
        select(WorkOrder.item_id)
        .join(Item, Item.id == WorkOrder.item_id)
        .where(Item.lot == lot.strip(), WorkOrder.site_id == reads.station.site_id)
    )
