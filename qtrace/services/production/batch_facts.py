"""What the gate of a batch asks, read from the facts: nothing of it is typed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from qtrace.domain.hold_scopes import AnchorKind
from qtrace.domain.items import is_expired
from qtrace.domain.production.balance import LoadBalance, balances
from qtrace.domain.production.checks_due import STOPPING
from qtrace.domain.production.feeding import Need, total_q6
from qtrace.domain.production.gate import (
    BatchFacts,
    CheckOpen,
    HeldInput,
    InputState,
    NeedOpen,
    OperationStanding,
    ReleaseKind,
)
from qtrace.domain.production.progress import pieces_of, progress
from qtrace.domain.quantities import plain_q6
from qtrace.models.cases import Case, CaseItem, Hold, HoldMember, HoldScope
from qtrace.models.catalogue import Part
from qtrace.models.holds import HoldScopeEnd
from qtrace.models.items import Item, ItemStatus, Link, LinkKind
from qtrace.models.production import BillLine, LabelVersion, Operation
from qtrace.models.production_runs import (
    BatchRelease,
    CheckResult,
    Consumption,
    MaterialLoad,
    OperationRun,
    ProductionOutput,
    UnitLabel,
    UrgentRelease,
    WorkOrder,
)
from qtrace.services.holds.check import ACTIVE, coverings
from qtrace.services.items.standing import quality_state
from qtrace.services.labels.unit_label_rules import is_lot_unlabelled
from qtrace.services.production.checks import run_checks
from qtrace.services.production.counts import (
    counts_of,
    delivered_to,
    operation_before,
    operations_of,
)

CLOSED = ("closed", "void", "dispositioned", "released", "converted")
"""Cases that stand in no batch's way: what was disposed of is told by states and holds."""
UNDECIDED = ("quarantine", "rejected", "rework")
"""States of a lot about which somebody still decides."""


def batch_facts(session: Session, order: WorkOrder, now: datetime, today: date) -> BatchFacts:
    """Everything that the gate asks about the lot of an order, at `now`, on a day at the plant."""
    operations = operations_of(session, order)
    runs = runs_of(session, order)
    inputs = ancestors(session, order.item_id)
    label = session.get(LabelVersion, order.label_version_id) if order.label_version_id else None
    standings = tuple(_standing(session, order, each, runs) for each in operations)
    lot = session.get_one(Item, order.item_id)
    urgent = urgent_inputs(session, inputs)
    released = _acts_of(session, order.item_id)
    return BatchFacts(
        made=standings[-1].good if standings else 0,
        order=order.number,
        is_order_finished=order.state == "finished",
        operations=standings,
        checks=_open_checks(session, runs, now),
        cases=_open_cases(session, order.item_id),
        held=_held(session, order.item_id, inputs),
        urgent=urgent,
        undecided=_undecided(session, inputs, urgent),
        unfed=_unfed(session, order, operations),
        units_unlabelled=_unlabelled(session, order, operations) if label is not None else 0,
        is_lot_unlabelled=label is not None and is_lot_unlabelled(session, order),
        label_outdated=label.version if label and label.state != "effective" else "",
        needs=_needs_open(session, order, runs),
        is_production_released=ReleaseKind.PRODUCTION in released,
        is_market_released=ReleaseKind.MARKET in released,
        state=quality_state(session, lot.id).value,
        expired=lot.expiry.isoformat() if lot.expiry and is_expired(lot.expiry, today) else "",
    )


def _acts_of(session: Session, lot_id: int) -> frozenset[str]:
    """Kinds of the releases that are signed."""
    return frozenset(
        session.scalars(select(BatchRelease.kind).where(BatchRelease.item_id == lot_id))
    )


def runs_of(session: Session, order: WorkOrder) -> Sequence[OperationRun]:
    """All passes of all operations of an order, in the order of their starts."""
    return session.scalars(
        select(OperationRun)
        .where(OperationRun.work_order_id == order.id)
        .order_by(OperationRun.started_at, OperationRun.id)
    ).all()


def _standing(
    session: Session, order: WorkOrder, operation: Operation, runs: Sequence[OperationRun]
) -> OperationStanding:
    own = [run for run in runs if run.operation_id == operation.id]
    counts = counts_of(session, order, operation)
    is_finished = bool(own) and all(run.state == "finished" for run in own)
    delivered = delivered_to(session, order, operation)
    stands = progress(delivered, counts)
    is_first = operation_before(session, order, operation) is None
    lost = 0 if is_first or not is_finished else max(stands.left, 0)
    return OperationStanding(operation.no, is_finished, stands.good, stands.rework, lost)


