"""A material that is in the product already: where it lay, and which pieces it is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.production.feeding import Need, total_q6
from qtrace.domain.production.numbering import even_shares, not_yet_out, ranges_of
from qtrace.domain.production.reasons import PieceReason
from qtrace.models.items import Item
from qtrace.models.production import BillLine
from qtrace.models.production_runs import (
    Consumption,
    MaterialLoad,
    OperationRun,
    ProductionOutput,
)
from qtrace.models.warehouse import Stock
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.feeding import Fed, Share, put_into
from qtrace.services.production.guards import RunPlace
from qtrace.services.production.line_commands import RecordPastMaterial
from qtrace.services.warehouse.handlers import Moved, move_stock
from qtrace.services.work import Work


@dataclass(frozen=True, slots=True)
class PastPieces:
    """Pieces that a material is in.

    Attributes:
        outputs: rows of the run by which they came out, in order.
        numbers: their numbers, in order; empty: it goes into what comes out from now on.
        coming: ranges of numbers that may hold it besides, the last one open.
        used_q6: what of it went into `numbers`.
    """

    outputs: tuple[ProductionOutput, ...]
    numbers: tuple[int, ...]
    coming: tuple[tuple[int, int | None], ...]
    used_q6: int


def past_pieces(
    session: Session, place: RunPlace, command: RecordPastMaterial, line: BillLine | None
) -> PastPieces | Refusal:
    """Where the material went: the pieces that are named, else those without it, else the next."""
    outputs = tuple(
        session.scalars(
            select(ProductionOutput)
            .where(ProductionOutput.run_id == place.run.id)
            .order_by(ProductionOutput.pieces_after)
        )
    )
    out = [n for row in outputs for n in range(row.piece_from, row.piece_to + 1)]
    if command.first_piece is not None:
        first, last = command.first_piece, command.last_piece or command.first_piece
        numbers = tuple(n for n in sorted(out) if first <= n <= last)
        if not numbers:
            return refuse(PieceReason.PIECES_NOT_OUT, first=first, last=last)
        return PastPieces(_of(outputs, numbers), numbers, (), command.qty_q6)
    if line is None:
        numbers, used = tuple(sorted(out)), command.qty_q6 if out else 0
        return PastPieces(outputs, numbers, not_yet_out(out), used)
    numbers, short_q6 = _unfed(session, place, line, sorted(out))
    used = min(command.qty_q6, short_q6)
    coming = not_yet_out(out) if used < command.qty_q6 else ()
    return PastPieces(_of(outputs, numbers), numbers, coming, used)


def _of(
    outputs: Sequence[ProductionOutput], numbers: Sequence[int]
) -> tuple[ProductionOutput, ...]:
    named = set(numbers)
    return tuple(
        row for row in outputs if not named.isdisjoint(range(row.piece_from, row.piece_to + 1))
    )


def _unfed(
    session: Session, place: RunPlace, line: BillLine, out: Sequence[int]
) -> tuple[tuple[int, ...], int]:
    """Pieces of a first pass without a material, and how much of it they are short of."""
    if place.run.run_no > 1 or not out:
        return (), 0
    rows = session.execute(
        select(Consumption.qty_q6, Consumption.piece_from, Consumption.piece_to)
        .join(MaterialLoad, MaterialLoad.id == Consumption.load_id)
        .join(BillLine, BillLine.id == MaterialLoad.bill_line_id)
        .where(MaterialLoad.run_id == place.run.id, BillLine.no == line.no)
    ).all()
    short_q6 = total_q6(Need(line.num, line.den), len(out)) - sum(row.qty_q6 for row in rows)
    if short_q6 <= 0:
        return (), 0
    fed = {n for row in rows if row.qty_q6 for n in range(row.piece_from, row.piece_to + 1)}
    without = tuple(n for n in out if n not in fed)
    return without or tuple(out), short_q6


def goes_into(work: Work, place: RunPlace, load: MaterialLoad, pieces: PastPieces) -> None:
    """Use the load up for pieces that came out before, and link it with them."""
    if not pieces.used_q6:
        return
    spans = ranges_of(pieces.numbers)
    quantities = even_shares(pieces.used_q6, spans)
    shares = [
        Share(quantity, first, last)
        for quantity, (first, last) in zip(quantities, spans, strict=True)
    ]
    units = {row.piece_from: row.item_id for row in pieces.outputs if row.item_id is not None}
    ids = tuple(units[number] for number in pieces.numbers if number in units)
    numbers = tuple(n for n in pieces.numbers if n in units) if ids else pieces.numbers
    put_into(work, place, load, shares, Fed(numbers, 0, pieces.outputs, ids))
    load.left_q6 -= pieces.used_q6
    lot = work.session.get_one(Item, load.item_id)
    moved = Moved(work.new_id(), lot, pieces.used_q6, place.line.location_id, None)
    refusal = move_stock(work, moved, "consume")
    assert refusal is None, "it was brought to the line before"
    if load.left_q6 == 0:
        own = pieces.outputs
        load.piece_from = min(r.pieces_after - (r.piece_to - r.piece_from) for r in own)
        load.piece_to = max(r.pieces_after for r in own)


def bring_past(work: Work, place: RunPlace, lot: Item, qty_q6: int) -> int | Refusal:
    """Stock follows what happened; return the millionths that no book had.

    First what lies at the line and no load has, then what lies elsewhere, largest first. The rest
    was there although the books say otherwise: it comes in as an adjustment that stays visible.
    """
    missing = qty_q6 - min(qty_q6, _free_at_line(work.session, place, lot))
    for location_id, on_hand in _elsewhere(work.session, place, lot):
        quantity = min(on_hand, missing)
        if quantity:
            refusal = _move(work, place, lot, (quantity, location_id), "issue")
            if refusal is not None:
                return refusal
        missing -= quantity
    if missing:
        refusal = _move(work, place, lot, (missing, None), "adjust")
        if refusal is not None:
            return refusal
    return missing


def _move(
    work: Work, place: RunPlace, lot: Item, what: tuple[int, int | None], kind: str
) -> Refusal | None:
    quantity, from_id = what
    moved = Moved(work.new_id(), lot, quantity, from_id, place.line.location_id)
    return move_stock(work, moved, kind)


def _free_at_line(session: Session, place: RunPlace, lot: Item) -> int:
    """Millionths of the lot at the line that belong to no load."""
    here = session.get(Stock, (lot.id, place.line.location_id))
    if here is None:
        return 0
    loaded = session.scalar(
        select(func.sum(MaterialLoad.left_q6))
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .where(MaterialLoad.item_id == lot.id, OperationRun.line_id == place.line.id)
    )
    return max(0, here.on_hand_q6 - int(loaded or 0))


def _elsewhere(session: Session, place: RunPlace, lot: Item) -> Sequence[tuple[int, int]]:
    rows = session.execute(
        select(Stock.location_id, Stock.on_hand_q6)
        .where(
            Stock.item_id == lot.id,
            Stock.on_hand_q6 > 0,
            Stock.location_id != place.line.location_id,
        )
        .order_by(Stock.on_hand_q6.desc(), Stock.location_id)
    )
    return [(location_id, on_hand) for location_id, on_hand in rows]
