"""What production keeps as sums, computed again from its facts."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.items import Item
from qtrace.models.production import Operation
from qtrace.models.production_runs import (
    Consumption,
    MaterialLoad,
    OperationRun,
    ProductionOutput,
    WorkOrder,
)

Fault = tuple[str, str, str, str]
"""Table, key, what it should be, what it is."""


def production_faults(session: Session) -> Iterator[Fault]:
    """Loads and production lots that differ from what their facts say; nothing is good."""
    yield from _loads(session)
    yield from _lots(session)


def _loads(session: Session) -> Iterator[Fault]:
    used = (
        select(Consumption.load_id, func.sum(Consumption.qty_q6).label("used"))
        .group_by(Consumption.load_id)
        .subquery()
    )
    rows = session.execute(
        select(MaterialLoad, used.c.used).outerjoin(used, used.c.load_id == MaterialLoad.id)
    )
    for load, taken in rows:
        expected = load.issued_q6 - int(taken or 0) - load.returned_q6 - load.lost_q6
        if load.left_q6 != expected:
            yield "material_load", str(load.id), str(expected), str(load.left_q6)


def _lots(session: Session) -> Iterator[Fault]:
    """A production lot is as large as its last operation has delivered good pieces."""
    last = (
        select(Operation.route_revision_id, func.max(Operation.no).label("no"))
        .group_by(Operation.route_revision_id)
        .subquery()
    )
    pieces = func.sum(ProductionOutput.piece_to - ProductionOutput.piece_from + 1)
    made = session.execute(
        select(OperationRun.work_order_id, pieces)
        .join(ProductionOutput, ProductionOutput.run_id == OperationRun.id)
        .join(Operation, Operation.id == OperationRun.operation_id)
        .join(
            last,
            (last.c.route_revision_id == Operation.route_revision_id) & (last.c.no == Operation.no),
        )
        .where(ProductionOutput.kind == OutputKind.GOOD.value)
        .group_by(OperationRun.work_order_id)
    )
    good = {order_id: int(count) for order_id, count in made}
    rows = session.execute(
        select(WorkOrder.id, Item.id, Item.qty_q6).join(Item, Item.id == WorkOrder.item_id)
    )
    for order_id, item_id, quantity in rows:
        expected = q6(good.get(order_id, 0))
        if quantity != expected:
            yield "item", str(item_id), str(expected), str(quantity)
