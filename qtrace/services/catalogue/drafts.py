"""Drafts of part revisions and plans, and new sources: what waits for a second person."""

from collections.abc import Mapping

from sqlalchemy import select

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.people import PeopleReason, QualitySwitch
from qtrace.domain.suppliers import SourceState
from qtrace.models.catalogue import DraftReturn, Part, PartRevision
from qtrace.models.inspection import Inspection, PlanRevision
from qtrace.models.items import Item
from qtrace.models.suppliers import ApprovedSource, Supplier, SupplierSite
from qtrace.services.catalogue.commands import ReturnDraft
from qtrace.services.catalogue.draft_returns import draft_return
from qtrace.services.catalogue.draft_rows import DraftKind, DraftRow, ReturnNote
from qtrace.services.catalogue.part_revisions import part_revision_sha256
from qtrace.services.catalogue.plan_content import plan_sha256
from qtrace.services.catalogue.plan_pictures import picture_notes
from qtrace.services.catalogue.plans import plan_revision
from qtrace.services.commands import Command
from qtrace.services.inspection.rows import Named
from qtrace.services.inspection.skip_lots import lot_to_skip
from qtrace.services.inspection.support import persons
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.draft_rows import production_drafts
from qtrace.services.reads import Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
__all__ = ["DraftKind", "DraftRow", "ReturnNote", "drafts"]


def return_draft(work: Work, command: ReturnDraft) -> Facts | Refusal:
    """Give a draft back with a reason; nobody returns an own one."""
    is_plan = command.kind == DraftKind.PLAN
    draft: PartRevision | PlanRevision | None
    if is_plan:
        draft = work.session.get(PlanRevision, command.revision_id)
    else:
        draft = work.session.get(PartRevision, command.revision_id)
    if draft is None or command.kind not in (DraftKind.PLAN, DraftKind.PART):
        return refuse(CatalogueReason.REVISION_UNKNOWN)
    refusal = _why_not(work, draft, command)
    if refusal is not None:
        return refusal
    work.add(
        DraftReturn(
            id=command.return_id,
            target_kind=command.kind,
            revision_id=draft.id,
            draft_version=draft.row_version,
            author_id=draft.author_id,
            returned_by=work.actor.person_id,
            reason=command.reason.strip(),
            at=work.now,
        )
    )
    if isinstance(draft, PlanRevision):
        work.touch(ObjectKind.PLAN, draft.plan_id)
    else:
        work.touch(ObjectKind.PART, draft.part_id)
    return {"revision": revision_name(draft)}


def _why_not(
    work: Work, draft: PartRevision | PlanRevision, command: ReturnDraft
) -> Refusal | None:
    if draft.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    if draft.state != "draft":
        return refuse(
            CatalogueReason.REVISION_NOT_DRAFT, revision=revision_name(draft), state=draft.state
        )
    if draft_return(work.session, draft) is not None:
        return refuse(CatalogueReason.DRAFT_RETURNED)
    if draft.author_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    return None


def revision_name(draft: PartRevision | PlanRevision) -> str:
    """Version of a plan, or revision of a part."""
    return str(draft.version) if isinstance(draft, PlanRevision) else draft.revision


def drafts(reads: Reads) -> tuple[DraftRow, ...]:
    """Plans, revisions and sources that wait, oldest first; what was returned stands at the end."""
    found = (
        *_plan_drafts(reads),
        *_part_drafts(reads),
        *_new_sources(reads),
        *_skipped_lots(reads),
        *production_drafts(reads),
    )
    return tuple(sorted(found, key=lambda row: row.returned is not None))


def _note(reads: Reads, draft: PartRevision | PlanRevision) -> ReturnNote | None:
    row = draft_return(reads.session, draft)
    if row is None:
        return None
    return ReturnNote(
        persons(reads.session, {row.returned_by})[row.returned_by], row.at, row.reason
    )


def _named_part(part: Part) -> Named:
    return Named(part.id, part.number, part.name_en, part.name_zh)


