"""Revisions of parts: drafts, and their approval by a second person."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from qtrace.domain.catalogue import CatalogueReason, RevisionState
from qtrace.domain.people import PeopleReason
from qtrace.models.catalogue import Part, PartRevision
from qtrace.records.canonical import Json
from qtrace.services.catalogue.commands import AddPartRevision, ApprovePartRevision
from qtrace.services.catalogue.draft_returns import is_returned
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.seen import Seen, draft_sha256, not_as_seen
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_part_revision(work: Work, command: AddPartRevision) -> Facts | Refusal:
    """Draft a revision in the name of the actor."""
    part = work.session.get(Part, command.part_id)
    if part is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    refusal = refuse_texts(revision=command.revision)
    if refusal is not None:
        return refusal
    taken = select(PartRevision.id).where(
        PartRevision.part_id == part.id, PartRevision.revision == command.revision
    )
    known_id = work.session.scalar(taken)
    if known_id is not None:
        return _correct_revision(work, part, known_id, command.drawing)
    work.add(
        PartRevision(
            id=command.revision_id,
            part_id=part.id,
            revision=command.revision,
            state=RevisionState.DRAFT.value,
            drawing=command.drawing,
            effective_from=None,
            author_id=work.actor.person_id,
            approved_by=None,
        )
    )
    work.touch(ObjectKind.PART, part.id)
    return {"part": part.number, "revision": command.revision}


def _correct_revision(work: Work, part: Part, known_id: int, drawing: str) -> Facts | Refusal:
    """A returned draft is corrected in place and waits again; any other revision stays."""
    known = work.session.get_one(PartRevision, known_id)
    if not is_returned(work.session, known):
        return refuse(CatalogueReason.REVISION_EXISTS, part=part.number, revision=known.revision)
    known.drawing, known.author_id = drawing, work.actor.person_id
    flag_modified(known, "drawing")  # waits again, even if no word is another one
    work.touch(ObjectKind.PART, part.id)
    return {"part": part.number, "revision": known.revision}


def approve_part_revision(work: Work, command: ApprovePartRevision) -> Facts | Refusal:
    """Put the revision into force; the one before is superseded in the same transaction."""
    revision = work.session.get(PartRevision, command.revision_id)
    if revision is None:
        return refuse(CatalogueReason.REVISION_UNKNOWN)
    if revision.state != RevisionState.DRAFT.value:
        facts = {"revision": revision.revision, "state": revision.state}
        return refuse(CatalogueReason.REVISION_NOT_DRAFT, **facts)
    if is_returned(work.session, revision):
        return refuse(CatalogueReason.DRAFT_RETURNED)
    if revision.author_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    part = work.session.get_one(Part, revision.part_id)
    told, now = command.seen_sha256, part_revision_sha256(work.session, revision)
    name = f"{part.number} {revision.revision}"
    changed = not_as_seen(work, Seen(told, now, name, (ObjectKind.PART, part.id)))
    if changed is not None:
        return changed
    today = work.today
    before = _in_force(work.session, revision.part_id)
    if before is not None:
        before.state = RevisionState.SUPERSEDED.value
        work.session.flush()  # the unique index allows one effective revision at any moment
    revision.state = RevisionState.EFFECTIVE.value
    revision.approved_by = work.actor.person_id
    revision.effective_from = command.effective_from or today
    work.sign(ObjectKind.PART, part.id, revision.row_version, _revision_content(revision))
    work.touch(ObjectKind.PART, revision.part_id)
    return {"revision": revision.revision, "superseded": before.revision if before else ""}


def _in_force(session: Session, part_id: int) -> PartRevision | None:
    return session.scalar(
        select(PartRevision).where(
            PartRevision.part_id == part_id, PartRevision.state == RevisionState.EFFECTIVE.value
        )
    )


def _revision_content(revision: PartRevision) -> Json:
    return {
        "part_revision": str(revision.id),
        "part": str(revision.part_id),
        "revision": revision.revision,
        "drawing": revision.drawing,
    }


def part_revision_sha256(session: Session, revision: PartRevision) -> str:
    """Hash of a drafted revision as its approver sees it."""
    before = _in_force(session, revision.part_id)
    return draft_sha256(_revision_content(revision), before.id if before is not None else None)


REVISIONS: dict[type[Command], Handler] = {
    AddPartRevision: add_part_revision,
    ApprovePartRevision: approve_part_revision,
}
