"""What a scan at a line names, and which operations may be started there."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, select

from qtrace.domain.catalogue import unkeepable_field
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind, LabelMark
from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.holds import Activity
from qtrace.domain.production.progress import OutputCount, Progress, available, progress
from qtrace.models.catalogue import PartCode
from qtrace.models.gauges import Gauge
from qtrace.models.items import Item
from qtrace.models.production import Equipment, LabelVersion, Operation
from qtrace.models.production_runs import (
    MadeItem,
    OperationRun,
    ProductionOutput,
    UnitLabel,
    WorkOrder,
)
from qtrace.models.warehouse import Location
from qtrace.services.briefs import NamePair
from qtrace.services.holds.check import check_not_held
from qtrace.services.production.counts import counts_of, delivered_to, operations_of
from qtrace.services.production.line_parts import open_orders, order_row
from qtrace.services.production.line_rows import OrderRow
from qtrace.services.reads import Reads

_LOTS = ("lot", "production_lot")


class LineTargetKind(StrEnum):
    """What a scan names."""

    ORDER = "order"
    MATERIAL = "material"
    UNIT = "unit"
    NEW_UNIT = "new_unit"
    EQUIPMENT = "equipment"
    GAUGE = "gauge"
    LOCATION = "location"
    HOLD_TAG = "hold_tag"
    SEVERAL = "several"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class UnitStand:
    """Where a scanned unit of a product stands.

    Attributes:
        order_id, lot_id: the order that it was made for, and its batch.
        is_labelled: its label was scanned, in the version that its order uses now.
        is_out: it came out of the run in front already.
    """

    order_id: int
    lot_id: int
    is_labelled: bool
    is_out: bool


@dataclass(frozen=True, slots=True)
class LineTarget:
    """What a scan names.

    Attributes:
        object_id: its id; 0 for what is not there yet.
        name: its name, or the new serial number.
        line_id: line of an order.
        unit: where a unit stands; None for everything else.
        is_lot: a material is a whole lot; no bag and no unit of it was named.
    """

    kind: LineTargetKind
    object_id: int = 0
    name: str = ""
    line_id: int = 0
    unit: UnitStand | None = None
    is_lot: bool = False


@dataclass(frozen=True, slots=True)
class _Front:
    """What stands in front at the station: its order and its run."""

    order_id: int | None
    run_id: int | None


NOTHING = LineTarget(LineTargetKind.NOTHING)


def line_target(
    reads: Reads, found: Interpretation, order_id: int | None, run_id: int | None = None
) -> LineTarget:
    """What `found` names; a serial number with the order's device identifier may be a new unit."""
    front = _Front(order_id, run_id)
    if isinstance(found, InternalCode):
        return _ours(reads, found, front)
    if isinstance(found, GS1Message | LabelMessage):
        return _label(reads, found, front) if found.verdict is Verdict.VALID else NOTHING
    return _plain(reads, found.text.strip(), front)


def _ours(reads: Reads, code: InternalCode, front: _Front) -> LineTarget:
    session = reads.session
    if code.kind in (InternalKind.LOT, InternalKind.CONTAINER):
        found = _plain(reads, code.text, front)
        return _tagged(reads, found) if code.mark == LabelMark.HOLD else found
    if code.kind is InternalKind.LOCATION:
        return _place(reads, code.body)
    if code.kind is InternalKind.GAUGE:
        gauge = session.scalar(select(Gauge.id).where(Gauge.code == code.body))
        return LineTarget(LineTargetKind.GAUGE, gauge, code.body) if gauge else NOTHING
    return NOTHING


def _place(reads: Reads, code: str) -> LineTarget:
    """A place of this site; its label may be torn, so its bare code is one as well."""
    at = (Location.site_id == reads.station.site_id, Location.code == code)
    place = reads.session.scalar(select(Location.id).where(*at))
    return LineTarget(LineTargetKind.LOCATION, place, code) if place else NOTHING


def _tagged(reads: Reads, found: LineTarget) -> LineTarget:
    """A hold tag names its container, so that the hold is told; without a hold it is not taken."""
    if found.kind is not LineTargetKind.MATERIAL:
        return found
    if check_not_held(reads.session, found.object_id, Activity.CONSUME) is not None:
        return found
    return LineTarget(LineTargetKind.HOLD_TAG, found.object_id, found.name)


def _plain(reads: Reads, text: str, front: _Front) -> LineTarget:
    """A traveller, a machine, a lot, a container, a serial number or a place, by its bare text."""
    session = reads.session
    if not text or unkeepable_field(text=text) is not None:
        return NOTHING
    order = session.scalar(
        select(WorkOrder).where(
            WorkOrder.site_id == reads.station.site_id, WorkOrder.number == text.upper()
        )
    )
    if order is not None:
        return _order(order)
    machine = session.scalar(select(Equipment.id).where(Equipment.code == text.upper()))
    if machine is not None:
        return LineTarget(LineTargetKind.EQUIPMENT, machine, text.upper())
    exact = (Item.lot == text) & Item.serial.is_(None)
    for condition in (exact, Item.supplier_lot == text, Item.serial == text):
        target = _items(reads, select(Item).where(condition).limit(2), text, front)
        if target is not NOTHING:
            return target
    return _place(reads, text.upper())


def _order(order: WorkOrder) -> LineTarget:
    return LineTarget(LineTargetKind.ORDER, order.id, order.number, order.line_id)


def _items(reads: Reads, query: Select[Item], text: str, front: _Front) -> LineTarget:
    rows = list(reads.session.scalars(query))
    if len(rows) > 1:
        return LineTarget(LineTargetKind.SEVERAL, name=text)
    return _item(reads, rows[0], front) if rows else NOTHING


