"""Materials at an operation: bringing loads in, taking leftovers back; handlers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.holds import Activity, state_allows
from qtrace.domain.interlocks import InterlockKind
from qtrace.domain.items import QualityState, is_expired
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.lines import BRINGING
from qtrace.domain.production.reasons import MaterialReason
from qtrace.domain.quantities import plain_q6
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.items import Item
from qtrace.models.production import BillLine, Line
from qtrace.models.production_runs import MaterialLoad, OperationRun, UrgentRelease
from qtrace.models.warehouse import Location, Stock
from qtrace.services.cases.concessions import concession_refusal, cure_concession
from qtrace.services.commands import Command
from qtrace.services.holds.check import check_not_held
from qtrace.services.holds.pieces import check_whole
from qtrace.services.inspection.support import names_of
from qtrace.services.items.standing import quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.counts import pieces_done
from qtrace.services.production.guards import (
    RunPlace,
    context_of,
    locked,
    open_run,
    run_place,
    stopped,
    touch_place,
    unfit,
)
from qtrace.services.production.line_commands import IssueMaterial, ReturnMaterial
from qtrace.services.production.unit_standing import cannot_be_built_in
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.warehouse.handlers import Moved, may_lie, move_stock
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was scanned: stock knows the lot, people hold the bag, box, reel or unit."""

    lot: Item
    inner: Item | None

    @property
    def item(self) -> Item:
        """The thing itself."""
        return self.inner or self.lot

    @property
    def name(self) -> str:
        """Its number as people read it."""
        return self.item.serial or self.item.lot or ""


def scanned(session: Session, item_id: int) -> Scanned | Refusal:
    """The lot behind an item."""
    item = session.get(Item, item_id)
    if item is not None and item.kind in ("lot", "production_lot"):
        return Scanned(item, None)
    if item is None or item.origin_id is None:
        return refuse(MaterialReason.MATERIAL_UNKNOWN)
    return Scanned(session.get_one(Item, item.origin_id), item)


def bill_line_for(session: Session, place: RunPlace, lot: Item) -> BillLine | Refusal:
    """The line of the pinned bill that the lot is for at this operation."""
    lines = session.scalars(
        select(BillLine).where(
            BillLine.bill_revision_id == place.order.bill_revision_id,
            BillLine.part_id == lot.part_id,
        )
    ).all()
    facts = {"lot": lot.lot or "", "operation": str(place.operation.no), **_part(session, lot)}
    if not lines:
        return refuse(MaterialReason.MATERIAL_NOT_ON_BILL, **facts)
    right = [line for line in lines if line.part_revision_id == lot.part_revision_id]
    if not right:
        wanted = session.get_one(PartRevision, lines[0].part_revision_id).revision
        found = session.get(PartRevision, lot.part_revision_id)
        facts |= {"wanted": wanted, "found": found.revision if found else ""}
        return refuse(MaterialReason.MATERIAL_OTHER_REVISION, **facts)
    here = [line for line in right if line.operation_no == place.operation.no]
    if not here:
        facts["wanted"] = str(right[0].operation_no)
        return refuse(MaterialReason.MATERIAL_OTHER_OPERATION, **facts)
    return here[0]


def _part(session: Session, lot: Item) -> dict[str, str]:
    part = session.get(Part, lot.part_id) if lot.part_id is not None else None
    if part is None:
        return {"part": "", "part_en": "", "part_zh": ""}
    return {"part": part.number, "part_en": part.name_en, "part_zh": part.name_zh}


def unusable(
    session: Session,
    place: RunPlace,
    given: Scanned,
    qty_q6: int,
    today: date,
    from_id: int | None = None,
) -> Refusal | None:
    """None if state, date and holds let the lot be consumed here.

    An urgent release stands in for a release, up to its quantity. `from_id` is where it is taken
    from; None: it lies at the line already.
    """
    lot = given.lot
    facts = {"lot": given.name, **_part(session, lot)}
    state = quality_state(session, lot.id)
    if not state_allows(state, Activity.CONSUME):
        room = urgent_room(session, lot.id) if state is QualityState.QUARANTINE else None
        if room is None:
            return refuse(MaterialReason.MATERIAL_NOT_RELEASED, state=state.value, **facts)
        deadline = _urgent_until(session, lot.id)
        if deadline is not None and deadline < today:
            return refuse(MaterialReason.URGENT_OVER, deadline=deadline, **facts)
        if qty_q6 > room:
            return refuse(MaterialReason.URGENT_USED_UP, left=plain_q6(room), **facts)
    if lot.expiry is not None and is_expired(lot.expiry, today):
        over = refuse(MaterialReason.MATERIAL_EXPIRED, expiry=lot.expiry, **facts)
        return locked(over, InterlockKind.EXPIRED, "item", lot.id)
    return held_material(session, place, given, from_id) or concession_refusal(
        session, lot.id, qty_q6, today
    )


