"""What was made with lots that are used before their inspection has decided: the marks on screens.

Source: NMPA GMP 107/2025, urgent release (紧急放行): approved, limited, traceable.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.production_runs import UrgentRelease
from qtrace.services.production.batch_facts import ancestors, urgent_inputs


@dataclass(frozen=True, slots=True)
class UrgentUse:
    """A lot that may be used although nobody has decided about it.

    Attributes:
        qty_q6: how much of it, all its urgent releases together.
        deadline: the last day.
    """

    qty_q6: int
    deadline: date


@dataclass(frozen=True, slots=True)
class UrgentMark:
    """Why an item is marked; nothing of both for most.

    Attributes:
        use: urgent use of the item itself, while nobody has decided about it.
        lots: numbers of lots in urgent use, not decided yet, that went into it at any depth.
    """

    use: UrgentUse | None = None
    lots: tuple[str, ...] = ()


def urgent_mark(session: Session, item_id: int) -> UrgentMark:
    """The mark of an item; one statement where nothing is in urgent use."""
    rows = session.execute(
        select(UrgentRelease.item_id, UrgentRelease.qty_q6, UrgentRelease.deadline)
    ).all()
    if not rows:
        return UrgentMark()
    own = [row for row in rows if row.item_id == item_id]
    use = None
    if own and urgent_inputs(session, (item_id,)):
        use = UrgentUse(sum(row.qty_q6 for row in own), max(row.deadline for row in own))
    used = frozenset(row.item_id for row in rows)
    return UrgentMark(use, urgent_inputs(session, ancestors(session, item_id) & used))
