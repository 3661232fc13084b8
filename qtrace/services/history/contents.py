"""The device history of a batch: everything that its order, its lot and its units left behind."""

import json
from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from qtrace.domain.production.balance import balances
from qtrace.models.cases import Case, CaseItem, Hold, HoldMember
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.items import Item
from qtrace.models.people import Signature
from qtrace.models.production import (
    Bill,
    BillRevision,
    CheckDefinition,
    Equipment,
    LabelVersion,
    Operation,
    Route,
    RouteRevision,
)
from qtrace.models.production_runs import (
    CheckConfirmation,
    CheckResult,
    LineClearance,
    LineStop,
    OperationRun,
    ProductionOutput,
    RunEquipment,
    WorkOrder,
)
from qtrace.services.briefs import NamePair
from qtrace.services.history.labels import labels_of, udi_sample
from qtrace.services.history.materials import ancestry_of, balance_of, inputs_of
from qtrace.services.history.rows import (
    CaseFact,
    ClearanceFact,
    DeviceHistory,
    ResultRow,
    SignatureFact,
    StepRow,
    StopFact,
    VersionRow,
)
from qtrace.services.holds.reasons import reason_of
from qtrace.services.production.batch_facts import ancestors, load_balances, runs_of
from qtrace.services.production.batch_queries import batch_gate
from qtrace.services.production.counts import counts_of, good_of
from qtrace.services.production.line_parts import name_of
from qtrace.services.reads import Reads

Numbers = dict[int, int]


def device_history(reads: Reads, lot_id: int) -> DeviceHistory | None:
    """The history of a production lot, or None if it is none."""
    session = reads.session
    order = session.scalar(select(WorkOrder).where(WorkOrder.item_id == lot_id))
    gate = batch_gate(reads, lot_id)
    if order is None or gate is None:
        return None
    runs = runs_of(session, order)
    numbers = {run.id: session.get_one(Operation, run.operation_id).no for run in runs}
    above = ancestors(session, lot_id)
    return DeviceHistory(
        order=gate.order,
        made=gate.facts.made,
        expiry=session.get_one(Item, lot_id).expiry,
        finished_at=order.finished_at,
        versions=_versions(session, order),
        steps=tuple(_step(session, order, run) for run in runs),
        inputs=inputs_of(session, numbers),
        ancestry=ancestry_of(session, numbers, above),
        balance=balance_of(session, order, balances(load_balances(session, runs))),
        results=_results(session, numbers),
        clearances=_clearances(session, runs),
        stops=_stops(session, numbers),
        cases=_cases(session, lot_id, above),
        labels=labels_of(session, lot_id),
        sample=udi_sample(reads, lot_id),
        signatures=_signatures(session, order),
        releases=gate.releases,
        missing=gate.before_market,
    )


def _versions(session: Session, order: WorkOrder) -> tuple[VersionRow, ...]:
    """What the order pinned: part revision, route, bill and label."""
    revision = session.get_one(PartRevision, order.part_revision_id)
    route = session.get_one(RouteRevision, order.route_revision_id)
    bill = session.get_one(BillRevision, order.bill_revision_id)
    part = session.get_one(Part, order.part_id).number
    found = [
        ("revision", part, revision.revision, revision.approved_by, None),
        (
            "route",
            session.get_one(Route, route.route_id).code,
            str(route.version),
            route.approved_by,
            route.approved_at,
        ),
        (
            "bill",
            session.get_one(Bill, bill.bill_id).code,
            str(bill.version),
            bill.approved_by,
            bill.approved_at,
        ),
    ]
    if order.label_version_id is not None:
        label = session.get_one(LabelVersion, order.label_version_id)
        found.append(("label", label.udi_di, label.version, label.approved_by, label.approved_at))
    return tuple(
        VersionRow(kind, code, version, name_of(session, by), at)
        for kind, code, version, by, at in found
    )


def _step(session: Session, order: WorkOrder, run: OperationRun) -> StepRow:
    operation = session.get_one(Operation, run.operation_id)
    counts = [row for row in counts_of(session, order, operation) if row.run_no == run.run_no]
    by_kind = {
        kind: sum(r.pieces for r in counts if r.kind == kind) for kind in ("rework", "scrap")
    }
    codes = session.scalars(
        select(Equipment.code)
        .join(RunEquipment, RunEquipment.equipment_id == Equipment.id)
        .where(RunEquipment.run_id == run.id)
        .order_by(Equipment.code)
    ).all()
    people = session.scalars(
        select(ProductionOutput.person_id).where(ProductionOutput.run_id == run.id).distinct()
    )
    return StepRow(
        operation.no,
        NamePair(operation.name_en, operation.name_zh),
        run.run_no,
        run.started_at,
        name_of(session, run.started_by),
        run.ended_at,
        name_of(session, run.ended_by),
        tuple(codes),
        tuple(name_of(session, person_id) for person_id in sorted(people)),
        good_of(counts),
        by_kind["rework"],
        by_kind["scrap"],
    )