def held_material(
    session: Session, place: RunPlace, given: Scanned, from_id: int | None = None
) -> Refusal | None:
    """None if no hold stops using it here; a lot is asked about with its bags and units.

    At the line it goes on if as much as is held still lies in store.
    """
    here = replace(context_of(place), source_id=from_id)
    if given.inner is not None:
        return check_not_held(session, given.inner.id, Activity.CONSUME, here)

    def in_store() -> int:
        there = select(func.sum(Stock.on_hand_q6)).where(
            Stock.item_id == given.lot.id, Stock.location_id.not_in(select(Line.location_id))
        )
        return int(session.scalar(there) or 0)

    spare = in_store if from_id is None else None
    return check_whole(session, given.lot.id, Activity.CONSUME, here, spare)


def held_load(session: Session, place: RunPlace, load: MaterialLoad) -> Refusal | None:
    """None if no hold stops using what lies at the line of a load."""
    inner = session.get_one(Item, load.container_id) if load.container_id is not None else None
    return held_material(session, place, Scanned(session.get_one(Item, load.item_id), inner))


def urgent_room(session: Session, lot_id: int) -> int | None:
    """Millionths that urgent releases of the lot still allow; None if there is none."""
    allowed = session.scalar(
        select(func.sum(UrgentRelease.qty_q6)).where(UrgentRelease.item_id == lot_id)
    )
    if allowed is None:
        return None
    net = MaterialLoad.issued_q6 - MaterialLoad.returned_q6
    issued = session.scalar(select(func.sum(net)).where(MaterialLoad.item_id == lot_id)) or 0
    return int(allowed) - int(issued)


def _urgent_until(session: Session, lot_id: int) -> date | None:
    """The last day on which an urgent release of the lot lets it be used."""
    return session.scalar(
        select(func.max(UrgentRelease.deadline)).where(UrgentRelease.item_id == lot_id)
    )


def inner_left(session: Session, inner: Item) -> int:
    """Millionths of a container or unit that no load has taken."""
    net = MaterialLoad.issued_q6 - MaterialLoad.returned_q6
    issued = select(func.sum(net)).where(MaterialLoad.container_id == inner.id)
    return inner.qty_q6 - int(session.scalar(issued) or 0)


def issue_material(work: Work, command: IssueMaterial) -> Facts | Refusal:
    """Bring a scanned material into a run, if it is the right one and may be used."""
    place = open_run(work, command.run_id)
    if isinstance(place, Refusal):
        return place
    found = scanned_for(work.session, place, command.item_id)
    if isinstance(found, Refusal):
        return found
    given, line = found
    source = source_of(work.session, given, command.qty_q6, command.from_location_id, taking=True)
    if isinstance(source, Refusal):
        return source
    location_id, quantity = source
    refusal = (
        unusable(work.session, place, given, quantity, work.today, location_id)
        or unfit(work, place)
        or stopped(work.session, place.line, place.stop, BRINGING)
    )
    if refusal is not None:
        return refusal
    moved = Moved(work.new_id(), given.lot, quantity, location_id, place.line.location_id)
    refusal = move_stock(work, moved, "issue")
    if refusal is not None:
        return refusal
    load = add_load(work, place, given, command.load_id, quantity)
    load.bill_line_id = line.id
    work.add(load)
    cure_concession(work, given.lot.id)
    touch_place(work, place)
    work.touch(ObjectKind.ITEM, given.lot.id)
    return {"lot": given.name, "quantity": plain_q6(quantity), "unit": given.lot.unit_code}


def scanned_for(
    session: Session, place: RunPlace, item_id: int
) -> tuple[Scanned, BillLine] | Refusal:
    """The scanned material and the line of the bill that it is for here."""
    given = scanned(session, item_id)
    if isinstance(given, Refusal):
        return given
    line = bill_line_for(session, place, given.lot)
    return line if isinstance(line, Refusal) else (given, line)


def add_load(
    work: Work, place: RunPlace, given: Scanned, load_id: int, quantity: int
) -> MaterialLoad:
    """The row of a load that comes in now; not yet added."""
    return MaterialLoad(
        id=load_id,
        run_id=place.run.id,
        bill_line_id=None,
        item_id=given.lot.id,
        container_id=given.inner.id if given.inner is not None else None,
        issued_q6=quantity,
        left_q6=quantity,
        returned_q6=0,
        lost_q6=0,
        piece_from=pieces_done(work.session, place.run.id) + 1,
        piece_to=None,
        is_closed=False,
        loaded_by=work.actor.person_id,
        loaded_at=work.now,
        deviation_id=None,
    )


