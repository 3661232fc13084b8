"""Units of a batch whose label was not looked at yet, or carries another version."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select

from qtrace.models.items import Item
from qtrace.models.production import LabelVersion
from qtrace.models.production_runs import ProductionOutput, UnitLabel, WorkOrder
from qtrace.services.briefs import PartBrief
from qtrace.services.labels.unit_label_rules import in_force, makes_units
from qtrace.services.production.line_parts import brief_of
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class OpenLabel:
    """A unit, or a batch without units, whose label in the order's version was not scanned.

    Attributes:
        number: number of the piece within the batch.
        carries: an older version that was scanned on it; "" for none.
    """

    item_id: int
    serial: str
    number: int
    carries: str


@dataclass(frozen=True, slots=True)
class BatchLabels:
    """Labels of one batch.

    Attributes:
        version: label version that its order uses; "" where its pieces carry none.
        in_force: the version in force, where it is another one; else "".
        units: units that are there, scrapped ones left out.
        open: those of them whose label is still to be scanned, by number.
        is_lot: its pieces have no serial numbers; the batch itself stands in `open`.
    """

    lot_id: int
    lot: str
    order_id: int
    order: str
    part: PartBrief
    version: str
    in_force: str
    units: int
    open: tuple[OpenLabel, ...]
    is_lot: bool = False


def batch_labels(reads: Reads, lot_id: int) -> BatchLabels | None:
    """What is still to be scanned of a batch; None if `lot_id` is none."""
    session = reads.session
    order = session.scalar(select(WorkOrder).where(WorkOrder.item_id == lot_id))
    if order is None:
        return None
    label = session.get(LabelVersion, order.label_version_id) if order.label_version_id else None
    new = None
    if label is not None and label.state != "effective":
        new = in_force(session, label.part_id)
    is_lot = label is not None and not makes_units(session, order)
    units = (session.get_one(Item, lot_id),) if is_lot else _units(reads, lot_id)
    return BatchLabels(
        lot_id=lot_id,
        lot=session.get_one(Item, lot_id).lot or "",
        order_id=order.id,
        order=order.number,
        part=brief_of(session, order.part_id),
        version=label.version if label is not None else "",
        in_force=new.version if new is not None else "",
        units=len(units),
        open=_open(reads, lot_id, units, label) if label is not None else (),
        is_lot=is_lot,
    )


def _units(reads: Reads, lot_id: int) -> tuple[Item, ...]:
    scrapped = exists().where(ProductionOutput.item_id == Item.id, ProductionOutput.kind == "scrap")
    rows = reads.session.scalars(
        select(Item)
        .where(Item.origin_id == lot_id, Item.kind == "unit", ~scrapped)
        .order_by(Item.unit_seq)
    )
    return tuple(rows)


def _open(
    reads: Reads, lot_id: int, units: tuple[Item, ...], label: LabelVersion
) -> tuple[OpenLabel, ...]:
    """Units without a scan of `label`, with the last version that was scanned on them."""
    rows = reads.session.execute(
        select(UnitLabel.item_id, UnitLabel.label_version_id, LabelVersion.version)
        .join(LabelVersion, LabelVersion.id == UnitLabel.label_version_id)
        .join(Item, Item.id == UnitLabel.item_id)
        .where(or_(Item.id == lot_id, Item.origin_id == lot_id))
        .order_by(UnitLabel.id)
    ).all()
    done = {row.item_id for row in rows if row.label_version_id == label.id}
    carried = {row.item_id: row.version for row in rows}
    return tuple(
        OpenLabel(
            unit.id, unit.serial or unit.lot or "", unit.unit_seq or 0, carried.get(unit.id, "")
        )
        for unit in units
        if unit.id not in done
    )
