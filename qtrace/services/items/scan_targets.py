"""What a scanned code of ours belongs to, and what is to be done with it now."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from qtrace.domain.codes.internal import InternalCode, InternalKind, LabelMark
from qtrace.domain.items import LabelStatus
from qtrace.models.documents import LabelCheck
from qtrace.models.gauges import Gauge
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.models.shipping import Shipment
from qtrace.services.holds.check import coverings
from qtrace.services.items.standing import container_count, wanted_label
from qtrace.services.reads import Reads

_OPEN = ("waiting", "in_progress", "signed")
_RECEIVING_LABELS = frozenset({LabelStatus.QUARANTINE, LabelStatus.EXCESS})


class TargetKind(StrEnum):
    """Where a scan leads."""

    LABELS = "labels"
    INSPECTION = "inspection"
    LOT = "lot"
    GAUGE = "gauge"
    HOLD = "hold"
    SHIPMENT = "shipment"
    ORDER = "order"
    BATCH = "batch"
    CASE = "case"
    EQUIPMENT = "equipment"
    DELIVERY = "delivery"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a scan leads, and the id of what is there; for an order its line and its batch, too."""

    kind: TargetKind
    object_id: int = 0
    line_id: int = 0
    batch_id: int = 0


def open_target(reads: Reads, code: InternalCode) -> Target:
    """The task that waits for the scanned lot, container or gauge; else its page.

    A hold tag opens its hold, as long as there is one.
    """
    if code.kind is InternalKind.GAUGE:
        gauge = reads.session.scalar(select(Gauge.id).where(Gauge.code == code.body))
        return Target(TargetKind.GAUGE, gauge) if gauge else Target(TargetKind.NOTHING)
    if code.kind is InternalKind.SHIPMENT:
        number = select(Shipment.id).where(Shipment.number == code.text)
        shipment = reads.session.scalar(number)
        return Target(TargetKind.SHIPMENT, shipment) if shipment else Target(TargetKind.NOTHING)
    if code.kind not in {InternalKind.LOT, InternalKind.CONTAINER}:
        return Target(TargetKind.NOTHING)
    lot_text = code.lot if code.kind is InternalKind.CONTAINER else code.text
    lot_id = reads.session.scalar(select(Item.id).where(Item.lot == lot_text, Item.kind == "lot"))
    if lot_id is None:
        return Target(TargetKind.NOTHING)
    hold_id = _tagged_hold(reads, lot_id, code) if code.mark == LabelMark.HOLD else None
    return Target(TargetKind.HOLD, hold_id) if hold_id is not None else lot_target(reads, lot_id)


def _tagged_hold(reads: Reads, lot_id: int, code: InternalCode) -> int | None:
    """The newest active hold on the container with this tag; None if nothing holds it any more."""
    own = select(Item.id).where(
        Item.origin_id == lot_id, Item.kind == "container", Item.unit_seq == code.index
    )
    found = coverings(reads.session, reads.session.scalar(own) or lot_id)
    return max(found, key=lambda each: each.seq).hold_id if found else None


def lot_target(reads: Reads, lot_id: int) -> Target:
    """The task that waits for the lot, else its page."""
    lot = reads.session.get_one(Item, lot_id)
    wanted = wanted_label(reads.session, lot)
    owes_labels = wanted is not None and _labels_open(reads, lot_id, wanted)
    newest = reads.session.execute(
        select(Inspection.id, Inspection.state)
        .where(Inspection.item_id == lot_id)
        .order_by(Inspection.id.desc())
        .limit(1)
    ).first()
    if owes_labels and wanted in _RECEIVING_LABELS:
        return Target(TargetKind.LABELS, lot_id)
    if newest is not None and (newest.state in _OPEN or owes_labels):
        return Target(TargetKind.INSPECTION, newest.id)
    return Target(TargetKind.LOT, lot_id)


def _labels_open(reads: Reads, lot_id: int, wanted: LabelStatus) -> bool:
    """True while some of the containers do not carry a checked label of the wanted status."""
    checked = reads.session.scalar(
        select(func.count())
        .select_from(LabelCheck)
        .where(LabelCheck.lot_id == lot_id, LabelCheck.label_status == wanted.value)
    )
    return (checked or 0) < container_count(reads.session, lot_id)
