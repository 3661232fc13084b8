"""Inspection plans: versions, approval by a second person, and the queries about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.plans import (
    CharacteristicDraft,
    ClassDraft,
    FirstLot,
    PlanReason,
    check_plan,
    option_fault,
    sampling_rule,
)
from qtrace.domain.sampling.plans import PlanError
from qtrace.models.catalogue import Part
from qtrace.models.inspection import (
    InspectionPlan,
    PlanOption,
    PlanRevision,
)
from qtrace.models.suppliers import Supplier
from qtrace.reference import plan_tables
from qtrace.services.catalogue.characteristic_terms import (
    NO_TERMS,
    add_characteristic,
    characteristic_draft,
    terms_by_id,
)
from qtrace.services.catalogue.class_terms import add_class, class_draft
from qtrace.services.catalogue.draft_returns import is_returned
from qtrace.services.catalogue.plan_content import (
    plan_children,
    plan_sha256,
    revision_content,
    version_in_force,
)
from qtrace.services.catalogue.plan_pictures import PICTURES, drawn_by, inherit_pictures
from qtrace.services.catalogue.plans_commands import AddPlan, ApprovePlan
from qtrace.services.commands import Command
from qtrace.services.inspection.rows import Named
from qtrace.services.inspection.support import persons
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.seen import Seen, not_as_seen
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_plan(work: Work, command: AddPlan) -> Facts | Refusal:
    """Add a draft: a new plan with its version 1, or the next version of an existing plan."""
    fault = check_plan(
        plan_tables(), command.signature_chain, command.classes, command.characteristics
    ) or option_fault(command.classes, skip_lot=command.skip_lot)
    if fault is not None:
        facts = {"characteristic": "", "class": "", "given": "", **fault.facts}
        return refuse(
            PlanReason.PLAN_INVALID, plan=command.plan_code, fault=fault.code.value, **facts
        )
    plan = _open_plan(work, command)
    if isinstance(plan, Refusal):
        return plan
    last = work.session.scalar(
        select(func.max(PlanRevision.version)).where(PlanRevision.plan_id == plan.id)
    )
    revision = work.add(
        PlanRevision(
            id=command.revision_id,
            plan_id=plan.id,
            version=(last or 0) + 1,
            state="draft",
            signature_chain=command.signature_chain,
            early_stop=command.early_stop,
            author_id=work.actor.person_id,
            approved_by=None,
            approved_at=None,
        )
    )
    if command.skip_lot or command.first_lot is not FirstLot.TIGHTENED:
        work.session.add(
            PlanOption(
                plan_revision_id=revision.id,
                first_lot=command.first_lot.value,
                skip_lot=command.skip_lot,
            )
        )
    for draft in command.classes:
        rule = sampling_rule(plan_tables(), draft)
        assert not isinstance(rule, PlanError), "checked before"
        add_class(work, revision.id, draft, rule)
    for each in command.characteristics:
        add_characteristic(work, revision.id, each)
    named = {each.number: (each.name_en, each.name_zh) for each in command.characteristics}
    inherit_pictures(work, revision, named)
    work.touch(ObjectKind.PLAN, plan.id)
    return {"plan": command.plan_code, "version": str(revision.version)}


def _open_plan(work: Work, command: AddPlan) -> InspectionPlan | Refusal:
    """Find or make the plan row that the draft is added to."""
    plan = work.session.get(InspectionPlan, command.plan_id)
    if plan is not None:
        return (
            plan
            if _is_same(plan, command)
            else refuse(PlanReason.PLAN_OF_OTHER_PART, plan=plan.code)
        )
    if work.session.get(Part, command.part_id) is None:
        return refuse(PlanReason.PLAN_NOT_FOUND)
    known = work.session.scalar(
        select(InspectionPlan).where(InspectionPlan.code == command.plan_code)
    )
    if known is not None:
        if _is_same(known, command) and newest_is_returned(work.session, known.id):
            return known  # the corrected draft of somebody who does not know the plan's id
        return refuse(PlanReason.PLAN_CODE_TAKEN, plan=command.plan_code)
    return work.add(
        InspectionPlan(
            id=command.plan_id,
            code=command.plan_code,
            part_id=command.part_id,
            supplier_id=command.supplier_id,
            kind=command.kind,
        )
    )


def _is_same(plan: InspectionPlan, command: AddPlan) -> bool:
    same = (plan.code, plan.part_id, plan.supplier_id, plan.kind)
    return same == (command.plan_code, command.part_id, command.supplier_id, command.kind)


def newest_is_returned(session: Session, plan_id: int) -> bool:
    """True if the newest version of the plan is a draft that was given back."""
    newest = session.scalar(
        select(PlanRevision)
        .where(PlanRevision.plan_id == plan_id)
        .order_by(PlanRevision.version.desc())
        .limit(1)
    )
    return newest is not None and is_returned(session, newest)


def approve_plan(work: Work, command: ApprovePlan) -> Facts | Refusal:
    """Make a draft effective by a second person's signature; the version before is superseded."""
    session = work.session
    revision = session.get(PlanRevision, command.revision_id, with_for_update=True)
    if revision is None:
        return refuse(PlanReason.PLAN_NOT_FOUND)
    plan = session.get_one(InspectionPlan, revision.plan_id)
    if revision.state != "draft":
        return refuse(
            PlanReason.PLAN_NOT_A_DRAFT,
            plan=plan.code,
            version=revision.version,
            state=revision.state,
        )
    if is_returned(session, revision):
        return refuse(CatalogueReason.DRAFT_RETURNED)
    if work.actor.person_id in {revision.author_id, *drawn_by(session, revision.id)}:
        return refuse(PeopleReason.SAME_PERSON, plan=plan.code)
    name, now = f"{plan.code} v{revision.version}", plan_sha256(session, revision)
    changed = not_as_seen(work, Seen(command.seen_sha256, now, name, (ObjectKind.PLAN, plan.id)))
    if changed is not None:
        return changed
    before = version_in_force(session, plan.id)
    if before is not None:
        before.state = "superseded"
        session.flush()  # only one version is effective, at every moment
    revision.state = "effective"
    revision.approved_by, revision.approved_at = work.actor.person_id, work.now
    session.flush()
    work.sign(ObjectKind.PLAN, plan.id, revision.version, revision_content(session, revision))
    work.touch(ObjectKind.PLAN, plan.id)
    return {"plan": plan.code, "version": str(revision.version)}


