"""What a plain number of the plant leads to: hold, work order, batch, lot, gauge, delivery."""

from typing import TypeVar

from sqlalchemy import Select, select

from qtrace.domain.catalogue import unkeepable_field
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.models.cases import Case
from qtrace.models.gauges import Gauge
from qtrace.models.items import Item
from qtrace.models.production import Equipment
from qtrace.models.production_runs import WorkOrder
from qtrace.services.items.scan_targets import Target, TargetKind, lot_target
from qtrace.services.production.line_targets import LineTargetKind, line_target
from qtrace.services.reads import Reads
from qtrace.services.receiving.queries import names_delivery
from qtrace.services.receiving.reading import read_by_formats

T = TypeVar("T")
NOTHING = Target(TargetKind.NOTHING)
_OPEN_ORDERS = ("planned", "running")


def plain_target(reads: Reads, text: str) -> Target | LabelMessage:
    """What a scanned code of no issuer leads to: a number of ours, else a supplier's label.

    Args:
        reads: the view of the data.
        text: what was scanned, without frame characters.

    Returns:
        Where it leads, `TargetKind.NOTHING` if nobody knows it; or what the label says.
    """
    found = number_target(reads, text)
    if found is not NOTHING:
        return found
    return read_by_formats(reads, text) or NOTHING


def made_target(reads: Reads, message: GS1Message | LabelMessage) -> Target:
    """Where the label of a product of ours leads; `TargetKind.NOTHING` for what is delivered to us."""
    found = line_target(reads, message, None)
    if found.kind is LineTargetKind.ORDER:
        return order_target(reads.session.get_one(WorkOrder, found.object_id))
    is_made = found.kind is LineTargetKind.UNIT and found.unit is not None
    return Target(TargetKind.LOT, found.object_id) if is_made else NOTHING


def number_target(reads: Reads, text: str) -> Target:
    """The page of the thing that carries this number; `TargetKind.NOTHING` without one.

    A number that several things carry leads nowhere: nobody guesses which one was meant.
    """
    wanted = text.strip()
    if not wanted or unkeepable_field(text=wanted) is not None:
        return NOTHING
    site = reads.station.site_id
    cases = select(Case).where(Case.site_id == site, Case.number == wanted.upper())
    case = _only(reads, cases)
    if case is not None:
        kind = TargetKind.HOLD if case.kind == "hold" else TargetKind.CASE
        return Target(kind, case.id)
    orders = select(WorkOrder).where(WorkOrder.site_id == site, WorkOrder.number == wanted.upper())
    order = _only(reads, orders)
    if order is not None:
        return order_target(order)
    return _thing(reads, wanted)


def order_target(order: WorkOrder) -> Target:
    """The line of an order that is made, else what was recorded of its batch."""
    if order.state in _OPEN_ORDERS:
        return Target(TargetKind.ORDER, order.id, order.line_id, order.item_id)
    return Target(TargetKind.BATCH, order.item_id)


def _thing(reads: Reads, text: str) -> Target:
    """A lot, a batch, a unit, a gauge, a machine, or a delivery."""
    for condition in ((Item.lot == text) & Item.serial.is_(None), Item.serial == text):
        item = _only(reads, select(Item).where(condition, Item.kind != "container"))
        if item is not None:
            return _item(reads, item)
    gauge = reads.session.scalar(select(Gauge.id).where(Gauge.code == text.upper()))
    if gauge is not None:
        return Target(TargetKind.GAUGE, gauge)
    machine = reads.session.scalar(select(Equipment.id).where(Equipment.code == text.upper()))
    if machine is not None:
        return Target(TargetKind.EQUIPMENT, machine)
    return Target(TargetKind.DELIVERY) if names_delivery(reads, text) else NOTHING


def _item(reads: Reads, item: Item) -> Target:
    if item.kind == "production_lot":
        order = reads.session.scalar(select(WorkOrder.id).where(WorkOrder.item_id == item.id))
        return Target(TargetKind.BATCH if order else TargetKind.LOT, item.id)
    return lot_target(reads, item.id) if item.kind == "lot" else Target(TargetKind.LOT, item.id)


def _only(reads: Reads, query: Select[T]) -> T | None:
    """The one row, or None if there is none or more than one."""
    rows = list(reads.session.scalars(query.limit(2)))
    return rows[0] if len(rows) == 1 else None
