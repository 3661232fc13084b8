"""What a scanned code of ours belongs to, and what is to be done with it now."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.items import LabelStatus
from qtrace.models.documents import LabelCheck
from qtrace.models.gauges import Gauge
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.services.items import container_count, wanted_label
from qtrace.services.reads import Reads

_OPEN = ("waiting", "in_progress", "signed")
_RECEIVING_LABELS = frozenset({LabelStatus.QUARANTINE, LabelStatus.EXCESS})


class TargetKind(StrEnum):
    """Where a scan leads."""

    LABELS = "labels"
    INSPECTION = "inspection"
    LOT = "lot"
    GAUGE = "gauge"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a scan leads, and the id of what is there."""

    kind: TargetKind
    object_id: int = 0


def open_target(reads: Reads, code: InternalCode) -> Target:
    """The task that waits for the scanned lot, container or gauge; else its page."""
    if code.kind is InternalKind.GAUGE:
        gauge = reads.session.scalar(select(Gauge.id).where(Gauge.code == code.body))
        return Target(TargetKind.GAUGE, gauge) if gauge else Target(TargetKind.NOTHING)
    if code.kind not in {InternalKind.LOT, InternalKind.CONTAINER}:
        return Target(TargetKind.NOTHING)
    lot_text = code.lot if code.kind is InternalKind.CONTAINER else code.text
    lot_id = reads.session.scalar(select(Item.id).where(Item.lot == lot_text, Item.kind == "lot"))
    return _lot_target(reads, lot_id) if lot_id else Target(TargetKind.NOTHING)


def _lot_target(reads: Reads, lot_id: int) -> Target:
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
