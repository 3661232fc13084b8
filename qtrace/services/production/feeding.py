"""Using up loads for pieces that came out: quantities, ranges, links and stock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.production.feeding import Feeding, Load, Need, Use, feed, share_q6
from qtrace.domain.production.numbering import ranges_of
from qtrace.domain.production.reasons import MaterialReason
from qtrace.domain.quantities import plain_q6
from qtrace.models.catalogue import Part
from qtrace.models.items import Item, Link
from qtrace.models.production import BillLine
from qtrace.models.production_runs import Consumption, MaterialLoad, ProductionOutput
from qtrace.models.warehouse import Stock
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.guards import RunPlace
from qtrace.services.production.material import Scanned, held_load, unusable
from qtrace.services.warehouse.handlers import Moved, move_stock
from qtrace.services.work import Work


@dataclass(frozen=True, slots=True)
class Meal:
    """What pieces take of one need of the bill."""

    line: BillLine
    loads: Mapping[int, MaterialLoad]
    feeding: Feeding


def needs_of(session: Session, place: RunPlace) -> tuple[BillLine, ...]:
    """Materials (no alternates) of the pinned bill at this operation, by number."""
    return tuple(
        session.scalars(
            select(BillLine)
            .where(
                BillLine.bill_revision_id == place.order.bill_revision_id,
                BillLine.operation_no == place.operation.no,
                BillLine.rank == 0,
            )
            .order_by(BillLine.no)
        )
    )


def loads_of(session: Session, place: RunPlace, need_no: int) -> dict[int, MaterialLoad]:
    """Loads of the run for one need, alternates included, in the order of loading."""
    rows = session.scalars(
        select(MaterialLoad)
        .join(BillLine, BillLine.id == MaterialLoad.bill_line_id)
        .where(MaterialLoad.run_id == place.run.id, BillLine.no == need_no)
        .order_by(MaterialLoad.loaded_at, MaterialLoad.id)
    )
    return {row.id: row for row in rows}


def plan_meals(
    session: Session, place: RunPlace, before: int, pieces: int, replaced: Sequence[int]
) -> tuple[Meal, ...]:
    """What `pieces` pieces after the first `before` take; a rework pass takes what it replaces."""
    is_rework = place.run.run_no > 1
    meals = []
    for line in needs_of(session, place):
        if is_rework and line.no not in replaced:
            continue
        need = Need(line.num, line.den, 0 if is_rework else line.overlap)
        loads = loads_of(session, place, line.no)
        given = [Load(row.id, row.left_q6, row.piece_from, row.piece_to) for row in loads.values()]
        meals.append(Meal(line, loads, feed(need, given, 0 if is_rework else before, pieces)))
    return tuple(meals)


def cannot_eat(
    session: Session, place: RunPlace, meals: Sequence[Meal], today: date
) -> Refusal | None:
    """None if every need is met from loads that would be accepted now, else what stops it.

    What was in order when it was loaded may be held, expired, rejected or past its concession by
    now. A load that is on record as a deviation has its hold on the pieces; only holds stop it.
    """
    for meal in meals:
        if meal.feeding.short_q6:
            part = session.get_one(Part, meal.line.part_id)
            return refuse(
                MaterialReason.MATERIAL_SHORT,
                part=part.number,
                part_en=part.name_en,
                part_zh=part.name_zh,
                missing=plain_q6(meal.feeding.short_q6),
            )
        for use in meal.feeding.uses:
            refusal = _spoiled(session, place, meal.loads[use.load_id], today)
            if refusal is not None:
                return refusal
    return None


def _spoiled(session: Session, place: RunPlace, load: MaterialLoad, today: date) -> Refusal | None:
    if load.deviation_id is not None:
        return held_load(session, place, load)
    inner = session.get_one(Item, load.container_id) if load.container_id is not None else None
    given = Scanned(session.get_one(Item, load.item_id), inner)
    return unusable(session, place, given, 0, today)


def lots_eaten(meals: Sequence[Meal]) -> frozenset[int]:
    """Lots that go into the pieces."""
    return frozenset(meal.loads[use.load_id].item_id for meal in meals for use in meal.feeding.uses)


@dataclass(frozen=True, slots=True)
class Fed:
    """The pieces that are fed: their numbers by position, and where each row of them begins.

    Attributes:
        numbers: piece number of each position, from the first.
        before: pieces of the run before them.
        outputs: rows of the pieces; each covers its own numbers.
        units: unit of each position; empty where pieces have no serial numbers.
    """

    numbers: Sequence[int]
    before: int
    outputs: Sequence[ProductionOutput]
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """What of a use went into pieces with consecutive numbers."""

    qty_q6: int
    first: int
    last: int


def put_into(
    work: Work, place: RunPlace, load: MaterialLoad, shares: Sequence[Share], fed: Fed
) -> None:
    """Write and link that a load went into pieces that had come out before it was known."""
    _keep(work, fed, load, shares)
    for parent_id in {load.item_id, load.container_id or load.item_id}:
        _link(work, place, parent_id, shares, fed)


def eat(work: Work, place: RunPlace, meals: Sequence[Meal], fed: Fed) -> Refusal | None:
    """Write consumption, lower loads and stock, link what went in with what came out."""
    edges: dict[int, list[Share]] = {}
    for meal in meals:
        for use in meal.feeding.uses:
            load = meal.loads[use.load_id]
            refusal = _take(work, place, load, use)
            if refusal is not None:
                return refusal
            shares = _shares(place, fed, meal.line, use)
            _keep(work, fed, load, shares)
            for parent_id in {load.item_id, load.container_id or load.item_id}:
                edges.setdefault(parent_id, []).extend(shares)
    for parent_id, shares in edges.items():
        _link(work, place, parent_id, shares, fed)
    return None


def bring_missing(work: Work, place: RunPlace, meals: Sequence[Meal]) -> Refusal | None:
    """What pieces that exist have used up was at the line, whatever the books say: adjust them."""
    wanted: dict[int, int] = {}
    for meal in meals:
        for use in meal.feeding.uses:
            lot_id = meal.loads[use.load_id].item_id
            wanted[lot_id] = wanted.get(lot_id, 0) + use.qty_q6
    for lot_id, quantity in wanted.items():
        here = work.session.get(Stock, (lot_id, place.line.location_id), populate_existing=True)
        missing = quantity - (here.on_hand_q6 if here is not None else 0)
        if missing > 0:
            lot = work.session.get_one(Item, lot_id)
            moved = Moved(work.new_id(), lot, missing, None, place.line.location_id)
            refusal = move_stock(work, moved, "adjust")
            if refusal is not None:
                return refusal
    return None


def _take(work: Work, place: RunPlace, load: MaterialLoad, use: Use) -> Refusal | None:
    load.left_q6 -= use.qty_q6
    load.piece_to = use.until
    if not use.qty_q6:
        return None
    lot = work.session.get_one(Item, load.item_id)
    moved = Moved(work.new_id(), lot, use.qty_q6, place.line.location_id, None)
    return move_stock(work, moved, "consume")


def _shares(place: RunPlace, fed: Fed, line: BillLine, use: Use) -> list[Share]:
    """A use by runs of consecutive piece numbers; together they have all of its quantity."""
    offset = 0 if place.run.run_no > 1 else fed.before
    need, begin, shares = Need(line.num, line.den), use.first, []
    for first, last in ranges_of(fed.numbers[begin - offset - 1 : use.last - offset]):
        end = begin + last - first
        shares.append(Share(share_q6(need, use, begin, end), first, last))
        begin = end + 1
    return shares


def _keep(work: Work, fed: Fed, load: MaterialLoad, shares: Sequence[Share]) -> None:
    work.session.add_all(
        Consumption(
            id=work.new_id(),
            load_id=load.id,
            item_id=load.item_id,
            output_id=fed.outputs[0].id,
            qty_q6=share.qty_q6,
            piece_from=share.first,
            piece_to=share.last,
        )
        for share in shares
    )


def _link(work: Work, place: RunPlace, parent_id: int, shares: Sequence[Share], fed: Fed) -> None:
    """Link a parent with the pieces that it went into, and with none between them.

    A command has one link from a parent to the lot, so units with further numbers are linked one
    by one. Pieces without serial numbers are linked as one range: more may be held, never less.
    """
    parent = work.session.get_one(Item, parent_id)
    if parent.kind == "unit" and len(fed.units) == 1:
        _add_link(work, parent, fed.units[0], sum(share.qty_q6 for share in shares), None)
        return
    joined = _joined(shares)
    if not fed.units:
        joined = [Share(sum(s.qty_q6 for s in joined), joined[0].first, joined[-1].last)]
    joined.sort(key=lambda share: share.first - share.last)
    whole = joined[0]
    _add_link(work, parent, place.order.item_id, whole.qty_q6, (whole.first, whole.last))
    units = dict(zip(fed.numbers, fed.units, strict=False))
    for share in joined[1:]:
        pieces = share.last - share.first + 1
        for number in range(share.first, share.last + 1):
            _add_link(work, parent, units[number], share.qty_q6 // pieces, None)


def _joined(shares: Sequence[Share]) -> list[Share]:
    """The shares by number, those that touch as one."""
    found: list[Share] = []
    for share in sorted(shares, key=lambda each: each.first):
        if found and share.first <= found[-1].last + 1:
            last = found.pop()
            ends = max(last.last, share.last)
            found.append(Share(last.qty_q6 + share.qty_q6, last.first, ends))
        else:
            found.append(share)
    return found


def _add_link(
    work: Work, parent: Item, child_id: int, qty_q6: int, span: tuple[int, int] | None
) -> None:
    """A link to the numbers of `span` within a lot, or without it to a unit."""
    is_installed = parent.kind == "unit" and span is None
    work.session.add(
        Link(
            parent_id=parent.id,
            child_id=child_id,
            kind="installed" if is_installed else "consumed",
            qty_q6=qty_q6,
            unit_code=parent.unit_code,
            seq_from=None if span is None else span[0],
            seq_to=None if span is None else span[1],
            site_id=parent.site_id,
            parent_origin_id=parent.origin_id if parent.kind in ("unit", "container") else None,
        )
    )