def effective_revision(
    session: Session, part_id: int, supplier_id: int | None, kind: str = "incoming"
) -> tuple[InspectionPlan, PlanRevision] | None:
    """The plan for part and supplier, else the one for the part, in its effective version."""
    found = session.execute(
        select(InspectionPlan, PlanRevision)
        .join(PlanRevision, PlanRevision.plan_id == InspectionPlan.id)
        .where(
            InspectionPlan.part_id == part_id,
            InspectionPlan.kind == kind,
            PlanRevision.state == "effective",
        )
        .order_by(InspectionPlan.code)
    ).all()
    for wanted in (supplier_id, None):
        for plan, revision in found:
            if plan.supplier_id == wanted:
                return plan, revision
    return None


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan in a list."""

    revision_id: int
    version: int
    state: str
    author: Named
    approved_by: Named | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with its versions, newest first."""

    plan_id: int
    code: str
    kind: str
    part: Named
    supplier: Named | None
    effective: int | None
    versions: tuple[PlanVersion, ...]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One version of a plan, whole."""

    plan: PlanRow
    version: PlanVersion
    signature_chain: str
    early_stop: bool
    classes: tuple[ClassDraft, ...]
    characteristics: tuple[CharacteristicDraft, ...]
    first_lot: FirstLot = FirstLot.TIGHTENED
    skip_lot: bool = False


def plan_option(session: Session, revision_id: int) -> tuple[FirstLot, bool]:
    """What becomes of the first lot after a change, and whether lots may be skipped."""
    row = session.get(PlanOption, revision_id)
    return (FirstLot(row.first_lot), row.skip_lot) if row else (FirstLot.TIGHTENED, False)


def plans(reads: Reads) -> tuple[PlanRow, ...]:
    """All plans by code."""
    return _plan_rows(reads.session, None)


def plan_revision(reads: Reads, revision_id: int) -> PlanSheet | None:
    """One version with its classes and characteristics, or None."""
    revision = reads.session.get(PlanRevision, revision_id)
    if revision is None:
        return None
    row = _plan_rows(reads.session, revision.plan_id)[0]
    version = next(each for each in row.versions if each.revision_id == revision_id)
    classes, characteristics = plan_children(reads.session, revision_id)
    terms = terms_by_id(reads.session, characteristics)
    return PlanSheet(
        row,
        version,
        revision.signature_chain,
        revision.early_stop,
        tuple(class_draft(reads.session, row) for row in classes),
        tuple(characteristic_draft(each, terms.get(each.id, NO_TERMS)) for each in characteristics),
        *plan_option(reads.session, revision_id),
    )


def _plan_rows(session: Session, plan_id: int | None) -> tuple[PlanRow, ...]:
    query = (
        select(InspectionPlan, Part, Supplier)
        .join(Part, Part.id == InspectionPlan.part_id)
        .outerjoin(Supplier, Supplier.id == InspectionPlan.supplier_id)
        .order_by(InspectionPlan.code)
    )
    versions = select(PlanRevision).order_by(PlanRevision.version.desc())
    if plan_id is not None:
        query = query.where(InspectionPlan.id == plan_id)
        versions = versions.where(PlanRevision.plan_id == plan_id)
    revisions = session.scalars(versions).all()
    known = persons(
        session,
        {r.author_id for r in revisions} | {r.approved_by for r in revisions if r.approved_by},
    )
    found: dict[int, list[PlanVersion]] = {}
    for each in revisions:
        found.setdefault(each.plan_id, []).append(
            PlanVersion(
                each.id,
                each.version,
                each.state,
                known[each.author_id],
                known[each.approved_by] if each.approved_by else None,
                each.approved_at,
            )
        )
    rows = []
    for row in session.execute(query):
        plan, part = row[0], row[1]
        supplier: Supplier | None = row[2]
        own = tuple(found.get(plan.id, ()))
        effective = next((v.version for v in own if v.state == "effective"), None)
        rows.append(
            PlanRow(
                plan.id,
                plan.code,
                plan.kind,
                Named(part.id, part.number, part.name_en, part.name_zh),
                Named(supplier.id, supplier.code, supplier.name_en, supplier.name_zh)
                if supplier
                else None,
                effective,
                own,
            )
        )
    return tuple(rows)


HANDLERS: dict[type[Command], Handler] = {
    AddPlan: add_plan,
    ApprovePlan: approve_plan,
    **PICTURES,
}
