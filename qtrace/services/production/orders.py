"""Work orders: ordering with pinned versions, and finishing; handlers."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.codes.internal import format_lot
from qtrace.domain.items import ItemKind
from qtrace.domain.production.progress import progress
from qtrace.domain.production.reasons import PieceReason, ProductionReason
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.items import Item, ItemStatus
from qtrace.models.production import (
    Bill,
    BillRevision,
    LabelVersion,
    Line,
    Operation,
    Route,
    RouteRevision,
)
from qtrace.models.production_runs import OperationRun, WorkOrder
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.commands import AddWorkOrder, FinishWorkOrder
from qtrace.services.production.counts import (
    counts_of,
    delivered_to,
    open_loads,
    operation_before,
    operations_of,
)
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
MOST_PIECES = 10_000_000


def add_work_order(work: Work, command: AddWorkOrder) -> Facts | Refusal:
    """Order pieces: pin the effective versions, make the production lot."""
    session = work.session
    part = _part(work, command)
    if isinstance(part, Refusal):
        return part
    pinned = _pin(session, part)
    if isinstance(pinned, Refusal):
        return pinned
    year = work.today.year
    number = command.number.strip() or f"WO-{year % 100:02d}-{work.number('work_order', year):04d}"
    lot = command.lot.strip() or format_lot(year, work.number("lot", year))
    taken = _taken(work, part, number, lot)
    if taken is not None:
        return refuse(ProductionReason.PRODUCTION_CODE_TAKEN, taken=taken)
    _add_lot(work, command, part, pinned[0], lot)
    _add_order(work, command, pinned, number)
    work.touch(ObjectKind.WORK_ORDER, command.work_order_id)
    work.touch(ObjectKind.ITEM, command.lot_id)
    work.touch(ObjectKind.LINE, command.line_id)
    return {"order": number, "lot": lot}


def _part(work: Work, command: AddWorkOrder) -> Part | Refusal:
    """The part that is ordered, if the rest of the order can be kept too."""
    part = work.session.get(Part, command.part_id)
    line = work.session.get(Line, command.line_id)
    if part is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    if line is None or not line.is_active:
        return refuse(ProductionReason.LINE_UNKNOWN)
    if not 1 <= command.planned <= MOST_PIECES:
        return refuse(ProductionReason.PLANNED_PIECES, planned=command.planned)
    return refuse_unkeepable(number=command.number, lot=command.lot) or part


Pinned = tuple[PartRevision, RouteRevision, BillRevision, LabelVersion | None]


def _pin(session: Session, part: Part) -> Pinned | Refusal:
    """The versions in force now; a serial product needs a label, for its units carry it."""
    revision = session.scalar(
        select(PartRevision).where(
            PartRevision.part_id == part.id, PartRevision.state == "effective"
        )
    )
    if revision is None:
        return refuse(ProductionReason.PART_NOT_EFFECTIVE, part=part.number)
    route = session.scalar(
        select(RouteRevision)
        .join(Route, Route.id == RouteRevision.route_id)
        .where(Route.part_id == part.id, RouteRevision.state == "effective")
        .order_by(Route.code)
    )
    if route is None:
        return refuse(ProductionReason.NO_EFFECTIVE_ROUTE, part=part.number)
    bill = session.scalar(
        select(BillRevision)
        .join(Bill, Bill.id == BillRevision.bill_id)
        .where(Bill.part_id == part.id, BillRevision.state == "effective")
        .order_by(Bill.code)
    )
    if bill is None:
        return refuse(ProductionReason.NO_EFFECTIVE_BILL, part=part.number)
    label = session.scalar(
        select(LabelVersion).where(
            LabelVersion.part_id == part.id, LabelVersion.state == "effective"
        )
    )
    makes_units = select(Operation.id).where(
        Operation.route_revision_id == route.id, Operation.makes_units
    )
    if label is None and session.scalar(makes_units) is not None:
        return refuse(ProductionReason.NO_EFFECTIVE_LABEL, part=part.number)
    return revision, route, bill, label


def _taken(work: Work, part: Part, number: str, lot: str) -> str | None:
    """The number or lot that another order has already."""
    order = select(WorkOrder.id).where(
        WorkOrder.site_id == work.station.site_id, WorkOrder.number == number
    )
    if work.session.scalar(order) is not None:
        return number
    item = select(Item.id).where(
        Item.part_id == part.id, Item.lot == lot, Item.serial.is_(None), Item.kind != "container"
    )
    return lot if work.session.scalar(item) is not None else None


def _add_lot(
    work: Work, command: AddWorkOrder, part: Part, revision: PartRevision, lot: str
) -> None:
    work.add(
        Item(
            id=command.lot_id,
            site_id=work.station.site_id,
            kind=ItemKind.PRODUCTION_LOT.value,
            part_id=part.id,
            part_revision_id=revision.id,
            lot=lot,
            expiry=command.expiry,
            expiry_text=command.expiry.isoformat() if command.expiry else None,
            qty_q6=0,
            unit_code=part.base_unit,
            created_at=work.now,
        )
    )
    work.add(ItemStatus(item_id=command.lot_id, quality_state="quarantine", disposition_no=0))


def _add_order(work: Work, command: AddWorkOrder, pinned: Pinned, number: str) -> None:
    revision, route, bill, label = pinned
    work.add(
        WorkOrder(
            id=command.work_order_id,
            site_id=work.station.site_id,
            number=number,
            part_id=command.part_id,
            part_revision_id=revision.id,
            route_revision_id=route.id,
            bill_revision_id=bill.id,
            label_version_id=label.id if label is not None else None,
            line_id=command.line_id,
            item_id=command.lot_id,
            planned=command.planned,
            needed_at=command.needed_at,
            state="planned",
            ordered_by=work.actor.person_id,
            ordered_at=work.now,
            finished_by=None,
            finished_at=None,
        )
    )


def finish_work_order(work: Work, command: FinishWorkOrder) -> Facts | Refusal:
    """End an order whose operations are all finished and whose materials are all accounted for."""
    session = work.session
    order = session.get(WorkOrder, command.work_order_id, with_for_update=True)
    if order is None:
        return refuse(ProductionReason.WORK_ORDER_UNKNOWN)
    if order.state != "running":
        return refuse(ProductionReason.WORK_ORDER_CLOSED, order=order.number, state=order.state)
    refusal = _unfinished(session, order)
    if refusal is not None:
        return refusal
    order.state, order.finished_by = "finished", work.actor.person_id
    order.finished_at = work.now
    work.touch(ObjectKind.WORK_ORDER, order.id)
    work.touch(ObjectKind.ITEM, order.item_id)
    return {"order": order.number}


def _unfinished(session: Session, order: WorkOrder) -> Refusal | None:
    runs = session.scalars(select(OperationRun).where(OperationRun.work_order_id == order.id)).all()
    for operation in operations_of(session, order):
        own = [run for run in runs if run.operation_id == operation.id]
        facts = {"order": order.number, "operation": str(operation.no)}
        if not own or any(run.state != "finished" for run in own):
            return refuse(PieceReason.ORDER_UNFINISHED, pieces="", **facts)
        stands = progress(
            delivered_to(session, order, operation), counts_of(session, order, operation)
        )
        if stands.rework:
            return refuse(PieceReason.ORDER_UNFINISHED, pieces=stands.rework, **facts)
        if stands.left and operation_before(session, order, operation) is not None:
            return refuse(PieceReason.PIECES_LEFT, pieces=stands.left, **facts)
    left = open_loads(session, [run.id for run in runs])
    if left:
        return refuse(PieceReason.LOADS_OPEN, lots=", ".join(left))
    return None


HANDLERS: dict[type[Command], Handler] = {
    AddWorkOrder: add_work_order,
    FinishWorkOrder: finish_work_order,
}
