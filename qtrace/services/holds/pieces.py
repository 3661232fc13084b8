"""A lot that is taken as a whole is taken with its bags and units: is one of these held?

Whoever scans the lot's own label, or the supplier's on a bag, takes what lies there; nobody can tell
afterwards which bag it was. So a hold on a piece stops the lot until the piece is taken by its own
label, set aside, or used up.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import NOWHERE, PIECE_KINDS, Context
from qtrace.domain.holds import Activity, HoldRefusal, stops
from qtrace.models.items import Item, Link
from qtrace.models.production_runs import MaterialLoad
from qtrace.services.holds.check import Way, each_once, told_of, ways
from qtrace.services.holds.statement import PIECE
from qtrace.services.outcomes import Refusal

MOST_NAMES = 4
_LEAVES = ("split", "handover")
"""Links by which a piece, or a part of it, is no more in its lot."""


@dataclass(frozen=True, slots=True)
class HeldPiece:
    """A bag or unit that is held without its lot, and of which something may still be there.

    Attributes:
        number: its number in the lot.
    """

    item_id: int
    number: int
    name: str
    left_q6: int


def check_whole(
    session: Session,
    lot_id: int,
    activity: Activity,
    context: Context = NOWHERE,
    spare_q6: Callable[[], int] | None = None,
    own: Collection[int] = (),
) -> Refusal | None:
    """None if no active hold stops `activity` on the lot, nor on a piece that may be taken with it.

    Args:
        session: the transaction.
        lot_id: a lot, or a piece, which has none of its own.
        activity: what is to be done.
        context: where and with what.
        spare_q6: how much of the lot stays where it is; held pieces may be lying there. Asked only
            if a piece is held; None: whatever is taken may be of a held piece.
        own: holds that do not count.
    """
    found = [
        way
        for way in ways(session, lot_id, context, whole=True)
        if stops(way.covering.block_mask, activity) and way.covering.hold_id not in own
    ]
    by_piece = [way for way in found if way.covering.via == PIECE]
    refusal = told_of(session, each_once(each for each in found if each not in by_piece), activity)
    if refusal is not None or not by_piece:
        return refusal
    held = _there(session, lot_id, by_piece)
    if not held or (spare_q6 is not None and sum(each.left_q6 for each in held) <= spare_q6()):
        return None
    ids = {each.item_id for each in held}
    meant = [way for way in by_piece if way.piece_id is None or way.piece_id in ids]
    told = told_of(session, each_once(meant), activity)
    assert told is not None, "a way that stops is told"
    lot = session.get_one(Item, lot_id)
    names = ", ".join(each.name for each in held[:MOST_NAMES])
    facts = {
        "lot": lot.lot or "",
        "pieces": names + (", …" if len(held) > MOST_NAMES else ""),
        "held_pieces": str(len(held)),
    }
    return Refusal(HoldRefusal.PIECES_ON_HOLD, {**told.facts, **facts})


def held_pieces(session: Session, lot_id: int) -> tuple[HeldPiece, ...]:
    """Pieces of the lot that active holds name without it, by their number."""
    found = [way for way in ways(session, lot_id, whole=True) if way.covering.via == PIECE]
    return _there(session, lot_id, found) if found else ()


def _there(session: Session, lot_id: int, found: Sequence[Way]) -> tuple[HeldPiece, ...]:
    """Of which of these pieces something is left."""
    spans = [way.span for way in found if way.piece_id is None]
    named = {way.piece_id for way in found if way.piece_id is not None}
    wanted: list[ColumnElement[bool]] = [Item.id.in_(named)]
    for span in spans:
        first, last = span or (0, None)
        wanted.append(
            Item.unit_seq >= first if last is None else Item.unit_seq.between(first, last)
        )
    pieces = session.scalars(
        select(Item)
        .where(Item.origin_id == lot_id, Item.kind.in_(PIECE_KINDS), or_(*wanted))
        .order_by(Item.unit_seq)
    ).all()
    gone = _gone(session, [each.id for each in pieces])
    left = ((each, each.qty_q6 - gone.get(each.id, 0)) for each in pieces)
    return tuple(
        HeldPiece(each.id, each.unit_seq or 0, each.serial or each.lot or "", there)
        for each, there in left
        if there > 0
    )


def _gone(session: Session, pieces: Collection[int]) -> dict[int | None, int]:
    """Millionths that were loaded, divided off or handed over, by piece."""
    net = MaterialLoad.issued_q6 - MaterialLoad.returned_q6
    loaded = session.execute(
        select(MaterialLoad.container_id, func.sum(net))
        .where(MaterialLoad.container_id.in_(pieces))
        .group_by(MaterialLoad.container_id)
    ).all()
    linked = session.execute(
        select(Link.parent_id, func.sum(Link.qty_q6))
        .where(Link.parent_id.in_(pieces), Link.kind.in_(_LEAVES))
        .group_by(Link.parent_id)
    ).all()
    found: dict[int | None, int] = {}
    for piece_id, quantity in (*loaded, *linked):
        found[piece_id] = found.get(piece_id, 0) + int(quantity)
    return found