def source_of(
    session: Session,
    given: Scanned,
    wanted: int | None,
    from_location_id: int | None,
    *,
    taking: bool = False,
) -> tuple[int, int] | Refusal:
    """Where the material lies and how much of it is meant.

    `taking`: until the commit nobody else takes of the lot: what is left of a container, a
    concession or an urgent release is asked once more only behind what others took.
    """
    lot = given.lot
    if wanted is not None and wanted <= 0:
        return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE)
    there = _lying(session, lot, taking=taking)
    if given.inner is not None:
        refusal = cannot_be_built_in(session, lot, given.inner)
        if refusal is not None:
            return refusal
        left = inner_left(session, given.inner)
        if left <= 0 or (wanted is not None and wanted > left):
            return already_issued(session, given.inner, left)
        wanted = left if wanted is None else wanted
    rows = [
        (location_id, on_hand)
        for location_id, on_hand, is_line in there
        if (not is_line if from_location_id is None else location_id == from_location_id)
    ]
    if not rows:
        return refuse(MaterialReason.MATERIAL_NOT_IN_STOCK, lot=given.name)
    if len(rows) > 1:
        return refuse(WarehouseReason.LOT_IN_SEVERAL_PLACES, lot=given.name, places=len(rows))
    location_id, on_hand = rows[0]
    return location_id, on_hand if wanted is None else wanted


def _lying(session: Session, lot: Item, *, taking: bool) -> list[tuple[int, int, bool]]:
    """Places of the lot, how much lies there, and whether it is a line's."""
    told = (
        select(Stock.location_id, Stock.on_hand_q6, Stock.location_id.in_(select(Line.location_id)))
        .where(Stock.item_id == lot.id)
        .order_by(Stock.location_id)
    )
    if taking:
        told = told.with_for_update(key_share=True, of=Stock)
    return [
        (place, on_hand, is_line) for place, on_hand, is_line in session.execute(told) if on_hand
    ]


def already_issued(session: Session, inner: Item, left: int) -> Refusal:
    """Who opened the container, when and for which order."""
    row = session.execute(
        select(MaterialLoad, OperationRun)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .where(MaterialLoad.container_id == inner.id)
        .order_by(MaterialLoad.id.desc())
        .limit(1)
    ).first()
    facts = {"lot": inner.serial or inner.lot or "", "left": plain_q6(max(left, 0))}
    if row is None:
        return refuse(MaterialReason.MATERIAL_ALREADY_ISSUED, at="", order="", **facts)
    load, run = row
    at, by = load.loaded_at.isoformat(), names_of(session, load.loaded_by)
    order = run_place(session, run).order.number
    return refuse(MaterialReason.MATERIAL_ALREADY_ISSUED, at=at, order=order, **facts, **by)


def return_material(work: Work, command: ReturnMaterial) -> Facts | Refusal:
    """Take back what is left of a load, as measured; what is missing is a loss with a reason."""
    load = work.session.get(MaterialLoad, command.load_id, with_for_update=True)
    if load is None:
        return refuse(MaterialReason.LOAD_UNKNOWN)
    run = work.session.get_one(OperationRun, load.run_id)
    place = run_place(work.session, run)
    lot = work.session.get_one(Item, load.item_id)
    refusal = _why_not_back(work, (load, lot, place.line), command)
    if refusal is not None:
        return refusal
    lost = load.left_q6 - command.qty_q6
    for quantity, target, kind in (
        (command.qty_q6, command.to_location_id, "return"),
        (lost, None, "scrap"),
    ):
        if quantity:
            moved = Moved(work.new_id(), lot, quantity, place.line.location_id, target)
            refusal = move_stock(work, moved, kind)
            if refusal is not None:
                return refusal
    overlap = _overlap(work.session, load)
    load.returned_q6, load.lost_q6 = load.returned_q6 + command.qty_q6, load.lost_q6 + lost
    load.left_q6, load.is_closed = 0, True
    load.piece_to = pieces_done(work.session, run.id) + overlap
    touch_place(work, place)
    work.touch(ObjectKind.ITEM, lot.id)
    return {"lot": lot.lot or "", "quantity": plain_q6(command.qty_q6), "lost": plain_q6(lost)}


def _why_not_back(
    work: Work, given: tuple[MaterialLoad, Item, Line], command: ReturnMaterial
) -> Refusal | None:
    load, lot, line = given
    if load.is_closed or load.left_q6 == 0:
        return refuse(MaterialReason.LOAD_CLOSED, lot=lot.lot)
    if not 0 <= command.qty_q6 <= load.left_q6:
        return refuse(MaterialReason.RETURN_TOO_MUCH, lot=lot.lot, left=plain_q6(load.left_q6))
    if command.qty_q6 < load.left_q6 and not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    if command.qty_q6:
        place_id = command.to_location_id
        target = work.session.get(Location, place_id) if place_id is not None else None
        if target is None:
            return refuse(WarehouseReason.LOCATION_UNKNOWN)
        may_not = may_lie(work, lot, target, line.location_id, load.container_id)
        return may_not or refuse_unkeepable(reason=command.reason)
    return refuse_unkeepable(reason=command.reason)


def _overlap(session: Session, load: MaterialLoad) -> int:
    if load.bill_line_id is None:
        return 0
    return session.get_one(BillLine, load.bill_line_id).overlap


HANDLERS: dict[type[Command], Handler] = {
    IssueMaterial: issue_material,
    ReturnMaterial: return_material,
}
