"""The lot of an inspection, its signatures, papers and what the decision brought about."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.inspection_flow import ChainStep, next_step, parse_chain
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.models.cases import Case, Nonconformance
from qtrace.models.catalogue import Part, PartRevision
from qtrace.models.documents import Document
from qtrace.models.inspection import Inspection, InspectionPlan, PlanRevision
from qtrace.models.items import Disposition, Item, ItemStatus, Link
from qtrace.models.people import Signature
from qtrace.models.receiving import Receipt
from qtrace.models.suppliers import Supplier, SupplierSite
from qtrace.models.warehouse import Location, Stock
from qtrace.services.holds.opening import active_holds
from qtrace.services.inspection.guards import signers_of
from qtrace.services.inspection.rows import (
    Named,
    SheetLot,
    SheetOutcome,
    SheetPaper,
    SheetPlan,
    SheetSignature,
)
from qtrace.services.inspection.support import persons
from qtrace.services.items.standing import container_count, present_papers, required_papers
from qtrace.services.work import ObjectKind

UNKNOWN_PART = Named(0, "", "", "")


def sheet_lot(session: Session, inspection: Inspection) -> SheetLot:
    """The lot with where it came from and where it is."""
    row = session.execute(
        select(Item, Part, PartRevision, Supplier, SupplierSite, ItemStatus, Receipt, Location)
        .outerjoin(Part, Part.id == Item.part_id)
        .outerjoin(PartRevision, PartRevision.id == Item.part_revision_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .outerjoin(SupplierSite, SupplierSite.id == Item.manufacturer_site_id)
        .outerjoin(ItemStatus, ItemStatus.item_id == Item.id)
        .outerjoin(Receipt, Receipt.id == Item.receipt_id)
        .outerjoin(Location, Location.id == Item.location_id)
        .where(Item.id == inspection.item_id)
    ).one()
    lot = row[0]
    part, revision, supplier, site, status, receipt, place = _outer(row)
    on_hand = session.scalar(
        select(func.coalesce(func.sum(Stock.on_hand_q6), 0)).where(Stock.item_id == lot.id)
    )
    return SheetLot(
        lot.id,
        lot.lot or "",
        Named(part.id, part.number, part.name_en, part.name_zh) if part else UNKNOWN_PART,
        revision.revision if revision else "",
        _named(supplier),
        _named(site),
        lot.supplier_lot,
        lot.qty_q6,
        int(on_hand or 0),
        lot.unit_code,
        lot.expiry,
        status.quality_state if status else "quarantine",
        receipt.number if receipt else "",
        container_count(session, lot.id),
        part.container_word if part else "container",
        _named(place),
    )


def _outer(row: Sequence[Any]) -> tuple[Any, ...]:
    """Rows of outer joins, any of which may be None although their types do not say so."""
    return tuple(row[1:])


def _named(row: Supplier | SupplierSite | Location | None) -> Named | None:
    return None if row is None else Named(row.id, row.code, row.name_en, row.name_zh)


def sheet_plan(session: Session, inspection: Inspection) -> SheetPlan | None:
    """The plan version that the inspection froze, or None before it starts."""
    if inspection.plan_revision_id is None:
        return None
    plan, revision = session.execute(
        select(InspectionPlan, PlanRevision)
        .join(PlanRevision, PlanRevision.plan_id == InspectionPlan.id)
        .where(PlanRevision.id == inspection.plan_revision_id)
    ).one()
    chain = parse_chain(revision.signature_chain)
    assert chain is not None, "plans are checked when they are added"
    return SheetPlan(plan.id, revision.id, plan.code, revision.version, revision.early_stop, chain)


def sheet_signatures(
    session: Session, inspection: Inspection, chain: tuple[ChainStep, ...]
) -> tuple[SheetSignature, ...]:
    """The chain with who signed what and when."""
    signers = signers_of(inspection)
    known = persons(session, set(signers.persons))
    times = {
        row.signer_id: row.at
        for row in session.execute(
            select(Signature.signer_id, Signature.at)
            .where(
                Signature.target_kind == ObjectKind.INSPECTION.value,
                Signature.target_id == inspection.id,
                Signature.meaning.in_([step.meaning.value for step in ChainStep]),
            )
            .order_by(Signature.at)
        )
    }
    steps = []
    for step in chain:
        person = signers.of(step)
        steps.append(
            SheetSignature(
                step,
                step.meaning,
                step.command,
                known[person] if person is not None else None,
                times.get(person) if person is not None else None,
            )
        )
    return tuple(steps)


def waiting_step(inspection: Inspection, chain: tuple[ChainStep, ...]) -> ChainStep | None:
    """The signature that is waited for, or None once the inspection is decided."""
    if inspection.decided_at is not None:
        return None
    return next_step(chain, signers_of(inspection))


def sheet_papers(session: Session, inspection: Inspection) -> tuple[SheetPaper, ...]:
    """Papers that the part asks for, with those that were seen; further ones after them."""
    lot = session.get_one(Item, inspection.item_id)
    part = session.get(Part, lot.part_id) if lot.part_id is not None else None
    seen = {row.kind: row.number for row in present_papers(session, lot.id)}
    required = required_papers(part)
    extra = [kind for kind in seen if kind not in required]
    return tuple(SheetPaper(kind, seen.get(kind)) for kind in (*required, *extra))


def open_holds(session: Session, lot_id: int) -> tuple[str, ...]:
    """Numbers of holds that cover the lot now."""
    return tuple(row.number for row in active_holds(session, lot_id))


def sheet_outcome(session: Session, inspection: Inspection) -> SheetOutcome:
    """What the decision brought about: nonconformance, holds, document, child lots."""
    if inspection.decided_at is None:
        return SheetOutcome(None, None, split=False, nonconformance="", holds=(), document="",
                            child_lots=())  # fmt: skip
    number = session.scalar(
        select(Case.number)
        .join(Nonconformance, Nonconformance.case_id == Case.id)
        .where(Nonconformance.inspection_id == inspection.id)
    )
    document = session.scalar(
        select(Document.number).where(Document.inspection_id == inspection.id).limit(1)
    )
    children = session.execute(
        select(Item.id, Item.lot, ItemStatus.quality_state, Link.qty_q6)
        .join(Link, Link.child_id == Item.id)
        .join(ItemStatus, ItemStatus.item_id == Item.id)
        .where(Link.parent_id == inspection.item_id, Link.kind == "split")
        .order_by(Item.id)
    ).all()
    decisions = session.scalars(
        select(Disposition.decision).where(
            Disposition.inspection_id == inspection.id, Disposition.item_id == inspection.item_id
        )
    ).all()
    held = [inspection.item_id, *(row.id for row in children)]
    holds = dict.fromkeys(number for lot_id in held for number in open_holds(session, lot_id))
    verdict = inspection.verdict
    return SheetOutcome(
        inspection.decided_at,
        InspectionOutcome(verdict) if verdict in set(InspectionOutcome) else None,
        split="split" in decisions,
        nonconformance=number or "",
        holds=tuple(holds),
        document=document or "",
        child_lots=tuple((row.lot or "", row.quality_state, row.qty_q6) for row in children),
    )