def _open_checks(
    session: Session, runs: Sequence[OperationRun], now: datetime
) -> tuple[CheckOpen, ...]:
    found = []
    for run in runs:
        no = session.get_one(Operation, run.operation_id).no
        until, is_ending = run.ended_at or now, run.state == "finished"
        for each in run_checks(session, run, until, is_ending=is_ending):
            if each.standing.state in STOPPING:
                row = each.definition
                found.append(CheckOpen(no, row.name_en, row.name_zh, each.standing.state.value))
    return tuple(found)


def _open_cases(session: Session, lot_id: int) -> tuple[str, ...]:
    """Numbers of open cases about the lot or a unit of it; holds are told as holds."""
    rows = session.scalars(
        select(Case.number)
        .join(CaseItem, CaseItem.case_id == Case.id)
        .join(Item, Item.id == CaseItem.item_id)
        .where(
            or_(Item.id == lot_id, Item.origin_id == lot_id),
            Case.kind != "hold",
            Case.state.not_in(CLOSED),
        )
        .order_by(Case.number)
    ).all()
    return tuple(dict.fromkeys(rows))


def ancestors(session: Session, item_id: int) -> frozenset[int]:
    """Items that went into `item_id`, at any depth: links up, and lots of units and containers."""
    units = session.scalars(select(Item.id).where(Item.origin_id == item_id)).all()
    own = {item_id, *units}
    found: set[int] = set()
    frontier = set(own)
    while frontier:
        above = set(
            session.scalars(
                select(Link.parent_id)
                .join(LinkKind, LinkKind.code == Link.kind)
                .where(Link.child_id.in_(frontier), LinkKind.propagates)
            )
        )
        above |= {
            origin
            for origin in session.scalars(
                select(Item.origin_id).where(
                    Item.id.in_(frontier - own), Item.origin_id.is_not(None)
                )
            )
            if origin is not None
        }
        frontier = above - found - own
        found |= frontier
    return frozenset(found)


def _held(session: Session, lot_id: int, inputs: Collection[int]) -> tuple[HeldInput, ...]:
    """Holds on the lot, on its units and on what went into it at any depth."""
    found = []
    for item_id in (lot_id, *sorted(inputs)):
        item = session.get_one(Item, item_id)
        names = (each.number for each in coverings(session, item_id))
        name = item.serial or item.lot or ""
        found += [HeldInput(name, number, item_id == lot_id) for number in names]
    origins = session.execute(
        select(Case.number)
        .join(Hold, Hold.case_id == Case.id)
        .join(HoldScope, HoldScope.hold_id == Hold.case_id)
        .where(
            HoldScope.anchor_kind == AnchorKind.ORIGIN.value,
            HoldScope.anchor_id == lot_id,
            Hold.state.in_(ACTIVE),
            ~exists().where(
                HoldScopeEnd.hold_id == HoldScope.hold_id, HoldScopeEnd.no == HoldScope.no
            ),
        )
        .order_by(Hold.seq)
    )
    own = session.get_one(Item, lot_id).lot or ""
    found += [HeldInput(own, number, True) for (number,) in origins]
    units = session.execute(
        select(Item.serial, Case.number)
        .join(HoldMember, HoldMember.item_id == Item.id)
        .join(Hold, Hold.case_id == HoldMember.hold_id)
        .join(Case, Case.id == Hold.case_id)
        .where(Item.origin_id == lot_id, Hold.state.in_(ACTIVE))
        .order_by(Item.unit_seq, Hold.seq)
    )
    found += [HeldInput(serial or "", number, True) for serial, number in units]
    return tuple(dict.fromkeys(found))


def urgent_inputs(session: Session, inputs: Collection[int]) -> tuple[str, ...]:
    """Inputs that were used under urgent release and about which nobody has decided since.

    A lot that was divided waits for all its parts. What was decided against is told by its hold,
    which reaches everything that was made of it.
    """
    part = aliased(Item)
    of_part = aliased(ItemStatus)
    rows = session.execute(
        select(
            Item.lot, func.coalesce(ItemStatus.quality_state, "quarantine"), of_part.quality_state
        )
        .join(UrgentRelease, UrgentRelease.item_id == Item.id)
        .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
        .outerjoin(part, and_(part.origin_id == Item.id, part.kind == "lot"))
        .outerjoin(of_part, of_part.item_id == part.id)
        .where(Item.id.in_(inputs))
        .order_by(Item.lot)
    ).all()
    return tuple(
        dict.fromkeys(
            lot or ""
            for lot, state, of_parts in rows
            if (of_parts if state == "split" else state) in UNDECIDED
        )
    )


