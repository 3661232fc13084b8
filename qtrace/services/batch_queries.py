"""A batch for those who release it: its gate, and its history from the first start to the end."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.production.balance import NeedBalance, balances
from qtrace.domain.production.gate import BatchFacts, Missing, ReleaseKind
from qtrace.models.catalogue import Part
from qtrace.models.items import Item
from qtrace.models.people import Signature
from qtrace.models.production import (
    CheckDefinition,
    Equipment,
    LabelVersion,
    Operation,
)
from qtrace.models.production_runs import (
    BatchRelease,
    CheckConfirmation,
    CheckResult,
    MaterialLoad,
    OperationRun,
    RunEquipment,
    UnitLabel,
    WorkOrder,
)
from qtrace.models.suppliers import Supplier
from qtrace.services.batch_facts import load_balances, runs_of
from qtrace.services.batches import gate_of
from qtrace.services.briefs import NamePair, supplier_name
from qtrace.services.hold_members import forward_closure
from qtrace.services.items import quality_state
from qtrace.services.line_parts import name_of, order_row
from qtrace.services.line_rows import OrderRow
from qtrace.services.production_counts import counts_of, good_of
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One of the two acts, as it was signed."""

    kind: ReleaseKind
    at: datetime
    by: NamePair


@dataclass(frozen=True, slots=True)
class BatchGate:
    """The gate of a batch as it stands now; `sha256` goes back with the signature.

    Attributes:
        before_production: what is missing before the production release; complete if empty.
        before_market: what is missing before the market release.
    """

    lot_id: int
    order: OrderRow
    facts: BatchFacts
    before_production: tuple[Missing, ...]
    before_market: tuple[Missing, ...]
    releases: tuple[ReleaseRow, ...]
    sha256: str


def batch_gate(reads: Reads, lot_id: int) -> BatchGate | None:
    """The gate of a production lot, or None if it is none."""
    session = reads.session
    order = session.scalar(select(WorkOrder).where(WorkOrder.item_id == lot_id))
    if order is None:
        return None
    gate = gate_of(session, order, reads.now)
    return BatchGate(
        lot_id=lot_id,
        order=order_row(session, order),
        facts=gate.facts,
        before_production=gate.missing[ReleaseKind.PRODUCTION],
        before_market=gate.missing[ReleaseKind.MARKET],
        releases=_releases(session, lot_id),
        sha256=gate.sha256,
    )


def batches_to_release(reads: Reads) -> tuple[BatchGate, ...]:
    """Lots of finished orders that are not released for the market yet, oldest first."""
    done = select(BatchRelease.item_id).where(BatchRelease.kind == ReleaseKind.MARKET.value)
    lots = reads.session.scalars(
        select(WorkOrder.item_id)
        .where(WorkOrder.state == "finished", WorkOrder.item_id.not_in(done))
        .order_by(WorkOrder.finished_at)
    ).all()
    gates = (batch_gate(reads, lot_id) for lot_id in lots)
    return tuple(gate for gate in gates if gate is not None)


def _releases(session: Session, lot_id: int) -> tuple[ReleaseRow, ...]:
    rows = session.scalars(
        select(BatchRelease)
        .where(BatchRelease.item_id == lot_id)
        .order_by(BatchRelease.at, BatchRelease.id)
    )
    return tuple(
        ReleaseRow(ReleaseKind(row.kind), row.at, name_of(session, row.released_by)) for row in rows
    )


@dataclass(frozen=True, slots=True)
class StepRow:
    """One pass of an operation in the history."""

    operation_no: int
    name: NamePair
    run_no: int
    started_at: datetime
    started_by: NamePair
    ended_at: datetime | None
    ended_by: NamePair
    equipment: tuple[str, ...]
    good: int
    rework: int
    scrap: int


@dataclass(frozen=True, slots=True)
class InputRow:
    """A load that went in; `pieces` as `1-30`."""

    operation_no: int
    part: str
    name: NamePair
    lot: str
    supplier: NamePair
    supplier_lot: str
    expiry: date | None
    issued_q6: int
    used_q6: int
    returned_q6: int
    lost_q6: int
    loaded_at: datetime
    loaded_by: NamePair
    deviation: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A check that was made."""

    operation_no: int
    name: NamePair
    value: str
    lsl: str | None
    usl: str | None
    unit: str
    is_good: bool
    pieces: int
    at: datetime
    by: NamePair
    confirmed_by: NamePair


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature about the lot or its order."""

    name: str
    meaning: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeviceHistory:
    """The device history record: computed from the facts, complete or naming what is missing.

    Source: ISO 13485:2016 clause 7.5.1; NMPA GMP 107/2025 articles 81, 100 and 104.

    Attributes:
        made: good pieces.
        labels: label versions used, with the number of units whose label was checked.
        missing: what is missing for the market release; empty: the record is complete.
    """

    order: OrderRow
    made: int
    expiry: date | None
    steps: tuple[StepRow, ...]
    inputs: tuple[InputRow, ...]
    balance: tuple[NeedBalance, ...]
    results: tuple[ResultRow, ...]
    labels: tuple[tuple[str, int], ...]
    signatures: tuple[SignatureRow, ...]
    releases: tuple[ReleaseRow, ...]
    missing: tuple[Missing, ...]

    @property
    def is_complete(self) -> bool:
        """True if nothing is missing."""
        return not self.missing


