"""Drawing and instruction of a plan version, with the balloons of its characteristics.

A picture is kept once by its hash like every other evidence. It belongs to one version and is
covered by the signature that makes this version effective; after that it cannot be changed. The
next version begins with the pictures of the one before: the same evidence, named by both.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.photos import PhotoReason, judge_photo
from qtrace.domain.plan_pictures import (
    Balloon,
    Names,
    PictureReason,
    PictureRole,
    carried_over,
    check_balloons,
)
from qtrace.domain.plans import PlanReason
from qtrace.models.documents import Blob, Evidence
from qtrace.models.inspection import Characteristic, InspectionPlan, PlanPicture, PlanRevision
from qtrace.records.canonical import Json
from qtrace.services.catalogue.draft_returns import is_returned
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile, keep_evidence
from qtrace.services.inspection.reading_photos import photo_refusal
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlanPicture(Command):
    """Set the drawing or the instruction of a draft, or place its balloons anew.

    Attributes:
        picture_id: id of the new row.
        revision_id: the draft.
        balloons: all balloons of the picture.
        picture: bytes of a JPEG or PNG file; None keeps the present file.
        name: name of the file.
    """

    code: ClassVar[str] = "SET_PLAN_PICTURE"

    picture_id: int
    revision_id: int
    role: PictureRole
    balloons: tuple[Balloon, ...]
    picture: bytes | None = None
    name: str = ""


def set_plan_picture(work: Work, command: SetPlanPicture) -> Facts | Refusal:
    """Keep the picture of a draft; facts `plan`, `version`, `sha256`."""
    session = work.session
    revision = session.get(PlanRevision, command.revision_id, with_for_update=True)
    if revision is None:
        return refuse(PlanReason.PLAN_NOT_FOUND)
    plan = session.get_one(InspectionPlan, revision.plan_id)
    refusal = _not_open(session, plan, revision) or _bad_balloons(session, command)
    if refusal is not None:
        return refusal
    evidence = _evidence(work, plan, command)
    if isinstance(evidence, Refusal):
        return evidence
    row = work.add(
        PlanPicture(
            id=command.picture_id,
            plan_revision_id=revision.id,
            role=command.role.value,
            evidence_id=evidence,
            balloons=_stored(command.balloons),
            person_id=work.actor.person_id,
            at=work.now,
        )
    )
    work.touch(ObjectKind.PLAN, plan.id)
    digest = session.get_one(Evidence, row.evidence_id).sha256.hex()
    return {"plan": plan.code, "version": str(revision.version), "sha256": digest}


def inherit_pictures(work: Work, revision: PlanRevision, now: Mapping[int, Names]) -> None:
    """Let a new draft begin with the pictures of the version before it.

    Args:
        work: the transaction that adds the draft.
        revision: the draft.
        now: names of its characteristics by number.
    """
    session = work.session
    before = session.scalar(
        select(PlanRevision.id)
        .where(PlanRevision.plan_id == revision.plan_id, PlanRevision.version < revision.version)
        .order_by(PlanRevision.version.desc())
        .limit(1)
    )
    rows = _rows(session, before) if before is not None else {}
    if not rows:
        return
    names = session.execute(
        select(Characteristic.no, Characteristic.name_en, Characteristic.name_zh).where(
            Characteristic.plan_revision_id == before
        )
    )
    known = {row.no: (row.name_en, row.name_zh) for row in names}
    for role, row in rows.items():
        work.add(
            PlanPicture(
                id=work.new_id(),
                plan_revision_id=revision.id,
                role=role.value,
                evidence_id=row.evidence_id,
                balloons=_stored(carried_over(_balloons(row), known, now)),
                person_id=work.actor.person_id,
                at=work.now,
            )
        )


def _stored(balloons: tuple[Balloon, ...]) -> str:
    return json.dumps([[each.number, each.x, each.y] for each in balloons])


def _not_open(session: Session, plan: InspectionPlan, revision: PlanRevision) -> Refusal | None:
    if revision.state != "draft":
        facts = {"plan": plan.code, "version": revision.version, "state": revision.state}
        return refuse(PlanReason.PLAN_NOT_A_DRAFT, **facts)
    return refuse(CatalogueReason.DRAFT_RETURNED) if is_returned(session, revision) else None


def _bad_balloons(session: Session, command: SetPlanPicture) -> Refusal | None:
    numbers = session.scalars(
        select(Characteristic.no).where(Characteristic.plan_revision_id == command.revision_id)
    ).all()
    fault = check_balloons(command.balloons, set(numbers))
    return refuse(fault.reason, characteristic=fault.number) if fault is not None else None


def _evidence(work: Work, plan: InspectionPlan, command: SetPlanPicture) -> int | Refusal:
    """Id of the evidence: the file that came, or the one that stands."""
    if command.picture is None:
        standing = _rows(work.session, command.revision_id).get(command.role)
        return standing.evidence_id if standing else refuse(PictureReason.MISSING)
    found = judge_photo(command.picture)
    if isinstance(found, PhotoReason):
        return photo_refusal(found, command.name, len(command.picture))
    refusal = refuse_unkeepable(name=command.name)
    if refusal is not None:
        return refusal
    file = EvidenceFile(command.picture, command.name, found.media_type)
    return keep_evidence(work, file, ObjectKind.PLAN, plan.id, command.role.value)


def _rows(session: Session, revision_id: int) -> dict[PictureRole, PlanPicture]:
    """The pictures in force; of several with one role the newest."""
    found = session.scalars(
        select(PlanPicture)
        .where(PlanPicture.plan_revision_id == revision_id)
        .order_by(PlanPicture.at, PlanPicture.id)
    )
    return {PictureRole(row.role): row for row in found}


def drawn_by(session: Session, revision_id: int) -> frozenset[int]:
    """Who set a picture of the version that counts."""
    return frozenset(row.person_id for row in _rows(session, revision_id).values())


def pictures_content(session: Session, revision_id: int) -> Json:
    """What a signature under a plan version covers of its pictures; empty where it has none."""
    rows = _rows(session, revision_id)
    return [
        [
            role.value,
            session.get_one(Evidence, rows[role].evidence_id).sha256.hex(),
            [[str(each.number), each.x, each.y] for each in _balloons(rows[role])],
        ]
        for role in PictureRole
        if role in rows
    ]


def _balloons(row: PlanPicture) -> tuple[Balloon, ...]:
    return tuple(Balloon(*each) for each in json.loads(row.balloons))


@dataclass(frozen=True, slots=True)
class PictureNote:
    """A picture of a plan version, without its bytes.

    Attributes:
        name: of the file.
        sha256: of the file, 64 hex digits.
        inherited_from: the version that the file was set for first; None if it was for this one.
    """

    role: PictureRole
    name: str
    sha256: str
    balloons: tuple[Balloon, ...]
    inherited_from: int | None


@dataclass(frozen=True, slots=True)
class PictureOfPlan(PictureNote):
    """A picture of a plan version with its bytes."""

    content: bytes = field(repr=False)


def picture_notes(session: Session, revision_id: int) -> tuple[PictureNote, ...]:
    """Pictures of a plan version: the drawing, then the instruction, as far as it has them."""
    rows = _rows(session, revision_id)
    return tuple(_note(session, rows[role]) for role in PictureRole if role in rows)


def _note(session: Session, row: PlanPicture) -> PictureNote:
    file = session.get_one(Evidence, row.evidence_id)
    own = session.get_one(PlanRevision, row.plan_revision_id).version
    first = session.scalar(
        select(func.min(PlanRevision.version))
        .join(PlanPicture, PlanPicture.plan_revision_id == PlanRevision.id)
        .where(PlanPicture.evidence_id == row.evidence_id)
    )
    return PictureNote(
        PictureRole(row.role),
        file.original_name,
        file.sha256.hex(),
        _balloons(row),
        first if first != own else None,
    )


def plan_pictures(reads: Reads, revision_id: int) -> tuple[PictureOfPlan, ...]:
    """`picture_notes` with the bytes."""
    return pictures_of(reads.session, revision_id)


def pictures_of(session: Session, revision_id: int) -> tuple[PictureOfPlan, ...]:
    """`plan_pictures` for who has a session."""
    found = []
    for note in picture_notes(session, revision_id):
        content = session.get_one(Blob, bytes.fromhex(note.sha256)).content
        own = {each.name: getattr(note, each.name) for each in fields(note)}
        found.append(PictureOfPlan(**own, content=content))
    return tuple(found)


PICTURES: dict[type[Command], Handler] = {SetPlanPicture: set_plan_picture}