def _undecided(
    session: Session, inputs: Collection[int], urgent: Collection[str]
) -> tuple[InputState, ...]:
    """Lots that are in it although nobody had let them be used, or that are looked at again."""
    state = func.coalesce(ItemStatus.quality_state, "quarantine")
    rows = session.execute(
        select(Item.lot, state)
        .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
        .where(Item.id.in_(inputs), Item.kind.in_(("lot", "production_lot")), state.in_(UNDECIDED))
        .order_by(Item.lot)
    )
    return tuple(InputState(lot or "", state) for lot, state in rows if lot not in urgent)


def _unfed(session: Session, order: WorkOrder, operations: Sequence[Operation]) -> tuple[str, ...]:
    """Parts of which less was used than the pieces of the first passes need."""
    found = []
    pieces = {each.no: pieces_of(counts_of(session, order, each), 1) for each in operations}
    for need in _needs(session, order):
        wanted = total_q6(Need(need.num, need.den), pieces.get(need.operation_no, 0))
        if _used_first(session, order, need.no) < wanted:
            found.append(session.get_one(Part, need.part_id).number)
    return tuple(found)


def _needs(session: Session, order: WorkOrder) -> Sequence[BillLine]:
    return session.scalars(
        select(BillLine)
        .where(BillLine.bill_revision_id == order.bill_revision_id, BillLine.rank == 0)
        .order_by(BillLine.no)
    ).all()


def _used_first(session: Session, order: WorkOrder, need_no: int) -> int:
    """Millionths that the first passes of the order used of a need."""
    used = (
        select(func.sum(Consumption.qty_q6))
        .join(MaterialLoad, MaterialLoad.id == Consumption.load_id)
        .join(BillLine, BillLine.id == MaterialLoad.bill_line_id)
        .join(OperationRun, OperationRun.id == MaterialLoad.run_id)
        .where(
            OperationRun.work_order_id == order.id,
            OperationRun.run_no == 1,
            BillLine.no == need_no,
        )
    )
    return int(session.scalar(used) or 0)


def _unlabelled(session: Session, order: WorkOrder, operations: Sequence[Operation]) -> int:
    """Good units of the last operation whose label of this version was not scanned."""
    checked = select(UnitLabel.item_id).where(UnitLabel.label_version_id == order.label_version_id)
    return (
        session.scalar(
            select(func.count())
            .select_from(ProductionOutput)
            .join(OperationRun, OperationRun.id == ProductionOutput.run_id)
            .where(
                OperationRun.work_order_id == order.id,
                OperationRun.operation_id == operations[-1].id,
                ProductionOutput.kind == "good",
                ProductionOutput.item_id.is_not(None),
                ProductionOutput.item_id.not_in(checked),
            )
        )
        or 0
    )


def load_balances(session: Session, runs: Sequence[OperationRun]) -> tuple[LoadBalance, ...]:
    """Every load of the runs as the balance counts it."""
    sums = session.execute(
        select(Consumption.load_id, func.sum(Consumption.qty_q6))
        .join(MaterialLoad, MaterialLoad.id == Consumption.load_id)
        .where(MaterialLoad.run_id.in_([run.id for run in runs]))
        .group_by(Consumption.load_id)
    )
    used = {load_id: int(total) for load_id, total in sums}
    rows = session.execute(
        select(MaterialLoad, BillLine.no)
        .outerjoin(BillLine, BillLine.id == MaterialLoad.bill_line_id)
        .where(MaterialLoad.run_id.in_([run.id for run in runs]))
        .order_by(MaterialLoad.id)
    )
    return tuple(
        LoadBalance(
            no or 0,
            load.issued_q6,
            used.get(load.id, 0),
            load.returned_q6,
            load.lost_q6,
            load.left_q6,
        )
        for load, no in rows
    )


def _needs_open(
    session: Session, order: WorkOrder, runs: Sequence[OperationRun]
) -> tuple[NeedOpen, ...]:
    parts = {each.no: session.get_one(Part, each.part_id).number for each in _needs(session, order)}
    return tuple(
        NeedOpen(parts.get(each.need_no, ""), plain_q6(each.left_q6), plain_q6(each.off_q6))
        for each in balances(load_balances(session, runs))
        if not each.is_closed
    )


def makers_of(session: Session, order: WorkOrder) -> frozenset[int]:
    """Everybody who had a hand in making the lot or in the checks of its making."""
    runs = runs_of(session, order)
    ids = [run.id for run in runs]
    people = {order.finished_by, *(run.started_by for run in runs), *(r.ended_by for r in runs)}
    people |= set(
        session.scalars(select(ProductionOutput.person_id).where(ProductionOutput.run_id.in_(ids)))
    )
    people |= set(session.scalars(select(CheckResult.person_id).where(CheckResult.run_id.in_(ids))))
    people |= set(
        session.scalars(select(MaterialLoad.loaded_by).where(MaterialLoad.run_id.in_(ids)))
    )
    return frozenset(person for person in people if person is not None)
