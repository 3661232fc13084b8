"""Materials in a device history: loads, what stands behind them, and their balance."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qtrace.domain.production.balance import NeedBalance
from qtrace.models.catalogue import Part, Unit
from qtrace.models.items import Item
from qtrace.models.production import BillLine
from qtrace.models.production_runs import MaterialLoad, UrgentRelease, WorkOrder
from qtrace.models.suppliers import Supplier
from qtrace.services.briefs import NO_NAME, NamePair, supplier_name
from qtrace.services.history.rows import AncestorRow, InputRow
from qtrace.services.holds.check import coverings
from qtrace.services.items.standing import quality_state
from qtrace.services.production.line_parts import name_of

Numbers = dict[int, int]


def inputs_of(session: Session, numbers: Numbers) -> tuple[InputRow, ...]:
    """Every load of the runs; `numbers` are their operations by run."""
    rows = session.execute(
        select(MaterialLoad, Item, Part, Supplier)
        .join(Item, Item.id == MaterialLoad.item_id)
        .join(Part, Part.id == Item.part_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .where(MaterialLoad.run_id.in_(numbers))
        .order_by(MaterialLoad.loaded_at, MaterialLoad.id)
    ).all()
    urgent = set(session.scalars(select(UrgentRelease.item_id)))
    return tuple(
        InputRow(
            operation_no=numbers[load.run_id],
            part=part.number,
            name=NamePair(part.name_en, part.name_zh),
            unit=_unit_name(session, lot.unit_code),
            lot=lot.lot or "",
            supplier=supplier_name(supplier),
            supplier_lot=lot.supplier_lot or "",
            expiry=lot.expiry,
            issued_q6=load.issued_q6,
            used_q6=load.issued_q6 - load.returned_q6 - load.lost_q6 - load.left_q6,
            returned_q6=load.returned_q6,
            lost_q6=load.lost_q6,
            loaded_at=load.loaded_at,
            loaded_by=name_of(session, load.loaded_by),
            deviation=load.deviation_id is not None,
            state=quality_state(session, lot.id).value,
            holds=_holds(session, lot.id),
            urgent=lot.id in urgent,
        )
        for load, lot, part, supplier in rows
    )


def _unit_name(session: Session, code: str) -> NamePair:
    unit = session.get_one(Unit, code)
    return NamePair(unit.symbol_en, unit.symbol_zh)


def _holds(session: Session, item_id: int) -> tuple[str, ...]:
    return tuple(each.number for each in coverings(session, item_id))


def ancestry_of(
    session: Session, numbers: Numbers, above: Collection[int]
) -> tuple[AncestorRow, ...]:
    """Lots behind the loads, at any depth, with their state now."""
    loaded = set(
        session.scalars(select(MaterialLoad.item_id).where(MaterialLoad.run_id.in_(numbers)))
    )
    rows = session.execute(
        select(Item, Part.number, Supplier)
        .outerjoin(Part, Part.id == Item.part_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .where(
            Item.id.in_(set(above) - loaded),
            or_(Item.kind != "container", Item.origin_id.not_in(loaded)),
        )
        .order_by(Item.lot, Item.id)
    ).all()
    return tuple(
        AncestorRow(
            item.serial or item.lot or "",
            part or "",
            supplier_name(supplier),
            quality_state(session, item.id).value,
            _holds(session, item.id),
        )
        for item, part, supplier in rows
    )


def balance_of(
    session: Session, order: WorkOrder, rows: Sequence[NeedBalance]
) -> tuple[tuple[str, NamePair, NeedBalance], ...]:
    """The balance of each need with the part and the unit that it is counted in."""
    parts = {
        line.no: session.get_one(Part, line.part_id)
        for line in session.scalars(
            select(BillLine).where(
                BillLine.bill_revision_id == order.bill_revision_id, BillLine.rank == 0
            )
        )
    }
    return tuple(
        (
            parts[row.need_no].number if row.need_no in parts else "",
            _unit_name(session, parts[row.need_no].base_unit) if row.need_no in parts else NO_NAME,
            row,
        )
        for row in rows
    )
