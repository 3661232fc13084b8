"""Batches: the computed gate, release in two acts, urgent use of materials; handlers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.holds import Activity
from qtrace.domain.items import QualityState
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.gate import BatchFacts, Missing, ReleaseKind, missing
from qtrace.domain.production.reasons import BatchReason, MaterialReason
from qtrace.domain.warehouse import WarehouseReason
from qtrace.models.items import Disposition, Item, ItemStatus
from qtrace.models.people import Person
from qtrace.models.production_runs import BatchRelease, UrgentRelease, WorkOrder
from qtrace.records.canonical import canonical_bytes
from qtrace.services.commands import Command, encode
from qtrace.services.holds.check import check_not_held
from qtrace.services.inspection.support import names_of
from qtrace.services.items.standing import quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.batch_facts import batch_facts, makers_of
from qtrace.services.production.line_commands import ReleaseBatch, UseUrgently
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
_LEAVES = {
    ReleaseKind.PRODUCTION: ("conditional", QualityState.CONDITIONAL),
    ReleaseKind.MARKET: ("accept", QualityState.RELEASED),
}
"""Decision and state that a release leaves: until the market release nothing may be shipped."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of a lot as it stands.

    Attributes:
        missing: what is missing before each of the two acts; empty: it is complete.
        sha256: hash of all facts, which a signer's screen sends back.
    """

    facts: BatchFacts
    missing: Mapping[ReleaseKind, tuple[Missing, ...]]
    sha256: str


def gate_of(session: Session, order: WorkOrder, now: datetime, today: date) -> Gate:
    """Compute the gate of an order's lot, at `now`, on a day at the plant."""
    facts = batch_facts(session, order, now, today)
    content = {"lot": str(order.item_id), "facts": encode(facts)}
    digest = sha256(canonical_bytes(content)).hexdigest()
    return Gate(facts, {kind: missing(facts, kind) for kind in ReleaseKind}, digest)


def release_batch(work: Work, command: ReleaseBatch) -> Facts | Refusal:
    """Release a lot whose gate is complete and as the signer saw it."""
    session = work.session
    order = session.scalar(
        select(WorkOrder).where(WorkOrder.item_id == command.lot_id).with_for_update()
    )
    if order is None:
        return refuse(BatchReason.BATCH_UNKNOWN)
    if command.kind not in set(ReleaseKind):
        return refuse(CatalogueReason.FIELD_INVALID, field="kind", value=command.kind)
    kind = ReleaseKind(command.kind)
    lot = session.get_one(Item, order.item_id)
    gate = gate_of(session, order, work.now, work.today)
    refusal = _why_not(work, order, lot, (kind, gate, command.seen_sha256))
    if refusal is not None:
        return refusal
    _release(work, command, order, gate)
    _dispose(work, lot.id, kind)
    work.touch(ObjectKind.ITEM, lot.id)
    work.touch(ObjectKind.WORK_ORDER, order.id)
    return {"lot": lot.lot or "", "kind": kind.value}


def _why_not(
    work: Work, order: WorkOrder, lot: Item, asked: tuple[ReleaseKind, Gate, str]
) -> Refusal | None:
    kind, gate, seen = asked
    known = work.session.scalar(
        select(BatchRelease).where(BatchRelease.item_id == lot.id, BatchRelease.kind == kind.value)
    )
    if known is not None:
        by = names_of(work.session, known.released_by)
        return refuse(BatchReason.BATCH_RELEASED, lot=lot.lot, at=known.at.isoformat(), **by)
    if work.actor.person_id in makers_of(work.session, order):
        return refuse(PeopleReason.SAME_PERSON)
    if gate.sha256 != seen:
        return refuse(BatchReason.BATCH_CHANGED, lot=lot.lot)
    points = gate.missing[kind]
    if points:
        codes = ", ".join(dict.fromkeys(point.code.value for point in points))
        return refuse(BatchReason.BATCH_INCOMPLETE, lot=lot.lot, count=len(points), missing=codes)
    return check_not_held(work.session, lot.id, Activity.RELEASE)


