"""Stock that leaves the house because a lot was scrapped or goes back to its supplier."""

from sqlalchemy import select

from qtrace.domain.disposal import Disposal
from qtrace.models.items import Item
from qtrace.models.production import Line
from qtrace.models.warehouse import Stock
from qtrace.services.outcomes import Refusal
from qtrace.services.warehouse.handlers import Moved, move_stock
from qtrace.services.work import Work

LEAVES = {Disposal.SCRAP.value: "scrap", Disposal.RETURN.value: "return"}
"""Kinds of movement by the decision; every other decision leaves the stock where it lies."""


def let_go(work: Work, lot: Item, decision: str) -> Refusal | None:
    """Book out what lies in stores; what a line has loaded is booked by the line itself."""
    kind = LEAVES.get(decision)
    if kind is None:
        return None
    rows = work.session.execute(
        select(Stock.location_id, Stock.on_hand_q6)
        .where(
            Stock.item_id == lot.id,
            Stock.on_hand_q6 > 0,
            Stock.location_id.not_in(select(Line.location_id)),
        )
        .order_by(Stock.location_id)
    ).all()
    for location_id, on_hand in rows:
        moved = Moved(work.new_id(), lot, on_hand, location_id, None)
        refusal = move_stock(work, moved, kind)
        if refusal is not None:
            return refusal
    return None
