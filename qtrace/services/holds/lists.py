"""Lists of things that are held in one act with what was scanned: materials, related lots."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import PIECE_KINDS
from qtrace.models.cases import Case
from qtrace.models.items import Item, Link
from qtrace.services.holds.isolation import related_lots
from qtrace.services.holds.members import some
from qtrace.services.reads import Reads

MOST_LISTED = 500
"""Lots of one list; who needs more holds the supplier lot or the part."""


class ListKind(StrEnum):
    """Why things are listed together."""

    MATERIALS = "materials"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class HoldList:
    """Things that can be held in one act beside what was scanned.

    Attributes:
        item_ids: the lots, nearest first; never empty.
        is_complete: False if there are more than are listed.
    """

    kind: ListKind
    item_ids: tuple[int, ...]
    is_complete: bool = True


def hold_lists(reads: Reads, item_id: int) -> tuple[HoldList, ...]:
    """Lists that belong to an item: what it was made of at any depth, and what may be bad too."""
    item = reads.session.get(Item, item_id)
    is_piece = item is not None and item.kind in PIECE_KINDS and item.origin_id is not None
    lot_id = item.origin_id if item is not None and is_piece else item_id
    related = tuple(row.lot_id for row in related_lots(reads, lot_id or item_id))
    made_of = materials_of(reads.session, item_id)
    found = ((ListKind.MATERIALS, made_of), (ListKind.RELATED, related))
    return tuple(
        HoldList(kind, rows[:MOST_LISTED], len(rows) <= MOST_LISTED) for kind, rows in found if rows
    )


def materials_of(session: Session, item_id: int) -> tuple[int, ...]:
    """Lots that went into the item, or into what it was made of; nearest first.

    A container or unit that went in stands for its lot. The walk ends behind `MOST_LISTED` lots.
    """
    own = session.scalar(select(Item.origin_id).where(Item.id == item_id))
    seen = {item_id} | ({own} if own is not None else set())
    frontier, found = set(seen), list[int]()
    while frontier and len(found) <= MOST_LISTED:
        above: set[int] = set()
        for part in some(sorted(frontier)):
            rows = session.execute(
                select(Link.parent_id, Link.parent_origin_id).where(Link.child_id.in_(part))
            )
            above |= {row.parent_origin_id or row.parent_id for row in rows}
        frontier = above - seen
        seen |= frontier
        found += sorted(frontier)
    return tuple(found)


def hold_number(reads: Reads, hold_id: int) -> str:
    """Number of a hold, empty if there is none."""
    told = select(Case.number).where(Case.id == hold_id, Case.kind == "hold")
    return reads.session.scalar(told) or ""


@dataclass(frozen=True, slots=True)
class Cause:
    """A case that a hold follows from."""

    case_id: int
    number: str
    kind: str


def find_cause(reads: Reads, text: str) -> Cause | None:
    """The case of this site with a scanned or typed number; None if there is none."""
    case = reads.session.scalar(
        select(Case).where(
            Case.number == text.strip().upper(), Case.site_id == reads.station.site_id
        )
    )
    return Cause(case.id, case.number, case.kind) if case is not None else None