def _release(work: Work, command: ReleaseBatch, order: WorkOrder, gate: Gate) -> None:
    assert order.finished_by is not None, "the gate asks for a finished order"
    work.add(
        BatchRelease(
            id=command.batch_release_id,
            item_id=order.item_id,
            kind=command.kind,
            work_order_id=order.id,
            maker_id=order.finished_by,
            gate_sha256=bytes.fromhex(gate.sha256),
            released_by=work.actor.person_id,
            at=work.now,
        )
    )
    content = {"lot": str(order.item_id), "kind": command.kind, "gate_sha256": gate.sha256}
    work.sign(ObjectKind.ITEM, order.item_id, order.row_version, content)


def _dispose(work: Work, lot_id: int, kind: ReleaseKind) -> None:
    """Write the decision and the state that it leaves."""
    status = work.session.get_one(ItemStatus, lot_id, with_for_update=True)
    word, state = _LEAVES[kind]
    number = status.disposition_no + 1
    work.add(
        Disposition(
            id=work.new_id(),
            item_id=lot_id,
            no=number,
            inspection_id=None,
            inspector_id=None,
            decision=word,
            decided_by=work.actor.person_id,
            second_person_required=1,
            decided_at=work.now,
        )
    )
    status.quality_state, status.disposition_no = state.value, number
    work.session.flush()


def use_urgently(work: Work, command: UseUrgently) -> Facts | Refusal:
    """Let a lot that waits for its inspection be used, up to a quantity, for a reason."""
    session = work.session
    lot = session.get(Item, command.lot_id)
    if lot is not None and lot.kind == "container":
        lot = session.get(Item, lot.origin_id)
    if lot is None or lot.kind not in ("lot", "production_lot"):
        return refuse(MaterialReason.MATERIAL_UNKNOWN)
    refusal = _not_urgent(work, lot, command)
    if refusal is not None:
        return refusal
    row = work.add(
        UrgentRelease(
            id=command.urgent_release_id,
            item_id=lot.id,
            qty_q6=command.qty_q6,
            reason=command.reason.strip(),
            deadline=command.deadline,
            asked_by=command.asked_by,
            approved_by=work.actor.person_id,
            at=work.now,
        )
    )
    content = {
        "lot": str(lot.id),
        "qty_q6": str(row.qty_q6),
        "reason": row.reason,
        "deadline": row.deadline.isoformat(),
        "asked_by": str(row.asked_by),
    }
    work.sign(ObjectKind.ITEM, lot.id, lot.row_version, content)
    work.touch(ObjectKind.ITEM, lot.id)
    return {"lot": lot.lot or "", "deadline": row.deadline.isoformat()}


def _not_urgent(work: Work, lot: Item, command: UseUrgently) -> Refusal | None:
    session = work.session
    state = quality_state(session, lot.id)
    if state is not QualityState.QUARANTINE:
        return refuse(MaterialReason.URGENT_NOT_NEEDED, lot=lot.lot, state=state.value)
    if command.qty_q6 <= 0:
        return refuse(WarehouseReason.QUANTITY_NOT_POSITIVE)
    if command.deadline < work.today:
        return refuse(MaterialReason.URGENT_DEADLINE, deadline=command.deadline)
    return (
        _not_asked(work, command)
        or refuse_unkeepable(reason=command.reason)
        or check_not_held(session, lot.id, Activity.RELEASE)
    )


def _not_asked(work: Work, command: UseUrgently) -> Refusal | None:
    """None if somebody else asks, and says why."""
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    if work.session.get(Person, command.asked_by) is None:
        return refuse(PeopleReason.UNKNOWN_PERSON)
    return refuse(PeopleReason.SAME_PERSON) if command.asked_by == work.actor.person_id else None


HANDLERS: dict[type[Command], Handler] = {
    ReleaseBatch: release_batch,
    UseUrgently: use_urgently,
}
