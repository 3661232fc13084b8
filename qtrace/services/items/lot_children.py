"""Child lots: a part of a lot gets its own number, containers, stock and status; links stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.codes.internal import format_container, format_lot
from qtrace.domain.items import QualityState
from qtrace.domain.quantities import plain_q6
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.inspection import Inspection
from qtrace.models.items import Disposition, Item, ItemStatus, Link
from qtrace.models.warehouse import Stock
from qtrace.services.holds.pieces import held_pieces
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.loads_at_lines import loaded_at, loads_of
from qtrace.services.warehouse.handlers import Moved, move_stock
from qtrace.services.work import ObjectKind, Work


@dataclass(frozen=True, slots=True)
class NewChild:
    """A part of a lot that is to become a lot of its own.

    Attributes:
        contents: what lies in each of its containers, where that is known; else even shares.
        numbers: containers of the lot that `contents` lay in, where that is known.
        away_q6: what of its quantity is away as samples; only the rest is in stock.
    """

    id: int
    qty_q6: int
    containers: int
    state: QualityState
    contents: tuple[int, ...] = ()
    away_q6: int = 0
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one lot, ready to be written.

    Attributes:
        word: stored word of the decision: `accept`, `reject` or `split`.
        state: status that it leaves behind.
        second_person: True if the plan asks for a signer beside the inspector.
    """

    word: str
    state: QualityState
    second_person: bool


def split_off(work: Work, parent: Item, new: NewChild) -> Item | Refusal:
    """Make the child lot with its link, stock and containers; refused if too little is in stock."""
    year = plant_day(plant_of(work.session), work.now).year
    child = work.add(_child_of(work, parent, new, format_lot(year, work.number("lot", year))))
    work.add(
        Link(
            parent_id=parent.id,
            child_id=child.id,
            kind="split",
            qty_q6=new.qty_q6,
            unit_code=parent.unit_code,
            seq_from=None,
            seq_to=None,
            site_id=parent.site_id,
        )
    )
    work.add(ItemStatus(item_id=child.id, quality_state=new.state.value, disposition_no=0))
    refusal = _move(work, parent, child, new.qty_q6 - new.away_q6)
    if refusal is not None:
        return refusal
    contents = new.contents or tuple(_shares(new.qty_q6, new.containers))
    bags = _add_containers(work, child, contents)
    _hand_on_holds(work, parent, child, new.numbers, bags)
    work.touch(ObjectKind.ITEM, parent.id)
    work.touch(ObjectKind.ITEM, child.id)
    return child


def _child_of(work: Work, parent: Item, new: NewChild, lot: str) -> Item:
    return Item(
        id=new.id,
        site_id=parent.site_id,
        kind="lot",
        part_id=parent.part_id,
        part_revision_id=parent.part_revision_id,
        lot=lot,
        serial=None,
        unit_seq=None,
        udi_di=parent.udi_di,
        supplier_id=parent.supplier_id,
        manufacturer_site_id=parent.manufacturer_site_id,
        supplier_lot=parent.supplier_lot,
        receipt_id=parent.receipt_id,
        origin_id=parent.id,
        made_on=parent.made_on,
        expiry=parent.expiry,
        expiry_text=parent.expiry_text,
        qty_q6=new.qty_q6,
        unit_code=parent.unit_code,
        location_id=None,
        created_at=work.now,
    )


def _move(work: Work, parent: Item, child: Item, qty_q6: int) -> Refusal | None:
    """Move stock from the parent's places to the child, the fullest place first.

    What a line has loaded stays its own: it is used up, or counted back before it is divided.
    """
    if qty_q6 <= 0:
        return None
    left = qty_q6
    rows = work.session.execute(
        select(Stock.location_id, Stock.on_hand_q6)
        .where(Stock.item_id == parent.id, Stock.on_hand_q6 > 0)
        .order_by(Stock.on_hand_q6.desc(), Stock.location_id)
    ).all()
    loads = loads_of(work.session, parent)
    for location_id, on_hand in rows:
        taken = min(left, on_hand - loaded_at(loads, location_id))
        if taken <= 0:
            continue
        for moved in (
            Moved(work.new_id(), parent, taken, location_id, None),
            Moved(work.new_id(), child, taken, None, location_id),
        ):
            refusal = move_stock(work, moved, "split")
            if refusal is not None:
                return refusal
        left -= taken
        if not left:
            break
    work.session.flush()
    if left and loads:
        return next(iter(loads.values())).refusal
    if left:
        there = plain_q6(qty_q6 - left)
        return refuse(WarehouseReason.STOCK_TOO_LOW, lot=parent.lot, on_hand=there)
    return None


def _add_containers(work: Work, child: Item, contents: tuple[int, ...]) -> list[Item]:
    assert child.lot is not None
    bags = [
        Item(
            id=work.new_id(),
            site_id=child.site_id,
            kind="container",
            part_id=child.part_id,
            part_revision_id=child.part_revision_id,
            lot=format_container(child.lot, number),
            serial=None,
            unit_seq=number,
            origin_id=child.id,
            qty_q6=quantity,
            unit_code=child.unit_code,
            created_at=work.now,
        )
        for number, quantity in enumerate(contents, start=1)
    ]
    work.session.add_all(bags)
    work.session.flush()
    return bags


def _hand_on_holds(
    work: Work, parent: Item, child: Item, numbers: Sequence[int], bags: Sequence[Item]
) -> None:
    """Tie held bags of the parent to what they become, so that their holds go with them.

    Where nobody knows from which bags the child was filled, it may have something of each.
    """
    for held in held_pieces(work.session, parent.id):
        became = [bag for number, bag in zip(numbers, bags, strict=False) if number == held.number]
        for item, quantity in [(bag, bag.qty_q6) for bag in became] if numbers else [(child, 0)]:
            work.add(
                Link(
                    parent_id=held.item_id,
                    child_id=item.id,
                    kind="split",
                    qty_q6=quantity,
                    unit_code=parent.unit_code,
                    seq_from=None,
                    seq_to=None,
                    site_id=parent.site_id,
                )
            )


def _shares(qty_q6: int, count: int) -> Iterator[int]:
    """Even shares in whole units, the first ones larger; a rest below one unit goes to the last."""
    unit = 1_000_000
    whole, rest = divmod(qty_q6, unit)
    each, more = divmod(whole, count)
    for number in range(count):
        share = (each + (1 if number < more else 0)) * unit
        yield share + (rest if number == count - 1 else 0)


def dispose(work: Work, lot_id: int, inspection: Inspection, decision: Decision) -> None:
    """Write the decision and the status that it leaves; two stations cannot write the same one."""
    status = work.session.get(ItemStatus, lot_id, with_for_update=True)
    if status is None:
        status = work.add(
            ItemStatus(
                item_id=lot_id, quality_state=QualityState.QUARANTINE.value, disposition_no=0
            )
        )
    work.session.flush()  # the disposition's key refers to the signer of the inspection
    number = status.disposition_no + 1
    work.add(
        Disposition(
            id=work.new_id(),
            item_id=lot_id,
            no=number,
            inspection_id=inspection.id,
            inspector_id=inspection.signed_by,
            decision=decision.word,
            decided_by=work.actor.person_id,
            second_person_required=1 if decision.second_person else 0,
            decided_at=work.now,
        )
    )
    status.quality_state, status.disposition_no = decision.state.value, number
    work.session.flush()
    work.touch(ObjectKind.ITEM, lot_id)
