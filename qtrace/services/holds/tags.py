"""Hold tags: labels that say HOLD on every container, and the usual ones when it is over."""

from collections.abc import Iterable

from sqlalchemy import func, select

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.items import LabelStatus
from qtrace.models.documents import PrintJob
from qtrace.models.items import Item
from qtrace.services.documents.issued import queue_labels
from qtrace.services.holds.check import coverings
from qtrace.services.items.standing import wanted_label
from qtrace.services.work import Work

HOLD = LabelStatus.HOLD.value


def print_tags(work: Work, scopes: Iterable[Scope]) -> int:
    """Ask for hold tags on the containers of the lots that are named; return the print jobs."""
    jobs = 0
    for scope in scopes:
        item = work.session.get(Item, scope.anchor_id) if scope.anchor is AnchorKind.ITEM else None
        if item is None:
            continue
        if item.kind == "container" and item.origin_id is not None:
            number = item.unit_seq or 1
            queue_labels(work, lot_id=item.origin_id, status=HOLD, first=number, last=number)
            jobs += 1
        elif last := _containers(work, item.id):
            queue_labels(work, lot_id=item.id, status=HOLD, first=1, last=last)
            jobs += 1
    return jobs


def print_usual_labels(work: Work, items: Iterable[int]) -> int:
    """Ask for the usual labels of lots that carry hold tags and are held no more."""
    jobs = 0
    for lot_id in _tagged(work, items):
        lot = work.session.get_one(Item, lot_id)
        wanted = wanted_label(work.session, lot)
        if wanted is None or wanted is LabelStatus.HOLD or coverings(work.session, lot_id):
            continue
        last = max(_containers(work, lot_id), 1)
        queue_labels(work, lot_id=lot_id, status=wanted.value, first=1, last=last)
        jobs += 1
    return jobs


def _containers(work: Work, lot_id: int) -> int:
    told = select(func.max(Item.unit_seq)).where(Item.origin_id == lot_id, Item.kind == "container")
    return work.session.scalar(told) or 0


def _tagged(work: Work, items: Iterable[int]) -> list[int]:
    """Lots among these items, or of which they are containers, that were given hold tags."""
    lots: dict[int, None] = {}
    for item_id in items:
        item = work.session.get_one(Item, item_id)
        lot_id = item.origin_id if item.kind == "container" else item.id
        if lot_id is not None:
            lots[lot_id] = None
    return [each for each in lots if _newest_label(work, each) == HOLD]


def _newest_label(work: Work, lot_id: int) -> str | None:
    return work.session.scalar(
        select(PrintJob.label_status)
        .where(PrintJob.item_id == lot_id, PrintJob.kind == "label")
        .order_by(PrintJob.requested_at.desc(), PrintJob.id.desc())
        .limit(1)
    )
