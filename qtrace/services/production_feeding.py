"""Using up loads for pieces that came out: quantities, ranges, links and stock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity
from qtrace.domain.production.feeding import Feeding, Load, Need, Use, feed
from qtrace.domain.production.reasons import MaterialReason
from qtrace.domain.quantities import plain_q6
from qtrace.models.catalogue import Part
from qtrace.models.items import Item, Link
from qtrace.models.production import BillLine
from qtrace.models.production_runs import Consumption, MaterialLoad, ProductionOutput
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production_guards import RunPlace, held
from qtrace.services.production_material import Scanned, unusable
from qtrace.services.warehouse import Moved, move_stock
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
        return held(session, place, load.container_id or load.item_id, Activity.CONSUME)
    inner = session.get_one(Item, load.container_id) if load.container_id is not None else None
    given = Scanned(session.get_one(Item, load.item_id), inner)
    return unusable(session, place, given, 0, today)


def lots_eaten(meals: Sequence[Meal]) -> frozenset[int]:
    """Lots that go into the pieces."""
    return frozenset(meal.loads[use.load_id].item_id for meal in meals for use in meal.feeding.uses)


@dataclass(slots=True)
class Edge:
    """One link in the making: a parent went into these pieces."""

    qty_q6: int
    first: int
    last: int
    kind: str = field(default="consumed")


@dataclass(frozen=True, slots=True)
class Fed:
    """The pieces that are fed: their numbers by position, and where each row of them begins.

    Attributes:
        numbers: piece number of each position, from the first.
        before: pieces of the run before them.
        outputs: rows of the pieces; each covers its own numbers.
        child_id: the production lot, or the one unit.
        is_unit: the child is a unit.
    """

    numbers: Sequence[int]
    before: int
    outputs: Sequence[ProductionOutput]
    child_id: int
    is_unit: bool


def eat(work: Work, place: RunPlace, meals: Sequence[Meal], fed: Fed) -> Refusal | None:
    """Write consumption, lower loads and stock, link what went in with what came out."""
    edges: dict[int, Edge] = {}
    for meal in meals:
        for use in meal.feeding.uses:
            load = meal.loads[use.load_id]
            refusal = _take(work, place, load, use)
            if refusal is not None:
                return refusal
            first, last = _numbers(place, fed, use)
            _keep(work, fed, load, use, (first, last))
            for parent_id in {load.item_id, load.container_id or load.item_id}:
                edge = edges.setdefault(parent_id, Edge(0, first, last))
                edge.qty_q6 += use.qty_q6
                edge.first, edge.last = min(edge.first, first), max(edge.last, last)
    for parent_id, edge in edges.items():
        _link(work, place, parent_id, edge, fed)
    return None


def _take(work: Work, place: RunPlace, load: MaterialLoad, use: Use) -> Refusal | None:
    load.left_q6 -= use.qty_q6
    load.piece_to = use.until
    if not use.qty_q6:
        return None
    lot = work.session.get_one(Item, load.item_id)
    moved = Moved(work.new_id(), lot, use.qty_q6, place.line.location_id, None)
    return move_stock(work, moved, "consume")


def _numbers(place: RunPlace, fed: Fed, use: Use) -> tuple[int, int]:
    """Lowest and highest piece number among the positions of a use."""
    offset = 0 if place.run.run_no > 1 else fed.before
    numbers = fed.numbers[use.first - offset - 1 : use.last - offset]
    return min(numbers), max(numbers)


def _keep(work: Work, fed: Fed, load: MaterialLoad, use: Use, numbers: tuple[int, int]) -> None:
    work.session.add(
        Consumption(
            id=work.new_id(),
            load_id=load.id,
            item_id=load.item_id,
            output_id=fed.outputs[0].id,
            qty_q6=use.qty_q6,
            piece_from=numbers[0],
            piece_to=numbers[1],
        )
    )


def _link(work: Work, place: RunPlace, parent_id: int, edge: Edge, fed: Fed) -> None:
    parent = work.session.get_one(Item, parent_id)
    is_installed = parent.kind == "unit" and fed.is_unit
    child_id = fed.child_id if is_installed else place.order.item_id
    work.session.add(
        Link(
            parent_id=parent_id,
            child_id=child_id,
            kind="installed" if is_installed else edge.kind,
            qty_q6=edge.qty_q6,
            unit_code=parent.unit_code,
            seq_from=None if is_installed else edge.first,
            seq_to=None if is_installed else edge.last,
            site_id=parent.site_id,
            parent_origin_id=parent.origin_id if parent.kind in ("unit", "container") else None,
        )
    )