def _item(reads: Reads, item: Item, front: _Front) -> LineTarget:
    if item.kind == "production_lot":
        order = reads.session.scalar(select(WorkOrder).where(WorkOrder.item_id == item.id))
        if order is not None and order.state in ("planned", "running"):
            return _order(order)
    name = item.serial or item.lot or ""
    if item.kind != "unit" or _is_component(reads, item, front):
        return LineTarget(LineTargetKind.MATERIAL, item.id, name, is_lot=item.kind in _LOTS)
    return LineTarget(LineTargetKind.UNIT, item.id, name, unit=_stand(reads, item, front))


def _stand(reads: Reads, unit: Item, front: _Front) -> UnitStand | None:
    """Where the unit stands; None for one that came from elsewhere."""
    labelled = select(UnitLabel.id).where(
        UnitLabel.item_id == unit.id, UnitLabel.label_version_id == WorkOrder.label_version_id
    )
    out = select(ProductionOutput.id).where(
        ProductionOutput.item_id == unit.id, ProductionOutput.run_id == front.run_id
    )
    row = reads.session.execute(
        select(WorkOrder.id, WorkOrder.item_id, labelled.exists(), out.exists())
        .join(MadeItem, MadeItem.work_order_id == WorkOrder.id)
        .where(MadeItem.item_id == unit.id)
    ).first()
    return UnitStand(*row) if row is not None else None


def _is_component(reads: Reads, unit: Item, front: _Front) -> bool:
    """True for a unit of another part than the one that the order in front makes."""
    if front.order_id is None:
        return False
    made = select(WorkOrder.part_id).where(WorkOrder.id == front.order_id)
    return reads.session.scalar(made) != unit.part_id


def _label(reads: Reads, message: GS1Message | LabelMessage, front: _Front) -> LineTarget:
    """Lot or unit of a label: the part by its device identifier, then lot or serial number."""
    if message.di is None:
        return NOTHING
    parts = select(PartCode.part_id).where(PartCode.code == message.di)
    if message.serial is not None:
        serial = message.serial
        query = select(Item).where(Item.part_id.in_(parts), Item.serial == serial).limit(2)
        known = _items(reads, query, serial, front)
        if known is not NOTHING:
            return known
        order_id = front.order_id
        is_ours = order_id is not None and _identifier(reads, order_id) == message.di
        return LineTarget(LineTargetKind.NEW_UNIT, name=serial) if is_ours else NOTHING
    if message.lot is None:
        return NOTHING
    lots = (Item.lot == message.lot) | (Item.supplier_lot == message.lot)
    query = select(Item).where(Item.part_id.in_(parts), lots, Item.kind.in_(_LOTS)).limit(2)
    return _items(reads, query, message.lot, front)


def _identifier(reads: Reads, order_id: int) -> str | None:
    """Device identifier on the label of the order's units."""
    return reads.session.scalar(
        select(LabelVersion.udi_di)
        .join(WorkOrder, WorkOrder.label_version_id == LabelVersion.id)
        .where(WorkOrder.id == order_id)
    )


class ChoiceState(StrEnum):
    """Where an operation of an open order stands."""

    RUNNING = "running"
    READY = "ready"
    REWORK = "rework"
    WAITING = "waiting"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class OperationChoice:
    """An operation of an open order that a station may start or go on with.

    Attributes:
        run_no: pass that runs, or that would be started.
        run_id: the running pass, or None.
        ready: pieces that the pass may take now.
    """

    order: OrderRow
    operation_no: int
    name: NamePair
    state: ChoiceState
    run_no: int
    run_id: int | None
    ready: int
    progress: Progress

    @property
    def key(self) -> tuple[int, int]:
        """Order and operation."""
        return self.order.order_id, self.operation_no


def operation_choices(reads: Reads, line_id: int) -> tuple[OperationChoice, ...]:
    """Operations of all open orders of a line, orders as they come, operations in order."""
    session = reads.session
    return tuple(
        _choice(reads, order, operation)
        for order in open_orders(session, line_id)
        for operation in operations_of(session, order)
    )


def _choice(reads: Reads, order: WorkOrder, operation: Operation) -> OperationChoice:
    session = reads.session
    runs = session.scalars(
        select(OperationRun)
        .where(OperationRun.work_order_id == order.id, OperationRun.operation_id == operation.id)
        .order_by(OperationRun.run_no)
    ).all()
    counts = counts_of(session, order, operation)
    delivered = delivered_to(session, order, operation)
    last = runs[-1] if runs else None
    stands = progress(order.planned, counts)
    if last is not None and last.state == "running":
        ready = available(delivered, counts, last.run_no)
        state, run_no, run_id = ChoiceState.RUNNING, last.run_no, last.id
    else:
        run_no, run_id = _next_pass(runs, delivered, counts), None
        ready = available(delivered, counts, run_no)
        state = _idle_state(ready, run_no)
    name = NamePair(operation.name_en, operation.name_zh)
    row = order_row(session, order)
    return OperationChoice(row, operation.no, name, state, run_no, run_id, ready, stands)


def _next_pass(runs: Sequence[OperationRun], delivered: int, counts: Sequence[OutputCount]) -> int:
    """The pass to start now: what waits for rework, then what was ended short."""
    after = runs[-1].run_no + 1 if runs else 1
    if available(delivered, counts, after):
        return after
    short = (run.run_no for run in runs if available(delivered, counts, run.run_no) > 0)
    return next(short, after)


def _idle_state(ready: int, run_no: int) -> ChoiceState:
    if run_no == 1:
        return ChoiceState.READY if ready else ChoiceState.WAITING
    return ChoiceState.REWORK if ready else ChoiceState.FINISHED
