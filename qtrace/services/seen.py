"""What a signer saw: its hash, and who changed it meanwhile.

Source: 21 CFR 11.70; 21 CFR 11.50(b).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import and_, or_, select

from qtrace.domain.inspection_flow import InspectionReason
from qtrace.models.people import Person
from qtrace.models.records import Record, RecordObject
from qtrace.records.canonical import Json, canonical_bytes
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work


def content_sha256(content: Json) -> str:
    """SHA-256 (64 hex digits) over the canonical bytes of what a page shows."""
    return sha256(canonical_bytes(content)).hexdigest()


def draft_sha256(content: Json, replaces: int | None) -> str:
    """Hash of a draft as its approver sees it: what it says, and which version it would replace."""
    return content_sha256({"draft": content, "replaces": str(replaces or "")})


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft in front of its approver.

    Attributes:
        told: hash that the approving command carries.
        now: hash of the draft as it stands.
        number: code and version of the draft.
        about: what records of its changes are about.
    """

    told: str
    now: str
    number: str
    about: tuple[ObjectKind, int]


def not_as_seen(work: Work, seen: Seen) -> Refusal | None:
    """None if the draft is what its approver saw; else who changed it last, and when."""
    if seen.told == seen.now:
        return None
    return changed_since_seen(work, seen.number, (seen.about,))


def changed_since_seen(
    work: Work, number: str, objects: Sequence[tuple[ObjectKind, int]]
) -> Refusal:
    """The refusal of a signature under something else than was seen: who changed it, and when.

    Named is the newest record about one of `objects`; `number` is how people call what they sign.
    """
    about = [
        and_(RecordObject.target_kind == kind.value, RecordObject.target_id == key)
        for kind, key in objects
    ]
    last = work.session.execute(
        select(Record.entered_at, Person.name_en, Person.name_zh)
        .join(RecordObject, RecordObject.record_id == Record.id)
        .outerjoin(Person, Person.id == Record.actor_id)
        .where(Record.outcome == "done", or_(*about))
        .order_by(Record.entered_at.desc(), Record.id.desc())
        .limit(1)
    ).first()
    return refuse(
        InspectionReason.CHANGED_SINCE_SEEN,
        number=number,
        name_en=last.name_en or "" if last else "",
        name_zh=last.name_zh or "" if last else "",
        at=last.entered_at.isoformat() if last else "",
    )