def device_history(reads: Reads, lot_id: int) -> DeviceHistory | None:
    """The history of a production lot, or None if it is none."""
    session = reads.session
    order = session.scalar(select(WorkOrder).where(WorkOrder.item_id == lot_id))
    gate = batch_gate(reads, lot_id)
    if order is None or gate is None:
        return None
    runs = runs_of(session, order)
    numbers = {run.id: session.get_one(Operation, run.operation_id).no for run in runs}
    return DeviceHistory(
        order=gate.order,
        made=gate.facts.made,
        expiry=session.get_one(Item, lot_id).expiry,
        steps=tuple(_step(session, order, run) for run in runs),
        inputs=_inputs(session, numbers),
        balance=balances(load_balances(session, runs)),
        results=_results(session, numbers),
        labels=_labels(session, lot_id),
        signatures=_signatures(session, order),
        releases=gate.releases,
        missing=gate.before_market,
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
    return StepRow(
        operation.no,
        NamePair(operation.name_en, operation.name_zh),
        run.run_no,
        run.started_at,
        name_of(session, run.started_by),
        run.ended_at,
        name_of(session, run.ended_by),
        tuple(codes),
        good_of(counts),
        by_kind["rework"],
        by_kind["scrap"],
    )


def _inputs(session: Session, numbers: dict[int, int]) -> tuple[InputRow, ...]:
    rows = session.execute(
        select(MaterialLoad, Item, Part, Supplier)
        .join(Item, Item.id == MaterialLoad.item_id)
        .join(Part, Part.id == Item.part_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .where(MaterialLoad.run_id.in_(numbers))
        .order_by(MaterialLoad.loaded_at, MaterialLoad.id)
    ).all()
    return tuple(
        InputRow(
            operation_no=numbers[load.run_id],
            part=part.number,
            name=NamePair(part.name_en, part.name_zh),
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
        )
        for load, lot, part, supplier in rows
    )


def _results(session: Session, numbers: dict[int, int]) -> tuple[ResultRow, ...]:
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
        )
        for row, definition, confirmed_by in rows
    )


def _labels(session: Session, lot_id: int) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(LabelVersion.version, UnitLabel.item_id)
        .join(UnitLabel, UnitLabel.label_version_id == LabelVersion.id)
        .join(Item, Item.id == UnitLabel.item_id)
        .where(Item.origin_id == lot_id)
        .distinct()
    ).all()
    versions = [version for version, _unit in rows]
    return tuple((version, versions.count(version)) for version in sorted(set(versions)))


def _signatures(session: Session, order: WorkOrder) -> tuple[SignatureRow, ...]:
    rows = session.scalars(
        select(Signature)
        .where(
            ((Signature.target_kind == "item") & (Signature.target_id == order.item_id))
            | ((Signature.target_kind == "work_order") & (Signature.target_id == order.id))
        )
        .order_by(Signature.at, Signature.id)
    )
    return tuple(SignatureRow(row.name_as_printed, row.meaning, row.at) for row in rows)


@dataclass(frozen=True, slots=True)
class ChildRow:
    """Something that was made of a lot, at any depth."""

    item_id: int
    kind: str
    lot: str
    part: str
    state: str
    distance: int


def urgent_children(reads: Reads, lot_id: int) -> tuple[ChildRow, ...]:
    """Everything made of a lot that was released urgently: the list for calling it back."""
    session = reads.session
    found = []
    for item_id, distance in forward_closure(session, lot_id).items():
        if not distance:
            continue
        item = session.get_one(Item, item_id)
        part = session.get(Part, item.part_id) if item.part_id is not None else None
        name = item.serial or item.lot or ""
        state = quality_state(session, item.id).value
        found.append(
            ChildRow(item.id, item.kind, name, part.number if part else "", state, distance)
        )
    return tuple(found)
