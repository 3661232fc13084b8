"""What of a lot lies at a line as a load: it leaves through the line, not through the store."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.quantities import plain_q6
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.items import Item
from qtrace.models.production import Line
from qtrace.models.production_runs import MaterialLoad, OperationRun, WorkOrder
from qtrace.models.warehouse import Stock
from qtrace.services.inspection_support import names_of
from qtrace.services.outcomes import Refusal, refuse


def loaded_there(session: Session, lot: Item, source: Stock, qty_q6: int) -> Refusal | None:
    """None if so much of the lot at `source` belongs to no load; else whose load it is.

    What is loaded is used up, counted back or lost at the line: moved away behind its back, no
    piece could be recorded any more.
    """
    rows = session.execute(
        select(MaterialLoad, WorkOrder.number, Line.code)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .join(WorkOrder, WorkOrder.id == OperationRun.work_order_id)
        .join(Line, Line.id == OperationRun.line_id)
        .where(
            MaterialLoad.item_id == lot.id,
            MaterialLoad.left_q6 > 0,
            Line.location_id == source.location_id,
        )
        .order_by(MaterialLoad.loaded_at.desc(), MaterialLoad.id.desc())
    ).all()
    loaded = sum(load.left_q6 for load, _order, _line in rows)
    if not rows or qty_q6 <= source.on_hand_q6 - loaded:
        return None
    load, order, line = rows[0]
    return refuse(
        WarehouseReason.LOADED_AT_LINE,
        lot=lot.lot,
        line=line,
        order=order,
        quantity=plain_q6(loaded),
        at=load.loaded_at.isoformat(),
        **names_of(session, load.loaded_by),
    )