def _part_drafts(reads: Reads) -> list[DraftRow]:
    session = reads.session
    rows = session.execute(
        select(PartRevision, Part)
        .join(Part, Part.id == PartRevision.part_id)
        .where(PartRevision.state == "draft")
        .order_by(PartRevision.id)
    ).all()
    found = []
    for draft, part in rows:
        before = session.scalar(
            select(PartRevision).where(
                PartRevision.part_id == part.id, PartRevision.state == "effective"
            )
        )
        found.append(
            DraftRow(
                kind=DraftKind.PART,
                revision_id=draft.id,
                object_id=part.id,
                row_version=draft.row_version,
                code=part.number,
                version=draft.revision,
                part=_named_part(part),
                author=persons(session, {draft.author_id})[draft.author_id],
                before=before.revision if before is not None else "",
                drawing=draft.drawing,
                drawing_before=before.drawing if before is not None else "",
                returned=_note(reads, draft),
                seen_sha256=part_revision_sha256(session, draft),
            )
        )
    return found


def _plan_drafts(reads: Reads) -> list[DraftRow]:
    session = reads.session
    found = []
    for draft in session.scalars(
        select(PlanRevision).where(PlanRevision.state == "draft").order_by(PlanRevision.id)
    ).all():
        sheet = plan_revision(reads, draft.id)
        assert sheet is not None
        before = next((v for v in sheet.plan.versions if v.state == "effective"), None)
        found.append(
            DraftRow(
                kind=DraftKind.PLAN,
                revision_id=draft.id,
                object_id=draft.plan_id,
                row_version=draft.row_version,
                code=sheet.plan.code,
                version=str(draft.version),
                part=sheet.plan.part,
                author=sheet.version.author,
                before=str(before.version) if before is not None else "",
                sheet=sheet,
                sheet_before=plan_revision(reads, before.revision_id) if before else None,
                supplier=sheet.plan.supplier,
                returned=_note(reads, draft),
                seen_sha256=plan_sha256(session, draft),
                pictures=picture_notes(session, draft.id),
                pictures_before=picture_notes(session, before.revision_id) if before else (),
            )
        )
    return found


def _new_sources(reads: Reads) -> list[DraftRow]:
    rows = reads.session.execute(
        select(ApprovedSource, Supplier, SupplierSite, Part)
        .join(Supplier, Supplier.id == ApprovedSource.supplier_id)
        .join(SupplierSite, SupplierSite.id == ApprovedSource.site_id)
        .join(Part, Part.id == ApprovedSource.part_id)
        .where(ApprovedSource.state == SourceState.CANDIDATE.value)
        .order_by(ApprovedSource.id)
    ).all()
    return [
        DraftRow(
            kind=DraftKind.SOURCE,
            revision_id=source.id,
            object_id=part.id,
            row_version=source.row_version,
            code=supplier.code,
            version=site.code,
            part=_named_part(part),
            supplier=Named(supplier.id, supplier.code, supplier.name_en, supplier.name_zh),
            site=Named(site.id, site.code, site.name_en, site.name_zh),
        )
        for source, supplier, site, part in rows
    ]


def _skipped_lots(reads: Reads) -> list[DraftRow]:
    """Lots that were not drawn for inspection and wait to be let to stock."""
    if not reads.plant.quality_switches.get(QualitySwitch.SKIP_LOT_VERIFIED, False):
        return []
    session = reads.session
    rows = session.execute(
        select(Inspection, Item, Part, Supplier)
        .join(Item, Item.id == Inspection.item_id)
        .join(Part, Part.id == Item.part_id)
        .outerjoin(Supplier, Supplier.id == Item.supplier_id)
        .where(
            Inspection.state == InspectionState.WAITING.value,
            Inspection.site_id == reads.station.site_id,
        )
        .order_by(Inspection.id)
    ).all()
    found = []
    for row in rows:
        inspection, lot, part = row[0], row[1], row[2]
        supplier: Supplier | None = row[3]
        skip = lot_to_skip(session, inspection, reads.today)
        if skip is None or skip.barriers:
            continue
        found.append(
            DraftRow(
                kind=DraftKind.LOT,
                revision_id=inspection.id,
                object_id=part.id,
                row_version=inspection.row_version,
                code=lot.lot or "",
                version=inspection.number,
                part=_named_part(part),
                supplier=Named(supplier.id, supplier.code, supplier.name_en, supplier.name_zh)
                if supplier
                else None,
                skip=skip.reason,
                one_in=skip.one_in,
            )
        )
    return found


HANDLERS: dict[type[Command], Handler] = {ReturnDraft: return_draft}
