"""What of a lot lies at a line as a load: it leaves through the line, not through the store."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.quantities import plain_q6
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.items import Item
from qtrace.models.production import Line
from qtrace.models.production_runs import MaterialLoad, OperationRun, WorkOrder
from qtrace.models.warehouse import Stock
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse


@dataclass(frozen=True, slots=True)
class Loaded:
    """What of a lot is loaded at one place, and the refusal that tells whose it is."""

    qty_q6: int
    refusal: Refusal


def loads_of(session: Session, lot: Item) -> Mapping[int, Loaded]:
    """What of the lot is loaded, by the place of the line."""
    rows = session.execute(
        select(MaterialLoad, WorkOrder.number, Line.code, Line.location_id)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .join(WorkOrder, WorkOrder.id == OperationRun.work_order_id)
        .join(Line, Line.id == OperationRun.line_id)
        .where(MaterialLoad.item_id == lot.id, MaterialLoad.left_q6 > 0)
        .order_by(MaterialLoad.loaded_at.desc(), MaterialLoad.id.desc())
    ).all()
    found: dict[int, Loaded] = {}
    for place in dict.fromkeys(row.location_id for row in rows):
        here = [row for row in rows if row.location_id == place]
        loaded = sum(row.MaterialLoad.left_q6 for row in here)
        load, order, line, _ = here[0]
        refusal = refuse(
            WarehouseReason.LOADED_AT_LINE,
            lot=lot.lot,
            line=line,
            order=order,
            quantity=plain_q6(loaded),
            at=load.loaded_at.isoformat(),
            **names_of(session, load.loaded_by),
        )
        found[place] = Loaded(loaded, refusal)
    return found


def loaded_at(loads: Mapping[int, Loaded], location_id: int) -> int:
    """Millionths of it that are loaded at a place."""
    return loads[location_id].qty_q6 if location_id in loads else 0


def loaded_there(session: Session, lot: Item, source: Stock, qty_q6: int) -> Refusal | None:
    """None if so much of the lot at `source` belongs to no load; else whose load it is.

    What is loaded is used up, counted back or lost at the line: moved away behind its back, no
    piece could be recorded any more.
    """
    found = loads_of(session, lot).get(source.location_id)
    if found is None or qty_q6 <= source.on_hand_q6 - found.qty_q6:
        return None
    return found.refusal
