"""What is needed to decide a lot in parts: its containers and how much lies in each."""

from dataclasses import dataclass

from sqlalchemy import select

from qtrace.models.inspection import Inspection
from qtrace.models.items import Item
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class SplitContainer:
    """A container of the lot.

    Attributes:
        number: i of i/N.
        qty_q6: what lies in it, in millionths of the lot's unit.
    """

    number: int
    qty_q6: int


def split_containers(reads: Reads, inspection_id: int) -> tuple[SplitContainer, ...]:
    """Containers of the lot of an inspection, by number; empty for an unknown inspection."""
    rows = reads.session.scalars(
        select(Item)
        .join(Inspection, Inspection.item_id == Item.origin_id)
        .where(Inspection.id == inspection_id, Item.kind == "container")
        .order_by(Item.unit_seq)
    )
    return tuple(SplitContainer(row.unit_seq or 0, row.qty_q6) for row in rows)