def _results(session: Session, numbers: Numbers) -> tuple[ResultRow, ...]:
    rows = session.execute(
        select(CheckResult, CheckDefinition, CheckConfirmation.confirmed_by)
        .join(CheckDefinition, CheckDefinition.id == CheckResult.definition_id)
        .outerjoin(CheckConfirmation, CheckConfirmation.result_id == CheckResult.id)
        .where(CheckResult.run_id.in_(numbers))
        .order_by(CheckResult.at, CheckResult.id)
    ).all()
    return tuple(
        ResultRow(
            operation_no=numbers[row.run_id],
            name=NamePair(definition.name_en, definition.name_zh),
            value=row.value,
            lsl=row.lsl,
            usl=row.usl,
            unit=definition.unit_code,
            is_good=row.is_good,
            pieces=row.pieces,
            at=row.at,
            by=name_of(session, row.person_id),
            confirmed_by=name_of(session, confirmed_by),
            has_photo=row.evidence_id is not None,
        )
        for row, definition, confirmed_by in rows
    )


def _clearances(session: Session, runs: Sequence[OperationRun]) -> tuple[ClearanceFact, ...]:
    ids = {run.clearance_id for run in runs if run.clearance_id is not None}
    rows = session.scalars(
        select(LineClearance).where(LineClearance.id.in_(ids)).order_by(LineClearance.id)
    )
    return tuple(
        ClearanceFact(
            len(json.loads(row.checklist)),
            row.cleared_at,
            name_of(session, row.cleared_by),
            row.confirmed_at,
            name_of(session, row.confirmed_by),
            row.evidence_id is not None,
        )
        for row in rows
    )


def _stops(session: Session, numbers: Numbers) -> tuple[StopFact, ...]:
    rows = session.scalars(
        select(LineStop).where(LineStop.run_id.in_(numbers)).order_by(LineStop.started_at)
    )
    return tuple(
        StopFact(
            row.stop_type,
            row.note,
            row.started_at,
            name_of(session, row.started_by),
            row.ended_at,
        )
        for row in rows
    )


def _cases(session: Session, lot_id: int, above: Collection[int]) -> tuple[CaseFact, ...]:
    """Cases about the lot and its units, open or closed; of its inputs the holds that stand."""
    units = select(Item.id).where(or_(Item.id == lot_id, Item.origin_id == lot_id))
    about = select(CaseItem.case_id).where(CaseItem.item_id.in_(units))
    held = select(HoldMember.hold_id).where(
        or_(HoldMember.item_id.in_(units), HoldMember.item_id.in_(above))
    )
    rows = session.scalars(
        select(Case)
        .where(or_(Case.id.in_(about), Case.id.in_(held)))
        .order_by(Case.opened_at, Case.id)
    )
    return tuple(
        CaseFact(
            row.number,
            row.kind,
            _title(session, row),
            row.severity,
            row.state,
            row.opened_at,
            name_of(session, row.opened_by),
        )
        for row in rows
    )


def _title(session: Session, case: Case) -> NamePair:
    """What somebody wrote about the case; a hold without words has those of its reason."""
    hold = session.get(Hold, case.id) if case.kind == "hold" else None
    reason = reason_of(session, hold.reason_code) if hold is not None else None
    if hold is None or reason is None or case.title != hold.reason_code:
        return NamePair(case.title, case.title)
    return NamePair(reason.name_en, reason.name_zh)


def _signatures(session: Session, order: WorkOrder) -> tuple[SignatureFact, ...]:
    rows = session.scalars(
        select(Signature)
        .where(
            ((Signature.target_kind == "item") & (Signature.target_id == order.item_id))
            | ((Signature.target_kind == "work_order") & (Signature.target_id == order.id))
        )
        .order_by(Signature.at, Signature.id)
    )
    return tuple(SignatureFact(row.name_as_printed, row.meaning, row.at) for row in rows)
