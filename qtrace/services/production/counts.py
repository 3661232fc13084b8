"""Counting pieces of an order, as handlers and queries both need it."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.production.checks_due import PieceRow
from qtrace.domain.production.progress import OutputCount, OutputKind
from qtrace.models.items import Item
from qtrace.models.production import Operation
from qtrace.models.production_runs import MaterialLoad, OperationRun, ProductionOutput, WorkOrder

_PIECES = ProductionOutput.piece_to - ProductionOutput.piece_from + 1


def operations_of(session: Session, order: WorkOrder) -> Sequence[Operation]:
    """Operations of the order's route version, in order."""
    return session.scalars(
        select(Operation)
        .where(Operation.route_revision_id == order.route_revision_id)
        .order_by(Operation.no)
    ).all()


def counts_of(session: Session, order: WorkOrder, operation: Operation) -> tuple[OutputCount, ...]:
    """What came out of all passes of an operation of the order."""
    rows = session.execute(
        select(OperationRun.run_no, ProductionOutput.kind, func.sum(_PIECES))
        .join(ProductionOutput, ProductionOutput.run_id == OperationRun.id)
        .where(OperationRun.work_order_id == order.id, OperationRun.operation_id == operation.id)
        .group_by(OperationRun.run_no, ProductionOutput.kind)
    )
    return tuple(OutputCount(no, OutputKind(kind), int(pieces)) for no, kind, pieces in rows)


def good_of(counts: Sequence[OutputCount]) -> int:
    """Good pieces of all passes."""
    return sum(row.pieces for row in counts if row.kind is OutputKind.GOOD)


def delivered_to(session: Session, order: WorkOrder, operation: Operation) -> int:
    """Pieces that the operation may take: good ones of the one before, planned at the first."""
    before = operation_before(session, order, operation)
    return order.planned if before is None else good_of(counts_of(session, order, before))


def operation_before(session: Session, order: WorkOrder, operation: Operation) -> Operation | None:
    """The operation before this one in the order's route, or None."""
    earlier = [each for each in operations_of(session, order) if each.no < operation.no]
    return earlier[-1] if earlier else None


def is_last(session: Session, order: WorkOrder, operation: Operation) -> bool:
    """True if nothing comes after the operation."""
    return operations_of(session, order)[-1].id == operation.id


def pieces_done(session: Session, run_id: int) -> int:
    """Pieces that came out of the run."""
    most = select(func.max(ProductionOutput.pieces_after)).where(ProductionOutput.run_id == run_id)
    return session.scalar(most) or 0


def piece_rows(session: Session, run_id: int) -> tuple[PieceRow, ...]:
    """Outputs of the run, for naming the pieces in doubt."""
    rows = session.scalars(
        select(ProductionOutput)
        .where(ProductionOutput.run_id == run_id)
        .order_by(ProductionOutput.pieces_after)
    )
    return tuple(PieceRow(row.pieces_after, row.piece_from, row.piece_to) for row in rows)


def range_text(ranges: Sequence[tuple[int, int]]) -> str:
    """Piece numbers as people read them: `1-30, 41`."""
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)


def open_loads(session: Session, run_ids: Collection[int]) -> list[str]:
    """Lots of which something still lies at the line for these runs."""
    rows = session.scalars(
        select(Item.lot)
        .join(MaterialLoad, MaterialLoad.item_id == Item.id)
        .where(MaterialLoad.run_id.in_(run_ids), MaterialLoad.left_q6 > 0)
        .order_by(Item.lot)
    ).all()
    return list(dict.fromkeys(lot or "" for lot in rows))
